#include "rules/remainder.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "grammar/classify.h"
#include "grammar/lexicon.h"
#include "grammar/lists.h"
#include "grammar/rewrite.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kPieceTokensMax = 14;  // longer is a story
constexpr std::size_t kPiecesMax = 8;

using Pieces = std::vector<TokenSpan>;

// Words that say nothing of their own.
bool is_idle(const Token& token) {
  return token.kind == TokenKind::mark || is_determiner(token.low) || is_preposition(token.low) ||
         is_pronoun(token.low) || is_auxiliary(token.low) || is_adverb(token.low) ||
         token.low == "and" || token.low == "or" || token.low == "not" || token.low == "'s";
}

TokenSpan trimmed(TokenSpan piece) {
  static const WordSet leading("and or also plus but so just then though btw like um er well");
  static const WordSet trailing("though tho lol haha btw too really honestly obviously anyway tbh");
  while (!piece.empty() &&
         (piece.front().kind == TokenKind::mark || leading.has(piece.front().low)))
    piece = piece.subspan(1);
  while (!piece.empty() && (piece.back().kind == TokenKind::mark || trailing.has(piece.back().low)))
    piece = piece.first(piece.size() - 1);
  return piece;
}

Pieces pieces_of(TokenSpan sentence) {
  static const WordSet joints(", ; ( ) but plus so");
  Pieces pieces;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= sentence.size(); ++i) {
    const bool joint =
        i < sentence.size() && (joints.has(sentence[i].low) || is_spaced_dash(sentence[i]));
    if (i < sentence.size() && !joint) continue;
    const TokenSpan piece = trimmed(sentence.subspan(begin, i - begin));
    if (!piece.empty()) pieces.push_back(piece);
    begin = i + 1;
  }
  return pieces;
}

// Whether what was told holds most of the piece's own words already.
bool is_told(TokenSpan piece, const std::vector<std::string>& told) {
  std::size_t own = 0;
  std::size_t held = 0;
  for (const Token& token : piece) {
    if (is_idle(token) && token.kind != TokenKind::number) continue;
    ++own;
    const std::string stem = token.low.substr(0, std::max<std::size_t>(3, token.low.size() - 2));
    held += std::any_of(told.begin(), told.end(), [&](const std::string& content) {
      return lower(content).find(stem) != std::string::npos;
    });
  }
  return own == 0 || held * 2 >= own;
}

// Talk, questions, wishes, and clauses that the grammar has seen and left.
bool is_other(TokenSpan piece) {
  static const WordSet talk(
      "you your yours thanks thank cheers hello hi hey bye sorry sure okay ok please lol lmao haha "
      "hmm ugh omg wow yay if unless suppose imagine maybe perhaps whatever someone anyone "
      "everyone "
      "i we he she it they this that these those there what who how why where let error");
  static const WordSet joke("joke kidding metaphor idk dunno");
  if (piece.size() > kPieceTokensMax || has_any(piece, joke)) return true;
  const std::string& first = piece.front().low;
  if (first == "my" || first == "our" || first == "been" || first == "hence") return true;
  // "wish me luck", "give me five names" ask; "stroke in 2019" does not.
  static const WordSet objects("me us it them a an the my some");
  const bool asks = is_verb(first, kBase) && !is_occasion(first) && !is_ailment(first) &&
                    (piece.size() < 2 || objects.has(piece[1].low) || is_preposition(piece[1].low));
  if (asks) return true;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const Token& token = piece[i];
    // "type 1 since I was nine" says how long.
    static const WordSet spans("since when until after before");
    if (i > 0 && spans.has(token.low) && i + 1 < piece.size() && piece[i + 1].low == "i") break;
    // "tinnitus that never shuts up" says what it is like.
    const bool relative = i == 1 && (token.low == "that" || token.low == "which") &&
                          is_ailment(piece[0].low) && i + 2 < piece.size();
    if (relative) break;
    if (talk.has(token.low) || is_auxiliary(token.low)) return true;
    if (token.low == "'s") return i < 1;
    if (token.kind == TokenKind::mark &&
        std::string_view("%+&/'").find(token.low) == std::string_view::npos)
      return true;
  }
  return false;
}

// The last word of the noun phrase that a piece begins with.
std::size_t head_of(TokenSpan piece) {
  std::size_t head = 0;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const Token& token = piece[i];
    if (i > 0 && (is_preposition(token.low) || is_subordinator(token.low) || is_adverb(token.low) ||
                  (is_time_word(token.low) && !token.capital) || token.low == "here" ||
                  token.low == "and" || token.low == "or")) {
      break;
    }
    head = i;
  }
  return head;
}

// "since 2012", "for ten years": how long it has been so.
bool lasts(TokenSpan piece) {
  for (std::size_t i = 1; i + 1 < piece.size(); ++i) {
    if (piece[i].low == "since") return true;
    const bool spell =
        piece[i].low == "for" && (is_number_word(piece[i + 1].low) || is_digits(piece[i + 1].low));
    if (spell && is_time_word(piece.back().low)) return true;
  }
  return false;
}

std::string phrase(TokenSpan piece) {
  Subject user;
  user.text = "User";
  Tokens copy(piece.begin(), piece.end());
  Token& first = copy.front();
  const bool acronym = first.out.size() > 1 && lower(first.out.substr(1)) != first.out.substr(1);
  if (first.capital && !acronym) first.out = first.low;
  return turned(user, copy);
}

std::string with_article(TokenSpan piece, std::size_t head) {
  const std::string& low = piece[head].low;
  std::string text = phrase(piece);
  const bool many = low.ends_with('s') && !low.ends_with("ss") && !low.ends_with("us");
  if (many || is_determiner(piece.front().low)) return text;
  const bool vowel =
      std::string_view("aeiou").find(piece.front().low.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + text;
}

bool is_time_phrase(TokenSpan piece) {
  return std::any_of(piece.begin(), piece.end(), [](const Token& token) {
    return is_time_word(token.low) || (token.kind == TokenKind::number && token.low.size() != 1);
  });
}

std::string user(std::string_view verb, const std::string& text) {
  return statement("User " + std::string(verb), text);
}

// What the speaker is: a quality, a role, where they are from.
std::optional<FragmentReading> read_state(TokenSpan piece, bool own) {
  const std::string& first = piece.front().low;
  const std::size_t head = head_of(piece);
  static const WordSet made("born raised bred based trained educated diagnosed married divorced");
  if (first.starts_with("ex-") && first.size() > 4) {
    return FragmentReading{user("is", phrase(piece)), "fact"};
  }
  if (is_role_word(piece[head].low) && !is_time_phrase(piece.first(head + 1)) && head < 6) {
    static const WordSet pointing("the this that my your good great nice dear every any some");
    const bool alone = piece.size() == 1 && !own;
    const TokenSpan told = piece.back().low == "here" ? piece.first(piece.size() - 1) : piece;
    // "one apprentice": whom one has.
    const bool counted = is_number_word(first) || is_digits(first);
    // "Call doctor" is to be done; "swing bridge operator" is what one is.
    static const WordSet asking(
        "call ring phone email text see ask tell visit book pay contact find meet get hire thank "
        "be become");
    const bool deed =
        is_verb(first, kBase) && (piece.size() < 3 || asking.has(first) ||
                                  is_determiner(piece[1].low) || is_preposition(piece[1].low));
    const bool reported = is_verb(first, kThird) && piece.size() > 1;  // "says my cardiologist"
    if (pointing.has(first) || alone || counted || deed || reported) return std::nullopt;
    return FragmentReading{user("is", with_article(told, head)), "fact"};
  }
  const bool quality = is_like_adjective(first) || made.has(first);
  static const WordSet mood(
      "good great bad terrible decent rubbish afraid scared available due old "
      "older hopeful awful useful beautiful wonderful gorgeous delicious "
      "hilarious ridiculous fabulous obvious serious horrible comfortable");
  if (!quality || mood.has(first)) return std::nullopt;
  // "allergic to nuts" and "bilingual", but no "nervous dog".
  const bool ends = piece.size() == 1 || is_preposition(piece[1].low) || piece[1].low == "and" ||
                    is_like_adjective(piece[head].low);
  if (!ends || (piece.size() == 1 && !own)) return std::nullopt;
  static const WordSet past("born raised bred trained educated diagnosed");
  if (past.has(first)) return FragmentReading{user("was", phrase(piece)), "fact"};
  return FragmentReading{user("is", phrase(piece)), "fact"};
}

// What the speaker has: an ailment, a part of the body and how it is, a person, an animal.
std::optional<FragmentReading> read_having(TokenSpan piece, bool own) {
  const std::string& first = piece.front().low;
  const std::size_t head = head_of(piece);
  if (first == "no" || first == "zero") {
    static const WordSet idioms(
        "idea way problem problems worries thanks rush need one doubt clue pressure offence luck "
        "hurry big more matter wonder issues errors error longer joke point chance excuse contest "
        "exceptions debate");
    const bool told = own && piece.size() > 1 && !is_verb(piece[1].low, kGerund) &&
                      piece.size() < 6 && !idioms.has(piece[1].low);
    if (!told) return std::nullopt;
    return FragmentReading{user("has", phrase(piece)), "fact"};
  }
  if (is_verb(first, kBase | kGerund) && !is_occasion(first) && !is_ailment(first) && head == 0)
    return std::nullopt;
  if (is_preposition(first) || is_done_to_speaker(piece)) return std::nullopt;
  bool ailment = false;
  bool body = false;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (i > 0 && is_preposition(piece[i].low)) break;
    ailment = ailment || is_ailment(piece[i].low);
    body = body || (is_body_part(piece[i].low) && i > 0);
  }
  const bool type =
      first == "type" && piece.size() > 1 && (piece[1].low == "1" || piece[1].low == "2");
  static const WordSet pointing("the this that your his her their");
  if (pointing.has(first)) return std::nullopt;
  if (ailment || type || (body && piece.size() < 6)) {
    return FragmentReading{user("has", phrase(piece)), "fact"};
  }
  if (lasts(piece) && (own || piece.front().capital || piece.size() > 2)) {
    static const WordSet verbal("up at on in off");
    if (verbal.has(first) || is_verb(first, kPast)) return std::nullopt;
    return FragmentReading{user("has had", phrase(piece)), "fact"};
  }
  static const WordSet undergone(
      "transplant bypass chemo radiotherapy surgery amputation mastectomy");
  if (undergone.has(piece[head].low) && !is_verb(first, kPast)) {
    return FragmentReading{user("had", with_article(piece, head)), "fact"};
  }
  const bool close = is_kin(piece[head].low) || is_pet(piece[head].low);
  const bool counted = is_number_word(first) || is_digits(first) || first == "a" || first == "an";
  const bool acts = std::any_of(piece.begin() + 1, piece.end(), [](const Token& token) {
    return is_verb(token.low, kThird) && !token.capital && !is_pet(token.low);
  });
  if (close && counted && !acts) return FragmentReading{user("has", phrase(piece)), "fact"};
  return std::nullopt;
}

// Where the speaker is, what they are on: only beside something else that they tell.
std::optional<FragmentReading> read_place(TokenSpan piece, bool own) {
  // "still in physio", "back on keto"
  static const WordSet lasting("still back currently now");
  if (own && piece.size() > 2 && piece.size() < 7 && lasting.has(piece[0].low) &&
      is_preposition(piece[1].low) && !is_time_phrase(piece)) {
    return FragmentReading{user("is", phrase(piece)), "fact"};
  }
  if (own && piece.size() > 1 && piece[1].capital && !is_time_word(piece[1].low)) {
    if (piece[0].low == "originally") {
      return FragmentReading{"User is originally from " + join(piece.subspan(1)), "fact"};
    }
    if (piece[0].low == "now")
      return FragmentReading{"User is now in " + join(piece.subspan(1)), "fact"};
  }
  static const WordSet places("on in at from under with without off near outside into");
  static const WordSet idle(
      "fact case time total general particular short all the course love top");
  const std::string& first = piece.front().low;
  if (!own || piece.size() < 2 || !places.has(first) || idle.has(piece[1].low)) return std::nullopt;
  if (is_time_phrase(piece) && first != "in" && first != "from") return std::nullopt;
  if (is_time_word(piece[1].low) || is_digits(piece[1].low)) return std::nullopt;
  // "from Saint-Jean to the cathedral steps"
  const bool course = std::any_of(piece.begin() + 1, piece.end(), [](const Token& token) {
    return token.low == "to" || token.low == "till";
  });
  if (first == "from" && course) return std::nullopt;
  const bool place = piece[1].capital || first == "on" || first == "off" || first == "under";
  if (!place || piece.size() > 7) return std::nullopt;
  return FragmentReading{user("is", phrase(piece)), "fact"};
}

// "hypermobile EDS and POTS": two things that the speaker has.
std::vector<FragmentReading> each_of(TokenSpan piece, FragmentReading reading) {
  std::vector<FragmentReading> readings;
  if (!reading.content.starts_with("User has ") || reading.content.starts_with("User has had ")) {
    return {std::move(reading)};
  }
  Tokens predicate = tokenize("has");
  predicate.insert(predicate.end(), piece.begin(), piece.end());
  for (const Tokens& part : part_list(predicate)) {
    if (part.size() < 2) return {std::move(reading)};
    const TokenSpan noun = TokenSpan(part).subspan(1);
    readings.push_back({statement("User has", phrase(noun)), reading.kind});
  }
  return readings;
}

}  // namespace

std::vector<FragmentReading> read_remainder(TokenSpan sentence,
                                            const std::vector<std::string>& told, bool own) {
  std::vector<FragmentReading> readings;
  const Pieces pieces = pieces_of(sentence);
  if (pieces.size() > kPiecesMax) return readings;
  bool goes_on = false;  // the piece before is one of `readings`
  for (const TokenSpan piece : pieces) {
    if (is_other(piece) || is_told(piece, told)) {
      goes_on = false;
      continue;
    }
    const bool known = own || !told.empty() || !readings.empty();
    auto reading = read_having(piece, known);
    if (!reading) reading = read_state(piece, known);
    if (!reading) reading = read_place(piece, known);
    if (reading) {
      for (FragmentReading& each : each_of(piece, *std::move(reading))) {
        readings.push_back(std::move(each));
      }
      goes_on = true;
    } else if (goes_on) {
      readings.back().content += ", " + phrase(piece);
    }
  }
  return readings;
}

}  // namespace mnestic::extract
