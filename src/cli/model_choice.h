// Which embedder the settings ask for, and where its model lies.
//
// Thread safety: free functions.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/embed/local.h"
#include "mnestic/llm/http.h"

namespace mnestic::cli {

// The folder of the model: the one that was set, else the person's own, else the one that was
// installed with the program. It need not exist.
[[nodiscard]] std::filesystem::path model_folder(const config::Config& config);

// How the model in that folder is to be run.
[[nodiscard]] embed::LocalOptions local_options(const config::Config& config);

struct ChosenEmbedder {
  std::unique_ptr<llm::HttpClient> http;  // what `embedder` asks its server with, if it has one
  std::unique_ptr<embed::Embedder> embedder;
  // Of models that the store may have been filled with, as far as they cost nothing.
  std::vector<std::unique_ptr<embed::Embedder>> earlier;
  bool is_stand_in = false;  // lexical, since there is no model: nobody asked for it
};

// Cheap: a model's weights are read at its first text. With `auto` a model that is not there is
// the lexical embedder, and the log says so once; one that is there, but cannot be used, is an
// error, since memories under another embedder would not be found again.
// Errors: as embed::make_local_embedder().
// With `openai` a server is asked, on this choice alone, never because there is a key; `cancelled`
// ends a request under way (empty: never).
[[nodiscard]] Result<ChosenEmbedder> choose_embedder(const config::Config& config,
                                                     std::function<bool()> cancelled);

}  // namespace mnestic::cli
