#include "mnestic/base/assert.h"
#include "mnestic/rpc/message.h"

namespace mnestic::rpc {
namespace {

std::string text_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text_of(const Id& id) { return id.is_string ? text_of(Json(id.value)) : id.value; }

// Frames are put together as text, so that results of megabytes are not copied into another tree.
std::string opening(const std::optional<Id>& id) {
  std::string out = R"({"jsonrpc":"2.0")";
  if (id) out += ",\"id\":" + text_of(*id);
  return out;
}

void append_params(std::string& out, const Json& params) {
  if (!params.is_null()) out += ",\"params\":" + text_of(params);
  out += '}';
}

}  // namespace

std::string encode_reply(const Id& id, const Reply& reply) {
  if (const auto* error = std::get_if<RpcError>(&reply)) return encode_error(id, *error);
  std::string out = opening(id);
  out += ",\"result\":";
  out += text_of(*std::get_if<Json>(&reply));
  out += '}';
  return out;
}

std::string encode_error(const std::optional<Id>& id, const RpcError& error) {
  Json body = {{"code", error.code}, {"message", error.message}};
  if (!error.data.is_null()) body["data"] = error.data;
  return opening(id) + ",\"error\":" + text_of(body) + '}';
}

std::string encode_request(const Id& id, std::string_view method, const Json& params) {
  std::string out = opening(id);
  out += ",\"method\":" + text_of(Json(method));
  append_params(out, params);
  return out;
}

std::string encode_notification(std::string_view method, const Json& params) {
  std::string out = opening(std::nullopt);
  out += ",\"method\":" + text_of(Json(method));
  append_params(out, params);
  return out;
}

std::string encode_batch(const std::vector<std::string>& answers) {
  MNESTIC_ASSERT(!answers.empty());
  std::string out = "[";
  for (const std::string& answer : answers) {
    if (out.size() > 1) out += ',';
    out += answer;
  }
  out += ']';
  return out;
}

}  // namespace mnestic::rpc
