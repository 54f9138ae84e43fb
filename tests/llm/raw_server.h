// A server on this machine that says exactly what a test wants, bytes and silences alike.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mnestic::testing {

class RawServer {
 public:
  // Called for each connection with its request, head and body, on the server's thread. The
  // connection is closed afterwards.
  using Talk = std::function<void(int connection, const std::string& request)>;

  explicit RawServer(Talk talk) : talk_(std::move(talk)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(bind(listener_, generic, size) == 0);
    REQUIRE(listen(listener_, 16) == 0);
    REQUIRE(getsockname(listener_, generic, &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer() {
    over_ = true;
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] const std::atomic<bool>& over() const { return over_; }

  static void say(int connection, std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = send(connection, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // An answer with its length.
  static std::string answer(int status, std::string_view body, std::string_view headers = "") {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\n" +
           std::string(headers) + "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + std::string(body);
  }
  // Returns when the other side has closed.
  static void wait_for_end(int connection) {
    std::array<char, 4096> buffer{};
    while (recv(connection, buffer.data(), buffer.size(), 0) > 0) {
    }
  }

 private:
  static std::string read_request(int connection) {
    std::string request;
    std::array<char, 65536> buffer{};
    for (;;) {
      const auto head = request.find("\r\n\r\n");
      if (head != std::string::npos) {
        std::size_t length = 0;
        const auto at = request.find("Content-Length: ");
        if (at < head) {
          const char* const digits = request.data() + at + 16;
          std::from_chars(digits, request.data() + head, length);
        }
        if (request.size() >= head + 4 + length) return request;
      }
      const ssize_t got = recv(connection, buffer.data(), buffer.size(), 0);
      if (got <= 0) return request;
      request.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }

  void serve() {
    while (!over_) {
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection < 0) return;
      talk_(connection, read_request(connection));
      close(connection);
    }
  }

  Talk talk_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace mnestic::testing
