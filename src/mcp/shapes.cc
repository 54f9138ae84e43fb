#include "shapes.h"

#include <utility>

#include "request_context.h"

namespace mnestic::mcp {
namespace {

// What the tools are and how to use them changes with the program only.
constexpr std::int64_t kStableTtlMs = 3'600'000;

void put_text(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

// What every modern result carries; nothing in the legacy era.
void mark_complete(Json& result, const ServerInfo& info, Revision revision) {
  if (era_of(revision) == Era::legacy) return;
  result["resultType"] = "complete";
  result["_meta"][kMetaServerInfo] = implementation_shape(info, revision);
}

void mark_cacheable(Json& result, Revision revision) {
  if (era_of(revision) == Era::legacy) return;
  result["ttlMs"] = kStableTtlMs;
  result["cacheScope"] = "public";
}

Json tool_shape(const ToolDefinition& tool, Revision revision) {
  Json shape = {{"name", tool.name}, {"inputSchema", tool.input_schema}};
  put_text(shape, "description", tool.description);
  if (has_titles(revision)) put_text(shape, "title", tool.title);
  const bool object_output = member_of(tool.output_schema, "type") == "object";
  if (has_structured_content(revision) && !tool.output_schema.is_null() &&
      (object_output || has_any_structure(revision))) {
    shape["outputSchema"] = tool.output_schema;
  }
  if (has_annotations(revision)) {
    Json& annotations = shape["annotations"];
    annotations = {{"readOnlyHint", tool.annotations.read_only},
                   {"destructiveHint", tool.annotations.destructive},
                   {"idempotentHint", tool.annotations.idempotent},
                   {"openWorldHint", tool.annotations.open_world}};
    if (!has_titles(revision)) put_text(annotations, "title", tool.title);
  }
  return shape;
}

std::string text_in(const Json& object, const char* name) {
  const Json& text = member_of(object, name);
  return text.is_string() ? text.get<std::string>() : std::string();
}

// A content block that `revision` knows: as it is, or its gist as text. Unknown types break real
// clients.
Json content_shape(Json block, Revision revision) {
  const std::string type = text_in(block, "type");
  if (type == "audio" && !has_audio(revision)) {
    return {{"type", "text"}, {"text", "[audio, " + text_in(block, "mimeType") + "]"}};
  }
  if (type == "resource_link" && !has_resource_links(revision)) {
    return {{"type", "text"}, {"text", text_in(block, "name") + ": " + text_in(block, "uri")}};
  }
  return block;
}

}  // namespace

Json implementation_shape(const ServerInfo& info, Revision revision) {
  Json shape = {{"name", info.name}, {"version", info.version}};
  if (has_titles(revision)) put_text(shape, "title", info.title);
  if (has_descriptions(revision)) {
    put_text(shape, "description", info.description);
    put_text(shape, "websiteUrl", info.website_url);
  }
  return shape;
}

Json capabilities_shape() { return {{"tools", Json::object()}}; }

Json initialize_shape(const ServerOptions& options, Revision revision) {
  Json result = {{"protocolVersion", to_string(revision)},
                 {"capabilities", capabilities_shape()},
                 {"serverInfo", implementation_shape(options.info, revision)}};
  put_text(result, "instructions", options.instructions);
  return result;
}

Json discover_shape(const ServerOptions& options, Revision revision) {
  Json result = {{"supportedVersions", modern_versions()}, {"capabilities", capabilities_shape()}};
  put_text(result, "instructions", options.instructions);
  mark_complete(result, options.info, revision);
  mark_cacheable(result, revision);
  return result;
}

Json tools_list_shape(const Server& server, Revision revision) {
  Json tools = Json::array();
  for (const auto& tool : server.contents().tools)
    tools.push_back(tool_shape(tool.definition, revision));
  Json result = {{"tools", std::move(tools)}};
  mark_complete(result, server.options().info, revision);
  mark_cacheable(result, revision);
  return result;
}

Json tool_result_shape(const ServerInfo& info, ToolResult result, Revision revision) {
  Json content = Json::array();
  if (!result.text.empty() || result.more_content.empty()) {
    content.push_back({{"type", "text"}, {"text", std::move(result.text)}});
  }
  for (Json& block : result.more_content) {
    content.push_back(content_shape(std::move(block), revision));
  }
  Json shape = {{"content", std::move(content)}};
  if (result.is_error) {
    shape["isError"] = true;  // clients check structured content even then, so it stays out
  } else if (!result.structured.is_null() && has_structured_content(revision) &&
             (result.structured.is_object() || has_any_structure(revision))) {
    shape["structuredContent"] = std::move(result.structured);
  }
  mark_complete(shape, info, revision);
  return shape;
}

}  // namespace mnestic::mcp
