// Canaries through every way that words come in, erased in every way there is, while two processes
// go on writing: afterwards no file of the store's folder holds one. A new way is a new row.
#include <cctype>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "mnestic/memory/archive.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/store/tables.h"
#include "tests/store/scan.h"
#include "tests/support/disk_engine.h"

namespace mnestic::memory {
namespace {

using store::testing::Child;
using store::testing::TempFolder;
using testing::DiskEngine;
using testing::expect;
using Ids = std::vector<model::MemoryId>;

// No word of any language begins like this, and no stem of such a word is shorter.
constexpr std::string_view kRoot = "qzxvj";
constexpr int kCanariesOfRow = 7;

std::string word_of(std::size_t row, int canary) {
  std::string word(kRoot);
  for (std::size_t rest = row * 100 + static_cast<std::size_t>(canary), i = 0; i < 4; ++i) {
    word += static_cast<char>('b' + rest % 20);
    rest /= 20;
  }
  return word + "ness";  // with a stem of its own
}

// For what must differ from canary to canary and may stay.
std::string other_word(const std::string& word) {
  return "item" + std::to_string(std::hash<std::string>{}(word) % 1'000'000);
}

// The canaries of which a file holds the beginning, whatever the case, or their stems do.
std::set<std::string> found_in(const std::filesystem::path& folder) {
  std::set<std::string> found;
  for (const std::string& name : store::testing::files_in(folder)) {
    std::string bytes = store::testing::file_bytes(folder / name);
    for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (std::size_t at = bytes.find(kRoot); at != std::string::npos;
         at = bytes.find(kRoot, at + 1)) {
      found.insert(bytes.substr(at, kRoot.size() + 4));
    }
  }
  return found;
}

// In a process of its own: closing LMDB's lock file would drop the locks of a store that this
// process has open. Says how many canaries there are, and on stderr which.
std::uint64_t canaries_in(const std::filesystem::path& folder, bool show) {
  Child child([&](const Child::Pipes& pipes) {
    const auto found = found_in(folder);
    if (show) {
      for (const std::string& word : found) MESSAGE("left: ", word);
    }
    pipes.to_parent.send(found.size());
    return 0;
  });
  const auto count = child.receive();
  REQUIRE(child.wait() == 0);
  return count.value_or(~std::uint64_t{0});
}

// A model that is away, or answers with nothing of use.
class PoorModel final : public extract::Extractor {
 public:
  std::string_view name() const override { return "poor"; }
  bool asks_model() const override { return true; }
  Result<extract::Extraction> extract(const extract::ExtractRequest&) const override {
    if (away) return Error{ErrorCode::unavailable, "The model is away."};
    return extract::Extraction{.useless = "the model refused"};
  }
  bool away = true;
};

// What the rows share: an engine, and short forms of its verbs for the user `u`.
struct Bed {
  explicit Bed(const std::filesystem::path& path) : disk(path), folder(path) {}

  Ids said(RememberRequest request) {
    disk.clock.advance(std::chrono::seconds(1));
    if (request.user_id.empty()) request.user_id = "u";
    const auto result = expect(disk.engine.remember(request));
    Ids ids;
    for (const auto& memory : result.added) ids.push_back(memory.id);
    for (const auto& each : result.updated) ids.push_back(each.memory.id);
    return ids;
  }
  Ids text(const std::string& words) { return said({.text = words}); }
  Ids fact(Fields fields) { return said({.facts = std::vector{std::move(fields)}}); }
  Ids chat(const std::string& id, const std::string& words, bool extract,
           const std::string& user = "u") {
    disk.clock.advance(std::chrono::seconds(1));
    AddMessagesRequest request{.user_id = user, .chat_id = id, .extract = extract};
    request.messages = {{.content = words}, {.role = "assistant", .content = "Noted."}};
    request.title = "About it";
    Ids ids;
    for (const auto& memory : expect(disk.engine.add_messages(request)).learnt.added) {
      ids.push_back(memory.id);
    }
    return ids;
  }
  // Texts that wait for the model, in the row's chat or none.
  Ids wait(const std::string& words, const std::string& user = "u",
           std::optional<std::string> chat = std::nullopt) {
    disk.clock.advance(std::chrono::seconds(1));
    model.away = true;
    RememberRequest request{.user_id = user, .text = words, .chat_id = std::move(chat)};
    CHECK(expect(model_engine.remember(request)).pending == 1);
    Ids ids;
    for (const auto& found : expect(disk.engine.recall({.user_id = user, .query = words})).memories)
      if (found.memory.content == words) ids.push_back(found.memory.id);
    CHECK(ids.size() == 1);
    return ids;
  }
  // Asks the model until rules read what waits.
  void give_up() {
    model.away = false;
    for (int i = 0; i < 5; ++i) {
      disk.clock.advance(std::chrono::hours(1));
      expect(model_engine.work_queue({}));
    }
  }
  EngineParts parts() {
    return {.store = *disk.store,
            .embedder = *disk.embedder,
            .extractor = model,
            .clock = disk.clock,
            .random = system_random()};
  }
  // The user's vector graphs: a whole one, and the draft of a builder that was killed. They hold no
  // words, but tell what was near what; the draft gets a word, to be found by.
  std::string graph_files() {
    const auto txn = expect(disk.store->begin_read());
    const auto user = expect(store::find_user(*txn, disk.store->hasher(), "u"));
    return "graph-" + std::to_string(user.value()) + "-";
  }
  void graph(const std::string& words) {
    const auto file = folder / (graph_files() + "0");
    if (!std::filesystem::exists(file)) {
      const auto txn = expect(disk.store->begin_read());
      const auto user = expect(store::find_user(*txn, disk.store->hasher(), "u"));
      Graphs graphs(*disk.store, disk.clock, system_random(), folder, {});
      CHECK(expect(graphs.build(user.value(), 0, disk.embedder->dimension(), {})));
      CHECK(std::filesystem::exists(file));
    }
    std::ofstream(file.string() + ".4711", std::ios::app) << words << '\n';
  }
  void hide(const Ids& ids) { expect(disk.engine.forget({.user_id = "u", .ids = ids})); }
  void update(const Ids& ids, const std::string& content) {
    disk.clock.advance(std::chrono::seconds(1));
    expect(disk.engine.update({.user_id = "u", .id = ids.at(0), .fields = {.content = content}}));
  }
  void erase(ForgetRequest request) {
    if (request.user_id.empty()) request.user_id = "u";
    request.mode = ForgetMode::erase;
    request.confirm = true;
    const auto result = expect(disk.engine.forget(request));
    CHECK(!result.scrub_pending);
  }
  void erase_chat(const std::string& id) {
    expect(disk.engine.delete_chat({.user_id = "u", .chat_id = id, .mode = ForgetMode::erase}));
  }

  DiskEngine disk;
  std::filesystem::path folder;
  PoorModel model;
  Engine model_engine{parts()};
};

// How the words come in, and how they go. `go` null: erased by the ids that `come` gives, all rows
// in one call.
struct Way {
  const char* name;
  std::function<Ids(Bed&, const std::string& word)> come;
  std::function<void(Bed&, const std::string& word)> go;
  bool never_written = false;
};

void nothing(Bed&, const std::string&) {}

const std::vector<Way> kWays = {
    {"text, by ids", [](Bed& bed, const std::string& w) { return bed.text("I use " + w); },
     nullptr},
    {"text, by statement", [](Bed& bed, const std::string& w) { return bed.text("I use " + w); },
     [](Bed& bed, const std::string& w) {
       bed.erase({.statement = "I don't use " + w + " anymore"});
     }},
    {"fact, by query",
     [](Bed& bed, const std::string& w) { return bed.fact({.content = "User collects " + w}); },
     [](Bed& bed, const std::string& w) { bed.erase({.query = "User collects " + w}); }},
    {"fact, by filter",
     [](Bed& bed, const std::string& w) {
       return bed.fact({.content = "User keeps " + w, .tags = std::vector{"tag " + w}});
     },
     [](Bed& bed, const std::string& w) { bed.erase({.filter = Filter{.tags = {"tag " + w}}}); }},
    {"every field of a fact",
     [](Bed& bed, const std::string& w) {
       Fields fields{.content = "User plans a trip"};
       fields.kind = model::kind_named("goal");
       fields.data = model::Fields{{"parent", w}, {w, model::Values{w, model::Fields{{w, w}}}}};
       fields.tags = std::vector{w};
       fields.metadata = model::Fields{{w, w}};
       fields.source =
           model::Source{.chat_id = w, .role = w, .client = w, .quote = w + " said " + w};
       fields.content = "User plans trip " + other_word(w);
       return bed.fact(std::move(fields));
     },
     nullptr},
    {"messages",
     [](Bed& bed, const std::string& w) {
       return bed.said({.messages = std::vector<extract::Message>{
                            {.content = "I bake " + w}, {.role = "assistant", .content = w}}});
     },
     nullptr},
    {"a note",
     [](Bed& bed, const std::string& w) {
       RememberRequest request{.text = "Note " + w};
       request.common.kind = model::kind_named("note");
       return bed.said(std::move(request));
     },
     nullptr},
    {"the id of a chat",
     [](Bed& bed, const std::string& w) {
       return bed.said({.text = "I met person " + other_word(w), .chat_id = "chat " + w});
     },
     nullptr},
    {"the name of a client",
     [](Bed& bed, const std::string& w) {
       return bed.said({.text = "I visited town " + other_word(w), .client = w});
     },
     nullptr},
    {"what was updated away",
     [](Bed& bed, const std::string& w) {
       const Ids ids = bed.fact({.content = "User paints " + w});
       bed.update(ids, "User paints walls " + other_word(w));
       return ids;
     },
     nullptr},
    {"what it was updated to",
     [](Bed& bed, const std::string& w) {
       const Ids ids = bed.fact({.content = "User sews " + other_word(w)});
       bed.update(ids, "User sews " + w);
       return ids;
     },
     nullptr},
    {"what was hidden",
     [](Bed& bed, const std::string& w) {
       const Ids ids = bed.text("I own a " + w);
       bed.hide(ids);
       return ids;
     },
     nullptr},
    {"what was undone",
     [](Bed& bed, const std::string& w) {
       const Ids ids = bed.text("I ride a " + w);
       expect(bed.disk.engine.undo({.user_id = "u"}));
       return ids;
     },
     nullptr},
    {"what was superseded",
     [](Bed& bed, const std::string& w) {
       const Ids ids = bed.text("My favourite colour is " + w);
       return ids;
     },
     nullptr},
    {"what was refined",
     [](Bed& bed, const std::string& w) {
       Ids ids = bed.text("I play chess");
       const Ids more = bed.text("I play chess with " + w);
       ids.insert(ids.end(), more.begin(), more.end());
       return ids;
     },
     nullptr},
    {"said again elsewhere",
     [](Bed& bed, const std::string& w) {
       const Ids ids = bed.text("I drive a " + w);
       (void)bed.chat("again", "I drive a " + w, true);
       return ids;
     },
     nullptr},
    {"a chat, by its memories",
     [](Bed& bed, const std::string& w) { return bed.chat("by memories", "I repair " + w, true); },
     nullptr},
    {"a chat, erased",
     [](Bed& bed, const std::string& w) {
       return bed.chat("chat of " + w, "All about " + w, false);
     },
     [](Bed& bed, const std::string& w) { bed.erase_chat("chat of " + w); }},
    {"a chat's title",
     [](Bed& bed, const std::string& w) {
       AddMessagesRequest request{.user_id = "u", .chat_id = "t" + other_word(w)};
       request.messages = {{.role = w, .content = "Hm"}};
       request.title = w;
       expect(bed.disk.engine.add_messages(request));
       return Ids{};
     },
     [](Bed& bed, const std::string& w) { bed.erase_chat("t" + other_word(w)); }},
    {"a chat, hidden before",
     [](Bed& bed, const std::string& w) {
       (void)bed.chat("hidden " + w, w, false);
       expect(bed.disk.engine.delete_chat({.user_id = "u", .chat_id = "hidden " + w}));
       return Ids{};
     },
     [](Bed& bed, const std::string& w) { bed.erase_chat("hidden " + w); }},
    {"messages, undone",
     [](Bed& bed, const std::string& w) {
       (void)bed.chat("undone " + w, w, false);
       expect(bed.disk.engine.undo({.user_id = "u"}));
       return Ids{};
     },
     [](Bed& bed, const std::string& w) { bed.erase_chat("undone " + w); }},
    {"what a chat's memory quotes",
     [](Bed& bed, const std::string& w) {
       const std::string number = other_word(w);
       (void)bed.chat("quotes " + w, "Well, " + w + ", I grow plant " + number, true);
       return Ids{};
     },
     [](Bed& bed, const std::string& w) { bed.erase_chat("quotes " + w); }},
    {"a text that no model could read",
     [](Bed& bed, const std::string& w) {
       (void)bed.wait("I use " + w);
       bed.give_up();
       Ids ids;
       for (const auto& memory :
            expect(bed.disk.engine.list({.user_id = "u", .limit_count = 1000})).memories) {
         if (memory.content == "User uses " + w) ids.push_back(memory.id);
       }
       CHECK(ids.size() == 1);
       return ids;
     },
     nullptr},
    {"a text that waits", [](Bed& bed, const std::string& w) { return bed.wait("I mend " + w); },
     nullptr},
    {"a text of a chat that waits",
     [](Bed& bed, const std::string& w) {
       return bed.wait("I polish " + w, "u", "waits " + other_word(w));
     },
     [](Bed& bed, const std::string& w) {
       // The chat begins with its first message.
       (void)bed.chat("waits " + other_word(w), "Hm", false);
       bed.erase_chat("waits " + other_word(w));
     }},
    {"a text that was taken back before it was read",
     [](Bed& bed, const std::string& w) {
       (void)bed.wait("I wash " + w, "waits " + w);
       expect(bed.disk.engine.undo({.user_id = "waits " + w}));
       return Ids{};
     },
     [](Bed& bed, const std::string& w) { bed.erase({.user_id = "waits " + w, .all = true}); }},
    {"an import",
     [](Bed& bed, const std::string& w) {
       ArchivedVersion version{.record = {}, .current = true};
       model::Memory& memory = version.record.memory;
       memory.id = model::MemoryId::make(bed.disk.clock.now(), system_random());
       memory.content = "User imports " + w;
       memory.source = {.chat_id = "imported " + w, .quote = "I import " + w};
       memory.observed_at = memory.created_at = memory.updated_at = bed.disk.clock.now();
       version.record.spans = {{.recorded_at = bed.disk.clock.now()}};
       ArchiveWriter writer(bed.parts(), "u", {});
       expect(writer.add(version));
       expect(writer.flush());
       return Ids{memory.id};
     },
     nullptr},
    {"a vector graph, and what a killed builder left of one",
     [](Bed& bed, const std::string& w) {
       bed.graph(w);
       return bed.text("I tune " + other_word(w));
     },
     nullptr},
    {"a user's id, and all of theirs",
     [](Bed& bed, const std::string& w) {
       (void)bed.said({.user_id = "user " + w, .text = "I love " + w});
       (void)bed.chat("chat of " + w, "And " + w, false, "user " + w);
       return Ids{};
     },
     [](Bed& bed, const std::string& w) { bed.erase({.user_id = "user " + w, .all = true}); }},
    {"a query",
     [](Bed& bed, const std::string& w) {
       expect(bed.disk.engine.recall({.user_id = "u", .query = "Do I use " + w}));
       expect(bed.disk.engine.list({.user_id = "u", .filter = {.tags = {w}, .chat_id = w}}));
       expect(bed.disk.engine.recall({.user_id = "nobody " + w, .query = "tea"}));
       CHECK(!bed.disk.engine.get_chat({.user_id = "u", .chat_id = w}));
       return Ids{};
     },
     nothing, true},
    {"what is forgotten but was never there",
     [](Bed& bed, const std::string& w) {
       expect(
           bed.disk.engine.forget({.user_id = "u", .statement = "I don't use " + w + " anymore"}));
       expect(bed.disk.engine.forget({.user_id = "u", .query = w}));
       (void)bed.text("I don't use " + w + " anymore");
       return Ids{};
     },
     nothing, true},
    {"what was refused",
     [](Bed& bed, const std::string& w) {
       (void)bed.text("My password is " + w + "7Kp!");
       (void)bed.fact({.content = "User's password is " + w + "7Kp!"});
       return Ids{};
     },
     nothing, true},
    {"a dry run, and a call that was cancelled",
     [](Bed& bed, const std::string& w) {
       RememberRequest request{.text = "I use " + w, .dry_run = true};
       (void)bed.said(request);
       request.user_id = "u";
       request.dry_run = false;
       request.cancelled = [] { return true; };
       CHECK(!bed.disk.engine.remember(request));
       return Ids{};
     },
     nothing, true},
};

// The other process: has held canaries of its own in its buffers, and writes before and after.
int other_process(const std::filesystem::path& folder, const Child::Pipes& pipes) {
  DiskEngine disk(folder);
  const auto write = [&disk](int from, int to) {
    for (int i = from; i < to; ++i) {
      disk.tell("b", {"User owns boat " + std::to_string(i), "User owns hat " + std::to_string(i)});
      disk.add("b", "chat", {std::string(2'000, static_cast<char>('a' + i % 26))});
    }
  };
  write(0, 5);
  disk.tell("user " + word_of(99, 1), {"User likes " + word_of(99, 1)});
  // Counted in memory; must not bring the id of a user back who is erased meanwhile.
  expect(disk.engine.recall({.user_id = "user " + word_of(99, 1), .query = "likes"}));
  pipes.to_parent.send(1);
  if (pipes.to_child.receive() != 1U) return 1;
  write(5, 25);
  expect(disk.engine.flush());
  pipes.to_parent.send(2);
  return pipes.to_child.receive() == 2U ? 0 : 2;
}

TEST_CASE("canaries: nothing that was erased is left in any file, whoever goes on writing") {
  const TempFolder folder;
  const auto path = folder.path() / "store";
  Child other([&path](const Child::Pipes& pipes) { return other_process(path, pipes); });
  REQUIRE(other.receive() == 1U);
  Bed bed(path);
  bed.disk.tell("u", {"User likes tea", "User speaks Dutch"});
  std::set<std::string> before = {"User likes tea", "User speaks Dutch"};
  const std::string last = word_of(99, 1);

  Ids ids;
  std::size_t planted = 1;
  for (std::size_t row = 0; row < kWays.size(); ++row) {
    const Way& way = kWays[row];
    CAPTURE(way.name);
    for (int i = 0; i < kCanariesOfRow; ++i) {
      const std::string word = word_of(row, i);
      const Ids made = way.come(bed, word);
      if (way.go == nullptr) CHECK(!made.empty());
      if (way.go == nullptr) ids.insert(ids.end(), made.begin(), made.end());
      if (!way.never_written) ++planted;
    }
  }
  CHECK(kWays.size() * kCanariesOfRow + 1 >= 200);
  // Else the test proves nothing.
  CHECK(canaries_in(path, false) >= planted);  // pages keep bits of some more than once
  for (std::size_t row = 0; row < kWays.size(); ++row) {
    if (kWays[row].go == nullptr) continue;
    for (int i = 0; i < kCanariesOfRow; ++i) kWays[row].go(bed, word_of(row, i));
  }
  bed.erase({.ids = ids});
  bed.erase({.user_id = "user " + last, .all = true});
  CHECK(canaries_in(path, true) == 0);
  for (const auto& entry : std::filesystem::directory_iterator(path))
    CHECK(!entry.path().filename().string().starts_with(bed.graph_files()));

  other.send(1);
  for (int i = 0; i < 20; ++i) {
    bed.disk.tell("u", {"User owns kettle " + std::to_string(i)});
    bed.disk.add("u", "later", {std::string(3'000, static_cast<char>('a' + i % 26))});
  }
  REQUIRE(other.receive() == 2U);
  expect(bed.disk.engine.flush());
  CHECK(canaries_in(path, true) == 0);
  other.send(2);
  CHECK(other.wait() == 0);
  CHECK(canaries_in(path, true) == 0);
  // And what nobody erased is there.
  const auto left = expect(bed.disk.engine.list({.user_id = "u", .limit_count = 1000})).memories;
  for (const auto& memory : left) before.erase(memory.content);
  CHECK(before.empty());
  CHECK(expect(bed.disk.engine.list({.user_id = "b", .limit_count = 1000})).total == 50);
}

}  // namespace
}  // namespace mnestic::memory
