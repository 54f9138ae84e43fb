// Scoped: sentences that name a scope, a topic or a choice and leave out their verb.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kChoices = {
    Reading{"Books over films, tea over coffee, always",
            "+ User prefers books to films; + User prefers tea to coffee"},
    Reading{"Trains over planes, paper over screens",
            "+ User prefers trains to planes; + User prefers paper to screens"},
    Reading{"I prefer cats over dogs, and tea over coffee",
            "+ User prefers cats to dogs; + User prefers tea to coffee"},
    Reading{"over the hill, over the moon", ""},
    Reading{"arms over shoulders, coats over chairs", ""},
    Reading{"Cameras off, mics muted, no exceptions",
            "+ User wants cameras off; + User wants mics muted"},
    Reading{"kettle on, feet up", ""},
    Reading{"if in doubt, the cheaper one. unless it's shoes",
            "+ User prefers the cheaper one when in doubt, unless it is shoes"},
    Reading{"given the choice, an aisle seat", "+ User prefers an aisle seat"},
    Reading{"When I travel it's always trains", "+ User always goes for trains when User travels"},
    Reading{"When I cook it's mostly rice and dal",
            "+ User mostly goes for rice when User cooks; "
            "+ User mostly goes for dal when User cooks"},
    Reading{"when I cook it's the neighbours who complain", ""},
    Reading{"When I drink it's because I'm sad", ""},
    Reading{"Records are for guests; when I actually listen it's tapes",
            "+ User goes for tapes when User listens"},
    Reading{"Music-wise it's all jazz", "+ User only goes for jazz music-wise"},
    Reading{"Podcast-wise it's Serial. And Radiolab for the road",
            "+ User goes for Serial podcast-wise; + User goes for Radiolab for the road"},
    Reading{"weather-wise it's grim", ""},
    Reading{"work-wise it's been hell", ""},
    Reading{"Compare tea over coffee, walk over run", ""},
    Reading{"Wins over Leeds, losses over Hull", ""},
    Reading{"When I run the script it's an error", ""},
    Reading{"Cash, never mind the cheque", ""}};

constexpr std::array kTopics = {
    Reading{"For emails: short, no bullet points, British spelling",
            "+ User wants emails to be short; + User wants no bullet points for emails; "
            "+ User wants British spelling for emails"},
    Reading{"Mondays gym, Tuesdays choir",
            "+ User has gym on Mondays; + User has choir on Tuesdays"},
    Reading{"Sunday: swim. Tuesday: Portuguese.",
            "+ User has swim on Sundays; + User has Portuguese on Tuesdays"},
    Reading{"Sunday: rain", ""},
    Reading{"Sunday - Saturday", ""},
    Reading{"Mondays are the worst", ""},
    Reading{"Setup's a standing desk, two monitors and a Herman Miller",
            "+ User uses a standing desk; + User uses two monitors; + User uses a Herman Miller"},
    Reading{"Kit's a Fuji X-T5, the 35 f/2 and, when I'm feeling strong, a Mamiya",
            "+ User has a Fuji X-T5; + User has the 35 f/2; + User has a Mamiya"},
    Reading{"Kit's a photographer", ""},
    Reading{"Go-to suppers for us are pho, pizza and way too much dosa",
            "+ One of User's go-to suppers is pho; + One of User's go-to suppers is pizza; "
            "+ One of User's go-to suppers is dosa"},
    Reading{"Weekends for us are quiet and lovely", ""},
    Reading{"Still to visit: Peru, Japan and the Faroes",
            "+ User wants to visit Peru; + User wants to visit Japan; "
            "+ User wants to visit the Faroes"},
    Reading{"Still to do: taxes, MOT", "+ User still has to do taxes; + User still has to do MOT"},
    Reading{"to be clear: no", ""},
    Reading{"To read: see the attached file", ""},
    Reading{"In recipes: flour, eggs, sugar", ""},
    Reading{"Colours: a red, a blue and a green", ""},
    Reading{"One day, a new feature for the app, maybe", ""},
    Reading{"first in my list of options", ""},
    Reading{"Nothing with that name found", ""},
    Reading{"new email, please draft it", ""},
    Reading{"Monday: dentist. Tuesday: choir.",
            "+ User has a dentist on Monday; + User has choir on Tuesdays"},
    Reading{"One day, a house by the sea", "+ User wants a house by the sea one day"},
    Reading{"One day, a man walked into a bar", ""},
    Reading{"half brother: Yusuf", "+ User's half brother is Yusuf"},
    Reading{"I collect stamps, coins and, yes, spoons",
            "+ User collects stamps; + User collects coins; + User collects spoons"},
    Reading{"It's just me and the cat now", "+ User lives with only the cat now"},
    Reading{"it's just me and Sam tonight", ""}};

constexpr std::array kNextSentences = {
    Reading{"Jury service. Two weeks from 8 June.",
            "+ User has jury service for two weeks starting 8 June"},
    Reading{"Dentist appointment. Tuesday at ten.",
            "+ User has a dentist appointment on Tuesday at ten"},
    Reading{"Parents' evening clashes with the match again. Wednesday, six o'clock",
            "+ User has a parents' evening on Wednesday, six o'clock"},
    Reading{"Wedding in Spain. 12 June.", "+ User has a wedding in Spain on 12 June"},
    Reading{"Your meeting. Tuesday.", ""},
    Reading{"Happy birthday! 3 March.", ""},
    Reading{"I eat everything. Except olives.", "+ User eats everything, except olives"},
    Reading{"I never fly. Unless it's for work.", "+ User never flies, unless it is for work"}};

TEST_CASE("scoped: choices side by side, by default and in a setting") { check_readings(kChoices); }

TEST_CASE("scoped: topics without a verb of their own") { check_readings(kTopics); }

TEST_CASE("scoped: a sentence that only goes on with the one before") {
  check_readings(kNextSentences);
}

}  // namespace
}  // namespace mnestic::extract
