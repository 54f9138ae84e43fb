// Sentences that leave out whom they are about, and lists that leave out more than that.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* text;
  const char* expected;
};

TEST_CASE("loose: a subject that is left out is the speaker or the speaker's own") {
  constexpr std::array kCases = {
      Case{"landlord is called Pavel", "+ User's landlord is called Pavel"},
      Case{"rent is 900 a month", "+ User's rent is 900 a month"},
      Case{"going to hear Nils Frahm in Ghent on 9 May",
           "+ User is going to hear Nils Frahm in Ghent on 9 May"},
      Case{"half Danish, half Kenyan", "+ User is half Danish, half Kenyan"},
      Case{"piano exam on Monday at 10:15", "+ User has a piano exam on Monday at 10:15"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("loose: talk, other tongues, the world and the moment give nothing") {
  for (const char* text :
       {"ugh, rain again", "boss move, honestly", "fair enough then", "Bonjour de Lyon",
        "Mount Fuji is in Japan", "good morning from the train", "you are a star, thanks",
        "kids if only they slept", "translate: I have two cats", "imagine a dragon called Steve",
        "dog or cat in this picture?"}) {
    CAPTURE(text);
    CHECK(read_text(text) == "");
  }
}

TEST_CASE("loose: each quality, role and name is a fact of its own") {
  constexpr std::array kCases = {
      Case{"I was born in Accra, raised in Leeds",
           "+ User was born in Accra; + User was raised in Leeds"},
      Case{"I'm Olga, 41, site manager at a brewery",
           "+ User is Olga; + User is 41; + User is a site manager at a brewery"},
      Case{"we're on the ninth floor, no balcony",
           "+ User is on the ninth floor; + User has no balcony"},
      Case{"I collect maps, stamps and, oddly, door knobs",
           "+ User collects maps; + User collects stamps; + User collects door knobs"},
      Case{"I train at a judo club and the club is in Hull",
           "+ User trains at a judo club; + User's club is in Hull"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

}  // namespace
}  // namespace mnestic::extract
