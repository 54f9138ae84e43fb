// What the module mnestic_http.so offers to the rest of the room: one exchange with one server.
#pragma once

#include "mnestic/llm/http.h"
#include "url.h"

namespace mnestic::llm {

struct HttpTarget {
  Url url;
  Url proxy;  // no host: asked directly
  std::string ca_file;
};

class HttpWire {
 public:
  HttpWire() = default;
  HttpWire(const HttpWire&) = delete;
  HttpWire& operator=(const HttpWire&) = delete;
  virtual ~HttpWire() = default;

  // As HttpClient::send(), without redirections; `request.url` is not read.
  [[nodiscard]] virtual Result<HttpResponse> exchange(const HttpRequest& request,
                                                      const HttpTarget& target) const = 0;
};

}  // namespace mnestic::llm

// The module's only symbol. The wire lives as long as the program.
extern "C" const mnestic::llm::HttpWire* mnestic_http_wire();
inline constexpr const char* kHttpModule = "mnestic_http.so";
inline constexpr const char* kHttpFactory = "mnestic_http_wire";
