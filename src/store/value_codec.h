// Trees of model::Value as bytes. Grammar in FORMAT.md.
#pragma once

#include "mnestic/model/value.h"
#include "wire.h"

namespace mnestic::store {

// The decoder refuses deeper trees than this, so that no bytes can exhaust the stack.
inline constexpr int kValueDepthMax = 256;

void write_fields(Writer& out, const model::Fields& fields);
// Fails the reader when the bytes are no such tree.
[[nodiscard]] model::Fields read_fields(Reader& in, int depth = 0);

}  // namespace mnestic::store
