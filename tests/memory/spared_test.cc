// What words of ending leave as it was: an episode of long ago, today's issue, the family.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_ended;
using testing::check_kept;

TEST_CASE("spared: what ends") {
  check_ended({{"User smokes", "Back in 2015 I quit smoking and haven't touched one since"},
               {"User listens to podcasts", "haven't listened to a podcast in ages"},
               {"User listens to podcasts", "I've stopped listening to podcasts altogether"},
               {"User plays the guitar", "I don't play any more"},
               {"User has a boyfriend called Tom", "dumped Tom last night"},
               {"User has a son called Ben", "Ben died in 2019"},
               {"User works at Boots", "I quit Boots in March"}});
}

TEST_CASE("spared: what is another's, or not so yet") {
  check_kept(
      {{"User is a primary school teacher",
        "Back in 2015 I quit teaching and drove a delivery van for a year"},
       {"User works at a bakery",
        "When I was 22 I quit my job at the bakery and went to India for six months"},
       {"User plays the cello",
        "In my thirties I gave up the cello for two years because of the baby"},
       {"User is vegetarian", "At uni I dropped being vegetarian for a term, bacon did it"},
       {"User drinks coffee", "I did quit coffee once, back in 2019, lasted nine days"},
       {"User listens to audiobooks", "haven't listened to a podcast in ages"},
       {"User has an iPhone 14", "toying with going back to Android, convince me"},
       {"User has an iPhone 14", "half a mind to go back to Android"},
       {"User drives a Ford Mustang", "Parted with the Mustang at last. The Fender one, calm down"},
       {"User drives a Mustang", "sold the Mustang, the pedal car one the kids had"},
       {"User does the Guardian crossword every morning",
        "I gave up on today's Guardian crossword, 14 down was a disgrace"},
       {"User watches Arsenal every weekend", "gave up on Sunday's Arsenal game at half time"},
       {"User has a daughter called Isla",
        "dropped Isla at uni in Durham, cried the whole way down the A1"},
       {"User plays the guitar", "The harmonica's in a drawer, I haven't played it in years"},
       {"User plays the piano",
        "The banjo has been in the loft for a decade, never play it any more"},
       {"User has a harmonica", "The harmonica's in a drawer, I haven't played it in years"},
       {"User reads crime novels",
        "Finished reading the Rankin one last night, couldn't put it down"},
       {"User bakes sourdough", "stopped baking at 2am because the gas ran out"},
       {"User's sister is called Jo", "My sister switched bank to Starling"},
       {"User works at Boots", "threw my old boots away"},
       {"User's phone is a Pixel 8", "Phone's dead, forgot the charger"},
       {"User takes the 7:42 train", "missed the 7:42, gave up and drove"},
       {"User volunteers at the food bank", "handed back the food bank keys to Sue after my shift"},
       {"User plays the drums", "The drums are packed up in the van, gig at nine"}});
}

}  // namespace
}  // namespace mnestic::memory
