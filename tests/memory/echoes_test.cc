// Echoes, false alarms and retiring: what a stored fact makes of a short answer, and what it must
// not.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_kept;
using testing::EngineFixture;

struct Row {
  const char* known;
  const char* said;
  const char* now;  // in the place of what is known; empty: nothing is
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.said);
    EngineFixture memory;
    memory.tell({row.known, "User has a red bicycle"});
    memory.say(row.said);
    CHECK_FALSE(memory.knows(row.known));
    CHECK(memory.knows("User has a red bicycle"));
    CHECK((*row.now == '\0' || memory.knows(row.now)));
  }
}

TEST_CASE("echoes: what is said again, and then more exactly") {
  check({{"User has two children", "Two kids, right. A girl who's 7 and a boy who's 4",
          "User has two children, a girl who is 7 and a boy who is 4"},
         {"User has two children", "Yep, two kids - Ana and Leo",
          "User has two children, Ana and Leo"},
         {"User drives a Toyota", "Yep, a Toyota. Yaris hybrid, the 2019 one",
          "User drives a Toyota, Yaris hybrid, the 2019 one"},
         {"User has a dog", "Yeah, a dog. A lurcher cross called Fig",
          "User has a dog, a lurcher cross called Fig"},
         {"User lives in Norwich", "Yes, Norwich. Near the cathedral",
          "User lives in Norwich near the cathedral"},
         {"User enjoys baking", "when I say I bake I mean sourdough, really",
          "User enjoys baking (sourdough)"}});
  check_kept({{"User drives a Toyota", "Yep, a Toyota. Great car"},
              {"User drives a Toyota", "Yes, a Toyota. Any tips for winter tyres"},
              {"User lives in Norwich", "Yes, Norwich. Two tickets for Saturday"},
              {"User is vegetarian", "Yes, vegetarian. Pasta with beans"},
              {"User uses Python", "Yes, Python. List comprehension"},
              {"User plays guitar", "Yes, guitar. Chords to Wonderwall"},
              {"User plays guitar", "when I say I play I mean three chords"},
              {"User has a cat", "Yes, a cat. Need a vet recommendation"}});
}

TEST_CASE("alarms: what was believed was never so") {
  check({{"User is allergic to penicillin",
          "False alarm about the penicillin allergy, the allergist says I'm fine with it", ""},
         {"User has a nut allergy", "The nut allergy was a false alarm", ""},
         {"User is pregnant", "False alarm with the pregnancy", ""},
         {"User is diabetic", "Turns out the diabetes was a misdiagnosis", ""},
         {"User has coeliac disease", "The coeliac thing turned out to be a false alarm", ""}});
  check_kept({{"User has a smoke detector in the hall", "False alarm from the smoke detector"},
              {"User is allergic to wasp stings", "False alarm about the penicillin allergy"},
              {"User is pregnant", "I hope the pregnancy is a false alarm"}});
}

TEST_CASE("retiring ends one's work, and places are left behind") {
  check({{"User works as an actuary", "Retired on Friday!! Never setting an alarm again", ""},
         {"User works at Shell", "I retired last month", ""},
         {"User is a nurse", "I'm officially retired now", ""},
         {"User lives in Bristol", "Bristol's behind us, we've been Truro people since the weekend",
          "User lives in Truro"},
         {"User works in London", "London is behind me now", ""}});
  check_kept({{"User works as an actuary", "My dad retired on Friday"},
              {"User works as an actuary", "I retired my old laptop on Friday"},
              {"User works as an actuary", "I want to retire at 60"},
              {"User works as a lawyer", "I retired from rugby last year"},
              {"User lives in Leeds", "We're Leeds people"}});
}

TEST_CASE("answers: what is not so any more, and who was put down wrong") {
  check({{"User uses Trello", "Neither Trello nor Asana these days, just paper", ""},
         {"User drinks tea", "Neither coffee nor tea any more", ""},
         {"User is vegetarian", "You can stop counting me as a vegetarian", ""},
         {"User is a smoker", "Don't list me as a smoker any more", ""},
         {"User's brother is called Aled",
          "you've got Aled down as my brother, he's my brother-in-law",
          "User's brother-in-law is called Aled"},
         {"User's dog Max is a beagle", "you've got Max down as a beagle, he's a basset",
          "User's dog Max is a basset"}});
  check_kept({{"User is a beginner", "Stop treating me like a beginner"},
              {"User uses Instagram", "I've nothing to wear and no plans to go back"}});
}

}  // namespace
}  // namespace mnestic::memory
