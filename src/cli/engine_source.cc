#include "engine_source.h"

#include "mnestic/base/clock.h"
#include "mnestic/base/log.h"
#include "mnestic/base/random.h"
#include "mnestic/text/time.h"
#include "model_choice.h"

namespace mnestic::cli {

Result<std::string> time_zone_of(const config::Config& config) {
  const std::string& name = config.timezone.value;
  if (name.empty()) return text::system_time_zone();
  if (text::is_time_zone(name)) return name;
  return invalid_argument("MNESTIC_TIMEZONE is \"" + name +
                          "\", which no zone is called; use a name such as Europe/Berlin or UTC.");
}

EngineSource::~EngineSource() { flush(); }

Result<memory::Engine*> EngineSource::get() {
  const std::lock_guard lock(mutex_);
  if (engine_ == nullptr) MNESTIC_TRY(open());
  return engine_.get();
}

Result<void> EngineSource::open() {
  if (!config_) return config_.error();
  const config::Config& config = *config_;
  if (!config.home_problem.empty()) return failed_precondition(config.home_problem + ".");
  MNESTIC_TRY(config::check_available(config));
  MNESTIC_TRY_ASSIGN(const std::string zone, time_zone_of(config));
  MNESTIC_TRY_ASSIGN(store_, store::open_store({.folder = config.home.value}, system_random()));
  MNESTIC_TRY_ASSIGN(embedder_, choose_embedder(config));
  extractor_ = extract::make_rules_extractor();
  engine_ = std::make_unique<memory::Engine>(memory::EngineParts{.store = *store_,
                                                                 .embedder = *embedder_,
                                                                 .extractor = *extractor_,
                                                                 .clock = system_clock(),
                                                                 .random = system_random(),
                                                                 .zone = zone});
  // Not this call's failure: what was asked to be erased is hidden already, and the next start
  // tries again.
  if (const auto recovered = engine_->recover(); !recovered) {
    log_warn("bytes of erased memories are still on disk: " + recovered.error().message);
  }
  return {};
}

void EngineSource::flush() {
  const std::lock_guard lock(mutex_);
  if (engine_ == nullptr) return;
  if (auto flushed = engine_->flush(); !flushed) {
    log_warn("access counts were not written: " + flushed.error().message);
  }
}

}  // namespace mnestic::cli
