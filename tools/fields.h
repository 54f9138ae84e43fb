// The writable fields of a memory: arguments → memory::Fields.
//
// Thread safety: pure functions.
#pragma once

#include <optional>

#include "arguments.h"
#include "mnestic/base/result.h"
#include "mnestic/memory/requests.h"

namespace mnestic::tools {

// Everything that `arguments` names. `data` is checked against the schema of the kind: the one
// named, else `kind_otherwise`. Errors: invalid_argument naming the field.
[[nodiscard]] Result<memory::Fields> read_fields(const Arguments& arguments,
                                                 model::Kind kind_otherwise);

}  // namespace mnestic::tools
