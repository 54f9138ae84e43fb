#include "screen.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "lexicon.h"
#include "tokens.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kSentenceBytesMax = 1000;  // longer is no plain statement

void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end && i < text.size(); ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

void blank_fences(std::string& text) {
  for (const std::string_view fence : {"```", "~~~"}) {
    std::size_t at = 0;
    while ((at = text.find(fence, at)) != std::string::npos) {
      const std::size_t close = text.find(fence, at + 3);
      const std::size_t end = close == std::string::npos ? text.size() : close + 3;
      blank(text, at, end);
      at = end;
    }
  }
  std::size_t at = 0;
  while ((at = text.find('`', at)) != std::string::npos) {
    const std::size_t close = text.find('`', at + 1);
    if (close == std::string::npos) break;
    // A name in backquotes stays ("I use `ripgrep`"), a sentence does not.
    if (std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                   text.begin() + static_cast<std::ptrdiff_t>(close), ' ') >= 2) {
      blank(text, at, close + 1);
    } else {
      text[at] = text[close] = ' ';
    }
    at = close + 1;
  }
}

bool looks_like_code(std::string_view line) {
  static constexpr std::array<std::string_view, 14> kStarts = {
      "def ", "class ", "import ", "#include", "return ", "function ", "const ",
      "let ", "var ",   "SELECT ", "INSERT ",  "UPDATE ", "at ",       "$ "};
  for (const std::string_view start : kStarts) {
    if (line.starts_with(start) && line.find_first_of("(){};=*<>:$\"") != std::string_view::npos) {
      return true;
    }
  }
  std::size_t odd = 0;
  for (const char c : line)
    odd += std::string_view("{}[]();=<>|\\\"_*").find(c) != std::string_view::npos;
  return odd * 6 > line.size() && odd > 2;
}

void blank_lines(std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t first = at;
    while (first < end && (text[first] == ' ' || text[first] == '\t')) ++first;
    const std::string_view line = std::string_view(text).substr(first, end - first);
    const bool indented = first - at >= 4 || (first > at && text[at] == '\t');
    if (line.starts_with(">") || looks_like_code(line) || (indented && line.size() > 0 && at > 0)) {
      blank(text, at, end);
    }
    at = end + 1;
  }
}

// Speech and titles in quotation marks: more than two words are somebody's words, not the speaker's
// statement.
void blank_quotations(std::string& text) {
  struct Marks {
    std::string_view open;
    std::string_view close;
  };
  static constexpr std::array kMarks = {Marks{"\"", "\""}, Marks{"\xE2\x80\x9C", "\xE2\x80\x9D"},
                                        Marks{"\xC2\xAB", "\xC2\xBB"}, Marks{" '", "'"}};
  for (const Marks& marks : kMarks) {
    std::size_t at = 0;
    while ((at = text.find(marks.open, at)) != std::string::npos) {
      const std::size_t inside = at + marks.open.size();
      const std::size_t close = text.find(marks.close, inside);
      if (close == std::string::npos) break;
      const std::string_view words = std::string_view(text).substr(inside, close - inside);
      const auto blanks = std::count(words.begin(), words.end(), ' ');
      const std::size_t end = close + marks.close.size();
      if (marks.open == " '" && blanks > 30) {
        at = inside;
        continue;
      }
      if (blanks >= 2) {
        blank(text, at, end);
        if (end - at > 2) text.replace(at + 1, 1, "\"");
      }
      at = end;
    }
  }
}

bool has_markup(std::string_view text) {
  std::size_t at = 0;
  while ((at = text.find('<', at)) != std::string_view::npos) {
    ++at;
    const std::size_t name = at < text.size() && text[at] == '/' ? at + 1 : at;
    if (name < text.size() && std::isalpha(static_cast<unsigned char>(text[name])) != 0) {
      const std::size_t end = text.find_first_of("<> ", name);
      if (end != std::string_view::npos && text[end] != '<' && end - name < 24) return true;
    }
  }
  return false;
}

bool contains_any(std::string_view low, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return low.find(phrase) != std::string_view::npos;
  });
}

constexpr std::array<std::string_view, 16> kOffRecord = {
    "off the record",        "don't save this",     "don't store this",
    "don't remember this",   "do not save this",    "do not store this",
    "do not remember this",  "don't save that",     "don't keep this",
    "don't write this down", "not for the record",  "don't log this",
    "don't note this",       "don't memorize this", "keep this out of your memory",
    "don't add this to"};

constexpr std::array<std::string_view, 15> kInjection = {"ignore previous instructions",
                                                         "ignore all previous",
                                                         "ignore your instructions",
                                                         "disregard previous",
                                                         "disregard all",
                                                         "ignore the above",
                                                         "system prompt",
                                                         "you are now in developer mode",
                                                         "<|im_start|>",
                                                         "<|im_end|>",
                                                         "[inst]",
                                                         "[system]",
                                                         "### system",
                                                         "### instruction",
                                                         "override your"};

bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n') return true;
  if (c == '!' || c == '?') return true;
  if (c != '.') return false;
  if (at + 1 < text.size() && std::isspace(static_cast<unsigned char>(text[at + 1])) == 0 &&
      text[at + 1] != '.' && text[at + 1] != ')' && text[at + 1] != '"') {
    return false;
  }
  std::size_t word = at;
  while (word > 0 && std::isalpha(static_cast<unsigned char>(text[word - 1])) != 0) --word;
  const std::string low = lower(text.substr(word, at - word));
  static const WordSet abbreviations("dr mr mrs ms st prof vs etc approx no jr sr ave");
  if (abbreviations.has(low) && low != "etc" && low != "no") return false;
  return !(low.size() == 1 && word > 1 &&
           std::isupper(static_cast<unsigned char>(text[word])) != 0 && low != "i");
}

}  // namespace

Screened screen(std::string_view message) {
  Screened screened;
  screened.text = std::string(message);
  std::string& text = screened.text;
  const std::string head = lower(message.substr(0, 4096));
  if (contains_any(head, kOffRecord)) {
    screened.refused = "asked not to be kept";
    return screened;
  }
  if (contains_any(head, kInjection) || has_markup(message)) {
    screened.refused = "looks like instructions or markup rather than something said";
    return screened;
  }
  blank_fences(text);
  blank_lines(text);
  blank_quotations(text);
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
    std::size_t end = at;
    while (end < text.size() && !ends_sentence(text, end)) ++end;
    bool question = false;
    std::size_t stop = end;
    while (stop < text.size() &&
           std::string_view(".!?").find(text[stop]) != std::string_view::npos) {
      question = question || text[stop] == '?';
      ++stop;
    }
    if (end > at && stop - at <= kSentenceBytesMax)
      screened.sentences.push_back({at, stop, question});
    at = std::max(stop, end + 1);
  }
  return screened;
}

}  // namespace mnestic::extract
