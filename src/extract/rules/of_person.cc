#include "rules/of_person.h"

#include <algorithm>
#include <optional>
#include <string>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/introduction.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kOwner = "User's ";

// The form of a speaker's verb that agrees with somebody else.
std::string form_for(const std::string& low, bool plural) {
  if (low == "am") return plural ? "are" : "is";
  if (low == "have") return plural ? "have" : "has";
  if (plural || !is_verb(low, kBase)) return low;
  return third_person(low);
}

struct Somebody {
  Tokens name;  // "my flatmate Aoife"
  bool plural = false;
};

Tokens said_of(const Somebody& person, const Tokens& predicate) {
  return joined({person.name, predicate});
}

// "loves opera", "doesn't drive": a verb that agrees with the person.
bool opens_with_verb(const Somebody& person, const Tokens& piece) {
  static const WordSet personal(
      "love like hate live work eat drink drive speak study teach play go come run swim sing paint "
      "collect adore need want have do wear take suffer snore bark sleep read cook bake dance "
      "write "
      "earn own use prefer enjoy know smoke vape walk cycle commute volunteer get keep look make");
  if (piece.size() < 2) return false;
  const std::size_t verb = skip_adverbs(piece, 0);
  if (verb + 1 >= piece.size() || piece[verb].kind != TokenKind::word) return false;
  const std::string& low = piece[verb].low;
  static const WordSet auxiliary("does has is can will cannot");
  static const WordSet many("do have are can will");
  if ((person.plural ? many : auxiliary).has(low)) {
    return !is_pronoun(piece[verb + 1].low) && !is_determiner(piece[verb + 1].low);
  }
  if (person.plural || low.ends_with("ss")) return false;
  return is_verb(low, kThird) && personal.has(lemma_of(low));
}

// "not a word of English between them"
std::optional<Tokens> read_tongue(const Somebody& person, const Tokens& piece) {
  if (!is_at(piece, 0, "not") || !is_at(piece, 1, "a") || !is_at(piece, 2, "word") ||
      !is_at(piece, 3, "of") || piece.size() < 5) {
    return std::nullopt;
  }
  return said_of(person, joined({words(person.plural ? "do not speak" : "does not speak"),
                                 slice(piece, 1, 5)}));
}

std::optional<Tokens> read_piece(const Somebody& person, Tokens piece, bool& sure) {
  static const WordSet all("both all each");
  sure = false;
  const bool each = piece.size() > 1 && all.has(piece.front().low);
  if (each) piece.erase(piece.begin());
  if (each && !person.plural) return std::nullopt;
  if (auto tongue = read_tongue(person, piece)) {
    sure = true;
    return tongue;
  }
  if (opens_with_verb(person, piece)) {
    sure = true;
    piece.front().out = piece.front().low;
    piece.front().capital = false;
    return said_of(person, piece);
  }
  static const WordSet partly("neither none some half most");
  if (partly.has(piece.front().low)) return std::nullopt;
  // "deaf as a post"
  const bool likened = piece.size() > 3 && is_at(piece, 1, "as") && is_at(piece, 2, "a");
  if (likened) {
    sure = is_adjective(piece.front().low);
    piece.front().out = piece.front().low;
    return said_of(person, joined({words(person.plural ? "are" : "is"), piece}));
  }
  // "both smokers", "both absolute dotes"
  const bool many = piece.back().low.ends_with('s') && piece.size() < 4;
  if (each && person.plural && many && !is_verb(piece.front().low, kThird | kBase | kPast)) {
    sure = true;
    return said_of(person, joined({words("are"), piece}));
  }
  const auto said = read_self_said(piece, true);
  if (!said || !is_at(said->sentence, 0, "i") || said->sentence.size() < 3) return std::nullopt;
  Tokens predicate = slice(said->sentence, 1, said->sentence.size());
  predicate.front().out = predicate.front().low = form_for(predicate.front().low, person.plural);
  const bool counts = predicate.front().low == "has" || predicate.front().low == "have";
  const bool own = std::any_of(predicate.begin(), predicate.end(), [](const Token& token) {
    return token.low == "my" || token.low == "our";
  });
  if (own) return std::nullopt;
  static const WordSet placed("from based living originally");
  sure = (said->sure || placed.has(piece.front().low)) &&
         (!counts || !is_number_word(piece.front().low));
  return said_of(person, predicate);
}

}  // namespace

bool is_person_of_user(std::string_view subject) {
  if (!subject.starts_with(kOwner)) return false;
  const Tokens noun = tokenize(subject.substr(kOwner.size()));
  constexpr std::size_t kNounTokensMax = 4;
  if (noun.empty() || noun.size() > kNounTokensMax) return false;
  return std::any_of(noun.begin(), noun.end(),
                     [](const Token& token) {
                       return is_kin(token.low) || is_pet(token.low) || token.low == "au";
                     }) &&
         std::none_of(noun.begin(), noun.end(), [](const Token& token) {
           return token.low == "'s" || token.low == "of" || token.low == "and";
         });
}

std::vector<Tokens> read_more_of(std::string_view subject, bool plural, const Tokens& sentence) {
  if (mentions_speaker(sentence) || find(sentence, "you") != kNone) return {};
  Somebody person;
  person.name = joined({words("my"), words(subject.substr(kOwner.size()))});
  person.plural = plural;
  std::vector<Tokens> sentences;
  bool first = true;
  for (const Tokens& piece : self_pieces(sentence, 0)) {
    bool sure = false;
    auto said = read_piece(person, piece, sure);
    if (first && (!said || !sure)) return {};
    first = false;
    if (said) {
      sentences.push_back(*std::move(said));
      continue;
    }
    // What cannot be read is left; a clause of its own is not.
    const bool clause = std::any_of(piece.begin(), piece.end(),
                                    [](const Token& token) { return is_auxiliary(token.low); });
    if (clause) sentences.push_back(piece);
  }
  return sentences;
}

}  // namespace mnestic::extract
