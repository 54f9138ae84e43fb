// Choices set side by side without a verb: "tea over coffee, trains over planes", "subtitles on,
// dubbing off, no exceptions".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool is_kind(const Tokens& tokens) {
  constexpr std::size_t kKindTokensMax = 4;
  if (tokens.empty() || tokens.size() > kKindTokensMax) return false;
  static const WordSet pointing("the this that my your his her its our their");
  if (pointing.has(tokens[0].low)) return false;
  return std::none_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind != TokenKind::word || is_auxiliary(token.low) || is_pronoun(token.low) ||
           is_wh_word(token.low) || is_time_word(token.low) || is_body_part(token.low);
  });
}

// Words that seal a choice and say nothing more.
bool seals(const Tokens& piece) {
  for (const std::string_view phrase :
       {"always", "every time", "no exceptions", "no contest", "end of story", "end of",
        "obviously", "sorry", "any day", "period", "full stop", "forever", "no question", "please",
        "every single time", "for me", "not sorry", "no debate", "hands down"}) {
    std::size_t end = 0;
    if (sequence_at(piece, 0, phrase) && words(phrase).size() == piece.size()) end = piece.size();
    if (end != 0) return true;
  }
  return is_at(piece, 0, "not") && is_at(piece, 1, "even");
}

}  // namespace

// "Cold swims over hot baths, mountains over beaches": each is preferred.
bool read_pairs(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet choosing("prefer choose pick take like");
  std::size_t from = 0;
  const bool told = speaker_at(tokens, 0) && word_at(tokens, 1, choosing);
  if (told) from = 2;
  if (is_at(tokens, 0, "give") && is_at(tokens, 1, "me")) from = 2;
  std::vector<Tokens> found;
  bool sealed = from > 0;
  for (const Tokens& piece : pieces_of(tokens, from, text_end(tokens))) {
    if (seals(piece)) {
      sealed = true;
      continue;
    }
    const std::size_t over = find(piece, "over");
    if (over == kNone) return false;
    Tokens better = slice(piece, 0, over);
    const Tokens worse = slice(piece, over + 1, piece.size());
    if (!is_kind(better) || !is_kind(worse)) return false;
    if (from == 0 && found.empty()) {
      // "Glossed over details, ran over budget": done, not chosen.
      if (better.size() > 1 && is_verb(better[0].low, kBase) && !better[0].low.ends_with('s'))
        return false;  // "compare tea over coffee"
      static const WordSet scores("win wins loss losses victory victories draw draws defeat lead");
      if (scores.has(better.back().low)) return false;
      if (is_verb(better.back().low, kPast) && !is_verb(better.back().low, kBase)) return false;
      lower_common(better[0]);
    }
    found.push_back(joined({words("I prefer"), better, words("to"), worse}));
  }
  // "Pubs over clubs" is told of two kinds, and of nothing else.
  const bool bare = found.size() == 1 && from == 0 && text_end(tokens) == 3 &&
                    tokens[0].low.ends_with('s') && tokens[2].low.ends_with('s') &&
                    !tokens[2].capital;
  if (found.empty() || (found.size() < 2 && !sealed && !bare) || (from > 0 && found.size() < 2))
    return false;
  out = std::move(found);
  return true;
}

// "Subtitles on, dubbing off, no exceptions": how the speaker has things.
bool read_settings(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet states("on off muted closed open up down dimmed locked unlocked");
  static const WordSet moment("kettle game kit hands feet head it that");
  std::vector<Tokens> found;
  bool sealed = false;
  for (const Tokens& piece : pieces_of(tokens, 0, text_end(tokens))) {
    if (seals(piece)) {
      sealed = true;
      continue;
    }
    if (piece.size() < 2 || piece.size() > 4 || !word_at(piece, piece.size() - 1, states))
      return false;
    Tokens thing = slice(piece, 0, piece.size() - 1);
    if (!is_kind(thing) || moment.has(thing.back().low) || is_adverb(thing[0].low) ||
        (verb_form(thing[0].low) != nullptr && !thing[0].low.ends_with('s') &&
         !thing[0].low.ends_with("ing"))) {
      return false;
    }
    if (found.empty()) lower_common(thing[0]);
    found.push_back(joined({words("I want"), thing, slice(piece, piece.size() - 1, piece.size())}));
  }
  if (found.size() < 2 || !sealed) return false;
  out = std::move(found);
  return true;
}

}  // namespace mnestic::extract
