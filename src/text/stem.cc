#include <libstemmer.h>

#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "mnestic/text/words.h"

namespace mnestic::text {
namespace {

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// A stemmer keeps state between its calls, so each thread has its own; it is freed with the thread.
sb_stemmer* this_threads_stemmer() {
  thread_local const std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer(
      sb_stemmer_new("english", "UTF_8"));
  return stemmer.get();
}

}  // namespace

std::string stem(std::string_view folded_word) {
  // Longer than any word: the rules would not apply, and the library counts in int.
  if (folded_word.empty() || folded_word.size() > kWordBytesMax) return std::string(folded_word);
  sb_stemmer* stemmer = this_threads_stemmer();
  if (stemmer == nullptr) return std::string(folded_word);
  const auto* stemmed =
      sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(folded_word.data()),
                      static_cast<int>(folded_word.size()));
  if (stemmed == nullptr) return std::string(folded_word);
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer));
  return {reinterpret_cast<const char*>(stemmed), length};
}

}  // namespace mnestic::text
