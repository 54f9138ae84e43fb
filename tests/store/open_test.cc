// Opening: what is refused, in which words, and that nothing is touched then. And running out of
// room.
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>

#include "mnestic/store/backup.h"
#include "mnestic/store/keys.h"
#include "src/store/lmdb_env.h"
#include "src/store/meta_keys.h"
#include "tests/store/children.h"
#include "tests/store/fixtures.h"
#include "tests/store/scan.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace fs = std::filesystem;

namespace {

void write_file(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

Error open_error(const fs::path& folder, bool create = true) {
  const auto store = open_store({.folder = folder, .create = create}, system_random());
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().message.find(folder.string()) != std::string::npos);
  return store.error();
}

unsigned mode_of(const fs::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777U;
}

// Changes one entry of meta behind the store's back.
void put_meta(const fs::path& folder, std::string_view name, std::string_view bytes) {
  const auto store = open_at(folder);
  write_one(*store, Table::meta, name, bytes);
}

}  // namespace

TEST_CASE("open: makes the folder with its parents, for the user alone, and finds it again") {
  const TempFolder folder;
  const fs::path place = folder.path() / "a" / "b";
  KeyHasher::Secret secret{};
  {
    const auto store = open_at(place);
    secret = store->hasher().secret();
    write_one(*store, Table::ids, "a", "1");
    CHECK(must(store->info()).folder == place);
  }
  CHECK(mode_of(folder.path() / "a") == 0700);
  CHECK(mode_of(place) == 0700);
  CHECK(files_in(place) ==
        std::vector<std::string>{"store-1.mdb", "store-1.mdb-lock", "store.lock"});
  for (const std::string& name : files_in(place)) CHECK(mode_of(place / name) == 0600);
  const auto store = must(open_store({.folder = place, .create = false}, system_random()));
  CHECK(read_one(*store, Table::ids, "a") == "1");
  CHECK(store->hasher().secret() == secret);
  CHECK(open_at(folder.path() / "other")->hasher().secret() != secret);
}

TEST_CASE("open: other files in the folder are left alone") {
  const TempFolder folder;
  write_file(folder.path() / "config.json", "{}");
  write_file(folder.path() / "store-x.mdb", "not ours");
  write_file(folder.path() / "store-01.mdb", "not ours");
  must(open_at(folder.path())->scrub());
  CHECK(file_bytes(folder.path() / "config.json") == "{}");
  CHECK(file_bytes(folder.path() / "store-x.mdb") == "not ours");
  CHECK(file_bytes(folder.path() / "store-01.mdb") == "not ours");
}

TEST_CASE("open: a missing store is not made when that was not asked for") {
  const TempFolder folder;
  CHECK(open_error(folder.path() / "none", false).code == ErrorCode::not_found);
  CHECK_FALSE(fs::exists(folder.path() / "none"));
  CHECK(open_error(folder.path(), false).code == ErrorCode::not_found);
  CHECK(files_in(folder.path()).empty());
}

TEST_CASE("open: a file in the place of the folder, or on the way to it") {
  const TempFolder folder;
  write_file(folder.path() / "file", "text");
  CHECK(open_error(folder.path() / "file").code == ErrorCode::failed_precondition);
  CHECK(open_error(folder.path() / "file" / "store").code == ErrorCode::failed_precondition);
  CHECK(file_bytes(folder.path() / "file") == "text");
}

TEST_CASE("open: a folder that may be read but not written") {
  const TempFolder folder;
  fs::permissions(folder.path(), fs::perms(0555));
  CHECK(run_child([&folder] {
          // Nothing is forbidden to root.
          if (::geteuid() == 0 && ::setuid(65'534) != 0) return 1;
          const bool refused =
              open_error(folder.path()).code == ErrorCode::failed_precondition &&
              open_error(folder.path() / "new").code == ErrorCode::failed_precondition;
          return refused ? 0 : 2;
        }) == 0);
  CHECK(files_in(folder.path()).empty());
  fs::permissions(folder.path(), fs::perms(0700));
}

TEST_CASE("open: a file that is not LMDB is refused and left as it is") {
  for (const std::string& bytes :
       {std::string(), std::string("hello"), std::string(100'000, 'x'), std::string(8'192, '\0')}) {
    CAPTURE(bytes.size());
    const TempFolder folder;
    write_file(folder.path() / "store-1.mdb", bytes);
    CHECK(open_error(folder.path()).code == ErrorCode::failed_precondition);
    CHECK(files_in(folder.path()) == std::vector<std::string>{"store-1.mdb"});
    CHECK(file_bytes(folder.path() / "store-1.mdb") == bytes);
  }
}

TEST_CASE("open: LMDB of another program") {
  const TempFolder folder;
  MDB_env* env = must(open_lmdb(folder.path() / "store-1.mdb", 0, 1 << 30));
  MDB_txn* txn = nullptr;
  MDB_dbi dbi = 0;
  REQUIRE(mdb_txn_begin(env, nullptr, 0, &txn) == 0);
  REQUIRE(mdb_dbi_open(txn, "theirs", MDB_CREATE, &dbi) == 0);
  REQUIRE(mdb_txn_commit(txn) == 0);
  mdb_env_close(env);
  const std::string before = file_bytes(folder.path() / "store-1.mdb");
  CHECK(open_error(folder.path()).code == ErrorCode::failed_precondition);
  CHECK(file_bytes(folder.path() / "store-1.mdb") == before);
}

TEST_CASE("open: a store of a newer version is refused and left as it is") {
  const TempFolder folder;
  put_meta(folder.path(), kMetaFormat, Key().u32(kFormatVersion + 1).view());
  const auto names = files_in(folder.path());
  const std::string before = file_bytes(folder.path() / "store-1.mdb");
  const Error error = open_error(folder.path());
  CHECK(error.code == ErrorCode::failed_precondition);
  CHECK(error.message.find("newer") != std::string::npos);
  CHECK(files_in(folder.path()) == names);
  CHECK(file_bytes(folder.path() / "store-1.mdb") == before);
}

TEST_CASE("open: a program that runs refuses clearly when a newer one takes the store over") {
  const TempFolder folder;
  const auto older = open_at(folder.path());
  {
    // What a newer program does: a rewrite into the next file, which has the next format.
    const auto newer = open_at(folder.path());
    must(newer->scrub());
    const auto txn = must(newer->begin_write());
    must(txn->put(Table::meta, kMetaFormat, Key().u32(kFormatVersion + 1).view()));
    must(txn->commit());
  }
  const std::string before = file_bytes(folder.path() / "store-2.mdb");
  for (int i = 0; i < 2; ++i) {
    const Error error = older->begin_write().error();
    CHECK(error.code == ErrorCode::failed_precondition);
    CHECK(error.message.find("newer") != std::string::npos);
    CHECK(older->begin_read().error().code == ErrorCode::failed_precondition);
  }
  CHECK(file_bytes(folder.path() / "store-2.mdb") == before);
}

TEST_CASE("open: a damaged head or secret is told, and nothing else is opened for it") {
  constexpr std::size_t kTransaction = 144;
  constexpr std::size_t kPage = 4096;
  for (const std::size_t head : {std::size_t{0}, std::size_t{1}}) {
    for (const unsigned bit : {0U, 2U, 5U, 40U, 63U}) {
      CAPTURE(head);
      CAPTURE(bit);
      const TempFolder folder;
      {
        const auto store = open_at(folder.path());
        for (int i = 0; i < 8; ++i) {
          const auto txn = must(store->begin_write());
          must(txn->put(Table::ids, "k" + std::to_string(i), "v"));
          must(txn->commit());
        }
      }
      std::string bytes = file_bytes(folder.path() / "store-1.mdb");
      bytes[head * kPage + kTransaction + bit / 8] ^= static_cast<char>(1U << bit % 8);
      std::ofstream(folder.path() / "store-1.mdb", std::ios::binary) << bytes;
      CHECK(open_error(folder.path()).code == ErrorCode::data_loss);
    }
  }
  const TempFolder folder;
  put_meta(folder.path(), kMetaSecret, std::string(16, 'x'));
  CHECK(open_error(folder.path()).code == ErrorCode::data_loss);
}

TEST_CASE("backup: never inside of the store's folder, where erasing would not reach it") {
  const TempFolder folder;
  const auto home = folder.path() / "store";
  write_one(*open_at(home), Table::ids, "k", "v");
  for (const auto& to : {home, home / "backup", home / "a" / ".." / "b"}) {
    CAPTURE(to.string());
    const auto names = files_in(home);
    CHECK(backup_store(home, to).error().code == ErrorCode::failed_precondition);
    CHECK(files_in(home) == names);
  }
  const auto to = folder.path() / "store and more";
  must(backup_store(home, to));
  const auto copy = open_at(to);
  const auto txn = must(copy->begin_read());
  CHECK(*must(txn->get(Table::ids, "k")) == "v");
  CHECK(backup_store(home, to).error().code == ErrorCode::already_exists);
}

TEST_CASE("open: tables that the file lacks are added") {
  const TempFolder folder;
  open_at(folder.path()).reset();
  MDB_env* env = must(open_lmdb(folder.path() / "store-1.mdb", 0, 1 << 30));
  MDB_txn* txn = nullptr;
  REQUIRE(mdb_txn_begin(env, nullptr, 0, &txn) == 0);
  for (const char* name : {"changes_by_user", "vectors"}) {
    MDB_dbi dbi = 0;
    REQUIRE(mdb_dbi_open(txn, name, 0, &dbi) == 0);
    REQUIRE(mdb_drop(txn, dbi, 1) == 0);
  }
  REQUIRE(mdb_txn_commit(txn) == 0);
  mdb_env_close(env);
  const auto store = open_at(folder.path());
  CHECK(read_one(*store, Table::vectors, "a") == std::nullopt);
  write_one(*store, Table::vectors, "a", "1");
  write_one(*store, Table::changes_by_user, "a", "2");
  CHECK(read_one(*store, Table::vectors, "a") == "1");
  CHECK(read_one(*store, Table::changes_by_user, "a") == "2");
}

TEST_CASE("open: the rest of a killed rewrite is never used, and goes with the next") {
  const TempFolder folder;
  put_meta(folder.path(), "mine", "1");
  write_file(folder.path() / "store-2.mdb", "half a file");
  write_file(folder.path() / "store-2.mdb-lock", "");
  const auto store = open_at(folder.path());
  CHECK(read_one(*store, Table::meta, "mine") == "1");
  must(store->scrub());
  CHECK(read_one(*store, Table::meta, "mine") == "1");
  CHECK(files_in(folder.path()) ==
        std::vector<std::string>{"store-2.mdb", "store-2.mdb-lock", "store.lock"});
}

TEST_CASE("open: what an interrupted removal left goes at the next start") {
  const TempFolder folder;
  put_meta(folder.path(), "mine", "1");
  const std::string old_bytes = file_bytes(folder.path() / "store-1.mdb");
  must(open_at(folder.path())->scrub());
  for (const char* left : {"store-1.mdb-lock", "store-1.mdb"}) {
    CAPTURE(left);
    // A lock file alone is only removed; an old data file would be opened, so it must say where it
    // went.
    write_file(folder.path() / left, "");
    if (std::string_view(left) == "store-1.mdb") {
      const TempFolder aside;
      write_file(aside.path() / "store-1.mdb", old_bytes);
      put_meta(aside.path(), kMetaMoved, Key().u64(2).view());
      fs::copy_file(aside.path() / "store-1.mdb", folder.path() / left,
                    fs::copy_options::overwrite_existing);
    }
    CHECK(read_one(*open_at(folder.path()), Table::meta, "mine") == "1");
    CHECK(files_in(folder.path()) ==
          std::vector<std::string>{"store-2.mdb", "store-2.mdb-lock", "store.lock"});
  }
}

TEST_CASE("open: a lock file that was left half made is set up anew") {
  const TempFolder folder;
  put_meta(folder.path(), "mine", "1");
  const fs::path lock = folder.path() / "store-1.mdb-lock";
  const std::string whole = file_bytes(lock);
  for (const std::string& bytes : {std::string(), std::string(whole.size(), '\0'),
                                   whole.substr(0, 8) + std::string(whole.size() - 8, '\0')}) {
    write_file(lock, bytes);
    const auto store = open_at(folder.path());
    CHECK(read_one(*store, Table::meta, "mine") == "1");
    write_one(*store, Table::ids, "a", "1");
  }
}

TEST_CASE("open: a failed opening does not give others an empty store") {
  // A holds LMDB's lock file open, set up but with the last transaction still 0, as after a failure
  // in the middle.
  const TempFolder folder;
  put_meta(folder.path(), "mine", "1");
  Child child([&folder](const Child::Pipes& pipes) {
    const auto own = open_at(folder.path());
    pipes.to_parent.send(1);
    return pipes.to_child.receive() == 1U ? 0 : 1;
  });
  REQUIRE(child.receive() == 1U);
  {
    // The number of the last transaction stands after magic, format and one mutex.
    std::fstream lock(folder.path() / "store-1.mdb-lock",
                      std::ios::in | std::ios::out | std::ios::binary);
    lock.seekp(48);
    lock << std::string(8, '\0');
  }
  const auto store = open_store({.folder = folder.path()}, system_random());
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().code == ErrorCode::unavailable);
  child.send(1);
  REQUIRE(child.wait() == 0);
  CHECK(read_one(*open_at(folder.path()), Table::meta, "mine") == "1");
}

TEST_CASE("open: the newest file missing is data_loss, never a new store") {
  const TempFolder folder;
  put_meta(folder.path(), kMetaMoved, Key().u64(2).view());
  CHECK(open_error(folder.path()).code == ErrorCode::data_loss);
  CHECK(files_in(folder.path()).size() == 3);
}

TEST_CASE("room: a full map refuses the write and keeps what was there") {
  const TempFolder folder;
  const auto store =
      must(open_store({.folder = folder.path(), .map_size_bytes = 1 << 20}, system_random()));
  write_one(*store, Table::ids, "a", "1");
  {
    const auto txn = must(store->begin_write());
    Result<void> put;
    for (std::uint64_t i = 0; put && i < 10'000; ++i) {
      put = txn->put(Table::ids, Key().u64(i).view(), std::string(1'000, 'x'));
    }
    REQUIRE_FALSE(put.has_value());
    CHECK(put.error().code == ErrorCode::resource_exhausted);
  }
  CHECK(read_one(*store, Table::ids, "a") == "1");
  write_one(*store, Table::ids, "a", "2");
  CHECK(read_one(*store, Table::ids, "a") == "2");
}

TEST_CASE("room: a full disk refuses the commit and keeps what was there") {
  const TempFolder folder;
  CHECK(run_child([&folder] {
          const auto store = open_at(folder.path());
          write_one(*store, Table::ids, "a", "1");
          ::signal(SIGXFSZ, SIG_IGN);
          rlimit limit{};
          ::getrlimit(RLIMIT_FSIZE, &limit);
          const rlimit before = limit;
          limit.rlim_cur = 400'000;
          if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
          {
            const auto txn = must(store->begin_write());
            must(txn->put(Table::ids, "b", std::string(1 << 20, 'x')));
            const auto committed = txn->commit();
            if (committed) return 2;
            if (committed.error().code != ErrorCode::resource_exhausted &&
                committed.error().code != ErrorCode::unavailable) {
              return 3;
            }
          }
          if (const auto scrubbed = store->scrub(); !scrubbed) return 4;
          if (read_one(*store, Table::ids, "a") != "1") return 5;
          ::setrlimit(RLIMIT_FSIZE, &before);
          write_one(*store, Table::ids, "b", "2");
          return read_one(*store, Table::ids, "b") == "2" ? 0 : 6;
        }) == 0);
  const auto store = open_at(folder.path());
  CHECK(read_one(*store, Table::ids, "a") == "1");
  CHECK(read_one(*store, Table::ids, "b") == "2");
}

TEST_CASE("room: a rewrite that finds no room leaves the store as it is") {
  const TempFolder folder;
  const auto store = open_at(folder.path());
  write_one(*store, Table::ids, "a", std::string(2 << 20, 'a'));
  CHECK(run_child([&folder] {
          const auto own = open_at(folder.path());
          ::signal(SIGXFSZ, SIG_IGN);
          const rlimit limit{.rlim_cur = 1 << 20, .rlim_max = 1 << 20};
          if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
          return own->scrub().has_value() ? 2 : 0;
        }) == 0);
  CHECK(files_in(folder.path()) ==
        std::vector<std::string>{"store-1.mdb", "store-1.mdb-lock", "store.lock"});
  CHECK(read_one(*store, Table::ids, "a") == std::string(2 << 20, 'a'));
  must(store->scrub());
  CHECK(read_one(*store, Table::ids, "a") == std::string(2 << 20, 'a'));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("open: with little address space the map is smaller") {
  const TempFolder folder;
  CHECK(run_child([&folder] {
          const rlimit limit{.rlim_cur = 1 << 30, .rlim_max = 1 << 30};
          if (::setrlimit(RLIMIT_AS, &limit) != 0) return 1;
          const auto store = open_at(folder.path());
          write_one(*store, Table::ids, "a", "1");
          must(store->scrub());
          return read_one(*store, Table::ids, "a") == "1" ? 0 : 2;
        }) == 0);
  CHECK(read_one(*open_at(folder.path()), Table::ids, "a") == "1");
}
#endif
