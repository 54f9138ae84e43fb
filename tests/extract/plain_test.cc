// Sentences whose shape hides who does what, and what becomes of them.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* text;
  const char* expected;
};

TEST_CASE("plain: lists and values with a heading") {
  const std::array cases = {
      Case{"Allergies: penicillin, kiwi fruit",
           "+ User is allergic to penicillin; + User is allergic to kiwi fruit"},
      Case{"Sports I follow: cricket, snooker and, when it's on, biathlon",
           "+ User follows cricket; + User follows snooker; + User follows biathlon"},
      Case{"On my desk: a Keychron and a lamp",
           "+ User has a Keychron on their desk; + User has a lamp on their desk"},
      Case{"My kids' names are Otis and Wren",
           "+ One of User's kids is called Otis; + One of User's kids is called Wren"},
      Case{"Spotify for music, Pocket Casts for podcasts",
           "+ User uses Spotify for music; + User uses Pocket Casts for podcasts"},
      Case{"Shoe size 44", "+ User's shoe size is 44"},
      Case{"New boss: Marta took over from Erik", "+ User's boss is Marta"},
      Case{"Favourite authors? Le Guin and Pratchett.",
           "+ One of User's favourite authors is Le Guin; + One of User's favourite authors is "
           "Pratchett"},
      Case{"Olives? Hate them.", "+ User hates olives"},
      Case{"Spicy food? The hotter the better", "+ User likes spicy food, the hotter the better"},
      Case{"Result: 42", ""},
      Case{"Error: name is missing", ""},
      Case{"Olives? What goes with them?", ""}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.text));
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("plain: words in another order") {
  const std::array cases = {
      Case{"What I really hate is wet socks", "+ User really hates wet socks"},
      Case{"The thing I miss most is the sea", "+ User misses the sea"},
      Case{"The guitar I play is a classical one", "+ User's guitar is a classical guitar"},
      Case{"It's only tree nuts I react to", "+ User reacts to only tree nuts"},
      Case{"Give me mountains over beaches any day", "+ User prefers mountains over beaches"},
      Case{"Nothing beats a jigsaw on a rainy day", "+ User loves a jigsaw on a rainy day"},
      Case{"Of all the seasons autumn is my favourite", "+ User's favourite season is autumn"},
      Case{"Neither cilantro nor olives for me",
           "+ User does not like cilantro; + User does not like olives"},
      Case{"Window seat if there's a choice", "+ User prefers a window seat"},
      Case{"My email changed to lena@posteo.example", "+ User's email is lena@posteo.example"},
      Case{"I'd appreciate it if you cited your sources",
           "+ User wants the assistant to cite its sources"}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.text));
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("plain: likes and dislikes without a verb") {
  const std::array cases = {
      Case{"Gin yes, whisky no", "+ User likes gin; + User does not like whisky"},
      Case{"Please no mushrooms, ever", "+ User wants no mushrooms"},
      Case{"Nothing with raisins in it for me", "+ User wants nothing with raisins in it"},
      Case{"I could eat dumplings every day", "+ User loves dumplings"},
      Case{"For notes it's Obsidian, for mail Fastmail",
           "+ User uses Obsidian for notes; + User uses Fastmail for mail"},
      Case{"No problem, thanks", ""},
      Case{"Yes please, no rush", ""},
      Case{"I could eat a horse", ""}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.text));
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("plain: whom it is about") {
  const std::array cases = {
      Case{"My sister, who lives in Rome, has two kids",
           "+ User's sister lives in Rome; + User's sister has two kids"},
      Case{"Our eldest, Freya, is at uni in Leeds", "+ User's eldest Freya is at uni in Leeds"},
      Case{"Tariq (my husband) does the cooking", "+ User's husband Tariq does the cooking"},
      Case{"I've got an older sister, Nadia, and a younger brother, Sami",
           "+ User has got an older sister called Nadia; + User has got a younger brother called "
           "Sami"},
      Case{"Half of my team is based in Krakow", "+ Half of User's team is based in Krakow"},
      Case{"Nobody in my family drives", "+ Nobody in User's family drives"},
      Case{"Two of our hens are called Thelma and Louise",
           "+ One of User's hens is called Thelma; + One of User's hens is called Louise"},
      Case{"Moved to Lisbon in May, still looking for a flat",
           "+ User moved to Lisbon in May; + User is still looking for a flat"},
      Case{"Been sober for three years", "+ User has been sober for three years"},
      Case{"My brother lives in Perth, my sister in Accra",
           "+ User's brother lives in Perth; + User's sister lives in Accra"},
      Case{"In the film, Anna lives in Moscow", ""},
      Case{"The sign says I must wear a helmet", ""},
      Case{"I click on File and nothing happens", ""},
      Case{"I've got a headache", ""},
      Case{"I'm Femke, 52, a notary from Ghent",
           "+ User is Femke; + User is 52; + User is a notary from Ghent"},
      Case{"The cat, Sir Reginald, only drinks from the tap",
           "+ User's cat Sir Reginald only drinks from the tap"},
      Case{"I look after the kids", "+ User looks after the kids"},
      Case{"Blood pressure's been creeping up", "+ User's blood pressure has been creeping up"},
      Case{"The function returns undefined when I call it twice", ""},
      Case{"I swear this printer hates me", ""},
      Case{"I've attached the file", ""},
      Case{"I'm on the train", ""},
      Case{"do people still use Skype", ""}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.text));
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("plain: what has ended, without a plain verb for it") {
  const std::array cases = {
      Case{"The doctor took me off warfarin", "- User takes warfarin"},
      Case{"They put me on lamotrigine", "+ User is on lamotrigine"},
      Case{"I stepped down as treasurer", "- User is treasurer"},
      Case{"no longer a student", "- User is a student"},
      Case{"not vegan any more", "- User is vegan"},
      Case{"I kicked smoking", "- User smokes"},
      Case{"Instead of Trello I use Notion now", "- User uses Trello; + User uses Notion"},
      Case{"don't call me Bobby anymore", "- User wants to be called Bobby"},
      Case{"I never lived in Spain, it was Portugal", "+ It is Portugal, not Spain"},
      Case{"I'm not on Twitter these days", "- User is on Twitter"},
      Case{"My contract runs out in June", "+ User's contract runs out in June"},
      Case{"I go to the gym five times a week now, up from three",
           "+ User goes to the gym five times a week now, up from three"}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.text));
    CHECK(read_text(c.text) == c.expected);
  }
}

}  // namespace
}  // namespace mnestic::extract
