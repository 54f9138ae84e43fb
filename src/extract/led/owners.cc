// Known facts said of the wrong one: "it's my cousin who has the Tesla", "Lena does ceramics,
// Maja's the dentist".
#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

std::string subject_text(const Fact& fact) {
  std::string text = fact.known->content.substr(0, fact.tokens[fact.verb].begin);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string predicate_text(const Fact& fact) {
  return fact.known->content.substr(fact.tokens[fact.verb].begin);
}

// The words of a predicate that say what is so.
Tokens telling_predicate(const Fact& fact) {
  static const WordSet bare("have has use uses takes does gets own owns");
  Tokens words;
  for (std::size_t i = fact.verb; i < fact.tokens.size(); ++i) {
    if (is_telling(fact.tokens[i]) && !bare.has(fact.tokens[i].low))
      words.push_back(fact.tokens[i]);
  }
  // "at home"
  if (words.size() > 1 && words.back().low == "home") words.pop_back();
  // "lives in Oslo": who is "the one in Oslo" does.
  static const WordSet staying("lives live works work studies study based");
  if (words.size() > 1 && words.back().capital && staying.has(words.front().low))
    words.erase(words.begin());
  return words;
}

bool holds_all(const Tokens& said, const Tokens& words) {
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](const Token& word) {
    return std::any_of(said.begin(), said.end(),
                       [&](const Token& each) { return means(each, word); });
  });
}

// Whether the segment is about whom the fact is about, by name or as the speaker.
bool names_subject(const Fact& fact, const Tokens& segment) {
  const std::vector<std::string>& subject = fact.parsed.subject_terms;
  if (subject.size() == 1 && subject.front() == "user") {
    return std::any_of(segment.begin(), segment.end(),
                       [](const Token& token) { return token.low == "i"; });
  }
  for (std::size_t i = 0; i < fact.verb; ++i) {
    const Token& token = fact.tokens[i];
    if (token.low == "user" || (!token.capital && !is_kin(token.low))) continue;
    const bool named = std::any_of(segment.begin(), segment.end(), [&](const Token& each) {
      return canonical_word(each.low) == canonical_word(token.low);
    });
    // "Leo" of "User's son Leo": a name tells more than a kind of relation.
    const bool last = i + 1 >= fact.verb || !fact.tokens[i + 1].capital;
    if (named && last) return true;
  }
  return false;
}

// Two facts whose predicates were taken for each other's.
void read_mixed_up(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (!said.corrects) return;
  for (std::size_t a = 0; a < facts.size(); ++a) {
    for (std::size_t b = a + 1; b < facts.size(); ++b) {
      const Fact& first = facts[a];
      const Fact& second = facts[b];
      if (first.verb == 0 || second.verb == 0 || first.parsed.subject == second.parsed.subject)
        continue;
      const Tokens of_first = telling_predicate(first);
      const Tokens of_second = telling_predicate(second);
      if (of_first.empty() || of_second.empty() || of_first.size() > 3 || of_second.size() > 3)
        continue;
      const auto says = [&](const Fact& who, const Tokens& what, const Tokens& other) {
        return std::any_of(said.segments.begin(), said.segments.end(), [&](const Tokens& segment) {
          return names_subject(who, segment) && holds_all(segment, what) &&
                 !holds_all(segment, other);
        });
      };
      const bool one = says(first, of_second, of_first);
      const bool two = says(second, of_first, of_second);
      if (!one && !two) continue;
      if (!(one && two) &&
          !speaks(said.tokens,
                  "mixed up|mixed them up|mixed those up|other way round|wrong "
                  "way round|swapped them|swapped those|other way around|other way "
                  "about|wrong way around|backwards|swap those|swap them"))
        continue;
      touches.push_back({a, Touch::Way::rewrites,
                         subject_text(first) + " " + predicate_text(second), "corrects it",
                         join(of_second)});
      touches.push_back({b, Touch::Way::rewrites,
                         subject_text(second) + " " + predicate_text(first), "corrects it",
                         join(of_first)});
      return;
    }
  }
}

// "no, the OTHER sister. Eva's the nurse", "wrong son: Max plays hockey": a fact said of somebody
// who is the same to the user.
void read_other_one(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kOther = "wrong|other";
  const auto kin_named = [&](const Tokens& tokens) {
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      const bool other = speaks(part_of(tokens, i, i + 1), kOther);
      const std::string& noun = tokens[i + 1].low;
      if (other && (is_kin(noun) || is_pet(noun))) return canonical_word(noun);
    }
    return std::string();
  };
  std::string kin = kin_named(said.tokens);
  if (kin.empty()) kin = kin_named(said.before);
  if (kin.empty() || !said.corrects) return;
  for (const Tokens& segment : said.segments) {
    const auto verb = finite_verb_in(segment);
    if (!verb || *verb == 0 || !segment[*verb - 1].capital || is_pronoun(segment[*verb - 1].low)) {
      continue;
    }
    const Token& name = segment[*verb - 1];
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (fact.verb < 2 || !subject_holds(fact.parsed, kin) ||
          subject_holds(fact.parsed, canonical_word(name.low)))
        continue;
      if (!fact.tokens[fact.verb - 1].capital || !holds_all(segment, telling_predicate(fact)))
        continue;
      touches.push_back({i, Touch::Way::rewrites,
                         with_words(fact, fact.verb - 1, fact.verb, name.out), "corrects it",
                         join(telling_predicate(fact))});
      return;
    }
  }
}

struct Cleft {
  Tokens who;
  Tokens what;
};

// "it was April that I moved", "it was Ana that the doctor saw": whom it is about stands behind.
bool has_own_subject(const Tokens& what) {
  static const WordSet subjects("i you we they he she it this my our your his her their the a an");
  return !what.empty() && (subjects.has(what.front().low) || what.front().capital);
}

// "it's my cousin who has the Tesla", "Bea's the one with the peanut allergy".
std::optional<Cleft> cleft_in(const Tokens& tokens) {
  static const WordSet relative("who that which");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool it = tokens[i].low == "it" || tokens[i].low == "that";
    if (it && i + 1 < tokens.size() && is_be(tokens[i + 1].low)) {
      for (std::size_t k = i + 3; k < tokens.size() && k < i + 8; ++k) {
        if (tokens[k].kind == TokenKind::mark) break;
        if (!relative.has(tokens[k].low)) continue;
        const Tokens what = part_of(tokens, k + 1, tokens.size());
        if (has_own_subject(what)) break;
        return Cleft{part_of(tokens, i + 2, k), what};
      }
    }
    if (tokens[i].low != "the" || i + 2 >= tokens.size() || tokens[i + 1].low != "one") continue;
    if (i < 2 || !is_be(tokens[i - 1].low)) continue;
    std::size_t from = i - 1;
    while (from > 0 && tokens[from - 1].kind != TokenKind::mark) --from;
    return Cleft{part_of(tokens, from, i - 1), part_of(tokens, i + 2, tokens.size())};
  }
  return std::nullopt;
}

std::string owner_text(const Tokens& who) {
  Tokens words = who;
  if (!words.empty() && (words.front().low == "my" || words.front().low == "our"))
    words.erase(words.begin());
  if (words.empty()) return {};
  if (words.front().low == "me" || words.front().low == "i") return "User";
  if (is_kin(words.front().low)) {
    words.front().out = words.front().low;
    return "User's " + join(words);
  }
  return words.front().capital ? join(words) : std::string();
}

void read_cleft(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  auto cleft = cleft_in(said.tokens);
  if (!cleft) return;
  // ", not Uncle Des", ", I just borrow it": says no more of what it is about.
  std::size_t end = 0;
  while (end < cleft->what.size() && cleft->what[end].kind != TokenKind::mark &&
         cleft->what[end].low != "not") {
    ++end;
  }
  const Tokens what = part_of(cleft->what, 0, end);
  Tokens words;
  static const WordSet bare("have has got use uses takes does gets own owns");
  for (const Token& token : what) {
    if (is_telling(token) && !bare.has(token.low)) words.push_back(token);
  }
  const std::string owner = owner_text(cleft->who);
  if (words.empty() || owner.empty()) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0) continue;
    const bool same = std::any_of(cleft->who.begin(), cleft->who.end(), [&](const Token& token) {
      return token.capital && subject_holds(fact.parsed, token.low);
    });
    const std::string before = subject_text(fact);
    if (same || before == owner) continue;
    const Tokens predicate = part_of(fact.tokens, fact.verb, fact.tokens.size());
    const bool all = std::all_of(words.begin(), words.end(), [&](const Token& word) {
      return std::any_of(predicate.begin(), predicate.end(),
                         [&](const Token& each) { return means(word, each); });
    });
    if (!all) continue;
    touches.push_back(
        {i, Touch::Way::rewrites, owner + " " + predicate_text(fact), "corrects it", join(words)});
    return;
  }
}

// "with her", "tonight", "the blue one": more than the fact says.
bool says_more(const Tokens& segment, const Fact& fact) {
  return std::any_of(segment.begin() + 1, segment.end(), [&](const Token& word) {
    static const WordSet people("her him them me us outside there here");
    if (people.has(word.low) || is_time_word(word.low)) return true;
    return is_telling(word) && word.low != "mine" && word.low != "ours" &&
           std::none_of(fact.tokens.begin(), fact.tokens.end(),
                        [&](const Token& each) { return means(word, each); });
  });
}

// "I don't speak Portuguese, my wife does"
void read_others_do(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.segments.size() < 2) return;
  const Tokens& denied = said.segments[0];
  const bool negated = std::any_of(denied.begin(), denied.end(),
                                   [](const Token& token) { return token.low == "not"; });
  for (std::size_t k = 1; k < said.segments.size(); ++k) {
    const Tokens& other = said.segments[k];
    static const WordSet echoes("does is has did was do");
    // "that's my wife"
    const bool that = other.size() > 2 && (other[0].low == "that" || other[0].low == "it") &&
                      is_be(other[1].low) && other.back().low != "'s" &&
                      owner_of(denied) == Owner::speaker;
    const bool echo = other.size() >= 2 && other.size() <= 4 && echoes.has(other.back().low);
    if (!negated || other.size() > 5 || !(that || echo)) continue;
    const std::string owner =
        owner_text(that ? part_of(other, 2, other.size()) : part_of(other, 0, other.size() - 1));
    if (owner.empty() || owner == "User") continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (fact.verb == 0 || fact.parsed.subject != "user" || fact.parsed.negated) continue;
      if (!holds_all(denied, telling_predicate(fact))) continue;
      if (that && says_more(denied, fact)) continue;
      touches.push_back({i, Touch::Way::rewrites, owner + " " + predicate_text(fact), "corrects it",
                         join(telling_predicate(fact))});
      return;
    }
  }
}

// "Gil has the pottery studio, I only rent a shelf there" when the user was said to own it; "the
// boat isn't mine, it's my uncle's".
void read_others_have(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  if (!said.corrects || speaks(said.tokens, "too|also|as well|another|today|this week|weekend"))
    return;
  const bool instead = speaks(said.tokens, "wrong person|i only|i just|not me|not mine|not ours");
  for (std::size_t k = 0; k < said.segments.size() && instead; ++k) {
    const Tokens& segment = said.segments[k];
    std::string owner;
    std::size_t verb = 1;
    while (verb < segment.size() && verb < 4 && !is_verb(segment[verb].low, kThird)) ++verb;
    static const WordSet having("have own run play drive keep");
    if (verb < segment.size() && verb < 4 && having.has(lemma_of(segment[verb].low)))
      owner = owner_text(part_of(segment, 0, verb));
    // "it's my uncle's" behind "the boat isn't mine"
    const Tokens* what = &segment;
    const bool denied = k + 1 < said.segments.size() && speaks(segment, "not mine|not ours");
    if (denied && said.segments[k + 1].size() > 3 && said.segments[k + 1].back().low == "'s") {
      owner = owner_text(part_of(said.segments[k + 1], 2, said.segments[k + 1].size() - 1));
    }
    if (owner.empty() || owner == "User") continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (fact.verb == 0 || fact.parsed.subject != "user" || fact.parsed.negated) continue;
      if (denied && says_more(segment, fact)) continue;
      static const WordSet owning("have own run play drive keep");
      if (!owning.has(fact.parsed.verb) || !holds_all(*what, telling_predicate(fact))) continue;
      touches.push_back({i, Touch::Way::rewrites, owner + " " + predicate_text(fact), "corrects it",
                         join(telling_predicate(fact))});
      return;
    }
  }
}

}  // namespace

void read_led_owners(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question) return;
  read_mixed_up(said, facts, touches);
  if (touches.empty()) read_other_one(said, facts, touches);
  if (!touches.empty()) return;
  read_cleft(said, facts, touches);
  if (touches.empty()) read_others_do(said, facts, touches);
  if (touches.empty()) read_others_have(said, facts, touches);
}

}  // namespace mnestic::extract
