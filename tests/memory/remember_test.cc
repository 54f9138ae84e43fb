#include <array>
#include <string>
#include <vector>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

TEST_CASE("remember: an equal fact is unchanged and counts as seen") {
  EngineFixture memory;
  const auto first = memory.tell({"User lives in Oslo"});
  const auto again = memory.tell({"user lives in  Oslo."});
  CHECK(again.added.empty());
  REQUIRE(again.unchanged.size() == 1);
  CHECK(again.unchanged[0].id == first.added[0].id);
  CHECK(again.unchanged[0].access_count == 1);
  CHECK(again.change.sequence == 0);
  CHECK(memory.list().size() == 1);
}

TEST_CASE("remember: the same fact twice in one call is added once") {
  EngineFixture memory;
  const auto result = memory.tell({"User plays chess", "User plays chess"});
  CHECK(result.added.size() == 1);
  CHECK(result.unchanged.empty());
}

TEST_CASE("remember: a contradiction supersedes, with links and validity both ways") {
  EngineFixture memory;
  const auto before = memory.tell({"User lives in Berlin"});
  const auto after = memory.tell({"User lives in Lisbon"});
  REQUIRE(after.updated.size() == 1);
  const auto& replacement = after.updated[0];
  CHECK(replacement.previous.id == before.added[0].id);
  CHECK(replacement.memory.supersedes == std::vector{before.added[0].id});
  const auto old = expect(memory.engine.get({.user_id = "u", .id = before.added[0].id})).memory;
  CHECK(old.status == model::Status::superseded);
  CHECK(old.superseded_by == replacement.memory.id);
  CHECK(old.valid_to == replacement.memory.observed_at);
  CHECK(memory.list() == Strings{"User lives in Lisbon"});
  CHECK(memory.list({.as_of = before.added[0].valid_from}) == Strings{"User lives in Berlin"});
}

TEST_CASE(
    "remember: of two statements that disagree the later observed one wins, whichever came first") {
  EngineFixture memory;
  const auto newer = memory.tell({"User lives in Lisbon"});
  RememberRequest late{.user_id = "u"};
  late.facts.emplace(1);
  late.facts->front().content = "User lives in Berlin";
  late.facts->front().observed_at = memory.clock.now() - std::chrono::hours(24);
  const auto result = expect(memory.engine.remember(late));
  REQUIRE(result.added.size() == 1);
  CHECK(result.added[0].status == model::Status::superseded);
  CHECK(result.added[0].superseded_by == newer.added[0].id);
  CHECK(memory.list() == Strings{"User lives in Lisbon"});
  CHECK(memory.list({.as_of = memory.clock.now() - std::chrono::hours(12)}) ==
        Strings{"User lives in Berlin"});
}

TEST_CASE("remember: an elliptic correction mends what is stored, or is rejected") {
  EngineFixture memory;
  const auto id = memory.tell({"User's cat is called Kasha"}).added[0].id;
  const auto mended = memory.say("Sorry, it's Kasia, not Kasha");
  REQUIRE(mended.updated.size() == 1);
  CHECK(mended.updated[0].memory.id == id);
  CHECK(memory.list() == Strings{"User's cat is called Kasia"});
  const auto nothing = memory.say("Sorry, it's Thursday, not Tuesday");
  CHECK(nothing.added.empty());
  CHECK(memory.list().size() == 1);
}

TEST_CASE("remember: notes are kept as they are, even when equal") {
  EngineFixture memory;
  for (int i = 0; i < 2; ++i) {
    RememberRequest request{.user_id = "u"};
    request.text = "Do you remember what I said?";
    request.common.kind = model::note_kind();
    CHECK(expect(memory.engine.remember(request)).added.size() == 1);
  }
  CHECK(memory.list().size() == 2);
}

TEST_CASE("remember: a dry run says the same and writes nothing") {
  EngineFixture memory;
  memory.tell({"User uses Magnet", "User likes tea"});
  RememberRequest request{.user_id = "u"};
  request.text = "I don't use Magnet anymore";
  request.dry_run = true;
  const auto tried = expect(memory.engine.remember(request));
  CHECK(EngineFixture::contents(tried.removed) == Strings{"User uses Magnet"});
  CHECK(tried.change.sequence == 0);
  CHECK(memory.list().size() == 2);
  request.dry_run = false;
  CHECK(expect(memory.engine.remember(request)).removed.size() == 1);
}

TEST_CASE("remember: a dry run shows what the real one does, message by message") {
  constexpr std::array kMessages = {"I use Shram and Magnet",
                                    "I live in Oslo",
                                    "I live in Bergen now",
                                    "I don't use Magnet anymore",
                                    "My sister doesn't use Shram",
                                    "I like tea",
                                    "I love tea",
                                    "We have two kids, Tom (5) and Lily (3)",
                                    "It's Lilly, not Lily",
                                    "My cat is called Misty",
                                    "I think I like coffee",
                                    "Do you like coffee?",
                                    "my PIN is 4471, I like jazz",
                                    "I switched from Vim to Emacs",
                                    "forget my cat",
                                    "Dentist on Friday at 3pm",
                                    "The dentist is on Monday now",
                                    "Always answer in French",
                                    "I'm allergic to nuts",
                                    "I'm not allergic to nuts after all",
                                    "I quit my job at Google",
                                    "I work at Meta",
                                    "I'm 42",
                                    "I'm not 42, I'm 43",
                                    "my favourite colour is teal",
                                    "my favourite colour is red",
                                    "Lactose intolerant, and dyslexic"};
  const auto told = [](const RememberResult& result) {
    Strings lines;
    for (const auto& m : result.added) lines.push_back("added " + m.content);
    for (const auto& u : result.updated) {
      lines.push_back("updated " + u.memory.content + " was " + u.previous.content);
    }
    for (const auto& m : result.removed) lines.push_back("removed " + m.content);
    for (const auto& m : result.unchanged) {
      lines.push_back("unchanged " + m.content + ' ' + std::to_string(m.confidence));
    }
    for (const auto& r : result.rejected) lines.push_back("rejected " + r.content + r.reason);
    for (const auto& r : result.reasons) lines.push_back("because " + r.text);
    return lines;
  };
  EngineFixture memory;
  // Everything twice: what is known already must be told alike, too.
  for (int round = 0; round < 2; ++round) {
    for (const char* const text : kMessages) {
      CAPTURE(std::string(text));
      const auto before = memory.list();
      RememberRequest request{.user_id = "u", .text = text, .dry_run = true};
      const auto tried = told(expect(memory.engine.remember(request)));
      CHECK(memory.list() == before);
      request.dry_run = false;
      CHECK(told(expect(memory.engine.remember(request))) == tried);
    }
  }
}

TEST_CASE("remember: repetition makes surer, an unsure word ends nothing that is known") {
  EngineFixture memory;
  const auto say = [&](const char* text) {
    return expect(memory.engine.remember({.user_id = "u", .text = text}));
  };
  const auto first = say("I think I like jazz").added.at(0);
  CHECK(first.origin == model::Origin::implicit_inferred);
  CHECK(first.confidence <= 0.5);
  const auto again = say("I like jazz").unchanged.at(0);
  CHECK(again.id == first.id);
  CHECK(again.origin == model::Origin::explicit_said);
  CHECK(again.confidence > 0.9);
  CHECK(again.importance > first.importance);
  const auto third = say("I like jazz").unchanged.at(0);
  CHECK(third.confidence > again.confidence);
  CHECK(third.confidence <= 1.0);

  say("I live in Oslo");
  const auto unsure = say("I guess I live in Bergen");
  CHECK(unsure.removed.empty());
  CHECK(unsure.updated.empty());
  REQUIRE(unsure.reasons.size() == 1);
  CHECK(unsure.reasons[0].text == "not sure enough to end it");
  CHECK(memory.list().size() == 3);
}

TEST_CASE("remember: secrets are rejected with a reason and masked") {
  EngineFixture memory;
  const auto result = memory.tell({"User's card is 4111 1111 1111 1111", "User likes tea"});
  CHECK(result.added.size() == 1);
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].content.find("4111") == std::string::npos);
  CHECK(!result.rejected[0].reason.empty());
}

TEST_CASE("remember: the call's fields reach every fact, the fact's own win") {
  EngineFixture memory;
  RememberRequest request{.user_id = "u"};
  request.facts.emplace(2);
  (*request.facts)[0].content = "User likes tea";
  (*request.facts)[1].content = "User likes rain";
  (*request.facts)[1].tags = Strings{"weather"};
  request.common.tags = Strings{"likes"};
  request.common.metadata = model::Fields{{"from", "test"}};
  request.chat_id = "chat-1";
  request.expires_in_s = 3600;
  const auto added = expect(memory.engine.remember(request)).added;
  REQUIRE(added.size() == 2);
  CHECK(added[0].tags == Strings{"likes"});
  CHECK(added[1].tags == Strings{"weather"});
  CHECK(added[1].metadata == model::Fields{{"from", "test"}});
  CHECK(added[0].source.chat_id == "chat-1");
  CHECK(added[0].expires_at == added[0].observed_at + std::chrono::hours(1));
  memory.clock.advance(std::chrono::hours(2));
  CHECK(memory.list().empty());
  ListRequest expired{.user_id = "u"};
  expired.statuses = {model::Status::expired};
  CHECK(expect(memory.engine.list(expired)).total == 2);
}

TEST_CASE("remember: users never see each other's memories") {
  EngineFixture memory;
  const Strings users = {"a", "ab", std::string("a\0b", 3), "a/b", "A", "ä"};
  for (const auto& user : users)
    memory.tell({"User is called " + std::to_string(user.size()) + user}, user);
  for (const auto& user : users) {
    CAPTURE(user);
    CHECK(memory.list({}, user) == Strings{"User is called " + std::to_string(user.size()) + user});
    CHECK(memory.recall("called", user).size() == 1);
  }
  CHECK(memory.list({}, "nobody").empty());
}

}  // namespace
}  // namespace mnestic::memory
