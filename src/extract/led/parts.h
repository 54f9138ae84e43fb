// Pieces that the readers led by known facts share: facts taken apart, sentences in segments, and
// values that can take each other's place.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/tokens.h"
#include "mnestic/extract/extractor.h"
#include "relation/statement.h"

namespace mnestic::extract {

// A stored fact, ready to be compared with what is said.
struct Fact {
  const KnownFact* known = nullptr;
  Tokens tokens;
  Parsed parsed;
  std::size_t verb = 0;  // index of the first token of the predicate
};
[[nodiscard]] Fact take_apart(const KnownFact& known);

// One sentence of a message as the readers see it.
struct Said {
  Tokens tokens;                 // without its opening
  Tokens whole;                  // with it: "new job: ..."
  std::vector<Tokens> segments;  // cut at marks and where a new clause is joined
  bool question = false;
  bool starred = false;   // "*Katarzyna": only what is right
  bool corrects = false;  // its opening, or the sentence before, says that something was wrong
  Tokens before;          // the sentence before it, as far as it is a statement
  Tokens after;           // and the one behind it
  Tokens echo;            // a short question before it: "viola?? I play the violin"
};
[[nodiscard]] std::vector<Tokens> segments_of(const Tokens& tokens);

// As Touch::value: all that the sentence says is only about the touch.
inline constexpr std::string_view kWhole = "*";

// What a message does to a fact.
struct Touch {
  enum class Way {
    ends,      // no longer so
    follows,   // `content` takes its place from now on
    rewrites,  // it is `content` and always was
    confirms,  // said again
    yields,    // what the sentence says already takes its place
  };
  std::size_t fact = 0;
  Way way = Way::ends;
  std::string content;
  std::string reason;
  std::string value;  // the words that are new, for finding what else says them
  // They stand in the next sentence; of what yields, what takes its place in the one before.
  bool goes_on = false;
  std::string thing;  // of what ends, in lower case: what a sentence about it begins with
};

// Whether a word of what is said means a word of a fact: one stem, a part of a compound ("gym" of
// "PureGym"), or a general word for it.
[[nodiscard]] bool means(const Token& said, const Token& stored);
// Without the words that only lead to a value or trail behind it: "the 13th" is "13th".
[[nodiscard]] Tokens trimmed(Tokens tokens);
// Whether the word tells facts apart: no link, auxiliary, pronoun, or word of time or manner.
[[nodiscard]] bool is_telling(const Token& token);
// How many telling words of the fact, values of `but` left out, the tokens mean.
[[nodiscard]] std::size_t shared_words(const Fact& fact, TokenSpan said, TokenSpan but);

// One word, whatever its form.
[[nodiscard]] bool same_word(const Token& a, const Token& b);
// Where `words` stand in the fact behind its first word; the size of its tokens when they do not.
[[nodiscard]] std::size_t found_at(const Fact& fact, const Tokens& words);

// Where the first finite verb stands, or the one that an imperative begins with behind a pronoun;
// none in a mere phrase.
[[nodiscard]] std::optional<std::size_t> finite_verb_in(TokenSpan segment);

// The noun phrases in [from, to), each without what points at it.
[[nodiscard]] std::vector<Tokens> runs_in(const Tokens& tokens, std::size_t from, std::size_t to);

// Whom the words before the first verb are about.
enum class Owner { speaker, thing, other };
[[nodiscard]] Owner owner_of(TokenSpan segment);
// The index of the noun that the subject of the segment is ("tasting" of "the wedding cake tasting
// for us"); its size when nothing is named before the verb.
[[nodiscard]] std::size_t head_of(TokenSpan segment);
// Whether what `segment` says may be said of the fact: the speaker's own things for facts about
// the user, otherwise somebody whom the fact names.
[[nodiscard]] bool may_be_about(TokenSpan segment, const Fact& fact);

// "The new boss drives a blue car" says nothing of a red one, "the sales team is Kestrel" nothing
// of another team, "work laptops are MacBooks" nothing of one laptop.
[[nodiscard]] bool is_of_another_thing(const Tokens& segment, const Fact& fact);

// "moved my lunch from Friday to Monday": whether what is moved is named, and is not what the fact
// is about. `verb`: where the finite verb of the segment stands.
[[nodiscard]] bool moves_another(TokenSpan segment, std::size_t verb, const Fact& fact);

// What kind of value some words are, so that only like takes the place of like.
enum class Sort {
  clock,
  weekday,
  month,
  date,
  ordinal_day,
  year,
  number,
  name,
  colour,
  grade,
  floor,
  status,
  address
};
struct Value {
  std::size_t begin = 0;  // tokens
  std::size_t end = 0;
  Sort sort = Sort::number;
  std::string unit;  // of a number, canonical; may be empty
  std::string norm;  // for comparing: "2", "monday", "10:15"
};
[[nodiscard]] std::vector<Value> values_in(const Tokens& tokens, std::size_t from);
// Whether the two are of a kind and could be the same thing's value.
[[nodiscard]] bool alike(const Value& a, const Value& b);

// The fact's text with tokens [begin, end) replaced; articles agree with what follows.
[[nodiscard]] std::string with_words(const Fact& fact, std::size_t begin, std::size_t end,
                                     std::string words);
// `fresh` worded for the place of `old` in the fact: "Tuesday" for "Mondays" is "Tuesdays".
[[nodiscard]] std::string fitted(const Fact& fact, const Value& old, const Tokens& said,
                                 const Value& fresh);

// How many letters must be changed, added, left out or swapped to make `b` of `a`.
[[nodiscard]] std::size_t letters_apart(std::string_view a, std::string_view b);

// Whether any of the phrases, parted by bars, stands in the tokens.
[[nodiscard]] bool speaks(TokenSpan tokens, std::string_view phrases);

// Whether what the segment tells has not come to pass, or not for good: "almost", "might", "for a
// week". `more`: phrases, parted by bars, that leave it open for the reader who asks.
[[nodiscard]] bool is_unsettled(TokenSpan segment, std::string_view more);

// Whether a name that the fact holds is said as a common word: "the windows" of who uses Windows,
// "apples" of who has an Apple Watch.
[[nodiscard]] bool is_namesake(const Said& said, const Fact& fact);
// Whether it is told of a book, or of what others served or said.
[[nodiscard]] bool tells_elsewhere(TokenSpan tokens);
// Whether all that the sentence says has ended has only done so for once: "for today", "at the
// garage", "restarted".
[[nodiscard]] bool ends_in_passing(const Said& said);
// Whether what sounds like an end or a wish to forget is none: "drop it from the mailing list".
[[nodiscard]] bool ends_nothing(const Said& said);
// Whether it tells an episode of long ago: "Back in 2015 I quit teaching for a year".
[[nodiscard]] bool is_bygone(const Said& said);
// Whether one of those that come again is named: "today's crossword".
[[nodiscard]] bool is_one_issue(const Tokens& segment);
// Whether what ends in `said` leaves the fact alone: it introduces somebody of the family, or the
// words go on to say that another thing of that name is meant.
[[nodiscard]] bool is_left_alone(const Said& said, const Fact& fact);

// The readers. Each adds to `touches` at most one touch of each fact.
void read_led_stops(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_events(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_crossed(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches);
void read_led_renewed(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches);
void read_led_narrowed(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches);
void read_led_rungs(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_births(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_milestones(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches);
void read_led_cleared(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches);
void read_led_departures(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches);
void read_led_settled(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches);
void read_led_posts(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_contrasts(const Said& said, const std::vector<Fact>& facts,
                        std::vector<Touch>& touches);
void read_led_forgetting(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches);
void read_led_swaps(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_spelling(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches);
void read_led_values(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_misheard(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches);
void read_led_owners(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_kinds(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_household(const Said& said, const std::vector<Fact>& facts,
                        std::vector<Touch>& touches);
void read_led_places(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_switched(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches);
void read_led_former(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_echoes(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_alarms(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches);
void read_led_retiring(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches);
// The only one that reads questions.
void read_led_disbelief(const Said& said, const std::vector<Fact>& facts,
                        std::vector<Touch>& touches);
void read_led_details(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches);

}  // namespace mnestic::extract
