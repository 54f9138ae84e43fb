// Messages as people type them and what each must give: what the speaker says of themselves and
// theirs.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

struct Case {
  const char* text;
  const char* expected;
};

constexpr std::array kCases = {
    Case{"I speak Spanish, Catalan and a bit of Italian",
         "+ User speaks Spanish; + User speaks Catalan; + User speaks a bit of Italian"},
    Case{"My kids are Ana, Ben and Cleo",
         "+ One of User's kids is Ana; + One of User's kids is Ben; + One of User's kids is Cleo"},
    Case{"I have two dogs called Rex and Max",
         "+ User has a dog called Rex; + User has a dog called Max"},
    Case{"We have three kids: Maya, Tom and Leo",
         "+ User has a kid called Maya; + User has a kid called Tom; + User has a kid called Leo"},
    Case{"I'm allergic to penicillin, latex and bee stings",
         "+ User is allergic to penicillin; + User is allergic to latex; + User is allergic to bee "
         "stings"},
    Case{"I play the cello and my brother the trumpet",
         "+ User plays the cello; + User's brother plays the trumpet"},
    Case{"My hobbies are pottery, bouldering and baking sourdough",
         "+ One of User's hobbies is pottery; + One of User's hobbies is bouldering; + One of "
         "User's hobbies is baking sourdough"},
    Case{"On Mondays I do yoga and on Thursdays I play squash",
         "+ User does yoga on Mondays; + User plays squash on Thursdays"},
    Case{"I drive a Fiat Panda and my wife rides a Vespa",
         "+ User drives a Fiat Panda; + User's wife rides a Vespa"},
    Case{"I'm learning Welsh and the banjo",
         "+ User is learning Welsh; + User is learning the banjo"},
    Case{"I subscribe to the Economist, Netflix and a veg box",
         "+ User subscribes to the Economist; + User subscribes to Netflix; + User subscribes to a "
         "veg box"},
    Case{"I've lived in Oslo, Prague and Porto",
         "+ User has lived in Oslo; + User has lived in Prague; + User has lived in Porto"},
    Case{"My favourite bands are Portishead, Radiohead and Low",
         "+ One of User's favourite bands is Portishead; + One of User's favourite bands is "
         "Radiohead; + One of User's favourite bands is Low"},
    Case{"I can't eat gluten or dairy", "+ User cannot eat gluten; + User cannot eat dairy"},
    Case{"I don't drink coffee or alcohol",
         "+ User does not drink coffee; + User does not drink alcohol"},
    Case{"I take ramipril, metformin and vitamin D every morning",
         "+ User takes ramipril every morning; + User takes metformin every morning; + User takes "
         "vitamin D every morning"},
    Case{"My laptop is a ThinkPad and my phone is a Pixel 8",
         "+ User's laptop is a ThinkPad; + User's phone is a Pixel 8"},
    Case{"I work with Kubernetes, Terraform and Go at my day job",
         "+ User works with Kubernetes at their day job; + User works with Terraform at their day "
         "job; + User works with Go at their day job"},
    Case{"I collect stamps as well as old maps",
         "+ User collects stamps; + User collects old maps"},
    Case{"My stack: Django, React and Redis",
         "+ User's stack includes Django; + User's stack includes React; + User's stack includes "
         "Redis"},
    Case{"Besides English I speak Hindi and Marathi",
         "+ User speaks Hindi besides English; + User speaks Marathi besides English"},
    Case{"I've got a bike, a kayak and an old Land Rover",
         "+ User has got a bike; + User has got a kayak; + User has got an old Land Rover"},
    Case{"I'm a primary school teacher in Leeds", "+ User is a primary school teacher in Leeds"},
    Case{"I grew up in Mumbai but live in Toronto now",
         "+ User grew up in Mumbai; + User lives in Toronto now"},
    Case{"I'm 34 and left-handed", "+ User is 34; + User is left-handed"},
    Case{"My name is Oluwaseun but everyone calls me Seun",
         "+ User's name is Oluwaseun; + Everyone calls User Seun"},
    Case{"I was born on 12 March 1988", "+ User was born on 12 March 1988"},
    Case{"I'm originally from Ghana", "+ User is originally from Ghana"},
    Case{"I've never been on a plane", "+ User has never been on a plane"},
    Case{"I work nights at a bakery", "+ User works nights at a bakery"},
    Case{"I studied physics at Edinburgh", "+ User studied physics at Edinburgh"},
    Case{"We live on a narrowboat near Oxford", "+ User lives on a narrowboat near Oxford"},
    Case{"I'm colour-blind", "+ User is colour-blind"},
    Case{"I moved to Porto in 2019", "+ User moved to Porto in 2019"},
    Case{"I run my own landscaping business", "+ User runs their own landscaping business"},
    Case{"I'm in the middle of a PhD on soil microbes",
         "+ User is in the middle of a PhD on soil microbes"},
    Case{"My commute is 45 minutes each way", "+ User's commute is 45 minutes each way"},
    Case{"I only drink decaf after noon", "+ User only drinks decaf after noon"},
    Case{"Vegetarian since 2012, by the way", "+ User is vegetarian since 2012"},
    Case{"Live in Leeds, work in York", "+ User lives in Leeds; + User works in York"},
    Case{"Married, two kids, a mortgage in Croydon",
         "+ User is married; + User has two kids; + User has a mortgage in Croydon"},
    Case{"I don't have a driving licence", "+ User does not have a driving licence"},
    Case{"I'm usually up at 5am", "+ User is usually up at 5am"},
    Case{"my timezone is Europe/Lisbon", "+ User's timezone is Europe/Lisbon"},
    Case{"My email is ash@example.com", "+ User's email is ash@example.com"},
    Case{"I'm 6'2\" and weigh 80 kg", "+ User is 6'2\"; + User weighs 80 kg"},
    Case{"Grew up on a farm in Kerry", "+ User grew up on a farm in Kerry"},
    Case{"I cycle to work most days", "+ User cycles to work most days"},
    Case{"Coffee is the one thing I can't live without",
         "+ Coffee is the one thing User cannot live without"},
    Case{"I have been vegan for six years", "+ User has been vegan for six years"},
    Case{"Retired last year after 30 years in the navy",
         "+ User retired last year after 30 years in the navy"},
    Case{"I have asthma and hay fever", "+ User has asthma; + User has hay fever"},
    Case{"I was diagnosed with ADHD last year", "+ User was diagnosed with ADHD last year"},
    Case{"I'm recovering from knee surgery", "+ User is recovering from knee surgery"},
    Case{"Doctor put me on statins last week", "+ User is on statins"},
    Case{"I get migraines when I don't sleep enough",
         "+ User gets migraines when User does not sleep enough"},
    Case{"My blood type is O negative", "+ User's blood type is O negative"},
    Case{"I'm pregnant, due in October", "+ User is pregnant; + User is due in October"},
    Case{"I broke my wrist in March and can't lift anything heavy",
         "+ User broke their wrist in March; + User cannot lift anything heavy"},
    Case{"My son has a nut allergy, carries an EpiPen",
         "+ User's son has a nut allergy; + User's son carries an EpiPen"},
    Case{"I've been sober for three years", "+ User has been sober for three years"},
    Case{"I'm lactose intolerant", "+ User is lactose intolerant"},
    Case{"celiac here, so no gluten for me", "+ User is celiac; + User wants no gluten"},
    Case{"I carry an EpiPen because of wasps", "+ User carries an EpiPen because of wasps"},
    Case{"Love sushi, can't stand oysters", "+ User loves sushi; + User cannot stand oysters"},
    Case{"It's spelled Katarzyna, not Katarina", "+ It is spelled Katarzyna, not Katarina"},
    Case{"The baby came! Her name is Ida", "+ User's baby came; + User's baby's name is Ida"},
    Case{"Haven't touched Notion in months", "- User uses Notion"},
    Case{"Dentist on Tuesday at 9", "+ User has a dentist appointment on Tuesday at 9"},
    Case{"Interview with Stripe next Thursday",
         "+ User has an interview with Stripe next Thursday"},
    Case{"Picking up the keys on the 1st!", "+ User is picking up the keys on the 1st"},
    Case{"I'll send Priya the draft by Monday", "+ User will send Priya the draft by Monday"},
    Case{"Short answers only, please", "+ User wants short answers only"},
    Case{"I don't understand", ""},
    Case{"I'm getting a 404 error", ""},
    Case{"I'm writing an email to my boss, can you help?", ""},
    Case{"My friend wants to know if cats can eat rice", ""},
    Case{"The email says: Dear team, I am leaving the company", ""},
    Case{"I'm not on lamotrigine these days, they switched me to keppra",
         "- User is on lamotrigine; + User was switched to keppra"},
    Case{"My mum is 70 and lives alone in Cork; my dad passed away in 2015",
         "+ User's mum is 70; + User's mum lives alone in Cork; + User's dad passed away in 2015"},
    Case{"My partner Jo is a vet and works weekends",
         "+ User's partner Jo is a vet; + User's partner Jo works weekends"},
    Case{"Our daughter Ines starts school in September",
         "+ User's daughter Ines starts school in September"},
    Case{"My best friend's name is Tariq", "+ User's best friend's name is Tariq"},
    Case{"My in-laws are visiting from Chile next week",
         "+ User's in-laws are visiting from Chile next week"},
    Case{"My cousin is getting married in Goa in December",
         "+ User's cousin is getting married in Goa in December"},
    Case{"Her birthday is 4 July", ""},
    Case{"We have a rescue greyhound called Pixie, she hates thunder",
         "+ User has a rescue greyhound called Pixie"},
    Case{"Our cat Miso needs insulin twice a day", "+ User's cat Miso needs insulin twice a day"},
    Case{"My boyfriend is from Brazil so we speak Portuguese at home",
         "+ User's boyfriend is from Brazil; + User speaks Portuguese at home"},
    Case{"Grandad was a miner", "+ User's grandad was a miner"},
    Case{"My twin brother lives in Perth", "+ User's twin brother lives in Perth"},
    Case{"We're expecting our first child in March",
         "+ User is expecting their first child in March"},
    Case{"My ex and I share custody of Leo", "+ User and User's ex share custody of Leo"},
    Case{"My son Max, 7, is into dinosaurs",
         "+ User's son Max is 7; + User's son Max is into dinosaurs"},
    Case{"the kids are 4 and 6", "+ One of User's kids is 4; + One of User's kids is 6"},
    Case{"Budget for the kitchen is £12,000, we start in May, and I want an induction hob",
         "+ User's budget for the kitchen is £12,000; + User starts in May; + User wants an "
         "induction hob"},
    Case{"I weigh 82 kg, I'm aiming for 75, and I run on Tuesdays",
         "+ User weighs 82 kg; + User is aiming for 75; + User runs on Tuesdays"},
    Case{"I'm a nurse, my wife's a teacher and we've got twins",
         "+ User is a nurse; + User's wife is a teacher; + User has got twins"},
    Case{"Moving to Utrecht in August, I don't speak Dutch yet, and our lease ends on the 15th",
         "+ User is moving to Utrecht in August; + User does not speak Dutch; + User's lease ends "
         "on the 15th"},
    Case{"I play bass in a band called The Gills, we rehearse on Wednesdays at Tim's",
         "+ User plays bass in a band called The Gills; + User rehearses on Wednesdays at Tim's"},
    Case{"I'm 29, from Lagos, and work as a data engineer",
         "+ User is 29; + User is from Lagos; + User works as a data engineer"},
    Case{"I do the school run at 8, so no calls before 9",
         "+ User does the school run at 8; + User wants no calls before 9"},
    Case{"I'm a vegetarian but my husband eats meat",
         "+ User is a vegetarian; + User's husband eats meat"},
    Case{"I love Thai food but peanuts could kill me",
         "+ User loves Thai food; + Peanuts could kill User"},
    Case{"My car's a 2014 Corolla and it needs new brakes",
         "+ User's car is a 2014 Corolla; + User's car needs new brakes"},
    Case{"I wake up at 5:30, hit the gym, then start work at 8",
         "+ User wakes up at 5:30; + User hits the gym; + User starts work at 8"}};

TEST_CASE("rules: statements") {
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

TEST_CASE("statements: what stands for nothing gives none") {
  check_readings(
      std::array{Reading{"We were both born in Maribor", "+ User was born in Maribor"},
                 Reading{"we both love hiking", "+ User loves hiking"},
                 Reading{"The pass on my car expires 2031-05-04, I set it up with Ada",
                         "+ The pass on User's car expires 2031-05-04"},
                 Reading{"The lathe runs best at 1250 rpm, I noted it inside the lid", ""},
                 Reading{"my wife's is the same but bigger", ""},
                 Reading{"we happily live in York", "+ User happily lives in York"},
                 Reading{"I begrudgingly use Teams", "+ User begrudgingly uses Teams"},
                 Reading{"I speak Portuguese and enough Arabic to order food",
                         "+ User speaks Portuguese; + User speaks enough Arabic to order food"},
                 Reading{"My toolkit: Figma and Sketch",
                         "+ User's toolkit includes Figma; + User's toolkit includes Sketch"},
                 Reading{"Enjoy Porto, Marisol", ""},
                 Reading{"Enjoy hiking and baking", "+ User enjoys hiking and baking"},
                 Reading{"I fixed the tap and now my sink is dry",
                         "+ User fixed the tap; + User's sink is dry now"}});
}

}  // namespace
}  // namespace mnestic::extract
