// The small tools with which sentences are put into other words.
#include "rules/plain_parts.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lists.h"
#include "rules/items.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

}  // namespace

Tokens words(std::string_view text) {
  Tokens tokens = tokenize(text);
  for (Token& token : tokens) token.space = true;
  return tokens;
}

Tokens slice(const Tokens& tokens, std::size_t from, std::size_t to) {
  if (from >= to || from >= tokens.size()) return {};
  Tokens part(tokens.begin() + static_cast<Offset>(from),
              tokens.begin() + static_cast<Offset>(std::min(to, tokens.size())));
  part.front().space = true;
  return part;
}

Tokens joined(std::initializer_list<Tokens> parts) {
  Tokens all;
  for (const Tokens& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

bool is_at(const Tokens& tokens, std::size_t i, std::string_view low) {
  return i < tokens.size() && tokens[i].low == low;
}

bool word_at(const Tokens& tokens, std::size_t i, const WordSet& set) {
  return i < tokens.size() && set.has(tokens[i].low);
}

std::size_t find(const Tokens& tokens, std::string_view low, std::size_t from) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].low == low) return i;
  }
  return kNone;
}

std::size_t text_end(const Tokens& tokens) {
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark && tokens[end - 1].low != ")") --end;
  return end;
}

bool speaker_at(const Tokens& tokens, std::size_t i) {
  return is_at(tokens, i, "i") || is_at(tokens, i, "we");
}

void lower_start(Tokens& tokens) {
  if (tokens.empty()) return;
  Token& token = tokens.front();
  const bool common = is_determiner(token.low) || is_adverb(token.low) || is_pet(token.low) ||
                      is_kin(token.low) || is_adjective(token.low) ||
                      verb_form(token.low) != nullptr;
  if (!common || token.low == "i") return;
  token.out = token.low;
  token.capital = false;
}

void lower_common(Token& token) {
  if (token.out.size() < 2 || lower(token.out.substr(1)) != token.out.substr(1)) return;
  token.out = token.low;
  token.capital = false;
}

std::vector<Tokens> pieces_of(const Tokens& tokens, std::size_t from, std::size_t end) {
  std::vector<Tokens> pieces;
  std::size_t begin = from;
  for (std::size_t i = from; i <= end; ++i) {
    const bool joint = i < end && (tokens[i].low == "," || tokens[i].low == "and" ||
                                   tokens[i].low == "&" || tokens[i].low == ";");
    if (i < end && !joint) continue;
    if (i > begin) pieces.push_back(slice(tokens, begin, i));
    begin = i + 1;
  }
  return pieces;
}

bool has_verb(const Tokens& tokens, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < tokens.size(); ++i) {
    const bool month = tokens[i].low == "may" && tokens[i].capital && i > 0;
    if (is_auxiliary(tokens[i].low) && !month) return true;
  }
  return false;
}

bool is_verbless(TokenSpan tokens) {
  return std::none_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_auxiliary(token.low) || is_pronoun(token.low);
  });
}

bool is_done_to_speaker(TokenSpan tokens) {
  static const WordSet whom("me my us our");
  constexpr std::size_t kReach = 4;
  for (std::size_t i = 1; i + 1 < tokens.size() && i < kReach; ++i) {
    if (tokens[i].kind == TokenKind::mark || is_preposition(tokens[i].low)) return false;
    const bool verb = is_verb(tokens[i].low, kPast | kBase) || tokens[i].low.ends_with("ed");
    if (verb && whom.has(tokens[i + 1].low)) return true;
  }
  return false;
}

void push_each(const Tokens& lead, const Tokens& tokens, std::size_t from,
               std::vector<Tokens>& out) {
  std::size_t begin = from;
  const std::size_t end = text_end(tokens);
  for (std::size_t i = from; i <= end; ++i) {
    const bool joint = i < end && (tokens[i].low == "," || tokens[i].low == "and" ||
                                   tokens[i].low == "&" || tokens[i].low == ";");
    if (i < end && (!joint || joins_measure(tokens, i))) continue;
    Tokens item = slice(tokens, begin, i);
    begin = i + 1;
    if (item.empty()) continue;
    drop_more(item);
    static const WordSet fillers("oh um er well");
    if (item.size() == 1 && (fillers.has(item.front().low) || is_adverb(item.front().low)))
      continue;  // "crime, mostly, plus the odd Le Guin"
    // "a mandoline I'm scared of": the clause tells more of the thing than belongs here.
    for (std::size_t k = 2; k + 1 < item.size(); ++k) {
      const bool clause =
          speaker_at(item, k) && is_auxiliary(item[k + 1].low) && !has_verb(item, 0, k);
      if (clause) item.resize(k);
    }
    item.front().space = true;
    out.push_back(joined({lead, item}));
  }
}

bool is_collection(const Token& token) {
  static const WordSet set(
      "toolkit kit stack setup line-up lineup rotation wardrobe menu arsenal repertoire roster");
  return set.has(token.low);
}

Tokens one_of_them(Tokens noun) {
  static const WordSet counted(
      "window seat room table desk bed chair pillow shower bath row berth cabin queue floor");
  lower_common(noun[0]);
  const std::string& head = noun.back().low;
  if (is_determiner(noun[0].low) || !counted.has(head)) return noun;
  if (head == "row") return joined({words("the"), noun});
  const bool vowel = std::string_view("aeiou").find(noun[0].low.front()) != std::string_view::npos;
  return joined({words(vowel ? "an" : "a"), noun});
}

}  // namespace mnestic::extract
