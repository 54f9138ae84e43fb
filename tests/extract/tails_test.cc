// What stands behind a comma: reasons, exceptions, where a thing is, what was before; and words
// that only look like it.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kReasons = {
    Reading{"Never suggest recipes with pork, we keep halal",
            "+ User wants the assistant never to suggest recipes with pork; + User keeps halal"},
    Reading{"Don't recommend horror films, I get nightmares",
            "+ User wants the assistant not to recommend horror films; + User gets nightmares"},
    Reading{"Avoid seafood recipes because my husband is allergic",
            "+ User wants the assistant to avoid seafood recipes because their husband is "
            "allergic"},
    Reading{"Avoid seafood recipes, my husband is allergic",
            "+ User wants the assistant to avoid seafood recipes; + User's husband is allergic"},
    Reading{"Never use emoji, I mean it", "+ User wants the assistant never to use emoji"},
    Reading{"Always answer in metric, I beg you",
            "+ User wants the assistant always to answer in "
            "metric"},
    Reading{"I avoid onions, they give me heartburn",
            "+ User avoids onions; + Onions give User heartburn"},
    Reading{"I stopped drinking coffee, it gave me palpitations",
            "- User drinks coffee; + Coffee gave User palpitations"},
    Reading{"I'd take a paper book over a Kindle any day, the screen gives me headaches",
            "+ User prefers a paper book over a Kindle; + The screen gives User headaches"},
    Reading{"I avoid onions, it gives me nothing", "+ User avoids onions"}};

constexpr std::array kChoices = {
    Reading{"Window seat always, aisle if it's under an hour",
            "+ User always prefers a window seat; + User prefers an aisle seat if it is under an "
            "hour"},
    Reading{"Oat milk always, almond if they're out",
            "+ User always prefers oat milk; + User prefers almond milk if they are out"},
    Reading{"Late always, sorry if it's a bother", ""},
    Reading{"For holidays it's hills and quiet over beaches and clubs, every time",
            "+ User prefers hills and quiet to beaches and clubs for holidays"},
    Reading{"For coding it's dark themes over light ones",
            "+ User prefers dark themes to light ones for coding"},
    Reading{"For now it's sun over Leeds", ""},
    Reading{"I find podcasts boring except for In Our Time",
            "+ User finds podcasts boring with the exception of In Our Time; + User does not find "
            "In Our Time boring"},
    Reading{"I like all cheese except blue", "+ User likes all cheese except blue"},
    Reading{"I work every day except Sunday", "+ User works every day except Sunday"},
    Reading{"I love the mountains, it's the beach I can't stand",
            "+ User loves the mountains; + User cannot stand the beach"},
    Reading{"I much prefer tabs to spaces and yes I'll die on that hill",
            "+ User much prefers tabs to spaces"}};

constexpr std::array kTails = {
    Reading{"I've just bought a narrowboat, she's called Marigold, moored at Skipton",
            "+ User has just bought a narrowboat; + User's narrowboat is called Marigold; + User's "
            "narrowboat is moored at Skipton"},
    Reading{"I have a horse, stabled at Ash Farm",
            "+ User has a horse; + User's horse is stabled at Ash Farm"},
    Reading{"I met her at Fennel Logistics, where I work",
            "+ User met her at Fennel Logistics; + User works at Fennel Logistics"},
    Reading{"I'm retired, before that I was a locksmith",
            "+ User is retired; + User used to be a locksmith"},
    Reading{"I was nervous before I was a teacher", "+ User was nervous before User was a teacher"},
    Reading{"The wedding is in Kraków, about 90 guests",
            "+ User's wedding is in Kraków; + User's wedding has about 90 guests"},
    Reading{"I make beats, mostly drill, got 2 tracks on Spotify",
            "+ User makes beats, mostly drill; + User has 2 tracks on Spotify"},
    Reading{"pepper the parrot swears in Dutch, I swear I didn't teach him",
            "+ User's parrot Pepper swears in Dutch"},
    Reading{"feed the cat is on my list", ""},
    Reading{"my stack is basically Laravel + Vue, with Redis for queues",
            "+ User uses Laravel; + User uses Vue; + User uses Redis for queues"},
    Reading{"I use Figma, with Notion for notes",
            "+ User uses Figma; + User uses Notion for "
            "notes"},
    Reading{"passport no. is 533401872 and it expires in March 2031",
            "+ User's passport expires in March 2031"}};

TEST_CASE("tails: a wish or a habit and its reason") { check_readings(kReasons); }
TEST_CASE("tails: choices with exceptions and scopes") { check_readings(kChoices); }
TEST_CASE("tails: more of what was named before") { check_readings(kTails); }

}  // namespace
}  // namespace mnestic::extract
