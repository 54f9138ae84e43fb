// Putting models where the program finds them: copied from a folder, or downloaded from where the
// default one is published. A folder appears there whole or not at all.
//
// Thread safety: free functions; two processes at once may do the work twice, and one of them wins.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/llm/http.h"

namespace mnestic::embed {

inline constexpr std::string_view kDefaultModel = "all-MiniLM-L6-v2";

// Copies the model in `folder` into `models` under its own folder's name, after it has embedded a
// sentence. Gives the new folder. Errors: as make_local_embedder(); already_exists;
// resource_exhausted when it cannot be written.
[[nodiscard]] Result<std::filesystem::path> add_model(const std::filesystem::path& folder,
                                                      const std::filesystem::path& models);

struct FetchOptions {
  std::string url = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main/";
  std::chrono::milliseconds timeout{30 * 60 * 1000};  // of one file
  // Told, often, how much of a file is there. Empty: nobody.
  std::function<void(std::uint64_t bytes)> progress;
};

// Downloads the default model into `models`. What a broken download has got is kept and gone on
// with next time. Gives the new folder. Errors: already_exists; as llm::HttpClient::send();
// unavailable when the server does not give a file; data_loss when a digest is not the published
// one (what was got is dropped); resource_exhausted when it cannot be written.
[[nodiscard]] Result<std::filesystem::path> fetch_default_model(const llm::HttpClient& http,
                                                                const std::filesystem::path& models,
                                                                const FetchOptions& options);

}  // namespace mnestic::embed
