// Numbers told of a thing beside where or how it is: "our wedding's in Oaxaca, 60 guests tops",
// "the house is in Leith, three bedrooms, no garden".
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// Words for an upper or lower bound at the end of the piece; 0 without.
std::size_t bound_tokens(const Tokens& piece) {
  static const WordSet one("tops max maximum minimum min total overall");
  const std::size_t n = piece.size();
  if (n > 2 && one.has(piece[n - 1].low)) return 1;
  static const WordSet degree("most least max");
  return n > 3 && piece[n - 2].low == "at" && degree.has(piece[n - 1].low) ? 2 : 0;
}

// What verb the counted things go with; empty when the piece counts nothing.
std::string_view verb_for(const Tokens& piece, bool occasion) {
  constexpr std::size_t kTokensMax = 7;
  // "budget's tight, 600 a month"
  static const WordSet rates("month week year night");
  const bool rate = piece.size() > 2 && piece.front().kind == TokenKind::number &&
                    (is_at(piece, 1, "a") || is_at(piece, 1, "per")) && word_at(piece, 2, rates);
  if (rate) return "is";
  if (piece.size() < 2 || piece.size() > kTokensMax) return {};
  const bool none = piece.front().low == "no";
  const bool number = is_number_word(piece.front().low) ||
                      (piece.front().kind == TokenKind::number && piece.front().low.size() < 5 &&
                       piece.front().low.find_first_not_of("0123456789") == std::string::npos);
  if (!none && !number) return {};
  const std::size_t bound = bound_tokens(piece);
  const Token& head = piece[piece.size() - bound - 1];
  static const WordSet never(
      "am pm o'clock hours o clock sharp percent times idea way problem problems worries doubt "
      "rush "
      "ago away later early late left off more less time question exceptions contest joke lie "
      "kidding comparison "
      "competition brainer argument exception surprise matter point chance need rest use");
  if (head.kind != TokenKind::word || head.capital || never.has(head.low)) return {};
  for (const Token& token : piece) {
    if (token.kind == TokenKind::mark || is_auxiliary(token.low) || is_pronoun(token.low) ||
        is_preposition(token.low)) {
      if (&token - piece.data() < static_cast<std::ptrdiff_t>(piece.size() - bound)) return {};
    }
  }
  static const WordSet spans("day days night nights week weeks month months year years");
  if (spans.has(head.low)) return occasion && !none ? "lasts" : std::string_view();
  const bool many = head.low.ends_with('s') && !head.low.ends_with("ss");
  const bool counted = many || head.low == "people" || head.low == "children" ||
                       piece.front().low == "one" || piece.front().low == "1" || none;
  return counted ? "has" : std::string_view();
}

}  // namespace

bool part_counts_of(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet owners("my our the");
  const bool bare = is_at(tokens, 0, "budget") && is_at(tokens, 1, "is");
  if (!bare && !word_at(tokens, 0, owners)) return false;
  constexpr std::size_t kSubjectTokensMax = 5;
  std::size_t be = bare ? 1 : 2;
  while (be < tokens.size() && be < kSubjectTokensMax && !is_at(tokens, be, "is")) ++be;
  if (!is_at(tokens, be, "is") || be + 3 >= tokens.size()) return false;
  for (std::size_t i = 1; i < be; ++i) {
    if (tokens[i].kind == TokenKind::mark || is_pronoun(tokens[i].low)) return false;
  }
  const Token& noun = tokens[be - 1];
  for (std::size_t i = 1; i < be; ++i) {
    if (is_at(tokens, i, "favourite") || is_at(tokens, i, "favorite")) return false;
  }
  // Of a person or a day such a piece would be said otherwise.
  if (is_kin(noun.low) || is_pet(noun.low) || is_time_word(noun.low) || (noun.capital && !bare))
    return false;
  const bool occasion = is_occasion(noun.low) || noun.low == "reception" || noun.low == "course";
  if (tokens[0].low == "the" && !occasion && !is_owned_thing(noun.low)) return false;
  const std::size_t comma = find(tokens, ",", be + 2);
  if (comma == kNone || comma + 2 >= tokens.size()) return false;
  Tokens subject = bare ? joined({words("my"), slice(tokens, 0, be)}) : slice(tokens, 0, be);
  if (bare) subject[1].out = subject[1].low;
  std::size_t begin = comma + 1;
  std::size_t rest = tokens.size();
  std::vector<Tokens> counts;
  while (begin < tokens.size()) {
    if (is_at(tokens, begin, "and")) ++begin;
    std::size_t end = begin;
    while (end < text_end(tokens) && tokens[end].low != "," && tokens[end].low != ";" &&
           tokens[end].low != "and" && !is_spaced_dash(tokens[end])) {
      ++end;
    }
    const Tokens piece = slice(tokens, begin, end);
    const std::string_view verb = verb_for(piece, occasion);
    if (verb.empty()) {
      rest = begin;
      break;
    }
    counts.push_back(joined({subject, words(verb), piece}));
    begin = end + 1;
    rest = begin;
  }
  if (counts.empty()) return false;
  out.push_back(joined({subject, slice(tokens, be, comma)}));
  for (Tokens& each : counts) out.push_back(std::move(each));
  while (rest < tokens.size() && (tokens[rest].low == "and" || tokens[rest].low == ",")) ++rest;
  if (rest < text_end(tokens)) out.push_back(slice(tokens, rest, tokens.size()));
  return true;
}

}  // namespace mnestic::extract
