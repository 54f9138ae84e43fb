#include "suggestions.h"

#include <set>
#include <string>
#include <vector>

#include "mnestic/base/limits.h"

namespace mnestic::tools {
namespace {

using SharedProvider = std::shared_ptr<const EngineProvider>;
using SharedOptions = std::shared_ptr<const ToolsOptions>;

// What is looked through; `cut`: there is more than that.
struct Looked {
  std::vector<model::Memory> memories;
  bool cut = false;
};

// Nothing when the store is away: proposals are no place for errors.
Looked newest(const EngineProvider& provider, const ToolsOptions& options) {
  auto engine = provider();
  if (!engine) return {};
  memory::ListRequest request;
  request.user_id = options.default_user;
  request.limit_count = kLimitMax;
  auto result = (*engine)->list(request);
  if (!result) return {};
  return {std::move(result->memories), result->next_cursor.has_value()};
}

mcp::Completion completion_of(std::vector<std::string> values, bool cut = false) {
  mcp::Completion completion;
  completion.has_more = cut;
  if (!cut) completion.total = values.size();
  completion.values = std::move(values);
  return completion;
}

}  // namespace

mcp::Completer id_completer(SharedProvider provider, SharedOptions options) {
  return [provider = std::move(provider), options = std::move(options)](
             const mcp::CompletionRequest& request, mcp::CallContext&) {
    std::vector<std::string> values;
    const Looked looked = newest(*provider, *options);
    for (const auto& memory : looked.memories) {
      std::string id = memory.id.to_string();
      if (id.starts_with(request.value)) values.push_back(std::move(id));
    }
    return completion_of(std::move(values), looked.cut);
  };
}

mcp::Completer chat_completer(SharedProvider provider, SharedOptions options) {
  return [provider = std::move(provider), options = std::move(options)](
             const mcp::CompletionRequest& request, mcp::CallContext&) {
    std::vector<std::string> values;
    auto engine = (*provider)();
    if (!engine) return completion_of({});
    const auto found =
        (*engine)->list_chats({.user_id = options->default_user, .limit_count = kLimitMax});
    if (!found) return completion_of({});
    for (const auto& chat : found->chats) {
      if (chat.id.starts_with(request.value)) values.push_back(chat.id);
    }
    return completion_of(std::move(values), found->next_cursor.has_value());
  };
}

mcp::Completer kind_completer() {
  return [](const mcp::CompletionRequest& request, mcp::CallContext&) {
    std::vector<std::string> values;
    for (const auto& kind : model::kinds()) {
      if (kind.name.starts_with(request.value)) values.emplace_back(kind.name);
    }
    return completion_of(std::move(values));
  };
}

mcp::Completer tag_completer(SharedProvider provider, SharedOptions options) {
  return [provider = std::move(provider), options = std::move(options)](
             const mcp::CompletionRequest& request, mcp::CallContext&) {
    std::set<std::string> tags;
    const Looked looked = newest(*provider, *options);
    for (const auto& memory : looked.memories) {
      for (const std::string& tag : memory.tags) {
        if (tag.starts_with(request.value)) tags.insert(tag);
      }
    }
    return completion_of({tags.begin(), tags.end()}, looked.cut);
  };
}

}  // namespace mnestic::tools
