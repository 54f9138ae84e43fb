// Several processes on one store, some of them killed.
#include <fcntl.h>
#include <sys/resource.h>

#include <string>

#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "tests/store/children.h"
#include "tests/store/fixtures.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace {

constexpr std::uint64_t kEntriesPerBatch = 20;

std::string batch_value(std::uint64_t batch, std::uint64_t entry) {
  // Some on pages of their own.
  return std::string(entry == 0 ? 9'000 : 30, static_cast<char>('a' + (batch + entry) % 26));
}

// One transaction, over two tables.
void write_batch(Store& store, std::uint64_t batch) {
  const auto txn = must(store.begin_write());
  for (std::uint64_t entry = 0; entry < kEntriesPerBatch; ++entry) {
    const Table table = entry % 2 == 0 ? Table::memories : Table::postings;
    must(txn->put(table, Key().u64(entry).u64(batch).view(), batch_value(batch, entry)));
  }
  must(txn->commit());
}

// Whole, absent, or neither.
enum class Found { whole, absent, torn };
Found find_batch(const ReadTxn& txn, std::uint64_t batch) {
  std::uint64_t right = 0;
  std::uint64_t there = 0;
  for (std::uint64_t entry = 0; entry < kEntriesPerBatch; ++entry) {
    const Table table = entry % 2 == 0 ? Table::memories : Table::postings;
    const auto value = must(txn.get(table, Key().u64(entry).u64(batch).view()));
    if (value) ++there;
    if (value && *value == batch_value(batch, entry)) ++right;
  }
  if (right == kEntriesPerBatch) return Found::whole;
  return there == 0 ? Found::absent : Found::torn;
}

void increment(Store& store) {
  const auto txn = must(store.begin_write());
  UserCounters counters = must(get_counters(*txn, 1));
  ++counters.docs;
  must(put_counters(*txn, 1, counters));
  must(txn->commit());
}

}  // namespace

TEST_CASE("processes: each sees what the other wrote, at its next transaction") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  Child child([&folder](const Child::Pipes& pipes) {
    const auto own = open_at(folder.path());
    const std::uint64_t before = own->last_commit();
    pipes.to_parent.send(1);
    if (pipes.to_child.receive() != 1U) return 1;
    if (own->last_commit() <= before) return 2;
    if (read_one(*own, Table::ids, "from parent") != "p") return 3;
    write_one(*own, Table::ids, "from child", "c");
    pipes.to_parent.send(2);
    return 0;
  });
  REQUIRE(child.receive() == 1U);
  write_one(*store, Table::ids, "from parent", "p");
  const std::uint64_t before = store->last_commit();
  child.send(1);
  REQUIRE(child.receive() == 2U);
  CHECK(store->last_commit() > before);
  CHECK(read_one(*store, Table::ids, "from child") == "c");
  CHECK(child.wait() == 0);
}

TEST_CASE("processes: a child of fork that opens the store does not disturb its parent's") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  write_one(*store, Table::ids, "a", "1");
  const auto txn = must(store->begin_read());
  CHECK(run_child([&folder] {
          const auto own = open_at(folder.path());
          write_one(*own, Table::ids, "a", "2");
          return 0;
        }) == 0);
  CHECK(must(txn->get(Table::ids, "a")) == std::optional<std::string_view>("1"));
  CHECK(read_one(*store, Table::ids, "a") == "2");
}

namespace {

// `little_address_space`: LMDB's first attempt to map the file fails in every process, each time it
// opens one.
void eight_processes(bool little_address_space) {
  const TempFolder folder;
  constexpr std::uint64_t kProcesses = 8;
  constexpr std::uint64_t kWrites = 60;
  {
    std::vector<std::unique_ptr<Child>> children;
    for (std::uint64_t process = 0; process < kProcesses; ++process) {
      children.push_back(std::make_unique<Child>([&, process](const Child::Pipes& pipes) {
        if (pipes.to_child.receive() != 1U) return 1;
        const rlimit limit{.rlim_cur = 4ULL << 30, .rlim_max = 4ULL << 30};
        if (little_address_space && ::setrlimit(RLIMIT_AS, &limit) != 0) return 2;
        const auto own = open_at(folder.path() / "deep" / "store");
        for (std::uint64_t i = 0; i < kWrites; ++i) {
          increment(*own);
          if (i % 20 == process) must(own->scrub());
        }
        return 0;
      }));
    }
    for (const auto& child : children) child->send(1);
    for (const auto& child : children) CHECK(child->wait() == 0);
  }
  const auto store = open_at(folder.path() / "deep" / "store");
  CHECK(must(get_counters(*must(store->begin_read()), 1)).docs == kProcesses * kWrites);
}

}  // namespace

TEST_CASE(
    "processes: eight make the same new store and none loses a write, with rewrites between") {
  eight_processes(false);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("processes: the same where the first attempt of every opening fails") {
  eight_processes(true);
}
#endif

TEST_CASE("processes: killed at any moment, what was acknowledged is whole and nothing is torn") {
  const auto random = seeded_random(11);
  const TempFolder folder;
  std::uint64_t first = 0;
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    const std::uint64_t acknowledgements = 1 + random->next_u64() % 12;
    const bool scrubs = round % 2 == 1;
    Child child([&](const Child::Pipes& pipes) -> int {
      const auto own = open_at(folder.path());
      for (std::uint64_t batch = first;; ++batch) {
        write_batch(*own, batch);
        pipes.to_parent.send(batch);
        if (scrubs && batch % 3 == 0) must(own->scrub());
      }
    });
    std::uint64_t acknowledged = first;
    for (std::uint64_t i = 0; i < acknowledgements; ++i) {
      const auto batch = child.receive();
      REQUIRE(batch.has_value());
      acknowledged = *batch;
    }
    // Spread over the next transaction without a clock: some work of our own.
    volatile std::uint64_t spin = random->next_u64() % 400'000;
    while (spin > 0) spin = spin - 1;
    child.kill_now();
    while (const auto late = child.receive()) acknowledged = *late;

    const auto store = open_at(folder.path());
    const auto txn = must(store->begin_read());
    std::uint64_t batch = 0;
    for (; batch <= acknowledged; ++batch) {
      CAPTURE(batch);
      REQUIRE(find_batch(*txn, batch) == Found::whole);
    }
    // At most one more was under way.
    if (find_batch(*txn, batch) == Found::whole) ++batch;
    REQUIRE(find_batch(*txn, batch) == Found::absent);
    REQUIRE(find_batch(*txn, batch + 1) == Found::absent);
    first = batch;
  }
}

TEST_CASE("processes: a writer killed in the middle of its turn does not stop the next one") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  write_one(*store, Table::ids, "a", "1");
  for (int round = 0; round < 5; ++round) {
    Child child([&folder](const Child::Pipes& pipes) {
      const auto own = open_at(folder.path());
      const auto reader = must(own->begin_read());
      const auto txn = must(own->begin_write());
      must(txn->put(Table::ids, "a", std::string(50'000, 'x')));
      pipes.to_parent.send(1);
      (void)pipes.to_child.receive();  // never comes
      return 0;
    });
    REQUIRE(child.receive() == 1U);
    child.kill_now();
    CHECK(read_one(*store, Table::ids, "a") == std::to_string(round + 1));
    write_one(*store, Table::ids, "a", std::to_string(round + 2));
  }
}

TEST_CASE("processes: dead readers do not fill the table of readers") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  // Together more slots than the table has; each child dies with its own.
  for (int round = 0; round < 5; ++round) {
    Child child([&folder](const Child::Pipes& pipes) {
      const auto own = open_at(folder.path());
      std::vector<std::unique_ptr<ReadTxn>> held;
      for (int i = 0; i < 300; ++i) held.push_back(must(own->begin_read()));
      pipes.to_parent.send(1);
      (void)pipes.to_child.receive();  // never comes
      return 0;
    });
    REQUIRE(child.receive() == 1U);
    child.kill_now();
  }
  std::vector<std::unique_ptr<ReadTxn>> held;
  for (int i = 0; i < 900; ++i) held.push_back(must(store->begin_read()));
  std::vector<std::unique_ptr<ReadTxn>> more;
  Result<std::unique_ptr<ReadTxn>> last = must(store->begin_read());
  while (last && more.size() < 2'000) {
    more.push_back(std::move(*last));
    last = store->begin_read();
  }
  REQUIRE_FALSE(last.has_value());
  CHECK(last.error().code == ErrorCode::resource_exhausted);
  more.clear();
  CHECK(store->begin_read().has_value());
}

TEST_CASE("processes: no descriptor of the store goes to programs that are started") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  const auto txn = must(store->begin_read());
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    const auto target = std::filesystem::read_symlink(entry.path(), error);
    if (error || !target.string().starts_with(folder.path().string())) continue;
    ++seen;
    const int flags = ::fcntl(std::stoi(entry.path().filename().string()), F_GETFD);
    CAPTURE(target.string());
    CHECK((flags & FD_CLOEXEC) != 0);
  }
  CHECK(seen >= 2);
}
