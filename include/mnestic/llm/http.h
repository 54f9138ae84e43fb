// HttpClient: one request, one answer, within one deadline. What llm asks providers with and what
// downloads use; knows nothing of JSON, keys or models, and logs nothing.
//
// The code that does it (an HTTP library and OpenSSL) is a module, mnestic_http.so, loaded at the
// first send(): most starts of the program never ask anybody. The module lies beside the program,
// or in ../lib/mnestic where it was installed. Certificates are checked against the system's.
//
// Thread safety: send() may be called from several threads at once. REQUIRES: SIGPIPE is ignored.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"

namespace mnestic::llm {

struct HttpHeader {
  std::string name;
  std::string value;
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;  // names in lower case
  std::string body;                 // empty when a sink took it

  // The first value under a name (in lower case), or an empty view.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

enum class HttpMethod : std::uint8_t { get, post };

inline constexpr std::uint64_t kHttpResponseBytesMax = 16 * 1024 * 1024;

struct HttpRequest {
  HttpMethod method = HttpMethod::get;
  std::string url;                                // http:// or https://, without user and fragment
  std::vector<HttpHeader> headers;                // for a part of a file: {"Range", "bytes=1000-"}
  std::string body;                               // of a post
  std::string content_type = "application/json";  // of the body
  // For all of it: finding the address, connecting, sending, the whole answer, redirections.
  std::chrono::milliseconds timeout{20'000};
  std::uint64_t response_bytes_max = kHttpResponseBytesMax;
  // Asked about every 50 ms while the request is under way; true ends it. Empty: never.
  std::function<bool()> cancelled;
  // Takes the body of an answer with status 2xx piece by piece, `head` being the answer without
  // its body: a 206 goes on where Range said, a 200 begins anew. False ends the request. Empty: the
  // body is collected in the answer.
  std::function<bool(const HttpResponse& head, std::string_view piece)> sink;
};

// Through which proxy. Addresses of this machine are asked directly.
struct HttpSetup {
  std::string proxy;     // http://[user:password@]host[:port]; empty: none
  std::string no_proxy;  // comma separated hosts and domains that are asked directly; "*": all
  std::string ca_file;   // PEM; the only ones trusted. Empty: the system's certificates
};

class HttpClient {
 public:
  HttpClient() = default;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  virtual ~HttpClient() = default;

  // The answer, whatever its status; redirections of a get are followed (at most five, never from
  // https to http, and to another host without Authorization).
  // Errors: invalid_argument for a URL that cannot be asked; deadline_exceeded; cancelled, also
  // when the sink said so; unavailable when the server cannot be reached or the answer was cut;
  // failed_precondition when its certificate is not trusted or the module is missing;
  // resource_exhausted when the answer is longer than allowed. Messages name the host, never
  // headers, path or body.
  [[nodiscard]] virtual Result<HttpResponse> send(const HttpRequest& request) const = 0;
};

// Costs nothing until the first send().
[[nodiscard]] std::unique_ptr<HttpClient> make_http_client(HttpSetup setup = {});

}  // namespace mnestic::llm
