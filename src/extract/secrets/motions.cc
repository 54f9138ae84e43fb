// Secrets that hands do: a dial that is turned, a pattern that is drawn, buttons that are pressed:
// "right to 28, then twice round to the left, 06", "my pattern is top left, centre, bottom left",
// "press 3 & 9 together, then 1, then 4".
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a PIN or access code";

bool is_small_number(const Word& word) { return is_bare_number(word.low) && word.low.size() <= 2; }

// Two turns or more, each to a number, in a text about something that is locked.
void find_turns(const Words& words, std::vector<Secret>& found) {
  static const WordSet locks(
      "combination combo safe lock locker padlock vault crank clockwise anticlockwise "
      "counterclockwise counter-clockwise anti-clockwise");
  static const WordSet ways(
      "right left clockwise anticlockwise counterclockwise counter-clockwise anti-clockwise way "
      "straight back");
  static const WordSet between("to the round around until at onto on again you past once twice");
  constexpr std::size_t kReach = 4;
  // An amplifier has a dial, too.
  const bool locked =
      std::any_of(words.begin(), words.end(), [](const Word& w) { return locks.has(w.low); });
  const std::size_t turns_min = locked ? 2 : 3;
  std::vector<Secret> turns;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!ways.has(words[i].low)) continue;
    std::size_t k = i + 1;
    while (k < words.size() && k <= i + kReach && between.has(words[k].low)) ++k;
    if (k < words.size() && is_small_number(words[k]))
      turns.push_back({words[i].begin, words[k].end, kReason});
  }
  // "three the other way to 15, two clockwise to 52"; and "71 right, 15 left".
  if (turns.size() < turns_min) {
    turns.clear();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (is_small_number(words[i]) && ways.has(words[i + 1].low))
        turns.push_back({words[i].begin, words[i + 1].end, kReason});
    }
  }
  if (turns.size() >= turns_min) found.insert(found.end(), turns.begin(), turns.end());
}

// A place among nine points: how many words name it at words[k], or 0.
std::size_t place_at(const Words& words, std::size_t k) {
  static const WordSet rows("top middle bottom upper lower");
  static const WordSet columns("left right middle centre center");
  static const WordSet single("centre center middle");
  const std::string& low = words[k].low;
  const bool apart = !words[k].marks_after.empty();
  if (!apart && rows.has(low) && k + 1 < words.size() && columns.has(words[k + 1].low)) return 2;
  static const WordSet edges("top bottom");
  return single.has(low) || (apart && edges.has(low)) ? 1 : 0;
}

// "top left, centre, bottom left, bottom middle"
void find_pattern(const Words& words, std::vector<Secret>& found) {
  static const WordSet joins(
      "then to the and down up across over go goes straight along diagonally back starts");
  static const WordSet drawn("pattern unlock unlocks swipe");
  constexpr std::size_t kPlacesMin = 3;
  if (std::none_of(words.begin(), words.end(), [](const Word& w) { return drawn.has(w.low); }))
    return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t places = 0;
    std::size_t last = i;
    for (std::size_t k = i; k < words.size();) {
      const std::size_t length = place_at(words, k);
      if (length == 0 && (k == i || !joins.has(words[k].low))) break;
      if (length > 0) {
        ++places;
        last = k + length - 1;
      }
      k += std::max<std::size_t>(length, 1);
    }
    if (places < kPlacesMin) continue;
    // "..., like a squashed Z"
    std::size_t end = last;
    if (end + 1 < words.size() && words[end + 1].low == "like") {
      while (end + 1 < words.size() && end < last + 6 && (end == last || !ends_clause(words, end)))
        ++end;
    }
    found.push_back({words[i].begin, words[end].end, kReason});
    i = last;
  }
}

// Three buttons or more, one by one.
void find_pressed(const Words& words, std::vector<Secret>& found) {
  static const WordSet joins("& and then together with at once plus + followed by");
  static const WordSet pressed("press hold push");
  constexpr std::size_t kButtonsMin = 3;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!pressed.has(words[i].low)) continue;
    std::size_t buttons = 0;
    std::size_t last = i;
    for (std::size_t k = i + 1; k < words.size(); ++k) {
      const bool button = words[k].low.size() == 1 && is_bare_number(words[k].low);
      if (!button && !joins.has(words[k].low)) break;
      if (button) {
        ++buttons;
        last = k;
      }
      if (ends_sentence(words[k])) break;
    }
    if (buttons >= kButtonsMin) found.push_back({words[i + 1].begin, words[last].end, kReason});
  }
}

}  // namespace

void find_motions(const Words& words, std::vector<Secret>& found) {
  find_turns(words, found);
  find_pattern(words, found);
  find_pressed(words, found);
}

}  // namespace mnestic::extract
