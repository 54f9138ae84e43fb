// Text analysis: any bytes give words and sentences inside the text and in order, folded text that
// is valid and folds to itself, and terms of bounded length.
#include "mnestic/text/words.h"

#include <string>
#include <vector>

#include "mnestic/base/assert.h"
#include "mnestic/base/utf8.h"
#include "mnestic/text/time.h"
#include "target.h"

namespace mnestic::fuzz {
namespace {

void check_ranges(const std::vector<text::Word>& ranges, std::size_t size) {
  std::size_t last = 0;
  for (const text::Word& range : ranges) {
    MNESTIC_ASSERT(last <= range.begin && range.begin < range.end && range.end <= size);
    last = range.end;
  }
}

}  // namespace

void attack(std::string_view bytes) {
  const std::vector<text::Word> words = text::words(bytes);
  check_ranges(words, bytes.size());
  for (const text::Word& word : words) {
    const std::string folded = text::fold(bytes.substr(word.begin, word.end - word.begin));
    MNESTIC_ASSERT(is_valid_utf8(text::stem(folded)));
    (void)text::is_stopword(folded);  // only that it may be asked
  }
  check_ranges(text::sentences(bytes), bytes.size());

  const std::string folded = text::fold(bytes);
  MNESTIC_ASSERT(is_valid_utf8(folded));
  MNESTIC_ASSERT(text::fold(folded) == folded);

  for (const std::string& term : text::index_terms(bytes)) {
    MNESTIC_ASSERT(!term.empty() && is_valid_utf8(term));
  }
  MNESTIC_ASSERT(text::estimate_tokens(bytes) >= bytes.size() / 4);

  if (const auto time = text::parse_time(bytes, "UTC")) {
    const auto again = text::parse_time(text::format_time(*time), "UTC");
    MNESTIC_ASSERT(again && *again == *time);
  }
}

}  // namespace mnestic::fuzz
