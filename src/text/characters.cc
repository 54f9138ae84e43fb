#include "characters.h"

#include <utf8proc.h>

#include <array>

namespace mnestic::text {
namespace {

struct Range {
  std::int32_t first;
  std::int32_t last;
};

// Letters of scripts written without blanks between words. Hangul has blanks, but its words end in
// particles that no stemmer here knows, so that parts of words must match.
constexpr std::array kUnspacedRanges = {
    Range{0x0E00, 0x0EFF},    // Thai, Lao
    Range{0x1000, 0x109F},    // Myanmar
    Range{0x1100, 0x11FF},    // Hangul jamo
    Range{0x1780, 0x17FF},    // Khmer
    Range{0x19E0, 0x19FF},    // Khmer symbols
    Range{0x3005, 0x3007},    // ideographic iteration mark and zero
    Range{0x3031, 0x3035},    // kana repeat marks
    Range{0x3040, 0x30FF},    // kana
    Range{0x3100, 0x318F},    // Bopomofo, Hangul compatibility jamo
    Range{0x31A0, 0x31BF},    // Bopomofo extended
    Range{0x31F0, 0x31FF},    // Katakana extensions
    Range{0x3400, 0x4DBF},    // Han extension A
    Range{0x4E00, 0x9FFF},    // Han
    Range{0xA960, 0xA97F},    // Hangul jamo extended A
    Range{0xAA60, 0xAA7F},    // Myanmar extended
    Range{0xAC00, 0xD7FF},    // Hangul syllables and jamo extended B
    Range{0xF900, 0xFAFF},    // Han compatibility
    Range{0xFF66, 0xFFDC},    // half-width kana and Hangul
    Range{0x1B000, 0x1B16F},  // kana supplement
    Range{0x20000, 0x3FFFD},  // Han extensions B and later
};

bool is_unspaced(std::int32_t code) {
  if (code < kUnspacedRanges.front().first) return false;
  for (const Range& range : kUnspacedRanges) {
    if (code < range.first) return false;
    if (code <= range.last) return true;
  }
  return false;
}

CharClass class_of_letter(std::int32_t code) {
  return is_unspaced(code) ? CharClass::unspaced : CharClass::letter;
}

CharClass class_of_ascii(std::int32_t code) {
  const bool alphanumeric =
      (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || is_ascii_digit(code);
  if (alphanumeric) return CharClass::letter;
  return code <= ' ' || code == 0x7F ? CharClass::blank : CharClass::other;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<std::uint8_t>(text[at]);
  if (first < 0x80) return {first, 1};
  std::int32_t code = kBadByte;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (length <= 0) return {kBadByte, 1};
  return {code, static_cast<std::size_t>(length)};
}

CharClass class_of(std::int32_t code) {
  if (code < 0) return CharClass::blank;
  if (code < 0x80) return class_of_ascii(code);
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return class_of_letter(code);
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharClass::mark;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return CharClass::blank;
    case UTF8PROC_CATEGORY_CF:
      return code == 0xAD || code == 0x200C || code == 0x200D ? CharClass::joiner
                                                              : CharClass::other;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
      return CharClass::other;
  }
  return CharClass::other;
}

bool is_upper(std::int32_t code) {
  if (code < 0) return false;
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  const auto category = utf8proc_category(code);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_lower(std::int32_t code) {
  if (code < 0) return false;
  if (code < 0x80) return code >= 'a' && code <= 'z';
  return utf8proc_category(code) == UTF8PROC_CATEGORY_LL;
}

}  // namespace mnestic::text
