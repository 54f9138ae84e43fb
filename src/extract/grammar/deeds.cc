#include "grammar/deeds.h"

#include <algorithm>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

// What an item is made of: a thing, or what somebody does ("call mum", "visiting Peru").
enum class Made { thing, perhaps, deed };

Made made_of(TokenSpan tokens, ItemSpan item) {
  const Token& verb = tokens[item.begin];
  if (verb.capital || item.begin + 1 >= item.end) return Made::thing;
  const Token& next = tokens[item.begin + 1];
  static const WordSet objects("it them him me us");
  if (objects.has(next.low)) return Made::deed;
  if (!is_verb(verb.low, kBase)) return Made::thing;
  const bool sure = is_determiner(next.low) || is_pronoun(next.low) || is_preposition(next.low) ||
                    is_adverb(next.low) || is_subordinator(next.low) || is_wh_word(next.low) ||
                    next.capital || next.kind == TokenKind::number || is_verb(next.low, kGerund);
  return sure ? Made::deed : Made::perhaps;
}

// Behind the "to" of "want to learn Spanish and visit Peru"; 0 where it says what something is for.
std::size_t aim_begin(TokenSpan tokens, std::size_t end) {
  static const WordSet aiming(
      "want need plan hope have go like love hate try learn intend start begin decide aim prefer "
      "able ready use sure supposed would");
  for (std::size_t i = 2; i < end; ++i) {
    if (tokens[i - 1].low != "to" || !is_verb(tokens[i].low, kBase)) continue;
    return aiming.has(lemma_of(tokens[i - 2].low)) ? i : 0;
  }
  return 0;
}

// "had a blast exploring the forest": a gerund that is not the verb of "am doing".
std::size_t doing_at(TokenSpan tokens, std::size_t end) {
  for (std::size_t i = 1; i < end; ++i) {
    const bool progressive = is_be(tokens[i - 1].low) || tokens[i - 1].low == "been";
    const bool noun = is_determiner(tokens[i - 1].low);  // "my reading progress"
    if (is_gerund(tokens[i]) && !progressive && !noun) return i;
  }
  return 0;
}

bool has_infinitive(TokenSpan tokens, std::size_t end) {
  for (std::size_t i = 1; i < end; ++i) {
    if (tokens[i - 1].low == "to" && is_verb(tokens[i].low, kBase)) return true;
  }
  return false;
}

// Each deed behind what all of them share; the predicate alone when one has no object of its own,
// as in "to write, shoot and edit a film".
std::vector<Tokens> each_deed(const Tokens& predicate, std::size_t begin,
                              const std::vector<ItemSpan>& items) {
  std::vector<Tokens> parts;
  for (const ItemSpan& item : items) {
    const std::size_t at = &item == &items.front() ? begin : item.begin;
    const std::size_t end = &item == &items.back() ? predicate.size() : item.end;
    bool shared = false;  // the object stands behind the last
    for (std::size_t i = at; i < item.end; ++i) shared = shared || predicate[i].low == ",";
    if (at + 1 >= end || shared) return {predicate};
    Tokens part(predicate.begin(), predicate.begin() + static_cast<std::ptrdiff_t>(begin));
    part.insert(part.end(), predicate.begin() + static_cast<std::ptrdiff_t>(at),
                predicate.begin() + static_cast<std::ptrdiff_t>(end));
    part[begin].space = true;
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

bool is_gerund(const Token& token) {
  constexpr std::size_t kBytesMin = 6;  // shorter ones are "thing", "ring", "king"
  return !token.capital && (is_verb(token.low, kGerund) ||
                            (token.low.ends_with("ing") && token.low.size() >= kBytesMin &&
                             !token.low.ends_with("thing")));
}

std::optional<std::vector<Tokens>> part_deeds(const Tokens& predicate,
                                              const std::vector<ItemSpan>& items) {
  const TokenSpan tokens(predicate);
  const std::vector<Tokens> whole = {predicate};
  const std::size_t first = items.front().begin;
  std::size_t deeds = 0;
  std::size_t perhaps = 0;
  std::size_t gerunds = 0;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    const Made made = made_of(tokens, {items[i].begin, last ? tokens.size() : items[i].end});
    deeds += made == Made::deed ? 1 : 0;
    perhaps += made == Made::perhaps ? 1 : 0;
    // "squats and rowing": a gerund alone is a thing, except beside other deeds.
    const std::size_t end = i + 1 < items.size() ? items[i].end : tokens.size();
    const bool alone = items[i].begin + 1 == end && doing_at(tokens, items.front().end) == 0;
    gerunds += is_gerund(tokens[items[i].begin]) && !alone ? 1 : 0;
  }
  const std::size_t others = items.size() - 1;
  const bool aims = std::any_of(items.begin() + 1, items.end(), [&](const ItemSpan& item) {
    return tokens[item.begin].low == "to" && item.begin + 1 < tokens.size() &&
           is_verb(tokens[item.begin + 1].low, kBase) && tokens[item.begin - 1].low == ",";
  });
  if (aims) return whole;
  if (deeds + perhaps > 0 && has_infinitive(tokens, items.front().end)) {
    const std::size_t begin = aim_begin(tokens, items.front().end);
    return begin != 0 && deeds == others ? each_deed(predicate, begin, items) : whole;
  }
  // "can get by in Wolof, curse in Dutch and order beer in Czech"
  const std::size_t able = tokens.size() > 2 && tokens[1].low == "not" ? 2 : 1;
  if (deeds > 0 && tokens[0].low == "can" && able < first && is_verb(tokens[able].low, kBase)) {
    return deeds + perhaps == others ? each_deed(predicate, able, items) : whole;
  }
  if (deeds > 0) return whole;
  const bool doing = is_gerund(tokens[first]);
  if (gerunds == 0) {
    const bool apart = doing && first > 0 && is_auxiliary(tokens[first - 1].low);
    return apart ? std::optional(whole) : std::nullopt;
  }
  if (doing)
    return gerunds == others ? std::optional(each_deed(predicate, first, items)) : std::nullopt;
  // "likes pottery and going out": things and deeds alike.
  static const WordSet tastes("like love enjoy hate dislike prefer adore");
  if (first > 0 && (tastes.has(lemma_of(tokens[first - 1].low)) || is_be(tokens[first - 1].low)))
    return std::nullopt;
  std::size_t begin = doing_at(tokens, items.front().end);
  // "has been tracking progress and writing down thoughts"
  for (std::size_t i = 1; i < first && begin == 0; ++i) begin = is_gerund(tokens[i]) ? i : 0;
  return begin != 0 && gerunds == others ? each_deed(predicate, begin, items) : whole;
}

}  // namespace mnestic::extract
