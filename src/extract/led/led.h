// Led: what a message does to what is stored, read from the stored side. The grammar asks what a
// sentence says; here each known fact asks whether a sentence denies it, ends it, puts another
// value in its place or makes it more exact. The fact supplies the meaning, so that few words are
// needed for a cue; a fact that the words do not clearly mean is left alone.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "mnestic/extract/extractor.h"

namespace mnestic::extract {

// Adds to `out` what `message` does to the `known` facts, newest first, beyond what the candidates
// from `begin` on, read from the same message, do already; drops of them what says the same.
void follow_known(const Message& message, std::uint32_t index, const std::vector<KnownFact>& known,
                  std::size_t begin, Extraction& out);

}  // namespace mnestic::extract
