// What is put right by how it is spelled, or by being stressed: "*Katarzyna", "Dr Olsen, with an
// e", "it's amoxicillin I'm allergic to".
#include <algorithm>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// "*Katarzyna, with a z", "it's spelt Maybel": a name that a fact has nearly so.
bool read_spelling(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::size_t kApartMax = 2;
  constexpr std::size_t kNameBytesMin = 4;
  constexpr std::size_t kShortBytes = 3;
  constexpr std::size_t kNameBytesMax = 40;
  bool cued = said.corrects || said.starred || speaks(said.tokens, "spelled|spelt|spelling|spell");
  for (std::size_t i = 0; i + 2 < said.tokens.size() && !cued; ++i) {
    cued = (sequence_at(said.tokens, i, "with a") || sequence_at(said.tokens, i, "with an")) &&
           said.tokens[i + 2].low.size() == 1;
    // "it's Meier with ei"
    const Token& letters = said.tokens[i + 2];
    cued =
        cued || (said.tokens[i + 1].low == "with" && letters.low.size() == 2 && !letters.capital &&
                 i + 3 >= said.tokens.size() && verb_form(letters.low) == nullptr);
  }
  if (!cued) return false;
  // "I did say Austria", not "I did say Austria was lovely".
  const bool only_said = speaks(said.tokens, "i said|i did say") &&
                         !speaks(said.tokens, "spelled|spelt|spelling|spell|with a|with an|not");
  for (const Value& value : values_in(said.tokens, 0)) {
    // "Dr Olsen"
    static const WordSet titles("dr mr mrs ms miss prof");
    const bool titled = value.end == value.begin + 2 && titles.has(said.tokens[value.begin].low);
    if (value.sort != Sort::name || (value.end != value.begin + 1 && !titled)) continue;
    const Token& name = said.tokens[value.end - 1];
    const bool last =
        value.end >= said.tokens.size() || said.tokens[value.end].kind == TokenKind::mark;
    if (only_said && !last) continue;
    if (name.low.size() < kNameBytesMin || name.low.size() > kNameBytesMax) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (found_at(fact, {name}) < fact.tokens.size()) return false;
      // "my boss is John with an h" is not the son.
      const bool another =
          std::any_of(said.tokens.begin(), said.tokens.end(), [&](const Token& token) {
            return is_kin(token.low) &&
                   std::none_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& each) {
                     return canonical_word(each.low) == canonical_word(token.low);
                   });
          });
      if (another) continue;
      for (std::size_t k = 1; k < fact.tokens.size(); ++k) {
        const Token& word = fact.tokens[k];
        if (!word.capital || word.low.size() < kShortBytes || word.low.size() > kNameBytesMax)
          continue;
        const std::size_t apart = letters_apart(word.low, name.low);
        const std::size_t most = name.low.size() > 6              ? kApartMax + 1
                                 : word.low.size() <= kShortBytes ? 1
                                                                  : kApartMax;
        if (apart == 0 || apart > most || word.low[1] != name.low[1]) continue;
        touches.push_back({i, Touch::Way::rewrites, with_words(fact, k, k + 1, name.out),
                           "corrects it", name.out});
        return true;
      }
    }
    // Only what is right, right behind what was wrong.
    const auto names_one = [](const Fact& fact) {
      const std::vector<Value> values = values_in(fact.tokens, fact.verb);
      return fact.verb != 0 && values.size() == 1 && values[0].sort == Sort::name;
    };
    if (!said.starred || value.begin > 1 || facts.empty() || !names_one(facts[0])) continue;
    const Value old = values_in(facts[0].tokens, facts[0].verb)[0];
    touches.push_back({0, Touch::Way::rewrites, with_words(facts[0], old.begin, old.end, name.out),
                       "corrects it", name.out});
    return true;
  }
  return false;
}

// "it's amoxicillin I'm allergic to"
bool read_fronted(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const Tokens& t = said.tokens;
  for (std::size_t i = 0; i + 4 < t.size(); ++i) {
    if (t[i].low != "it" || !is_be(t[i + 1].low)) continue;
    std::size_t own = i + 2;
    while (own < t.size() && own < i + 7 && t[own].low != "i" && t[own].low != "we" &&
           t[own].kind != TokenKind::mark) {
      ++own;
    }
    if (own == i + 2 || own + 1 >= t.size() || (t[own].low != "i" && t[own].low != "we")) continue;
    const Tokens right = trimmed(part_of(t, i + 2, own));
    Tokens said_of;
    for (const Token& token : part_of(t, own + 1, t.size())) {
      if (is_telling(token)) said_of.push_back(token);
    }
    if (right.empty() || said_of.empty()) continue;
    for (std::size_t k = 0; k < facts.size(); ++k) {
      const Fact& fact = facts[k];
      if (fact.verb == 0 || fact.parsed.subject != "user") continue;
      const bool all = std::all_of(said_of.begin(), said_of.end(), [&](const Token& word) {
        return std::any_of(fact.tokens.begin(), fact.tokens.end(),
                           [&](const Token& each) { return means(word, each); });
      });
      if (!all) continue;
      std::size_t end = fact.tokens.size();
      std::size_t from = end;
      while (from > fact.verb + 1 && is_telling(fact.tokens[from - 1]) &&
             std::none_of(said_of.begin(), said_of.end(),
                          [&](const Token& word) { return means(word, fact.tokens[from - 1]); })) {
        --from;
      }
      if (from == end || found_at(fact, right) < fact.tokens.size()) continue;
      touches.push_back({k, said.corrects ? Touch::Way::rewrites : Touch::Way::follows,
                         with_words(fact, from, end, join(right)), "corrects it", join(right)});
      return true;
    }
  }
  return false;
}

}  // namespace

void read_led_spelling(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  if (said.question) return;
  if (!read_spelling(said, facts, touches)) read_fronted(said, facts, touches);
}

}  // namespace mnestic::extract
