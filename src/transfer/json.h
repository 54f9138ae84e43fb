// Lines of an export, and the records that they stand for.
//
// Thread safety: pure functions. Errors: invalid_argument naming the field.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/memory/archive.h"

namespace mnestic::transfer {

using Json = nlohmann::ordered_json;

inline constexpr int kFormatVersion = 1;

[[nodiscard]] Json to_json(const store::ChangeRecord& change);
[[nodiscard]] Json to_json(const memory::ArchivedText& text);
[[nodiscard]] Json to_json(const memory::ArchivedVersion& version);
[[nodiscard]] Json to_json(const memory::ArchivedChat& chat);  // without its messages
[[nodiscard]] Json to_json(store::MessageNumber number, const store::MessageRecord& message);

[[nodiscard]] Result<store::ChangeRecord> to_change(const Json& json);
[[nodiscard]] Result<memory::ArchivedText> to_text(const Json& json);
[[nodiscard]] Result<memory::ArchivedVersion> to_version(const Json& json);
[[nodiscard]] Result<memory::ArchivedChat> to_chat(const Json& json);
[[nodiscard]] Result<std::pair<store::MessageNumber, store::MessageRecord>> to_message(
    const Json& json);

// One JSON value. Errors: invalid_argument for what is none, or too deep.
[[nodiscard]] Result<Json> parse(std::string_view text);
// RFC 3339, or milliseconds since 1970.
[[nodiscard]] Result<Timestamp> to_time(const Json& json, std::string_view name);

}  // namespace mnestic::transfer
