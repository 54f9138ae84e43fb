#include "mnestic/base/utf8.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

namespace mnestic {
namespace {

TEST_CASE("utf8: what RFC 3629 allows and forbids") {
  const std::vector<std::string> good = {"",
                                         "plain",
                                         "\xC3\xA9",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80",
                                         "\xF4\x8F\xBF\xBF",
                                         std::string("a\0b", 3)};
  for (const auto& text : good) CHECK(is_valid_utf8(text));
  const std::vector<std::string> bad = {"\x80",
                                        "\xC0\xAF",
                                        "\xC1\xBF",
                                        "\xE0\x80\xAF",
                                        "\xED\xA0\x80",
                                        "\xF0\x80\x80\xAF",
                                        "\xF4\x90\x80\x80",
                                        "\xFF",
                                        "\xE2\x82",
                                        "a\xC3"};
  for (const auto& text : bad) {
    CAPTURE(text.size());
    CHECK(!is_valid_utf8(text));
    CHECK(is_valid_utf8(to_valid_utf8(text)));
  }
}

TEST_CASE("utf8: mending leaves valid text alone and always yields valid text") {
  CHECK(to_valid_utf8("caf\xC3\xA9") == "caf\xC3\xA9");
  CHECK(to_valid_utf8("a\xFF\xFEz") == "a\xEF\xBF\xBDz");
  std::mt19937_64 chance(7);
  for (int i = 0; i < 10'000; ++i) {
    std::string bytes(chance() % 12, '\0');
    for (char& byte : bytes) byte = static_cast<char>(chance());
    const std::string mended = to_valid_utf8(bytes);
    CHECK(is_valid_utf8(mended));
    if (is_valid_utf8(bytes)) CHECK(mended == bytes);
  }
}

TEST_CASE("utf8: a prefix never cuts a character") {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC";
  CHECK(utf8_prefix(text, 100) == text);
  CHECK(utf8_prefix(text, 5) == "a\xC3\xA9");
  CHECK(utf8_prefix(text, 2) == "a");
  CHECK(utf8_prefix(text, 0).empty());
}

}  // namespace
}  // namespace mnestic
