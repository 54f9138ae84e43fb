// Introductions: what people say of themselves without a verb, and words that only look like it.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kSelves = {
    Reading{"I'm Priya, 29, data analyst at a bank, vegetarian, one cat",
            "+ User is Priya; + User is 29; + User is a data analyst at a bank; + User is "
            "vegetarian; + User has one cat"},
    Reading{"My name's Tomasz, Tomek to friends, 52, welder by trade",
            "+ User's name is Tomasz; + User is called Tomek to friends; + User is 52; + User is "
            "a welder by trade"},
    Reading{"Freelance illustrator in Porto, dual national, no car",
            "+ User is a freelance illustrator in Porto; + User is a dual national; + User has no "
            "car"},
    Reading{"Me: 45, divorced, two teenagers, HGV driver based in Hull",
            "+ User is 45; + User is divorced; + User has two teenagers; + User is an HGV driver "
            "based in Hull"},
    Reading{"37F, Toronto, HR manager",
            "+ User is 37; + User is based in Toronto; + User is an HR manager"},
    Reading{"Retired headmistress, 71, widowed, three grown-up kids and a greyhound",
            "+ User is a retired headmistress; + User is 71; + User is widowed; + User has three "
            "grown-up kids; + User has a greyhound"},
    Reading{"First-time mum, twins, Manchester",
            "+ User is a first-time mum; + User has twins; + User is based in Manchester"},
    Reading{"Night-shift baker here. In bed by six, no kids",
            "+ User is a night-shift baker; + User is in bed by six; + User has no kids"},
    Reading{"Irish passport, British husband, German kids",
            "+ User has an Irish passport; + User's husband is British; + User's kids are "
            "German"},
    Reading{"Second-year PhD in botany at Bergen, on fieldwork in Svalbard until June",
            "+ User is a second-year PhD in botany at Bergen; + User is on fieldwork in Svalbard "
            "until June"},
    Reading{"Single dad of two, Bristol, work in insurance",
            "+ User is a single dad of two; + User is based in Bristol; + User works in "
            "insurance"},
    Reading{"Working mum here, two under five, husband offshore three weeks a month",
            "+ User is a working mum; + User has two children under five; + User's husband is "
            "offshore three weeks a month"},
    Reading{"Been a foster carer since 2015, eleven kids through the door",
            "+ User has been a foster carer since 2015; + User has eleven kids through the door"},
    Reading{"Half Danish on my mum's side", "+ User is half Danish on their mum's side"},
    Reading{"Commercial diver turned primary teacher, based in Oban",
            "+ User is a commercial diver turned primary teacher; + User is based in Oban"}};

constexpr std::array kBodies = {
    Reading{"torn meniscus, left knee, so no running till spring",
            "+ User has a torn meniscus in their left knee"},
    Reading{"two slipped discs, L4 and L5, hence the standing desk",
            "+ User has two slipped discs (L4 and L5)"},
    Reading{"slipped disc, awaiting surgery",
            "+ User has a slipped disc; + User is awaiting surgery"},
    Reading{"celiac here, so no gluten for me", "+ User is celiac; + User wants no gluten"},
    Reading{"Vegan, nut allergy, no gluten",
            "+ User is vegan; + User has a nut allergy; + User has no gluten"},
    Reading{"Ex-army, bad back, two rescue greyhounds",
            "+ User is ex-army; + User has a bad back; + User has two rescue greyhounds"},
    Reading{"Left-handed, colour-blind, six foot two",
            "+ User is left-handed; + User is colour-blind; + User is six foot two"}};

constexpr std::array kOthers = {Reading{"Teacher, the bell rang", ""},
                                Reading{"Sarah, 34, nurse", ""},
                                Reading{"Doctor, 3pm, Tuesday", ""},
                                Reading{"Pizza, two beers, no salad", ""},
                                Reading{"If I were a nurse, 34, two kids", ""},
                                Reading{"Write a bio for a nurse, 34, two kids", ""},
                                Reading{"She's a nurse, 34, two kids", ""},
                                Reading{"I'm tired, hungry, bored", ""},
                                Reading{"Milk, eggs, two lemons, no bread", ""},
                                Reading{"In my novel: detective, 45, divorced, two kids", ""},
                                Reading{"What about a plumber, 45, divorced?", ""},
                                Reading{"Bug fixed, two tests, no regressions", ""}};

TEST_CASE("introductions: each thing said of oneself is a statement") { check_readings(kSelves); }

TEST_CASE("introductions: how one's body is") { check_readings(kBodies); }

TEST_CASE("introductions: what only looks like one is none") { check_readings(kOthers); }

}  // namespace
}  // namespace mnestic::extract
