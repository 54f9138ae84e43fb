// Graphs: the vector graphs of the users who have so many memories that scanning takes too long.
// Finds the snapshot that fits a question, and lets a thread of its own build and extend it, when a
// question was met by too many vectors that no graph holds. One process at a time builds; all use
// what it publishes. A person with few memories costs no thread, no file and no look at the disk.
//
// Snapshots are files in the store's folder, graph-<user>-<model>. They are derived: without them,
// everything is scanned. Of a user of whom something was erased, they go at once, and are built
// anew.
//
// Thread safety: all methods may be called from any thread. Lifetime: the parts outlive it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string_view>
#include <thread>
#include <utility>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/base/result.h"
#include "mnestic/index/hnsw.h"
#include "mnestic/store/lease.h"
#include "mnestic/store/store.h"

namespace mnestic::memory {

struct GraphOptions {
  // Versions from which a user has a graph: until there, the scan keeps its budget.
  std::uint64_t versions_min = 300'000;
  // A graph that misses more than one vector in so many is extended.
  std::uint64_t missed_share = 20;
  // Vectors between two looks at whether to stop, and between two snapshots on the way, which serve
  // already and from which the next process goes on after a kill.
  std::size_t vectors_a_step = 200;
  std::size_t vectors_a_snapshot = 100'000;
  // That build. 0: half as many as the machine runs at once, but no more than kThreadsMax.
  std::size_t threads = 0;
  static constexpr std::size_t kThreadsMax = 4;
  index::NearOptions near;
};

class Graphs {
 public:
  // `folder` is the store's; an empty one (a store in memory) means that there are none.
  Graphs(store::Store& store, const Clock& clock, RandomSource& random,
         std::filesystem::path folder, GraphOptions options);
  Graphs(const Graphs&) = delete;
  Graphs& operator=(const Graphs&) = delete;
  // Ends the building within a step; what was not published is lost.
  ~Graphs();

  // Whether a user of so many versions is to have a graph.
  [[nodiscard]] bool is_wanted(std::uint64_t versions) const {
    return versions >= options_.versions_min;
  }

  // As index::search_near, with the user's graph if there is one. `versions` is the user's
  // next_number. Damaged and outdated snapshots are not used, and built again.
  [[nodiscard]] Result<index::NearHits> search(const store::ReadTxn& txn,
                                               const index::VectorQuery& query,
                                               std::uint64_t versions, index::Allowed& allowed);

  // Builds or extends one graph to its end, in this thread: what the own thread does. False:
  // another process is at it, or `stop` was asked.
  [[nodiscard]] Result<bool> build(store::UserNumber user, index::ModelNumber model,
                                   std::size_t dimension, const std::stop_token& stop);

  // Removes the snapshots of a user, finished and not. To be called when something was erased,
  // before its scrub. Without a user: of all.
  [[nodiscard]] Result<void> remove(std::optional<store::UserNumber> user);

  // Waits until the own thread has nothing to do: for tests.
  void wait();

 private:
  using Which = std::pair<store::UserNumber, index::ModelNumber>;
  struct Opened {
    std::shared_ptr<const index::Graph> graph;  // null: there was none that can be used
    std::filesystem::file_time_type written{};
  };

  [[nodiscard]] std::filesystem::path file_of(const Which& which) const;
  [[nodiscard]] std::shared_ptr<const index::Graph> newest(const Which& which);
  void ask_for(const Which& which, std::size_t dimension);
  void work(const std::stop_token& stop);
  [[nodiscard]] Result<void> remove_files(std::string_view prefix);
  [[nodiscard]] Result<bool> hold(const Which& which);
  [[nodiscard]] Result<bool> publish(const index::GraphBuilder& builder,
                                     const index::GraphIdentity& identity);

  store::Store& store_;
  const Clock& clock_;
  const std::filesystem::path folder_;
  const GraphOptions options_;
  const store::LeaseOwner owner_;

  std::mutex mutex_;  // guards what follows
  std::map<Which, Opened> opened_;
  std::map<Which, std::size_t> wanted_;  // with their dimensions
  std::map<Which, Timestamp> not_before_;
  bool busy_ = false;
  std::condition_variable_any changed_;
  std::jthread thread_;  // the last member: it ends before the others go
};

}  // namespace mnestic::memory
