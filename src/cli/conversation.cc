#include "conversation.h"

#include <chrono>

namespace mnestic::cli {
namespace {

using Json = nlohmann::json;
constexpr std::chrono::milliseconds kAnswerWait{30'000};

// The member, or null: answers are read without trusting them.
const Json& member(const Json& object, std::string_view name) {
  static const Json kNothing;
  const auto found = object.find(name);
  return object.is_object() && found != object.end() ? *found : kNothing;
}

std::string text_of(const Json& result) {
  const Json& content = member(result, "content");
  if (!content.is_array() || content.empty()) return "";
  const Json& text = member(content.front(), "text");
  return text.is_string() ? text.get<std::string>() : "";
}

}  // namespace

Result<Conversation> Conversation::open(const std::filesystem::path& home,
                                        const std::filesystem::path& wire) {
  MNESTIC_TRY_ASSIGN(auto server, bench::ServerProcess::start(home, wire));
  MNESTIC_TRY(server.send(bench::kInitializeLine));
  MNESTIC_TRY_ASSIGN(const std::string answer, server.receive(kAnswerWait));
  if (Json::parse(answer, nullptr, false).value("/result/protocolVersion"_json_pointer, "") !=
      "2025-11-25") {
    return internal_error("the server answered the handshake with: " + answer);
  }
  MNESTIC_TRY(server.send(bench::kInitializedLine));
  return Conversation(std::move(server));
}

Result<Exchange> Conversation::call(std::string_view tool, const Json& arguments) {
  // Ordered, so that a person can read it.
  nlohmann::ordered_json request = {{"jsonrpc", "2.0"}, {"id", ++calls_}, {"method", "tools/call"}};
  request["params"]["name"] = tool;
  request["params"]["arguments"] = arguments;
  Exchange exchange;
  exchange.request = request.dump();
  MNESTIC_TRY(server_.send(exchange.request));
  MNESTIC_TRY_ASSIGN(exchange.answer, server_.receive(kAnswerWait));
  const Json answer = Json::parse(exchange.answer, nullptr, false);
  const Json& result = member(answer, "result");
  if (member(answer, "id") != Json(calls_) || !result.is_object()) {
    return internal_error("the server answered " + std::string(tool) + " with: " + exchange.answer);
  }
  exchange.text = text_of(result);
  exchange.structured = member(result, "structuredContent");
  exchange.is_error = member(result, "isError") == Json(true);
  return exchange;
}

Result<void> Conversation::close() {
  MNESTIC_TRY_ASSIGN(const int exit_code, server_.finish());
  if (exit_code != 0) {
    return internal_error("the server left with exit code " + std::to_string(exit_code) + ".");
  }
  return {};
}

}  // namespace mnestic::cli
