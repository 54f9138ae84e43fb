// JSON-RPC 2.0 as text: one line in, one typed message out, and back. Knows nothing of any method.
//
// What comes in is hostile: it is bounded in nesting before a tree is built, must be UTF-8 without
// lone surrogates, and whatever is wrong with it ends as an Invalid that says which error to answer
// with. Nothing here throws, running out of memory excepted.
//
// Thread safety: value types and pure functions.
#pragma once

#include <compare>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mnestic::rpc {

using Json = nlohmann::json;

inline constexpr int kParseError = -32700;      // not JSON
inline constexpr int kInvalidRequest = -32600;  // JSON, but not a request
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;

// Members of one batch; a longer one is invalid as a whole.
inline constexpr std::size_t kBatchMax = 1'000;

// A request's id: a string or an integer of any size. `1` and `"1"` differ; "a" and "\u0061" do
// not.
struct Id {
  bool is_string = false;
  std::string value;  // the string, or the integer's digits as they came

  [[nodiscard]] static Id of(std::string text) { return {true, std::move(text)}; }
  [[nodiscard]] static Id of(std::int64_t number) { return {false, std::to_string(number)}; }
  // Reads a JSON value that names an id elsewhere in a message. Nothing when it is neither string
  // nor integer.
  [[nodiscard]] static std::optional<Id> from_json(const Json& value);

  friend auto operator<=>(const Id&, const Id&) = default;
};

// `params` is an object, or null when it was absent.
struct Request {
  Id id;
  std::string method;
  Json params;
};

struct Notification {
  std::string method;
  Json params;
};

// An answer of the peer. `id` is absent when it could not be read.
struct Response {
  std::optional<Id> id;
  Json result;  // null when it is an error
  Json error;   // null when it is a result
};

// Not a message. Answer with `code` and `message`, with `id` when it could be read.
struct Invalid {
  std::optional<Id> id;
  int code = kInvalidRequest;
  std::string message;
};

using Message = std::variant<Request, Notification, Response, Invalid>;

// A JSON array of messages, never empty. Whether arrays are allowed at all is the protocol's
// affair.
struct Batch {
  std::vector<Message> members;
};

using Decoded = std::variant<Request, Notification, Response, Invalid, Batch>;

// One line, without its newline. Rules:
//  - not UTF-8, a lone surrogate, deeper than kNestingMax, more than a million values, or not
//    JSON: kParseError without id;
//  - `jsonrpc` must be "2.0"; `id`, when present, a string or an integer that occurs once, else no
//  id is echoed;
//  - `params`, when present and not null, must be an object;
//  - an object without `method` but with `result` or `error` is a Response, however broken: answers
//  are not answered.
[[nodiscard]] Decoded decode(std::string_view line);

// Whether arrays and objects of `text` lie deeper inside each other than `nesting_max`. Looks at
// brackets outside of strings only; `text` need not be JSON.
[[nodiscard]] bool nested_deeper_than(std::string_view text, std::size_t nesting_max);

// An error answer. `data` is left out when null.
struct RpcError {
  int code = kInternalError;
  std::string message;
  Json data;
};

// What a request earns.
using Reply = std::variant<Json, RpcError>;

// Lines without the newline. Bytes that are not UTF-8 come out as U+FFFD; numbers that JSON lacks
// as null.
[[nodiscard]] std::string encode_reply(const Id& id, const Reply& reply);
// An error for a message whose id could not be read: it has no `id` member.
[[nodiscard]] std::string encode_error(const std::optional<Id>& id, const RpcError& error);
[[nodiscard]] std::string encode_request(const Id& id, std::string_view method, const Json& params);
// `params` is left out when null.
[[nodiscard]] std::string encode_notification(std::string_view method, const Json& params);
// REQUIRES: every element is an encoded answer, and there is at least one.
[[nodiscard]] std::string encode_batch(const std::vector<std::string>& answers);

}  // namespace mnestic::rpc
