#include "led/news.h"

#include <algorithm>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kOpen =
    "not|never|will|when|before|every|soon|tomorrow|next|hopefully|imagine|supposed to|due|"
    "by the time|someday|one day|dream|dreamt|dreamed|yet|nobody|watched|saw|book|film|show|"
    "filed|filing|appointment|consultation|booked|scared|afraid|worried|as if|like i";

constexpr std::string_view kJest = "jk|just kidding|only joking|april fool|april fools|kidding";

}  // namespace

std::size_t begin_of(const Tokens& tokens, std::string_view phrases) {
  for (std::size_t at = 0; at < phrases.size();) {
    const std::size_t end = std::min(phrases.find('|', at), phrases.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (sequence_at(tokens, i, phrases.substr(at, end - at))) return i;
    }
    at = end + 1;
  }
  return tokens.size();
}

bool is_year(const Token& token) {
  return token.low.size() == 4 && is_digits(token.low) &&
         (token.low.starts_with("19") || token.low.starts_with("20"));
}

bool names_year(const Tokens& segment) {
  return std::any_of(segment.begin(), segment.end(), is_year);
}

bool is_own_news(const Tokens& segment, std::size_t until) {
  if (owner_of(segment) == Owner::other) return false;
  for (std::size_t i = 0; i < until && i < segment.size(); ++i) {
    const Token& token = segment[i];
    static const WordSet others(
        "he she they his her their your you who everyone everybody someone");
    if (is_kin(token.low) || others.has(token.low)) return false;
    static const WordSet plain("final last first official officially");
    if (i == 0 && plain.has(token.low)) continue;
    const bool name = token.capital && token.kind == TokenKind::word && token.low != "i" &&
                      (i > 0 ? !is_time_word(token.low) && verb_form(token.low) == nullptr
                             : verb_form(token.low) == nullptr && !is_adjective(token.low) &&
                                   !is_adverb(token.low) && is_telling(token));
    const bool person = name && i + 1 < segment.size() &&
                        (segment[i + 1].low == "'s" || verb_form(segment[i + 1].low) != nullptr);
    if (person) return false;
  }
  // "the divorce came through for my brother"
  for (std::size_t i = until; i + 1 < segment.size(); ++i) {
    if (is_possessive(segment[i].low) && is_kin(segment[i + 1].low)) return false;
  }
  return true;
}

bool is_open_news(const Said& said, const Tokens& segment) {
  static const WordSet opening("when if once before until unless as");
  if (opening.has(said.tokens.front().low)) return true;
  constexpr std::string_view kLeft =
      "next one|next session|next round|counting down|looking forward|dreaming of|tempted|can not "
      "wait|people think|almost|nearly|pretend|fingers crossed";
  return is_unsettled(segment, kOpen) || speaks(said.tokens, kLeft) || speaks(said.tokens, kJest) ||
         speaks(said.after, kJest);
}

bool is_of_user_now(const Fact& fact) {
  const bool now = fact.parsed.tense == Tense::present || speaks(fact.tokens, "has applied");
  return fact.verb != 0 && !fact.parsed.negated && now &&
         fact.parsed.subject_terms.front() == "user" &&
         !std::any_of(fact.parsed.subject_terms.begin() + 1, fact.parsed.subject_terms.end(),
                      [](const std::string& word) {
                        static const WordSet spouse("husband wife");
                        return is_kin(word) && !spouse.has(word);
                      });
}

}  // namespace mnestic::extract
