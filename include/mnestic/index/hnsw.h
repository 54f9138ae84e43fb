// HNSW: a graph over the vectors of one user and one model (Malkov and Yashunin, 2018), for those
// who have so many that looking at all of them takes too long.
//
// The graph is a file of links between version numbers. It holds no vectors, no words and no
// states: those are read where they lie in the store, in the transaction of the question, so a
// graph can be late but never wrong. What it does not hold is scanned; what it holds and the store
// no longer has is passed by. It is derived: without it everything is scanned.
//
// Thread safety: a Graph is immutable and may be used by many threads; a GraphBuilder by one.
// Limits: 2^32 - 1 vectors; version numbers below 2^32.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/index/search.h"

namespace mnestic::index {

// What a graph is of. `erasures` counts what was erased of the user: a graph with another count may
// link what must be gone, and is not used.
struct GraphIdentity {
  UserNumber user = 0;
  ModelNumber model = 0;
  std::size_t dimension = 0;
  std::uint64_t erasures = 0;

  friend bool operator==(const GraphIdentity&, const GraphIdentity&) = default;
};

// That count: how many of the user's vectors, of whatever model, erase_vector has removed.
[[nodiscard]] Result<std::uint64_t> count_erasures(const store::ReadTxn& txn, UserNumber user);

// A snapshot file, mapped read-only: shared by all processes that use it. A process has of its own
// one bit for each version number.
class Graph {
 public:
  // Errors: not_found without such a file; data_loss when its checksum or shape is wrong: remove it
  // and build again. Reads the whole file once.
  [[nodiscard]] static Result<std::shared_ptr<const Graph>> open(const std::filesystem::path& file);
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph();

  [[nodiscard]] const GraphIdentity& identity() const;
  [[nodiscard]] std::uint64_t size() const;  // versions held
  // Bit i stands for the number block * 64 + i: which are held.
  [[nodiscard]] std::uint64_t blocks() const { return held_.size(); }
  [[nodiscard]] std::uint64_t held(std::uint64_t block) const {
    return block < held_.size() ? held_[block] : 0;
  }

  struct File;  // how it is laid out: src/index/hnsw_file.h
  explicit Graph(std::unique_ptr<const File> file);
  [[nodiscard]] const File& file() const { return *file_; }

 private:
  std::unique_ptr<const File> file_;
  std::vector<std::uint64_t> held_;
};

struct NearOptions {
  // How many vectors could be scanned in the time of following the graph to one of those wanted.
  // Measured; tests set 0 to force the graph.
  std::size_t scans_a_hit = 45;
  // Of so many candidates the search keeps the share that is allowed: fewer lose too much of what
  // is near, the more so where much was replaced, since what was stays in the graph.
  std::size_t candidates = 1'500;
  // But no more than so many, which are enough where nearly all is allowed.
  std::size_t kept_max = 1'150;
};
// How the nearest were found, and why so.
enum class NearWay : std::uint8_t {
  scan_all,   // exact: there is no graph that can be used
  scan_some,  // exact: so few are allowed that looking at each is quicker
  graph,      // nearly exact
};
struct NearHits {
  std::vector<Hit> hits;  // as of search_vectors
  NearWay way = NearWay::scan_all;
  std::uint64_t missed = 0;  // allowed vectors that the graph does not hold; they were scanned
};
// As search_vectors, by the graph where that pays. Versions allowed are below `versions`. `graph`
// may be null; its user, model and dimension must be those of the query, else it is not used.
[[nodiscard]] Result<NearHits> search_near(const store::ReadTxn& txn, const VectorQuery& query,
                                           std::uint64_t versions, Allowed& allowed,
                                           const Graph* graph, const NearOptions& options);

// Adds vectors to a graph, a few at a time, each time in a transaction of its own: a build takes
// minutes, and a reader should not linger.
class GraphBuilder {
 public:
  GraphBuilder() = default;
  GraphBuilder(const GraphBuilder&) = delete;
  GraphBuilder& operator=(const GraphBuilder&) = delete;
  virtual ~GraphBuilder() = default;

  // Goes on where `base` ended (null: from nothing), with room for `capacity` vectors in all. What
  // of `base` has no vector any more stays as a way to others until the next build from nothing.
  // Errors: resource_exhausted.
  [[nodiscard]] static Result<std::unique_ptr<GraphBuilder>> make(const GraphIdentity& identity,
                                                                  std::size_t capacity,
                                                                  const Graph* base);

  // Adds the next vectors that are not held, at most `limit_count`, in that many threads. Returns
  // how many were added: fewer than that when none is left, or the room is full. After an error the
  // builder is of no use.
  [[nodiscard]] virtual Result<std::size_t> add(const store::ReadTxn& txn, std::size_t limit_count,
                                                std::size_t threads) = 0;
  // Writes all of it to `file` and waits for the disk. Errors: unavailable, resource_exhausted.
  [[nodiscard]] virtual Result<void> save(const std::filesystem::path& file) const = 0;
};

}  // namespace mnestic::index
