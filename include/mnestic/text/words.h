// Words: how text becomes the terms that index and extract compare. One analysis for stored text
// and for queries.
//
// Thread safety: pure functions (stemmers are kept per thread). Input that is not valid UTF-8 is
// treated as if each bad byte were a space. Limits: a word longer than kWordBytesMax is cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::text {

inline constexpr std::size_t kWordBytesMax = 128;

// A word as it stands in the text: [begin, end) in bytes. Words are runs of letters, digits and
// marks (Unicode), with an apostrophe, hyphen, dot, '+', '#' or '_' inside kept where usage keeps
// it ("don't", "C++", "3.5", "gpt-5-mini"). A run of a script written without blanks (Han, kana,
// Hangul, Thai, Lao, Khmer, Myanmar) is one word, apart from other scripts beside it.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::vector<Word> words(std::string_view text);

// Case and accents folded, compatibility forms unified (NFKD, marks of Latin, Greek and Cyrillic
// letters dropped, Unicode case folding, the rest composed again). "Café" and "CAFE" fold alike,
// also "Łódź" and "lodz", "Straße" and "strasse". Optional vowel points of Hebrew and Arabic go;
// marks that carry meaning in other scripts stay. Idempotent. Always valid UTF-8.
[[nodiscard]] std::string fold(std::string_view text);

// The Snowball English stem of one folded word.
[[nodiscard]] std::string stem(std::string_view folded_word);

// A word that carries no meaning of its own in English ("the", "is", "my"). Negations are not
// stopwords.
[[nodiscard]] bool is_stopword(std::string_view folded_word);

// The terms of a text in order, repeats kept: folded, stopwords dropped, stemmed; compound words
// ("gpt-5-mini") give their parts besides the whole, dotted initials the word without dots ("U.S.A"
// and "USA" give "usa"); runs of scripts written without blanks give overlapping bigrams (a single
// character alone gives itself). When every word is a stopword, they are kept, so that no text is
// without terms.
[[nodiscard]] std::vector<std::string> index_terms(std::string_view text);

// The terms of a question, as index_terms() finds them, and what each is worth in it: words that
// only frame a question ("how many", "recommend", "last time") are worth half of the others.
struct QueryTerm {
  std::string term;
  double weight = 1.0;

  friend bool operator==(const QueryTerm&, const QueryTerm&) = default;
};
[[nodiscard]] std::vector<QueryTerm> query_terms(std::string_view question);

// Whom or what a statement is about, or who said it, as its first word tells when that is written
// with a capital: "Edie has a cough" and "Edie: hello" give "edie", folded. Empty for a function
// word.
[[nodiscard]] std::string subject_of(std::string_view statement);
// The words that a question may name a subject with, folded as subject_of() folds, each once.
[[nodiscard]] std::vector<std::string> named_in(std::string_view question);

// Sentences as byte ranges, blanks at both ends left out. Ends at . ! ? … and their CJK forms, and
// at line breaks; not inside numbers, initials or common abbreviations.
[[nodiscard]] std::vector<Word> sentences(std::string_view text);

// Rough number of language-model tokens, for budgets: never less than a quarter of the bytes.
[[nodiscard]] std::size_t estimate_tokens(std::string_view text);

}  // namespace mnestic::text
