// Parsed: a third-person statement taken apart so that two of them can be compared: whom it is
// about, what it says, whether it denies it, when.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::extract {

enum class Tense : std::uint8_t {
  present,
  past,
  former,
  future
};  // former: "used to", "no longer"

// One word of the predicate in canonical form: folded, number words as digits, plurals and synonyms
// unified.
struct Term {
  std::string word;
  bool link = false;    // a preposition or other word that only joins
  bool name = false;    // written with a capital inside the statement
  bool number = false;  // holds a digit
  bool many = false;    // a plural: "migraines"
};

struct Parsed {
  std::string subject;  // "user", "user sister", "edie"; empty when none was found
  std::vector<std::string> subject_terms;
  std::string verb;  // canonical lemma: "have", "use", "like"
  bool negated = false;
  bool now = false;     // "now", "these days", "up from three": in place of what was before
  bool lately = false;  // "these days", "nowadays": not just at this moment
  Tense tense = Tense::present;
  std::vector<std::string> instead;  // "..., not Hannah": the words that were wrong
  std::vector<Term> terms;           // the rest, fillers left out, in order

  // Topic and value, when at most one such statement of the subject can be so at a time; else both
  // empty.
  std::string slot;
  std::string value;
};

[[nodiscard]] Parsed parse_statement(std::string_view text);

// Puts other wordings of the same into one: "is employed by" into "works at".
void say_plainly(Parsed& parsed);

// Fills `slot` and `value`.
void find_slot(Parsed& parsed);

// The canonical form of one folded word ("kids" -> "child", "two" -> "2").
[[nodiscard]] std::string canonical_word(std::string_view low);

// Whether the predicate holds `word`, the subject does, the predicate begins with it.
[[nodiscard]] bool holds_word(const Parsed& parsed, std::string_view word);
[[nodiscard]] bool subject_holds(const Parsed& parsed, std::string_view word);
[[nodiscard]] bool begins_with(const Parsed& parsed, std::string_view word);

}  // namespace mnestic::extract
