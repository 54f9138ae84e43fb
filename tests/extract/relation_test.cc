#include "mnestic/extract/relation.h"

#include <doctest/doctest.h>

#include <array>

namespace mnestic::extract {
namespace {

struct Case {
  const char* stored;
  const char* fresh;
  Relation relation;
};

TEST_CASE("relation: assertions") {
  const std::array cases = {
      Case{"User uses Magnet", "User uses Magnet", Relation::equal},
      Case{"User uses Magnet", "user uses Magnet.", Relation::equal},
      Case{"User uses Shram", "User uses Shram as a productivity tool", Relation::refines},
      Case{"User uses Shram as a productivity tool", "User uses Shram", Relation::covered},
      Case{"User likes tea", "User likes coffee", Relation::unrelated},
      Case{"User is allergic to peanuts", "User is not allergic to peanuts", Relation::contradicts},
      Case{"User has two children", "User has three children", Relation::contradicts},
      Case{"User has 2 kids", "User has two children", Relation::equal},
      Case{"User lives in Berlin", "User lives in Lisbon", Relation::contradicts},
      Case{"The user lives in Berlin", "User lives in Berlin", Relation::equal},
      Case{"User's sister lives in Berlin", "User lives in Lisbon", Relation::unrelated},
      Case{"User's name is Ash", "User's name is Ayesha", Relation::contradicts},
      Case{"User flies from Lyon to Paris", "User flies from Paris to Lyon", Relation::unrelated}};
  for (const Case& c : cases) {
    CAPTURE(c.stored);
    CAPTURE(c.fresh);
    CHECK(relate(c.stored, c.fresh, Action::assert_fact).relation == c.relation);
  }
}

TEST_CASE("relation: retractions") {
  const std::array cases = {
      Case{"User uses Magnet as a productivity tool", "User uses Magnet", Relation::negates},
      Case{"User uses Shram as a productivity tool", "User uses Magnet", Relation::unrelated},
      Case{"User uses Magnet", "User's sister uses Magnet", Relation::unrelated},
      Case{"User eats meat", "User's sister eats meat", Relation::unrelated},
      Case{"User lives in Berlin", "User lives in Berlin", Relation::negates}};
  for (const Case& c : cases) {
    CAPTURE(c.stored);
    CAPTURE(c.fresh);
    CHECK(relate(c.stored, c.fresh, Action::retract).relation == c.relation);
  }
}

TEST_CASE("relation: slots") {
  CHECK(single_valued_slot("User lives in Lisbon") == "home");
  CHECK(single_valued_slot("User's name is Ash") == "name");
  CHECK(single_valued_slot("User works at Stripe") == "employer");
  CHECK(single_valued_slot("User's favourite colour is blue") == "favourite colour");
  CHECK_FALSE(single_valued_slot("User likes tea").has_value());
}

}  // namespace
}  // namespace mnestic::extract
