// Eight processes write to one store; one after the other is killed, at random moments and at named
// points of commits and rewrites. After each kill: nothing acknowledged is lost, nothing is half
// written, every table agrees with the records.
//
// usage: fault_kill KILLS [SEED]
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/verify.h"
#include "tests/fault/points.h"
#include "tests/fault/workload.h"

namespace mnestic::fault {
namespace {

constexpr unsigned kWriters = 8;
constexpr int kTorn = 3;
constexpr int kFailed = 4;
constexpr int kPointWaitMs = 10'000;
constexpr std::array kPoints = {"before commit",   "after commit", "before answer", "begun",
                                "copied memories", "copied",       "before switch", "switched",
                                "locked",          "removed"};

struct Place {
  std::filesystem::path store;
  std::filesystem::path logs;
  std::uint64_t seed = 0;
};

// An engine over a store, with a hook at its points.
struct Opened {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<embed::Embedder> embedder = embed::make_lexical_embedder();
  std::unique_ptr<extract::Extractor> extractor = extract::make_rules_extractor();
  std::unique_ptr<memory::Engine> engine;
};
Result<Opened> open(const Place& place, const store::PointHook& hook) {
  Opened opened;
  MNESTIC_TRY_ASSIGN(auto inner,
                     store::LmdbStore::open({.folder = place.store}, system_random(), hook));
  opened.store = std::make_unique<PointedStore>(std::move(inner), hook);
  opened.engine =
      std::make_unique<memory::Engine>(memory::EngineParts{.store = *opened.store,
                                                           .embedder = *opened.embedder,
                                                           .extractor = *opened.extractor,
                                                           .clock = system_clock(),
                                                           .random = system_random()});
  MNESTIC_TRY(opened.engine->recover());
  return opened;
}

int complain(const char* who, const std::string& what) {
  (void)std::fprintf(stderr, "%s: %s\n", who, what.c_str());
  return kFailed;
}

// What the killed one before had begun: happened, or not, and nothing between.
int settle(const Place& place, unsigned writer, memory::Engine& engine, const Log& log,
           Progress& progress, Model& model) {
  for (std::size_t i = 0; i < progress.done.size(); ++i) {
    const Operation operation = model.operation(i);
    if (progress.done[i]) model.apply(operation);
  }
  if (!progress.in_flight) return 0;
  const Operation operation = model.operation(progress.done.size());
  const bool shared = operation.kind == Kind::shared;
  const auto found = read_contents(engine, shared ? kSharedUser : user_of(writer));
  if (!found) return complain("settle", found.error().message);
  Model after = model;
  after.apply(operation);
  const bool happened =
      shared ? found->contains(operation.contents[0]) : *found == after.contents();
  if (!happened && !shared && *found != model.contents()) {
    (void)complain("settle", "writer " + std::to_string(writer) + " is in neither state");
    return kTorn;
  }
  happened ? log.acknowledged() : log.absent();
  progress.done.push_back(happened);
  progress.in_flight = false;
  if (happened) model = after;
  (void)place;
  return 0;
}

int write_for_ever(const Place& place, unsigned writer, const std::string& deadly, unsigned times) {
  unsigned left = times;
  const store::PointHook hook = [&](std::string_view point) {
    if (point == deadly && --left == 0) ::raise(SIGKILL);
  };
  auto opened = open(place, hook);
  if (!opened) return complain("writer", opened.error().message);
  memory::Engine& engine = *opened->engine;
  const Log log(place.logs, writer);
  Progress progress = Log::read(place.logs, writer);
  Model model(place.seed, writer);
  if (const int code = settle(place, writer, engine, log, progress, model); code != 0) return code;
  for (std::size_t index = progress.done.size();; ++index) {
    const Operation operation = model.operation(index);
    log.intent();
    const auto done = perform(engine, user_of(writer), operation);
    if (!done) return complain("writer", done.error().message);
    hook("before answer");
    log.acknowledged();
    model.apply(operation);
  }
}

// In a process of its own: opens anew and looks at everything.
int check(const Place& place) {
  auto opened = open(place, [](std::string_view) {});
  if (!opened) return complain("check", opened.error().message);
  std::array<Progress, kWriters> before;
  for (unsigned w = 0; w < kWriters; ++w) before[w] = Log::read(place.logs, w);
  const auto shared = read_contents(*opened->engine, kSharedUser);
  if (!shared) return complain("check", shared.error().message);
  Contents shared_intended;
  for (unsigned w = 0; w < kWriters; ++w) {
    const auto found = read_contents(*opened->engine, user_of(w));
    if (!found) return complain("check", found.error().message);
    Allowed allowed;
    allow(place.seed, w, before[w], Log::read(place.logs, w), allowed);
    bool fits = false;
    for (const Contents& state : allowed.states) fits = fits || state == *found;
    if (!fits) return complain("check", user_of(w) + " is in none of the states it may be in");
    for (const auto& fact : allowed.shared_acknowledged) {
      if (!shared->contains(fact)) return complain("check", "lost: " + fact);
    }
    shared_intended.merge(allowed.shared_intended);
  }
  for (const auto& fact : *shared) {
    if (!shared_intended.contains(fact)) return complain("check", "nobody said: " + fact);
  }
  const auto txn = opened->store->begin_read();
  if (!txn) return complain("check", txn.error().message);
  const auto report = memory::verify(**txn, opened->store->hasher());
  if (!report) return complain("check", report.error().message);
  if (!report->well()) return complain("check", report->findings.front());
  return 0;
}

template <typename Body>
pid_t spawn(const Body& body) {
  const pid_t process = ::fork();
  MNESTIC_ASSERT(process >= 0);
  if (process == 0) ::_exit(body());
  return process;
}

// The exit code, or 256 + the signal; -1 when it is still there after `wait_ms`.
int wait_for(pid_t process, int wait_ms) {
  for (int waited = 0;; ++waited) {
    int status = 0;
    const pid_t ended = ::waitpid(process, &status, wait_ms < 0 ? 0 : WNOHANG);
    if (ended == process) {
      return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    if (waited >= wait_ms) return -1;
    ::poll(nullptr, 0, 1);
  }
}

class Driver {
 public:
  Driver(Place place, RandomSource& random) : place_(std::move(place)), random_(random) {}
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  ~Driver() {
    for (const Writer& writer : writers_) {
      if (writer.process > 0) ::kill(writer.process, SIGKILL);
    }
  }

  bool run(unsigned kills) {
    for (unsigned w = 0; w < kWriters; ++w) start(w);
    for (unsigned i = 0; i < kills; ++i) {
      const auto victim = static_cast<unsigned>(random_.next_u64() % kWriters);
      if (!kill_one(victim) || !look()) return false;
      start(victim);
    }
    // All at once, as when the machine stops.
    for (const Writer& writer : writers_) ::kill(writer.process, SIGKILL);
    for (Writer& writer : writers_) {
      const int code = wait_for(std::exchange(writer.process, -1), -1);
      if (code < 256) return false;
    }
    return look();
  }

  void report(unsigned kills) const {
    std::size_t acknowledged = 0;
    for (unsigned w = 0; w < kWriters; ++w) {
      for (const bool done : Log::read(place_.logs, w).done) acknowledged += done ? 1 : 0;
    }
    (void)std::fprintf(stderr, "%u kills of %u writers: %zu acknowledged, 0 lost, 0 half written\n",
                       kills, kWriters, acknowledged);
    for (const auto& [point, count] : killed_at_) {
      (void)std::fprintf(stderr, "  %4u at \"%s\"\n", count, point.c_str());
    }
  }

 private:
  struct Writer {
    pid_t process = -1;
    std::string deadly;
  };

  void start(unsigned w) {
    const std::uint64_t choice = random_.next_u64();
    const bool named = choice % 2 == 0;
    writers_[w].deadly = named ? kPoints[choice / 2 % kPoints.size()] : "";
    const auto times = static_cast<unsigned>(1 + choice / 64 % 3);
    writers_[w].process =
        spawn([&, w] { return write_for_ever(place_, w, writers_[w].deadly, times); });
  }

  bool kill_one(unsigned victim) {
    Writer& writer = writers_[victim];
    int code = -1;
    if (writer.deadly.empty()) {
      ::poll(nullptr, 0, static_cast<int>(random_.next_u64() % 25));
    } else {
      code = wait_for(writer.process, kPointWaitMs);
    }
    if (code < 0) {
      ++killed_at_["any moment"];
      ::kill(writer.process, SIGKILL);
      code = wait_for(writer.process, -1);
    } else {
      ++killed_at_[writer.deadly];
    }
    writer.process = -1;
    if (code == 256 + SIGKILL) return true;
    (void)complain("driver", "a writer ended with " + std::to_string(code));
    return false;
  }

  bool look() {
    return wait_for(spawn([this] { return check(place_); }), -1) == 0;
  }

  Place place_;
  RandomSource& random_;
  std::array<Writer, kWriters> writers_;
  std::map<std::string, unsigned> killed_at_;
};

int run(unsigned kills, std::uint64_t seed) {
  std::string pattern = (std::filesystem::temp_directory_path() / "mnestic-kill-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return complain("driver", "no temporary folder");
  const std::filesystem::path folder = pattern;
  const auto random = seeded_random(seed);
  bool well = false;
  {
    Driver driver({.store = folder / "store", .logs = folder, .seed = seed}, *random);
    well = driver.run(kills);
    if (well) driver.report(kills);
  }
  if (!well) {
    (void)complain("driver", "FAILED with seed " + std::to_string(seed) +
                                 "; the store is kept in " + folder.string());
    return 1;
  }
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  return 0;
}

}  // namespace
}  // namespace mnestic::fault

int main(int argc, char** argv) {
  const auto number = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  return mnestic::fault::run(static_cast<unsigned>(number(1, 50)), number(2, 1));
}
