// Feedback: what somebody thinks of how the assistant did it, and wishes that name only a manner:
// "your answers are too long", "I liked how you explained that", "temperatures in celsius".
#include <algorithm>
#include <string>

#include "grammar/instruction_parts.h"
#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {

bool sequence_at(TokenSpan tokens, std::size_t at, std::string_view words, std::size_t& end) {
  std::size_t i = at;
  std::size_t from = 0;
  while (from < words.size()) {
    const std::size_t stop = std::min(words.find(' ', from), words.size());
    if (i >= tokens.size() || tokens[i].low != words.substr(from, stop - from)) return false;
    ++i;
    from = stop + 1;
  }
  end = i;
  return true;
}

std::string wish_words(TokenSpan tokens) {
  Subject user;
  user.text = "User";
  // "keep your answers short": said of the assistant, "its" reads better than its name twice.
  Tokens copy(tokens.begin(), tokens.end());
  for (Token& token : copy) {
    if (token.low == "your") token.out = token.low = "its";
    if (token.low == "yourself") token.out = token.low = "itself";
  }
  if (!copy.empty() && copy.front().capital && copy.front().low != "i" &&
      is_verb(copy.front().low, kBase)) {
    copy.front().out = copy.front().low;
  }
  while (!copy.empty() && (copy.back().low == "please" || copy.back().low == "," ||
                           copy.back().low == "seriously" || copy.back().low == "thanks")) {
    copy.pop_back();
  }
  return turned(user, copy);
}

bool standing_verb(std::string_view low) {
  static const WordSet set(
      "be keep use answer reply respond speak talk stop quit drop ditch lose avoid skip default "
      "lead "
      "open finish "
      "assume prefer include format treat explain show cite list spell swear "
      "quote start end address refer stick round");
  return set.has(low);
}

namespace {

// "I liked how you explained that with an example": what the speaker thinks of how it is done.
std::optional<Instruction> read_praise(TokenSpan tokens) {
  static const WordSet tastes("like love hate prefer appreciate enjoy dislike");
  if (tokens.size() < 6 || tokens[0].low != "i") return std::nullopt;
  std::size_t at = 1;
  const bool denied = tokens[at].low == "did" || tokens[at].low == "do";
  if (denied && tokens[at + 1].low == "not") at += 2;
  while (at < tokens.size() && is_adverb(tokens[at].low)) ++at;
  if (at + 3 >= tokens.size() || !tastes.has(lemma_of(tokens[at].low))) return std::nullopt;
  const bool how = tokens[at + 1].low == "how" && tokens[at + 2].low == "you";
  const bool when =
      tokens[at + 1].low == "it" && tokens[at + 2].low == "when" && tokens[at + 3].low == "you";
  if (!how && !when) return std::nullopt;
  std::size_t end = at;
  while (end < tokens.size() && tokens[end].low != "," && tokens[end].low != ";") ++end;
  Subject user;
  user.text = "User";
  return Instruction{statement("User", third_person_predicate(user, tokens.subspan(1, end - 1))),
                     "feedback"};
}

// "Temperatures in celsius, distances in miles", "give it to me straight".
std::optional<Instruction> read_manner(TokenSpan tokens) {
  static const WordSet units(
      "celsius fahrenheit miles kilometres kilometers metric imperial kilos kg pounds stone litres "
      "euros dollars sterling centimetres inches");
  static const WordSet measured(
      "temperatures temps distances weights heights lengths prices amounts volumes measurements "
      "speeds units recipes");
  std::size_t end = 0;
  if (sequence_at(tokens, 0, "give it to me straight", end) ||
      sequence_at(tokens, 0, "tell it to me straight", end) ||
      sequence_at(tokens, 0, "give it me straight", end) ||
      sequence_at(tokens, 0, "say it straight", end)) {
    return Instruction{"User wants the assistant to give it to them straight", "instruction"};
  }
  // "code samples in Rust unless I say otherwise"
  for (std::size_t i = 2; i + 2 < tokens.size() && i < 9; ++i) {
    const bool asked = sequence_at(tokens, i, "unless i say", end) ||
                       sequence_at(tokens, i, "unless i ask", end) ||
                       sequence_at(tokens, i, "unless told", end);
    const bool parted =
        std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                    [](const Token& token) { return token.kind == TokenKind::mark; });
    if (!asked || parted || is_preposition(tokens[0].low) || is_pronoun(tokens[0].low) ||
        is_auxiliary(tokens[0].low) || mentions_speaker(tokens.first(i))) {
      continue;
    }
    // "keep it under 100 words unless I ask for more"
    if (standing_verb(tokens[0].low)) {
      return Instruction{statement("User wants the assistant to", wish_words(tokens)),
                         "instruction"};
    }
    if (is_verb(tokens[0].low, kBase) && !tokens[1].low.ends_with('s')) continue;
    return Instruction{statement("User wants", wish_words(tokens.first(i))), "instruction"};
  }
  if (!measured.has(tokens[0].low) || tokens.size() < 3) return std::nullopt;
  std::string wish;
  for (std::size_t i = 0; i + 2 < tokens.size(); i += 4) {
    const bool pair =
        measured.has(tokens[i].low) && tokens[i + 1].low == "in" && units.has(tokens[i + 2].low);
    if (!pair) break;
    wish += (wish.empty() ? "" : ", ") + tokens[i].low + " in " + tokens[i + 2].low;
  }
  if (wish.empty()) return std::nullopt;
  return Instruction{"User wants " + wish, "instruction"};
}

// "no more bullet points, ever"
std::optional<Instruction> read_no_more(TokenSpan tokens) {
  if (tokens.size() < 3 || tokens[0].low != "no" || tokens[1].low != "more") return std::nullopt;
  // "no more than three options at a time"
  static const WordSet answered(
      "options option bullets questions question steps suggestions paragraphs paragraph sentences "
      "sentence lines ideas examples choices words points recommendations");
  if (tokens.size() > 4 && tokens[2].low == "than" && answered.has(tokens[4].low)) {
    return Instruction{"User wants no " + wish_words(tokens.subspan(1)), "instruction"};
  }
  static const WordSet closing("please from ever with in thanks");
  std::size_t end = 2;
  while (end < tokens.size() && tokens[end].kind == TokenKind::word &&
         !closing.has(tokens[end].low)) {
    ++end;
  }
  static const WordSet manners(
      "emoji emojis bullet bullets points jargon apologies examples lists disclaimers exclamation "
      "headings slang swearing sarcasm waffle fluff padding preamble pleasantries analogies");
  const TokenSpan things = tokens.subspan(2, end - 2);
  if (things.empty() || things.size() > 3 || !has_any(things, manners)) return std::nullopt;
  return Instruction{"User wants the assistant to use no more " + wish_words(things),
                     "instruction"};
}

}  // namespace

std::optional<Instruction> read_feedback(TokenSpan tokens) {
  static const WordSet nouns(
      "answer answers reply replies response responses explanation "
      "explanations tone summaries summary suggestions messages");
  if (auto praise = read_praise(tokens)) return praise;
  if (auto refusal = read_no_more(tokens)) return refusal;
  if (auto manner = read_manner(tokens)) return manner;
  std::size_t at = 0;
  static const WordSet openers("your that this");
  if (tokens.size() < 4 || !openers.has(tokens[at].low)) return std::nullopt;
  ++at;
  if (tokens[at].low == "last") ++at;
  if (!nouns.has(tokens[at].low) || !is_be(tokens[at + 1].low)) return std::nullopt;
  static const WordSet critical("too not wrong confusing long short vague verbose boring cold");
  if (!has_any(tokens.subspan(at + 2), critical)) return std::nullopt;
  Subject other;
  other.person = Person::other;
  std::string said = turned(other, tokens);
  said[0] = lower(said.substr(0, 1))[0];
  return Instruction{statement("User finds that", said), "feedback"};
}

}  // namespace mnestic::extract
