// The worked example in FORMAT.md is what the program writes.
#include <fstream>
#include <sstream>

#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "tests/store/fixtures.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace {

std::string document() {
  std::ifstream in(std::string(MNESTIC_SOURCE_FOLDER) + "/src/store/FORMAT.md");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The bytes of the code block after `heading`: hex digits up to ';' on each line.
std::string bytes_after(const std::string& text, std::string_view heading) {
  const std::size_t start = text.find("```", text.find(heading));
  REQUIRE(start != std::string::npos);
  std::istringstream lines(text.substr(start, text.find("```", start + 3) - start));
  std::string bytes;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream digits(line.substr(0, line.find(';')));
    std::string pair;
    while (digits >> pair) bytes.push_back(static_cast<char>(std::stoi(pair, nullptr, 16)));
  }
  return bytes;
}

VersionRecord example() {
  const auto at = [](std::int64_t ms) { return Timestamp(std::chrono::milliseconds(ms)); };
  VersionRecord record;
  model::Memory& memory = record.memory;
  for (std::size_t i = 0; i < memory.id.bytes.size(); ++i) {
    memory.id.bytes[i] = static_cast<std::uint8_t>(i);
  }
  memory.content = "User likes tea";
  memory.kind = model::preference_kind();
  memory.importance = 0.75;
  memory.data["cups"] = 3;
  memory.tags = {"drink"};
  memory.observed_at = at(1000);
  memory.valid_from = at(1000);
  memory.created_at = at(2000);
  memory.updated_at = at(2000);
  record.source_change = 1;
  Span made;
  made.recorded_at = at(2000);
  made.change = 1;
  Span ended;
  ended.recorded_at = at(3000);
  ended.change = 2;
  ended.state = State::superseded;
  ended.valid_to = at(2500);
  record.spans = {made, ended};
  return record;
}

}  // namespace

TEST_CASE("format: the example of a version is what encode writes and decode reads") {
  const std::string bytes = bytes_after(document(), "### A version, byte for byte");
  CHECK(bytes == encode(example()));
  CHECK(must(decode_version(bytes)) == example());
}

TEST_CASE("format: the example of a block of headers is what put_version writes") {
  const auto random = seeded_random(1);
  const auto store = make_memory_store(*random);
  const auto txn = must(store->begin_write());
  must(put_version(*txn, store->hasher(), 5, 0, example(), 3));
  const auto block = must(txn->get(Table::headers, Key().u64(5).u64(0).view()));
  CHECK(bytes_after(document(), "### A block of headers, byte for byte") ==
        std::string(block.value_or("")));
}

TEST_CASE("format: every table is described") {
  const std::string text = document();
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const std::string name(to_string(static_cast<Table>(i)));
    CAPTURE(name);
    CHECK(text.find("| `" + name + "` |") != std::string::npos);
  }
}
