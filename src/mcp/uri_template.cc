#include "uri_template.h"

#include <algorithm>

namespace mnestic::mcp {
namespace {

// Text, then a variable; the last piece may be without one.
struct Piece {
  std::string_view text;
  std::string_view variable;
};

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::optional<std::vector<Piece>> pieces_of(std::string_view rest) {
  std::vector<Piece> pieces;
  while (!rest.empty()) {
    const std::size_t open = rest.find_first_of("{}");
    if (open == std::string_view::npos) {
      pieces.push_back({rest, {}});
      break;
    }
    const std::size_t close = rest.find_first_of("{}", open + 1);
    if (rest[open] != '{' || close == std::string_view::npos || rest[close] != '}') {
      return std::nullopt;
    }
    const Piece piece{rest.substr(0, open), rest.substr(open + 1, close - open - 1)};
    if (!is_name(piece.variable) || (!pieces.empty() && piece.text.empty())) return std::nullopt;
    for (const Piece& earlier : pieces) {
      if (earlier.variable == piece.variable) return std::nullopt;
    }
    pieces.push_back(piece);
    rest.remove_prefix(close + 1);
  }
  return pieces;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

}  // namespace

std::optional<std::vector<std::string>> template_variables(std::string_view uri_template) {
  const auto pieces = pieces_of(uri_template);
  if (!pieces) return std::nullopt;
  std::vector<std::string> names;
  for (const Piece& piece : *pieces) {
    if (!piece.variable.empty()) names.emplace_back(piece.variable);
  }
  return names;
}

std::optional<std::map<std::string, std::string>> match_uri(std::string_view uri_template,
                                                            std::string_view uri) {
  const auto pieces = pieces_of(uri_template);
  if (!pieces) return std::nullopt;
  std::map<std::string, std::string> values;
  for (std::size_t i = 0; i < pieces->size(); ++i) {
    const Piece& piece = (*pieces)[i];
    if (!uri.starts_with(piece.text)) return std::nullopt;
    uri.remove_prefix(piece.text.size());
    if (piece.variable.empty()) continue;
    const bool last = i + 1 == pieces->size();
    const std::size_t end = last ? uri.size() : uri.find((*pieces)[i + 1].text, 1);
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const std::string_view value = uri.substr(0, end);
    if (value.find_first_of("/?#") != std::string_view::npos) return std::nullopt;
    auto decoded = percent_decoded(value);
    if (!decoded) return std::nullopt;
    values.emplace(piece.variable, *std::move(decoded));
    uri.remove_prefix(end);
  }
  if (!uri.empty()) return std::nullopt;
  return values;
}

}  // namespace mnestic::mcp
