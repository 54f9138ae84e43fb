// Secrets in settings: "smtp.pass=...", `"dbPassword": "..."`, <dbPass>...</dbPass>, a name and its
// value in two fields. What stands in plain sentences is found by the words around it instead.
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "secrets/names.h"
#include "secrets/secrets.h"
#include "secrets/words.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a password";
constexpr std::size_t kNameBytesMax = 64;
constexpr std::size_t kValueBytesMax = 256;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

bool is_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || c == '_' || c == '-' || c == '.';
}

struct Field {
  std::string_view name;
  bool quoted = false;  // the name
  bool begins_line = false;
  bool equals = false;  // by "=" and not by ":"
  Piece value;
  bool bare = true;        // the value has no quotation marks
  bool ends_line = false;  // nothing of the line follows the value
};

// The name that ends before text[at].
bool read_name(std::string_view text, std::size_t at, Field& field) {
  std::size_t end = at;
  while (end > 0 && at - end < 4 && is_blank(text[end - 1])) --end;
  if (end > 0 && text[end - 1] == ']') --end;  // $config['smtp_pass']
  if (end > 0 && is_quote(text[end - 1])) {
    --end;
    field.quoted = true;
  }
  std::size_t begin = end;
  while (begin > 0 && end - begin < kNameBytesMax && is_name_byte(text[begin - 1])) --begin;
  field.name = text.substr(begin, end - begin);
  while (!field.name.empty() && (field.name.front() == '-' || field.name.front() == '.'))
    field.name.remove_prefix(1);
  constexpr std::size_t kIndentMax = 32;
  std::size_t line = begin;
  while (line > 0 && begin - line < kIndentMax &&
         (is_blank(text[line - 1]) ||
          std::string_view("-*>\"'").find(text[line - 1]) != std::string_view::npos))
    --line;
  field.begins_line = line == 0 || is_line_end(text[line - 1]);
  return !field.name.empty();
}

// The value that begins at text[at].
bool read_value(std::string_view text, std::size_t at, Field& field) {
  while (at < text.size() && is_blank(text[at])) ++at;
  if (at >= text.size() || is_line_end(text[at])) return false;
  const std::size_t most = std::min(text.size(), at + kValueBytesMax);
  std::size_t end = at;
  if (is_quote(text[at])) {
    const char mark = text[at];
    end = ++at;
    while (end < most && text[end] != mark && !is_line_end(text[end])) ++end;
    if (end >= most || text[end] != mark) return false;
    field.bare = false;
  } else {
    while (end < most && std::isspace(static_cast<unsigned char>(text[end])) == 0 &&
           std::string_view(",;<>\"'|&").find(text[end]) == std::string_view::npos)
      ++end;
    if (end >= most && most < text.size()) return false;
  }
  std::size_t after = field.bare ? end : end + 1;
  while (field.bare && end > at &&
         std::string_view(".:?)]}").find(text[end - 1]) != std::string_view::npos)
    --end;
  while (after < text.size() && is_blank(text[after])) ++after;
  field.ends_line = after >= text.size() || is_line_end(text[after]) ||
                    std::string_view("#,;}])<|/").find(text[after]) != std::string_view::npos;
  field.value = {at, end};
  return end > at;
}

// "Authorization: Bearer ...": the word behind.
void skip_scheme(std::string_view text, Field& field) {
  static const WordSet schemes("bearer basic token apikey digest");
  if (!schemes.has(lower(text.substr(field.value.begin, field.value.end - field.value.begin))))
    return;
  Field behind;
  if (!read_value(text, field.value.end, behind)) return;
  field.value = behind.value;
  field.ends_line = behind.ends_line;
}

bool is_technical(const Field& field) {
  const std::string_view name = field.name;
  return field.quoted || name.find_first_of("_-.") != std::string_view::npos ||
         std::any_of(name.begin() + 1, name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Whether the words of the field, its name apart, are those of a setting and not of a sentence.
bool is_setting(const Field& field) {
  return is_technical(field) || field.equals || (field.begins_line && field.ends_line);
}

// What stands at text[at] between a name and a value: its length, or 0.
std::size_t separator_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char before = at > 0 ? text[at - 1] : ' ';
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (c == '=') {
    const bool compares =
        next == '=' || std::string_view("=!<>").find(before) != std::string_view::npos;
    return compares ? 0 : next == '>' ? 2 : 1;
  }
  if (c != ':' || next == '/') return 0;
  return next == '=' || next == ':' ? 2 : 1;
}

// A name that is itself a value: `- name: DB_PASS` and `value: ...`, `variable "db_password" {` and
// `default = ...`.
class Pair {
 public:
  void see(std::string_view text, const Field& field) {
    static const WordSet names("name key property variable setting");
    if (!names.has(lower(field.name))) return;
    const std::string_view value =
        text.substr(field.value.begin, field.value.end - field.value.begin);
    named_ = value.find(' ') == std::string_view::npos ? named_by(value) : Named::nothing;
    at_ = field.value.end;
  }
  [[nodiscard]] Named named(std::string_view text, const Field& field) const {
    static const WordSet values("value default");
    constexpr std::size_t kReachBytes = 160;
    if (!values.has(lower(field.name))) return Named::nothing;
    const std::size_t begin = field.value.begin;
    if (named_ != Named::nothing && begin - at_ < kReachBytes) return named_;
    constexpr std::string_view kVariable = "variable \"";
    const std::size_t from = begin > kReachBytes ? begin - kReachBytes : 0;
    const std::string_view before = text.substr(from, begin - from);
    const std::size_t variable = before.rfind(kVariable);
    if (variable == std::string_view::npos) return Named::nothing;
    const std::size_t name = variable + kVariable.size();
    return named_by(before.substr(name, before.find('"', name) - name));
  }

 private:
  Named named_ = Named::nothing;
  std::size_t at_ = 0;
};

void find_in_element(std::string_view text, std::size_t at, std::vector<Secret>& found) {
  Field field;
  if (at == 0 || !read_name(text, at, field)) return;
  const auto begin = static_cast<std::size_t>(field.name.data() - text.data());
  if (begin == 0 || text[begin - 1] != '<' || named_by(field.name) == Named::nothing) return;
  const std::size_t end = text.substr(0, std::min(text.size(), at + kValueBytesMax)).find("</", at);
  if (end == std::string_view::npos || end == at + 1) return;
  if (is_secret_value(named_by(field.name), text.substr(at + 1, end - at - 1), true))
    found.push_back({at + 1, end, kReason});
}

}  // namespace

void find_settings(std::string_view text, std::vector<Secret>& found) {
  Pair pair;
  for (std::size_t at = text.find_first_of(":=>"); at != std::string_view::npos;
       at = text.find_first_of(":=>", at + 1)) {
    if (text[at] == '>') find_in_element(text, at, found);
    const std::size_t bytes = separator_at(text, at);
    Field field;
    field.equals = text[at] == '=';
    if (bytes == 0 || !read_name(text, at, field) || !read_value(text, at + bytes, field)) continue;
    pair.see(text, field);
    Named named = named_by(field.name);
    if (named == Named::nothing) named = pair.named(text, field);
    if (named == Named::nothing) continue;
    skip_scheme(text, field);
    if (!is_setting(field)) continue;
    // "pass: closed" is a sentence as well.
    static const WordSet other("pass pin clave losung parola passes");
    if (!field.equals && !field.quoted && other.has(lower(field.name))) named = Named::code;
    const std::string_view value =
        text.substr(field.value.begin, field.value.end - field.value.begin);
    if (is_secret_value(named, value, field.bare))
      found.push_back({field.value.begin, field.value.end, kReason});
    at = std::max(at, field.value.begin - 1);
  }
}

}  // namespace mnestic::extract
