#include "mnestic/mcp/revision.h"

namespace mnestic::mcp {

std::string_view to_string(Revision revision) {
  switch (revision) {
    case Revision::v2024_11_05:
      return "2024-11-05";
    case Revision::v2025_03_26:
      return "2025-03-26";
    case Revision::v2025_06_18:
      return "2025-06-18";
    case Revision::v2025_11_25:
      return "2025-11-25";
    case Revision::v2026_07_28:
      return "2026-07-28";
  }
  return "";
}

std::optional<Revision> revision_named(std::string_view name) {
  for (const Revision revision : kLegacyRevisions) {
    if (to_string(revision) == name) return revision;
  }
  for (const Revision revision : kModernRevisions) {
    if (to_string(revision) == name) return revision;
  }
  return std::nullopt;
}

}  // namespace mnestic::mcp
