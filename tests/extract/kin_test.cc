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

TEST_CASE("kin: brackets, names and days") { check_readings(kKin); }
TEST_CASE("kin: views, halves and what is back when") { check_readings(kViews); }

}  // namespace
}  // namespace mnestic::extract
