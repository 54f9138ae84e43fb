#include <algorithm>
#include <array>
#include <string_view>

#include "mnestic/text/words.h"

namespace mnestic::text {
namespace {

// Sorted. Function words only; "no", "not", "never", "without" and their contractions carry the
// meaning of a fact and are not among them.
constexpr std::array<std::string_view, 151> kStopwords = {
    "a",       "about",   "again",     "all",    "also",    "am",       "an",         "and",
    "any",     "are",     "as",        "at",     "be",      "because",  "been",       "being",
    "both",    "but",     "by",        "can",    "could",   "did",      "do",         "does",
    "doing",   "down",    "during",    "each",   "few",     "for",      "from",       "further",
    "had",     "has",     "have",      "having", "he",      "he'd",     "he'll",      "he's",
    "her",     "here",    "here's",    "hers",   "herself", "him",      "himself",    "his",
    "how",     "how's",   "i",         "i'd",    "i'll",    "i'm",      "i've",       "if",
    "in",      "into",    "is",        "it",     "it'd",    "it'll",    "it's",       "its",
    "itself",  "just",    "let's",     "me",     "might",   "more",     "most",       "must",
    "my",      "myself",  "of",        "on",     "once",    "only",     "or",         "other",
    "our",     "ours",    "ourselves", "out",    "same",    "shall",    "she",        "she'd",
    "she'll",  "she's",   "should",    "so",     "some",    "such",     "than",       "that",
    "that'll", "that's",  "the",       "their",  "theirs",  "them",     "themselves", "then",
    "there",   "there's", "these",     "they",   "they'd",  "they'll",  "they're",    "they've",
    "this",    "those",   "through",   "to",     "too",     "up",       "us",         "very",
    "was",     "we",      "we'd",      "we'll",  "we're",   "we've",    "were",       "what",
    "what's",  "when",    "when's",    "where",  "where's", "which",    "while",      "who",
    "who's",   "whom",    "why",       "will",   "with",    "would",    "you",        "you'd",
    "you'll",  "you're",  "you've",    "your",   "yours",   "yourself", "yourselves",
};
static_assert(std::is_sorted(kStopwords.begin(), kStopwords.end()));

}  // namespace

bool is_stopword(std::string_view folded_word) {
  return std::binary_search(kStopwords.begin(), kStopwords.end(), folded_word);
}

}  // namespace mnestic::text
