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

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// The first dot of "a.m." and "p.m.".
bool joins_half_of_day(std::string_view text, std::size_t at) {
  const char before = text[at - 1];
  const bool half = before == 'a' || before == 'p' || before == 'A' || before == 'P';
  const bool whole = at + 2 >= text.size() || !is_alnum(text[at + 2]);
  return half && whole && (text[at + 1] == 'm' || text[at + 1] == 'M') &&
         (at < 2 || !is_letter(text[at - 2]));
}

// Whether the character between two others holds a word together: "3:30", "2026-11-22", "o'clock".
bool joins(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size() || !is_alnum(text[at - 1]) || !is_alnum(text[at + 1])) {
    return false;
  }
  const bool digits = is_digit(text[at - 1]) && is_digit(text[at + 1]);
  switch (text[at]) {
    case '.':
      return digits || joins_half_of_day(text, at);
    case ':':
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

// U+2010 to U+2015, U+2018, U+201C, U+201D and U+2026 part words; the other bytes from 0x80 on are
// letters. U+2019 is an apostrophe.
std::size_t mark_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '\xE2' || text[at + 1] != '\x80') return 0;
  const auto last = static_cast<unsigned char>(text[at + 2]);
  const bool mark = (last >= 0x90 && last <= 0x95) || last == 0x98 || last == 0x9C ||
                    last == 0x9D || last == 0xA6;
  return mark ? 3 : 0;
}

std::size_t blank_at(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("\xC2\xA0") ? 2 : 0;
}

bool is_short_name(std::string_view low) {
  return low.size() <= 5 && (month_named(low) || weekday_named(low)) && low != "may";
}

// "p.m" and the like, whose dots end no sentence.
bool is_dotted_half(std::string_view low) { return low == "a.m" || low == "p.m"; }

class WordCutter {
 public:
  explicit WordCutter(std::string_view text) : text_(text) {}

  std::vector<DateWord> run() {
    while (at_ < text_.size()) {
      if (const std::size_t blank = blank_at(text_, at_); blank > 0) {
        at_ += blank;
      } else if (const std::size_t mark = mark_at(text_, at_); mark > 0) {
        apart_ = true;
        at_ += mark;
      } else if (!is_alnum(text_[at_])) {
        comma_ = comma_ || text_[at_] == ',';
        // An apostrophe parts no date: "2 days' time", "the '90s".
        apart_ = apart_ || (text_[at_] != ',' && text_[at_] != ' ' && text_[at_] != '\'');
        ++at_;
      } else {
        take_word();
      }
    }
    return std::move(words_);
  }

 private:
  void take_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && blank_at(text_, at_) == 0 && mark_at(text_, at_) == 0 &&
           (is_alnum(text_[at_]) || joins(text_, at_))) {
      ++at_;
    }
    push(begin, at_);
    std::string& low = words_.back().low;
    if (at_ < text_.size() && text_[at_] == '.' && (is_dotted_half(low) || is_short_name(low))) {
      ++at_;
    }
    if (is_dotted_half(low)) low.erase(1, 1);
  }

  void push(std::size_t begin, std::size_t end) {
    DateWord word;
    for (std::size_t i = begin; i < end; ++i) {
      const auto c = static_cast<unsigned char>(text_[i]);
      word.low += c < 0x80 ? static_cast<char>(std::tolower(c)) : text_[i];
    }
    for (std::size_t i = 0; (i = word.low.find("\xE2\x80\x99", i)) != std::string::npos;) {
      word.low.replace(i, 3, 1, '\'');
    }
    constexpr std::string_view kMid = "mid-";
    if (word.low.starts_with(kMid) && end - begin > kMid.size()) {
      push(begin, begin + kMid.size() - 1);
      push(begin + kMid.size(), end);
      return;
    }
    while (word.low.ends_with('\'')) word.low.pop_back();
    word.begin = begin;
    word.end = end;
    word.capital = std::isupper(static_cast<unsigned char>(text_[begin])) != 0;
    word.comma = std::exchange(comma_, false);
    word.apart = std::exchange(apart_, false);
    words_.push_back(std::move(word));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool comma_ = false;
  bool apart_ = false;
  std::vector<DateWord> words_;
};

}  // namespace

std::vector<DateWord> date_words(std::string_view text) { return WordCutter(text).run(); }

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

std::optional<unsigned> weekdays_named(std::string_view low) {
  if (!low.ends_with('s')) return std::nullopt;
  return place(kDays, low.substr(0, low.size() - 1));
}

namespace {

constexpr std::array<std::string_view, 20> kNumbers = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 20> kOrdinals = {
    "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
constexpr std::array<std::string_view, 10> kTens = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

// "twenty-one" by the names of its last part.
template <std::size_t N>
std::optional<int> compound(std::string_view low, const std::array<std::string_view, N>& units) {
  const std::size_t hyphen = low.find('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  const auto tens = place(kTens, low.substr(0, hyphen));
  const auto unit = place(units, low.substr(hyphen + 1));
  if (!tens || *tens < 2 || !unit || *unit < 1 || *unit > 9) return std::nullopt;
  return static_cast<int>(*tens * 10 + *unit);
}

}  // namespace

std::optional<int> number_named(std::string_view low) {
  if (low == "a" || low == "an") return 1;
  if (low.empty()) return std::nullopt;
  if (const auto number = place(kNumbers, low)) return static_cast<int>(*number);
  if (const auto tens = place(kTens, low)) return static_cast<int>(*tens * 10);
  if (const auto number = compound(low, kNumbers)) return number;
  if (low.size() > 4 || !std::all_of(low.begin(), low.end(), is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : low) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> ordinal_named(std::string_view low) {
  if (low.empty()) return std::nullopt;
  if (const auto ordinal = place(kOrdinals, low)) return static_cast<int>(*ordinal);
  if (low == "twentieth") return 20;
  if (low == "thirtieth") return 30;
  if (const auto ordinal = compound(low, kOrdinals)) return ordinal;
  if (low.size() < 3 || low.size() > 4 || !is_digit(low[0])) return std::nullopt;
  const std::string_view tail = low.substr(low.size() - 2);
  if (tail != "st" && tail != "nd" && tail != "rd" && tail != "th") return std::nullopt;
  return number_named(low.substr(0, low.size() - 2));
}

std::optional<int> year_named(std::string_view low) {
  if (low.size() != 4 || (!low.starts_with("19") && !low.starts_with("20"))) return std::nullopt;
  return number_named(low);
}

PartOfDay part_named(std::string_view low) {
  if (low == "morning") return PartOfDay::morning;
  if (low == "afternoon") return PartOfDay::afternoon;
  if (low == "evening") return PartOfDay::evening;
  return low == "night" ? PartOfDay::night : PartOfDay::none;
}

}  // namespace mnestic::text
