// Wishes without a verb, names that are wanted, rows of what one has not, and what stands beside
// a statement; and words that only look like it.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kWhen = {
    Reading{"When you give me code, no comments in it and type hints always",
            "+ User wants the assistant not to use comments in it when the assistant gives User "
            "code; + User wants the assistant always to use type hints when the assistant gives "
            "User code"},
    Reading{"When you quote prices, euros only",
            "+ User wants the assistant to give only euros when the assistant quotes prices"},
    Reading{"When I travel, no red-eyes and aisle seats always",
            "+ User wants no red-eyes when User travels; + User always wants aisle seats when User "
            "travels"},
    Reading{"When you give me code, use tabs",
            "+ User wants the assistant to use tabs when the assistant gives User code"},
    Reading{"When you can, no rush", ""},
    Reading{"explain things with worked examples first, theory afterwards",
            "+ User wants the assistant to explain things with worked examples first, theory "
            "afterwards"},
    Reading{"explain this with examples first", ""},
    Reading{"keep em safe for me", ""},
    Reading{"keep it safe for me please", ""}};

constexpr std::array kNames = {
    Reading{"don't call me sir. Or madam. Just Robin.",
            "+ User wants the assistant not to call User sir; + User wants the assistant not to "
            "call User madam; + User wants to be called Robin"},
    Reading{"don't call me sir or madam, just Robin",
            "+ User wants the assistant not to call User sir or madam; + User wants to be called "
            "Robin"},
    Reading{"don't call me Bobby. Bob is fine.",
            "+ User wants the assistant not to call User Bobby; + User wants to be called Bob"},
    Reading{"Don't call me mate. Thanks.", "+ User wants the assistant not to call User mate"},
    Reading{"Don't call me mate. Tomorrow.", "+ User wants the assistant not to call User mate"}};

constexpr std::array kDenied = {
    Reading{"don't own a car, don't own a tv, and no smartphone either, just a landline",
            "+ User does not own a car; + User does not own a tv; + User has no smartphone; + User "
            "has a landline"},
    Reading{"I don't eat meat, no fish either",
            "+ User does not eat meat; + User does not eat fish"},
    Reading{"we don't have kids, no pets either, just plants",
            "+ User does not have kids; + User has no pets; + User has plants"},
    Reading{"I nearly cancelled my Adobe subscription today, then I didn't", ""},
    Reading{"I almost bought a boat but thought better of it", ""}};

constexpr std::array kSides = {
    Reading{"I'm colour blind - red/green - so please avoid those in the charts",
            "+ User is colour blind; + User wants the assistant to avoid red/green in the charts"},
    Reading{"vet says Mochi needs a grain free diet from now on, poor old cat is 16",
            "+ User's cat Mochi needs a grain free diet from now on; + User's poor old cat is 16"},
    Reading{"git rebase -i HEAD~4 vs squash merge, which one keeps history cleaner", ""},
    Reading{"I'm torn between Lisbon and Porto, which one is cheaper",
            "+ User is torn between Lisbon and Porto"},
    Reading{"Runs, sure, but trail runs", "+ User likes trail runs"},
    Reading{"when i say allergic to nuts, it's only cashews and pistachios",
            "+ User is allergic to cashews; + User is allergic to pistachios"},
    Reading{"we run Postgres + Redis in prod",
            "+ User runs Postgres in prod; + User runs Redis in prod"},
    Reading{"Is it weird that I still sleep with a teddy?", "+ User still sleeps with a teddy"},
    Reading{"Is it true that I can deduct it?", ""},
    Reading{"cataract op is booked for 4 May", "+ User has a cataract op booked for 4 May"},
    Reading{"my flight got moved", ""},
    Reading{"my knee's a bit sore today", ""},
    Reading{"my back's been a bit stiff for years", "+ User's back has been a bit stiff for years"},
    Reading{"trying to get my B2 certificate in German before I apply for the citizenship",
            "+ User is trying to get their B2 certificate in German before User applies for the "
            "citizenship"}};

TEST_CASE("wishes: what is wanted when, without a verb") { check_readings(kWhen); }
TEST_CASE("wishes: names behind the one that is not wanted") { check_readings(kNames); }
TEST_CASE("wishes: rows of what one has not") { check_readings(kDenied); }
TEST_CASE("wishes: what stands beside a statement") { check_readings(kSides); }

}  // namespace
}  // namespace mnestic::extract
