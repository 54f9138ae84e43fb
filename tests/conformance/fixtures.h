// The fixtures that the official conformance suite calls by name, on the mcp library alone. What
// each of them must do is written in the suite's own descriptions.
//
// Lifetime: the server outlives its fixtures, which may call it.
#pragma once

#include <string_view>

#include "mnestic/mcp/server.h"

namespace mnestic::conformance {

using mcp::Json;

void add_tools(mcp::Server& server);
// Those that ask the client before they answer.
void add_asking_tools(mcp::Server& server);
void add_prompts(mcp::Server& server);
void add_resources(mcp::Server& server);

// One red pixel as PNG and an empty sound as WAV, in base64.
inline constexpr std::string_view kImageBase64 =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJg"
    "gg==";
inline constexpr std::string_view kAudioBase64 =
    "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

[[nodiscard]] inline Json text_block(std::string_view text) {
  return {{"type", "text"}, {"text", text}};
}
[[nodiscard]] inline Json image_block() {
  return {{"type", "image"}, {"data", kImageBase64}, {"mimeType", "image/png"}};
}
[[nodiscard]] inline Json resource_block(std::string_view uri, std::string_view mime_type,
                                         std::string_view text) {
  return {{"type", "resource"},
          {"resource", {{"uri", uri}, {"mimeType", mime_type}, {"text", text}}}};
}

// The schema of one object with these properties, all of them required.
[[nodiscard]] Json object_schema(Json properties);

}  // namespace mnestic::conformance
