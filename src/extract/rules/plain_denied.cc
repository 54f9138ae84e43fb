// Rows of what one has not, and what instead: "don't own a car, don't own a TV, and no smartphone
// either, just a landline"; and what did not come about: "I nearly cancelled it, then I didn't".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// "I do not own" of "don't own a car": the denied verb; empty for other words.
Tokens denied_lead(const Tokens& piece, std::size_t& object) {
  std::size_t at = speaker_at(piece, 0) ? 1 : 0;
  const bool can = is_at(piece, at, "can");
  if ((!can && !is_at(piece, at, "do")) || !is_at(piece, at + 1, "not")) return {};
  const std::size_t verb = skip_adverbs(piece, at + 2);
  if (verb >= piece.size() || !is_verb(piece[verb].low, kBase)) return {};
  object = verb + 1;
  if (is_at(piece, object, "to")) ++object;
  return joined({words("I"), slice(piece, at, object)});
}

}  // namespace

// Each of the row is a sentence; what comes behind "just" is had instead.
bool part_denied_row(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet having("have own");
  static const WordSet only("just only");
  std::vector<Tokens> pieces;
  std::size_t begin = 0;
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 0; i <= end; ++i) {
    const bool joint =
        i < end && (tokens[i].low == "," || (tokens[i].low == "and" && is_at(tokens, i + 1, "no")));
    if (i < end && !joint) continue;
    if (i > begin) pieces.push_back(slice(tokens, begin, i));
    begin = i + 1;
  }
  if (pieces.size() < 2) return false;
  Tokens lead;       // "I do not own"
  bool had = false;  // of things one has
  bool row = false;
  std::vector<Tokens> found;
  for (Tokens& piece : pieces) {
    if (is_at(piece, 0, "and") || is_at(piece, 0, "but")) piece.erase(piece.begin());
    const bool either = piece.size() > 1 && is_at(piece, piece.size() - 1, "either");
    if (either) piece.pop_back();
    std::size_t object = 0;
    if (piece.empty()) return false;
    if (Tokens denied = denied_lead(piece, object); !denied.empty()) {
      // "I don't smoke, and no drugs either": of what one takes.
      lead = object < piece.size() ? denied : words("I do not take");
      had = has_any(denied, having);
      found.push_back(joined({denied, slice(piece, object, piece.size())}));
    } else if (found.empty() && speaker_at(piece, 0) && is_at(piece, 1, "have") &&
               find(piece, "no") != kNone && find(piece, "no") < 4) {
      lead = words("I do not have");
      had = true;
      found.push_back(joined({words("I have"), slice(piece, find(piece, "no"), piece.size())}));
    } else if (!lead.empty() && (is_at(piece, 0, "no") || (either && !has_verb(piece, 0, 9)))) {
      const bool no = is_at(piece, 0, "no");
      const Tokens thing = slice(piece, no ? 1 : 0, piece.size());
      if (thing.empty() || has_verb(thing, 0, thing.size()) || is_pronoun(thing[0].low))
        return false;
      row = true;
      found.push_back(had && no ? joined({words("I have no"), thing}) : joined({lead, thing}));
    } else if (!lead.empty() && word_at(piece, 0, only) && &piece == &pieces.back()) {
      const Tokens thing = slice(piece, 1, piece.size());
      if (thing.empty() || has_verb(thing, 0, thing.size()) || is_preposition(thing[0].low) ||
          is_adverb(thing[0].low) || is_pronoun(thing[0].low)) {
        return false;
      }
      const Tokens verb = had ? words("have") : slice(lead, 3, lead.size());
      found.push_back(joined({words("I"), had ? Tokens() : words("only"), verb, thing}));
    } else {
      return false;
    }
  }
  if (!row) return false;
  out = std::move(found);
  return true;
}

// "I nearly cancelled my subscription today, then I didn't": nothing has come of it.
bool drop_undone(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet nearly("nearly almost");
  std::size_t at = speaker_at(tokens, 0) ? 1 : 0;
  while (at < tokens.size() && is_adverb(tokens[at].low) && !nearly.has(tokens[at].low)) ++at;
  if (!word_at(tokens, at, nearly) || at + 2 >= tokens.size()) return false;
  for (std::size_t i = at + 2; i < tokens.size(); ++i) {
    for (const std::string_view turn :
         {"then i did not", "then did not", "but i did not", "but did not", "but then i did not",
          "then changed my mind", "but changed my mind", "then i changed my mind",
          "but thought better of it", "then thought better of it", "but decided against it",
          "then decided against it", "but bottled it", "then i bottled it", "but chickened out"}) {
      if (!sequence_at(tokens, i, turn)) continue;
      out.clear();
      return true;
    }
  }
  return false;
}

// "No cigarettes for 40 days": how long one has gone without.
bool read_gone_without(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet units("days weeks months years week month year");
  static const WordSet idle(
      "problem problems worries rush need news reply response answer luck idea way issues errors");
  const std::size_t link = find(tokens, "for");
  constexpr std::size_t kThingTokensMax = 4;
  if (word_at(tokens, 1, idle)) return false;
  if (!is_at(tokens, 0, "no") || link == kNone || link < 2 || link > kThingTokensMax) return false;
  std::size_t at = link + 1;
  while (is_at(tokens, at, "over") || is_at(tokens, at, "nearly") || is_at(tokens, at, "almost"))
    ++at;
  const bool counted = at + 1 < tokens.size() && word_at(tokens, at + 1, units) &&
                       (tokens[at].kind == TokenKind::number || is_number_word(tokens[at].low));
  const Tokens rest = slice(tokens, at + 2, text_end(tokens));
  if (!counted || (!rest.empty() && !is_at(rest, 0, "now") && !is_at(rest, 0, ","))) return false;
  out.push_back(joined({words("I have had"), slice(tokens, 0, tokens.size())}));
  out.back()[3].out = out.back()[3].low;
  return true;
}

}  // namespace mnestic::extract
