#include "bert_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "reference_unicode.h"

namespace mnestic::embed {
namespace {

using CodePoint = utf8proc_int32_t;

bool in(std::span<const CodePointRange> ranges, CodePoint c) {
  const auto after = std::upper_bound(
      ranges.begin(), ranges.end(), c,
      [](CodePoint value, const CodePointRange& range) { return value < range.first; });
  return after != ranges.begin() && c <= std::prev(after)->last;
}

bool is_blank(CodePoint c) {
  if (c < 0x80) return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  const auto category = utf8proc_category(c);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

// What the reference drops: NUL, the replacement character, controls, formats, private use.
bool is_dropped(CodePoint c) {
  if (c < 0x80) return c < 0x20 || c == 0x7F;
  if (c == 0xFFFD) return true;
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CO:
      return true;
    case UTF8PROC_CATEGORY_CF:
      return !in(kLaterFormats, c);
    default:
      return false;
  }
}

bool is_punctuation(CodePoint c) {
  if (c < 0x80)
    return c > ' ' && c < 0x7F && !((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'));
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
      return !in(kLaterPunctuation, c);
    default:
      return in(kFormerPunctuation, c);
  }
}

bool is_accent(CodePoint c) {
  if (c < 0x300) return false;
  return utf8proc_category(c) == UTF8PROC_CATEGORY_MN ? !in(kLaterMarks, c) : in(kFormerMarks, c);
}

bool is_chinese(CodePoint c) {
  constexpr std::array<CodePointRange, 8> kHan{{{0x3400, 0x4DBF},
                                                {0x4E00, 0x9FFF},
                                                {0xF900, 0xFAFF},
                                                {0x20000, 0x2A6DF},
                                                {0x2A700, 0x2B73F},
                                                {0x2B740, 0x2B81F},
                                                {0x2B920, 0x2CEAF},
                                                {0x2F800, 0x2FA1F}}};
  return in(kHan, c);
}

void append(CodePoint c, std::string& out) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(c, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

// Canonical decomposition without nonspacing marks.
void strip_accents(std::vector<CodePoint>& text) {
  if (std::all_of(text.begin(), text.end(), [](CodePoint c) { return c < 0x80; })) return;
  std::string bytes;
  for (const CodePoint c : text) append(c, bytes);
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE);
  const auto* const from = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  const auto size = static_cast<utf8proc_ssize_t>(bytes.size());
  // A character of this many bytes never decomposes into more than as many characters twice over.
  text.resize(bytes.size() * 4);
  const auto count = utf8proc_decompose(from, size, text.data(),
                                        static_cast<utf8proc_ssize_t>(text.size()), kOptions);
  text.resize(count < 0 ? 0 : std::min(static_cast<std::size_t>(count), text.size()));
  std::erase_if(text, is_accent);
}

void lower_case(std::vector<CodePoint>& text) {
  constexpr CodePoint kDottedCapitalI = 0x130;  // the only one whose small form is two characters
  constexpr CodePoint kDotAbove = 0x307;
  std::vector<CodePoint> lowered;
  lowered.reserve(text.size());
  for (const CodePoint c : text) {
    if (c < 0x80) {
      lowered.push_back(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else if (c == kDottedCapitalI) {
      lowered.insert(lowered.end(), {'i', kDotAbove});
    } else {
      lowered.push_back(utf8proc_tolower(c));
    }
  }
  text = std::move(lowered);
}

std::vector<CodePoint> normalised(std::string_view text, const BertTextOptions& options) {
  std::vector<CodePoint> out;
  out.reserve(text.size());
  const auto* next = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    CodePoint c = 0;
    const auto length = utf8proc_iterate(next, left, &c);
    if (length <= 0) break;  // not valid UTF-8
    next += length;
    left -= length;
    if (is_blank(c)) {
      out.push_back(' ');
    } else if (options.space_chinese && is_chinese(c)) {
      out.insert(out.end(), {' ', c, ' '});
    } else if (!is_dropped(c)) {
      out.push_back(c);
    }
  }
  if (options.strip_accents) strip_accents(out);
  if (options.lower_case) lower_case(out);
  return out;
}

}  // namespace

std::vector<std::string> bert_words(std::string_view text, const BertTextOptions& options) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const CodePoint c : normalised(text, options)) {
    if (is_blank(c)) {
      finish();
    } else if (is_punctuation(c)) {
      finish();
      append(c, word);
      finish();
    } else {
      append(c, word);
    }
  }
  finish();
  return words;
}

std::size_t code_point_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace mnestic::embed
