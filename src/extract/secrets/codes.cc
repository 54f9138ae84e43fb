// Codes that are told by their groups, by standing in a list of others of the same making, or by
// the key of a keypad at their end.
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/tokens.h"
#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kKey = "looks like a secret key";
constexpr std::string_view kCode = "looks like a PIN or access code";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// The text before `at`, lower case.
std::string before(std::string_view text, std::size_t at) {
  constexpr std::size_t kReachBytes = 80;
  const std::size_t from = at > kReachBytes ? at - kReachBytes : 0;
  return lower(text.substr(from, at - from));
}

// Groups of letters of one case and digits with single marks between them.
struct Groups {
  std::size_t count = 0;
  std::size_t mixed = 0;  // groups with a letter and a digit
  std::size_t digits = 0;
  std::size_t letters = 0;
  std::size_t end = 0;
  bool goes_on = false;  // with a mark, and what is no such group
};

struct Making {
  bool upper = true;
  bool alike = true;  // all of one size
  std::size_t bytes_min = 4;
  std::size_t bytes_max = 8;
  std::string_view marks = "- ";
};

Groups groups_at(std::string_view text, std::size_t at, const Making& making) {
  Groups groups;
  constexpr std::size_t kGroupsMax = 32;
  std::size_t size = 0;
  while (groups.count < kGroupsMax) {
    std::size_t stop = at;
    std::size_t digits = 0;
    while (stop < text.size() &&
           (is_digit(text[stop]) || (making.upper ? is_upper(text[stop]) : is_lower(text[stop])))) {
      digits += is_digit(text[stop]) ? 1 : 0;
      ++stop;
    }
    const std::size_t bytes = stop - at;
    const bool whole = stop >= text.size() || !is_alnum(text[stop]);
    if (bytes < making.bytes_min || bytes > making.bytes_max || !whole ||
        (making.alike && groups.count > 0 && bytes != size)) {
      groups.goes_on = groups.count > 0;
      return groups;
    }
    size = bytes;
    ++groups.count;
    groups.mixed += digits > 0 && digits < bytes ? 1 : 0;
    groups.digits += digits;
    groups.letters += bytes - digits;
    groups.end = stop;
    if (stop >= text.size() || making.marks.find(text[stop]) == std::string_view::npos)
      return groups;
    at = stop + 1;
  }
  return groups;
}

// "FVKT8-86HMV-XWB4V-Y77H6-QBTXF", "6LNC ZKYW HJPM CCUH Y5T2", "jbsw y3dp eh4k 3pxp": four groups
// or more, alike in size; "X7K2-9QPM-41Z": three with dashes, two of them mixed. The end, or 0.
std::size_t grouped_end(std::string_view text, std::size_t at) {
  const Groups upper = groups_at(text, at, {});
  const bool numbers = upper.letters == 0 && upper.count > 4 && upper.digits >= upper.count * 5;
  if (upper.count >= 4 && ((upper.digits >= 2 && upper.letters >= 4) || numbers)) return upper.end;
  const Groups lower_case = groups_at(text, at, {.upper = false, .bytes_max = 4});
  if (lower_case.count >= 4 && lower_case.mixed >= 2) return lower_case.end;
  const Groups dashed = groups_at(text, at, {.alike = false, .bytes_min = 3, .marks = "-"});
  if (dashed.count < 3 || dashed.mixed < 2 || dashed.goes_on) return 0;
  const bool other =
      has_any(before(text, at), {"serial", "model", "part no", "part number", "order", "sku",
                                 "tracking", "invoice", "booking", "ticket", "article", "version"});
  return other ? 0 : dashed.end;
}

// "5Hue...", "KwDi...": the private key of a Bitcoin address, in base 58 (WIF).
std::size_t wallet_key_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  std::size_t digits = 0;
  while (end < text.size() && is_alnum(text[end])) {
    if (std::string_view("0OIl").find(text[end]) != std::string_view::npos) return 0;
    digits += is_digit(text[end++]) ? 1 : 0;
  }
  const std::size_t bytes = end - at;
  const char first = text[at];
  const bool sized = (bytes == 51 && (first == '5' || first == '9')) ||
                     (bytes == 52 && (first == 'K' || first == 'L' || first == 'c'));
  return sized && digits >= 2 ? end : 0;
}

// One code of a list. `shape`: what all of them must share.
struct Item {
  std::size_t end = 0;  // 0: none
  std::string shape;
  bool told = false;   // by words only: a plain number
  bool plain = false;  // years, round numbers
};

// "4471 9038", "8841-2207", "k3m9-x2p7"; "44719038".
Item item_at(std::string_view text, std::size_t at) {
  Item item;
  std::size_t end = at;
  const auto group = [&] {
    const std::size_t begin = end;
    while (end < text.size() && is_alnum(text[end]) && end - begin <= 12) ++end;
    return text.substr(begin, end - begin);
  };
  const std::string_view first = group();
  const auto is_number = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), is_digit);
  };
  const auto is_year = [](std::string_view part) {
    return part.starts_with("19") || part.starts_with("20") || part.ends_with("00");
  };
  const bool mark = end + 1 < text.size() && (text[end] == '-' || text[end] == ' ');
  if (mark && is_alnum(text[end + 1])) {
    const std::size_t alone = end;
    const char between = text[end++];
    const std::string_view second = group();
    const bool numbers = is_number(first) && is_number(second) && first.size() == 4;
    const auto has_both = [](std::string_view part) {
      return std::any_of(part.begin(), part.end(), is_digit) &&
             std::any_of(part.begin(), part.end(), is_lower);
    };
    const bool mixed = between == '-' && first.size() >= 4 && first.size() <= 6 &&
                       (has_both(first) || has_both(second));
    if (first.size() == second.size() && (numbers || mixed)) {
      item.end = end;
      item.shape = std::string(1, between) + (numbers ? "9" : "a") + std::to_string(first.size());
      item.plain = numbers && is_year(first) && is_year(second);
    } else {
      end = alone;
    }
  }
  if (item.end == 0 && is_number(first) && first.size() >= 6 && first.size() <= 10) {
    item.end = end;
    item.shape = std::to_string(first.size());
    item.told = true;
  }
  const char after = item.end < text.size() ? text[item.end] : ' ';
  if (is_alnum(after) || after == '-') return {};
  return item;
}

// Past what stands between two entries of a list: ", ", " / ", a new line, "and", "2.".
std::size_t next_entry(std::string_view text, std::size_t at) {
  constexpr std::size_t kBytesMax = 12;
  std::size_t end = at;
  bool parted = false;
  while (end < text.size() && end - at < kBytesMax &&
         std::string_view(" ,/;|\n\r\t-*").find(text[end]) != std::string_view::npos) {
    parted = parted || (text[end] != ' ' && text[end] != '-');
    ++end;
  }
  if (text.substr(end, 4) == "and ") return end + 4;
  if (!parted) return text.size();
  // The number of a line.
  std::size_t number = end;
  while (number < text.size() && number - end < 2 && is_digit(text[number])) ++number;
  if (number > end && number + 1 < text.size() && (text[number] == '.' || text[number] == ')') &&
      text[number + 1] == ' ')
    return number + 2;
  return end;
}

// Backup codes: three of one making, or two when a word says so. Returns where the list ends, or 0.
std::size_t find_list(std::string_view text, std::size_t at, std::vector<Secret>& found) {
  Item item = item_at(text, at);
  if (item.end == 0) return 0;
  const Item first = item;
  std::vector<Piece> places;
  bool plain = true;
  std::size_t begin = at;
  std::size_t end = at;
  while (item.end != 0 && item.shape == first.shape) {
    places.push_back({begin, item.end});
    plain = plain && item.plain;
    end = item.end;
    begin = next_entry(text, end);
    if (begin >= text.size()) break;
    item = item_at(text, begin);
  }
  if (places.size() < 2 || plain) return end;
  const std::string front = before(text, at);
  const bool told =
      has_any(front, {"backup", "back-up", "recovery", "2fa", "mfa", "scratch", "emergency code",
                      "one-time", "tans", "secours", "respaldo", "wiederherstell"});
  const bool dialled =
      has_any(front, {"phone", "call", "tel", "ring", "mobile", "whatsapp", "text "});
  if (!told && (places.size() < 3 || first.told || dialled)) return end;
  for (const Piece& place : places) found.push_back({place.begin, place.end, kCode});
  return end;
}

// "014 = 553821, 015 = 220914": the numbered codes of a bank. Returns where they end, or 0.
std::size_t find_numbered(std::string_view text, std::size_t at, std::vector<Secret>& found) {
  constexpr std::size_t kCodeBytesMin = 5;
  constexpr std::size_t kCodeBytesMax = 8;
  std::vector<Piece> places;
  std::size_t end = 0;
  std::size_t size = 0;
  bool padded = true;
  while (at < text.size()) {
    std::size_t stop = at;
    while (stop < text.size() && stop - at < 4 && is_digit(text[stop])) ++stop;
    padded = padded && (stop - at == 3 || text[at] == '0');
    if (stop == at || stop - at > 3) break;
    while (stop < text.size() && text[stop] == ' ') ++stop;
    if (stop >= text.size() || (text[stop] != '=' && text[stop] != ':')) break;
    ++stop;
    while (stop < text.size() && text[stop] == ' ') ++stop;
    const std::size_t code = stop;
    while (stop < text.size() && stop - code <= kCodeBytesMax && is_digit(text[stop])) ++stop;
    const std::size_t bytes = stop - code;
    if (bytes < kCodeBytesMin || bytes > kCodeBytesMax || (size > 0 && bytes != size) ||
        (stop < text.size() && is_alnum(text[stop])) || text.substr(stop - 2, 2) == "00")
      break;
    size = bytes;
    end = stop;
    places.push_back({code, stop});
    at = next_entry(text, stop);
  }
  if (places.size() >= 3 || (places.size() == 2 && padded)) {
    for (const Piece& place : places) found.push_back({place.begin, place.end, kCode});
  }
  return end;
}

// "1379*", "4471#": as it is typed at a door. Returns the end, or 0.
std::size_t keypad_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kNever = "$*#.,-+/=:";
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::size_t digits = end - at;
  if (digits < 4 || digits > 8 || end >= text.size()) return 0;
  const char mark = text[end];
  const char after = end + 1 < text.size() ? text[end + 1] : ' ';
  const char front = at > 0 ? text[at - 1] : ' ';
  const bool year = digits == 4 && (text.substr(at, 2) == "19" || text.substr(at, 2) == "20");
  if ((mark != '*' && mark != '#') || is_alnum(after) || after == '*' || after == '#' || year ||
      text.substr(end - 2, 2) == "00" || kNever.find(front) != std::string_view::npos ||
      static_cast<unsigned char>(front) >= 0x80)
    return 0;
  // "4471# of flour"
  const bool door = has_any(before(text, at), {"door", "gate", "lock", "keypad", "press", "enter",
                                               "code", "alarm", "buzz", "type", "punch", "dial"});
  return mark == '*' || door ? end + 1 : 0;
}

}  // namespace

void find_codes(std::string_view text, std::vector<Secret>& found) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_alnum(text[at]) || text.substr(at, 5) == "IBAN ") {
      at += is_alnum(text[at]) ? 5 : 1;
      continue;
    }
    std::size_t end = grouped_end(text, at);
    if (end == 0) end = wallet_key_end(text, at);
    if (end != 0) found.push_back({at, end, kKey});
    if (const std::size_t keypad = keypad_end(text, at); keypad != 0) {
      end = keypad;
      found.push_back({at, end, kCode});
    }
    if (end == 0) end = find_numbered(text, at, found);
    if (end == 0) end = find_list(text, at, found);
    at = std::max(end, at);
    while (at < text.size() && is_alnum(text[at])) ++at;
  }
}

}  // namespace mnestic::extract
