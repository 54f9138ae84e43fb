#include <algorithm>
#include <cmath>

#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::code_of;
using testing::Dice;
using testing::Filter;
using testing::Fixture;
using testing::ok;

using Terms = std::vector<std::string>;

constexpr double kSteps = 4'294'967'296.0;

struct Corpus {
  std::map<VersionNumber, Terms> docs;
  store::UserCounters counters;
  Terms query;
};

Terms random_terms(Dice& dice, std::uint64_t count_max, std::uint64_t vocabulary) {
  Terms terms;
  for (std::uint64_t n = dice.below(count_max + 1); n > 0; --n) {
    // The smaller of two draws: some words are common, most are rare.
    terms.push_back("w" + std::to_string(std::min(dice.below(vocabulary), dice.below(vocabulary))));
  }
  return terms;
}

// Fills the index with random versions, out of order, some taken out again.
Corpus random_corpus(std::uint64_t seed, Fixture& fixture) {
  Dice dice(seed);
  Corpus corpus;
  const std::uint64_t range = 1 + dice.below(400);
  const std::uint64_t vocabulary = 2 + dice.below(40);
  corpus.counters.next_number = range;
  fixture.write([&](store::WriteTxn& txn) {
    for (std::uint64_t i = 0; i < range; ++i) {
      const VersionNumber number = dice.one_in(2) ? i : dice.below(range);
      if (auto old = corpus.docs.find(number); old != corpus.docs.end()) {
        ok(remove_words(txn, fixture.hasher(), 1, number, old->second, corpus.counters));
        corpus.docs.erase(old);
        continue;
      }
      const Terms terms = random_terms(dice, dice.one_in(20) ? 150 : 12, vocabulary);
      ok(add_words(txn, fixture.hasher(), 1, number, terms, corpus.counters));
      corpus.docs[number] = terms;
    }
  });
  corpus.query = random_terms(dice, 6, vocabulary + 3);
  return corpus;
}

// The formula of the header, term by term, over the texts themselves. Sums in the steps that the
// header names.
std::map<VersionNumber, double> score_naively(const Corpus& corpus, const Bm25& bm25) {
  double length_sum = 0;
  for (const auto& [number, terms] : corpus.docs) length_sum += static_cast<double>(terms.size());
  const double docs = static_cast<double>(corpus.docs.size());
  const double mean_length = length_sum > 0 ? length_sum / docs : 1.0;
  std::map<VersionNumber, double> scores;
  Terms seen;
  for (const std::string& term : corpus.query) {
    if (std::find(seen.begin(), seen.end(), term) != seen.end()) continue;
    seen.push_back(term);
    const auto times =
        static_cast<double>(std::count(corpus.query.begin(), corpus.query.end(), term));
    double df = 0;
    for (const auto& [number, terms] : corpus.docs)
      df += std::count(terms.begin(), terms.end(), term) > 0 ? 1 : 0;
    const double idf = std::log(1 + (docs - df + 0.5) / (df + 0.5));
    for (const auto& [number, terms] : corpus.docs) {
      const auto tf = static_cast<double>(std::count(terms.begin(), terms.end(), term));
      if (tf == 0) continue;
      const double length = static_cast<double>(terms.size());
      const double norm = 1 - bm25.b + bm25.b * length / mean_length;
      const double share =
          std::floor(times * idf * kSteps * (tf * (bm25.k1 + 1) / (tf + bm25.k1 * norm)));
      scores[number] += share / kSteps;
    }
  }
  return scores;
}

WordQuery query_of(const Corpus& corpus, std::size_t limit_count) {
  return {.user = 1,
          .terms = corpus.query,
          .counters = corpus.counters,
          .bm25 = {},
          .limit_count = limit_count};
}

// A small corpus by hand: number = place in the list.
Corpus corpus_of(Fixture& fixture, const std::vector<Terms>& docs, const Terms& query) {
  Corpus corpus;
  fixture.write([&](store::WriteTxn& txn) {
    for (const Terms& terms : docs) {
      ok(add_words(txn, fixture.hasher(), 1, corpus.counters.next_number, terms, corpus.counters));
      corpus.docs[corpus.counters.next_number++] = terms;
    }
  });
  corpus.query = query;
  return corpus;
}

std::vector<VersionNumber> numbers_of(const std::vector<Hit>& hits) {
  std::vector<VersionNumber> numbers;
  for (const Hit& hit : hits) numbers.push_back(hit.number);
  return numbers;
}

void check_against_naive(const Fixture& fixture, const Corpus& corpus, std::uint64_t modulus,
                         std::uint64_t limit) {
  Filter filter([&](VersionNumber n) { return n % modulus == 0; });
  const auto txn = fixture.read();
  auto search = ok(WordSearch::open(*txn, fixture.hasher(), query_of(corpus, limit)));
  // Asked before, by another limit: nothing of that is left.
  (void)ok(search.best(1, filter));
  const auto best = ok(search.best(limit, filter));
  const auto naive = score_naively(corpus, {});
  std::vector<std::pair<double, VersionNumber>> expected;
  const std::uint64_t step = 1 + corpus.counters.next_number / 500;
  for (VersionNumber n = 0; n < corpus.counters.next_number; ++n) {
    const double score = naive.contains(n) ? naive.at(n) : 0.0;
    if (n % step == 0) REQUIRE(search.score_of(n) == score);
    if (score > 0 && n % modulus == 0) expected.emplace_back(score, n);
  }
  std::sort(expected.rbegin(), expected.rend());
  expected.resize(std::min<std::size_t>(expected.size(), limit));
  REQUIRE(best.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    REQUIRE(best[i].number == expected[i].second);
    REQUIRE(best[i].score == expected[i].first);
  }
}

}  // namespace

TEST_CASE("bm25: scores and ranking equal the naive formula on 200 random corpora") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Fixture fixture(seed);
    Dice dice(seed + 1000);
    const Corpus corpus = random_corpus(seed, fixture);
    const std::uint64_t modulus = 1 + dice.below(4);
    check_against_naive(fixture, corpus, modulus, 1 + dice.below(60));
  }
}

TEST_CASE("bm25: what is passed over in large corpora would not have got in") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    Fixture fixture(seed);
    Dice dice(seed + 2000);
    Corpus corpus;
    // Many blocks and ranges; words from in every version to nearly nowhere; few lengths, so that
    // there are ties.
    fixture.write([&](store::WriteTxn& txn) {
      for (int i = 0; i < 12'000; ++i) {
        Terms terms = {"user"};
        for (std::uint64_t n = 0; n < 12; ++n) {
          if (dice.one_in(2 + n * n * n))
            terms.insert(terms.end(), 1 + dice.below(n % 3 + 1), "w" + std::to_string(n));
        }
        const VersionNumber number = corpus.counters.next_number++;
        if (dice.one_in(5)) continue;
        ok(add_words(txn, fixture.hasher(), 1, number, terms, corpus.counters));
        corpus.docs[number] = terms;
      }
    });
    for (int round = 0; round < 12; ++round) {
      corpus.query = {"user"};
      for (std::uint64_t n = dice.below(5); n > 0; --n)
        corpus.query.push_back("w" + std::to_string(dice.below(13)));
      CAPTURE(corpus.query);
      const std::uint64_t modulus = dice.one_in(2) ? 1 : 1 + dice.below(90);
      check_against_naive(fixture, corpus, modulus, dice.one_in(2) ? 10 : 300);
    }
  }
}

TEST_CASE("bm25: a common word beside a rare one costs no look at everything") {
  Fixture fixture;
  std::vector<Terms> docs(30'000, Terms{"user", "drinks", "tea"});
  for (std::size_t i = 0; i < docs.size(); i += 1'000) docs[i].push_back("magnet");
  const Corpus corpus = corpus_of(fixture, docs, {"user", "magnet", "drinks"});
  Filter filter;
  const auto txn = fixture.read();
  const auto matches = ok(search_words(*txn, fixture.hasher(), query_of(corpus, 3), filter));
  CHECK(matches.size() == 3);
  CHECK(filter.asked.size() < 120);
}

TEST_CASE("bm25: the figures of a corpus worked out by hand") {
  Fixture fixture;
  const Corpus corpus =
      corpus_of(fixture, {{"tea", "green"}, {"tea", "tea", "black", "milk"}}, {"tea", "milk"});
  Filter filter;
  const auto txn = fixture.read();
  auto search = ok(WordSearch::open(*txn, fixture.hasher(), query_of(corpus, 10)));
  const double idf_tea = std::log(1 + 0.5 / 2.5);
  const double idf_milk = std::log(1 + 1.5 / 1.5);
  const double first = idf_tea * 1.9 / (1 + 0.9 * (0.6 + 0.4 * 2 / 3));
  const double second = idf_tea * 2 * 1.9 / (2 + 0.9 * (0.6 + 0.4 * 4 / 3)) +
                        idf_milk * 1.9 / (1 + 0.9 * (0.6 + 0.4 * 4 / 3));
  CHECK(search.score_of(0) == doctest::Approx(first).epsilon(1e-6));
  CHECK(search.score_of(1) == doctest::Approx(second).epsilon(1e-6));
  CHECK(search.attainable() == doctest::Approx(idf_tea + idf_milk));
  CHECK(numbers_of(ok(search.best(10, filter))) == std::vector<VersionNumber>{1, 0});
}

TEST_CASE("bm25: rare term outranks common term") {
  Fixture fixture;
  const Corpus corpus = corpus_of(
      fixture, {{"a", "x"}, {"a", "y"}, {"a", "z"}, {"rare", "q"}, {"a", "p"}}, {"a", "rare"});
  Filter filter;
  const auto matches =
      ok(search_words(*fixture.read(), fixture.hasher(), query_of(corpus, 1), filter));
  CHECK(numbers_of(matches) == std::vector<VersionNumber>{3});
}

TEST_CASE("bm25: ties go to the newer version, also at the edge of the limit") {
  Fixture fixture;
  const Corpus corpus = corpus_of(fixture, std::vector<Terms>(200, Terms{"same"}), {"same"});
  Filter filter;
  const auto matches =
      ok(search_words(*fixture.read(), fixture.hasher(), query_of(corpus, 3), filter));
  CHECK(numbers_of(matches) == std::vector<VersionNumber>{199, 198, 197});
}

TEST_CASE("bm25: the filter is asked once a block, and only where something matched") {
  Fixture fixture;
  std::vector<Terms> docs(64 * 5, Terms{"other"});
  docs[64 + 3] = {"tea"};
  docs[64 + 9] = {"tea", "tea"};
  docs[64 * 4] = {"tea"};
  const Corpus corpus = corpus_of(fixture, docs, {"tea", "green"});
  Filter filter;
  const auto matches =
      ok(search_words(*fixture.read(), fixture.hasher(), query_of(corpus, 10), filter));
  CHECK(matches.size() == 3);
  CHECK(filter.asked == std::map<std::uint64_t, int>{{1, 1}, {4, 1}});
}

TEST_CASE("bm25: nothing to find gives nothing") {
  Fixture fixture;
  const Corpus corpus = corpus_of(fixture, {{"tea"}, {}}, {});
  Filter filter;
  const auto txn = fixture.read();
  auto nothing = ok(WordSearch::open(*txn, fixture.hasher(), query_of(corpus, 10)));
  CHECK(ok(nothing.best(10, filter)).empty());
  CHECK(nothing.attainable() == 0);
  CHECK(nothing.score_of(0) == 0);
  CHECK(nothing.score_of(999) == 0);
  const Terms unknown = {"coffee"};
  WordQuery query = query_of(corpus, 10);
  query.terms = unknown;
  CHECK(ok(search_words(*txn, fixture.hasher(), query, filter)).empty());
  const Terms known = {"tea"};
  query.terms = known;
  CHECK(ok(search_words(*txn, fixture.hasher(), query, filter)).size() == 1);
  query.limit_count = 0;
  CHECK(ok(search_words(*txn, fixture.hasher(), query, filter)).empty());
  query.limit_count = 10;
  query.user = 2;
  query.counters = {};
  CHECK(ok(search_words(*txn, fixture.hasher(), query, filter)).empty());
}

TEST_CASE("bm25: adding counts, removing gives everything back") {
  Fixture fixture;
  store::UserCounters counters;
  const Terms terms = {"tea", "tea", "milk"};
  fixture.write(
      [&](store::WriteTxn& txn) { ok(add_words(txn, fixture.hasher(), 1, 5, terms, counters)); });
  CHECK(counters.docs == 1);
  CHECK(counters.length_sum == 3);
  CHECK(counters.next_number == 0);
  fixture.write([&](store::WriteTxn& txn) {
    CHECK(code_of(add_words(txn, fixture.hasher(), 1, 5, terms, counters)) == "already_exists");
  });
  fixture.write([&](store::WriteTxn& txn) {
    ok(remove_words(txn, fixture.hasher(), 1, 5, terms, counters));
  });
  CHECK(counters == store::UserCounters{});
  CHECK(fixture.entries(store::Table::postings).empty());
}

TEST_CASE("bm25: a posting past the last number is data_loss") {
  Fixture fixture;
  Corpus corpus = corpus_of(fixture, {{"tea"}, {"tea"}}, {"tea"});
  corpus.counters.next_number = 1;
  Filter filter;
  CHECK(code_of(search_words(*fixture.read(), fixture.hasher(), query_of(corpus, 10), filter)) ==
        "data_loss");
}

TEST_CASE("bm25: damaged blocks never crash a search") {
  Fixture fixture;
  Dice dice(77);
  const Corpus corpus =
      corpus_of(fixture, std::vector<Terms>(300, Terms{"tea", "milk"}), {"tea", "milk"});
  const auto entries = fixture.entries(store::Table::postings);
  const Terms tag = {"tea"};
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    auto [key, value] = *std::next(entries.begin(), static_cast<long>(dice.below(entries.size())));
    if (dice.one_in(2)) {
      value.resize(dice.below(value.size() + 1));
    } else {
      for (std::uint64_t n = 1 + dice.below(4); n > 0; --n) {
        value[dice.one_in(2) ? dice.below(value.size()) : dice.below(8)] =
            static_cast<char>(dice.below(256));
      }
    }
    fixture.write([&, k = key, v = value](store::WriteTxn& txn) {
      ok(txn.put(store::Table::postings, k, v));
      Filter filter;
      const auto code = code_of(search_words(txn, fixture.hasher(), query_of(corpus, 10), filter));
      REQUIRE((code == "ok" || code == "data_loss"));
      refused += code == "data_loss" ? 1 : 0;
      ok(txn.put(store::Table::postings, k, entries.at(k)));
    });
  }
  CHECK(refused > 300);
}
