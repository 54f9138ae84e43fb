#include "surroundings.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "mnestic/model/kinds.h"

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

// Longer by its own places: nobody's neighbours.
void extend(std::vector<std::uint32_t>& neighbours, std::size_t size) {
  const std::size_t before = neighbours.size();
  neighbours.resize(size);
  const auto first = neighbours.begin() + static_cast<std::ptrdiff_t>(before);
  std::iota(first, neighbours.end(), static_cast<std::uint32_t>(before));
}

}  // namespace

Surroundings::Surroundings(const store::UserCounters& counters, Times times)
    : keeps_times_(times == Times::kept) {
  grow(counters);
}

void Surroundings::grow(const store::UserCounters& counters) {
  masks_.resize((counters.next_number + store::kBlockSize - 1) / store::kBlockSize);
  notes_.resize(masks_.size());
  const std::size_t size = masks_.size() * store::kBlockSize;
  chats_.resize(size);
  lengths_.resize(size);
  if (keeps_times_) {
    observed_at_.resize(size);
    valid_from_.resize(size);
  }
  last_of_.resize(counters.next_chat, kNone);
  sums_.resize(counters.next_chat);
  // Without a chat nobody has a neighbour.
  if (counters.next_chat <= 1) return;
  extend(before_, size);
  extend(after_, size);
}

void Surroundings::link(std::uint32_t before, std::uint32_t after) {
  before_[after] = before;
  after_[before] = after;
  ++links_;
  linked_terms_ += std::uint64_t{lengths_[before]} + lengths_[after];
}

void Surroundings::unlink(std::uint32_t before, std::uint32_t after) {
  before_[after] = after;
  after_[before] = before;
  --links_;
  linked_terms_ -= std::uint64_t{lengths_[before]} + lengths_[after];
}

void Surroundings::add(VersionNumber number, const store::Header& header) {
  const std::uint64_t bit = 1ULL << (number % store::kBlockSize);
  masks_[number / store::kBlockSize] |= bit;
  if (header.kind == static_cast<std::uint8_t>(model::note_kind()))
    notes_[number / store::kBlockSize] |= bit;
  lengths_[number] = header.length;
  ++versions_;
  terms_ += header.length;
  if (keeps_times_) {
    observed_at_[number] = header.observed_at;
    valid_from_[number] = header.valid_from;
  }
  // A number past the last one given out is damage, which others report.
  if (header.chat == 0 || header.chat >= last_of_.size()) return;
  chats_[number] = header.chat;
  for (Sum* sum : {&all_chats_, &sums_[header.chat]}) {
    sum->terms += header.length;
    ++sum->turns;
  }
  std::uint32_t& last = last_of_[header.chat];
  const auto own = static_cast<std::uint32_t>(number);
  if (last != kNone && last > own) {
    in_order_ = false;
    return;
  }
  if (last != kNone) link(last, own);
  last = own;
}

void Surroundings::remove(VersionNumber number) {
  masks_[number / store::kBlockSize] &= ~(1ULL << (number % store::kBlockSize));
  --versions_;
  terms_ -= lengths_[number];
  const store::ChatNumber chat = std::exchange(chats_[number], 0);
  if (chat == 0) return;
  for (Sum* sum : {&all_chats_, &sums_[chat]}) {
    sum->terms -= lengths_[number];
    --sum->turns;
  }
  const auto own = static_cast<std::uint32_t>(number);
  const std::uint32_t before = before_[own];
  const std::uint32_t after = after_[own];
  if (before != own) unlink(before, own);
  if (after != own) unlink(own, after);
  if (before != own && after != own) link(before, after);
  if (last_of_[chat] == own) last_of_[chat] = before != own ? before : kNone;
}

void Surroundings::link_all() {
  std::iota(before_.begin(), before_.end(), 0U);
  std::iota(after_.begin(), after_.end(), 0U);
  std::fill(last_of_.begin(), last_of_.end(), kNone);
  links_ = 0;
  linked_terms_ = 0;
  for (std::uint64_t block = 0; block < masks_.size(); ++block) {
    for (std::uint64_t mask = masks_[block]; mask != 0; mask &= mask - 1) {
      const auto own = static_cast<std::uint32_t>(block * store::kBlockSize) +
                       static_cast<std::uint32_t>(std::countr_zero(mask));
      if (chats_[own] == 0) continue;
      std::uint32_t& last = last_of_[chats_[own]];
      if (last != kNone) link(last, own);
      last = own;
    }
  }
  in_order_ = true;
}

void Surroundings::finish() {
  const auto versions = static_cast<double>(std::max<std::uint64_t>(versions_, 1));
  mean_length_ = std::max(1.0, static_cast<double>(terms_) / versions);
  openness_.clear();
  if (all_chats_.turns == 0) return;
  if (!in_order_) link_all();
  mean_window_ = std::max(1.0, static_cast<double>(terms_ + linked_terms_) / versions);
  finish_chats();
}

void Surroundings::finish_chats() {
  openness_.resize(sums_.size(), 0.0);
  const double mean_of_all =
      static_cast<double>(all_chats_.terms) / static_cast<double>(all_chats_.turns);
  for (std::size_t chat = 1; chat < sums_.size(); ++chat) {
    if (sums_[chat].turns == 0) continue;
    const double terms = static_cast<double>(sums_[chat].terms) + kPriorTurns * mean_of_all;
    openness_[chat] = openness_at(terms / (static_cast<double>(sums_[chat].turns) + kPriorTurns));
  }
}

index::WindowShape Surroundings::window_shape() const {
  const auto versions = static_cast<double>(std::max<std::uint64_t>(versions_, 1));
  return {.mean_length = mean_window_,
          .mean_turns = 1.0 + 2.0 * static_cast<double>(links_) / versions};
}

}  // namespace mnestic::memory
