// Verdicts: what is liked and what is not, told in a word or two behind it: "gin yes, whisky no",
// "window seat always, never row one", "coriander tastes of soap".
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {

// "Gin yes, whisky no", "Marmite yes, Vegemite never, end of discussion".
bool read_yes_and_no(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet talk("end sorry thanks obviously always full period simple sorted fight");
  static const WordSet good("yes yep yeah always");
  static const WordSet bad("no never nope nah");
  std::vector<Tokens> found;
  std::size_t begin = 0;
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 1; i < end; ++i) {
    const bool yes = good.has(tokens[i].low);
    if (!yes && !bad.has(tokens[i].low)) continue;
    const bool closes = i + 1 >= end || tokens[i + 1].kind == TokenKind::mark ||
                        tokens[i + 1].low == "and" || tokens[i + 1].low == "but";
    if (i == begin || i > begin + 4 || !closes) return false;
    Tokens noun = slice(tokens, begin, i);
    if (has_verb(noun, 0, noun.size()) || is_adverb(noun[0].low) || is_pronoun(noun[0].low) ||
        is_adjective(noun.back().low) || is_preposition(noun.back().low) ||
        (is_verb(noun.back().low, kPast) && !is_verb(noun.back().low, kBase))) {
      return false;
    }
    found.push_back(joined({words(yes ? "I like" : "I do not like"), noun}));
    begin = i + 1;
    while (is_at(tokens, begin, ",") || is_at(tokens, begin, "and") || is_at(tokens, begin, "but"))
      ++begin;
    if (word_at(tokens, begin, talk)) begin = end;
  }
  if (found.size() < 2 || begin < end) return false;
  // "Gin yes, whisky no", but "Marmite yes, Vegemite no".
  Token& first = found.front()[found.front().size() > 2 && is_at(found.front(), 1, "like") ? 2 : 4];
  if (!found[1].back().capital) first.out = first.low;
  out = std::move(found);
  return true;
}

int verdict_of(const Tokens& tokens, std::size_t from) {
  static const WordSet lead("absolutely definitely always big hard just oh god honestly");
  const std::size_t end = text_end(tokens);
  const auto all = [&](std::size_t at, std::string_view phrase) {
    const Tokens said = words(phrase);
    if (at + said.size() != end) return false;
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (tokens[at + i].low != said[i].low) return false;
    }
    return true;
  };
  std::size_t at = from;
  while (at < end && lead.has(tokens[at].low)) ++at;
  for (const std::string_view phrase :
       {"yes",          "yes please",       "love it",      "love them",
        "love those",   "any time",         "any day",      "all day",
        "count me in",  "bring it on",      "adore them",   "adore it",
        "i am there",   "i am in",          "sign me up",   "any day of the week",
        "all day long", "i am all over it", "hell yes",     "now you are talking",
        "up for one",   "i am sold",        "take my money"}) {
    if (all(at, phrase)) return 1;
  }
  for (const std::string_view phrase : {"no",
                                        "never",
                                        "nope",
                                        "not",
                                        "no thanks",
                                        "no thank you",
                                        "pass",
                                        "kill me now",
                                        "not for me",
                                        "forget it",
                                        "over my dead body",
                                        "never again",
                                        "hate it",
                                        "hate them",
                                        "no chance",
                                        "hard pass",
                                        "absolutely not",
                                        "not a chance",
                                        "count me out",
                                        "i would rather not",
                                        "no fear",
                                        "not happening",
                                        "bores me",
                                        "not my thing",
                                        "can not stand them",
                                        "can not stand it",
                                        "no way"}) {
    if (all(at, phrase)) return -1;
  }
  return 0;
}

// "Pineapple on pizza: yes", "Cruises: hard pass", "romcoms, kill me now".
bool read_judged(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t mark = 1;
  while (mark < tokens.size() && mark < 5 && tokens[mark].kind != TokenKind::mark) ++mark;
  if (mark >= 5 || mark + 1 >= text_end(tokens)) return false;
  const int verdict = verdict_of(tokens, mark + 1);
  if (verdict == 0) return false;
  const bool bare = text_end(tokens) == mark + 2;
  const bool field = bare && (is_at(tokens, mark + 1, "yes") || is_at(tokens, mark + 1, "no"));
  Tokens noun = slice(tokens, 0, mark);
  if (has_verb(noun, 0, mark) || is_pronoun(noun[0].low) || is_determiner(noun[0].low) ||
      is_adverb(noun[0].low) || is_wh_word(noun[0].low) || is_preposition(noun[0].low) ||
      is_adjective(noun.back().low) || is_kin(noun.back().low) || is_pet(noun.back().low)) {
    return false;
  }
  // "Smoker: no", "Allergies: no" fill in a form.
  static const WordSet fields(
      "allergies allergy pets kids children hobbies languages smoker driver vegetarian vegan car "
      "licence license medication meds conditions siblings tattoos glasses references");
  bool qualified = false;
  for (const Token& token : noun) {
    if (fields.has(token.low)) return false;
    qualified = qualified || is_preposition(token.low);
  }
  const bool many = noun.back().low.ends_with('s') && !noun.back().low.ends_with("ss");
  const bool gerund = noun.back().low.ends_with("ing");
  if (bare && (tokens[mark].low == "," || !(qualified || (many && !field) || gerund))) return false;
  if (verb_form(noun[0].low) != nullptr && noun.size() == 1 && !many && !gerund) return false;
  if (noun[0].out.size() > 1 && lower(noun[0].out.substr(1)) == noun[0].out.substr(1))
    noun[0].out = noun[0].low;
  out.push_back(joined({words(verdict > 0 ? "I like" : "I do not like"), noun}));
  return true;
}

namespace {

bool is_plain_noun(const Tokens& noun) {
  constexpr std::size_t kNounTokensMax = 6;
  if (noun.empty() || noun.size() > kNounTokensMax || has_verb(noun, 0, noun.size())) return false;
  for (const Token& token : noun) {
    const bool row = token.low == "one" && &token != &noun.front();  // "row one"
    if (token.kind == TokenKind::mark || (is_pronoun(token.low) && !row) || is_wh_word(token.low)) {
      return false;
    }
  }
  static const WordSet pointing("the this that my your our his her their not no");
  return !pointing.has(noun[0].low) && !is_adverb(noun[0].low) && !is_time_word(noun[0].low) &&
         !is_verb(noun[0].low, kPast);
}

}  // namespace

// "Window seat always, and never row one": "I always prefer a window seat", "I never want row one".
bool read_always(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t always = find(tokens, "always");
  if (always == kNone || always == 0 || always > 5) return false;
  std::size_t end = always;
  if (tokens[end - 1].low == ",") --end;
  Tokens noun = slice(tokens, 0, end);
  std::size_t next = always + 1;
  if (!is_plain_noun(noun) || is_preposition(noun[0].low) || is_adjective(noun.back().low) ||
      is_verb(noun[0].low, kBase | kGerund) || is_kin(noun[0].low) || is_pet(noun[0].low)) {
    return false;
  }
  while (is_at(tokens, next, ",") || is_at(tokens, next, "and") || is_at(tokens, next, "but"))
    ++next;
  if (!is_at(tokens, next, "never") || next + 1 >= text_end(tokens)) return false;
  Tokens refused = slice(tokens, next + 1, text_end(tokens));
  static const WordSet places("by in at on near next");
  if (!is_plain_noun(refused) && !word_at(refused, 0, places)) return false;
  out.push_back(joined({words("I always prefer"), one_of_them(noun)}));
  const bool placed = word_at(refused, 0, places);
  out.push_back(joined({words(placed ? "I never want to be" : "I never want"), refused}));
  return true;
}

// "Mint choc chip tastes of toothpaste", "kombucha smells like feet to me": what the speaker finds.
bool read_tastes_of(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet senses("tastes taste smells smell");
  static const WordSet foul(
      "toothpaste soap feet sadness cardboard dirt mud medicine metal bleach socks regret perfume "
      "petrol chalk sick vomit death despair earwax pennies plastic rubber grass nothing ash "
      "ashtray washing-up disappointment heaven sunshine summer home joy");
  std::size_t verb = 1;
  while (verb < tokens.size() && verb < 6 && !senses.has(tokens[verb].low)) ++verb;
  if (verb >= 6 || verb + 2 >= tokens.size()) return false;
  if (!is_at(tokens, verb + 1, "of") && !is_at(tokens, verb + 1, "like")) return false;
  Tokens noun = slice(tokens, 0, verb);
  if (!is_plain_noun(noun)) return false;
  std::size_t end = verb + 2;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark && tokens[end].low != "and" &&
         tokens[end].low != "to") {
    ++end;
  }
  const bool own = is_at(tokens, end, "to") && is_at(tokens, end + 1, "me");
  if (end == verb + 2 || (!own && !foul.has(tokens[end - 1].low))) return false;
  lower_common(noun[0]);
  out.push_back(joined({words("I find that"), noun, slice(tokens, verb, end)}));
  return true;
}

// "Paper books, not e-readers, for me": "I prefer paper books to e-readers".
bool read_rather_not(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t end = text_end(tokens);
  if (end < 6 || !is_at(tokens, end - 1, "me") || !is_at(tokens, end - 2, "for")) return false;
  const std::size_t denied = find(tokens, "not");
  std::size_t stop = end - 2;
  if (is_at(tokens, stop - 1, ",")) --stop;
  if (denied == kNone || denied < 2 || denied + 1 >= stop || !is_at(tokens, denied - 1, ",")) {
    return false;
  }
  Tokens noun = slice(tokens, 0, denied - 1);
  const Tokens other = slice(tokens, denied + 1, stop);
  if (!is_plain_noun(noun) || !is_plain_noun(other)) return false;
  lower_common(noun[0]);
  out.push_back(joined({words("I prefer"), noun, words("to"), other}));
  return true;
}

// "Give me a window seat and I'm happy": "I love a window seat".
bool read_happy_with(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet content("happy sold content yours anyone's away set there in");
  const bool given = is_at(tokens, 0, "give") && is_at(tokens, 1, "me");
  const std::size_t from = given ? 2 : 0;
  // "Anything with aubergine and I'm there"
  static const WordSet any("anything any a an");
  if (!given && !word_at(tokens, 0, any)) return false;
  std::size_t joint = find(tokens, "and", from + 1);
  // "any film with subtitles, I'm in"
  const std::size_t comma = find(tokens, ",", from + 1);
  if (comma != kNone && is_at(tokens, comma + 1, "i") && is_at(tokens, comma + 2, "am"))
    joint = comma;
  if (joint == kNone || joint > 9 || !is_at(tokens, joint + 1, "i") ||
      !is_at(tokens, joint + 2, "am") || !word_at(tokens, joint + 3, content) ||
      text_end(tokens) != joint + 4 || has_verb(tokens, from, joint)) {
    return false;
  }
  Tokens noun = slice(tokens, from, joint);
  lower_common(noun[0]);
  out.push_back(joined({words("I love"), noun}));
  return true;
}

// "Not big on sweets", "sucker for a crossword", "you can't beat a cold swim".
bool read_taste_left_out(const Tokens& tokens, std::vector<Tokens>& out) {
  if (tokens.size() < 3) return false;
  static const WordSet liking("big keen one into sold bothered fussed mad crazy");
  static const WordSet links("on for about");
  const bool into = is_at(tokens, 1, "into") && tokens.size() > 2;
  if (tokens.size() > 3 && is_at(tokens, 0, "not") && word_at(tokens, 1, liking) &&
      (into || word_at(tokens, 2, links))) {
    out.push_back(joined({words("I am not"), slice(tokens, 1, tokens.size())}));
    return true;
  }
  // "Big on podcasts", "team oat milk"
  static const WordSet keen("big keen mad nuts crazy");
  static const WordSet keenly("on about for");
  if (word_at(tokens, 0, keen) && word_at(tokens, 1, keenly) && tokens.size() > 2 &&
      !has_verb(tokens, 0, tokens.size()) && !is_time_word(tokens[2].low) &&
      !is_pronoun(tokens[2].low) && !is_determiner(tokens[2].low)) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  constexpr std::size_t kTeamTokensMax = 4;
  if (is_at(tokens, 0, "team") && text_end(tokens) > 1 && text_end(tokens) <= kTeamTokensMax &&
      !tokens[1].capital && tokens[1].kind == TokenKind::word && !is_preposition(tokens[1].low) &&
      !has_verb(tokens, 0, tokens.size()) && verb_form(tokens[1].low) == nullptr) {
    out.push_back(joined({words("I am team"), slice(tokens, 1, tokens.size())}));
    return true;
  }
  if (is_at(tokens, 0, "sucker") && is_at(tokens, 1, "for")) {
    out.push_back(joined({words("I am a sucker"), slice(tokens, 1, tokens.size())}));
    return true;
  }
  if (tokens.size() < 4) return false;
  const std::size_t at = is_at(tokens, 0, "you") ? 1 : 0;
  if (is_at(tokens, at, "can") && is_at(tokens, at + 1, "not") && is_at(tokens, at + 2, "beat") &&
      at + 3 < tokens.size() && !is_pronoun(tokens[at + 3].low) && tokens[at + 3].low != "the") {
    out.push_back(joined({words("I love"), slice(tokens, at + 3, text_end(tokens))}));
    return true;
  }
  // "Board games are very much my thing"
  for (std::size_t i = 1; i + 2 < tokens.size() && i < 5; ++i) {
    if (!is_at(tokens, i, "is") && !is_at(tokens, i, "are")) continue;
    static const WordSet degree("very so totally completely really absolutely just much");
    std::size_t own = i + 1;
    while (word_at(tokens, own, degree)) ++own;
    static const WordSet things("thing jam bag weakness");
    if (own == i + 1 || !is_at(tokens, own, "my") || !word_at(tokens, own + 1, things) ||
        text_end(tokens) != own + 2) {
      return false;
    }
    Tokens noun = slice(tokens, 0, i);
    if (!is_plain_noun(noun)) return false;
    lower_common(noun[0]);
    out.push_back(joined({words("I love"), noun}));
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
