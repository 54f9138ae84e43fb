// What a message does to stored facts when the facts lead: cues that mean nothing alone.
#include <algorithm>
#include <utility>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

struct Row {
  Strings known;
  std::string said;
  Strings after;  // sorted
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.said);
    EngineFixture memory;
    memory.tell(row.known);
    const Strings before = memory.list();
    RememberRequest dry{.user_id = "u", .text = row.said};
    dry.dry_run = true;
    const auto foretold = expect(memory.engine.remember(dry));
    CHECK(memory.list() == before);
    const auto done = memory.say(row.said);
    CHECK(EngineFixture::contents(foretold.added) == EngineFixture::contents(done.added));
    CHECK(EngineFixture::contents(foretold.removed) == EngineFixture::contents(done.removed));
    for (const auto& reason : done.reasons) CHECK(!reason.text.empty());
    CHECK(memory.list() == row.after);
    if (done.change.sequence == 0) continue;
    static_cast<void>(expect(memory.engine.undo({.user_id = "u"})));
    CHECK(memory.list() == before);
  }
}

TEST_CASE("led: what happened is kept only when it ends nothing") {
  check({
      {{"User plays the cello"},
       "I sold my car to a guy from work",
       {"User plays the cello", "User sold their car to a guy from work"}},
      {{"User has a car", "User plays the cello"},
       "I sold my car to a guy from work",
       {"User plays the cello"}},
      {{"User smokes"}, "I quit smoking", {}},
      {{"User vapes"}, "I quit smoking", {"User quit smoking", "User vapes"}},
  });
}

TEST_CASE("led: what has ended, by any idiom") {
  check({
      {{"User is seeing a therapist", "User sees friends on Fridays"},
       "my sessions with the therapist have come to an end",
       {"User sees friends on Fridays"}},
      {{"User subscribes to the Guardian", "User reads the Economist"},
       "Let my Guardian subscription run out",
       {"User reads the Economist"}},
      {{"User uses Trello at work", "User uses Jira at work"},
       "we're not on Trello any more at work",
       {"User uses Jira at work"}},
      {{"User has a gym membership at PureGym", "User goes bouldering on Sundays"},
       "I don't have a gym membership any more",
       {"User goes bouldering on Sundays"}},
      {{"User's son is called Jude", "User has a mortgage with Nationwide"},
       "you don't need to know about my mortgage, take it out",
       {"User's son is called Jude"}},
  });
}

TEST_CASE("led: what is done to somebody else, or elsewhere, changes nothing") {
  for (const auto& [known, said] : std::vector<std::pair<std::string, std::string>>{
           {"User flew to Rome in April 2025", "I flew to Paris"},
           {"User went to Rome", "I went to Paris last week"},
           {"User talks to Ana every Sunday", "I talked to Ben"},
           {"User gave the bike to Ben", "I gave the car to Kim"},
           {"User sent the contract to Lena in May 2025", "I sent the invoice to Tom"},
           {"User drives to Graz on Fridays", "I drove to Linz today"},
           {"User works from 9 to 5", "I worked till 8 yesterday"},
           {"User visited Rome in April 2025", "It was 2019 when I visited Oslo"},
       }) {
    CAPTURE(said);
    EngineFixture memory;
    memory.tell({known});
    CHECK(memory.say(said).updated.empty());
    const Strings after = memory.list();
    CHECK(std::find(after.begin(), after.end(), known) != after.end());
  }
}

TEST_CASE("led: what is stressed by \"it was\" is an owner only of what has none") {
  check({
      {{"User moved to Lisbon in October 2025"},
       "Actually it was September that I moved, not October",
       {"User moved to Lisbon in September 2025"}},
      {{"User moved to Lisbon"},
       "It was Porto that I moved to, not Lisbon",
       {"User moved to Porto"}},
      {{"User's brother Tom lives in Graz"},
       "it was Vienna where Tom lives, not Graz",
       {"User's brother Tom lives in Vienna"}},
      {{"User has a Tesla"}, "it's my cousin who has the Tesla", {"User's cousin has a Tesla"}},
  });
}

TEST_CASE("led: what is behind one, stopped by others, or no longer needed") {
  check({
      {{"User bowls on Tuesdays"}, "I've put bowls behind me", {}},
      {{"User sings in a choir", "User has a piano"}, "I'm out of the choir", {"User has a piano"}},
      {{"User is in a rowing team"}, "I'm no longer part of the rowing team", {}},
      {{"User takes statins", "User takes iron"},
       "The doctor stopped my statins",
       {"User takes iron"}},
      {{"User wears a wrist splint"}, "don't need the wrist splint any more", {}},
      {{"User walks with a stick"},
       "I can walk without the stick now",
       {"User can walk without the stick now"}},
      {{"User watches Bake Off", "User watches Traitors"},
       "I gave Traitors the boot",
       {"User watches Bake Off"}},
      {{"User likes aniseed"}, "I've gone right off aniseed", {"User has gone right off aniseed"}},
      {{"User drives a Skoda"},
       "I crashed the Skoda, it's a write-off",
       {"User crashed the Skoda"}},
  });
}

TEST_CASE("led: what an event ends without naming it") {
  check({
      {{"User is pregnant", "User lives in Ulm"},
       "I had the baby",
       {"User had the baby", "User lives in Ulm"}},
      {{"User is unemployed"}, "I found a job at DHL", {"User found a job at DHL"}},
      {{"User has a lodger called Petra"}, "Petra has moved out", {}},
      {{"User has a gardener"}, "our gardener quit", {"User's gardener quit"}},
      {{"User is on maternity leave"}, "I'm back from maternity leave", {}},
      {{"User's therapist is Dr Bell"},
       "my therapist retired so I see Dr Varga these days",
       {"User's therapist is Dr Varga", "User's therapist retired"}},
  });
}

TEST_CASE("led: what is not meant stays") {
  check({
      {{"User plays chess", "User's daughter Ana plays chess"},
       "Ana has given up chess",
       {"User plays chess"}},
      {{"User's brother Tom plays chess"},
       "Tom cancelled chess this Thursday",
       {"User's brother Tom plays chess"}},
      {{"User has a daughter called Ana", "User rides a bike"},
       "sold Ana's old bike",
       {"User has a daughter called Ana", "User rides a bike"}},
      {{"User is reading Middlemarch"},
       "Middlemarch is over 800 pages, by the way",
       {"User is reading Middlemarch"}},
      {{"User has a meeting with Priya on Friday"},
       "Priya is over the moon about Friday",
       {"User has a meeting with Priya on Friday"}},
      {{"User plays golf", "User drives a VW Golf"}, "sold the Golf", {"User plays golf"}},
      {{"User is dating Ines", "User works with Ines"},
       "I'm totally over Ines",
       {"User works with Ines"}},
      {{"User is learning Spanish"},
       "no I haven't given up Spanish, still at it daily",
       {"User is learning Spanish"}},
      {{"User's sister is a nurse"},
       "My sister's colleague quit nursing",
       {"User's sister is a nurse"}},
      {{"User likes tea and coffee"},
       "gave up coffee in March",
       {"User gave up coffee in March 2026", "User likes tea and coffee"}},
      {{"User's mother lives in Cork"},
       "my mother-in-law has left Cork",
       {"User's mother lives in Cork", "User's mother-in-law has left Cork"}},
      {{"User takes sertraline"},
       "if I stopped sertraline, would I get withdrawal?",
       {"User takes sertraline"}},
  });
}

TEST_CASE("led: another value of the same kind") {
  check({
      {{"User pays 60 a month for internet"},
       "internet's gone up to 72",
       {"User pays 72 a month for internet"}},
      {{"User goes to yoga on Mondays", "User has choir on Mondays"},
       "yoga's on Wednesdays now",
       {"User goes to yoga on Wednesdays", "User has choir on Mondays"}},
      {{"User weighs 92 kg"}, "down to 85 kilos!", {"User weighs 85 kg"}},
      {{"User works four days a week", "User has four plants"},
       "back to five days a week at work",
       {"User has four plants", "User works five days a week"}},
      {{"User's rent is 800 a month", "User's mortgage on the shop is 900 a month"},
       "mortgage on the shop is up to 950",
       {"User's mortgage on the shop is 950 a month", "User's rent is 800 a month"}},
      {{"User has a red bike", "User has a blue car"},
       "the car's red now, had it resprayed",
       {"User has a red bike", "User has a red car"}},
  });
}

TEST_CASE("led: another way of living takes the place of the old one") {
  check({
      {{"User uses Windows", "User uses Thunderbird"},
       "I'm on Linux now",
       {"User is on Linux now", "User uses Thunderbird"}},
      {{"User is vegan"}, "I went back to eating meat", {"User went back to eating meat"}},
      {{"User drinks regular coffee"}, "switched to decaf", {"User switched to decaf"}},
      {{"User lives with their parents"},
       "I've got my own place now",
       {"User has got their own place now"}},
      {{"User goes to the pool in the evening"},
       "I go to the pool in the mornings now",
       {"User goes to the pool in the mornings now"}},
      {{"User's boyfriend is Matteo"},
       "Matteo is my husband now",
       {"Matteo is User's husband now"}},
      {{"User works as a bartender"},
       "I've been promoted to manager",
       {"User has been promoted to manager"}},
      {{"User hates olives"}, "I've come round to olives", {"User likes olives now"}},
  });
}

TEST_CASE("led: one thing in another's place") {
  check({
      {{"User is learning French"},
       "dropped French in favour of Greek",
       {"User is learning Greek"}},
      {{"User plays the oboe"},
       "gave up the oboe to focus on the bassoon",
       {"User plays the bassoon"}},
      {{"User's car is a Fiat Punto"},
       "the Punto's been replaced by a Polo",
       {"User's car is a Polo"}},
      {{"User's book circle is reading Emma"},
       "the book circle has moved on to Persuasion",
       {"User's book circle is reading Persuasion"}},
      {{"User takes ramipril"},
       "they switched me from ramipril to losartan",
       {"User takes losartan"}},
      {{"User lives in Eindhoven"},
       "we're in Utrecht these days",
       {"User is in Utrecht these days"}},
  });
}

TEST_CASE("led: what was wrong is put right where it stands") {
  check({
      {{"User lives in Newcastle", "User supports Newcastle United"},
       "I said Newport, not Newcastle!",
       {"User lives in Newport", "User supports Newcastle United"}},
      {{"User's son Max is seven", "User's son Leo is four"},
       "you have my boys mixed up: Leo is seven and Max is four",
       {"User's son Leo is seven", "User's son Max is four"}},
      {{"User is allergic to penicillin"},
       "correction: it's amoxicillin I'm allergic to",
       {"User is allergic to amoxicillin"}},
      {{"User plays the viola"}, "viola?? I play the violin", {"User plays the violin"}},
      {{"User's cat is called Mabel"}, "she's spelt Maybel btw", {"User's cat is called Maybel"}},
      {{"User broke their left arm"},
       "it was the right arm, not the left",
       {"User broke their right arm"}},
      {{"User has a rabbit called Oreo"},
       "Oreo isn't a rabbit, he's a guinea pig",
       {"User has a guinea pig called Oreo"}},
  });
}

TEST_CASE("led: what was misheard, another's, or never said") {
  check({
      {{"User has a degree in geography"},
       "my degree's in geology, I don't know where you got geography from",
       {"User has a degree in geology"}},
      {{"User owns a glass studio"},
       "wrong person! Ines has the glass studio, I only rent a shelf there",
       {"Ines owns a glass studio", "User only rents a shelf there"}},
      {{"User owns a canoe"},
       "the canoe isn't mine, it's my uncle's",
       {"User's uncle owns a canoe"}},
      {{"User likes jazz", "User likes tea"}, "I never said I like jazz", {"User likes tea"}},
      {{"User meets the lawyer at 14:00"},
       "oops, lawyer is at 15:00",
       {"User meets the lawyer at 15:00"}},
      {{"User has a son called Jon"}, "it's John with an h", {"User has a son called John"}},
      {{"Romy is User's sister"}, "Romy's my half-sister", {"Romy is User's half-sister"}},
  });
}

TEST_CASE("led: more of what is known") {
  check({
      {{"User lives in London"}, "Peckham, to be exact", {"User lives in London, Peckham"}},
      {{"User's parents live up north"},
       "by 'up north' I meant Cumbria",
       {"User's parents live up north (Cumbria)"}},
      {{"User drinks oat milk"},
       "It's oat milk, the barista kind specifically",
       {"User drinks oat milk, barista kind"}},
  });
}

}  // namespace
}  // namespace mnestic::memory
