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

}  // namespace

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

namespace {

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
      const bool own =
          tokens[k].low == "i" || tokens[k].low == "we";  // "it's bees I'm allergic to"
      if (own || relative.has(tokens[k].low)) return part_of(tokens, i + 2, k);
    }
  }
  return {};
}

// "I said Tuesday but meant Thursday", "wrote 3 when I meant 4"
void add_meant(const Tokens& tokens, std::size_t i, std::vector<Swap>& swaps) {
  static const WordSet saying("said wrote typed put");
  if (!saying.has(tokens[i].low)) return;
  std::size_t end = i + 1;
  while (end < tokens.size() && end < i + 6 && !ends_phrase(tokens[end]) &&
         tokens[end].low != "when") {
    ++end;
  }
  std::size_t meant = end;
  while (meant < tokens.size() && meant < end + 5 && tokens[meant].low != "meant") ++meant;
  if (meant + 1 >= tokens.size() || tokens[meant].low != "meant") return;
  swaps.push_back({part_of(tokens, meant + 1, tokens.size()), trimmed(part_of(tokens, i + 1, end)),
                   false, true});
}

// "my degree's in geology, I don't know where you got geography from", "..., you wrote Blur"
void add_misheard(const Tokens& tokens, std::size_t i, std::vector<Swap>& swaps) {
  if (i < 3) return;
  std::size_t from = 0;
  std::size_t end = 0;
  for (const std::string_view lead :
       {"where you got", "where you get", "you wrote", "you put down", "you have got me down as",
        "you have me down as", "you have got me as", "you have me as", "you keep calling me",
        "you have been calling me", "you called me", "you have me saved as", "you saved me as"}) {
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

// "Catherine with a C" as "Catherine".
Tokens without_letters(Tokens tokens) {
  static const WordSet articles("a an");
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    const bool letter = tokens[i].low == "with" && articles.has(tokens[i + 1].low) &&
                        tokens[i + 2].low.size() < 3 && tokens[i - 1].capital;
    if (!letter) continue;
    const auto at = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    tokens.erase(at, at + 3);
  }
  return tokens;
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
      // "it isn't the prawns I mind": nothing is put right.
      static const WordSet minding("mind like hate want miss love need dread enjoy");
      const bool minded =
          end + 1 < tokens.size() && tokens[end].low == "i" && minding.has(tokens[end + 1].low);
      if (verbal || minded) continue;
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
    add_meant(tokens, i, swaps);
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
    // "two sons, not two daughters": more than the value is put right.
    if (!covers || end > old.end) continue;
    // "not June but July" of "3 June"
    if (old.sort == Sort::date && end == at + 1 && old.end > old.begin + 1) {
      const auto month = std::find_if(right.begin(), right.end(),
                                      [](const Value& value) { return value.sort == Sort::month; });
      if (month != right.end()) return join(part_of(swap.right, month->begin, month->end));
    }
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

bool is_month_only(const std::string& words) {
  const Tokens tokens = tokenize(words);
  const std::vector<Value> values = values_in(tokens, 0);
  return tokens.size() == 1 && values.size() == 1 && values[0].sort == Sort::month;
}

// Where "50" stands in "takes 50mg": the token; the size when it stands nowhere so.
std::size_t measured_at(const Fact& fact, const Tokens& wrong) {
  if (wrong.size() != 1 || wrong[0].kind != TokenKind::number || !is_digits(wrong[0].low))
    return fact.tokens.size();
  for (const Value& value : values_in(fact.tokens, 1)) {
    if (value.sort == Sort::number && value.end == value.begin + 1 && value.norm == wrong[0].low &&
        !value.unit.empty()) {
      return value.begin;
    }
  }
  return fact.tokens.size();
}

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
  if (at < fact.tokens.size() && fact.tokens[at].capital && is_namesake(said, fact))
    return std::nullopt;
  const std::size_t measured = at == fact.tokens.size() ? measured_at(fact, wrong) : at;
  const bool unit_inside = measured != at;
  at = measured;
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
      if (old.begin <= at && at < old.end && old.sort != Sort::name && end <= old.end &&
          !is_month_only(words)) {
        at = old.begin;
        end = old.end;
      }
    }
  }
  // "one sugar" for the "two" of "two sugars"
  const std::size_t last_word = words.rfind(' ');
  if (last_word != std::string::npos && end < fact.tokens.size() &&
      fact.tokens[end].low == words.substr(last_word + 1) + "s") {
    ++end;
  }
  // "100" for "50mg"
  if (unit_inside && words.find_first_not_of("0123456789.,") == std::string::npos) {
    const std::string& was = fact.tokens[at].out;
    words += was.substr(std::min(was.find_first_not_of("0123456789.,"), was.size()));
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

// Whether the speaker's clause tells of what the fact tells: by its verb, by one that only links or
// changes, or by another word of it. "I ordered coffee, not tea" is not what one drinks.
bool shares_sense(const Tokens& segment, std::size_t verb, const Swap& swap, const Fact& fact) {
  static const WordSet linking("be have mean say call name spell");
  static const WordSet changing(
      "switch swap trade replace exchange move change go drop give upgrade convert migrate "
      "transfer "
      "graduate progress downgrade put come jump turn become shift buy get pick take start choose");
  const std::string lemma = core_of(part_of(segment, verb, segment.size())).lemma;
  if (lemma == lemma_of(fact.tokens[fact.verb].low) || linking.has(lemma)) return true;
  if (swap.follows && changing.has(lemma) && moves_another(segment, verb, fact)) return false;
  return (swap.follows && changing.has(lemma)) || shared_words(fact, segment, swap.wrong) > 0;
}

// "they switched me from ramipril to losartan": done to the speaker, or to what is theirs.
bool is_done_to_speaker(const Tokens& segment, const Swap& swap, const Fact& fact) {
  static const WordSet others(
      "they gp doc doctor dr dentist consultant specialist psychiatrist surgeon nurse hospital vet "
      "boss manager landlord bank council school coach trainer company employer work");
  const auto first = std::find_if(segment.begin(), segment.end(), is_telling);
  const bool by = segment[0].low == "they" || (first != segment.end() && others.has(first->low));
  const bool kin = std::any_of(segment.begin(), segment.end(), [](const Token& token) {
    return is_kin(token.low) && !others.has(token.low);
  });
  return by && !kin && swap.follows && speaks(segment, "me|us|my|our") &&
         fact.parsed.subject_terms.front() == "user";
}

// Whether the clause, which has a finite verb, can put the fact right or tell what is in its place.
bool bears_on(const Tokens& segment, std::size_t verb, const Swap& swap, const Fact& fact,
              const Said& said) {
  if (tells_elsewhere(segment)) return false;
  // "orange, not black, is my dress"
  if (verb == 0 && is_be(segment[0].low)) return shared_words(fact, segment, swap.wrong) > 0;
  if (is_done_to_speaker(segment, swap, fact)) return true;
  if (!may_be_about(segment, fact)) return false;
  if (said.corrects) return true;
  switch (owner_of(segment)) {
    case Owner::other:
      return true;
    case Owner::thing:
      return !is_of_another_thing(segment, fact);
    case Owner::speaker:
      break;
  }
  if (speaks(segment, "today|tonight|this time|this once|for once")) return false;
  return shares_sense(segment, verb, swap, fact);
}

// Whether nothing is said but the two sides and words of the fact: "3 bedrooms, not 4", not
// "lentils, not meat, in this recipe".
bool is_only_sides(const Said& said, const Swap& swap, const Fact& fact, const Mended& mended) {
  const Tokens value = tokenize(mended.value);
  const auto among = [](const Tokens& words, const Token& token) {
    return std::any_of(words.begin(), words.end(),
                       [&](const Token& each) { return same_word(each, token); });
  };
  static const WordSet idle("sorry btw please typo my");
  const bool orders = said.tokens.size() > 1 && is_verb(said.tokens[0].low, kBase) &&
                      is_determiner(said.tokens[1].low);
  return !orders && std::all_of(said.tokens.begin(), said.tokens.end(), [&](const Token& token) {
    return !is_telling(token) || idle.has(token.low) || among(value, token) ||
           among(swap.wrong, token) ||
           std::any_of(fact.tokens.begin(), fact.tokens.end(),
                       [&](const Token& each) { return means(token, each); });
  });
}

// Whether the two sides are said of what the fact is about: by the clause in which the right one
// stands, or the next one that has a verb. A sentence without any says nothing else.
bool is_about(const Said& said, const Swap& swap, const Fact& fact, const Mended& mended) {
  const std::size_t place = swap.head ? swap.right.front().begin : swap.right.back().begin;
  std::size_t at = 0;
  while (at + 1 < said.segments.size() && said.segments[at + 1].front().begin <= place) ++at;
  std::vector<std::size_t> order = {at};
  for (std::size_t i = at; i-- > 0;) order.push_back(i);
  for (std::size_t i = at + 1; i < said.segments.size(); ++i) order.push_back(i);
  if (swap.head) std::stable_partition(order.begin(), order.end(), [&](auto i) { return i >= at; });
  bool clauses = false;
  bool spoken_of = true;  // by "it" or "he" alone
  for (const std::size_t i : order) {
    const auto verb = finite_verb_in(said.segments[i]);
    if (!verb) continue;
    // "Oreo isn't a rabbit, he's a guinea pig": named before.
    static const WordSet pronouns("he she they it that");
    if (i == 0 || !pronouns.has(said.segments[i].front().low))
      return bears_on(said.segments[i], *verb, swap, fact, said);
    spoken_of = bears_on(said.segments[i], *verb, swap, fact, said);
    clauses = true;
  }
  // "not Katherine, she's Catherine": nobody is named but by the wrong name.
  const bool renames = said.tokens[0].low == "not" && swap.head && swap.wrong.front().capital &&
                       !is_time_word(swap.wrong.front().low) &&
                       lower(mended.value).front() != mended.value.front();
  if (clauses) return spoken_of || renames;
  return said.corrects || is_only_sides(said, swap, fact, mended);
}

}  // namespace

void read_led_swaps(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.question || said.segments.empty()) return;
  std::vector<Swap> swaps = swaps_in(without_letters(said.tokens));
  // "I play the violin. Not viola."
  if (said.tokens[0].low == "not" && said.tokens.size() < 5 && !said.before.empty()) {
    swaps.push_back(
        {said.before, trimmed(part_of(said.tokens, 1, said.tokens.size())), false, false});
  }
  if (!said.echo.empty()) swaps.push_back({said.tokens, trimmed(said.echo), false, false});
  // Of two ways to read the same "not" the first that fits is meant.
  std::vector<std::size_t> done;
  for (const Swap& swap : swaps) {
    if (swap.wrong.empty() || swap.right.empty() || swap.wrong.size() > 5) continue;
    const std::size_t place = swap.wrong.front().begin;
    if (std::find(done.begin(), done.end(), place) != done.end()) continue;
    std::optional<Mended> best;
    bool tie = false;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      auto mended = mend(swap, i, facts[i], said);
      if (!mended || !is_about(said, swap, facts[i], *mended)) continue;
      tie = best && best->score == mended->score;
      if (!best || mended->score > best->score) best = std::move(mended);
    }
    if (!best || tie) continue;
    const bool touched = std::any_of(touches.begin(), touches.end(),
                                     [&](const Touch& each) { return each.fact == best->fact; });
    if (touched) continue;
    const bool follows =
        swap.follows ||
        speaks(said.tokens, "now|any more|anymore|from now on|these days|moved|no longer");
    touches.push_back(
        {.fact = best->fact,
         .way = follows && !said.corrects ? Touch::Way::follows : Touch::Way::rewrites,
         .content = best->content,
         .reason = follows ? "has changed" : "corrects it",
         .value = best->value});
    done.push_back(place);
  }
  if (touches.empty() || said.question) return read_led_spelling(said, facts, touches);
  // "it's Tuesday not Thursday, and the name is Ines"
  Said more = said;
  more.corrects = true;
  std::vector<Touch> spelled;
  if (speaks(said.tokens, "name|spelled|spelt|called")) read_led_spelling(more, facts, spelled);
  for (Touch& touch : spelled) {
    const bool touched = std::any_of(touches.begin(), touches.end(),
                                     [&](const Touch& each) { return each.fact == touch.fact; });
    if (!touched) touches.push_back(std::move(touch));
  }
}

}  // namespace mnestic::extract
