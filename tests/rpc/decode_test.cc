#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/base/limits.h"
#include "mnestic/base/random.h"
#include "mnestic/rpc/message.h"

namespace mnestic::rpc {
namespace {

std::string nested(std::size_t depth, const std::string& inside = "") {
  return std::string(depth, '[') + inside + std::string(depth, ']');
}

// A line and the error it earns; `id` is JSON text, empty for none.
struct BadLine {
  std::string line;
  int code;
  std::string id;
};

void check_bad(const BadLine& bad) {
  CAPTURE(bad.line.substr(0, 80));
  const Decoded decoded = decode(bad.line);
  const auto* error = std::get_if<Invalid>(&decoded);
  REQUIRE(error != nullptr);
  CHECK(error->code == bad.code);
  CHECK(!error->message.empty());
  CHECK(error->id.has_value() == !bad.id.empty());
  if (error->id) CHECK(*error->id == *Id::from_json(Json::parse(bad.id)));
}

TEST_CASE("decode: what is not JSON is a parse error without id") {
  for (const std::string& line : std::vector<std::string>{
           "",
           " ",
           "{",
           "}",
           "nope",
           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"",
           "{'a':1}",
           R"({"jsonrpc":"2.0","id":1,"method":"ping"}})",
           R"({"jsonrpc":"2.0","id":1,"method":"ping"} {})",
           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"p\x01\"}",
           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}",
           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xc0\xaf\"}",
           "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xed\xa0\x80\"}",
           "\xff",
           R"({"jsonrpc":"2.0","id":1,"method":"\ud800"})",
           R"({"jsonrpc":"2.0","id":1,"method":"\udc00 "})",
           R"({"jsonrpc":"2.0","id":1,"method":"\ud800\u0041"})",
           R"({"jsonrpc":"2.0","id":1,"method":"x" /* no */})",
           R"({"jsonrpc":"2.0","id":01})",
           R"({"jsonrpc":"2.0","id":1,"method":"x","params":{"n":NaN}})",
           std::string("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}\0", 38),
           nested(100'000),
           std::string(100'000, '['),
           R"({"jsonrpc":"2.0","id":1,"method":"x","params":{"a":)" + nested(kNestingMax - 1) +
               "}}"}) {
    check_bad({line, kParseError, ""});
  }
}

TEST_CASE("decode: JSON that is no request") {
  for (const BadLine& bad : std::vector<BadLine>{
           {"1", kInvalidRequest, ""},
           {"null", kInvalidRequest, ""},
           {"\"ping\"", kInvalidRequest, ""},
           {"[]", kInvalidRequest, ""},
           {"{}", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":null,"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":1.0,"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":1e3,"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":true,"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":{},"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":[1],"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":1,"id":2,"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","id":1,"method":"a","method":"b"})", kInvalidRequest, ""},
           {R"({"id":1,"method":"ping"})", kInvalidRequest, "1"},
           {R"({"jsonrpc":"1.0","id":1,"method":"ping"})", kInvalidRequest, "1"},
           {R"({"jsonrpc":2.0,"id":"x","method":"ping"})", kInvalidRequest, "\"x\""},
           {R"({"jsonrpc":"2.0","id":1})", kInvalidRequest, "1"},
           {R"({"jsonrpc":"2.0","id":1,"method":7})", kInvalidRequest, "1"},
           {R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[1]})", kInvalidRequest, "1"},
           {R"({"jsonrpc":"2.0","id":1,"method":"ping","params":"x"})", kInvalidRequest, "1"},
           {R"({"method":"ping"})", kInvalidRequest, ""},
           {R"({"jsonrpc":"2.0","method":7})", kInvalidRequest, ""}}) {
    check_bad(bad);
  }
}

TEST_CASE("decode: ids come back exactly") {
  for (const std::string id :
       {"0", "1", "-1", "\"1\"", "\"\"", "9007199254740993", "-9223372036854775808",
        "18446744073709551615", "18446744073709551616", "-9223372036854775809",
        "123456789012345678901234567890", "\"\\u0000\"", "\"a\\\"b\""}) {
    CAPTURE(id);
    const Decoded decoded = decode(R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"ping"})");
    const auto* request = std::get_if<Request>(&decoded);
    REQUIRE(request != nullptr);
    CHECK(encode_reply(request->id, Json::object()) ==
          R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":{}})");
  }
}

TEST_CASE("decode: a large number elsewhere is not taken for the id") {
  const Decoded decoded =
      decode(R"({"jsonrpc":"2.0","params":{"id":18446744073709551616},"id":3,"method":"ping"})");
  REQUIRE(std::holds_alternative<Request>(decoded));
  CHECK(std::get<Request>(decoded).id == Id::of(3));
}

TEST_CASE("decode: requests, notifications and responses") {
  Decoded decoded = decode(R"({"jsonrpc":"2.0","id":1,"method":"m","params":{"a":[1]},"other":2})");
  REQUIRE(std::holds_alternative<Request>(decoded));
  CHECK(std::get<Request>(decoded).method == "m");
  CHECK(std::get<Request>(decoded).params == Json{{"a", {1}}});

  decoded = decode(R"(  {"jsonrpc":"2.0","id":1,"method":"m","params":null}  )");
  REQUIRE(std::holds_alternative<Request>(decoded));
  CHECK(std::get<Request>(decoded).params.is_null());

  decoded = decode(R"({"jsonrpc":"2.0","method":"n","params":[1]})");
  REQUIRE(std::holds_alternative<Notification>(decoded));
  CHECK(std::get<Notification>(decoded).params.is_null());

  decoded = decode(R"({"jsonrpc":"2.0","id":"s1","result":{"a":1}})");
  REQUIRE(std::holds_alternative<Response>(decoded));
  CHECK(std::get<Response>(decoded).id == Id::of("s1"));
  CHECK(std::get<Response>(decoded).result == Json{{"a", 1}});

  decoded = decode(R"({"error":{"code":1,"message":"x"}})");
  REQUIRE(std::holds_alternative<Response>(decoded));
  CHECK_FALSE(std::get<Response>(decoded).id.has_value());
}

TEST_CASE("decode: a batch keeps its members in order, broken ones included") {
  const Decoded decoded = decode(
      R"([{"jsonrpc":"2.0","id":1,"method":"a"},5,{"jsonrpc":"2.0","method":"n"},[],{"jsonrpc":"2.0","id":2,"result":{}}])");
  REQUIRE(std::holds_alternative<Batch>(decoded));
  const auto& members = std::get<Batch>(decoded).members;
  REQUIRE(members.size() == 5);
  CHECK(std::holds_alternative<Request>(members[0]));
  CHECK(std::holds_alternative<Invalid>(members[1]));
  CHECK(std::holds_alternative<Notification>(members[2]));
  CHECK(std::holds_alternative<Invalid>(members[3]));
  CHECK(std::holds_alternative<Response>(members[4]));

  std::string long_batch = "[1";
  for (std::size_t i = 0; i < kBatchMax; ++i) long_batch += ",1";
  check_bad({long_batch + "]", kInvalidRequest, ""});
}

TEST_CASE("decode: the nesting limit is exact and blind to brackets in strings") {
  const auto with = [](const std::string& value) {
    return R"({"jsonrpc":"2.0","id":1,"method":"m","params":{"a":)" + value + "}}";
  };
  CHECK(std::holds_alternative<Request>(decode(with(nested(kNestingMax - 2)))));
  CHECK(std::holds_alternative<Invalid>(decode(with(nested(kNestingMax - 1)))));
  CHECK(std::holds_alternative<Request>(decode(with("\"" + std::string(1'000, '[') + "\""))));
  CHECK(std::holds_alternative<Request>(decode(with("\"\\\"" + std::string(1'000, '{') + "\""))));
  CHECK_FALSE(nested_deeper_than("[][][][]", 1));
  CHECK(nested_deeper_than("[[", 1));
  CHECK_FALSE(nested_deeper_than("]]]][", 1));
  CHECK_FALSE(nested_deeper_than("\"\\", 1));
}

TEST_CASE("decode: a line of very many small values is refused before it fills the memory") {
  const auto with = [](std::size_t count) {
    std::string line = R"({"jsonrpc":"2.0","id":1,"method":"m","params":{"a":[1)";
    for (std::size_t i = 1; i < count; ++i) line += ",1";
    return line + "]}}";
  };
  // Besides the array's elements: three members, params, the array and the root.
  CHECK(std::holds_alternative<Request>(decode(with(1'000'000 - 6))));
  check_bad({with(1'000'000 - 5), kParseError, ""});
}

// Random damage to a good line: every outcome is one of the kinds, and a tree that differs is never
// half read.
TEST_CASE("decode: agrees with the plain parser on damaged lines") {
  const std::string good =
      R"({"jsonrpc":"2.0","id":12,"method":"tools/call","params":{"name":"x","arguments":{"t":"\u00e9\ud83d\ude00[{"}}})";
  const auto random = seeded_random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string line = good;
    for (std::uint64_t edits = 1 + random->next_u64() % 3; edits > 0; --edits) {
      const std::size_t at = random->next_u64() % line.size();
      switch (random->next_u64() % 3) {
        case 0:
          line[at] = static_cast<char>(random->next_u64());
          break;
        case 1:
          line.erase(at, 1);
          break;
        case 2:
          line.insert(at, 1, good[random->next_u64() % good.size()]);
          break;
      }
    }
    CAPTURE(round);
    const Decoded decoded = decode(line);
    const Json plain = Json::parse(line, nullptr, false);
    const auto* invalid = std::get_if<Invalid>(&decoded);
    const bool refused = invalid != nullptr && invalid->code == kParseError;
    const bool has_nul = line.find('\0') != std::string::npos;  // the plain parser stops there
    CHECK(refused == (plain.is_discarded() || has_nul));
    if (const auto* request = std::get_if<Request>(&decoded)) {
      CHECK(request->method == plain["method"]);
      CHECK(request->params == plain.value("params", Json()));
    }
  }
}

}  // namespace
}  // namespace mnestic::rpc
