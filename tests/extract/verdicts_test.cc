// Verdicts: what is liked and what is not, told in a word or two, and words that only look like
// one.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kTastes = {
    Reading{"window seat always, and never row one",
            "+ User always prefers a window seat; + User never wants row one"},
    Reading{"Dogs yes, cats no, sorry", "+ User likes dogs; + User does not like cats"},
    Reading{"Trains yes, planes never", "+ User likes trains; + User does not like planes"},
    Reading{"Can't be doing with small talk", "+ User cannot be doing with small talk"},
    Reading{"A good western though? Count me in", "+ User likes a good western"},
    Reading{"Spreadsheets bore me. A messy dataset though? Sign me up",
            "+ Spreadsheets bore User; + User likes a messy dataset"},
    Reading{"Celery tastes of sadness", "+ User finds that celery tastes of sadness"},
    Reading{"Kombucha smells like feet to me", "+ User finds that kombucha smells like feet"},
    Reading{"Paper books, not e-readers, for me", "+ User prefers paper books to e-readers"},
    Reading{"Not big on sweets", "+ User is not big on sweets"},
    Reading{"Sucker for a good crossword", "+ User is a sucker for a good crossword"},
    Reading{"You can't beat a cold swim", "+ User loves a cold swim"},
    Reading{"Board games are very much my thing", "+ User loves board games"},
    Reading{"Give me a window seat and I'm happy", "+ User loves a window seat"},
    Reading{"I'll take a paperback over a Kindle every single time",
            "+ User prefers a paperback over a Kindle"},
    Reading{"Anything with aubergine and I'm there", "+ User loves anything with aubergine"},
    Reading{"Camping? No chance", "+ User does not like camping"},
    Reading{"Gigs? Always up for one", "+ User likes gigs"}};

constexpr std::array kBodies = {
    Reading{"My commute takes an hour and ten minutes each way",
            "+ User's commute takes an hour and ten minutes each way"},
    Reading{"I sleep six and a half hours a night", "+ User sleeps six and a half hours a night"},
    Reading{"It takes me an hour and a half to get to work",
            "+ User takes an hour and a half to get to work"},
    Reading{"I'm allergic to penicillin and my son to peanuts",
            "+ User is allergic to penicillin; + User's son is allergic to peanuts"},
    Reading{"I'm from Cork and my husband from Lagos",
            "+ User is from Cork; + User's husband is from Lagos"},
    Reading{"I was born in Kyiv and my sister in Lviv",
            "+ User was born in Kyiv; + User's sister was born in Lviv"},
    Reading{"I've been to Japan and my brother to Korea",
            "+ User has been to Japan; + User's brother has been to Korea"},
    Reading{"I haven't eaten meat since 2012",
            "- User does meat; + User has not eaten meat since 2012"},
    Reading{"I haven't eaten since breakfast", ""},
    Reading{"anything that makes me drowsy is out because I operate a crane",
            "+ User avoids anything that makes User drowsy; + User operates a crane"},
    Reading{"Shellfish is off limits for me", "+ User avoids shellfish"},
    Reading{"I've no smartphone, only an ancient Nokia",
            "+ User has no smartphone; + User has only an ancient Nokia"},
    Reading{"I don't own a telly, only a projector",
            "+ User does not own a telly; + User owns only a projector"},
    Reading{"so it turns out its ADHD, diagnosed at 41", "+ User has ADHD, diagnosed at 41"},
    Reading{"turns out it's coeliac", "+ User is coeliac"},
    Reading{"Cetirizine from May to August for the hay fever",
            "+ User takes cetirizine from May to August for the hay fever"}};

constexpr std::array kNone = {Reading{"A nap? Yes please", ""},
                              Reading{"Coffee? No thanks", ""},
                              Reading{"Ready? Absolutely not", ""},
                              Reading{"Too late? No way", ""},
                              Reading{"Monday? No way", ""},
                              Reading{"A refund though? No way", ""},
                              Reading{"A good idea though? Maybe", ""},
                              Reading{"You can't beat the system", ""},
                              Reading{"He tastes of salt", ""},
                              Reading{"The water tastes of metal today", ""},
                              Reading{"Turns out it's a bug", ""},
                              Reading{"it takes ages to load", ""}};

TEST_CASE("verdicts: tastes in a word or two") { check_readings(kTastes); }

TEST_CASE("verdicts: how long, how well, what of and what not") { check_readings(kBodies); }

TEST_CASE("verdicts: what only looks like one gives nothing") { check_readings(kNone); }

}  // namespace
}  // namespace mnestic::extract
