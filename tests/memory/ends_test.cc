// What a message ends, by whatever people do with the thing, and what they ask to be forgotten.
#include <algorithm>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;

struct Row {
  const char* gone;
  const char* kept;
  const char* said;
  const char* added = "";  // a word of what is told anew
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.said);
    EngineFixture memory;
    memory.tell({row.gone, row.kept});
    memory.say(row.said);
    CHECK_FALSE(memory.knows(row.gone));
    CHECK(memory.knows(row.kept));
    const std::vector<std::string> after = memory.list();
    const bool told = std::any_of(after.begin(), after.end(), [&](const std::string& each) {
      return each != row.kept && each.find(row.added) != std::string::npos;
    });
    CHECK((told || *row.added == '\0'));
  }
}

TEST_CASE("ends: by what is done with the thing") {
  check(
      {{"User rents an allotment in Leeds", "User grows dahlias",
        "Handed back the keys to the allotment last week, so that's that"},
       {"User rents a darkroom", "User shoots on film", "gave the darkroom keys back"},
       {"User owns a Vespa", "User owns a road bike", "The Vespa went to the breakers in May"},
       {"User has a drum kit", "User plays the ukulele", "Drum kit's sold!"},
       {"User has a Netflix subscription", "User watches Formula 1",
        "Netflix is cancelled as of today"},
       {"User has a dog called Bramble", "User has a cat called Moss",
        "we had Bramble put to sleep on Saturday"},
       {"User has a cat called Suki", "User has a rabbit called Dot",
        "Suki was put to sleep last month, poor old thing"},
       {"User has a landline with BT", "User has broadband with Zen",
        "had the landline disconnected"},
       {"User has a Sky subscription", "User watches snooker", "Told Sky to stuff it"},
       {"User has a timeshare in Spain", "User speaks Spanish", "finally shot of the timeshare"},
       {"User has a cast on their left arm", "User is left-handed", "cast is off!"},
       {"User is on the parish council", "User has a smallholding",
        "I stood down from the parish council in May"},
       {"User keeps bees", "User grows tomatoes", "Lost the bees to varroa and not starting again"},
       {"User volunteers at Oxfam on Saturdays", "User works as a teacher",
        "did my last Oxfam shift on Saturday"}});
}

TEST_CASE("ends: a pet that was lost for good") {
  check(
      {{"User has a dog called Bella", "User has a cat called Mog", "We lost Bella on Sunday"},
       {"User has a dog called Bella", "User has a cat called Mog", "we lost our dog last week"}});
  for (const char* said : {"I lost Bella in the park yesterday", "we lost the match on Sunday",
                           "we lost Bella for an hour yesterday", "We lost Max on Sunday"}) {
    CAPTURE(said);
    EngineFixture memory;
    memory.tell({"User has a dog called Bella", "User has two dogs, Max and Ada"});
    memory.say(said);
    CHECK(memory.knows("User has a dog called Bella"));
    CHECK(memory.knows("User has two dogs, Max and Ada"));
  }
}

TEST_CASE("ends: an amount by another amount alone") {
  check({{"User's rent is £925", "User lives in Hull", "Rent is £980 now", "980"}});
  for (const char* said :
       {"My rent is too high", "Rent is due on the 1st", "Rent is paid by my sister"}) {
    CAPTURE(said);
    EngineFixture memory;
    memory.tell({"User's rent is £925"});
    memory.say(said);
    CHECK(memory.knows("User's rent is £925"));
  }
}

TEST_CASE("ends: what one no longer calls oneself, and what put paid to it") {
  check({{"User runs marathons", "User had knee surgery in 2021",
          "I wouldn't call myself a marathon runner these days, the knee put paid to that"},
         {"User paints watercolours", "User works in a bank",
          "I'd hardly call myself a painter these days, haven't touched the watercolours in years"},
         {"User plays tennis", "User has a bad shoulder", "the shoulder put paid to my tennis"},
         {"User cycles to work", "User had knee surgery in 2021",
          "a dodgy hip put paid to the cycling to work"}});
}

TEST_CASE("ends: a job by notice, a debt by paying it, treatment by whoever treats") {
  check({{"User works at a garden centre", "User has two cats",
          "handed in my notice at the garden centre"},
         {"User works as a barista at Nero", "User is studying law",
          "Handed my notice in at Nero yesterday"},
         {"User has a car loan with Santander", "User drives a Kia", "Car loan's paid off"},
         {"User owes their brother 500 pounds", "User has a mortgage",
          "I paid my brother back, all 500 of it"},
         {"User sees a physiotherapist for their back", "User does yoga",
          "physio signed me off, no more appointments"}});
}

TEST_CASE("ends: who was expected is there, by name") {
  check({{"User is expecting a baby in May", "User has a daughter called Ida",
          "Baby's here! Otto, 8lb 1", "Otto"},
         {"User is expecting a baby in March", "User lives in Cork",
          "She's here! Little Nora, born at 3am, 6lb 12oz", "Nora"},
         {"User is pregnant", "User has a son called Finn",
          "Our baby girl arrived on Sunday, we've called her Maeve", "Maeve"},
         {"User's wife is pregnant", "User works in Basel",
          "The baby arrived! Baby Leo, 3.4 kilos, everyone's well", "Leo"},
         {"User is due to give birth on 4 May", "User has asthma",
          "Baby arrived safe and sound this morning, his name is Hugo", "Hugo"}});
}

TEST_CASE("ends: what is to be forgotten, by words of many kinds") {
  check(
      {{"User has eczema", "User has asthma", "please don't remember that I have eczema"},
       {"User is getting divorced", "User lives in Hull",
        "I'd rather you didn't remember that I'm getting divorced"},
       {"User owes their uncle money", "User has an uncle",
        "please don't keep it on file that I owe my uncle money"},
       {"User's friend Lou is in prison", "User likes jazz", "stop remembering Lou"},
       {"User's ex is called Lorcan", "User has a sister called Niamh",
        "scrub anything about my ex"},
       {"User has a bad knee", "User runs", "you can drop the bit about my knee"},
       {"User is scared of flying", "User lives in Rome",
        "forget the thing I said about being scared of flying"},
       {"User votes Green", "User lives in Bath", "bin the bit about how I vote"},
       {"User takes lithium", "User runs", "my lithium is nobody's business, take it out"},
       {"User has a crush on Tom", "User runs", "pretend I never told you about my crush on Tom"},
       {"User collects stamps", "User plays chess", "keep everything except the stamp collecting"},
       {"User owns a Ford Focus", "User owns a Mini",
        "can you take the Focus off my list of cars?"},
       {"User owns a Peugeot 206", "User owns a motorbike",
        "Strike the Peugeot from my vehicles"}});
}

TEST_CASE("ends: nothing of what one asks not to keep is kept") {
  EngineFixture memory;
  memory.tell({"User has eczema"});
  memory.say("please don't remember that I have eczema");
  CHECK(memory.list().empty());
}

}  // namespace
}  // namespace mnestic::memory
