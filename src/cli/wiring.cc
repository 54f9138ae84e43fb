#include "wiring.h"

#include "engine_source.h"

namespace mnestic::cli {

tools::ToolsOptions tools_options(const Result<config::Config>& config) {
  tools::ToolsOptions options;
  if (!config) return options;
  options.default_user = config->user.value;
  options.only_user = config->only_user.value;
  options.ask_client_model = config->extractor.value == config::ExtractorChoice::sampling;
  if (auto zone = time_zone_of(*config)) options.zone = *std::move(zone);
  return options;
}

}  // namespace mnestic::cli
