// What only several words together give away: accounts beside sort codes, what stands on a card,
// logins, codes that were sent.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kAccount = "looks like a bank account number";
constexpr std::string_view kCard = "looks like what stands on a payment card";
constexpr std::size_t kReach = 10;

bool is_digits_of(std::string_view word, std::size_t least, std::size_t most) {
  return digits_in(word) == word.size() && word.size() >= least && word.size() <= most;
}

// "30-94-57"
bool is_sort_code(std::string_view low) {
  return low.size() == 8 && digits_in(low) == 6 && low[2] == low[5] &&
         (low[2] == '-' || low[2] == '.');
}

// "40 11 60"
bool is_three_pairs(const Words& words, std::size_t i) {
  if (i + 3 > words.size()) return false;
  for (std::size_t k = i; k < i + 3; ++k) {
    if (!is_digits_of(words[k].low, 2, 2)) return false;
  }
  return i + 3 == words.size() || digits_in(words[i + 3].low) == 0;
}

// A British account: a sort code and six to eight digits within a few words of each other.
void find_sort_codes(const Words& words, std::vector<Secret>& found) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& low = words[i].low;
    std::size_t first = i;
    std::size_t last = i;
    // "50293381 srot code 40 11 60": the pairs tell by themselves.
    const bool named = is_three_pairs(words, i + 1) || low == "s/c" || low == "sc" ||
                       (low == "code" && i > 0 && words[i - 1].low == "sort");
    if (named && i + 1 < words.size()) {
      first = i + 1;
      if (links_to_value(words[first].low) && first + 1 < words.size()) ++first;
      const bool whole = is_sort_code(words[first].low);
      const Group group = group_at(words, first);
      if (!whole && digits_in(group.digits) != 6) continue;
      last = whole ? first : group.last;
      const bool told = low == "s/c" || low == "sc" || low == "code";
      if (told) found.push_back({words[first].begin, words[last].end, kAccount});
    } else if (!is_sort_code(low)) {
      continue;
    }
    const std::size_t from = first > kReach ? first - kReach : 0;
    for (std::size_t k = from; k < words.size() && k <= last + kReach; ++k) {
      if ((k >= first && k <= last) || !is_digits_of(words[k].low, 7, 8)) continue;
      // Each for itself: a statement may hold only one of them.
      found.push_back({words[first].begin, words[last].end, kAccount});
      found.push_back({words[k].begin, words[k].end, kAccount});
    }
  }
}

// "account 40318872": no word says that it is a number, and none is needed.
void find_accounts(const Words& words, std::vector<Secret>& found) {
  static const WordSet names("account acct a/c acc konto compte cuenta conto");
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const Group group = group_at(words, i + 1);
    if (!names.has(words[i].low) || !is_digits_of(group.digits, 7, 18)) continue;
    found.push_back({words[i + 1].begin, words[group.last].end, kAccount});
  }
}

// "the three digits on the back are 902", "expires 09/28" in a text with a card's number.
void find_card_details(const Words& words, std::vector<Secret>& found) {
  static const WordSet cards("card visa mastercard amex debit credit maestro");
  static const WordSet until("expires exp expiry expiring valid till until thru");
  const bool card =
      std::any_of(words.begin(), words.end(), [](const Word& word) { return cards.has(word.low); });
  bool number_before = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& low = words[i].low;
    if (!card && !number_before) {
      const Group group = group_at(words, i);
      number_before = digits_in(low) >= 4 && is_digits_of(group.digits, 16, 16);
      if (number_before) i = group.last;
      continue;
    }
    // A number of that length beside such a word, with a slip of the finger in it or not.
    const std::size_t digits = digits_in(low);
    const bool number =
        digits >= 13 && digits <= 19 && low.find_first_not_of("0123456789-.") == std::string::npos;
    const Group group = group_at(words, i);
    const bool grouped = is_digits_of(group.digits, 13, 19) && digits >= 3;
    static const WordSet parts("half rest rest's then");
    const bool half = is_digits_of(low, 6, 8) && i > 0 &&
                      (parts.has(words[i - 1].low) || (i > 1 && words[i - 2].low == "rest") ||
                       words[i].marks_after.starts_with(".."));
    if (half) found.push_back({words[i].begin, words[i].end, kCard});
    const std::size_t near = i > 3 ? i - 3 : 0;
    if ((number || grouped) && std::any_of(words.begin() + static_cast<std::ptrdiff_t>(near),
                                           words.begin() + static_cast<std::ptrdiff_t>(i),
                                           [](const Word& word) { return cards.has(word.low); })) {
      const std::size_t last = grouped ? group.last : i;
      found.push_back({words[i].begin, words[last].end, kCard});
    }
    const bool month =
        low.size() >= 5 && low.size() <= 7 && low[2] == '/' && digits_in(low) + 1 == low.size();
    const bool behind_number = number_before && low.size() == 5;
    if (month && i > 0 && (until.has(words[i - 1].low) || behind_number))
      found.push_back({words[i].begin, words[i].end, kCard});
    const bool side = low == "back" || low == "front" || low == "reverse";
    const bool says = i + 2 < words.size() && words[i + 1].low == "says";  // "back says 239"
    static const WordSet checks("sec cvv cvc cid");
    if (checks.has(low) && i + 1 < words.size() && is_digits_of(words[i + 1].low, 3, 4))
      found.push_back({words[i + 1].begin, words[i + 1].end, kCard});
    if (!side || i == 0 || (words[i - 1].low != "the" && !says)) continue;
    const std::size_t from = i > kReach ? i - kReach : 0;
    for (std::size_t k = from; k < words.size() && k <= i + 4; ++k) {
      if (is_digits_of(words[k].low, 3, 4)) found.push_back({words[k].begin, words[k].end, kCard});
    }
  }
}

// "found me under 627 481 9304, the NHS one": ten digits of which the last proves the others
// (modulo 11, NHS Data Dictionary), in a text that names the NHS.
void find_health_numbers(const Words& words, std::vector<Secret>& found) {
  constexpr std::size_t kDigits = 10;
  if (std::none_of(words.begin(), words.end(), [](const Word& w) { return w.low == "nhs"; }))
    return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Group group = group_at(words, i);
    if (!is_digits_of(group.digits, kDigits, kDigits)) continue;
    std::size_t sum = 0;
    for (std::size_t k = 0; k < kDigits; ++k)
      sum += static_cast<std::size_t>(group.digits[k] - '0') * (k + 1 < kDigits ? kDigits - k : 1);
    if (sum % 11 == 0)
      found.push_back({words[i].begin, words[group.last].end, "looks like a government id"});
  }
}

// "I log in as X with Y": Y, when it looks made up.
void find_logins(const Words& words, std::vector<Secret>& found) {
  static const WordSet opens("log logged login sign signed");
  static const WordSet into("in into on onto to");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!opens.has(words[i].low)) continue;
    if (words[i].low != "login" && (i + 1 >= words.size() || !into.has(words[i + 1].low))) continue;
    for (std::size_t k = i + 1; k + 1 < words.size() && k <= i + kReach + 2; ++k) {
      const bool with = words[k].low == "with" || words[k].low == "using";
      const std::string& low = words[k + 1].low;
      if (!with || !is_made_up(low) || digits_in(low) == 0 ||
          low.find_first_of("-_!#$%^&*+~.") == std::string::npos) {
        continue;
      }
      found.push_back({words[k + 1].begin, words[k + 1].end, "looks like a password"});
      break;
    }
  }
}

}  // namespace

void find_account_numbers(const Words& words, std::vector<Secret>& found) {
  find_sort_codes(words, found);
  find_accounts(words, found);
  find_card_details(words, found);
  find_logins(words, found);
  find_health_numbers(words, found);
}

// "a code just came through on my phone, 884 213": what proves once that somebody has a phone.
void find_sent_codes(const Words& words, std::vector<Secret>& found) {
  static const WordSet sent(
      "sent send texted text sms arrived received got came email emailed popped app phone login");
  static const WordSet kinds(
      "a the my this that your one-time login verification security sms auth access confirmation "
      "digit 6-digit six-digit");
  static const WordSet behind("what is and but for by on in to from so do where how");
  constexpr std::size_t kNear = 8;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    // "G-813026"
    if (words[i].low.size() == 8 && words[i].low.starts_with("g-") &&
        is_digits_of(std::string_view(words[i].low).substr(2), 6, 6)) {
      found.push_back({words[i].begin, words[i].end, "looks like a code for one use"});
    }
    // "the lloyds text just came 482 917"
    static const WordSet came("came arrived says said");
    const bool text = i > 0 && (words[i].low == "text" || words[i - 1].low == "text");
    if (text && came.has(words[i + 1].low)) {
      const Group code = group_at(words, i + 2);
      if (is_digits_of(code.digits, 6, 6)) {
        found.push_back(
            {words[i + 2].begin, words[code.last].end, "looks like a code for one use"});
      }
    }
    // "they texted me 014 919"
    static const WordSet texted("texted messaged sms'd emailed");
    static const WordSet whom("me us");
    if (!texted.has(words[i].low) || !whom.has(words[i + 1].low)) continue;
    const Group group = group_at(words, i + 2);
    if (is_digits_of(group.digits, 4, 8) && ends_clause(words, group.last))
      found.push_back({words[i + 2].begin, words[group.last].end, "looks like a code for one use"});
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].low != "code" || !kinds.has(words[i - 1].low)) continue;
    const std::size_t from = i > kNear ? i - kNear : 0;
    const std::size_t end = std::min(words.size(), i + kNear + 1);
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

}  // namespace mnestic::extract
