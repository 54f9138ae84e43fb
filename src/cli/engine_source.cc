#include "engine_source.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>
#include <vector>

#include "crash_mark.h"
#include "mnestic/base/clock.h"
#include "mnestic/base/log.h"
#include "mnestic/base/random.h"
#include "mnestic/text/time.h"

namespace mnestic::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLook{1'000};
constexpr milliseconds kOther{5'000};
constexpr milliseconds kLongestRest{60'000};

// Turns of the background: all there is to do, then a look at the store now and then.
std::function<milliseconds()> reembedding(memory::Engine& engine) {
  return [&engine, rest = kLook]() mutable -> milliseconds {
    const auto state = engine.reembed_some();
    if (!state) {
      if (rest == kLook) log_warn("memories wait to be embedded: " + state.error().message);
      return std::exchange(rest, std::min(2 * rest, kLongestRest));
    }
    switch (*state) {
      case memory::ReembedState::more:
        rest = kLook;
        return milliseconds(0);
      case memory::ReembedState::busy:
        return kOther;
      case memory::ReembedState::idle:
        break;
    }
    return kLook;
  };
}

// Other processes queue texts too, and can be killed before they read them: so the store is looked
// at, and the queue when a commit was made or something in it is due.
std::function<milliseconds()> reading(memory::Engine& engine, const std::atomic<bool>& ending) {
  return [&engine, &ending, seen = std::uint64_t{0}, due = kBeginning]() mutable -> milliseconds {
    const std::uint64_t commit = engine.last_commit();
    if (commit == seen && due > system_clock().now()) return kLook;
    const auto work = engine.work_queue([&ending] { return ending.load(); });
    if (!work) {
      log_warn("texts that wait for a model were not read: " + work.error().message);
      return kLongestRest;
    }
    seen = commit;
    due = work->next.value_or(kForever);
    return work->read > 0 ? milliseconds(0) : kLook;
  };
}

}  // namespace

Result<std::string> time_zone_of(const config::Config& config) {
  const std::string& name = config.timezone.value;
  if (name.empty()) return text::system_time_zone();
  if (text::is_time_zone(name)) return name;
  return invalid_argument("MNESTIC_TIMEZONE is \"" + name +
                          "\", which no zone is called; use a name such as Europe/Berlin or UTC.");
}

EngineSource::~EngineSource() {
  ending_ = true;
  embedding_.reset();
  reading_.reset();
  flush();
}

Result<memory::Engine*> EngineSource::get() {
  const std::lock_guard lock(mutex_);
  if (engine_ == nullptr) MNESTIC_TRY(open());
  return engine_.get();
}

Result<memory::EngineParts> EngineSource::parts() {
  MNESTIC_TRY(get());
  return *parts_;
}

Result<void> EngineSource::open() {
  if (!config_) return config_.error();
  const config::Config& config = *config_;
  if (!config.home_problem.empty()) return failed_precondition(config.home_problem + ".");
  MNESTIC_TRY(config::check_available(config));
  MNESTIC_TRY_ASSIGN(const std::string zone, time_zone_of(config));
  MNESTIC_TRY(check_after_crash(config.home.value));
  MNESTIC_TRY_ASSIGN(store_, store::open_store({.folder = config.home.value}, system_random()));
  MNESTIC_TRY_ASSIGN(chosen_, choose_embedder(config, [this] { return ending_.load(); }));
  std::vector<const embed::Embedder*> earlier;
  earlier.reserve(chosen_.earlier.size());
  for (const auto& embedder : chosen_.earlier) earlier.push_back(embedder.get());
  extractor_ = choose_extractor(config);
  parts_.emplace(memory::EngineParts{.store = *store_,
                                     .embedder = *chosen_.embedder,
                                     .extractor = *extractor_.extractor,
                                     .clock = system_clock(),
                                     .random = system_random(),
                                     .zone = zone,
                                     .week_start = config.week_start.value,
                                     .earlier = std::move(earlier),
                                     .claims_store = !chosen_.is_stand_in});
  engine_ = std::make_unique<memory::Engine>(*parts_);
  // Not this call's failure: what was asked to be erased is hidden already, and the next start
  // tries again.
  if (const auto recovered = engine_->recover(); !recovered) {
    log_warn("bytes of erased memories are still on disk: " + recovered.error().message);
  }
  if (wants_background_) {
    embedding_ = std::make_unique<Background>(reembedding(*engine_));
    // Only where a model is asked can something wait for one.
    if (asks_openai(config)) reading_ = std::make_unique<Background>(reading(*engine_, ending_));
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
