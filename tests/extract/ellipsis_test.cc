// What people leave out is put back, or nothing is kept; statements in the third person stay.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "mnestic/extract/extractor.h"
#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* text;
  const char* expected;
};

constexpr std::array kCases = {
    Case{"User uses Magnet", "+ User uses Magnet"},
    Case{"The user prefers dark mode", "+ User prefers dark mode"},
    Case{"User's sister lives in Oslo", "+ User's sister lives in Oslo"},
    Case{"User uses Shram and Magnet", "+ User uses Shram; + User uses Magnet"},
    Case{"User does not use Magnet anymore", "- User uses Magnet"},
    Case{"My name is Ana and I work at Siemens as an engineer",
         "+ User's name is Ana; + User works at Siemens as an engineer"},
    Case{"I'm allergic to shellfish but my brother isn't",
         "+ User is allergic to shellfish; + User's brother is not allergic to shellfish"},
    Case{"I like coffee but my wife doesn't",
         "+ User likes coffee; + User's wife does not like coffee"},
    Case{"I like coffee and so does my wife", "+ User likes coffee; + User's wife likes coffee"},
    Case{"I don't eat meat, nor does my son",
         "+ User does not eat meat; + User's son does not eat meat"},
    Case{"I can swim but my son can't", "+ User can swim; + User's son cannot swim"},
    Case{"I have a dog but my sister doesn't",
         "+ User has a dog; + User's sister does not have a dog"},
    Case{"I love my job but my wife isn't", "+ User loves their job"},
    Case{"Neither my wife nor I eat meat",
         "+ User's wife does not eat meat; + User does not eat meat"},
    Case{"I love pizza but I hate pineapple on it",
         "+ User loves pizza; + User hates pineapple on pizza"},
    Case{"I bought a car and I love it", "+ User bought a car; + User loves the car"},
    Case{"Hey! Just wanted to say I got a new job at Stripe as a data engineer",
         "+ User got a new job at Stripe as a data engineer"},
    Case{"Just wanted to let you know that I moved to Porto", "+ User moved to Porto"},
    Case{"I wanted to ask you something", ""},
    Case{"I no longer work at Google, I'm at Meta now",
         "- User works at Google; + User works at Meta"},
    Case{"No, I said Thursday not Tuesday", "+ It is Thursday, not Tuesday"},
    Case{"I've been a night-shift ICU nurse for eleven years now",
         "+ User has been a night-shift ICU nurse for eleven years"},
    Case{"My hamster is called Nibbles. Well, was.", "+ User's hamster was called Nibbles"},
    Case{"Type O negative", "+ User's blood type is O negative"},
    Case{"Peanuts are fine, the test came back negative", "- User is allergic to peanuts"},
    Case{"Peanuts are fine", ""},
    Case{"The plan is to move to Lisbon in May", "+ User's plan is to move to Lisbon in May"},
    Case{"We broke up, Sam and I", "- User and Sam are together; + User and Sam broke up"},
    Case{"I let my subscription lapse", "- User has a subscription"},
    Case{"Please stop adding emojis to your answers",
         "+ User wants the assistant to stop adding emojis to its answers"},
    Case{"my wife's name is Ingrid", "+ User's wife's name is Ingrid"}};

TEST_CASE("ellipsis: statements stand alone") {
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("ellipsis: corrections that do not stand alone say so") {
  const auto extractor = make_rules_extractor();
  struct Marked {
    const char* text;
    bool elliptic;
  };
  for (const Marked& marked :
       {Marked{"It's Kasia, not Kasha", true}, Marked{"No, I said Thursday not Tuesday", true},
        Marked{"Neukoelln to be exact", true}, Marked{"Not Berlin, Bern", true},
        Marked{"Actually my cat is called Kasia, not Kasha", false},
        Marked{"I like tea, not coffee", false}}) {
    CAPTURE(marked.text);
    ExtractRequest request;
    request.messages.push_back({"user", marked.text, {}});
    const auto extraction = extractor->extract(request);
    REQUIRE(extraction.has_value());
    REQUIRE(extraction->candidates.size() == 1);
    CHECK(extraction->candidates[0].elliptic == marked.elliptic);
    if (marked.elliptic) CHECK(extraction->candidates[0].corrects);
  }
}

TEST_CASE("ellipsis: what is so at the moment is a state") {
  ExtractRequest request;
  request.messages.push_back({"user", "I'm reading Dune at the moment", {}});
  const auto extraction = make_rules_extractor()->extract(request);
  REQUIRE(extraction.has_value());
  REQUIRE(extraction->candidates.size() == 1);
  CHECK(model::policy_of(extraction->candidates[0].kind).name == "state");
  CHECK(extraction->candidates[0].layer == model::Layer::short_term);
}

}  // namespace
}  // namespace mnestic::extract
