// Answers: what is said to one who has asked, aims with their figure, and occasions by a deed.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kAnswers = {
    Reading{"Cardiologist, since you ask", "+ User is a cardiologist"},
    Reading{"Structural engineer, if you're wondering", "+ User is a structural engineer"},
    Reading{"If you must know, I'm a plumber", "+ User is a plumber"},
    Reading{"Vegan, since you ask", "+ User is vegan"},
    Reading{"I'll tell you if you're curious", ""},
    Reading{"Cardiologist", ""},
    Reading{"Stop treating me like a beginner",
            "+ User wants the assistant to stop treating User like a beginner"},
    Reading{"Don't count me as a fan of jazz", ""}};

constexpr std::array kAims = {
    Reading{"Saving up for a deposit, aiming for 30k",
            "+ User is saving up for a deposit, aiming for 30k"},
    Reading{"Training for a marathon, hoping for under four hours",
            "+ User is training for a marathon, hoping for under four hours"},
    Reading{"I've nothing to wear", ""}, Reading{"I've no plans to go back", ""},
    Reading{"I have no plans to move abroad", "+ User has no plans to move abroad"}};

TEST_CASE("answers to one who has asked") { check_readings(kAnswers); }
TEST_CASE("aims with their figure, and what is said in passing") { check_readings(kAims); }

}  // namespace
}  // namespace mnestic::extract
