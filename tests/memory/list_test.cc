#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

ListRequest page(std::uint32_t limit_count) {
  ListRequest request{.user_id = "u"};
  request.limit_count = limit_count;
  return request;
}

TEST_CASE(
    "list: pages join to the whole, newest first, and the cursor survives what is added "
    "meanwhile") {
  EngineFixture memory;
  for (int i = 0; i < 10; ++i) memory.tell({"User visited place number " + std::to_string(i)});
  auto request = page(3);
  Strings seen;
  for (;;) {
    const auto result = expect(memory.engine.list(request));
    for (const auto& found : result.memories) seen.push_back(found.content);
    if (!result.next_cursor) break;
    CHECK(result.memories.size() == 3);
    request.cursor = result.next_cursor;
    memory.tell({"User met friend number " + std::to_string(seen.size())});
  }
  REQUIRE(seen.size() == 10);
  CHECK(seen.front() == "User visited place number 9");
  CHECK(seen.back() == "User visited place number 0");
}

TEST_CASE("list: a cursor of another request, or a forged one, is refused") {
  EngineFixture memory;
  memory.tell({"User likes tea", "User likes rain", "User likes jazz"});
  const auto first = expect(memory.engine.list(page(1)));
  REQUIRE(first.next_cursor);
  auto other = page(1);
  other.filter.tags = {"x"};
  other.cursor = first.next_cursor;
  auto forged = page(1);
  forged.cursor = first.next_cursor;
  forged.cursor->back() = forged.cursor->back() == '0' ? '1' : '0';
  auto nonsense = page(1);
  nonsense.cursor = "";
  for (const auto& request : {other, forged, nonsense}) {
    const auto refused = memory.engine.list(request);
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::invalid_argument);
  }
}

TEST_CASE("list: an updated memory keeps its place by creation and moves by update") {
  EngineFixture memory;
  const auto first = memory.tell({"User likes tea"});
  memory.tell({"User likes rain"});
  UpdateRequest update{.user_id = "u", .id = first.added[0].id};
  update.fields.content = "User likes green tea";
  memory.clock.advance(std::chrono::seconds(5));
  expect(memory.engine.update(update));
  auto request = page(1);
  CHECK(expect(memory.engine.list(request)).memories[0].content == "User likes rain");
  request.order_by = OrderBy::updated;
  CHECK(expect(memory.engine.list(request)).memories[0].content == "User likes green tea");
}

TEST_CASE("list: due and priority order what carries them, the rest comes last") {
  EngineFixture memory;
  RememberRequest request{.user_id = "u"};
  request.facts.emplace();
  const auto add = [&](const char* content, model::Fields data) {
    Fields fact;
    fact.content = content;
    fact.kind = *model::kind_named("todo");
    fact.data = std::move(data);
    request.facts->push_back(fact);
  };
  add("User has to file taxes", {{"due", "2026-12-01"}, {"priority", "low"}});
  add("User has to call Ana", {{"due", "2026-11-21T09:00:00Z"}, {"priority", "high"}});
  add("User has to rest", {});
  expect(memory.engine.remember(request));
  auto by = page(10);
  by.order_by = OrderBy::due;
  const auto order = [&] {
    Strings out;
    for (const auto& found : expect(memory.engine.list(by)).memories) out.push_back(found.content);
    return out;
  };
  CHECK(order() == Strings{"User has to call Ana", "User has to file taxes", "User has to rest"});
  by.order_by = OrderBy::priority;
  CHECK(order() == Strings{"User has to call Ana", "User has to file taxes", "User has to rest"});
}

TEST_CASE("list: filters by kind, tag, chat and time hold together") {
  EngineFixture memory;
  RememberRequest request{.user_id = "u"};
  request.facts.emplace(1);
  request.facts->front().content = "User likes tea";
  request.facts->front().kind = model::preference_kind();
  request.facts->front().tags = Strings{"drinks", "hot"};
  request.chat_id = "c1";
  const auto added = expect(memory.engine.remember(request)).added;
  memory.tell({"User lives in Oslo"});
  const auto total = [&](Filter filter) {
    ListRequest list{.user_id = "u"};
    list.filter = std::move(filter);
    return expect(memory.engine.list(list)).total;
  };
  CHECK(total({}) == 2);
  CHECK(total({.kinds = {model::preference_kind()}}) == 1);
  CHECK(total({.tags = {"hot", "drinks"}}) == 1);
  CHECK(total({.tags = {"hot", "cold"}}) == 0);
  CHECK(total({.tags = {"ho"}}) == 0);
  CHECK(total({.chat_id = "c1"}) == 1);
  CHECK(total({.chat_id = "c2"}) == 0);
  CHECK(total({.since = added[0].observed_at}) == 2);
  CHECK(total({.until = added[0].observed_at}) == 0);
  CHECK(total({.since = added[0].observed_at + std::chrono::milliseconds(1)}) == 1);
}

TEST_CASE("list: what one change touched, whatever became of it") {
  EngineFixture memory;
  const auto change = memory.tell({"User likes tea", "User likes rain"}).change;
  memory.tell({"User likes jazz"});
  ListRequest request{.user_id = "u"};
  request.change = change;
  CHECK(expect(memory.engine.list(request)).total == 2);
  request.user_id = "v";
  CHECK(expect(memory.engine.list(request)).total == 0);
}

}  // namespace
}  // namespace mnestic::memory
