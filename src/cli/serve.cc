#include "serve.h"

#include <pthread.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>
#include <utility>

#include "engine_source.h"
#include "mnestic/base/log.h"
#include "mnestic/mcp/server.h"
#include "mnestic/tools/tools.h"
#include "mnestic/transport/transport.h"
#include "wiring.h"

namespace mnestic::cli {
namespace {

// Calls back, on a thread of its own, when the process is asked to end. Make it before other
// threads, so that they inherit the blocked signals.
class TerminationWatch {
 public:
  explicit TerminationWatch(std::function<void()> asked) : asked_(std::move(asked)) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread([this] { watch(); });
  }
  TerminationWatch(const TerminationWatch&) = delete;
  TerminationWatch& operator=(const TerminationWatch&) = delete;
  ~TerminationWatch() {
    over_ = true;
    pthread_kill(thread_.native_handle(), SIGINT);  // wakes it; over_ says why
    thread_.join();
  }

 private:
  void watch() {
    for (;;) {
      int signal = 0;
      if (sigwait(&signals_, &signal) != 0 || over_) return;
      asked_();
    }
  }

  std::function<void()> asked_;
  sigset_t signals_{};
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace

int serve(const Result<config::Config>& config) {
  const auto transport = transport::open_stdio_transport();
  if (config) init_log(config->log.value, config->log_content.value);
  EngineSource engine(config);
  engine.work_in_background();
  mcp::Server server({.info = {.name = "mnestic",
                               .title = "Mnestic",
                               .version = std::string(kVersion),
                               .description = "Long-term memory for language models"},
                      .instructions = std::string(tools::instructions())});
  tools::register_tools(
      server, [&engine] { return engine.get(); }, tools_options(config));
  const TerminationWatch watch([&transport] { transport->stop_reading(); });
  return server.run(*transport);
}

}  // namespace mnestic::cli
