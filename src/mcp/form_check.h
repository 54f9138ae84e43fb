// Whether what a user filled in fits the form that was shown. A form is the flat schema of an
// elicitation: strings, numbers, booleans, enumerations and arrays of enumerated strings.
//
// Thread safety: pure functions.
#pragma once

#include "mnestic/mcp/context.h"

namespace mnestic::mcp {

// Members that the form does not name may be there. Formats (email, date …) are not looked at.
[[nodiscard]] bool fits_form(const Json& schema, const Json& content);

}  // namespace mnestic::mcp
