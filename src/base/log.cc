#include "mnestic/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>

namespace mnestic {
namespace {

std::atomic<bool> content_shown{false};

// spdlog's own default logger prints to stdout; this one never does.
spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("mnestic",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e %n %l: %v");
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warn:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::off:
      return spdlog::level::off;
  }
  return spdlog::level::warn;
}

}  // namespace

void init_log(LogLevel level, bool show_content) {
  logger().set_level(level_of(level));
  content_shown = show_content;
}

void log_debug(std::string_view message) { logger().debug(message); }
void log_info(std::string_view message) { logger().info(message); }
void log_warn(std::string_view message) { logger().warn(message); }
void log_error(std::string_view message) { logger().error(message); }

std::string log_content(std::string_view text) {
  if (content_shown) return std::string(text);
  return "[" + std::to_string(text.size()) + " bytes hidden]";
}

}  // namespace mnestic
