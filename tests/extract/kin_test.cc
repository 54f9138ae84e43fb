// What is told in brackets, by naming and of days that stand ahead; views and halves; and words
// that only look like it.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kKin = {
    Reading{"My daughter (11) and son (8) both have dairy allergies",
            "+ User's daughter is 11; + User's son is 8; + User's daughter and son both have dairy "
            "allergies"},
    Reading{"My sister (a nurse) lives in York",
            "+ User's sister is a nurse; + User's sister lives in York"},
    Reading{"We named the twins Ada and Bo",
            "+ One of User's twins is called Ada; + One of User's twins is called Bo"},
    Reading{"We named our son Arlo", "+ User's son is called Arlo"},
    Reading{"On Mondays the dog goes to daycare", "+ User's dog goes to daycare on Mondays"},
    Reading{"Every other weekend the kids are with me, otherwise it's just me",
            "+ User's kids are with User every other weekend"},
    Reading{"On Monday the print queue was stuck", ""}};

constexpr std::array kViews = {
    Reading{"Half my books are in Portuguese", "+ Half of User's books are in Portuguese"},
    Reading{"There's nothing I like less than a surprise party",
            "+ User likes nothing less than a surprise party"},
    Reading{"Call me a snob but instant coffee is undrinkable",
            "+ User finds that instant coffee is undrinkable"},
    Reading{"I spell it Catherine with a C", "+ User's name is spelled Catherine with a C"},
    Reading{"We're vegetarian in the week and eat fish on Sundays",
            "+ User is vegetarian in the week; + User eats fish on Sundays"},
    Reading{"I'm back at work on Thursday", "+ User is back at work on Thursday"},
    Reading{"I'm back at my desk", ""},
    Reading{"I hate clutter, so hand luggage only",
            "+ User hates clutter; + User wants hand luggage only"},
    Reading{"Could you stop ending every answer with a question",
            "+ User wants the assistant to stop ending every answer with a question"},
    Reading{"could you stop the timer", ""},
    Reading{"I want to finish before then", "+ User wants to finish before then"}};

constexpr std::array kRows = {
    Reading{"Not into football, not into rugby, very into curling",
            "+ User is not into football; + User is not into rugby; + User is very into curling"},
    Reading{"I'd rather you asked than guessed",
            "+ User wants the assistant always to ask rather than guess"},
    Reading{"Biggest fear: moths", "+ User's biggest fear is moths"},
    Reading{"Biggest change: the API", ""},
    Reading{"Can't do Thursdays, that's choir",
            "+ User cannot do Thursdays; + User has choir on Thursdays"},
    Reading{"Anything with cilantro is a no from me", "+ User avoids anything with cilantro"},
    Reading{"My French? Rusty, B1 at best", "+ User's French is rusty, B1 at best"},
    Reading{"No cigarettes for 40 days", "+ User has had no cigarettes for 40 days"},
    Reading{"I'm the treasurer of our club, have been since 2021",
            "+ User has been the treasurer of their club since 2021"},
    Reading{"I was a vegan for six years, not any more", "+ User was a vegan for six years"},
    Reading{"I can't have gluten or my stomach revolts", "+ User cannot have gluten"},
    Reading{"I can't eat nuts or my usual cereal",
            "+ User cannot eat nuts; + User cannot eat their usual cereal"},
    Reading{"My work laptop is a ThinkPad and my own is a MacBook",
            "+ User's work laptop is a ThinkPad; + User's own laptop is a MacBook"},
    Reading{"No more than three options at a time, I get overwhelmed",
            "+ User wants no more than three options at a time; + User gets overwhelmed"},
    Reading{"greetings from Lisbon airport, off to Madrid for the weekend", ""},
    Reading{"stairs killed my knees", ""},
    Reading{"gym's down to once a week", ""},
    Reading{"I did it!", ""},
    Reading{"If you're not sure, say so",
            "+ User wants the assistant to say so if the assistant is not sure"}};

TEST_CASE("kin: rows, fears and what is only heard") { check_readings(kRows); }
TEST_CASE("kin: brackets, names and days") { check_readings(kKin); }
TEST_CASE("kin: views, halves and what is back when") { check_readings(kViews); }

}  // namespace
}  // namespace mnestic::extract
