// Single bits of a store's file are flipped, one at a time. Whatever a reader then gets must be
// what was stored: a flip is harmless, or it is reported (by the call, by the checker, or by the
// end of the reading process). Never is another text served as right.
//
// usage: fault_flip FLIPS [SEED]
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/engine.h"
#include "mnestic/memory/verify.h"

namespace mnestic::fault {
namespace {

namespace fs = std::filesystem;

constexpr std::array kUsers = {"ann", "bob"};
constexpr int kFactsEach = 120;
constexpr unsigned kReaderSeconds = 60;      // of processor time
constexpr unsigned kReaderSecondsMax = 900;  // whatever else the machine does

struct Opened {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<embed::Embedder> embedder = embed::make_lexical_embedder();
  std::unique_ptr<extract::Extractor> extractor = extract::make_rules_extractor();
  std::unique_ptr<memory::Engine> engine;
};
Result<Opened> open(const fs::path& folder) {
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

Result<void> fill(memory::Engine& engine, const std::string& user) {
  for (int i = 0; i < kFactsEach; i += 20) {
    memory::RememberRequest request{.user_id = user};
    request.facts.emplace();
    for (int j = i; j < i + 20; ++j) {
      memory::Fields fact;
      fact.content =
          "User " + user + " met person " + std::to_string(j) + " in town " + std::to_string(j % 9);
      fact.tags = std::vector<std::string>{"people", "town" + std::to_string(j % 9)};
      request.facts->push_back(fact);
    }
    request.chat_id = user + "'s chat " + std::to_string(i);
    MNESTIC_TRY_ASSIGN(const auto done, engine.remember(request));
    memory::UpdateRequest update{.user_id = user, .id = done.added.at(3).id};
    update.fields.content = "User " + user + " never met person " + std::to_string(i + 3);
    MNESTIC_TRY(engine.update(update));
    MNESTIC_TRY(engine.forget({.user_id = user, .ids = {done.added.at(7).id}}));
  }
  MNESTIC_TRY(engine.undo({.user_id = user}));
  for (const std::string chat : {"about tea", "about coffee"}) {
    for (int i = 0; i < 10; ++i) {
      memory::AddMessagesRequest talk{.user_id = user, .chat_id = chat};
      talk.title = user + " " + chat;
      talk.messages = {{.role = "user", .content = "I drink cup " + std::to_string(i) + " " + chat},
                       {.role = "assistant", .content = "To your health."}};
      MNESTIC_TRY(engine.add_messages(talk));
    }
  }
  MNESTIC_TRY(engine.delete_chat({.user_id = user, .chat_id = "about coffee"}));
  return {};
}

// A model that nobody reaches.
class AwayModel final : public extract::Extractor {
 public:
  std::string_view name() const override { return "away"; }
  bool asks_model() const override { return true; }
  Result<extract::Extraction> extract(const extract::ExtractRequest&) const override {
    return Error{ErrorCode::unavailable, "The model is away."};
  }
};

// Texts that wait.
Result<void> fill_queue(Opened& opened, const std::string& user) {
  const AwayModel model;
  memory::Engine engine({.store = *opened.store,
                         .embedder = *opened.embedder,
                         .extractor = model,
                         .clock = system_clock(),
                         .random = system_random()});
  for (int i = 0; i < 5; ++i) {
    const std::string text = "I use gadget " + std::to_string(i) + " of " + user;
    MNESTIC_TRY(engine.remember({.user_id = user, .text = text}));
  }
  return {};
}

// What reading everything gives: each memory as it was said under its user and id, and each whole
// answer, so that a missing one is noticed.
struct Readings {
  std::map<std::string, std::set<std::string>> memories;
  std::vector<std::string> answers;
  bool error = false;
};

std::string shown(const model::Memory& memory) {
  std::ostringstream out;
  out << memory.user_id << '|' << memory.id.to_string() << '|' << memory.content << '|'
      << static_cast<int>(memory.kind) << '|' << memory.source.quote << '|' << memory.source.chat_id
      << '|' << memory.observed_at.time_since_epoch().count() << '|'
      << memory.valid_to.time_since_epoch().count() << '|' << memory.version << '|'
      << model::to_string(memory.status);
  for (const auto& tag : memory.tags) out << '|' << tag;
  return out.str();
}

class Reader {
 public:
  explicit Reader(memory::Engine& engine) : engine_(engine) {}

  Readings read_all() {
    for (const std::string user : kUsers) {
      list(user, {});
      list(user, {"town3"});
      for (const char* query : {"person 17", "town 4", "never met", "people"}) {
        recall(user, query);
      }
      recall(user, "gadget 3");
      const auto ids = std::exchange(ids_, {});
      for (const auto& id : ids) get(user, id);
      read_chats(user);
    }
    return std::move(readings_);
  }

 private:
  void note(const std::string& user, const std::vector<model::Memory>& memories) {
    std::string answer;
    for (const auto& memory : memories) {
      readings_.memories[user].insert(shown(memory));
      answer += shown(memory) + "\n";
    }
    readings_.answers.push_back(answer);
  }

  void list(const std::string& user, const std::vector<std::string>& tags) {
    memory::ListRequest request{.user_id = user, .limit_count = kLimitMax};
    request.filter.tags = tags;
    request.statuses = {model::Status::active, model::Status::superseded, model::Status::forgotten,
                        model::Status::expired};
    const auto found = engine_.list(request);
    if (!found) return fail();
    note(user, found->memories);
    if (!tags.empty()) return;
    for (const auto& memory : found->memories) ids_.push_back(memory.id);
  }

  void recall(const std::string& user, const std::string& query) {
    const auto found = engine_.recall({.user_id = user, .query = query});
    if (!found) return fail();
    std::vector<model::Memory> memories;
    for (const auto& hit : found->memories) memories.push_back(hit.memory);
    note(user, memories);
  }

  void get(const std::string& user, const model::MemoryId& id) {
    const auto found = engine_.get({.user_id = user, .id = id, .history = true});
    if (!found) return fail();
    auto all = found->versions;
    all.push_back(found->memory);
    for (const auto& memory : all) {
      if (memory.id != id) readings_.answers.push_back("another memory");
    }
    note(user, all);
  }

  void read_chats(const std::string& user) {
    const auto chats = engine_.list_chats({.user_id = user});
    if (!chats) return fail();
    for (const auto& chat : chats->chats) note_chat(user, chat);
    for (const std::string id : {"about tea", "about coffee"}) {
      const auto found = engine_.get_chat({.user_id = user, .chat_id = id});
      if (!found) {
        if (found.error().code != ErrorCode::not_found) fail();
        continue;
      }
      note_chat(user, found->chat);
      for (const auto& message : found->messages) {
        std::ostringstream out;
        out << id << '|' << message.number << '|' << message.role << '|' << message.content << '|'
            << message.at.time_since_epoch().count();
        note_line(user, out.str());
      }
    }
  }

  void note_chat(const std::string& user, const memory::Chat& chat) {
    std::ostringstream out;
    out << chat.id << '|' << chat.title << '|' << chat.messages << '|'
        << chat.created_at.time_since_epoch().count() << '|'
        << chat.updated_at.time_since_epoch().count();
    note_line(user, out.str());
  }

  void note_line(const std::string& user, const std::string& line) {
    readings_.memories[user].insert(line);
    readings_.answers.push_back(line);
  }

  void fail() {
    readings_.error = true;
    readings_.answers.push_back("error");
  }

  memory::Engine& engine_;
  std::vector<model::MemoryId> ids_;
  Readings readings_;
};

enum Outcome : int { same = 10, reported = 11, different = 12, wrong = 13 };

// In a process of its own.
int read_store(const fs::path& folder, const Readings& truth) {
  const auto opened = open(folder);
  if (!opened) return reported;
  const Readings found = Reader(*opened->engine).read_all();
  for (const auto& [user, memories] : found.memories) {
    const auto& right = truth.memories.at(user);
    for (const auto& memory : memories) {
      if (right.contains(memory)) continue;
      (void)std::fprintf(stderr, "served as right: %s\n", memory.c_str());
      for (const auto& other : right) {
        const bool same_id = other.substr(0, 34) == memory.substr(0, 34);
        if (same_id) (void)std::fprintf(stderr, "stored:          %s\n", other.c_str());
      }
      return wrong;
    }
  }
  if (found.error) return reported;
  return found.answers == truth.answers ? same : different;
}

int verify_store(const fs::path& folder) {
  const auto store = store::open_store({.folder = folder}, system_random());
  if (!store) return reported;
  const auto txn = (*store)->begin_read();
  if (!txn) return reported;
  const auto report = memory::verify(**txn, (*store)->hasher());
  return report && report->well() ? same : reported;
}

template <typename Body>
int apart(const Body& body) {
  const pid_t process = ::fork();
  MNESTIC_ASSERT(process >= 0);
  if (process == 0) {
    // One that hangs is no better than one that lies.
    const rlimit limit{kReaderSeconds, kReaderSeconds};
    MNESTIC_ASSERT(::setrlimit(RLIMIT_CPU, &limit) == 0);
    ::alarm(kReaderSecondsMax);
    ::_exit(body());
  }
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
  }
  return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool said(const std::string& who, int outcome) {
  (void)std::fprintf(stderr, "%s ended with %d\n", who.c_str(), outcome);
  return false;
}

struct Counts {
  unsigned harmless = 0;
  unsigned by_call = 0;
  unsigned by_checker = 0;
  unsigned by_crash = 0;
};

bool hung(int outcome) {
  return outcome == 256 + SIGALRM || outcome == 256 + SIGXCPU || outcome == 256 + SIGKILL;
}

// False: the flip was not noticed, or worse.
bool judge(const fs::path& folder, const Readings& truth, Counts& counts) {
  const int read = apart([&] { return read_store(folder, truth); });
  if (read == wrong || hung(read)) return said("the reader", read);
  if (read == same) return ++counts.harmless, true;
  if (read == reported) return ++counts.by_call, true;
  const int verified = apart([&] { return verify_store(folder); });
  if (verified == same || hung(verified))
    return said("the checker after " + std::to_string(read), verified);
  read == different ? ++counts.by_checker : ++counts.by_crash;
  return true;
}

int run(const fs::path& folder, unsigned flips, std::uint64_t seed) {
  Readings truth;
  {
    auto opened = open(folder);
    if (!opened) return 1;
    for (const char* user : kUsers) {
      if (!fill(*opened->engine, user) || !fill_queue(*opened, user)) return 1;
    }
    truth = Reader(*opened->engine).read_all();
  }
  const fs::path file = folder / "store-1.mdb";
  const std::string sound = bytes_of(file);
  const auto random = seeded_random(seed);
  Counts counts;
  unsigned failed = 0;
  for (unsigned i = 0; i < flips; ++i) {
    std::string damaged = sound;
    const std::uint64_t at = random->next_u64() % damaged.size();
    const auto bit = static_cast<unsigned>(random->next_u64() % 8);
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
    for (const auto& entry : fs::directory_iterator(folder)) fs::remove(entry.path());
    std::ofstream(file, std::ios::binary) << damaged;
    if (judge(folder, truth, counts)) continue;
    ++failed;
    (void)std::fprintf(stderr, "FAIL byte %llu of %zu, bit %u (seed %llu)\n",
                       static_cast<unsigned long long>(at), damaged.size(), bit,
                       static_cast<unsigned long long>(seed));
  }
  (void)std::fprintf(
      stderr,
      "%u flips in %zu bytes: %u harmless; reported %u by a call, %u by the checker, "
      "%u by the end of the reader; %u wrong or silent\n",
      flips, sound.size(), counts.harmless, counts.by_call, counts.by_checker, counts.by_crash,
      failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace mnestic::fault

int main(int argc, char** argv) {
  const auto number = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  std::string pattern = (std::filesystem::temp_directory_path() / "mnestic-flip-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return 1;
  const int code =
      mnestic::fault::run(pattern, static_cast<unsigned>(number(1, 300)), number(2, 1));
  std::error_code error;
  std::filesystem::remove_all(pattern, error);
  return code;
}
