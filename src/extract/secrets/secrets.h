// Secrets: where in a text something lies that must not be stored. guard.h is the public face.
//
// Thread safety: pure functions. Time is linear in the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mnestic::extract {

struct Secret {
  std::size_t begin = 0;  // bytes; the secret itself, without the words that announce it
  std::size_t end = 0;
  std::string_view reason;  // "looks like a payment card number"
};

// A run of text between blanks, as the finders below see it.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view text);

// In the order of the text; spans do not overlap.
[[nodiscard]] std::vector<Secret> find_secrets(std::string_view text);

// The finders, each adding to `found`: numbers by their checksum, tokens by their shape, values by
// the words around.
void find_checked_numbers(std::string_view text, std::vector<Secret>& found);
void find_national_ids(std::string_view text, std::vector<Secret>& found);
void find_key_shapes(std::string_view text, std::vector<Secret>& found);
void find_codes(std::string_view text, std::vector<Secret>& found);
void find_announced(std::string_view text, std::vector<Secret>& found);
void find_seed_phrases(std::string_view text, std::vector<Secret>& found);
void find_foreign(std::string_view text, std::vector<Secret>& found);
// Those in addresses, "postgres://user:pass@host", "?key=", and in tables, "username,password".
void find_fields(std::string_view text, std::vector<Secret>& found);
void find_tables(std::string_view text, std::vector<Secret>& found);
// Those of settings, "smtp.pass=...", and of command lines, "curl -u user:pass".
void find_settings(std::string_view text, std::vector<Secret>& found);
void find_commands(std::string_view text, std::vector<Secret>& found);

// Parts of find_announced(), which cuts the text into words for all of them.
struct Word;
void find_account_numbers(const std::vector<Word>& words, std::vector<Secret>& found);
void find_sent_codes(const std::vector<Word>& words, std::vector<Secret>& found);
void find_openers(std::string_view text, const std::vector<Word>& words,
                  std::vector<Secret>& found);
void find_spoken(const std::vector<Word>& words, std::vector<Secret>& found);
void find_motions(const std::vector<Word>& words, std::vector<Secret>& found);
void find_nearby(std::string_view text, const std::vector<Word>& words, std::vector<Secret>& found);

}  // namespace mnestic::extract
