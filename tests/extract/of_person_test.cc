// Of a person: the sentence behind one about somebody is about them; and what else is told of when,
// of whom and how to be called.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kGoOn = {
    Reading{"My parents live in Split. Both retired, both smokers",
            "+ User's parents live in Split; + User's parents are retired; + User's parents are "
            "smokers"},
    Reading{"In-laws land on the 22nd. Both diabetic, not a word of English between them",
            "+ User's in-laws land on the 22nd; + User's in-laws are diabetic; + User's in-laws do "
            "not speak a word of English"},
    Reading{"My flatmate Aoife is moving out in May. Vegan, works nights",
            "+ User's flatmate Aoife is moving out in May; + User's flatmate Aoife is vegan; + "
            "User's flatmate Aoife works nights"},
    Reading{"My boss is Greek. Loves opera, hates email",
            "+ User's boss is Greek; + User's boss loves opera; + User's boss hates email"},
    Reading{"Gran's 91. Deaf as a post, sharp as a tack",
            "+ User's gran is 91; + User's gran is deaf as a post; + User's gran is sharp as a "
            "tack"},
    Reading{"Son's at uni in Leeds. Allergic to penicillin",
            "+ User's son is at uni in Leeds; + User's son is allergic to penicillin"},
    Reading{"My sister Noor is a midwife. Lives in Hull, two kids",
            "+ User's sister Noor is a midwife; + User's sister Noor lives in Hull; + User's "
            "sister Noor has two kids"},
    Reading{"Stepson's vegetarian on weekdays only (don't ask), name's Hamza, he's fifteen",
            "+ User's stepson is vegetarian on weekdays only; + User's stepson's name is Hamza; + "
            "User's stepson is fifteen"},
    Reading{"Dad has moved into Rosewood, it's a care home. Visiting is 2 till 5",
            "+ User's dad has moved into Rosewood, a care home; + Visiting is 2 till 5"},
    Reading{"Mum works at Dunnes, it's a supermarket in Cork",
            "+ User's mum works at Dunnes, a supermarket in Cork"}};

constexpr std::array kNotTheirs = {
    Reading{"My sister is a midwife. I'm vegan", "+ User's sister is a midwife; + User is vegan"},
    Reading{"I live in Hull. Vegan, 34", "+ User lives in Hull; + User is vegan; + User is 34"},
    Reading{"Mum's at Tesco, it's a nightmare", "+ User's mum is at Tesco"},
    Reading{"My boss is Greek. Plans for Friday?", "+ User's boss is Greek"},
    Reading{"My boss is Greek. Write her an email", "+ User's boss is Greek"},
    Reading{"My wife is Czech. Two kids, one dog",
            "+ User's wife is Czech; + User has two kids; + User has one dog"}};

constexpr std::array kPlans = {
    Reading{"One of these days I'll walk the Camino, the lot, from Saint-Jean to Burgos",
            "+ User wants to walk the Camino from Saint-Jean to Burgos one day"},
    Reading{"One day I'm going to learn to weld", "+ User wants to learn to weld one day"},
    Reading{"Someday I'll see the northern lights",
            "+ User wants to see the northern lights one day"},
    Reading{"eye test at half four then dinner at Bashir's",
            "+ User has an eye test at half four; + User has a dinner at Bashir's"},
    Reading{"haircut at 3", "+ User has a haircut at 3"},
    Reading{"parents' evening is the first Wednesday of next month, 5.20 slot with Mrs Adeyemi",
            "+ User's parents' evening is the first Wednesday of next month, 5.20 slot with Mrs "
            "Adeyemi"},
    Reading{"From here on you address me as Captain. I mean it",
            "+ User wants to be called Captain"},
    Reading{"you may call me Bex", "+ User wants to be called Bex"},
    Reading{"Henceforth refer to me as Your Grace", "+ User wants to be called Your Grace"},
    Reading{"Temperatures in celsius, distances in miles",
            "+ User wants temperatures in celsius, distances in miles"},
    Reading{"Give it to me straight, no sugar coating",
            "+ User wants the assistant to give it to them straight"},
    Reading{"When I paste code just fix it",
            "+ User wants the assistant to fix it when User pastes code"},
    Reading{"code samples in Rust unless I say otherwise", "+ User wants code samples in Rust"},
    Reading{"Hip replacement on the 9th", "+ User has a hip replacement on the 9th"},
    Reading{"My mortgage is with Skipton, fixed till 2028",
            "+ User's mortgage is with Skipton; + User's mortgage is fixed till 2028"},
    Reading{"Just been told I've got glaucoma", "+ User has got glaucoma"},
    Reading{"No more bullet points, ever",
            "+ User wants the assistant to use no more bullet points"},
    Reading{"you may call me back later", ""},
    Reading{"You called me a liar", ""},
    Reading{"from Leeds to London by train", ""},
    Reading{"One day it will rain", ""}};

TEST_CASE("of a person: what has no subject of its own is about them") { check_readings(kGoOn); }

TEST_CASE("of a person: what is not about them") { check_readings(kNotTheirs); }

TEST_CASE("of a person: plans, days and names") { check_readings(kPlans); }

}  // namespace
}  // namespace mnestic::extract
