// National ids that prove themselves, whatever words stand around them: by their published shape
// and, where that is not telling enough, by their check digits and the date of birth in them.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "secrets/id_checks.h"
#include "secrets/id_sums.h"
#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a government id";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_separator(char c) { return c == ' ' || c == '-' || c == '.'; }

// A shape is read byte by byte: '9' a digit, 'A' an upper-case letter, 'a' any letter, 'X' an
// upper-case letter or a digit, 'x' any letter or a digit, '?' any byte, '_' a separator or
// nothing, ' ' a separator; others stand for themselves. `proves` gets the id without separators.
struct Id {
  std::string_view shape;
  bool (*proves)(std::string_view id) = nullptr;  // the shape is enough when null
  std::string_view reason = kReason;
  std::string_view named = {};  // words of which one must stand before it
};

constexpr std::array kIds = {
    Id{"756_9999_9999_99", is_swiss},        // AHV, of EAN-13
    Id{"99_99_99_999_99", is_belgian},       // rijksregisternummer
    Id{"999999?999x", is_finnish},           // hetu, with the signs of 2023
    Id{"999999_99999", is_polish},           // PESEL
    Id{"999999_99999", is_greek},            // AMKA
    Id{"999999_99999", is_norwegian},        // fødselsnummer
    Id{"9_999999_999999", is_romanian},      // CNP
    Id{"9999999999", is_swedish_run},        // personnummer
    Id{"999999-9999", is_swedish},           // the same
    Id{"999999+9999", is_swedish},           // of somebody over a hundred
    Id{"99999999_9999", is_swedish},         // with the century
    Id{"999999-9999", is_danish},            // CPR
    Id{"999999_9999", is_icelandic},         // kennitala
    Id{"999999-99999", begins_with_day},     // Latvia
    Id{"999999/9999", is_czech},             // rodné číslo
    Id{"999999/999", is_czech},              // until 1953
    Id{"9999999999", is_bulgarian},          // EGN
    Id{"99999999999", is_baltic},            // isikukood, asmens kodas
    Id{"9999999_999999", is_yugoslav},       // JMBG, EMŠO
    Id{"99999999_99999", is_luxembourgish},  // matricule
    Id{"9_99_99_9x_999_999_99", is_french},  // NIR with its key
    Id{"9 99 99 9x 999 999", is_french},     // and without
    Id{"99_999_999_999", is_german_tax},     // IdNr
    Id{"A999999999", is_german_health},      // KVNR
    Id{"A999 999 999", is_german_health},    // the same
    Id{"99999999_a", is_spanish},            // DNI
    Id{"X9999999_a", is_spanish},            // NIE
    Id{"9999999A", is_irish},                // PPS
    Id{"9999999AA", is_irish},               // since 2013
    Id{"aaaaaa99a99a999a"},                  // codice fiscale
    Id{"999_999_999", is_portuguese, kReason, "nif contribuinte"},
    Id{"999_999_999", is_hungarian, kReason, "taj"},
    Id{"aXXXX_999999_aXXaa", is_british_driver, "looks like a driving licence"},
    Id{"aa_99_99_99_a", is_british_insurance, "looks like a national insurance number"},
    Id{"999-99-9999", is_social_security, "looks like a social security number"},
    Id{"999-99-9999A"},  // with what claims it
    Id{"999 99 9999", is_social_security, "looks like a social security number"},
    Id{"999-99-999", nullptr, "looks like a PIN or access code"},  // HomeKit
    Id{"9AX9_AX9_AA99", is_medicare},                              // MBI
    Id{"AAAA999999AAAAAAX9", is_mexican},                          // CURP
    Id{"AAAA999999XXX", is_mexican},                               // RFC
    Id{"999.999.999-99"},                                          // CPF
    Id{"99999999999", is_brazilian_run},                           // the same
    Id{"999 999 999 99", is_brazilian},                            // the same
    Id{"99-99999999-9", is_argentine},                             // CUIT
    Id{"99.999.999-x", is_chilean},                                // RUT
    Id{"9.999.999-x", is_chilean},                                 // the same
    Id{"99999999-x", is_chilean},                                  // the same
    Id{"9999 9999 9999", is_aadhaar},                              // India
    Id{"AAAAA9999A", is_pan},                                      // India's taxes
    Id{"a9999999a", is_singaporean},                               // NRIC, FIN
    Id{"999999-9999999", is_korean},                               // RRN
    Id{"999999-99-9999", begins_with_year},                        // MyKad
    Id{"99999999999999999x", is_chinese},                          // GB 11643-1999
    Id{"A999999999", is_taiwanese},                                // of Taiwan
    Id{"A999999(X)"},                                              // HKID
    Id{"9 9999 99999 99 9", is_thai},                              // of Thailand
    Id{"99999-9999999-9"},                                         // CNIC of Pakistan
    Id{"999999999A", is_lankan},                                   // NIC of Sri Lanka
    Id{"999999_999999", is_kazakh},                                // IIN
    Id{"99999999999", is_turkish},                                 // kimlik
    Id{"784-9999-9999999-9"},                                      // of the Emirates
    Id{"999999_9999_999", is_south_african},                       // of South Africa
    Id{"99999999999999", is_egyptian}};                            // of Egypt

struct Match {
  std::string id;         // upper case, without separators
  std::size_t end = 0;    // 0: no match
  char separator = '\0';  // the first one
};

bool fits(char wanted, char c) {
  switch (wanted) {
    case '9':
      return is_digit(c);
    case 'A':
      return is_upper(c);
    case 'a':
      return is_letter(c);
    case 'X':
      return is_upper(c) || is_digit(c);
    case 'x':
      return is_letter(c) || is_digit(c);
    case '?':
      return true;
    default:
      return wanted == c;
  }
}

Match match_at(std::string_view text, std::size_t at, std::string_view shape) {
  Match match;
  for (const char wanted : shape) {
    const char c = at < text.size() ? text[at] : '\0';
    if (wanted == '_' || wanted == ' ') {
      if (!is_separator(c) && wanted == ' ') return {};
      if (!is_separator(c)) continue;
      if (match.separator == '\0') match.separator = c;
    } else if (!fits(wanted, c)) {
      return {};
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || wanted == '?') {
      match.id += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    } else if (match.separator == '\0') {
      match.separator = c;
    }
    ++at;
  }
  match.end = at;
  return match;
}

// Not a part of something longer: a telephone number, a path, a version, a number in more groups.
bool stands_alone(std::string_view text, std::size_t at, const Match& match) {
  const auto at_or_blank = [&](std::size_t k) { return k < text.size() ? text[k] : ' '; };
  const auto part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const char before = at > 0 ? text[at - 1] : ' ';
  const char further = at > 1 ? text[at - 2] : ' ';
  if (part(before) || std::string_view("+#$_/\\").find(before) != std::string_view::npos)
    return false;
  if ((before == '-' && part(further)) || (before == '.' && is_digit(further)) ||
      (before == match.separator && is_digit(further))) {
    return false;
  }
  const char after = at_or_blank(match.end);
  const char next = at_or_blank(match.end + 1);
  if (part(after) || after == '_' || after == '@') return false;
  if (after == '-' || after == '/') return !part(next);
  const bool goes_on = after == '.' || after == ',' || after == match.separator;
  // Of other numbers in the sentence, "... 2 children", the next digit stands alone.
  return !goes_on || !is_digit(next) || (after == ' ' && !is_digit(at_or_blank(match.end + 2)));
}

// "+48 850 730 033 28", "(0) 850 ...".
bool is_dialled(std::string_view text, std::size_t at) {
  constexpr std::size_t kReachBytes = 20;
  for (std::size_t back = at; back > 0 && at - back < kReachBytes; --back) {
    const char c = text[back - 1];
    if (c == '+') return true;
    if (!is_digit(c) && !is_separator(c) && c != '(' && c != ')') return false;
  }
  return false;
}

// The nearest words before: whether one of `wanted` is among them, and none of `against` nearer.
bool has_before(std::string_view text, std::size_t at, const WordSet& wanted,
                const WordSet* against) {
  constexpr std::size_t kReachBytes = 40;
  std::size_t end = at;
  while (end > 0 && at - end < kReachBytes) {
    while (end > 0 && !is_letter(text[end - 1])) {
      if (text[end - 1] == '\n' || at - end >= kReachBytes) return false;
      --end;
    }
    std::size_t begin = end;
    while (begin > 0 && is_letter(text[begin - 1]) && end - begin < kReachBytes) --begin;
    const std::string word = lower(text.substr(begin, end - begin));
    if (against != nullptr && against->has(word)) return false;
    if (wanted.has(word)) return true;
    end = begin;
  }
  return false;
}

// Digits without groups that something else is known to be made of.
bool is_other_number(std::string_view text, std::size_t at) {
  static const WordSet others(
      "order orders tracking invoice ticket parcel shipment delivery package consignment booking "
      "reservation phone phones telephone tel mobile cell call called ring text whatsapp fax "
      "landline "
      "isbn ean upc barcode sku serial imei model part article item product version build "
      "timestamp "
      "epoch unix ms doi pmid views downloads subscribers followers rows records bytes hash random "
      "issue case");
  static const WordSet ids(
      "pesel amka cnp egn isikukood kennitala personnummer fnr cpr jmbg cpf kimlik tc steuer idnr "
      "steuerid tin id asmens kodas rijksregisternummer national identity born");
  return has_before(text, at, others, &ids);
}

// The end of an id that begins at `at` and the row that tells it; nullptr for none.
const Id* id_at(std::string_view text, std::size_t at, std::size_t& end) {
  for (const Id& row : kIds) {
    const Match match = match_at(text, at, row.shape);
    if (match.end == 0 || !stands_alone(text, at, match)) continue;
    if (row.proves != nullptr && !row.proves(match.id)) continue;
    const bool bare =
        match.separator == '\0' && std::count_if(match.id.begin(), match.id.end(), is_letter) <= 1;
    if (is_dialled(text, at) || (bare && is_other_number(text, at))) continue;
    if (!row.named.empty() && !has_before(text, at, WordSet(row.named), nullptr)) continue;
    end = match.end;
    return &row;
  }
  return nullptr;
}

// The lines at the foot of a passport and on the back of an identity card (ICAO Doc 9303): upper
// case, digits and "<" alone, a name or a date of birth among them.
bool is_machine_readable(std::string_view word) {
  constexpr std::size_t kBytesMin = 28;
  if (!std::all_of(word.begin(), word.end(),
                   [](char c) { return is_upper(c) || is_digit(c) || c == '<'; }))
    return false;
  const bool filled = word.find("<<") != std::string_view::npos;
  if (word.size() >= 10 && word.starts_with("P<") && filled) return true;
  if (word.size() < kBytesMin) return false;
  const auto dated = [&](std::size_t from) {
    const std::string_view date = word.substr(from, 6);
    return std::all_of(date.begin(), date.end(), is_digit) && is_digit(word[from + 6]) &&
           weighed(date, {7, 3, 1, 7, 3, 1}) % 10 == value_of(word[from + 6]) &&
           begins_with_year(date);
  };
  return filled || dated(0) || dated(13);
}

void find_machine_readable(std::string_view text, std::vector<Secret>& found) {
  constexpr std::string_view kAround = "\"'`.,;:()[]";
  for (Piece piece : pieces_of(text)) {
    while (piece.end > piece.begin && kAround.find(text[piece.end - 1]) != std::string_view::npos)
      --piece.end;
    while (piece.end > piece.begin && kAround.find(text[piece.begin]) != std::string_view::npos)
      ++piece.begin;
    if (is_machine_readable(text.substr(piece.begin, piece.end - piece.begin)))
      found.push_back({piece.begin, piece.end, "looks like what stands in a passport"});
  }
}

}  // namespace

void find_national_ids(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kLettersMax = 8;  // before the first digit of an id
  find_machine_readable(text, found);
  std::size_t digit = 0;  // the next one from `at` on
  for (std::size_t at = 0; at < text.size();) {
    if (digit < at || at == 0) digit = std::min(text.find_first_of("0123456789", at), text.size());
    if (digit == text.size()) return;
    std::size_t end = at;
    const Id* row = digit - at > kLettersMax ? nullptr : id_at(text, at, end);
    if (row != nullptr) {
      found.push_back({at, end, row->reason});
      at = end;
    }
    // On to the next place where a word begins.
    while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0) ++at;
    while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) == 0) ++at;
  }
}

}  // namespace mnestic::extract
