// Sentences that leave out whom they are about, and lists that leave out more than that.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

TEST_CASE("loose: a subject that is left out is the speaker or the speaker's own") {
  constexpr std::array kCases = {
      Reading{"landlord is called Pavel", "+ User's landlord is called Pavel"},
      Reading{"rent is 900 a month", "+ User's rent is 900 a month"},
      Reading{"going to hear Nils Frahm in Ghent on 9 May",
              "+ User is going to hear Nils Frahm in Ghent on 9 May"},
      Reading{"half Danish, half Kenyan", "+ User is half Danish, half Kenyan"},
      Reading{"piano exam on Monday at 10:15", "+ User has a piano exam on Monday at 10:15"},
  };
  check_readings(kCases);
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
      Reading{"I was born in Accra, raised in Leeds",
              "+ User was born in Accra; + User was raised in Leeds"},
      Reading{"I'm Olga, 41, site manager at a brewery",
              "+ User is Olga; + User is 41; + User is a site manager at a brewery"},
      Reading{"we're on the ninth floor, no balcony",
              "+ User is on the ninth floor; + User has no balcony"},
      Reading{"I collect maps, stamps and, oddly, door knobs",
              "+ User collects maps; + User collects stamps; + User collects door knobs"},
      Reading{"I train at a judo club and the club is in Hull",
              "+ User trains at a judo club; + User's club is in Hull"},
  };
  check_readings(kCases);
}

TEST_CASE("remainder: what stands beside without subject or verb is told as well") {
  constexpr std::array kCases = {
      Reading{"ex-Army, so loud noises bother me", "+ Loud noises bother User; + User is ex-Army"},
      Reading{"Bad knees, so no running", "+ User has bad knees, no running"},
      Reading{"I sprained my wrist in May, still in plaster",
              "+ User sprained their wrist in May; + User is still in plaster"},
      Reading{"wish me luck, give me five names", ""},
      Reading{"bad traffic, no idea why", ""},
  };
  check_readings(kCases);
}

TEST_CASE("topics: a person, a day or a heading, and what is said of it") {
  constexpr std::array kCases = {
      Reading{"twin sister, identical, lives in Hull",
              "+ User's twin sister is identical; + User's twin sister lives in Hull"},
      Reading{"Friday's the eye test", "+ User has an eye test on Friday"},
      Reading{"Resolutions: read more, finish the novel",
              "+ User wants to read more; + User wants to finish the novel"},
      Reading{"This is the year I learn Welsh", "+ User wants to learn Welsh this year"},
      Reading{
          "My newsletters: Grid Notes, Small Hours",
          "+ One of User's newsletters is Grid Notes; + One of User's newsletters is Small Hours"},
      Reading{"Rolo (the old cat) is on a diet", "+ User's cat Rolo is on a diet"},
      Reading{"Been married ten years, three kids",
              "+ User has been married ten years; + User has three kids"},
      Reading{"Olive (my sister) is a joiner", "+ User's sister Olive is a joiner"},
  };
  check_readings(kCases);
}

TEST_CASE("requests: what is told beside a wish is kept, the wish is not") {
  constexpr std::array kCases = {
      Reading{"Help me with a letter, I've been a chef for ten years",
              "+ User has been a chef for ten years"},
      Reading{"Write me a poem, I am a tree in it", ""},
      Reading{"can you keep replies short from now on",
              "+ User wants the assistant to keep replies short from now on"},
      Reading{"can you keep this short", ""},
  };
  check_readings(kCases);
}

TEST_CASE("contractions: 's is a verb where nothing can be owned") {
  constexpr std::array kCases = {
      Reading{"my left hand's useless", "+ User's left hand is useless"},
      Reading{"my surname's pronounced Kveen", "+ User's surname is pronounced Kveen"},
      Reading{"my sister's dog is called Rex", "+ User's sister's dog is called Rex"},
      Reading{"I've got a lathe and my granddad's anvil",
              "+ User has got a lathe; + User has got their granddad's anvil"},
  };
  check_readings(kCases);
}

}  // namespace
}  // namespace mnestic::extract
