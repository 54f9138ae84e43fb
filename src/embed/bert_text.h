// BERT text: from what somebody wrote to the words that WordPiece cuts up, as the reference
// normaliser and pre-tokeniser of BERT do it.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mnestic::embed {

struct BertTextOptions {
  bool lower_case = true;
  bool strip_accents = true;
  bool space_chinese = true;  // every Han character is a word of its own
};

// The words of a piece of text, in order: control characters dropped, blanks and punctuation
// parted, accents and case folded as asked. REQUIRES: valid UTF-8. Cutting the text at blanks
// beforehand changes nothing.
[[nodiscard]] std::vector<std::string> bert_words(std::string_view text,
                                                  const BertTextOptions& options);

// How many code points a valid text has.
[[nodiscard]] std::size_t code_point_count(std::string_view text);

}  // namespace mnestic::embed
