// Date words: the names of days, months and spans, and the words of a text as the date grammar
// reads them.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::text {

struct DateWord {
  std::string low;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool capital = false;
  bool comma = false;  // a comma stood before it
  bool apart = false;  // another mark stood before it: what was said before has ended
};

// "7 p.m." and "Dec. 24" hold no end of a sentence; "mid-May" is two words; typographic marks are
// as typewriters write them.
[[nodiscard]] std::vector<DateWord> date_words(std::string_view text);

[[nodiscard]] std::optional<unsigned> weekday_named(std::string_view low);   // Monday is 0
[[nodiscard]] std::optional<unsigned> weekdays_named(std::string_view low);  // "fridays"
[[nodiscard]] std::optional<unsigned> month_named(std::string_view low);     // January is 1
[[nodiscard]] std::optional<unsigned> season_named(std::string_view low);    // spring is 0
[[nodiscard]] std::optional<int> number_named(std::string_view low);         // "3", "three", "a"
[[nodiscard]] std::optional<int> ordinal_named(std::string_view low);  // "3rd", "twenty-third"
[[nodiscard]] std::optional<int> year_named(std::string_view low);     // "1987", "2026"

enum class PartOfDay : std::uint8_t { none, morning, afternoon, evening, night };
[[nodiscard]] PartOfDay part_named(std::string_view low);

}  // namespace mnestic::text
