// CallPool: runs tool calls on a few threads, in the order that Server promises.
//
// Thread safety: submit(), cancel() and drain() from one thread (the reader); park() and unpark()
// from the pool's own; the rest is inside. Lifetime: drain() before destruction.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

struct PoolOptions {
  std::size_t workers_max = 4;
  std::size_t calls_max = 10'000;
  std::size_t call_bytes_max = 256UL * 1024 * 1024;
  std::chrono::milliseconds write_wait{1000};
  std::size_t parked_max = 32;
};

class CallPool {
 public:
  struct Job {
    rpc::Id id;
    bool read_only = false;
    std::size_t size_bytes = 0;
    std::shared_ptr<std::atomic<bool>> cancel_flag;  // never null
    std::function<std::string()> work;               // gives the encoded answer; does not throw
    // Called exactly once unless submit() refused; nothing when the call was cancelled.
    std::function<void(std::optional<std::string>)> deliver;
  };
  enum class Outcome { accepted, duplicate_id, full };

  explicit CallPool(PoolOptions options) : options_(options) {}
  ~CallPool() { drain(); }
  CallPool(const CallPool&) = delete;
  CallPool& operator=(const CallPool&) = delete;

  // duplicate_id: a call with this id is not finished yet.
  [[nodiscard]] Outcome submit(Job job);
  [[nodiscard]] bool is_unfinished(const rpc::Id& id);
  // An id that is not under way is ignored.
  void cancel(const rpc::Id& id);
  // From the thread that runs the call with this id: it waits for somebody outside now, holds up
  // no other call and leaves its place to another thread, until unpark(). False: too many wait.
  [[nodiscard]] bool park(const rpc::Id& id);
  void unpark(const rpc::Id& id);
  // Waits until every accepted call is delivered, and ends the threads. Nothing may be submitted
  // afterwards.
  void drain();

 private:
  using Instant = std::chrono::steady_clock::time_point;
  struct Call {
    Job job;
    std::uint64_t sequence = 0;
    Instant patience_ends;
    bool started = false;
  };
  using CallPtr = std::shared_ptr<Call>;

  void work_until_stopped();
  CallPtr next_call(std::unique_lock<std::mutex>& lock);
  CallPtr take_startable();
  void forget(const Call& call);
  void start_thread_if_needed();

  const PoolOptions options_;
  std::mutex mutex_;
  // Everything below is guarded by mutex_.
  std::condition_variable changed_;  // work to look at, or stopping
  std::condition_variable emptied_;  // undelivered_ fell to 0
  std::deque<CallPtr> waiting_;      // in order of arrival
  std::map<rpc::Id, CallPtr> unfinished_;
  std::set<std::uint64_t> unfinished_writers_;  // sequences
  std::size_t running_writers_ = 0;
  std::size_t parked_ = 0;
  std::size_t undelivered_ = 0;
  std::size_t bytes_ = 0;
  std::size_t idle_ = 0;
  std::uint64_t sequence_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace mnestic::mcp
