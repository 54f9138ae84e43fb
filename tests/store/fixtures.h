// What the tests of the store share: temporary folders, seeded stores, short forms that fail the
// test.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "mnestic/base/random.h"
#include "mnestic/store/store.h"

namespace mnestic::store::testing {

// The value, or a failed test that shows the error.
template <typename T>
T must(Result<T> result) {
  if (!result) FAIL(to_string(result.error().code), ": ", result.error().message);
  return std::move(result).value();
}
inline void must(Result<void> result) {
  if (!result) FAIL(to_string(result.error().code), ": ", result.error().message);
}

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mnestic-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::unique_ptr<Store> open_at(const std::filesystem::path& folder) {
  return must(open_store({.folder = folder}, system_random()));
}

// Both implementations, each behind a factory.
struct Subject {
  std::string name;
  std::function<std::unique_ptr<Store>()> make;
};
class Subjects {
 public:
  Subjects() {
    list_.push_back({"lmdb", [this] { return open_at(folder_.path() / "store"); }});
    list_.push_back({"memory", [this] { return make_memory_store(*random_); }});
  }
  [[nodiscard]] const std::vector<Subject>& list() const { return list_; }

 private:
  TempFolder folder_;
  std::unique_ptr<RandomSource> random_ = seeded_random(7);
  std::vector<Subject> list_;
};

inline std::optional<std::string> read_one(const Store& store, Table table, std::string_view key) {
  const auto txn = must(store.begin_read());
  const auto value = must(txn->get(table, key));
  return value ? std::optional<std::string>(*value) : std::nullopt;
}

inline void write_one(Store& store, Table table, std::string_view key, std::string_view value) {
  const auto txn = must(store.begin_write());
  must(txn->put(table, key, value));
  must(txn->commit());
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

inline Pairs all_of(const ReadTxn& txn, Table table, std::string_view prefix = {}) {
  Pairs pairs;
  must(scan_prefix(txn, table, prefix,
                   [&](std::string_view key, std::string_view value) -> Result<bool> {
                     pairs.emplace_back(key, value);
                     return true;
                   }));
  return pairs;
}

}  // namespace mnestic::store::testing
