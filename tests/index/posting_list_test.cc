#include "posting_list.h"

#include "mnestic/store/keys.h"
#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::code_of;
using testing::Dice;
using testing::Fixture;
using testing::ok;

using Model = std::map<std::uint64_t, Posting>;

// Reads a term back and checks the shape of its blocks on the way.
Model read_back(const store::ReadTxn& txn, const TermKey& term, std::size_t* blocks = nullptr) {
  Model found;
  std::size_t count = 0;
  std::optional<std::uint64_t> last;
  ok(visit_blocks(txn, term, [&](std::uint64_t first, std::string_view value) -> Result<void> {
    ++count;
    const auto postings = ok(decode_postings(first, value));
    REQUIRE(!postings.empty());
    REQUIRE((!last || first > *last));
    for (const Posting& posting : postings) found[posting.number] = posting;
    last = postings.back().number;
    return {};
  }));
  if (blocks != nullptr) *blocks = count;
  return found;
}

void add_range(store::WriteTxn& txn, const TermKey& term, std::uint64_t begin, std::uint64_t end,
               std::uint64_t step) {
  for (std::uint64_t n = begin; n < end; n += step) ok(add_posting(txn, term, {n, 1, 5}));
}

}  // namespace

TEST_CASE("posting list: keys to the byte") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    ok(add_posting(txn, {0x0102, 0xA1B2C3D4E5F60718}, {0x2A, 1, 5}));
  });
  const auto entries = fixture.entries(store::Table::postings);
  REQUIRE(entries.size() == 1);
  CHECK(entries.begin()->first ==
        std::string("\0\0\0\0\0\0\x01\x02\xA1\xB2\xC3\xD4\xE5\xF6\x07\x18\0\0\0\0\0\0\0\x2A", 24));
}

TEST_CASE("posting list: growing numbers fill block after block") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    add_range(txn, {1, 2}, 0, 1000, 1);
    std::size_t blocks = 0;
    CHECK(read_back(txn, {1, 2}, &blocks).size() == 1000);
    CHECK(blocks == 4);
  });
}

TEST_CASE("posting list: a full block in the middle is split, falling numbers share blocks") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    const TermKey term{1, 2};
    add_range(txn, term, 0, 512, 2);
    std::size_t blocks = 0;
    CHECK(read_back(txn, term, &blocks).size() == 256);
    CHECK(blocks == 1);
    ok(add_posting(txn, term, {101, 3, 9}));
    const Model found = read_back(txn, term, &blocks);
    CHECK(found.size() == 257);
    CHECK(found.at(101) == Posting{101, 3, 9});
    CHECK(blocks == 2);
    const TermKey falling{1, 3};
    for (std::uint64_t n = 600; n > 0; --n) ok(add_posting(txn, falling, {n, 1, 5}));
    CHECK(read_back(txn, falling, &blocks).size() == 600);
    CHECK(blocks <= 4);
  });
}

TEST_CASE("posting list: removing joins small blocks and leaves no empty one") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    const TermKey term{1, 2};
    add_range(txn, term, 0, 1024, 1);
    std::size_t blocks = 0;
    for (std::uint64_t n = 0; n < 1024; ++n) {
      if (n % 16 != 0) CHECK(ok(remove_posting(txn, term, n)));
    }
    CHECK(read_back(txn, term, &blocks).size() == 64);
    CHECK(blocks <= 2);
    for (std::uint64_t n = 0; n < 1024; n += 16) CHECK(ok(remove_posting(txn, term, n)));
    CHECK_FALSE(ok(remove_posting(txn, term, 0)));
    CHECK(read_back(txn, term, &blocks).empty());
    CHECK(blocks == 0);
  });
  CHECK(fixture.entries(store::Table::postings).empty());
}

TEST_CASE("posting list: the same number twice is already_exists") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    add_range(txn, {1, 2}, 0, 10, 1);
    CHECK(code_of(add_posting(txn, {1, 2}, {9, 1, 5})) == "already_exists");
    CHECK(code_of(add_posting(txn, {1, 2}, {4, 1, 5})) == "already_exists");
  });
}

TEST_CASE("posting list: random adding and removing equals a map, with neighbours untouched") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Fixture fixture(seed);
    const std::uint64_t range = 200 + dice.below(3000);
    // Neighbours in key order: one bit more or less, another user.
    const std::vector<TermKey> terms = {{7, 100}, {7, 101}, {7, 99}, {8, 100}, {6, UINT64_MAX}};
    std::vector<Model> models(terms.size());
    fixture.write([&](store::WriteTxn& txn) {
      for (int step = 0; step < 4000; ++step) {
        // Waves of mostly adding and mostly removing.
        const bool adding = dice.below(10) < (step / 1000 % 2 == 0 ? 8U : 2U);
        const std::size_t i = dice.one_in(3) ? dice.below(terms.size()) : 0;
        const std::uint64_t number = dice.below(range);
        Model& model = models[i];
        if (adding) {
          const Posting posting{number, 1 + static_cast<std::uint32_t>(dice.below(5)),
                                static_cast<std::uint32_t>(dice.below(300))};
          const bool fresh = !model.contains(number);
          REQUIRE(code_of(add_posting(txn, terms[i], posting)) ==
                  (fresh ? "ok" : "already_exists"));
          if (fresh) model[number] = posting;
        } else {
          REQUIRE(ok(remove_posting(txn, terms[i], number)) == (model.erase(number) == 1));
        }
        if (step % 500 == 499) {
          for (std::size_t t = 0; t < terms.size(); ++t)
            REQUIRE(read_back(txn, terms[t]) == models[t]);
        }
      }
    });
  }
}

TEST_CASE("posting list: damaged blocks are data_loss for writers") {
  Fixture fixture;
  fixture.write([](store::WriteTxn& txn) {
    const TermKey term{1, 2};
    add_range(txn, term, 10, 20, 1);
    const std::string key(store::Key().u64(1).u64(2).u64(10).view());
    std::string value(ok(txn.get(store::Table::postings, key)).value());
    value[value.size() / 2] = static_cast<char>(value[value.size() / 2] ^ 1);
    ok(txn.put(store::Table::postings, key, value));
    CHECK(code_of(add_posting(txn, term, {30, 1, 5})) == "data_loss");
    CHECK(code_of(add_posting(txn, term, {5, 1, 5})) == "data_loss");
    CHECK(code_of(remove_posting(txn, term, 12)) == "data_loss");
  });
}
