#include <algorithm>
#include <cmath>

#include "mnestic/index/check.h"
#include "mnestic/store/keys.h"
#include "support.h"
#include "vector_block.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::code_of;
using testing::Dice;
using testing::Filter;
using testing::Fixture;
using testing::ok;

using Vector = std::vector<float>;

Vector random_unit(Dice& dice, std::size_t dimension) {
  Vector vector(dimension);
  double square = 0;
  for (float& x : vector) {
    x = dice.real();
    square += double{x} * double{x};
  }
  if (square == 0) vector[0] = 1;
  for (float& x : vector) x = static_cast<float>(double{x} / std::sqrt(std::max(square, 1e-30)));
  return vector;
}

double cosine_of(const Vector& a, const Vector& b) {
  double dot = 0;
  for (std::size_t i = 0; i < a.size(); ++i) dot += double{a[i]} * double{b[i]};
  return dot;
}

// The same sum over the quantised components, by the plainest loop.
double quantised_cosine(const Vector& a, const Vector& b) {
  const Quantised qa = ok(quantise(a));
  const Quantised qb = ok(quantise(b));
  std::int32_t dot = 0;
  for (std::size_t i = 0; i < a.size(); ++i) dot += qa.components[i] * qb.components[i];
  return std::clamp(double{static_cast<double>(dot)} * double{qa.scale} * double{qb.scale}, -1.0,
                    1.0);
}

std::vector<VersionNumber> numbers_of(const std::vector<Hit>& hits) {
  std::vector<VersionNumber> numbers;
  numbers.reserve(hits.size());
  for (const Hit& hit : hits) numbers.push_back(hit.number);
  return numbers;
}

}  // namespace

TEST_CASE("vectors: the scan equals a naive int8 search exactly, and the floats nearly") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Fixture fixture(seed);
    const std::size_t dimension = 1 + dice.below(seed % 2 == 0 ? 400 : 40);
    const std::uint64_t range = 1 + dice.below(300);
    std::map<VersionNumber, Vector> model;
    fixture.write([&](store::WriteTxn& txn) {
      for (std::uint64_t i = 0; i < range; ++i) {
        const VersionNumber number = dice.below(range);
        if (dice.one_in(4)) {
          ok(erase_vector(txn, 1, 2, number));
          model.erase(number);
        } else {
          model[number] = dice.one_in(30) ? Vector(dimension, 0.0F) : random_unit(dice, dimension);
          ok(put_vector(txn, 1, 2, number, model[number]));
        }
      }
      // Neighbours in key order that must not be found.
      ok(put_vector(txn, 1, 1, 0, random_unit(dice, dimension)));
      ok(put_vector(txn, 1, 3, 0, random_unit(dice, dimension)));
      ok(put_vector(txn, 2, 2, 0, random_unit(dice, dimension)));
      ok(put_vector(txn, 0, 2, 5, random_unit(dice, dimension)));
    });
    const Vector query = random_unit(dice, dimension);
    const std::uint64_t modulus = 1 + dice.below(3);
    const std::size_t limit = 1 + dice.below(50);
    const VectorQuery vector_query{1, 2, query, limit};
    Filter filter([&](VersionNumber n) { return n % modulus == 0; });
    const auto txn = fixture.read();
    const std::vector<Hit> hits = ok(search_vectors(*txn, vector_query, filter));

    Filter everything;
    const Numbered all = ok(cosines(*txn, vector_query, everything, range + 70));
    const Numbered some = ok(cosines(*txn, vector_query, filter, range + 70));
    std::vector<VersionNumber> named;
    for (VersionNumber n = 0; n < range; n += 1 + dice.below(3)) named.push_back(n);
    const Numbered of_named = ok(cosines_of(*txn, vector_query, named, range + 70));
    for (const VersionNumber n : named) REQUIRE(of_named[n] == all[n]);
    std::vector<std::pair<double, VersionNumber>> expected;
    for (const auto& [number, vector] : model) {
      const double cosine = quantised_cosine(query, vector);
      REQUIRE(std::abs(cosine - cosine_of(query, vector)) < 0.02);
      REQUIRE(all[number] == static_cast<float>(cosine));
      if (number % modulus == 0) expected.emplace_back(cosine, number);
    }
    std::sort(expected.rbegin(), expected.rend());
    expected.resize(std::min(expected.size(), limit));
    REQUIRE(hits.size() == expected.size());
    for (std::size_t i = 0; i < hits.size(); ++i) {
      REQUIRE(hits[i].number == expected[i].second);
      REQUIRE(hits[i].score == expected[i].first);
    }
    for (VersionNumber n = 0; n < range + 70; ++n) {
      if (!model.contains(n)) REQUIRE(all[n] == kNoCosine);
      REQUIRE(some[n] == (n % modulus == 0 ? all[n] : kNoCosine));
    }
  }
}

TEST_CASE("vectors: keys to the byte, blocks by 64 numbers") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    ok(put_vector(txn, 0x0102, 0x0304, 64 * 5 + 63, Vector{1, 0}));
    ok(put_vector(txn, 0x0102, 0x0304, 64 * 6, Vector{1, 0}));
  });
  const auto entries = fixture.entries(store::Table::vectors);
  REQUIRE(entries.size() == 2);
  CHECK(entries.begin()->first ==
        std::string("\0\0\0\0\0\0\x01\x02\x03\x04\0\0\0\0\0\0\0\x05", 18));
}

TEST_CASE("vectors: ties go to the newer version, a vector is its own nearest") {
  Fixture fixture;
  Dice dice(3);
  const Vector same = random_unit(dice, 384);
  fixture.write([&](store::WriteTxn& txn) {
    for (VersionNumber n = 0; n < 100; ++n)
      ok(put_vector(txn, 1, 0, n, n % 2 == 0 ? same : random_unit(dice, 384)));
  });
  Filter filter;
  const auto hits = ok(search_vectors(*fixture.read(), {1, 0, same, 3}, filter));
  CHECK(numbers_of(hits) == std::vector<VersionNumber>{98, 96, 94});
  CHECK(hits[0].score == doctest::Approx(1.0));
  CHECK(hits[0].score <= 1.0);
}

TEST_CASE("vectors: zero vectors are stored and are like nothing") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) { ok(put_vector(txn, 1, 0, 0, Vector{0, 0})); });
  Filter filter;
  const auto txn = fixture.read();
  const auto hits = ok(search_vectors(*txn, {1, 0, Vector{1, 0}, 5}, filter));
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].score == 0);
  CHECK(ok(search_vectors(*txn, {1, 0, Vector{0, 0}, 5}, filter)).size() == 1);
}

TEST_CASE(
    "vectors: the filter is asked once for each block there is; a refused block is not looked at") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    for (const VersionNumber n : {3U, 64U, 65U, 640U}) ok(put_vector(txn, 1, 0, n, Vector{1, 0}));
    // Damaged, but nobody may look inside.
    ok(txn.put(store::Table::vectors, store::Key().u64(1).u16(0).u64(7).view(), "broken"));
  });
  Filter filter([](VersionNumber n) { return n / 64 != 7 && n != 65; });
  const auto hits = ok(search_vectors(*fixture.read(), {1, 0, Vector{1, 0}, 5}, filter));
  CHECK(numbers_of(hits) == std::vector<VersionNumber>{640, 64, 3});
  CHECK(filter.asked == std::map<std::uint64_t, int>{{0, 1}, {1, 1}, {7, 1}, {10, 1}});
}

TEST_CASE("vectors: erasing leaves no byte of a vector and no empty block") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    ok(put_vector(txn, 1, 0, 1, Vector{1, 0.5F}));
    ok(put_vector(txn, 1, 0, 2, Vector{0, 1}));
    ok(erase_vector(txn, 1, 0, 1));
    ok(erase_vector(txn, 1, 0, 1));
    ok(erase_vector(txn, 1, 0, 99));
  });
  const std::string block = fixture.entries(store::Table::vectors).begin()->second;
  const VectorBlock open = ok(VectorBlock::open(block, 2));
  CHECK(open.present() == 4);
  CHECK(open.vectors()[2] == 0);
  CHECK(open.vectors()[3] == 0);
  CHECK(open.scale(1) == 0);
  fixture.write([](store::WriteTxn& txn) { ok(erase_vector(txn, 1, 0, 2)); });
  CHECK(fixture.entries(store::Table::vectors).empty());
}

TEST_CASE("vectors: another dimension and bad numbers are refused") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    ok(put_vector(txn, 1, 0, 1, Vector{1, 0}));
    CHECK(code_of(put_vector(txn, 1, 0, 2, Vector{1, 0, 0})) == "data_loss");
    CHECK(code_of(put_vector(txn, 1, 0, 2, Vector{})) == "invalid_argument");
    CHECK(code_of(put_vector(txn, 1, 0, 2, Vector{std::nanf(""), 1})) == "invalid_argument");
  });
  Filter filter;
  CHECK(code_of(search_vectors(*fixture.read(), {1, 0, Vector{}, 5}, filter)) ==
        "invalid_argument");
  CHECK(code_of(search_vectors(*fixture.read(), {1, 0, Vector{1}, 5}, filter)) == "data_loss");
}

TEST_CASE("vectors: damaged blocks never crash a search") {
  Fixture fixture;
  Dice dice(51);
  fixture.write([&](store::WriteTxn& txn) {
    for (VersionNumber n = 0; n < 20; ++n) ok(put_vector(txn, 1, 0, n, random_unit(dice, 33)));
  });
  const auto [key, good] = *fixture.entries(store::Table::vectors).begin();
  const Vector query = random_unit(dice, 33);
  for (int round = 0; round < 3000; ++round) {
    std::string value = good;
    if (dice.one_in(3)) value.resize(dice.below(value.size() + 1));
    for (std::uint64_t n = dice.below(4); n > 0 && !value.empty(); --n) {
      const std::size_t place = dice.one_in(2)
                                    ? dice.below(std::min<std::size_t>(value.size(), 100))
                                    : dice.below(value.size());
      value[place] = static_cast<char>(dice.below(256));
    }
    fixture.write([&, k = key](store::WriteTxn& txn) {
      ok(txn.put(store::Table::vectors, k, value));
      Filter filter;
      const auto hits = search_vectors(txn, {1, 0, query, 5}, filter);
      if (!hits) {
        REQUIRE(code_of(hits) == "data_loss");
        return;
      }
      for (const Hit& hit : *hits) REQUIRE((hit.score >= -1.0 && hit.score <= 1.0));
    });
  }
}

TEST_CASE("models: numbers are given once by name, dimensions are kept") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    CHECK(ok(find_model(txn, "lexical-384-v1", 384)) == std::nullopt);
    const ModelNumber first = ok(intern_model(txn, "lexical-384-v1", 384));
    const ModelNumber second = ok(intern_model(txn, "other", 8));
    CHECK(first != second);
    CHECK(ok(intern_model(txn, "lexical-384-v1", 384)) == first);
    CHECK(ok(find_model(txn, "other", 8)) == std::optional<ModelNumber>(second));
    CHECK(code_of(find_model(txn, "other", 9)) == "failed_precondition");
    CHECK(code_of(intern_model(txn, "other", 9)) == "failed_precondition");
    CHECK(code_of(intern_model(txn, "", 9)) == "invalid_argument");
    CHECK(code_of(intern_model(txn, std::string(257, 'x'), 9)) == "invalid_argument");
    CHECK(code_of(intern_model(txn, "flat", 0)) == "invalid_argument");
    CHECK(code_of(intern_model(txn, "wide", kDimensionMax + 1)) == "invalid_argument");
    const std::string entry(*ok(txn.get(store::Table::meta, "model/other")));
    CHECK(entry.substr(0, 6) == std::string_view("\1\0\x08\0\0\0", 6));
    CHECK(entry.size() == 10);
    // Under another name it is damaged; what was written before there were checks is believed.
    ok(txn.put(store::Table::meta, "model/othes", entry));
    CHECK(ok(damaged_models(txn)).size() == 1);
    CHECK(code_of(find_model(txn, "othes", 8)) == "data_loss");
    ok(txn.put(store::Table::meta, "model/othes", entry.substr(0, 6)));
    CHECK(ok(damaged_models(txn)).empty());
    CHECK(ok(txn.erase(store::Table::meta, "model/othes")));
    ok(txn.put(store::Table::meta, "model/other", "short"));
    CHECK(code_of(find_model(txn, "other", 8)) == "data_loss");
    CHECK(code_of(intern_model(txn, "third", 8)) == "data_loss");
  });
}
