#include "model_choice.h"

#include <system_error>
#include <utility>

#include "mnestic/base/clock.h"
#include "mnestic/base/log.h"
#include "mnestic/base/random.h"
#include "mnestic/embed/openai.h"

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

Result<ChosenEmbedder> choose_embedder(const config::Config& config,
                                       std::function<bool()> cancelled) {
  ChosenEmbedder chosen;
  if (config.embedder.value == config::EmbedderChoice::lexical) {
    chosen.embedder = embed::make_lexical_embedder();
    return chosen;
  }
  chosen.earlier.push_back(embed::make_lexical_embedder());
  if (config.embedder.value == config::EmbedderChoice::openai) {
    chosen.http = llm::make_http_client({.proxy = config.proxy, .no_proxy = config.no_proxy});
    embed::OpenAiOptions options{.api_key = config.openai_api_key.value,
                                 .base_url = config.openai_base_url.value,
                                 .model = config.embedding_model.value,
                                 .dimensions = config.embedding_dimensions.value};
    options.cancelled = std::move(cancelled);
    MNESTIC_TRY_ASSIGN(chosen.embedder,
                       embed::make_openai_embedder(std::move(options), *chosen.http, system_clock(),
                                                   system_random()));
    return chosen;
  }
  auto local = embed::make_local_embedder(local_options(config));
  const bool absent = !local && local.error().code == ErrorCode::not_found;
  if (local) {
    chosen.embedder = *std::move(local);
    return chosen;
  }
  if (!absent || config.embedder.value == config::EmbedderChoice::local) return local.error();
  log_warn("no embedding model in " + model_folder(config).string() +
           ": words are compared, not meanings. `mnestic model` says how to get one; "
           "MNESTIC_EMBEDDER=lexical silences this.");
  chosen.embedder = std::move(chosen.earlier.front());
  chosen.earlier.clear();
  chosen.is_stand_in = true;
  return chosen;
}

}  // namespace mnestic::cli
