// Relation: how a new statement stands to a stored one. The heart of reconciliation, the same for
// every extractor: equal only with the same meaning AND the same numbers, names, dates, units and
// polarity; when unsure, unrelated.
//
// Thread safety: pure functions. Statements are in the third person ("User is allergic to
// shellfish").
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/extract/extractor.h"

namespace mnestic::extract {

enum class Relation : std::uint8_t {
  unrelated,    // both stand
  equal,        // says the same: nothing to add
  refines,      // the new one says the same and more: it replaces the stored one
  covered,      // the stored one already says it and more: nothing to add
  contradicts,  // both cannot be so now (a single-valued slot, or opposite polarity): the later one
                // replaces
  negates,      // a retraction of the stored one: it ends, nothing replaces it
};

struct Judgement {
  Relation relation = Relation::unrelated;
  std::string reason;  // a few words for people: "same statement", "one employer at a time"
};

struct Parsed;  // inside the room

// A statement taken apart once, for comparing it with many. Cheap to copy.
class Statement {
 public:
  explicit Statement(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const Parsed& parsed() const { return *parsed_; }

 private:
  std::string text_;
  std::shared_ptr<const Parsed> parsed_;  // never null
};

// As the overload for text, without taking the statements apart again.
[[nodiscard]] Judgement relate(const Statement& stored, const Statement& fresh, Action action);

// Words that a stored statement may hold which `fresh` ends without naming them: "User has an
// address" retracted means where the user lives. Empty for most statements.
[[nodiscard]] std::string search_words(std::string_view fresh, Action action);

// Words that stored statements may hold for what `said` calls otherwise: "alcohol" for "wine".
[[nodiscard]] std::string words_meant(std::string_view said);

// `action` says whether `fresh` is asserted or retracted (see Action).
[[nodiscard]] Judgement relate(std::string_view stored, std::string_view fresh, Action action);

// The stored statement with the wrong words put right, when `fresh` is an elliptic correction ("It
// is Kasia, not Kasha") and `stored` holds the wrong words ("User's cat is called Kasha"); else
// nothing. A weekday that was wrong also meets a date on it ("on 2026-11-24"), a time another way
// to write it
// ("3pm", "15:00"). Case is ignored in matching; all places are mended.
[[nodiscard]] std::optional<std::string> corrected(std::string_view stored, std::string_view fresh);

// Whether a statement that says what was wrong before ("User's cousin lives in Hessen", not Essen)
// may be meant for the stored one: of the same person, and of the same thing where it names one.
[[nodiscard]] bool may_put_right(const Statement& stored, const Statement& fresh);

// The topic under which at most one statement of a person can be so at a time ("name", "home",
// "employer", "age", "favourite colour" ...), or nothing. Statements with the same slot and
// different values contradict each other.
[[nodiscard]] std::optional<std::string> single_valued_slot(std::string_view statement);

}  // namespace mnestic::extract
