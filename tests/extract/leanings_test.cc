// Leanings: what is wanted rather than something else, and how firmly; and words that only look
// like it.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kOver = {
    Reading{"fountain pens over biros, I will die on this hill",
            "+ User prefers fountain pens to biros"},
    Reading{"trains over planes, no contest", "+ User prefers trains to planes"},
    Reading{"Tea over coffee, every time", "+ User prefers tea to coffee"},
    Reading{"cash over card for me", "+ User prefers cash to card"},
    Reading{"Mountains over beaches any day", "+ User prefers mountains to beaches"},
    Reading{"Driving over flying", "+ User prefers driving to flying"},
    Reading{"Aisle seat. Always.", "+ User always prefers an aisle seat"},
    Reading{"Front row seat. Every time.", "+ User always prefers a front row seat"},
    Reading{"Game over, sorry", ""},
    Reading{"Fog over London", ""},
    Reading{"Problems? Always.", ""},
    Reading{"Late again. Always.", ""}};

constexpr std::array kLimits = {
    Reading{"I'm fine with spicy but nothing hotter than a jalapeño",
            "+ User does not mind spicy but nothing hotter than a jalapeño"},
    Reading{"OK with wine but nothing sweeter than a riesling",
            "+ User does not mind wine but nothing sweeter than a riesling"},
    Reading{"Happy to hike but nothing longer than 10 km",
            "+ User likes to hike but nothing longer than 10 km"},
    Reading{"Morning meetings only, I crash after lunch",
            "+ User prefers morning meetings only; + User crashes after lunch"},
    Reading{"Paper books only, screens before bed keep me awake",
            "+ User prefers paper books only; + User finds that screens before bed keep User "
            "awake"},
    Reading{"My brain only works before ten in the morning",
            "+ User's brain only works before ten in the morning"},
    Reading{"My brain is fried", ""},
    Reading{"I'm fine, thanks, but nothing works", ""}};

constexpr std::array kTurns = {
    Reading{"Can't stand horror films, though The Shining is a masterpiece",
            "+ User cannot stand horror films; + User finds that The Shining is a masterpiece"},
    Reading{"I hate jazz, but Kind of Blue is brilliant",
            "+ User hates jazz; + User finds that Kind of Blue is brilliant"},
    Reading{"I hate jazz, though the weather is great", "+ User hates jazz"},
    Reading{"Meh on sushi. Ramen though? Every single day if I could",
            "+ User is not keen on sushi; + User likes Ramen"},
    Reading{"Meh on olives. Capers though? By the bucket",
            "+ User is not keen on olives; + User likes Capers"},
    Reading{"Monday meetings though? Every week.", ""}};

constexpr std::array kWishes = {
    Reading{"Show me the code first and explain afterwards",
            "+ User wants the assistant to show User the code first and explain afterwards"},
    Reading{"Give me the answer first, then the reasoning",
            "+ User wants the assistant to give User the answer first, then the reasoning"},
    Reading{"British spelling, please, and write dates day first",
            "+ User wants british spelling; + User wants the assistant to write dates day first"},
    Reading{"Celsius please, Fahrenheit means nothing to me", "+ User wants Celsius"},
    Reading{"Show me the first chapter and then explain it", ""},
    Reading{"Show me how to install python first and then explain the config", ""},
    Reading{"I'm trying to get my 5k under 25 minutes",
            "+ User is trying to get their 5k under 25 minutes"},
    Reading{"trying to get my rent down to 900", "+ User is trying to get their rent down to 900"},
    Reading{"trying to get my script under 100 lines", ""}};

TEST_CASE("what is wanted rather than something else") { check_readings(kOver); }
TEST_CASE("how far something is liked, and when") { check_readings(kLimits); }
TEST_CASE("a dislike, and what it spares") { check_readings(kTurns); }
TEST_CASE("wishes that last, and figures to be reached") { check_readings(kWishes); }

}  // namespace
}  // namespace mnestic::extract
