// What sounds like the end of something, or like putting it right, and is none: one time of many,
// a thing that is only elsewhere, talk of a book, a spare key.
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/ending.h"
#include "led/parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

bool is_memory(std::string_view word) {
  static const WordSet set(
      "memory memories notes note record records file files list lists profile database brain head "
      "log system history data store storage");
  return set.has(word);
}

// "delete my address from the mailing list template": from something that is no memory of what was
// said.
bool is_from_elsewhere(const Tokens& tokens) {
  static const WordSet wishes("delete remove erase drop wipe clear scrub strike scrap cut");
  const bool wish = std::any_of(tokens.begin(), tokens.end(),
                                [](const Token& token) { return wishes.has(token.low); });
  for (std::size_t i = 0; wish && i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "from" || !is_determiner(tokens[i + 1].low)) continue;
    if (tokens[i + 1].low == "your") return false;
    std::size_t noun = i + 2;
    while (noun + 1 < tokens.size() && is_telling(tokens[noun + 1])) ++noun;
    const bool many = tokens[noun].low.ends_with('s') && is_possessive(tokens[i + 1].low);
    const bool mailing = speaks(tokens, "mailing list|guest list|shopping list|waiting list");
    return (mailing || !is_memory(tokens[noun].low)) && !many;
  }
  return false;
}

// "can you get rid of a tattoo with cream?": of any, not of the speaker's.
bool asks_about_any(const Said& said) {
  if (!said.question) return false;
  for (std::size_t i = 0; i + 1 < said.tokens.size(); ++i) {
    const bool any = said.tokens[i].low == "a" || said.tokens[i].low == "an";
    static const WordSet general("of remove delete drop lose erase clear");
    if (any && i > 0 && general.has(said.tokens[i - 1].low)) return true;
  }
  return false;
}

bool is_for_once(TokenSpan tokens) {
  return speaks(
      tokens,
      "for today|for tonight|for the day|for the op|for surgery|for an x-ray|for the "
      "x-ray|for a scan|for the scan|at the garage|at the vet|at the vets|at the "
      "vet's|at the menders|at the kennels|at the station|restarted|"
      "reopened|reinstalled|restored it|rejoined|started again|bought it back|got it "
      "back|new one arrived|new one is coming|replacement|for a second|for a sec|for a minute|"
      "for a moment|after my shift|after the shift|for repairs|for renovation|for cleaning|for the "
      "winter|to check|when i "
      "saw|halfway|on stage|mid-song|mid-set|on screen");
}

// "padel's over, heading home", "was over in ten minutes", "bad this week": one time of many.
bool is_passing_talk(TokenSpan tokens) {
  constexpr std::string_view kBehind =
      "heading home|going home|heading back|on my way|on the way|this week|today's|rolled up my "
      "mat|over quickly|over fast|over early|over too soon|time for a shower|time for lunch|time "
      "for dinner|time for bed";
  if (speaks(tokens, kBehind)) return true;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    static const WordSet brief("minutes mins hours seconds");
    if (tokens[i].low == "in" && brief.has(tokens[i + 2].low)) return true;
  }
  return false;
}

// A supply, a number, a mood.
bool is_no_end(const Tokens& segment) {
  if (speaks(segment, "run out of|ran out of|running out of|over the moon|over the hill"))
    return true;
  static const WordSet days("monday tuesday wednesday thursday friday saturday sunday");
  for (std::size_t i = 0; i + 1 < segment.size(); ++i) {
    const bool over = segment[i].low == "over" && segment[i + 1].kind == TokenKind::number;
    if (over || (segment[i].low == "this" && days.has(segment[i + 1].low))) return true;
  }
  return false;
}

// "finished a crime novel", "broke up a fight with Alex": one of many.
bool is_instance(const Tokens& segment, const End& end) {
  static const WordSet spent(
      "finish end sell break bin throw lose delete drop remove return close scrap donate");
  if (end.before || end.end >= segment.size() || !spent.has(lemma_of(segment[end.begin].low)))
    return false;
  return segment[end.end].low == "a" || segment[end.end].low == "an";
}

// "Moss is gone again", "the garden is dead in winter"
bool comes_back(const Tokens& segment, const End& end) {
  static const WordSet seasons("winter summer autumn spring");
  for (std::size_t i = end.end; i < segment.size() && i < end.end + 2; ++i) {
    if (segment[i].low == "again") return true;
    const bool in = segment[i].low == "in" && i + 1 < segment.size();
    if (in && end.before && seasons.has(segment[i + 1].low)) return true;
  }
  return false;
}

// "cancelled as of today" is for good.
Tokens without_start(const Tokens& segment) {
  for (std::size_t i = 0; i + 2 < segment.size(); ++i) {
    if (!sequence_at(segment, i, "as of")) continue;
    Tokens rest = segment;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i),
               rest.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    return rest;
  }
  return segment;
}

}  // namespace

// "just left Aldi, home in ten", "left choir at nine", "closed the app": for now.
bool is_for_now(const Tokens& segment, const End& end) {
  if (lemma_of(segment[end.begin].low) == "close" && !end.before)
    return speaks(segment, "app|tab|window|laptop|door|lid");
  if (lemma_of(segment[end.begin].low) != "leave") return false;
  static const WordSet hours("one two three four five six seven eight nine ten eleven twelve half");
  for (std::size_t i = end.end; i + 1 < segment.size(); ++i) {
    if (segment[i].low == "at" && hours.has(segment[i + 1].low)) return true;
  }
  const bool just = end.begin > 0 && segment[end.begin - 1].low == "just";
  return just && !speaks(segment, "after|job|role|post|for good|my|the|our");
}

bool is_passing(const Said& said, const Tokens& segment, const End& end) {
  if (is_no_end(segment) || is_one_issue(segment)) return true;
  if (end.denied) return false;
  // "one of the chickens died"
  if (speaks(segment,
             "one of the|one of my|one of our|two of the|some of the|some of my|half the|"
             "half of the|half my|most of the")) {
    return true;
  }
  if (is_for_now(segment, end)) return true;
  if (is_for_once(said.tokens) || is_passing_talk(said.tokens)) return true;
  // "stopped for a smoke"
  static const WordSet stays("for by off");
  const bool halted = lemma_of(segment[end.begin].low) == "stop" && end.end < segment.size() &&
                      stays.has(segment[end.end].low) && !speaks(segment, "for good|for ever");
  // "stopped baking at 2am"
  const bool at_hour = lemma_of(segment[end.begin].low) == "stop" &&
                       std::any_of(segment.begin(), segment.end(), [](const Token& token) {
                         return token.low.ends_with("am") && is_digits(token.low.substr(0, 1));
                       });
  if (at_hour) return true;
  if (halted || speaks(said.tokens, "when i saw|when i heard|when i noticed|when i spotted"))
    return true;
  const bool left =
      lemma_of(segment[end.begin].low) == "leave" && speaks(segment, "at home|at work");
  return left || is_one_time(without_start(segment)) || is_put_somewhere(segment, end.begin) ||
         is_instance(segment, end) || comes_back(segment, end);
}

// "no longer need the crutches at home but I still use them outside"
bool goes_on_partly(const Said& said, const Tokens& ended) {
  return std::any_of(said.segments.begin(), said.segments.end(), [&](const Tokens& segment) {
    return &segment > &ended && speaks(segment, "still") && speaks(segment, "it|them|that|one");
  });
}

bool ends_in_passing(const Said& said) {
  bool any = false;
  for (const Tokens& segment : said.segments) {
    const End end = find_end(segment);
    if (!end.ended) continue;
    if (!is_passing(said, segment, end)) return false;
    any = true;
  }
  return any || is_for_once(said.tokens);
}

bool is_namesake(const Said& said, const Fact& fact) {
  // Names that are common words as well; of others a small letter says nothing.
  static const WordSet common_words(
      "king queen jazz rio accord soul leaf windows apple apples bath world teams slack signal "
      "queen oasis switch go swift "
      "python rust "
      "polish turkish mini beetle polo focus friends office times amazon delta orange ginger dot "
      "star "
      "notion arc edge opera chrome bear things sky three shell target gap next boots reading nice "
      "cork hull bridge wired blur pulp golf fiesta galaxy pixel black");
  for (std::size_t i = 1; i < fact.tokens.size(); ++i) {
    const Token& name = fact.tokens[i];
    if (!name.capital || name.kind != TokenKind::word || is_time_word(name.low)) continue;
    const bool pointed = is_determiner(fact.tokens[i - 1].low);  // "reads the Guardian"
    for (std::size_t k = 0; k < said.tokens.size(); ++k) {
      const Token& word = said.tokens[k];
      if (word.capital || !common_words.has(word.low) || !same_word(word, name)) continue;
      // "gave up on jazz night"
      const bool joined = k + 1 < said.tokens.size() && !said.tokens[k + 1].capital &&
                          said.tokens[k + 1].kind == TokenKind::word && k > 0 &&
                          is_preposition(said.tokens[k - 1].low) &&
                          (is_telling(said.tokens[k + 1]) || said.tokens[k + 1].low == "night") &&
                          std::none_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& t) {
                            return means(said.tokens[k + 1], t);
                          });
      if (joined) return true;
      const bool described = k > 1 && is_adjective(said.tokens[k - 1].low);
      const bool common = k > 0 && is_determiner(said.tokens[described ? k - 2 : k - 1].low);
      if (word.low != name.low || (common && !pointed)) return true;
    }
  }
  return false;
}

bool tells_elsewhere(TokenSpan tokens) {
  return speaks(tokens,
                "what they|what he|what she|in the book|in the novel|in the film|in the movie|in "
                "the show|in the story|in the game|in my dream|in the song|in the play");
}

bool ends_nothing(const Said& said) {
  return is_from_elsewhere(said.tokens) || asks_about_any(said) || is_bygone(said) ||
         speaks(said.tokens, "spare key|spare keys|spare set");
}

}  // namespace mnestic::extract
