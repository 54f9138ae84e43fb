// Elliptic corrections and what they mend.
#include <doctest/doctest.h>

#include <array>

#include "mnestic/extract/relation.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* stored;
  const char* fresh;
  const char* expected;  // empty: nothing to mend
};

constexpr std::array kCases = {
    Case{"User's cat is called Kasha", "It is Kasia, not Kasha", "User's cat is called Kasia"},
    Case{"User's cat is called Kasha", "It should be Kasia, not Kasha",
         "User's cat is called Kasia"},
    Case{"User's name is Katarina", "It is spelled Katarzyna, not Katarina",
         "User's name is Katarzyna"},
    Case{"User has a meeting on Tuesday", "It is Thursday, not Tuesday",
         "User has a meeting on Thursday"},
    Case{"User has a meeting on Tuesday", "It is on Thursday, not on Tuesday",
         "User has a meeting on Thursday"},
    Case{"User has a meeting on 2026-11-24 at 15:00", "It is Thursday, not Tuesday",
         "User has a meeting on 2026-11-26 at 15:00"},
    Case{"User has a meeting on 2026-11-24", "It is Sunday, not Tuesday",
         "User has a meeting on 2026-11-29"},
    Case{"User has a meeting on 2026-12-01", "It is Monday, not Tuesday",
         "User has a meeting on 2026-11-30"},
    Case{"User has a meeting on 2026-11-25", "It is Thursday, not Tuesday", ""},
    Case{"User has a call on 2026-11-24 at 15:00", "It is 4pm, not 3pm",
         "User has a call on 2026-11-24 at 16:00"},
    Case{"User has a call at 3pm", "It is 4pm, not 3pm", "User has a call at 4pm"},
    Case{"User has a call at 13:00", "It is 4pm, not 3pm", ""},
    Case{"User's birthday is the 19th", "It is the 9th, not the 19th",
         "User's birthday is the 9th"},
    Case{"User's birthday is 19th May", "It is the 9th, not the 19th",
         "User's birthday is 9th May"},
    Case{"User has two kids", "It is three, not two", "User has three kids"},
    Case{"User lives in New York", "It is Newark, not New York", "User lives in Newark"},
    Case{"User lives in Newark", "It is New York, not York", ""},
    Case{"User lives in York", "It is New York, not York", "User lives in New York"},
    Case{"User lives in New York", "It is New York, not York", ""},
    Case{"User lives in New York", "It is York, not New York", "User lives in York"},
    Case{"User flew from Bern to Berlin", "It is Bern, not Berlin", ""},
    Case{"User uses Magnets", "It is Shram, not Magnet", ""},
    Case{"User uses magnet", "It is Shram, not Magnet", "User uses Shram"},
    Case{"User likes Ana and Ana likes User", "It is Eva, not Ana",
         "User likes Eva and Eva likes User"},
    Case{"User likes tea", "User likes coffee, not tea", ""},
    Case{"User likes tea", "It is coffee", ""},
    Case{"User likes tea", "It is , not tea", ""},
    Case{"User likes tea", "It is coffee, not", ""},
    Case{"User lives in Berlin", "It is Neukoelln, to be exact", ""},
    Case{"User lives in Berlin", "It is Neukoelln, Berlin, not Berlin",
         "User lives in Neukoelln, Berlin"},
    Case{"", "It is coffee, not tea", ""},
    Case{"User likes tea", "", ""}};

TEST_CASE("correct: the words that were wrong are put right") {
  for (const Case& c : kCases) {
    CAPTURE(c.stored);
    CAPTURE(c.fresh);
    CHECK(corrected(c.stored, c.fresh).value_or("") == c.expected);
  }
}

TEST_CASE("correct: nothing is mended twice") {
  for (const Case& c : kCases) {
    CAPTURE(c.stored);
    CAPTURE(c.fresh);
    const auto once = corrected(c.stored, c.fresh);
    if (once) CHECK_FALSE(corrected(*once, c.fresh).has_value());
  }
}

}  // namespace
}  // namespace mnestic::extract
