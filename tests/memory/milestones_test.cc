// Events of a life that end what was so until then, and the same words when they tell of another or
// are not so yet.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_ended;
using testing::check_kept;

TEST_CASE("milestones: what ends") {
  check_ended(
      {{"User is studying law at Leeds", "I graduated on Thursday, gown and all"},
       {"User is a biology student at Exeter", "We graduated!! me and Priya both"},
       {"User is married to Martin", "The divorce came through this morning, feels odd"},
       {"User is married to Jo", "Decree absolute arrived. Free woman."},
       {"User's husband is Martin", "I'm officially divorced as of Friday"},
       {"User is having chemotherapy", "Last chemo today, nurses clapped me out"},
       {"User is having chemotherapy", "That was my final infusion, hair can grow back now"},
       {"User has applied for British citizenship",
        "Citizenship ceremony done, I'm a citizen of this soggy island"},
       {"User is learning to drive", "Passed! Two minors, examiner was lovely"},
       {"User is taking driving lessons", "L plates are in the bin!"},
       {"User wears glasses", "Had laser eye surgery on Monday and I can see the clock from bed"},
       {"User is engaged to Bilal", "We tied the knot on Saturday"},
       {"User is engaged to Bilal", "Mr and Mrs at last!"},
       {"User has a car loan", "Debt-free!! last one cleared this morning"},
       {"User is paying off a student loan", "Final student loan repayment went out today"},
       {"User has a mortgage with Halifax", "We're mortgage-free as of today!"},
       {"User smokes twenty a day", "a year smoke-free on Sunday"},
       {"User has long hair", "Cut it all off! Hairdresser nearly fainted"},
       {"User runs a cafe in Hove", "Pulled down the shutters for the last time on Sunday"},
       {"User owns a bakery", "Shut up shop for good, the landlord can have it"},
       {"User is 39 years old", "turned 40 on Tuesday"},
       {"User's son Finn is 4", "Finn's 5 today!"},
       {"User is 29", "30 today, somebody hold me"},
       {"User works at Wayfair", "Laid off this morning, whole team"},
       {"User works for Barclays as an analyst", "got the sack on Friday lol"},
       {"User works at Tesco", "Sacked. From Tesco. For eating a grape"},
       {"User's cat Minnie is missing", "She's home!!! skinny but fine"},
       {"User's cat Minnie is missing", "Minnie's back, strolled in like nothing happened"},
       {"User is training for a half marathon", "half marathon done, 1:58"},
       {"User is revising for their bar exam", "Bar exam DONE. never again"},
       {"User is training for the Manchester marathon",
        "ran the Manchester marathon in four hours dead"},
       {"User's kitchen is being renovated", "We finally have a kitchen again"},
       {"User's bathroom is being redone", "got my bathroom back at last"},
       {"User's car is at the garage", "got my car back, 600 quid lighter"}});
}

TEST_CASE("milestones: what is another's, or not so yet") {
  check_kept(
      {{"User is a biology student at Exeter", "my sister graduated on Thursday, so proud"},
       {"User is a biology student at Exeter", "can't wait till I'm a graduate"},
       {"User is studying Spanish", "I graduated from Durham in 2003"},
       {"User is a student nurse", "cap and gown hire is £60, daylight robbery"},
       {"User is married to Jo", "My brother's decree absolute arrived"},
       {"User is married to Jo", "I'd be divorced by now if she heard that"},
       {"User is married to Jo", "The divorce came through for my sister"},
       {"User is married to Jo", "my mate Karl is divorced now"},
       {"User is married to Jo", "her divorce is final, we went for cocktails"},
       {"User is having chemotherapy", "my last chemo was rough, next one on the 4th"},
       {"User is having chemotherapy", "Dad had his last chemo today"},
       {"User is having chemotherapy", "counting down to my last chemo"},
       {"User is having chemotherapy", "I rang the bell twice but nobody answered the door"},
       {"User has applied for British citizenship", "my wife swore the oath yesterday"},
       {"User is applying for a new job", "I'm a citizen of the world lol"},
       {"User is learning to drive", "passed a driving school car on the way in"},
       {"User is learning to drive", "my brother passed, examiner was a dragon"},
       {"User is learning to drive", "passed my theory, practical is in June"},
       {"User wears glasses", "booked laser eye surgery for May"},
       {"User wears glasses", "Mum had her eyes lasered"},
       {"User wears glasses", "thinking about laser eye surgery for my glasses"},
       {"User is engaged to Bilal", "my cousin tied the knot on Saturday"},
       {"User is engaged to Bilal", "when we are married I'm keeping my name"},
       {"User is engaged to Bilal", "people think we are married already"},
       {"User is paying off a student loan", "my last student loan payment was late"},
       {"User is paying off a student loan", "the last car finance payment went out today"},
       {"User has a mortgage with Halifax", "my parents are mortgage free, jammy so and sos"},
       {"User has a mortgage with Halifax", "dreaming of being mortgage free"},
       {"User smokes twenty a day", "the pub garden's smoke-free now, raging"},
       {"User smokes twenty a day", "Dad is six months smoke-free"},
       {"User has long hair", "Ella cut it all off, her hair looks great"},
       {"User has long hair", "tempted to cut it all off, hair is driving me mad"},
       {"User owns a bakery", "locked up for the last time this week, back Monday"},
       {"User runs a bookshop", "the butcher next door shut up shop for good"},
       {"User is 39", "40 emails today, I can't"},
       {"User is 39", "It's 40 today, everyone's at the beach"},
       {"User is 39", "Dad was 40 today in 1990"},
       {"User is 39", "did 40 today on the bike"},
       {"User works at Wayfair", "made redundant in 2009 and never told my mum"},
       {"User works at Wayfair", "my sister got the sack"},
       {"User works at Wayfair", "got the boot stuck in the mud"},
       {"User works at Wayfair", "scared of getting laid off"},
       {"User works at Wayfair", "let go of the rope too early"},
       {"User's cat Minnie is missing", "found a lead, someone saw her by the canal"},
       {"User's cat Minnie is missing", "he's back from work, we'll look again"},
       {"User is training for the Manchester marathon", "last long run done before the marathon"},
       {"User is training for the Manchester marathon", "half marathon done, as a warm-up"},
       {"User is training for the Manchester marathon", "Week 3 of marathon training done"},
       {"User is training for the Manchester marathon", "Will you be doing the marathon too?"},
       {"User's kitchen is being renovated", "can't wait to have a kitchen again"},
       {"User's kitchen is being renovated", "builders are out buying tiles"}});
}

}  // namespace
}  // namespace mnestic::memory
