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
namespace {

constexpr std::size_t kPiecesMax = 10;
constexpr std::size_t kPieceTokensMax = 10;

using Said = SelfSaid;

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
  return piece.size() <= kMoreTokensMax && !has_any(piece, talk) &&
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

// Behind what one is: "carry two EpiPens", "doing my driving theory".
std::vector<Said> read_doing(const Tokens& piece) {
  static const WordSet lasting("carry use wear take own keep run drive play speak row swim cycle");
  static const WordSet passing(
      "having looking thinking wondering hoping going being feeling trying including starting "
      "leaving arriving getting asking sitting standing waiting");
  if (piece.size() < 2 || is_time_word(piece[1].low)) return {};
  const std::string& first = piece.front().low;
  if (lasting.has(first) && !is_pronoun(piece[1].low)) {
    return {Said{joined({words("I"), lowered(piece)}), false}};
  }
  const bool doing = is_verb(first, kGerund) && !passing.has(first) && piece.size() > 2 &&
                     (is_determiner(piece[1].low) || is_preposition(piece[1].low));
  if (!doing) return {};
  return {Said{joined({words("I am"), lowered(piece)}), false}};
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
    if (pieces.empty() || pieces.size() > kPiecesMax || has_any(sentence, booked) ||
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
    // "Type 2, diet-controlled"
    const bool typed = read_ > 0 && is_at(pieces[0], 0, "type") && pieces.size() > 1;
    const bool enough = here_ || typed || (going_on_ ? read_ > 0 && glued_ == 0 : read_ > 1) ||
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
    std::vector<Said> said =
        read_pieces(piece, here || going_on_ || introduced_ || find(piece, "turned") != kNone);
    if (said.empty() && at > 0 && sure_ > 0) said = read_doing(piece);
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
    const auto ailment = at == 0 ? read_own_ailment(piece) : std::nullopt;
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

// "for the hotel form: nationality Kenyan, vegetarian": where the fields begin; 0 without a form.
std::size_t behind_form(const Tokens& sentence) {
  static const WordSet forms(
      "form forms record records file booking application profile paperwork registration "
      "questionnaire visa insurance register intake");
  constexpr std::size_t kLeadTokensMax = 7;
  const std::size_t colon = find(sentence, ":");
  if (!is_at(sentence, 0, "for") || colon == kNone || colon > kLeadTokensMax) return 0;
  return has_any(TokenSpan(sentence).first(colon), forms) ? colon + 1 : 0;
}

// What of the fields is understood; the others say nothing of the speaker, or what must not be
// kept.
std::vector<Tokens> read_form(const Tokens& sentence, std::size_t from) {
  std::vector<Tokens> sentences;
  const std::vector<Tokens> pieces = self_pieces(sentence, from);
  if (pieces.size() < 2 || pieces.size() > kPiecesMax) return sentences;
  for (const Tokens& piece : pieces) {
    if (is_clause(piece)) continue;
    if (auto said = read_self_said(piece, false)) sentences.push_back(said->sentence);
  }
  return sentences;
}

}  // namespace

std::vector<Tokens> read_introduction(const Tokens& sentence, bool going_on) {
  if (const std::size_t form = behind_form(sentence); form != 0) return read_form(sentence, form);
  return Reader(going_on).run(sentence);
}

}  // namespace mnestic::extract
