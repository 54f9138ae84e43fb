#include "request_outlet.h"

#include <algorithm>
#include <cmath>

#include "mnestic/rpc/message.h"

namespace mnestic::mcp {
namespace {

constexpr double kCreditsMax = 10;

// Whole numbers as such: 50, not 50.0.
Json number_of(double value) {
  constexpr double kWholeMax = 9e15;
  if (value == std::floor(value) && std::abs(value) < kWholeMax) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

}  // namespace

bool RequestOutlet::is_open() const {
  return !closed_ && (options_.cancel_flag == nullptr || !*options_.cancel_flag);
}

void RequestOutlet::log(LogLevel level, std::string_view logger, const Json& data) {
  const std::lock_guard lock(mutex_);
  if (!is_open() || !options_.level_min) return;
  const auto level_min = options_.level_min();
  if (!level_min || level < *level_min) return;
  Json params = {{"level", to_string(level)}, {"data", data}};
  if (!logger.empty()) params["logger"] = logger;
  options_.write(rpc::encode_notification("notifications/message", params));
}

void RequestOutlet::progress(double done, std::optional<double> total, std::string_view message) {
  const std::lock_guard lock(mutex_);
  if (!options_.progress_token || !is_open()) return;
  if (!std::isfinite(done) || (last_ && done <= *last_)) return;
  const bool is_last = total && done >= *total;
  if (!takes_credit() && !is_last) return;
  last_ = done;
  Json params = {{"progressToken", *options_.progress_token}, {"progress", number_of(done)}};
  if (total && std::isfinite(*total)) params["total"] = number_of(*total);
  if (!message.empty() && has_progress_message(options_.revision)) params["message"] = message;
  options_.write(rpc::encode_notification("notifications/progress", params));
}

bool RequestOutlet::takes_credit() {
  const auto now = std::chrono::steady_clock::now();
  const std::chrono::duration<double, std::milli> passed = now - refilled_;
  refilled_ = now;
  const double gap_ms = std::max(0.001, static_cast<double>(options_.gap.count()));
  credits_ = std::min(kCreditsMax, credits_ + passed.count() / gap_ms);
  if (credits_ < 1) return false;
  credits_ -= 1;
  return true;
}

void RequestOutlet::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

}  // namespace mnestic::mcp
