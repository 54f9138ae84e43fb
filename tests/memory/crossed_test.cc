// Facts that were told crosswise, in a name or in a place of a row, and which of several things is
// meant.
#include <algorithm>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using Strings = std::vector<std::string>;

struct Row {
  Strings known;
  const char* said;
  Strings after;  // sorted
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.said);
    EngineFixture memory;
    memory.tell(row.known);
    memory.say(row.said);
    CHECK(memory.list() == row.after);
  }
}

TEST_CASE("crossed: two facts change places, and only when it is said of them") {
  check({
      {{"User plays the harp", "User is learning the flute"},
       "You've got it backwards: I play the flute and learn the harp",
       {"User is learning the harp", "User plays the flute"}},
      {{"User lives in Bath", "User works in Bristol"},
       "wrong way round! I live in Bristol and work in Bath",
       {"User lives in Bristol", "User works in Bath"}},
      {{"User plays the harp", "User is learning the flute"},
       "My jumper's back to front",
       {"User is learning the flute", "User plays the harp", "User's jumper is back to front"}},
  });
}

TEST_CASE("crossed: the wrong one of two, and what is over altogether") {
  check({
      {{"User's sister Katka is a dentist", "User's sister Petra lives in Oslo"},
       "Wrong sister - Petra is the dentist, Katka is the one in Oslo",
       {"User's sister Katka lives in Oslo", "User's sister Petra is a dentist"}},
      {{"User loves the beach", "User can't stand the mountains"},
       "You've got that backwards. I love the mountains, it's the beach I can't stand",
       {"User cannot stand the beach", "User loves the mountains"}},
      {{"User journals every evening", "User meditates every morning"},
       "Is it bad that I've stopped journaling altogether?",
       {"User meditates every morning"}},
      {{"User is a medical doctor"}, "I'm not a doctor", {"User is not a doctor"}},
      {{"User plays tennis on Saturdays"},
       "tennis is off this Saturday, court's flooded",
       {"User plays tennis on Saturdays"}},
      {{"User swims twice a week"},
       "I swim three times a week now",
       {"User swims three times a week now"}},
      {{"User's mother is called Anne", "User's son is called Tom"},
       "her name is Anna, not Anne",
       {"User's mother is called Anna", "User's son is called Tom"}},
      {{"User lives in flat 4"}, "it's flat 14, I dropped a digit", {"User lives in flat 14"}},
      {{"User is a senior developer"},
       "I'm a tech lead now instead of a senior dev",
       {"User is a tech lead"}},
      {{"User is a lead developer"},
       "our team lead is called Sam",
       {"User is a lead developer", "User's team lead is called Sam"}},
  });
}

TEST_CASE("crossed: up a row that goes by numbers") {
  check({
      {{"User's son Jake plays hockey for the under-10s", "User coaches the under-10s"},
       "Jake's moved up to the under-12s",
       {"User coaches the under-10s", "User's son Jake plays hockey for the under-12s"}},
      {{"User's daughter Mia is in Year 5"},
       "Mia's gone up to Year 6",
       {"User's daughter Mia is in Year 6"}},
      {{"User's daughter Mia is in Year 5"},
       "Mia's friend moved up to Year 6",
       {"User's daughter Mia is in Year 5"}},
      {{"User's son Jake plays for the under-10s"},
       "the under-12s won again",
       {"User's son Jake plays for the under-10s"}},
  });
}

TEST_CASE("crossed: a name put right by its letters, and which one it is") {
  check({
      {{"User's boss is called Stephen"},
       "not Stephen with a ph, he's Steven with a v",
       {"User's boss is called Steven"}},
      {{"User grew up in Australia"}, "I did say Austria", {"User grew up in Austria"}},
      {{"User grew up in Australia"},
       "I did say Austria was lovely",
       {"User grew up in Australia"}},
      {{"User's friend is called Jon"},
       "not Jon, he's never coming",
       {"User's friend is called Jon"}},
      {{"User has a sore shoulder"},
       "it's the right shoulder by the way",
       {"User has a sore right shoulder"}},
      {{"User has a car"}, "it's the only car I could find", {"User has a car"}},
      {{"User teaches a pottery class on Mondays"},
       "Monday's class is actually at 6.30, the kiln's too hot before",
       {"User teaches a pottery class on Mondays at 6.30"}},
      {{"User teaches a pottery class on Mondays"},
       "Monday's class was great",
       {"User teaches a pottery class on Mondays"}},
  });
}

TEST_CASE("crossed: what one was keen on, signed out of, or has not touched") {
  check({
      {{"User goes fishing on the Tay"},
       "I used to be a keen angler",
       {"User used to be a keen angler"}},
      {{"User teaches yoga"},
       "I used to be a teacher",
       {"User teaches yoga", "User used to be a teacher"}},
      {{"User is on the fete committee"},
       "Took my name off the fete committee",
       {"User took their name off the fete committee"}},
      {{"User practises Welsh on Duolingo"},
       "haven't touched Duolingo since spring and honestly don't plan to",
       {}},
      {{"User sings in a choir"},
       "Nearly quit the choir",
       {"User nearly quit the choir", "User sings in a choir"}},
      {{"User pays 980 pounds in rent"},
       "Rent's gone up - 1,150 from April, was 980",
       {"User pays 1,150 pounds in rent"}},
      {{"User pays 980 pounds in rent"},
       "our rent went up but we got 2 months free",
       {"User got 2 months free", "User pays 980 pounds in rent", "User's rent went up"}},
  });
}

TEST_CASE("crossed: a thing renewed, a dose put up, what nobody has any more") {
  check({
      {{"User's phone is a Pixel 6", "User's laptop is a ThinkPad"},
       "finally upgraded the phone, Pixel 9",
       {"User's laptop is a ThinkPad", "User's phone is a Pixel 9"}},
      {{"User's laptop is a ThinkPad"},
       "new laptop: a Framework",
       {"User's laptop is a Framework"}},
      {{"User's home insurance is with Axa", "User's car insurance is with Aviva"},
       "moved the car insurance over to Zurich",
       {"User's car insurance is with Zurich", "User's home insurance is with Axa"}},
      {{"User's phone is a Pixel 6"},
       "got a new phone case, Spigen",
       {"User has a new phone case, Spigen", "User's phone is a Pixel 6"}},
      {{"User's car is a Golf"},
       "moved the car to Elm Street",
       {"User moved the car to Elm Street", "User's car is a Golf"}},
      {{"User's dentist is Dr Lee"},
       "my mum's got a new dentist, Dr Roy",
       {"User's dentist is Dr Lee", "User's mum has got a new dentist, Dr Roy"}},
      {{"User takes 50mg of sertraline"},
       "they've put me up to 100",
       {"User takes 100mg of sertraline"}},
      {{"User takes 50mg of sertraline", "User takes 10mg of ramipril"},
       "they've put me up to 100",
       {"User takes 10mg of ramipril", "User takes 50mg of sertraline"}},
      {{"User's rent is 1,100"}, "landlord's put it up to 1,250", {"User's rent is 1,250"}},
      {{"User takes the 7:42 train"}, "they've scrapped the 7:42", {}},
      {{"User has a meeting with Priya on Tuesday at 2pm"},
       "Priya's asked to make it 3",
       {"User has a meeting with Priya on Tuesday at 3"}},
  });
}

TEST_CASE("crossed: values told without what they are of") {
  check({
      {{"User's wedding is in June", "User lives in Bath"},
       "the 21st of June, put it in pen",
       {"User lives in Bath", "User's wedding is on 21 June 2027"}},
      {{"User's exam is in June", "User's wedding is in June"},
       "21 June",
       {"User's exam is in June", "User's wedding is in June"}},
      {{"User's wedding is in June"},
       "the 21st of June is the longest day",
       {"User's wedding is in June"}},
      {{"User's daughter is 8", "User's son is 5"},
       "she's nine now",
       {"User's daughter is nine", "User's son is 5"}},
      {{"User's sister is 28"}, "she's 45", {"User's sister is 28"}},
      {{"User's sister is 28"}, "he's 29 now", {"User's sister is 28"}},
      {{"User was born in 1984"}, "1983 actually", {"User was born in 1983"}},
      {{"User was born in 1984"}, "1983 was a great year", {"User was born in 1984"}},
      {{"User has an appointment at 3pm on Friday"},
       "sorry I meant 3.30",
       {"User has an appointment at 3.30 on Friday"}},
      {{"User drinks tea with two sugars"},
       "one sugar, not two",
       {"User drinks tea with one sugar"}},
  });
}

}  // namespace
}  // namespace mnestic::memory
