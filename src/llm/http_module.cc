// mnestic_http.so: the HTTP library and OpenSSL behind one symbol. See http.h for the contract.
#include <httplib.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "http_wire.h"
#include "resolve.h"
#include "watched_socket.h"

namespace mnestic::llm {
namespace {

using std::chrono::milliseconds;

// An address that does not answer must leave time for the next one.
constexpr milliseconds kConnectMax{5'000};
constexpr milliseconds kGrace{1'000};

milliseconds left(SteadyTime deadline) {
  return std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(
                                       deadline - std::chrono::steady_clock::now()));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

// One request to one address of the server.
class Exchange {
 public:
  Exchange(const HttpRequest& request, const HttpTarget& target, SteadyTime deadline)
      : request_(request),
        target_(target),
        deadline_(deadline),
        watched_(deadline, request.cancelled) {}

  Result<HttpResponse> run(const std::string& address) {
    const auto client = make_client(address);
    if (!client->is_valid()) return failed_precondition("TLS cannot be set up on this machine.");
    httplib::Request wired;
    wired.method = request_.method == HttpMethod::get ? "GET" : "POST";
    wired.path = target_.url.path;
    for (const HttpHeader& each : request_.headers) wired.headers.emplace(each.name, each.value);
    if (request_.method == HttpMethod::post) {
      wired.headers.emplace("Content-Type", request_.content_type);
      wired.body = request_.body;
    }
    wired.response_handler = [this](const httplib::Response& head) { return begin(head); };
    wired.content_receiver = [this](const char* data, std::size_t size, std::uint64_t,
                                    std::uint64_t) {
      return take({data, size});
    };
    const httplib::Result result = client->send(wired);
    if (result && watched_.end() == WatchedSocket::End::none) return std::move(response_);
    return error_of(result.error());
  }

  // The next address is worth a try.
  [[nodiscard]] bool never_connected() const { return never_connected_; }

 private:
  std::unique_ptr<httplib::ClientImpl> make_client(const std::string& address) {
    const Url& url = target_.url;
    std::unique_ptr<httplib::ClientImpl> client;
    if (url.secure) {
      auto secure = std::make_unique<httplib::SSLClient>(url.host, url.port);
      if (!target_.ca_file.empty()) secure->set_ca_cert_path(target_.ca_file);
      secure->enable_server_certificate_verification(true);
      client = std::move(secure);
    } else {
      client = std::make_unique<httplib::ClientImpl>(url.host, url.port);
    }
    if (target_.proxy.host.empty()) {
      client->set_hostname_addr_map({{url.host, address}});
    } else {
      client->set_proxy(address, target_.proxy.port);
      const std::string& user = target_.proxy.user;
      const auto colon = user.find(':');
      if (!user.empty()) {
        client->set_proxy_basic_auth(user.substr(0, colon),
                                     colon == std::string::npos ? "" : user.substr(colon + 1));
      }
    }
    client->set_url_encode(false);
    client->set_tcp_nodelay(true);
    client->set_connection_timeout(std::min(kConnectMax, left(deadline_) + kGrace));
    // Later than the deadline, so that the watch alone says what was over time.
    client->set_read_timeout(left(deadline_) + kGrace);
    client->set_write_timeout(left(deadline_) + kGrace);
    client->set_socket_options([this](int descriptor) { watched_.adopt(descriptor); });
    return client;
  }

  bool begin(const httplib::Response& head) {
    response_.status = head.status;
    for (const auto& [name, value] : head.headers) {
      response_.headers.push_back({lower(name), value});
    }
    return true;
  }

  bool take(std::string_view piece) {
    taken_bytes_ += piece.size();
    too_long_ = taken_bytes_ > request_.response_bytes_max;
    if (too_long_) return false;
    const bool wanted = response_.status >= 200 && response_.status < 300;
    if (request_.sink && wanted) {
      refused_ = !request_.sink(response_, piece);
      return !refused_;
    }
    response_.body += piece;
    return true;
  }

  Error error_of(httplib::Error error) {
    const std::string server = target_.url.origin();
    if (refused_ || watched_.end() == WatchedSocket::End::cancelled) {
      return {ErrorCode::cancelled, "The request to " + server + " was cancelled."};
    }
    if (watched_.end() == WatchedSocket::End::deadline) {
      return {ErrorCode::deadline_exceeded, server + " did not answer in time."};
    }
    if (too_long_) {
      return {ErrorCode::resource_exhausted, "The answer of " + server + " is longer than " +
                                                 std::to_string(request_.response_bytes_max) +
                                                 " bytes."};
    }
    switch (error) {
      case httplib::Error::Connection:
      case httplib::Error::ConnectionTimeout:
      case httplib::Error::BindIPAddress:
        never_connected_ = true;
        return {ErrorCode::unavailable, server + " cannot be reached; is the network there?"};
      case httplib::Error::SSLServerVerification:
      case httplib::Error::SSLLoadingCerts:
        return failed_precondition("The certificate of " + server +
                                   " is not trusted by this machine; is the package "
                                   "ca-certificates installed?");
      case httplib::Error::SSLConnection:
        return {ErrorCode::unavailable, "No TLS connection to " + server + " could be made."};
      case httplib::Error::Success:
      case httplib::Error::Unknown:
      case httplib::Error::Read:
      case httplib::Error::Write:
      case httplib::Error::ExceedRedirectCount:
      case httplib::Error::Canceled:
      case httplib::Error::UnsupportedMultipartBoundaryChars:
      case httplib::Error::Compression:
        break;
    }
    return {ErrorCode::unavailable, "The connection to " + server + " ended in the middle."};
  }

  const HttpRequest& request_;
  const HttpTarget& target_;
  const SteadyTime deadline_;
  HttpResponse response_;
  std::uint64_t taken_bytes_ = 0;
  bool too_long_ = false;
  bool refused_ = false;
  bool never_connected_ = false;
  WatchedSocket watched_;
};

Error resolve_error(const Error& error, const Url& server) {
  if (error.code == ErrorCode::deadline_exceeded) {
    return {error.code, "The address of " + server.host + " was not found in time."};
  }
  if (error.code == ErrorCode::cancelled) {
    return {error.code, "The request to " + server.origin() + " was cancelled."};
  }
  return {error.code, "The name " + server.host + " leads to no address; is the network there?"};
}

class HttplibWire final : public HttpWire {
 public:
  Result<HttpResponse> exchange(const HttpRequest& request,
                                const HttpTarget& target) const override {
    for (const HttpHeader& each : request.headers) {
      if (!is_one_line(each.name) || !is_one_line(each.value)) {
        return invalid_argument("A header must be one line.");
      }
    }
    // An exception of the library is no more than a failed request.
    try {
      return exchange_with_any(request, target);
    } catch (const std::exception&) {
      return internal_error("The request to " + target.url.origin() + " failed inside.");
    }
  }

 private:
  static Result<HttpResponse> exchange_with_any(const HttpRequest& request,
                                                const HttpTarget& target) {
    const SteadyTime deadline = std::chrono::steady_clock::now() + request.timeout;
    const Url& asked = target.proxy.host.empty() ? target.url : target.proxy;
    const auto addresses = resolve(asked.host, deadline, request.cancelled);
    if (!addresses) return resolve_error(addresses.error(), asked);
    for (std::size_t i = 0;; ++i) {
      Exchange exchange(request, target, deadline);
      auto response = exchange.run((*addresses)[i]);
      const bool next = exchange.never_connected() && i + 1 < addresses->size();
      if (response || !next) return response;
    }
  }
};

}  // namespace
}  // namespace mnestic::llm

extern "C" __attribute__((visibility("default"))) const mnestic::llm::HttpWire*
mnestic_http_wire() {
  static const mnestic::llm::HttplibWire wire;
  return &wire;
}
