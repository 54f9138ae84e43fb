#include "resolve.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace mnestic::llm {
namespace {

constexpr std::size_t kAddressesMax = 4;

// Shared with a thread that may be left behind in getaddrinfo(); it touches nothing else.
struct Lookup {
  std::mutex mutex;
  std::condition_variable ended;
  bool over = false;
  std::vector<std::string> addresses;
};

std::vector<std::string> look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* found = nullptr;
  std::vector<std::string> out;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return out;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    const int failed = getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(),
                                   nullptr, 0, NI_NUMERICHOST);
    if (failed == 0 && out.size() < kAddressesMax) out.emplace_back(text.data());
  }
  freeaddrinfo(found);
  return out;
}

}  // namespace

Result<std::vector<std::string>> resolve(const std::string& host, SteadyTime deadline,
                                         const std::function<bool()>& cancelled) {
  const auto lookup = std::make_shared<Lookup>();
  std::thread([lookup, host] {
    auto addresses = look_up(host);
    const std::lock_guard lock(lookup->mutex);
    lookup->addresses = std::move(addresses);
    lookup->over = true;
    lookup->ended.notify_all();
  }).detach();
  std::unique_lock lock(lookup->mutex);
  while (!lookup->over) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= deadline) return Error{ErrorCode::deadline_exceeded, ""};
    lock.unlock();
    const bool unwanted = cancelled && cancelled();
    lock.lock();
    if (unwanted) return Error{ErrorCode::cancelled, ""};
    lookup->ended.wait_until(lock, std::min(deadline, now + kCancelPoll),
                             [&] { return lookup->over; });
  }
  if (lookup->addresses.empty()) return Error{ErrorCode::unavailable, ""};
  return lookup->addresses;
}

}  // namespace mnestic::llm
