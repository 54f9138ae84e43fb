#include "usage.h"

#include <string_view>
#include <vector>

#include "mnestic/mcp/nearest.h"
#include "mnestic/tools/tools.h"

namespace mnestic::cli {
namespace {

constexpr std::size_t kLineMax = 80;

std::vector<std::string> names_like(const CLI::App& app, bool setting) {
  std::vector<std::string> names;
  if (setting) {
    for (const CLI::Option* option : app.get_options()) names.push_back(option->get_name());
  } else {
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  }
  return names;
}

}  // namespace

std::string usage_error(const CLI::App& app, const std::string& mistake) {
  const auto picked = app.get_subcommands();
  if (!picked.empty())
    return mistake + "\nRun `mnestic " + picked.front()->get_name() + " --help`.\n";
  const std::vector<std::string> unknown = app.remaining();
  std::string message = mistake;
  if (!unknown.empty()) {
    const bool setting = unknown.front().starts_with('-');
    message = (setting ? "There is no setting " : "There is no command ") + unknown.front() + ".";
    const std::string near = mcp::nearest_name(unknown.front(), names_like(app, setting));
    if (!near.empty()) message += " Did you mean " + near + "?";
  }
  return message + "\nRun `mnestic --help`.\n";
}

std::string list_of_tools() {
  std::string text;
  std::string line = "Tools:";
  const char* separator = " ";
  for (const std::string& name : tools::tool_names()) {
    if (line.size() + name.size() + std::string_view(", ,").size() > kLineMax) {
      text += line + ",\n";
      line.clear();
      separator = "";
    }
    line += separator + name;
    separator = ", ";
  }
  return text + line + ".\n";
}

}  // namespace mnestic::cli
