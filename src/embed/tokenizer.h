// Tokenizer: text to the numbers of its pieces, exactly as the reference WordPiece tokeniser of
// BERT would.
//
// Thread safety: const methods from any thread. Limits: a word longer than kWordCharactersMax
// characters is unknown, as in the reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bert_text.h"
#include "mnestic/base/result.h"

namespace mnestic::embed {

using TokenId = std::int32_t;

inline constexpr std::size_t kWordCharactersMax = 100;

class Tokenizer {
 public:
  // `tokens` in the order of their ids; a later one of two equal ones counts. `prefix` marks a
  // piece that continues a word. Errors: data_loss when [CLS], [SEP] or [UNK] is missing.
  [[nodiscard]] static Result<Tokenizer> make(const std::vector<std::string_view>& tokens,
                                              std::string_view prefix, BertTextOptions options);

  // [CLS], the pieces, [SEP]; at most `tokens_max` in all, the text cut at its end. Special tokens
  // that stand in the text are those tokens, as in the reference. Bytes that are not UTF-8 are
  // dropped. REQUIRES: tokens_max >= 2.
  [[nodiscard]] std::vector<TokenId> encode(std::string_view text, std::size_t tokens_max) const;

  [[nodiscard]] std::size_t vocabulary_size() const { return tokens_.size(); }

 private:
  Tokenizer() = default;
  // The id, or -1.
  [[nodiscard]] TokenId find(std::string_view token) const;
  void add_run(std::string_view run, std::size_t tokens_max, std::vector<TokenId>& ids) const;
  void add_word(const std::string& word, std::vector<TokenId>& ids) const;
  bool add_pieces(const std::string& word, std::vector<TokenId>& ids) const;

  std::string text_;  // all tokens, one behind the other: what the views below look at
  std::vector<std::string_view> tokens_;
  std::vector<TokenId> slots_;  // open addressing by hash; -1 is empty; a power of two
  std::size_t token_bytes_max_ = 0;
  std::string prefix_;
  BertTextOptions options_;
  std::vector<std::pair<std::string, TokenId>> specials_;
  TokenId cls_ = 0;
  TokenId sep_ = 0;
  TokenId unknown_ = 0;
};

}  // namespace mnestic::embed
