// Data sets of questions about conversations, as the quality bench stores and asks them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"

namespace mnestic::bench {

struct Item {
  std::string text;
  std::string session;  // empty: of none
  std::optional<Timestamp> at;
};

struct Question {
  std::string text;
  std::vector<std::size_t> gold;  // indices of items, never empty
};

// One user of the store: what was said, and what is asked.
struct Person {
  std::vector<Item> items;  // those of a session one after another
  std::vector<Question> questions;
};

struct DataSet {
  std::string name;
  bool conversation = true;  // items are turns, stored as notes; else facts
  std::vector<Person> persons;
};

enum class SetKind : std::uint8_t { locomo, longmemeval, cases, other };
// By the first line of a file.
[[nodiscard]] Result<SetKind> kind_of(const std::filesystem::path& path);

[[nodiscard]] Result<DataSet> read_locomo(const std::filesystem::path& path);
// Each question among its own sessions and, up to `sessions`, those of the questions after it.
[[nodiscard]] Result<DataSet> read_longmemeval(const std::filesystem::path& path,
                                               std::size_t sessions, std::size_t questions_max);
[[nodiscard]] Result<DataSet> read_cases(const std::filesystem::path& path);

// "7:48 pm on 21 May, 2023" and "2023/05/23 (Tue) 18:02", in UTC; nothing for anything else.
[[nodiscard]] std::optional<Timestamp> moment_of(std::string_view text);

}  // namespace mnestic::bench
