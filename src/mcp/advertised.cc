#include "advertised.h"

#include <algorithm>

#include "uri_template.h"

namespace mnestic::mcp {
namespace {

constexpr int kLegacyResourceNotFound = -32002;

}  // namespace

bool Server::Contents::has_resources() const {
  return !resources.empty() || !templates.empty() || lister != nullptr;
}

bool Server::Contents::has_completions() const {
  const auto completes = [](const PromptArgument& argument) {
    return argument.complete != nullptr;
  };
  return std::any_of(prompts.begin(), prompts.end(),
                     [&](const Prompt& prompt) {
                       const auto& arguments = prompt.definition.arguments;
                       return std::any_of(arguments.begin(), arguments.end(), completes);
                     }) ||
         std::any_of(templates.begin(), templates.end(),
                     [](const Template& each) { return !each.definition.completers.empty(); });
}

bool announces(const Server::Contents& contents, ListKind kind, Era era) {
  switch (kind) {
    case ListKind::tools:
      return contents.changes.tools;
    case ListKind::prompts:
      return contents.changes.prompts && !contents.prompts.empty();
    case ListKind::resources:
      return contents.changes.resources && contents.has_resources() &&
             (era == Era::modern || !contents.changes.resources_to_listeners_only);
  }
  return false;
}

bool knows_uri(const Server::Contents& contents, const std::string& uri) {
  return std::any_of(contents.resources.begin(), contents.resources.end(),
                     [&](const auto& each) { return each.definition.uri == uri; }) ||
         std::any_of(contents.templates.begin(), contents.templates.end(), [&](const auto& each) {
           return match_uri(each.definition.uri_template, uri).has_value();
         });
}

rpc::RpcError resource_not_found(const std::string& uri, Era era) {
  return {era == Era::legacy ? kLegacyResourceNotFound : rpc::kInvalidParams,
          "Resource not found",
          {{"uri", uri}}};
}

bool has_method(const Server::Contents& contents, std::string_view method, Era era) {
  const bool legacy = era == Era::legacy;
  if (method == "ping") return legacy;
  if (method == "server/discover" || method == "subscriptions/listen") return !legacy;
  if (method == "tools/list" || method == "tools/call") return true;
  if (method == "prompts/list" || method == "prompts/get") return !contents.prompts.empty();
  if (method == "resources/list" || method == "resources/templates/list" ||
      method == "resources/read") {
    return contents.has_resources();
  }
  if (method == "resources/subscribe" || method == "resources/unsubscribe") {
    return legacy && contents.has_resources() && contents.changes.resource_contents;
  }
  if (method == "completion/complete") return contents.has_completions();
  if (method == "logging/setLevel") return legacy && contents.logging;
  return false;
}

}  // namespace mnestic::mcp
