#include "mnestic/model/kinds.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "mnestic/model/memory.h"

namespace mnestic::model {
namespace {

TEST_CASE("kinds: rows keep their place, since the place is on disk") {
  const std::vector<std::string> order = {"fact",   "preference", "instruction", "commitment",
                                          "entity", "profile",    "goal",        "todo",
                                          "event",  "state",      "feedback",    "note"};
  REQUIRE(kinds().size() >= order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    CHECK(kinds()[i].name == order[i]);
    CHECK(kind_named(order[i]) == static_cast<Kind>(i));
  }
  CHECK(!kind_named("Fact"));
  CHECK(!kind_named(""));
}

TEST_CASE("kinds: names of layers, origins and statuses lead back to them") {
  for (const auto layer : {Layer::short_term, Layer::semantic, Layer::long_term}) {
    CHECK(layer_named(to_string(layer)) == layer);
  }
  for (const auto origin : {Origin::explicit_said, Origin::implicit_inferred}) {
    CHECK(origin_named(to_string(origin)) == origin);
  }
  for (const auto status :
       {Status::active, Status::superseded, Status::forgotten, Status::expired, Status::pending}) {
    CHECK(status_named(to_string(status)) == status);
  }
  CHECK(!status_named("gone"));
}

}  // namespace
}  // namespace mnestic::model
