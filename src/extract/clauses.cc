#include "clauses.h"

#include <algorithm>

#include "lexicon.h"
#include "rewrite.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kSubjectTokensMax = 9;

bool is_dash(const Token& token) {
  return token.low == "\xE2\x80\x93" || token.low == "\xE2\x80\x94" ||
         (token.low == "-" && token.space);
}

bool finite(const Token& token) {
  return token.kind == TokenKind::word &&
         (is_auxiliary(token.low) || is_verb(token.low, kThird | kPast | kBase));
}

// A verb form that agrees with a subject in the third person: "my sister plays", "my parents live".
bool agrees(const Token& token, bool plural) {
  if (token.kind != TokenKind::word) return false;
  if (is_modal(token.low)) return true;
  if (token.low == "am") return false;
  if (is_auxiliary(token.low)) return true;
  if (is_verb(token.low, kPast)) return true;
  return is_verb(token.low, plural ? kBase : kThird);
}

std::size_t skip_adverbs(TokenSpan tokens, std::size_t at) {
  while (at < tokens.size() && (is_adverb(tokens[at].low) || tokens[at].low == "not" ||
                                tokens[at].low == "no" || tokens[at].low == "longer")) {
    if (tokens[at].low == "no" && (at + 1 >= tokens.size() || tokens[at + 1].low != "longer"))
      break;
    ++at;
  }
  return at;
}

bool plural_noun(std::string_view low) {
  static const WordSet odd("children parents people folks family kids");
  if (low == "family") return false;
  return odd.has(low) || (low.size() > 3 && low.ends_with('s') && !low.ends_with("ss") &&
                          low != "boss" && !low.ends_with("us"));
}

// A noun phrase from `at` up to an agreeing verb: the index of the verb (or its adverb), or 0.
std::size_t phrase_before_verb(TokenSpan tokens, std::size_t at, bool& plural) {
  for (std::size_t i = at; i < tokens.size() && i < at + kSubjectTokensMax; ++i) {
    if (tokens[i].kind == TokenKind::mark) return 0;
    if (i > at) {
      const bool behind_possession = tokens[i - 1].low == "'s" || is_determiner(tokens[i - 1].low);
      plural = plural_noun(tokens[i - 1].low) || plural;
      const std::size_t verb = skip_adverbs(tokens, i);
      if (!behind_possession && verb < tokens.size() && agrees(tokens[verb], plural) &&
          !is_preposition(tokens[i - 1].low)) {
        plural = plural_noun(tokens[i - 1].low);
        return i;
      }
    }
    if (tokens[i].low == "and" && i == at) return 0;
    if (is_pronoun(tokens[i].low) && tokens[i].low != "one") return 0;
  }
  return 0;
}

std::string owned(TokenSpan tokens, std::size_t from, std::size_t to) {
  Subject other;
  other.person = Person::other;
  return "User's " + turned(other, tokens.subspan(from, to - from));
}

std::optional<Subject> pronoun_subject(TokenSpan tokens, std::size_t at, const Context& context) {
  const std::string& low = tokens[at].low;
  Subject subject;
  subject.end = at + 1;
  if (low == "i" || low == "we") {
    subject.text = "User";
    subject.we = low == "we";
    return subject;
  }
  subject.person = Person::other;
  if (low == "he" || low == "she") subject.text = context.person;
  if (low == "it") subject.text = context.thing;
  if (low == "they") {
    subject.text = context.group.empty() ? context.person : context.group;
    subject.plural = true;
  }
  if (subject.text.empty()) return std::nullopt;
  return subject;
}

std::optional<Subject> noun_subject(TokenSpan tokens, std::size_t at) {
  std::size_t from = at;
  const std::string& low = tokens[at].low;
  static const WordSet quantifiers("all both most half");
  if (quantifiers.has(low) && at + 1 < tokens.size() && is_possessive(tokens[at + 1].low)) ++from;
  const bool mine = tokens[from].low == "my" || tokens[from].low == "our";
  const bool definite = low == "the" && at + 1 < tokens.size();
  bool plural = false;
  const std::size_t end = phrase_before_verb(tokens, at, plural);
  if (end == 0) return std::nullopt;
  Subject subject;
  subject.person = Person::other;
  subject.plural = plural;
  subject.end = end;
  if (mine) {
    subject.text = owned(tokens, from + 1, end);
    if (from > at) subject.text = tokens[at].low + " of " + subject.text;
    return subject;
  }
  const std::string& head = tokens[end - 1].low;
  if (definite && end > at + 1) {
    const std::string& noun = tokens[at + 1].low;
    if (is_kin(noun) || is_pet(noun) || is_owned_thing(noun) || is_occasion(head)) {
      subject.text = owned(tokens, at + 1, end);
      return subject;
    }
    return std::nullopt;
  }
  if (is_bare_kin(low) || (end - at <= 3 && is_occasion(head) && !is_determiner(low))) {
    subject.text = "User's " + std::string(at == 0 ? lower(tokens[at].out) : tokens[at].out);
    if (end > at + 1) subject.text += ' ' + join(tokens.subspan(at + 1, end - at - 1));
    return subject;
  }
  const bool name = tokens[at].capital && end - at <= 2 && !is_pronoun(low) &&
                    !is_determiner(low) && verb_form(low) == nullptr && !is_adverb(low) &&
                    !is_subordinator(low) && !is_wh_word(low);
  if (name) {
    subject.text = join(tokens.subspan(at, end - at));
    return subject;
  }
  return std::nullopt;
}

// "my wife and I", "me and my brother": both as one plural subject.
std::optional<Subject> joint_subject(TokenSpan tokens, std::size_t at) {
  if (tokens[at].low != "my" && tokens[at].low != "me") return std::nullopt;
  for (std::size_t i = at + 1; i + 1 < tokens.size() && i < at + 6; ++i) {
    if (tokens[i].low != "and") continue;
    Subject subject;
    subject.person = Person::other;
    subject.plural = true;
    if (tokens[at].low == "my" && tokens[i + 1].low == "i") {
      subject.text = "User and " + owned(tokens, at + 1, i);
      subject.end = i + 2;
      return subject;
    }
    if (tokens[at].low == "me" && tokens[i + 1].low == "my") {
      bool plural = false;
      const std::size_t end = phrase_before_verb(tokens, i + 1, plural);
      if (end == 0) return std::nullopt;
      subject.text = "User and " + owned(tokens, i + 2, end);
      subject.end = end;
      return subject;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

void remember_subject(const Subject& subject, Context& context) {
  if (subject.person == Person::speaker || subject.implied) return;
  if (subject.plural) {
    context.group = subject.text;
    return;
  }
  context.person = subject.text;
  context.thing = subject.text;
}

struct Cut {
  std::size_t begin = 0;
  std::optional<Subject> subject;
  bool shared = false;  // a verb that shares the subject of the clause before
};

// Whether a verb phrase that shares the speaker (or other) as subject starts at `at`.
bool starts_shared_verb(TokenSpan tokens, std::size_t at, const Subject& last) {
  const std::size_t verb = skip_adverbs(tokens, at);
  if (verb >= tokens.size() || tokens[verb].kind != TokenKind::word) return false;
  const Token& token = tokens[verb];
  const bool follows = verb + 1 < tokens.size();
  if (is_modal(token.low) || is_be(token.low)) return follows;
  const bool speaker = last.person == Person::speaker || last.plural;
  const bool form =
      speaker ? is_verb(token.low, kBase | kPast) : is_verb(token.low, kThird | kPast);
  if (!form || !follows) return form && verb > at;
  if (verb > at) return true;
  const std::string& next = tokens[verb + 1].low;
  if (is_auxiliary(token.low)) return true;
  // A bare word that is noun and verb alike ("milk") needs an object or a preposition behind it.
  return is_determiner(next) || is_pronoun(next) || next == "to" || next == "in" || next == "at" ||
         next == "on" || next == "for" || next == "with" || next == "from" || next == "about" ||
         is_adverb(next) || tokens[verb + 1].capital || is_verb(next, kGerund) ||
         (is_verb(token.low, kPast) && !is_verb(token.low, kBase));
}

bool is_joint(const Token& token) {
  static const WordSet set(", ; and but so plus though although while whereas & also then yet");
  return set.has(token.low) || is_dash(token) || token.low == ":" || token.low == "(";
}

std::vector<Cut> find_cuts(TokenSpan tokens, Context& context) {
  std::vector<Cut> cuts;
  auto start = [&](std::size_t at) -> std::optional<Subject> {
    if (auto joint = joint_subject(tokens, at)) return joint;
    return read_clause_subject(tokens, at, context);
  };
  Subject last = context.last;
  cuts.push_back({0, start(0), false});
  if (cuts.back().subject) {
    last = *cuts.back().subject;
    remember_subject(last, context);
  } else {
    last = Subject{.text = "User", .implied = true};
  }
  std::size_t i = std::max<std::size_t>(1, cuts.back().subject ? cuts.back().subject->end : 1);
  while (i < tokens.size()) {
    if (!is_joint(tokens[i])) {
      ++i;
      continue;
    }
    std::size_t next = i;
    bool hard = false;
    while (next < tokens.size() && is_joint(tokens[next])) {
      hard = hard || tokens[next].low == ";" || is_dash(tokens[next]);
      ++next;
    }
    if (next >= tokens.size()) break;
    if (auto subject = start(next)) {
      last = *subject;
      remember_subject(last, context);
      cuts.push_back({next, subject, false});
      i = std::max(next + 1, subject->end);
      continue;
    }
    if (starts_shared_verb(tokens, next, last)) {
      cuts.push_back({next, last, true});
    } else if (hard) {
      cuts.push_back({next, std::nullopt, false});
    }
    i = next + 1;
  }
  return cuts;
}

std::size_t trimmed_end(TokenSpan tokens, std::size_t begin, std::size_t end) {
  while (end > begin && is_joint(tokens[end - 1])) --end;
  return end;
}

}  // namespace

std::size_t finite_verb_at(TokenSpan predicate) {
  for (std::size_t i = 0; i < predicate.size(); ++i) {
    const std::string& low = predicate[i].low;
    if (predicate[i].kind == TokenKind::mark || is_adverb(low) || low == "not" || low == "longer" ||
        low == "no") {
      continue;
    }
    return i;
  }
  return predicate.size();
}

std::optional<Subject> read_clause_subject(TokenSpan tokens, std::size_t at,
                                           const Context& context) {
  if (at >= tokens.size() || tokens[at].kind == TokenKind::mark) return std::nullopt;
  if (is_pronoun(tokens[at].low)) {
    auto subject = pronoun_subject(tokens, at, context);
    if (!subject) return std::nullopt;
    std::size_t verb = skip_adverbs(tokens, subject->end);
    // "we both hate layovers"
    if (verb >= tokens.size() || tokens[verb].kind == TokenKind::mark) return std::nullopt;
    if (subject->person == Person::speaker || finite(tokens[verb])) return subject;
    return std::nullopt;
  }
  return noun_subject(tokens, at);
}

std::vector<Clause> split_clauses(TokenSpan sentence, Context& context) {
  std::vector<Clause> clauses;
  if (sentence.empty()) return clauses;
  const std::vector<Cut> cuts = find_cuts(sentence, context);
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const Cut& cut = cuts[i];
    const std::size_t limit = i + 1 < cuts.size() ? cuts[i + 1].begin : sentence.size();
    const std::size_t end = trimmed_end(sentence, cut.begin, limit);
    Clause clause;
    std::size_t begin = cut.begin;
    if (cut.subject) {
      clause.subject = *cut.subject;
      if (!cut.shared) begin = cut.subject->end;
      if (clause.subject.implied && cut.shared) clause.subject.person = Person::speaker;
    } else {
      clause.fragment = true;
      clause.subject = Subject{.text = "User", .implied = true};
    }
    if (begin >= end) continue;
    const TokenSpan part = sentence.subspan(begin, end - begin);
    clause.predicate.assign(part.begin(), part.end());
    clauses.push_back(std::move(clause));
  }
  if (!clauses.empty()) context.last = clauses.back().subject;
  return clauses;
}

}  // namespace mnestic::extract
