// Sentences whose shape hides who does what, and what becomes of them.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

TEST_CASE("plain: lists and values with a heading") {
  const std::array cases = {
      Reading{"Darkroom gear worth naming: a stove and a bivvy bag",
              "+ User has a stove; + User has a bivvy bag"},
      Reading{"stack at work: Elixir, Postgres",
              "+ User uses Elixir at work; + User uses Postgres at work"},
      Reading{"Tools: none", ""},
      Reading{"Allergies: penicillin, kiwi fruit",
              "+ User is allergic to penicillin; + User is allergic to kiwi fruit"},
      Reading{"Sports I follow: cricket, snooker and, when it's on, biathlon",
              "+ User follows cricket; + User follows snooker; + User follows biathlon"},
      Reading{"On my desk: a Keychron and a lamp",
              "+ User has a Keychron on their desk; + User has a lamp on their desk"},
      Reading{"My kids' names are Otis and Wren",
              "+ One of User's kids is called Otis; + One of User's kids is called Wren"},
      Reading{"Spotify for music, Pocket Casts for podcasts",
              "+ User uses Spotify for music; + User uses Pocket Casts for podcasts"},
      Reading{"Shoe size 44", "+ User's shoe size is 44"},
      Reading{"New boss: Marta took over from Erik", "+ User's boss is Marta"},
      Reading{"Favourite authors? Le Guin and Pratchett.",
              "+ One of User's favourite authors is Le Guin; + One of User's favourite authors is "
              "Pratchett"},
      Reading{"Olives? Hate them.", "+ User hates olives"},
      Reading{"Spicy food? The hotter the better",
              "+ User likes spicy food, the hotter the better"},
      Reading{"Result: 42", ""},
      Reading{"Error: name is missing", ""},
      Reading{"Olives? What goes with them?", ""}};
  check_readings(cases);
}

TEST_CASE("plain: words in another order") {
  const std::array cases = {
      Reading{"What I really hate is wet socks", "+ User really hates wet socks"},
      Reading{"The thing I miss most is the sea", "+ User misses the sea"},
      Reading{"The guitar I play is a classical one", "+ User's guitar is a classical guitar"},
      Reading{"It's only tree nuts I react to", "+ User reacts to only tree nuts"},
      Reading{"Give me mountains over beaches any day", "+ User prefers mountains over beaches"},
      Reading{"Nothing beats a jigsaw on a rainy day", "+ User loves a jigsaw on a rainy day"},
      Reading{"Of all the seasons autumn is my favourite", "+ User's favourite season is autumn"},
      Reading{"Neither cilantro nor olives for me",
              "+ User does not like cilantro; + User does not like olives"},
      Reading{"Window seat if there's a choice", "+ User prefers a window seat"},
      Reading{"My email changed to lena@posteo.example", "+ User's email is lena@posteo.example"},
      Reading{"I'd appreciate it if you cited your sources",
              "+ User wants the assistant to cite its sources"}};
  check_readings(cases);
}

TEST_CASE("plain: likes and dislikes without a verb") {
  const std::array cases = {
      Reading{"Gin yes, whisky no", "+ User likes gin; + User does not like whisky"},
      Reading{"Please no mushrooms, ever", "+ User wants no mushrooms"},
      Reading{"Nothing with raisins in it for me", "+ User wants nothing with raisins in it"},
      Reading{"I could eat dumplings every day", "+ User loves dumplings"},
      Reading{"For notes it's Obsidian, for mail Fastmail",
              "+ User uses Obsidian for notes; + User uses Fastmail for mail"},
      Reading{"No problem, thanks", ""},
      Reading{"Yes please, no rush", ""},
      Reading{"I could eat a horse", ""}};
  check_readings(cases);
}

TEST_CASE("plain: whom it is about") {
  const std::array cases = {
      Reading{"My sister, who lives in Rome, has two kids",
              "+ User's sister lives in Rome; + User's sister has two kids"},
      Reading{"Our eldest, Freya, is at uni in Leeds", "+ User's eldest Freya is at uni in Leeds"},
      Reading{"Tariq (my husband) does the cooking", "+ User's husband Tariq does the cooking"},
      Reading{
          "I've got an older sister, Nadia, and a younger brother, Sami",
          "+ User has got an older sister called Nadia; + User has got a younger brother called "
          "Sami"},
      Reading{"Half of my team is based in Krakow", "+ Half of User's team is based in Krakow"},
      Reading{"Nobody in my family drives", "+ Nobody in User's family drives"},
      Reading{"Two of our hens are called Thelma and Louise",
              "+ One of User's hens is called Thelma; + One of User's hens is called Louise"},
      Reading{"Moved to Lisbon in May, still looking for a flat",
              "+ User moved to Lisbon in May; + User is still looking for a flat"},
      Reading{"Been sober for three years", "+ User has been sober for three years"},
      Reading{"My brother lives in Perth, my sister in Accra",
              "+ User's brother lives in Perth; + User's sister lives in Accra"},
      Reading{"In the film, Anna lives in Moscow", ""},
      Reading{"The sign says I must wear a helmet", ""},
      Reading{"I click on File and nothing happens", ""},
      Reading{"I've got a headache", ""},
      Reading{"I'm Femke, 52, a notary from Ghent",
              "+ User is Femke; + User is 52; + User is a notary from Ghent"},
      Reading{"The cat, Sir Reginald, only drinks from the tap",
              "+ User's cat Sir Reginald only drinks from the tap"},
      Reading{"I look after the kids", "+ User looks after the kids"},
      Reading{"Blood pressure's been creeping up", "+ User's blood pressure has been creeping up"},
      Reading{"The function returns undefined when I call it twice", ""},
      Reading{"I swear this printer hates me", ""},
      Reading{"I've attached the file", ""},
      Reading{"I'm on the train", ""},
      Reading{"do people still use Skype", ""}};
  check_readings(cases);
}

TEST_CASE("plain: what has ended, without a plain verb for it") {
  const std::array cases = {
      Reading{"The doctor took me off warfarin", "- User takes warfarin"},
      Reading{"They put me on lamotrigine", "+ User is on lamotrigine"},
      Reading{"I stepped down as treasurer", "- User is treasurer"},
      Reading{"no longer a student", "- User is a student"},
      Reading{"not vegan any more", "- User is vegan"},
      Reading{"I kicked smoking", "- User smokes"},
      Reading{"Instead of Trello I use Notion now", "- User uses Trello; + User uses Notion"},
      Reading{"don't call me Bobby anymore", "- User wants to be called Bobby"},
      Reading{"I never lived in Spain, it was Portugal", "+ It is Portugal, not Spain"},
      Reading{"I'm not on Twitter these days", "- User is on Twitter"},
      Reading{"My contract runs out in June", "+ User's contract runs out in June"},
      Reading{"I go to the gym five times a week now, up from three",
              "+ User goes to the gym five times a week now, up from three"}};
  check_readings(cases);
}

}  // namespace
}  // namespace mnestic::extract
