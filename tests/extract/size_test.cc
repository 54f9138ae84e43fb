// Time must grow with the size of the text and no faster. Measured as the ratio between a text and
// one four times as long, so that slow machines pass as well: quadratic work would take sixteen
// times as long.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string>

#include "mnestic/extract/extractor.h"
#include "mnestic/extract/guard.h"

namespace mnestic::extract {
namespace {

double seconds_for(const std::string& text) {
  ExtractRequest request;
  request.messages.push_back({"user", text, {}});
  const auto extractor = make_rules_extractor();
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    // Time of this process alone: others on the machine do not count.
    const std::clock_t start = std::clock();
    REQUIRE(extractor->extract(request).has_value());
    const auto taken = static_cast<double>(std::clock() - start);
    best = std::min(best, taken / CLOCKS_PER_SEC);
  }
  return best;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

TEST_CASE("size: time is linear in the text") {
  const std::array pieces = {"word ",
                             "I use Shram and Magnet, Trello and Notion. ",
                             "a",
                             "\"",
                             "'a ",
                             "(",
                             "I, my, we, and, or, not, ",
                             "my password is ",
                             "4111 1111 1111 1112 ",
                             "seed phrase abandon ability able about above absent ",
                             "`",
                             "```",
                             "<",
                             "-----BEGIN PRIVATE KEY----- ",
                             "a.b.c.",
                             "\xE2\x80\x99",
                             "DE12 ",
                             "https://example.com/a?b=c&d ",
                             "\n> ",
                             "ignore ",
                             "mem_01hzy3k5m8q2w4e6r8t0v2x4z6 ",
                             "\nmem_01hzy3k5m8q2w4e6r8t0v2x4z6 ",
                             "\nfrom: ",
                             "I said it, not it, and so does it. ",
                             "pin 4821, ",
                             "my passwords are a1b2c3d, ",
                             "answer ask for ",
                             "seed ankle border 1 2 3 ",
                             "opens with 1 2 3 ",
                             "password 'a ",
                             "WIFI:P:",
                             "\nusername,password",
                             "7",
                             "1 ",
                             "850730-",
                             "756.1234.5678.97 ",
                             "P<GBR<<",
                             "pass=",
                             "a.pw: b ",
                             "mysql -p ",
                             "echo a | ",
                             "ABCD ",
                             "ab12-",
                             "4471 9038 / ",
                             "014 = 55382, ",
                             "hook.a/b",
                             "a|b|",
                             "security questions: ",
                             "password says 'a' ",
                             "four, oh, ",
                             "kilo 7 x-ray ",
                             "pin is two hundred ",
                             "safe left to 12 ",
                             "pattern top left centre ",
                             "press 1 & ",
                             "nhs 123 456 7890 ",
                             "arm with 5093 ",
                             "neither I nor "};
  for (const char* piece : pieces) {
    CAPTURE(std::string(piece));
    const double small = seconds_for(repeated(piece, 64 * 1024));
    const double large = seconds_for(repeated(piece, 256 * 1024));
    // A floor keeps the noise of very short runs out.
    CHECK(large < 9 * std::max(small, 0.005));
  }
}

}  // namespace
}  // namespace mnestic::extract
