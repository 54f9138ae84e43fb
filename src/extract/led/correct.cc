// Elliptic corrections: "It is Thursday, not Tuesday" mends whatever statement holds Tuesday.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "led/parts.h"
#include "mnestic/extract/relation.h"

namespace mnestic::extract {
namespace {

struct Swap {
  Tokens right;
  Tokens wrong;
};

// Words that say how something is meant, not what: "It is spelled Katarzyna".
std::size_t behind_it_is(const Tokens& tokens) {
  static const WordSet saying("spelled spelt called pronounced named really");
  if (tokens.size() < 5 || (tokens[0].low != "it" && tokens[0].low != "that")) return 0;
  const std::size_t be = is_modal(tokens[1].low) ? 2 : 1;
  if (!is_be(tokens[be].low) && tokens[be].low != "be") return 0;
  return saying.has(tokens[be + 1].low) ? be + 2 : be + 1;
}

// "Kent really", "London proper": said of how it is meant.
void drop_trailing(Tokens& tokens) {
  static const WordSet set("really actually proper exactly itself though instead now");
  while (tokens.size() > 1 && set.has(tokens.back().low)) tokens.pop_back();
}

std::optional<Swap> read_swap(std::string_view fresh) {
  const Tokens tokens = tokenize(fresh.substr(0, 512));
  const std::size_t begin = behind_it_is(tokens);
  if (begin == 0) return std::nullopt;
  for (std::size_t i = begin + 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "not" || tokens[i - 1].low != ",") continue;
    Swap swap;
    swap.right.assign(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                      tokens.begin() + static_cast<std::ptrdiff_t>(i) - 1);
    swap.wrong.assign(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, tokens.end());
    while (!swap.wrong.empty() && swap.wrong.back().kind == TokenKind::mark) swap.wrong.pop_back();
    if (swap.right.empty() || swap.wrong.empty() || finite_verb_in(swap.right)) return std::nullopt;
    drop_trailing(swap.right);
    drop_trailing(swap.wrong);
    return swap;
  }
  return std::nullopt;
}

bool is_leading(std::string_view low) {
  static const WordSet set("a an the on in at to for from with my their");
  return set.has(low);
}

// Both sides without the article or preposition that they share or that only one of them has.
void drop_leading(Tokens& tokens) {
  while (tokens.size() > 1 && is_leading(tokens.front().low)) tokens.erase(tokens.begin());
}

bool matches_at(const Tokens& stored, std::size_t at, const Tokens& words) {
  if (at + words.size() > stored.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (stored[at + i].low != words[i].low) return false;
  }
  return true;
}

bool holds(const Tokens& stored, const Tokens& words) {
  for (std::size_t at = 0; at < stored.size(); ++at) {
    if (matches_at(stored, at, words)) return true;
  }
  return false;
}

// "165cm" before "cm" is "165", "40 guests" before "guests" is "40".
std::string without_overlap(std::string right, std::string_view next) {
  if (next.empty() || right.size() <= next.size() || !right.ends_with(next)) return right;
  right.resize(right.size() - next.size());
  while (!right.empty() && right.back() == ' ') right.pop_back();
  return right;
}

std::string replaced(std::string_view text, const Tokens& stored, const Swap& swap) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = 0; at < stored.size(); ++at) {
    if (!matches_at(stored, at, swap.wrong)) continue;
    out += text.substr(from, stored[at].begin - from);
    std::size_t next = at + swap.wrong.size();
    // "one sugar" for the "two" of "two sugars"
    if (next < stored.size() && swap.right.size() > 1 &&
        stored[next].low == swap.right.back().low + "s") {
      ++next;
    }
    out += without_overlap(join(swap.right), next < stored.size() ? stored[next].out : "");
    from = stored[next - 1].end;
    at = next - 1;
  }
  out += text.substr(from);
  return out;
}

std::optional<unsigned> weekday_of(std::string_view low) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  const auto* const found = std::find(kDays.begin(), kDays.end(), low);
  if (found == kDays.end()) return std::nullopt;
  return static_cast<unsigned>(found - kDays.begin());
}

int number_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// "2026-11-24", a Tuesday, when Tuesday was wrong and Thursday is right: the Thursday nearest.
std::optional<std::string> with_other_day(std::string_view stored, const Swap& swap) {
  if (swap.right.size() != 1 || swap.wrong.size() != 1) return std::nullopt;
  const auto right = weekday_of(swap.right[0].low);
  const auto wrong = weekday_of(swap.wrong[0].low);
  if (!right || !wrong) return std::nullopt;
  for (std::size_t at = 0; at + 10 <= stored.size(); ++at) {
    if (stored[at + 4] != '-' || stored[at + 7] != '-') continue;
    const int year = number_at(stored, at, 4);
    const int month = number_at(stored, at + 5, 2);
    const int day = number_at(stored, at + 8, 2);
    if (year < 1 || month < 1 || day < 1) continue;
    const std::chrono::year_month_day date(std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok()) continue;
    const std::chrono::sys_days days(date);
    if (std::chrono::weekday(days).c_encoding() != *wrong) continue;
    // Weeks are taken from Monday: "Sunday, not Tuesday" means the one after.
    const int shift = static_cast<int>((*right + 6) % 7) - static_cast<int>((*wrong + 6) % 7);
    const std::chrono::year_month_day other(days + std::chrono::days(shift));
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(other.year()),
                  static_cast<unsigned>(other.month()), static_cast<unsigned>(other.day()));
    return std::string(stored.substr(0, at)) + text.data() + std::string(stored.substr(at + 10));
  }
  return std::nullopt;
}

// "3pm" as "15:00"; empty for anything that is no time of day.
std::string clock_of(std::string_view low) {
  std::size_t at = 0;
  while (at < low.size() && low[at] >= '0' && low[at] <= '9') ++at;
  if (at == 0 || at > 2) return {};
  int hour = number_at(low, 0, at);
  int minute = 0;
  std::string_view rest = low.substr(at);
  if (rest.size() >= 3 && (rest[0] == ':' || rest[0] == '.')) {
    minute = number_at(rest, 1, 2);
    rest.remove_prefix(3);
  } else if (rest.empty()) {
    return {};
  }
  if (rest == "pm" && hour < 12) hour += 12;
  if (rest == "am" && hour == 12) hour = 0;
  if ((!rest.empty() && rest != "am" && rest != "pm") || hour > 23 || minute < 0 || minute > 59) {
    return {};
  }
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", hour, minute);
  return text.data();
}

// "It is type 2 diabetes, to be exact": what is stored says "diabetes".
std::optional<Swap> read_exact(std::string_view stored, std::string_view fresh) {
  constexpr std::string_view kExact = ", to be exact";
  if (!fresh.ends_with(kExact)) return std::nullopt;
  const Tokens tokens = tokenize(fresh.substr(0, fresh.size() - kExact.size()));
  if (tokens.size() < 4) return std::nullopt;
  Swap swap;
  swap.right.assign(tokens.begin() + 2, tokens.end());
  swap.wrong = {tokens.back()};
  const Tokens words = tokenize(stored);
  if (holds(words, swap.right) || !holds(words, swap.wrong)) return std::nullopt;
  return swap;
}

// "It is spelled Katarzyna": a name that is nearly written so.
std::optional<Swap> read_spelling(std::string_view stored, std::string_view fresh) {
  constexpr std::size_t kApartMax = 2;
  constexpr std::size_t kNameBytesMax = 40;
  const Tokens tokens = tokenize(fresh);
  if (tokens.size() != 4 || tokens[0].low != "it" || tokens[2].low != "spelled")
    return std::nullopt;
  const Token& name = tokens[3];
  if (name.low.size() < 3 || name.low.size() > kNameBytesMax) return std::nullopt;
  for (const Token& word : tokenize(stored)) {
    if (!word.capital || word.low == name.low || word.low == "user") continue;
    if (word.low.size() > kNameBytesMax || word.low.size() < 3) continue;
    const std::size_t apart = letters_apart(word.low, name.low);
    if (apart <= std::min(kApartMax, name.low.size() / 3)) return Swap{{name}, {word}};
  }
  return std::nullopt;
}

}  // namespace

std::size_t letters_apart(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> row(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) row[i][0] = i;
  for (std::size_t k = 0; k <= b.size(); ++k) row[0][k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t change = row[i - 1][k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1);
      row[i][k] = std::min({row[i - 1][k] + 1, row[i][k - 1] + 1, change});
      const bool swapped = i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1];
      if (swapped) row[i][k] = std::min(row[i][k], row[i - 2][k - 2] + 1);
    }
  }
  return row[a.size()][b.size()];
}

std::optional<std::string> corrected(std::string_view stored, std::string_view fresh) {
  auto swap = read_swap(fresh);
  if (!swap) swap = read_exact(stored, fresh);
  if (!swap) swap = read_spelling(stored, fresh);
  if (!swap) return std::nullopt;
  const Tokens words = tokenize(stored);
  if (!holds(words, swap->wrong)) {
    drop_leading(swap->wrong);
    drop_leading(swap->right);
  }
  if (holds(words, swap->wrong)) {
    // What is right already must not be said twice.
    if (holds(words, swap->right) && !holds(swap->right, swap->wrong) &&
        !holds(swap->wrong, swap->right)) {
      return std::nullopt;
    }
    std::string mended = replaced(stored, words, *swap);
    if (mended == stored || (holds(swap->right, swap->wrong) && holds(words, swap->right))) {
      return std::nullopt;
    }
    return mended;
  }
  if (auto day = with_other_day(stored, *swap)) return day;
  const std::string right = clock_of(join(swap->right));
  const std::string wrong = clock_of(join(swap->wrong));
  if (right.empty() || wrong.empty()) return std::nullopt;
  const std::size_t at = std::string(stored).find(wrong);
  if (at == std::string::npos) return std::nullopt;
  std::string mended(stored);
  mended.replace(at, wrong.size(), right);
  return mended;
}

}  // namespace mnestic::extract
