// Which embedder the settings ask for, and where its model lies.
//
// Thread safety: free functions.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/embed/local.h"

namespace mnestic::cli {

// The folder of the model: the one that was set, else the person's own, else the one that was
// installed with the program. It need not exist.
[[nodiscard]] std::filesystem::path model_folder(const config::Config& config);

// How the model in that folder is to be run.
[[nodiscard]] embed::LocalOptions local_options(const config::Config& config);

// Cheap: a model's weights are read at its first text. With `auto` a model that is not there is
// the lexical embedder, and the log says so once; one that is there, but cannot be used, is an
// error, since memories under another embedder would not be found again.
// Errors: as embed::make_local_embedder().
[[nodiscard]] Result<std::unique_ptr<embed::Embedder>> choose_embedder(
    const config::Config& config);

}  // namespace mnestic::cli
