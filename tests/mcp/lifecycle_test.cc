#include <doctest/doctest.h>

#include "harness.h"

namespace mnestic::mcp {
namespace {

TEST_CASE(
    "initialize: each legacy revision is answered with itself, all else with the newest legacy") {
  for (const auto& [asked, given] :
       std::vector<std::pair<std::string, std::string>>{{"2024-11-05", "2024-11-05"},
                                                        {"2025-03-26", "2025-03-26"},
                                                        {"2025-06-18", "2025-06-18"},
                                                        {"2025-11-25", "2025-11-25"},
                                                        {"2026-07-28", "2025-11-25"},
                                                        {"2099-01-01", "2025-11-25"},
                                                        {"", "2025-11-25"}}) {
    CAPTURE(asked);
    const Harness harness;
    const Json reply = harness.open_legacy(asked);
    CHECK(reply["result"]["protocolVersion"] == given);
    CHECK(reply["result"]["capabilities"] == Json{{"tools", Json::object()}});
    CHECK(reply["result"]["instructions"] == "Be brief.");
  }
}

TEST_CASE("initialize: fields of the server by revision") {
  for (const auto& [version, info] : std::vector<std::pair<std::string, Json>>{
           {"2024-11-05", {{"name", "test"}, {"version", "1.2.3"}}},
           {"2025-03-26", {{"name", "test"}, {"version", "1.2.3"}}},
           {"2025-06-18", {{"name", "test"}, {"title", "Test"}, {"version", "1.2.3"}}},
           {"2025-11-25",
            {{"name", "test"},
             {"title", "Test"},
             {"version", "1.2.3"},
             {"description", "A server for tests"},
             {"websiteUrl", "https://example.com"}}}}) {
    CAPTURE(version);
    const Harness harness;
    const Json result = harness.open_legacy(version)["result"];
    CHECK(result["serverInfo"] == info);
    CHECK(result.size() == 4);  // nothing of the modern era
  }
}

TEST_CASE("initialize: a version that is missing or no string is an error") {
  const Harness harness;
  for (const std::string params :
       {"", "{}", R"({"protocolVersion":5})", R"({"protocolVersion":null})"}) {
    CAPTURE(params);
    const Json reply = harness.ask(1, "initialize", params);
    CHECK(code_of(reply) == -32602);
    CHECK(reply["error"]["data"]["supported"].size() == 4);
  }
  // A failed handshake opens nothing.
  CHECK(code_of(harness.ask(2, "tools/list")) == -32602);
}

TEST_CASE(
    "initialize: a client that says little is served all the same, a second one replaces the "
    "first") {
  const Harness harness;
  CHECK(harness.ask(1, "initialize", R"({"protocolVersion":"2024-11-05"})").contains("result"));
  CHECK_FALSE(harness.ask(2, "tools/list")["result"]["tools"][0].contains("annotations"));
  CHECK(harness.open_legacy("2025-11-25")["result"]["protocolVersion"] == "2025-11-25");
  CHECK(harness.ask(3, "tools/list")["result"]["tools"][0].contains("annotations"));
}

TEST_CASE("discover: answers, and does not close the legacy road") {
  const Harness harness;
  const Json reply = harness.ask(Harness::modern(1, "server/discover"));
  const Json& result = reply["result"];
  CHECK(result["resultType"] == "complete");
  CHECK(result["supportedVersions"] == Json::array({"2026-07-28"}));
  CHECK(result["capabilities"] == Json{{"tools", Json::object()}});
  CHECK(result["instructions"] == "Be brief.");
  CHECK(result["ttlMs"].is_number_unsigned());
  CHECK(result["cacheScope"] == "public");
  CHECK(result["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "test");

  CHECK(harness.open_legacy("2025-06-18")["result"]["protocolVersion"] == "2025-06-18");
  CHECK_FALSE(harness.ask(2, "tools/list")["result"].contains("resultType"));
  CHECK(harness.ask(Harness::modern(3, "tools/list"))["result"]["resultType"] == "complete");
}

// One row of the table of eras: a request, whether `initialize` came before, and the code it earns
// (0: a result).
struct EraRow {
  std::string line;
  bool legacy_open;
  int code;
};

std::vector<EraRow> era_rows() {
  const auto with_meta = [](const std::string& method, const std::string& meta) {
    return Harness::request(5, method, R"({"_meta":)" + meta + "}");
  };
  const std::string capabilities = R"("io.modelcontextprotocol/clientCapabilities":{})";
  const std::string version = R"("io.modelcontextprotocol/protocolVersion":"2026-07-28")";
  std::vector<EraRow> rows;
  for (const bool open : {false, true}) {
    for (const EraRow& row : std::vector<EraRow>{
             // Modern, whatever went before.
             {Harness::modern(5, "server/discover"), open, 0},
             {Harness::modern(5, "tools/list"), open, 0},
             {Harness::modern(5, "initialize"), open, -32601},
             {Harness::modern(5, "ping"), open, -32601},
             {Harness::modern(5, "logging/setLevel"), open, -32601},
             {Harness::modern(5, "resources/subscribe"), open, -32601},
             {Harness::modern(5, "tasks/get"), open, -32601},
             {Harness::modern(5, "prompts/list"), open, -32601},
             {Harness::modern(5, "no/such"), open, -32601},
             // The order: meta, version, method, params.
             {with_meta("no/such", "{" + version + "}"), open, -32602},
             {with_meta("no/such",
                        "{" + version + R"(,"io.modelcontextprotocol/clientCapabilities":1})"),
              open, -32602},
             {with_meta("no/such",
                        R"({"io.modelcontextprotocol/protocolVersion":7,)" + capabilities + "}"),
              open, -32602},
             {Harness::modern(5, "no/such", "", "1900-01-01"), open, -32022},
             {Harness::modern(5, "tools/call", "", "2099-01-01"), open, -32022},
             {Harness::modern(5, "tools/list", "", "2025-11-25"), open, -32022},
             {Harness::modern(5, "tools/call"), open, -32602},
             {Harness::modern(5, "tools/call", R"(,"name":"echo","arguments":[])"), open, -32602},
             {with_meta("no/such", "{" + version + "," + capabilities +
                                       R"(,"io.modelcontextprotocol/logLevel":"loud"})"),
              open, -32601},
             {with_meta("tools/list", "{" + version + "," + capabilities +
                                          R"(,"io.modelcontextprotocol/logLevel":"loud"})"),
              open, -32602},
             {with_meta("tools/list", "{" + version + "," + capabilities +
                                          R"(,"io.modelcontextprotocol/logLevel":"info"})"),
              open, 0},
             // Half a modern request is never taken for a legacy one.
             {with_meta("tools/list", "{" + capabilities + "}"), open, -32602},
             {with_meta("ping", R"({"io.modelcontextprotocol/clientInfo":{"name":"c"}})"), open,
              -32602},
             {with_meta("initialize", R"({"io.modelcontextprotocol/logLevel":"info"})"), open,
              -32602},
             {with_meta("tools/list", "5"), open, -32602},
             // Legacy.
             {Harness::request(5, "ping"), open, 0},
             {Harness::request(5, "tools/list"), open, open ? 0 : -32602},
             {with_meta("tools/list", R"({"progressToken":1,"traceparent":"x"})"), open,
              open ? 0 : -32602},
             {Harness::request(5, "server/discover"), open, open ? -32601 : -32602},
             {Harness::request(5, "no/such"), open, open ? -32601 : -32602},
             {Harness::call(5, "echo"), open, open ? 0 : -32602}}) {
      rows.push_back(row);
    }
  }
  return rows;
}

TEST_CASE("era: decided for each message") {
  for (const EraRow& row : era_rows()) {
    CAPTURE(row.line);
    CAPTURE(row.legacy_open);
    const Harness harness;
    if (row.legacy_open) (void)harness.open_legacy("2025-11-25");
    const Json reply = harness.ask(row.line);
    CHECK(reply["id"] == 5);
    if (row.code == 0) {
      CHECK(reply.contains("result"));
    } else {
      CHECK(code_of(reply) == row.code);
    }
  }
}

TEST_CASE("era: errors say what would help") {
  const Harness harness;
  const Json unsupported = harness.ask(Harness::modern(1, "tools/list", "", "2099-01-01"));
  CHECK(unsupported["error"]["data"] ==
        Json{{"supported", {"2026-07-28"}}, {"requested", "2099-01-01"}});
  const std::string early = harness.ask(2, "tools/list")["error"]["message"];
  CHECK(early.find("io.modelcontextprotocol/protocolVersion") != std::string::npos);
  CHECK(early.find("initialize") != std::string::npos);
}

TEST_CASE("notifications and stray answers are never answered") {
  Harness harness;
  for (const std::string line :
       {R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
        R"({"jsonrpc":"2.0","method":"notifications/none"})",
        R"({"jsonrpc":"2.0","method":"tools/list"})",
        R"({"jsonrpc":"2.0","method":"notifications/cancelled"})",
        R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":null}})",
        R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}})",
        R"({"jsonrpc":"2.0","id":1,"result":{}})",
        R"({"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}})"}) {
    harness.send(line);
  }
  CHECK(harness.ask(1, "ping") == Json{{"jsonrpc", "2.0"}, {"id", 1}, {"result", Json::object()}});
  CHECK(harness.finish().empty());
  CHECK(harness.exit_code() == 0);
}

TEST_CASE("broken lines are answered without id and survived") {
  const Harness harness;
  for (const auto& [line, code] : std::vector<std::pair<std::string, int>>{
           {"{", -32700},
           {"\xff", -32700},
           {std::string(100'000, '['), -32700},
           {std::string(17 * 1024 * 1024, 'x'), -32700},
           {"[]", -32600},
           {R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])", -32600},
           {R"({"jsonrpc":"2.0","id":null,"method":"ping"})", -32600},
           {R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", -32600}}) {
    CAPTURE(line.substr(0, 60));
    const Json reply = harness.ask(line);
    CHECK(code_of(reply) == code);
    CHECK_FALSE(reply.contains("id"));
  }
  CHECK(harness.ask(7, "ping").contains("result"));
}

TEST_CASE("batch: only in 2025-03-26, answered as one array in the order asked") {
  for (const std::string version : {"2024-11-05", "2025-06-18", "2025-11-25"}) {
    CAPTURE(version);
    const Harness harness;
    (void)harness.open_legacy(version);
    CHECK(code_of(harness.ask(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])")) == -32600);
  }
  const Harness harness;
  (void)harness.open_legacy("2025-03-26");
  const Json reply = harness.ask(
      "[" + Harness::call(1, "echo", R"({"a":1})") + R"(,{"jsonrpc":"2.0","method":"n"},7,)" +
      Harness::request(2, "ping") + "," + Harness::request(3, "no/such") + "," +
      Harness::request(4, "initialize", R"({"protocolVersion":"2025-03-26"})") + "," +
      Harness::modern(5, "tools/list") + R"(,{"jsonrpc":"2.0","id":6,"result":{}}])");
  REQUIRE(reply.is_array());
  REQUIRE(reply.size() == 6);
  CHECK(reply[0]["result"]["content"][0]["text"] == R"({"a":1})");
  CHECK(code_of(reply[1]) == -32600);
  CHECK_FALSE(reply[1].contains("id"));
  CHECK(reply[2] == Json{{"jsonrpc", "2.0"}, {"id", 2}, {"result", Json::object()}});
  CHECK(code_of(reply[3]) == -32601);
  CHECK(code_of(reply[4]) == -32600);
  CHECK(code_of(reply[5]) == -32600);

  // Nothing but notifications: no answer at all.
  harness.send(R"([{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}])");
  CHECK(harness.ask(9, "ping")["id"] == 9);
  CHECK(code_of(harness.ask("[]")) == -32600);
}

}  // namespace
}  // namespace mnestic::mcp
