// What a person is told who typed something that is not understood.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace mnestic::cli {

// `mistake`, or what was probably meant by a name that there is not, and where to read on.
std::string usage_error(const CLI::App& app, const std::string& mistake);

// A line or two: "Tools: remember, recall, …".
std::string list_of_tools();

}  // namespace mnestic::cli
