// "green, not grey", "Helix instead of vim", "from X to Y": what was said to be wrong or over is
// looked up in the facts, and what stands against it takes its place there.
#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "mnestic/extract/relation.h"
#include "relation/retract.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

struct Swap {
  Tokens right;  // what stands against it; perhaps a whole clause, of which the end counts
  Tokens wrong;
  bool follows = false;  // it was so, and is no longer
  bool head = false;     // `right` stands at its beginning, not at its end
};

bool ends_phrase(const Token& token) {
  static const WordSet words(
      "but so because and it i we since as lol haha btw sorry actually now for");
  return token.kind == TokenKind::mark ? token.low != "-" && token.low != "'" && token.low != "@"
                                       : words.has(token.low);
}

std::size_t phrase_end(const Tokens& tokens, std::size_t from) {
  std::size_t end = from;
  while (end < tokens.size() && !ends_phrase(tokens[end])) ++end;
  return end;
}

Tokens trimmed(Tokens tokens) {
  static const WordSet lead(
      "a an the my our their his her in on at to for from with it is are was were be am i we that "
      "no not yes actually said meant mean really just by of rather sorry typo so well called "
      "named "
      "have has got other");
  static const WordSet tail(
      "really actually though instead now lol haha please one ones sorry as that when where which");
  while (!tokens.empty() &&
         (lead.has(tokens.front().low) || tokens.front().kind == TokenKind::mark))
    tokens.erase(tokens.begin());
  while (!tokens.empty() && (tail.has(tokens.back().low) || tokens.back().kind == TokenKind::mark))
    tokens.pop_back();
  return tokens;
}

// "dropped Spanish in favour of Italian", "gave up the violin to focus on the viola"
void add_given_up(const Tokens& tokens, std::size_t i, std::vector<Swap>& swaps) {
  for (const std::string_view link :
       {"in favour of", "in favor of", "to focus on", "to concentrate on"}) {
    if (i == 0 || !sequence_at(tokens, i, link)) continue;
    std::size_t verb = i;
    while (verb > 0 && !is_verb(tokens[verb - 1].low, kPast)) --verb;
    if (verb == 0) continue;
    if (tokens[verb].low == "up") ++verb;
    const auto count = static_cast<std::size_t>(std::count(link.begin(), link.end(), ' ')) + 1;
    swaps.push_back(
        {part_of(tokens, i + count, tokens.size()), trimmed(part_of(tokens, verb, i)), true, true});
  }
}

// "the Punto's been replaced by a Polo"
void add_replaced(const Tokens& tokens, std::size_t i, std::vector<Swap>& swaps) {
  if (i < 2 || !sequence_at(tokens, i, "replaced by")) return;
  std::size_t end = i;
  while (end > 0 && (is_auxiliary(tokens[end - 1].low) || tokens[end - 1].low == "been" ||
                     tokens[end - 1].low == "'s" || is_adverb(tokens[end - 1].low))) {
    --end;
  }
  swaps.push_back(
      {part_of(tokens, i + 2, tokens.size()), trimmed(part_of(tokens, 0, end)), true, true});
}

// "it was April that I moved": April. Empty without such words before `end`.
Tokens stressed_in(const Tokens& tokens, std::size_t end) {
  static const WordSet relative("that when where which");
  for (std::size_t i = 0; i + 2 < end; ++i) {
    if (tokens[i].low != "it" || !is_be(tokens[i + 1].low)) continue;
    for (std::size_t k = i + 3; k < end && tokens[k].kind != TokenKind::mark; ++k) {
      if (relative.has(tokens[k].low)) return part_of(tokens, i + 2, k);
    }
  }
  return {};
}

// "my degree's in geology, I don't know where you got geography from", "..., you wrote Blur"
void add_misheard(const Tokens& tokens, std::size_t i, std::vector<Swap>& swaps) {
  if (i < 3) return;
  std::size_t from = 0;
  std::size_t end = 0;
  for (const std::string_view lead :
       {"where you got", "where you get", "you wrote", "you put down"}) {
    if (!sequence_at(tokens, i, lead)) continue;
    from = i + static_cast<std::size_t>(std::count(lead.begin(), lead.end(), ' ')) + 1;
    end = from;
    while (end < tokens.size() && tokens[end].low != "from" && !ends_phrase(tokens[end])) ++end;
  }
  if (tokens[i].low == "where" && from == 0) {
    from = end = i + 1;
    while (end < tokens.size() && end < from + 4 && tokens[end].low != "came") ++end;
    if (end >= tokens.size() || tokens[end].low != "came") return;
  }
  std::size_t right = i;
  while (right > 0 && tokens[right - 1].kind != TokenKind::mark) --right;
  while (right > 0 && tokens[right - 1].kind == TokenKind::mark) --right;
  if (from == 0 || right == 0) return;
  swaps.push_back({part_of(tokens, 0, right), trimmed(part_of(tokens, from, end)), false, false});
}

// All ways in which the sentence sets one thing against another.
std::vector<Swap> swaps_in(const Tokens& tokens) {
  std::vector<Swap> swaps;
  const auto word = [&](std::size_t i, std::string_view low) {
    return i < tokens.size() && tokens[i].low == low;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (word(i, "not") && i + 1 < tokens.size()) {
      const std::size_t end = phrase_end(tokens, i + 1);
      const bool verbal = is_verb(tokens[i + 1].low, kBase) && !is_be(tokens[i + 1].low) && i > 0 &&
                          (is_auxiliary(tokens[i - 1].low));
      if (verbal) continue;
      const bool aux = i > 0 && is_auxiliary(tokens[i - 1].low);
      const Tokens wrong = trimmed(part_of(tokens, i + 1, end));
      const Tokens stressed = stressed_in(tokens, i);
      if (!stressed.empty()) swaps.push_back({stressed, wrong, false, false});
      if (i > 0 && !aux) swaps.push_back({part_of(tokens, 0, i), wrong, false, false});
      // "not the 6th, it's the 13th", "not Brisbane but Bendigo"
      std::size_t next = end;
      while (next < tokens.size() && ends_phrase(tokens[next])) ++next;
      if (next < tokens.size())
        swaps.push_back({part_of(tokens, next, tokens.size()), wrong, false, true});
    }
    const bool instead =
        (word(i, "instead") || word(i, "rather")) && (word(i + 1, "of") || word(i + 1, "than"));
    if (instead) {
      const Tokens wrong = trimmed(part_of(tokens, i + 2, phrase_end(tokens, i + 2)));
      swaps.push_back({part_of(tokens, 0, i), wrong, word(i, "instead"), false});
    }
    add_given_up(tokens, i, swaps);
    add_replaced(tokens, i, swaps);
    add_misheard(tokens, i, swaps);
    // "swapped Chrome for Vivaldi", "replaced X with Y", "got Y to replace X"
    const std::string lemma = lemma_of(tokens[i].low);
    if (lemma == "swap" || lemma == "replace" || lemma == "trade" || lemma == "exchange" ||
        lemma == "switch") {
      if (i > 0 && word(i - 1, "to")) {
        swaps.push_back({part_of(tokens, 0, i - 1),
                         trimmed(part_of(tokens, i + 1, phrase_end(tokens, i + 1))), true, false});
      }
      for (std::size_t k = i + 2; k < tokens.size(); ++k) {
        if (!word(k, "for") && !word(k, "with") && !word(k, "to")) continue;
        const std::size_t from = word(i + 1, "from") ? i + 2 : i + 1;
        swaps.push_back(
            {part_of(tokens, k + 1, tokens.size()), trimmed(part_of(tokens, from, k)), true, true});
        break;
      }
    }
    if (word(i, "from") && !is_carried(tokens, i)) {
      for (std::size_t k = i + 2; k < tokens.size() && k < i + 7; ++k) {
        if (!word(k, "to")) continue;
        swaps.push_back({part_of(tokens, k + 1, tokens.size()), trimmed(part_of(tokens, i + 1, k)),
                         true, true});
        break;
      }
    }
  }
  return swaps;
}

// "Newcastle" of "Newcastle United", "Galaxy" of "Galaxy S10".
bool goes_on(const Fact& fact, std::size_t end) {
  return end < fact.tokens.size() && fact.tokens[end].capital && fact.tokens[end - 1].capital;
}

bool is_value_word(const Token& token) {
  return token.kind == TokenKind::number || is_number_word(token.low) || is_time_word(token.low);
}

// What of the side that is right takes the place of tokens [at, end) of the fact.
// Empty when nothing fits.
std::string taken(const Swap& swap, const Fact& fact, std::size_t at, std::size_t end) {
  const std::vector<Value> right = values_in(swap.right, 0);
  for (const Value& old : values_in(fact.tokens, 0)) {
    const bool covers = old.begin <= at && at < old.end;
    if (!covers) continue;
    const Value* best = nullptr;
    for (const Value& value : right) {
      if (!alike(old, value) || value.norm == old.norm) continue;
      if (best == nullptr || !swap.head) best = &value;
    }
    if (best != nullptr && old.sort != Sort::name) return fitted(fact, old, swap.right, *best);
    if (best != nullptr && end == old.end && at == old.begin) {
      return fitted(fact, old, swap.right, *best);
    }
    if (old.sort != Sort::name && old.sort != Sort::colour) return {};
  }
  // The noun phrase next to the word between the two sides, at most as many words and one more.
  Tokens words = swap.right;
  if (swap.head) {
    static const WordSet intro(
        "it is are was be that the a an my our i we he she they said meant mean actually");
    while (!words.empty() &&
           (intro.has(words.front().low) || words.front().kind == TokenKind::mark))
      words.erase(words.begin());
    words = part_of(words, 0, phrase_end(words, 0));
  } else {
    while (!words.empty() && words.back().kind == TokenKind::mark) words.pop_back();
    std::size_t from = words.size();
    while (from > 0 && !is_determiner(words[from - 1].low) && !is_auxiliary(words[from - 1].low) &&
           !is_preposition(words[from - 1].low) && !is_pronoun(words[from - 1].low) &&
           words[from - 1].kind != TokenKind::mark &&
           !is_verb(words[from - 1].low, kPast | kThird)) {
      --from;
    }
    words = part_of(words, from, words.size());
  }
  words = trimmed(std::move(words));
  const std::size_t room = end - at + 2;
  if (words.empty() || words.size() > room) return {};
  if (is_value_word(words.front()) != is_value_word(fact.tokens[at])) return {};
  // "the green sofa, not the grey one": the noun stays.
  if (words.size() > 1 && end < fact.tokens.size() && same_word(words.back(), fact.tokens[end]))
    words.pop_back();
  return join(words);
}

std::size_t score_of(const Fact& fact, const Said& said, const Swap& swap) {
  const bool slot = !fact.parsed.slot.empty() && !fact.parsed.slot.starts_with("number of ");
  return 2 * shared_words(fact, swap.right, {}) + 2 * shared_words(fact, said.tokens, swap.wrong) +
         (slot ? 1U : 0U);
}

struct Mended {
  std::size_t fact = 0;
  std::size_t score = 0;
  std::string content;
  std::string value;
};

std::optional<Mended> mend(const Swap& swap, std::size_t index, const Fact& fact,
                           const Said& said) {
  if (fact.tokens.empty()) return std::nullopt;
  Tokens wrong = swap.wrong;
  std::size_t at = found_at(fact, wrong);
  // "86" for 1986, "pm" of "6 pm"
  if (at == fact.tokens.size() && wrong.size() == 1 && wrong[0].kind == TokenKind::number &&
      wrong[0].low.size() == 2) {
    for (std::size_t i = 1; i < fact.tokens.size(); ++i) {
      const std::string& low = fact.tokens[i].low;
      if (low.size() == 4 && is_digits(low) && low.ends_with(wrong[0].low)) at = i;
    }
  }
  if (at == fact.tokens.size()) return std::nullopt;
  std::size_t end = at + wrong.size();
  // Of a longer name it is only a part; that it is meant is less likely, but may be.
  const bool part_only = wrong.back().capital && goes_on(fact, end);
  while (part_only && goes_on(fact, end)) ++end;
  // "Fiat" of "Fiat Punto" goes with it when something else comes.
  while (swap.follows && wrong.front().capital && fact.verb != 0 && at > fact.verb + 1 &&
         fact.tokens[at - 1].capital) {
    --at;
  }
  const bool halves = wrong.size() == 1 && (wrong[0].low == "am" || wrong[0].low == "pm");
  std::string words =
      halves ? std::string(wrong[0].low == "am" ? "pm" : "am") : taken(swap, fact, at, end);
  if (!halves) {
    if (words.empty()) return std::nullopt;
    for (const Value& old : values_in(fact.tokens, 0)) {
      if (old.begin <= at && at < old.end && old.sort != Sort::name) {
        at = old.begin;
        end = old.end;
      }
    }
  }
  // What is right already is not put in twice.
  const Tokens fresh = tokenize(words);
  if (fresh.empty() || found_at(fact, fresh) < fact.tokens.size()) return std::nullopt;
  // Whom a fact is about is named by a name.
  const bool of_whom = at < fact.verb && fact.tokens[at].capital;
  if (of_whom && !fresh.back().capital) return std::nullopt;
  return Mended{index, score_of(fact, said, swap) + (part_only ? 0U : 1U),
                with_words(fact, at, end, words), words};
}

}  // namespace

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
  for (const Value& value : values_in(said.tokens, 0)) {
    if (value.sort != Sort::name || value.end != value.begin + 1) continue;
    const Token& name = said.tokens[value.begin];
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

// "the kangaroo is from Australia, not Austria", "coffee, not tea, is what they served"
bool tells_of_others(const Said& said, const Fact& fact) {
  if (said.corrects || said.segments.empty()) return false;
  const bool theirs = speaks(said.tokens, "what they|what he|what she");
  const Tokens& first = said.segments.front();
  return theirs || (owner_of(first) == Owner::thing && is_of_another_thing(first, fact));
}

}  // namespace

void read_led_swaps(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.question) return;
  std::vector<Swap> swaps = swaps_in(said.tokens);
  if (!said.echo.empty()) swaps.push_back({said.tokens, trimmed(said.echo), false, false});
  for (const Swap& swap : swaps) {
    if (swap.wrong.empty() || swap.right.empty() || swap.wrong.size() > 5) continue;
    std::optional<Mended> best;
    bool tie = false;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      auto mended = mend(swap, i, facts[i], said);
      if (!mended) continue;
      // "they switched me from ramipril to losartan": done to the speaker.
      const auto done_to = [&](const Tokens& segment) {
        return !segment.empty() && segment[0].low == "they" && speaks(segment, "me|us") &&
               facts[i].parsed.subject_terms.front() == "user";
      };
      const bool of_another =
          std::none_of(said.segments.begin(), said.segments.end(), [&](const Tokens& segment) {
            return may_be_about(segment, facts[i]) || done_to(segment);
          });
      if (of_another || tells_of_others(said, facts[i])) continue;
      tie = best && best->score == mended->score;
      if (!best || mended->score > best->score) best = std::move(mended);
    }
    if (!best || tie) continue;
    const bool follows =
        swap.follows ||
        speaks(said.tokens, "now|any more|anymore|from now on|these days|moved|no longer");
    touches.push_back(
        {.fact = best->fact,
         .way = follows && !said.corrects ? Touch::Way::follows : Touch::Way::rewrites,
         .content = best->content,
         .reason = follows ? "has changed" : "corrects it",
         .value = best->value});
    return;
  }
  if (!read_spelling(said, facts, touches)) read_fronted(said, facts, touches);
}

}  // namespace mnestic::extract
