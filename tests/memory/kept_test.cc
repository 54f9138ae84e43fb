// What sounds like the end or the change of something stored and is none: the fact stays.
#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_kept;

TEST_CASE("kept: once is not for good") {
  check_kept({{"User goes to the gym on Mondays", "the gym was closed on Monday"},
              {"User goes to the gym on Mondays", "I cancelled the gym today because I'm tired"},
              {"User takes the 7:15 train", "the 7:15 was cancelled this morning"},
              {"User does pilates on Tuesdays", "pilates is cancelled next Tuesday"},
              {"User sings in a choir", "the choir broke up for the summer"},
              {"User has a cat called Minka", "I gave Minka away to the sitter for the weekend"},
              {"User plays padel", "padel's over, heading home"},
              {"User plays padel", "the padel match ended 6-3"},
              {"User drives to work", "the drive was over in ten minutes"},
              {"User has asthma", "asthma was bad this week but it cleared up by Friday"},
              {"User has migraines", "the migraine is gone, thank god"}});
}

TEST_CASE("kept: a thing was only put somewhere, or shut") {
  check_kept({{"User drinks coffee every morning", "I dropped my coffee on the floor this morning"},
              {"User owns a bike", "I left my bike at the station"},
              {"User owns a bike", "I dropped my bike off for repair"},
              {"User lives in Ghent", "I'm moving the piano from Ghent to Bruges"},
              {"User uses Slack at work", "I closed Slack to focus"}});
}

TEST_CASE("kept: what is used up is bought again") {
  check_kept({{"User takes vitamin D", "the vitamin D ran out, need to buy more"},
              {"User drinks oat milk", "oat milk is sold out everywhere"},
              {"User drinks oat milk", "the oat milk is gone, someone finished it"},
              {"User eats oatmeal for breakfast", "no more oatmeal in the house"}});
}

TEST_CASE("kept: advised, refused or only meant") {
  check_kept({{"User smokes", "I should stop smoking"},
              {"User drives a Golf", "I'd never sell the Golf"},
              {"User owns a canoe", "I will never part with my canoe"},
              {"User owns a canoe", "selling the canoe was never an option"}});
}

TEST_CASE("kept: somebody else's") {
  check_kept(
      {{"User has a subscription to Netflix", "I cancelled the Netflix account of my late mother"},
       {"User's birthday is 12 May", "my sister's birthday is 14 May"},
       {"User's rent is 900 euros", "my friend's rent went up to 1200 euros"},
       {"User's wedding is on 14 June", "my cousin's wedding has been moved to 20 September"},
       {"User's car is red", "the new boss drives a blue car"},
       {"User teaches chemistry", "half my chemistry class dropped out"},
       {"User teaches chemistry", "a pupil quit chemistry today"},
       {"User takes vitamin D", "the pharmacy has no more vitamin D"},
       {"User is reading Dune", "my book club finished Dune, they're on to Hyperion now"}});
}

TEST_CASE("kept: another thing with the same word") {
  check_kept(
      {{"User reads The Guardian", "I threw out the old Guardian issues"},
       {"User's wedding is on 14 June", "the wedding cake tasting has been moved to 20 April"},
       {"User has a cold sore", "the cold is gone"},
       {"User's laptop is a ThinkPad", "work laptops are MacBooks now"},
       {"User uses Windows", "the windows are clean now"},
       {"User's team is Falcon", "the sales team is called Kestrel now"},
       {"User plays bass in a band", "the band is out of tune"}});
}

TEST_CASE("kept: one of them goes, the others stay") {
  check_kept({{"User has a cat and a dog", "the dog died"},
              {"User has two cats", "my cat died"},
              {"User has three bikes", "I sold my bike"}});
}

TEST_CASE("kept: somebody went, but not for good, or not that one") {
  check_kept({{"User has a cleaner", "the cleaner left at noon"},
              {"User has a flatmate called Ben", "Ben left for work"},
              {"User has a flatmate called Ben", "Ben moved out of the way"},
              {"User has a cleaner", "my sister's cleaner quit"},
              {"User has a nanny", "my boss quit"},
              {"User is pregnant", "I had the baby's room painted"},
              {"User rents a flat", "we bought a house plant"},
              {"User rents a flat", "my parents bought a house"},
              {"User rents a flat", "we bought a house for my mother"},
              {"User is looking for a job", "I found a job advert that looks nice"},
              {"User is looking for a new flat", "found a place to park"},
              {"User is on a waiting list", "I'm back from the doctor's waiting room"},
              {"User has a garden", "I'm out of the garden"},
              {"User has a contract with Vodafone", "my contract with O2 ended"},
              {"User works for Zeit", "Zeit ended its podcast"}});
}

TEST_CASE("kept: ended in part, gone bad, or only near") {
  check_kept({{"User walks with crutches",
               "I no longer need the crutches at home but I still use them outside"},
              {"User likes mushrooms", "the mushrooms went off"},
              {"User drives a Volvo", "I parked the Volvo, it's over there"},
              {"User is learning the banjo", "the banjo is in the shop, I've finished"},
              {"User takes insulin", "the doctor stopped my brother's insulin"},
              {"User takes statins", "my doctor stopped by"}});
}

TEST_CASE("kept: another way of living, but not the speaker's own, or not instead") {
  check_kept({{"User uses Windows", "I'm on a Linux forum now"},
              {"User uses Windows", "my dad is on Linux now"},
              {"User uses Windows at work", "I also have a Mac now"},
              {"User has an iPhone", "my daughter switched to Android"},
              {"User works from home", "I'm in the office today"},
              {"User lives with their parents", "I'm home alone now"},
              {"User lives with their parents", "I can finally eat alone now"},
              {"User is vegan", "I dreamt of eating meat again"},
              {"User sings bass in a choir", "I play the tenor sax now"},
              {"User likes milk chocolate", "I bought dark chocolate now"},
              {"User goes to the gym in the evening", "I go to the bakery in the mornings now"},
              {"User's boyfriend is Matteo", "my sister's husband is Matteo now"},
              {"User is dating Tom", "my brother Tom got married"},
              {"User works as a nurse", "they made me head of the parents' council"},
              {"User works as a line cook", "my friend got promoted to sous-chef"},
              {"User lives in Ghent", "my sister is in Utrecht these days"},
              {"User lives in Berlin", "I'm in Rome now, what should I see?"},
              {"User's book club is reading Wolf Hall", "the film club moved on to Fargo"},
              {"User's team plays in Leeds", "the team moved on to Hull for one match"},
              {"User plays the violin", "my sister gave up the violin to focus on the viola"},
              {"User takes ramipril", "they switched my mum from ramipril to losartan"},
              {"User's hair is brown", "I dyed my daughter's hair red"}});
}

TEST_CASE("kept: what puts something else right") {
  check_kept(
      {{"User owns a boat", "oops, my uncle has the boat this weekend"},
       {"User owns a boat", "I was wrong about Gil, Gil has a boat too"},
       {"User plays the cello", "sorry, Gil plays the cello as well"},
       {"User owns a tent", "the blue tent isn't mine, it's my uncle's"},
       {"User works at Bosch", "I never told you I hated Bosch"},
       {"User likes jazz", "I never said I like free jazz"},
       {"User has a son called Jon", "my boss is John with an h"},
       {"User has a degree in geography", "I don't know where you got your degree from"},
       {"User speaks Norwegian", "I don't speak Norwegian with her, that's my wife"},
       {"User speaks Norwegian", "my dad doesn't speak Norwegian, that's my wife"},
       {"User plays chess", "I don't play chess tonight, that's Ana's thing"},
       {"User is from Austria", "the kangaroo is from Australia, not Austria"},
       {"User meets the lawyer at 14:00", "oops, the bakery opens at 15:00"},
       {"User calls mum on Sundays", "mum is coming on Friday now"},
       {"User's dentist appointment is on 4 December", "dentist is actually closed on 7 December"},
       {"Romy is User's sister", "Romy is my best friend"}});
}

TEST_CASE("kept: what is put right is somebody else's, or another thing") {
  check_kept({{"User is 34", "my brother is 35, not 34"},
              {"User lives in Essen", "my cousin lives in Hessen, not Essen"},
              {"User lives in Vienna", "the conference is in Graz, not Vienna"},
              {"User drinks tea", "the guests drink coffee, not tea"},
              {"User drinks tea", "coffee, not tea, is what they served"},
              {"User drinks tea", "They gave me coffee, not tea"},
              {"User eats meat", "lentils, not meat, in this recipe please"},
              {"User's car is red", "get the green one, not the red one"},
              {"User has a cat called Moss", "in the book the cat is called Ross, not Moss"},
              {"User's flight is at 9:15", "the train leaves at 9:50 not 9:15"},
              {"User's meeting is on Thursday", "my dad's appointment is Tuesday not Thursday"},
              {"User is from Norway", "the salmon isn't from Norway, it's from Scotland"},
              {"User has a meeting with Priya on Friday", "moved my lunch from Friday to Monday"},
              {"User takes sertraline 50mg", "they put my mum up to 100mg of sertraline"},
              {"User's rent is 900 euros", "rents in Trier have gone up to 960 on average"}});
}

TEST_CASE("kept: for once, for a while, or one of many") {
  check_kept({{"User has a garden", "I've packed in the gardening for today"},
              {"User uses Slack", "Slack was down so I quit Slack and restarted it"},
              {"User drives a Kia", "I dropped the Kia at the garage"},
              {"User has a car", "left the car at home today"},
              {"User has a cat called Moss", "Moss is gone again, always out at night"},
              {"User has a garden", "the garden is dead in winter"},
              {"User reads crime novels", "finished a crime novel on the train"},
              {"User is dating Alex", "broke up a fight with Alex at the pub"},
              {"User has a flight on 3 May", "the flight on the 2nd was cancelled, mine's fine"},
              {"User has a credit card", "cut up my expired credit card, new one arrived"},
              {"User has a standing desk", "the old desk went to the tip"},
              {"User has type 1 diabetes", "finished the diabetes course at the clinic"},
              {"User works nights", "I work nights this week"},
              {"User does yoga", "rolled up my mat, yoga's done"},
              {"User rents a studio in Bow", "Handed back the spare key to the studio"},
              {"User's favourite band is Blur", "Blur split up once, you know"}});
}

TEST_CASE("kept: a machine that dies is mended") {
  check_kept({{"User drives a Golf", "the Golf died on the M4, got it towed, fixed now"},
              {"User has an iPhone", "my iPhone died, charging it"},
              {"User has a boiler from Vaillant", "the boiler died this morning"},
              {"User wears a hearing aid", "the hearing aid is dead, charging it"}});
}

TEST_CASE("kept: where one is these days is not always where one lives") {
  check_kept({{"User lives in Ghent", "I'm in Paris these days and then back in Ghent"},
              {"User lives in Ghent", "I'm in Lisbon for work these days, home on Friday"},
              {"User lives in Berlin", "I'm in Berlin these days"}});
}

TEST_CASE("kept: nobody asked to forget it") {
  check_kept({{"User lives at 12 Elm Row", "delete my address from the mailing list template"},
              {"User has a tattoo", "can you get rid of a tattoo with cream?"},
              {"User's salary is 54000 euros", "remove the salary column from this spreadsheet"}});
}

TEST_CASE("kept: an idiom of ending that ends something else") {
  check_kept(
      {{"User owns a Corsa", "Took the Corsa to the scrapyard to look for a spare mirror"},
       {"User owns a Corsa", "is the Corsa on my list of cars?"},
       {"User works at a garden centre", "handed in my timesheet at the garden centre"},
       {"User works at a garden centre", "my manager handed in her notice"},
       {"User has a dog called Bramble", "Bramble was put to sleep for the X-ray"},
       {"User plays tennis", "the rain put paid to tennis today"},
       {"User plays tennis", "a puncture put paid to our tennis trip"},
       {"User runs marathons", "I wouldn't call myself a fast marathon runner"},
       {"User is expecting a baby in May", "my sister's baby is here! Otto, 8lb"},
       {"User is expecting a baby in May", "The baby's room is finished"},
       {"User works at Lidl", "my shift at Lidl is over, off home"},
       {"User plays the piano", "my last piano lesson was awful"},
       {"User paints watercolours", "binned my last painting, too muddy"},
       {"User has a car loan with Santander", "paid off my credit card, the car loan is next"},
       {"User has eczema", "don't forget that I have eczema"},
       {"User has eczema", "I can't remember if I told you that I have eczema"},
       {"User has a friend called Lou", "I'll never stop remembering Lou's party"},
       {"User collects stamps", "I lost everything but the stamps"}});
}

TEST_CASE("kept: a common word is not the name that sounds like it") {
  check_kept({{"User uses Windows", "replaced the windows with triple glazing"},
              {"User has an Apple Watch", "swapped apples for pears in the tart"},
              {"User lives in Bath", "replaced the bath with a shower"},
              {"User plays World of Warcraft", "the world is over"},
              {"User loves Orange Is the New Black", "orange, not black, is my dress"}});
}

TEST_CASE("kept: news that is none") {
  check_kept({{"User is a teacher", "they made me wait for the head teacher"},
              {"User banks with Barclays", "my bank is closed now"},
              {"User's son Theo goes to nursery", "Theo starts school next year"},
              {"User's son Theo goes to nursery", "Theo's friend started school"},
              {"User is dating Priya", "Priya and I got engaged in a long debate about cheese"},
              {"User is dating Priya", "Priya's sister and I got married to our jobs lol"},
              {"User lives in Berlin", "exactly, Berlin is lovely in May"},
              {"User works in IT", "for IT reasons, I should say, the site is down"},
              {"User is in a band", "the band on stage broke up mid-song"},
              {"User smokes", "stopped for a smoke"},
              {"User drives", "stopped driving for a second to check the map"},
              {"User runs", "stopped running when I saw the deer"}});
}

TEST_CASE("kept: done to a part of it, to another use of the word, or to one meeting of many") {
  check_kept({{"User has a dog called Kip", "Kip had his stitches removed"},
              {"User listens to Oasis", "oasis at the garden centre has closed"},
              {"User plays bridge", "the bridge is closed for repairs"},
              {"User goes to AA meetings", "the meeting's over"},
              {"User is Polish", "stopped using polish on the table"},
              {"User swims", "the swim was over quickly"},
              {"User has a meeting on Tuesday", "pub quiz moved from Monday to Tuesday"},
              {"User has an Audible subscription", "finished an Audible book"},
              {"User is on a diet", "cheat day, diet's off today"},
              {"User has a tenant", "tenant gave notice that the sink leaks"},
              {"User is unemployed", "started at nine, finished at five, still no calls"}});
}

}  // namespace
}  // namespace mnestic::memory
