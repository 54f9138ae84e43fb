#include "mnestic/extract/relation.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace mnestic::extract {
namespace {

struct Case {
  const char* stored;
  const char* fresh;
  Relation relation;
};

constexpr std::array kAssertions = {
    Case{"User uses Magnet", "User uses Magnet", Relation::equal},
    Case{"User uses Magnet", "user uses Magnet.", Relation::equal},
    Case{"User uses Shram", "User uses Shram as a productivity tool", Relation::refines},
    Case{"User uses Shram as a productivity tool", "User uses Shram", Relation::covered},
    Case{"User likes tea", "User likes coffee", Relation::unrelated},
    Case{"User is allergic to peanuts", "User is not allergic to peanuts", Relation::contradicts},
    Case{"User has 2 kids", "User has two children", Relation::equal},
    Case{"User flies from Lyon to Paris", "User flies from Paris to Lyon", Relation::unrelated},
    Case{"User has a dentist appointment on 9 May at 10:00",
         "User's dentist appointment has been moved to the 14th, same time", Relation::contradicts},
    Case{"User has a haircut on 10 May",
         "User's dentist appointment has been moved to the 14th, same time", Relation::unrelated},
    Case{"User has an interview with Stripe on Monday",
         "User's interview got pushed to next Tuesday", Relation::contradicts},
    Case{"User has a dog called Rex", "Rex passed away last night", Relation::contradicts},
    Case{"User has a dog called Max", "Rex passed away last night", Relation::unrelated},
    Case{"User has a cat called Misty", "User's cat Misty died", Relation::contradicts},
    Case{"User plays the violin", "User used to play the violin", Relation::contradicts},
    Case{"User's name is Katarina", "It is spelled Katarzyna, not Katarina", Relation::contradicts},
    Case{"User has a meeting on Thursday", "It is Tuesday, not Thursday", Relation::contradicts},
    Case{"User's sister is called Hannah", "User's sister is called Anna, not Hannah",
         Relation::contradicts},
    Case{"User has two kids", "User has three kids now, not two", Relation::contradicts},
    Case{"User has two children", "User has three kids", Relation::contradicts},
    Case{"User's birthday is the 19th", "User's birthday is the 9th, not the 19th",
         Relation::contradicts},
    Case{"User is single", "User got married on Saturday", Relation::contradicts},
    Case{"User is 34 years old", "User is 35", Relation::contradicts},
    Case{"User is 39", "User turned 40 yesterday", Relation::contradicts},
    Case{"User's name is Alex Smith", "User changed their name to Alex Reed",
         Relation::contradicts},
    Case{"User lives in Berlin", "User lives in Berlin, Germany", Relation::refines},
    Case{"User lives in New York", "User lives in York", Relation::contradicts},
    Case{"User lives in Berlin", "User moved to Porto in 2019", Relation::contradicts},
    Case{"User's sister lives in Berlin", "User's sister lives in Munich", Relation::contradicts},
    Case{"User's mum lives in Cork", "User's dad lives in Cork", Relation::unrelated},
    Case{"User works for Google", "User joined Stripe", Relation::contradicts},
    Case{"User has no children", "User has two children", Relation::contradicts},
    Case{"User is vegetarian", "User is not vegetarian", Relation::contradicts},
    Case{"User is vegetarian", "User is vegan", Relation::contradicts},
    Case{"User likes coffee", "User hates coffee", Relation::contradicts},
    Case{"User likes coffee", "User loves coffee", Relation::refines},
    Case{"User takes 10 mg of ramipril", "User takes 20 mg of ramipril", Relation::contradicts},
    Case{"User has an appointment on 3 May", "User has an appointment on 5 May",
         Relation::unrelated},
    Case{"Edie is allergic to milk", "Ana is allergic to milk", Relation::unrelated},
    Case{"User's dog is called Lona", "User's dog is Luna", Relation::contradicts},
    Case{"User's dog is called Lona", "User's aunt is Lona", Relation::unrelated},
    Case{"User's aunt is called Lona", "User's dog is Luna", Relation::unrelated},
    Case{"User can swim", "User cannot swim", Relation::contradicts},
    Case{"User swims", "User can swim", Relation::unrelated},
    Case{"User owes Ana 50 euros", "Ana owes User 50 euros", Relation::unrelated},
    Case{"User beat Tom", "Tom beat User", Relation::unrelated},
    Case{"User lives in Lisbon", "User lives in Lisbon since 2019", Relation::refines},
    Case{"User lives in Lisbon since 2019", "User lives in Lisbon with Ana", Relation::unrelated},
    Case{"User's wife is Ana", "User's wife is called Ana", Relation::equal},
    Case{"User prefers tea over coffee", "User prefers coffee over tea", Relation::contradicts},
    Case{"The user lives in Lisbon", "User moved to Porto", Relation::contradicts},
    Case{"User was born on 12 March 1988", "User was born on 12 March 1989", Relation::contradicts},
    Case{"User's flight is at 7:30", "User's flight is at 7:40", Relation::contradicts},
    Case{"User's wedding is on 12 June", "User's wedding is on 14 June", Relation::contradicts},
    Case{"User's boss is Mark", "User's boss is now Priya", Relation::contradicts},
    Case{"User is a nurse", "User is a teacher", Relation::unrelated},
    Case{"User is left-handed", "User is right-handed", Relation::unrelated},
    Case{"User has a cat", "User has a dog", Relation::unrelated},
    Case{"User uses Magnet", "User uses Magnets", Relation::unrelated},
    Case{"User uses Magnet", "User used Magnet", Relation::unrelated},
    Case{"User uses Magnet", "User does not use Magnet", Relation::contradicts},
    Case{"User does not use Magnet", "User uses Magnet", Relation::contradicts},
    Case{"User uses Magnet", "User uses magnet", Relation::equal},
    Case{"User has 3 cats", "User has three cats", Relation::equal},
    Case{"User has 13 cats", "User has 3 cats", Relation::contradicts},
    Case{"User runs 5 km", "User runs 5 miles", Relation::unrelated},
    Case{"User runs 5 km", "User runs 50 km", Relation::unrelated},
    Case{"User weighs 80 kg", "User weighs 82 kg", Relation::contradicts},
    Case{"User takes 10 mg of ramipril", "User takes 10 g of ramipril", Relation::unrelated},
    Case{"User pays 900 euros rent", "User pays 900 dollars rent", Relation::unrelated},
    Case{"User has an exam on 3 May", "User has an exam on 3 June", Relation::unrelated},
    Case{"User was born in 1988", "User was born in 1989", Relation::contradicts},
    Case{"User was born in Lisbon", "User was born in 1988", Relation::unrelated},
    Case{"User is allergic to peanuts", "User is allergic to walnuts", Relation::unrelated},
    Case{"User is allergic to peanuts", "User's son is allergic to peanuts", Relation::unrelated},
    Case{"User's son is allergic to peanuts", "User's daughter is allergic to peanuts",
         Relation::unrelated},
    Case{"User's son Max likes chess", "User's son Leo likes chess", Relation::unrelated},
    Case{"Ana works for Ben", "Ben works for Ana", Relation::unrelated},
    Case{"User lent Ana 20 euros", "Ana lent User 20 euros", Relation::unrelated},
    Case{"User's mum is called Ana", "User's mom is named Ana", Relation::equal},
    Case{"User's kids are 4 and 6", "User's children are 4 and 6", Relation::equal},
    Case{"User enjoys hiking", "User likes hiking", Relation::equal},
    Case{"User hates hiking", "User dislikes hiking", Relation::covered},
    Case{"User owns a bike", "User has a bike", Relation::equal},
    Case{"User resides in Porto", "User lives in Porto", Relation::equal},
    Case{"The user is a nurse", "User is a nurse", Relation::equal},
    Case{"User is a nurse", "User is not a nurse", Relation::contradicts},
    Case{"User is a nurse", "User was a nurse", Relation::unrelated},
    Case{"User can drive", "User cannot drive", Relation::contradicts},
    Case{"User never smokes", "User smokes", Relation::contradicts},
    Case{"User no longer smokes", "User smokes", Relation::unrelated},
    Case{"User smokes", "User no longer smokes", Relation::contradicts},
    Case{"User used to live in Rome", "User lives in Rome", Relation::unrelated},
    Case{"User lives in Rome", "User used to live in Rome", Relation::contradicts},
    Case{"User plans to move to Rome", "User moved to Rome", Relation::unrelated},
    Case{"User lives in Rome", "User is going to move to Oslo", Relation::unrelated},
    Case{"User lives in Rome", "User wants to live in Oslo", Relation::unrelated},
    Case{"User lives in Rome", "User's brother moved to Oslo", Relation::unrelated},
    Case{"User lives in Rome", "User works in Oslo", Relation::unrelated},
    Case{"User works at Acme", "User works in accounting", Relation::unrelated},
    Case{"User works at Acme", "User works for Globex", Relation::contradicts},
    Case{"User works at Acme", "User works at Acme as an engineer", Relation::refines},
    Case{"User works at Acme as an engineer", "User works at Acme", Relation::covered},
    Case{"User's employer is Acme", "User's employer is Globex", Relation::contradicts},
    Case{"User's favourite colour is teal", "User's favorite color is red", Relation::contradicts},
    Case{"User's favourite colour is teal", "User's favourite food is curry", Relation::unrelated},
    Case{"User's favourite band is Low", "User likes Low", Relation::unrelated},
    Case{"User's timezone is Europe/Lisbon", "User's timezone is Europe/Berlin",
         Relation::contradicts},
    Case{"User's email is a@b.com", "User's email is c@d.com", Relation::contradicts},
    Case{"User's phone number is 555 1234", "User's new phone number is 555 9999",
         Relation::contradicts},
    Case{"User's budget is 2,400 euros", "User's budget is 2400 euros", Relation::equal},
    Case{"User's budget is 2,400 euros", "User's budget is 3,000 euros", Relation::contradicts},
    Case{"User's wife is Ana", "User's wife is Eva", Relation::contradicts},
    Case{"User's wife is a nurse", "User's wife is a teacher", Relation::unrelated},
    Case{"User's wife is Ana", "User's wife is a nurse", Relation::unrelated},
    Case{"User is married", "User is divorced", Relation::contradicts},
    Case{"User is married to Ana", "User is married", Relation::unrelated},
    Case{"User is engaged", "User got married", Relation::contradicts},
    Case{"User is vegetarian", "User is tall", Relation::unrelated},
    Case{"User likes tea with milk", "User likes tea", Relation::unrelated},
    Case{"User likes tea", "User likes tea with milk", Relation::unrelated},
    Case{"User likes green tea", "User likes tea", Relation::unrelated},
    Case{"User likes dogs", "User has dogs", Relation::unrelated},
    Case{"User has a dog", "User has a dog called Rex", Relation::refines},
    Case{"User has a dog called Rex", "User has a dog", Relation::covered},
    Case{"User has a dog called Rex", "User has a dog called Max", Relation::unrelated},
    Case{"User has a cat called Rex", "User has a dog called Rex", Relation::unrelated},
    Case{"User speaks Spanish", "User speaks Catalan", Relation::unrelated},
    Case{"User drinks coffee", "User does not drink coffee", Relation::contradicts},
    Case{"User drinks coffee", "User does not drink tea", Relation::unrelated},
    Case{"User drinks coffee", "User drinks decaf coffee", Relation::unrelated},
    Case{"User takes the bus", "User takes metformin", Relation::unrelated},
    Case{"User is 34", "User is 34 years old", Relation::covered},
    Case{"User is 34 years old", "User is 180 cm tall", Relation::unrelated},
    Case{"User's son is 4", "User's son is 5", Relation::contradicts},
    Case{"User's son is 4", "User is 5", Relation::unrelated},
    Case{"User has a meeting at 10:00", "User has a meeting at 11:00", Relation::unrelated},
    Case{"User flies to Rome on Friday", "User flies to Oslo on Friday", Relation::unrelated},
    Case{"User wants to be called Ash", "User wants to be called Sam", Relation::contradicts},
    Case{"User wants the assistant to be blunt", "User wants the assistant to be polite",
         Relation::unrelated},
    Case{"User wants the assistant to use metric units",
         "User wants the assistant not to use metric units", Relation::contradicts},
    Case{"Ash", "Ash", Relation::equal},
    Case{"", "User likes tea", Relation::unrelated},
    Case{"User likes tea", "", Relation::unrelated},
    Case{"...", "!!!", Relation::unrelated}};

TEST_CASE("relation: assertions") {
  for (const Case& c : kAssertions) {
    CAPTURE(std::string(c.stored));
    CAPTURE(std::string(c.fresh));
    CHECK(relate(c.stored, c.fresh, Action::assert_fact).relation == c.relation);
  }
}

constexpr std::array kRetractions = {
    Case{"User uses Magnet as a productivity tool", "User uses Magnet", Relation::negates},
    Case{"User uses Shram as a productivity tool", "User uses Magnet", Relation::unrelated},
    Case{"User uses Magnet", "User's sister uses Magnet", Relation::unrelated},
    Case{"User uses Shram and Magnet", "User uses Magnet", Relation::unrelated},
    Case{"User is learning Welsh", "User learns Welsh", Relation::negates},
    Case{"User takes metformin", "User takes metformin", Relation::negates},
    Case{"User takes metformin 500 mg twice a day", "User takes metformin", Relation::negates},
    Case{"User is on metformin", "User takes metformin", Relation::negates},
    Case{"User eats dairy", "User uses dairy", Relation::negates},
    Case{"User is allergic to dairy", "User uses dairy", Relation::unrelated},
    Case{"User drives a Volvo", "User has a Volvo", Relation::negates},
    Case{"User has a Volvo XC60", "User has a Volvo", Relation::negates},
    Case{"User bought a Volvo in 2020", "User has a Volvo", Relation::negates},
    Case{"User's address is 5 Elm Street", "User has an address", Relation::negates},
    Case{"User lives at 5 Elm Street", "User has an address", Relation::negates},
    Case{"User is dating Tom", "User and Tom are together", Relation::negates},
    Case{"User's boyfriend is Tom", "User and Tom are together", Relation::negates},
    Case{"User works at Google", "User works at Google", Relation::negates},
    Case{"User works at Google as an engineer", "User works at Google", Relation::negates},
    Case{"User has a gym membership", "User has a gym membership", Relation::negates},
    Case{"User goes to the gym", "User has a gym membership", Relation::unrelated},
    Case{"User smokes", "User smokes", Relation::negates},
    Case{"User smokes a pipe", "User smokes", Relation::negates},
    Case{"User drinks coffee", "User drinks coffee", Relation::negates},
    Case{"User drinks tea", "User drinks coffee", Relation::unrelated},
    Case{"User has a savings account at Barclays", "User has a Barclays savings account",
         Relation::negates},
    Case{"User has an account at Barclays", "User has a Barclays savings account",
         Relation::unrelated},
    Case{"User is training for the Berlin marathon", "User does the marathon", Relation::negates},
    Case{"User wants to run a marathon", "User does the marathon", Relation::negates},
    Case{"User likes olives", "User likes olives", Relation::negates},
    Case{"User loves green olives", "User likes olives", Relation::negates},
    Case{"User uses their iPhone", "User uses iPhone", Relation::negates},
    Case{"User uses an iPhone 12", "User uses their iPhone", Relation::negates},
    Case{"User uses Magnet", "User uses Shram", Relation::unrelated},
    Case{"User uses Magnet", "User likes Magnet", Relation::unrelated},
    Case{"User likes Magnet", "User uses Magnet", Relation::unrelated},
    Case{"User's sister uses Magnet", "User uses Magnet", Relation::unrelated},
    // One of them going says nothing of the others.
    Case{"User has three cats", "User has a cat", Relation::unrelated},
    Case{"User has three cats", "User has cats", Relation::negates},
    Case{"User eats meat", "User uses meat", Relation::negates},
    Case{"User does not eat meat", "User uses meat", Relation::unrelated},
    Case{"User listens to music on Spotify", "User uses Spotify", Relation::negates},
    Case{"User pays for Spotify", "User uses Spotify", Relation::negates},
    Case{"User was on Spotify in 2019", "User uses Spotify", Relation::unrelated},
    Case{"User plays football on Sundays", "User plays football", Relation::negates},
    Case{"User plays football", "User plays football on Sundays", Relation::unrelated},
    Case{"User plays chess", "User plays football", Relation::unrelated},
    Case{"User is vegetarian", "User is vegetarian", Relation::negates},
    Case{"User is vegan", "User is vegetarian", Relation::unrelated},
    Case{"User's daughter is allergic to eggs", "User's daughter is allergic to eggs",
         Relation::negates},
    Case{"User's daughter is allergic to eggs and milk", "User's daughter is allergic to eggs",
         Relation::unrelated},
    Case{"User is allergic to eggs", "User's daughter is allergic to eggs", Relation::unrelated},
    Case{"User has an iPhone", "User has an iPhone", Relation::negates},
    Case{"User's iPhone is blue", "User has an iPhone", Relation::negates},
    Case{"User has a flat in Porto", "User has a flat in Lisbon", Relation::unrelated},
    Case{"User has a subscription to Netflix", "User has a Netflix subscription",
         Relation::negates},
    Case{"User is going to Greece in June", "User is going to Greece", Relation::negates},
    Case{"User is flying to Greece in June", "User goes to Greece", Relation::negates},
    Case{"User runs a bakery", "User runs", Relation::unrelated},
    Case{"User smokes ten cigarettes a day", "User smokes", Relation::negates},
    Case{"User knows Magnet", "User uses Magnet", Relation::unrelated},
    Case{"User needs Magnet for work", "User uses Magnet", Relation::unrelated},
    Case{"User teaches yoga", "User does yoga", Relation::negates}};

TEST_CASE("relation: retractions") {
  for (const Case& c : kRetractions) {
    CAPTURE(std::string(c.stored));
    CAPTURE(std::string(c.fresh));
    CHECK(relate(c.stored, c.fresh, Action::retract).relation == c.relation);
  }
}

TEST_CASE(
    "relation: a parsed statement says the same as its text, and every judgement has a reason") {
  const std::array texts = {"User uses Magnet",          "User's sister is called Anna",
                            "User has three kids",       "User does not eat meat",
                            "User used to play the oud", "User's flight is at 7:40",
                            "User lives in Rome",        "User moved to Oslo",
                            "It is Anna, not Hannah",    "Rex died",
                            "User has a dog called Rex", ""};
  for (const char* stored : texts) {
    const Statement parsed(stored);
    for (const char* fresh : texts) {
      for (const Action action : {Action::assert_fact, Action::retract}) {
        CAPTURE(stored);
        CAPTURE(fresh);
        const Judgement by_text = relate(stored, fresh, action);
        CHECK(by_text.relation == relate(parsed, Statement(fresh), action).relation);
        CHECK(by_text.reason.empty() == (by_text.relation == Relation::unrelated));
      }
    }
  }
}

TEST_CASE("relation: numbers that differ are never equal") {
  for (int a = 1; a <= 30; ++a) {
    for (int b = 1; b <= 30; ++b) {
      const std::string stored = "User runs " + std::to_string(a) + " km on Sundays";
      const std::string fresh = "User runs " + std::to_string(b) + " km on Sundays";
      CAPTURE(stored);
      CAPTURE(fresh);
      CHECK((relate(stored, fresh, Action::assert_fact).relation == Relation::equal) == (a == b));
    }
  }
}

TEST_CASE("relation: slots") {
  CHECK(single_valued_slot("User lives in Lisbon") == "home");
  CHECK(single_valued_slot("User's name is Ash") == "name");
  CHECK(single_valued_slot("User works at Stripe") == "employer");
  CHECK(single_valued_slot("User works in Berlin") == std::nullopt);
  CHECK(single_valued_slot("User's favourite colour is blue") == "favourite colour");
  CHECK(single_valued_slot("User is 34 years old") == "age");
  CHECK(single_valued_slot("User was born on 12 March 1988") == "birthday");
  CHECK(single_valued_slot("User's timezone is Europe/Lisbon") == "timezone");
  CHECK(single_valued_slot("User is married to Ana") == "marital status");
  CHECK(single_valued_slot("User's sister lives in Rome") == "sister home");
  CHECK_FALSE(single_valued_slot("User likes tea").has_value());
  CHECK_FALSE(single_valued_slot("User does not live in Lisbon").has_value());
  CHECK_FALSE(single_valued_slot("User used to live in Lisbon").has_value());
  CHECK_FALSE(single_valued_slot("").has_value());
}

}  // namespace
}  // namespace mnestic::extract
