// Surroundings: what stands around each version that a view shows: its conversation, the turn
// before and the turn after. A view's own: a filter takes versions out of an answer, but not out of
// the surroundings of others.
//
// Thread safety: one thread; any number while nothing is added or removed.
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

  [[nodiscard]] bool holds(Timestamp time) const { return from <= time && time < until; }
};

class Surroundings final : public index::Allowed {
 public:
  enum class Times : std::uint8_t { dropped, kept };
  // Kept times are those that holds_time() looks at.
  Surroundings(const store::UserCounters& counters, Times times);

  // Versions of the view, each once; quick by ascending numbers. Then finish().
  void add(store::VersionNumber number, const store::Header& header);
  // One that was added leaves the view. Then finish().
  void remove(store::VersionNumber number);
  // Makes room for what was given out since. Then finish().
  void grow(const store::UserCounters& counters);
  void finish();

  // The versions of the view.
  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    return block < masks_.size() ? masks_[block] : 0;
  }
  [[nodiscard]] std::span<const std::uint64_t> masks() const { return masks_; }
  [[nodiscard]] std::uint64_t count() const { return versions_; }
  [[nodiscard]] std::size_t size() const { return chats_.size(); }
  [[nodiscard]] std::uint64_t blocks() const { return masks_.size(); }

  // 0: of no chat. A neighbour is the version's own number where there is none.
  [[nodiscard]] store::ChatNumber chat(store::VersionNumber number) const { return chats_[number]; }
  [[nodiscard]] std::span<const store::ChatNumber> chats() const { return chats_; }
  // REQUIRES: has_chats().
  [[nodiscard]] std::uint32_t before(store::VersionNumber number) const { return before_[number]; }
  [[nodiscard]] std::uint32_t after(store::VersionNumber number) const { return after_[number]; }
  // The version and its neighbours, itself first.
  [[nodiscard]] std::vector<store::VersionNumber> turns(store::VersionNumber number) const {
    std::vector<store::VersionNumber> turns = {number};
    if (before_[number] != number) turns.push_back(before_[number]);
    if (after_[number] != number) turns.push_back(after_[number]);
    return turns;
  }
  [[nodiscard]] index::Windows windows() const {
    return {.before = before_, .after = after_, .lengths = lengths_, .mean_length = mean_window_};
  }
  [[nodiscard]] index::WindowShape window_shape() const;
  [[nodiscard]] std::uint32_t length(store::VersionNumber number) const { return lengths_[number]; }
  [[nodiscard]] double mean_length() const { return mean_length_; }
  [[nodiscard]] bool is_note(store::VersionNumber number) const {
    return (notes_[number / store::kBlockSize] >> (number % store::kBlockSize) & 1U) != 0;
  }
  // Whether it was said, or was so from, then. REQUIRES: times are kept.
  [[nodiscard]] bool holds_time(store::VersionNumber number, const TimeRange& range) const {
    return range.holds(observed_at_[number]) || range.holds(valid_from_[number]);
  }
  [[nodiscard]] std::span<const Timestamp> observed_at() const { return observed_at_; }

  // How much its surroundings say about a version, 0..1: 0 without a chat, nearly 1 in a chat of
  // short turns, little in one of long turns, which stand for themselves.
  [[nodiscard]] double openness(store::VersionNumber number) const {
    return chats_[number] < openness_.size() ? openness_[chats_[number]] : 0.0;
  }
  // Whether it is more than 0 for any.
  [[nodiscard]] bool has_chats() const { return !openness_.empty(); }

 private:
  struct Sum {
    std::uint64_t terms = 0;
    std::uint64_t turns = 0;
  };

  void link(std::uint32_t before, std::uint32_t after);
  void unlink(std::uint32_t before, std::uint32_t after);
  void link_all();
  void finish_chats();

  std::vector<std::uint64_t> masks_;
  std::vector<std::uint64_t> notes_;
  std::vector<store::ChatNumber> chats_;
  std::vector<std::uint32_t> before_;
  std::vector<std::uint32_t> after_;
  std::vector<std::uint32_t> lengths_;
  bool keeps_times_;
  std::vector<Timestamp> observed_at_;
  std::vector<Timestamp> valid_from_;

  std::vector<std::uint32_t> last_of_;  // by chat: its last version
  std::vector<Sum> sums_;               // by chat
  bool in_order_ = true;                // whether the links are those of the order of numbers
  Sum all_chats_;
  std::uint64_t versions_ = 0;
  std::uint64_t terms_ = 0;
  std::uint64_t links_ = 0;
  std::uint64_t linked_terms_ = 0;  // of both ends of every link

  std::vector<double> openness_;  // by chat
  double mean_length_ = 1;
  double mean_window_ = 1;
};

}  // namespace mnestic::memory
