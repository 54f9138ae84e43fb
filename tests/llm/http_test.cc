#include "mnestic/llm/http.h"

#include <doctest/doctest.h>

#include <atomic>
#include <csignal>

#include "tests/llm/raw_server.h"
#include "tests/llm/tls_server.h"

namespace mnestic::llm {
namespace {

using std::chrono::milliseconds;
using testing::RawServer;
using testing::TlsServer;

struct Asker {
  Asker() { std::signal(SIGPIPE, SIG_IGN); }
  std::unique_ptr<HttpClient> client = make_http_client();
};

ErrorCode code_of(const Result<HttpResponse>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

TEST_CASE_FIXTURE(Asker, "http: a post arrives whole, and so does its answer") {
  std::string seen;
  const RawServer server([&](int connection, const std::string& request) {
    seen = request;
    RawServer::say(connection, RawServer::answer(201, "{\"ok\":1}", "X-Thing: Seven\r\n"));
  });
  const std::string body(300'000, 'x');
  const auto response = client->send({.method = HttpMethod::post,
                                      .url = server.url() + "/v1/chat?a=%20b",
                                      .headers = {{"Authorization", "Bearer abc"}},
                                      .body = body});
  REQUIRE(response);
  CHECK(response->status == 201);
  CHECK(response->body == "{\"ok\":1}");
  CHECK(response->header("x-thing") == "Seven");
  CHECK(response->header("nothing").empty());
  CHECK(seen.starts_with("POST /v1/chat?a=%20b HTTP/1.1\r\n"));
  CHECK(seen.find("Authorization: Bearer abc\r\n") != std::string::npos);
  CHECK(seen.find("Content-Type: application/json\r\n") != std::string::npos);
  CHECK(seen.ends_with("\r\n\r\n" + body));
}

TEST_CASE_FIXTURE(Asker, "http: a status that is no success is an answer, not an error") {
  const RawServer server([](int connection, const std::string&) {
    RawServer::say(connection, RawServer::answer(503, "busy", "Retry-After: 7\r\n"));
  });
  std::string taken;
  const auto response =
      client->send({.url = server.url(), .sink = [&](const HttpResponse&, std::string_view piece) {
                      taken += piece;
                      return true;
                    }});
  REQUIRE(response);
  CHECK(response->status == 503);
  CHECK(response->header("retry-after") == "7");
  CHECK(response->body == "busy");
  CHECK(taken.empty());
}

TEST_CASE_FIXTURE(Asker, "http: a sink takes a part of a file") {
  std::string seen;
  const RawServer server([&](int connection, const std::string& request) {
    seen = request;
    RawServer::say(connection, RawServer::answer(206, std::string(200'000, 'y'),
                                                 "Content-Range: bytes 1000-200999/201000\r\n"));
  });
  std::size_t taken = 0;
  int status = 0;
  const auto response =
      client->send({.url = server.url() + "/file",
                    .headers = {{"Range", "bytes=1000-"}},
                    .sink = [&](const HttpResponse& head, std::string_view piece) {
                      status = head.status;
                      CHECK(head.header("content-range").starts_with("bytes "));
                      taken += piece.size();
                      return true;
                    }});
  REQUIRE(response);
  CHECK(seen.find("Range: bytes=1000-\r\n") != std::string::npos);
  CHECK(status == 206);
  CHECK(taken == 200'000);
  CHECK(response->body.empty());

  const auto stopped = client->send(
      {.url = server.url(), .sink = [](const HttpResponse&, std::string_view) { return false; }});
  CHECK(code_of(stopped) == ErrorCode::cancelled);
}

TEST_CASE_FIXTURE(Asker, "http: a deadline holds against a server that is silent, or drips") {
  SUBCASE("silent") {
    const RawServer server(
        [](int connection, const std::string&) { RawServer::wait_for_end(connection); });
    const auto begun = std::chrono::steady_clock::now();
    CHECK(code_of(client->send({.url = server.url(), .timeout = milliseconds(150)})) ==
          ErrorCode::deadline_exceeded);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
  }
  SUBCASE("dripping head") {
    const RawServer server([](int connection, const std::string&) {
      std::array<char, 1> byte{};
      RawServer::say(connection, "HTTP/1.1 200 OK\r\nX-Long: ");
      timeval pause{.tv_sec = 0, .tv_usec = 5'000};
      setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &pause, sizeof pause);
      while (recv(connection, byte.data(), 1, 0) != 0) RawServer::say(connection, "x");
    });
    CHECK(code_of(client->send({.url = server.url(), .timeout = milliseconds(200)})) ==
          ErrorCode::deadline_exceeded);
  }
}

TEST_CASE_FIXTURE(Asker, "http: cancelling ends the wait") {
  std::atomic<bool> asked = false;
  const RawServer server([&](int connection, const std::string&) {
    asked = true;
    RawServer::wait_for_end(connection);
  });
  CHECK(code_of(client->send({.url = server.url(), .cancelled = [&] { return asked.load(); }})) ==
        ErrorCode::cancelled);
}

TEST_CASE_FIXTURE(Asker, "http: what is cut, closed, no HTTP or too long is an error") {
  struct Case {
    const char* name;
    std::string answer;
    ErrorCode code;
  };
  const std::vector<Case> cases = {
      {"closed at once", "", ErrorCode::unavailable},
      {"cut head", "HTTP/1.1 200 OK\r\nContent-Le", ErrorCode::unavailable},
      {"cut body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":", ErrorCode::unavailable},
      {"cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
       ErrorCode::unavailable},
      {"not HTTP", "SSH-2.0-OpenSSH\r\n\r\n", ErrorCode::unavailable},
      {"too long", RawServer::answer(200, std::string(2'000, 'z')), ErrorCode::resource_exhausted},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    const RawServer server(
        [&](int connection, const std::string&) { RawServer::say(connection, each.answer); });
    CHECK(code_of(client->send({.url = server.url(),
                                .timeout = std::chrono::seconds(5),
                                .response_bytes_max = 1'000})) == each.code);
  }
}

TEST_CASE_FIXTURE(Asker, "http: nobody there, no such name, no address") {
  int port = 0;
  {
    const RawServer server([](int, const std::string&) {});
    port = server.port();
  }
  const auto refused = client->send({.url = "http://127.0.0.1:" + std::to_string(port)});
  CHECK(code_of(refused) == ErrorCode::unavailable);
  CHECK(code_of(client->send({.url = "http://no-such-host.invalid/",
                              .timeout = std::chrono::seconds(5)})) != ErrorCode::internal);
  CHECK(code_of(client->send({.url = "file:///etc/passwd"})) == ErrorCode::invalid_argument);
  CHECK(code_of(client->send({.url = "http://me:pw@127.0.0.1/"})) == ErrorCode::invalid_argument);
  CHECK(code_of(client->send({.url = "http://127.0.0.1/", .headers = {{"A", "b\r\nC: d"}}})) ==
        ErrorCode::invalid_argument);
}

TEST_CASE_FIXTURE(Asker, "http: redirections are followed, without the key to another host") {
  std::string seen;
  const RawServer target([&](int connection, const std::string& request) {
    seen = request;
    RawServer::say(connection, RawServer::answer(200, "there"));
  });
  const RawServer server([&](int connection, const std::string& request) {
    const std::string to = request.starts_with("GET /loop") ? "/loop" : target.url() + "/found";
    RawServer::say(connection, RawServer::answer(302, "", "Location: " + to + "\r\n"));
  });
  const auto response = client->send(
      {.url = server.url() + "/file", .headers = {{"authorization", "Bearer k"}, {"X-A", "b"}}});
  REQUIRE(response);
  CHECK(response->body == "there");
  CHECK(seen.starts_with("GET /found "));
  CHECK(seen.find("Bearer") == std::string::npos);
  CHECK(seen.find("X-A: b") != std::string::npos);
  CHECK(code_of(client->send({.url = server.url() + "/loop"})) == ErrorCode::unavailable);
  const auto posted = client->send({.method = HttpMethod::post, .url = server.url()});
  REQUIRE(posted);
  CHECK(posted->status == 302);
}

TEST_CASE_FIXTURE(Asker, "http: a proxy is asked for others, not for this machine") {
  std::string seen;
  const RawServer proxy([&](int connection, const std::string& request) {
    seen = request;
    RawServer::say(connection, RawServer::answer(200, "by proxy"));
  });
  client = make_http_client(
      {.proxy = "http://me:pw@127.0.0.1:" + std::to_string(proxy.port()), .no_proxy = "x.invalid"});
  const auto response = client->send({.url = "http://somewhere.invalid/path"});
  REQUIRE(response);
  CHECK(response->body == "by proxy");
  CHECK(seen.starts_with("GET http://somewhere.invalid:80/path "));
  CHECK(seen.find("Proxy-Authorization: Basic bWU6cHc=") != std::string::npos);

  const RawServer server([](int connection, const std::string&) {
    RawServer::say(connection, RawServer::answer(200, "directly"));
  });
  const auto direct = client->send({.url = server.url()});
  REQUIRE(direct);
  CHECK(direct->body == "directly");
}

TEST_CASE_FIXTURE(Asker, "http: a certificate must be trusted and for this host") {
  const TlsServer server;
  const auto untrusted = client->send({.url = server.url("localhost")});
  CHECK(code_of(untrusted) == ErrorCode::failed_precondition);
  client = make_http_client({.ca_file = server.ca_file()});
  const auto trusted = client->send({.url = server.url("localhost")});
  REQUIRE(trusted);
  CHECK(trusted->body == "hello");
  const auto other = client->send({.url = server.url("127.0.0.1")});
  CHECK(code_of(other) == ErrorCode::failed_precondition);
}

}  // namespace
}  // namespace mnestic::llm
