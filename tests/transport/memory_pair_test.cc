#include <doctest/doctest.h>

#include <thread>

#include "mnestic/base/limits.h"
#include "mnestic/transport/transport.h"

namespace mnestic::transport {
namespace {

TEST_CASE("memory pair: what one writes the other reads, in order") {
  auto [a, b] = make_memory_pair();
  REQUIRE(a->write_frame("one"));
  REQUIRE(a->write_frame("two"));
  REQUIRE(b->write_frame("back"));
  CHECK((*b->read_frame())->line == "one");
  CHECK((*b->read_frame())->line == "two");
  CHECK((*a->read_frame())->line == "back");
}

TEST_CASE("memory pair: frames before the end are still read") {
  auto [a, b] = make_memory_pair();
  REQUIRE(a->write_frame("last"));
  a->close_output();
  CHECK((*b->read_frame())->line == "last");
  CHECK_FALSE(b->read_frame()->has_value());
  CHECK_FALSE(a->write_frame("more"));
}

TEST_CASE("memory pair: a peer that stopped reading is an error of the writer") {
  auto [a, b] = make_memory_pair();
  b->stop_reading();
  const auto written = a->write_frame("x");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::unavailable);
  b.reset();
  CHECK_FALSE(a->read_frame()->has_value());
}

TEST_CASE("memory pair: stop_reading wakes a waiting reader") {
  auto [a, b] = make_memory_pair();
  std::thread stopper([&b = *b] { b.stop_reading(); });
  CHECK_FALSE(b->read_frame()->has_value());
  stopper.join();
}

TEST_CASE("memory pair: a frame past the limit arrives as too long") {
  auto [a, b] = make_memory_pair();
  REQUIRE(a->write_frame(std::string(kFrameBytesMax + 1, 'x')));
  CHECK((*b->read_frame())->too_long);
}

}  // namespace
}  // namespace mnestic::transport
