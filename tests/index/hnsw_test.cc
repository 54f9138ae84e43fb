// The graph beside the exact scan, over random lives of a store.
#include "mnestic/index/hnsw.h"

#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::code_of;
using testing::Dice;
using testing::Filter;
using testing::Fixture;
using testing::ok;

using Vector = std::vector<float>;

constexpr std::size_t kDimension = 24;
constexpr ModelNumber kModel = 3;
// Follows the graph wherever it can.
constexpr NearOptions kGraphAlways{.scans_a_hit = 0, .candidates = 80};

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mnestic-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::filesystem::path file() const { return path_ / "graph"; }

 private:
  std::filesystem::path path_;
};

// Directions in a few heaps, as meanings are.
Vector random_vector(Dice& dice, std::uint64_t heaps) {
  Dice centre(dice.below(heaps) + 77);
  Vector vector(kDimension);
  float square = 0;
  for (float& x : vector) {
    x = centre.real() + 0.7F * dice.real();
    square += x * x;
  }
  for (float& x : vector) x /= std::sqrt(square);
  return vector;
}

// A user's vectors as they come and go, and the graph that follows them.
struct Life {
  explicit Life(std::uint64_t seed) : fixture(seed), dice(seed) {}

  void grow(std::uint64_t count) {
    fixture.write([&](store::WriteTxn& txn) {
      for (std::uint64_t i = 0; i < count; ++i) {
        const VersionNumber number = next++;
        if (dice.one_in(10)) continue;  // the model was away
        ok(put_vector(txn, 1, kModel, number, random_vector(dice, 12)));
        ok(put_vector(txn, 2, kModel, number, random_vector(dice, 12)));
        alive.insert(number);
      }
    });
  }
  // Vectors that come late, below what is there: a model that was changed.
  void fill(std::uint64_t count) {
    fixture.write([&](store::WriteTxn& txn) {
      for (std::uint64_t i = 0; i < count; ++i) {
        const VersionNumber number = dice.below(next);
        if (erased.contains(number)) continue;
        ok(put_vector(txn, 1, kModel, number, random_vector(dice, 12)));
        alive.insert(number);
      }
    });
  }
  void erase(std::uint64_t count) {
    fixture.write([&](store::WriteTxn& txn) {
      for (; count > 0; --count) {
        const VersionNumber number = dice.below(next);
        ok(erase_vector(txn, 1, kModel, number));
        alive.erase(number);
        erased.insert(number);
      }
    });
  }
  // To its end, in steps.
  void build(const Folder& folder) {
    const GraphIdentity identity{
        .user = 1, .model = kModel, .dimension = kDimension, .erasures = 5};
    const auto builder = ok(GraphBuilder::make(identity, 5'000, graph.get()));
    while (ok(builder->add(*fixture.read(), 50, 1 + dice.below(3))) == 50) {
    }
    ok(builder->save(folder.file()));
    graph = ok(Graph::open(folder.file()));
    CHECK(graph->identity() == identity);
  }

  Fixture fixture;
  Dice dice;
  VersionNumber next = 0;
  std::set<VersionNumber> alive;
  std::set<VersionNumber> erased;
  std::shared_ptr<const Graph> graph;
};

struct Score {
  std::uint64_t wanted = 0;
  std::uint64_t found = 0;
  std::uint64_t by_graph = 0;
};

// The ten nearest by the graph against the exact ones.
void compare(Life& life, const std::function<bool(VersionNumber)>& allow,
             const NearOptions& options, Score& score) {
  const Vector vector = random_vector(life.dice, 12);
  const VectorQuery query{.user = 1, .model = kModel, .vector = vector, .limit_count = 10};
  const auto txn = life.fixture.read();
  Filter filter(allow);
  const auto exact = ok(search_vectors(*txn, query, filter));
  filter.asked.clear();
  const auto near = ok(search_near(*txn, query, life.next, filter, life.graph.get(), options));
  for (const auto& [block, times] : filter.asked) REQUIRE(times == 1);
  REQUIRE(near.hits.size() <= exact.size());
  std::map<VersionNumber, double> truth;
  for (const Hit& hit : exact) truth[hit.number] = hit.score;
  Filter everything;
  const VersionNumber end = life.alive.empty() ? 0 : *life.alive.rbegin() + 1;
  const auto cosine = ok(cosines(*txn, query, everything, end));
  for (std::size_t i = 0; i < near.hits.size(); ++i) {
    const Hit& hit = near.hits[i];
    REQUIRE(life.alive.contains(hit.number));
    REQUIRE(allow(hit.number));
    REQUIRE(cosine[hit.number] == static_cast<float>(hit.score));
    if (i > 0) REQUIRE(near.hits[i - 1].score >= hit.score);
    score.found += truth.contains(hit.number) ? 1 : 0;
  }
  score.wanted += exact.size();
  score.by_graph += (near.way == NearWay::graph) ? 1 : 0;
  if (!(near.way == NearWay::graph)) REQUIRE(near.hits.size() == exact.size());
}

}  // namespace

TEST_CASE("hnsw: finds what the scan finds, on 200 random lives of a store") {
  Score score;
  const Folder folder;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Life life(seed);
    life.grow(150 + life.dice.below(250));
    if (life.dice.one_in(4)) life.erase(30);
    life.build(folder);
    for (int round = 0; round < 3; ++round) {
      if (life.dice.one_in(2)) life.grow(life.dice.below(120));
      if (life.dice.one_in(3)) life.fill(20);
      if (life.dice.one_in(3)) life.erase(1 + life.dice.below(40));
      if (life.dice.one_in(3)) life.build(folder);
      const std::uint64_t modulus = life.dice.one_in(2) ? 1 : 2 + life.dice.below(3);
      compare(
          life, [&](VersionNumber n) { return n % modulus == 0; }, kGraphAlways, score);
    }
  }
  CAPTURE(score.found);
  CAPTURE(score.wanted);
  CHECK(score.by_graph > 300);
  CHECK(static_cast<double>(score.found) >= 0.99 * static_cast<double>(score.wanted));
}

TEST_CASE("hnsw: few allowed are scanned, exactly") {
  const Folder folder;
  Life life(5);
  life.grow(1'000);
  life.build(folder);
  Score few;
  Score all;
  const NearOptions options{.scans_a_hit = 2, .candidates = 20};
  for (int i = 0; i < 20; ++i) {
    compare(
        life, [](VersionNumber n) { return n % 100 == 7; }, options, few);
    compare(
        life, [](VersionNumber) { return true; }, options, all);
  }
  CHECK(few.by_graph == 0);
  CHECK(few.found == few.wanted);
  CHECK(all.by_graph == 20);
  CHECK(static_cast<double>(all.found) >= 0.98 * static_cast<double>(all.wanted));
}

TEST_CASE("hnsw: a graph of somebody else, of another model or none is not followed") {
  const Folder folder;
  Life life(6);
  life.grow(400);
  life.build(folder);
  const Vector vector = random_vector(life.dice, 12);
  const auto txn = life.fixture.read();
  for (const UserNumber user : {1U, 2U}) {
    for (const Graph* graph : {static_cast<const Graph*>(nullptr), life.graph.get()}) {
      const VectorQuery query{.user = user, .model = kModel, .vector = vector, .limit_count = 10};
      Filter filter;
      const auto near = ok(search_near(*txn, query, life.next, filter, graph, kGraphAlways));
      CHECK((near.way == NearWay::graph) == (user == 1 && graph != nullptr));
      CHECK(near.hits.size() == 10);
    }
  }
  const VectorQuery query{.user = 1, .model = 9, .vector = vector, .limit_count = 10};
  Filter filter;
  CHECK(
      ok(search_near(*txn, query, life.next, filter, life.graph.get(), kGraphAlways)).hits.empty());
}

TEST_CASE("hnsw: a snapshot with one flipped bit, cut or lengthened is refused") {
  const Folder folder;
  Life life(7);
  life.grow(300);
  life.build(folder);
  std::ifstream in(folder.file(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const auto opened = [&](const std::string& changed) {
    std::ofstream(folder.file(), std::ios::binary | std::ios::trunc) << changed;
    return code_of(Graph::open(folder.file()));
  };
  CHECK(opened(bytes) == "ok");
  for (int round = 0; round < 400; ++round) {
    std::string changed = bytes;
    // The head is small and matters most.
    const std::uint64_t at = life.dice.below(life.dice.one_in(2) ? 72 : bytes.size());
    changed[at] = static_cast<char>(changed[at] ^ (1 << life.dice.below(8)));
    REQUIRE(opened(changed) == "data_loss");
  }
  CHECK(opened(bytes.substr(0, 40)) == "data_loss");
  CHECK(opened(bytes.substr(0, bytes.size() - 4)) == "data_loss");
  CHECK(opened(bytes + "abcd") == "data_loss");
  CHECK(opened("") == "data_loss");
  std::filesystem::remove(folder.file());
  CHECK(code_of(Graph::open(folder.file())) == "not_found");
}

TEST_CASE("hnsw: erasing is counted, for the user alone") {
  Life life(8);
  life.grow(100);
  CHECK(ok(count_erasures(*life.fixture.read(), 1)) == 0);
  life.erase(10);
  CHECK(ok(count_erasures(*life.fixture.read(), 1)) > 0);
  CHECK(ok(count_erasures(*life.fixture.read(), 2)) == 0);
}
