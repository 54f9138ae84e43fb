// Routine: what people say of themselves without "I", one thing behind the other: ages and fields,
// aids, the hours of a day, deeds, what things do to them.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kSelves = {
    Reading{"nationality Kenyan, vegetarian, two kids",
            "+ User's nationality is Kenyan; + User is vegetarian; + User has two kids"},
    Reading{"for the hotel form: nationality Kenyan, vegetarian, late check-in",
            "+ User's nationality is Kenyan; + User is vegetarian"},
    Reading{"twenty-six, single, two cats",
            "+ User is twenty-six; + User is single; + User has two cats"},
    Reading{"Swing bridge operator. Yes it's a real job.", "+ User is a swing bridge operator"},
    Reading{"Call doctor Patel", ""},
    Reading{"youngest of five, all girls", "+ User is the youngest of five, all girls"},
    Reading{"first in my family at uni", "+ User is the first in their family at uni"},
    Reading{
        "No siblings, two half-brothers in Perth I've never met",
        "+ User has no siblings; + User has two half-brothers in Perth whom User has never met"},
    Reading{"Of my four aunts only Concha still speaks to me",
            "+ Of User's four aunts only Concha still speaks to User"},
    Reading{"Of all the cakes I like this one", ""},
    Reading{"I came over from Kerala in '09 and I've been a carer for the last five years",
            "+ User came over from Kerala in '09; "
            "+ User has been a carer for the last five years"},
    Reading{"By forty I want to be out of debt and own at least one goat",
            "+ User wants to be out of debt by forty; "
            "+ User wants to own at least one goat by forty"},
    Reading{"I want to move and love my job though",
            "+ User wants to move; + User loves their job"},
    Reading{"Until then I'm putting away 200 quid a month",
            "+ User is putting away 200 quid a month until then"}};

constexpr std::array kHours = {
    Reading{"can't do stairs since the accident, wheelchair outdoors, stick indoors",
            "+ User cannot do stairs since the accident; + User has a wheelchair outdoors; "
            "+ User has a stick indoors"},
    Reading{"I'm diabetic, insulin pump on my belt, sensor on my arm",
            "+ User is diabetic; + User has an insulin pump on their belt; "
            "+ User has a sensor on their arm"},
    Reading{"use a wheelchair outdoors, a stick indoors",
            "+ User uses a wheelchair outdoors; + User uses a stick indoors"},
    Reading{"up at 4.40, milking till 8, and I do the books on Fridays",
            "+ User is up at 4.40; + User is milking till 8; + User does the books on Fridays"},
    Reading{"I shoot clay pigeons, collect fountain pens and (don't laugh) read tarot",
            "+ User shoots clay pigeons; + User collects fountain pens; + User reads tarot"},
    Reading{"Rota this month's earlies Mon-Wed, lates Thursday, Friday off",
            "+ User works earlies on Mon-Wed; + User works lates on Thursday; "
            "+ User has Friday off"},
    Reading{"I can get by in Wolof, curse in Dutch and order beer in Czech",
            "+ User can get by in Wolof; + User can curse in Dutch; "
            "+ User can order beer in Czech"},
    Reading{"I like swimming, run clubs and bike rides",
            "+ User likes swimming; + User likes run clubs; + User likes bike rides"}};

constexpr std::array kEffects = {
    Reading{"Peanuts? Fine. Latex? I come up like a balloon.",
            "+ User comes up like a balloon from latex"},
    Reading{"Cats? They make me sneeze.", "+ Cats make User sneeze"},
    Reading{"Penicillin? Rash all over.", "+ User gets a rash all over from penicillin"},
    Reading{"Dogs? I'm allergic.", "+ User is allergic to dogs"},
    Reading{"Thanks, Maria! It means a lot to me.", ""},
    Reading{"Eggs? They're in the fridge", ""},
    Reading{"meetings before ten make me a worse person",
            "+ User finds that meetings before ten make User a worse person"},
    Reading{"this code before line ten gives me an error", ""},
    Reading{"Dairy's out on Emre's orders (he's my dietitian), and I've lost 4 kilos",
            "+ Emre is User's dietitian; + User avoids dairy on Emre's orders; "
            "+ User has lost 4 kilos"},
    Reading{"Coffee's off the menu, says my cardiologist", "+ User avoids coffee"},
    Reading{"Dave's out till Monday", ""},
    Reading{"Before you book or order anything, check with me",
            "+ User wants the assistant to check with User before the assistant books or order "
            "anything"},
    Reading{"After each lesson, give me a quiz",
            "+ User wants the assistant to give User a quiz after each lesson"},
    Reading{"After the meeting, give me a summary", ""},
    Reading{"Before you go, thanks", ""}};

constexpr std::array kBodies = {
    Reading{"Vertigo comes and goes", "+ User's vertigo comes and goes"},
    Reading{"Knees are shot", "+ User's knees are shot"},
    Reading{"Type 1, diagnosed at nine", "+ User has type 1; + User was diagnosed at nine"},
    Reading{"My wife teaches, my daughter's at med school",
            "+ User's wife teaches; + User's daughter is at med school"},
    Reading{"Dad remarried in June, her name's Bev", "+ User's dad remarried in June"},
    Reading{"My sister moved to Oslo, he hates it", "+ User's sister moved to Oslo"},
    Reading{"First car was a Punto, then a Corsa, now a Leaf",
            "+ User's first car was a Punto, then a Corsa; + User's car is now a Leaf"},
    Reading{"I play keys in a wedding band and bass in church",
            "+ User plays keys in a wedding band; + User plays bass in church"},
    Reading{"My Sundays: church, roast, nap",
            "+ User has church on Sundays; + User has roast on Sundays; "
            "+ User has nap on Sundays"},
    Reading{"What I read: crime, mostly, plus the odd Le Guin",
            "+ User reads crime; + User reads the odd Le Guin"},
    Reading{"Learning Welsh so I can talk to my mother-in-law",
            "+ User is learning Welsh so User can talk to their mother-in-law"},
    Reading{"Still hoping to trace my birth father",
            "+ User is still hoping to trace their birth father"},
    Reading{"Next stop: a PhD, if they'll have me", "+ User's goal is a PhD"},
    Reading{"Flat viewing in Easton, Tues, half five",
            "+ User has a flat viewing in Easton on Tues, half five"},
    Reading{"Parents arriving on Friday", "+ User's parents are arriving on Friday"},
    Reading{"everyone coming on Friday", ""},
    Reading{"Pubs over clubs", "+ User prefers pubs to clubs"},
    Reading{"Cash, never card", "+ User prefers cash, never card"},
    Reading{"Big on podcasts", "+ User is big on podcasts"},
    Reading{"Nothing with raisins.", "+ User wants nothing with raisins"},
    Reading{"Bread maker, air fryer - yes I own both",
            "+ User owns a bread maker; + User owns an air fryer"},
    Reading{"Raised on a barge, schooled in Kent, settled in Split",
            "+ User was raised on a barge; + User was schooled in Kent; + User settled in Split"},
    Reading{"Brother in Perth, sister in Cork, me in the middle of nowhere",
            "+ User's brother is in Perth; + User's sister is in Cork"},
    Reading{"Knee replacement booked for 4 February",
            "+ User has a knee replacement booked for 4 February"},
    Reading{"It's booked for June", ""},
    Reading{"Asthma's back with a vengeance", "+ User's asthma is back with a vengeance"},
    Reading{"Got a scan on the 3rd and results the week after",
            "+ User has a scan on the 3rd; + User has results the week after"},
    Reading{"Two more modules and I'm a chartered surveyor",
            "+ User is two more modules away from being a chartered surveyor"},
    Reading{"One more thing and I'm done", ""},
    Reading{"I'd love to see the northern lights before I turn fifty",
            "+ User would love to see the northern lights before User turns fifty"},
    Reading{"We said I do!!", "+ User got married"},
    Reading{"We said I do like the green one", ""},
    Reading{"said our I dos in Porto", "+ User got married in Porto"},
    Reading{"The dog died and so did the cat", "+ User's dog died; + User's cat died"},
    Reading{"Mondays, Wednesdays and Saturdays, if you're keeping track", ""},
    Reading{"Hot weather and I don't get on", "+ User and hot weather do not get on"}};

TEST_CASE("routine: bodies, families and what comes next") { check_readings(kBodies); }

TEST_CASE("routine: what one is, has and wants, told without a verb") { check_readings(kSelves); }

TEST_CASE("routine: aids, hours and deeds in a row") { check_readings(kHours); }

TEST_CASE("routine: what things do to the speaker, and what is ruled out") {
  check_readings(kEffects);
}

}  // namespace
}  // namespace mnestic::extract
