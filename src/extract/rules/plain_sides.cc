// What stands beside a statement and is read by itself or not at all: "I'm colour-blind - red/green
// - so please avoid those", "the vet says Mochi needs a diet", "React vs Svelte, which one is
// faster".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/mood.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {

// "I'm colour-blind - red/green - so please avoid those in the charts": what "those" are.
bool part_dashed_aside(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t open = 2;
  while (open < tokens.size() && !is_spaced_dash(tokens[open])) ++open;
  std::size_t close = open + 1;
  constexpr std::size_t kAsideTokensMax = 5;
  while (close < tokens.size() && !is_spaced_dash(tokens[close])) ++close;
  if (close >= tokens.size() || close == open + 1 || close > open + 1 + kAsideTokensMax ||
      !is_at(tokens, close + 1, "so") || !speaker_at(tokens, 0)) {
    return false;
  }
  const Tokens aside = slice(tokens, open + 1, close);
  if (has_verb(aside, 0, aside.size()) || is_pronoun(aside[0].low)) return false;
  Tokens wish = slice(tokens, close + 2, tokens.size());
  static const WordSet those("those them these it");
  for (std::size_t i = 1; i < wish.size(); ++i) {
    if (!those.has(wish[i].low) || is_adverb(aside[0].low)) continue;
    wish = joined({slice(wish, 0, i), aside, slice(wish, i + 1, wish.size())});
    break;
  }
  out.push_back(slice(tokens, 0, open));
  out.push_back(wish);
  return true;
}

// "Vet says Mochi needs a grain-free diet, poor old cat is 16": "my cat Mochi needs ...".
bool read_vet(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet reports("says said say reckons thinks told tells confirmed");
  std::size_t at = is_determiner(tokens[0].low) ? 1 : 0;
  if (!is_at(tokens, at, "vet") || !word_at(tokens, at + 1, reports)) return false;
  at += 2;
  static const WordSet skipped("me us that");
  while (word_at(tokens, at, skipped)) ++at;
  const std::size_t verb = skip_adverbs(tokens, at + 1);
  if (verb >= tokens.size() || !tokens[at].capital || is_time_word(tokens[at].low) ||
      is_pet(tokens[at].low) || !agrees(tokens[verb], false)) {
    return false;
  }
  Tokens kind = words("pet");
  for (std::size_t i = verb + 1; i < tokens.size(); ++i) {
    if (!is_pet(tokens[i].low) || tokens[i].low == "pet" || tokens[i].low.ends_with('s')) continue;
    kind = slice(tokens, i, i + 1);
    break;
  }
  const std::size_t comma = std::min(find(tokens, ",", verb), tokens.size());
  out.push_back(joined({words("my"), kind, slice(tokens, at, comma)}));
  if (comma + 2 < tokens.size()) out.push_back(slice(tokens, comma + 1, tokens.size()));
  return true;
}

namespace {

// ", which one keeps history cleaner": two things are weighed.
std::size_t which_begin(const Tokens& tokens) {
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "which" || (tokens[i - 1].low != "," && !is_spaced_dash(tokens[i - 1])))
      continue;
    const std::size_t verb = is_at(tokens, i + 1, "one") ? i + 2 : i + 1;
    static const WordSet asked("is are would should do does has");
    const bool third = verb < tokens.size() && is_verb(tokens[verb].low, kThird);
    if (word_at(tokens, verb, asked) || (third && verb == i + 2)) return i - 1;
  }
  return kNone;
}

}  // namespace

Tokens without_which_one(Tokens tokens) {
  const std::size_t which = which_begin(tokens);
  if (which == kNone) return tokens;
  Tokens sides = slice(tokens, 0, which);
  static const WordSet against("vs versus or between");
  if (!has_any(sides, against)) return tokens;
  if (speaker_at(tokens, 0)) return sides;
  return has_verb(sides, 0, sides.size()) ? tokens : Tokens();
}

Tokens with_and_for_plus(Tokens tokens) {
  const auto is_plus = [&](std::size_t i) {
    return tokens[i].low == "+" && tokens[i - 1].kind == TokenKind::word &&
           tokens[i + 1].kind == TokenKind::word && tokens[i - 1].low != "vitamin";
  };
  bool last = true;
  for (std::size_t i = tokens.size(); i-- > 2;) {
    if (i + 1 >= tokens.size() || !is_plus(i)) continue;
    tokens[i] = last ? plain_word("and") : tokens[i];
    if (!last) {
      tokens[i].out = tokens[i].low = ",";
      tokens[i].space = false;
    }
    last = false;
  }
  return tokens;
}

// "I don't coach any more since the move": that it has ended says it all.
bool drop_since(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet causes("since after because due");
  for (std::size_t i = 3; i + 1 < tokens.size(); ++i) {
    if (!word_at(tokens, i, causes)) continue;
    const bool ended = is_at(tokens, i - 1, "anymore") ||
                       (is_at(tokens, i - 1, "more") && is_at(tokens, i - 2, "any"));
    if (!ended || has_verb(tokens, i, tokens.size())) continue;
    out.push_back(slice(tokens, 0, i));
    return true;
  }
  return false;
}

// "Runs, sure, but trail runs": what kind of them it is.
bool read_kind_of_them(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet granting("sure yes yeah yep fine okay ok true");
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || comma == 0 || comma > 3 || !word_at(tokens, comma + 1, granting))
    return false;
  std::size_t but = comma + 2;
  if (is_at(tokens, but, ",")) ++but;
  if (!is_at(tokens, but, "but")) return false;
  std::size_t from = but + 1;
  static const WordSet only("only just");
  while (word_at(tokens, from, only)) ++from;
  const Tokens kind = slice(tokens, from, text_end(tokens));
  const std::string& noun = tokens[comma - 1].low;
  constexpr std::size_t kKindTokensMax = 4;
  if (kind.size() < comma + 1 || kind.size() > kKindTokensMax || kind.back().low != noun ||
      is_determiner(kind[0].low) || is_pronoun(kind[0].low) || has_verb(kind, 0, kind.size())) {
    return false;
  }
  out.push_back(joined({words("I like"), kind}));
  return true;
}

// "When I say allergic to nuts, it's only cashews and pistachios": "I am allergic to only ...".
bool read_when_i_say(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!sequence_at(tokens, 0, "when i say")) return false;
  const std::size_t from = 3;
  const std::size_t comma = find(tokens, ",", from);
  if (comma == kNone || comma < from + 2) return false;
  std::size_t at = comma + 1;
  bool link = false;
  for (const std::string_view lead : {"it is", "i mean", "that is", "it means", "that means"}) {
    if (!link && sequence_at(tokens, at, lead)) {
      link = true;
      at += 2;
    }
  }
  Tokens said = slice(tokens, from, comma);
  if (speaker_at(said, 0)) said.erase(said.begin());
  if (is_at(said, 0, "am")) said.erase(said.begin());
  static const WordSet only("only just");
  while (word_at(tokens, at, only)) ++at;  // of each of them "only" would not be so
  const Tokens meant = slice(tokens, at, text_end(tokens));
  if (!link || meant.empty() || said.size() < 2 || has_verb(meant, 0, meant.size()) ||
      is_pronoun(meant[0].low)) {
    return false;
  }
  const bool quality = is_like_adjective(said[0].low);
  const bool deed = is_verb(said[0].low, kBase);
  if (!quality && !deed) return false;
  // The last noun is what was said too widely.
  said.pop_back();
  while (!said.empty() && is_determiner(said.back().low)) said.pop_back();
  if (said.empty()) return false;
  out.push_back(joined({words(quality ? "I am" : "I"), said, meant}));
  return true;
}

// "There's nothing I like less than a surprise party": "I like nothing less than a surprise party".
bool read_nothing_more(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet degree("more less better worse");
  std::size_t at = is_at(tokens, 0, "there") && is_at(tokens, 1, "is") ? 2 : 0;
  if (!is_at(tokens, at, "nothing") || !speaker_at(tokens, at + 1)) return false;
  const std::size_t verb = skip_adverbs(tokens, at + 2);
  if (verb + 3 >= tokens.size() || !is_verb(tokens[verb].low, kBase) ||
      !word_at(tokens, verb + 1, degree) || !is_at(tokens, verb + 2, "than")) {
    return false;
  }
  out.push_back(joined({words("I"), slice(tokens, verb, verb + 1), words("nothing"),
                        slice(tokens, verb + 1, tokens.size())}));
  return true;
}

// "Call me a snob but instant coffee is undrinkable": the view, without what others may say to it.
bool read_call_me_but(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "call") || !is_at(tokens, 1, "me")) return false;
  const std::size_t but = find(tokens, "but", 3);
  constexpr std::size_t kNameTokensMax = 5;
  if (but == kNone || but > 2 + kNameTokensMax || tokens[2].capital || but + 2 >= tokens.size())
    return false;
  const Tokens view = slice(tokens, but + 1, tokens.size());
  static const WordSet own("i we my our");
  const bool told = word_at(view, 0, own);
  if (!told && !has_verb(view, 1, view.size())) return false;
  out.push_back(told ? view : joined({words("I find that"), view}));
  return true;
}

// "I spell it Catherine with a C": the name.
bool read_spelt(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0) || !is_at(tokens, 1, "spell") || !is_at(tokens, 2, "it") ||
      tokens.size() < 4 || !tokens[3].capital) {
    return false;
  }
  out.push_back(joined({words("my name is spelled"), slice(tokens, 3, tokens.size())}));
  return true;
}

Tokens with_half_of(Tokens tokens) {
  static const WordSet parts("half most all");
  if (word_at(tokens, 0, parts) && (is_at(tokens, 1, "my") || is_at(tokens, 1, "our")) &&
      tokens.size() > 3) {
    tokens.insert(tokens.begin() + 1, plain_word("of"));
  }
  return tokens;
}

// "Not into football, not into rugby, very into curling": each by itself.
bool part_into_row(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet degree("not very really so super massively never big");
  std::size_t from = speaker_at(tokens, 0) && is_at(tokens, 1, "am") ? 2 : 0;
  std::vector<Tokens> found;
  for (const Tokens& piece : pieces_of(tokens, from, text_end(tokens))) {
    std::size_t at = is_at(piece, 0, "but") ? 1 : 0;
    const std::size_t begin = at;
    while (word_at(piece, at, degree)) ++at;
    if (!is_at(piece, at, "into") || at + 1 >= piece.size() || has_verb(piece, 0, piece.size()))
      return false;
    Tokens said = slice(piece, begin, piece.size());
    said[0].out = said[0].low;
    found.push_back(joined({words("I am"), said}));
  }
  if (found.size() < 2) return false;
  out = std::move(found);
  return true;
}

// "I'd rather you asked than guessed": how the assistant is to do it.
bool read_rather_you(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!sequence_at(tokens, 0, "i would rather you")) return false;
  constexpr std::size_t kVerb = 4;
  const std::size_t than = find(tokens, "than", kVerb + 1);
  if (than == kNone || than + 1 >= tokens.size() || is_at(tokens, kVerb, "did")) return false;
  if (!is_verb(tokens[kVerb].low, kPast) || !is_verb(tokens[than + 1].low, kPast | kBase))
    return false;
  out.push_back(
      joined({words("I would like you to always"), words(lemma_of(tokens[kVerb].low)),
              slice(tokens, kVerb + 1, than), words("rather than"),
              words(lemma_of(tokens[than + 1].low)), slice(tokens, than + 2, tokens.size())}));
  return true;
}

// "Biggest fear: moths": "my biggest fear is moths".
bool read_superlative(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet degree("biggest greatest worst best main secret guilty only");
  static const WordSet nouns(
      "fear phobia regret weakness strength passion dream goal ambition peeve worry achievement "
      "pleasure hobby vice irritation skill talent habit superpower hate love");
  const std::size_t colon = find(tokens, ":");
  const std::size_t at = is_at(tokens, 0, "my") ? 1 : 0;
  if (colon == kNone || colon != at + 2 || !word_at(tokens, at, degree) ||
      !word_at(tokens, at + 1, nouns) || colon + 1 >= text_end(tokens)) {
    return false;
  }
  Tokens noun = slice(tokens, at, colon);
  noun[0].out = noun[0].low;
  out.push_back(joined({words("my"), noun, words("is"), slice(tokens, colon + 1, tokens.size())}));
  return true;
}

// "Can't do Thursdays, that's choir": what takes those days.
bool read_taken_days(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t at = speaker_at(tokens, 0) ? 1 : 0;
  const bool cannot = is_at(tokens, at, "can") && is_at(tokens, at + 1, "not") &&
                      (is_at(tokens, at + 2, "do") || is_at(tokens, at + 2, "make"));
  const std::size_t day = at + 3;
  if (!cannot || day + 4 > tokens.size() || !is_time_word(tokens[day].low)) return false;
  std::size_t comma = find(tokens, ",", day);
  if (comma == kNone || comma > day + 2 || !is_at(tokens, comma + 2, "is") ||
      (!is_at(tokens, comma + 1, "that") && !is_at(tokens, comma + 1, "it"))) {
    return false;
  }
  const Tokens what = slice(tokens, comma + 3, text_end(tokens));
  constexpr std::size_t kWhatTokensMax = 4;
  if (what.empty() || what.size() > kWhatTokensMax || has_verb(what, 0, what.size()) ||
      is_like_adjective(what[0].low) || is_preposition(what[0].low)) {
    return false;
  }
  out.push_back(joined({words("I can not do"), slice(tokens, day, comma)}));
  out.push_back(joined({words("I have"), what, words("on"), slice(tokens, day, comma)}));
  return true;
}

}  // namespace mnestic::extract
