// What the tests of this room share: a store in memory, filters that count their calls, random
// numbers.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "mnestic/base/random.h"
#include "mnestic/index/search.h"
#include "mnestic/store/store.h"

namespace mnestic::index::testing {

template <typename T>
T ok(Result<T> result) {
  if (!result) FAIL(to_string(result.error().code) << ": " << result.error().message);
  return std::move(result).value();
}
inline void ok(const Result<void>& result) {
  if (!result) FAIL(to_string(result.error().code) << ": " << result.error().message);
}

template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? "ok" : std::string(to_string(result.error().code));
}

// A store in memory; write() commits what it is given.
class Fixture {
 public:
  explicit Fixture(std::uint64_t seed = 1)
      : random_(seeded_random(seed)), store_(store::make_memory_store(*random_)) {}

  void write(const std::function<void(store::WriteTxn&)>& change) {
    auto txn = ok(store_->begin_write());
    change(*txn);
    ok(txn->commit());
  }
  [[nodiscard]] std::unique_ptr<store::ReadTxn> read() const { return ok(store_->begin_read()); }
  [[nodiscard]] const store::KeyHasher& hasher() const { return store_->hasher(); }

  // All entries of a table, in order.
  [[nodiscard]] std::map<std::string, std::string> entries(store::Table table) const {
    std::map<std::string, std::string> all;
    const auto txn = read();
    ok(store::scan_prefix(*txn, table, "",
                          [&](std::string_view key, std::string_view value) -> Result<bool> {
                            all.emplace(key, value);
                            return true;
                          }));
    return all;
  }

 private:
  std::unique_ptr<RandomSource> random_;
  std::unique_ptr<store::Store> store_;
};

// Lets through what `allow` says, and remembers which blocks were asked for.
class Filter final : public Allowed {
 public:
  explicit Filter(std::function<bool(VersionNumber)> allow = [](VersionNumber) { return true; })
      : allow_(std::move(allow)) {}

  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    ++asked[block];
    std::uint64_t bits = 0;
    for (std::uint64_t i = 0; i < 64; ++i) {
      if (allow_(block * 64 + i)) bits |= 1ULL << i;
    }
    return bits;
  }

  std::map<std::uint64_t, int> asked;

 private:
  std::function<bool(VersionNumber)> allow_;
};

// Numbers from a seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seeded_random(seed)) {}
  // 0 to count - 1.
  std::uint64_t below(std::uint64_t count) { return random_->next_u64() % count; }
  bool one_in(std::uint64_t count) { return below(count) == 0; }
  // -1 to 1.
  float real() { return static_cast<float>(static_cast<double>(below(2'000'001)) / 1e6 - 1.0); }
  std::string bytes(std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(below(256));
    return out;
  }

 private:
  std::unique_ptr<RandomSource> random_;
};

}  // namespace mnestic::index::testing
