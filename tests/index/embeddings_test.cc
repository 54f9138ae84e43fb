#include "mnestic/index/embeddings.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "support.h"
#include "vector_block.h"

namespace {

using namespace mnestic::index;
using namespace mnestic::index::testing;
using mnestic::store::Table;
using mnestic::store::WriteTxn;

constexpr std::size_t kDimension = 12;

std::vector<float> random_vector(Dice& dice) {
  std::vector<float> vector(kDimension);
  for (float& x : vector) x = dice.real();
  return vector;
}

std::set<std::uint64_t> numbers_in(const std::vector<std::uint64_t>& masks) {
  std::set<std::uint64_t> out;
  for (std::size_t block = 0; block < masks.size(); ++block) {
    for (std::uint64_t slot = 0; slot < 64; ++slot) {
      if ((masks[block] >> slot & 1U) != 0) out.insert(block * 64 + slot);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("embeddings: many vectors at once leave the same bytes as one by one") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Fixture singly;
    Fixture together;
    for (int round = 0; round < 4; ++round) {
      std::map<std::uint64_t, std::vector<float>> vectors;
      for (std::uint64_t i = dice.below(90); i > 0; --i) {
        vectors[dice.below(400)] = random_vector(dice);
      }
      std::vector<NumberedVector> list;
      for (const auto& [number, vector] : vectors) list.push_back({number, vector});
      singly.write([&](WriteTxn& txn) {
        for (const auto& each : list) ok(put_vector(txn, 7, 0, each.number, each.vector));
      });
      together.write([&](WriteTxn& txn) { ok(put_vectors(txn, 7, 0, list)); });
    }
    CHECK(singly.entries(Table::vectors) == together.entries(Table::vectors));
  }
}

TEST_CASE("embeddings: masks say which versions have a vector; dropping takes a model's alone") {
  Dice dice(1);
  Fixture fixture;
  std::map<ModelNumber, std::set<std::uint64_t>> expected;
  fixture.write([&](WriteTxn& txn) {
    for (const ModelNumber model : {ModelNumber{0}, ModelNumber{1}}) {
      for (int i = 0; i < 100; ++i) {
        const std::uint64_t number = dice.below(1'000);
        ok(put_vector(txn, 7, model, number, random_vector(dice)));
        expected[model].insert(number);
      }
    }
    ok(put_vector(txn, 8, 0, 5, random_vector(dice)));
  });
  for (const auto& [model, numbers] : expected) {
    CHECK(numbers_in(ok(vector_masks(*fixture.read(), 7, model))) == numbers);
  }
  CHECK(numbers_in(ok(vector_masks(*fixture.read(), 9, 0))).empty());
  CHECK_FALSE(ok(has_vectors(*fixture.read(), 9, 0)));
  std::size_t rounds = 0;
  fixture.write([&](WriteTxn& txn) {
    while (ok(drop_vectors(txn, 7, 0, 3)) == 3) ++rounds;
  });
  CHECK(rounds > 1);
  CHECK_FALSE(ok(has_vectors(*fixture.read(), 7, 0)));
  CHECK(numbers_in(ok(vector_masks(*fixture.read(), 7, 1))) == expected[1]);
  CHECK(ok(has_vectors(*fixture.read(), 8, 0)));
}

TEST_CASE(
    "cache: a vector comes back as it was kept, by model and text, until its text is erased") {
  Dice dice(2);
  Fixture fixture;
  const auto vector = random_vector(dice);
  fixture.write([&](WriteTxn& txn) {
    const auto one = ok(intern_model(txn, "one", kDimension));
    const auto other = ok(intern_model(txn, "other", kDimension));
    ok(put_cached(txn, fixture.hasher(), one, "User keeps bees", vector));
    ok(put_cached(txn, fixture.hasher(), other, "User keeps bees", vector));
    ok(put_cached(txn, fixture.hasher(), other, "User likes tea", vector));
  });
  const auto found = ok(find_cached(*fixture.read(), fixture.hasher(), 0, "User keeps bees"));
  REQUIRE(found);
  CHECK(ok(quantise(*found)).components == ok(quantise(vector)).components);
  CHECK_FALSE(ok(find_cached(*fixture.read(), fixture.hasher(), 0, "User likes tea")));
  for (const auto& [key, value] : fixture.entries(Table::cache)) {
    CHECK((key + value).find("bees") == std::string::npos);
  }
  fixture.write([&](WriteTxn& txn) { ok(erase_cached(txn, fixture.hasher(), "User keeps bees")); });
  CHECK(fixture.entries(Table::cache).size() == 1);
  CHECK(ok(find_cached(*fixture.read(), fixture.hasher(), 1, "User likes tea")));
}

TEST_CASE("cache: it is bounded, and an entry that is damaged or another text's is not taken") {
  Dice dice(3);
  Fixture fixture;
  constexpr int kTexts = 3'000;
  fixture.write([&](WriteTxn& txn) {
    const auto model = ok(intern_model(txn, "one", kDimension));
    for (int i = 0; i < kTexts; ++i) {
      ok(put_cached(txn, fixture.hasher(), model, std::to_string(i), random_vector(dice)));
    }
  });
  const auto entries = fixture.entries(Table::cache);
  CHECK(entries.size() <= kTexts);
  CHECK(entries.size() > kTexts * 9 / 10);
  int found = 0;
  for (int i = 0; i < kTexts; ++i) {
    found += ok(find_cached(*fixture.read(), fixture.hasher(), 0, std::to_string(i))) ? 1 : 0;
  }
  CHECK(found == static_cast<int>(entries.size()));
  CHECK_FALSE(ok(find_cached(*fixture.read(), fixture.hasher(), 0, "never put")));
  fixture.write([&](WriteTxn& txn) {
    for (const auto& [key, value] : entries) {
      std::string damaged = value;
      damaged[16 + dice.below(value.size() - 16)] ^= 1;
      ok(txn.put(Table::cache, key, damaged));
    }
  });
  for (int i = 0; i < kTexts; ++i) {
    CHECK_FALSE(ok(find_cached(*fixture.read(), fixture.hasher(), 0, std::to_string(i))));
  }
}
