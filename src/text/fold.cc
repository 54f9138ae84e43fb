#include <utf8proc.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "characters.h"
#include "mnestic/text/words.h"

namespace mnestic::text {
namespace {

// ASCII needs no tables: the common case by far.
bool fold_ascii(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  out.assign(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return true;
}

// Scripts whose marks are accents: a word with and without them is the same word to a searcher.
bool has_accents(std::int32_t base) {
  return (base < 0x0250) || (base >= 0x0370 && base <= 0x052F) ||
         (base >= 0x1E00 && base <= 0x1FFF) || (base >= 0x2C60 && base <= 0x2C7F) ||
         (base >= 0xA720 && base <= 0xA7FF);
}

// Vowel points and the like that writers of Hebrew and Arabic usually leave out, and the stretching
// stroke.
bool is_optional_point(std::int32_t code) {
  return (code >= 0x0591 && code <= 0x05BD) || code == 0x05BF || code == 0x05C1 || code == 0x05C2 ||
         code == 0x05C4 || code == 0x05C5 || code == 0x05C7 || code == 0x0640 ||
         (code >= 0x064B && code <= 0x0652) || code == 0x0670;
}

bool is_mark(std::int32_t code) { return code >= 0x0300 && class_of(code) == CharClass::mark; }

// Letters that Unicode does not take apart, but that people type without their stroke; and
// typographic signs.
std::string_view replacement(std::int32_t code) {
  switch (code) {
    case 0x00E6:
      return "ae";
    case 0x00F0:
      return "d";
    case 0x00F8:
      return "o";
    case 0x00FE:
      return "th";
    case 0x0111:
      return "d";
    case 0x0127:
      return "h";
    case 0x0131:
      return "i";
    case 0x0142:
      return "l";
    case 0x0153:
      return "oe";
    case 0x0167:
      return "t";
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return "'";
    case 0x2010:
    case 0x2011:
      return "-";
    default:
      return {};
  }
}

std::string without_bad_bytes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (character.code == kBadByte) {
      out += ' ';
    } else {
      out += text.substr(at, character.length);
    }
    at += character.length;
  }
  return out;
}

// Decomposed and case-folded code points; empty when the library runs out of memory.
std::vector<utf8proc_int32_t> decomposed(const std::string& text) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  std::vector<utf8proc_int32_t> codes(text.size() + 16);
  for (;;) {
    const auto needed = utf8proc_decompose(bytes, size, codes.data(),
                                           static_cast<utf8proc_ssize_t>(codes.size()), kOptions);
    if (needed < 0) return {};
    const auto count = static_cast<std::size_t>(needed);
    const bool fits = count <= codes.size();
    codes.resize(count);
    if (fits) return codes;
  }
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  if (fold_ascii(text, out)) return out;
  const std::vector<utf8proc_int32_t> codes = decomposed(without_bad_bytes(text));
  std::vector<utf8proc_int32_t> kept;
  kept.reserve(codes.size());
  std::int32_t base = 0;
  for (const utf8proc_int32_t code : codes) {
    if (is_optional_point(code)) continue;
    const std::string_view instead = replacement(code);
    if (is_mark(code)) {
      if (has_accents(base)) continue;
    } else {
      // What stands there afterwards, so that folding again changes nothing.
      base = instead.empty() ? code : instead.back();
    }
    if (instead.empty()) {
      kept.push_back(code);
    } else {
      for (const char c : instead) kept.push_back(c);
    }
  }
  // Composed again: Hangul syllables and voiced kana must not stay in pieces.
  const auto count =
      utf8proc_normalize_utf32(kept.data(), static_cast<utf8proc_ssize_t>(kept.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  out.clear();
  out.reserve(text.size());
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    utf8proc_uint8_t encoded[4];
    const auto length = utf8proc_encode_char(kept[static_cast<std::size_t>(i)], encoded);
    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(length));
  }
  return out;
}

}  // namespace mnestic::text
