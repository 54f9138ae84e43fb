// Secrets that only the words around them give away: "the password is ...", "PIN 1234", "4821 is
// the PIN", "passport number ...".
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/announcement.h"
#include "secrets/secrets.h"
#include "secrets/values.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

// How many words may stand between what announces and the value ("PIN for the joint account is").
constexpr std::size_t kReachWords = 11;

// How far a text goes on about the same secret.
constexpr std::size_t kReachText = 60;

bool is_wordy(Value value) {
  return value == Value::password || value == Value::foreign || value == Value::phrase;
}

// "literally just qwerty": what stands before a value and says nothing about it.
bool is_hedge(std::string_view low) {
  static const WordSet set(
      "not literally just simply basically still now currently always actually really again only "
      "maybe probably either like erm um uh the le");
  return set.has(low);
}

// Something goes on behind words[i] that makes another thing of it: "password policy", "safe word
// game".
bool names_other(const Words& words, std::size_t i) {
  if (!words[i].marks_after.empty() || words[i].ends_line || i + 1 >= words.size()) return false;
  const std::string& next = words[i + 1].low;
  static const WordSet goes_on("there again which that who thing stuff itself atm today please");
  return !next.empty() && !links_to_value(next) && !is_preposition(next) && !is_adverb(next) &&
         !is_pronoun(next) && !is_auxiliary(next) && !is_hedge(next) && !goes_on.has(next) &&
         digits_in(next) == 0 && !is_made_up(next) && !is_determiner(next);
}

// "I changed the password for the NAS to ...": only behind such a verb "to" leads to a password.
bool is_set_to(const Words& words, std::size_t i, std::size_t to) {
  static const WordSet set(
      "set sets reset change changed changing updated update switched made make");
  constexpr std::size_t kReach = 5;
  if (to > i + kReach) return false;
  for (std::size_t k = i > kReach ? i - kReach : 0; k < i; ++k) {
    if (set.has(words[k].low)) return true;
  }
  return false;
}

bool like_a_year(std::string_view low) {
  return low.size() == 4 && (low.starts_with("19") || low.starts_with("20"));
}

// The value behind words[i], which announces it.
std::optional<Found> value_after(std::string_view text, const Words& words, std::size_t i,
                                 Value value) {
  constexpr std::string_view kMarking = ":=>";
  Lead lead;
  lead.marked = words[i].marks_after.find_first_of(kMarking) != std::string_view::npos;
  // "Password? Tr0ub4dor&3."
  lead.linked = lead.marked || words[i].marks_after.find('?') != std::string_view::npos ||
                words[i].low == "put" || words[i].low == "say" || words[i].low == "answered";
  if (!lead.linked && ends_sentence(words[i])) return std::nullopt;
  const bool rest = value == Value::made_up;
  const bool english = value == Value::password || value == Value::phrase;
  const bool form = i + 1 < words.size() && stands_as_value(text, words, i + 1);
  static const WordSet jewellery("collection badge badges board cushion brooch jewellery");
  if (i + 1 < words.size() && jewellery.has(words[i + 1].low)) return std::nullopt;
  if (english && !lead.linked && !form && names_other(words, i)) return std::nullopt;
  for (std::size_t k = i + 1; k < words.size() && k <= i + kReachWords + (rest ? 3 : 0); ++k) {
    const Word& word = words[k];
    if (word.low.empty()) {
      if (word.marks_after.find_first_of(":=") != std::string_view::npos)
        lead.linked = lead.marked = true;
      continue;
    }
    lead.next = k == i + 1;
    // "a pin that I bought in 2014", "at 1530"
    if (!lead.linked && !is_wordy(value) && word.low.size() == 4 &&
        is_preposition(words[k - 1].low) && words[k - 1].low != "for") {
      continue;
    }
    if (const auto found = value_at(text, words, k, value, lead)) {
      const bool hedge =
          is_wordy(value) && k + 1 < words.size() && is_hedge(word.low) && !is_quoted(text, word);
      if (!hedge) return found;
      continue;
    }
    if (links_to_value(word.low)) {
      lead.linked = lead.linked || word.low != "to" || !english || is_set_to(words, i, k);
    } else if (lead.linked && is_wordy(value) && !is_hedge(word.low)) {
      return described_value(text, words, k);
    }
    if (ends_sentence(word)) return std::nullopt;
    if (word.marks_after.find(':') != std::string_view::npos) lead.linked = lead.marked = true;
  }
  return std::nullopt;
}

// Nothing of a phrase goes on behind words[i]: "my password", "the PIN for the gym", not "a
// password manager".
bool ends_name(const Words& words, std::size_t i) {
  static const WordSet goes_on(
      "for on at and but because everywhere since so there here now too with i btw of to lol");
  return !words[i].marks_after.empty() || i + 1 == words.size() || words[i].ends_line ||
         words[i + 1].low.empty() || goes_on.has(words[i + 1].low);
}

bool is_join(std::string_view low) {
  static const WordSet set("as is was are were being that's thats = — – - -> <- → it's");
  return set.has(low);
}

// "bluebird is my password": a word that begins its clause.
bool is_plain_subject(const Words& words, std::size_t k) {
  if (k > 0 && words[k - 1].marks_after.empty() && words[k - 1].low != "and") return false;
  const std::string& low = words[k].low;
  static const WordSet none("nothing everything something anything what name security here there");
  return low.size() >= 4 && !is_pronoun(low) && !is_determiner(low) && !is_wh_word(low) &&
         !none.has(low) && !says_about_secret(low);
}

// "I use X as my password", "4821 is the PIN", "X, that's my password": what stands before
// words[i].
std::optional<Found> value_before(std::string_view text, const Words& words, std::size_t i,
                                  Value value) {
  if (!ends_name(words, i)) return std::nullopt;
  constexpr std::size_t kReachBack = 6;
  bool joined = false;
  for (std::size_t k = i; k-- > 0 && i - k <= kReachBack;) {
    const Word& word = words[k];
    if (word.low.empty() || is_join(word.low)) {
      joined = true;
      if (word.low.empty() || word.marks_after.empty()) continue;
    }
    const bool apart =
        joined || word.marks_after.find_first_of(",()]") != std::string_view::npos ||
        (k + 1 < words.size() && words[k + 1].begin > 0 && text[words[k + 1].begin - 1] == '(');
    if (apart && stands_alone(words, k, value)) {
      return Found{whole_value(text, word), k};
    }
    const bool quoted = word.end < text.size() && (text[word.end] == '\'' || text[word.end] == '"');
    if (apart && quoted && value == Value::password) {
      constexpr std::size_t kQuotedBytesMax = 120;
      const std::size_t from = word.end > kQuotedBytesMax ? word.end - kQuotedBytesMax : 0;
      const std::size_t open = text.substr(from, word.end - from).rfind(text[word.end]);
      if (open != std::string_view::npos) return Found{{from + open + 1, word.end}, k};
    }
    if (joined && value == Value::password && k + 2 < words.size() &&
        is_possessive(words[k + 2].low) && is_plain_subject(words, k)) {
      return Found{{word.begin, word.end}, k};
    }
    // Behind a link that leads to no value no other is meant.
    if (joined && is_join(words[k + 1].low)) return std::nullopt;
    if (ends_sentence(word) || word.ends_line) return std::nullopt;
  }
  return std::nullopt;
}

// Numbers that no word of their own sentence announces: "I have a PIN. It is 4821", "It's 3358 now,
// 3385 was the old one. The PIN, I mean."
void find_near(const Words& words, std::size_t i, const Announcement& announcement,
               std::vector<Secret>& found) {
  constexpr std::size_t kReachAhead = 20;
  constexpr std::size_t kReachBack = 14;
  for (std::size_t k = i > kReachBack ? i - kReachBack : 0;
       k < words.size() && k <= i + kReachAhead; ++k) {
    const bool linked = k > 0 && links_to_value(words[k - 1].low);
    if (like_a_year(words[k].low) || (k > i && !linked)) continue;
    if (k > 0 && is_preposition(words[k - 1].low) && !linked) continue;
    const Group group = group_at(words, k);
    const std::size_t digits = digits_in(group.digits);
    const std::size_t least = linked ? 3 : 4;
    const bool told = ends_clause(words, group.last) || is_join(words[group.last + 1].low) ||
                      words[group.last + 1].low == "now";
    if (digits < least || digits > 8 || digits != group.digits.size() || !told) continue;
    found.push_back({words[k].begin, words[group.last].end, announcement.reason});
    k = group.last;
  }
}

// "3140 for Nationwide, 8265 for Starling", "scratch that, 6620. I meant the PIN ..., 6602":
// numbers as long as a code of the text.
void find_as_long(const Words& words, const Found& code, const Announcement& announcement,
                  std::vector<Secret>& found) {
  const std::string& first = words[code.last].low;
  if (!is_bare_number(first) || first.size() < 4) return;
  const std::size_t from = code.last > kReachText ? code.last - kReachText : 0;
  for (std::size_t k = from; k < words.size() && k <= code.last + kReachText; ++k) {
    const std::string& low = words[k].low;
    if (k == code.last || low.size() != first.size() || !is_bare_number(low) || like_a_year(low))
      continue;
    const std::string_view next = k + 1 < words.size() ? std::string_view(words[k + 1].low) : "";
    const bool told = ends_clause(words, k) || is_preposition(next) || is_join(next);
    const std::string_view before = k > 0 ? std::string_view(words[k - 1].low) : "";
    if (told && (before == "to" || before == "for" || !is_preposition(before)))
      found.push_back({words[k].begin, words[k].end, announcement.reason});
  }
}

// "arm with 5093, ... 5094": the same for what opens, of which found[from] is the first.
void find_as_long_as_openers(const Words& words, std::size_t from, std::vector<Secret>& found) {
  constexpr std::size_t kOpenersMax = 8;
  static constexpr Announcement kOpener{Value::code, "looks like a PIN or access code"};
  const std::size_t end = std::min(found.size(), from + kOpenersMax);
  for (std::size_t n = from, k = 0; n < end; ++n) {
    const Piece place{found[n].begin, found[n].end};
    while (k < words.size() && words[k].begin < place.begin) ++k;
    if (k < words.size() && words[k].begin == place.begin && words[k].end == place.end)
      find_as_long(words, {place, k}, kOpener, found);
  }
}

// "PINs are 4821 and 7733, mum's is 2211": what else of that kind stands behind `first`.
void find_further(std::string_view text, const Words& words, const Found& first,
                  const Announcement& announcement, std::vector<Secret>& found) {
  const Value value = announcement.value;
  if (is_wordy(value) && !is_made_up(words[first.last].low)) return;
  std::size_t last = first.last;
  for (std::size_t k = last + 1; k < words.size() && k <= first.last + kReachText; ++k) {
    const Word& before = words[k - 1];
    const bool line = before.ends_line && k - 1 == last;
    if (ends_sentence(before) && !line) return;
    const bool joined = before.low == "and" || before.low == "or" || before.low == "/" ||
                        links_to_value(before.low) || before.low.ends_with("'s") || line ||
                        (value == Value::codes && is_bare_number(words[k].low)) ||
                        (k - 1 == last && (before.marks_after.find(',') != std::string_view::npos ||
                                           is_made_up(words[k].low)));
    const std::string& one = words[first.last].low;
    const std::string& other = words[k].low;
    if (one.size() == other.size() && one.find('-') < one.size() &&
        one.find('-') == other.find('-')) {
      found.push_back({words[k].begin, words[k].end, announcement.reason});
      last = k;
      continue;
    }
    if (!joined || digits_in(words[k].low) == 0) {
      if (before.ends_line) return;
      continue;
    }
    if (const auto next = value_at(text, words, k, is_wordy(value) ? Value::made_up : value,
                                   {.linked = true, .marked = false, .next = false})) {
      found.push_back({next->place.begin, next->place.end, announcement.reason});
      k = last = next->last;
    }
  }
}

}  // namespace

void find_announced(std::string_view text, std::vector<Secret>& found) {
  const Words words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Announcement* announcement = announced_by(words, i);
    if (announcement == nullptr) continue;
    // "Security questions: first pet Mr Pickles, first school Saint Oda's."
    if (announcement->value == Value::phrase && words[i].low.ends_with('s')) {
      std::size_t last = i;
      while (last + 1 < words.size() && last < i + kReachText &&
             (last == i || !ends_sentence(words[last]))) {
        ++last;
      }
      std::size_t colon = i;  // "answers on there: ..."
      while (colon < last && colon < i + 4 && words[colon].marks_after != ":") ++colon;
      if (words[colon].marks_after == ":" && last > colon)
        found.push_back({words[colon + 1].begin, words[last].end, announcement->reason});
      continue;
    }
    const Value value = announcement->value;
    auto place = value_after(text, words, i, value);
    if (!place) place = value_before(text, words, i, value);
    const bool code = value == Value::code || value == Value::codes;
    if (!place && code && ends_name(words, i)) find_near(words, i, *announcement, found);
    if (!place) continue;
    if (code || is_bare_number(words[place->last].low))
      find_as_long(words, *place, *announcement, found);
    found.push_back({place->place.begin, place->place.end, announcement->reason});
    find_further(text, words, *place, *announcement, found);
  }
  find_account_numbers(words, found);
  find_sent_codes(words, found);
  const std::size_t before = found.size();
  find_openers(text, words, found);
  find_as_long_as_openers(words, before, found);
  find_spoken(words, found);
  find_motions(words, found);
  find_nearby(text, words, found);
}

}  // namespace mnestic::extract
