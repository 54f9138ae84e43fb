// Secrets as they are said aloud: "two nine two nine", "lima, tango, 7, kilo, x-ray", "capital R,
// then o-u-g-h, underscore", "four plain words, teal otters whisper backwards".
//
// Source: the spelling alphabet of ICAO Annex 10.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kCode = "looks like a PIN or access code";
constexpr std::string_view kPassword = "looks like a password";

// Zero to nine, a row a language.
constexpr std::array<std::string_view, 10> kDigitNames = {
    "zero one two three four five six seven eight nine",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zéro un deux trois quatre cinq six sept huit neuf",
    "null eins zwei drei vier fünf sechs sieben acht neun",
    "zero uno due tre quattro cinque sei sette otto nove",
    "zero um dois três quatro cinco seis sete oito nove",
    "nul een twee drie vier vijf zes zeven acht negen",
    "zero unu doi trei patru cinci sase sapte opt noua",
    "shunya ek do teen chaar paanch chhe saat aath nau",
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć"};
constexpr std::size_t kEnglish = 0;

// The digit of that name, or -1.
int digit_of(std::string_view low, std::size_t language = kEnglish) {
  static const std::vector<WordSet> sets(kDigitNames.begin(), kDigitNames.end());
  if (language == kEnglish && (low == "oh" || low == "nought")) return 0;
  if (!sets[language].has(low)) return -1;
  std::string_view names = kDigitNames[language];
  int digit = 0;
  for (; names.substr(0, names.find(' ')) != low; ++digit) names.remove_prefix(names.find(' ') + 1);
  return digit;
}

// Every digit of "seven-seven-zero-two"; empty when another word is among them.
std::vector<int> digits_of(std::string_view low, std::size_t language) {
  std::vector<int> digits;
  while (!low.empty()) {
    const std::string_view part = low.substr(0, low.find('-'));
    const int digit = digit_of(part, language);
    if (digit < 0) return {};
    digits.push_back(digit);
    low.remove_prefix(std::min(low.size(), part.size() + 1));
  }
  return digits;
}

// "one two three four", "five four three two": somebody counts.
bool is_counting(const std::vector<int>& digits) {
  const int step = digits[1] - digits[0];
  if (std::abs(step) != 1) return false;
  for (std::size_t i = 1; i < digits.size(); ++i) {
    if (digits[i] - digits[i - 1] != step) return false;
  }
  return true;
}

// Four digits in words or more in a row.
void find_spoken_digits(const Words& words, std::size_t language, std::vector<Secret>& found) {
  constexpr std::size_t kDigitsMin = 4;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<int> row;
    std::size_t last = i;
    for (std::size_t k = i; k < words.size(); ++k) {
      const bool twice = words[k].low == "double" && k > i;
      const std::vector<int> digits = digits_of(words[k].low, language);
      if (digits.empty() && !twice) break;
      row.insert(row.end(), digits.begin(), digits.end());
      last = k;
      if (ends_sentence(words[k])) break;
    }
    if (row.size() >= kDigitsMin && !is_counting(row))
      found.push_back({words[i].begin, words[last].end, kCode});
    if (last > i) i = last;
  }
}

// "five one eight, then sixty-two, then four thousand and seventy-one", behind what names it.
void find_spoken_numbers(const Words& words, std::vector<Secret>& found) {
  static const WordSet names("social ssn pin code number account passcode combination card");
  static const WordSet numbers(
      "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
      "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
      "ninety hundred thousand double triple");
  static const WordSet joins("and then");
  constexpr std::size_t kCountMin = 4;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (!names.has(words[i].low) || !links_to_value(words[i + 1].low)) continue;
    std::size_t count = 0;
    std::size_t last = i;
    for (std::size_t k = i + 2; k < words.size(); ++k) {
      const std::string& low = words[k].low;
      if (numbers.has(std::string_view(low).substr(0, low.find('-')))) {
        ++count;
        last = k;
      } else if (!joins.has(low)) {
        break;
      }
      if (ends_sentence(words[k])) break;
    }
    if (count >= kCountMin) found.push_back({words[i + 2].begin, words[last].end, kCode});
  }
}

bool is_spelling_word(std::string_view low) {
  static const WordSet alphabet(
      "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike "
      "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray xray "
      "yankee zulu");
  return alphabet.has(low);
}

// "o-u-g-h"
bool is_letters_apart(std::string_view low) {
  if (low.size() < 3 || low.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < low.size(); ++i) {
    if (i % 2 == 1 ? low[i] != '-' : is_digits(low.substr(i, 1)) || low[i] == '-') return false;
  }
  return true;
}

// How many words from words[k] on say one sign of a spelled secret: 0 for none.
std::size_t spelled_at(const Words& words, std::size_t k) {
  static const WordSet signs("underscore hyphen dash hash hashtag ampersand asterisk dot bang");
  static const WordSet first("dollar exclamation question at pound percent plus");
  static const WordSet second("sign mark point");
  static const WordSet sizes("capital uppercase lowercase upper lower cap big small");
  const std::string& low = words[k].low;
  if (is_spelling_word(low) || is_letters_apart(low) || signs.has(low)) return 1;
  if ((low.size() == 1 && !low.empty()) || digit_of(low) >= 0 || is_bare_number(low)) return 1;
  if (k + 1 < words.size() && first.has(low) && second.has(words[k + 1].low)) return 2;
  if (k + 1 < words.size() && sizes.has(low) &&
      (words[k + 1].low.size() == 1 || is_spelling_word(words[k + 1].low))) {
    return 2;
  }
  return 0;
}

// A row of five signs or more, spelled one by one, two of which nobody says otherwise.
void find_spelled(const Words& words, std::vector<Secret>& found) {
  constexpr std::size_t kSignsMin = 5;
  static const WordSet joins("then and");
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t signs = 0;
    std::size_t telling = 0;
    std::size_t last = i;
    for (std::size_t k = i; k < words.size();) {
      if (k > i && joins.has(words[k].low)) {
        ++k;
        continue;
      }
      const std::size_t length = spelled_at(words, k);
      if (length == 0) break;
      const std::string& low = words[k].low;
      const bool plain = low.size() == 1 || digit_of(low) >= 0 || is_bare_number(low);
      const bool apart = is_letters_apart(low);
      signs += apart ? low.size() / 2 + 1 : 1;
      telling += length == 2 || !plain ? 1 : 0;
      last = k + length - 1;
      k += length;
      if (ends_sentence(words[last])) break;
    }
    // "p l o v e r 7 7"
    const bool apart = telling == 0 && signs > kSignsMin + 1 && last - i + 1 == signs &&
                       is_bare_number(words[last].low) && !is_bare_number(words[i].low) &&
                       !is_bare_number(words[i + 3].low);
    if (apart || (signs >= kSignsMin && telling >= 2))
      found.push_back({words[i].begin, words[last].end, kPassword});
    if (last > i) i = last;
  }
}

// "four plain words, teal otters whisper backwards": as many words as are told, and no more.
void find_so_many_words(const Words& words, std::vector<Secret>& found) {
  static const WordSet kinds("plain random simple little silly secret ordinary english");
  for (std::size_t i = 0; i + 3 < words.size(); ++i) {
    const int count = words[i].low == "three"  ? 3
                      : words[i].low == "four" ? 4
                      : words[i].low == "five" ? 5
                      : words[i].low == "six"  ? 6
                                               : 0;
    std::size_t k = i + 1;
    while (k < words.size() && kinds.has(words[k].low)) ++k;
    if (count == 0 || k + static_cast<std::size_t>(count) >= words.size()) continue;
    const std::size_t last = k + static_cast<std::size_t>(count);
    const bool apart = words[k].marks_after == "," || words[k].marks_after == ":" ||
                       (words[k + 1].low.empty() && last + 1 < words.size());
    // "three words, best day ever" are none
    const bool secret = k > i + 1;
    if (words[k].low != "words" || !secret || !apart || !ends_clause(words, last)) continue;
    bool grammar = false;  // "four words, and I am lost"
    for (std::size_t n = k + 1; n <= last; ++n) {
      grammar = grammar || is_pronoun(words[n].low) || is_auxiliary(words[n].low) ||
                (n < last && ends_sentence(words[n]));
    }
    if (!grammar) found.push_back({words[k + 1].begin, words[last].end, kPassword});
  }
}

}  // namespace

void find_spoken(const Words& words, std::vector<Secret>& found) {
  for (std::size_t language = 0; language < kDigitNames.size(); ++language)
    find_spoken_digits(words, language, found);
  find_spoken_numbers(words, found);
  find_spelled(words, found);
  find_so_many_words(words, found);
}

}  // namespace mnestic::extract
