#include <algorithm>
#include <bit>
#include <queue>
#include <utility>

#include "hnsw_file.h"
#include "mnestic/index/hnsw.h"
#include "vector_scan.h"
#include "vector_table.h"

namespace mnestic::index {
namespace {

using Node = std::uint32_t;

struct Near {
  double cosine = 0;
  Node node = 0;

  friend bool operator<(const Near& a, const Near& b) { return a.cosine < b.cosine; }
  friend bool operator>(const Near& a, const Near& b) { return a.cosine > b.cosine; }
};

struct Fresh {
  Node node = 0;
  SlotPlace place;
};

// One search through a graph. What is not allowed is walked over and not kept.
class Walk {
 public:
  Walk(const Graph& graph, VectorPlaces& table, const PreparedQuery& query,
       const std::vector<std::uint64_t>& allowed)
      : parts_(graph.file().parts),
        table_(table),
        query_(query),
        allowed_(allowed),
        dot_(dot_variants().front().function),
        seen_(graph.size() / 64 + 1) {}

  void run(std::size_t candidates, TopHits& top) {
    std::priority_queue<Near> frontier;                                 // nearest first
    std::priority_queue<Near, std::vector<Near>, std::greater<>> best;  // farthest first
    const auto meet = [&](const Near& met) {
      if (best.size() == candidates && met.cosine <= best.top().cosine) return;
      frontier.push(met);
      if (!is_allowed(met.node)) return;
      best.push(met);
      if (best.size() > candidates) best.pop();
    };
    const Near entry = descend();
    (void)is_fresh(entry.node);  // marks it
    meet(entry);
    while (!frontier.empty()) {
      const Near here = frontier.top();
      if (best.size() == candidates && here.cosine < best.top().cosine) break;
      frontier.pop();
      gather(here.node);
      for (const Fresh& fresh : fresh_) meet({cosine(fresh.place), fresh.node});
    }
    for (; !best.empty(); best.pop()) {
      const Near& near = best.top();
      if (near.cosine >= -1.0) top.offer({parts_.numbers[near.node], near.cosine});
    }
  }

 private:
  // The neighbours that were not met yet. They lie all over the memory, and so do their numbers and
  // the heads of their blocks: at each step all are asked for before the first is needed.
  void gather(Node node) {
    fresh_.clear();
    for (const Node near : parts_.neighbours(node, 0)) {
      if (near >= parts_.numbers.size() || !is_fresh(near)) continue;
      __builtin_prefetch(&parts_.numbers[near]);
      fresh_.push_back({near, {}});
    }
    for (const Fresh& fresh : fresh_) table_.prefetch(parts_.numbers[fresh.node]);
    for (Fresh& fresh : fresh_) {
      fresh.place = table_.place(parts_.numbers[fresh.node]);
      if (fresh.place.block != nullptr) fresh.place.block->prefetch(1ULL << fresh.place.slot);
    }
  }

  // The nearest that the upper levels lead to.
  Near descend() {
    Near here{cosine(parts_.entry), parts_.entry};
    for (std::uint32_t level = parts_.entry_level; level > 0; --level) {
      for (bool moved = true; moved;) {
        moved = false;
        for (const Node node : parts_.neighbours(here.node, level)) {
          if (node >= parts_.numbers.size()) continue;
          const Near other{cosine(node), node};
          if (other.cosine <= here.cosine) continue;
          here = other;
          moved = true;
        }
      }
    }
    return here;
  }

  double cosine(Node node) { return cosine(table_.place(parts_.numbers[node])); }
  // What has no vector any more is near nothing.
  double cosine(const SlotPlace& place) {
    if (place.block == nullptr) return kNoCosine;
    dot_(query_.dot, place.block->vectors(), 1ULL << place.slot, dots_);
    return cosine_of(dots_[place.slot], query_.scale, place.block->scale(place.slot));
  }

  bool is_fresh(Node node) {
    std::uint64_t& word = seen_[node / 64];
    const std::uint64_t bit = 1ULL << (node % 64);
    const bool fresh = (word & bit) == 0;
    word |= bit;
    return fresh;
  }

  [[nodiscard]] bool is_allowed(Node node) const {
    const std::uint64_t number = parts_.numbers[node];
    const std::uint64_t block = number / store::kBlockSize;
    return block < allowed_.size() && (allowed_[block] >> (number % store::kBlockSize) & 1) != 0;
  }

  const GraphParts& parts_;
  VectorPlaces& table_;
  const PreparedQuery& query_;
  const std::vector<std::uint64_t>& allowed_;
  DotFunction dot_;
  std::vector<std::uint64_t> seen_;
  std::vector<Fresh> fresh_;
  std::array<std::int32_t, 64> dots_{};
};

// What an Allowed said, to be asked more than once.
class Masks final : public Allowed {
 public:
  explicit Masks(std::size_t blocks) : masks(blocks) {}
  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    return block < masks.size() ? masks[block] : 0;
  }
  std::vector<std::uint64_t> masks;
};

bool is_of(const Graph& graph, const VectorQuery& query) {
  const GraphIdentity& identity = graph.identity();
  return identity.user == query.user && identity.model == query.model &&
         identity.dimension == query.vector.size();
}

}  // namespace

Result<NearHits> search_near(const store::ReadTxn& txn, const VectorQuery& query,
                             std::uint64_t versions, Allowed& allowed, const Graph* graph,
                             const NearOptions& options) {
  NearHits found;
  if (graph == nullptr || !is_of(*graph, query)) {
    MNESTIC_TRY_ASSIGN(found.hits, search_vectors(txn, query, allowed));
    return found;
  }
  Masks wanted((versions + kVectorSlots - 1) / kVectorSlots);
  std::uint64_t count = 0;
  for (std::uint64_t block = 0; block < wanted.masks.size(); ++block) {
    wanted.masks[block] = allowed.mask(block);
    count += static_cast<std::uint64_t>(std::popcount(wanted.masks[block] & graph->held(block)));
  }
  // Of those met on the way, `share` are allowed; the others lead to what is near as well.
  const double share = static_cast<double>(count) / static_cast<double>(graph->size());
  const auto kept = static_cast<std::size_t>(share * static_cast<double>(options.candidates));
  const std::size_t candidates =
      std::max({query.limit_count, std::min(kept, options.kept_max), std::size_t{1}});
  const auto walk = static_cast<double>(candidates * options.scans_a_hit) / std::max(share, 1e-9);
  if (count <= candidates || walk >= static_cast<double>(count)) {
    found.way = NearWay::scan_some;
    MNESTIC_TRY_ASSIGN(found.hits, search_vectors(txn, query, wanted));
    return found;
  }
  found.way = NearWay::graph;
  MNESTIC_TRY_ASSIGN(const PreparedQuery prepared, prepare(query));
  VectorPlaces places(txn, query.user, query.model, query.vector.size(),
                      std::max<std::uint64_t>(wanted.masks.size(), graph->blocks()));
  MNESTIC_TRY(places.find_all());
  TopHits top(query.limit_count);
  for (std::uint64_t block = 0; block < wanted.masks.size(); ++block) {
    const std::uint64_t outside = wanted.masks[block] & ~graph->held(block);
    if (outside == 0) continue;
    const std::uint64_t missed = outside & places.present(block);
    if (missed == 0) continue;
    found.missed += static_cast<std::uint64_t>(std::popcount(missed));
    offer_block(prepared, *places.block(block), block, missed, top);
  }
  Walk(*graph, places, prepared, wanted.masks).run(candidates, top);
  MNESTIC_TRY(places.state());
  found.hits = std::move(top).take();
  return found;
}

}  // namespace mnestic::index
