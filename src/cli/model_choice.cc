#include "model_choice.h"

#include <system_error>
#include <utility>

#include "mnestic/base/log.h"

namespace mnestic::cli {
namespace {

// Below the folder that the program was installed into; nothing when it cannot be known.
std::filesystem::path installed_model(const std::string& name) {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  return program.parent_path().parent_path() / "share" / "mnestic" / "models" / name;
}

embed::Precision precision_of(config::PrecisionChoice choice) {
  switch (choice) {
    case config::PrecisionChoice::automatic:
      return embed::best_precision();
    case config::PrecisionChoice::int8:
      return embed::Precision::int8;
    case config::PrecisionChoice::f32:
      return embed::Precision::f32;
  }
  return embed::Precision::f32;
}

}  // namespace

std::filesystem::path model_folder(const config::Config& config) {
  const auto& own = config.model_dir.value;
  std::error_code error;
  if (config.model_dir.origin != config::Origin::built_in || std::filesystem::exists(own, error)) {
    return own;
  }
  const auto installed = installed_model(own.filename().string());
  return std::filesystem::exists(installed, error) ? installed : own;
}

embed::LocalOptions local_options(const config::Config& config) {
  return {.folder = model_folder(config),
          .precision = precision_of(config.embed_precision.value),
          .threads_max = config.embed_threads.value};
}

Result<std::unique_ptr<embed::Embedder>> choose_embedder(const config::Config& config) {
  if (config.embedder.value == config::EmbedderChoice::lexical) {
    return embed::make_lexical_embedder();
  }
  auto local = embed::make_local_embedder(local_options(config));
  const bool absent = !local && local.error().code == ErrorCode::not_found;
  if (!absent || config.embedder.value == config::EmbedderChoice::local) return local;
  log_warn("no embedding model in " + model_folder(config).string() +
           ": words are compared, not meanings. `mnestic model` says how to get one; "
           "MNESTIC_EMBEDDER=lexical silences this.");
  return embed::make_lexical_embedder();
}

}  // namespace mnestic::cli
