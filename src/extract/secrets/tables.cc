// Secrets in tables: the columns whose name means one, with commas, semicolons, tabs or bars
// between them.
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

using Cells = std::vector<Piece>;

Piece trimmed(std::string_view text, Piece cell) {
  constexpr std::string_view kAround = " \"'`\r\t*";
  while (cell.end > cell.begin && kAround.find(text[cell.end - 1]) != std::string_view::npos)
    --cell.end;
  while (cell.end > cell.begin && kAround.find(text[cell.begin]) != std::string_view::npos)
    ++cell.begin;
  return cell;
}

// The mark between the cells of a line, '\0' when there is none.
char mark_of(std::string_view line) {
  for (const char mark : {'|', '\t', ';', ','}) {
    if (line.find(mark) != std::string_view::npos) return mark;
  }
  return '\0';
}

Cells cells_of(std::string_view text, Piece line, char mark) {
  Cells cells;
  line = trimmed(text, line);
  if (mark == '|' && line.end > line.begin && text[line.begin] == '|') ++line.begin;
  if (mark == '|' && line.end > line.begin && text[line.end - 1] == '|') --line.end;
  std::size_t begin = line.begin;
  for (std::size_t at = line.begin; at <= line.end; ++at) {
    if (at < line.end && text[at] != mark) continue;
    cells.push_back(trimmed(text, {begin, at}));
    begin = at + 1;
  }
  return cells;
}

std::size_t blanks_in(std::string_view cell) {
  return static_cast<std::size_t>(std::count(cell.begin(), cell.end(), ' '));
}

struct Column {
  std::size_t index = 0;
  Named named = Named::nothing;
};

// What a column of that name holds. `access`: the table is one of accounts and doors.
Named column_of(std::string_view name, bool access) {
  const std::string low = lower(name);
  if (low.find("mot de passe") != std::string::npos) return Named::password;
  static const WordSet bare("code codes key keys pass clave schlüssel código codigo clé chiave");
  return bare.has(low) && !access ? Named::nothing : named_by(low);
}

bool is_of_access(std::string_view name) {
  static const WordSet words(
      "user username login account site website service url email mail host door gate lock alarm "
      "safe where place location device network ssid wifi app application server system dienst "
      "benutzer nutzer konto seite tür servicio usuario cuenta sitio puerta identifiant compte "
      "porte "
      "utilisateur who what for");
  return words.has(lower(name));
}

// The columns of a header that hold secrets.
std::vector<Column> secret_columns(std::string_view text, const Cells& cells, char mark) {
  constexpr std::size_t kNameBytesMax = 30;
  std::vector<Column> columns;
  std::vector<std::string_view> names;
  for (const Piece& cell : cells) {
    std::string_view name = text.substr(cell.begin, cell.end - cell.begin);
    // "Here are the logins: site,user,pw"
    if (const std::size_t colon = name.rfind(": ");
        names.empty() && colon != std::string_view::npos)
      name.remove_prefix(colon + 2);
    // With commas, names of one word alone: everything else is a sentence.
    if (name.empty() || name.size() > kNameBytesMax || blanks_in(name) > (mark == ',' ? 0U : 2U) ||
        name.find_first_of(".!?") != std::string_view::npos)
      return {};
    names.push_back(name);
  }
  const bool access = std::any_of(names.begin(), names.end(), is_of_access);
  for (std::size_t i = 0; i < names.size() && names.size() > 1; ++i) {
    const Named named = column_of(names[i], access);
    if (named != Named::nothing) columns.push_back({i, named});
  }
  return columns;
}

bool is_secret_cell(Named named, std::string_view cell) {
  constexpr std::size_t kBytesMin = 3;
  constexpr std::size_t kBytesMax = 64;
  constexpr std::size_t kBlanksMax = 3;
  if (cell.size() < kBytesMin || cell.size() > kBytesMax || blanks_in(cell) > kBlanksMax)
    return false;
  if (cell.find_first_not_of("-: ") == std::string_view::npos) return false;  // a line below names
  return named == Named::password ? !is_placeholder(cell, true) || digits_in(cell) == cell.size()
                                  : digits_in(cell) > 0;
}

}  // namespace

void find_tables(std::string_view text, std::vector<Secret>& found) {
  std::vector<Column> columns;
  std::size_t width = 0;
  char mark = '\0';
  for (std::size_t at = 0; at < text.size();) {
    const Piece line{at, std::min(text.find('\n', at), text.size())};
    at = line.end + 1;
    if (!columns.empty()) {
      const Cells cells = cells_of(text, line, mark);
      if (cells.size() >= width) {
        for (const Column& column : columns) {
          const Piece cell = cells[column.index];
          if (is_secret_cell(column.named, text.substr(cell.begin, cell.end - cell.begin)))
            found.push_back({cell.begin, cell.end, "looks like a password"});
        }
        continue;
      }
    }
    mark = mark_of(text.substr(line.begin, line.end - line.begin));
    columns.clear();
    if (mark == '\0') continue;
    const Cells cells = cells_of(text, line, mark);
    columns = secret_columns(text, cells, mark);
    width = cells.size();
  }
}

}  // namespace mnestic::extract
