// What is told of somebody in brackets or by naming: "my sister (a nurse) lives in York", "we named
// the twins Ada and Bo"; and days that stand ahead of whom they are told of: "on Mondays the dog
// goes to daycare".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool is_close(std::string_view low) { return is_kin(low) || is_pet(low); }

// Where "my sister Ana" begins that ends before `end`; kNone for other words. "and son" shares the
// "my" of the one before.
std::size_t kin_begin(const Tokens& tokens, std::size_t end) {
  std::size_t kin = end;
  while (kin > 0 && tokens[kin - 1].capital && !is_close(tokens[kin - 1].low)) --kin;
  if (kin == 0 || end - kin > 2 || !is_close(tokens[kin - 1].low)) return kNone;
  return kin - 1;
}

// What the words in brackets say of somebody; empty when they say nothing that can be told so.
Tokens told_in(const Tokens& inner) {
  static const WordSet articles("a an the");
  static const WordSet places("in at from on with into");
  const bool age = inner[0].kind == TokenKind::number && inner[0].low.size() < 3 &&
                   (inner.size() == 1 || is_at(inner, 1, "years") || is_at(inner, 1, "months"));
  const bool noun = word_at(inner, 0, articles) && inner.size() > 1;
  const bool place = word_at(inner, 0, places) && inner.size() > 1;
  const bool quality = inner.size() == 1 && is_like_adjective(inner[0].low);
  if (has_verb(inner, 0, inner.size()) || has_any(inner, WordSet("i you we they he she who"))) {
    return {};
  }
  if (age || noun || place || quality) return joined({words("is"), inner});
  return {};
}

}  // namespace

// "My daughter (11) and son (8) both have allergies": each is told of whom it stands behind.
bool part_kin_brackets(const Tokens& tokens, std::vector<Tokens>& out) {
  Tokens rest;
  std::vector<Tokens> told;
  bool own = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    own = own || tokens[i].low == "my" || tokens[i].low == "our";
    const std::size_t close = tokens[i].low == "(" ? find(tokens, ")", i) : kNone;
    constexpr std::size_t kInnerTokensMax = 6;
    if (close == kNone || close < i + 2 || close > i + kInnerTokensMax + 1) {
      rest.push_back(tokens[i]);
      continue;
    }
    const std::size_t begin = kin_begin(tokens, i);
    const Tokens inner = told_in(slice(tokens, i + 1, close));
    if (begin == kNone || !own || inner.empty() || tokens[begin].low.ends_with('s')) return false;
    told.push_back(joined({words("my"), slice(tokens, begin, i), inner}));
    i = close;
  }
  if (told.empty() || !is_possessive(tokens[0].low)) return false;
  out = std::move(told);
  out.push_back(std::move(rest));
  return true;
}

// "We named the twins Ada and Bo", "we named the dog Bo": what they are called.
bool read_named(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet whose("the my our");
  const std::size_t verb = skip_adverbs(tokens, 1);
  const bool told = speaker_at(tokens, 0) && verb + 3 < tokens.size() &&
                    (is_at(tokens, verb, "named") || is_at(tokens, verb, "called")) &&
                    word_at(tokens, verb + 1, whose);
  if (!told) return false;
  const std::size_t noun = verb + 2;
  const std::size_t end = text_end(tokens);
  const bool things = is_owned_thing(tokens[noun].low) && tokens[verb].low == "named";
  if (noun + 1 >= end || (!is_close(tokens[noun].low) && !things)) return false;
  std::vector<Tokens> names = pieces_of(tokens, noun + 1, end);
  for (const Tokens& name : names) {
    const bool written = std::all_of(name.begin(), name.end(), [](const Token& token) {
      return token.capital && token.kind == TokenKind::word;
    });
    if (!written || name.size() > 3) return false;
  }
  const Tokens who = slice(tokens, noun, noun + 1);
  if (names.size() < 2) {
    const bool many = who[0].low.ends_with('s');
    out.push_back(joined({words("my"), who, words(many ? "are called" : "is called"), names[0]}));
    return true;
  }
  if (!who[0].low.ends_with('s')) return false;
  for (const Tokens& name : names)
    out.push_back(joined({words("one of my"), who, words("is called"), name}));
  return true;
}

// "On Mondays the dog goes to daycare", "every other weekend the kids are with me": whose days they
// are comes first.
bool read_days_ahead(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet leads("on at in every each most");
  static const WordSet whose("the my our");
  if (!word_at(tokens, 0, leads)) return false;
  constexpr std::size_t kLeadTokensMax = 4;
  std::size_t at = 1;
  bool time = false;
  while (at < tokens.size() && at <= kLeadTokensMax && !word_at(tokens, at, whose)) {
    const std::string& low = tokens[at].low;
    static const WordSet spans("day days week weeks weekend weekends month morning evening night");
    time = time || is_time_word(low) || spans.has(low);
    if (low == ",") break;
    if (tokens[at].kind == TokenKind::mark || is_auxiliary(low) || is_pronoun(low)) return false;
    ++at;
  }
  if (!time || at > kLeadTokensMax) return false;
  const std::size_t from = is_at(tokens, at, ",") ? at + 1 : at;
  const bool close =
      word_at(tokens, from, whose) && from + 2 < tokens.size() && is_close(tokens[from + 1].low);
  if (!close || !read_clause_subject(tokens, from, Context())) return false;
  const std::size_t comma = std::min(find(tokens, ",", from), text_end(tokens));
  Tokens lead = slice(tokens, 0, at);
  lead[0].out = lead[0].low;
  out.push_back(joined({words("my"), slice(tokens, from + 1, comma), lead}));
  if (comma + 2 < text_end(tokens)) out.push_back(slice(tokens, comma + 1, tokens.size()));
  return true;
}

}  // namespace mnestic::extract
