#include "mnestic/mcp/server.h"

#include <algorithm>
#include <utility>

#include "mnestic/base/assert.h"
#include "session.h"
#include "session_registry.h"
#include "uri_template.h"

namespace mnestic::mcp {
namespace {

bool is_tool_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

Server::Server(ServerOptions options)
    : options_(std::move(options)),
      own_key_(make_seal_key(system_random())),
      sessions_(std::make_unique<SessionRegistry>()) {}

Server::~Server() = default;

void Server::add_tool(ToolDefinition definition, ToolHandler handler) {
  MNESTIC_ASSERT(handler != nullptr);
  add_tool(std::move(definition),
           AskingToolHandler([handler = std::move(handler)](const Json& arguments, const Answers&,
                                                            CallContext& context)
                                 -> Outcome<ToolResult> { return handler(arguments, context); }));
}

void Server::add_tool(ToolDefinition definition, AskingToolHandler handler) {
  MNESTIC_ASSERT(is_tool_name(definition.name));
  MNESTIC_ASSERT(find_tool(definition.name) == nullptr);
  MNESTIC_ASSERT(definition.input_schema.is_object());
  MNESTIC_ASSERT(handler != nullptr);
  contents_.tools.push_back({std::move(definition), std::move(handler)});
}

void Server::add_resource(ResourceDefinition definition, ResourceReader reader) {
  MNESTIC_ASSERT(reader != nullptr);
  for (const Resource& each : contents_.resources) {
    MNESTIC_ASSERT(each.definition.uri != definition.uri);
  }
  contents_.resources.push_back({std::move(definition), std::move(reader)});
}

void Server::add_resource_template(ResourceTemplate definition, ResourceReader reader) {
  MNESTIC_ASSERT(reader != nullptr);
  MNESTIC_ASSERT(template_variables(definition.uri_template).has_value());
  contents_.templates.push_back({std::move(definition), std::move(reader)});
}

void Server::set_resource_lister(ResourceLister lister) { contents_.lister = std::move(lister); }

void Server::add_prompt(PromptDefinition definition, PromptHandler handler) {
  MNESTIC_ASSERT(handler != nullptr);
  MNESTIC_ASSERT(!definition.name.empty() && find_prompt(definition.name) == nullptr);
  contents_.prompts.push_back({std::move(definition), std::move(handler)});
}

void Server::enable_logging() { contents_.logging = true; }
void Server::enable_changes(Changes changes) { contents_.changes = changes; }
void Server::set_state_key(std::function<Result<SealKey>()> source) {
  key_source_ = std::move(source);
}
void Server::set_clock(const Clock& clock) { clock_ = &clock; }
void Server::set_watch_observer(WatchObserver observer) {
  sessions_->set_observer(std::move(observer));
}

const Server::Tool* Server::find_tool(std::string_view name) const {
  const auto found = std::find_if(contents_.tools.begin(), contents_.tools.end(),
                                  [&](const Tool& tool) { return tool.definition.name == name; });
  return found == contents_.tools.end() ? nullptr : &*found;
}

const Server::Prompt* Server::find_prompt(std::string_view name) const {
  const auto found =
      std::find_if(contents_.prompts.begin(), contents_.prompts.end(),
                   [&](const Prompt& prompt) { return prompt.definition.name == name; });
  return found == contents_.prompts.end() ? nullptr : &*found;
}

Result<SealKey> Server::state_key() const {
  if (!key_source_) return own_key_;
  return key_source_();
}

Timestamp Server::now() const { return clock_->now(); }

void Server::tools_changed() const { sessions_->publish(ListKind::tools); }
void Server::prompts_changed() const { sessions_->publish(ListKind::prompts); }
void Server::resources_changed() const { sessions_->publish(ListKind::resources); }
void Server::resource_updated(const std::string& uri) const { sessions_->publish_update(uri); }

int Server::run(transport::Transport& transport) const {
  return Session(*this, transport, *sessions_).run();
}

}  // namespace mnestic::mcp
