// A disk that remembers: every write, sync, rename and removal of this process below one folder, in
// order, so that the folder can be made again as a power cut at any moment could have left it. What
// was not synced is kept, dropped or torn, by chance.
//
// The system calls are replaced in the program that links this (disk.cc defines them); they do what
// they always do, and note it down.
//
// Thread safety: one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "mnestic/base/random.h"

namespace mnestic::fault {

// Notes everything below `folder` from now on, and nothing after stop_recording().
void start_recording(const std::filesystem::path& folder);
void stop_recording();
// How many things have been noted so far.
[[nodiscard]] std::size_t moment();

// Makes `folder` what the recorded one could be after a power cut at that moment. The sector is the
// unit that reaches the disk whole.
void replay(std::size_t until, RandomSource& random, const std::filesystem::path& folder);

inline constexpr std::size_t kSectorBytes = 512;

}  // namespace mnestic::fault
