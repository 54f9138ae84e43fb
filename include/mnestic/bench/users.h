// Users: a store with very many of them, filled as any store is, and what one of them then waits
// for. Nothing may grow with the others: not the time of a page, not the memory of a server.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/memory/engine.h"

namespace mnestic::bench {

struct UsersOptions {
  std::filesystem::path home;       // of the store, for the server process that is measured
  std::uint64_t users = 1'000'000;  // with one memory each
  std::uint64_t rich = 10'000;      // of them, with `rich_memories`
  std::uint64_t rich_memories = 100;
  std::uint64_t touched = 10'000;               // users that one server process serves
  std::function<void(std::string_view)> print;  // called with each finished line
};

// Fills the store of `parts` (at `home`, empty), measuring at a hundredth, a tenth and all of it.
// Errors: what the engine and the server process say.
[[nodiscard]] Result<void> run_users(const memory::EngineParts& parts, const UsersOptions& options);

}  // namespace mnestic::bench
