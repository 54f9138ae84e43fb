// What people tell an assistant on the way to a question: long sentences with lists, aims and
// asides in them, of which a wrong cut makes nonsense.
#include <doctest/doctest.h>

#include <array>

#include "tests/extract/reading.h"

namespace mnestic::extract {
namespace {

constexpr std::array kDeeds = {
    Reading{"I've been using Notion to plan and track my thesis",
            "+ User has been using Notion to plan and track their thesis"},
    Reading{"I want to learn Basque and visit Bilbao",
            "+ User wants to learn Basque; + User wants to visit Bilbao"},
    Reading{"We had to write, shoot and edit a short film in a weekend",
            "+ User had to write, shoot and edit a short film in a weekend"},
    Reading{"I need to remember to invite Ruben and his wife",
            "+ User needs to remember to invite Ruben; + User needs to remember to invite Ruben's "
            "wife"},
    Reading{"I've been tracking my sleep and writing down my dreams",
            "+ User has been tracking their sleep; + User has been writing down their dreams"},
    Reading{"I'm looking forward to meeting the other potters, getting feedback on my bowls and "
            "trying their kiln",
            "+ User is looking forward to meeting the other potters; + User is looking forward to "
            "getting feedback on their bowls; + User is looking forward to trying their kiln"},
    Reading{"I use my tablet to read scores, play podcasts and make calls",
            "+ User uses their tablet to read scores, play podcasts and make calls"}};

constexpr std::array kWhole = {
    Reading{"I've been using garlic spray and copper tape to keep the slugs and snails away",
            "+ User has been using garlic spray to keep the slugs and snails away; + User has been "
            "using copper tape to keep the slugs and snails away"},
    Reading{
        "I've had some luck at flea markets and charity shops, like finding a silk scarf for £2",
        "+ User has had some luck at flea markets and charity shops, like finding a silk scarf "
        "for £2"},
    Reading{"We had a blast exploring the caves and kayaking",
            "+ User had a blast exploring the caves and kayaking"},
    Reading{
        "I found some old things in the attic, like a rusty sextant, a ship's bell and a set of "
        "charts",
        "+ User found some old things in the attic, like a rusty sextant, a ship's bell and a "
        "set of charts"}};

constexpr std::array kThings = {
    Reading{"I mostly do planks, lunges and rowing",
            "+ User mostly does planks; + User mostly does lunges; + User mostly does rowing"},
    Reading{"I saved a lot by staying at hostels and cooking at home",
            "+ User saved a lot by staying at hostels; + User saved a lot by cooking at home"}};

constexpr std::array kTitles = {
    Reading{"I just finished reading \"The Left Hand of Darkness\"",
            "+ User just finished reading \"The Left Hand of Darkness\""},
    Reading{"My favourite song is \xE2\x80\x9CTake On Me\xE2\x80\x9D",
            "+ User's favourite song is \"Take On Me\""},
    Reading{"I love 'Pride and Prejudice' and \"Emma\"",
            "+ User loves \"Pride and Prejudice\"; + User loves \"Emma\""},
    Reading{"We watched \"Who's Afraid of Virginia Woolf?\" in Leeds",
            "+ User watched \"Who's Afraid of Virginia Woolf?\" in Leeds"},
    Reading{"I own \"12 Years a Slave\" on Blu-ray", "+ User owns \"12 Years a Slave\" on Blu-ray"},
    Reading{"My boss said \"we need to talk about the budget\"", ""},
    Reading{"The sign says \"I live in Rome and love cats\"", ""}};

constexpr std::array kTurnedOver = {
    Reading{"I'm thinking of getting a standing desk for the study",
            "+ User is thinking of getting a standing desk for the study"},
    Reading{"I've been thinking about learning Dutch", "+ User is thinking of learning Dutch"},
    Reading{"I just finished my thesis and it got me thinking about what comes next",
            "+ User just finished their thesis"},
    Reading{"I might go by train, since I hate flying", "+ User hates flying"},
    Reading{"I'm thinking of ordering pizza tonight", ""},
    Reading{"I'm thinking about you", ""}};

constexpr std::array kReplies = {
    Reading{"I'll definitely check those out and see how it goes", ""},
    Reading{"I'll make sure to look into that", ""},
    Reading{"I'll start by cleaning the filter", ""},
    Reading{"We went to the quarry and it was a wild ride", "+ User went to the quarry"},
    Reading{"They seem easy to care for and can thrive indoors", ""},
    Reading{"I've been exploring that as well", ""},
    Reading{"I'll keep that in mind, thanks", ""}};

constexpr std::array kToldAllTheSame = {
    Reading{"I'll start my new job on 4 May 2026", "+ User will start their new job on 4 May 2026"},
    Reading{"I'm going to try pottery", "+ User is going to try pottery"},
    Reading{"I'm going to start working out", "+ User is going to start working out"},
    Reading{"I'll continue my studies in Leeds", "+ User will continue their studies in Leeds"},
    Reading{"I'll never eat there again", "+ User will never eat there again"},
    Reading{"My dog is 3. He's great with kids",
            "+ User's dog is 3; + User's dog is great with kids"},
    Reading{"I bought a Brompton last week. I ride it to work.",
            "+ User bought a Brompton last week; + User rides the Brompton to work"},
    Reading{"We have an allotment in Hove. I go there most Sundays.",
            "+ User has an allotment in Hove; + User goes to Hove most Sundays"}};

constexpr std::array kSettings = {
    Reading{"I take statins at night and aspirin in the morning",
            "+ User takes statins at night; + User takes aspirin in the morning"},
    Reading{"I drink coffee at work and tea at home",
            "+ User drinks coffee at work; + User drinks tea at home"},
    Reading{"I use Vim at work and VS Code for side projects",
            "+ User uses Vim at work; + User uses VS Code for side projects"},
    Reading{"I play guitar in a band and piano at church",
            "+ User plays guitar in a band; + User plays piano at church"},
    Reading{"I bought bread in Aldi and Lidl",
            "+ User bought bread in Aldi; + User bought bread in Lidl"},
    Reading{"I grow tomatoes in pots and baskets",
            "+ User grows tomatoes in pots; + User grows tomatoes in baskets"},
    Reading{"I've lived in Lagos, Leeds and Lima, in that order",
            "+ User has lived in Lagos; + User has lived in Leeds; + User has lived in Lima"}};

constexpr std::array kInCompany = {
    Reading{"I get migraines and darkness is the only thing that helps",
            "+ User gets migraines; + Darkness is the only thing that helps"},
    Reading{"I work nights and the buses stop at eleven",
            "+ User works nights; + The buses stop at eleven"},
    Reading{"I went to Rome and the food was great", "+ User went to Rome"},
    Reading{"I have two cats and vets are expensive", "+ User has two cats"},
    Reading{"I'm a vet and yes I have too many cats", "+ User is a vet; + User has too many cats"},
    Reading{"Been on hold with the bank for an hour, kill me",
            "+ User has been on hold with the bank for an hour"},
    Reading{"I'm a big fan of theatre and dance",
            "+ User is a big fan of theatre; + User is a big fan of dance"},
    Reading{"Mum's kettle is blue, and remember she's allergic to bees",
            "+ User's mum's kettle is blue; + User's mum is allergic to bees"},
    Reading{"The cleaner comes Tuesdays at 9 so tell her to bring soap",
            "+ User's cleaner comes Tuesdays at 9"},
    Reading{"Our lodger moved out so it's just us again", "+ User's lodger moved out"}};

TEST_CASE("chat: each with its own time and place") { check_readings(kSettings); }

TEST_CASE("chat: what keeps what one tells of oneself company") { check_readings(kInCompany); }

constexpr std::array kAiling = {
    Reading{"Asthma since school: Fostair every morning, Ventolin when it's bad",
            "+ User has had asthma since school; + User takes Fostair every morning; + User takes "
            "Ventolin when it is bad"},
    Reading{"I'm tall and they found coeliac disease",
            "+ User is tall; + User was found to have coeliac disease"},
    Reading{"The doctors reckon I have asthma", "+ User has asthma"},
    Reading{"They found a parking spot", ""},
    Reading{"Gluten = misery for me", "+ Gluten means misery for User"},
    Reading{"I'm deaf in one ear, so captions please",
            "+ User is deaf in one ear; + User wants captions"},
    Reading{"Oat milk is all I drink", "+ User drinks oat milk"},
    Reading{"Sleep is all I want", "+ Sleep is all User wants"}};

TEST_CASE("chat: what ails one, and what is done about it") { check_readings(kAiling); }

constexpr std::array kOfOneself = {
    Reading{"I'm 71 and live alone", "+ User is 71; + User lives alone"},
    Reading{"I'm a vet and work nights", "+ User is a vet; + User works nights"},
    Reading{"My bike wobbles. I was born in Leeds.", "+ User was born in Leeds"},
    Reading{"My favourite colour? It's teal.", "+ User's favourite colour is teal"},
    Reading{"My favourite bands? Low and Codeine",
            "+ One of User's favourite bands is Low; + One of User's favourite bands is Codeine"}};

TEST_CASE("chat: what one is and does, and what stands behind a heading") {
  check_readings(kOfOneself);
}

TEST_CASE("chat: what is only turned over is kept as such") { check_readings(kTurnedOver); }

TEST_CASE("chat: what is said back is not kept") { check_readings(kReplies); }

TEST_CASE("chat: what sounds like a reply and tells of somebody is kept") {
  check_readings(kToldAllTheSame);
}

constexpr std::array kLinked = {
    Reading{"I'm also interested in error coins", "+ User is interested in error coins"},
    Reading{"I'd also like to visit Peru", "+ User would like to visit Peru"},
    Reading{"I've also been trying to bake my own bread",
            "+ User has been trying to bake their own bread"},
    Reading{"I also keep bees", "+ User keeps bees"},
    Reading{"I started adding peelings, eggshells and coffee grounds to my compost",
            "+ User started adding peelings to their compost; + User started adding eggshells to "
            "their compost; + User started adding coffee grounds to their compost"},
    Reading{"I'm still concerned about my gran's health",
            "+ User is still concerned about their gran's health"},
    Reading{"I usually buy a mix of oats, nuts and seeds",
            "+ User usually buys a mix of oats, nuts and seeds"},
    Reading{"We have a stall where I can sell eggs and baked goods",
            "+ User has a stall where User can sell eggs and baked goods"},
    Reading{"I had an interview at the US embassy", "+ User had an interview at the US embassy"},
    Reading{"I don't think the price and the colour scheme is a problem for me", ""},
    Reading{"My goats are grey. It's been a relief to have them back", "+ User's goats are grey"},
    Reading{"Those kids will be so supported and happy", ""},
    Reading{"I'm a bit concerned about the price", ""},
    Reading{"I didn't know you could do that", ""}};

constexpr std::array kBeside = {
    Reading{"I'm really into Gothic novels, so any suggestions would be great",
            "+ User is really into Gothic novels"},
    Reading{"I just got back from a rafting trip, and I wish I had a waterproof camera",
            "+ User just got back from a rafting trip"},
    Reading{"I take spinning classes on Tuesdays, so something upbeat would be lovely",
            "+ User takes spinning classes on Tuesdays"},
    Reading{"If I were rich I'd be in Rome and live in a castle", ""},
    Reading{"I'd be a king and live in a castle", ""},
    Reading{"I've been meaning to watch \"The Crown\" for a while",
            "+ User has been meaning to watch \"The Crown\" for a while"},
    Reading{"My violin teacher, Ms. Okafor, is from Lagos",
            "+ User's violin teacher Ms. Okafor is from Lagos"},
    Reading{"I think I forgot to mention that I have two cats", "+ User has two cats"}};

TEST_CASE("chat: what is wished or would be stands beside what is so") { check_readings(kBeside); }

constexpr std::array kDoings = {
    Reading{"Visiting castles is on my bucket list", "+ Visiting castles is on User's bucket list"},
    Reading{"Growing my customer base is my main aim",
            "+ Growing User's customer base is User's main aim"},
    Reading{"Coaching kids keeps me young", "+ Coaching kids keeps User young"},
    Reading{"Cycling sounds like a great way to get about", ""},
    Reading{"Discussing it is important", ""},
    Reading{"Training for a triathlon, my first",
            "+ User is training for a triathlon, their first"},
    Reading{"I like to stay calm and focused",
            "+ User likes to stay calm; + User likes to stay focused"}};

TEST_CASE("chat: what is done can be what is spoken of") { check_readings(kDoings); }

constexpr std::array kAsides = {
    Reading{"I'm really happy with my new racket, which I got from a shop in Leeds",
            "+ User got their new racket from a shop in Leeds"},
    Reading{"I need to add my welding certificate, which I completed last month, to my profile",
            "+ User completed their welding certificate last month"},
    Reading{"We rewatch Friends on HBO Max, which I've been subscribed to for six months",
            "+ User rewatches Friends on HBO Max; + User has been subscribed to HBO Max for six "
            "months"},
    Reading{"I bought a scarf, which I think is lovely",
            "+ User bought a scarf, which User thinks is lovely"},
    Reading{"I just built a shed and it took me 4 days",
            "+ User just built a shed, which took User 4 days"},
    Reading{"I got a kennel for Max, it was around $40",
            "+ User got a kennel for Max, which was around $40"},
    Reading{"I got pre-approved and the lender said I can borrow up to $350,000",
            "+ User got pre-approved; + User can borrow up to $350,000"},
    Reading{"The sign said you must wear a helmet", ""},
    Reading{"The play I attended was a production of Hamlet",
            "+ The play User attended was a production of Hamlet"},
    Reading{"I see Dr. Smith every week", "+ User sees Dr. Smith every week"},
    Reading{"I see what you mean", ""},
    Reading{"You can always count on me!", ""},
    Reading{"Don't give up, mate!", ""},
    Reading{"Don't be afraid to take risks", ""},
    Reading{"We can do this!", ""},
    Reading{"Can you explain why I always wake up at 3?", ""},
    Reading{"Can you give examples of how it can help in the future?", ""},
    Reading{"I'd like to know more about the mentorship and counseling offered there", ""},
    Reading{"I'm thinking of getting a more portable tripod",
            "+ User is thinking of getting a more portable tripod"},
    Reading{"I use a reference tool, Mendeley, to keep track of sources and generate citations",
            "+ User uses a reference tool, Mendeley, to keep track of sources and generate "
            "citations"},
    Reading{"I play my Fender Mustang I on Sundays",
            "+ User plays their Fender Mustang I on Sundays"},
    Reading{"I remember getting a 10% discount on my first order",
            "+ User remembers getting a 10% discount on their first order"},
    Reading{"I've noticed that I sleep badly after wine", "+ User sleeps badly after wine"},
    Reading{"I need to take care of my old boots, I've been keeping them under my bed",
            "+ User needs to take care of their old boots; + User has been keeping their old boots "
            "under their bed"}};

TEST_CASE("chat: asides, prices and what was noticed are told too") { check_readings(kAsides); }

constexpr std::array kEveryday = {
    Reading{"I live with my partner Dev and his daughter Asha",
            "+ User lives with their partner Dev; + User lives with Dev's daughter Asha"},
    Reading{"I inherited my gran's sewing machine", "+ User inherited their gran's sewing machine"},
    Reading{"My sister's driving test is on Friday", "+ User's sister's driving test is on Friday"},
    Reading{"My team's called the Mudlarks", "+ User's team is called the Mudlarks"},
    Reading{"We've been together nine years, married for two",
            "+ User has been together nine years, married for two"},
    Reading{"I sit on the council and help run the food bank",
            "+ User sits on the council; + User helps run the food bank"},
    Reading{"Got the keys to the new flat", "+ User got the keys to the new flat"}};

TEST_CASE("chat: everyday messages") { check_readings(kEveryday); }

// A statement quotes a part of a sentence; the part of a secret is one too.
constexpr std::array kParts = {
    Reading{"We're with Ecology, sort code 20-11-43, account 55667788", "+ User is with Ecology"},
    Reading{
        "my seed phrase is ocean, maple, tiger, velvet, lamp, orbit, cabin, drift, fossil, grape, "
        "hotel, ivory",
        ""},
    Reading{"My recovery words: ocean, maple, tiger, velvet, lamp, orbit, cabin, drift, fossil, "
            "grape, hotel, ivory",
            ""},
    Reading{"My PINs are 4821 and 7733 and I live in Leeds", "+ User lives in Leeds"},
    Reading{"I have a lamp and a maple", "+ User has a lamp; + User has a maple"}};

TEST_CASE("chat: no part of a secret is kept") { check_readings(kParts); }

TEST_CASE("chat: words that link to what was said before") { check_readings(kLinked); }

TEST_CASE("chat: titles are names, other quotations are nobody's words") {
  check_readings(kTitles);
}

TEST_CASE("chat: what somebody does is not cut as things are") { check_readings(kDeeds); }

TEST_CASE("chat: what says what something is for, or is like, stays with it") {
  check_readings(kWhole);
}

TEST_CASE("chat: things remain a list") { check_readings(kThings); }

}  // namespace
}  // namespace mnestic::extract
