// "Born in Birmingham, the English one. No idea where you got Alabama from": what was said just
// before is right, and the fact that holds the wrong word yields to it.
#include <algorithm>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// The word that somebody wonders about: "Alabama" of "no idea where you got Alabama from".
Tokens wondered_at(const Tokens& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    std::size_t from = 0;
    std::size_t end = 0;
    if (sequence_at(tokens, i, "where you got") || sequence_at(tokens, i, "where you get") ||
        sequence_at(tokens, i, "where did you get")) {
      from = i + (tokens[i + 1].low == "did" ? 4 : 3);
      end = from;
      while (end < tokens.size() && tokens[end].low != "from" &&
             tokens[end].kind != TokenKind::mark) {
        ++end;
      }
    } else if (tokens[i].low == "where") {
      from = i + (tokens[i + 1].low == "did" || tokens[i + 1].low == "does" ? 2 : 1);
      end = from;
      while (end < tokens.size() && end < from + 4 && tokens[end].low != "came" &&
             tokens[end].low != "come" && tokens[end].low != "comes") {
        ++end;
      }
      if (end + 1 >= tokens.size() || tokens[end + 1].low != "from") continue;
    }
    Tokens words = trimmed(part_of(tokens, from, end));
    if (from != 0 && !words.empty()) return words;
  }
  return {};
}

}  // namespace

void read_led_misheard(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  if (said.before.empty()) return;
  const Tokens wrong = wondered_at(said.tokens);
  if (wrong.empty() || wrong.size() > 4) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || found_at(fact, wrong) >= fact.tokens.size()) continue;
    if (found_at(fact, wrong) <= fact.verb || !may_be_about(said.before, fact)) continue;
    if (shared_words(fact, said.before, wrong) == 0) continue;
    touches.push_back({i, Touch::Way::yields, {}, "corrects it", {}, true});
  }
}

}  // namespace mnestic::extract
