// Export, import, export: the same bytes; and what an import does twice, halfway, or to what is
// there already.
#include "tests/transfer/support.h"

namespace mnestic::transfer {
namespace {

using namespace testing;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("transfer: exported, imported, exported again, every byte is the same") {
  EngineFixture from(1);
  for (const std::string user : {"ann", "bob", "u/..\\ \"x\""}) fill(from, user);
  const std::string text = exported(from);
  EngineFixture to(2);
  to.clock.advance(std::chrono::hours(1));
  const ImportCounts counts = import(to, text);
  CHECK(counts.format == Format::mnestic);
  CHECK(counts.conflicts == 0);
  CHECK(counts.chats_added == 3);
  CHECK(exported(to) == text);
  check_well(to);
  for (const std::string user : {"ann", "bob"}) {
    CHECK(to.list({}, user) == from.list({}, user));
    CHECK(to.recall("productivity tools", user) == from.recall("productivity tools", user));
    const auto at = from.clock.now() - std::chrono::seconds(4);
    CHECK(to.list({.known_at = at}, user) == from.list({.known_at = at}, user));
    CHECK(to.list({.as_of = at}, user) == from.list({.as_of = at}, user));
    const auto undone = expect(to.engine.undo({.user_id = user}));
    CHECK(undone.action == expect(from.engine.undo({.user_id = user})).action);
    CHECK(to.list({}, user) == from.list({}, user));
  }
  check_well(to);
}

TEST_CASE("transfer: a second import adds nothing, also after the person went on") {
  EngineFixture from(1);
  fill(from, "ann");
  const std::string text = exported(from);
  EngineFixture to(2);
  const auto first = import(to, text);
  const auto again = import(to, text);
  CHECK(again.added == 0);
  CHECK(again.there == first.added);
  CHECK(again.chats_added == 0);
  CHECK(again.chats_there == first.chats_added);
  CHECK(exported(to) == text);
  to.say("I use Emacs", "ann");
  const auto listed = to.list({}, "ann");
  CHECK(import(to, text).added == 0);
  CHECK(to.list({}, "ann") == listed);
  memory::ForgetRequest erase{.user_id = "ann", .all = true};
  erase.mode = memory::ForgetMode::erase;
  erase.confirm = true;
  expect(to.engine.forget(erase));
  CHECK(import(to, text).added == 0);
  CHECK(to.list({}, "ann").empty());
  check_well(to);
}

TEST_CASE("transfer: an import that ends at any line goes on with the next, and is whole then") {
  EngineFixture from(1);
  fill(from, "ann");
  fill(from, "bob");
  const std::string text = exported(from);
  const auto lines = lines_of(text);
  for (std::size_t end = 1; end < lines.size(); end += 3) {
    CAPTURE(end);
    EngineFixture to(end);
    auto part = std::vector<std::string>(lines.begin(), lines.begin() + static_cast<long>(end));
    (void)try_import(to, joined(part));  // it may well complain
    check_well(to);
    part.push_back("{\"memory\":{\"id\":\"what\"}}");
    CHECK_FALSE(try_import(to, joined(part)).has_value());
    check_well(to);
    import(to, text);
    CHECK(exported(to) == text);
    check_well(to);
  }
}

// Embeds nothing: what has a vector brought it along.
class NoEmbedder final : public embed::Embedder {
 public:
  explicit NoEmbedder(const embed::Embedder& as) : as_(as) {}
  std::string_view name() const override { return as_.name(); }
  std::size_t dimension() const override { return as_.dimension(); }
  double weight() const override { return as_.weight(); }
  Result<embed::Embedding> embed_query(std::string_view text) const override {
    return as_.embed_query(text);
  }
  Result<std::vector<embed::Embedding>> embed_passages(
      std::span<const std::string>) const override {
    return Error{ErrorCode::unavailable, "The embedder is away."};
  }

 private:
  const embed::Embedder& as_;
};

TEST_CASE("transfer: vectors go along when asked for, and nothing is embedded then") {
  EngineFixture from(1);
  fill(from, "ann");
  const std::string text = exported(from, {.vectors_of = std::string(from.embedder->name())});
  EngineFixture to(2);
  const NoEmbedder away(*to.embedder);
  const auto without_vector = [&] {
    const auto txn = expect(to.store->begin_read());
    return expect(memory::verify(*txn, to.store->hasher())).without_vector;
  };
  const auto take = [&](const std::string& lines) {
    const memory::EngineParts parts{.store = *to.store,
                                    .embedder = away,
                                    .extractor = *to.extractor,
                                    .clock = to.clock,
                                    .random = *to.random};
    std::istringstream input(lines);
    return expect(import_all(to.engine, parts, input, {.user = "u"}));
  };
  CHECK(take(text).added > 0);
  CHECK(without_vector() == 0);
  CHECK(exported(to, {.vectors_of = std::string(from.embedder->name())}) == text);
  CHECK(exported(to) == exported(from));
  check_well(to);
  CHECK(to.recall("productivity tools", "ann") == from.recall("productivity tools", "ann"));
  // Without vectors, and with nobody to make any, memories come all the same.
  EngineFixture other(3);
  fill(other, "bob");
  CHECK(take(exported(other)).added > 0);
  CHECK(without_vector() > 0);
  check_well(to);
}

TEST_CASE("transfer: texts that wait go along, are read there, and come once") {
  EngineFixture from(1);
  fill(from, "ann");
  const std::string text = exported(from);
  CHECK(text.find("I use a drill") != std::string::npos);
  EngineFixture to(2);
  CHECK(import(to, text).texts_added == 4);
  CHECK(import(to, text).texts_added == 0);
  check_well(to);
  CHECK(expect(to.engine.stats({.user_id = "ann"})).queue.waiting == 3);
  const auto found = expect(to.engine.recall({.user_id = "ann", .query = "hammer"}));
  REQUIRE_FALSE(found.memories.empty());
  CHECK(found.memories[0].memory.status == model::Status::pending);

  PlayedModel model;
  model.away = false;
  memory::EngineParts parts = parts_of(to);
  memory::Engine reader({.store = parts.store,
                         .embedder = parts.embedder,
                         .extractor = model,
                         .clock = parts.clock,
                         .random = parts.random});
  to.clock.advance(std::chrono::hours(1));
  CHECK(expect(reader.work_queue({})).read == 3);
  check_well(to);
  const auto holds = [&](const std::string& content) {
    const auto listed = to.list({}, "ann");
    return std::find(listed.begin(), listed.end(), content) != listed.end();
  };
  CHECK(holds("User uses a saw"));
  CHECK(holds("User uses a plane"));
  CHECK_FALSE(holds("User uses a drill"));
  // What has had its turn does not come back, read or erased.
  CHECK(import(to, text).texts_added == 0);
  CHECK(expect(to.engine.stats({.user_id = "ann"})).queue.waiting == 0);
  const auto without = exported(from, {.user = "ann", .chats = false});
  CHECK(without.find("I use a plane") == std::string::npos);
  CHECK(without.find("I use a saw") != std::string::npos);
}

TEST_CASE("transfer: one user, and without chats") {
  EngineFixture from(1);
  fill(from, "ann");
  fill(from, "bob");
  const std::string text = exported(from, {.user = "bob", .chats = false});
  CHECK(text.find("ann") == std::string::npos);
  CHECK(text.find("Good to know") == std::string::npos);
  EngineFixture to(2);
  import(to, text);
  CHECK(to.list({}, "bob") == from.list({}, "bob"));
  CHECK(to.list({}, "ann").empty());
  ExportOptions nobody{.user = "nobody"};
  nobody.write = [](std::string_view) { return Result<void>(); };
  CHECK(export_all(*from.store, nobody).error().code == ErrorCode::not_found);
}

TEST_CASE("transfer: hostile and broken lines are refused by number, and keep nothing") {
  EngineFixture from(1);
  from.tell({"User is tall"}, "ann");
  const auto lines = lines_of(exported(from));
  REQUIRE(lines.size() == 4);
  const std::string version = lines[3];
  const auto with = [&](const std::string& what, const std::string& instead) {
    std::string line = version;
    const auto at = line.find(what);
    REQUIRE(at != std::string::npos);
    return line.replace(at, what.size(), instead);
  };
  for (const std::string& bad :
       {std::string("{"), std::string("[1]"), std::string("null"), std::string(200'000, '['),
        std::string("{\"stranger\":{}}"), std::string("{\"memory\":7}"),
        with("\"User is tall\"", "\"\""), with("\"User is tall\"", "7"),
        with("\"User is tall\"", "\"" + std::string(40'000, 'x') + "\""),
        with("\"kind\":\"fact\"", "\"kind\":\"secret\""), with("mem_", "nem_"),
        with("\"change\":1", "\"change\":2"), with("\"change\":1", "\"change\":-1"),
        with("\"state\":\"active\"", "\"state\":\"erased\""),
        with("\"confidence\":1.0", "\"confidence\":7"), with("\"version\":1", "\"version\":0"),
        with("\"observed_at\":\"", "\"observed_at\":\"x"), with("\"spans\":[{", "\"spanz\":[{")}) {
    CAPTURE(bad.substr(0, 200));
    EngineFixture to(2);
    const auto done = try_import(to, lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n" + bad);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().message.find("line 4") == 0);
    CHECK(to.list({}, "ann").empty());
    check_well(to);
  }
  EngineFixture to(2);
  CHECK(try_import(to, "{\"mnestic_export\":2}\n").error().code == ErrorCode::failed_precondition);
  CHECK_FALSE(try_import(to, "").has_value());
  CHECK_FALSE(try_import(to, "hello").has_value());
  CHECK_FALSE(try_import(to, lines[0] + "\n" + lines[3]).has_value());
  CHECK_FALSE(try_import(to, lines[0] + "\n" + lines[1] + "\n" + lines[3]).has_value());
}

TEST_CASE("transfer: a vector that comes along is used where it is of the model in use") {
  const auto line = [](const std::string& id, const std::string& model, const embed::Embedding& v) {
    std::string values;
    for (const float x : v) values += (values.empty() ? "" : ",") + std::to_string(x);
    return R"({"memory":{"id":")" + id +
           R"(","version":1,"current":true,"content":"User owns a zeppelin","kind":"fact",)"
           R"("layer":"semantic","origin":"explicit","spans":[{"at":"2026-01-01T00:00:00Z",)"
           R"("state":"active"}],"vector":{"model":")" +
           model + R"(","values":[)" + values + "]}}}\n";
  };
  const std::string head =
      "{\"mnestic_export\":1,\"chats\":true}\n{\"user\":\"u\",\"changes\":0}\n";
  const std::string id = "mem_01m8e4gtp7dx0kt7n00j3w44q7";
  for (const bool fits : {true, false}) {
    CAPTURE(fits);
    EngineFixture memory;
    const auto tea = expect(memory.embedder->embed_query("green tea"));
    const std::string model = fits ? std::string(memory.embedder->name()) : "another";
    CHECK(import(memory, head + line(id, model, tea)).added == 1);
    memory::RecallRequest request{.user_id = "u", .query = "green tea"};
    const auto found = expect(memory.engine.recall(request));
    const bool near = !found.memories.empty() && found.memories.front().relevance > 0.3;
    CHECK(near == fits);
    check_well(memory);
  }
  EngineFixture memory;
  const auto broken = try_import(memory, head + line(id, "x", {}) + R"({"memory":{"vector":7}})");
  CHECK_FALSE(broken);
}

TEST_CASE("transfer: nobody gets another's memory by naming its id") {
  EngineFixture from(1);
  from.tell({"User is tall"}, "ann");
  std::string text = exported(from);
  EngineFixture to(2);
  import(to, text);
  text.replace(text.find("\"ann\""), 5, "\"eve\"");
  CHECK(import(to, text).conflicts == 1);
  CHECK(to.list({}, "eve").empty());
  CHECK(to.list({}, "ann").size() == 1);
  check_well(to);
}

}  // namespace mnestic::transfer
