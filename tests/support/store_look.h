// A look at the tables below an engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mnestic/store/store.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::testing {

// The tables whose entries hold `word` (in lower case), in any case.
inline std::vector<std::string> tables_with(const store::Store& store, const std::string& word) {
  const auto folded = [](std::string_view bytes) {
    std::string out(bytes);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
  };
  std::vector<std::string> out;
  const auto txn = expect(store.begin_read());
  for (std::size_t i = 0; i < store::kTableCount; ++i) {
    const auto table = static_cast<store::Table>(i);
    expect(store::scan_prefix(*txn, table, "",
                              [&](std::string_view key, std::string_view value) -> Result<bool> {
                                if (folded(key).find(word) != std::string::npos ||
                                    folded(value).find(word) != std::string::npos) {
                                  out.emplace_back(to_string(table));
                                }
                                return true;
                              }));
  }
  return out;
}

}  // namespace mnestic::testing
