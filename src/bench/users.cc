#include "mnestic/bench/users.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "batch_store.h"
#include "facts.h"
#include "mnestic/base/random.h"
#include "mnestic/bench/server_process.h"

namespace mnestic::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kUsersAtOnce = 2'000;
constexpr int kSamples = 500;
constexpr std::chrono::milliseconds kAnswerWait{60'000};

// Every so many users one is rich, so that they lie among the others.
struct Crowd {
  std::uint64_t step = 1;
  std::uint64_t rich_memories = 1;

  [[nodiscard]] bool is_rich(std::uint64_t user) const { return user % step == 0; }
  // Numbers of facts, for made-up words: a rich user's follow each other.
  [[nodiscard]] std::uint64_t first_fact(std::uint64_t user) const { return user * 1'000; }
};

std::string id_of(std::uint64_t user) { return "user-" + std::to_string(user); }

Result<void> tell(memory::Engine& engine, const Crowd& crowd, std::uint64_t user) {
  memory::RememberRequest request{.user_id = id_of(user)};
  request.facts.emplace();
  for (std::uint64_t i = 0; i < (crowd.is_rich(user) ? crowd.rich_memories : 1); ++i) {
    memory::Fields fact;
    fact.content = fact_of(crowd.first_fact(user) + i);
    request.facts->push_back(std::move(fact));
  }
  MNESTIC_TRY(engine.remember(request));
  return {};
}

std::string text_of(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

std::string spread_of(std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return text_of(times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]);
  };
  return "p50 " + at(0.5) + " ms, p95 " + at(0.95) + " ms";
}

class UsersBench {
 public:
  UsersBench(const memory::EngineParts& parts, const UsersOptions& options)
      : batch_(parts.store, kUsersAtOnce),
        engine_({.store = batch_,
                 .embedder = parts.embedder,
                 .extractor = parts.extractor,
                 .clock = parts.clock,
                 .random = parts.random}),
        options_(options),
        crowd_{.step = std::max<std::uint64_t>(
                   options.users / std::max<std::uint64_t>(options.rich, 1), 1),
               .rich_memories = options.rich_memories},
        chance_(seeded_random(1)) {}

  Result<void> run() {
    std::uint64_t stored = 0;
    for (const std::uint64_t size : {options_.users / 100, options_.users / 10, options_.users}) {
      if (size <= stored) continue;
      const auto begun = Clock::now();
      for (; stored < size; ++stored) MNESTIC_TRY(tell(engine_, crowd_, stored));
      MNESTIC_TRY(batch_.flush());
      const std::chrono::duration<double> took = Clock::now() - begun;
      MNESTIC_TRY_ASSIGN(const auto info, batch_.info());
      row(size, "stored in",
          text_of(took.count()) + " s, " + std::to_string(info.size_bytes / 1'000'000) +
              " MB on disk");
      MNESTIC_TRY(measure(size));
    }
    return {};
  }

 private:
  void row(std::uint64_t size, const std::string& what, const std::string& result) {
    std::string name = std::to_string(size) + " users, " + what;
    name.resize(std::max<std::size_t>(name.size() + 1, 52), ' ');
    options_.print(name + result + "\n");
  }

  std::uint64_t any_user(std::uint64_t size, bool rich) {
    const std::uint64_t user = chance_->next_u64() % size;
    return rich ? user - user % crowd_.step : user;
  }

  Result<double> call(ServerProcess& server, std::string_view tool, std::uint64_t user,
                      const std::string& more) {
    const std::string line = R"({"jsonrpc":"2.0","id":)" + std::to_string(++calls_) +
                             R"(,"method":"tools/call","params":{"name":")" + std::string(tool) +
                             R"(","arguments":{"user_id":")" + id_of(user) + "\"" + more + "}}}";
    const auto begun = Clock::now();
    MNESTIC_TRY(server.send(line));
    MNESTIC_TRY_ASSIGN(const std::string answer, server.receive(kAnswerWait));
    const std::chrono::duration<double, std::milli> took = Clock::now() - begun;
    // Everybody has a memory, and it is theirs.
    const bool found = answer.find("as item " + std::to_string(user) + "0") != std::string::npos;
    if (found || (user == 0 && answer.find("as item ") != std::string::npos)) return took.count();
    return internal_error(std::string(tool) + " of " + id_of(user) + ": " + answer.substr(0, 500));
  }

  Result<double> recall(ServerProcess& server, std::uint64_t user) {
    return call(server, "recall", user,
                R"(,"query":")" + question_of(crowd_.first_fact(user)) + "\"");
  }

  Result<void> measure(std::uint64_t size) {
    MNESTIC_TRY_ASSIGN(auto server, ServerProcess::start(options_.home));
    MNESTIC_TRY(server.send(kInitializeLine));
    MNESTIC_TRY(server.receive(kAnswerWait));
    MNESTIC_TRY(server.send(kInitializedLine));
    MNESTIC_TRY(recall(server, 1));  // opens the store
    MNESTIC_TRY_ASSIGN(const auto before, server.rss_anon_bytes());
    for (const bool rich : {false, true}) {
      const std::string whose = rich ? " of one with " + std::to_string(options_.rich_memories)
                                     : std::string(" of any of them");
      std::vector<double> recalls;
      std::vector<double> pages;
      for (int i = 0; i < kSamples; ++i) {
        MNESTIC_TRY_ASSIGN(const double recalled, recall(server, any_user(size, rich)));
        recalls.push_back(recalled);
        MNESTIC_TRY_ASSIGN(const double listed,
                           call(server, "list_memories", any_user(size, rich), R"(,"limit":100)"));
        pages.push_back(listed);
      }
      row(size, "recall" + whose, spread_of(recalls));
      row(size, "list" + whose, spread_of(pages));
    }
    for (std::uint64_t i = 0; i < options_.touched; ++i) {
      MNESTIC_TRY(recall(server, any_user(size, false)));
    }
    MNESTIC_TRY_ASSIGN(const auto after, server.rss_anon_bytes());
    row(size, "private memory",
        text_of(static_cast<double>(before) / 1e6) + " MB, after " +
            std::to_string(options_.touched) + " users " +
            text_of(static_cast<double>(after) / 1e6) + " MB");
    return {};
  }

  BatchStore batch_;
  memory::Engine engine_;
  const UsersOptions& options_;
  Crowd crowd_;
  std::unique_ptr<RandomSource> chance_;
  int calls_ = 0;
};

}  // namespace

Result<void> run_users(const memory::EngineParts& parts, const UsersOptions& options) {
  return UsersBench(parts, options).run();
}

}  // namespace mnestic::bench
