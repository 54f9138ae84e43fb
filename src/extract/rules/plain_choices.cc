// Choices with their exceptions and scopes: "window seat always, aisle if it's a short flight",
// "for holidays it's hills over beaches", "I find podcasts boring except for In Our Time".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// A noun phrase that can be chosen: no verb, pronoun or mark in it.
bool is_option(const Tokens& noun) {
  constexpr std::size_t kNounTokensMax = 5;
  if (noun.empty() || noun.size() > kNounTokensMax || has_verb(noun, 0, noun.size())) return false;
  for (const Token& token : noun) {
    if (token.kind == TokenKind::mark || is_pronoun(token.low) || is_wh_word(token.low) ||
        is_kin(token.low) || is_possessive(token.low) || is_time_word(token.low)) {
      return false;
    }
  }
  static const WordSet pointing("this that these those not no any late early");
  return !pointing.has(noun[0].low) && !is_adverb(noun[0].low) && !is_preposition(noun[0].low) &&
         !is_preposition(noun.back().low) && !is_adverb(noun.back().low) &&
         !is_adjective(noun.back().low);
}

}  // namespace

// "Window seat always, aisle if it's under an hour": what is taken, and what now and then.
bool read_always_unless(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet steady("always usually mostly normally generally");
  static const WordSet conditions("if when unless for on after before only");
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || comma < 2 || !word_at(tokens, comma - 1, steady)) return false;
  Tokens usual = slice(tokens, 0, comma - 1);
  std::size_t at = comma + 1;
  if (is_at(tokens, at, "but") || is_at(tokens, at, "or")) ++at;
  std::size_t link = at + 1;
  constexpr std::size_t kOtherTokensMax = 4;
  while (link < tokens.size() && link <= at + kOtherTokensMax && !word_at(tokens, link, conditions))
    ++link;
  if (link + 1 >= text_end(tokens) || link > at + kOtherTokensMax) return false;
  const Tokens other = slice(tokens, at, link);
  if (!is_option(usual) || !is_option(other) || is_verb(usual[0].low, kGerund)) return false;
  const Tokens how = slice(tokens, comma - 1, comma);
  out.push_back(joined({words("I"), how, words("prefer"), one_of_them(usual)}));
  // "aisle" is an aisle seat where a window seat was spoken of.
  const bool short_for = other.size() == 1 && usual.size() > 1 && !usual[1].capital &&
                         !other[0].low.ends_with('s') && !is_determiner(usual[0].low);
  Tokens whole = short_for ? joined({other, slice(usual, usual.size() - 1, usual.size())}) : other;
  out.push_back(
      joined({words("I prefer"), one_of_them(whole), slice(tokens, link, text_end(tokens))}));
  return true;
}

// "For holidays it's hills and quiet over beaches and clubs, every time": "I prefer ... to ... for
// holidays".
bool read_topic_over(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet leads("for with on in at");
  if (!word_at(tokens, 0, leads)) return false;
  constexpr std::size_t kTopicTokensMax = 4;
  std::size_t at = 1;
  while (at < tokens.size() && at <= kTopicTokensMax && !is_at(tokens, at, "it") &&
         !is_at(tokens, at, ",")) {
    ++at;
  }
  const std::size_t over = find(tokens, "over", at + 1);
  if (at < 2 || at > kTopicTokensMax || over == kNone) return false;
  Tokens topic = slice(tokens, 0, at);
  topic[0].out = topic[0].low;
  if (is_at(tokens, at, ",")) ++at;
  static const WordSet measured("always usually mostly");
  if (is_at(tokens, at, "it") && is_at(tokens, at + 1, "is")) at += 2;
  while (word_at(tokens, at, measured)) ++at;
  std::size_t end = over + 1;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  if (const std::size_t day = find(tokens, "any", over); day != kNone && day < end) end = day;
  for (const Tokens& part : {slice(tokens, at, over), slice(tokens, over + 1, end)}) {
    const std::vector<Tokens> options = pieces_of(part, 0, part.size());
    if (options.empty() || !std::all_of(options.begin(), options.end(), is_option)) return false;
  }
  if (has_verb(topic, 0, topic.size()) || is_pronoun(topic[1].low) || is_time_word(topic[1].low))
    return false;
  out.push_back(joined({words("I prefer"), slice(tokens, at, over), words("to"),
                        slice(tokens, over + 1, end), topic}));
  return true;
}

namespace {

// What is so of the exception, by what is said of the rest; empty for other verbs.
Tokens of_exception(const Tokens& tokens, std::size_t except) {
  static const WordSet liking("like love enjoy adore");
  static const WordSet hating("hate dislike loathe detest");
  static const WordSet having("eat drink like watch read use play buy wear cook enjoy trust");
  const std::size_t verb = skip_adverbs(tokens, 1);
  const std::string& low = tokens[std::min(verb, except)].low;
  if (liking.has(low)) return words("I do not like");
  if (hating.has(low)) return words("I do not mind");
  const bool denied = is_at(tokens, 1, "do") && is_at(tokens, 2, "not");
  const std::size_t deed = skip_adverbs(tokens, 2);
  if (denied && word_at(tokens, deed, having))
    return joined({words("I"), slice(tokens, deed, deed + 1)});
  if (is_at(tokens, 1, "can") && is_at(tokens, 2, "not") &&
      (is_at(tokens, 3, "stand") || is_at(tokens, 3, "bear"))) {
    return words("I do not mind");
  }
  return {};
}

}  // namespace

// "I find podcasts boring except for In Our Time": of the exception the opposite is so.
bool part_exception(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0)) return false;
  std::size_t at = 3;
  std::size_t behind = kNone;
  for (; at + 1 < tokens.size() && behind == kNone; ++at) {
    for (const std::string_view words_of : {"except for", "except", "apart from", "other than"}) {
      if (behind == kNone && sequence_at(tokens, at, words_of))
        behind = at + words(words_of).size();
    }
    if (behind != kNone) break;
  }
  if (behind == kNone) return false;
  const std::size_t end = text_end(tokens);
  Tokens other = slice(tokens, behind, end);
  const std::size_t more = find(other, ",");
  if (more != kNone) return false;
  // "all cheese except blue" says nothing of blue.
  if (other.empty() || !other[0].capital || is_time_word(other[0].low)) return false;
  const std::size_t stop = is_at(tokens, at - 1, ",") ? at - 1 : at;
  Tokens lead = of_exception(tokens, at);
  Tokens tail;
  if (lead.empty()) {
    const Token& quality = tokens[stop - 1];
    static const WordSet verdicts(
        "dull boring bland dire great good bad fun funny ugly dry cold slow hard easy silly "
        "annoying "
        "tiring amazing depressing stressful relaxing exhausting overrated unbearable");
    const bool judged = is_like_adjective(quality.low) || verdicts.has(quality.low);
    if (!is_at(tokens, 1, "find") || !judged) return false;
    lead = words("I do not find");
    tail = slice(tokens, stop - 1, stop);
  }
  // Once parted it must not be parted again.
  out.push_back(joined({slice(tokens, 0, stop), words("with the exception of"), other}));
  out.push_back(joined({lead, other, tail}));
  return true;
}

}  // namespace mnestic::extract
