#include <doctest/doctest.h>

#include <limits>

#include "mnestic/rpc/message.h"

namespace mnestic::rpc {
namespace {

TEST_CASE("encode: exact bytes of every kind of line") {
  CHECK(encode_reply(Id::of(1), Json::object()) == R"({"jsonrpc":"2.0","id":1,"result":{}})");
  CHECK(encode_reply(Id::of("1"), Json::object()) == R"({"jsonrpc":"2.0","id":"1","result":{}})");
  CHECK(encode_reply(Id::of(2), RpcError{kInvalidParams, "no", nullptr}) ==
        R"({"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"no"}})");
  CHECK(encode_error(std::nullopt, {kParseError, "bad", {{"a", 1}}}) ==
        R"({"jsonrpc":"2.0","error":{"code":-32700,"data":{"a":1},"message":"bad"}})");
  CHECK(encode_request(Id::of("s1"), "roots/list", nullptr) ==
        R"({"jsonrpc":"2.0","id":"s1","method":"roots/list"})");
  CHECK(encode_notification("n/x", {{"k", true}}) ==
        R"({"jsonrpc":"2.0","method":"n/x","params":{"k":true}})");
  CHECK(encode_batch({"{}", "{}"}) == "[{},{}]");
}

TEST_CASE("encode: bytes that are not UTF-8 become U+FFFD and nothing throws") {
  const std::string bad =
      "a\xff"
      "b";
  CHECK(encode_reply(Id::of(bad), Json{{"t", bad}}) ==
        "{\"jsonrpc\":\"2.0\",\"id\":\"a\xEF\xBF\xBD"
        "b\",\"result\":{\"t\":\"a\xEF\xBF\xBD"
        "b\"}}");
  CHECK(encode_error(std::nullopt, {1, bad, nullptr}).find('\xff') == std::string::npos);
  CHECK(encode_reply(Id::of(1), Json{{"x", std::numeric_limits<double>::quiet_NaN()}}) ==
        R"({"jsonrpc":"2.0","id":1,"result":{"x":null}})");
}

TEST_CASE("encode: no line contains a newline") {
  const std::string line = encode_reply(Id::of("a\nb"), Json{{"t", "x\r\ny"}});
  CHECK(line.find('\n') == std::string::npos);
  CHECK(line.find('\r') == std::string::npos);
}

TEST_CASE("encode: what is written is read back") {
  const auto decoded = decode(encode_request(Id::of("\"\\"), "m", {{"deep", {1, 2.5, nullptr}}}));
  const auto* request = std::get_if<Request>(&decoded);
  REQUIRE(request != nullptr);
  CHECK(request->id == Id::of("\"\\"));
  CHECK(request->params == Json{{"deep", {1, 2.5, nullptr}}});
}

}  // namespace
}  // namespace mnestic::rpc
