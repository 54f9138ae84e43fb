#include "mnestic/llm/http.h"

#include <dlfcn.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "http_wire.h"

namespace mnestic::llm {
namespace {

constexpr int kRedirectsMax = 5;

using SteadyClock = std::chrono::steady_clock;

Result<const HttpWire*> load_wire() {
  using Factory = decltype(&mnestic_http_wire);
  void* const module = dlopen(kHttpModule, RTLD_NOW | RTLD_LOCAL);
  void* const symbol = module == nullptr ? nullptr : dlsym(module, kHttpFactory);
  if (symbol == nullptr) {
    const char* const why = dlerror();
    return failed_precondition(std::string(kHttpModule) +
                               " cannot be loaded; it belongs beside the program, or into "
                               "../lib/mnestic: " +
                               (why == nullptr ? "no reason given" : why));
  }
  // The module is never unloaded: its threads and exit handlers are its own.
  return reinterpret_cast<Factory>(symbol)();
}

bool is_redirection(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_authorization(const HttpHeader& header) {
  std::string name = header.name;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return name == "authorization";
}

class LazyHttpClient final : public HttpClient {
 public:
  explicit LazyHttpClient(HttpSetup setup) : setup_(std::move(setup)) {}

  Result<HttpResponse> send(const HttpRequest& request) const override {
    MNESTIC_TRY_ASSIGN(HttpTarget target, target_of(request.url));
    MNESTIC_TRY_ASSIGN(const HttpWire* const wire, wire_loaded());
    if (request.method != HttpMethod::get) return wire->exchange(request, target);
    return follow(*wire, request, std::move(target));
  }

 private:
  Result<HttpTarget> target_of(std::string_view url) const {
    HttpTarget target;
    MNESTIC_TRY_ASSIGN(target.url, parse_url(url));
    if (!target.url.user.empty()) {
      return invalid_argument("An address with a user name in it is not asked; use a header.");
    }
    MNESTIC_TRY(choose_proxy(target));
    target.ca_file = setup_.ca_file;
    return target;
  }

  Result<void> choose_proxy(HttpTarget& target) const {
    target.proxy = {};
    const std::string& host = target.url.host;
    const bool direct = is_this_machine(host) || is_asked_directly(host, setup_.no_proxy);
    if (setup_.proxy.empty() || direct) return {};
    auto proxy = parse_url(setup_.proxy.find("://") == std::string::npos ? "http://" + setup_.proxy
                                                                         : setup_.proxy);
    if (!proxy || proxy->secure) {
      return invalid_argument("The proxy must be like http://host:port.");
    }
    target.proxy = *std::move(proxy);
    return {};
  }

  Result<const HttpWire*> wire_loaded() const {
    const std::lock_guard lock(mutex_);
    if (wire_ == nullptr) {
      MNESTIC_TRY_ASSIGN(wire_, load_wire());
    }
    return wire_;
  }

  Result<HttpResponse> follow(const HttpWire& wire, HttpRequest request, HttpTarget target) const {
    const auto deadline = SteadyClock::now() + request.timeout;
    for (int hop = 0;; ++hop) {
      MNESTIC_TRY_ASSIGN(HttpResponse response, wire.exchange(request, target));
      const std::string_view location = response.header("location");
      if (!is_redirection(response.status) || location.empty()) return response;
      if (hop == kRedirectsMax) {
        return Error{ErrorCode::unavailable,
                     target.url.origin() + " redirects too often; use another address."};
      }
      MNESTIC_TRY_ASSIGN(const Url next, resolve_url(target.url, location));
      if (target.url.secure && !next.secure) {
        return failed_precondition(target.url.origin() +
                                   " redirects to an address without TLS; use another address.");
      }
      if (next.origin() != target.url.origin()) std::erase_if(request.headers, is_authorization);
      target.url = next;
      MNESTIC_TRY(choose_proxy(target));
      request.timeout = std::max(
          std::chrono::milliseconds(1),
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now()));
    }
  }

  const HttpSetup setup_;
  mutable std::mutex mutex_;
  mutable const HttpWire* wire_ = nullptr;  // guarded by mutex_; set once
};

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  for (const HttpHeader& each : headers) {
    if (each.name == name) return each.value;
  }
  return {};
}

std::unique_ptr<HttpClient> make_http_client(HttpSetup setup) {
  return std::make_unique<LazyHttpClient>(std::move(setup));
}

}  // namespace mnestic::llm
