#include "methods.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "advertised.h"
#include "mnestic/base/utf8.h"
#include "mnestic/mcp/nearest.h"
#include "request_context.h"
#include "shapes.h"
#include "uri_template.h"

namespace mnestic::mcp {
namespace {

using rpc::Reply;
using rpc::RpcError;

RpcError bad_params(std::string message) {
  return {rpc::kInvalidParams, std::move(message), nullptr};
}

// "Unknown tool: recal. Did you mean recall?"
RpcError unknown_name(const char* what, const std::string& wrong,
                      const std::vector<std::string>& names) {
  const std::string near = nearest_name(wrong, names);
  return bad_params(std::string("Unknown ") + what + ": " + std::string(utf8_prefix(wrong, 100)) +
                    (near.empty() ? "" : ". Did you mean " + near + "?"));
}

// A handler's outcome with its result shaped.
template <typename T, typename Shape>
Step shaped(Outcome<T> outcome, const Shape& shape) {
  if (auto* result = std::get_if<T>(&outcome)) return shape(std::move(*result));
  if (auto* questions = std::get_if<Questions>(&outcome)) return std::move(*questions);
  if (auto* missing = std::get_if<MissingCapability>(&outcome)) return std::move(*missing);
  return std::move(*std::get_if<RpcError>(&outcome));
}

Prepared prepare_tool(const Server& server, Json params) {
  const Json& name = member_of(params, "name");
  if (!name.is_string()) return bad_params("tools/call needs name, a string");
  const Server::Tool* tool = server.find_tool(name.get_ref<const std::string&>());
  if (tool == nullptr) {
    std::vector<std::string> names;
    for (const auto& each : server.contents().tools) names.push_back(each.definition.name);
    return unknown_name("tool", name.get<std::string>(), names);
  }
  Json arguments = member_of(params, "arguments");
  if (arguments.is_null()) arguments = Json::object();
  if (!arguments.is_object()) return bad_params("arguments must be an object");
  params.erase("arguments");
  Work work;
  work.read_only = tool->definition.annotations.read_only;
  work.run = [&server, tool, params = std::move(params), arguments = std::move(arguments)](
                 CallContext& context, const RunTools& tools) {
    const Rounds rounds{server,    context, "tools/call", tool->definition.name,
                        arguments, params,  tools.put};
    return run_rounds(rounds, [&](const Answers& answers) {
      return shaped(tool->handler(arguments, answers, context), [&](ToolResult result) {
        return tool_result_shape(server.options().info, std::move(result), context.revision);
      });
    });
  };
  return work;
}

Prepared prepare_prompt(const Server& server, Json params) {
  const Json& name = member_of(params, "name");
  if (!name.is_string()) return bad_params("prompts/get needs name, a string");
  const Server::Prompt* prompt = server.find_prompt(name.get_ref<const std::string&>());
  if (prompt == nullptr) {
    std::vector<std::string> names;
    for (const auto& each : server.contents().prompts) names.push_back(each.definition.name);
    return unknown_name("prompt", name.get<std::string>(), names);
  }
  const Json& given = member_of(params, "arguments");
  if (!given.is_null() && !given.is_object()) return bad_params("arguments must be an object");
  PromptArguments arguments;
  if (given.is_object()) {
    for (const auto& [key, value] : given.items()) {
      if (!value.is_string()) return bad_params("Argument " + key + " must be a string");
      arguments.emplace(key, value.get<std::string>());
    }
  }
  for (const PromptArgument& each : prompt->definition.arguments) {
    if (each.required && !arguments.contains(each.name)) {
      return bad_params("Prompt " + prompt->definition.name + " needs the argument " + each.name);
    }
  }
  Work work;
  work.run = [&server, prompt, params = std::move(params), arguments = std::move(arguments)](
                 CallContext& context, const RunTools& tools) {
    const Rounds rounds{server,    context, "prompts/get", prompt->definition.name,
                        arguments, params,  tools.put};
    return run_rounds(rounds, [&](const Answers& answers) {
      return shaped(prompt->handler(arguments, answers, context), [&](PromptResult result) {
        return prompt_result_shape(server.options().info, std::move(result), context.revision);
      });
    });
  };
  return work;
}

// Who reads a URI, and with which variables.
struct Found {
  const ResourceReader* reader = nullptr;
  ResourceRequest request;
};

std::optional<Found> find_reader(const Server::Contents& contents, const std::string& uri) {
  for (const auto& each : contents.resources) {
    if (each.definition.uri == uri) return Found{&each.reader, {uri, {}}};
  }
  for (const auto& each : contents.templates) {
    if (auto variables = match_uri(each.definition.uri_template, uri)) {
      return Found{&each.reader, {uri, *std::move(variables)}};
    }
  }
  return std::nullopt;
}

Step resource_step(const Server& server, ResourceOutcome outcome, const std::string& uri,
                   const CallContext& context) {
  if (auto* body = std::get_if<ResourceBody>(&outcome)) {
    if (body->contents.empty()) return resource_not_found(uri, context.era());
    return resource_body_shape(server.options().info, std::move(*body), context.revision);
  }
  if (std::holds_alternative<ResourceNotFound>(outcome)) {
    return resource_not_found(uri, context.era());
  }
  if (auto* questions = std::get_if<Questions>(&outcome)) return std::move(*questions);
  if (auto* missing = std::get_if<MissingCapability>(&outcome)) return std::move(*missing);
  return std::move(*std::get_if<RpcError>(&outcome));
}

Prepared prepare_read(const Server& server, Json params, Era era) {
  const Json& uri = member_of(params, "uri");
  if (!uri.is_string()) return bad_params("resources/read needs uri, a string");
  auto found = find_reader(server.contents(), uri.get_ref<const std::string&>());
  if (!found) return resource_not_found(uri.get<std::string>(), era);
  Work work;
  work.run = [&server, found = *std::move(found), params = std::move(params)](
                 CallContext& context, const RunTools& tools) {
    const std::string& name = found.request.uri;
    const Rounds rounds{server, context, "resources/read", name, nullptr, params, tools.put};
    return run_rounds(rounds, [&](const Answers& answers) {
      return resource_step(server, (*found.reader)(found.request, answers, context), name, context);
    });
  };
  return work;
}

Prepared prepare_resource_list(const Server& server, const Json& params) {
  const Json& given = member_of(params, "cursor");
  if (!given.is_null() && !given.is_string()) return bad_params("cursor must be a string");
  std::optional<std::string> cursor;
  if (given.is_string()) cursor = given.get<std::string>();
  if (cursor && !server.contents().lister) return bad_params("Unknown cursor");
  Work work;
  work.run = [&server, cursor = std::move(cursor)](CallContext& context, const RunTools&) -> Reply {
    std::vector<ResourceDefinition> resources;
    if (!cursor) {  // the fixed ones stand on the first page
      for (const auto& each : server.contents().resources) resources.push_back(each.definition);
    }
    std::optional<std::string> next;
    if (server.contents().lister) {
      auto page = server.contents().lister(cursor, context);
      if (!page) {
        const bool mendable = page.error().code == ErrorCode::invalid_argument;
        return RpcError{mendable ? rpc::kInvalidParams : rpc::kInternalError, page.error().message,
                        nullptr};
      }
      for (auto& each : page->resources) resources.push_back(std::move(each));
      next = std::move(page->next_cursor);
    }
    return resource_list_shape(server.options().info, resources, next, context.revision);
  };
  return work;
}

// A prompt's argument or a template's variable.
struct Completable {
  bool known = false;
  Completer complete;
};

Completable find_completer(const Server& server, const Json& ref, const std::string& name) {
  const Json& type = member_of(ref, "type");
  if (type == "ref/prompt" && member_of(ref, "name").is_string()) {
    const auto* prompt = server.find_prompt(ref.at("name").get_ref<const std::string&>());
    if (prompt == nullptr) return {};
    for (const PromptArgument& each : prompt->definition.arguments) {
      if (each.name == name) return {true, each.complete};
    }
    return {};
  }
  const Json& uri = member_of(ref, "uri");
  if (type != "ref/resource" || !uri.is_string()) return {};
  for (const auto& each : server.contents().templates) {
    if (each.definition.uri_template != uri) continue;
    const auto variables = template_variables(each.definition.uri_template);
    if (std::find(variables->begin(), variables->end(), name) == variables->end()) return {};
    const auto found = each.definition.completers.find(name);
    return {true, found == each.definition.completers.end() ? nullptr : found->second};
  }
  // Without variables there is nothing to propose.
  return {knows_uri(server.contents(), uri.get<std::string>()), nullptr};
}

Prepared prepare_completion(const Server& server, const Json& params) {
  const Json& argument = member_of(params, "argument");
  const Json& name = member_of(argument, "name");
  const Json& value = member_of(argument, "value");
  if (!name.is_string() || !value.is_string()) {
    return bad_params("completion/complete needs argument with name and value, both strings");
  }
  CompletionRequest request{name.get<std::string>(), value.get<std::string>(), {}};
  auto completable = find_completer(server, member_of(params, "ref"), request.name);
  if (!completable.known) return bad_params("ref and argument name nothing that can be completed");
  const Json& known = member_of(member_of(params, "context"), "arguments");
  if (known.is_object()) {
    for (const auto& [key, each] : known.items()) {
      if (each.is_string()) request.known.emplace(key, each.get<std::string>());
    }
  }
  Work work;
  work.run = [&server, complete = std::move(completable.complete), request = std::move(request)](
                 CallContext& context, const RunTools&) -> Reply {
    Completion completion;
    if (complete) completion = complete(request, context);
    return completion_shape(server.options().info, std::move(completion), context.revision);
  };
  return work;
}

}  // namespace

Prepared prepare(const Server& server, const std::string& method, Json params, Era era) {
  if (method == "tools/call") return prepare_tool(server, std::move(params));
  if (method == "prompts/get") return prepare_prompt(server, std::move(params));
  if (method == "resources/read") return prepare_read(server, std::move(params), era);
  if (method == "resources/list") return prepare_resource_list(server, params);
  return prepare_completion(server, params);
}

Reply list_fixed(const Server& server, const std::string& method, const Json& params,
                 Revision revision) {
  // One page: no cursor was ever given out.
  if (!member_of(params, "cursor").is_null()) return bad_params("Unknown cursor");
  if (method == "tools/list") return tools_list_shape(server, revision);
  if (method == "prompts/list") return prompt_list_shape(server, revision);
  return template_list_shape(server, revision);
}

}  // namespace mnestic::mcp
