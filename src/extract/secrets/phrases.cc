// The words of a wallet (BIP 39: 12 to 24 words of three to eight letters), in a row, in a list, in
// halves.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a wallet's seed phrase";

// A text that may hold such words speaks of them.
bool speaks_of_wallet(const Words& words) {
  static const WordSet names(
      "seed seedphrase mnemonic wallet ledger trezor metamask phantom exodus coinbase electrum "
      "bitcoin crypto "
      "phrase passphrase coinomi");
  static const WordSet many("twelve twenty-four 12 24 recovery backup seed secret");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (names.has(words[i].low)) return true;
    if (!many.has(words[i].low) || i + 1 >= words.size()) continue;
    // "the twelve on the back of ..."
    const bool the = i > 0 && words[i - 1].low == "the" && is_number_word(words[i].low);
    if (words[i + 1].low == "words" || (the && is_preposition(words[i + 1].low))) return true;
  }
  return false;
}

// Of three to eight letters and none of the words that every sentence has (none of which is on the
// list of BIP 39).
bool may_be_seed(const Word& word) {
  static const WordSet common(
      "and the but not are for from her his she him them was were has had with would could should "
      "which who whose been being did does its your our their these those");
  const std::string& low = word.low;
  return low.size() >= 3 && low.size() <= 8 && !common.has(low) &&
         low.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
}

struct Run {
  std::size_t count = 0;
  std::size_t last = 0;
};

// The row of such words from words[i]; numbers of a list, "and" and dashes may stand between them.
Run run_from(const Words& words, std::size_t i) {
  constexpr std::size_t kCountMax = 24;
  Run run{0, i};
  for (std::size_t k = i; k < words.size() && k < i + 4 * kCountMax && run.count < kCountMax; ++k) {
    const std::string& low = words[k].low;
    static const WordSet joins("and - / | → · then");
    const bool between = low.empty() || joins.has(low) || digits_in(low) == low.size();
    if (between && run.count > 0) continue;
    if (!may_be_seed(words[k])) break;
    ++run.count;
    run.last = k;
    if (ends_sentence(words[k])) break;
  }
  return run;
}

// "the first six are ...; the rest ...", "words one to four: ...", "it starts with ...": a part of
// them.
bool names_part(const Words& words, std::size_t i) {
  static const WordSet parts("first next last rest remaining others half second");
  static const WordSet counts("three four six eight ten twelve are is words half of them");
  static const WordSet begins("starts begins start begin finishes finish ends end continues");
  if (i == 0) return false;
  if (words[i - 1].low == "with" && i > 1 && begins.has(words[i - 2].low)) return true;
  if (words[i - 1].low == "on" && i > 1 && words[i - 2].low == "goes") return true;
  if (begins.has(words[i - 1].low)) return true;
  if (words[i - 1].marks_after == ":" && i > 2 && words[i - 2].low == "to" &&
      (is_number_word(words[i - 1].low) || is_digits(words[i - 1].low))) {
    return true;
  }
  std::size_t k = i;
  while (k > 0 && (counts.has(words[k - 1].low) || digits_in(words[k - 1].low) > 0)) --k;
  return k > 0 && parts.has(words[k - 1].low);
}

bool is_plain_noun_like(std::string_view low) {
  return !is_preposition(low) && !is_determiner(low) && !is_pronoun(low) && !is_adverb(low);
}

// Twelve words that nobody says in a row: no mark, no word of grammar, hardly an ending among them.
bool is_nothing_else(const Words& words, std::size_t first, const Run& run) {
  constexpr std::size_t kCountMin = 12;
  constexpr std::ptrdiff_t kEndingsMax = 2;
  if (run.count < kCountMin || run.last - first + 1 != run.count) return false;
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = words.begin() + static_cast<std::ptrdiff_t>(run.last);
  const bool marks =
      std::any_of(begin, end, [](const Word& word) { return !word.marks_after.empty(); });
  return !marks && std::count_if(begin, end, [](const Word& word) {
                     return word.low.ends_with("s") || word.low.ends_with("ing") ||
                            word.low.ends_with("ed") || word.low.ends_with("ly");
                   }) <= kEndingsMax;
}

}  // namespace

void find_seed_phrases(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kCountMin = 11;
  constexpr std::size_t kPartMin = 4;
  // "ankle,border,frost", "approve-velvet-month" are rows too.
  std::string blanks(text);
  for (char& c : blanks) {
    if (c == ',' || c == '-' || c == '/') c = ' ';
  }
  const Words words = words_of(blanks);
  const bool wallet = speaks_of_wallet(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Run run = run_from(words, i);
    const bool part = run.count >= kPartMin && names_part(words, i) &&
                      std::all_of(words.begin() + static_cast<std::ptrdiff_t>(i),
                                  words.begin() + static_cast<std::ptrdiff_t>(run.last) + 1,
                                  [](const Word& word) {
                                    return is_number_word(word.low) || is_plain_noun_like(word.low);
                                  });
    const bool told = wallet && (run.count >= kCountMin || part);
    const bool listed =
        text.substr(words[i].begin, words[run.last].end - words[i].begin).find(',') !=
        std::string_view::npos;
    if (!told && (listed || !is_nothing_else(words, i, run))) continue;
    found.push_back({words[i].begin, words[run.last].end, kReason});
    i = run.last;
  }
}

}  // namespace mnestic::extract
