// The JSON-RPC decoder: any line gives a message or an Invalid with a code of its own, and a
// message that is written again and read again is the same message.
#include <string>
#include <variant>

#include "mnestic/base/assert.h"
#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"
#include "mnestic/rpc/message.h"
#include "target.h"

namespace mnestic::fuzz {
namespace {

using namespace rpc;

constexpr std::size_t kDigitsOf64Bits = 18;  // that are sure to fit

void check_line(std::string_view line) {
  MNESTIC_ASSERT(line.find('\n') == std::string_view::npos);
  MNESTIC_ASSERT(is_valid_utf8(line));
}

struct Check {
  void operator()(const Request& request) const {
    MNESTIC_ASSERT(request.params.is_object() || request.params.is_null());
    const std::string line = encode_request(request.id, request.method, request.params);
    check_line(line);
    const Decoded again = decode(line);
    const auto* same = std::get_if<Request>(&again);
    MNESTIC_ASSERT(same != nullptr && same->id == request.id && same->method == request.method);
    // Dumped, since a NaN that came from an overflow would not equal itself.
    MNESTIC_ASSERT(same->params.dump() == request.params.dump());

    const Decoded answer = decode(encode_reply(request.id, Json::object()));
    const auto* response = std::get_if<Response>(&answer);
    MNESTIC_ASSERT(response != nullptr);
    // Integers past 64 bits are kept for requests only: no id of ours is one.
    const bool large = !request.id.is_string && request.id.value.size() > kDigitsOf64Bits;
    MNESTIC_ASSERT(response->id == request.id || (large && !response->id));
  }
  void operator()(const Notification& notification) const {
    MNESTIC_ASSERT(notification.params.is_object() || notification.params.is_null());
    const std::string line = encode_notification(notification.method, notification.params);
    check_line(line);
    const Decoded again = decode(line);
    const auto* same = std::get_if<Notification>(&again);
    MNESTIC_ASSERT(same != nullptr && same->method == notification.method);
    MNESTIC_ASSERT(same->params.dump() == notification.params.dump());
  }
  void operator()(const Response&) const {}
  void operator()(const Invalid& invalid) const {
    MNESTIC_ASSERT(invalid.code == kParseError || invalid.code == kInvalidRequest ||
                   invalid.code == kInvalidParams);
    MNESTIC_ASSERT(!invalid.message.empty());
    check_line(encode_error(invalid.id, {.code = invalid.code, .message = invalid.message}));
  }
  void operator()(const Batch& batch) const {
    MNESTIC_ASSERT(!batch.members.empty() && batch.members.size() <= kBatchMax);
    for (const Message& member : batch.members) std::visit(*this, member);
  }
};

}  // namespace

void attack(std::string_view bytes) {
  const Decoded decoded = decode(bytes);
  if (!is_valid_utf8(bytes)) MNESTIC_ASSERT(std::holds_alternative<Invalid>(decoded));
  if (nested_deeper_than(bytes, kNestingMax)) {
    const auto* invalid = std::get_if<Invalid>(&decoded);
    MNESTIC_ASSERT(invalid != nullptr && invalid->code == kParseError);
  }
  std::visit(Check{}, decoded);
}

}  // namespace mnestic::fuzz
