// Kinds: which of a kind a known thing is, told without naming all of it: "it's a *double*
// espresso", "the shellfish thing? Prawns and crab", "she's a spaniel" of the one dog that is
// known.
#include <algorithm>
#include <optional>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "relation/retract.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

void add(std::vector<Touch>& touches, std::size_t fact, std::string content, const Tokens& value) {
  touches.push_back(
      {fact, Touch::Way::rewrites, std::move(content), "says it more exactly", join(value)});
}

Tokens without_marks(const Tokens& tokens) {
  Tokens words;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::mark || token.low == "/" || token.low == "-" || token.low == "'")
      words.push_back(token);
  }
  for (Token& token : words) {
    if (token.kind != TokenKind::mark && &token != &words.front()) token.space = true;
  }
  return words;
}

bool holds(const Fact& fact, const Token& word) {
  return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                     [&](const Token& each) { return means(word, each); });
}

// "it's a *double* espresso", "a double espresso, I should have said": a word before a noun of the
// one fact that has it.
void read_stressed(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const bool starred = std::any_of(said.tokens.begin() + 1, said.tokens.end(),
                                   [](const Token& token) { return token.low == "*"; });
  Tokens plain;
  for (const Token& token : said.tokens) {
    if (token.low != "*") plain.push_back(token);
  }
  const std::vector<Tokens> segments = segments_of(plain);
  for (const Tokens& segment : segments) {
    static const WordSet pointing("it that");
    std::size_t at = 0;
    if (segment.size() > 3 && pointing.has(segment[0].low) && is_be(segment[1].low)) at = 2;
    const bool pointed = at != 0;
    // "pastry chef, at a hotel in Zurich"
    const bool bare = !pointed && &segment == &segments.front() && segments.size() > 1 &&
                      !finite_verb_in(segment) && segment.size() == 2 &&
                      is_preposition(segments[1].front().low) &&
                      std::none_of(segments.begin(), segments.end(), [](const Tokens& each) {
                        return finite_verb_in(each).has_value();
                      });
    if (!pointed && !bare) continue;
    if (pointed && segment[at].low != "a" && segment[at].low != "an") continue;
    if (pointed) ++at;
    const Tokens noun = part_of(segment, at, segment.size());
    static const WordSet views(
        "good great nice new old bad lovely big little small long short poor happy sad best worst "
        "other different same real proper whole favourite favorite hot cold brilliant");
    if (!starred && !said.corrects && !noun.empty() && views.has(noun.front().low)) continue;
    constexpr std::size_t kNounTokensMax = 4;
    if (noun.size() < 2 || noun.size() > kNounTokensMax) continue;
    // "a lot to take in", "a ton of work": no kind of anything.
    const bool plain_noun = std::all_of(noun.begin(), noun.end(), [](const Token& token) {
      return is_telling(token) && !is_preposition(token.low) && token.low != "of";
    });
    if (!plain_noun) continue;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (fact.verb == 0 || fact.parsed.negated || holds(fact, noun.front())) continue;
      for (std::size_t k = fact.verb + 1; k < fact.tokens.size(); ++k) {
        if (!same_word(fact.tokens[k], noun.back()) || is_telling(fact.tokens[k - 1])) continue;
        if (found && *found != i) return;  // which is meant is not said
        found = i;
      }
    }
    if (!found) continue;
    const Fact& fact = facts[*found];
    for (std::size_t k = fact.verb + 1; k < fact.tokens.size(); ++k) {
      if (!same_word(fact.tokens[k], noun.back())) continue;
      Tokens words = noun;
      for (Token& token : words) token.space = true;
      add(touches, *found, with_words(fact, k, k + 1, join(words)), noun);
      return;
    }
  }
}

// "the shellfish thing? Prawns and crab"
void read_asked_kind(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  static const WordSet pointing("the my our that");
  static const WordSet over(
      "gone done over finished sorted sold cancelled fine better history dead yes no never not "
      "same "
      "still maybe great good bad awful lovely nope yep nah off out back ended all none nothing");
  if (said.echo.empty() || said.tokens.empty() || !pointing.has(said.echo.front().low)) return;
  constexpr std::size_t kKindTokensMax = 7;
  Tokens kind = said.tokens;
  while (!kind.empty() && kind.back().kind == TokenKind::mark) kind.pop_back();
  const bool dated = std::any_of(kind.begin(), kind.end(), [](const Token& token) {
    return is_time_word(token.low) || token.kind == TokenKind::number;
  });
  if (kind.empty() || kind.size() > kKindTokensMax || finite_verb_in(kind) || dated) return;
  if (over.has(kind.front().low) || is_pronoun(kind.front().low) || is_adverb(kind.front().low) ||
      is_verb(kind.front().low, kPast | kParticiple) || is_preposition(kind.front().low) ||
      is_adjective(kind.front().low)) {
    return;
  }
  Tokens words;
  for (const Token& token : said.echo) {
    if (is_telling(token) && !is_vague_noun(canonical_word(token.low))) words.push_back(token);
  }
  if (words.empty()) return;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const bool all = std::all_of(words.begin(), words.end(),
                                 [&](const Token& word) { return holds(facts[i], word); });
    if (facts[i].verb == 0 || !all || facts[i].parsed.negated) continue;
    if (found) return;
    found = i;
  }
  if (!found) return;
  const Fact& fact = facts[*found];
  const bool fresh = std::any_of(kind.begin(), kind.end(), [&](const Token& token) {
    return is_telling(token) && !holds(fact, token);
  });
  if (!fresh) return;
  Token& first = kind.front();
  if (first.out.size() > 1 && lower(first.out.substr(1)) == first.out.substr(1) &&
      fact.parsed.verb != "have") {
    first.out = first.low;
  }
  for (std::size_t k = fact.verb; k < fact.tokens.size(); ++k) {
    if (!means(words.back(), fact.tokens[k])) continue;
    const std::string was =
        fact.known->content.substr(fact.tokens[k].begin, fact.tokens[k].end - fact.tokens[k].begin);
    add(touches, *found, with_words(fact, k, k + 1, was + " (" + join(kind) + ")"), kind);
    return;
  }
}

// "the PhD kind of doctor": the kind behind the noun of the one fact that has it.
void read_kind_of(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  static const WordSet kinds("kind sort type variety");
  for (const Tokens& segment : said.segments) {
    std::size_t at = 0;
    while (at < segment.size() && at < 3 &&
           (is_pronoun(segment[at].low) || is_be(segment[at].low) || is_adverb(segment[at].low))) {
      ++at;
    }
    if (at >= segment.size() || segment[at].low != "the") continue;
    std::size_t kind = at + 1;
    while (kind < segment.size() && kind < at + 5 && !kinds.has(segment[kind].low)) ++kind;
    if (kind == at + 1 || kind + 2 >= segment.size() || kind >= at + 5 ||
        segment[kind + 1].low != "of") {
      continue;
    }
    const Token& noun = segment[kind + 2];
    std::optional<std::size_t> found;
    std::size_t where = 0;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      for (std::size_t k = facts[i].verb + 1; facts[i].verb != 0 && k < facts[i].tokens.size();
           ++k) {
        if (!same_word(facts[i].tokens[k], noun) || facts[i].parsed.negated) continue;
        if (found && *found != i) return;
        found = i;
        where = k;
      }
    }
    if (!found) continue;
    const Tokens words = part_of(segment, at, kind + 1);
    add(touches, *found,
        with_words(facts[*found], where, where + 1,
                   facts[*found].tokens[where].out + " (" + join(words) + ")"),
        words);
    return;
  }
}

// "a Zoe, the electric car": what a thing of a fact is.
void read_apposed(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.segments.size() != 2) return;
  const Tokens& thing = said.segments[0];
  const Tokens& noun = said.segments[1];
  static const WordSet articles("a an");
  static const WordSet pointing("the my our");
  constexpr std::size_t kTokensMax = 4;
  if (thing.size() < 2 || thing.size() > kTokensMax || !articles.has(thing[0].low) ||
      noun.size() < 2 || noun.size() > kTokensMax || !pointing.has(noun[0].low) ||
      finite_verb_in(thing) || finite_verb_in(noun)) {
    return;
  }
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const bool all = std::all_of(noun.begin(), noun.end(), [&](const Token& word) {
      return !is_telling(word) || holds(facts[i], word);
    });
    const bool fresh = std::any_of(thing.begin(), thing.end(), [&](const Token& word) {
      return is_telling(word) && !holds(facts[i], word);
    });
    if (facts[i].verb == 0 || !all || !fresh || facts[i].parsed.negated) continue;
    if (found) return;
    found = i;
  }
  if (!found) return;
  for (std::size_t k = facts[*found].tokens.size(); k-- > facts[*found].verb + 1;) {
    if (!same_word(facts[*found].tokens[k], noun.back())) continue;
    add(touches, *found,
        with_words(facts[*found], k, k + 1, facts[*found].tokens[k].out + " (" + join(thing) + ")"),
        thing);
    return;
  }
}

bool is_breed(std::string_view word) {
  static const WordSet breeds(
      "cross crossbreed mix rescue stray mongrel mutt pedigree purebred tabby tortie tortoiseshell "
      "calico ginger moggy spaniel terrier retriever labrador lab poodle collie whippet greyhound "
      "lurcher beagle pug husky corgi dachshund boxer bulldog mastiff setter pointer hound "
      "shepherd "
      "spitz chihuahua maltese bichon schnauzer rottweiler dalmatian siamese persian burmese "
      "bengal "
      "ragdoll sphynx lop cob pony thoroughbred shetland cockapoo labradoodle rex");
  return breeds.has(word);
}

// "he's a golden retriever" where the dog was said to be another breed; false where none was.
bool put_breed_right(const std::string& article, const Tokens& breed,
                     const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const bool of_pet = fact.verb > 1 && fact.parsed.verb == "be" && !fact.parsed.negated &&
                        is_pet(fact.tokens[fact.verb - 1].low) && is_breed(fact.tokens.back().low);
    if (!of_pet) continue;
    if (found) return true;
    found = i;
  }
  if (!found) return false;
  const Fact& fact = facts[*found];
  add(touches, *found,
      fact.known->content.substr(0, fact.tokens[fact.verb].end) + " " + article + " " +
          join(without_marks(breed)),
      breed);
  return true;
}

// "She's a Bedlington cross", "he's a rescue": what an animal is, of the one that is known.
void read_breed(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  static const WordSet pronouns("she he it");
  static const WordSet vague(
      "mix rescue stray ginger boxer pointer setter hound rex cross shepherd");
  if (said.segments.empty()) return;
  Tokens first = said.segments[0];
  // "scrap that, he's a golden retriever"
  if (said.corrects && said.segments.size() > 1 && !pronouns.has(first[0].low))
    first = said.segments[1];
  // "a whippet, since you ask"
  const bool told =
      said.segments.size() > 1 &&
      speaks(said.tokens,
             "since you ask|if you must know|for the record|before anyone asks|by the "
             "way|btw|in case you wondered|to be precise|to be exact|specifically");
  if (told && first.size() > 1 && (first[0].low == "a" || first[0].low == "an")) {
    first.insert(first.begin(), {plain_word("it"), plain_word("is")});
  }
  if (first.size() < 4) return;
  if (!pronouns.has(first[0].low) || !is_be(first[1].low) ||
      (first[2].low != "a" && first[2].low != "an")) {
    return;
  }
  std::size_t end = 3;
  while (end < first.size() && !is_preposition(first[end].low) && !is_pronoun(first[end].low))
    ++end;
  const Tokens breed = part_of(first, 3, end);
  constexpr std::size_t kBreedTokensMax = 6;
  if (breed.empty() || breed.size() > kBreedTokensMax || !is_breed(breed.back().low)) return;
  // "it's a mix of drama and romance"
  if (first[0].low == "it" && vague.has(breed.back().low)) return;
  if (said.corrects && put_breed_right(first[2].low, breed, facts, touches)) return;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const bool animal = fact.verb != 0 && fact.parsed.subject == "user" &&
                        fact.parsed.verb == "have" && !fact.parsed.negated &&
                        std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                                    [](const Token& token) { return is_pet(token.low); });
    if (!animal) continue;
    if (found) return;
    found = i;
  }
  if (!found) return;
  const std::string article = first[2].low + " ";
  add(touches, *found, facts[*found].known->content + ", " + article + join(without_marks(breed)),
      breed);
}

}  // namespace

void read_led_kinds(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.question) return;
  read_stressed(said, facts, touches);
  if (touches.empty()) read_asked_kind(said, facts, touches);
  if (touches.empty()) read_breed(said, facts, touches);
  if (touches.empty()) read_kind_of(said, facts, touches);
  if (touches.empty()) read_apposed(said, facts, touches);
}

}  // namespace mnestic::extract
