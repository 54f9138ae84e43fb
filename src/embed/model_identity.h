// ModelIdentity: which model lies in a folder, by the digests of its files. Vectors are filed under
// the name that comes of it, so another model, or the same one set up otherwise, has another name.
//
// Digests are computed once and recorded beside the files (kRecordName) with size and time of each;
// as long as these are the same, a start costs no reading. What differs from its record is refused,
// and so is a folder that is called like the default model and holds anything else.
//
// Thread safety: free functions; processes may record at once, the last one counts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "mnestic/base/result.h"

namespace mnestic::embed {

inline constexpr const char* kRecordName = ".mnestic-digests.json";

// Everything in a model's folder that has a say in a vector; not all need be there.
[[nodiscard]] std::span<const char* const> model_files();

enum class Trust : std::uint8_t { recorded, nothing };

// The name. `trust`: whether a record may stand for the bytes. Errors: not_found when the model's
// weights are not there; data_loss when a file is not what was recorded or published.
[[nodiscard]] Result<std::string> identify_model(const std::filesystem::path& folder, Trust trust);

}  // namespace mnestic::embed
