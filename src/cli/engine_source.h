// EngineSource: the wired engine, opened on first use. A store that cannot be opened, or a setting
// that is wrong, is an error of that use, never the end of the program; the next use tries again.
//
// Thread safety: get() and flush() may be called from any thread. Lifetime: the engine lives as
// long as its source.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

#include "background.h"
#include "extractor_choice.h"
#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/memory/engine.h"
#include "mnestic/store/store.h"
#include "model_choice.h"

namespace mnestic::cli {

class EngineSource {
 public:
  // `config` may be an error: then every use says it.
  explicit EngineSource(Result<config::Config> config) : config_(std::move(config)) {}
  EngineSource(const EngineSource&) = delete;
  EngineSource& operator=(const EngineSource&) = delete;
  ~EngineSource();

  // From the opening on, re-embeds what has no vector of the current model, and has read what waits
  // for the model that is asked, on threads of their own. For a process that stays. Call before the
  // first get().
  void work_in_background() { wants_background_ = true; }

  // Errors: what the configuration or the store says; mended outside, the next call works.
  [[nodiscard]] Result<memory::Engine*> get();

  // What the engine is made of. Errors as get(). Lives as long as this.
  [[nodiscard]] Result<memory::EngineParts> parts();

  // Writes what the engine has buffered, if it was ever opened. Losing it loses counts only.
  void flush();

 private:
  [[nodiscard]] Result<void> open();

  const Result<config::Config> config_;
  std::mutex mutex_;  // guards the opening; what stands below is constant once engine_ is set
  std::unique_ptr<store::Store> store_;
  ChosenEmbedder chosen_;
  ChosenExtractor extractor_;
  std::optional<memory::EngineParts> parts_;
  std::unique_ptr<memory::Engine> engine_;
  std::unique_ptr<Background> embedding_;
  std::unique_ptr<Background> reading_;
  bool wants_background_ = false;
  std::atomic<bool> ending_ = false;  // whatever waits for a server gives up
};

// The zone to use: the configured one, else the system's. Errors: invalid_argument for a name that
// nobody knows.
[[nodiscard]] Result<std::string> time_zone_of(const config::Config& config);

}  // namespace mnestic::cli
