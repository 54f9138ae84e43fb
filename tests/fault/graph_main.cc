// A server that builds the vector graph of a user, and answers questions meanwhile, is killed again
// and again, while others store, erase and ask: no question fails or finds what was erased or is
// another's, and in the end the graph is whole.
//
// usage: fault_graph [KILLS [MEMORIES [SEED]]]
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>

#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/memory/engine.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/store/tables.h"
#include "tests/support/manual_clock.h"

namespace mnestic::fault {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr std::string_view kUser = "ada";
constexpr std::string_view kOther = "bob";
constexpr std::uint64_t kNever = UINT64_MAX;

// Ends the test, or the server.
[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }
template <typename T>
T must(Result<T> result) {
  if (!result) fail(result.error().message);
  return std::move(result).value();
}

// As a server has it, on a clock that can be ahead: leases of killed servers have run out.
struct Opened {
  Opened(const fs::path& folder, seconds ahead, std::uint64_t few_scored_from)
      : store(must(store::open_store({.folder = folder}, system_random()))),
        engine({.store = *store,
                .embedder = *embedder,
                .extractor = *extractor,
                .clock = clock,
                .random = system_random(),
                .many = {.columns_from = 1,
                         .few_scored_from = few_scored_from,
                         .graph_from = few_scored_from,
                         .vectors_a_snapshot = 200}}) {
    clock.advance(ahead);
  }

  testing::ManualClock clock;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<embed::Embedder> embedder = embed::make_lexical_embedder();
  std::unique_ptr<extract::Extractor> extractor = extract::make_rules_extractor();
  memory::Engine engine;
};

std::string fact(std::string_view user, std::uint64_t i) {
  static constexpr const char* kThings[] = {"kettle", "guitar",    "bicycle", "canoe",
                                            "violin", "telescope", "anchor",  "tent"};
  static constexpr const char* kPlaces[] = {"Oslo", "Lisbon", "Graz", "Porto", "Bergen"};
  return "User left a " + std::string(kThings[i % 8]) + " in " + kPlaces[i / 8 % 5] + " with " +
         std::string(user) + " as item " + std::to_string(i);
}

void tell(memory::Engine& engine, std::string_view user, std::uint64_t from, std::uint64_t to) {
  memory::RememberRequest request{.user_id = std::string(user)};
  request.facts.emplace();
  for (std::uint64_t i = from; i < to; ++i) {
    memory::Fields fields;
    fields.content = fact(user, i);
    fields.kind = model::note_kind();
    request.facts->push_back(std::move(fields));
  }
  (void)must(engine.remember(request));
}

fs::path erased_list(const fs::path& folder) { return folder / "erased.txt"; }
std::set<std::string> read_erased(const fs::path& folder) {
  std::set<std::string> erased;
  std::ifstream file(erased_list(folder));
  for (std::string line; std::getline(file, line);) erased.insert(line);
  return erased;
}

void ask(memory::Engine& engine, std::uint64_t i, const std::set<std::string>& erased) {
  memory::RecallRequest request{.user_id = std::string(kUser), .query = fact(kUser, i)};
  const auto result = must(engine.recall(request));
  bool found = erased.contains(request.query);
  for (const auto& recalled : result.memories) {
    const std::string& content = recalled.memory.content;
    if (erased.contains(content)) fail("an erased memory came back: " + content);
    if (content.find(kOther) != std::string::npos) fail("another's memory: " + content);
    found = found || content == request.query;
  }
  if (!found) fail("not found: " + request.query);
}

// Asks until it is killed; the engine builds in its own thread.
[[noreturn]] void serve(const fs::path& folder, seconds ahead) {
  const std::set<std::string> erased = read_erased(folder);
  Opened opened(folder, ahead, 1);
  std::uint64_t next = 1;
  for (;;) {
    const auto txn = must(opened.store->begin_read());
    const auto user = must(store::find_user(*txn, opened.store->hasher(), kUser));
    const auto counters = must(store::get_counters(*txn, user.value()));
    next = next * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    ask(opened.engine, (next >> 33U) % counters.next_number, erased);
  }
}

// REQUIRES: no store is open in this process.
pid_t start(const fs::path& folder, seconds ahead) {
  const pid_t process = ::fork();
  if (process < 0) fail("no process can be started");
  if (process > 0) return process;
  try {
    serve(folder, ahead);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "fault_graph, server: %s\n", error.what());
  }
  ::_exit(1);
}

class Test {
 public:
  Test(fs::path folder, std::uint64_t memories, std::uint64_t seed)
      : folder_(std::move(folder)), next_(memories), dice_(seeded_random(seed)) {
    Opened opened(folder_, seconds(0), kNever);
    tell(opened.engine, kUser, 0, memories);
    tell(opened.engine, kOther, 0, 200);
  }

  void kill_one(int round) {
    const pid_t pid = start(folder_, ahead_);
    ::poll(nullptr, 0, static_cast<int>(dice_->next_u64() % 1'200));
    int status = 0;
    if (::waitpid(pid, &status, WNOHANG) != 0) fail("a server ended by itself");
    ::kill(pid, SIGKILL);
    ::waitpid(pid, &status, 0);
    ahead_ += seconds(120);
    Opened opened(folder_, ahead_, kNever);
    tell(opened.engine, kUser, next_, next_ + 20);
    next_ += 20;
    // What is erased costs the graph: not each time, or it would never get anywhere.
    if (round % 8 == 7) erase(opened.engine);
  }

  // By one that is let be.
  void finish() {
    Opened opened(folder_, ahead_, kNever);
    memory::Graphs graphs(*opened.store, opened.clock, system_random(), folder_,
                          {.versions_min = 1});
    if (!must(graphs.build(1, 0, opened.embedder->dimension(), {})))
      fail("the graph was not built: somebody holds the lease");
    const auto txn = must(opened.store->begin_read());
    const auto masks = must(index::vector_masks(*txn, 1, 0));
    const auto graph = must(index::Graph::open(folder_ / "graph-1-0"));
    std::uint64_t vectors = 0;
    for (std::uint64_t block = 0; block < masks.size(); ++block) {
      if ((masks[block] & ~graph->held(block)) != 0) fail("the graph lacks a vector");
      vectors += static_cast<std::uint64_t>(std::popcount(masks[block]));
    }
    if (graph->size() != vectors) fail("the graph holds what is not there");
    const auto erased = read_erased(folder_);
    Opened asked(folder_, ahead_, 1);
    for (std::uint64_t i = 0; i < next_; i += 7) ask(asked.engine, i, erased);
    (void)std::fprintf(stderr, "ok   the graph holds %llu vectors\n",
                       static_cast<unsigned long long>(vectors));
  }

 private:
  void erase(memory::Engine& engine) {
    const std::string content = fact(kUser, dice_->next_u64() % next_);
    if (read_erased(folder_).contains(content)) return;
    const auto found =
        must(engine.recall({.user_id = std::string(kUser), .query = content, .limit_count = 1}));
    if (found.memories.empty() || found.memories[0].memory.content != content)
      fail("not found: " + content);
    memory::ForgetRequest request{.user_id = std::string(kUser)};
    request.ids = {found.memories[0].memory.id};
    request.mode = memory::ForgetMode::erase;
    (void)must(engine.forget(request));
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().filename().string().starts_with("graph-"))
        fail("the graph outlived what was erased");
    }
    std::ofstream(erased_list(folder_), std::ios::app) << content << '\n';
  }

  fs::path folder_;
  std::uint64_t next_;
  std::unique_ptr<RandomSource> dice_;
  seconds ahead_{0};
};

int run(int argc, char** argv) {
  const auto argument = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  std::string pattern = (fs::temp_directory_path() / "mnestic-graph-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) fail("no temporary folder");
  Test test(pattern, argument(2, 3'000), argument(3, 1));
  const auto kills = static_cast<int>(argument(1, 50));
  for (int round = 0; round < kills; ++round) test.kill_one(round);
  (void)std::fprintf(stderr, "ok   %d kills, no question failed\n", kills);
  test.finish();
  fs::remove_all(pattern);
  return 0;
}

}  // namespace
}  // namespace mnestic::fault

int main(int argc, char** argv) {
  try {
    return mnestic::fault::run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "fault_graph: %s\n", error.what());
    return 1;
  }
}
