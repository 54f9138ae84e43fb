#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;

// The message of the refusal, which must be invalid_argument.
std::string refusal(EngineFixture& memory, const RememberRequest& request) {
  const auto result = memory.engine.remember(request);
  REQUIRE(!result);
  CHECK(result.error().code == ErrorCode::invalid_argument);
  return result.error().message;
}

RememberRequest with_fact(Fields fact) {
  RememberRequest request{.user_id = "u"};
  request.facts = std::vector{std::move(fact)};
  return request;
}

TEST_CASE(
    "limits: each is refused with a message that names the field and the limit, and nothing is "
    "stored") {
  EngineFixture memory;
  const auto says = [&](const RememberRequest& request, const std::string& words) {
    const std::string message = refusal(memory, request);
    CAPTURE(message);
    CHECK(message.find(words) != std::string::npos);
  };
  Fields fact;
  says(with_fact(fact), "facts[0].content");
  fact.content = "  \n";
  says(with_fact(fact), "facts[0].content is empty");
  fact.content = std::string(kContentBytesMax + 1, 'x');
  says(with_fact(fact), "32768");
  fact.content = "bad \xff bytes";
  says(with_fact(fact), "UTF-8");
  fact.content = "User likes tea";
  fact.confidence = 1.5;
  says(with_fact(fact), "facts[0].confidence");
  fact.confidence = std::nullopt;
  fact.tags = std::vector<std::string>(kTagsMax + 1, "t");
  says(with_fact(fact), "64");
  fact.tags = std::vector<std::string>{std::string(kTagBytesMax + 1, 't')};
  says(with_fact(fact), "128");
  fact.tags = std::vector<std::string>{"\x01slot:home"};
  says(with_fact(fact), "control character");
  fact.tags = std::nullopt;
  fact.metadata = model::Fields{{"k", std::string(kMetadataBytesMax, 'm')}};
  says(with_fact(fact), "16384");
  fact.metadata = std::nullopt;
  RememberRequest both = with_fact(fact);
  both.text = "I like tea";
  says(both, "exactly one");
  RememberRequest user = with_fact(fact);
  user.user_id = std::string(kIdBytesMax + 1, 'u');
  says(user, "user_id");
  user.user_id.clear();
  says(user, "user_id");
  RememberRequest many{.user_id = "u"};
  many.facts = std::vector<Fields>(kItemsPerCallMax + 1, fact);
  says(many, "10000");
  RememberRequest text{.user_id = "u"};
  text.text = "";
  says(text, "text is empty");
  text.text = std::string(kTextBytesMax + 1, 'x');
  says(text, "1048576");
  CHECK(memory.list().empty());
}

TEST_CASE("limits: what lies exactly on them is taken") {
  EngineFixture memory;
  Fields fact;
  fact.content = std::string(kContentBytesMax, 'x');
  fact.tags.emplace();
  for (std::size_t i = 0; i < kTagsMax; ++i) {
    fact.tags->push_back(std::to_string(i) + std::string(kTagBytesMax - 2, 't'));
  }
  RememberRequest request = with_fact(fact);
  request.user_id = std::string(kIdBytesMax, 'u');
  request.chat_id = std::string(kIdBytesMax, 'c');
  for (std::size_t i = 0; i < 10; ++i) (*request.facts)[0].tags->at(i).resize(20);
  const auto added = expect(memory.engine.remember(request)).added;
  REQUIRE(added.size() == 1);
  CHECK(added[0].source.chat_id == *request.chat_id);
}

}  // namespace
}  // namespace mnestic::memory
