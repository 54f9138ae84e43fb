// What somebody says of themselves in a few words, read by itself: see introduction.h.
#include "rules/introduction.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"
#include "rules/self_parts.h"

namespace mnestic::extract {

bool is_role(std::string_view low) { return is_profession(low) || is_role_word(low); }

bool is_count(const Token& token) {
  return is_number_word(token.low) || token.low == "zero" || token.low == "no" ||
         token.low == "a" || token.low == "an" ||
         (token.kind == TokenKind::number && token.low.size() < 3);
}

Tokens lowered(Tokens piece) {
  Token& first = piece.front();
  const bool plain =
      first.capital && first.out.size() > 1 && lower(first.out.substr(1)) == first.out.substr(1);
  static const WordSet peoples(
      "german french spanish italian portuguese british english scottish welsh irish american "
      "canadian australian indian chinese japanese korean brazilian mexican polish dutch swedish "
      "norwegian danish finnish turkish greek russian ukrainian jewish muslim christian catholic "
      "hindu buddhist sikh");
  if (plain && !peoples.has(first.low)) {
    first.out = first.low;
    first.capital = false;
  }
  return piece;
}

namespace {

using Said = SelfSaid;

// The last word of the noun phrase that a piece begins with.
std::size_t head_of(const Tokens& piece) {
  static const WordSet ends(
      "and or here now yet mostly mainly outdoors indoors since who that which called named based "
      "turned living "
      "working "
      "specialising specializing (");
  std::size_t head = 0;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (i > 0 && (is_preposition(piece[i].low) || ends.has(piece[i].low) ||
                  (is_time_word(piece[i].low) && !piece[i].capital))) {
      break;
    }
    head = i;
  }
  return head;
}

// "sommelier", "curator", "waitress": built as words for those who do something are.
bool is_built_like_role(std::string_view low) {
  static const WordSet things(
      "computer number paper water dinner summer winter september october november december matter "
      "weather dollar never ever over under after other another either center corner order offer "
      "power member remember letter butter river flower tower finger shower pepper ginger sugar "
      "error mirror floor door color colour flavor major minor terror motor less mess "
      "dress address process success business illness fitness access stress mattress princess "
      "list twist meat music picnic printer charger freezer cooker boiler heater dishwasher "
      "trainer trousers sweater jumper burger cider silver border mister sister brother mother "
      "father daughter whatever however together rather better");
  if (low.size() < 6 || things.has(low)) return false;
  for (const std::string_view tail : {"er", "or", "ist", "ian", "ress", "man", "woman", "herd"}) {
    if (low.ends_with(tail)) return true;
  }
  return false;
}

Tokens with_article(const Tokens& piece) {
  const std::string& low = piece.front().low;
  const std::string& head = piece[head_of(piece)].low;
  const bool many = head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us");
  if (many || is_determiner(low)) return lowered(piece);
  const bool vowel = std::string_view("aeiou").find(low.front()) != std::string_view::npos;
  static const WordSet silent("hgv mba nhs rsi mot lgv hr honest heir");
  return joined({words(vowel || silent.has(low) ? "an" : "a"), lowered(piece)});
}

// "34", "34 years old", "37F".
std::optional<Said> read_age(const Tokens& piece) {
  std::string digits = piece.front().low;
  if (digits.size() == 3 && (digits.back() == 'f' || digits.back() == 'm')) digits.pop_back();
  const bool number = digits.size() == 2 && is_digits(digits) && digits[1] >= '0' &&
                      digits[1] <= '9' && digits >= "14";
  const bool old = piece.size() == 3 && is_at(piece, 1, "years") && is_at(piece, 2, "old");
  static const WordSet units("yo y/o");
  const bool closed = piece.size() == 1 || old || (piece.size() == 2 && word_at(piece, 1, units));
  // "40 next March"
  static const WordSet ahead("next this in on come");
  const bool turns = number && piece.size() > 2 && piece.size() < 5 && word_at(piece, 1, ahead) &&
                     is_time_word(piece.back().low);
  if (turns) return Said{joined({words("I turn"), piece}), false};
  if (!number || !closed) return std::nullopt;
  Tokens age = {piece.front()};
  age.front().out = age.front().low = digits;
  return Said{joined({words("I am"), age}), true};
}

// "nineteen", "twenty-six": an age in words.
std::optional<Said> read_age_in_words(const Tokens& piece) {
  static const WordSet teens(
      "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
      "seventy "
      "eighty ninety");
  static const WordSet tens("twenty thirty forty fifty sixty seventy eighty ninety");
  const std::string& low = piece.front().low;
  const std::size_t dash = low.find('-');
  const bool compound = dash != std::string::npos && tens.has(low.substr(0, dash)) &&
                        is_number_word(low.substr(dash + 1));
  if (piece.size() != 1 || (!teens.has(low) && !compound)) return std::nullopt;
  return Said{joined({words("I am"), lowered(piece)}), true};
}

// "nationality Kenyan", "surname Okafor": a field of a form and its value, without a colon.
std::optional<Said> read_field(const Tokens& piece) {
  static const WordSet fields(
      "nationality surname religion pronouns ethnicity hometown occupation citizenship "
      "denomination");
  constexpr std::size_t kValueTokensMax = 4;
  if (piece.size() < 2 || piece.size() > kValueTokensMax || !fields.has(piece.front().low)) {
    return std::nullopt;
  }
  const Token& value = piece[1];
  const bool told =
      value.capital || is_adjective(value.low) || is_role(value.low) || is_at(piece, 0, "pronouns");
  if (!told || has_verb(piece, 0, piece.size())) return std::nullopt;
  const bool many = is_at(piece, 0, "pronouns");
  return Said{joined({words("my"), lowered(slice(piece, 0, 1)), words(many ? "are" : "is"),
                      slice(piece, 1, piece.size())}),
              true};
}

// "Seun for short", "Tomek to friends".
std::optional<Said> read_nickname(const Tokens& piece) {
  if (piece.size() < 3 || !piece.front().capital) return std::nullopt;
  const bool known = (is_at(piece, 1, "for") && is_at(piece, 2, "short")) ||
                     (is_at(piece, 1, "to") && (is_at(piece, piece.size() - 1, "friends") ||
                                                is_at(piece, piece.size() - 1, "mates") ||
                                                is_at(piece, piece.size() - 1, "everyone")));
  if (!known) return std::nullopt;
  return Said{joined({words("I am called"), piece}), false};
}

// "two flatmates", "no car", "a bad back".
std::optional<Said> read_count(const Tokens& piece, bool guess) {
  static const WordSet measures("foot feet ft");
  if (piece.size() > 1 && piece.size() < 4 && word_at(piece, 1, measures) &&
      is_count(piece.front())) {
    return Said{joined({words("I am"), lowered(piece)}), true};  // "six foot two"
  }
  if (piece.size() == 3 && is_at(piece, 1, "under") && is_number_word(piece.front().low)) {
    return Said{joined({words("I have"), lowered(slice(piece, 0, 1)), words("children"),
                        slice(piece, 1, 3)}),
                true};
  }
  if (piece.size() == 1 && is_kin(piece.front().low) && piece.front().low.ends_with('s') &&
      piece.front().low != "folks" && piece.front().low != "boss") {
    return Said{joined({words("I have"), lowered(piece)}), true};  // "twins"
  }
  if (piece.size() < 2 || !is_count(piece.front())) return std::nullopt;
  const std::size_t head = head_of(piece);
  const std::string& noun = piece[head].low;
  // "one swears": what one of them does.
  if (piece.front().low == "one" && piece.size() == 2 && !is_pet(noun) && !is_kin(noun) &&
      (is_verb(noun, kThird) || is_like_adjective(noun))) {
    return std::nullopt;
  }
  const bool denied = piece.front().low == "no" || piece.front().low == "zero";
  static const WordSet idle(
      "idea way problem problems worries thanks rush need doubt clue pressure offence luck hurry "
      "big more matter wonder issues errors error joke point chance excuse years year months weeks "
      "days day hours minutes times bit lot few little while time thing things");
  if (head == 0 || has_any(slice(piece, 1, head + 1), idle) || is_time_word(noun) ||
      (denied && is_verb(piece[1].low, kGerund))) {
    return std::nullopt;
  }
  const std::size_t n = piece.size();
  if (is_at(piece, n - 1, "me")) {  // "no gluten for me"
    if (!denied || n < 4 || !is_at(piece, n - 2, "for")) return std::nullopt;
    return Said{joined({words("I want"), lowered(slice(piece, 0, n - 2))}), false};
  }
  const bool article = piece.front().low == "a" || piece.front().low == "an";
  const bool thing = is_owned_thing(noun) || is_ailment(noun) || is_pet(noun) || is_kin(noun);
  if (article && !is_kin(noun) && (is_role(noun) || (guess && !thing))) {
    return Said{joined({words("I am"), lowered(piece)}), true};
  }
  return Said{joined({words("I have"), lowered(piece)}),
              is_kin(noun) || is_pet(noun) || (denied && is_owned_thing(noun))};
}

// "widowed", "allergic to cats", "VAT registered".
std::optional<Said> read_quality(const Tokens& piece) {
  static const WordSet made(
      "divorced widowed retired married engaged separated freelance self-taught semi-retired vegan "
      "teetotal dyslexic bilingual trilingual ex-army ex-navy ex-police ex-forces");
  static const WordSet loose(
      "good great bad terrible decent rubbish afraid scared available due old older short tall "
      "interested keen responsible originally hopeful awful useful useless beautiful delicious "
      "obvious serious horrible comfortable possible careful painful");
  static const WordSet passed("registered qualified certified trained retired employed chartered");
  const std::string& first = piece.front().low;
  static const WordSet degree("twice thrice once newly happily recently fully semi chronically");
  if (piece.size() == 2 && degree.has(first) && made.has(piece[1].low)) {
    return Said{joined({words("I am"), lowered(piece)}), true};  // "twice divorced"
  }
  static const WordSet reacting("anaphylactic sensitive hypersensitive immune prone averse");
  if (reacting.has(first) && is_at(piece, 1, "to") && piece.size() > 2) {
    return Said{joined({words("I am"), lowered(piece)}), true};
  }
  static const WordSet tested("positive negative");
  if (piece.size() == 2 && word_at(piece, 1, tested) && piece[0].capital &&
      piece[0].out != piece[0].low && piece[0].out.size() > 1) {
    return Said{joined({words("I am"), piece}), true};  // "HIV positive"
  }
  const bool quality =
      (is_like_adjective(first) && !loose.has(first) && !is_ailment(first)) || made.has(first);
  const std::size_t head = head_of(piece);
  const std::string& noun = piece[head].low;
  static const WordSet own("mum mom dad mother father parent grandmother grandfather grandad gran");
  // "British husband", "German kids"
  if (quality && head == 1 && piece.size() == 2 && is_kin(noun) && !own.has(noun) &&
      !is_role(noun)) {
    const bool many = noun.ends_with('s') || noun == "children";
    Tokens kin = slice(piece, 1, 2);
    return Said{joined({words("my"), kin, words(many ? "are" : "is"), lowered(slice(piece, 0, 1))}),
                true};
  }
  static const WordSet behind("to in with from since for by and");
  if (quality && (piece.size() == 1 || word_at(piece, 1, behind))) {
    return Said{joined({words("I am"), lowered(piece)}), true};
  }
  if (piece.size() == 2 && word_at(piece, 1, passed)) {
    return Said{joined({words("I am"), piece}), false};
  }
  return std::nullopt;
}

// "product designer in Lagos"; `guess`: a word that is only built like one will do.
std::optional<Said> read_role(const Tokens& piece, bool guess) {
  const std::size_t head = head_of(piece);
  const std::string& noun = piece[head].low;
  static const WordSet pointing(
      "the this that my your our his her their good great nice dear every any some local new old "
      "best");
  const bool people = is_kin(noun) && !is_role(noun);
  const bool role = is_role(noun) || (guess && is_built_like_role(noun));
  constexpr std::size_t kTitleTokensMax = 6;
  if (!role || people || head >= kTitleTokensMax || word_at(piece, 0, pointing) ||
      is_count(piece.front()) || is_preposition(piece.front().low) ||
      is_wh_word(piece.front().low)) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < head; ++i) {
    if (is_auxiliary(piece[i].low) || is_pronoun(piece[i].low) || is_time_word(piece[i].low) ||
        piece[i].low == "been" || (i > 0 && is_determiner(piece[i].low))) {
      return std::nullopt;
    }
  }
  // "dentist at 4", "vet on Tuesday" are appointments.
  for (std::size_t i = head + 1; i < piece.size(); ++i) {
    static const WordSet since("since until till from every");
    const bool clock = is_at(piece, i - 1, "at") && is_number_word(piece[i].low);
    const bool dated = clock || is_time_word(piece[i].low) || piece[i].kind == TokenKind::number;
    const bool lasts = std::any_of(piece.begin() + static_cast<std::ptrdiff_t>(head), piece.end(),
                                   [](const Token& token) { return since.has(token.low); });
    if (dated && !lasts) return std::nullopt;
  }
  return Said{joined({words("I am"), with_article(piece)}), true};
}

// "based in Hull", "on placement in Oban till Easter", "learning to cook".
std::optional<Said> read_place(const Tokens& piece) {
  const std::string& first = piece.front().low;
  if (piece.size() < 2) return std::nullopt;
  if (first == "been" && piece.size() > 2) {
    return Said{joined({words("I have"), lowered(piece)}), false};
  }
  static const WordSet spans("years months");
  static const WordSet served("on in at as of with");
  if (is_number_word(first) && word_at(piece, 1, spans) && word_at(piece, 2, served) &&
      piece.size() > 3) {
    return Said{joined({words("I have"), lowered(piece)}), true};  // "thirty years on the railways"
  }
  const bool dated = std::any_of(piece.begin(), piece.end(), [](const Token& token) {
    return token.kind == TokenKind::number || is_time_word(token.low);
  });
  if (is_verb(first, kPast) && !is_verb(first, kBase) && piece.size() > 2 && dated &&
      !is_like_adjective(first)) {
    return Said{joined({words("I"), lowered(piece)}), false};  // "packed it in at 55"
  }
  static const WordSet lived("based living originally currently due");
  static const WordSet away("on from in at under off");
  static const WordSet idle(
      "fact case time total general particular short all the course top my your this that other "
      "own second first purpose");
  const bool placed = away.has(first) && !idle.has(piece[1].low) && !is_time_word(piece[1].low) &&
                      piece[1].kind == TokenKind::word &&
                      (piece[1].capital || first == "on" || first == "off" ||
                       (first == "in" && piece[1].low == "bed"));
  static const WordSet doing(
      "learning awaiting recovering training studying saving expecting caring working");
  static const WordSet daily("up home out away back");
  const bool up = daily.has(first) && is_preposition(piece[1].low);
  static const WordSet earning("work teach study live");
  static const WordSet behind("in at for as from with");
  if (earning.has(first) && word_at(piece, 1, behind)) {
    return Said{joined({words("I"), lowered(piece)}), false};
  }
  if (!lived.has(first) && !placed && !up && !doing.has(first)) return std::nullopt;
  return Said{joined({words("I am"), lowered(piece)}), false};
}

// "husband offshore three weeks a month".
std::optional<Said> read_relative_of(const Tokens& piece) {
  static const WordSet close(
      "husband wife partner girlfriend boyfriend kids children son daughter mum dad parents sister "
      "brother twins");
  static const WordSet joining("of and");
  static const WordSet where("offshore abroad away overseas retired grown");
  if (!close.has(piece.front().low) || piece.size() < 2) return std::nullopt;
  const bool told =
      is_preposition(piece[1].low) || is_like_adjective(piece[1].low) || where.has(piece[1].low);
  if (!told || word_at(piece, 1, joining)) return std::nullopt;
  const bool many = piece.front().low.ends_with('s') || piece.front().low == "children";
  return Said{joined({words("my"), lowered(slice(piece, 0, 1)), words(many ? "are" : "is"),
                      slice(piece, 1, piece.size())}),
              false};
}

// "Irish passport", "own tools".
std::optional<Said> read_thing(const Tokens& piece) {
  if (is_at(piece, 0, "own") && piece.size() > 1 && piece.size() < 5 &&
      piece[1].low.ends_with('s')) {
    return Said{joined({words("I have my"), lowered(piece)}), false};
  }
  const std::size_t head = head_of(piece);
  if (head == 0 || !is_owned_thing(piece[head].low) || is_determiner(piece.front().low) ||
      is_verb(piece.front().low, kBase | kPast) || is_preposition(piece.front().low)) {
    return std::nullopt;
  }
  return Said{joined({words("I have"), with_article(piece)}), false};
}

}  // namespace

// "two slipped discs", "nut allergy", "bad back".
std::optional<SelfSaid> read_own_ailment(const Tokens& piece) {
  const std::size_t head = head_of(piece);
  const std::string& noun = piece[head].low;
  const bool type = piece.size() == 2 && is_at(piece, 0, "type") &&
                    (is_at(piece, 1, "1") || is_at(piece, 1, "2"));
  if (type) return SelfSaid{joined({words("I have"), lowered(piece), words("diabetes")}), true};
  static const WordSet pointing("the this that your his her their my");
  static const WordSet worn(
      "bad dodgy torn broken slipped fractured weak sore artificial replaced");
  const bool body = is_body_part(noun) && head > 0 && has_any(slice(piece, 0, head), worn);
  if (pointing.has(piece.front().low) || (!is_ailment(noun) && !body)) return std::nullopt;
  const bool done = piece.size() > 1 && is_determiner(piece[1].low);  // "use a wheelchair"
  if (is_verb(piece.front().low, kBase) && (head == 0 || done)) return std::nullopt;
  static const WordSet counted(
      "allergy intolerance disc disk back knee hip shoulder ankle wrist neck spine heart hernia "
      "meniscus ligament collarbone stoma stent pacemaker cyst bunion stammer stutter phobia "
      "fracture tumour tumor ulcer catheter implant wheelchair walker cane foot hand leg ear eye "
      "bladder");
  const bool article = counted.has(noun) && !is_determiner(piece.front().low);
  // "Diabetes, obesity, heart disease" may be anybody's.
  const bool own = body || counted.has(noun) || is_determiner(piece.front().low) ||
                   has_any(slice(piece, 0, head), worn);
  return SelfSaid{joined({words("I have"), article ? with_article(piece) : lowered(piece)}), own};
}

std::optional<SelfSaid> read_self_said(const Tokens& piece, bool guess) {
  if (auto said = read_age(piece)) return said;
  if (auto said = read_age_in_words(piece)) return said;
  if (auto said = read_field(piece)) return said;
  if (auto said = read_nickname(piece)) return said;
  if (auto said = read_quality(piece)) return said;
  if (auto said = read_own_ailment(piece)) return said;
  if (auto said = read_count(piece, guess)) return said;
  if (auto said = read_role(piece, guess)) return said;
  if (auto said = read_relative_of(piece)) return said;
  if (auto said = read_place(piece)) return said;
  return read_thing(piece);
}

}  // namespace mnestic::extract
