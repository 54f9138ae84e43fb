#include "rules/ellipsis.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "mnestic/extract/relation.h"
#include "rules/predicates.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// What an elided clause is made of: one auxiliary and words that deny or add.
struct Bare {
  std::string auxiliary;
  bool negated = false;
};

std::optional<Bare> read_bare(const Tokens& predicate) {
  static const WordSet extras("too also either as well anymore though");
  Bare bare;
  for (const Token& token : predicate) {
    if (token.kind == TokenKind::mark || extras.has(token.low)) continue;
    if (token.low == "not") {
      bare.negated = true;
    } else if (bare.auxiliary.empty() && is_auxiliary(token.low)) {
      bare.auxiliary = token.low;
    } else {
      return std::nullopt;
    }
  }
  if (bare.auxiliary.empty()) return std::nullopt;
  return bare;
}

bool shares_auxiliary(const std::string& said, const std::string& bare) {
  return said == bare || (is_be(said) && is_be(bare)) || lemma_of(said) == lemma_of(bare);
}

// The words of `predicate` behind its finite verb at `verb`, without a denial.
Tokens behind_finite(const Tokens& predicate, std::size_t verb) {
  Tokens rest(predicate.begin() + static_cast<Offset>(verb) + 1, predicate.end());
  while (!rest.empty() && rest.front().low == "not") rest.erase(rest.begin());
  return rest;
}

bool is_at(TokenSpan tokens, std::size_t i, std::string_view low) {
  return i < tokens.size() && tokens[i].low == low;
}

// "Madrid but I meant Malaga"
std::optional<std::string> said_but_meant(TokenSpan tokens) {
  constexpr std::size_t kSidesMax = 5;
  std::size_t but = 1;
  while (but < tokens.size() && tokens[but].low != "but") ++but;
  if (!is_at(tokens, but + 1, "i") || !is_at(tokens, but + 2, "meant")) return std::nullopt;
  const std::size_t wrong = is_at(tokens, but - 1, ",") ? but - 1 : but;
  const TokenSpan right = tokens.subspan(but + 3);
  if (right.empty() || right.size() > kSidesMax || wrong == 0 || wrong > kSidesMax) {
    return std::nullopt;
  }
  Subject user;
  user.text = "User";
  return "It is " + turned(user, right) + ", not " + turned(user, tokens.first(wrong));
}

// "eat" denied for a subject: "do not eat", "does not eat", "is not".
Tokens denied(TokenSpan predicate, bool speaker, bool plural) {
  Tokens out;
  if (predicate.empty()) return out;
  const std::string& verb = predicate.front().low;
  TokenSpan rest = predicate.subspan(1);
  const bool perfect = lemma_of(verb) == "have" && !rest.empty() &&
                       is_verb(rest.front().low, kParticiple) && !is_verb(rest.front().low, kBase);
  if (is_be(verb)) {
    const bool past = verb == "was" || verb == "were";
    const std::string_view present = speaker ? "am" : plural ? "are" : "is";
    out.push_back(plain_word(past ? std::string_view(plural ? "were" : "was") : present));
    out.push_back(plain_word("not"));
  } else if (is_modal(verb)) {
    out.push_back(plain_word(verb));
    out.push_back(plain_word("not"));
  } else if (perfect) {
    out.push_back(plain_word(speaker || plural ? "have" : "has"));
    out.push_back(plain_word("not"));
  } else {
    const bool past = is_verb(verb, kPast) && !is_verb(verb, kBase);
    out.push_back(plain_word(past ? "did" : speaker || plural ? "do" : "does"));
    out.push_back(plain_word("not"));
    out.push_back(plain_word(lemma_of(verb)));
  }
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

}  // namespace

bool complete_elided(const Clause& before, Clause& clause) {
  if (clause.fragment) return true;
  if (only_echoes(clause.predicate)) return false;
  const std::optional<Bare> bare = read_bare(clause.predicate);
  if (!bare) return true;
  const Tokens& said = before.predicate;
  const std::size_t verb = finite_verb_at(said);
  if (before.fragment || verb >= said.size()) return false;
  const bool speaker = clause.subject.person == Person::speaker;
  const bool single = !speaker && !clause.subject.plural;
  Tokens predicate = {plain_word(bare->auxiliary)};
  if (bare->negated) predicate.push_back(plain_word("not"));
  Tokens rest;
  if (is_auxiliary(said[verb].low) && shares_auxiliary(said[verb].low, bare->auxiliary)) {
    rest = behind_finite(said, verb);
  } else if (lemma_of(bare->auxiliary) == "do" && !is_auxiliary(said[verb].low)) {
    rest = behind_finite(said, verb);
    const std::string lemma = lemma_of(said[verb].low);
    const bool past = bare->auxiliary == "did" && !bare->negated &&
                      is_verb(said[verb].low, kPast) && !rest.empty();
    if (bare->auxiliary == "did" && !bare->negated && is_verb(said[verb].low, kPast)) {
      predicate = {plain_word(said[verb].low)};  // "and so did the cat"
      if (!past) {
        clause.predicate = predicate;
        return true;
      }
    } else if (bare->negated || bare->auxiliary == "did") {
      rest.insert(rest.begin(), plain_word(lemma));
    } else {
      predicate = {plain_word(single ? third_person(lemma) : lemma)};
    }
  } else if (lemma_of(bare->auxiliary) == "do" && lemma_of(said[verb].low) == "have") {
    rest = behind_finite(said, verb);
    rest.insert(rest.begin(), plain_word("have"));
    if (!bare->negated) predicate.clear();
    if (!bare->negated && single) rest.front() = plain_word("has");
  } else {
    return false;
  }
  if (rest.empty()) return false;
  // "but I do" behind "does not eat meat": "eat meat".
  const bool plain = bare->auxiliary == "do" || bare->auxiliary == "does";
  if (plain && !bare->negated && !predicate.empty() && is_auxiliary(said[verb].low) &&
      is_verb(rest.front().low, kBase)) {
    rest.front() = plain_word(single ? third_person(rest.front().low) : rest.front().low);
    predicate.clear();
  }
  // "I did get vaccinated but my wife didn't": "did" alone with a positive answer adds nothing.
  if (bare->auxiliary == "did" && !bare->negated) predicate.erase(predicate.begin());
  predicate.insert(predicate.end(), rest.begin(), rest.end());
  if (before.subject.person == Person::speaker && !speaker) {
    // "I love my job but my wife doesn't": her own is not meant; turned() names whose it is.
    for (Token& token : predicate) token.capital = token.capital && token.low != "i";
  }
  clause.predicate = std::move(predicate);
  return true;
}

// "I've noticed that I ...": what was noticed is so.
std::size_t behind_noticing(TokenSpan tokens) {
  static const WordSet noticed("noticed realized realised found discovered learned learnt");
  static const WordSet whose("i my we our");
  std::size_t at = 1;
  if (at < tokens.size() && tokens[at].low == "have") ++at;
  at = skip_adverbs(tokens, at);
  if (at >= tokens.size() || !noticed.has(tokens[at].low)) return 0;
  ++at;
  if (is_at(tokens, at, "that")) ++at;
  return at + 2 < tokens.size() && whose.has(tokens[at].low) ? at : 0;
}

std::size_t behind_assurance(TokenSpan tokens) {
  static const WordSet sure("sure certain positive convinced");
  if (is_at(tokens, 0, "i") && behind_noticing(tokens) != 0) return behind_noticing(tokens);
  static const WordSet degree("pretty quite fairly very almost absolutely reasonably");
  if (!is_at(tokens, 0, "i") || !is_at(tokens, 1, "am")) return 0;
  std::size_t at = 2;
  while (at < tokens.size() && degree.has(tokens[at].low)) ++at;
  if (at >= tokens.size() || !sure.has(tokens[at].low)) return 0;
  ++at;
  if (is_at(tokens, at, "that")) ++at;
  return is_at(tokens, at, "i") || is_at(tokens, at, "my") ? at : 0;
}

std::size_t behind_announcement(TokenSpan tokens) {
  // "Counted again and I've fourteen": what was done to know it.
  static const WordSet checking("counted checked looked recounted asked measured");
  constexpr std::size_t kCheckingTokens = 4;
  if (tokens.size() > kCheckingTokens && checking.has(tokens[0].low) && tokens[1].low == "again" &&
      tokens[2].low == "and" && tokens[3].low == "i") {
    return 3;
  }
  constexpr std::size_t kAnnouncementTokensMax = 9;
  static const WordSet before(
      "i we just wanted want would like have had need to must should thought quickly also going "
      "am will happy excited pleased proud glad thrilled delighted love so really figured can may "
      "be let me quick really could forgot forget");
  static const WordSet telling(
      "say share mention tell know add note announce report clarify confirm admit update inform");
  static const WordSet behind("you everyone all that here with : ,");
  for (std::size_t i = 0; i < tokens.size() && i < kAnnouncementTokensMax; ++i) {
    const std::string& low = tokens[i].low;
    if (!telling.has(low)) {
      if (before.has(low) || (low == "you" && i > 0 && tokens[i - 1].low == "let")) continue;
      return 0;
    }
    // "I know", "I say": a verb of its own rather than the end of an announcement.
    if (i == 0) return 0;
    const std::string& lead = tokens[i - 1].low;
    const bool infinitive = lead == "to" || lead == "would" || lead == "you" || lead == "me" ||
                            lead == "can" || lead == "just" || lead == "must" || lead == "should";
    if (!infinitive) return 0;
    std::size_t at = i + 1;
    while (at < tokens.size() && behind.has(tokens[at].low)) ++at;
    if (at + 1 >= tokens.size()) return 0;
    const std::string& next = tokens[at].low;
    const bool states = next == "i" || next == "we" || next == "my" || next == "our" ||
                        is_kin(next) || read_clause_subject(tokens, at, Context()).has_value();
    return states ? at : 0;
  }
  return 0;
}

Tokens subject_first(Tokens tokens) {
  if (tokens.size() < 6 || tokens.front().low != "we") return tokens;
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
  if (end < 5 || tokens[end - 1].low != "i" || tokens[end - 2].low != "and") return tokens;
  std::size_t comma = end - 2;
  while (comma > 1 && tokens[comma].low != ",") --comma;
  if (comma < 2 || end - comma > 7) return tokens;
  Tokens turned_round(tokens.begin() + static_cast<Offset>(comma) + 1,
                      tokens.begin() + static_cast<Offset>(end));
  turned_round.insert(turned_round.end(), tokens.begin() + 1,
                      tokens.begin() + static_cast<Offset>(comma));
  turned_round.insert(turned_round.end(), tokens.begin() + static_cast<Offset>(end), tokens.end());
  return turned_round;
}

Tokens agreement_in_order(Tokens tokens) {
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const bool denies = low == "nor" || low == "neither";
    if ((low != "so" && !denies) || !is_auxiliary(tokens[i + 1].low)) continue;
    const bool joined = tokens[i - 1].low == "and" || tokens[i - 1].low == ",";
    if (!joined && low != "nor") continue;
    std::size_t end = i + 2;
    while (end < tokens.size() && tokens[end].kind == TokenKind::word && tokens[end].low != "and" &&
           tokens[end].low != "but") {
      ++end;
    }
    if (end > i + 5) return tokens;
    Tokens order(tokens.begin(), tokens.begin() + static_cast<Offset>(i));
    if (tokens[i - 1].low != "and") order.push_back(plain_word("and"));
    order.insert(order.end(), tokens.begin() + static_cast<Offset>(i) + 2,
                 tokens.begin() + static_cast<Offset>(end));
    order.push_back(tokens[i + 1]);
    order.push_back(plain_word(denies ? "not" : "too"));
    order.insert(order.end(), tokens.begin() + static_cast<Offset>(end), tokens.end());
    return order;
  }
  return tokens;
}

std::vector<Tokens> part_neither(TokenSpan tokens) {
  if (tokens.size() < 5 || tokens.front().low != "neither") return {};
  std::size_t nor = 1;
  while (nor < tokens.size() && nor < 8 && tokens[nor].low != "nor") ++nor;
  if (!is_at(tokens, nor, "nor") || nor < 2) return {};
  const auto second = read_clause_subject(tokens, nor + 1, Context());
  if (!second || second->end >= tokens.size()) return {};
  const TokenSpan predicate = tokens.subspan(second->end);
  const TokenSpan first = tokens.subspan(1, nor - 1);
  const auto phrase = [&](TokenSpan subject) {
    const bool speaker = subject.size() == 1 && subject[0].low == "i";
    const bool plural = !speaker && subject.back().low.ends_with('s') && !subject.back().capital;
    Tokens sentence(subject.begin(), subject.end());
    const Tokens rest = denied(predicate, speaker, plural);
    sentence.insert(sentence.end(), rest.begin(), rest.end());
    return sentence;
  };
  return {phrase(first), phrase(tokens.subspan(nor + 1, second->end - nor - 1))};
}

// "when I said fish I only meant shellfish"; "I said Bristol earlier but it's Bath".
std::optional<std::string> read_meant(TokenSpan tokens) {
  constexpr std::size_t kSidesMax = 4;
  static const WordSet before("earlier before yesterday once");
  static const WordSet only("only really actually just obviously");
  static const WordSet after("btw actually though sorry lol");
  std::size_t at = is_at(tokens, 0, "when") ? 1 : 0;
  const bool when = at == 1;
  static const WordSet saying("said wrote put typed");
  if (is_at(tokens, 0, "by") && tokens.size() > 4) {
    // "by coffee I mean decaf"
    std::size_t mean = 1;
    while (mean < tokens.size() && mean < 5 && tokens[mean].low != "i") ++mean;
    if (mean > 1 && is_at(tokens, mean, "i") && is_at(tokens, mean + 1, "mean") &&
        mean + 2 < tokens.size()) {
      std::size_t stop = mean + 2;
      while (stop < tokens.size() && tokens[stop].kind != TokenKind::mark) ++stop;
      return "It is " + join(tokens.subspan(mean + 2, stop - mean - 2)) + ", not " +
             join(tokens.subspan(1, mean - 1));
    }
  }
  if (!is_at(tokens, at, "i") || at + 1 >= tokens.size() || !saying.has(tokens[at + 1].low)) {
    return std::nullopt;
  }
  at += 2;
  std::size_t wrong_end = at;
  std::size_t right = 0;
  for (std::size_t i = at + 1; i + 1 < tokens.size() && i < at + 9 && right == 0; ++i) {
    std::size_t verb = i + 1;
    if (is_at(tokens, i, "i")) {
      while (verb < tokens.size() && only.has(tokens[verb].low)) ++verb;
      if (is_at(tokens, verb, "meant")) right = verb + 1;
    } else if ((is_at(tokens, i, "it") && is_be(tokens[verb].low) && !when &&
                is_at(tokens, i - 1, "but")) ||
               (is_at(tokens, i, "should") && is_at(tokens, verb, "be"))) {
      right = verb + 1;
    }
    if (right != 0) wrong_end = i;
  }
  if (right == 0) return std::nullopt;
  while (wrong_end > at &&
         (tokens[wrong_end - 1].kind == TokenKind::mark || is_at(tokens, wrong_end - 1, "but") ||
          before.has(tokens[wrong_end - 1].low))) {
    --wrong_end;
  }
  std::size_t end = right;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark && !after.has(tokens[end].low))
    ++end;
  if (end == right || wrong_end == at || end - right > kSidesMax || wrong_end - at > kSidesMax) {
    return std::nullopt;
  }
  Subject user;
  user.text = "User";
  return "It is " + turned(user, tokens.subspan(right, end - right)) + ", not " +
         turned(user, tokens.subspan(at, wrong_end - at));
}

std::optional<std::string> read_said(TokenSpan tokens) {
  if (auto meant = read_meant(tokens)) return meant;
  constexpr std::size_t kSidesMax = 5;
  static const WordSet saying("said meant wrote mean");
  std::size_t at = 0;
  if (is_at(tokens, at, "i")) ++at;
  if (at >= tokens.size() || !saying.has(tokens[at].low)) return std::nullopt;
  ++at;
  std::size_t end = tokens.size();
  while (end > at && tokens[end - 1].kind == TokenKind::mark) --end;
  if (auto meant = said_but_meant(tokens.subspan(at, end - at))) return meant;
  std::size_t deny = at;
  while (deny < end && tokens[deny].low != "not") ++deny;
  if (deny >= end) return std::nullopt;
  const std::size_t right_end = is_at(tokens, deny - 1, ",") ? deny - 1 : deny;
  if (right_end <= at || right_end - at > kSidesMax || end - deny - 1 > kSidesMax ||
      end == deny + 1) {
    return std::nullopt;
  }
  Subject user;
  user.text = "User";
  for (std::size_t i = at; i < end; ++i) {
    if (is_auxiliary(tokens[i].low) || tokens[i].low == "i" || tokens[i].low == "that") {
      return std::nullopt;
    }
  }
  user.person = Person::other;  // "my aunt" is the user's, not theirs
  return "It is " + turned(user, tokens.subspan(at, right_end - at)) + ", not " +
         turned(user, tokens.subspan(deny + 1, end - deny - 1));
}

// "it's type 2 diabetes, to be precise", "it's Katarzyna with a K", "it's spelled Nguyen".
std::optional<std::string> read_detail(TokenSpan tokens) {
  static const WordSet exact("exact precise specific");
  static const WordSet spelling("spelled spelt written");
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
  if (end < 4 || tokens[0].low != "it" || !is_be(tokens[1].low)) return std::nullopt;
  if (spelling.has(tokens[2].low) && end == 4) return "It is spelled " + tokens[3].out;
  const bool closed = end == 6 || (end > 6 && tokens[6].kind == TokenKind::mark);
  if (closed && end >= 6 && tokens[2].capital && tokens[3].low == "with" &&
      tokens[5].low.size() == 1) {
    return "It is spelled " + tokens[2].out;
  }
  if (end < 7 || !exact.has(tokens[end - 1].low) || tokens[end - 2].low != "be")
    return std::nullopt;
  std::size_t last = end - 3;
  while (last > 2 && tokens[last - 1].kind == TokenKind::mark) --last;
  if (last < 4 || last > 8) return std::nullopt;
  for (const Token& token : tokens.subspan(2, last - 2)) {
    if (token.kind == TokenKind::mark || is_pronoun(token.low)) return std::nullopt;
  }
  return "It is " + join(tokens.subspan(2, last - 2)) + ", to be exact";
}

// "yes Oxford but the one in Mississippi": "It is Oxford, Mississippi, not Oxford".
std::optional<std::string> read_which_one(TokenSpan tokens) {
  std::size_t but = 1;
  while (but < tokens.size() && but < 5 && tokens[but].low != "but") ++but;
  if (!is_at(tokens, but, "but") || !is_at(tokens, but + 1, "the") ||
      !is_at(tokens, but + 2, "one"))
    return std::nullopt;
  if (!is_at(tokens, but + 3, "in") || but + 4 >= tokens.size() || !tokens[but + 4].capital) {
    return std::nullopt;
  }
  static const WordSet yes("yes yeah yep right correct sure");
  std::size_t from = 0;
  while (from < but && (yes.has(tokens[from].low) || tokens[from].kind == TokenKind::mark)) ++from;
  std::size_t whole_end = but;
  while (whole_end > from && tokens[whole_end - 1].kind == TokenKind::mark) --whole_end;
  if (from >= whole_end || !tokens[from].capital) return std::nullopt;
  std::size_t end = but + 4;
  while (end < tokens.size() && tokens[end].capital) ++end;
  const std::string whole = join(tokens.subspan(from, whole_end - from));
  return "It is " + whole + ", " + join(tokens.subspan(but + 4, end - but - 4)) + ", not " + whole;
}

std::optional<std::string> read_narrowed(TokenSpan tokens) {
  if (auto one = read_which_one(tokens)) return one;
  static const WordSet yes("yes yeah yep right correct sure");
  static const WordSet exact("exact precise specific");
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
  if (end < 6 || !exact.has(tokens[end - 1].low) || tokens[end - 2].low != "be")
    return std::nullopt;
  std::size_t wide = 0;
  while (wide < end && tokens[wide].kind != TokenKind::mark && !yes.has(tokens[wide].low)) ++wide;
  std::size_t narrow = wide;
  while (narrow < end && (tokens[narrow].kind == TokenKind::mark || yes.has(tokens[narrow].low))) {
    ++narrow;
  }
  if (wide == 0 || wide > 3 || narrow == wide || narrow + 3 >= end || narrow + 7 < end) {
    return std::nullopt;
  }
  const std::string whole = join(tokens.first(wide));
  return "It is " + join(tokens.subspan(narrow, end - 3 - narrow)) + ", " + whole + ", not " +
         whole;
}

std::string wrong_before(std::string& content) {
  std::size_t at = content.find(", not ");
  if (at == std::string::npos) {
    // "lives in Cork not Dublin": both sides of a kind need no comma.
    const std::size_t bare = content.find(" not ");
    if (bare == std::string::npos || bare + 5 >= content.size()) return {};
    const Tokens before = tokenize(std::string_view(content).substr(0, bare));
    const Tokens after = tokenize(std::string_view(content).substr(bare + 5));
    const bool names =
        before.size() > 2 && !after.empty() && after.size() < 3 &&
        ((before.back().capital && after.front().capital) ||
         (before.back().kind == TokenKind::number && after.front().kind == TokenKind::number));
    if (!names) return {};
    content.insert(bare, ",");
    at = bare;
  }
  const std::string left = content.substr(0, at);
  Tokens right = tokenize(left);
  Tokens wrong = tokenize(std::string_view(content).substr(at + 6));
  static const WordSet leads("in on at to from for a an the");
  while (wrong.size() > 1 && leads.has(wrong.front().low)) wrong.erase(wrong.begin());
  while (!right.empty() && (right.back().low == "now" || right.back().low == "instead")) {
    right.pop_back();
  }
  const bool slot = single_valued_slot(left).has_value();
  const auto of_kind = [](const Token& a, const Token& b) {
    const bool number = a.kind == TokenKind::number || b.kind == TokenKind::number;
    if (number) return a.kind == b.kind;
    if (is_time_word(a.low) || is_time_word(b.low))
      return is_time_word(a.low) == is_time_word(b.low);
    return a.capital && b.capital;
  };
  if (slot) content = left;
  if (wrong.empty() || wrong.size() > 3 || right.size() < wrong.size() + 2) return {};
  if (!of_kind(right[right.size() - wrong.size()], wrong.front())) return {};
  content = left;
  const TokenSpan last = TokenSpan(right).last(wrong.size());
  return "It is " + join(last) + ", not " + join(wrong);
}

std::optional<std::string> past_echo(TokenSpan tokens, const std::string& statement) {
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
  if (end != 1) return std::nullopt;
  struct Pair {
    std::string_view present;
    std::string_view past;
  };
  static constexpr std::array kPairs = {Pair{" is ", "was"}, Pair{" are ", "were"},
                                        Pair{" has ", "had"}};
  for (const Pair& pair : kPairs) {
    if (tokens.front().low != pair.past) continue;
    const std::size_t at = statement.find(pair.present);
    if (at == std::string::npos) continue;
    std::string past = statement;
    past.replace(at + 1, pair.present.size() - 2, pair.past);
    return past;
  }
  return std::nullopt;
}

Tokens as_thought(TokenSpan tokens) {
  Tokens thought(tokens.begin(), tokens.end());
  for (Token& token : thought) {
    if (token.low == "might") token.low = "may";
  }
  return thought;
}

}  // namespace mnestic::extract
