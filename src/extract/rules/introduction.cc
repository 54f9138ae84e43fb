#include "rules/introduction.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kPiecesMax = 10;
constexpr std::size_t kPieceTokensMax = 10;

using Said = SelfSaid;

bool any_low(const Tokens& tokens, const WordSet& set) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return set.has(token.low); });
}

bool is_count(const Token& token) {
  return is_number_word(token.low) || token.low == "zero" || token.low == "no" ||
         token.low == "a" || token.low == "an" ||
         (token.kind == TokenKind::number && token.low.size() < 3);
}

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

bool is_role(std::string_view low) { return is_profession(low) || is_role_word(low); }

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
  const bool denied = piece.front().low == "no" || piece.front().low == "zero";
  static const WordSet idle(
      "idea way problem problems worries thanks rush need doubt clue pressure offence luck hurry "
      "big more matter wonder issues errors error joke point chance excuse years year months weeks "
      "days day hours minutes times bit lot few little while time thing things");
  if (head == 0 || any_low(slice(piece, 1, head + 1), idle) || is_time_word(noun) ||
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
  return Said{joined({words("I have"), lowered(piece)}), is_kin(noun) || is_pet(noun)};
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

// "two slipped discs", "nut allergy", "bad back".
std::optional<Said> read_ailment(const Tokens& piece) {
  const std::size_t head = head_of(piece);
  const std::string& noun = piece[head].low;
  const bool type = piece.size() == 2 && is_at(piece, 0, "type") &&
                    (is_at(piece, 1, "1") || is_at(piece, 1, "2"));
  if (type) return Said{joined({words("I have"), lowered(piece), words("diabetes")}), true};
  static const WordSet pointing("the this that your his her their my");
  static const WordSet worn(
      "bad dodgy torn broken slipped fractured weak sore artificial replaced");
  const bool body = is_body_part(noun) && head > 0 && any_low(slice(piece, 0, head), worn);
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
                   any_low(slice(piece, 0, head), worn);
  return Said{joined({words("I have"), article ? with_article(piece) : lowered(piece)}), own};
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

std::optional<SelfSaid> read_self_said(const Tokens& piece, bool guess) {
  if (auto said = read_age(piece)) return said;
  if (auto said = read_age_in_words(piece)) return said;
  if (auto said = read_field(piece)) return said;
  if (auto said = read_nickname(piece)) return said;
  if (auto said = read_quality(piece)) return said;
  if (auto said = read_ailment(piece)) return said;
  if (auto said = read_count(piece, guess)) return said;
  if (auto said = read_role(piece, guess)) return said;
  if (auto said = read_relative_of(piece)) return said;
  if (auto said = read_place(piece)) return said;
  return read_thing(piece);
}

namespace {

// "three grown-up kids and a greyhound": both, when each can be read.
std::vector<Said> read_pieces(const Tokens& piece, bool guess) {
  const std::size_t with = find(piece, "and");
  if (with != kNone && with > 0 && with + 1 < piece.size()) {
    auto one = read_self_said(slice(piece, 0, with), guess);
    auto other = read_self_said(slice(piece, with + 1, piece.size()), guess);
    if (one && other && one->sure && other->sure) return {*std::move(one), *std::move(other)};
  }
  if (auto said = read_self_said(piece, guess)) return {*std::move(said)};
  return {};
}

// Whether a clause with its own subject and verb is in the piece.
bool is_clause(Tokens piece) {
  const std::size_t n = piece.size();
  if (n > 3 && is_at(piece, n - 1, "me") && is_at(piece, n - 2, "for")) piece.resize(n - 2);
  static const WordSet pronouns(
      "i we he she it they you this that there who which what let me us please");
  static const WordSet turning("but though although while whereas because since yet");
  if (turning.has(piece.front().low)) return true;
  for (const Token& token : piece) {
    if (is_auxiliary(token.low) || pronouns.has(token.low)) return true;
  }
  const bool own = is_at(piece, 0, "my") || is_at(piece, 0, "our");
  return own && std::any_of(piece.begin() + 1, piece.end(), [](const Token& token) {
           return is_verb(token.low, kThird | kPast) && !token.capital;
         });
}

// What says more of the piece before and stands not alone: "mostly backend", "left knee", "L4 and
// L5".
bool says_more(const Tokens& piece) {
  constexpr std::size_t kMoreTokensMax = 5;
  static const WordSet talk("thanks please cheers sorry ok okay yes no not lol haha hi hello bye");
  const bool clock = std::any_of(piece.begin(), piece.end(), [](const Token& token) {
    return token.kind == TokenKind::number &&
           (token.low.ends_with("am") || token.low.ends_with("pm") ||
            token.low.find(':') != std::string::npos);
  });
  if (clock) return false;
  const bool side = piece.size() > 1 && is_body_part(piece[1].low);  // "left knee"
  if (side) return piece.size() <= kMoreTokensMax;
  return piece.size() <= kMoreTokensMax && !any_low(piece, talk) &&
         !is_verb(piece.front().low, kBase | kPast | kThird) &&
         std::none_of(piece.begin(), piece.end(),
                      [](const Token& token) { return is_time_word(token.low); });
}

}  // namespace

std::vector<Tokens> self_pieces(const Tokens& sentence, std::size_t from) {
  std::vector<Tokens> pieces;
  int depth = 0;
  std::size_t begin = from;
  const std::size_t end = text_end(sentence);
  for (std::size_t i = from; i <= end; ++i) {
    if (i < end) {
      depth += sentence[i].low == "(" ? 1 : sentence[i].low == ")" ? -1 : 0;
      if (depth > 0 || (sentence[i].low != "," && sentence[i].low != ";")) continue;
    }
    Tokens piece = slice(sentence, begin, i);
    begin = i + 1;
    while (piece.size() > 1 && (piece.front().low == "and" || piece.front().low == "plus"))
      piece.erase(piece.begin());
    if (!piece.empty()) {
      piece.front().space = true;
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

namespace {

// "I am Priya", "my name is Tomasz": the words before the name or the first thing; 0 without them.
std::size_t behind_naming(const Tokens& sentence) {
  if (is_at(sentence, 0, "i") && is_at(sentence, 1, "am")) return 2;
  const std::size_t name = is_at(sentence, 0, "my") ? 1 : 0;
  return is_at(sentence, name, "name") && is_at(sentence, name + 1, "is") ? name + 2 : 0;
}

bool is_name(const Tokens& piece) {
  constexpr std::size_t kNameTokensMax = 3;
  std::size_t end = piece.size();
  if (const std::size_t open = find(piece, "("); open != kNone) end = open;
  if (end == 0 || end > kNameTokensMax) return false;
  return std::all_of(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) {
                       return token.capital && token.kind == TokenKind::word &&
                              !is_adjective(token.low) && !is_time_word(token.low);
                     });
}

class Reader {
 public:
  explicit Reader(bool going_on) : going_on_(going_on), sure_(going_on ? 1 : 0) {}

  std::vector<Tokens> run(const Tokens& sentence) {
    const std::size_t named = behind_naming(sentence);
    std::vector<Tokens> pieces = self_pieces(sentence, named);
    // "Two adults, one child, window seats" is booked.
    static const WordSet booked(
        "adults seats seat tickets ticket rooms room nights guests episodes");
    if (pieces.empty() || pieces.size() > kPiecesMax || any_low(sentence, booked) ||
        find(sentence, "please") != kNone) {
      return {};
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (i > 0 && is_clause(pieces[i])) {
        rest_ = rest_from(sentence, pieces[i]);
        break;
      }
      if (!take(pieces[i], i == 0 ? slice(sentence, 0, named) : Tokens(), i)) return {};
    }
    // "In Leeds, ..." alone opens many a sentence.
    static const WordSet leading("in on at from off under");
    if (going_on_ && read_ == 1 && leading.has(pieces[0].front().low)) return {};
    const bool enough = here_ || (going_on_ ? read_ > 0 && glued_ == 0 : read_ > 1) ||
                        (ailing_ && (!rest_.empty() || (glued_ > 0 && glued_ == bodily_)));
    // "Waiter, two coffees" calls somebody.
    const bool calls = read_ < 3 && pieces.size() > 1 && pieces[0].size() == 1 && named == 0 &&
                       sure_ < 2 && is_role(pieces[0].front().low) && is_count(pieces[1].front());
    if (!enough || sure_ == 0 || glued_ > read_ || (calls && !going_on_)) return {};
    if (!rest_.empty()) sentences_.push_back(std::move(rest_));
    return std::move(sentences_);
  }

 private:
  static Tokens rest_from(const Tokens& sentence, const Tokens& piece) {
    static const WordSet turning("but though although while whereas");
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      if (sentence[i].begin != piece.front().begin) continue;
      return slice(sentence, turning.has(sentence[i].low) ? i + 1 : i, sentence.size());
    }
    return {};
  }

  bool take(Tokens piece, const Tokens& lead, std::size_t at) {
    if (is_clause(piece) || piece.size() > kPieceTokensMax) return false;
    static const WordSet hence("hence so thus therefore");
    if (at > 0 && hence.has(piece.front().low)) {
      piece.erase(piece.begin());
      if (!is_at(piece, piece.size() - 1, "me")) return true;  // told in passing
    }
    const bool here = at == 0 && piece.size() > 1 && piece.back().low == "here";
    if (here) piece.pop_back();
    if (!lead.empty() && is_name(piece)) {
      sentences_.push_back(joined({lead, piece}));
      introduced_ = true;
      ++read_;
      ++sure_;
      return true;
    }
    // "My name is 52" is none.
    if (!lead.empty() && lead.front().low != "i") return false;
    const std::vector<Said> said =
        read_pieces(piece, here || going_on_ || introduced_ || find(piece, "turned") != kNone);
    if (said.empty() && at > 0 && piece.size() == 1 && piece.front().capital && sure_ > 0 &&
        verb_form(piece.front().low) == nullptr && piece.front().out.size() > 3 &&
        !is_time_word(piece.front().low)) {
      sentences_.push_back(joined({words("I am based in"), piece}));
      ++read_;
      return true;
    }
    if (said.empty()) return glue(piece, at);
    for (const Said& each : said) {
      sentences_.push_back(each.sentence);
      ++read_;
      sure_ += each.sure ? 1 : 0;
    }
    here_ = here_ || (here && said.front().sure);
    const auto ailment = at == 0 ? read_ailment(piece) : std::nullopt;
    ailing_ = ailing_ || (ailment && ailment->sure);
    return true;
  }

  bool glue(const Tokens& piece, std::size_t at) {
    static const WordSet spans("years months");
    if (at > 0 && is_number_word(piece.front().low) && word_at(piece, 1, spans)) return true;
    if (at == 0 || sentences_.empty() || !says_more(piece)) return false;
    if (piece.size() == 2 && is_body_part(piece[1].low)) {  // "torn meniscus, left knee"
      sentences_.back() = joined({sentences_.back(), words("in my"), lowered(piece)});
      ++glued_;
      ++bodily_;
      return true;
    }
    std::vector<Token>& last = sentences_.back();
    Tokens more = joined({last.back().low == ")" ? words(",") : words("("), piece, words(")")});
    if (last.back().low == ")") last.pop_back();
    // Blanks as in "two discs (L4 and L5, lower back)".
    more.front().space = more.front().low == "(";
    if (more.front().low == "(") more[1].space = false;
    more.back().space = false;
    last = joined({last, more});
    ++glued_;
    const bool code = std::any_of(piece.begin(), piece.end(), [](const Token& token) {
      return is_body_part(token.low) || (token.capital && token.low.size() < 4);
    });
    bodily_ += code ? 1 : 0;
    return true;
  }

  bool going_on_ = false;
  int sure_ = 0;
  int read_ = 0;
  int glued_ = 0;
  int bodily_ = 0;
  bool here_ = false;
  bool ailing_ = false;
  bool introduced_ = false;
  std::vector<Tokens> sentences_;
  Tokens rest_;
};

}  // namespace

std::vector<Tokens> read_introduction(const Tokens& sentence, bool going_on) {
  return Reader(going_on).run(sentence);
}

}  // namespace mnestic::extract
