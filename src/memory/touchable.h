// Touchable: the stored facts that what was said could end, replace or make more exact. Words
// decide, and how new a fact is: "*Katarzyna, with a z" shares no word with what it corrects, but
// is about what was said last.
//
// Thread safety: pure functions over the store.
#pragma once

#include <string>
#include <vector>

#include "mnestic/extract/extractor.h"
#include "mnestic/memory/engine.h"

namespace mnestic::memory {

// Active, reconciled facts of that user, the nearest first, at most kTouchableMax.
inline constexpr std::size_t kTouchableMax = 40;
[[nodiscard]] Result<std::vector<extract::KnownFact>> touchable(
    const EngineParts& parts, const std::string& user_id,
    const std::vector<extract::Message>& messages);

}  // namespace mnestic::memory
