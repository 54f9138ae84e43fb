// What is over: how messages say it, and which stored statements they mean. What is meant goes,
// what is somebody else's, unfinished or only near stays.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "mnestic/extract/extractor.h"
#include "mnestic/extract/relation.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* said;
  const char* stored;
  bool ends;
};

constexpr std::array kCases = {
    // The speaker gave it up.
    Case{"I gave my kayak away", "User keeps a kayak in the garage", true},
    Case{"got rid of the piano", "User plays the piano on Sundays", true},
    Case{"I dropped out of the evening course", "User does an evening course in Welsh", true},
    Case{"I've walked away from the parish council", "User sits on the parish council", true},
    Case{"we pulled the plug on the podcast", "User hosts a podcast about bees", true},
    Case{"lost interest in fencing", "User fences at the club", true},
    Case{"I left the choir", "User sings in a choir", true},
    Case{"I got laid off", "User works at Bosch", true},
    Case{"Haven't touched a cigarette since May", "User smokes", true},
    Case{"haven't smoked in years", "User smokes a pipe", true},
    // The thing is over.
    Case{"Judo is history", "User does judo on Fridays", true},
    Case{"the splint came off yesterday", "User wears a splint", true},
    Case{"my cello lessons are a thing of the past", "User takes cello lessons", true},
    Case{"The keto experiment is over", "User follows a keto diet", true},
    Case{"our allotment got repossessed", "User has an allotment", true},
    Case{"My egg thing cleared up", "User can not eat eggs", true},
    Case{"grew out of my egg allergy", "User is allergic to eggs", true},
    // Text without a sentence.
    Case{"off the statins now", "User takes atorvastatin, a statin", true},
    Case{"goodbye Deezer", "User listens to Deezer", true},
    Case{"Trello? We ditched that ages ago.", "User's team uses Trello", true},
    // Two that part.
    Case{"me and Otto broke up", "User is dating Otto", true},
    Case{"Notion and I have parted ways", "User uses Notion for notes", true},
    // What shall be forgotten.
    Case{"Can you erase the part about my salary?", "User's salary is 40,000 a year", true},
    Case{"could you delete what I said about my knee", "User's knee hurts in winter", true},
    Case{"Delete everything you have on my cousin", "User's cousin is called Vera", true},
    Case{"you can drop my old number", "User's old number is 030 1234", true},
    Case{"you can drop my old address", "User lives at 5 Elm Street", false},
    Case{"Can you erase the part about my salary?", "User's sister earns a salary of 50,000",
         false},
    // Not over, not theirs, not this one.
    Case{"I almost gave up judo", "User does judo on Fridays", false},
    Case{"I gave up judo for now", "User does judo on Fridays", false},
    Case{"I'm thinking of dropping judo", "User does judo on Fridays", false},
    Case{"if I ever gave up judo I'd miss it", "User does judo on Fridays", false},
    Case{"my sister gave up judo", "User does judo on Fridays", false},
    Case{"Does anyone still do judo?", "User does judo on Fridays", false},
    Case{"I gave up judo", "User is a judo teacher", false},
    Case{"I gave up judo", "User loves judo", false},
    Case{"I gave up judo", "User's sister does judo", false},
    Case{"the Friday slot got axed", "User swims on Fridays", false},
    Case{"I'm off to bed", "User has a bed from Ikea", false},
    Case{"I left the office early", "User shares an office with Jo", false},
    Case{"haven't had coffee since Monday", "User drinks coffee", false},
    Case{"me and Otto broke up", "User has a brother called Otto", false},
    Case{"I gave up eggs", "User eats eggs and milk", false}};

bool ended(const Case& c) {
  const auto rules = make_rules_extractor();
  ExtractRequest request;
  request.messages = {{.role = "user", .content = c.said, .at = std::nullopt}};
  const auto extraction = rules->extract(request);
  REQUIRE(extraction.has_value());
  return std::any_of(extraction->candidates.begin(), extraction->candidates.end(),
                     [&](const Candidate& candidate) {
                       return candidate.action == Action::retract &&
                              relate(c.stored, candidate.content, Action::retract).relation ==
                                  Relation::negates;
                     });
}

TEST_CASE("ended: what is said to be over ends what is stored of it, and nothing else") {
  for (const Case& c : kCases) {
    CAPTURE(std::string(c.said));
    CAPTURE(std::string(c.stored));
    CHECK(ended(c) == c.ends);
  }
}

struct Kept {
  const char* said;
  const char* kept;  // for when nothing that is stored ends; empty: nothing
};

constexpr std::array kKept = {
    Kept{"I quit smoking in January", "User quit smoking in January"},
    Kept{"I sold my car to a guy from work", "User sold their car to a guy from work"},
    Kept{"I stopped biting my nails when I turned 30",
         "User stopped biting their nails when User turned 30"},
    Kept{"I dropped out of university in 2015", "User dropped out of university in 2015"},
    Kept{"I gave away my piano", "User gave away their piano"},
    Kept{"I retired from teaching in 2020", "User retired from teaching in 2020"},
    Kept{"I don't use Magnet anymore", ""},
    Kept{"I no longer eat meat", ""},
    Kept{"If I sold my car I'd walk", ""},
    Kept{"I almost cancelled Netflix", ""},
    Kept{"My little brother dropped out of college",
         "User's little brother dropped out of college"},
    Kept{"My brother sold his car", "User's brother sold his car"}};

TEST_CASE("ended: what happened is worth keeping when it ends nothing that is stored") {
  const auto rules = make_rules_extractor();
  for (const Kept& each : kKept) {
    CAPTURE(std::string(each.said));
    ExtractRequest request;
    request.messages = {{.role = "user", .content = each.said, .at = std::nullopt}};
    const auto extraction = rules->extract(request);
    REQUIRE(extraction.has_value());
    std::string kept;
    for (const Candidate& candidate : extraction->candidates) {
      if (candidate.unless_ended) kept += candidate.content;
    }
    CHECK(kept == each.kept);
  }
}

}  // namespace
}  // namespace mnestic::extract
