// How near the graph of a user comes to looking at every vector, and what each costs:
//   graph_probe HOME [--questions N] [--candidates N] [--replace PERCENT]
// HOME is the folder of a store with a graph of its first user (tests/bench/many.py makes one).
// Prints for no filter and for filters that leave some: the share of the best 10 and 200 that the
// graph finds, and milliseconds of processor time by either way. With --replace, so many percent of
// the vectors are put in the place of others first, as updates do, and the graph extended: that
// CHANGES THE STORE, which is of no other use afterwards. Give it a copy.
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/index/hnsw.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/store/store.h"

namespace mnestic::bench {
namespace {

using index::Hit;
using index::NearOptions;
using index::VersionNumber;
using Vector = std::vector<float>;

constexpr store::UserNumber kUser = 1;
// As many as a recall asks for.
constexpr std::size_t kWanted = 200;
constexpr std::size_t kPutAtOnce = 10'000;

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}
void must(Result<void> result) {
  if (!result) throw std::runtime_error(result.error().message);
}

double processor_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class Masks final : public index::Allowed {
 public:
  explicit Masks(std::vector<std::uint64_t> masks) : masks_(std::move(masks)) {}
  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    return block < masks_.size() ? masks_[block] : 0;
  }

 private:
  std::vector<std::uint64_t> masks_;
};

struct Way {
  std::vector<double> ms;
  double found10 = 0;
  double found200 = 0;
  std::map<index::NearWay, int> ways;
};

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// Of the best `count`: those as near as the last of them count as well as it.
double share_found(const std::vector<Hit>& exact, const std::vector<Hit>& found,
                   std::size_t count) {
  count = std::min(count, exact.size());
  if (count == 0) return 1;
  const double last = exact[count - 1].score;
  const auto good =
      std::count_if(found.begin(), found.end(), [&](const Hit& hit) { return hit.score >= last; });
  return std::min(1.0, static_cast<double>(good) / static_cast<double>(count));
}

class Probe {
 public:
  Probe(std::filesystem::path home, std::size_t questions, const NearOptions& options)
      : home_(std::move(home)),
        questions_(questions),
        options_(options),
        store_(must(store::open_store({.folder = home_}, system_random()))) {
    const auto txn = must(store_->begin_read());
    for (const auto& model : must(index::known_models(*txn))) {
      if (must(index::has_vectors(*txn, kUser, model.number))) model_ = model;
    }
    if (!model_) throw std::runtime_error("the first user has no vectors");
    live_ = must(index::vector_masks(*txn, kUser, model_->number));
  }

  void measure(std::string_view what) {
    const auto file = home_ / ("graph-1-" + std::to_string(model_->number));
    const auto graph = must(index::Graph::open(file));
    std::fprintf(stdout, "%s: a graph of %llu vectors, %llu may be found\n",
                 std::string(what).c_str(), static_cast<unsigned long long>(graph->size()),
                 static_cast<unsigned long long>(count_of(live_)));
    std::fprintf(stdout, "%10s %22s %22s %11s %11s  %s\n", "filter", "scan p50/p95, ms",
                 "graph p50/p95, ms", "recall@10", "recall@200", "chosen");
    for (const double share : {1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01}) measure(*graph, share);
  }

  // Others come in the place of every so many, and the graph follows.
  void replace(std::size_t percent) {
    std::vector<VersionNumber> old;
    for (VersionNumber number = 0; number < live_.size() * 64; ++number) {
      if (is_in(live_, number) && dice_() % 100 < percent) old.push_back(number);
    }
    VersionNumber next = live_.size() * 64;
    for (std::size_t begin = 0; begin < old.size(); begin += kPutAtOnce) {
      const auto txn = must(store_->begin_write());
      const std::size_t end = std::min(old.size(), begin + kPutAtOnce);
      std::vector<Vector> vectors;
      vectors.reserve(end - begin);
      std::vector<index::NumberedVector> numbered;
      numbered.reserve(end - begin);
      for (std::size_t i = begin; i < end; ++i) vectors.push_back(near(*txn, old[i]));
      for (const Vector& vector : vectors) numbered.push_back({.number = next++, .vector = vector});
      must(index::put_vectors(*txn, kUser, model_->number, numbered));
      must(txn->commit());
    }
    for (const VersionNumber number : old) live_[number / 64] &= ~(1ULL << (number % 64));
    const auto masks =
        must(index::vector_masks(*must(store_->begin_read()), kUser, model_->number));
    for (std::size_t block = live_.size(); block < masks.size(); ++block)
      live_.push_back(masks[block]);
    memory::Graphs graphs(*store_, system_clock(), system_random(), home_, {});
    const double begun = processor_ms();
    if (!must(graphs.build(kUser, model_->number, model_->dimension, {}))) {
      throw std::runtime_error("another process builds the graph; wait a minute");
    }
    std::fprintf(stdout,
                 "%zu replaced; the graph followed in %.0f s of this thread's processor time\n",
                 old.size(), (processor_ms() - begun) / 1e3);
  }

 private:
  static bool is_in(const std::vector<std::uint64_t>& masks, VersionNumber number) {
    return number / 64 < masks.size() && (masks[number / 64] >> (number % 64) & 1) != 0;
  }
  static std::uint64_t count_of(const std::vector<std::uint64_t>& masks) {
    std::uint64_t count = 0;
    for (const std::uint64_t mask : masks) count += static_cast<std::uint64_t>(std::popcount(mask));
    return count;
  }

  Vector unit(const store::ReadTxn& txn, VersionNumber number) {
    const auto bytes = must(index::vector_of(txn, kUser, number, *model_));
    Vector vector(bytes.begin(), bytes.end());
    float square = 0;
    for (const float x : vector) square += x * x;
    for (float& x : vector) x /= std::sqrt(std::max(square, 1.0F));
    return vector;
  }
  VersionNumber any() {
    for (;;) {
      const VersionNumber number = dice_() % (live_.size() * 64);
      if (is_in(live_, number)) return number;
    }
  }
  // Something that is like one of those there, and a little like another.
  Vector near(const store::ReadTxn& txn, VersionNumber number) {
    Vector vector = unit(txn, number);
    const Vector other = unit(txn, any());
    float square = 0;
    for (std::size_t i = 0; i < vector.size(); ++i) {
      vector[i] = 0.8F * vector[i] + 0.6F * other[i];
      square += vector[i] * vector[i];
    }
    for (float& x : vector) x /= std::sqrt(std::max(square, 1e-9F));
    return vector;
  }

  void measure(const index::Graph& graph, double share) {
    std::vector<std::uint64_t> masks = live_;
    for (std::uint64_t& mask : masks) {
      std::uint64_t kept = 0;
      for (int bit = 0; bit < 64; ++bit) {
        const bool in = std::uniform_real_distribution<double>()(dice_) < share;
        kept |= static_cast<std::uint64_t>(in) << bit;
      }
      mask &= kept;
    }
    Masks allowed(std::move(masks));
    Way scan;
    Way walk;
    Way chosen;
    const auto txn = must(store_->begin_read());
    for (std::size_t i = 0; i < questions_; ++i) {
      const Vector vector = near(*txn, any());
      const index::VectorQuery query{
          .user = kUser, .model = model_->number, .vector = vector, .limit_count = kWanted};
      const std::uint64_t versions = live_.size() * 64;
      const auto ask = [&](const index::Graph* with, const NearOptions& options, Way& way,
                           const std::vector<Hit>* exact) {
        const double begun = processor_ms();
        auto near = must(index::search_near(*txn, query, versions, allowed, with, options));
        way.ms.push_back(processor_ms() - begun);
        ++way.ways[near.way];
        const auto& truth = exact != nullptr ? *exact : near.hits;
        way.found10 += share_found(truth, near.hits, 10);
        way.found200 += share_found(truth, near.hits, kWanted);
        return std::move(near.hits);
      };
      const auto exact = ask(nullptr, {}, scan, nullptr);
      NearOptions always = options_;
      always.scans_a_hit = 0;
      ask(&graph, always, walk, &exact);
      ask(&graph, options_, chosen, &exact);
    }
    const auto count = static_cast<double>(questions_);
    std::fprintf(
        stdout,
        "%8.0f %% %10.2f /%10.2f %10.2f /%10.2f %11.4f %11.4f  %s %.2f ms, recall@10 %.4f\n",
        share * 100, quantile(scan.ms, 0.5), quantile(scan.ms, 0.95), quantile(walk.ms, 0.5),
        quantile(walk.ms, 0.95), walk.found10 / count, walk.found200 / count,
        chosen.ways.contains(index::NearWay::graph) ? "graph" : "scan", quantile(chosen.ms, 0.5),
        chosen.found10 / count);
    std::fflush(stdout);
  }

  std::filesystem::path home_;
  std::size_t questions_;
  NearOptions options_;
  std::unique_ptr<store::Store> store_;
  std::optional<index::KnownModel> model_;
  std::vector<std::uint64_t> live_;
  std::mt19937_64 dice_{7};
};

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: graph_probe HOME [--questions N] [--candidates N] [--replace PERCENT]\n",
               stderr);
    return 2;
  }
  std::size_t questions = 100;
  std::size_t percent = 0;
  NearOptions options;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string_view flag = argv[i];
    const auto number = static_cast<std::size_t>(std::strtoull(argv[i + 1], nullptr, 10));
    if (flag == "--questions") questions = number;
    if (flag == "--candidates") options.candidates = options.kept_max = number;
    if (flag == "--replace") percent = number;
  }
  Probe probe(argv[1], questions, options);
  if (percent > 0) probe.replace(percent);
  probe.measure(percent > 0 ? "after replacing" : "as it is");
  return 0;
}

}  // namespace
}  // namespace mnestic::bench

int main(int argc, char** argv) {
  try {
    return mnestic::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "graph_probe: %s\n", error.what());
    return 1;
  }
}
