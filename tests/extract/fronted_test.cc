// Sentences that put ahead what they are about, tell of several people at once, or give their news
// in a word.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

TEST_CASE("fronted: what a sentence is about stands before it") {
  static constexpr std::array kCases = {
      Reading{"As for the landline, cancelled", "- User has a landline"},
      Reading{"as for tofu, can't stand it", "+ User cannot stand tofu"},
      Reading{"as for me, I'm a plumber", "+ User is a plumber"},
      Reading{"As for dinner, we'll see", ""},
      Reading{"guess who passed her bar exam?", "+ User passed their bar exam"},
      Reading{"Guess who's pregnant!", "+ User is pregnant"},
      Reading{"Guess who's coming to dinner?", ""},
      Reading{"It was my aunt Rosa who taught me to sew", "+ User's aunt Rosa taught User to sew"},
      Reading{"it's my dad who does the cooking", "+ User's dad does the cooking"},
      Reading{"It's people who matter", ""},
      Reading{"By day a clerk, by night a drummer",
              "+ User is a clerk by day; + User is a drummer by night"},
      Reading{"By day three, by night four", ""},
      Reading{"Meet Pixel, our new rabbit", "+ User's rabbit is called Pixel"},
      Reading{"say hello to Gus, a grumpy parrot", "+ User has a grumpy parrot called Gus"},
      Reading{"Say hi to your mum for me", ""},
      Reading{"notebooks > any notes app", "+ User prefers notebooks to any notes app"},
      Reading{"Settings > Privacy > Cookies", ""},
      Reading{"use x > y in the loop", ""},
      Reading{"First language Basque, then Spanish at school",
              "+ User's first language is Basque; + User learned Spanish at school"},
      Reading{"First language I learned was Python", ""},
  };
  check_readings(kCases);
}

TEST_CASE("fronted: aims that are named as such behind, or hang on a condition") {
  static constexpr std::array kCases = {
      Reading{"Two books a month, that's the aim", "+ User's goal is two books a month"},
      Reading{"Finish the shed by May, that's the plan", "+ User wants to finish the shed by May"},
      Reading{"ten pull-ups by Easter is the goal", "+ User's goal is ten pull-ups by Easter"},
      Reading{"less is more, that's the goal", ""},
      Reading{"My New Year's resolution, if I stick to it, is a swim a day",
              "+ User's New Year's resolution is a swim a day"},
  };
  check_readings(kCases);
}

TEST_CASE("fronted: several subjects, and halves of one") {
  static constexpr std::array kCases = {
      Reading{"Orla, Fergus and wee Niamh are all staying with us",
              "+ Orla is staying with User; + Fergus is staying with User; + Wee Niamh is staying "
              "with User"},
      Reading{"Python, Rust and Go are fast", ""},
      Reading{"Half my week's in Bonn, the other half at home in Trier",
              "+ Half of User's week is in Bonn; + Half of User's week is at home in Trier"},
      Reading{"One of my sisters is in Turin, the other in Bari",
              "+ One of User's sisters is in Turin; + One of User's sisters is in Bari"},
      Reading{"Big brother's called Tariq, little one's Bilal",
              "+ User's big brother is called Tariq; + User's little brother is called Bilal"},
      Reading{"Our wedding's in Faro, 80 guests tops",
              "+ User's wedding is in Faro; + User's wedding has 80 guests tops"},
      Reading{
          "The flat is in Leith, two bedrooms, no lift",
          "+ User's flat is in Leith; + User's flat has two bedrooms; + User's flat has no lift"},
      Reading{"The plan is simple, no worries", ""},
  };
  check_readings(kCases);
}

TEST_CASE("fronted: news in a word or two") {
  static constexpr std::array kCases = {
      Reading{"Promoted!!", "+ User was promoted"},
      Reading{"Engaged!!", "+ User is engaged"},
      Reading{"Sold!", ""},
      Reading{"Team lead, starting in May", "+ User is starting as team lead in May"},
      Reading{"Doc says it's gout, not a sprain", "+ User has gout"},
      Reading{"My doctor thinks it's asthma", "+ User's doctor suspects asthma"},
      Reading{"the doc says it's fine", ""},
      Reading{"I've changed my mind, forget it", ""},
      Reading{"My eczema's back, been on steroids since May",
              "+ User's eczema is back; + User has been on steroids since May"},
      Reading{"Mum raised us alone after Dad died in 2004",
              "+ User's dad died in 2004; + User's mum raised User alone after Dad died in 2004"},
      Reading{"Work's remote except Fridays", "+ User's work is remote except Fridays"},
      Reading{"Work's been mad", ""},
      Reading{"Rent's 900 a month", "+ User's rent is 900 a month"},
      Reading{"My interests are history and jazz",
              "+ One of User's interests is history; + One of User's interests is jazz"},
      Reading{"40 next March, twice divorced, no kids",
              "+ User turns 40 next March; + User is twice divorced; + User has no kids"},
      Reading{"Anaphylactic to nuts, carry an inhaler",
              "+ User is anaphylactic to nuts; + User carries an inhaler"},
      Reading{"On the farm: 30 goats, a donkey",
              "+ User has 30 goats on the farm; + User has a donkey on the farm"},
      Reading{"Allergens for the school form: egg, kiwi",
              "+ User is allergic to egg; + User is allergic to kiwi"},
      Reading{"Élodie and I run a bakery", "+ User and Élodie run a bakery"},
  };
  check_readings(kCases);
}

}  // namespace
}  // namespace mnestic::extract
