// Sentences that sound as if something were over, and it is not.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_kept;

TEST_CASE("not over: what is another's, or not so yet") {
  check_kept(
      {{"User plays the violin", "dropped the violin off at the luthier's"},
       {"User plays the violin", "binned my old violin strings"},
       {"User has a cat called Olive", "finished the olives"},
       {"User has a son called Leo", "Leo left for uni this morning, I'm in bits"},
       {"User has a daughter called Ruby", "Ruby's finished with school at three"},
       {"User's best friend is Dana", "said goodbye to Dana at the station"},
       {"User lives with Priya", "Priya's gone to Spain for a fortnight"},
       {"User has a lodger called Marek", "Marek's gone home for Christmas"},
       {"User has a lodger called Marek", "Marek's gone out"},
       {"User works at Aldi", "walked out of Aldi with the wrong bag"},
       {"User works at Aldi", "just left Aldi, home in ten"},
       {"User works at Nando's", "done at Nando's for the night"},
       {"User goes to the gym", "just finished at the gym"},
       {"User uses Slack", "I've muted Slack for the weekend"},
       {"User uses Slack", "logged off Slack at last, what a day"},
       {"User reads the Guardian", "binned the Guardian from Saturday"},
       {"User drinks tea", "just finished my tea, it was cold"},
       {"User drinks oat milk", "used up the last of the oat milk"},
       {"User has a mortgage with Nationwide", "my last mortgage payment went up by 80 quid"},
       {"User is vegan", "my flatmate gave up being vegan yesterday"},
       {"User is vegan", "my vegan phase at school lasted a week"},
       {"User smokes", "I stopped for a smoke"},
       {"User smokes", "nobody smokes any more except me"},
       {"User plays tennis", "tennis was rained off so no tennis today"},
       {"User plays tennis on Sundays", "I lost the tennis on Sunday"},
       {"User has a Honda Jazz", "we gave up on jazz night, too loud"},
       {"User has a brother called Art", "gave up art in year nine"},
       {"User is a chef", "the head chef quit tonight mid-service"},
       {"User is a nurse", "half the nurses on my ward have quit"},
       {"User works at a school", "school's over for the summer!"},
       {"User supports Everton", "Everton sold their best striker"},
       {"User has an allotment", "my neighbour at the allotment gave his up"},
       {"User has a dog called Bonnie", "the breeder sold Bonnie's brother"},
       {"User has chickens", "one of the chickens died in the night"},
       {"User has two dogs", "we lost one of the dogs to cancer"},
       {"User has a bike", "bike's at the shop, gone for a service"},
       {"User has a bike", "someone nicked my bike light"},
       {"User has a car", "sold my car roof box on Gumtree"},
       {"User has a laptop from Dell", "got rid of the box my laptop came in"},
       {"User uses an Android phone", "Mum's got rid of her Android phone"},
       {"User is on sertraline", "my brother came off sertraline"},
       {"User takes vitamin D", "forgot my vitamin D this morning"},
       {"User takes vitamin D", "no vitamin D left in the house"},
       {"User has a personal trainer", "the personal trainer on telly quit"},
       {"User is learning Welsh", "I quit Duolingo for the day"},
       {"User uses Duolingo", "lost my Duolingo streak, gutted"},
       {"User watches Bake Off", "they killed off my favourite in Bake Off"},
       {"User is watching Succession", "finished season two of Succession"},
       {"User rents a flat in Hove", "the flat upstairs has been sold"},
       {"User rents a garage", "locked myself out of the garage"},
       {"User's son plays rugby", "rugby finished at four, he's filthy"},
       {"User's daughter has braces", "her friend's braces came off"},
       {"User has braces", "my elastic came off my braces at lunch"},
       {"User wears a hearing aid", "took my hearing aids out for the night"},
       {"User has a beard", "Tom shaved his beard off"},
       {"User likes Radiohead", "Radiohead cancelled Saturday's gig"},
       {"User has tickets for Glastonbury", "sold my spare Glastonbury ticket"},
       {"User has a holiday in Greece in May", "our Greek neighbours cancelled their holiday"},
       {"User is on a diet", "my diet's over for Christmas day"},
       {"User is training for a triathlon", "done with training for today"}});
}

TEST_CASE("not over: what is another's, or not so yet, 2") {
  check_kept(
      {{"User volunteers at a hospice shop", "handed in a bag of clothes at the hospice shop"},
       {"User is captain of a netball team", "handed the ball to the captain"},
       {"User does Park Yoga", "yoga in the park's done till Sunday"},
       {"User is seeing Tom", "can't keep seeing Tom in that jumper lol"},
       {"User's boss is Priti", "Priti's gone to lunch"},
       {"User is a Scout leader", "the scouts have all gone home, camp's over"},
       {"User goes to church", "left church early with the baby"},
       {"User is in a choir", "left choir at nine"},
       {"User is in a book club", "left the book club meeting early"},
       {"User uses WhatsApp", "left the family WhatsApp group"},
       {"User uses WhatsApp", "deleted a WhatsApp message by mistake"},
       {"User has an Instagram account", "deleted an old photo from Instagram"},
       {"User drives a taxi", "the taxi ahead broke down"},
       {"User has a pension with Aviva", "Aviva cancelled my call"},
       {"User is allergic to cats", "the cat next door has gone"},
       {"User has a peanut allergy", "peanuts are off the menu at school"},
       {"User doesn't eat pork", "pork's off, bin it"},
       {"User eats fish on Fridays", "this fish is off"},
       {"User likes gardening", "gardening's done for today, back is broken"},
       {"User is married to Ines", "Ines has left for the airport"},
       {"User is married to Ines", "Ines left me the last slice"},
       {"User is dating Omar", "Omar dumped the bins out"},
       {"User has a twin sister", "my sister dumped her boyfriend"},
       {"User is a member of Labour", "Labour lost the by-election"},
       {"User has a savings account with Chase", "closed the Chase app"}});
}

}  // namespace
}  // namespace mnestic::memory
