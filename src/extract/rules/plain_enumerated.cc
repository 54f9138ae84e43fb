// Things that are named behind their number, behind a question or in brackets: "I own two bikes (a
// Brompton, a tandem)", "Instruments in the house? A piano", "my bike (a Brompton) is red".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/items.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
// "I own three bikes (a Brompton, a tandem)", "I'm learning two languages: Welsh and Basque".
bool read_enumerated(const Tokens& tokens, std::vector<Tokens>& out) {
  const Tokens lead = lead_of(tokens);
  std::size_t mark = lead.empty() ? 1 : lead.size();
  while (mark < tokens.size() && tokens[mark].low != "(" && tokens[mark].low != ":" &&
         !is_spaced_dash(tokens[mark])) {
    if (tokens[mark].low == "," && mark > lead.size() + 1) break;
    if (tokens[mark].kind == TokenKind::mark) return false;
    ++mark;
  }
  constexpr std::size_t kCountedTokensMax = 7;
  if (mark + 2 >= tokens.size()) return false;
  if (!lead.empty() && (lead.back().low == "between" || lead.back().low == "among")) return false;
  Tokens each = lead;
  if (lead.empty()) {
    // "I follow: F1, snooker"
    const bool bare = speaker_at(tokens, 0) && tokens[mark].low == ":" && mark > 1 && mark < 5 &&
                      is_verb(tokens[mark - 1].low, kBase) && !is_auxiliary(tokens[mark - 1].low);
    if (!bare) return false;
    each = slice(tokens, 0, mark);
  } else {
    const std::size_t noun = counted_noun(tokens, lead.size());
    if (noun == 0 || mark > noun + kCountedTokensMax || has_verb(tokens, noun, mark) ||
        is_kin(tokens[noun].low) || is_pet(tokens[noun].low)) {
      return false;
    }
    each = lead_of_each(lead, tokens[noun]);
  }
  std::size_t end = text_end(tokens);
  if (tokens[mark].low == "(") {
    end = find(tokens, ")", mark);
    if (end == kNone || end + 2 < tokens.size()) return false;
  }
  const std::vector<Tokens> items = items_of(slice(tokens, mark + 1, end), 0);
  if (items.size() < 2) return false;
  const bool named = std::all_of(items.begin(), items.end(), [](const Tokens& item) {
    return is_determiner(item.front().low) || item.front().capital;
  });
  if (tokens[mark].low == "," && (!named || find(tokens, "and", mark) == kNone)) return false;
  for (const Tokens& item : items) out.push_back(joined({each, item}));
  return true;
}

// "My bike (a Brompton) lives in the hallway", "our boats, a dinghy and a kayak, are in the
// garage": what it is, and what is said of it.
bool read_own_aside(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "my") && !is_at(tokens, 0, "our")) return false;
  std::size_t open = 1;
  while (open < tokens.size() && open < 5 && tokens[open].kind != TokenKind::mark) ++open;
  if (open < 2 || (!is_at(tokens, open, "(") && !is_at(tokens, open, ","))) return false;
  const bool bracket = tokens[open].low == "(";
  std::size_t close = open + 1;
  while (close < tokens.size() && close < open + 16 &&
         !(bracket ? tokens[close].low == ")"
                   : tokens[close].low == "," && close + 1 < tokens.size() &&
                         agrees(tokens[close + 1], true))) {
    ++close;
  }
  const std::size_t verb = skip_adverbs(tokens, close + 1);
  if (verb >= tokens.size() || has_verb(tokens, 0, close)) return false;
  const Token& noun = tokens[open - 1];
  const bool many = noun.low.ends_with('s') && !noun.low.ends_with("ss");
  static const WordSet ranked("eldest youngest oldest middle");
  if (is_kin(noun.low) || is_pet(noun.low) || ranked.has(noun.low) || noun.capital ||
      !agrees(tokens[verb], many)) {
    return false;
  }
  const std::vector<Tokens> items = items_of(slice(tokens, open + 1, close), 0);
  const bool articles = std::all_of(items.begin(), items.end(), [](const Tokens& item) {
    return is_determiner(item.front().low) || item.front().capital;
  });
  if (items.empty() || !articles || (!many && items.size() > 1) || (many && items.size() < 2)) {
    return false;
  }
  const Tokens subject = slice(tokens, 0, open);
  for (const Tokens& item : items) {
    out.push_back(many ? joined({words("one of"), subject, words("is"), item})
                       : joined({subject, words("is"), item}));
  }
  out.push_back(joined({subject, slice(tokens, close + 1, tokens.size())}));
  return true;
}

namespace {

// Words for what is at hand, not for what one has.
bool is_at_hand(std::string_view low) {
  static const WordSet set(
      "ideas options thoughts results questions answers news updates issues errors examples "
      "toppings ingredients topics steps suggestions tips recommendations choices reasons thanks "
      "winners losers pros cons deadlines");
  return set.has(low);
}

// "Instruments in the house? A piano, two ukuleles": each of them is had there.
std::vector<Tokens> answer_heading(const Tokens& heading, const Tokens& comment) {
  if (is_determiner(heading[0].low) && heading[0].low != "my" && heading[0].low != "our") return {};
  std::size_t place = 1;
  while (place < heading.size() && !is_preposition(heading[place].low)) ++place;
  const std::string& noun = heading[place - 1].low;
  const bool many = noun.ends_with('s') && !noun.ends_with("ss") && noun.size() > 3;
  if (!many || is_at_hand(noun) || is_kin(noun) || place > 3) return {};
  Tokens where = slice(heading, place, heading.size());
  const bool own = where.size() > 1 && where.size() < 5 &&
                   (is_at(where, 1, "my") || is_at(where, 1, "our") ||
                    is_owned_thing(where.back().low) || where.back().low == "home");
  if (!where.empty() && !own) return {};
  Tokens said = comment;
  if (is_determiner(said.front().low)) lower_start(said);
  std::vector<Tokens> items = items_of(said, 0);
  const bool counted = std::all_of(items.begin(), items.end(), [](const Tokens& item) {
    return is_determiner(item.front().low);
  });
  if (items.empty() || (!counted && !own) || (items.size() < 2 && !own)) return {};
  lower_first(items, false);
  for (Tokens& item : items) item = joined({words("I have"), item, where});
  return items;
}

}  // namespace

std::vector<Tokens> answers_to(TokenSpan topic, const Tokens& comment) {
  constexpr std::size_t kHeadingTokensMax = 7;
  Tokens heading(topic.begin(), topic.end());
  heading.resize(text_end(heading));
  if (heading.empty() || comment.empty() || heading.size() > kHeadingTokensMax ||
      has_verb(heading, 0, heading.size()) || is_wh_word(heading[0].low) ||
      is_pronoun(heading[0].low)) {
    return {};
  }
  return answer_heading(heading, comment);
}

}  // namespace mnestic::extract
