// Wishes about the assistant that leave out their verb: "when you give me code, no comments in it
// and type hints always", "don't call me sir or madam, just Robin".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/naming.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// "no comments in it", "type hints always", "euros only", "just the fix": what is wanted, by a
// word that says how far.
struct Wished {
  Tokens thing;
  Tokens how;  // "no", "only", "always"; empty for "please"
};

std::optional<Wished> read_wished(Tokens piece) {
  static const WordSet ahead("no only just always");
  static const WordSet behind("only always please");
  if (is_at(piece, 0, "and")) piece.erase(piece.begin());
  if (is_at(piece, 0, "please")) piece.erase(piece.begin());
  Wished wished;
  if (word_at(piece, 0, ahead)) {
    wished.how = slice(piece, 0, 1);
    piece.erase(piece.begin());
  }
  while (!piece.empty() && behind.has(piece.back().low)) {
    if (wished.how.empty() && piece.back().low != "please")
      wished.how = words(piece.back().low);
    else if (wished.how.empty())
      wished.how = words("please");
    piece.pop_back();
  }
  constexpr std::size_t kThingTokensMax = 6;
  if (piece.empty() || piece.size() > kThingTokensMax || wished.how.empty() ||
      has_verb(piece, 0, piece.size()) || is_verb(piece[0].low, kPast) ||
      is_preposition(piece[0].low) || is_adverb(piece[0].low)) {
    return std::nullopt;
  }
  static const WordSet inner("it them that");
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (piece[i].kind == TokenKind::mark || (is_pronoun(piece[i].low) && !inner.has(piece[i].low)))
      return std::nullopt;
  }
  static const WordSet idle("problem worries idea way doubt chance matter clue need rush hurry");
  if (idle.has(piece.back().low) || is_pronoun(piece[0].low)) return std::nullopt;
  // "just tell me": a verb of its own, which the grammar reads.
  static const WordSet verbs(
      "use give show write keep include answer add make put say tell explain do be skip avoid");
  const bool deed =
      word_at(piece, 0, verbs) || (is_verb(piece[0].low, kBase) && piece.size() > 1 &&
                                   (is_determiner(piece[1].low) || is_pronoun(piece[1].low)));
  if (deed) return std::nullopt;
  wished.thing = slice(piece, 0, piece.size());
  return wished;
}

}  // namespace

// "When you give me code, no comments in it and type hints always": each is a wish of its own.
bool read_when_wishes(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet times("when whenever if");
  static const WordSet asking("ask paste send share post show quote request give");
  const std::size_t comma = find(tokens, ",");
  if (!word_at(tokens, 0, times) || comma == kNone || comma < 3 || comma + 1 >= text_end(tokens))
    return false;
  const bool you = is_at(tokens, 1, "you");
  if (!you && !speaker_at(tokens, 1)) return false;
  const std::size_t verb = skip_adverbs(tokens, 2);
  if (verb >= comma || is_auxiliary(tokens[verb].low) != is_be(tokens[verb].low)) return false;
  const bool told = you || word_at(tokens, verb, asking);
  std::vector<Wished> found;
  for (const Tokens& piece : pieces_of(tokens, comma + 1, text_end(tokens))) {
    auto wished = read_wished(piece);
    if (!wished) return false;
    found.push_back(*std::move(wished));
  }
  Tokens when = slice(tokens, 0, comma);
  when[0].out = when[0].low;
  for (const Wished& wished : found) {
    const bool none = is_at(wished.how, 0, "no");
    const bool only = is_at(wished.how, 0, "only") || is_at(wished.how, 0, "just");
    if (told) {
      const Tokens order = none ? words("do not use") : only ? words("give only") : words("use");
      out.push_back(joined({slice(tokens, 0, comma + 1),
                            is_at(wished.how, 0, "always") ? words("always") : Tokens(), order,
                            wished.thing}));
      continue;
    }
    const Tokens lead = is_at(wished.how, 0, "always") ? words("I always want") : words("I want");
    const Tokens how = none || only ? words(none ? "no" : "only") : Tokens();
    out.push_back(joined({lead, how, wished.thing, when}));
  }
  return !out.empty();
}

// "Don't call me sir or madam, just Robin": what one is not called, and what one is.
bool read_naming_choice(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t at = is_at(tokens, 0, "please") ? 1 : 0;
  if (!sequence_at(tokens, at, "do not call me")) return false;
  for (std::size_t i = at + 5; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "," && tokens[i].low != ";" && !is_spaced_dash(tokens[i])) continue;
    auto name = more_naming(slice(tokens, i + 1, tokens.size()));
    if (!name) return false;
    out.push_back(slice(tokens, at, i));
    out.push_back(*std::move(name));
    return true;
  }
  return false;
}

std::optional<Tokens> more_naming(const Tokens& tokens) {
  static const WordSet only("just only simply it's");
  static const WordSet fit("fine good enough great better ok okay perfect");
  static const WordSet no_name("i it that this please thanks no yes ok okay");
  constexpr std::size_t kNameTokensMax = 3;
  std::size_t end = text_end(tokens);
  std::size_t at = 0;
  bool told = false;
  bool refused = false;
  if (is_at(tokens, at, "or") || is_at(tokens, at, "nor")) {
    refused = true;
    ++at;
  } else if (is_at(tokens, at, "it") && is_at(tokens, at + 1, "is")) {
    told = true;
    at += 2;
  }
  while (word_at(tokens, at, only)) {
    told = true;
    ++at;
  }
  if (end > at && is_at(tokens, end - 1, "please")) --end;
  for (std::size_t i = at + 1; i < end; ++i) {
    const bool will_do = is_at(tokens, i, "will") && is_at(tokens, i + 1, "do");
    const bool is_fine = is_at(tokens, i, "is") && word_at(tokens, i + 1, fit);
    if ((!will_do && !is_fine) || i + 2 != end) continue;
    told = true;
    end = i;
  }
  if (at >= end || end - at > kNameTokensMax || word_at(tokens, at, no_name)) return std::nullopt;
  const bool name = tokens[at].capital && !is_time_word(tokens[at].low);
  for (std::size_t i = at; i < end; ++i) {
    if (tokens[i].kind != TokenKind::word || is_auxiliary(tokens[i].low) ||
        is_preposition(tokens[i].low) || (!refused && !tokens[i].capital)) {
      return std::nullopt;
    }
  }
  if (!refused && !told && !name) return std::nullopt;
  return joined({words(refused ? "do not call me" : "call me"), slice(tokens, at, end)});
}

std::optional<Tokens> more_naming(std::string_view before, const Tokens& tokens) {
  const bool naming = before.starts_with("User wants the assistant not to call User ") ||
                      before.starts_with("User wants to be called ");
  return naming ? more_naming(tokens) : std::nullopt;
}

}  // namespace mnestic::extract
