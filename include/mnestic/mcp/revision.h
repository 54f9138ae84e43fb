// The revisions of the protocol, and what each of them knows.
//
// Thread safety: constant data and pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mnestic::mcp {

// In the order of their dates.
enum class Revision : std::uint8_t {
  v2024_11_05,
  v2025_03_26,
  v2025_06_18,
  v2025_11_25,
  v2026_07_28,
};

// Legacy: a session that `initialize` opens. Modern: no session, every request says what it needs.
enum class Era : std::uint8_t { legacy, modern };

inline constexpr std::array kLegacyRevisions = {Revision::v2025_11_25, Revision::v2025_06_18,
                                                Revision::v2025_03_26, Revision::v2024_11_05};
inline constexpr std::array kModernRevisions = {Revision::v2026_07_28};
inline constexpr Revision kNewestLegacy = Revision::v2025_11_25;

[[nodiscard]] std::string_view to_string(Revision revision);
[[nodiscard]] std::optional<Revision> revision_named(std::string_view name);
[[nodiscard]] constexpr Era era_of(Revision revision) {
  return revision >= Revision::v2026_07_28 ? Era::modern : Era::legacy;
}

// What a peer of this revision may be sent. Members it does not know would be harmless, content
// types would not.
[[nodiscard]] constexpr bool has_batches(Revision r) { return r == Revision::v2025_03_26; }
[[nodiscard]] constexpr bool has_annotations(Revision r) { return r >= Revision::v2025_03_26; }
[[nodiscard]] constexpr bool has_audio(Revision r) { return r >= Revision::v2025_03_26; }
[[nodiscard]] constexpr bool has_titles(Revision r) { return r >= Revision::v2025_06_18; }
[[nodiscard]] constexpr bool has_structured_content(Revision r) {
  return r >= Revision::v2025_06_18;
}
[[nodiscard]] constexpr bool has_resource_links(Revision r) { return r >= Revision::v2025_06_18; }
// `description` and `websiteUrl` of an implementation.
[[nodiscard]] constexpr bool has_descriptions(Revision r) { return r >= Revision::v2025_11_25; }
// The `message` of a note of progress.
[[nodiscard]] constexpr bool has_progress_message(Revision r) { return r >= Revision::v2025_03_26; }
[[nodiscard]] constexpr bool has_completion_capability(Revision r) {
  return r >= Revision::v2025_03_26;
}
[[nodiscard]] constexpr bool has_elicitation(Revision r) { return r >= Revision::v2025_06_18; }
// `mode` of an elicitation, titled enumerations as oneOf, tools for sampling.
[[nodiscard]] constexpr bool has_elicitation_modes(Revision r) {
  return r >= Revision::v2025_11_25;
}
// Structured content and output schemas that are not objects.
[[nodiscard]] constexpr bool has_any_structure(Revision r) { return r >= Revision::v2026_07_28; }

}  // namespace mnestic::mcp
