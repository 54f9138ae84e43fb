// Kinds of memories. A kind is data: a row here (its policy) and a schema in schemas/kinds/ (its
// fields). Code asks the row; none asks "is this a todo?".
//
// Thread safety: constant data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mnestic::model {

enum class Layer : std::uint8_t { short_term = 0, semantic = 1, long_term = 2 };

// A row's index in the table; stable on disk: rows are only ever added at the end.
enum class Kind : std::uint8_t {};

struct KindPolicy {
  std::string_view name;
  Layer default_layer = Layer::semantic;
  std::int64_t lifetime_s = 0;  // from observed_at; 0: does not expire by itself
  bool reconciled = true;       // false: kept as given, never merged or superseded
  double importance = 0.5;      // default, 0..1
};

// At most this many kinds: a filter on kinds is a set of bits.
inline constexpr std::size_t kKindsMax = 64;

[[nodiscard]] std::span<const KindPolicy> kinds();
// REQUIRES: a kind of this program's table (a kind of a newer version decodes to data_loss in the
// store).
[[nodiscard]] const KindPolicy& policy_of(Kind kind);
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name);

// Rows that the program itself needs a name for.
[[nodiscard]] Kind fact_kind();
[[nodiscard]] Kind preference_kind();
[[nodiscard]] Kind instruction_kind();
[[nodiscard]] Kind note_kind();

[[nodiscard]] std::string_view to_string(Layer layer);
[[nodiscard]] std::optional<Layer> layer_named(std::string_view name);

}  // namespace mnestic::model
