#include "secrets/values.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

// One letter or two and six digits or more, or eight or nine digits (ICAO Doc 9303 allows nine
// characters).
bool is_passport_number(std::string_view word) {
  const std::size_t digits = digits_in(word);
  const std::size_t letters = word.size() - digits;
  return word.size() >= 7 && word.size() <= 9 && digits >= 6 && letters <= 2 &&
         (letters > 0 || digits >= 8) && std::all_of(word.begin(), word.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0;
         });
}

bool is_long_key(std::string_view word) {
  constexpr std::size_t kBytesMin = 20;
  return word.size() >= kBytesMin && digits_in(word) >= 4 && is_made_up(word);
}

// Whether `number`, a word or a group of them, can be a value of that kind.
bool is_number(std::string_view number, Value value) {
  const std::size_t digits = digits_in(number);
  switch (value) {
    case Value::code:
      return digits >= 3 && digits <= 10 && digits * 2 >= number.size();
    case Value::codes:
      return digits >= 4 && digits <= 6 && is_bare_number(number);
    case Value::cash:
      return digits >= 3 && digits <= 8 && is_bare_number(number);
    case Value::id:  // no date
      return digits >= 5 && !(digits <= 8 && std::count(number.begin(), number.end(), '/') == 2) &&
             !(digits == 8 && std::count(number.begin(), number.end(), '-') == 2);
    case Value::licence:  // letters and digits mixed; a bare number may be a plate or a year
      return digits >= 5 && digits < number.size() && number.size() >= 8;
    case Value::passport:
      return is_passport_number(number);
    case Value::account:
      return digits >= 6 && digits * 2 >= number.size();
    default:
      return false;
  }
}

bool is_grammar_word(std::string_view low) {
  return is_determiner(low) || is_preposition(low) || is_pronoun(low) || is_wh_word(low) ||
         is_auxiliary(low);
}

// The last word of the phrase from words[k] to the end of its clause: no words of grammar stand in
// it.
std::size_t phrase_end(const Words& words, std::size_t k, Value value) {
  constexpr std::size_t kWordsMax = 12;
  std::size_t last = k;
  while (last + 1 < words.size() && last - k + 1 < kWordsMax && !ends_clause(words, last)) {
    const std::string& next = words[last + 1].low;
    if (is_pronoun(next) || is_auxiliary(next)) break;
    if (value != Value::phrase && is_grammar_word(next)) break;
    ++last;
  }
  return last;
}

// "correct horse battery staple": three words or more, of which only the first could say how a
// password is.
bool is_passphrase(const Words& words, std::size_t first, std::size_t last) {
  if (last < first + 2 || is_grammar_word(words[first].low)) return false;
  for (std::size_t k = first; k <= last; ++k) {
    if (is_adverb(words[k].low) || (k > first && says_about_secret(words[k].low))) return false;
  }
  return true;
}

bool says_how(const Words& words, std::size_t k) {
  const std::string& low = words[k].low;
  return says_about_secret(low) || is_adjective(low) || is_adverb(low) || is_grammar_word(low) ||
         is_verb(low, kParticiple | kGerund);
}

// "app password qwmz hvtk rbxe pnlj": four times four letters, as a maker of passwords gives them.
bool is_four_fours(const Words& words, std::size_t k) {
  constexpr std::size_t kFours = 4;
  if (k + kFours > words.size()) return false;
  const auto first = words.begin() + static_cast<std::ptrdiff_t>(k);
  return std::all_of(first, first + kFours, [](const Word& each) {
    return each.low.size() == kFours && verb_form(each.low) == nullptr &&
           !is_grammar_word(each.low) && !is_adverb(each.low);
  });
}

// "********", "<your-key-here>", "your_password"
bool is_placeholder(std::string_view text, const Word& word) {
  const std::string& low = word.low;
  return low.find_first_not_of(low[0]) == std::string::npos || low.starts_with("your-") ||
         low.starts_with("your_") || low == "changeme" || low.starts_with("os.environ") ||
         low.starts_with("process.env") || low.starts_with("${") || low.starts_with("getenv") ||
         (word.begin > 0 && text[word.begin - 1] == '<');
}

std::optional<Found> wordy_at(std::string_view text, const Words& words, std::size_t k, Value value,
                              Lead lead) {
  const Word& word = words[k];
  // "the passkey is 8842 1173 0056 9921"
  const Group group = group_at(words, k);
  const bool grouped = group.last > k && digits_in(group.digits) == group.digits.size();
  const Found single = grouped ? Found{{word.begin, words[group.last].end}, group.last}
                               : Found{whole_value(text, word), k};
  const bool made_up = is_made_up(word.low);
  if (value == Value::made_up) {
    const bool sign = word.low.find_first_of("!@#$%^&*+~") != std::string::npos;
    const bool shown = made_up && (lead.linked || lead.next || (sign && digits_in(word.low) > 0));
    return shown ? std::optional(single) : std::nullopt;
  }
  if (is_placeholder(text, word)) return std::nullopt;
  if (is_long_key(word.low)) return single;
  if (lead.next && is_four_fours(words, k)) {
    return Found{{word.begin, words[k + 3].end}, k + 3};
  }
  if (!lead.linked && lead.next && stands_as_value(text, words, k)) return single;
  if (!lead.linked) {
    // "wachtwoord Stroopkoek-Vrijdag"
    const bool signs = value == Value::foreign && ends_clause(words, k) && word.low.size() >= 8 &&
                       word.low.find_first_of("-_.") != std::string::npos;
    // "pw 61830577"
    const bool number = value == Value::password && is_bare_number(word.low) &&
                        word.low.size() >= 4 && word.low.size() <= 12 && ends_clause(words, k);
    const bool shown = lead.next && ((made_up && digits_in(word.low) > 0) || signs || number);
    return shown ? std::optional(single) : std::nullopt;
  }
  if (is_quoted(text, word)) return single;
  constexpr std::size_t kBytesMin = 3;
  if (made_up) return single;
  const std::size_t last = phrase_end(words, k, value);
  const Found phrase{{word.begin, words[last].end}, last};
  if (value == Value::phrase) {
    return says_about_secret(word.low) ? std::nullopt : std::optional(phrase);
  }
  if (is_passphrase(words, k, last)) return phrase;
  if (word.low.size() < kBytesMin || says_about_secret(word.low)) return std::nullopt;
  const bool sign = word.low.find_first_of("!@#$%^&*_+~") != std::string::npos;
  if (digits_in(word.low) > 0 || sign) return single;
  if (value == Value::foreign) {
    return ends_clause(words, k) && word.low.size() > kBytesMin ? std::optional(single)
                                                                : std::nullopt;
  }
  return lead.marked || !says_how(words, k) ? std::optional(phrase) : std::nullopt;
}

}  // namespace

namespace {

// "HARGR 704182 KL9XB": the groups in capitals before and behind belong to it.
Found with_letters(std::string_view text, const Words& words, std::size_t k, std::size_t last) {
  const auto shouted = [&](const Word& word) {
    const std::string_view said = text.substr(word.begin, word.end - word.begin);
    return said.size() >= 4 && std::all_of(said.begin(), said.end(), [](char c) {
             const auto byte = static_cast<unsigned char>(c);
             return std::isupper(byte) != 0 || std::isdigit(byte) != 0;
           });
  };
  std::size_t first = k;
  if (first > 0 && words[first - 1].marks_after.empty() && shouted(words[first - 1])) --first;
  while (last + 1 < words.size() && words[last].marks_after.empty() && shouted(words[last + 1]))
    ++last;
  return {{words[first].begin, words[last].end}, last};
}

}  // namespace

std::optional<Found> value_at(std::string_view text, const Words& words, std::size_t k, Value value,
                              Lead lead) {
  const Word& word = words[k];
  const bool wordy = value == Value::password || value == Value::foreign ||
                     value == Value::phrase || value == Value::made_up;
  if (wordy) return wordy_at(text, words, k, value, lead);
  const Group group = group_at(words, k);
  const std::size_t digits = digits_in(group.digits);
  const bool cash_unlinked = value == Value::cash && !lead.linked;
  if (!cash_unlinked && digits >= 3 && is_number(group.digits, value)) {
    if (value == Value::id) return with_letters(text, words, k, group.last);
    return Found{{word.begin, words[group.last].end}, group.last};
  }
  if (!cash_unlinked && is_number(word.low, value)) return Found{whole_value(text, word), k};
  // "the passcode is K7!pq2", "recovery codes are cqnk-m9wg and ..."
  const bool dashed = word.low.size() >= 8 && word.low.find('-') != std::string::npos;
  const bool shown = lead.linked || dashed || (lead.next && digits_in(word.low) > 0);
  if (value == Value::code && shown && is_made_up(word.low))
    return Found{whole_value(text, word), k};
  return std::nullopt;
}

std::optional<Found> described_value(std::string_view text, const Words& words, std::size_t k) {
  static const WordSet names(
      "name birthday street town team band initials word surname nickname number year place song "
      "city colour color book film character address");
  constexpr std::size_t kReach = 6;
  for (std::size_t at = k; at + 1 < words.size() && at < k + kReach; ++at) {
    if (ends_sentence(words[at])) return std::nullopt;
    const bool apart = words[at].marks_after.find_first_of(",:(") != std::string_view::npos ||
                       words[at + 1].low.empty();
    if (!names.has(words[at].low) || !apart) continue;
    const std::size_t first = words[at + 1].low.empty() ? at + 2 : at + 1;
    if (first >= words.size() || is_grammar_word(words[first].low)) return std::nullopt;
    return Found{whole_value(text, words[first]), first};
  }
  return std::nullopt;
}

Piece whole_value(std::string_view text, const Word& word) {
  constexpr std::size_t kQuotedBytesMax = 120;
  if (is_quoted(text, word)) {
    const std::string_view rest = text.substr(word.begin, kQuotedBytesMax);
    const std::size_t close = rest.find(text[word.begin - 1]);
    if (close != std::string_view::npos && word.begin + close >= word.end)
      return {word.begin, word.begin + close};
  }
  return {word.begin, word.end};
}

bool stands_as_value(std::string_view text, const Words& words, std::size_t k) {
  if (is_four_fours(words, k)) return true;
  const Word& word = words[k];
  const bool quoted = is_quoted(text, word) && whole_value(text, word).end < text.size() &&
                      text[whole_value(text, word).end] == text[word.begin - 1];
  const bool line = k == 1 || (k > 1 && words[k - 2].ends_line);
  return (quoted || (line && word.ends_line && word.marks_after.empty())) && word.low.size() >= 4 &&
         !says_about_secret(word.low) && !is_grammar_word(word.low);
}

bool stands_alone(const Words& words, std::size_t k, Value value) {
  const std::string& low = words[k].low;
  switch (value) {
    case Value::password:
    case Value::foreign:
      return is_made_up(low);
    case Value::code:
    case Value::codes:
      return is_bare_number(low) && digits_in(low) >= 3 && digits_in(low) <= 8;
    case Value::passport:
    case Value::id:
    case Value::account:
      return is_number(low, value) && low.find_first_of("/:") == std::string::npos;
    default:
      return false;
  }
}

}  // namespace mnestic::extract
