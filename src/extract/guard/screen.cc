#include "guard/screen.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "grammar/tongues.h"

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

// "TypeError: cannot unpack ...", "java.lang.NullPointerException: ..."
bool reports_fault(std::string_view line) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view head = line.substr(0, colon);
  if (colon == line.size() || head.find(' ') != std::string_view::npos) return false;
  return (head.ends_with("Error") && head.size() > 5) || head.ends_with("Exception") ||
         head == "Traceback" || head == "ERROR" || head == "error" || head == "fatal" ||
         head == "warning" || head == "panic";
}

bool looks_like_code(std::string_view line) {
  if (reports_fault(line)) return true;
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

// "The Overstory", "Data Analysis using Python": the first and the last word have a capital, and
// most of those between that are not short.
bool is_title(std::string_view words) {
  constexpr std::size_t kTitleBytesMax = 80;
  static const WordSet small(
      "a an the of and or in on at to for from with by vs is are de la le du und der die das & -");
  if (words.empty() || words.size() > kTitleBytesMax) return false;
  std::size_t at = 0;
  int named = 0;
  int plain = 0;
  bool capital = false;  // the word at hand has one
  while (at < words.size()) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string_view word = words.substr(at, end - at);
    const char first = word.empty() ? '\0' : word.front();
    capital = std::isupper(static_cast<unsigned char>(first)) != 0 ||
              std::isdigit(static_cast<unsigned char>(first)) != 0;
    if (at == 0 && !capital) return false;
    named += capital ? 1 : 0;
    plain += !capital && !small.has(word) ? 1 : 0;
    at = end + 1;
  }
  const char last = words.back();
  const bool mostly = plain == 0 || plain + 1 < named;
  return capital && mostly && last != '.' && last != ',' && last != ' ';
}

// An apostrophe that is no quotation mark: inside a word ("I've"), or before a year ("in '09").
bool is_inside_word(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[at + 1])) != 0;
}

bool opens_year(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
  };
  return digit(at) && digit(at + 1) && !digit(at + 2);
}

// Speech in quotation marks: more than two words are somebody's words, not the speaker's statement.
// Titles stay, and are noted in `titles`.
void blank_quotations(std::string& text, std::vector<Title>& titles) {
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
      const bool single = marks.open == " '";
      std::size_t close = text.find(marks.close, inside);
      while (single && close != std::string::npos && is_inside_word(text, close)) {
        close = text.find(marks.close, close + 1);
      }
      if (single && opens_year(text, inside)) {
        at = inside;
        continue;
      }
      if (close == std::string::npos) break;
      const std::string_view words = std::string_view(text).substr(inside, close - inside);
      const auto blanks = std::count(words.begin(), words.end(), ' ');
      const std::size_t end = close + marks.close.size();
      if (single && blanks > 30) {
        at = inside;
        continue;
      }
      if (is_title(words)) {
        titles.push_back({inside - marks.close.size(), end, marks.close.size()});
      } else if (blanks >= 2) {
        blank(text, at, end);
        if (end - at > 2) text.replace(at + 1, 1, "\"");
      }
      at = end;
    }
  }
  std::sort(titles.begin(), titles.end(),
            [](const Title& a, const Title& b) { return a.begin < b.begin; });
}

// Behind the title that `at` stands in; `at` itself outside of titles.
std::size_t behind_title(const std::vector<Title>& titles, std::size_t at) {
  for (const Title& title : titles) {
    if (at >= title.begin && at < title.end) return title.end;
  }
  return at;
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

constexpr std::array kOffRecord = {
    std::string_view("not to be saved"), std::string_view("not to be stored"),
    std::string_view("between you and me"), std::string_view("off the record"),
    std::string_view("not for the record")};

// The words of `low` from `at` on, at most four.
std::array<std::string_view, 4> words_from(std::string_view low, std::size_t at) {
  std::array<std::string_view, 4> words;
  for (std::string_view& word : words) {
    at = std::min(low.find_first_not_of(' ', at), low.size());
    const std::size_t end = std::min(low.find_first_of(" ,.;:!?\n", at), low.size());
    word = low.substr(at, end - at);
    at = end;
  }
  return words;
}

// "I do", "we never": what follows is told of somebody, not asked.
bool is_told_of_somebody(std::string_view before) {
  static const WordSet people("i we he she they who");
  for (int word = 0; word < 2; ++word) {
    const std::size_t end = before.find_last_not_of(' ');
    if (end == std::string_view::npos) return false;
    const std::size_t begin = before.find_last_of(" ,.;:!?\n", end) + 1;  // npos + 1 is 0
    if (begin > end) return false;
    if (people.has(before.substr(begin, end + 1 - begin))) return true;
    before = before.substr(0, begin);
  }
  return false;
}

// "don't save this", "do not write it down", "please don't keep any of this".
bool forbids_keeping(std::string_view low) {
  static const WordSet verbs(
      "write save store keep log record note remember memorize memorise write retain file hold "
      "add");
  static const WordSet objects("this that it these onto on");
  for (const std::string_view denial : {"n't ", "not ", "dont ", "never "}) {
    for (std::size_t at = low.find(denial); at != std::string_view::npos;
         at = low.find(denial, at + 1)) {
      if (is_told_of_somebody(low.substr(0, at))) continue;
      const auto words = words_from(low, at + denial.size());
      const bool idea = words[0] == "keep" && words[1] == "it" && words[2].size() > 1;
      if (verbs.has(words[0]) && objects.has(words[1]) && !idea) return true;
    }
  }
  return false;
}

// "this stays out of your memory", "leave it off your records", "not in your notes".
bool keeps_out_of_memory(std::string_view low) {
  static const WordSet places("memory memories notes records files log logs database");
  for (const std::string_view out : {"out of your ", "off your ", "not in your ", "out of the "}) {
    for (std::size_t at = low.find(out); at != std::string_view::npos; at = low.find(out, at + 1)) {
      if (places.has(words_from(low, at + out.size())[0])) return true;
    }
  }
  return false;
}

// "between us, ...", not "between us we own four bikes".
bool is_between_us(std::string_view low) {
  constexpr std::string_view kWords = "between us";
  for (std::size_t at = low.find(kWords); at != std::string_view::npos;
       at = low.find(kWords, at + 1)) {
    if (words_from(low, at + kWords.size())[0] != "we" || low.substr(at + kWords.size(), 1) != " ")
      return true;
  }
  return false;
}

bool is_off_record(std::string_view low) {
  return contains_any(low, kOffRecord) || is_between_us(low) || forbids_keeping(low) ||
         keeps_out_of_memory(low);
}

constexpr std::array<std::string_view, 16> kInjection = {"you are now in developer mode",
                                                         "system directive",
                                                         "system override",
                                                         "admin override",
                                                         "new system prompt",
                                                         "system message:",
                                                         "<|im_start|>",
                                                         "<|im_end|>",
                                                         "<|system|>",
                                                         "[inst]",
                                                         "[/inst]",
                                                         "[system]",
                                                         "### system",
                                                         "### instruction",
                                                         "<<sys>>",
                                                         "override your"};

// "ignore all prior instructions", "forget everything you were told": words that are to turn a
// reader, not tell of anybody.
bool commands_reader(std::string_view low) {
  constexpr std::size_t kReachBytes = 80;
  static constexpr std::array<std::string_view, 6> kVerbs = {"ignore ",   "disregard ", "forget ",
                                                             "override ", "bypass ",    "reveal "};
  static constexpr std::array<std::string_view, 10> kObjects = {
      "instructions", "system prompt", "guidelines",  "your rules",    "the rules above",
      "directives",   "the above",     "your prompt", "you were told", "your programming"};
  for (const std::string_view verb : kVerbs) {
    std::size_t at = 0;
    while ((at = low.find(verb, at)) != std::string_view::npos) {
      at += verb.size();
      std::string_view reach = low.substr(at, kReachBytes);
      reach = reach.substr(0, reach.find_first_of(".!?\n"));
      if (contains_any(reach, kObjects)) return true;
    }
  }
  return false;
}

// "assistant: ..." at the start of a line: a transcript, or words that pretend to be one.
bool has_role_tag(std::string_view low) {
  static constexpr std::array<std::string_view, 5> kRoles = {
      "assistant:", "system:", "tool:", "developer:", "function:"};
  std::size_t at = 0;
  while (at < low.size()) {
    const std::string_view line = low.substr(at, 16);
    for (const std::string_view role : kRoles) {
      if (line.starts_with(role)) return true;
    }
    at = low.find('\n', at);
    at = at == std::string_view::npos ? low.size() : at + 1;
  }
  return false;
}

// "[assistant memory update] ...": a tag at the start that speaks as the system would.
bool has_system_tag(std::string_view low) {
  static constexpr std::array<std::string_view, 9> kSpeakers = {
      "assistant", "system", "memory", "admin",      "developer",
      "tool",      "prompt", "root",   "instruction"};
  const std::size_t first = low.find_first_not_of(" \n\t");
  if (first == std::string_view::npos) return false;
  static constexpr std::string_view kOpen = "[{<(*#";
  if (kOpen.find(low[first]) == std::string_view::npos) return false;
  const std::string_view tag =
      low.substr(first, std::min(low.find_first_of("]}>)\n", first), first + 40) - first);
  return contains_any(tag, kSpeakers);
}

// Characters that hide or turn round what is read: zero width, direction overrides, tags. Joiners
// stand in emoji and in scripts that need them, so only those between Latin letters count.
bool has_hidden_characters(std::string_view text) {
  std::size_t at = 0;
  while ((at = text.find_first_of("\xE2\xEF\xF3", at)) != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    const auto third = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0U;
    if (rest.starts_with("\xE2\x80")) {
      const bool joiner = third == 0x8C || third == 0x8D;
      const bool latin = at > 0 && rest.size() > 3 &&
                         std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0 &&
                         std::isalpha(static_cast<unsigned char>(rest[3])) != 0;
      if (third == 0x8B || (third >= 0xAA && third <= 0xAE) || (joiner && latin)) return true;
    }
    if (rest.starts_with("\xE2\x81") && (third == 0xA0 || (third >= 0xA6 && third <= 0xA9))) {
      return true;
    }
    if (rest.starts_with("\xEF\xBB\xBF") && at > 0) return true;
    if (rest.starts_with("\xF3\xA0\x80") || rest.starts_with("\xF3\xA0\x81")) return true;
    ++at;
  }
  return false;
}

// "mem_" and 26 letters and digits: the id of a memory, as recall writes it.
std::size_t find_memory_id(std::string_view text, std::size_t from) {
  constexpr std::size_t kIdCharacters = 26;
  std::size_t at = from;
  while ((at = text.find("mem_", at)) != std::string_view::npos) {
    const std::string_view id = text.substr(at + 4, kIdCharacters);
    const bool whole = id.size() == kIdCharacters && std::all_of(id.begin(), id.end(), [](char c) {
                         return std::isalnum(static_cast<unsigned char>(c)) != 0;
                       });
    if (whole) return at;
    at += 4;
  }
  return std::string_view::npos;
}

// "Found 3 memories, best first.": the words around such lines are not the person's either.
void blank_recall_heads(std::string& text) {
  static constexpr std::array<std::string_view, 8> kHeads = {
      "Found ",        "Added ",   "Updated ", "No longer so",
      "Known already", "Nothing ", "Refused ", "Change chg_"};
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    for (const std::string_view head : kHeads) {
      if (line.starts_with(head)) blank(text, at, end);
    }
    at = end + 1;
  }
}

// Lines with the id of a memory were read from the store; they are not said again.
bool blank_recalled(std::string& text) {
  bool any = false;
  std::size_t at = 0;
  while ((at = find_memory_id(text, at)) != std::string::npos) {
    const std::size_t before = text.rfind('\n', at);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    blank(text, begin, end);
    at = end;
    any = true;
  }
  if (any) blank_recall_heads(text);
  return any;
}

// A mail with its head is somebody's text, whoever wrote it.
void blank_mail(std::string& text, std::string_view low) {
  static constexpr std::array<std::string_view, 6> kHeads = {
      "from:", "to:", "subject:", "cc:", "date:", "sent:"};
  std::size_t first = std::string_view::npos;
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < low.size()) {
    const std::string_view line = low.substr(at, 10);
    for (const std::string_view head : kHeads) {
      if (!line.starts_with(head)) continue;
      first = std::min(first, at);
      ++count;
    }
    at = low.find('\n', at);
    at = at == std::string_view::npos ? low.size() : at + 1;
  }
  if (count >= 2) blank(text, first, text.size());
}

bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n') return true;
  if (c == '!' || c == '?') {
    // "hunter2!moss" is one word.
    return at + 1 >= text.size() || std::isalnum(static_cast<unsigned char>(text[at + 1])) == 0 ||
           std::isupper(static_cast<unsigned char>(text[at + 1])) != 0;
  }
  if (c != '.') return false;
  if (at + 1 < text.size() && std::isspace(static_cast<unsigned char>(text[at + 1])) == 0 &&
      text[at + 1] != '.' && text[at + 1] != ')' && text[at + 1] != '"') {
    return false;
  }
  std::size_t word = at;
  while (word > 0 && std::isalpha(static_cast<unsigned char>(text[word - 1])) != 0) --word;
  const std::string low = lower(text.substr(word, at - word));
  static const WordSet abbreviations("dr mr mrs ms st prof vs etc approx no jr sr ave");
  const bool ordinal = word > 0 && std::isdigit(static_cast<unsigned char>(text[word - 1])) != 0;
  if (abbreviations.has(low) && low != "etc" && low != "no" && !ordinal) return false;
  // "passport no. is 123", "No. 5"
  std::size_t next = at + 1;
  while (next < text.size() && text[next] == ' ') ++next;
  const bool goes_on =
      next < text.size() && (std::islower(static_cast<unsigned char>(text[next])) != 0 ||
                             std::isdigit(static_cast<unsigned char>(text[next])) != 0);
  std::size_t before = word;
  while (before > 0 && text[before - 1] == ' ') --before;
  const bool noun = before > 0 && std::isalpha(static_cast<unsigned char>(text[before - 1])) != 0;
  if (low == "no" && goes_on && noun) return false;
  return !(low.size() == 1 && word > 1 &&
           std::isupper(static_cast<unsigned char>(text[word])) != 0 && low != "i");
}

// The bytes of a bullet or a number with a point that opens `line`, the blank behind it included; 0
// without one.
std::size_t bullet_bytes(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "+ ", "\xE2\x80\xA2 ", "\xE2\x80\x93 "}) {
    if (line.starts_with(mark)) return mark.size();
  }
  std::size_t digits = 0;
  while (digits < line.size() && digits < 2 &&
         std::isdigit(static_cast<unsigned char>(line[digits])) != 0) {
    ++digits;
  }
  const bool numbered = digits > 0 && digits + 1 < line.size() &&
                        (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  return numbered ? digits + 2 : 0;
}

// "My tools:" and a line with a bullet for each of them are one sentence, as with commas.
void join_bullets(std::string& text) {
  constexpr std::size_t kItemBytesMax = 60;
  std::size_t line = 0;
  while (line < text.size()) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::size_t last = text.find_last_not_of(" \t\r", end - (end > line ? 1 : 0));
    const bool heads = end > line && last != std::string::npos && last >= line && text[last] == ':';
    std::size_t item = end;
    for (bool first = true; heads && item < text.size(); first = false) {
      const std::size_t begin = text.find_first_not_of(" \t\r\n", item);
      if (begin == std::string::npos) break;
      const std::size_t stop = std::min(text.find('\n', begin), text.size());
      const std::size_t bullet = bullet_bytes(std::string_view(text).substr(begin, stop - begin));
      if (bullet == 0 || stop - begin > kItemBytesMax) break;
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(item),
                text.begin() + static_cast<std::ptrdiff_t>(begin + bullet), ' ');
      if (!first) text[item] = ',';
      item = stop;
    }
    line = std::max(item, end) + 1;
  }
}

}  // namespace

Screened screen(std::string_view message) {
  Screened screened;
  screened.text = std::string(message);
  std::string& text = screened.text;
  // Lower case of a byte is a byte, except for typographic apostrophes, which no pattern holds.
  const std::string head = lower(message);
  if (is_off_record(head)) {
    screened.refused = "asked not to be kept";
    return screened;
  }
  if (has_hidden_characters(message)) {
    screened.refused = "holds hidden characters";
    return screened;
  }
  if (contains_any(head, kInjection) || commands_reader(head) || has_role_tag(head) ||
      has_system_tag(head) || has_markup(message)) {
    screened.refused = "looks like instructions or markup rather than something said";
    return screened;
  }
  if (text.starts_with("\xEF\xBB\xBF")) blank(text, 0, 3);
  screened.recalled = blank_recalled(text);
  if (head.size() == text.size()) blank_mail(text, head);
  blank_fences(text);
  blank_settings(text);
  blank_lines(text);
  blank_quotations(text, screened.titles);
  join_bullets(text);
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
    std::size_t end = at;
    while (end < text.size()) {
      const std::size_t behind = behind_title(screened.titles, end);
      if (behind == end && ends_sentence(text, end)) break;
      end = std::max(behind, end + 1);
    }
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
  cut_behind_secrets(message, screened.sentences);
  return screened;
}

Tokens tokens_of(const Screened& screened, const Sentence& sentence) {
  const std::string_view text = screened.text;
  Tokens tokens = tokenize(text.substr(sentence.begin, sentence.end - sentence.begin));
  for (const Title& title : screened.titles) {
    const auto inside = [&](const Token& token) {
      const std::size_t at = sentence.begin + token.begin;
      return at >= title.begin && at < title.end;
    };
    const auto first = std::find_if(tokens.begin(), tokens.end(), inside);
    if (first == tokens.end()) continue;
    Token whole = *first;
    whole.out = text.substr(title.begin + title.marks, title.end - title.begin - 2 * title.marks);
    whole.low = lower(whole.out);
    whole.out = '"' + whole.out + '"';
    whole.end = title.end - sentence.begin;
    whole.kind = TokenKind::word;
    whole.capital = true;
    const auto behind = std::find_if_not(first, tokens.end(), inside);
    *first = std::move(whole);
    tokens.erase(first + 1, behind);
  }
  if (is_other_tongue(tokens)) tokens.clear();
  return tokens;
}

}  // namespace mnestic::extract
