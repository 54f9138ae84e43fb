// What takes the place of a stored fact: changes told as news, corrections of many shapes, and what
// tells a fact more exactly.
#include <algorithm>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using Strings = std::vector<std::string>;

struct Row {
  Strings known;
  const char* said;
  Strings gone;
  Strings now;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.said);
    EngineFixture memory;
    memory.tell(row.known);
    memory.say(row.said);
    const Strings after = memory.list();
    const auto holds = [&](const std::string& fact) {
      return std::find(after.begin(), after.end(), fact) != after.end();
    };
    for (const std::string& fact : row.known) {
      CAPTURE(fact);
      const bool gone = std::find(row.gone.begin(), row.gone.end(), fact) != row.gone.end();
      CHECK(holds(fact) != gone);
    }
    for (const std::string& fact : row.now) {
      CAPTURE(fact);
      CHECK(holds(fact));
    }
  }
}

TEST_CASE("changed: another post, told as news") {
  check({{{"User is a senior analyst at Aviva", "User lives in Norwich"},
          "Promotion came through! You're now talking to a Principal Analyst",
          {"User is a senior analyst at Aviva"},
          {"User is Principal Analyst at Aviva"}},
         {{"User is a team lead at Zalando"},
          "They've bumped me up to Engineering Manager",
          {"User is a team lead at Zalando"},
          {"User is Engineering Manager"}},
         {{"User works as an accountant", "User lives in Graz"},
          "I retrained as a physiotherapist",
          {"User works as an accountant"},
          {"User retrained as a physiotherapist"}}});
}

TEST_CASE("changed: another thing of the kind") {
  check({{{"User has an iPhone 12", "User has an iPad"},
          "jumped ship to Samsung after ten years of iPhones, keeping the tablet",
          {"User has an iPhone 12"},
          {"User has a Samsung"}},
         {{"User uses Chrome", "User uses Windows"},
          "Firefox is my browser now",
          {"User uses Chrome"},
          {}},
         {{"User works from home", "User works at Aviva"},
          "I'm back in the office full-time now",
          {"User works from home"},
          {}},
         {{"User takes the bus to work", "User works at Bosch"},
          "I cycle to work now instead of the bus",
          {"User takes the bus to work"},
          {}},
         {{"User lives in Cologne", "User works at DHL"},
          "We've upped sticks to Munster",
          {"User lives in Cologne"},
          {}}});
}

TEST_CASE("changed: what people are to each other, and how far at school") {
  check({{{"User is dating Priya", "User works at SAP"},
          "Priya and I got engaged!!",
          {"User is dating Priya"},
          {}},
         {{"User's girlfriend is Lotte", "User has a cat"},
          "Lotte said yes! We're engaged",
          {"User's girlfriend is Lotte"},
          {"User is engaged"}},
         {{"User is seeing someone called Mia casually"},
          "Mia and I are exclusive now",
          {"User is seeing someone called Mia casually"},
          {}},
         {{"User's son Theo goes to nursery"},
          "Theo started school",
          {"User's son Theo goes to nursery"},
          {"User's son Theo started school"}},
         {{"User is learning to drive"},
          "passed my test first time!",
          {"User is learning to drive"},
          {}}});
}

TEST_CASE("changed: nobody else's news") {
  check({{{"User is a senior analyst at Aviva"}, "Promotion didn't come through", {}, {}},
         {{"User is a senior analyst at Aviva"},
          "My sister's promotion came through, she's Head of Marketing now",
          {},
          {}},
         {{"User has an iPhone 12"}, "my wife jumped ship to a Pixel", {}, {}},
         {{"User has an iPhone 12"}, "tempted to jump ship to a Pixel", {}, {}},
         {{"User uses Chrome"}, "Firefox was my browser in 2010", {}, {}},
         {{"User uses Chrome"}, "Firefox is my brother's browser now", {}, {}},
         {{"User works as an accountant"}, "my wife retrained as a physiotherapist", {}, {}},
         {{"User's son Theo goes to nursery"}, "my niece started school", {}, {}},
         {{"User is dating Priya"}, "my friends got engaged", {}, {}}});
}

TEST_CASE("changed: put right by what was said just before, or by the other one") {
  check({{{"User was born in Birmingham, Alabama", "User lives in Leith"},
          "Born in Birmingham, the English one. No idea where you got Alabama from",
          {"User was born in Birmingham, Alabama"},
          {"User was born in Birmingham, the English one"}},
         {{"User plays the viola", "User sings"},
          "I play the violin. Not viola.",
          {"User plays the viola"},
          {"User plays the violin"}},
         {{"User does the cooking at home", "User's partner Marek washes up"},
          "wrong way round! Marek does the cooking, I wash up",
          {"User does the cooking at home", "User's partner Marek washes up"},
          {"User washes up", "User's partner Marek does the cooking at home"}},
         {{"User is allergic to nuts", "User's son Leo is allergic to eggs"},
          "it's the other way about: Leo is allergic to nuts, I'm allergic to eggs",
          {"User is allergic to nuts", "User's son Leo is allergic to eggs"},
          {"User is allergic to eggs", "User's son Leo is allergic to nuts"}},
         {{"User's sister Mia is a nurse", "User has a sister called Eva"},
          "no, the OTHER sister. Eva's the nurse",
          {"User's sister Mia is a nurse"},
          {"User's sister Eva is a nurse"}},
         {{"User's son Theo plays hockey", "User has a son called Max"},
          "wrong son: Max plays hockey",
          {"User's son Theo plays hockey"},
          {"User's son Max plays hockey"}}});
}

TEST_CASE("changed: put right by one word against another") {
  check({{{"User's birthday is 3 June"},
          "not June but July, my birthday",
          {"User's birthday is 3 June"},
          {"User's birthday is 3 July"}},
         {{"User has two sons"},
          "not two sons but two daughters",
          {"User has two sons"},
          {"User has two daughters"}},
         {{"User's meeting is on Tuesday"},
          "I said Tuesday but meant Thursday",
          {"User's meeting is on Tuesday"},
          {}},
         {{"User takes 50mg of sertraline", "User has asthma"},
          "it's 100, not 50, the sertraline",
          {"User takes 50mg of sertraline"},
          {"User takes 100mg of sertraline"}},
         {{"User's therapist is Dr Olson"},
          "Dr Olsen, with an e",
          {"User's therapist is Dr Olson"},
          {"User's therapist is Dr Olsen"}},
         {{"User's flight is at 9:15", "User's flight is with Ryanair"},
          "it's 9:50 not 9:15, and it's easyJet not Ryanair",
          {"User's flight is at 9:15", "User's flight is with Ryanair"},
          {"User's flight is at 9:50", "User's flight is with easyJet"}},
         {{"User takes sertraline 50 mg daily"},
          "Doc's upped my sertraline from 50 to 100",
          {"User takes sertraline 50 mg daily"},
          {"User takes sertraline 100 mg daily"}}});
}

TEST_CASE("changed: told more exactly, as an afterthought") {
  check({{{"User has a dog called Fergus"},
          "he's a lurcher btw, the dog. Nearly eleven",
          {"User has a dog called Fergus"},
          {"User has a dog called Fergus, a lurcher"}},
         {{"User is learning the guitar"},
          "flamenco guitar I should have said, nylon strings and all",
          {"User is learning the guitar"},
          {"User is learning the flamenco guitar, nylon strings and all"}},
         {{"User plays the saxophone"},
          "tenor sax, I should say",
          {"User plays the saxophone"},
          {"User plays the tenor sax"}},
         {{"User works in a hospital"},
          "as an anaesthetist, I should add",
          {"User works in a hospital"},
          {"User works in a hospital as an anaesthetist"}},
         {{"User has a dog called Fergus"}, "he's at the vet, the dog", {}, {}},
         {{"User drives a Skoda"}, "it's filthy, the Skoda", {}, {}},
         {{"User plays the saxophone"}, "Coltrane played tenor sax", {}, {}}});
}

}  // namespace
}  // namespace mnestic::memory
