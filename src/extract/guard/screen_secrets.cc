// What follows a secret is read by itself: "my phone unlocks with 194275 and I play chess" is the
// secret, of which nothing is kept, and a sentence of its own.
#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "grammar/tokens.h"
#include "guard/screen.h"
#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

// Where the next clause begins behind a secret that ends at `at`, or 0: behind a mark or a word
// that joins.
std::size_t next_clause(std::string_view text, std::size_t at) {
  while (at < text.size() && std::string_view("\"'`).#").find(text[at]) != std::string_view::npos)
    ++at;
  bool apart = false;
  while (at < text.size() && std::string_view(",;: \n").find(text[at]) != std::string_view::npos) {
    apart = apart || text[at] == ',' || text[at] == ';';
    ++at;
  }
  for (const std::string_view join : {"and ", "but ", "\xE2\x80\x94 ", "\xE2\x80\x93 ", "- "}) {
    if (lower(text.substr(at, join.size())) == join) return at + join.size();
  }
  return apart && at < text.size() ? at : 0;
}

}  // namespace

void cut_behind_secrets(std::string_view message, std::vector<Sentence>& sentences) {
  const std::vector<Secret> secrets = find_secrets(message);
  if (secrets.empty()) return;
  std::vector<Sentence> cut;
  for (Sentence sentence : sentences) {
    for (const Secret& secret : secrets) {
      if (secret.end <= sentence.begin || secret.end >= sentence.end) continue;
      const std::size_t next = next_clause(message, secret.end);
      if (next == 0 || next >= sentence.end) continue;
      cut.push_back({sentence.begin, secret.end, false});
      sentence.begin = next;
    }
    cut.push_back(sentence);
  }
  sentences = std::move(cut);
}

}  // namespace mnestic::extract
