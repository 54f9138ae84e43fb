#include "mnestic/index/fusion.h"

#include <algorithm>

#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::Dice;
using testing::Filter;
using testing::Fixture;
using testing::ok;

using Terms = std::vector<std::string>;
using Vector = std::vector<float>;

}  // namespace

TEST_CASE("fusion: half and half, absolute scale") {
  const std::vector<Candidate> candidates = {
      {1, 10.0, 0.8}, {2, 5.0, std::nullopt}, {3, 0.0, 0.9}, {4, 40.0, 1.0}, {5, 0.0, -0.5}};
  const auto hits = fuse(candidates, {.word_attainable = 10.0, .has_vector = true}, {});
  REQUIRE(hits.size() == 5);
  CHECK(hits[0] == FusedHit{4, 40.0, 1.0, 0.5, 0.5, 1.0});
  CHECK(hits[1] == FusedHit{1, 10.0, 0.8, 0.5, 0.4, 0.9});
  CHECK(hits[2] == FusedHit{3, 0.0, 0.9, 0.0, 0.45, 0.45});
  CHECK(hits[3] == FusedHit{2, 5.0, 0.0, 0.25, 0.0, 0.25});
  CHECK(hits[4] == FusedHit{5, 0.0, -0.5, 0.0, 0.0, 0.0});
}

TEST_CASE("fusion: a query with one leg gives it the whole weight") {
  const std::vector<Candidate> candidates = {{1, 5.0, 0.8}};
  CHECK(fuse(candidates, {.word_attainable = 10.0, .has_vector = false}, {}).front().score == 0.5);
  CHECK(fuse(candidates, {.word_attainable = 0.0, .has_vector = true}, {}).front().score == 0.8);
  CHECK(fuse(candidates, {.word_attainable = 0.0, .has_vector = false}, {}).front().score == 0.0);
  CHECK(fuse({}, {.word_attainable = 1.0, .has_vector = true}, {}).empty());
}

TEST_CASE("fusion: the range of cosines can be set for a model") {
  const std::vector<Candidate> candidates = {{1, 0.0, 0.2}, {2, 0.0, 0.5}, {3, 0.0, 0.9}};
  const auto hits =
      fuse(candidates, {.word_attainable = 0.0, .has_vector = true},
           {.word_weight = 1, .vector_weight = 1, .cosine_floor = 0.2, .cosine_full = 0.8});
  CHECK(hits[0].score == 1.0);
  CHECK(hits[1].score == doctest::Approx(0.5));
  CHECK(hits[2].score == 0.0);
}

TEST_CASE("fusion: equal scores fall back on BM25, cosine and the newer number") {
  const std::vector<Candidate> candidates = {{1, 20.0, 1.0}, {2, 30.0, 1.0}, {3, 20.0, 1.0}};
  const auto hits = fuse(candidates, {.word_attainable = 10.0, .has_vector = true}, {});
  CHECK(hits[0].number == 2);
  CHECK(hits[1].number == 3);
  CHECK(hits[2].number == 1);
}

TEST_CASE(
    "fusion: parts recombine to the score exactly, scores stay in 0..1, order does not depend on "
    "the input's") {
  Dice dice(61);
  for (int round = 0; round < 300; ++round) {
    std::vector<Candidate> candidates;
    for (std::uint64_t n = dice.below(30); n > 0; --n) {
      Candidate candidate{n, static_cast<double>(dice.below(3000)) / 100.0, std::nullopt};
      if (!dice.one_in(4)) candidate.vector_score = double{dice.real()};
      candidates.push_back(candidate);
    }
    const FusionScale scale{static_cast<double>(dice.below(2000)) / 100.0, dice.one_in(2)};
    const FusionOptions options{.word_weight = static_cast<double>(dice.below(10)),
                                .vector_weight = static_cast<double>(dice.below(10))};
    const auto hits = fuse(candidates, scale, options);
    REQUIRE(hits.size() == candidates.size());
    for (std::size_t i = 0; i < hits.size(); ++i) {
      REQUIRE(hits[i].score == hits[i].word_part + hits[i].vector_part);
      REQUIRE((hits[i].score >= 0 && hits[i].score <= 1.0000000001));
      if (i > 0) REQUIRE(hits[i - 1].score >= hits[i].score);
    }
    std::reverse(candidates.begin(), candidates.end());
    REQUIRE(fuse(candidates, scale, options) == hits);
  }
}

TEST_CASE("fusion: gather looks up what the other leg did not list") {
  Fixture fixture;
  store::UserCounters counters;
  fixture.write([&](store::WriteTxn& txn) {
    const std::vector<Terms> docs = {{"tea"}, {"tea", "milk", "sugar"}, {"coffee"}, {"juice"}};
    for (const Terms& terms : docs)
      ok(add_words(txn, fixture.hasher(), 1, counters.next_number++, terms, counters));
    ok(put_vector(txn, 1, 0, 0, Vector{1, 0}));
    ok(put_vector(txn, 1, 0, 1, Vector{0, 1}));
    ok(put_vector(txn, 1, 0, 2, Vector{1, 1}));
  });
  const auto txn = fixture.read();
  Filter filter;
  const Terms terms = {"tea"};
  const Vector vector = {0, 1};
  const WordMatches words =
      ok(search_words(*txn, fixture.hasher(), {1, terms, counters, {}, 1}, filter));
  const VectorQuery vector_query{1, 0, vector, 2};
  const auto vectors = ok(search_vectors(*txn, vector_query, filter));
  REQUIRE(words.best().size() == 1);
  REQUIRE(words.best()[0].number == 0);
  const auto candidates = ok(gather(*txn, words, vectors, &vector_query));
  REQUIRE(candidates.size() == 3);
  CHECK(candidates[0] == Candidate{0, words.best()[0].score, 0.0});
  CHECK(candidates[1] == Candidate{1, words.score_of(1), vectors[0].score});
  CHECK(candidates[1].word_score > 0);
  CHECK(candidates[2] == Candidate{2, 0.0, vectors[1].score});
  const auto words_only = ok(gather(*txn, words, {}, nullptr));
  REQUIRE(words_only.size() == 1);
  CHECK(words_only[0].vector_score == std::nullopt);
}

TEST_CASE(
    "fusion: what matches nothing relevant scores low, what says it all scores high, in large and "
    "small stores") {
  for (const std::uint64_t filler : {0U, 2000U}) {
    CAPTURE(filler);
    Fixture fixture;
    Dice dice(71);
    store::UserCounters counters;
    fixture.write([&](store::WriteTxn& txn) {
      const std::vector<Terms> docs = {
          {"user", "use", "magnet"}, {"user", "use", "shram"}, {"user", "like", "tea"}};
      for (const Terms& terms : docs)
        ok(add_words(txn, fixture.hasher(), 1, counters.next_number++, terms, counters));
      for (std::uint64_t i = 0; i < filler; ++i) {
        const Terms terms = {"user", "w" + std::to_string(dice.below(300)),
                             "w" + std::to_string(dice.below(300))};
        ok(add_words(txn, fixture.hasher(), 1, counters.next_number++, terms, counters));
      }
    });
    const auto txn = fixture.read();
    const auto word_part = [&](const Terms& terms, VersionNumber number) {
      Filter filter;
      const WordMatches words =
          ok(search_words(*txn, fixture.hasher(), {1, terms, counters, {}, 50}, filter));
      const std::vector<Candidate> one = {{number, words.score_of(number), std::nullopt}};
      return fuse(one, {words.attainable(), false}, {}).front().score;
    };
    CHECK(word_part({"magnet"}, 0) > 0.95);
    CHECK(word_part({"magnet"}, 1) == 0.0);
    CHECK(word_part({"use", "magnet"}, 0) > 0.95);
    CHECK(word_part({"use", "magnet"}, 1) < 0.55);
    // Words that nobody said count against a version that shares only a common one.
    CHECK(word_part({"user", "drive", "car"}, 2) < 0.1);
  }
}
