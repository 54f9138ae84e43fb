#include "mnestic/model/kinds.h"

#include <array>
#include <cstddef>

#include "mnestic/base/assert.h"

namespace mnestic::model {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;

// The order is on disk: add at the end, never move or remove a row.
constexpr std::array kTable = {
    KindPolicy{.name = "fact"},
    KindPolicy{.name = "preference", .importance = 0.6},
    KindPolicy{.name = "instruction", .default_layer = Layer::long_term, .importance = 0.8},
    KindPolicy{.name = "commitment", .importance = 0.7},
    KindPolicy{.name = "entity"},
    KindPolicy{.name = "profile", .default_layer = Layer::long_term, .importance = 0.9},
    KindPolicy{.name = "goal", .default_layer = Layer::long_term, .importance = 0.7},
    KindPolicy{.name = "todo", .importance = 0.7},
    KindPolicy{.name = "event", .importance = 0.6},
    KindPolicy{.name = "state",
               .default_layer = Layer::short_term,
               .lifetime_s = 2 * kDay,
               .importance = 0.3},
    KindPolicy{.name = "feedback", .importance = 0.6},
    KindPolicy{.name = "note", .reconciled = false, .importance = 0.4},
};
static_assert(kTable.size() <= kKindsMax);

Kind row(std::string_view name) {
  const auto kind = kind_named(name);
  MNESTIC_ASSERT(kind.has_value());
  return *kind;
}

}  // namespace

std::span<const KindPolicy> kinds() { return kTable; }

const KindPolicy& policy_of(Kind kind) {
  const auto index = static_cast<std::size_t>(kind);
  MNESTIC_ASSERT(index < kTable.size());
  return kTable[index];
}

std::optional<Kind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (kTable[i].name == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

Kind fact_kind() { return static_cast<Kind>(0); }
Kind preference_kind() { return row("preference"); }
Kind instruction_kind() { return row("instruction"); }
Kind note_kind() { return row("note"); }

std::string_view to_string(Layer layer) {
  switch (layer) {
    case Layer::short_term:
      return "short_term";
    case Layer::semantic:
      return "semantic";
    case Layer::long_term:
      return "long_term";
  }
  return "semantic";
}

std::optional<Layer> layer_named(std::string_view name) {
  for (const Layer layer : {Layer::short_term, Layer::semantic, Layer::long_term}) {
    if (to_string(layer) == name) return layer;
  }
  return std::nullopt;
}

}  // namespace mnestic::model
