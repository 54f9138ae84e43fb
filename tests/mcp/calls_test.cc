#include <doctest/doctest.h>

#include <set>

#include "harness.h"

namespace mnestic::mcp {
namespace {

std::string text_of(const Json& reply) {
  return reply["result"]["content"][0]["text"].get<std::string>();
}

// A wait that no test outlives by chance, or one that ends at once.
ServerOptions options_with(std::chrono::milliseconds write_wait, std::size_t workers = 4) {
  ServerOptions options = test_options();
  options.write_wait = write_wait;
  options.workers_max = workers;
  return options;
}
constexpr std::chrono::hours kLong{1};

TEST_CASE("calls: quick methods and other calls are answered while a call runs") {
  Harness harness;
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "read", R"({"gate":"a"})"));
  harness.gates.await_reached("a");
  CHECK(harness.ask(2, "ping")["id"] == 2);
  CHECK(harness.ask(3, "tools/list")["id"] == 3);
  CHECK(harness.ask(Harness::call(4, "echo"))["id"] == 4);
  harness.gates.open("a");
  CHECK(harness.receive()["id"] == 1);
}

TEST_CASE("calls: what follows a writer starts when it has finished") {
  Harness harness(options_with(kLong));
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "write", R"({"gate":"w1"})"));
  harness.send(Harness::call(2, "read", R"({"gate":"r"})"));
  harness.send(Harness::call(3, "write", R"({"gate":"w2"})"));
  harness.gates.await_reached("w1");
  CHECK(harness.ask(4, "ping")["id"] == 4);
  CHECK_FALSE(harness.gates.reached("r"));
  CHECK_FALSE(harness.gates.reached("w2"));
  harness.gates.open("w1");
  CHECK(harness.receive()["id"] == 1);
  // Reader and second writer run side by side: only writers hold up, and only who comes after them.
  harness.gates.await_reached("r");
  harness.gates.await_reached("w2");
  harness.gates.open("w2");
  CHECK(harness.receive()["id"] == 3);
  harness.gates.open("r");
  CHECK(harness.receive()["id"] == 2);
}

TEST_CASE("calls: readers that came before a writer do not hold it up") {
  Harness harness(options_with(kLong));
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "read", R"({"gate":"r"})"));
  harness.gates.await_reached("r");
  CHECK(harness.ask(Harness::call(2, "write"))["id"] == 2);
  harness.gates.open("r");
  CHECK(harness.receive()["id"] == 1);
}

TEST_CASE("calls: a slow writer is waited for no longer than the bound") {
  Harness harness(options_with(std::chrono::milliseconds(5)));
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "write", R"({"gate":"w"})"));
  CHECK(harness.ask(Harness::call(2, "echo"))["id"] == 2);  // the writer still stands at its gate
  harness.gates.open("w");
  CHECK(harness.receive()["id"] == 1);
}

TEST_CASE("calls: slow writers leave one worker to readers") {
  Harness harness(options_with(std::chrono::milliseconds(0), 3));
  (void)harness.open_legacy("2025-11-25");
  for (int i = 1; i <= 4; ++i) {
    harness.send(Harness::call(i, "write", R"({"gate":"w)" + std::to_string(i) + "\"}"));
  }
  harness.gates.await_reached("w1");
  harness.gates.await_reached("w2");
  CHECK(harness.ask(Harness::call(9, "echo"))["id"] == 9);
  CHECK_FALSE(harness.gates.reached("w3"));
  for (int i = 1; i <= 4; ++i) harness.gates.open("w" + std::to_string(i));
  std::set<int> ids;
  for (int i = 1; i <= 4; ++i) ids.insert(harness.receive()["id"].get<int>());
  CHECK(ids == std::set<int>{1, 2, 3, 4});
}

TEST_CASE("calls: many pipelined writers run one after the other, in order, and each is answered") {
  Harness harness(options_with(kLong));
  (void)harness.open_legacy("2025-11-25");
  constexpr int kCalls = 2'000;
  for (int i = 1; i <= kCalls; ++i) harness.send(Harness::call(i, "write"));
  std::set<int> ids;
  for (int i = 1; i <= kCalls; ++i) ids.insert(harness.receive()["id"].get<int>());
  CHECK(ids.size() == kCalls);
}

TEST_CASE("cancel: a running call sees its flag and is not answered") {
  Harness harness;
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "read", R"({"gate":"a"})"));
  harness.gates.await_reached("a");
  harness.send(Harness::cancel(1));
  CHECK(harness.ask(2, "ping")["id"] == 2);
  harness.gates.open("a");
  CHECK(harness.ask(Harness::call(3, "echo"))["id"] == 3);
  CHECK(harness.finish().empty());
}

TEST_CASE("cancel: a waiting call never runs and no longer holds up others") {
  Harness harness(options_with(kLong));
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "write", R"({"gate":"w1"})"));
  harness.send(Harness::call(2, "write", R"({"gate":"w2"})"));
  harness.send(Harness::call(3, "read"));
  harness.gates.await_reached("w1");
  harness.send(Harness::cancel(2));
  CHECK(harness.ask(4, "ping")["id"] == 4);  // the cancellation has been read
  harness.gates.open("w1");
  const std::set<int> ids = {harness.receive()["id"].get<int>(),
                             harness.receive()["id"].get<int>()};
  CHECK(ids == std::set<int>{1, 3});
  CHECK_FALSE(harness.gates.reached("w2"));
  CHECK(harness.finish().empty());
}

TEST_CASE("cancel: works across eras, and only for the very id") {
  Harness harness;
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::modern(1, "tools/call", R"(,"name":"read","arguments":{"gate":"a"})"));
  harness.gates.await_reached("a");
  harness.send(
      R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"1"}})");
  CHECK(harness.ask(4, "ping")["id"] == 4);
  harness.gates.open("a");
  CHECK(text_of(harness.receive()) == "done a");
}

TEST_CASE("cancel: a member of a batch is left out of the answer") {
  Harness harness;
  (void)harness.open_legacy("2025-03-26");
  harness.send("[" + Harness::call(1, "read", R"({"gate":"a"})") + "," +
               Harness::request(2, "ping") + "]");
  harness.gates.await_reached("a");
  harness.send(Harness::cancel(1));
  CHECK(harness.ask(3, "ping")["id"] == 3);
  harness.gates.open("a");
  const Json reply = harness.receive();
  REQUIRE(reply.is_array());
  REQUIRE(reply.size() == 1);
  CHECK(reply[0]["id"] == 2);
}

TEST_CASE("ids: one that is under way is refused, a finished one may come again") {
  Harness harness;
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "read", R"({"gate":"a"})"));
  harness.gates.await_reached("a");
  const Json refused = harness.ask(Harness::call(1, "echo"));
  CHECK(refused["id"] == 1);
  CHECK(code_of(refused) == -32600);
  harness.gates.open("a");
  CHECK(text_of(harness.receive()) == "done a");
  CHECK(harness.ask(Harness::call(1, "echo")).contains("result"));
}

TEST_CASE("limits: calls past the bound are refused and the rest go on") {
  ServerOptions options = test_options();
  options.calls_max = 2;
  Harness harness(options);
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "read", R"({"gate":"a"})"));
  harness.send(Harness::call(2, "read", R"({"gate":"a"})"));
  CHECK(code_of(harness.ask(Harness::call(3, "echo"))) == -32603);
  harness.gates.open("a");
  std::set<int> ids = {harness.receive()["id"].get<int>(), harness.receive()["id"].get<int>()};
  CHECK(ids == std::set<int>{1, 2});
}

TEST_CASE("end of input: everything accepted is finished and answered first") {
  Harness harness(options_with(kLong));
  (void)harness.open_legacy("2025-11-25");
  harness.send(Harness::call(1, "write", R"({"gate":"w"})"));
  for (int i = 2; i <= 20; ++i) harness.send(Harness::call(i, i % 2 == 0 ? "write" : "echo"));
  harness.gates.await_reached("w");
  std::thread opener([&] { harness.gates.open("w"); });
  const auto rest = harness.finish();
  opener.join();
  std::set<int> ids;
  for (const Json& reply : rest) ids.insert(reply["id"].get<int>());
  CHECK(ids.size() == 20);
  CHECK(harness.exit_code() == 0);
}

TEST_CASE("closed output: what runs is finished, and the server ends though the input stays open") {
  Server server(test_options());
  std::atomic<int> finished = 0;
  Gates gates;
  server.add_tool(definition("write", false), [&](const Json&, CallContext&) {
    gates.wait_at("w");
    ++finished;
    return ToolResult{"ok", nullptr, false, {}};
  });
  auto [client, far] = transport::make_memory_pair();
  const auto server_end = transport::recorded(std::move(far));
  int exit_code = -1;
  std::thread running([&, &transport = *server_end] { exit_code = server.run(transport); });
  REQUIRE(client->write_frame(
      R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})"));
  for (int i = 1; i <= 3; ++i) REQUIRE(client->write_frame(Harness::call(i, "write")));
  gates.await_reached("w");
  client->stop_reading();
  gates.open("w");
  running.join();
  CHECK(exit_code == 0);
  CHECK(finished >= 1);
}

TEST_CASE("idle server: starts and ends without a single call") {
  Harness harness;
  CHECK(harness.finish().empty());
  CHECK(harness.exit_code() == 0);
}

}  // namespace
}  // namespace mnestic::mcp
