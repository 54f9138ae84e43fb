// The quality bench: a folder of data sets becomes one table.
#include "mnestic/bench/quality.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/engine_fixture.h"

namespace mnestic::bench {
namespace {

class Sets {
 public:
  Sets() {
    std::string made = (std::filesystem::temp_directory_path() / "quality_test_XXXXXX").string();
    REQUIRE(::mkdtemp(made.data()) != nullptr);
    path_ = made;
  }
  Sets(const Sets&) = delete;
  Sets& operator=(const Sets&) = delete;
  ~Sets() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

constexpr const char* kCases =
    R"({"id":"1","memories":["User likes green tea","User plays the cello"],"query":"cello","gold":[1]}
{"id":"2","memories":["User likes green tea","User is tall"],"query":"green tea","gold":[0]}
{"id":"3","memories":["User is tall"],"query":"motorbikes","gold":[]}
)";
constexpr const char* kLocomo =
    R"({"user":"u","docs":[{"id":"a","text":"we saw rays","session":1,"time":"7:48 pm on 21 May, 2023",)"
    R"("speaker":"Tim"},{"id":"b","text":"so calm","session":1,"time":"","speaker":"Edie"}],)"
    R"("queries":[{"q":"Who saw rays?","gold":["a"]},{"q":"nothing","gold":[]}]})";
constexpr const char* kAsked =
    R"({"qid":"q","abstention":false,"q":"Which pot?","sessions":[{"sid":"s","date":"2023/05/23 (Tue) 18:02",)"
    R"("turns":[{"role":"user","text":"I bought a copper pot","has_answer":true}]}]})";

struct Outcome {
  Result<void> done;
  std::string printed;
};
Outcome run(QualityOptions options) {
  testing::EngineFixture memory;
  Outcome outcome;
  options.print = [&](std::string_view line) { outcome.printed += line; };
  outcome.done = run_quality(memory.engine, options);
  return outcome;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("quality: every data set of a folder in one table, with ablations") {
  const Sets sets;
  sets.write("cases.jsonl", kCases);
  sets.write("locomo.jsonl", kLocomo);
  sets.write("memeval.jsonl", kAsked);
  sets.write("notes.md", "not a data set\n");
  const auto [done, printed] = run({.folder = sets.path(), .ablations = true});
  REQUIRE(done);
  CHECK(holds(printed, "cases.jsonl: 2 questions, 3 users, 5 memories\n"));
  CHECK(holds(printed, "locomo.jsonl: 1 questions, 1 users, 2 memories\n"));
  CHECK(holds(printed, "notes.md is of no data set"));
  CHECK(printed.find("| set | variant |") == printed.rfind("| set | variant |"));
  const std::string full = " 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |";
  CHECK(holds(printed, "| cases.jsonl | all signals |" + full + "  |\n"));
  CHECK(holds(printed, "| locomo.jsonl | words only |" + full + " 100.0 |\n"));
  CHECK(holds(printed, "| memeval.jsonl | without window |" + full + " 100.0 |\n"));
}

TEST_CASE("quality: what is no data set, or not there, is said") {
  const Sets sets;
  CHECK(run({}).done.error().code == ErrorCode::invalid_argument);
  CHECK(run({.folder = sets.path()}).done.error().code == ErrorCode::invalid_argument);
  CHECK(run({.folder = sets.path() / "none"}).done.error().code == ErrorCode::not_found);
  CHECK(run({.cases = sets.path() / "none"}).done.error().code == ErrorCode::not_found);
  sets.write("cases.jsonl", std::string(kCases) + R"({"memories":["a"],"query":"b","gold":[7]})");
  const auto broken = run({.folder = sets.path()}).done;
  REQUIRE_FALSE(broken);
  CHECK(holds(broken.error().message, "line 4"));
}

}  // namespace
}  // namespace mnestic::bench
