#include "call_pool.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "mnestic/base/assert.h"
#include "mnestic/base/log.h"

namespace mnestic::mcp {

CallPool::Outcome CallPool::submit(Job job) {
  const std::lock_guard lock(mutex_);
  MNESTIC_ASSERT(!stopping_);
  if (unfinished_.contains(job.id)) return Outcome::duplicate_id;
  if (undelivered_ >= options_.calls_max ||
      (undelivered_ > 0 && bytes_ + job.size_bytes > options_.call_bytes_max)) {
    return Outcome::full;
  }
  start_thread_if_needed();
  if (threads_.empty()) return Outcome::full;
  auto call = std::make_shared<Call>();
  call->job = std::move(job);
  call->sequence = ++sequence_;
  call->patience_ends = std::chrono::steady_clock::now() + options_.write_wait;
  unfinished_.emplace(call->job.id, call);
  if (!call->job.read_only) unfinished_writers_.insert(call->sequence);
  bytes_ += call->job.size_bytes;
  ++undelivered_;
  waiting_.push_back(std::move(call));
  changed_.notify_one();
  return Outcome::accepted;
}

void CallPool::cancel(const rpc::Id& id) {
  CallPtr dropped;
  {
    const std::lock_guard lock(mutex_);
    const auto found = unfinished_.find(id);
    if (found == unfinished_.end()) return;
    *found->second->job.cancel_flag = true;
    if (found->second->started) return;
    dropped = found->second;
    std::erase(waiting_, dropped);
    forget(*dropped);
    changed_.notify_all();
  }
  dropped->job.deliver(std::nullopt);
  const std::lock_guard lock(mutex_);
  if (--undelivered_ == 0) emptied_.notify_all();
}

bool CallPool::is_unfinished(const rpc::Id& id) {
  const std::lock_guard lock(mutex_);
  return unfinished_.contains(id);
}

bool CallPool::park(const rpc::Id& id) {
  const std::lock_guard lock(mutex_);
  if (parked_ >= options_.parked_max) return false;
  const auto found = unfinished_.find(id);
  MNESTIC_ASSERT(found != unfinished_.end() && found->second->started);
  ++parked_;
  if (!found->second->job.read_only) {
    unfinished_writers_.erase(found->second->sequence);
    --running_writers_;
  }
  if (!waiting_.empty()) start_thread_if_needed();
  changed_.notify_all();
  return true;
}

void CallPool::unpark(const rpc::Id& id) {
  const std::lock_guard lock(mutex_);
  const auto found = unfinished_.find(id);
  MNESTIC_ASSERT(found != unfinished_.end() && parked_ > 0);
  --parked_;
  if (!found->second->job.read_only) {
    unfinished_writers_.insert(found->second->sequence);
    ++running_writers_;
  }
}

void CallPool::drain() {
  {
    std::unique_lock lock(mutex_);
    emptied_.wait(lock, [&] { return undelivered_ == 0; });
    stopping_ = true;
    changed_.notify_all();
  }
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void CallPool::start_thread_if_needed() {
  if (idle_ > waiting_.size() || threads_.size() >= options_.workers_max + parked_) {
    return;
  }
  try {
    threads_.emplace_back([this] { work_until_stopped(); });
  } catch (const std::system_error& error) {
    log_error(std::string("a worker thread could not be started: ") + error.what());
  }
}

// What finished no longer holds up others and may not be cancelled; it is not delivered yet.
void CallPool::forget(const Call& call) {
  unfinished_.erase(call.job.id);
  unfinished_writers_.erase(call.sequence);
  bytes_ -= call.job.size_bytes;
}

CallPool::CallPtr CallPool::take_startable() {
  // One worker is left to readers, so that slow writers cannot take them all.
  const std::size_t writers_max = std::max<std::size_t>(1, options_.workers_max - 1);
  const auto now = std::chrono::steady_clock::now();
  for (auto it = waiting_.begin(); it != waiting_.end(); ++it) {
    const CallPtr& call = *it;
    const bool behind_writer =
        !unfinished_writers_.empty() && *unfinished_writers_.begin() < call->sequence;
    // Patience ends in the order of arrival, so whoever comes later waits as well.
    if (behind_writer && now < call->patience_ends) return nullptr;
    if (!call->job.read_only && running_writers_ >= writers_max) continue;
    CallPtr taken = call;
    waiting_.erase(it);
    return taken;
  }
  return nullptr;
}

CallPool::CallPtr CallPool::next_call(std::unique_lock<std::mutex>& lock) {
  for (;;) {
    if (CallPtr call = take_startable()) return call;
    if (stopping_) return nullptr;
    ++idle_;
    const auto now = std::chrono::steady_clock::now();
    const auto patient = std::find_if(waiting_.begin(), waiting_.end(), [&](const CallPtr& call) {
      return call->patience_ends > now;
    });
    if (patient == waiting_.end()) {
      changed_.wait(lock);
    } else {
      const Instant until = (*patient)->patience_ends;
      changed_.wait_until(lock, until);
    }
    --idle_;
  }
}

void CallPool::work_until_stopped() {
  std::unique_lock lock(mutex_);
  while (const CallPtr call = next_call(lock)) {
    const bool writer = !call->job.read_only;
    call->started = true;
    if (writer) ++running_writers_;
    changed_.notify_one();  // another may be startable as well
    lock.unlock();
    std::string answer = call->job.work();
    lock.lock();
    if (writer) --running_writers_;
    forget(*call);
    const bool cancelled = *call->job.cancel_flag;
    changed_.notify_all();
    lock.unlock();
    call->job.deliver(cancelled ? std::nullopt : std::optional(std::move(answer)));
    lock.lock();
    if (--undelivered_ == 0) emptied_.notify_all();
  }
}

}  // namespace mnestic::mcp
