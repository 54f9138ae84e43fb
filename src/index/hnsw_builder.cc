// Building, with hnswlib: the only file that includes it. Its functions are defined in its headers
// and not inline; its prefetches read past the ends of its arrays; it throws; and it neither syncs
// nor checks what it saves. So its files and its search are not used, only what it links.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include "dot.h"
#include "hnsw_file.h"
#include "mnestic/base/random.h"
#include "mnestic/index/hnsw.h"
#include "vector_table.h"

namespace mnestic::index {
namespace {

using Hnsw = hnswlib::HierarchicalNSW<float>;

constexpr std::size_t kConstructionCandidates = 128;
constexpr std::size_t kList0Bytes = kList0Words * sizeof(std::uint32_t);
constexpr std::size_t kListBytes = kListWords * sizeof(std::uint32_t);

// The level of a node, drawn with 1 / M of each level's nodes on the next (Malkov and Yashunin,
// 2016): the same for the same seed and number.
int level_of(std::uint64_t seed, std::uint32_t number) {
  const std::uint64_t bits = spread_bits(spread_bits(seed) + number);
  const double chance = std::ldexp(static_cast<double>((bits >> 11U) + 1), -53);  // (0, 1]
  return static_cast<int>(-std::log(chance) / std::log(double{kLinksMax}));
}

Error no_memory(const std::string& why) {
  return Error{ErrorCode::resource_exhausted, "no memory to build the vector graph " + why};
}

// Elements are version numbers; their vectors lie in the store.
class StoreSpace final : public hnswlib::SpaceInterface<float> {
 public:
  explicit StoreSpace(std::size_t dimension) : dimension_(dimension) {}

  std::size_t get_data_size() override { return sizeof(std::uint32_t); }
  hnswlib::DISTFUNC<float> get_dist_func() override { return &StoreSpace::distance; }
  void* get_dist_func_param() override { return this; }

  void look_at(const VectorTable* table) { table_ = table; }

 private:
  static float distance(const void* a, const void* b, const void* param) {
    const auto& space = *static_cast<const StoreSpace*>(param);
    const VectorPlace first = space.place(a);
    const VectorPlace second = space.place(b);
    // What has no vector any more is as far from everything as what has nothing in common.
    if (first.components == nullptr || second.components == nullptr) return 1.0F;
    const std::int32_t dot = space.dot_(first.components, second.components, space.dimension_);
    return 1.0F - static_cast<float>(dot) * first.scale * second.scale;
  }
  [[nodiscard]] VectorPlace place(const void* element) const {
    std::uint32_t number = 0;
    std::memcpy(&number, element, sizeof(number));
    return table_->place(number);
  }

  std::size_t dimension_;
  DotPairFunction dot_ = dot_pair_variants().front().function;
  const VectorTable* table_ = nullptr;
};

class HnswBuilder final : public GraphBuilder {
 public:
  HnswBuilder(const GraphIdentity& identity, std::size_t capacity, std::size_t seed)
      : identity_(identity),
        space_(identity.dimension),
        seed_(seed),
        hnsw_(&space_, std::max<std::size_t>(capacity, 1), kLinksMax, kConstructionCandidates) {
    // It draws levels from one generator, without a lock: so that it draws none but the lowest.
    hnsw_.mult_ = std::numeric_limits<double>::min();
  }

  // Takes over what a snapshot holds. False when there is no memory for it.
  [[nodiscard]] bool load(const Graph& base) {
    const GraphParts& parts = base.file().parts;
    for (std::uint32_t node = 0; node < parts.numbers.size(); ++node) {
      const auto number = static_cast<std::uint32_t>(parts.numbers[node]);
      char* element = hnsw_.data_level0_memory_ + node * hnsw_.size_data_per_element_;
      std::memcpy(element, parts.links0.data() + node * kList0Words, kList0Bytes);
      std::memcpy(hnsw_.getDataByInternalId(node), &number, sizeof(number));
      hnsw_.setExternalLabel(node, number);
      hnsw_.label_lookup_[number] = node;
      const std::size_t first = parts.first_upper[node];
      const std::size_t levels = parts.first_upper[node + 1] - first;
      hnsw_.element_levels_[node] = static_cast<int>(levels);
      if (levels > 0) {
        // hnswlib frees it, as it does those that it makes.
        hnsw_.linkLists_[node] = static_cast<char*>(std::calloc(levels, kListBytes));
        if (hnsw_.linkLists_[node] == nullptr) return false;
        std::memcpy(hnsw_.linkLists_[node], parts.upper.data() + first * kListWords,
                    levels * kListBytes);
      }
      // Counted one by one: should this end early, what is counted is whole.
      hnsw_.cur_element_count = node + 1;
      hold(number);
    }
    hnsw_.enterpoint_node_ = parts.entry;
    hnsw_.maxlevel_ = static_cast<int>(parts.entry_level);
    return true;
  }

  Result<std::size_t> add(const store::ReadTxn& txn, std::size_t limit_count,
                          std::size_t threads) override {
    MNESTIC_TRY_ASSIGN(
        const VectorTable table,
        VectorTable::open(txn, identity_.user, identity_.model, identity_.dimension));
    space_.look_at(&table);
    const std::size_t room = hnsw_.max_elements_ - hnsw_.cur_element_count;
    const auto numbers = missing(table, std::min(limit_count, room));
    // Alone, and before the others, which are led in by them: the first one, and whatever gets a
    // level of its own, since the library lets others read the entry while it is replaced.
    std::vector<std::uint32_t> together;
    int highest = hnsw_.maxlevel_;
    for (const std::uint32_t number : numbers) {
      const int level = level_of(seed_, number);
      if (level <= highest) {
        together.push_back(number);
        continue;
      }
      highest = level;
      MNESTIC_TRY(add_some(std::span(&number, 1), 1));
    }
    MNESTIC_TRY(add_some(together, std::max<std::size_t>(threads, 1)));
    for (const std::uint32_t number : numbers) hold(number);
    return numbers.size();
  }

  Result<void> save(const std::filesystem::path& file) const override {
    const auto count = static_cast<std::uint32_t>(hnsw_.cur_element_count);
    if (count == 0) return failed_precondition("an empty graph is not kept");
    std::vector<std::uint64_t> numbers(count);
    std::vector<std::uint32_t> first_upper(count + 1);
    for (std::uint32_t node = 0; node < count; ++node) {
      numbers[node] = hnsw_.getExternalLabel(node);
      first_upper[node + 1] =
          first_upper[node] + static_cast<std::uint32_t>(hnsw_.element_levels_[node]);
    }
    MNESTIC_TRY_ASSIGN(const auto writer, GraphWriter::create(file));
    MNESTIC_TRY(writer->append_words(std::span<const std::uint64_t>(numbers)));
    MNESTIC_TRY(writer->append_words(std::span<const std::uint32_t>(first_upper)));
    for (std::uint32_t node = 0; node < count; ++node) {
      const char* links = hnsw_.data_level0_memory_ + node * hnsw_.size_data_per_element_;
      MNESTIC_TRY(writer->append({links, kList0Bytes}));
    }
    for (std::uint32_t node = 0; node < count; ++node) {
      const auto levels = static_cast<std::size_t>(hnsw_.element_levels_[node]);
      if (levels > 0) MNESTIC_TRY(writer->append({hnsw_.linkLists_[node], levels * kListBytes}));
    }
    return writer->finish({.user = identity_.user,
                           .erasures = identity_.erasures,
                           .model = identity_.model,
                           .dimension = identity_.dimension,
                           .count = count,
                           .upper = first_upper.back(),
                           .entry = hnsw_.enterpoint_node_,
                           .entry_level = static_cast<std::uint32_t>(hnsw_.maxlevel_)});
  }

 private:
  // The next numbers with a vector that are not held.
  std::vector<std::uint32_t> missing(const VectorTable& table, std::size_t limit_count) {
    std::vector<std::uint32_t> numbers;
    held_.resize(std::max<std::size_t>(held_.size(), table.blocks()));
    for (std::uint64_t block = 0; block < table.blocks(); ++block) {
      std::uint64_t mask = table.present(block) & ~held_[block];
      for (; mask != 0; mask &= mask - 1) {
        if (numbers.size() == limit_count) return numbers;
        numbers.push_back(static_cast<std::uint32_t>(block * store::kBlockSize) +
                          static_cast<std::uint32_t>(std::countr_zero(mask)));
      }
    }
    return numbers;
  }

  // Nodes may be added from several threads at once; vectors are only read.
  Result<void> add_some(std::span<const std::uint32_t> numbers, std::size_t threads) {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::string problem;
    const auto work = [&] {
      for (std::size_t at = next++; at < numbers.size(); at = next++) {
        try {
          hnsw_.addPoint(&numbers[at], numbers[at], level_of(seed_, numbers[at]));
        } catch (const std::exception& error) {
          const std::lock_guard lock(mutex);
          problem = error.what();
          return;
        }
      }
    };
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
      work();
    }
    if (problem.empty()) return {};
    return internal_error("the vector graph cannot grow: " + problem);
  }

  void hold(std::uint32_t number) {
    const std::size_t block = number / store::kBlockSize;
    if (block >= held_.size()) held_.resize(block + 1);
    held_[block] |= 1ULL << (number % store::kBlockSize);
  }

  GraphIdentity identity_;
  StoreSpace space_;
  std::size_t seed_;
  Hnsw hnsw_;
  std::vector<std::uint64_t> held_;
};

}  // namespace

Result<std::unique_ptr<GraphBuilder>> GraphBuilder::make(const GraphIdentity& identity,
                                                         std::size_t capacity, const Graph* base) {
  const std::uint64_t before = base != nullptr ? base->size() : 0;
  try {
    auto builder = std::make_unique<HnswBuilder>(identity, std::max<std::size_t>(capacity, before),
                                                 before + 1);
    if (base != nullptr && !builder->load(*base)) return no_memory("");
    return std::unique_ptr<GraphBuilder>(std::move(builder));
  } catch (const std::exception& error) {
    return no_memory(error.what());
  }
}

}  // namespace mnestic::index
