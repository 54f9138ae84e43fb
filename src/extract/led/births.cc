// "Baby's here! Wren, 7lb 2": who was expected is there.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kBorn =
    "baby is here|baby has arrived|baby arrived|baby has been born|baby was born|baby is born|"
    "little one is here|little one arrived|little one has arrived|girl is here|boy is here|girl "
    "arrived|boy arrived|girl has arrived|boy has arrived|baby came|twins are here|twins arrived|"
    "had the baby|gave birth|given birth|welcomed our|welcomed a";

constexpr std::string_view kAwaited =
    "expecting a baby|expecting a child|expecting twins|expecting their|expecting a girl|expecting "
    "a boy|expecting a son|expecting a daughter|is expecting|are expecting|pregnant|due to give "
    "birth|baby is due|baby due";

bool is_awaited(const Fact& fact) {
  if (fact.verb == 0 || fact.parsed.negated || fact.parsed.subject_terms.front() != "user")
    return false;
  if (!speaks(fact.tokens, kAwaited) || speaks(fact.tokens, "parcel|delivery|visitors|guests"))
    return false;
  // The user's sister's child is her own.
  static const WordSet couple("user wife partner girlfriend and husband fiancee baby their");
  return std::all_of(fact.parsed.subject_terms.begin(), fact.parsed.subject_terms.end(),
                     [](const std::string& word) { return couple.has(word); });
}

// Whether somebody else's child is told of: "my sister's baby is here".
bool is_anothers_child(const Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].low == "'s" || tokens[i].low == "their") return true;
    static const WordSet own("wife girlfriend partner baby");
    if (is_kin(tokens[i].low) && !own.has(tokens[i].low) && i > 0 &&
        is_possessive(tokens[i - 1].low))
      return true;
  }
  return false;
}

// "It's a girl! Arrived this morning, 7lb 2", not "it's a girl, due in May".
std::string_view child_in(const Said& said) {
  const bool girl = speaks(said.tokens, "it is a girl|it was a girl");
  if (!girl && !speaks(said.tokens, "it is a boy|it was a boy")) return {};
  constexpr std::string_view kThere =
      "arrived|born|weighed|weighing|lb|lbs|kg|oz|mum and baby|mother and baby|here safe";
  // "My sister had hers. It's a boy!"
  const bool anothers = std::any_of(said.before.begin(), said.before.end(), [](const Token& token) {
    static const WordSet own("wife girlfriend partner baby");
    return (is_kin(token.low) && !own.has(token.low)) || token.low == "hers";
  });
  if (anothers) return {};
  if (!speaks(said.tokens, kThere) && !speaks(said.after, kThere)) return {};
  return girl ? "girl" : "boy";
}

// "Wren, 7lb 2", "Little Nora, born at 3am", "we've called her Maeve", "his name is Hugo".
std::string name_in(const Tokens& tokens) {
  static const WordSet before("little baby meet welcome called named name is her him");
  static const WordSet no("our my it she he we baby little meet welcome everyone mum both all the");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (!token.capital || token.kind != TokenKind::word || no.has(token.low)) continue;
    if (is_time_word(token.low) || is_pronoun(token.low) || is_kin(token.low)) continue;
    const bool led =
        i == 0 || tokens[i - 1].kind == TokenKind::mark || before.has(tokens[i - 1].low);
    const bool ends = i + 1 >= tokens.size() || tokens[i + 1].kind == TokenKind::mark ||
                      tokens[i + 1].capital || tokens[i + 1].low == "and";
    if (!led || !ends) continue;
    std::string name = token.out;
    for (std::size_t k = i + 1; k < tokens.size() && tokens[k].capital; ++k)
      name += " " + tokens[k].out;
    return name;
  }
  return {};
}

// "she's here!", once a child is awaited and a weight or a name follows.
bool greets(const Said& said) {
  // "Twelve hours, no epidural, and here's Edie."
  constexpr std::string_view kLabour =
      "epidural|labour|labor|contractions|forceps|c-section|caesarean|midwife|pushing|lb|lbs|kilos|"
      "kg|weighing|weighs|born";
  if (speaks(said.tokens, "here is|here 's|meet|say hello to") && !name_in(said.tokens).empty() &&
      (speaks(said.tokens, kLabour) || speaks(said.after, kLabour))) {
    return true;
  }
  if (said.tokens.size() > 4 || !speaks(said.tokens, "she is here|he is here|they are here"))
    return false;
  return speaks(said.after, "lb|lbs|kg|kilos|grams|born|little|baby|welcome|meet|oz") ||
         std::any_of(said.after.begin(), said.after.end(), [](const Token& token) {
           return token.low.ends_with("lb") || token.low.ends_with("oz") ||
                  token.low.ends_with("kg") || token.low.ends_with("lbs");
         });
}

}  // namespace

void read_led_births(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  const std::string_view child = child_in(said);
  const bool greeted = greets(said);
  if (said.question || (child.empty() && !speaks(said.tokens, kBorn) && !greeted)) return;
  if (is_anothers_child(said.tokens) || is_unsettled(said.tokens, "when|before|not|will")) return;
  std::string name = name_in(said.tokens);
  const bool after = name.empty();
  if (after) name = name_in(said.after);
  bool told = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!is_awaited(facts[i])) continue;
    Touch touch{i, Touch::Way::ends, {}, "is born", {}};
    if (!name.empty() && !std::exchange(told, true)) {
      touch.way = Touch::Way::follows;
      touch.content = "User has a baby called " + name;
      touch.value = greeted ? std::string(kWhole) : name;
      touch.goes_on = after || greeted;
    }
    if (name.empty() && !child.empty() && !std::exchange(told, true)) {
      touch.way = Touch::Way::follows;
      touch.content = "User has a baby " + std::string(child);
      touch.value = child;
      touch.goes_on = true;
    }
    touches.push_back(std::move(touch));
  }
}

}  // namespace mnestic::extract
