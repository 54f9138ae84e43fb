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

TEST_CASE("remainder: what stands beside without subject or verb is told as well") {
  constexpr std::array kCases = {
      Case{"ex-Army, so loud noises bother me", "+ Loud noises bother User; + User is ex-Army"},
      Case{"Bad knees, so no running", "+ User has bad knees, no running"},
      Case{"I sprained my wrist in May, still in plaster",
           "+ User sprained their wrist in May; + User is still in plaster"},
      Case{"wish me luck, give me five names", ""},
      Case{"bad traffic, no idea why", ""},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("topics: a person, a day or a heading, and what is said of it") {
  constexpr std::array kCases = {
      Case{"twin sister, identical, lives in Hull",
           "+ User's twin sister is identical; + User's twin sister lives in Hull"},
      Case{"Friday's the eye test", "+ User has an eye test on Friday"},
      Case{"Resolutions: read more, finish the novel",
           "+ User wants to read more; + User wants to finish the novel"},
      Case{"This is the year I learn Welsh", "+ User wants to learn Welsh this year"},
      Case{"My newsletters: Grid Notes, Small Hours",
           "+ One of User's newsletters is Grid Notes; + One of User's newsletters is Small Hours"},
      Case{"Rolo (the old cat) is on a diet", "+ User's cat Rolo is on a diet"},
      Case{"Been married ten years, three kids",
           "+ User has been married ten years; + User has three kids"},
      Case{"Olive (my sister) is a joiner", "+ User's sister Olive is a joiner"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("requests: what is told beside a wish is kept, the wish is not") {
  constexpr std::array kCases = {
      Case{"Help me with a letter, I've been a chef for ten years",
           "+ User has been a chef for ten years"},
      Case{"Write me a poem, I am a tree in it", ""},
      Case{"can you keep replies short from now on",
           "+ User wants the assistant to keep replies short from now on"},
      Case{"can you keep this short", ""},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("contractions: 's is a verb where nothing can be owned") {
  constexpr std::array kCases = {
      Case{"my left hand's useless", "+ User's left hand is useless"},
      Case{"my surname's pronounced Kveen", "+ User's surname is pronounced Kveen"},
      Case{"my sister's dog is called Rex", "+ User's sister's dog is called Rex"},
      Case{"I've got a lathe and my granddad's anvil",
           "+ User has got a lathe; + User has got their granddad's anvil"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

}  // namespace
}  // namespace mnestic::extract
