#include "tool_commands.h"

#include <string>

#include "engine_source.h"
#include "mnestic/base/log.h"
#include "mnestic/tools/tools.h"
#include "wiring.h"

namespace mnestic::cli {
namespace {

using Json = nlohmann::json;
constexpr int kFailedExit = 1;
constexpr int kUsageExit = 2;
constexpr std::string_view kClientName = "mnestic command line";

// Words come as the shell gave them; a tool wants UTF-8, and says so better than an encoder that
// throws.
std::string dumped(const Json& arguments) {
  return arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void put(Json& arguments, const char* name, const std::optional<std::string>& value) {
  if (value) arguments[name] = *value;
}

void put(Json& arguments, const char* name, const std::vector<std::string>& values) {
  if (!values.empty()) arguments[name] = values;
}

void put_flag(Json& arguments, const char* name, bool value) {
  if (value) arguments[name] = true;
}

void put(Json& arguments, const Selection& selection) {
  put(arguments, "kinds", selection.kinds);
  put(arguments, "tags", selection.tags);
  put(arguments, "as_of", selection.as_of);
  if (selection.limit) arguments["limit"] = *selection.limit;
}

}  // namespace

CallCommand as_call(const RememberCommand& command) {
  Json arguments = Json::object();
  if (command.as_fact) {
    arguments["facts"] = Json::array({{{"content", command.text}}});
  } else {
    arguments["text"] = command.text;
  }
  put(arguments, "kind", command.kind);
  put(arguments, "tags", command.tags);
  put(arguments, "observed_at", command.observed_at);
  put_flag(arguments, "dry_run", command.dry_run);
  return {"remember", dumped(arguments), command.output};
}

CallCommand as_call(const RecallCommand& command) {
  Json arguments = {{"query", command.query}};
  put(arguments, command.selection);
  put_flag(arguments, "explain", command.explain);
  return {"recall", dumped(arguments), command.output};
}

CallCommand as_call(const ForgetCommand& command) {
  Json arguments = Json::object();
  if (!command.statement.empty()) arguments["statement"] = command.statement;
  put(arguments, "ids", command.ids);
  put(arguments, "query", command.query);
  put_flag(arguments, "all", command.all);
  if (command.erase) arguments["mode"] = "erase";
  put_flag(arguments, "confirm", command.confirm);
  put_flag(arguments, "dry_run", command.dry_run);
  return {"forget", dumped(arguments), command.output};
}

CallCommand as_call(const ListCommand& command) {
  Json arguments = Json::object();
  put(arguments, command.selection);
  put(arguments, "status", command.status);
  return {"list_memories", dumped(arguments), command.output};
}

int run_call(const CallCommand& command, const Result<config::Config>& config, Terminal& terminal) {
  const Json arguments = Json::parse(command.arguments, nullptr, false);
  if (!arguments.is_object()) {
    terminal.complain("the arguments must be a JSON object, such as '{\"query\":\"tools\"}'.");
    return kUsageExit;
  }
  if (config) init_log(config->log.value, config->log_content.value);
  EngineSource engine(config);
  const auto result = tools::call_tool([&engine] { return engine.get(); }, tools_options(config),
                                       kClientName, command.tool, arguments);
  if (result.is_error) {
    terminal.complain(result.text);
    return kFailedExit;
  }
  const std::string shown =
      command.output.json ? result.structured.dump(2, ' ', false, Json::error_handler_t::replace)
                          : result.text;
  return terminal.print(shown + (shown.ends_with('\n') ? "" : "\n")) ? 0 : kFailedExit;
}

}  // namespace mnestic::cli
