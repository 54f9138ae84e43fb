// The crash mark: a file in the store's folder that says that a program ended there in the middle
// of something, as LMDB makes it when the data file is damaged. Whoever opens the store next looks
// first. Kills leave no mark: the store survives them.
//
// Thread safety: watch_for_crashes() once, early; the others from any thread.
#pragma once

#include <filesystem>

#include "mnestic/base/result.h"

namespace mnestic::cli {

// From now on a crash of this process (a fault, an assertion) leaves the mark in `home`, when that
// folder is there.
void watch_for_crashes(const std::filesystem::path& home);

// Nothing to do without a mark. With one: lets a process of its own verify the store, which takes a
// pass over it; removes the mark when all is well. Errors: data_loss with what to do.
[[nodiscard]] Result<void> check_after_crash(const std::filesystem::path& home);

// For the doctor, who has verified the store.
void remove_crash_mark(const std::filesystem::path& home);
[[nodiscard]] bool has_crash_mark(const std::filesystem::path& home);

}  // namespace mnestic::cli
