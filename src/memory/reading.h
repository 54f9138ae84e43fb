// Reading: having a model read what was said, in questions of a size that models take, with the
// stored facts that each could touch.
//
// Thread safety: pure functions over the store.
#pragma once

#include <cstdint>
#include <vector>

#include "drafts.h"

namespace mnestic::memory {

// What goes into one question: messages or pieces of them, in order.
struct Turns {
  std::vector<extract::Message> messages;
  std::vector<std::uint32_t> indexes;  // of each among the messages of the call
};
// The same input gives the same turns. Nothing is left out.
[[nodiscard]] std::vector<Turns> turns_of(const std::vector<extract::Message>& messages);

// What a question holds besides the turns themselves: stored facts near to them, best first.
[[nodiscard]] Result<std::vector<extract::KnownFact>> known_near(const EngineParts& parts,
                                                                 const std::string& user_id,
                                                                 const Turns& turns,
                                                                 bool may_spare);

// The request to an extractor, `before` being what was said before the turns.
[[nodiscard]] extract::ExtractRequest extract_request(const EngineParts& parts,
                                                      const RememberRequest& request,
                                                      const Turns& turns, Timestamp now);

// Adds what an extractor found in the turns.
void take_extraction(const RememberRequest& request, const Turns& turns,
                     const extract::Extraction& extraction, Timestamp now, Drafts& out);

// Has parts.extractor read the messages, `context` being what was said before. What it cannot read
// now is in `waiting`. Errors: cancelled; with dry_run, that no model answers.
[[nodiscard]] Result<Drafts> read_with_model(const EngineParts& parts,
                                             const RememberRequest& request,
                                             const std::vector<extract::Message>& messages,
                                             std::vector<extract::Message> context, Timestamp now);

// What the client's model is to be asked, for read_answers(). None when there is nothing to ask.
[[nodiscard]] Result<std::vector<ClientQuestion>> questions_about(
    const EngineParts& parts, const RememberRequest& request,
    const std::vector<extract::Message>& messages, Timestamp now);

// Reads the answers that the client's model gave; where one is missing or of no use, rules read.
// REQUIRES: request.answers.
[[nodiscard]] Result<Drafts> read_answers(const EngineParts& parts, const extract::Extractor& rules,
                                          const RememberRequest& request,
                                          const std::vector<extract::Message>& messages,
                                          std::vector<extract::Message> context, Timestamp now);

}  // namespace mnestic::memory
