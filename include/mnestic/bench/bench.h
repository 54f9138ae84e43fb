// Bench: what a client waits for, measured as a client would: against this very program as a server
// process, over pipes, on temporary stores.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"

namespace mnestic::bench {

struct BenchOptions {
  std::filesystem::path folder;      // empty, for the stores; several hundred MB for large sizes
  std::vector<std::uint64_t> sizes;  // numbers of memories; each larger than the one before
  std::filesystem::path wire;        // where what passes is written down, or empty
  std::function<void(std::string_view)> print;  // called with each finished line
};

// Prints build, machine, and one line a measurement. Errors: what the server process says.
[[nodiscard]] Result<void> run_bench(const BenchOptions& options);

}  // namespace mnestic::bench
