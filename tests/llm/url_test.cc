#include "url.h"

#include <doctest/doctest.h>

#include <array>

namespace mnestic::llm {
namespace {

TEST_CASE("url: taken apart") {
  const auto url = parse_url("HTTPS://API.example.com/v1/chat?x=1#part");
  REQUIRE(url);
  CHECK(url->secure);
  CHECK(url->host == "api.example.com");
  CHECK(url->port == 443);
  CHECK(url->path == "/v1/chat?x=1");
  CHECK(url->origin() == "https://api.example.com");

  const auto local = parse_url("http://127.0.0.1:8080");
  REQUIRE(local);
  CHECK_FALSE(local->secure);
  CHECK(local->port == 8080);
  CHECK(local->path == "/");
  CHECK(local->origin() == "http://127.0.0.1:8080");

  const auto v6 = parse_url("http://me:secret@[::1]:3128?q");
  REQUIRE(v6);
  CHECK(v6->host == "::1");
  CHECK(v6->user == "me:secret");
  CHECK(v6->port == 3128);
  CHECK(v6->path == "/?q");
  CHECK(v6->origin() == "http://[::1]:3128");
}

TEST_CASE("url: what is none") {
  for (const char* text :
       {"", "example.com", "ftp://example.com/", "http://", "http:///path", "http://host:0/",
        "http://host:65536/", "http://host:8x/", "http://[::1/", "http://[::1]8/", "http://a b/",
        "http://host/\r\nX: y", "http://h\xc3\xb6st/", "://x", "http:host"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_url(text));
  }
}

TEST_CASE("url: where a location leads") {
  const auto from = parse_url("https://a.example/dir/file?x=1");
  REQUIRE(from);
  constexpr std::array<std::array<const char*, 2>, 6> kCases{{
      {"/other", "https://a.example/other"},
      {"next?u=http://b.example/", "https://a.example/dir/next?u=http://b.example/"},
      {"//b.example:444/x", "https://b.example:444/x"},
      {"http://b.example/y#z", "http://b.example/y"},
      {"https://B.example", "https://b.example/"},
      {"/z?to=https://c.example", "https://a.example/z?to=https://c.example"},
  }};
  for (const auto& each : kCases) {
    const std::string location = each[0];
    CAPTURE(location);
    const auto url = resolve_url(*from, location);
    REQUIRE(url);
    CHECK(url->origin() + url->path == each[1]);
  }
  CHECK_FALSE(resolve_url(*from, ""));
  CHECK_FALSE(resolve_url(*from, "a\r\nb"));
}

TEST_CASE("url: what no proxy is asked for") {
  CHECK(is_this_machine("localhost"));
  CHECK(is_this_machine("127.0.0.53"));
  CHECK_FALSE(is_this_machine("api.example.com"));
  CHECK(is_asked_directly("api.example.com", "other, Example.com"));
  CHECK(is_asked_directly("api.example.com", ".example.com"));
  CHECK(is_asked_directly("example.com", ".example.com"));
  CHECK(is_asked_directly("anything", "a,*"));
  CHECK_FALSE(is_asked_directly("badexample.com", "example.com"));
  CHECK_FALSE(is_asked_directly("example.com", ""));
  CHECK_FALSE(is_asked_directly("example.com", ",,"));
}

}  // namespace
}  // namespace mnestic::llm
