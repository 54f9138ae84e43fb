// What stands in a clause beside the sentence: "my racket, which I got in Leeds", "Since I've done
// the stairs twice, I'm fine with hills": both halves are told.
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/deeds.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// Where the noun phrase that ends at `end` begins: at its determiner, or with its capitals.
std::size_t noun_phrase_begin(const Tokens& tokens, std::size_t end) {
  constexpr std::size_t kPhraseTokensMax = 9;
  for (std::size_t i = end; i-- > 0 && end - i <= kPhraseTokensMax;) {
    if (tokens[i].kind == TokenKind::mark) break;
    if (is_determiner(tokens[i].low) || is_possessive(tokens[i].low)) return i;
    if (is_auxiliary(tokens[i].low) || is_pronoun(tokens[i].low)) break;
  }
  std::size_t begin = end;
  while (begin > 0 && tokens[begin - 1].capital && tokens[begin - 1].low != "i") --begin;
  return begin;
}

// Behind the verbs from `at` on: "have been putting off"; kNone without one.
std::size_t behind_verbs(const Tokens& tokens, std::size_t at) {
  static const WordSet particles("off up out down");
  std::size_t end = kNone;
  bool main = false;
  for (; at < tokens.size(); ++at) {
    const std::string& low = tokens[at].low;
    const bool auxiliary = is_auxiliary(low) || low == "been";
    const bool verb =
        auxiliary || (!main && is_gerund(tokens[at])) ||
        (verb_form(low) != nullptr && low != "last" && !is_determiner(low) && !is_preposition(low));
    const bool deeper = main && verb && !is_verb(low, kGerund | kParticiple);
    if (deeper || (!verb && !(is_adverb(low) && !main) && !(main && particles.has(low)))) break;
    main = main || (verb && !auxiliary);
    if (verb || particles.has(low)) end = at + 1;
  }
  return end;
}

}  // namespace

// "my racket, which I got in Leeds": "I got my racket in Leeds".
bool part_relative(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet views("think guess believe hope know feel thought heard mean imagine love");
  for (std::size_t i = 2; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != "," || tokens[i + 1].low != "which" || !speaker_at(tokens, i + 2))
      continue;
    std::size_t begin = noun_phrase_begin(tokens, i);
    const std::size_t verb = skip_adverbs(tokens, i + 3);
    std::size_t end = behind_verbs(tokens, i + 3);
    if (begin >= i || end == kNone || views.has(tokens[verb].low)) return false;
    // "an outfit for my friend's wedding, which I bought": of the outfit, more likely.
    if (is_occasion(tokens[i - 1].low)) return false;
    const std::size_t close = std::min(find(tokens, ",", end), text_end(tokens));
    // "which I've been subscribed to for a year"
    static const WordSet links("to of about with in at on into");
    const bool open = end < close && links.has(tokens[end].low) &&
                      (end + 1 >= close || is_preposition(tokens[end + 1].low) ||
                       is_adverb(tokens[end + 1].low) || is_time_word(tokens[end + 1].low));
    if (open) ++end;
    // "episodes on HBO Max, which I'm subscribed to"
    if (open && tokens[i - 1].capital) {
      begin = i;
      while (begin > 0 && tokens[begin - 1].capital) --begin;
    }
    const std::size_t behind = close < text_end(tokens) ? close + 1 : close;
    const Tokens rest = slice(tokens, behind, tokens.size());
    out.push_back(joined({slice(tokens, 0, i), rest}));
    out.push_back(
        joined({slice(tokens, i + 2, end), slice(tokens, begin, i), slice(tokens, end, close)}));
    return true;
  }
  return false;
}

// "Since I've covered 1,800 miles on three trips, including one to Durango, I'm fine with the
// drive": a long reason is a statement of its own.
bool part_reason(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kShortTokens = 14;
  static const WordSet reasons("since because as");
  if (!word_at(tokens, 0, reasons) || !speaker_at(tokens, 1)) return false;
  std::size_t commas = 0;
  for (std::size_t i = 3; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != ",") continue;
    ++commas;
    if (!speaker_at(tokens, i + 1) || !read_clause_subject(tokens, i + 1, Context())) continue;
    if (commas < 2 && i < kShortTokens) return false;
    out.push_back(slice(tokens, 1, i));
    out.push_back(slice(tokens, i + 1, tokens.size()));
    return true;
  }
  return false;
}

// "on Emre's orders (he's my dietitian)": who the named one is, in brackets.
bool part_bracket(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet pronouns("he she");
  const std::size_t open = find(tokens, "(");
  if (open == kNone || open == 0 || !word_at(tokens, open + 1, pronouns)) return false;
  const std::size_t close = find(tokens, ")", open);
  constexpr std::size_t kInsideMax = 8;
  if (close == kNone || close > open + kInsideMax || !is_at(tokens, open + 2, "is") ||
      close < open + 5) {
    return false;
  }
  if (!is_at(tokens, open + 3, "my") && !is_at(tokens, open + 3, "our")) return false;
  std::size_t name = open;
  while (name > 0 && !(tokens[name - 1].capital && tokens[name - 1].low != "i")) --name;
  constexpr std::size_t kNameReach = 4;
  if (name == 0 || open > name + kNameReach || is_time_word(tokens[name - 1].low)) return false;
  out.push_back(joined({slice(tokens, name - 1, name), slice(tokens, open + 2, close)}));
  out.push_back(joined({slice(tokens, 0, open), slice(tokens, close + 1, tokens.size())}));
  if (close + 1 < tokens.size()) {
    const std::size_t mark = open;
    out.back()[mark].space = tokens[close + 1].space;
  }
  return true;
}

// "Meetings before ten make me a worse person", "people who chew loudly drive me mad": what does it
// is long.
bool read_effect(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet effects(
      "make makes drive drives leave leaves give gives send sends keep keeps put puts help helps "
      "turn turns stop stops");
  static const WordSet pointing(
      "it this that these those he she they i we you there what who which when if my our and but "
      "so because let please");
  std::size_t verb = 2;
  constexpr std::size_t kSubjectTokensMax = 9;
  while (verb < tokens.size() && verb <= kSubjectTokensMax && !word_at(tokens, verb, effects))
    ++verb;
  if (verb > kSubjectTokensMax || verb + 2 >= tokens.size() || !is_at(tokens, verb + 1, "me"))
    return false;
  if (word_at(tokens, 0, pointing) || has_verb(tokens, verb, tokens.size())) return false;
  bool inner = false;
  static const WordSet joining("before after who that with without over past in at on about from");
  for (std::size_t i = 0; i < verb; ++i) {
    if (tokens[i].kind == TokenKind::mark || is_auxiliary(tokens[i].low) || speaker_at(tokens, i))
      return false;
    inner = inner || (i > 0 && joining.has(tokens[i].low));
  }
  if (!inner || is_preposition(tokens[0].low)) return false;
  Tokens subject = slice(tokens, 0, tokens.size());
  if (!tokens[1].capital) subject[0].out = subject[0].low;
  out.push_back(joined({words("I find that"), subject}));
  return true;
}

}  // namespace mnestic::extract
