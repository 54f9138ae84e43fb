// Farewells: what is over, replaced or denied without a verb that says so, and what only sounds so.
#include <algorithm>

#include "tests/support/fates.h"

namespace mnestic::memory {
namespace {

using testing::check_kept;
using testing::EngineFixture;

struct Row {
  const char* known;
  const char* said;
  const char* added = "";  // a word of what is told anew
};

void check_gone(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.said);
    EngineFixture memory;
    memory.tell({row.known, "User has a red bicycle"});
    memory.say(row.said);
    CHECK_FALSE(memory.knows(row.known));
    CHECK(memory.knows("User has a red bicycle"));
    const std::vector<std::string> after = memory.list();
    const bool told = std::any_of(after.begin(), after.end(), [&](const std::string& each) {
      return each.find(row.added) != std::string::npos;
    });
    CHECK((told || *row.added == '\0'));
  }
}

TEST_CASE("farewells: idioms by which a thing is over") {
  check_gone({{"User subscribes to the Guardian", "That's the Guardian subscription gone"},
              {"User plays in a band", "the band breathed its last"},
              {"User plays in a band", "the band gave up the ghost"},
              {"User plays in a band", "the band has had its day"},
              {"User goes to the gym on Mondays", "That's it for the gym"},
              {"User has a gym membership", "There goes my gym membership"},
              {"User runs a blog", "the blog's been laid to rest"},
              {"User runs a blog", "I've put the blog out of its misery"},
              {"User uses Spotify", "cut Spotify loose"},
              {"User uses Spotify", "kissed Spotify goodbye"},
              {"User keeps files in Dropbox", "I've moved everything off Dropbox"},
              {"User keeps files in Dropbox", "pulled all my photos out of Dropbox"},
              {"User runs marathons",
               "Ran my last marathon in Valencia. Parkrun only from here on.", "arkrun"},
              {"User eats meat at weekends", "nobody in this house eats meat as of Lent"}});
}

TEST_CASE("farewells: what is another's, or only for now, ends nothing") {
  check_kept({{"User plays in a band", "their band breathed its last"},
              {"User plays in a band", "my brother's band has had its day"},
              {"User plays in a band", "that's it for the band today"},
              {"User uses Spotify", "that's my Spotify playlist finished"},
              {"User has a car", "there goes a car"},
              {"User keeps files in Dropbox", "I moved everything from my laptop to Dropbox"},
              {"User keeps files in Dropbox", "I deleted all the duplicates from Dropbox"},
              {"User runs marathons", "I ran my last marathon in 3:40"},
              {"User eats meat at weekends", "nobody in the office eats meat"},
              {"User uses Slack", "cut the Slack meeting short"},
              {"User takes sertraline", "Dad's sertraline is done"}});
}

TEST_CASE("farewells: whom one lives with now") {
  check_gone({{"User lives with both parents",
               "Since the funeral it's just me and Dad in the house", "only Dad"},
              {"User lives with two flatmates", "I live alone now", "alone"},
              {"User lives with two flatmates", "I live with just my cat now", "cat"}});
  check_kept({{"User lives with two flatmates", "it's just me and the flatmates tonight"},
              {"User lives with two flatmates", "I'd live alone if I could"},
              {"User lives with two flatmates",
               "just saw them live with Adam Lambert in Newark with my parents"},
              {"User lives with their wife", "it's just me and my wife now the kids have gone"},
              {"User lives with their wife", "my brother lives alone now"}});
}

TEST_CASE("farewells: former bonds, and places left without a verb") {
  check_gone({{"User's business partner is Rajesh", "Rajesh is my EX-business partner", "EX-"},
              {"User's boss is Rajesh", "Rajesh is my former boss", "former"},
              {"User is married to Helen", "Divorce came through last week"},
              {"User lives in Galway", "Not in Galway any longer; Sligo since the spring",
               "lives in Sligo"},
              {"User works at Siemens", "no longer at Siemens"}});
  check_kept({{"User is married to Helen", "my sister's divorce came through"},
              {"User is married to Helen", "Rosa is my ex-wife"},
              {"User's business partner is Rajesh", "my ex-boss knows Rajesh"},
              {"User lives in Galway", "not in Galway today"},
              {"User lives in Galway", "My brother's no longer in Galway"}});
}

TEST_CASE("farewells: a question that denies what was stored") {
  check_gone({{"User is a dentist", "Who told you I'm a dentist? I'm a hygienist", "hygienist"},
              {"User is a dentist", "Since when am I a dentist?"}});
  check_kept({{"User is a dentist", "who told you about the dentist?"},
              {"User has a dentist appointment on Friday", "who told you I'm a dentist?"},
              {"User eats meat", "who says I can't eat meat?"}});
}

TEST_CASE("farewells: which of a kind a known thing is") {
  check_gone({{"User drinks an espresso after lunch", "small correction: it's a *double* espresso",
               "a double espresso after lunch"},
              {"User is allergic to shellfish", "The shellfish thing? Prawns and crab.",
               "shellfish (prawns and crab)"},
              {"User has a dog called Mabel", "She's a Bedlington/whippet cross, hence the hair",
               "Mabel, a Bedlington/whippet cross"},
              {"User has a PhD", "PhD's in hydrology, I should add.", "PhD in hydrology"},
              {"User's daughter was born on 3 May", "Mar 3, not May 3.", "3 March"}});
  check_kept({{"User drinks an espresso after lunch", "it's a double whammy"},
              {"User is allergic to shellfish", "the shellfish thing? All sorted."},
              {"User has a job interview", "My interview? Tomorrow at nine"},
              {"User has a dog called Mabel", "she's a doctor"},
              {"User has two cats", "It's a mix of drama and romance!"},
              {"User is in a book club", "That's a lot to take in!"},
              {"User uses Slack at work", "It was a ton of work but satisfying."},
              {"User reads science fiction", "I should add him to my spreadsheet as well."},
              {"User works nights",
               "I'd like to know more about Dr. Overpeck's work, specifically on sea-level rise."},
              {"User's daughter was born on 3 May", "we met on May 3"}});
}

TEST_CASE("farewells: what is not to be kept, said sideways") {
  check_gone({{"User's mother has a drinking problem",
               "what I said earlier about my mum's drinking - that stays out of the file"},
              {"User's friend Noor has been diagnosed with lupus",
               "I shouldn't have told you about Noor's diagnosis. Please wipe it."},
              {"User is expecting a baby in July", "It's a girl! Arrived 3.12 this morning",
               "a baby girl"}});
  check_kept(
      {{"User's mother has a drinking problem",
        "what I said about my mum's cooking stays out of the file"},
       {"User's friend Noor plays the oud", "forget Noor's diagnosis"},
       {"User is expecting a baby in July", "It's a girl! Due in July, we're so happy"},
       {"User is expecting a baby in July", "My sister had hers. It's a boy! Born last night"}});
}

TEST_CASE("farewells: in and out, and what one is no longer") {
  check_gone({{"User uses Slack at work", "Slack out, Teams in", "uses Teams at work"},
              {"User uses Slack at work", "Teams has replaced Slack", "uses Teams at work"},
              {"User uses Slack at work", "goodbye Slack, hello Teams", "uses Teams at work"},
              {"User is a doctor", "a vet, technically, not a doctor", "a vet"},
              {"User is a doctor", "the PhD kind of doctor", "doctor (the PhD kind)"},
              {"User has a dog", "a whippet, since you ask", "a dog, a whippet"},
              {"User drives an electric car", "a Zoe, the electric car", "electric car (a Zoe)"},
              {"User works in a bank", "the bank's Triodos", "a bank, Triodos"},
              {"User is a vegan", "ex-vegan as of Sunday", "ex-vegan"},
              {"User drinks coffee", "I was a coffee drinker until March"},
              {"User plays rugby", "no rugby for me since the concussion"},
              {"User chairs the PTA", "I've handed over the reins of the PTA"},
              {"User rents a studio", "The lease on the studio is up"},
              {"User works at Woolworths", "They let me go from Woolworths"},
              {"User works at Woolworths", "My contract at Woolworths wasn't renewed"},
              {"User works at Acme", "new job: data analyst at Octopus Energy", "Octopus"},
              {"User lives in Leeds", "New address: 4 Elm Row, Hull", "Elm Row"},
              {"User is dating Sam", "me and Sam aren't a thing any more"},
              {"User has a lodger called Piotr", "Piotr's moved back to Poland"}});
  check_kept({{"User plays rugby", "no rugby for me today"},
              {"User plays rugby", "no rugby for the kids since March"},
              {"User coaches the under-9s", "passed the ball on to the under-9s"},
              {"User drinks coffee", "I was a coffee short until noon"},
              {"User is dating Sam", "Sam and I are over the moon"},
              {"User has a brother called Sam", "Sam and I are quits"},
              {"User has a lodger called Piotr", "Piotr's moved the sofa back"},
              {"User uses Slack at work", "kids out, telly in"},
              {"User is a vegan", "my ex-vegan friend is fun"},
              {"User is a doctor", "the kind doctor at the surgery smiled"},
              {"User drives an electric car", "a biscuit, the electric kettle and a nap"},
              {"User works at Woolworths", "my sister was sacked from Woolworths"},
              {"User works at Woolworths", "they let me go early from Woolworths today"},
              {"User works at Acme", "my new job is going well"},
              {"User lives in Leeds", "new address for the office: 4 Elm Row, Hull"},
              {"User works in a bank", "the bank's Christmas party was fun"}});
}

TEST_CASE("farewells: what came of it, and what takes its place") {
  check_gone(
      {{"User banks with Monzo", "switched banks - Starling now", "banks with Starling"},
       {"User is on a waiting list for an allotment", "We finally got the allotment"},
       {"User drinks a beer after work", "Dry since New Year, not even a shandy"},
       {"User is pregnant", "had a miscarriage in March"},
       {"User owes HMRC 900 pounds", "finally squared up with HMRC"},
       {"User works nights", "Swapped to days last month", "days"},
       {"User is vegetarian", "I've gone from veggie to full vegan", "vegan"},
       {"User has a weekly piano lesson", "the piano lessons stopped when Mrs Lund retired"},
       {"User uses a Nokia", "gave in and got an iPhone", "iPhone"},
       {"User's email is jo@old.com", "new email, jo@new.org", "jo@new.org"},
       {"User lives on the second floor", "third floor, sorry, I always forget", "third floor"},
       {"User's dog is a labrador", "no, he's a golden retriever", "golden retriever"},
       {"User's brother is a chef", "pastry chef, at a hotel in Zurich",
        "User's brother is a pastry chef"},
       {"User lives with their parents", "my parents live with me, not the other way round",
        "parents live with User"}});
  check_kept({{"User banks with Monzo", "switched seats - Marco now sits by me"},
              {"User banks with Monzo", "my sister switched banks - Starling now"},
              {"User is on a waiting list for an allotment", "we haven't got the allotment yet"},
              {"User is on a waiting list for an allotment", "got a letter about the allotment"},
              {"User drinks wine with dinner", "my skin's been dry since New Year"},
              {"User drinks wine with dinner", "my dad's been sober since May"},
              {"User is pregnant", "my sister had a miscarriage"},
              {"User works nights", "my brother swapped to days"},
              {"User has a weekly piano lesson", "the rain stopped when the lesson began"},
              {"User's dog is a labrador", "my sister's dog is a retriever"},
              {"User's brother is a chef", "head chef, at the new place, shouted at me"},
              {"User has a house", "it's a nice house"}});
}

}  // namespace
}  // namespace mnestic::memory
