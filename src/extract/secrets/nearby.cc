// In a text that speaks of passwords, words that look like one, wherever they stand: "That password
// didn't work, so I went for Cobblestone~9", "all my logins: mail Lantern*Fog3, bank app 518206".
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/announcement.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a password";

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool speaks_of_passwords(const Words& words, std::size_t i) {
  static const WordSet entries(
      "login logins log-in credentials creds passkey digid bankid taxisnet elster");
  static const WordSet opens("log logged sign signed");
  static const WordSet into("in into on onto");
  const Announcement* announcement = announced_by(words, i);
  if (announcement != nullptr &&
      (announcement->value == Value::password || announcement->value == Value::foreign)) {
    return true;
  }
  if (entries.has(words[i].low)) return true;
  return opens.has(words[i].low) && i + 1 < words.size() && into.has(words[i + 1].low);
}

// "iPhone-15", "argon2": a name that goes with numbers.
bool names_product(std::string_view low) {
  static const WordSet makes(
      "iphone ipad windows android python mysql postgres galaxy pixel playstation ubuntu debian "
      "argon bcrypt blake office excel java angular macos chapter figure page room flat unit level "
      "year grade team route http https oauth saml socks nano thinkpad macbook xbox");
  return makes.has(low.substr(
      0,
      static_cast<std::size_t>(std::find_if_not(low.begin(), low.end(), is_letter) - low.begin())));
}

// "Violin#Tuesday", "gorse.hedge.71", "Pa55-ionfruit": a sign inside of a word, and letters around
// or digits too. No address, no file, no time.
bool is_signed(std::string_view low) {
  constexpr std::size_t kBytesMin = 7;
  if (low.size() < kBytesMin || is_address(low) || names_product(low)) return false;
  const bool digits = digits_in(low) > 0;
  const bool letters = std::count_if(low.begin(), low.end(), is_letter) >= 4;
  const bool strong = low.find_first_of("!#$%^*~") != std::string_view::npos;
  const bool weak = low.find_first_of("&_+-.?@") != std::string_view::npos;
  return letters &&
         ((strong && is_letter(low.front())) || (digits && weak && is_letter(low.front())));
}

// "biscuit77": letters and then digits, and no machine's or program's name.
bool is_numbered_word(std::string_view low) {
  constexpr std::size_t kLettersMin = 4;
  const auto digit = std::find_if(low.begin(), low.end(), is_digit);
  const auto letters = static_cast<std::size_t>(digit - low.begin());
  if (letters < kLettersMin || digit == low.end()) return false;
  return std::all_of(low.begin(), digit, is_letter) && std::all_of(digit, low.end(), is_digit) &&
         !names_product(low);
}

// Behind the word that ends the sentence of words[i].
std::size_t sentence_end(const Words& words, std::size_t i) {
  while (i + 1 < words.size() && !ends_sentence(words[i])) ++i;
  return i + 1;
}

// "pwd starts with Haddock and ends in 3391"
void find_described(const Words& words, std::size_t begin, std::size_t end,
                    std::vector<Secret>& found) {
  static const WordSet ways("starts begins ends finishes start begin end finish");
  static const WordSet by("with in on");
  for (std::size_t k = begin; k + 2 < end; ++k) {
    if (ways.has(words[k].low) && by.has(words[k + 1].low) && !is_determiner(words[k + 2].low))
      found.push_back({words[k + 2].begin, words[k + 2].end, kReason});
  }
}

// The first word of the phrase that ends at words[last] and was typed, used or put: "I type seven
// herons over Tromso at dusk, with the spaces"; `last` itself when no such verb leads to it.
std::size_t typed_from(const Words& words, std::size_t last) {
  static const WordSet typed("type typed typing enter entered use used put it's");
  constexpr std::size_t kReach = 9;
  for (std::size_t k = last; k-- > 0 && last - k <= kReach;) {
    if (!words[k].marks_after.empty()) break;
    if (typed.has(words[k].low)) return k + 1;
  }
  return last;
}

// "it's cherrypie all one word", "biscuit, no spaces": how it is typed.
void find_spelt(const Words& words, std::vector<Secret>& found) {
  static const WordSet sorts("spaces capitals caps dashes hyphens");
  for (std::size_t k = 1; k + 1 < words.size(); ++k) {
    const std::string& low = words[k].low;
    const std::string& next = words[k + 1].low;
    const bool one_word = low == "one" && next == "word";
    const bool without = low == "no" && sorts.has(next);
    const bool with = low == "the" && sorts.has(next) && words[k - 1].low == "with";
    const bool lower_case = low == "all" && (next == "lowercase" || next == "lower");
    if (!one_word && !without && !lower_case && !(with && k > 1)) continue;
    const bool longer = with || (one_word && words[k - 1].low == "all" && k > 1);
    const std::size_t last = longer ? k - 2 : k - 1;
    if (words[last].low.size() >= 4)
      found.push_back({words[typed_from(words, last)].begin, words[last].end, kReason});
  }
}

// The quotation that opens before words[k]: its last byte's end, or 0.
std::size_t quotation_end(std::string_view text, const Words& words, std::size_t k) {
  constexpr std::size_t kQuotedBytesMax = 80;
  if (!words[k].opened || words[k].begin == 0) return 0;
  const char mark = text[words[k].begin - 1];
  if (mark != '\'' && mark != '"') return 0;
  std::size_t at = words[k].begin;
  while ((at = text.find(mark, at)) < words[k].begin + kQuotedBytesMax) {
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : ' ';
    if (std::isalnum(next) == 0) return at;
    ++at;
  }
  return 0;
}

// In a sentence about a password what is quoted as it: "whoever comes says 'marmalade at midnight',
// that's this term's password", "now it's 'trev smells 44'"; not "it says 'wrong password'".
void find_quoted(std::string_view text, const Words& words, std::size_t begin, std::size_t end,
                 std::vector<Secret>& found) {
  static const WordSet leads("it's its is was to use used");
  static const WordSet saying("say says shout whisper answer");
  constexpr std::size_t kReach = 24;
  for (std::size_t k = std::max<std::size_t>(begin, 1); k < end; ++k) {
    const bool said = saying.has(words[k - 1].low);
    if ((!said && !leads.has(words[k - 1].low)) || says_about_secret(words[k].low)) continue;
    const std::size_t close = quotation_end(text, words, k);
    if (close == 0) continue;
    bool message = false;
    std::size_t inside = k;
    for (; inside < end && words[inside].begin < close; ++inside)
      message =
          message || announced_by(words, inside) != nullptr || is_auxiliary(words[inside].low);
    bool named = false;  // behind it: "'marmalade', that's the password"
    const std::size_t near = std::min(end, inside + kReach);
    for (; inside < near; ++inside) named = named || announced_by(words, inside) != nullptr;
    if (!message && (named || !said)) found.push_back({words[k].begin, close, kReason});
  }
}

}  // namespace

void find_nearby(std::string_view text, const Words& words, std::vector<Secret>& found) {
  static const WordSet wireless("wifi wi-fi wireless wlan router hotspot gpg pgp pinentry keepass");
  bool any = false;
  bool spelt = false;
  for (std::size_t begin = 0, end = 0; begin < words.size(); begin = end) {
    end = sentence_end(words, begin);
    bool speaks = false;
    bool several = false;
    for (std::size_t i = begin; i < end; ++i) {
      spelt = spelt || wireless.has(words[i].low);
      speaks = speaks || speaks_of_passwords(words, i);
      several = several || words[i].low == "logins" || words[i].low == "passwords";
    }
    if (!speaks) continue;
    any = spelt = true;
    for (std::size_t k = begin; k < end; ++k) {
      const std::string& low = words[k].low;
      const bool number = several && is_bare_number(low) && low.size() >= 4 && low.size() <= 8 &&
                          ends_clause(words, k) && k > 0 && !is_preposition(words[k - 1].low);
      if (is_numbered_word(low) || number) found.push_back({words[k].begin, words[k].end, kReason});
    }
    find_described(words, begin, end, found);
    find_quoted(text, words, begin, end, found);
  }
  if (spelt) find_spelt(words, found);
  for (const Word& word : words) {
    const bool random = spelt && is_random(text.substr(word.begin, word.end - word.begin));
    if (random || (any && is_signed(word.low))) found.push_back({word.begin, word.end, kReason});
  }
}

}  // namespace mnestic::extract
