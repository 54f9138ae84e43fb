// The workload of one writing process: operations that follow from a seed, and what a user's
// memories must be after each. A log of intents and acknowledgements says how far a writer got.
//
// Thread safety: value types; one writer writes a log, anybody may read it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/memory/engine.h"

namespace mnestic::fault {

using Contents = std::set<std::string>;

enum class Kind { add, update, hide, erase, erase_all, undo, shared };

struct Operation {
  Kind kind = Kind::add;
  std::vector<std::string> contents;  // added, hidden or erased; or old and new
};

// What the user's active memories are, as far as operations succeed.
class Model {
 public:
  Model(std::uint64_t seed, unsigned writer) : seed_(seed), writer_(writer) {}

  // The operation of that number in this state: the same whenever it is asked for.
  [[nodiscard]] Operation operation(std::uint64_t index) const;
  void apply(const Operation& operation);
  [[nodiscard]] const Contents& contents() const { return contents_; }

 private:
  std::uint64_t seed_;
  unsigned writer_;
  Contents contents_;
  Contents before_;        // the last operation
  bool undoable_ = false;  // the last operation can be taken back
};

[[nodiscard]] std::string user_of(unsigned writer);
inline constexpr const char* kSharedUser = "all";

// Does it; the outcome is durable on return.
[[nodiscard]] Result<void> perform(memory::Engine& engine, const std::string& user,
                                   const Operation& operation);
[[nodiscard]] Result<Contents> read_contents(memory::Engine& engine, const std::string& user);

// How far a writer got, by its log.
struct Progress {
  std::vector<bool> done;  // of each operation that was decided: whether it happened
  bool in_flight = false;  // one more was begun
};
class Log {
 public:
  Log(const std::filesystem::path& folder, unsigned writer);
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();
  void intent() const { write('I'); }
  void acknowledged() const { write('A'); }
  void absent() const { write('X'); }  // found after a kill: the intended one did not happen

  [[nodiscard]] static Progress read(const std::filesystem::path& folder, unsigned writer);

 private:
  void write(char mark) const;
  int descriptor_;
};

// The states that a user may be in: after everything acknowledged in `before`, and up to what was
// intended in `after`. The shared facts acknowledged, and those intended, go into the sets.
struct Allowed {
  std::vector<Contents> states;
  Contents shared_acknowledged;
  Contents shared_intended;
};
void allow(std::uint64_t seed, unsigned writer, const Progress& before, const Progress& after,
           Allowed& allowed);

}  // namespace mnestic::fault
