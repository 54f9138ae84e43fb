#include "shapes.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "advertised.h"
#include "request_context.h"

namespace mnestic::mcp {
namespace {

// What the tools are and how to use them changes with the program only.
constexpr std::int64_t kStableTtlMs = 3'600'000;

void put_text(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

// What every modern result carries; nothing in the legacy era.
void mark(Json& result, const char* type, const ServerInfo& info, Revision revision) {
  if (era_of(revision) == Era::legacy) return;
  result["resultType"] = type;
  result["_meta"][kMetaServerInfo] = implementation_shape(info, revision);
}

void mark_complete(Json& result, const ServerInfo& info, Revision revision) {
  mark(result, "complete", info, revision);
}

void mark_cacheable(Json& result, Revision revision) {
  if (era_of(revision) == Era::legacy) return;
  result["ttlMs"] = kStableTtlMs;
  result["cacheScope"] = "public";
}

// What belongs to somebody and may be different at the next look.
void mark_private(Json& result, Revision revision) {
  if (era_of(revision) == Era::legacy) return;
  result["ttlMs"] = 0;
  result["cacheScope"] = "private";
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

std::string base64_of(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += j <= count ? kLetters[bits >> (18 - 6 * j) & 63] : '=';
    }
  }
  return out;
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

Json capabilities_shape(const Server::Contents& contents, Revision revision) {
  const auto feature = [&](ListKind kind) {
    Json shape = Json::object();
    if (announces(contents, kind, era_of(revision))) shape["listChanged"] = true;
    return shape;
  };
  Json shape = {{"tools", feature(ListKind::tools)}};
  if (contents.has_resources()) {
    shape["resources"] = feature(ListKind::resources);
    if (contents.changes.resource_contents) shape["resources"]["subscribe"] = true;
  }
  if (!contents.prompts.empty()) shape["prompts"] = feature(ListKind::prompts);
  if (contents.has_completions() && has_completion_capability(revision)) {
    shape["completions"] = Json::object();
  }
  if (contents.logging) shape["logging"] = Json::object();
  return shape;
}

Json initialize_shape(const Server& server, Revision revision) {
  const ServerOptions& options = server.options();
  Json result = {{"protocolVersion", to_string(revision)},
                 {"capabilities", capabilities_shape(server.contents(), revision)},
                 {"serverInfo", implementation_shape(options.info, revision)}};
  put_text(result, "instructions", options.instructions);
  return result;
}

Json discover_shape(const Server& server, Revision revision) {
  const ServerOptions& options = server.options();
  Json result = {{"supportedVersions", modern_versions()},
                 {"capabilities", capabilities_shape(server.contents(), revision)}};
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

Json prompt_list_shape(const Server& server, Revision revision) {
  Json prompts = Json::array();
  for (const auto& each : server.contents().prompts) {
    Json shape = {{"name", each.definition.name}};
    put_text(shape, "description", each.definition.description);
    if (has_titles(revision)) put_text(shape, "title", each.definition.title);
    for (const PromptArgument& argument : each.definition.arguments) {
      Json& listed = shape["arguments"].emplace_back();
      listed = {{"name", argument.name}, {"required", argument.required}};
      put_text(listed, "description", argument.description);
      if (has_titles(revision)) put_text(listed, "title", argument.title);
    }
    prompts.push_back(std::move(shape));
  }
  Json result = {{"prompts", std::move(prompts)}};
  mark_complete(result, server.options().info, revision);
  mark_cacheable(result, revision);
  return result;
}

Json template_list_shape(const Server& server, Revision revision) {
  Json templates = Json::array();
  for (const auto& each : server.contents().templates) {
    Json shape = {{"uriTemplate", each.definition.uri_template}, {"name", each.definition.name}};
    put_text(shape, "description", each.definition.description);
    put_text(shape, "mimeType", each.definition.mime_type);
    if (has_titles(revision)) put_text(shape, "title", each.definition.title);
    templates.push_back(std::move(shape));
  }
  Json result = {{"resourceTemplates", std::move(templates)}};
  mark_complete(result, server.options().info, revision);
  mark_cacheable(result, revision);
  return result;
}

Json resource_list_shape(const ServerInfo& info, const std::vector<ResourceDefinition>& resources,
                         const std::optional<std::string>& next_cursor, Revision revision) {
  Json list = Json::array();
  for (const ResourceDefinition& each : resources) {
    Json shape = {{"uri", each.uri}, {"name", each.name}};
    put_text(shape, "description", each.description);
    put_text(shape, "mimeType", each.mime_type);
    if (has_titles(revision)) put_text(shape, "title", each.title);
    if (each.size_bytes) shape["size"] = *each.size_bytes;
    if (each.annotations.is_object()) {
      shape["annotations"] = each.annotations;
      if (!has_titles(revision)) shape["annotations"].erase("lastModified");
    }
    list.push_back(std::move(shape));
  }
  Json result = {{"resources", std::move(list)}};
  if (next_cursor) result["nextCursor"] = *next_cursor;
  mark_complete(result, info, revision);
  mark_private(result, revision);
  return result;
}

Json prompt_result_shape(const ServerInfo& info, PromptResult result, Revision revision) {
  Json messages = Json::array();
  for (PromptMessage& message : result.messages) {
    messages.push_back({{"role", std::move(message.role)},
                        {"content", content_shape(std::move(message.content), revision)}});
  }
  Json shape = {{"messages", std::move(messages)}};
  put_text(shape, "description", result.description);
  mark_complete(shape, info, revision);
  return shape;
}

Json resource_body_shape(const ServerInfo& info, ResourceBody body, Revision revision) {
  Json contents = Json::array();
  for (ResourceContents& each : body.contents) {
    Json shape = {{"uri", std::move(each.uri)}};
    put_text(shape, "mimeType", each.mime_type);
    if (each.binary) {
      shape["blob"] = base64_of(each.bytes);
    } else {
      shape["text"] = std::move(each.bytes);
    }
    contents.push_back(std::move(shape));
  }
  Json shape = {{"contents", std::move(contents)}};
  mark_complete(shape, info, revision);
  mark_private(shape, revision);
  return shape;
}

Json completion_shape(const ServerInfo& info, Completion completion, Revision revision) {
  const bool cut = completion.values.size() > kCompletionsMax;
  if (cut) completion.values.resize(kCompletionsMax);
  Json shape = {{"values", std::move(completion.values)}, {"hasMore", completion.has_more || cut}};
  if (completion.total) shape["total"] = *completion.total;
  Json result = {{"completion", std::move(shape)}};
  mark_complete(result, info, revision);
  return result;
}

Json input_required_shape(const ServerInfo& info, Json requests, std::string state,
                          Revision revision) {
  Json result = {{"requestState", std::move(state)}};
  if (!requests.empty()) result["inputRequests"] = std::move(requests);
  mark(result, "input_required", info, revision);
  return result;
}

}  // namespace mnestic::mcp
