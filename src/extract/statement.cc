#include "statement.h"

#include <array>
#include <cstddef>
#include <utility>

#include "lexicon.h"
#include "tokens.h"

namespace mnestic::extract {
namespace {

struct Pair {
  std::string_view from;
  std::string_view to;
};

constexpr std::array kSynonyms = {Pair{"kid", "child"},
                                  Pair{"mum", "mother"},
                                  Pair{"mom", "mother"},
                                  Pair{"mam", "mother"},
                                  Pair{"dad", "father"},
                                  Pair{"papa", "father"},
                                  Pair{"gran", "grandmother"},
                                  Pair{"grandma", "grandmother"},
                                  Pair{"nan", "grandmother"},
                                  Pair{"granny", "grandmother"},
                                  Pair{"grandpa", "grandfather"},
                                  Pair{"grandad", "grandfather"},
                                  Pair{"granddad", "grandfather"},
                                  Pair{"favorite", "favourite"},
                                  Pair{"color", "colour"},
                                  Pair{"flat", "apartment"},
                                  Pair{"named", "called"},
                                  Pair{"coeliac", "celiac"},
                                  Pair{"sis", "sister"},
                                  Pair{"bro", "brother"},
                                  Pair{"phone", "phone"},
                                  Pair{"auntie", "aunt"},
                                  Pair{"neighbor", "neighbour"},
                                  Pair{"tv", "television"},
                                  Pair{"bicycle", "bike"},
                                  Pair{"fiancée", "fiancee"},
                                  Pair{"fiancé", "fiance"},
                                  Pair{"hubby", "husband"},
                                  Pair{"puppy", "puppy"},
                                  Pair{"automobile", "car"},
                                  Pair{"gray", "grey"},
                                  Pair{"program", "programme"},
                                  Pair{"hometown", "hometown"}};

constexpr std::array kVerbs = {
    Pair{"own", "have"},    Pair{"possess", "have"}, Pair{"enjoy", "like"},
    Pair{"adore", "love"},  Pair{"detest", "hate"},  Pair{"loathe", "hate"},
    Pair{"reside", "live"}, Pair{"purchase", "buy"}, Pair{"utilise", "use"},
    Pair{"utilize", "use"}, Pair{"begin", "start"}};

constexpr std::array kNumbers = {
    Pair{"one", "1"},        Pair{"two", "2"},       Pair{"three", "3"},     Pair{"four", "4"},
    Pair{"five", "5"},       Pair{"six", "6"},       Pair{"seven", "7"},     Pair{"eight", "8"},
    Pair{"nine", "9"},       Pair{"ten", "10"},      Pair{"eleven", "11"},   Pair{"twelve", "12"},
    Pair{"thirteen", "13"},  Pair{"fourteen", "14"}, Pair{"fifteen", "15"},  Pair{"sixteen", "16"},
    Pair{"seventeen", "17"}, Pair{"eighteen", "18"}, Pair{"nineteen", "19"}, Pair{"twenty", "20"}};

template <std::size_t N>
std::string_view mapped(const std::array<Pair, N>& table, std::string_view word) {
  for (const Pair& pair : table) {
    if (pair.from == word) return pair.to;
  }
  return word;
}

// Words that change nothing about what is said.
bool is_filler(std::string_view low) {
  static const WordSet set(
      "a an the currently now also really just still already actually very quite so too "
      "both their his her its own some please that been definitely certainly basically");
  return set.has(low);
}

bool is_link(std::string_view low) { return is_preposition(low) && low != "like"; }

std::string singular(std::string_view low) {
  if (low == "children") return "child";
  if (low == "wives") return "wife";
  if (low.size() < 4 || low.ends_with("ss") || low.ends_with("us") || low.ends_with("is")) {
    return std::string(low);
  }
  if (low.ends_with("ies") && low.size() > 4)
    return std::string(low.substr(0, low.size() - 3)) + "y";
  for (const std::string_view tail : {"ches", "shes", "sses", "xes", "zes"}) {
    if (low.ends_with(tail)) return std::string(low.substr(0, low.size() - 2));
  }
  if (low.ends_with('s')) return std::string(low.substr(0, low.size() - 1));
  return std::string(low);
}

bool finite(const Token& token) {
  return token.kind == TokenKind::word &&
         (is_auxiliary(token.low) || is_verb(token.low, kThird | kPast));
}

// Reads the subject; returns the index of the first token behind it.
std::size_t read_subject(const Tokens& tokens, Parsed& parsed) {
  std::size_t i = 0;
  if (i < tokens.size() && tokens[i].low == "the") ++i;
  const std::size_t first = i;
  while (i < tokens.size() && i < first + 12) {
    const Token& token = tokens[i];
    if (i > first) {
      const bool noun_here = tokens[i - 1].low == "'s" || tokens[i - 1].low == "and";
      if (finite(token) && !noun_here) break;
      if (is_adverb(token.low) || token.low == "not" || token.low == "no") break;
    }
    if (token.kind == TokenKind::mark) return first;
    if (token.low != "'s" && token.low != "the") {
      if (!parsed.subject.empty()) parsed.subject += ' ';
      parsed.subject_terms.push_back(canonical_word(token.low));
      parsed.subject += parsed.subject_terms.back();
    }
    ++i;
  }
  return i;
}

// Reads auxiliaries, negation and adverbs up to the main verb; returns the index behind it.
std::size_t read_verb(const Tokens& tokens, std::size_t i, Parsed& parsed) {
  std::string verb;
  bool have = false;
  for (; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (low == "not" || low == "never") {
      parsed.negated = !parsed.negated;
    } else if (low == "no" && i + 1 < tokens.size() && tokens[i + 1].low == "longer") {
      parsed.negated = !parsed.negated;
      ++i;
    } else if (verb == "be" && low == "going" && i + 1 < tokens.size() &&
               tokens[i + 1].low == "to") {
      parsed.tense = Tense::future;
      ++i;
      verb.clear();
    } else if (is_adverb(low) || low == "longer") {
      continue;
    } else if (verb.empty() || is_modal(verb) || verb == "do" || verb == "have") {
      if (!is_auxiliary(low) && verb_form(low) == nullptr && !verb.empty() && !is_modal(verb) &&
          verb != "do") {
        break;
      }
      // "has used" carries on to the participle; "has a dog" stops.
      if (verb == "have" && !is_verb(low, kParticiple) && low != "been") break;
      if (low == "used" && i + 1 < tokens.size() && tokens[i + 1].low == "to") {
        parsed.tense = Tense::former;
        verb.clear();
        ++i;
        continue;
      }
      if (verb == "have") parsed.perfect_change = true;
      have = have || verb == "have";
      if (low == "was" || low == "were" || low == "had" || low == "did" ||
          (verb.empty() && !is_be(low) && is_verb(low, kPast) && !is_verb(low, kBase))) {
        if (parsed.tense == Tense::present) parsed.tense = Tense::past;
      }
      if (low == "will" || low == "shall") parsed.tense = Tense::future;
      verb = is_modal(low) ? low : lemma_of(low);
    } else {
      break;
    }
  }
  (void)have;
  parsed.verb = std::string(mapped(kVerbs, verb));
  return i;
}

}  // namespace

std::string canonical_word(std::string_view low) {
  const std::string_view number = mapped(kNumbers, low);
  if (number != low) return std::string(number);
  if (low.find(',') != std::string_view::npos && is_digits(low)) {
    std::string plain;
    for (const char c : low) {
      if (c != ',') plain += c;
    }
    return plain;
  }
  const std::string one = singular(low);
  return std::string(mapped(kSynonyms, one));
}

Parsed parse_statement(std::string_view text) {
  Parsed parsed;
  const Tokens tokens = tokenize(text.substr(0, 2048));
  std::size_t i = read_subject(tokens, parsed);
  const std::size_t verb_at = i;
  i = read_verb(tokens, i, parsed);
  for (; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::mark || token.low == "'s") {
      if (token.kind == TokenKind::mark && (token.low == "+" || token.low == "#")) {
        parsed.terms.push_back({token.low});
      }
      continue;
    }
    if (token.low == "not" || token.low == "never" || token.low == "no") {
      parsed.negated = !parsed.negated;
      continue;
    }
    if (is_filler(token.low)) continue;
    Term term;
    term.link = is_link(token.low);
    term.name = token.capital && i > verb_at;
    term.word = term.link ? token.low : canonical_word(token.low);
    term.number = term.word.find_first_of("0123456789") != std::string::npos;
    parsed.terms.push_back(std::move(term));
  }
  find_slot(parsed);
  return parsed;
}

}  // namespace mnestic::extract
