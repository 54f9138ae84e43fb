// Secrets that only the words before them give away: "the password is ...", "PIN 1234", "passport
// number ...".
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "guard/secrets.h"

namespace mnestic::extract {
namespace {

// How many pieces may stand between the word that announces and the value ("PIN for the joint
// account is").
constexpr std::size_t kReachPieces = 9;

struct Word {
  std::string low;        // lower case, marks at both ends gone
  std::size_t begin = 0;  // of the stripped word
  std::size_t end = 0;
  std::string_view marks_after;  // what was cut at the end: ":", ",", "."
};

bool is_mark(char c) {
  return std::string_view(".,;:!?\"'()[]{}<>`=").find(c) != std::string_view::npos;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (const Piece& piece : pieces_of(text)) {
    std::size_t begin = piece.begin;
    std::size_t end = piece.end;
    // "pin=1234" and "password:abc" are two words.
    const std::size_t cut =
        text.substr(begin, std::min<std::size_t>(end - begin, 40)).find_first_of(":=");
    if (cut != std::string_view::npos && cut > 0 && begin + cut + 1 < end &&
        text[begin + cut + 1] != '/' &&
        std::isdigit(static_cast<unsigned char>(text[begin])) == 0) {
      words.push_back(
          {lower(text.substr(begin, cut)), begin, begin + cut, text.substr(begin + cut, 1)});
      begin += cut + 1;
    }
    while (begin < end && is_mark(text[begin])) ++begin;
    std::size_t stop = end;
    while (stop > begin && is_mark(text[stop - 1])) --stop;
    const std::size_t bytes = std::min<std::size_t>(stop - begin, 256);
    // "the password's hunter2": "is" in a short form.
    static const WordSet announcing(
        "password passphrase pwd pw pin passcode code combination key token secret number cvv otp");
    const std::string low = lower(text.substr(begin, bytes));
    if (low.ends_with("'s") && announcing.has(low.substr(0, low.size() - 2))) {
      const std::size_t bare = begin + low.size() - 2;
      words.push_back({low.substr(0, low.size() - 2), begin, bare, {}});
      words.push_back({"is", bare, stop, text.substr(stop, end - stop)});
      continue;
    }
    words.push_back({lower(text.substr(begin, bytes)), begin, stop, text.substr(stop, end - stop)});
  }
  return words;
}

std::size_t digits_in(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

enum class Value { password, foreign, code, cash, id, licence, passport, account };

struct Announcement {
  Value value;
  std::string_view reason;
};

// "the number for the cash machine is": what opens or pays, within a few words.
bool for_what_opens(const std::vector<Word>& words, std::size_t i) {
  static const WordSet opens(
      "atm cashpoint card alarm safe door gate lock locker padlock garage vault");
  if (i + 1 >= words.size() || words[i + 1].low != "for") return false;
  for (std::size_t k = i + 2; k < words.size() && k <= i + 5; ++k) {
    if (opens.has(words[k].low)) return true;
    if (words[k].low == "machine" && words[k - 1].low == "cash") return true;
  }
  return false;
}

const Announcement* announced_by(const std::vector<Word>& words, std::size_t i) {
  static const Announcement password{Value::password, "looks like a password"};
  static const Announcement foreign{Value::foreign, "looks like a password"};
  static const Announcement code{Value::code, "looks like a PIN or access code"};
  static const Announcement cash{Value::cash, "looks like a PIN or access code"};
  static const Announcement key{Value::password, "looks like a secret key"};
  static const Announcement id{Value::id, "looks like a government id"};
  static const Announcement licence{Value::licence, "looks like a government id"};
  static const Announcement passport{Value::passport, "looks like a passport number"};
  static const Announcement account{Value::account, "looks like a bank account number"};
  static const WordSet passwords(
      "password passwords passwort passphrase pwd passwd pass-phrase pw");
  static const WordSet foreign_passwords(
      "contraseña contrasena kennwort senha wachtwoord lösenord adgangskode hasło parola пароль "
      "heslo salasana şifre");
  static const WordSet codes("pin passcode cvv cvc cvv2 otp pincode pin-code keycode");
  static const WordSet ids("ssn aadhaar nino itin cpf bsn pesel");
  std::string_view low = words[i].low;
  if (low.ends_with("'s")) low.remove_suffix(2);
  const std::string_view before = i > 0 ? std::string_view(words[i - 1].low) : std::string_view();
  if (passwords.has(low)) return &password;
  // "the new pass is …", not a boarding pass.
  static const WordSet before_pass("new old my our the login wifi wi-fi admin email account");
  if (low == "pass" && before_pass.has(before)) return &foreign;
  if (foreign_passwords.has(low) || (low == "passe" && before == "de")) return &foreign;
  if (codes.has(low)) return &code;
  // "my PINs are ..."; "212 enamel pins on it" are no codes.
  static const WordSet many("pins passcodes otps keycodes");
  static const WordSet told("are is were was");
  const bool listed = i + 1 < words.size() && told.has(words[i + 1].low);
  if (many.has(low) && (listed || words[i].marks_after.find(':') != std::string_view::npos))
    return &code;
  // "key safe is 2580"
  static const WordSet boxes("keysafe lockbox key-safe lock-box");
  if (boxes.has(low) || (low == "safe" && before == "key")) return &code;
  if (ids.has(low)) return &id;
  if (low == "passport") return &passport;
  if ((low == "number" || low == "code") && for_what_opens(words, i)) return &cash;
  if (low == "code" || low == "combination") {
    static const WordSet secret(
        "sort alarm door gate security access entry safe lock keypad garage "
        "recovery backup verification 2fa unlock authentication login "
        "building padlock bike-lock lockbox house voicemail pairing");
    return secret.has(before) || low == "combination" ? &code : nullptr;
  }
  if (low == "key" || low == "secret" || low == "token" || low == "keys") {
    static const WordSet of(
        "api secret access private client wifi wi-fi network bearer auth "
        "encryption licence signing refresh recovery backup wallet");
    return of.has(before) ? &key : nullptr;
  }
  if (low == "number" || low == "no" || low == "id" || low == "licence" || low == "license") {
    static const WordSet of(
        "passport security insurance licence license nhs tax national identity "
        "ni medicare driver's driving id social");
    if (of.has(before)) return &id;
    if (low == "licence" || low == "license") return &licence;
    if (before == "account" || before == "routing" || before == "card") return &account;
  }
  return nullptr;
}

// Words that follow "the password is" without being one.
bool says_about(std::string_view word) {
  static const WordSet set(
      "weak strong long short wrong expired secure insecure incorrect missing required safe stored "
      "saved changed reset too very not the a an in on at my your so really still also now always "
      "never something what that it being going hard easy old new different unique compromised "
      "invalid correct right encrypted hashed empty blank random generated leaked forgotten lost "
      "used needed only case-sensitive due about protected for with from same secret important "
      "manager 1password bitwarden lastpass keepass asking getting set hidden obvious terrible "
      "bad good fine ok okay managed kept written somewhere longer shorter");
  return set.has(word);
}

// Letters with a digit or a sign among them: what people make passwords of, and no word.
bool made_up(std::string_view word) {
  const bool letters = std::any_of(word.begin(), word.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
  return word.size() >= 6 && letters &&
         (digits_in(word) > 0 || word.find_first_of("!@#$%^&*_+~") != std::string_view::npos);
}

// One letter or two and six digits or more, or eight or nine digits (ICAO Doc 9303 allows nine
// characters).
bool is_passport_number(std::string_view word) {
  const std::size_t digits = digits_in(word);
  const std::size_t letters = word.size() - digits;
  return word.size() >= 7 && word.size() <= 9 && (digits >= 6 && letters <= 2) &&
         (letters > 0 || digits >= 8) && std::all_of(word.begin(), word.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0;
         });
}

bool is_value(const Word& word, Value value, bool marked, bool last) {
  const std::size_t digits = digits_in(word.low);
  switch (value) {
    case Value::code:
      return digits >= 3 && digits <= 10 && digits * 2 >= word.low.size();
    case Value::cash:
      return digits >= 3 && digits <= 6 && digits == word.low.size();
    case Value::id:
      return digits >= 5;
    case Value::licence:  // letters and digits mixed; a bare number may be a plate or a year
      return digits >= 5 && digits < word.low.size() && word.low.size() >= 8;
    case Value::passport:
      return is_passport_number(word.low);
    case Value::foreign:
      return made_up(word.low);
    case Value::account:
      return digits >= 6 && digits * 2 >= word.low.size();
    case Value::password:
      if (says_about(word.low) || word.low.size() < 3) return false;
      return marked || last || digits > 0 ||
             word.low.find_first_of("!@#$%^&*_+~") != std::string::npos;
  }
  return false;
}

bool links(std::string_view low) {
  static const WordSet set("is are was = to to: it's its es est ist é è to jest är er");
  return set.has(low);
}

bool is_long_key(std::string_view word) {
  constexpr std::size_t kBytesMin = 20;
  return word.size() >= kBytesMin && digits_in(word) >= 4 && made_up(word);
}

// From the word to the closing quote when it stands at the beginning of a quotation, else the word.
Piece whole_value(std::string_view text, const Word& word) {
  constexpr std::size_t kQuotedBytesMax = 120;
  if (word.begin > 0 && std::string_view("\"'`").find(text[word.begin - 1]) != text.npos) {
    const std::size_t close = text.find(text[word.begin - 1], word.begin);
    if (close != text.npos && close >= word.end && close - word.begin <= kQuotedBytesMax) {
      return {word.begin, close};
    }
  }
  return {word.begin, word.end};
}

// The value that `words[i]` announces, or nullptr.
const Word* value_after(std::string_view text, const std::vector<Word>& words, std::size_t i,
                        Value value) {
  bool linked = words[i].marks_after.find_first_of(":=") != std::string_view::npos;
  bool marked = linked;
  for (std::size_t k = i + 1; k < words.size() && k <= i + kReachPieces; ++k) {
    const Word& word = words[k];
    if (word.begin == word.end) {
      linked = marked = marked || text.substr(word.begin, 1).find_first_of(":=") == 0;
      continue;
    }
    // Numbers need no "is" before them, and neither does what is as long as a key.
    const bool wordy = value == Value::password || value == Value::foreign || value == Value::cash;
    const bool unasked = wordy ? is_long_key(word.low) : digits_in(word.low) >= 3;
    const bool quoted = word.begin > 0 && std::string_view("\"'`").find(text[word.begin - 1]) !=
                                              std::string_view::npos;
    const bool last = !word.marks_after.empty() || k + 1 == words.size() ||
                      words[k + 1].low == "and" || words[k + 1].low == "but";
    if ((linked || unasked) && is_value(word, value, marked || (linked && quoted), last)) {
      return &word;
    }
    // 'correct horse …': words that are a phrase together.
    const bool phrase =
        linked && quoted && value == Value::password && whole_value(text, word).end > word.end;
    if (phrase) return &word;
    if (linked && wordy && value != Value::foreign && !links(word.low)) return nullptr;
    if (links(word.low)) linked = true;
    if (word.marks_after.find_first_of(".!?;") != std::string_view::npos) return nullptr;
    if (word.marks_after.find(':') != std::string_view::npos) linked = marked = true;
  }
  return nullptr;
}

// "I use X as my password", "X is my password": what stands before `words[i]`. Not when it is a
// "password manager".
const Word* value_before(const std::vector<Word>& words, std::size_t i) {
  static const WordSet goes_on("for on at and but because everywhere since so there here now too");
  const bool ends = i + 1 == words.size() || !words[i].marks_after.empty();
  if (!ends && !goes_on.has(words[i + 1].low)) return nullptr;
  constexpr std::size_t kReachBack = 5;
  static const WordSet joins("as is was");
  static const WordSet between("my our the his her their a old new main usual of");
  for (std::size_t k = i; k-- > 1 && i - k <= kReachBack;) {
    if (joins.has(words[k].low)) return made_up(words[k - 1].low) ? &words[k - 1] : nullptr;
    if (!between.has(words[k].low) && i - k > 2) return nullptr;
  }
  return nullptr;
}

// "I log in as X with Y": Y, when it looks made up.
const Word* login_value(const std::vector<Word>& words, std::size_t i) {
  static const WordSet opens("log logged login sign signed");
  static const WordSet into("in into on onto to");
  if (!opens.has(words[i].low)) return nullptr;
  if (words[i].low != "login" && (i + 1 >= words.size() || !into.has(words[i + 1].low))) {
    return nullptr;
  }
  for (std::size_t k = i + 1; k + 1 < words.size() && k <= i + kReachPieces + 3; ++k) {
    const bool with = words[k].low == "with" || words[k].low == "using";
    const std::string& low = words[k + 1].low;
    if (with && made_up(low) && digits_in(low) > 0 && low.find('@') == std::string::npos &&
        low.find_first_of("-_!#$%^&*+~.") != std::string::npos) {
      return &words[k + 1];
    }
  }
  return nullptr;
}

// A British account: "30-94-57" and eight digits within a few words of each other.
void find_sort_codes(const std::vector<Word>& words, std::vector<Secret>& found) {
  constexpr std::size_t kReach = 6;
  const auto is_sort_code = [](std::string_view word) {
    return word.size() == 8 && digits_in(word) == 6 && word[2] == word[5] &&
           (word[2] == '-' || word[2] == ' ');
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_sort_code(words[i].low)) continue;
    const std::size_t from = i > kReach ? i - kReach : 0;
    for (std::size_t k = from; k < words.size() && k <= i + kReach; ++k) {
      if (words[k].low.size() != 8 || digits_in(words[k].low) != 8) continue;
      // Each for itself: a statement may hold only one of them.
      found.push_back({words[i].begin, words[i].end, "looks like a bank account number"});
      found.push_back({words[k].begin, words[k].end, "looks like a bank account number"});
    }
  }
}

// "account 40318872": no word says that it is a number, and none is needed.
void find_accounts(const std::vector<Word>& words, std::vector<Secret>& found) {
  constexpr std::size_t kDigitsMin = 8;
  constexpr std::size_t kDigitsMax = 12;
  static const WordSet names("account acct a/c acc");
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string_view number = words[i + 1].low;
    const bool digits = digits_in(number) == number.size() && number.size() >= kDigitsMin &&
                        number.size() <= kDigitsMax;
    if (!names.has(words[i].low) || !digits) continue;
    found.push_back({words[i + 1].begin, words[i + 1].end, "looks like a bank account number"});
  }
}

// "a code just came through on my phone, 884 213": what proves once that somebody has a phone.
void find_sent_codes(const std::vector<Word>& words, std::vector<Secret>& found) {
  static const WordSet sent(
      "sent send texted text sms arrived received got came email emailed popped app phone login");
  static const WordSet kinds(
      "a the my this that your one-time login verification security sms auth access confirmation "
      "digit 6-digit six-digit");
  static const WordSet behind("what is and but for by on in to from so do where how");
  constexpr std::size_t kReach = 8;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].low != "code" || i == 0 || !kinds.has(words[i - 1].low)) continue;
    const std::size_t from = i > kReach ? i - kReach : 0;
    const std::size_t end = std::min(words.size(), i + kReach + 1);
    const auto near = words.begin() + static_cast<std::ptrdiff_t>(from);
    if (std::none_of(near, words.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Word& word) { return sent.has(word.low); })) {
      continue;
    }
    const auto is_bare = [&](std::size_t k) {
      return digits_in(words[k].low) > 0 &&
             words[k].low.find_first_not_of("0123456789- ") == std::string::npos;
    };
    for (std::size_t k = from; k < end; ++k) {
      if (!is_bare(k)) continue;
      const std::size_t first = k;  // "884 213"
      std::size_t digits = digits_in(words[k].low);
      for (; k + 1 < words.size() && is_bare(k + 1); ++k) digits += digits_in(words[k + 1].low);
      const bool ends =
          !words[k].marks_after.empty() || k + 1 == words.size() || behind.has(words[k + 1].low);
      if (digits >= 4 && digits <= 8 && ends)
        found.push_back({words[first].begin, words[k].end, "looks like a code for one use"});
    }
  }
}

// "PINs are 4821 and 7733": the values that stand beside `value`, as long as each is one.
void find_further_values(const std::vector<Word>& words, const Word& value,
                         const Announcement& announcement, std::vector<Secret>& found) {
  auto k = static_cast<std::size_t>(&value - words.data());
  while (k + 1 < words.size()) {
    const bool comma = words[k].marks_after.find(',') != std::string_view::npos;
    const std::size_t next = words[k + 1].low == "and" || words[k + 1].low == "or" ? k + 2 : k + 1;
    if (next >= words.size() || (next == k + 1 && !comma)) return;
    const bool alike =
        is_value(words[next], announcement.value, false, false) && digits_in(words[next].low) > 0;
    if (!alike) return;
    found.push_back({words[next].begin, words[next].end, announcement.reason});
    k = next;
  }
}

// Twelve or more plain lower-case words in a row after "seed phrase" or its like.
std::size_t seed_words_end(std::string_view text, const std::vector<Word>& words, std::size_t i,
                           std::size_t& begin) {
  for (std::size_t start = i + 1; start < words.size() && start <= i + 6; ++start) {
    std::size_t count = 0;
    std::size_t end = 0;
    for (std::size_t k = start; k < words.size() && count < 24; ++k) {
      const std::string& low = words[k].low;
      if (digits_in(low) == low.size()) continue;  // "1." of a numbered list
      const bool plain = low.size() >= 3 && low.size() <= 8 &&
                         low.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      if (!plain || is_preposition(low) || is_determiner(low) || is_pronoun(low)) break;
      ++count;
      end = words[k].end;
    }
    if (count >= 12) {
      begin = words[start].begin;
      return std::min(end, text.size());
    }
  }
  return 0;
}

bool announces_seed(const std::vector<Word>& words, std::size_t i) {
  static const WordSet before("seed recovery backup mnemonic wallet secret");
  if (words[i].low == "mnemonic") return true;
  return i > 0 && (words[i].low == "phrase" || words[i].low == "words" || words[i].low == "seed") &&
         before.has(words[i - 1].low);
}

}  // namespace

void find_announced(std::string_view text, std::vector<Secret>& found) {
  const std::vector<Word> words = words_of(text);
  find_sort_codes(words, found);
  find_accounts(words, found);
  find_sent_codes(words, found);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (announces_seed(words, i)) {
      std::size_t begin = 0;
      if (const std::size_t end = seed_words_end(text, words, i, begin); end != 0) {
        found.push_back({begin, end, "looks like a wallet's seed phrase"});
      }
    }
    if (const Word* login = login_value(words, i); login != nullptr) {
      found.push_back({login->begin, login->end, "looks like a password"});
    }
    const Announcement* announcement = announced_by(words, i);
    if (announcement == nullptr) continue;
    const Word* value = value_after(text, words, i, announcement->value);
    if (value == nullptr && announcement->value == Value::password) value = value_before(words, i);
    if (value == nullptr) continue;
    const Piece whole = whole_value(text, *value);
    found.push_back({whole.begin, whole.end, announcement->reason});
    find_further_values(words, *value, *announcement, found);
  }
}

}  // namespace mnestic::extract
