#include "surroundings.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace mnestic::memory {
namespace {

using store::VersionNumber;

constexpr std::uint32_t kNone = UINT32_MAX;

// Turns of this many terms on average stand half for themselves; the fall around it is steep.
// Chats between friends have 12 to 15, questions to an assistant 20 to 30.
constexpr double kHalfOpenTerms = 20.0;
constexpr double kSteepness = 8.0;
// A chat's mean counts beside that of all the user's chats as if that were this many turns: a few
// turns say little.
constexpr double kPriorTurns = 10.0;

double openness_at(double mean_terms) {
  return 1.0 / (1.0 + std::pow(mean_terms / kHalfOpenTerms, kSteepness));
}

}  // namespace

Surroundings::Surroundings(const store::UserCounters& counters, std::vector<TimeRange> named)
    : named_(std::move(named)),
      masks_((counters.next_number + store::kBlockSize - 1) / store::kBlockSize),
      timely_(masks_.size()),
      chats_(masks_.size() * store::kBlockSize),
      // Without a chat nobody has a neighbour.
      before_(counters.next_chat > 1 ? chats_.size() : 0),
      after_(before_.size()),
      lengths_(chats_.size()),
      last_of_(counters.next_chat, kNone) {
  std::iota(before_.begin(), before_.end(), 0U);
  std::iota(after_.begin(), after_.end(), 0U);
}

void Surroundings::add(VersionNumber number, const store::Header& header) {
  const std::uint64_t bit = 1ULL << (number % store::kBlockSize);
  const std::uint64_t block = number / store::kBlockSize;
  masks_[block] |= bit;
  lengths_[number] = header.length;
  const auto holds = [&](const TimeRange& range, Timestamp time) {
    return range.from <= time && time < range.until;
  };
  for (const TimeRange& range : named_) {
    if (holds(range, header.observed_at) || holds(range, header.valid_from)) timely_[block] |= bit;
  }
  // A number past the last one given out is damage, which others report.
  if (header.chat == 0 || header.chat >= last_of_.size()) return;
  chats_[number] = header.chat;
  std::uint32_t& last = last_of_[header.chat];
  const auto own = static_cast<std::uint32_t>(number);
  if (last != kNone) {
    before_[number] = last;
    after_[last] = own;
  }
  last = own;
}

template <typename Visitor>
void Surroundings::for_each(Visitor&& visit) const {
  for (std::uint64_t block = 0; block < masks_.size(); ++block) {
    for (std::uint64_t mask = masks_[block]; mask != 0; mask &= mask - 1)
      visit(block * store::kBlockSize + static_cast<std::uint64_t>(std::countr_zero(mask)));
  }
}

void Surroundings::finish() {
  double terms = 0;
  double versions = 0;
  for_each([&](VersionNumber number) {
    terms += lengths_[number];
    ++versions;
  });
  mean_length_ = std::max(1.0, terms / std::max(versions, 1.0));
  if (!before_.empty()) finish_chats();
}

void Surroundings::finish_chats() {
  struct Sum {
    double terms = 0;
    double turns = 0;
  };
  Sum windows;
  Sum all;
  std::vector<Sum> of_chat(last_of_.size());
  for_each([&](VersionNumber number) {
    windows.turns += 1;
    windows.terms += lengths_[number];
    if (before_[number] != number) windows.terms += lengths_[before_[number]];
    if (after_[number] != number) windows.terms += lengths_[after_[number]];
    if (chats_[number] == 0) return;
    for (Sum* sum : {&all, &of_chat[chats_[number]]}) {
      sum->terms += lengths_[number];
      sum->turns += 1;
    }
  });
  if (all.turns == 0) return;
  mean_window_ = std::max(1.0, windows.terms / windows.turns);
  openness_.resize(of_chat.size(), 0.0);
  for (std::size_t chat = 1; chat < of_chat.size(); ++chat) {
    if (of_chat[chat].turns == 0) continue;
    const double terms = of_chat[chat].terms + kPriorTurns * all.terms / all.turns;
    openness_[chat] = openness_at(terms / (of_chat[chat].turns + kPriorTurns));
  }
}

}  // namespace mnestic::memory
