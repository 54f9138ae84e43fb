// Lists, verdicts and fragments as people type them, and sentences that only look like them.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kLists = {
    Reading{"I garden, brew and keep bees", "+ User gardens; + User brews; + User keeps bees"},
    Reading{"I knit, quilt and do a bit of embroidery",
            "+ User knits; + User quilts; + User does a bit of embroidery"},
    Reading{"our two cats, Milo and Otis, both sleep on my bed",
            "+ User's cat Milo sleeps on User's bed; + User's cat Otis sleeps on User's bed"},
    Reading{
        "our three girls - Ada, Bo, Cleo - all do judo",
        "+ User's girl Ada does judo; + User's girl Bo does judo; + User's girl Cleo does judo"},
    Reading{"dishes I make most are dal and khichdi, sometimes biryani",
            "+ User makes dal; + User makes khichdi; + User makes biryani"},
    Reading{"guitars owned: two Strats, one Tele", "+ User owns two Strats; + User owns one Tele"},
    Reading{"our son Ole (4) is allergic to eggs",
            "+ User's son Ole is 4; + User's son Ole is allergic to eggs"},
    Reading{"Mondays are for choir, Wednesdays for Dutch class",
            "+ User has choir on Mondays; + User has Dutch class on Wednesdays"},
    Reading{"We cook with gas, there's no induction here",
            "+ User cooks with gas; + User has no induction here"},
    Reading{"Books I keep rereading: Emma and In Our Time",
            "+ User keeps rereading Emma; + User keeps rereading In Our Time"}};

constexpr std::array kFragments = {
    Reading{"Name's Ilse and I paint signs", "+ User's name is Ilse; + User paints signs"},
    Reading{"Mainly cooking Indian at home", "+ User is mainly cooking Indian at home"},
    Reading{"not much of a drinker", "+ User is not much of a drinker"},
    Reading{"Curtains closed by nine, always", "+ User likes the curtains closed by nine, always"},
    Reading{"Cilantro in salad: yes. Raisins: never.",
            "+ User likes cilantro in salad; + User does not like raisins"},
    Reading{"Blue cheese, kill me now", "+ User does not like blue cheese"},
    Reading{"these days it's tea for me", "+ User prefers tea these days"},
    Reading{"I liked how you explained that with an example",
            "+ User liked how the assistant explained that with an example"},
    Reading{"in future skip the intro", "+ User wants the assistant to skip the intro"}};

constexpr std::array kNothing = {Reading{"Smoker: no", ""},
                                 Reading{"Attachments: no", ""},
                                 Reading{"Answer: yes", ""},
                                 Reading{"Still waiting for the bus", ""},
                                 Reading{"not much of a difference", ""},
                                 Reading{"Lights off, good night", ""},
                                 Reading{"issues fixed: one crash, one typo", ""},
                                 Reading{"Thursdays are for suckers?", ""},
                                 Reading{"Name's not important", ""},
                                 Reading{"next time buy milk", ""}};

TEST_CASE("lists: each of them is a statement of its own") { check_readings(kLists); }

TEST_CASE("lists: what fragments leave out is put back") { check_readings(kFragments); }

TEST_CASE("lists: what only looks like one gives nothing") { check_readings(kNothing); }

}  // namespace
}  // namespace mnestic::extract
