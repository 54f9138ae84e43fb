#include <algorithm>
#include <cmath>

#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::Dice;
using testing::Fixture;
using testing::ok;

using Terms = std::vector<std::string>;

// Conversations whose turns lie scattered, as processes that write at once scatter them.
struct Talk {
  std::vector<Terms> turns;
  std::vector<std::uint32_t> before;
  std::vector<std::uint32_t> after;
  std::vector<std::uint32_t> lengths;
  store::UserCounters counters;
};

Talk random_talk(Dice& dice) {
  Talk talk;
  const std::uint64_t chats = 1 + dice.below(4);
  std::map<std::uint64_t, std::uint32_t> last_of;
  for (std::uint32_t n = 0; n < 1 + dice.below(150); ++n) {
    Terms terms;
    for (std::uint64_t i = 1 + dice.below(12); i > 0; --i)
      terms.push_back("w" + std::to_string(dice.below(1 + dice.below(30))));
    talk.lengths.push_back(static_cast<std::uint32_t>(terms.size()));
    talk.turns.push_back(std::move(terms));
    talk.before.push_back(n);
    talk.after.push_back(n);
    const std::uint64_t chat = dice.below(chats);
    if (chat == 0) continue;  // of no chat
    if (const auto last = last_of.find(chat); last != last_of.end()) {
      talk.before[n] = last->second;
      talk.after[last->second] = n;
    }
    last_of[chat] = n;
  }
  return talk;
}

Terms window_of(const Talk& talk, std::uint32_t n) {
  Terms window = talk.turns[n];
  for (const std::uint32_t other : {talk.before[n], talk.after[n]}) {
    if (other != n) window.insert(window.end(), talk.turns[other].begin(), talk.turns[other].end());
  }
  return window;
}

// By the formula, from the joined texts.
double score_of(const std::vector<Terms>& windows, std::size_t n, const Terms& query,
                const std::vector<double>& weights, double mean_length, double& attainable) {
  const Bm25 bm25;
  const auto docs = static_cast<double>(windows.size());
  double score = 0;
  attainable = 0;
  for (std::size_t q = 0; q < query.size(); ++q) {
    double df = 0;
    for (const Terms& window : windows)
      df += std::find(window.begin(), window.end(), query[q]) != window.end() ? 1 : 0;
    const double idf = std::log(1 + (docs - df + 0.5) / (df + 0.5));
    attainable += weights[q] * idf;
    const auto tf = static_cast<double>(std::count(windows[n].begin(), windows[n].end(), query[q]));
    if (tf == 0) continue;
    const double norm = 1 - bm25.b + bm25.b * static_cast<double>(windows[n].size()) / mean_length;
    score += weights[q] * idf * tf * (bm25.k1 + 1) / (tf + bm25.k1 * norm);
  }
  return score;
}

}  // namespace

TEST_CASE("windows: BM25 of joined turns, as the formula says over the joined texts") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Fixture fixture(seed);
    Talk talk = random_talk(dice);
    fixture.write([&](store::WriteTxn& txn) {
      for (std::uint32_t n = 0; n < talk.turns.size(); ++n)
        ok(add_words(txn, fixture.hasher(), 1, n, talk.turns[n], talk.counters));
    });
    talk.counters.next_number = talk.turns.size();
    std::vector<Terms> windows;
    double mean = 0;
    for (std::uint32_t n = 0; n < talk.turns.size(); ++n) {
      windows.push_back(window_of(talk, n));
      mean += static_cast<double>(windows.back().size()) / static_cast<double>(talk.turns.size());
    }
    Terms query;
    std::vector<double> weights;
    for (std::uint64_t i = 1 + dice.below(6); i > 0; --i) {
      query.push_back("w" + std::to_string(dice.below(35)));
      weights.push_back(dice.one_in(3) ? 0.5 : 1.0);
    }
    const auto found =
        ok(score_windows(*fixture.read(), fixture.hasher(),
                         {.user = 1, .terms = query, .counters = talk.counters, .weights = weights},
                         {.before = talk.before,
                          .after = talk.after,
                          .lengths = talk.lengths,
                          .mean_length = mean}));
    REQUIRE(found.scores.size() == talk.turns.size());
    for (std::size_t n = 0; n < talk.turns.size(); ++n) {
      double attainable = 0;
      const double expected = score_of(windows, n, query, weights, mean, attainable);
      REQUIRE(static_cast<double>(found.scores[n]) == doctest::Approx(expected).epsilon(1e-5));
      REQUIRE(found.attainable == doctest::Approx(attainable));
    }
  }
}

TEST_CASE("scores of all: as the search scores, and a term's weight counts as so many askings") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Fixture fixture(seed);
    Talk talk = random_talk(dice);
    fixture.write([&](store::WriteTxn& txn) {
      for (std::uint32_t n = 0; n < talk.turns.size(); ++n)
        ok(add_words(txn, fixture.hasher(), 1, n, talk.turns[n], talk.counters));
    });
    talk.counters.next_number = talk.turns.size();
    Terms once;
    Terms repeated;
    std::vector<double> weights;
    for (std::uint64_t i = dice.below(6); i > 0; --i) {
      once.push_back("w" + std::to_string(dice.below(35)));
      weights.push_back(static_cast<double>(1 + dice.below(2)));
      for (double w = weights.back(); w > 0; --w) repeated.push_back(once.back());
    }
    const auto txn = fixture.read();
    const auto found = ok(WordSearch::open(
        *txn, fixture.hasher(), {.user = 1, .terms = repeated, .counters = talk.counters}));
    const auto scores =
        ok(score_words(*txn, fixture.hasher(),
                       {.user = 1, .terms = once, .counters = talk.counters, .weights = weights}));
    REQUIRE(scores.attainable == doctest::Approx(found.attainable()));
    for (std::size_t n = 0; n < talk.turns.size(); ++n) {
      REQUIRE(static_cast<double>(scores.scores[n]) ==
              doctest::Approx(found.score_of(n)).epsilon(1e-5));
    }
  }
}
