#include "validate.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/base/limits.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

const Json kSchema = Json::parse(R"({
  "type": "object",
  "properties": {
    "count": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 10},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "flag": {"type": "boolean"},
    "name": {"type": "string", "minLength": 1, "maxLength": 5},
    "kind": {"type": "string", "enum": ["fact", "note"]},
    "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
    "inner": {"type": "object", "properties": {"list": {"type": "array", "items": {"type": "object",
        "properties": {"n": {"type": "integer"}}, "required": ["n"], "additionalProperties": false}}}},
    "any": {}
  },
  "required": ["count"],
  "additionalProperties": false
})");

TEST_CASE("validate: what is right passes, and strings become what they plainly hold") {
  struct Row {
    std::string given;
    std::string wanted;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"count":5})", R"({"count":5})"},
           {R"({"count":"5"})", R"({"count":5})"},
           {R"({"count":" 5 "})", R"({"count":5})"},
           {R"({"count":5.0})", R"({"count":5})"},
           {R"({"count":"5.0"})", R"({"count":5})"},
           {R"({"count":1,"share":"0.5"})", R"({"count":1,"share":0.5})"},
           {R"({"count":1,"share":1})", R"({"count":1,"share":1})"},
           {R"({"count":1,"flag":"true"})", R"({"count":1,"flag":true})"},
           {R"({"count":1,"flag":"False"})", R"({"count":1,"flag":false})"},
           {R"({"count":1,"tags":"[\"a\"]"})", R"({"count":1,"tags":["a"]})"},
           {R"({"count":1,"name":"5"})", R"({"count":1,"name":"5"})"},
           {R"({"count":1,"name":"true"})", R"({"count":1,"name":"true"})"},
           {R"({"count":1,"inner":"{\"list\":[{\"n\":\"7\"}]}"})",
            R"({"count":1,"inner":{"list":[{"n":7}]}})"},
           {R"({"count":1,"inner":{"unknown":null}})", R"({"count":1,"inner":{"unknown":null}})"},
           {R"({"count":1,"any":null})", R"({"count":1,"any":null})"},
           {R"({"count":1,"name":"äöüßé"})", R"({"count":1,"name":"äöüßé"})"}}) {
    CAPTURE(row.given);
    const auto result = validated(kSchema, Json::parse(row.given));
    REQUIRE(result);
    CHECK(*result == Json::parse(row.wanted));
    CHECK((*result)["count"].is_number_integer());
    CHECK_FALSE(violation(kSchema, *result));
  }
}

TEST_CASE("validate: what is wrong is named with its path and how to mend it") {
  struct Row {
    std::string given;
    std::vector<std::string> says;
  };
  for (const Row& row : std::vector<Row>{
           {"[]", {"arguments must be an object"}},
           {"{}", {"count is missing", R"("count": 10)"}},
           {R"({"cuont":1,"count":1})",
            {"\"cuont\"", "Did you mean \"count\"?", "Known: any, count"}},
           {R"({"count":1,"zzzzzz":1})", {"\"zzzzzz\"", "Known:"}},
           {R"({"count":"ten"})", {"count must be an integer", "\"ten\"", R"("count": 10)"}},
           {R"({"count":"5x"})", {"count must be an integer"}},
           {R"({"count":""})", {"count must be an integer"}},
           {R"({"count":"\"5\""})", {"count must be an integer"}},
           {R"({"count":1.5})", {"count must be an integer", "1.5"}},
           {R"({"count":null})", {"count must be an integer", "null"}},
           {R"({"count":true})", {"count must be an integer", "true"}},
           {R"({"count":[1]})", {"count must be an integer", "[1]"}},
           {R"({"count":0})", {"count must be between 1 and 1000, got 0"}},
           {R"({"count":"1001"})", {"count must be between 1 and 1000"}},
           {R"({"count":18446744073709551615})", {"count must be between"}},
           {R"({"count":1e300})", {"count must be an integer"}},
           {R"({"count":1,"share":-0.1})", {"share must be between 0 and 1"}},
           {R"({"count":1,"flag":"yes"})", {"flag must be a boolean", "\"yes\""}},
           {R"({"count":1,"flag":1})", {"flag must be a boolean"}},
           {R"({"count":1,"name":5})", {"name must be a string, got 5"}},
           {R"({"count":1,"name":""})", {"name is empty"}},
           {R"({"count":1,"name":"abcdef"})", {"name has 6 characters; the limit is 5"}},
           {R"({"count":1,"kind":"fcat"})",
            {"kind must be one of \"fact\", \"note\"", "Did you mean \"fact\"?"}},
           {R"({"count":1,"tags":"a"})", {"tags must be an array", R"(["...")"}},
           {R"({"count":1,"tags":[]})", {"tags is empty"}},
           {R"({"count":1,"tags":["a",2]})", {"tags[1] must be a string, got 2"}},
           {R"({"count":1,"tags":["a","b","c"]})", {"tags has 3 entries; the limit is 2"}},
           {R"({"count":1,"inner":{"list":[{"n":1},{}]}})", {"inner.list[1].n is missing"}},
           {R"({"count":1,"inner":{"list":[{"n":1,"m":2}]}})",
            {"Unknown field in inner.list[0]: \"m\""}},
           {R"({"count":1,"inner":{"list":[{"n":"x"}]}})",
            {"inner.list[0].n must be an integer"}}}) {
    CAPTURE(row.given);
    const auto result = validated(kSchema, Json::parse(row.given));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::invalid_argument);
    for (const std::string& part : row.says) {
      CAPTURE(part);
      CAPTURE(result.error().message);
      CHECK(result.error().message.find(part) != std::string::npos);
    }
    CHECK(result.error().message.size() < 500);
  }
}

TEST_CASE("validate: the strict form changes and forgives nothing") {
  CHECK(violation(kSchema, Json::parse(R"({"count":"5"})")));
  CHECK(violation(kSchema, Json::parse(R"({"count":5,"flag":"true"})")));
  CHECK_FALSE(violation(kSchema, Json::parse(R"({"count":5.0})")));
}

TEST_CASE("validate: a string that holds JSON deeper than the limit is no array") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK_FALSE(validated(kSchema, Json{{"count", 1}, {"tags", deep}}));
  CHECK_FALSE(validated(kSchema, Json{{"count", 1}, {"tags", std::string("[\"a\"]\0", 6)}}));
}

TEST_CASE("validate: a path may be given to stand before names") {
  const auto result = validated(kSchema, Json::object(), "facts[3].data");
  REQUIRE_FALSE(result);
  CHECK(result.error().message.starts_with("facts[3].data.count is missing"));
}

}  // namespace
}  // namespace mnestic::tools
