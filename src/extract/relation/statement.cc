#include "relation/statement.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"

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
                                  Pair{"dev", "developer"},
                                  Pair{"gray", "grey"},
                                  Pair{"veggie", "vegetarian"},
                                  Pair{"program", "programme"},
                                  Pair{"hometown", "hometown"},
                                  Pair{"kilo", "kg"},
                                  Pair{"kilogram", "kg"},
                                  Pair{"kilogramme", "kg"},
                                  Pair{"kilometre", "km"},
                                  Pair{"kilometer", "km"},
                                  Pair{"centimetre", "cm"},
                                  Pair{"centimeter", "cm"},
                                  Pair{"milligram", "mg"},
                                  Pair{"millilitre", "ml"},
                                  Pair{"minute", "min"},
                                  Pair{"hr", "hour"}};

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
      "both their his her its own some please that been definitely certainly basically themselves "
      "themself himself herself itself");
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
      // "Jonas" is no plural.
      const bool name = token.capital && i > first;
      parsed.subject_terms.push_back(name ? token.low : canonical_word(token.low));
      parsed.subject += parsed.subject_terms.back();
    }
    ++i;
  }
  return i;
}

// Reads auxiliaries, negation and adverbs up to the main verb; returns the index behind it. "has
// been using", "is using" and "uses" are one verb; "can use" keeps its modal, since it says
// something else.
class VerbReader {
 public:
  VerbReader(const Tokens& tokens, Parsed& parsed) : tokens_(tokens), parsed_(parsed) {}

  std::size_t run(std::size_t i) {
    for (; i < tokens_.size(); ++i) {
      const std::string& low = tokens_[i].low;
      if (low == "not" || low == "never") {
        parsed_.negated = !parsed_.negated;
      } else if (low == "no" && next_is(i, "longer")) {
        parsed_.tense = Tense::former;
        ++i;
      } else if (verb_ == "be" && low == "going" && next_is(i, "to") && i + 2 < tokens_.size() &&
                 is_verb(tokens_[i + 2].low, kBase)) {
        parsed_.tense = Tense::future;
        ++i;
        verb_.clear();
      } else if (low == "used" && next_is(i, "to") && (verb_.empty() || verb_ == "do")) {
        parsed_.tense = Tense::former;
        verb_.clear();
        ++i;
      } else if (is_adverb(low)) {
        // "rarely smokes" is not "smokes".
        static const WordSet weighty(
            "rarely seldom hardly barely sometimes occasionally almost nearly only formerly "
            "previously once twice half partly");
        if (weighty.has(low)) parsed_.terms.push_back({low});
      } else if (!take(tokens_[i], i)) {
        break;
      }
    }
    parsed_.verb = modal_ + std::string(mapped(kVerbs, verb_));
    return i;
  }

 private:
  bool next_is(std::size_t i, std::string_view low) const {
    return i + 1 < tokens_.size() && tokens_[i + 1].low == low;
  }

  // Takes one verb form; false when the verb is complete before it.
  bool take(const Token& token, std::size_t at) {
    const std::string& low = token.low;
    if (verb_.empty()) {
      if (is_modal(low)) {
        if (low == "will" || low == "shall") {
          parsed_.tense = Tense::future;
        } else {
          modal_ = low + ' ';
        }
        return true;
      }
      set_first(low);
      return true;
    }
    if (verb_ == "do" && !done_ && verb_form(low) != nullptr && is_verb(low, kBase))
      return set(low);
    if (verb_ == "have" && !done_ && low == "got") {
      done_ = true;
      return true;
    }
    if (verb_ == "have" && !done_ && is_verb(low, kParticiple) && !token.capital) {
      // "has lived in Oslo" is over, "has been vegan" and "has been using" are not.
      if (low != "been" && parsed_.tense == Tense::present) parsed_.tense = Tense::past;
      if (low == "been") {
        verb_ = "be";
        return true;
      }
      return set(low);
    }
    if (verb_ == "be" && !done_ && is_verb(low, kGerund) && at + 1 < tokens_.size())
      return set(low);
    return false;
  }

  void set_first(const std::string& low) {
    const bool past = low == "was" || low == "were" || low == "had" || low == "did" ||
                      (!is_be(low) && is_verb(low, kPast) && !is_verb(low, kBase));
    if (past && parsed_.tense == Tense::present) parsed_.tense = Tense::past;
    verb_ = lemma_of(low);
    done_ = !is_auxiliary(low);
  }

  bool set(const std::string& low) {
    verb_ = lemma_of(low);
    done_ = true;
    return true;
  }

  const Tokens& tokens_;
  Parsed& parsed_;
  std::string verb_;
  std::string modal_;
  bool done_ = false;  // the main verb is read
};

// ", not Hannah" at the end: what was wrong before. Returns where it begins.
std::size_t read_instead(const Tokens& tokens, std::size_t from, Parsed& parsed) {
  for (std::size_t i = from + 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "not" || tokens[i - 1].kind != TokenKind::mark) continue;
    for (std::size_t k = i + 1; k < tokens.size(); ++k) {
      if (tokens[k].kind != TokenKind::mark && !is_filler(tokens[k].low)) {
        parsed.instead.push_back(canonical_word(tokens[k].low));
      }
    }
    return i - 1;
  }
  return tokens.size();
}

// "82kg" becomes "82"; returns "kg". Other words stay.
std::string cut_unit(std::string& word) {
  static const WordSet units("kg km cm mm mg ml mph kmh hrs hr mins min");
  std::size_t digits = 0;
  while (digits < word.size() && (is_digits(word.substr(digits, 1)) || word[digits] == '.'))
    ++digits;
  if (digits == 0 || digits == word.size() || !units.has(word.substr(digits))) return {};
  std::string unit = word.substr(digits);
  word.resize(digits);
  return unit;
}

// Where ", up from three" begins: it says what was before, not what is so.
std::size_t before_comparison(const Tokens& tokens) {
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    const bool moved = tokens[i - 1].low == "up" || tokens[i - 1].low == "down";
    if (moved && tokens[i].low == "from") return i - 1;
  }
  return tokens.size();
}

// "has an egg allergy", "has an allergy to eggs": "is allergic to eggs".
void say_allergic(Parsed& parsed) {
  if (parsed.verb != "have" || parsed.terms.size() < 2) return;
  const auto is_allergy = [](const Term& term) { return term.word == "allergy"; };
  const auto at = std::find_if(parsed.terms.begin(), parsed.terms.end(), is_allergy);
  if (at == parsed.terms.end()) return;
  const bool first = at == parsed.terms.begin();
  if (first && (parsed.terms[1].word != "to" || parsed.terms.size() < 3)) return;
  if (!first && at + 1 != parsed.terms.end()) return;
  parsed.terms.erase(at);
  if (first) parsed.terms.erase(parsed.terms.begin());
  Term to{"to"};
  to.link = true;
  parsed.terms.insert(parsed.terms.begin(), {Term{"allergic"}, to});
  parsed.verb = "be";
}

bool says_now(const Tokens& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].low == "now" || tokens[i].low == "nowadays" || tokens[i].low == "currently") {
      return true;
    }
    if (tokens[i].low == "days" && tokens[i - 1].low == "these") return true;
  }
  return before_comparison(tokens) < tokens.size();
}

}  // namespace

bool begins_with(const Parsed& parsed, std::string_view word) {
  return !parsed.terms.empty() && parsed.terms.front().word == word;
}

bool holds_word(const Parsed& parsed, std::string_view word) {
  for (const Term& term : parsed.terms) {
    if (term.word == word) return true;
  }
  return false;
}

bool subject_holds(const Parsed& parsed, std::string_view word) {
  return std::find(parsed.subject_terms.begin(), parsed.subject_terms.end(), word) !=
         parsed.subject_terms.end();
}

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
  parsed.now = says_now(tokens);
  for (std::size_t k = 1; k < tokens.size(); ++k) {
    const bool days = tokens[k].low == "days" && tokens[k - 1].low == "these";
    parsed.lately = parsed.lately || days || tokens[k].low == "nowadays";
  }
  std::size_t i = read_subject(tokens, parsed);
  const std::size_t verb_at = i;
  i = VerbReader(tokens, parsed).run(i);
  const std::size_t end = std::min(read_instead(tokens, i, parsed), before_comparison(tokens));
  for (; i < end; ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::mark || token.low == "'s") {
      static const WordSet meaning("+ # < > = * \xE2\x82\xAC");
      const bool minus = token.low == "-" && i + 1 < end && !tokens[i + 1].space &&
                         tokens[i + 1].kind == TokenKind::number;
      if (token.kind == TokenKind::mark && (minus || meaning.has(token.low))) {
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
    // "Magnets" is another name than "Magnet"; only common nouns lose their plural.
    term.word = term.link || term.name ? token.low : canonical_word(token.low);
    term.many = term.word != token.low && token.low.ends_with('s');
    term.number = term.word.find_first_of("0123456789") != std::string::npos;
    const std::string unit = token.kind == TokenKind::number ? cut_unit(term.word) : "";
    parsed.terms.push_back(std::move(term));
    if (!unit.empty()) parsed.terms.push_back({canonical_word(unit)});
  }
  say_allergic(parsed);
  say_plainly(parsed);
  find_slot(parsed);
  return parsed;
}

}  // namespace mnestic::extract
