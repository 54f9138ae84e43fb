// Surroundings: what stands around each version that a view shows: its conversation, the turn
// before and the turn after. A view's own: a filter takes versions out of an answer, but not out of
// the surroundings of others.
//
// Thread safety: one thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mnestic/index/search.h"
#include "mnestic/store/records.h"

namespace mnestic::memory {

// [from, until)
struct TimeRange {
  Timestamp from{};
  Timestamp until{};
};

class Surroundings final : public index::Allowed {
 public:
  // `named`: the times that matter to the caller.
  Surroundings(const store::UserCounters& counters, std::vector<TimeRange> named);

  // Every version of the view once, by ascending number; then finish().
  void add(store::VersionNumber number, const store::Header& header);
  void finish();

  // The versions added.
  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    return block < masks_.size() ? masks_[block] : 0;
  }
  [[nodiscard]] std::size_t size() const { return chats_.size(); }
  [[nodiscard]] std::uint64_t blocks() const { return masks_.size(); }

  // 0: of no chat. A neighbour is the version's own number where there is none.
  [[nodiscard]] store::ChatNumber chat(store::VersionNumber number) const { return chats_[number]; }
  [[nodiscard]] std::span<const store::ChatNumber> chats() const { return chats_; }
  [[nodiscard]] std::uint32_t before(store::VersionNumber number) const { return before_[number]; }
  [[nodiscard]] std::uint32_t after(store::VersionNumber number) const { return after_[number]; }
  [[nodiscard]] index::Windows windows() const {
    return {.before = before_, .after = after_, .lengths = lengths_, .mean_length = mean_window_};
  }
  [[nodiscard]] std::uint32_t length(store::VersionNumber number) const { return lengths_[number]; }
  [[nodiscard]] double mean_length() const { return mean_length_; }
  // Said, or so, in one of the times named.
  [[nodiscard]] bool is_timely(store::VersionNumber number) const {
    return (timely_[number / store::kBlockSize] >> (number % store::kBlockSize) & 1U) != 0;
  }

  // How much its surroundings say about a version, 0..1: 0 without a chat, nearly 1 in a chat of
  // short turns, little in one of long turns, which stand for themselves.
  [[nodiscard]] double openness(store::VersionNumber number) const {
    return chats_[number] < openness_.size() ? openness_[chats_[number]] : 0.0;
  }
  // Whether it is more than 0 for any.
  [[nodiscard]] bool has_chats() const { return !openness_.empty(); }

 private:
  template <typename Visitor>
  void for_each(Visitor&& visit) const;
  void finish_chats();

  std::vector<TimeRange> named_;
  std::vector<std::uint64_t> masks_;
  std::vector<std::uint64_t> timely_;
  std::vector<store::ChatNumber> chats_;
  std::vector<std::uint32_t> before_;
  std::vector<std::uint32_t> after_;
  std::vector<std::uint32_t> lengths_;
  std::vector<std::uint32_t> last_of_;  // by chat: its last version so far
  std::vector<double> openness_;        // by chat
  double mean_length_ = 1;
  double mean_window_ = 1;
};

}  // namespace mnestic::memory
