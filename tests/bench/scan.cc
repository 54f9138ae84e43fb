// How the exact scan over vectors compares with a plain read of the same bytes: bench_scan [VECTORS
// [ROUNDS]]. Both walk the same values of the same store, in turn, on one thread; what is printed
// is the quickest of all rounds, processor time.
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/assert.h"
#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/index/search.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/store.h"

namespace mnestic {
namespace {

constexpr std::size_t kDimension = 384;
constexpr store::UserNumber kUser = 1;
constexpr index::ModelNumber kModel = 1;
constexpr std::size_t kWritten = 6400;  // in one transaction

class Everything final : public index::Allowed {
 public:
  [[nodiscard]] std::uint64_t mask(std::uint64_t) override { return ~0ULL; }
};

std::vector<float> random_vector(RandomSource& random) {
  std::vector<float> vector(kDimension);
  for (float& x : vector) x = static_cast<float>(random.next_u64() >> 40) / 16777216.0F - 0.5F;
  return vector;
}

Result<void> fill(store::Store& store, std::uint64_t count, RandomSource& random) {
  for (std::uint64_t begin = 0; begin < count; begin += kWritten) {
    MNESTIC_TRY_ASSIGN(const auto txn, store.begin_write());
    const std::uint64_t end = std::min(count, begin + kWritten);
    std::vector<std::vector<float>> vectors;
    for (std::uint64_t i = begin; i < end; ++i) vectors.push_back(random_vector(random));
    std::vector<index::NumberedVector> numbered;
    for (std::uint64_t i = begin; i < end; ++i) numbered.push_back({i, vectors[i - begin]});
    MNESTIC_TRY(index::put_vectors(*txn, kUser, kModel, numbered));
    MNESTIC_TRY(txn->commit());
  }
  return {};
}

// The sum of all bytes as words of 64 bits: nothing cheaper touches them all.
Result<std::uint64_t> read_plainly(const store::ReadTxn& txn) {
  std::uint64_t bytes = 0;
  std::uint64_t sum = 0;
  MNESTIC_TRY(store::scan_prefix(txn, store::Table::vectors,
                                 store::Key().u64(kUser).u16(kModel).view(),
                                 [&](std::string_view, std::string_view value) -> Result<bool> {
                                   for (std::size_t at = 0; at + 8 <= value.size(); at += 8) {
                                     std::uint64_t word = 0;
                                     std::memcpy(&word, value.data() + at, 8);
                                     sum += word;
                                   }
                                   bytes += value.size();
                                   return true;
                                 }));
  // Keeps the sum, and with it the reading, alive.
  return sum == 1 ? bytes + 1 : bytes;
}

double seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Result<void> measure(const std::filesystem::path& folder, std::uint64_t count, int rounds) {
  const auto random = seeded_random(1);
  MNESTIC_TRY_ASSIGN(const auto store, store::open_store({.folder = folder}, *random));
  MNESTIC_TRY(fill(*store, count, *random));
  const auto question = random_vector(*random);
  MNESTIC_TRY_ASSIGN(const auto txn, store->begin_read());
  double plain = std::numeric_limits<double>::infinity();
  double scan = plain;
  std::uint64_t bytes = 0;
  for (int round = 0; round < rounds; ++round) {
    double begin = seconds();
    MNESTIC_TRY_ASSIGN(bytes, read_plainly(*txn));
    plain = std::min(plain, seconds() - begin);
    begin = seconds();
    Everything all;
    MNESTIC_TRY_ASSIGN(
        const auto found,
        index::cosines(*txn,
                       {.user = kUser, .model = kModel, .vector = question, .limit_count = 10}, all,
                       count));
    scan = std::min(scan, seconds() - begin);
  }
  const auto each = [&](double time) { return time * 1e9 / static_cast<double>(count); };
  (void)std::fprintf(
      stderr,
      "%llu vectors, %.1f MB: a plain read %.1f ns a vector, the scan %.1f ns, %.2f times\n",
      static_cast<unsigned long long>(count), static_cast<double>(bytes) / 1e6, each(plain),
      each(scan), scan / plain);
  return {};
}

}  // namespace
}  // namespace mnestic

int main(int argc, char** argv) {
  const auto number = [&](int at, int otherwise) {
    int value = otherwise;
    if (argc > at) std::from_chars(argv[at], argv[at] + std::strlen(argv[at]), value);
    return value;
  };
  std::string folder = (std::filesystem::temp_directory_path() / "bench_scan_XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  const auto done =
      mnestic::measure(folder, static_cast<std::uint64_t>(number(1, 100'000)), number(2, 50));
  std::filesystem::remove_all(folder);
  if (!done) (void)std::fprintf(stderr, "%s\n", done.error().message.c_str());
  return done ? 0 : 1;
}
