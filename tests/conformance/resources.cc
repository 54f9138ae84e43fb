// The fixtures' resources.
#include <string>
#include <utility>

#include "fixtures.h"

namespace mnestic::conformance {
namespace {

using mcp::Answers;
using mcp::CallContext;
using mcp::ResourceBody;
using mcp::ResourceContents;
using mcp::ResourceOutcome;
using mcp::ResourceRequest;

// The eight bytes that every PNG begins with.
constexpr std::string_view kPngBytes = "\x89PNG\r\n\x1a\n";

mcp::ResourceReader reading(std::string mime_type, std::string bytes, bool binary) {
  return [mime_type = std::move(mime_type), bytes = std::move(bytes), binary](
             const ResourceRequest& request, const Answers&, CallContext&) -> ResourceOutcome {
    return ResourceBody{{ResourceContents{request.uri, mime_type, bytes, binary}}};
  };
}

}  // namespace

void add_resources(mcp::Server& server) {
  server.add_resource(
      {.uri = "test://static-text",
       .name = "static-text",
       .description = "A text that stays the same.",
       .mime_type = "text/plain"},
      reading("text/plain", "This is the content of the static text resource.", false));
  server.add_resource({.uri = "test://static-binary",
                       .name = "static-binary",
                       .description = "The beginning of an image.",
                       .mime_type = "image/png"},
                      reading("image/png", std::string(kPngBytes), true));
  server.add_resource({.uri = "test://watched-resource",
                       .name = "watched-resource",
                       .description = "Can be subscribed to.",
                       .mime_type = "text/plain"},
                      reading("text/plain", "Watched resource content", false));
  server.add_resource_template(
      {.uri_template = "test://template/{id}/data",
       .name = "template",
       .description = "Data by its id.",
       .mime_type = "application/json"},
      [](const ResourceRequest& request, const Answers&, CallContext&) -> ResourceOutcome {
        const std::string& id = request.variables.at("id");
        const Json data = {{"id", id}, {"templateTest", true}, {"data", "Data for ID: " + id}};
        return ResourceBody{{ResourceContents{request.uri, "application/json", data.dump()}}};
      });
}

}  // namespace mnestic::conformance
