#include "date_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace mnestic::text {
namespace {

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the character between two others holds a word together: "3:30", "2026-11-22", "o'clock".
bool joins(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size() || !is_alnum(text[at - 1]) || !is_alnum(text[at + 1])) {
    return false;
  }
  const bool digits = is_digit(text[at - 1]) && is_digit(text[at + 1]);
  switch (text[at]) {
    case ':':
    case '.':
      return digits;
    case '-':
    case '\'':
    case '_':
    case '/':
      return true;
    default:
      return false;
  }
}

template <std::size_t N>
std::optional<unsigned> place(const std::array<std::string_view, N>& names, std::string_view low) {
  const auto found = std::find(names.begin(), names.end(), low);
  if (found == names.end()) return std::nullopt;
  return static_cast<unsigned>(found - names.begin());
}

constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

}  // namespace

std::vector<DateWord> date_words(std::string_view text) {
  std::vector<DateWord> words;
  bool comma = false;
  bool apart = false;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_alnum(text[at])) {
      comma = comma || text[at] == ',';
      apart = apart || (text[at] != ',' && text[at] != ' ');
      ++at;
      continue;
    }
    DateWord word;
    word.begin = at;
    while (at < text.size() && (is_alnum(text[at]) || joins(text, at))) ++at;
    word.end = at;
    word.capital = std::isupper(static_cast<unsigned char>(text[word.begin])) != 0;
    for (std::size_t i = word.begin; i < word.end; ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      word.low += c < 0x80 ? static_cast<char>(std::tolower(c)) : text[i];
    }
    word.comma = std::exchange(comma, false);
    word.apart = std::exchange(apart, false);
    words.push_back(std::move(word));
  }
  return words;
}

std::optional<unsigned> weekday_named(std::string_view low) {
  static constexpr std::array<std::string_view, 7> kShort = {"mon", "tue", "wed", "thu",
                                                             "fri", "sat", "sun"};
  if (const auto day = place(kDays, low)) return day;
  if (low == "tues") return 1U;
  if (low == "thur" || low == "thurs") return 3U;
  // "sat" and "sun" are other words far too often.
  if (low == "sat" || low == "sun") return std::nullopt;
  return place(kShort, low);
}

std::optional<unsigned> month_named(std::string_view low) {
  static constexpr std::array<std::string_view, 12> kShort = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  if (const auto month = place(kMonths, low)) return *month + 1;
  if (low == "sept") return 9U;
  if (const auto month = place(kShort, low)) return *month + 1;
  return std::nullopt;
}

std::optional<unsigned> season_named(std::string_view low) {
  static constexpr std::array<std::string_view, 4> kSeasons = {"spring", "summer", "autumn",
                                                               "winter"};
  return low == "fall" ? std::optional<unsigned>(2U) : place(kSeasons, low);
}

std::optional<int> number_named(std::string_view low) {
  static constexpr std::array<std::string_view, 13> kNumbers = {
      "zero",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (low == "a" || low == "an") return 1;
  if (const auto number = place(kNumbers, low)) return static_cast<int>(*number);
  if (low.empty() || low.size() > 4 || !std::all_of(low.begin(), low.end(), is_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : low) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> ordinal_named(std::string_view low) {
  static constexpr std::array<std::string_view, 11> kOrdinals = {
      "",      "first",   "second", "third", "fourth", "fifth",
      "sixth", "seventh", "eighth", "ninth", "tenth"};
  if (const auto ordinal = place(kOrdinals, low); ordinal && *ordinal > 0) {
    return static_cast<int>(*ordinal);
  }
  if (low.size() < 3 || low.size() > 4 || !is_digit(low[0])) return std::nullopt;
  const std::string_view tail = low.substr(low.size() - 2);
  if (tail != "st" && tail != "nd" && tail != "rd" && tail != "th") return std::nullopt;
  return number_named(low.substr(0, low.size() - 2));
}

bool is_part_of_day(std::string_view low) {
  return low == "morning" || low == "afternoon" || low == "evening" || low == "night";
}

}  // namespace mnestic::text
