// Numbers that prove themselves: payment cards (Luhn) and IBANs (mod 97).
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "secrets/id_sums.h"
#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

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
  return issued(digits) && is_luhn(digits);
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
    if (!digit(text[at]) || !start) {
      ++at;
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
