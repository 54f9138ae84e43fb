#include "mnestic/text/first_person.h"

#include <doctest/doctest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace mnestic::text {
namespace {

TEST_CASE("first person: what is said of User is said by the person") {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"User does not eat meat", "I do not eat meat"},
      {"User is allergic to nuts", "I am allergic to nuts"},
      {"User has been sober for two years", "I have been sober for two years"},
      {"User was born in Graz", "I was born in Graz"},
      {"User will move to Oslo", "I will move to Oslo"},
      {"User watches films and goes to the opera", "I watch films and go to the opera"},
      {"User studies law, uses Vim, and is 41", "I study law, uses Vim, and am 41"},
      {"User no longer drinks coffee", "I no longer drink coffee"},
      {"User usually sleeps badly.", "I usually sleep badly."},
      {"User's sister Maria lives in Porto", "My sister Maria lives in Porto"},
      {"Maria is User's sister", "Maria is my sister"},
      {"User sold their car", "I sold my car"},
      {"Ben told User that User works too much", "Ben told me that I work too much"},
      {"Ben owes User, who paid", "Ben owes me, who paid"},
      {"User passes buses.", "I pass buses."},
      {"The user plans to run", "I plan to run"},
      {"Slow, says the user", "Slow, says me"},
      {"The user's oven is hot", "My oven is hot"},
      {"User's", "My"},
      {"User", "I"},
  };
  for (const auto& [text, said] : table) CHECK(in_first_person(text) == said);
}

TEST_CASE("first person: other texts stay as they are, to the byte") {
  for (const std::string_view text :
       {"", " ", "Maria sold her car and goes to the gym", "User: hi  there ", "Users like it",
        "the UserName is set", "the users pay", "a user pays", "  two  blanks\tand\na line ",
        "I has their", "\xc3\xa4 \xff"}) {
    CHECK(in_first_person(text) == text);
  }
}

}  // namespace
}  // namespace mnestic::text
