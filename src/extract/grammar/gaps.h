// Gaps: subjects whose verb is that of the clause before: "I play the cello and my brother the
// trumpet".
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>

#include "grammar/clauses.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// Words and marks that clauses are joined by.
[[nodiscard]] bool is_joint(const Token& token);

// A person and a noun phrase at `at`, with no verb between them.
[[nodiscard]] std::optional<Subject> gapped_subject(TokenSpan tokens, std::size_t at);

// Gives the clause the verb of `before`, in the form that agrees with its subject.
void borrow_verb(const Tokens& before, Clause& clause);

}  // namespace mnestic::extract
