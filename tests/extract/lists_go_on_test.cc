// Lists over several sentences, behind a question, in brackets and with bullets, and sentences that
// only look like more of a list.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kGoOn = {
    Reading{"apps i use every day: Todoist, Anki. oh and Letterboxd",
            "+ User uses Todoist every day; + User uses Anki every day; + User uses Letterboxd "
            "every day"},
    Reading{"Tools at work: Jira, Slack. Teams as well, unfortunately",
            "+ User uses Jira at work; + User uses Slack at work; + User uses Teams at work"},
    Reading{"Streaming we pay for: Netflix. Plus Shudder in October",
            "+ User pays for Netflix; + User pays for Shudder in October"},
    Reading{"I play the piano. The cello too", "+ User plays the piano; + User plays the cello"},
    Reading{"Sports I watch: cricket, snooker... and darts at Christmas",
            "+ User watches cricket; + User watches snooker; + User watches darts at Christmas"},
    Reading{"meds: omeprazole. Vitamin D too", "+ User takes omeprazole; + User takes Vitamin D"},
    Reading{"I read two papers. The Guardian on weekdays, the FT at weekends",
            "+ User reads two papers; + User reads the Guardian on weekdays; + User reads the FT "
            "at weekends"},
    Reading{"We keep two cars. A Fiat for town and an old Defender nobody drives",
            "+ User keeps two cars; + User keeps a Fiat for town; + User keeps an old Defender"},
    Reading{"I've a few allergies. Peanuts and penicillin",
            "+ User has a few allergies; + User is allergic to peanuts; + User is allergic to "
            "penicillin"},
    Reading{"We have two cats. Miso and Natto",
            "+ User has two cats; + User has a cat called Miso; + User has a cat called Natto"}};

constexpr std::array kBehindQuestion = {
    Reading{"Bikes in the shed? A Brompton, an old Peugeot and the kids' tandem",
            "+ User has a Brompton in the shed; + User has an old Peugeot in the shed; + User has "
            "the kids' tandem in the shed"},
    Reading{"Plants on my balcony? A fig, two chillies",
            "+ User has a fig on their balcony; + User has two chillies on their balcony"},
    Reading{"Pets? Two rats and a corn snake", "+ User has two rats; + User has a corn snake"},
    Reading{"Allergies? Latex and kiwi",
            "+ User is allergic to latex; + User is allergic to kiwi"}};

constexpr std::array kInOneSentence = {
    Reading{"I play two instruments (piano and cello)", "+ User plays piano; + User plays cello"},
    Reading{"I'm learning two languages: Welsh and Basque",
            "+ User is learning Welsh; + User is learning Basque"},
    Reading{"I subscribe to a few magazines - Private Eye, The Wire",
            "+ User subscribes to Private Eye; + User subscribes to The Wire"},
    Reading{"My bike (a Brompton) lives in the hallway",
            "+ User's bike is a Brompton; + User's bike lives in the hallway"},
    Reading{"Our boats, a dinghy and a kayak, are in the garage",
            "+ One of User's boats is a dinghy; + One of User's boats is a kayak; + User's boats "
            "are in the garage"},
    Reading{"My tools:\n- vim\n- tmux", "+ User uses vim; + User uses tmux"},
    Reading{"Languages I speak:\n1. Polish\n2. a little Czech",
            "+ User speaks Polish; + User speaks a little Czech"},
    Reading{"Kit for the hills: a Rab jacket and a Harvey map",
            "+ User has a Rab jacket for the hills; + User has a Harvey map for the hills"}};

constexpr std::array kTakenApart = {
    Reading{"Regular meds are sertraline, a statin, and an inhaler when the pollen's up",
            "+ User takes sertraline; + User takes a statin; + User takes an inhaler"},
    Reading{"Things I bake on repeat: soda bread and lemon drizzle",
            "+ User bakes soda bread on repeat; + User bakes lemon drizzle on repeat"},
    Reading{"My go-to takeaways are the Thai on the corner, Nando's and anything with dumplings",
            "+ One of User's go-to takeaways is the Thai on the corner; + One of User's go-to "
            "takeaways is Nando's; + One of User's go-to takeaways is anything with dumplings"}};

constexpr std::array kNoMore = {
    Reading{"I have three questions. A quick one, a long one and a silly one", ""},
    Reading{"Ideas for dinner? Pasta, rice and a salad", ""},
    Reading{"Options? A taxi, a bus or a long walk", ""},
    Reading{"Best places in Rome? A trattoria and a gelateria", ""},
    Reading{"Imagine I had two boats. A dinghy and a yacht", ""},
    Reading{"He plays the piano. The cello too", ""},
    Reading{"Fix these:\n1. typo in header\n2. broken link", ""},
    Reading{"Ingredients:\n- flour\n- eggs", ""},
    Reading{"I use vim. Thanks, and good night", "+ User uses vim"},
    Reading{"I work at Google. Kate too.", "+ User works at Google"},
    Reading{"I live in Leeds. And my parents too", "+ User lives in Leeds"},
    Reading{"I have two kids. Both at school", "+ User has two kids"},
    Reading{"I ran two tests. One passed, one failed", "+ User ran two tests"},
    Reading{"I bought a car. Oh and congrats on the release", "+ User bought a car"}};

TEST_CASE("lists: the next sentence goes on with them") { check_readings(kGoOn); }

TEST_CASE("lists: a question is the heading") { check_readings(kBehindQuestion); }

TEST_CASE("lists: in brackets, with bullets, behind their number") {
  check_readings(kInOneSentence);
}

TEST_CASE("lists: each thing keeps what is said of it alone") { check_readings(kTakenApart); }

TEST_CASE("lists: what only looks like more of one is none") { check_readings(kNoMore); }

}  // namespace
}  // namespace mnestic::extract
