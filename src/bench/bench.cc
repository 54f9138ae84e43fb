#include "mnestic/bench/bench.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

#include "facts.h"
#include "mnestic/bench/server_process.h"

namespace mnestic::bench {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAnswerWait{600'000};
constexpr std::uint64_t kFactsPerCall = 1'000;
// Beyond this, what is stored is notes, since looking up for each fact what it may replace takes
// hours; finished facts are looked up at all sizes when one at a time is remembered.
constexpr std::uint64_t kReconciledMax = 100'000;
constexpr std::chrono::milliseconds kGraphPoll{1'000};
constexpr int kSpawns = 30;
constexpr int kQueries = 200;
constexpr int kWrites = 100;

std::string fixed(double value, int digits) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

// The value below which that share of the (sorted) measurements lies.
double quantile(const std::vector<double>& sorted, double share) {
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(std::lround(share * last))];
}

std::string summary(std::vector<double> measured) {
  std::sort(measured.begin(), measured.end());
  return "p50 " + fixed(quantile(measured, 0.50), 2) + " ms, p95 " +
         fixed(quantile(measured, 0.95), 2) + " ms";
}

std::string call_line(int id, std::string_view tool, std::string_view arguments) {
  return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) +
         R"(,"method":"tools/call","params":{"name":")" + std::string(tool) + R"(","arguments":)" +
         std::string(arguments) + "}}";
}

// One of the facts, as `remember` takes it.
std::string stored_fact(std::uint64_t number, bool is_note) {
  std::string tags;
  if (number % 10 == 0) tags = R"("tenth")";
  if (number % 100 == 7) tags = R"("hundredth")";
  return R"({"content":")" + fact_of(number) + R"(","observed_at":")" + time_of(number) +
         R"(","tags":[)" + tags + "]" + (is_note ? R"(,"kind":"note"})" : "}");
}

// A line about the processor, as the system names it.
std::string machine() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  std::string model = "unknown processor";
  for (std::string line; std::getline(cpuinfo, line);) {
    if (!line.starts_with("model name")) continue;
    model = line.substr(line.find(':') + 2);
    break;
  }
  utsname system{};
  const std::string release = ::uname(&system) == 0 ? system.release : "";
  return model + ", " + std::to_string(::sysconf(_SC_NPROCESSORS_ONLN)) + " cores, " + release;
}

std::string build_type() {
#if defined(__OPTIMIZE__)
  return "optimised";
#else
  return "NOT OPTIMISED: the figures say nothing; use ./dev build";
#endif
}

class Bench {
 public:
  explicit Bench(const BenchOptions& options) : options_(options) {}

  Result<void> run() {
    print("build    " + build_type() + ", compiler " + __VERSION__);
    print("machine  " + machine());
    print("store    " + options_.folder.string());
    print("");
    MNESTIC_TRY(spawn_times(0));
    std::uint64_t stored = 0;
    for (const std::uint64_t size : options_.sizes) {
      MNESTIC_TRY(fill(stored, size));
      stored = size;
      MNESTIC_TRY(measure(size));
    }
    return {};
  }

 private:
  void print(const std::string& line) { options_.print(line + "\n"); }
  void row(const std::string& what, std::uint64_t size, const std::string& result) {
    std::string name =
        what + (size == 0 ? ", empty store" : ", " + std::to_string(size) + " memories");
    name.resize(std::max<std::size_t>(name.size() + 1, 54), ' ');
    print(name + result);
  }

  Result<ServerProcess> open() {
    MNESTIC_TRY_ASSIGN(auto server, ServerProcess::start(options_.folder / "store", options_.wire));
    MNESTIC_TRY(server.send(kInitializeLine));
    MNESTIC_TRY_ASSIGN(const std::string answer, server.receive(kAnswerWait));
    MNESTIC_TRY(server.send(kInitializedLine));
    return server;
  }

  // Sends one call and waits for its answer.
  Result<std::string> answer_to(ServerProcess& server, std::string_view tool,
                                std::string_view arguments) {
    MNESTIC_TRY(server.send(call_line(++calls_, tool, arguments)));
    return server.receive(kAnswerWait);
  }

  // The same; says how long it took.
  Result<double> call(ServerProcess& server, std::string_view tool, std::string_view arguments) {
    const auto begun = Clock::now();
    MNESTIC_TRY_ASSIGN(const std::string answer, answer_to(server, tool, arguments));
    const Milliseconds taken = Clock::now() - begun;
    if (answer.find(R"("structuredContent")") == std::string::npos) {
      return internal_error(std::string(tool) + " failed: " + answer.substr(0, 1'000));
    }
    return taken.count();
  }

  // From the start of a process to its answer to `initialize`.
  Result<void> spawn_times(std::uint64_t size) {
    std::vector<double> measured;
    for (int i = 0; i < kSpawns; ++i) {
      const auto begun = Clock::now();
      MNESTIC_TRY_ASSIGN(const auto server, open());
      measured.push_back(Milliseconds(Clock::now() - begun).count());
    }
    row("spawn to initialize", size, summary(measured));
    return {};
  }

  Result<void> fill(std::uint64_t from, std::uint64_t to) {
    MNESTIC_TRY_ASSIGN(auto server, open());
    const auto begun = Clock::now();
    for (std::uint64_t next = from; next < to;) {
      std::string arguments = R"({"facts":[)";
      const std::uint64_t end = std::min(next + kFactsPerCall, to);
      for (; next < end; ++next) {
        arguments += stored_fact(next, to > kReconciledMax) + (next + 1 < end ? "," : "");
      }
      MNESTIC_TRY(call(server, "remember", arguments + "]}"));
    }
    const Milliseconds taken = Clock::now() - begun;
    row(to > kReconciledMax ? "bulk load of notes to" : "bulk load to", to,
        fixed(static_cast<double>(to - from) * 1'000.0 / taken.count(), 0) + " facts/s");
    return {};
  }

  Result<void> measure(std::uint64_t size) {
    MNESTIC_TRY(spawn_times(size));
    MNESTIC_TRY_ASSIGN(auto server, open());
    MNESTIC_TRY_ASSIGN(const auto idle, server.rss_anon_bytes());
    MNESTIC_TRY(await_graph(server, size));
    MNESTIC_TRY(recalls(server, size, "", ""));
    MNESTIC_TRY(recalls(server, size, " of a tenth by tag", R"(,"tags":["tenth"])"));
    MNESTIC_TRY(recalls(server, size, " of a hundredth by tag", R"(,"tags":["hundredth"])"));
    MNESTIC_TRY(recalls(server, size, " of a hundredth by time",
                        R"(,"since":")" + time_of(size / 2) + R"(","until":")" +
                            time_of(size / 2 + std::max<std::uint64_t>(size / 100, 1)) + "\""));
    MNESTIC_TRY(writes(server, size));
    MNESTIC_TRY_ASSIGN(const auto used, server.rss_anon_bytes());
    row("private memory", size,
        "idle " + fixed(static_cast<double>(idle) / 1e6, 1) + " MB, used " +
            fixed(static_cast<double>(used) / 1e6, 1) + " MB");
    return {};
  }

  // Where so much is stored that a graph pays, the first question has it built in the background.
  Result<void> await_graph(ServerProcess& server, std::uint64_t size) {
    const auto begun = Clock::now();
    const std::string arguments = R"({"explain":true,"query":")" + question_of(0) + "\"}";
    bool is_built = true;
    for (;; is_built = false) {
      MNESTIC_TRY_ASSIGN(const std::string answer, answer_to(server, "recall", arguments));
      if (answer.find("no graph is ready") == std::string::npos &&
          answer.find("does not hold yet") == std::string::npos) {
        break;
      }
      std::this_thread::sleep_for(kGraphPoll);
    }
    const std::chrono::duration<double> took = Clock::now() - begun;
    if (!is_built) row("graph built", size, fixed(took.count(), 0) + " s");
    return {};
  }

  Result<void> recalls(ServerProcess& server, std::uint64_t size, const std::string& what,
                       const std::string& filter) {
    std::vector<double> measured;
    for (int i = 0; i < kQueries; ++i) {
      // Questions about facts all over the store.
      const std::uint64_t number = static_cast<std::uint64_t>(i) * size / kQueries;
      MNESTIC_TRY_ASSIGN(
          const double taken,
          call(server, "recall", R"({"query":")" + question_of(number) + "\"" + filter + "}"));
      measured.push_back(taken);
    }
    row("recall" + what, size, summary(measured));
    return {};
  }

  // One finished fact a call, durable when answered; undone again, so that sizes stay what they
  // say.
  Result<void> writes(ServerProcess& server, std::uint64_t size) {
    std::vector<double> measured;
    for (int i = 0; i < kWrites; ++i) {
      const std::uint64_t number = 1'000'000'000 + size + static_cast<std::uint64_t>(i);
      MNESTIC_TRY_ASSIGN(const double taken,
                         call(server, "remember", R"({"facts":[")" + fact_of(number) + "\"]}"));
      measured.push_back(taken);
    }
    row("remember one fact, durable", size, summary(measured));
    for (int i = 0; i < kWrites; ++i) MNESTIC_TRY(call(server, "undo", "{}"));
    return {};
  }

  const BenchOptions& options_;
  int calls_ = 0;
};

}  // namespace

Result<void> run_bench(const BenchOptions& options) { return Bench(options).run(); }

}  // namespace mnestic::bench
