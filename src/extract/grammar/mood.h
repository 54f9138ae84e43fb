// Mood: what a sentence is before what it says: question, request, standing instruction,
// supposition, correction.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/clauses.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// Words before the statement proper ("oh, by the way, actually ...").
struct Opening {
  std::size_t begin = 0;  // first token behind them
  bool corrects = false;  // "actually", "I meant", "sorry"
  bool jest = false;      // "just kidding"
  bool states = false;    // "did I mention ...": a question in form only
};
[[nodiscard]] Opening strip_opening(TokenSpan tokens);

[[nodiscard]] bool starts_like_question(TokenSpan tokens);
// A supposition, or a clause that leaves open whether it is so: "might", "maybe", "thinking of".
[[nodiscard]] bool is_hypothetical(TokenSpan tokens);
// "if I were", "imagine", "I wish": nothing in the sentence is so.
[[nodiscard]] bool is_supposition(TokenSpan tokens);
// A one-off wish to the assistant: "write me an email".
[[nodiscard]] bool is_request(TokenSpan tokens);
// Where a statement about the speaker begins behind a wish or a question: "help me with a letter,
// I've been a chef for ten years"; the size when there is none.
[[nodiscard]] std::size_t behind_request(TokenSpan tokens, const Context& context);
// "summarise this:", "translate ...": what follows is somebody's text.
[[nodiscard]] bool is_for_pasted_text(std::string_view text);
[[nodiscard]] bool is_about_assistant(const Clause& clause);

// A present or coming date of something that is not said to be another's: "the fix ends in 2027".
[[nodiscard]] bool is_scheduled(const Clause& clause);
// "the fix" as "User's fix"; other subjects as they are.
[[nodiscard]] std::string owned_if_definite(std::string_view subject);

// "I have a cat" from "there is a cat": existence told of what is likely the speaker's.
[[nodiscard]] Tokens owning(const Tokens& tokens);
// "My stack: Django and Redis" gets a verb for its colon.
void read_colon(Tokens& tokens);
// "It's three kids": the number is said of the speaker.
void read_count(Tokens& tokens);
// "my doctor says (that) I ...": the words before the report.
[[nodiscard]] std::size_t behind_report(TokenSpan tokens);

// "I'd rather hear that it's bad" behind "be blunt": says the wish again.
[[nodiscard]] bool elaborates(TokenSpan tokens);
// Where words to the assistant about this conversation begin ("in case you need it"); the size when
// there are none.
[[nodiscard]] std::size_t aside_begin(TokenSpan tokens);
// Without the "lol" or "tbh" at the end.
[[nodiscard]] TokenSpan without_chatter(TokenSpan tokens);
// "Act as my boss", "You are a travel agent": what follows in the message is a part to play.
[[nodiscard]] bool opens_fiction(TokenSpan tokens);
// "How many do I have left?": the numbers before it are those of a sum.
[[nodiscard]] bool asks_for_sum(TokenSpan tokens);
// "I think I might ...", "I guess my ...": where what one thinks begins; 0 without such words.
[[nodiscard]] std::size_t behind_hedge(TokenSpan tokens);
// "probably", "possibly": said without being sure.
[[nodiscard]] bool is_unsure(TokenSpan tokens);
// "the email says: ...": what follows are another's words.
[[nodiscard]] bool reports_text(TokenSpan tokens);
[[nodiscard]] bool mentions_subject(TokenSpan tokens);  // I, we
// "they switched me to keppra" -> "User was switched to keppra".
[[nodiscard]] std::optional<std::string> read_done_to_speaker(const Clause& clause);
// "it's spelled Katarzyna, not Katarina": says something only beside what it corrects.
[[nodiscard]] std::optional<std::string> read_vague_swap(const Clause& clause);
// Whether a clause about something foreign still tells of the speaker: "light themes set off my
// migraines".
[[nodiscard]] bool belongs_to_speaker(const Clause& clause);

struct Instruction {
  std::string content;
  std::string_view kind;
};
// A standing instruction: "always answer in metric", "call me Ash".
[[nodiscard]] std::optional<Instruction> read_instruction(TokenSpan tokens);

// "don't call me Bobby anymore": the name that is wanted no longer.
[[nodiscard]] std::optional<std::string> read_unnaming(TokenSpan tokens);

struct FragmentReading {
  std::string content;
  std::string_view kind;
  bool elliptic = false;  // see Candidate
};
// Text without a subject and verb of its own: "root canal on Thursday at 2:15".
// `ailing`: the message speaks of an illness, so "Humira every other Friday" is what is taken.
[[nodiscard]] std::vector<FragmentReading> read_fragment_text(const Tokens& tokens, bool ailing);
[[nodiscard]] bool speaks_of_illness(TokenSpan tokens);

}  // namespace mnestic::extract
