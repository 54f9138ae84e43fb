// Numbers that prove themselves: payment cards (Luhn), IBANs (mod 97), US social security numbers
// by their shape.
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "guard/secrets.h"

namespace mnestic::extract {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
    int value = *it - '0';
    if (twice) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
    twice = !twice;
  }
  return sum % 10 == 0;
}

int prefix(std::string_view digits, std::size_t n) {
  int value = 0;
  for (std::size_t i = 0; i < n; ++i) value = value * 10 + (digits[i] - '0');
  return value;
}

// Issuer ranges with their lengths; without them one random number in ten would pass for a card.
bool issued(std::string_view d) {
  const std::size_t n = d.size();
  const int two = prefix(d, 2);
  const int four = prefix(d, 4);
  if (d[0] == '4') return n == 13 || n == 16 || n == 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return n == 16;
  if (two == 34 || two == 37) return n == 15;
  if (two == 36 || two == 38 || two == 30) return n == 14;
  if (two == 35 || two == 65 || four == 6011 || two == 64) return n == 16 || n == 19;
  if (two == 62 || two == 67 || two == 63 || two == 50 || two == 58) return n >= 16;
  return false;
}

bool is_card(std::string_view digits) {
  if (digits.size() < 13 || digits.size() > 19) return false;
  if (digits.find_first_not_of(digits[0]) == std::string_view::npos) return false;
  return issued(digits) && luhn(digits);
}

// Digits from `at`, where single blanks, dashes or dots may stand between groups. A group that is
// not itself part of a longer word. Returns the digits and where they end.
struct Run {
  std::string digits;
  std::size_t end = 0;
  std::vector<std::size_t> ends;  // after each group, with the number of digits so far
  std::vector<std::size_t> counts;
};

Run digit_run(std::string_view text, std::size_t at) {
  Run run;
  while (at < text.size() && run.digits.size() <= 32) {
    while (at < text.size() && digit(text[at])) {
      run.digits += text[at++];
      if (run.digits.size() > 32) break;
    }
    run.end = at;
    run.ends.push_back(at);
    run.counts.push_back(run.digits.size());
    const bool separator = at + 1 < text.size() &&
                           (text[at] == ' ' || text[at] == '-' || text[at] == '.') &&
                           digit(text[at + 1]);
    if (!separator) break;
    ++at;
  }
  return run;
}

bool announced_as_order(std::string_view text, std::size_t at) {
  std::string before(text.substr(at > 24 ? at - 24 : 0, at > 24 ? 24 : at));
  for (char& c : before) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view word : {"order", "tracking", "invoice", "ticket", "parcel"}) {
    if (before.find(word) != std::string::npos) return true;
  }
  return false;
}

struct IbanLength {
  std::string_view country;
  std::size_t length;
};
constexpr std::array kIbanLengths = {
    IbanLength{"DE", 22}, IbanLength{"GB", 22}, IbanLength{"FR", 27}, IbanLength{"ES", 24},
    IbanLength{"IT", 27}, IbanLength{"NL", 18}, IbanLength{"BE", 16}, IbanLength{"AT", 20},
    IbanLength{"CH", 21}, IbanLength{"PT", 25}, IbanLength{"IE", 22}, IbanLength{"PL", 28},
    IbanLength{"SE", 24}, IbanLength{"NO", 15}, IbanLength{"DK", 18}, IbanLength{"FI", 18},
    IbanLength{"LU", 20}, IbanLength{"CZ", 24}, IbanLength{"HU", 28}, IbanLength{"GR", 27},
    IbanLength{"RO", 24}, IbanLength{"BG", 22}, IbanLength{"HR", 21}, IbanLength{"SI", 19},
    IbanLength{"SK", 24}, IbanLength{"TR", 26}, IbanLength{"LT", 20}, IbanLength{"LV", 21},
    IbanLength{"EE", 20}, IbanLength{"CY", 28}, IbanLength{"MT", 31}, IbanLength{"UA", 29},
    IbanLength{"AE", 23}, IbanLength{"SA", 24}, IbanLength{"IL", 23}, IbanLength{"IS", 26}};

std::size_t iban_length(std::string_view country) {
  for (const IbanLength& row : kIbanLengths) {
    if (row.country == country) return row.length;
  }
  return 0;
}

bool mod97_is_one(std::string_view iban) {
  std::string moved(iban.substr(4));
  moved += iban.substr(0, 4);
  int rest = 0;
  for (const char c : moved) {
    const int value = digit(c) ? c - '0' : std::toupper(static_cast<unsigned char>(c)) - 'A' + 10;
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest == 1;
}

// The end of an IBAN that starts at `at`, or 0.
std::size_t iban_end(std::string_view text, std::size_t at) {
  std::string country;
  for (const char c : text.substr(at, 2)) {
    country += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  const std::size_t wanted = iban_length(country);
  if (wanted == 0) return 0;
  std::string iban;
  std::size_t end = at;
  while (end < text.size() && iban.size() < wanted) {
    if (alnum(text[end])) {
      iban += text[end];
    } else if (text[end] != ' ' && text[end] != '-') {
      return 0;
    }
    ++end;
  }
  if (iban.size() != wanted || !digit(iban[2]) || !digit(iban[3])) return 0;
  if (end < text.size() && alnum(text[end])) return 0;
  return mod97_is_one(iban) ? end : 0;
}

// "078-05-1120" and with blanks, in the ranges that were ever given out.
bool is_ssn(std::string_view text, std::size_t at) {
  if (at + 11 > text.size()) return false;
  for (std::size_t i = 0; i < 11; ++i) {
    const char c = text[at + i];
    if (i == 3 || i == 6 ? c != '-' : !digit(c)) return false;
  }
  if (at + 11 < text.size() && (digit(text[at + 11]) || text[at + 11] == '-')) return false;
  const std::string_view area = text.substr(at, 3);
  return area != "000" && area != "666" && area[0] != '9' && text.substr(at + 4, 2) != "00" &&
         text.substr(at + 7, 4) != "0000";
}

// A British national insurance number: two letters, six digits and A to D, with blanks or not;
// returns its end, or 0.
std::size_t nino_end(std::string_view text, std::size_t at) {
  static constexpr std::string_view kShape = "aa######a";
  std::size_t end = at;
  for (const char wanted : kShape) {
    if (end > at && end < text.size() && text[end] == ' ') ++end;
    if (end >= text.size()) return 0;
    const auto c = static_cast<unsigned char>(text[end]);
    if (wanted == 'a' ? std::isalpha(c) == 0 : std::isdigit(c) == 0) return 0;
    ++end;
  }
  const int suffix = std::toupper(static_cast<unsigned char>(text[end - 1]));
  const bool ends = end >= text.size() || !alnum(text[end]);
  return ends && suffix >= 'A' && suffix <= 'D' ? end : 0;
}

// A word made of letters and digits in a fixed order, "aaa9": its end, or 0.
std::size_t shaped_end(std::string_view text, std::size_t at, std::string_view shape) {
  if (at + shape.size() > text.size()) return 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[at + i]);
    const bool fits = shape[i] == 'a'   ? std::isalpha(c) != 0
                      : shape[i] == '9' ? std::isdigit(c) != 0
                                        : text[at + i] == shape[i];
    if (!fits) return 0;
  }
  const std::size_t end = at + shape.size();
  return end < text.size() && alnum(text[end]) ? 0 : end;
}

// The check letter of a Spanish DNI: the number modulo 23.
bool is_dni(std::string_view word) {
  static constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
  int rest = 0;
  for (const char c : word.substr(0, 8)) rest = (rest * 10 + (c - '0')) % 23;
  return std::toupper(static_cast<unsigned char>(word[8])) ==
         kLetters[static_cast<std::size_t>(rest)];
}

// Eighteen digits, the last one (or X) a check of the others (GB 11643-1999).
bool is_chinese_id(std::string_view word) {
  int sum = 0;
  int weight = 1;  // 2 to the power of the place, modulo 11
  for (std::size_t i = word.size(); i-- > 0;) {
    const int value = word[i] == 'X' || word[i] == 'x' ? 10 : word[i] - '0';
    sum += value * weight;
    weight = weight * 2 % 11;
  }
  return sum % 11 == 1;
}

// National ids that their shape gives away, some with a check: returns the end, or 0.
std::size_t national_id_end(std::string_view text, std::size_t at) {
  // India's PAN, whose fourth letter says whose it is; Italy's codice fiscale; Brazil's CPF.
  if (const std::size_t end = shaped_end(text, at, "aaaaa9999a"); end != 0) {
    const auto holder = static_cast<unsigned char>(text[at + 3]);
    const bool upper = std::isupper(static_cast<unsigned char>(text[at])) != 0;
    return upper && std::string_view("PCHABGJLFTK").find(static_cast<char>(holder)) !=
                        std::string_view::npos
               ? end
               : 0;
  }
  for (const std::string_view shape : {"aaaaaa99a99a999a", "999.999.999-99"}) {
    if (const std::size_t end = shaped_end(text, at, shape); end != 0) return end;
  }
  if (const std::size_t end = shaped_end(text, at, "99999999a"); end != 0)
    return is_dni(text.substr(at, 9)) ? end : 0;
  for (const std::string_view shape : {"999999999999999999", "99999999999999999a"}) {
    const std::size_t end = shaped_end(text, at, shape);
    if (end != 0 && is_chinese_id(text.substr(at, end - at))) return end;
  }
  return 0;
}

}  // namespace

void find_checked_numbers(std::string_view text, std::vector<Secret>& found) {
  std::size_t at = 0;
  while (at < text.size()) {
    const bool start = at == 0 || !alnum(text[at - 1]);
    if (start && std::isalpha(static_cast<unsigned char>(text[at])) != 0 && at + 4 < text.size() &&
        digit(text[at + 2])) {
      if (const std::size_t end = iban_end(text, at); end != 0) {
        found.push_back({at, end, "looks like a bank account number (IBAN)"});
        at = end;
        continue;
      }
    }
    if (start) {
      if (const std::size_t end = national_id_end(text, at); end != 0) {
        found.push_back({at, end, "looks like a government id"});
        at = end;
        continue;
      }
      if (const std::size_t end = nino_end(text, at); end != 0) {
        found.push_back({at, end, "looks like a national insurance number"});
        at = end;
        continue;
      }
    }
    if (!digit(text[at]) || !start) {
      ++at;
      continue;
    }
    if (is_ssn(text, at)) {
      found.push_back({at, at + 11, "looks like a social security number"});
      at += 11;
      continue;
    }
    const Run run = digit_run(text, at);
    const bool dialled = at > 0 && text[at - 1] == '+';
    std::size_t next = run.ends.front();
    for (std::size_t i = run.ends.size(); i-- > 0 && !dialled;) {
      if (!is_card(std::string_view(run.digits).substr(0, run.counts[i]))) continue;
      if (run.ends.size() == 1 && announced_as_order(text, at)) break;
      found.push_back({at, run.ends[i], "looks like a payment card number"});
      next = run.ends[i];
      break;
    }
    at = next;
    while (at < text.size() && digit(text[at])) ++at;
  }
}

}  // namespace mnestic::extract
