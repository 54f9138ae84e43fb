// Scrubbing: nothing of what was erased is left in the folder, at any point where a process may
// die.
#include <algorithm>
#include <set>

#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "src/store/lmdb_store.h"
#include "tests/store/children.h"
#include "tests/store/fixtures.h"
#include "tests/store/samples.h"
#include "tests/store/scan.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace {

constexpr std::string_view kCanary = "CANARY-7f3a-";
constexpr int kCanaries = 120;

// Values of many sizes, so that canaries lie in leaf pages, in overflow pages and in keys.
void plant(Store& store, int from, int to) {
  Samples samples(static_cast<std::uint64_t>(from) + 1);
  for (int i = from; i < to;) {
    const auto txn = must(store.begin_write());
    for (int j = 0; j < 10 && i < to; ++j, ++i) {
      std::string value;
      const std::size_t sizes[] = {20, 500, 3'000, 40'000};
      while (value.size() < sizes[i % 4]) value.append(kCanary).append(samples.text(9));
      must(
          txn->put(Table::memories, Key().u32(7).u32(static_cast<std::uint32_t>(i)).view(), value));
      must(txn->put(Table::postings, std::string(kCanary) + std::to_string(i), "x"));
      must(txn->put(Table::memories, Key().u32(8).u32(static_cast<std::uint32_t>(i)).view(),
                    samples.text(700)));
    }
    must(txn->commit());
  }
}

void erase_canaries(Store& store, int count) {
  const auto txn = must(store.begin_write());
  for (int i = 0; i < count; ++i) {
    CHECK(
        must(txn->erase(Table::memories, Key().u32(7).u32(static_cast<std::uint32_t>(i)).view())));
    CHECK(must(txn->erase(Table::postings, std::string(kCanary) + std::to_string(i))));
  }
  must(mark_scrub_needed(*txn));
  must(txn->commit());
}

std::vector<Pairs> everything(const Store& store) {
  const auto txn = must(store.begin_read());
  std::vector<Pairs> tables;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    Pairs pairs = all_of(*txn, static_cast<Table>(i));
    std::erase_if(pairs, [](const auto& pair) { return pair.first == "scrub needed"; });
    tables.push_back(std::move(pairs));
  }
  return tables;
}

std::unique_ptr<LmdbStore> open_with_hook(const std::filesystem::path& folder, PointHook hook) {
  return must(LmdbStore::open({.folder = folder}, system_random(), std::move(hook)));
}

// Filler writes that make LMDB reuse freed pages and recycled buffers.
void churn(Store& store, std::uint64_t seed, int transactions) {
  Samples samples(seed);
  for (int i = 0; i < transactions; ++i) {
    const auto txn = must(store.begin_write());
    for (int j = 0; j < 8; ++j) {
      const std::string key(Key().u32(9).u64(samples.below(300)).view());
      if (samples.below(3) == 0) {
        CHECK(txn->erase(Table::memories, key).has_value());
      } else {
        must(txn->put(Table::memories, key, samples.text(2'500)));
      }
    }
    must(txn->commit());
  }
}

}  // namespace

TEST_CASE("scrub: no byte of what was erased is left, and later writes bring none back") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  plant(*store, 0, kCanaries);
  churn(*store, 1, 30);
  erase_canaries(*store, kCanaries);
  churn(*store, 2, 30);
  // Else the test proves nothing.
  REQUIRE(count_in_folder(folder.path(), kCanary) > 0);
  const auto before = everything(*store);
  must(store->scrub());
  CHECK(count_in_folder(folder.path(), kCanary) == 0);
  CHECK(everything(*store) == before);
  churn(*store, 3, 60);
  CHECK(count_in_folder(folder.path(), kCanary) == 0);
  CHECK(files_in(folder.path()).size() == 3);
}

TEST_CASE("scrub: tells how far it is, and cancelled it leaves the old store and no new file") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  const auto txn = must(store->begin_write());
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    must(txn->put(Table::memories, Key().u64(i).view(), "an entry"));
  }
  must(txn->commit());
  const auto before = everything(*store);
  const auto files = files_in(folder.path());
  std::vector<std::uint64_t> told;
  RewriteWatch watch;
  watch.progress = [&](std::uint64_t done, std::uint64_t total) {
    CHECK(done <= total);
    CHECK(total >= 20'000);
    told.push_back(done);
  };
  watch.cancelled = [&] { return told.size() == 3; };
  const auto cancelled = store->scrub_watched(watch);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == ErrorCode::cancelled);
  CHECK(told.size() == 3);
  CHECK(files_in(folder.path()) == files);
  CHECK(everything(*store) == before);
  churn(*store, 1, 3);  // the writer's turn was given back
  watch.cancelled = nullptr;
  told.clear();
  must(store->scrub_watched(watch));
  CHECK(told.size() >= 4);
  CHECK(std::is_sorted(told.begin(), told.end()));
}

TEST_CASE(
    "scrub: with another process reading and writing throughout, and a snapshot held over it") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  churn(*store, 1, 20);
  Child child([&folder](const Child::Pipes& pipes) {
    const auto own = open_at(folder.path());
    plant(*own, 0, kCanaries);  // its page buffers have held them
    const auto old_reader = must(own->begin_read());
    pipes.to_parent.send(1);
    if (pipes.to_child.receive() != 1U) return 1;
    erase_canaries(*own, kCanaries);
    pipes.to_parent.send(2);
    // While the parent scrubs: no answer is awaited.
    churn(*own, 4, 150);
    if (all_of(*old_reader, Table::postings).size() != kCanaries) return 2;
    if (pipes.to_child.receive() != 2U) return 3;
    churn(*own, 5, 80);
    if (!all_of(*must(own->begin_read()), Table::postings).empty()) return 4;
    pipes.to_parent.send(3);
    return pipes.to_child.receive() == 3U ? 0 : 5;
  });
  REQUIRE(child.receive() == 1U);
  CHECK(all_of(*must(store->begin_read()), Table::postings).size() == kCanaries);
  child.send(1);
  REQUIRE(child.receive() == 2U);
  for (int i = 0; i < 5; ++i) must(store->scrub());
  CHECK(count_in_folder(folder.path(), kCanary) == 0);
  child.send(2);
  REQUIRE(child.receive() == 3U);
  churn(*store, 6, 40);
  CHECK(count_in_folder(folder.path(), kCanary) == 0);
  child.send(3);
  CHECK(child.wait() == 0);
}

TEST_CASE("scrub: killed at every point, the store is whole and the scrub can be finished") {
  std::vector<std::string> points;
  {
    const TempFolder folder;
    const auto store = open_with_hook(
        folder.path(), [&points](std::string_view point) { points.emplace_back(point); });
    must(store->scrub());
  }
  REQUIRE(points.size() >= kTableCount + 5);
  for (const bool other_open : {false, true}) {
    for (const std::string& deadly : points) {
      CAPTURE(deadly);
      CAPTURE(other_open);
      const TempFolder folder;
      auto store = open_at(folder.path());
      plant(*store, 0, 20);
      erase_canaries(*store, 20);
      const auto before = everything(*store);
      if (!other_open) store.reset();
      CHECK(run_child([&] {
              const auto own = open_with_hook(folder.path(), [&deadly](std::string_view point) {
                if (point == deadly) ::raise(SIGKILL);
              });
              return own->scrub().has_value() ? 0 : 1;
            }) == 256 + SIGKILL);
      if (!other_open) store = open_at(folder.path());
      CHECK(everything(*store) == before);
      write_one(*store, Table::ids, "later", "1");
      // Either the old file with its mark, or the new one without a byte.
      if (must(scrub_needed(*must(store->begin_read())))) {
        CHECK(count_in_folder(folder.path(), kCanary) > 0);
        must(store->scrub());
      } else if (other_open) {
        // The process that goes on does not list the folder; the next start or scrub does.
        const auto next = open_at(folder.path());
      }
      CHECK(count_in_folder(folder.path(), kCanary) == 0);
      CHECK(read_one(*store, Table::ids, "later") == "1");
      CHECK(files_in(folder.path()).size() == 3);
    }
  }
}

TEST_CASE("scrub: two stores on one folder in one process follow each other") {
  const TempFolder folder;
  const auto one = open_at(folder.path());
  const auto two = open_at(folder.path());
  write_one(*one, Table::ids, "a", "1");
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t before = two->last_commit();
    must(one->scrub());
    CHECK(two->last_commit() > before);
    must(two->scrub());
    write_one(i % 2 == 0 ? *one : *two, Table::ids, "a", std::to_string(i));
    CHECK(read_one(*one, Table::ids, "a") == std::to_string(i));
    CHECK(read_one(*two, Table::ids, "a") == std::to_string(i));
  }
  CHECK(files_in(folder.path()) ==
        std::vector<std::string>{"store-9.mdb", "store-9.mdb-lock", "store.lock"});
}

TEST_CASE("scrub: last_commit notices the switch of another process, and every commit after it") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  for (int i = 0; i < 3; ++i) {
    const std::uint64_t before = store->last_commit();
    CHECK(run_child([&folder] {
            must(open_at(folder.path())->scrub());
            return 0;
          }) == 0);
    const std::uint64_t after = store->last_commit();
    CHECK(after > before);
    CHECK(run_child([&folder] {
            write_one(*open_at(folder.path()), Table::ids, "a", "1");
            return 0;
          }) == 0);
    CHECK(store->last_commit() > after);
  }
}

TEST_CASE("scrub: more than one batch of entries, and large values") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  Samples samples(3);
  {
    const auto txn = must(store->begin_write());
    for (std::uint64_t i = 0; i < 60; ++i) {
      must(txn->put(Table::memories, Key().u64(i).view(),
                    std::string(1 << 20, static_cast<char>('a' + i % 26))));
      must(txn->put(Table::postings, Key().u64(i).view(), samples.text(50)));
    }
    must(txn->commit());
  }
  const auto before = everything(*store);
  must(store->scrub());
  CHECK(everything(*store) == before);
}

TEST_CASE("scrub: a table that only a newer version knows comes along") {
  const TempFolder folder;
  open_at(folder.path()).reset();
  const auto raw = [&folder](int generation, bool write) {
    const auto file = folder.path() / ("store-" + std::to_string(generation) + ".mdb");
    MDB_env* env = must(open_lmdb(file, 0, 1 << 30));
    MDB_txn* txn = nullptr;
    REQUIRE(mdb_txn_begin(env, nullptr, 0, &txn) == 0);
    MDB_dbi dbi = 0;
    REQUIRE(mdb_dbi_open(txn, "of_tomorrow", write ? MDB_CREATE : 0, &dbi) == 0);
    MDB_val key = to_val("k");
    MDB_val value = to_val("v");
    if (write) REQUIRE(mdb_put(txn, dbi, &key, &value, 0) == 0);
    REQUIRE(mdb_get(txn, dbi, &key, &value) == 0);
    CHECK(to_view(value) == "v");
    REQUIRE(mdb_txn_commit(txn) == 0);
    mdb_env_close(env);
  };
  raw(1, true);
  must(open_at(folder.path())->scrub());
  raw(2, false);
}
