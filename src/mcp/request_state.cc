#include "request_state.h"

#include <utility>

#include "request_context.h"

namespace mnestic::mcp {
namespace {

constexpr auto kReplace = Json::error_handler_t::replace;

Json to_json(const RequestState& state, std::int64_t expires_ms) {
  Json asked = Json::object();
  for (const auto& [key, question] : state.asked) {
    asked[key] = {static_cast<int>(question.kind), member_of(question.params, "requestedSchema")};
  }
  return {{"answers", state.answers.by_key},
          {"failed", state.answers.failed},
          {"state", state.answers.state},
          {"asked", std::move(asked)},
          {"expires", expires_ms}};
}

// REQUIRES: text that was sealed here; the version is part of what it is bound to.
RequestState from_json(const Json& json) {
  RequestState state;
  state.answers.by_key = json.at("answers").get<std::map<std::string, Json>>();
  state.answers.failed = json.at("failed").get<std::map<std::string, std::string>>();
  state.answers.state = json.at("state");
  for (const auto& [key, each] : json.at("asked").items()) {
    Question question;
    question.kind = static_cast<QuestionKind>(each.at(0).get<int>());
    if (!each.at(1).is_null()) question.params = {{"requestedSchema", each.at(1)}};
    state.asked.emplace(key, std::move(question));
  }
  return state;
}

rpc::RpcError refused() {
  return {rpc::kInvalidParams,
          "requestState is not valid for this request, or is older than ten minutes; send the "
          "request again without it",
          nullptr};
}

}  // namespace

std::string binding_of(const std::string& method, const std::string& name, const Json& arguments) {
  return "requestState 1" + Json({method, name, arguments}).dump(-1, ' ', false, kReplace);
}

Result<std::string> seal_state(const Server& server, const std::string& binding,
                               const RequestState& state) {
  MNESTIC_TRY_ASSIGN(const SealKey key, server.state_key());
  const Timestamp expires = server.now() + kRequestStateLife;
  const Json json = to_json(state, expires.time_since_epoch().count());
  return seal_text(key, json.dump(-1, ' ', false, kReplace), binding, system_random());
}

std::variant<RequestState, rpc::RpcError> open_state(const Server& server,
                                                     const std::string& binding,
                                                     const std::string& sealed) {
  const auto key = server.state_key();
  if (!key) return rpc::RpcError{rpc::kInternalError, key.error().message, nullptr};
  const auto text = unseal_text(*key, sealed, binding);
  if (!text) return refused();
  const Json json = Json::parse(*text, nullptr, false);
  if (json.is_discarded()) return refused();
  const std::int64_t left_ms =
      json.at("expires").get<std::int64_t>() - server.now().time_since_epoch().count();
  // Neither old, nor from a clock that has been set back since.
  if (left_ms < 0 || std::chrono::milliseconds(left_ms) > kRequestStateLife) return refused();
  return from_json(json);
}

}  // namespace mnestic::mcp
