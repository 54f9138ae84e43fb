#include "led/parts.h"

#include <algorithm>
#include <cctype>

#include "grammar/lexicon.h"
#include "relation/retract.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

bool is_dash(const Token& token) {
  return token.low == "-" || token.low == "\xE2\x80\x93" || token.low == "\xE2\x80\x94";
}

bool parts_clauses(const Token& token) {
  static const WordSet marks(", ; : . ! ? ( )");
  return token.kind == TokenKind::mark && (marks.has(token.low) || (is_dash(token) && token.space));
}

// "and my wife ...", "because I ...": a new clause, not a list going on.
bool joins_clause(const Tokens& tokens, std::size_t i) {
  static const WordSet sure("but so because though although while whereas");
  static const WordSet maybe("and since as when or");
  if (sure.has(tokens[i].low)) return true;
  if (!maybe.has(tokens[i].low) || i + 1 >= tokens.size()) return false;
  const Token& next = tokens[i + 1];
  static const WordSet subjects("i we he she they it that this my our there now");
  if (subjects.has(next.low)) return true;
  if (is_verb(next.low, kPast) && !next.capital && tokens[i].low == "and") return true;
  // "and honestly don't plan to"
  std::size_t verb = i + 1;
  while (verb < tokens.size() && is_adverb(tokens[verb].low)) ++verb;
  if (tokens[i].low == "and" && verb + 1 < tokens.size() && is_auxiliary(tokens[verb].low) &&
      tokens[verb + 1].low == "not") {
    return true;
  }
  // "Leo is seven and Max is four"
  return next.capital && i + 2 < tokens.size() &&
         (is_auxiliary(tokens[i + 2].low) || is_verb(tokens[i + 2].low, kThird));
}

// The parts of a compound: "pure", "gym" of "PureGym"; "sous", "chef" of "sous-chef".
std::vector<std::string> parts_of(const Token& token) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < token.out.size(); ++i) {
    const auto c = static_cast<unsigned char>(token.out[i]);
    const bool hump = i > 0 && std::isupper(c) != 0 &&
                      std::islower(static_cast<unsigned char>(token.out[i - 1])) != 0;
    if ((hump || c == '-') && !parts.back().empty()) parts.emplace_back();
    if (c != '-') parts.back() += static_cast<char>(std::tolower(c));
  }
  return parts;
}

Term term_of(const Token& token) {
  Term term;
  term.word = canonical_word(token.low);
  term.number = token.kind == TokenKind::number;
  return term;
}

}  // namespace

std::vector<Tokens> segments_of(const Tokens& tokens) {
  std::vector<Tokens> segments(1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    // "Priya and I got engaged": one subject.
    const bool pair = tokens[i].low == "and" && i + 1 < tokens.size() && tokens[i + 1].low == "i" &&
                      !segments.back().empty() && !finite_verb_in(segments.back());
    if (parts_clauses(tokens[i]) || (!pair && joins_clause(tokens, i))) {
      if (!segments.back().empty()) segments.emplace_back();
    } else {
      segments.back().push_back(tokens[i]);
    }
  }
  if (segments.back().empty()) segments.pop_back();
  return segments;
}

Fact take_apart(const KnownFact& known) {
  constexpr std::size_t kFactBytesMax = 512;
  Fact fact;
  fact.known = &known;
  if (known.content.size() > kFactBytesMax) return fact;
  fact.tokens = tokenize(known.content);
  fact.parsed = parse_statement(known.content);
  // The verb stands behind the subject: the first finite form that is no noun of it.
  for (std::size_t i = 1; i < fact.tokens.size(); ++i) {
    const Token& token = fact.tokens[i];
    if (token.low == "'s" || fact.tokens[i - 1].low == "'s" || token.capital) continue;
    const bool plural = fact.tokens[0].low == "user" && fact.tokens.size() > 3 && i > 2;
    if (is_auxiliary(token.low) || is_verb(token.low, kThird | kPast) ||
        (plural && is_verb(token.low, kBase))) {
      fact.verb = i;
      break;
    }
  }
  // "Marek washes up": a verb that is not listed.
  for (std::size_t i = 1; i < fact.tokens.size() && fact.verb == 0; ++i) {
    const Token& token = fact.tokens[i];
    const bool third = token.kind == TokenKind::word && !token.capital && token.low != "'s" &&
                       token.low.size() > 3 && token.low.ends_with('s');
    if (third && fact.tokens[i - 1].capital) fact.verb = i;
  }
  return fact;
}

bool means(const Token& said, const Token& stored) {
  if (said.kind == TokenKind::mark || stored.kind == TokenKind::mark) return false;
  const Term word = term_of(said);
  if (word_means(word, term_of(stored))) return true;
  // "the wedding" of who is getting married, "the flight" of who flies
  static const WordSet marries("married marry marrying marries");
  static const WordSet flies("flies fly flying");
  if (said.low == "wedding" && marries.has(stored.low)) return true;
  if (said.low == "flight" && flies.has(stored.low)) return true;
  if (stored.low == "flight" && (flies.has(said.low) || said.low == "flying")) return true;
  // "allergy" and "allergic"
  constexpr std::size_t kStemBytesMin = 6;
  const std::string& a = said.low;
  const std::string& b = stored.low;
  if (a.size() >= kStemBytesMin && b.size() >= kStemBytesMin &&
      a.compare(0, kStemBytesMin, b, 0, kStemBytesMin) == 0 && a.size() <= kStemBytesMin + 3 &&
      b.size() <= kStemBytesMin + 3) {
    return true;
  }
  constexpr std::size_t kPartBytesMin = 3;
  if (said.low.size() < kPartBytesMin) return false;
  const std::vector<std::string> parts = parts_of(stored);
  return parts.size() > 1 && std::find(parts.begin(), parts.end(), said.low) != parts.end();
}

bool is_telling(const Token& token) {
  static const WordSet idle(
      "altogether completely entirely "
      "user not no never now still just really actually only also too very quite pretty yes yeah "
      "ok okay lol haha oh well thing one ones lot bit anyway finally any more some all both thank "
      "god thanks today yesterday ago time days these those there here what who which how when "
      "where why that this than as if then again back even ever once already yet please guess "
      "think mean meant say said tell told know new old 's going go get got gets "
      "myself ourselves yourself himself herself anymore");
  if (token.kind == TokenKind::mark || idle.has(token.low)) return false;
  if (is_auxiliary(token.low) || is_pronoun(token.low) || is_determiner(token.low) ||
      is_possessive(token.low) || is_preposition(token.low) || is_subordinator(token.low)) {
    return token.kind == TokenKind::number || is_number_word(token.low);
  }
  return token.low != "and" && token.low != "or" && token.low != "but" && token.low != "so" &&
         token.low != "been" && token.low != "be";
}

std::size_t shared_words(const Fact& fact, TokenSpan said, TokenSpan but) {
  std::size_t shared = 0;
  for (std::size_t i = 1; i < fact.tokens.size(); ++i) {
    const Token& stored = fact.tokens[i];
    static const WordSet bare(
        "have has use uses is are take takes do does get gets want wants live lives");
    if (!is_telling(stored) || bare.has(stored.low)) continue;
    const auto same = [&](const Token& each) { return each.begin == stored.begin; };
    if (std::any_of(but.begin(), but.end(), same)) continue;
    shared +=
        std::any_of(said.begin(), said.end(),
                    [&](const Token& each) { return is_telling(each) && means(each, stored); })
            ? 1U
            : 0U;
  }
  return shared;
}

bool same_word(const Token& a, const Token& b) {
  if (a.low == b.low) return true;
  return a.kind != TokenKind::mark && canonical_word(a.low) == canonical_word(b.low);
}

std::size_t found_at(const Fact& fact, const Tokens& words) {
  for (std::size_t at = 1; at + words.size() <= fact.tokens.size(); ++at) {
    bool all = true;
    for (std::size_t i = 0; i < words.size() && all; ++i) {
      all = same_word(fact.tokens[at + i], words[i]);
    }
    if (all) return at;
  }
  return fact.tokens.size();
}

namespace {

// "the guests drink", "my parents work": a plural noun and a verb that looks like a noun.
bool is_said_of_many(TokenSpan segment, std::size_t verb) {
  static const WordSet many("people children kids police men women");
  if (verb == 0 || segment[verb].capital || !is_verb(segment[verb].low, kBase)) return false;
  const Token& noun = segment[verb - 1];
  if (noun.kind != TokenKind::word || noun.capital) return false;
  const bool named = verb > 1 && is_determiner(segment[verb - 2].low);  // "the bins"
  if (verb_form(noun.low) != nullptr && !named) return false;
  return many.has(noun.low) || (noun.low.size() > 3 && noun.low.ends_with('s') &&
                                !noun.low.ends_with("ss") && is_telling(noun));
}

}  // namespace

std::optional<std::size_t> finite_verb_in(TokenSpan segment) {
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const Token& token = segment[i];
    // "my parents bought", "the bins go": a noun, whatever else it could be.
    static const WordSet articles("the a an");
    const bool noun_behind =
        i > 0 && (is_possessive(segment[i - 1].low) || articles.has(segment[i - 1].low));
    const bool finite =
        is_auxiliary(token.low) || (is_verb(token.low, kThird | kPast) && !noun_behind);
    const bool base = i > 0 && is_pronoun(segment[i - 1].low) && is_verb(token.low, kBase);
    // "rents in Trier have gone up", "Nibbles died"
    const bool noun =
        i == 0 && !is_auxiliary(token.low) && !is_verb(token.low, kPast) &&
        std::any_of(segment.begin() + 1, segment.end(), [](const Token& each) {
          return is_auxiliary(each.low) || (is_verb(each.low, kPast) && !is_verb(each.low, kBase));
        });
    if (noun) continue;
    if ((finite && !token.capital) || base || (i == 0 && finite)) return i;
  }
  for (std::size_t i = 1; i < segment.size(); ++i) {
    if (is_said_of_many(segment, i)) return i;
    // "my wife jumped ship": a verb that is not listed.
    const std::string& low = segment[i].low;
    const bool past = low.size() > 4 && low.ends_with("ed") && !segment[i].capital &&
                      (is_telling(segment[i - 1]) || is_pronoun(segment[i - 1].low));
    if (past && !is_adjective(low)) return i;
  }
  return std::nullopt;
}

namespace {

// Where the first finite verb of the segment stands; 0 without one.
std::size_t verb_of(TokenSpan segment) { return finite_verb_in(segment).value_or(0); }

// "my sister's birthday", "his birthday": said to be another's, of whom the fact does not speak.
bool is_owned_otherwise(TokenSpan segment, std::size_t at,
                        const std::vector<std::string>& subject) {
  constexpr std::size_t kReach = 4;
  for (std::size_t i = at; i-- > 0 && at - i <= kReach;) {
    const Token& token = segment[i];
    static const WordSet theirs("his her their");
    if (theirs.has(token.low)) return subject.size() < 2 || !is_kin(subject[1]);
    if (token.low == "'s" || token.low.ends_with("s'")) {
      const std::string owner = canonical_word(i > 0 ? segment[i - 1].low : token.low);
      return std::find(subject.begin(), subject.end(), owner) == subject.end();
    }
    if (token.kind == TokenKind::mark || !is_telling(token) || is_preposition(token.low))
      return false;
  }
  return false;
}

}  // namespace

std::size_t head_of(TokenSpan segment) {
  const std::size_t verb = verb_of(segment);
  std::size_t head = segment.size();
  for (std::size_t i = 0; i < verb; ++i) {
    if (head < segment.size() && is_preposition(segment[i].low)) break;
    if (is_telling(segment[i])) head = i;
  }
  return head;
}

Owner owner_of(TokenSpan segment) {
  const std::size_t verb = verb_of(segment);
  static const WordSet others(
      "he she they someone somebody everyone everybody nobody anyone anybody people who his her "
      "their guy guys man woman you your");
  // "finally got round to it": nobody is named before the verb.
  const bool speaker =
      std::none_of(segment.begin(), segment.begin() + static_cast<Offset>(verb), is_telling);
  for (std::size_t i = 0; i < verb; ++i) {
    const std::string& low = segment[i].low;
    if (low == "i" || low == "we" || low == "me" || low == "us") return Owner::speaker;
    // "parents evening" is nobody.
    static const WordSet affairs("evening evenings meeting meetings day night council association");
    const bool affair = i + 1 < verb && affairs.has(segment[i + 1].low);
    if (others.has(low) || (is_kin(low) && !affair)) return Owner::other;
    if (low == "'s" || low.ends_with("s'")) return Owner::other;
  }
  return speaker ? Owner::speaker : Owner::thing;
}

bool may_be_about(TokenSpan segment, const Fact& fact) {
  const std::vector<std::string>& subject = fact.parsed.subject_terms;
  if (subject.empty()) return false;
  const Owner owner = owner_of(segment);
  const bool of_user = subject.front() == "user";
  bool person = !of_user;
  for (std::size_t i = 1; i < subject.size(); ++i) {
    person = person || is_kin(subject[i]) || is_pet(subject[i]);
  }
  const auto named = [&](std::string_view word) {
    for (std::size_t i = 0; i < segment.size(); ++i) {
      if (canonical_word(segment[i].low) != word && segment[i].low != word) continue;
      // "my sister's colleague" is somebody else.
      const bool owns = i + 2 < segment.size() && segment[i + 1].low == "'s";
      static const WordSet people("colleague friend neighbour boyfriend girlfriend ex flatmate");
      if (owns && (is_kin(segment[i + 2].low) || people.has(segment[i + 2].low))) continue;
      if (is_owned_otherwise(segment, i, subject)) continue;
      return true;
    }
    return false;
  };
  if (!person) {
    if (owner != Owner::other) return true;
    // "my manager is Katarzyna": a person of whom the fact speaks; not "my sister switched banks".
    const std::size_t verb = verb_of(segment);
    const bool kin = segment.size() > 1 && (segment[0].low == "my" || segment[0].low == "our") &&
                     is_kin(segment[1].low);
    for (std::size_t i = 1; i < subject.size(); ++i) {
      const bool before =
          !kin ||
          std::any_of(segment.begin(), segment.begin() + static_cast<Offset>(verb),
                      [&](const Token& token) { return canonical_word(token.low) == subject[i]; });
      if (before && named(subject[i])) return true;
    }
    return false;
  }
  // "her name is Anna, not Anne": of whom "her" can be said.
  const bool pronoun = segment.size() > 2 && segment[1].low == "name" &&
                       (segment[0].low == "her" || segment[0].low == "his");
  if (pronoun && fact.verb != 0 &&
      fits_pronoun(fact.known->content.substr(0, fact.tokens[fact.verb].begin),
                   segment[0].low == "her" ? "she" : "he")) {
    return true;
  }
  return std::any_of(subject.begin() + (of_user ? 1 : 0), subject.end(), named);
}

bool is_of_another_thing(const Tokens& segment, const Fact& fact) {
  if (owner_of(segment) == Owner::speaker) return false;
  if (speaks(segment, "closed|shut|on holiday|on leave|fully booked")) return true;
  const std::size_t head = head_of(segment);
  const bool own = (segment[0].low == "my" || segment[0].low == "our") && head < segment.size() &&
                   !is_vague_noun(canonical_word(segment[head].low));
  for (std::size_t i = own ? head : 0; head < segment.size() && i <= head; ++i) {
    const Token& word = segment[i];
    static const WordSet idle("new old current whole main usual");
    if (!is_telling(word) || idle.has(word.low) || is_vague_noun(canonical_word(word.low)))
      continue;
    const bool held = std::any_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& each) {
      return means(word, each) && word.low != each.low + "s" && each.low != word.low + "s";
    });
    if (!held) return true;
  }
  return false;
}

bool moves_another(TokenSpan segment, std::size_t verb, const Fact& fact) {
  bool any = false;
  for (std::size_t i = verb + 1; i < segment.size(); ++i) {
    static const WordSet links("from to for with instead till until by");
    if (links.has(segment[i].low)) break;
    if (!is_telling(segment[i]) || is_adverb(segment[i].low)) continue;
    const bool noun = segment[i].capital || is_determiner(segment[i - 1].low);
    if (verb_form(segment[i].low) != nullptr && !noun) continue;
    const bool held = std::any_of(fact.tokens.begin(), fact.tokens.end(),
                                  [&](const Token& each) { return means(segment[i], each); });
    if (held) return false;
    any = true;
  }
  return any;
}

bool speaks(TokenSpan tokens, std::string_view phrases) {
  for (std::size_t at = 0; at < phrases.size();) {
    const std::size_t end = std::min(phrases.find('|', at), phrases.size());
    const std::string_view phrase = phrases.substr(at, end - at);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (sequence_at(tokens, i, phrase)) return true;
    }
    at = end + 1;
  }
  return false;
}

bool is_unsettled(TokenSpan segment, std::string_view more) {
  constexpr std::string_view kAlways =
      "almost|nearly|want to|hope|hoping|maybe|might|would|could|should|if|unless|about to|"
      "going to|trying|wish|until";
  // "may", not "in May"
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i].low == "may" && (i == 0 || !segment[i].capital)) return true;
  }
  return speaks(segment, kAlways) || speaks(segment, more) || is_for_a_while(segment);
}

std::string with_words(const Fact& fact, std::size_t begin, std::size_t end, std::string words) {
  const std::string& text = fact.known->content;
  std::string before = text.substr(0, fact.tokens[begin].begin);
  const std::string after = text.substr(fact.tokens[end - 1].end);
  // "61 kg" with "16 kg" for "61": the unit is there already.
  if (end < fact.tokens.size()) {
    const std::string& next = fact.tokens[end].out;
    if (words.size() > next.size() + 1 && words.ends_with(" " + next))
      words.resize(words.size() - next.size() - 1);
  }
  const bool vowel = !words.empty() &&
                     std::string_view("aeiouAEIOU").find(words.front()) != std::string_view::npos;
  if (begin > 0 && (fact.tokens[begin - 1].low == "a" || fact.tokens[begin - 1].low == "an")) {
    before.resize(fact.tokens[begin - 1].begin);
    before += vowel ? "an " : "a ";
  }
  return before + words + after;
}

}  // namespace mnestic::extract
