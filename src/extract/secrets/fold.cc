#include "secrets/fold.h"

#include <array>

namespace mnestic::extract {
namespace {

struct Plain {
  char as = '\0';
  std::size_t bytes = 0;  // of the original; 0 when the character stays
};

Plain plain_of(std::string_view rest) {
  if (rest.starts_with("\xC2\xA0")) return {' ', 2};      // no-break space
  if (rest.starts_with("\xE3\x80\x80")) return {' ', 3};  // ideographic space
  if (rest.size() < 2) return {};
  const auto low_byte = static_cast<unsigned char>(rest[1]);
  // Arabic-Indic digits, U+0660 and U+06F0 on.
  if (rest[0] == '\xD9' && low_byte >= 0xA0 && low_byte <= 0xA9)
    return {static_cast<char>('0' + low_byte - 0xA0), 2};
  if (rest[0] == '\xDB' && low_byte >= 0xB0 && low_byte <= 0xB9)
    return {static_cast<char>('0' + low_byte - 0xB0), 2};
  if (rest.size() < 3) return {};
  const auto second = static_cast<unsigned char>(rest[1]);
  const auto third = static_cast<unsigned char>(rest[2]);
  if (rest[0] == '\xE2' && second == 0x80) {
    const bool blank = (third >= 0x80 && third <= 0x8A) || third == 0xAF;  // en quad to hair space
    const bool hyphen = third >= 0x90 && third <= 0x92;
    if (blank) return {' ', 3};
    if (hyphen) return {'-', 3};
  }
  // Devanagari and Bengali digits, U+0966 and U+09E6 on.
  if (rest[0] == '\xE0' && (second == 0xA5 || second == 0xA7) && third >= 0xA6 && third <= 0xAF)
    return {static_cast<char>('0' + third - 0xA6), 3};
  static constexpr std::array<std::string_view, 11> kHan = {"零", "一", "二", "三", "四", "五",
                                                            "六", "七", "八", "九", "〇"};
  for (std::size_t digit = 0; digit < kHan.size(); ++digit) {
    if (rest.starts_with(kHan[digit])) return {static_cast<char>('0' + digit % 10), 3};
  }
  if (rest[0] == '\xEF' && (second == 0xBC || second == 0xBD)) {
    const unsigned low = ((second & 0x3FU) << 6U | (third & 0x3FU)) & 0xFFFU;  // of U+F000 + low
    if (low >= 0xF01 && low <= 0xF5E) return {static_cast<char>(low - 0xF00 + 0x20), 3};
  }
  return {};
}

}  // namespace

Folded fold(std::string_view text) {
  Folded folded;
  if (text.find_first_of("\xC2\xD9\xDB\xE0\xE2\xE3\xE4\xE5\xE9\xEF") == std::string_view::npos) {
    folded.text = text;
    return folded;
  }
  folded.text.reserve(text.size());
  folded.origin.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const Plain plain = plain_of(text.substr(at));
    folded.text += plain.bytes > 0 ? plain.as : text[at];
    folded.origin.push_back(at);
    at += plain.bytes > 0 ? plain.bytes : 1;
  }
  folded.origin.push_back(text.size());
  return folded;
}

}  // namespace mnestic::extract
