// Dated: what a statement's date words mean for the memory: its times, its kind's fields, and words
// that still say the same when another day has come.
//
// Thread safety: pure functions.
#pragma once

#include <string_view>

#include "mnestic/extract/extractor.h"

namespace mnestic::extract {

// Resolves the dates in `candidate` as said then. A moment of zero is no moment: the words stay as
// they are.
void resolve_dates(Candidate& candidate, const text::DateOptions& said);

}  // namespace mnestic::extract
