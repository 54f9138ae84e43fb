#include <doctest/doctest.h>

#include "harness.h"

namespace mnestic::mcp {
namespace {

Json tool_named(const Json& list, const std::string& name) {
  for (const Json& tool : list["tools"]) {
    if (tool["name"] == name) return tool;
  }
  return nullptr;
}

// What a revision knows of tools.
struct Known {
  std::string version;
  bool annotations;
  bool titles;
  bool structure;
  bool array_structure;
  bool audio;
};

const std::vector<Known> kKnown = {{"2024-11-05", false, false, false, false, false},
                                   {"2025-03-26", true, false, false, false, true},
                                   {"2025-06-18", true, true, true, false, true},
                                   {"2025-11-25", true, true, true, false, true},
                                   {"2026-07-28", true, true, true, true, true}};

// The result of a method in the given revision.
Json result_in(const Harness& harness, const Known& known, const std::string& method,
               const std::string& members) {
  if (known.version == "2026-07-28") {
    return harness.ask(Harness::modern(5, method, members))["result"];
  }
  const std::string params = members.empty() ? "" : "{" + members.substr(1) + "}";
  return harness.ask(5, method, params)["result"];
}

TEST_CASE("tools/list: fields by revision, all on one page, in the order added") {
  for (const Known& known : kKnown) {
    CAPTURE(known.version);
    const Harness harness;
    (void)harness.open_legacy(known.version);
    const bool modern = known.version == "2026-07-28";
    const Json list = result_in(harness, known, "tools/list", "");
    CHECK(list["tools"].size() == 7);
    CHECK(list["tools"][0]["name"] == "echo");
    CHECK_FALSE(list.contains("nextCursor"));
    CHECK(list.contains("resultType") == modern);
    CHECK(list.contains("ttlMs") == modern);
    CHECK(list.contains("cacheScope") == modern);
    CHECK(list.contains("_meta") == modern);
    const Json echo = tool_named(list, "echo");
    CHECK(echo["inputSchema"] == Json{{"type", "object"}});
    CHECK(echo["description"] == "Description of echo");
    CHECK(echo.contains("title") == known.titles);
    CHECK(echo.contains("annotations") == known.annotations);
    if (known.annotations) {
      CHECK(echo["annotations"].contains("title") == !known.titles);
      for (const char* hint :
           {"readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"}) {
        CHECK(echo["annotations"][hint].is_boolean());
      }
      CHECK(echo["annotations"]["readOnlyHint"] == true);
      CHECK(echo["annotations"]["openWorldHint"] == false);
    }
    CHECK(echo.contains("outputSchema") == known.structure);
    CHECK(tool_named(list, "array").contains("outputSchema") == known.array_structure);
    CHECK(list == result_in(harness, known, "tools/list", ""));
  }
}

TEST_CASE("tools/list: any cursor is unknown") {
  const Harness harness;
  (void)harness.open_legacy("2025-11-25");
  for (const std::string cursor : {R"("")", R"("x")", "5"}) {
    CHECK(code_of(harness.ask(1, "tools/list", R"({"cursor":)" + cursor + "}")) == -32602);
  }
}

TEST_CASE("tools/call: result fields by revision") {
  for (const Known& known : kKnown) {
    CAPTURE(known.version);
    const Harness harness;
    (void)harness.open_legacy(known.version);
    const bool modern = known.version == "2026-07-28";
    Json result = result_in(harness, known, "tools/call", R"(,"name":"echo","arguments":{"a":1})");
    CHECK(result["content"] == Json::array({{{"type", "text"}, {"text", R"({"a":1})"}}}));
    CHECK(result.contains("structuredContent") == known.structure);
    CHECK_FALSE(result.contains("isError"));
    CHECK(result.contains("resultType") == modern);
    CHECK(result.contains("_meta") == modern);
    CHECK_FALSE(result.contains("ttlMs"));

    result = result_in(harness, known, "tools/call", R"(,"name":"fail")");
    CHECK(result["isError"] == true);
    CHECK_FALSE(result.contains("structuredContent"));
    CHECK(result["content"][0]["text"] == "limit must be 1 to 100");

    result = result_in(harness, known, "tools/call", R"(,"name":"array")");
    CHECK(result.contains("structuredContent") == known.array_structure);

    result = result_in(harness, known, "tools/call", R"(,"name":"blocks")");
    REQUIRE(result["content"].size() == 2);
    CHECK(result["content"][0]["type"] == (known.audio ? "audio" : "text"));
    CHECK(result["content"][1]["type"] == (known.titles ? "resource_link" : "text"));
    if (!known.titles) CHECK(result["content"][1]["text"] == "x: memory://x");
  }
}

TEST_CASE("tools/call: what the handler learns about the request") {
  const Harness harness;
  (void)harness.open_legacy("2025-06-18");
  Json seen =
      harness.ask(1, "tools/call",
                  R"({"name":"echo","_meta":{"progressToken":7}})")["result"]["structuredContent"];
  CHECK(seen["arguments"] == Json::object());
  CHECK(seen["revision"] == "2025-06-18");
  CHECK(seen["client"] == "c");
  CHECK(seen["capabilities"] == Json{{"roots", Json::object()}});
  CHECK(seen["token"] == 7);

  seen = harness.ask(
      R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":null,"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"sampling":{}},"io.modelcontextprotocol/clientInfo":{"name":"m","version":"1"},"progressToken":1.5}}})")
             ["result"]["structuredContent"];
  CHECK(seen["arguments"] == Json::object());
  CHECK(seen["revision"] == "2026-07-28");
  CHECK(seen["client"] == "m");  // nothing of the session's
  CHECK(seen["capabilities"] == Json{{"sampling", Json::object()}});
  CHECK(seen["token"].is_null());
}

TEST_CASE("tools/call: malformed calls are protocol errors") {
  const Harness harness;
  (void)harness.open_legacy("2025-11-25");
  for (const std::string params :
       {"", "{}", R"({"name":5})", R"({"name":"nope"})", R"({"name":"echo","arguments":[1]})",
        R"({"name":"echo","arguments":"{}"})", R"({"name":"echo","arguments":5})"}) {
    CAPTURE(params);
    CHECK(code_of(harness.ask(1, "tools/call", params)) == -32602);
  }
  CHECK(harness.ask(1, "tools/call", R"({"name":"ecko"})")["error"]["message"] ==
        "Unknown tool: ecko. Did you mean echo?");
  CHECK(harness.ask(1, "tools/call", R"({"name":"zzzzzzz"})")["error"]["message"] ==
        "Unknown tool: zzzzzzz");
}

TEST_CASE(
    "tools/call: a handler that throws is an internal error, tells nothing, and the server lives "
    "on") {
  const Harness harness;
  (void)harness.open_legacy("2025-11-25");
  const Json reply = harness.ask(Harness::call(1, "throw"));
  CHECK(code_of(reply) == -32603);
  CHECK(reply.dump().find("secret") == std::string::npos);
  CHECK(harness.ask(Harness::call(2, "echo")).contains("result"));
}

}  // namespace
}  // namespace mnestic::mcp
