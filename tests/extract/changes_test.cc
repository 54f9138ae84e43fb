// Messages as people type them and what each must give: ends, exchanges, corrections, dates.
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
    Case{"I stopped taking metformin", "- User takes metformin"},
    Case{"We cancelled our gym membership", "- User has a gym membership"},
    Case{"I've deleted Instagram and TikTok", "- User uses Instagram; - User uses TikTok"},
    Case{"I sold the Volvo last week", "- User has a Volvo"},
    Case{"I'm not vegetarian any more", "- User is vegetarian"},
    Case{"I no longer work at Stripe", "- User works at Stripe"},
    Case{"I've gone off olives", "- User likes olives; + User has gone off olives"},
    Case{"I gave up dairy for good", "- User uses dairy"},
    Case{"I left Google last month, now at Anthropic",
         "- User works at Google; + User works at Anthropic"},
    Case{"I moved from Berlin to Lisbon", "- User lives in Berlin; + User lives in Lisbon"},
    Case{"We've switched from Spotify to Tidal", "- User uses Spotify; + User uses Tidal"},
    Case{"I swapped my iPhone for a Pixel", "- User uses their iPhone; + User uses a Pixel"},
    Case{"I used to play the violin", "+ User used to play the violin"},
    Case{"My daughter's not allergic to eggs anymore", "- User's daughter is allergic to eggs"},
    Case{"Turns out I am allergic to cats", "+ User is allergic to cats"},
    Case{"Actually it's three kids now, not two", "+ User has three kids now"},
    Case{"Sorry, I meant Tuesday, not Thursday", "+ It is Tuesday, not Thursday"},
    Case{"It's spelled Katarzyna, not Katarina", "+ It is spelled Katarzyna, not Katarina"},
    Case{"My sister is called Anna, not Hannah", "+ User's sister is called Anna"},
    Case{"Correction: my flight is at 7:40", "+ User's flight is at 7:40"},
    Case{"No, my birthday is the 9th, not the 19th", "+ User's birthday is the 9th"},
    Case{"We got married on Saturday!", "+ User got married on Saturday"},
    Case{"I've been promoted to senior engineer", "+ User has been promoted to senior engineer"},
    Case{"I got a new job at Siemens", "+ User got a new job at Siemens"},
    Case{"My wife and I separated in January",
         "- User and User's wife are together; + User and User's wife separated in January"},
    Case{"I changed my name to Alex Reed", "+ User changed their name to Alex Reed"},
    Case{"I turned 40 yesterday", "+ User turned 40 yesterday"},
    Case{"The meeting has been moved to Friday at 3",
         "+ User's meeting has been moved to Friday at 3"},
    Case{"My interview got pushed to next Tuesday",
         "+ User's interview got pushed to next Tuesday"},
    Case{"We're not going to Greece after all", "- User is going to Greece"},
    Case{"I finished my thesis", "+ User finished their thesis"},
    Case{"The baby came! Her name is Ida", "+ User's baby came; + User's baby's name is Ida"},
    Case{"Rex passed away last night", "+ Rex passed away last night"},
    Case{"I've moved out of my parents' place", "+ User has moved out of their parents' place"},
    Case{"I'm done with keto", "- User uses keto"},
    Case{"Haven't touched Notion in months", "- User uses Notion"},
    Case{"My car died so I bought a Kia", "+ User's car died; + User bought a Kia"},
    Case{"My new number is 0151 2345 6789", "+ User's new number is 0151 2345 6789"},
    Case{"My boss is now Priya, Mark left", "+ User's boss is now Priya"},
    Case{"forget my address", "- User has an address"},
    Case{"I'm not on lamotrigine these days, they switched me to keppra",
         "- User is on lamotrigine; + User was switched to keppra"},
    Case{"I've stopped drinking coffee and tea", "- User drinks coffee; - User drinks tea"},
    Case{"My brother moved to Berlin", "+ User's brother moved to Berlin"},
    Case{"I still use Shram every day", "+ User still uses Shram every day"},
    Case{"I like dark roast coffee best", "+ User likes dark roast coffee best"},
    Case{"My friend Ana is vegan", "+ User's friend Ana is vegan"},
    Case{"I live in Lisbon, Alfama specifically", "+ User lives in Lisbon, Alfama specifically"},
    Case{"The dog is a beagle, by the way", "+ User's dog is a beagle"},
    Case{"Dentist on Tuesday at 9", "+ User has a dentist appointment on Tuesday at 9"},
    Case{"Interview with Stripe next Thursday",
         "+ User has an interview with Stripe next Thursday"},
    Case{"My flight to Osaka leaves on 3 April at 11:25",
         "+ User's flight to Osaka leaves on 3 April at 11:25"},
    Case{"We're getting married on 12 June 2027", "+ User is getting married on 12 June 2027"},
    Case{"I need to renew my passport by August", "+ User needs to renew their passport by August"},
    Case{"I promised mum I'd call every Sunday",
         "+ User promised mum User would call every Sunday"},
    Case{"I have to submit my taxes before the 31st",
         "+ User has to submit their taxes before the 31st"},
    Case{"Remind me to water the plants on Friday",
         "+ User wants to be reminded to water the plants on Friday"},
    Case{"I want to run a sub-4 marathon this year",
         "+ User wants to run a sub-4 marathon this year"},
    Case{"My goal is to read 30 books this year", "+ User's goal is to read 30 books this year"},
    Case{"I'm saving for a house", "+ User is saving for a house"},
    Case{"I'm training for the Berlin marathon in September",
         "+ User is training for the Berlin marathon in September"},
    Case{"I'm hoping to retire at 60", "+ User is hoping to retire at 60"},
    Case{"Our anniversary is 8 August", "+ User's anniversary is 8 August"},
    Case{"The wedding's in Tuscany on 5 September",
         "+ User's wedding is in Tuscany on 5 September"},
    Case{"Got an MRI booked for Monday", "+ User has an MRI booked for Monday"},
    Case{"My thesis is due on 30 November", "+ User's thesis is due on 30 November"},
    Case{"Jo and I are meeting at 7 on Friday", "+ User and Jo are meeting at 7 on Friday"},
    Case{"Picking up the keys on the 1st!", "+ User is picking up the keys on the 1st"},
    Case{"I'll send Priya the draft by Monday", "+ User will send Priya the draft by Monday"},
    Case{"I've signed up for a pottery class on Wednesdays",
         "+ User has signed up for a pottery class on Wednesdays"},
    Case{"I'm flying to Tokyo tomorrow", "+ User is flying to Tokyo tomorrow"},
    Case{"Planning a trip to Patagonia in November",
         "+ User is planning a trip to Patagonia in November"},
    Case{"I'd love to learn to sail one day", "+ User would love to learn to sail one day"},
    Case{"My mum's visiting next weekend", "+ User's mum is visiting next weekend"},
    Case{"I've got a job interview tomorrow at 10am",
         "+ User has got a job interview tomorrow at 10am"}};

TEST_CASE("rules: changes") {
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(read_text(c.text) == c.expected);
  }
}

}  // namespace
}  // namespace mnestic::extract
