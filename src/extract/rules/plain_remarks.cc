// Remarks: what is said beside a sentence and tells nothing: "(don't ask)", "wish me luck", "and
// yes, I'll die on that hill", "I swear I didn't teach him".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {

using Offset = std::ptrdiff_t;

namespace {

// "stamps, coins and, yes, spoons": a word in passing, said of the last thing.
std::size_t remark_close(const Tokens& tokens, std::size_t comma) {
  for (const std::string_view remark : {"yes",
                                        "of course",
                                        "obviously",
                                        "sadly",
                                        "weirdly",
                                        "oddly",
                                        "inevitably",
                                        "naturally",
                                        "somehow",
                                        "God help me",
                                        "believe it or not",
                                        "do not laugh",
                                        "do not judge",
                                        "do not ask",
                                        "embarrassingly",
                                        "alas",
                                        "thankfully",
                                        "strangely enough",
                                        "well",
                                        "yep",
                                        "unfortunately",
                                        "sorry",
                                        "recently",
                                        "lately",
                                        "occasionally",
                                        "apparently"}) {
    const std::size_t end = comma + 1 + words(remark).size();
    if (sequence_at(tokens, comma + 1, lower(remark)) && is_at(tokens, end, ",")) return end;
  }
  return kNone;
}

// ", wish me luck", ", kill me", ", in that order": a cry at the end, and what only counts.
void drop_cry(Tokens& tokens) {
  static constexpr std::array<std::string_view, 24> kCries = {
      "wish me luck",      "kill me",          "kill me now",
      "shoot me",          "pray for me",      "help me",
      "send help",         "fingers crossed",  "god help me",
      "bear with me",      "what a day",       "give me strength",
      "in that order",     "in no order",      "in no particular order",
      "i dropped a digit", "i missed a digit", "my typo",
      "fat fingers",       "fat finger",       "non-negotiable",
      "so there",          "go figure",        "who knew"};
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 1; i < end; ++i) {
    if (tokens[i - 1].low != "," && tokens[i - 1].low != ";" && !is_spaced_dash(tokens[i - 1]))
      continue;
    const std::string tail = lower(join(TokenSpan(tokens).subspan(i, end - i)));
    const std::size_t begin = tail.find_first_not_of(' ');
    if (begin == std::string::npos ||
        std::find(kCries.begin(), kCries.end(), std::string_view(tail).substr(begin)) ==
            kCries.end()) {
      continue;
    }
    // "Blue cheese, kill me now" judges it.
    constexpr std::size_t kVerdictTokensMax = 3;
    if (i <= kVerdictTokensMax + 1 && tail.find("kill") != std::string::npos) return;
    tokens.erase(tokens.begin() + static_cast<Offset>(i) - 1,
                 tokens.begin() + static_cast<Offset>(end));
    return;
  }
}

// ", and yes, I'll die on that hill", ", I swear I didn't teach him": how firmly it is meant.
void drop_stance(Tokens& tokens) {
  static constexpr std::array<std::string_view, 5> kStances = {
      "i will die on", "i swear", "i am not kidding", "mark my words", "i stand by"};
  static const WordSet led("and yes yeah yep , ; but");
  static const WordSet no_stance("by at off like");
  for (std::size_t i = 3; i + 1 < tokens.size(); ++i) {
    const bool stance = std::any_of(kStances.begin(), kStances.end(), [&](std::string_view words) {
      return sequence_at(tokens, i, words);
    });
    if (!stance || (is_at(tokens, i, "i") && word_at(tokens, i + 2, no_stance))) continue;
    std::size_t begin = i;
    while (begin > 0 && (led.has(tokens[begin - 1].low) || is_spaced_dash(tokens[begin - 1])))
      --begin;
    if (begin == i || begin < 2) continue;
    tokens.resize(begin);
    return;
  }
}

// "..., and remember she's allergic", "... so tell her to bring soap": what the assistant is to do
// with it.
void drop_order(Tokens& tokens) {
  static const WordSet orders("tell ask remind let call text email");
  static const WordSet whom("her him them me us");
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    const std::string& before = tokens[i - 1].low;
    const std::size_t next = is_at(tokens, i + 1, "that") ? i + 2 : i + 1;
    const bool clause = is_pronoun(tokens[next].low) || is_possessive(tokens[next].low);
    if (before == "and" && tokens[i].low == "remember" && clause) {
      tokens.erase(tokens.begin() + static_cast<Offset>(i),
                   tokens.begin() + static_cast<Offset>(next));
    } else if (before == "so" && orders.has(tokens[i].low) && whom.has(tokens[i + 1].low)) {
      tokens.resize(tokens[i - 2].low == "," ? i - 2 : i - 1);
      return;
    }
  }
}

}  // namespace

Tokens without_remarks(Tokens tokens) {
  drop_cry(tokens);
  drop_stance(tokens);
  // "it's growing on me tbh but ..."
  static const WordSet chatter("tbh lol ngl imo imho haha tbf");
  std::erase_if(tokens, [](const Token& token) { return chatter.has(token.low); });
  drop_order(tokens);
  // "and yes I've got the accent"
  static const WordSet answers("yes yeah yep no nope okay");
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i - 1].low != "and" || !answers.has(tokens[i].low)) continue;
    const std::size_t next = is_at(tokens, i + 1, ",") ? i + 2 : i + 1;
    if (!speaker_at(tokens, next) && !is_at(tokens, next, "my")) continue;
    tokens.erase(tokens.begin() + static_cast<Offset>(i),
                 tokens.begin() + static_cast<Offset>(next));
  }
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "," || tokens[i - 1].low != "and") continue;
    const std::size_t close = remark_close(tokens, i);
    if (close == kNone) continue;
    tokens.erase(tokens.begin() + static_cast<Offset>(i),
                 tokens.begin() + static_cast<Offset>(close) + 1);
  }
  static const WordSet opening("do long sorry lol haha obviously again yep duh sadly");
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "(" || !word_at(tokens, i + 1, opening)) continue;
    const std::size_t close = find(tokens, ")", i);
    if (close == kNone || close > i + 6) continue;
    if (is_at(tokens, i + 1, "do") && !is_at(tokens, i + 2, "not")) continue;
    tokens.erase(tokens.begin() + static_cast<Offset>(i),
                 tokens.begin() + static_cast<Offset>(close) + 1);
  }
  return tokens;
}

}  // namespace mnestic::extract
