// Several things told with one verb, each in its own way; headings with a verb in them; wishes with
// an exception; dreams.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

TEST_CASE("parted: each thing keeps what is said of it") {
  static constexpr std::array kCases = {
      Reading{
          "I speak Thai at home, Malay at work and a bit of Tamil with my gran",
          "+ User speaks Thai at home; + User speaks Malay at work; + User speaks a bit of Tamil "
          "with their gran"},
      Reading{"I eat meat at weekends, fish on Fridays",
              "+ User eats meat at weekends; + User eats fish on Fridays"},
      Reading{"I like my steak rare and my chips fat",
              "+ User likes their steak rare; + User likes their chips fat"},
      Reading{"I'm training for a 10k, learning Greek and on antibiotics",
              "+ User is training for a 10k; + User is learning Greek; + User is on antibiotics"},
      Reading{"I'm making soup, chopping onions and crying",
              "+ User is making soup, chopping onions and crying"},
      Reading{"I teach Year 2, coach hockey on Mondays and I'm doing an MA",
              "+ User teaches Year 2; + User coaches hockey on Mondays; + User is doing an MA"},
      Reading{
          "Our garden has beans, two pear trees and a shed held up by ivy",
          "+ User's garden has beans; + User's garden has two pear trees; + User's garden has a "
          "shed held up by ivy"},
      Reading{"Three parrots, one swears",
              "+ User has three parrots; + One of User's parrots swears"},
      Reading{"two cats, one blind", "+ User has two cats; + One of User's cats is blind"},
      Reading{"Miso the cat hates rain", "+ User's cat Miso hates rain"},
      Reading{"I have Addison's, on hydrocortisone twice a day",
              "+ User has Addison's; + User is on hydrocortisone twice a day"},
      Reading{"I have a day off, on Friday", "+ User has a day off, on Friday"},
      Reading{"I am on a diet, on and off", "+ User is on a diet, on and off"},
      Reading{"Choir, allotment, two grandkids - that's my week",
              "+ User's week is choir, allotment, two grandkids"},
  };
  check_readings(kCases);
}

TEST_CASE("parted: headings that say what is done, and things with a clause behind them") {
  static constexpr std::array kCases = {
      Reading{"Currently juggling two books: Emma and Dune",
              "+ User is juggling Emma; + User is juggling Dune"},
      Reading{"Bands I've seen live: Pulp, Low",
              "+ User has seen Pulp live; + User has seen Low live"},
      Reading{"Kitchen kit: a wok, a mandoline I'm scared of",
              "+ User has a wok; + User has a mandoline"},
      Reading{"I've swapped my Tuesday shift for the Sunday",
              "+ User has swapped their Tuesday shift for the Sunday"},
      Reading{"we let the caravan go in the end", "- User has a caravan"},
      Reading{"Mine's green", ""},
      Reading{"still at Spotify", "+ User is still at Spotify"},
      Reading{"always forget the milk", ""},
  };
  check_readings(kCases);
}

TEST_CASE("parted: wishes with an exception, and dreams") {
  static constexpr std::array kCases = {
      Reading{"keep replies short unless I ask for detail",
              "+ User wants the assistant to keep replies short unless User asks for detail"},
      Reading{"Assume I know the basics",
              "+ User wants the assistant to assume User knows the basics"},
      Reading{"Assume I earn 40k", ""},
      Reading{"I'd love to see Iceland one day", "+ User would love to see Iceland one day"},
      Reading{"I'd love to see your photos", ""},
  };
  check_readings(kCases);
}

TEST_CASE("parted: whom him and her mean, and whom they cannot mean") {
  static constexpr std::array kCases = {
      Reading{"My brother works nights so I ring him at lunch",
              "+ User's brother works nights; + User rings their brother at lunch"},
      Reading{"My sister moved to Rome, I miss her cooking",
              "+ User's sister moved to Rome; + User misses their sister's cooking"},
      Reading{"Dad remarried, her name's Celeste", "+ User's dad remarried"},
      Reading{"My partner's a nurse, she works nights",
              "+ User's partner is a nurse; + User's partner works nights"},
      Reading{"Me and my ex share custody", "+ User and User's ex share custody"},
      Reading{"I play five-a-side on Thursdays and drums badly",
              "+ User plays five-a-side on Thursdays and drums badly"},
      Reading{"I swim on Mondays and every other Friday",
              "+ User swims on Mondays; + User swims on every other Friday"},
      Reading{"Any film with subtitles, I'm in", "+ User loves any film with subtitles"},
  };
  check_readings(kCases);
}

TEST_CASE("parted: health in a few words") {
  static constexpr std::array kCases = {
      Reading{"Allergic to: wasps, latex",
              "+ User is allergic to wasps; + User is allergic to latex"},
      Reading{"Two caesareans, one hysterectomy",
              "+ User has had two caesareans; + User has had one hysterectomy"},
      Reading{"HIV positive", "+ User is HIV positive"},
      Reading{"Type 2, diet-controlled", "+ User has type 2 diabetes (diet-controlled)"},
      Reading{"Blood type's O neg", "+ User's blood type is O neg"},
      Reading{"Statins give me cramps so I'm off them",
              "+ Statins give User cramps; - User uses statins"},
      Reading{"I wear a hearing aid, left side only", "+ User wears a hearing aid, left side only"},
      Reading{"Not allowed to drive until the stitches are out",
              "+ User is not allowed to drive until the stitches are out"},
      Reading{"Dentist says I grind my teeth", "+ User grinds their teeth"},
      Reading{"Two coffees, one tea", ""},
  };
  check_readings(kCases);
}

}  // namespace
}  // namespace mnestic::extract
