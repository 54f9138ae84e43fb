#include "mnestic/index/check.h"

#include "mnestic/store/keys.h"
#include "posting_block.h"
#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::Fixture;
using testing::ok;

using Terms = std::vector<std::string>;

void fill(Fixture& fixture) {
  store::UserCounters counters;
  fixture.write([&](store::WriteTxn& txn) {
    CHECK(ok(intern_model(txn, "model", 2)) == 0);
    for (VersionNumber n = 0; n < 300; ++n) {
      ok(add_words(txn, fixture.hasher(), 1, n, Terms{"tea", "w" + std::to_string(n % 7)},
                   counters));
      ok(add_tags(txn, fixture.hasher(), 1, n, Terms{"tag"}));
      ok(put_vector(txn, 1, 0, n, std::vector<float>{1, static_cast<float>(n)}));
    }
  });
}

}  // namespace

TEST_CASE("check: a sound index has no damage, and is counted") {
  Fixture fixture;
  CHECK(ok(check_index(*fixture.read())).damaged_blocks == 0);
  fill(fixture);
  const IndexReport report = ok(check_index(*fixture.read()));
  CHECK(report.damaged_blocks == 0);
  CHECK(report.damage.empty());
  CHECK(report.postings == 900);
  CHECK(report.posting_blocks == 2 + 2 + 7);
  CHECK(report.vectors == 300);
  CHECK(report.vector_blocks == 5);
}

TEST_CASE("check: one flipped bit in any block is found") {
  Fixture fixture;
  fill(fixture);
  for (const store::Table table : {store::Table::postings, store::Table::vectors}) {
    for (const auto& [key, value] : fixture.entries(table)) {
      auto damaged = value;
      damaged[damaged.size() / 3] = static_cast<char>(damaged[damaged.size() / 3] ^ 4);
      fixture.write([&, t = table, k = key](store::WriteTxn& txn) {
        ok(txn.put(t, k, damaged));
        const IndexReport report = ok(check_index(txn));
        CHECK(report.damaged_blocks == 1);
        REQUIRE(report.damage.size() == 1);
        CHECK(report.damage[0].find("user number 1") != std::string::npos);
      });
      fixture.write(
          [&, t = table, k = key, v = value](store::WriteTxn& txn) { ok(txn.put(t, k, v)); });
    }
  }
}

TEST_CASE("check: overlapping blocks and impossible keys are found, and many are only counted") {
  Fixture fixture;
  fill(fixture);
  fixture.write([&](store::WriteTxn& txn) {
    const std::vector<Posting> postings = {{5, 1, 2}, {9, 1, 2}};
    ok(txn.put(store::Table::postings, store::Key().u64(9).u64(9).u64(5).view(),
               encode_postings(postings)));
    const std::vector<Posting> inside = {{7, 1, 2}};
    ok(txn.put(store::Table::postings, store::Key().u64(9).u64(9).u64(7).view(),
               encode_postings(inside)));
    CHECK(ok(check_index(txn)).damaged_blocks == 1);
    for (std::uint8_t i = 0; i < 100; ++i)
      ok(txn.put(store::Table::vectors, store::Key().u8(i).view(), "x"));
    const IndexReport report = ok(check_index(txn));
    CHECK(report.damaged_blocks == 101);
    CHECK(report.damage.size() == kDamageShownMax);
  });
}
