#include "secrets/words.h"

#include <algorithm>
#include <cctype>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"

namespace mnestic::extract {
namespace {

bool is_mark(char c) {
  return std::string_view(".,;:!?\"'()[]{}<>`=").find(c) != std::string_view::npos;
}

// "the password's hunter2": "is" in a short form.
bool may_be_short(std::string_view word) {
  static const WordSet announcing(
      "password passphrase pwd pw pin passcode code combination key token secret number cvv otp "
      "sin "
      "ssn safe lock padlock gate alarm word answer ein tfn dl ni nhs id");
  return announcing.has(word);
}

// One digit as a word or several with hyphens ("one-nine-eight-four"), or nothing.
std::string spelled_digits(std::string_view low) {
  static constexpr std::string_view kWords[] = {"zero", "one", "two",   "three", "four",
                                                "five", "six", "seven", "eight", "nine"};
  std::string digits;
  while (!low.empty()) {
    const std::string_view part = low.substr(0, low.find('-'));
    const auto* found = std::find(std::begin(kWords), std::end(kWords), part);
    if (found == std::end(kWords) && part != "oh") return {};
    digits += part == "oh" ? '0' : static_cast<char>('0' + (found - std::begin(kWords)));
    low.remove_prefix(std::min(low.size(), part.size() + 1));
  }
  return digits;
}

// A part of a number that people write in groups: it holds a digit and is short.
bool is_group_part(std::string_view low) {
  constexpr std::size_t kPartBytesMax = 12;
  // "2026-11-28", "28/11/2026"
  const bool date = low.size() == 10 && digits_in(low) == 8 &&
                    ((low[4] == '-' && low[7] == '-') || (low[2] == low[5]));
  return !date && !low.empty() && low.size() <= kPartBytesMax && digits_in(low) * 2 >= low.size() &&
         std::all_of(low.begin(), low.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ||
                  c == '/' || c == '#';
         });
}

// "3, 8, 8 and 1", "seven, seven, three": single digits, whatever stands between them.
Group single_digits(const Words& words, std::size_t i) {
  constexpr std::size_t kDigitsMin = 3;
  constexpr std::size_t kReach = 40;
  Group group{i, {}};
  for (std::size_t k = i; k < words.size() && k < i + kReach; ++k) {
    const std::string& low = words[k].low;
    const std::string spelled = spelled_digits(low);
    const bool single = low.size() == 1 && digits_in(low) == 1;
    const bool twice = (low == "double" || low == "triple") && k + 1 < words.size();
    const bool dash = low == "-" || (k > i && (low == "and" || low == "then"));
    if (!single && spelled.empty() && !twice && !dash) break;
    if (twice || dash) continue;
    const std::string& front = k > i ? words[k - 1].low : low;
    for (int n = front == "triple" ? 3 : front == "double" ? 2 : 1; n > 0; --n)
      group.digits += single ? low : spelled;
    group.last = k;
    if (ends_sentence(words[k])) break;
  }
  if (group.digits.size() < kDigitsMin) group.digits.clear();
  return group;
}

// Pieces between blanks; what is markup or JSON without blanks comes in its parts.
std::vector<Piece> parts_of(std::string_view text) {
  std::vector<Piece> parts;
  for (const Piece& piece : pieces_of(text)) {
    const std::string_view all = text.substr(piece.begin, piece.end - piece.begin);
    const bool fields =
        all.find('=') != std::string_view::npos && all.find(';') != std::string_view::npos;
    const bool markup = all.find("</") != std::string_view::npos ||
                        all.find("\":") != std::string_view::npos || fields;
    std::size_t begin = piece.begin;
    for (std::size_t at = piece.begin; markup && at < piece.end; ++at) {
      if (std::string_view("<>,{};").find(text[at]) == std::string_view::npos) continue;
      // A closing tag says no name again; an opening one names what follows.
      if (text[at] == '>' && at > begin) parts.push_back({begin, at + 1});
      if (text[at] != '>' && at > begin) parts.push_back({begin, at});
      begin = at + 1;
    }
    if (begin < piece.end) parts.push_back({begin, piece.end});
  }
  return parts;
}

}  // namespace

Words words_of(std::string_view text) {
  constexpr std::size_t kNameBytesMax = 40;
  constexpr std::size_t kWordBytesMax = 256;
  Words words;
  for (const Piece& piece : parts_of(text)) {
    std::size_t begin = piece.begin;
    std::size_t end = piece.end;
    const bool line = end >= text.size() || text[end] == '\n' || text[end] == '\r';
    // "pin=1234" and "password:abc" are two words.
    const std::size_t cut =
        text.substr(begin, std::min(end - begin, kNameBytesMax)).find_first_of(":=");
    if (cut != std::string_view::npos && cut > 0 && begin + cut + 1 < end &&
        text[begin + cut + 1] != '/' &&
        std::isdigit(static_cast<unsigned char>(text[begin])) == 0) {
      std::size_t name = begin;
      std::size_t name_end = begin + cut;
      while (name < name_end && is_mark(text[name])) ++name;
      while (name_end > name && is_mark(text[name_end - 1])) --name_end;
      words.push_back({lower(text.substr(name, name_end - name)), name, name_end,
                       text.substr(begin + cut, 1), false});
      begin += cut + 1;
    }
    const std::size_t marks = begin;
    while (begin < end && is_mark(text[begin])) ++begin;
    if (begin == end) {
      words.push_back({{}, marks, marks, text.substr(marks, end - marks), line});
      continue;
    }
    std::size_t stop = end;
    while (stop > begin && is_mark(text[stop - 1])) --stop;
    std::string low = lower(text.substr(begin, std::min(stop - begin, kWordBytesMax)));
    const std::string_view after = text.substr(stop, end - stop);
    if (low.ends_with("'s") && may_be_short(std::string_view(low).substr(0, low.size() - 2))) {
      low.resize(low.size() - 2);
      const std::size_t bare = begin + low.size();
      words.push_back({std::move(low), begin, bare, {}, false});
      words.push_back({"is", bare, stop, after, line});
      continue;
    }
    words.push_back({std::move(low), begin, stop, after, line, begin > marks});
  }
  // "passport no. 533871264"
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    static const WordSet short_forms("no nr num nro núm");
    const bool short_form = short_forms.has(words[i].low) || words[i].low == "p.i.n";
    if (words[i].marks_after == "." && short_form && digits_in(words[i + 1].low) > 0) {
      words[i].marks_after = {};
    }
  }
  return words;
}

std::size_t digits_in(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool is_bare_number(std::string_view word) {
  return digits_in(word) > 0 && word.find_first_not_of("0123456789#*") == std::string_view::npos;
}

bool is_address(std::string_view word) {
  const std::size_t at = word.find('@');
  return word.find("://") != std::string_view::npos || word.starts_with("www.") ||
         (at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos);
}

bool is_made_up(std::string_view word) {
  constexpr std::size_t kBytesMin = 6;
  const bool letters = std::any_of(word.begin(), word.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
  return word.size() >= kBytesMin && letters && !is_address(word) &&
         (digits_in(word) > 0 || word.find_first_of("!@#$%^&*_+~") != std::string_view::npos);
}

bool is_random(std::string_view original) {
  constexpr std::size_t kBytesMin = 8;
  constexpr int kChangesMin = 3;
  bool upper = false;
  bool lower_case = false;
  int changes = 0;
  for (std::size_t i = 0; i < original.size(); ++i) {
    const auto byte = static_cast<unsigned char>(original[i]);
    if (std::isalnum(byte) == 0) return false;
    upper = upper || std::isupper(byte) != 0;
    lower_case = lower_case || std::islower(byte) != 0;
    const bool digit = std::isdigit(byte) != 0;
    changes += i > 0 && digit != (std::isdigit(static_cast<unsigned char>(original[i - 1])) != 0);
  }
  return original.size() >= kBytesMin && upper && lower_case && changes >= kChangesMin;
}

bool ends_sentence(const Word& word) {
  if (word.marks_after.starts_with("..")) return false;  // "bike lock... 7392"
  return word.marks_after.find_first_of(".!?;") != std::string_view::npos;
}

bool ends_clause(const Words& words, std::size_t i) {
  if (!words[i].marks_after.empty() || words[i].ends_line || i + 1 >= words.size()) return true;
  static const WordSet next("and but so lol btw haha et und y og och oder ou — – - | /");
  return next.has(words[i + 1].low) || words[i + 1].low.empty() || words[i + 1].opened;
}

bool links_to_value(std::string_view low) {
  static const WordSet set(
      "is are was were = to it's its es est ist lautet é è sono son sind zijn są to jest är er "
      "c'est "
      "says reads : — – - -> <- →");
  return set.has(low);
}

bool is_quoted(std::string_view text, const Word& word) {
  return word.begin > 0 &&
         std::string_view("\"'`").find(text[word.begin - 1]) != std::string_view::npos;
}

Group group_at(const Words& words, std::size_t i) {
  constexpr std::size_t kPartsMax = 10;
  if (Group digits = single_digits(words, i); !digits.digits.empty()) return digits;
  Group group{i, {}};
  for (std::size_t k = i; k < words.size() && k < i + kPartsMax; ++k) {
    const std::string& low = words[k].low;
    const bool letter = k > i && low.size() == 1 && digits_in(low) == 0 && low != "i" && low != "a";
    if (!is_group_part(low) && !letter) break;
    group.digits += low;
    group.last = k;
    if (!words[k].marks_after.empty() || words[k].ends_line) break;
  }
  return group;
}

}  // namespace mnestic::extract
