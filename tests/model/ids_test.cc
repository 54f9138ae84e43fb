#include "mnestic/model/ids.h"

#include <doctest/doctest.h>

#include <vector>

namespace mnestic::model {
namespace {

TEST_CASE("ids: text form round-trips and keeps the order of creation") {
  const auto random = seeded_random(1);
  std::string before;
  for (std::int64_t ms = 1'795'168'800'000; ms < 1'795'168'800'200; ++ms) {
    const MemoryId id = MemoryId::make(Timestamp(std::chrono::milliseconds(ms)), *random);
    const std::string text = id.to_string();
    REQUIRE(text.size() == 30);
    CHECK(MemoryId::parse(text) == id);
    CHECK(before < text);
    before = text;
  }
}

TEST_CASE("ids: the ULID format to the byte") {
  MemoryId id;
  CHECK(id.to_string() == "mem_00000000000000000000000000");
  id.bytes.fill(0xFF);
  CHECK(id.to_string() == "mem_7zzzzzzzzzzzzzzzzzzzzzzzzz");
  id.bytes = {0x01, 0x56, 0x3E, 0x3A, 0xB5, 0xD3, 0xD6, 0x76,
              0x4C, 0x61, 0xEF, 0xB9, 0x93, 0x02, 0xBD, 0x5B};
  CHECK(id.to_string() == "mem_01arz3ndektsv4rrffq69g5fav");
  CHECK(MemoryId::parse("mem_01ARZ3NDEKTSV4RRFFQ69G5FAV") == id);
}

TEST_CASE("ids: anything else is no id") {
  const std::vector<std::string> bad = {"",
                                        "mem_",
                                        "01arz3ndektsv4rrffq69g5fav",
                                        "mem_01arz3ndektsv4rrffq69g5fa",
                                        "mem_01arz3ndektsv4rrffq69g5favv",
                                        "mem_81arz3ndektsv4rrffq69g5fav",
                                        "mem_01arz3ndektsv4rrffq69g5fau",
                                        "MEM_01arz3ndektsv4rrffq69g5fav"};
  for (const auto& text : bad) {
    CAPTURE(text);
    CHECK(!MemoryId::parse(text));
  }
  for (const char* text :
       {"", "chg_", "chg_0", "chg_-1", "chg_1x", "chg_99999999999999999999", "12"}) {
    CAPTURE(text);
    CHECK(!ChangeId::parse(text));
  }
  CHECK(ChangeId::parse("chg_42") == ChangeId{42});
  CHECK(ChangeId{42}.to_string() == "chg_42");
}

}  // namespace
}  // namespace mnestic::model
