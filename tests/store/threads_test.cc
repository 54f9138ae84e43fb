// One store, many threads.
#include <atomic>
#include <thread>

#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "tests/store/fixtures.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

// doctest's checks are for the main thread: workers only count what went wrong.
TEST_CASE("threads: readers, writers, a watcher and rewrites at once lose and tear nothing") {
  const Subjects subjects;
  for (const Subject& subject : subjects.list()) {
    CAPTURE(subject.name);
    const auto store = subject.make();
    constexpr int kWriters = 3;
    constexpr int kWrites = 60;
    std::atomic<int> wrong = 0;
    std::atomic<int> writing = kWriters;
    const auto write = [&](int writer) {
      for (int i = 0; i < kWrites; ++i) {
        const auto txn = store->begin_write();
        if (!txn) {
          ++wrong;
          continue;
        }
        auto counters = get_counters(**txn, 1);
        if (!counters) {
          ++wrong;
          continue;
        }
        ++counters->docs;
        // Always equal to docs: a torn snapshot would show.
        const std::string copy(Key().u64(counters->docs).view());
        if (!put_counters(**txn, 1, *counters) || !(*txn)->put(Table::postings, "docs", copy) ||
            !(*txn)->commit()) {
          ++wrong;
        }
        if (writer == 0 && i % 10 == 0 && !store->scrub()) ++wrong;
      }
      --writing;
    };
    const auto read = [&] {
      std::uint64_t last = 0;
      while (writing > 0) {
        const auto txn = store->begin_read();
        if (!txn) {
          ++wrong;
          continue;
        }
        const auto counters = get_counters(**txn, 1);
        const auto copy = (*txn)->get(Table::postings, "docs");
        if (!counters || !copy) {
          ++wrong;
          continue;
        }
        const std::uint64_t seen = *copy ? KeyReader(**copy).u64() : 0;
        if (seen != counters->docs || seen < last) ++wrong;
        last = seen;
      }
    };
    const auto watch = [&] {
      std::uint64_t last = 0;
      while (writing > 0) {
        const std::uint64_t now = store->last_commit();
        if (now < last) ++wrong;
        last = now;
      }
    };
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) threads.emplace_back(write, writer);
    threads.emplace_back(read);
    threads.emplace_back(read);
    threads.emplace_back(watch);
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(must(get_counters(*must(store->begin_read()), 1)).docs == kWriters * kWrites);
  }
}

TEST_CASE("threads: opening and closing one folder at once") {
  const TempFolder folder;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 25; ++i) {
        const auto store = open_store({.folder = folder.path()}, system_random());
        if (!store) {
          ++wrong;
          continue;
        }
        const auto txn = (*store)->begin_write();
        const std::string key(Key()
                                  .u32(static_cast<std::uint32_t>(thread))
                                  .u32(static_cast<std::uint32_t>(i))
                                  .view());
        if (!txn || !(*txn)->put(Table::ids, key, "x") || !(*txn)->commit()) ++wrong;
        if (thread == 0 && i % 5 == 0 && !(*store)->scrub()) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(all_of(*must(open_at(folder.path())->begin_read()), Table::ids).size() == 100);
}
