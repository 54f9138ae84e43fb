// Power cuts: a store is written to while every write and sync is noted; then the folder is made
// again as a cut at one of many moments could have left it, and opened. What was acknowledged
// before the cut is there, and every table agrees with the records.
//
// usage: fault_power CUTS [SEED]
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "mnestic/base/clock.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/verify.h"
#include "tests/fault/disk.h"
#include "tests/fault/workload.h"

namespace mnestic::fault {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kOperations = 130;
const std::string kUser = "writer 1";

struct Opened {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<embed::Embedder> embedder = embed::make_lexical_embedder();
  std::unique_ptr<extract::Extractor> extractor = extract::make_rules_extractor();
  std::unique_ptr<memory::Engine> engine;
};
Result<Opened> open_at(const fs::path& folder) {
  Opened opened;
  MNESTIC_TRY_ASSIGN(opened.store, store::open_store({.folder = folder}, system_random()));
  opened.engine =
      std::make_unique<memory::Engine>(memory::EngineParts{.store = *opened.store,
                                                           .embedder = *opened.embedder,
                                                           .extractor = *opened.extractor,
                                                           .clock = system_clock(),
                                                           .random = system_random()});
  MNESTIC_TRY(opened.engine->recover());
  return opened;
}

// The state after each operation, and the moment at which it was acknowledged.
struct History {
  std::vector<Contents> states;
  std::vector<std::size_t> moments;
};

Result<History> write_history(const fs::path& folder, std::uint64_t seed) {
  History history;
  MNESTIC_TRY_ASSIGN(const auto opened, open_at(folder));
  Model model(seed, 1);
  history.states.push_back({});
  history.moments.push_back(0);
  for (std::uint64_t i = 0; i < kOperations; ++i) {
    const Operation operation = model.operation(i);
    MNESTIC_TRY(perform(*opened.engine, kUser, operation));
    model.apply(operation);
    history.states.push_back(model.contents());
    history.moments.push_back(moment());
  }
  return history;
}

int complain(const std::string& what) {
  (void)std::fprintf(stderr, "%s\n", what.c_str());
  return 1;
}

// In a process of its own.
int check(const fs::path& folder, const History& history, std::size_t cut) {
  const auto opened = open_at(folder);
  if (!opened) return complain(opened.error().message);
  const auto found = read_contents(*opened->engine, kUser);
  if (!found) return complain(found.error().message);
  const auto after = std::upper_bound(history.moments.begin(), history.moments.end(), cut);
  const auto acknowledged = static_cast<std::size_t>(after - history.moments.begin()) - 1;
  const bool next =
      acknowledged + 1 < history.states.size() && *found == history.states[acknowledged + 1];
  if (*found != history.states[acknowledged] && !next) {
    return complain("what was acknowledged before the cut is not what is there");
  }
  const auto txn = opened->store->begin_read();
  if (!txn) return complain(txn.error().message);
  const auto report = memory::verify(**txn, opened->store->hasher());
  if (!report) return complain(report.error().message);
  return report->well() ? 0 : complain(report->findings.front());
}

int run(unsigned cuts, std::uint64_t seed) {
  std::string pattern = (fs::temp_directory_path() / "mnestic-power-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return complain("no temporary folder");
  const fs::path folder = pattern;
  fs::create_directory(folder / "written");
  start_recording(folder / "written");
  const auto history = write_history(folder / "written", seed);
  stop_recording();
  if (!history) return complain(history.error().message);
  const auto random = seeded_random(seed);
  unsigned failed = 0;
  for (unsigned i = 0; i < cuts; ++i) {
    const std::size_t cut = random->next_u64() % (moment() + 1);
    replay(cut, *random, folder / "cut");
    const pid_t process = ::fork();
    if (process == 0) ::_exit(check(folder / "cut", *history, cut));
    int status = 0;
    while (process > 0 && ::waitpid(process, &status, 0) < 0) {
    }
    if (process > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
    ++failed;
    (void)complain("FAIL cut at " + std::to_string(cut) + " of " + std::to_string(moment()) +
                   ", the " + std::to_string(i) + "th of seed " + std::to_string(seed));
  }
  (void)complain(std::to_string(cuts) + " power cuts within " + std::to_string(moment()) +
                 " writes and syncs of " + std::to_string(kOperations) +
                 " operations: " + std::to_string(failed) + " lost something");
  std::error_code error;
  fs::remove_all(folder, error);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace mnestic::fault

int main(int argc, char** argv) {
  const auto number = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  return mnestic::fault::run(static_cast<unsigned>(number(1, 150)), number(2, 1));
}
