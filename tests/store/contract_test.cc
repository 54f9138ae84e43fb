// The contract of Store: LMDB and the in-memory twin pass the same cases.
#include <algorithm>
#include <map>

#include "tests/store/fixtures.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace {

constexpr Table kTable = Table::memories;

void for_each_store(const std::function<void(Store&)>& body) {
  const Subjects subjects;
  for (const Subject& subject : subjects.list()) {
    CAPTURE(subject.name);
    const auto store = subject.make();
    body(*store);
  }
}

void fill(Store& store, const std::vector<std::string>& keys) {
  const auto txn = must(store.begin_write());
  for (const std::string& key : keys) must(txn->put(kTable, key, "value of " + key));
  must(txn->commit());
}

}  // namespace

TEST_CASE("store: what was committed is there, what was dropped is not") {
  for_each_store([](Store& store) {
    {
      const auto txn = must(store.begin_write());
      must(txn->put(kTable, "kept", "1"));
      must(txn->commit());
    }
    {
      const auto txn = must(store.begin_write());
      must(txn->put(kTable, "dropped", "2"));
      must(txn->put(kTable, "kept", "3"));
      CHECK(must(txn->erase(kTable, "kept")));
    }
    CHECK(read_one(store, kTable, "kept") == "1");
    CHECK(read_one(store, kTable, "dropped") == std::nullopt);
    CHECK(read_one(store, Table::ids, "kept") == std::nullopt);
  });
}

TEST_CASE("store: a writer sees its own writes, through get and through cursors") {
  for_each_store([](Store& store) {
    fill(store, {"b"});
    const auto txn = must(store.begin_write());
    must(txn->put(kTable, "a", "x"));
    must(txn->put(kTable, "b", "y"));
    CHECK(must(txn->get(kTable, "b")) == std::optional<std::string_view>("y"));
    CHECK(all_of(*txn, kTable) == Pairs{{"a", "x"}, {"b", "y"}});
    CHECK(must(txn->erase(kTable, "a")));
    CHECK_FALSE(must(txn->erase(kTable, "a")));
    CHECK(all_of(*txn, kTable) == Pairs{{"b", "y"}});
  });
}

TEST_CASE("store: a reader keeps the snapshot of its beginning") {
  for_each_store([](Store& store) {
    fill(store, {"a"});
    const auto before = must(store.begin_read());
    const auto view = must(before->get(kTable, "a"));
    {
      const auto txn = must(store.begin_write());
      must(txn->put(kTable, "a", "new"));
      must(txn->put(kTable, "b", "new"));
      must(txn->commit());
    }
    CHECK(must(before->get(kTable, "a")) == std::optional<std::string_view>("value of a"));
    CHECK(view == std::optional<std::string_view>("value of a"));
    CHECK(all_of(*before, kTable) == Pairs{{"a", "value of a"}});
    CHECK(read_one(store, kTable, "a") == "new");
  });
}

TEST_CASE("store: cursors at the ends and between keys") {
  for_each_store([](Store& store) {
    fill(store, {"b", "d", std::string("d\0", 2), "d\xFF", "f"});
    const auto txn = must(store.begin_read());
    const auto cursor = must(txn->cursor(kTable));

    CHECK(must(cursor->seek("")));
    CHECK(cursor->key() == "b");
    CHECK(cursor->value() == "value of b");
    CHECK_FALSE(must(cursor->prev()));
    CHECK(must(cursor->seek("c")));
    CHECK(cursor->key() == "d");
    CHECK(must(cursor->next()));
    CHECK(cursor->key() == std::string_view("d\0", 2));
    CHECK(must(cursor->next()));
    CHECK(cursor->key() == "d\xFF");
    CHECK(must(cursor->next()));
    CHECK(cursor->key() == "f");
    CHECK_FALSE(must(cursor->next()));
    CHECK_FALSE(must(cursor->seek("g")));

    CHECK_FALSE(must(cursor->seek_before("")));
    CHECK_FALSE(must(cursor->seek_before("b")));
    CHECK(must(cursor->seek_before("c")));
    CHECK(cursor->key() == "b");
    CHECK(must(cursor->seek_before("d")));
    CHECK(cursor->key() == "b");
    CHECK(must(cursor->seek_before("zz")));
    CHECK(cursor->key() == "f");
    CHECK(must(cursor->prev()));
    CHECK(cursor->key() == "d\xFF");

    const auto empty = must(txn->cursor(Table::postings));
    CHECK_FALSE(must(empty->seek("")));
    CHECK_FALSE(must(empty->seek("a")));
    CHECK_FALSE(must(empty->seek_before("a")));
  });
}

TEST_CASE("store: keys of 1 and 511 bytes, values of none and of megabytes") {
  for_each_store([](Store& store) {
    const std::string longest(kKeyBytesMax, '\xFF');
    std::string large(5 << 20, '\0');
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * 31 + i / 251);
    {
      const auto txn = must(store.begin_write());
      must(txn->put(kTable, std::string_view("\0", 1), ""));
      must(txn->put(kTable, longest, large));
      must(txn->commit());
    }
    CHECK(read_one(store, kTable, std::string_view("\0", 1)) == "");
    CHECK(read_one(store, kTable, longest) == large);

    const auto txn = must(store.begin_write());
    const std::string too_long(kKeyBytesMax + 1, 'k');
    CHECK(txn->put(kTable, "", "v").error().code == ErrorCode::invalid_argument);
    CHECK(txn->put(kTable, too_long, "v").error().code == ErrorCode::invalid_argument);
    CHECK(txn->get(kTable, "").error().code == ErrorCode::invalid_argument);
    CHECK(txn->erase(kTable, too_long).error().code == ErrorCode::invalid_argument);
    const auto cursor = must(txn->cursor(kTable));
    CHECK(cursor->seek(too_long).error().code == ErrorCode::invalid_argument);
    CHECK(cursor->seek_before(too_long).error().code == ErrorCode::invalid_argument);
    CHECK(must(cursor->seek_before(longest)));
    CHECK(cursor->key() == std::string_view("\0", 1));
  });
}

TEST_CASE("store: a value may be written from a view into the same table") {
  for_each_store([](Store& store) {
    fill(store, {"a"});
    const auto txn = must(store.begin_write());
    const auto view = must(txn->get(kTable, "a"));
    const std::string copy(*view);
    must(txn->put(kTable, "b", copy));
    must(txn->put(kTable, "a", *must(txn->get(kTable, "b"))));
    must(txn->commit());
    CHECK(read_one(store, kTable, "a") == "value of a");
  });
}

TEST_CASE("store: cursors may outlive their transaction") {
  for_each_store([](Store& store) {
    fill(store, {"a", "b"});
    std::unique_ptr<Cursor> kept;
    {
      const auto txn = must(store.begin_write());
      kept = must(txn->cursor(kTable));
      CHECK(must(kept->seek("")));
      must(txn->commit());
    }
    std::unique_ptr<Cursor> read;
    {
      const auto txn = must(store.begin_read());
      read = must(txn->cursor(kTable));
      CHECK(must(read->seek("")));
    }
    fill(store, {"c"});
    kept.reset();
    read.reset();
    CHECK(read_one(store, kTable, "c") == "value of c");
  });
}

TEST_CASE("store: last_commit grows with every commit and with nothing else") {
  for_each_store([](Store& store) {
    std::uint64_t last = store.last_commit();
    for (int i = 0; i < 5; ++i) {
      write_one(store, kTable, "k", std::to_string(i));
      const std::uint64_t now = store.last_commit();
      CHECK(now > last);
      last = now;
      CHECK(read_one(store, kTable, "k") == std::to_string(i));
      { const auto dropped = must(store.begin_write()); }
      CHECK(store.last_commit() == last);
    }
    must(store.scrub());
    CHECK(store.last_commit() > last);
  });
}

TEST_CASE("store: info counts entries, scrub keeps all of them") {
  for_each_store([](Store& store) {
    fill(store, {"a", "b", "c"});
    write_one(store, Table::ids, "x", std::string(10'000, 'x'));
    const auto secret = store.hasher().secret();
    must(store.scrub());
    const StoreInfo info = must(store.info());
    CHECK(info.entries[static_cast<std::size_t>(kTable)] == 3);
    CHECK(info.entries[static_cast<std::size_t>(Table::ids)] == 1);
    CHECK(info.entries[static_cast<std::size_t>(Table::vectors)] == 0);
    CHECK(info.format_version == 1);
    CHECK(info.size_bytes > 10'000);
    CHECK(store.hasher().secret() == secret);
    CHECK(read_one(store, kTable, "b") == "value of b");
  });
}

TEST_CASE("store: random operations equal a map, with both implementations") {
  const std::vector<Table> tables = {Table::memories, Table::by_time, Table::postings};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    for_each_store([&](Store& store) {
      const auto random = seeded_random(seed);
      const auto below = [&random](std::uint64_t end) { return random->next_u64() % end; };
      const auto some_key = [&] {
        std::string key(1 + below(below(10) == 0 ? kKeyBytesMax : 3), 'k');
        for (char& byte : key) byte = static_cast<char>(below(4) * 85);
        return key;
      };
      std::map<Table, std::map<std::string, std::string>> model;
      for (int round = 0; round < 30; ++round) {
        auto draft = model;
        {
          const auto txn = must(store.begin_write());
          for (std::uint64_t i = 0, n = below(40); i < n; ++i) {
            const Table table = tables[below(tables.size())];
            const std::string key = some_key();
            if (below(3) == 0) {
              CHECK(must(txn->erase(table, key)) == (draft[table].erase(key) == 1));
            } else {
              const std::string value(below(below(20) == 0 ? 20'000 : 40),
                                      static_cast<char>(below(256)));
              must(txn->put(table, key, value));
              draft[table][key] = value;
            }
          }
          if (below(4) != 0) {
            must(txn->commit());
            model = draft;
          }
        }
        if (below(10) == 0) must(store.scrub());
        const auto txn = must(store.begin_read());
        for (const Table table : tables) {
          const auto& expected = model[table];
          REQUIRE(all_of(*txn, table) == Pairs(expected.begin(), expected.end()));
          const auto cursor = must(txn->cursor(table));
          for (int probe = 0; probe < 5; ++probe) {
            const std::string key = some_key();
            auto at = expected.lower_bound(key);
            const bool found = must(cursor->seek(key));
            REQUIRE(found == (at != expected.end()));
            if (found) REQUIRE(cursor->key() == at->first);
            const bool before = must(cursor->seek_before(key));
            REQUIRE(before == (at != expected.begin()));
            if (before) REQUIRE(cursor->key() == std::prev(at)->first);
          }
        }
      }
    });
  }
}
