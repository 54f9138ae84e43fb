#include "tokenizer.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <optional>
#include <utility>

#include "mnestic/base/utf8.h"

namespace mnestic::embed {
namespace {

constexpr std::string_view kSpecials[] = {"[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]"};
constexpr std::string_view kBlanks = " \t\r\n";
// Text is worked on in runs between blanks of about this size, so that of a long one only the
// beginning costs anything.
constexpr std::size_t kRunBytes = 512;

struct Special {
  std::size_t begin = 0;
  std::size_t size = 0;
  TokenId id = 0;
};

std::optional<Special> first_special(std::string_view text,
                                     const std::vector<std::pair<std::string, TokenId>>& specials) {
  std::optional<Special> first;
  for (const auto& [token, id] : specials) {
    const auto at = text.find(token);
    if (at == std::string_view::npos || (first && first->begin <= at)) continue;
    first = Special{at, token.size(), id};
  }
  return first;
}

// The text up to the first blank behind kRunBytes.
std::string_view next_run(std::string_view text) {
  if (text.size() <= kRunBytes) return text;
  return text.substr(0, text.find_first_of(kBlanks, kRunBytes));
}

}  // namespace

Result<Tokenizer> Tokenizer::make(const std::vector<std::string_view>& tokens,
                                  std::string_view prefix, BertTextOptions options) {
  Tokenizer made;
  std::size_t size_bytes = 0;
  for (const auto token : tokens) size_bytes += token.size();
  made.text_.reserve(size_bytes);
  made.slots_.assign(std::bit_ceil(tokens.size() * 2 + 1), -1);
  const std::size_t mask = made.slots_.size() - 1;
  for (const auto token : tokens) {
    const std::size_t begin = made.text_.size();
    made.text_ += token;  // within what is reserved: the views stay
    made.tokens_.push_back(std::string_view(made.text_).substr(begin));
    made.token_bytes_max_ = std::max(made.token_bytes_max_, token.size());
    std::size_t slot = std::hash<std::string_view>{}(token)&mask;
    while (made.slots_[slot] >= 0 &&
           made.tokens_[static_cast<std::size_t>(made.slots_[slot])] != token) {
      slot = (slot + 1) & mask;
    }
    made.slots_[slot] = static_cast<TokenId>(made.tokens_.size() - 1);
  }
  made.prefix_ = prefix;
  made.options_ = options;
  for (const std::string_view special : kSpecials) {
    const TokenId id = made.find(special);
    if (id >= 0) made.specials_.emplace_back(special, id);
  }
  made.cls_ = made.find("[CLS]");
  made.sep_ = made.find("[SEP]");
  made.unknown_ = made.find("[UNK]");
  if (made.cls_ < 0 || made.sep_ < 0 || made.unknown_ < 0) {
    return data_loss("the model's vocabulary has no [CLS], [SEP] or [UNK]; get the model anew.");
  }
  return made;
}

TokenId Tokenizer::find(std::string_view token) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = std::hash<std::string_view>{}(token)&mask;; slot = (slot + 1) & mask) {
    const TokenId id = slots_[slot];
    if (id < 0 || tokens_[static_cast<std::size_t>(id)] == token) return id;
  }
}

std::vector<TokenId> Tokenizer::encode(std::string_view text, std::size_t tokens_max) const {
  MNESTIC_ASSERT(tokens_max >= 2);
  const std::string valid = is_valid_utf8(text) ? std::string() : to_valid_utf8(text);
  std::string_view rest = valid.empty() ? text : std::string_view(valid);
  std::vector<TokenId> ids = {cls_};
  while (!rest.empty() && ids.size() < tokens_max) {
    const std::string_view run = next_run(rest);
    rest.remove_prefix(run.size());
    add_run(run, tokens_max, ids);
  }
  ids.resize(std::min(ids.size(), tokens_max - 1));
  ids.push_back(sep_);
  return ids;
}

void Tokenizer::add_run(std::string_view run, std::size_t tokens_max,
                        std::vector<TokenId>& ids) const {
  while (!run.empty() && ids.size() < tokens_max) {
    const auto special = first_special(run, specials_);
    const std::string_view plain = run.substr(0, special ? special->begin : run.size());
    for (const std::string& word : bert_words(plain, options_)) add_word(word, ids);
    if (special) ids.push_back(special->id);
    run.remove_prefix(special ? special->begin + special->size : run.size());
  }
}

void Tokenizer::add_word(const std::string& word, std::vector<TokenId>& ids) const {
  const std::size_t before = ids.size();
  if (code_point_count(word) <= kWordCharactersMax && add_pieces(word, ids)) return;
  ids.resize(before);
  ids.push_back(unknown_);
}

// Always the longest piece that fits; false when nothing does.
bool Tokenizer::add_pieces(const std::string& word, std::vector<TokenId>& ids) const {
  std::string piece;
  for (std::size_t begin = 0; begin < word.size();) {
    const std::size_t marked = begin == 0 ? 0 : prefix_.size();
    piece = begin == 0 ? "" : prefix_;
    piece +=
        std::string_view(word).substr(begin, token_bytes_max_ - std::min(token_bytes_max_, marked));
    TokenId id = -1;
    // A piece that ends inside a character is in no vocabulary.
    while (piece.size() > marked && (id = find(piece)) < 0) piece.pop_back();
    if (id < 0) return false;
    ids.push_back(id);
    begin += piece.size() - marked;
  }
  return true;
}

}  // namespace mnestic::embed
