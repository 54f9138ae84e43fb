// What opens a lock, told by the lock: "the padlock opens with 0 7 1 9", "punch in 5820 at the
// gate", "my phone unlocks with 194275", "the alarm is 1066".
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/secrets.h"
#include "secrets/values.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a PIN or access code";

bool is_locked(std::string_view low) {
  static const WordSet set(
      "machine box atm cashpoint alarm safe door gate lock locker padlock garage vault keypad "
      "lockbox keysafe "
      "phone tablet laptop macbook computer pc ipad iphone suitcase luggage briefcase shed entry "
      "buzzer barrier");
  return set.has(low);
}

// The number that opens, at words[k]; words.size() as its last word when there is none.
std::size_t opener_end(const Words& words, std::size_t k) {
  // "star 4407 hash", "X then 2 then 9"
  static const WordSet signs("star hash pound x c b");
  while (k + 1 < words.size() && (signs.has(words[k].low) || words[k].low == "then")) ++k;
  const Group group = group_at(words, k);
  const std::size_t digits = digits_in(group.digits);
  const bool bare = std::all_of(group.digits.begin(), group.digits.end(), [](char c) {
    return std::string_view("0123456789#*-").find(c) != std::string_view::npos;
  });
  const bool ends = ends_clause(words, group.last) || words[group.last + 1].low == "then" ||
                    words[group.last + 1].low == "for" || signs.has(words[group.last + 1].low);
  return bare && digits >= 3 && digits <= 8 && ends ? group.last : words.size();
}

// An hour and minutes, when the alarm may well go off.
bool like_a_time(std::string_view low) {
  return low.size() == 4 && (low[0] < '2' || (low[0] == '2' && low[1] < '4')) && low[2] < '6';
}

bool near_locked(const Words& words, std::size_t i) {
  constexpr std::size_t kReach = 12;
  const std::size_t from = i > kReach ? i - kReach : 0;
  for (std::size_t k = from; k < words.size() && k <= i + kReach; ++k) {
    if (is_locked(words[k].low)) return true;
  }
  return false;
}

// Where a number that opens may stand, told by words[i]; words.size() when it tells of none.
std::size_t opener_begin(const Words& words, std::size_t i) {
  static const WordSet opens(
      "opens open unlocks unlock disarms disarm arms arm set reset opened unlocked");
  static const WordSet by("with to by using");
  static const WordSet typed("punch key type tap enter press dial use try");
  static const WordSet shut(
      "alarm safe gate lock locks padlock garage vault keypad lockbox keysafe");
  static const WordSet takes("takes wants needs accepts uses");
  const std::string& low = words[i].low;
  const std::string& next = words[i + 1].low;
  static const WordSet surely("locked opens unlocks unlocked arm disarm disarmed opened");
  const bool sure = surely.has(low);
  if ((opens.has(low) || sure) && by.has(next)) {
    return sure || near_locked(words, i) ? i + 2 : words.size();
  }
  if (typed.has(low) && near_locked(words, i)) return next == "in" ? i + 2 : i + 1;
  if (!shut.has(low)) return words.size();
  const bool marked = words[i].marks_after.find(':') != std::string_view::npos ||
                      words[i + 1].opened;  // "the room safe (7733)"
  if (next == "panel" || next == "keypad") return i + 2;
  if (!marked && !links_to_value(next) && !takes.has(next)) return words.size();
  const std::size_t first = marked ? i + 1 : i + 2;
  const bool rings =
      low == "alarm" && first < words.size() && like_a_time(words[first].low) && !takes.has(next);
  return rings ? words.size() : first;
}

bool near_shut(const Words& words, std::size_t i) {
  static const WordSet shut(
      "alarm safe gate lock padlock garage vault keypad lockbox keysafe cadenas digicode antivol "
      "coffre tresor schloss vorhängeschloss zahlenschloss candado candados lucchetto cadeado "
      "hänglås kłódka");
  constexpr std::size_t kReach = 14;
  for (std::size_t k = i; k-- > 0 && i - k <= kReach;) {
    if (ends_sentence(words[k])) return false;
    if (shut.has(words[k].low)) return true;
  }
  return false;
}

// "..., his with 110988", "... and 3058 the side gate": a number as long, a few words behind.
std::size_t further_begin(const Words& words, std::size_t last) {
  constexpr std::size_t kReach = 8;
  const std::string& first = words[last].low;
  for (std::size_t k = last + 1; k < words.size() && k <= last + kReach; ++k) {
    const std::string& low = words[k].low;
    const bool code = is_bare_number(low) && low.size() >= 4 && low.size() <= 8;
    const bool alike = low.size() == first.size() && words[k - 1].low == "and";
    if (code && (words[k - 1].low == "with" || alike)) return k;
    if (words[k].marks_after.find('.') != std::string_view::npos) break;
  }
  return words.size();
}

// "2718. That's what you type at the cash machine": a sentence of nothing but a number before.
void find_typed_before(const Words& words, std::size_t i, std::vector<Secret>& found) {
  static const WordSet typed("type enter punch use press key");
  constexpr std::size_t kReach = 5;
  if (!typed.has(words[i].low) || !near_locked(words, i)) return;
  for (std::size_t k = i; k-- > 0 && i - k <= kReach;) {
    const std::string& low = words[k].low;
    if (!is_bare_number(low) || low.size() < 3 || low.size() > 8) continue;
    const bool alone = k == 0 || ends_sentence(words[k - 1]) || words[k - 1].ends_line;
    if (alone && !words[k].marks_after.empty())
      found.push_back({words[k].begin, words[k].end, kReason});
    return;
  }
}

// "the laptop opens with 'Thursdays in Tangier'"
void find_opening_phrase(std::string_view text, const Words& words, std::vector<Secret>& found) {
  static const WordSet opens("opens unlocks");
  for (std::size_t i = 1; i + 2 < words.size(); ++i) {
    if (!opens.has(words[i].low) || words[i + 1].low != "with" || !words[i + 2].opened) continue;
    const Piece value = whole_value(text, words[i + 2]);
    if (near_locked(words, i)) found.push_back({value.begin, value.end, "looks like a password"});
  }
}

// "0-8-3"
bool is_three_wheels(std::string_view low) {
  constexpr std::size_t kBytes = 5;
  return low.size() == kBytes && low[1] == '-' && low[3] == '-' && digits_in(low) == 3;
}

// "the suitcase is set to 0-8-3, the red one to 6-1-9": wheels that are set, not a result.
void find_wheels(const Words& words, std::vector<Secret>& found) {
  static const WordSet leads("to is on it's at with");
  bool set = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    set = set || is_locked(words[i].low) ||
          (words[i].low == "to" && (words[i - 1].low == "set" || words[i - 1].low == "opens"));
    static const WordSet opens("open opens");
    const bool opened = i > 1 && words[i - 1].low == "with" && opens.has(words[i - 2].low);
    if ((opened || (set && leads.has(words[i - 1].low))) && is_three_wheels(words[i].low))
      found.push_back({words[i].begin, words[i].end, kReason});
  }
}

// "Laptop 660912. Gate 1379.": two things that lock or more, each with nothing but its number.
void find_listed(const Words& words, std::vector<Secret>& found) {
  constexpr std::size_t kListedMin = 2;
  std::vector<Secret> listed;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& low = words[i].low;
    const bool number = is_bare_number(low) && digits_in(low) >= 4 && digits_in(low) <= 8;
    const bool begins = i < 2 || !words[i - 2].marks_after.empty() || words[i - 2].ends_line;
    if (number && begins && is_locked(words[i - 1].low) && ends_clause(words, i))
      listed.push_back({words[i].begin, words[i].end, kReason});
  }
  if (listed.size() >= kListedMin) found.insert(found.end(), listed.begin(), listed.end());
}

void find_opened(const Words& words, std::vector<Secret>& found) {
  static const WordSet opens("opens unlocks disarms");
  constexpr std::size_t kAside = 3;  // "my screen lock's Z-shape then 2486"
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    find_typed_before(words, i, found);
    const std::string& low = words[i].low;
    if (is_bare_number(low) && opens.has(words[i + 1].low)) {  // "4821 opens the gate"
      if (digits_in(low) >= 3 && digits_in(low) <= 8 && near_locked(words, i)) {
        found.push_back({words[i].begin, words[i].end, kReason});
        if (const std::size_t k = further_begin(words, i); k < words.size())
          found.push_back({words[k].begin, words[k].end, kReason});
      }
      continue;
    }
    // "ziggy_stardust72 gets you onto our wireless"
    static const WordSet admits("gets get got lets");
    static const WordSet whom("you us me him her them people guests");
    static const WordSet into("in into on onto");
    if (admits.has(words[i + 1].low) && i + 3 < words.size() && whom.has(words[i + 2].low) &&
        into.has(words[i + 3].low) && is_made_up(low)) {
      found.push_back({words[i].begin, words[i].end, "looks like a password"});
      continue;
    }
    const std::size_t first = opener_begin(words, i);
    // "uses 'correct-ferry-anvil-dusk' to unlock his vault"
    static const WordSet unlock("unlock open");
    if (unlock.has(words[i + 1].low) && low == "to" && i > 0 && words[i - 1].opened &&
        !words[i - 1].marks_after.empty()) {
      found.push_back({words[i - 1].begin, words[i - 1].end, "looks like a password"});
      continue;
    }
    if (first < words.size() && low != words[first].low && opens.has(low) &&
        is_made_up(words[first].low)) {
      found.push_back({words[first].begin, words[first].end, "looks like a password"});
      continue;
    }
    // "the bike lock's 4 digits, it's 9156"
    static const WordSet told("it's c'est es ist è");
    if (told.has(low) && near_shut(words, i)) {
      if (const std::size_t last = opener_end(words, i + 1); last < words.size())
        found.push_back({words[i + 1].begin, words[last].end, kReason});
    }
    // "work laptop = Octopus_44"
    const bool marked = words[i].marks_after.find('=') != std::string_view::npos ||
                        words[i + 1].marks_after == "=" || words[i + 1].low == "=";
    const std::size_t value = words[i + 1].low.empty() || words[i + 1].low == "=" ? i + 2 : i + 1;
    if (marked && is_locked(low) && value < words.size() && is_made_up(words[value].low)) {
      found.push_back({words[value].begin, words[value].end, "looks like a password"});
      continue;
    }
    // "left to 31, right to 07"
    if ((low == "left" || low == "right") && words[i + 1].low == "to" && i + 2 < words.size() &&
        is_bare_number(words[i + 2].low) && near_locked(words, i)) {
      found.push_back({words[i].begin, words[i + 2].end, kReason});
      continue;
    }
    for (std::size_t k = first; k < words.size() && k < first + kAside; ++k) {
      const bool rings = low == "alarm" && words[k - 1].low == "at" && like_a_time(words[k].low);
      if (rings) break;
      if (const std::size_t last = opener_end(words, k); last < words.size()) {
        found.push_back({words[k].begin, words[last].end, kReason});
        if (const std::size_t other = further_begin(words, last); other < words.size())
          found.push_back({words[other].begin, words[other].end, kReason});
        break;
      }
      if (!words[k].marks_after.empty() || is_verb(words[k].low, kPast | kGerund)) break;
    }
  }
}

}  // namespace

void find_openers(std::string_view text, const Words& words, std::vector<Secret>& found) {
  find_opening_phrase(text, words, found);
  find_opened(words, found);
  find_wheels(words, found);
  find_listed(words, found);
}

}  // namespace mnestic::extract
