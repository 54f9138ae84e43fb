// What questions are made of, beside what they are about.

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/text/words.h"

namespace mnestic::text {
namespace {

constexpr double kFrameWeight = 0.5;

// Words of the question rather than of its answer: what is counted, asked to be done, or told.
constexpr std::array<std::string_view, 55> kFrameWords = {
    "advice",
    "ago",
    "any",
    "current",
    "currently",
    "day",
    "days",
    "ever",
    "first",
    "get",
    "go",
    "going",
    "kind",
    "kinds",
    "know",
    "last",
    "long",
    "made",
    "make",
    "many",
    "mention",
    "month",
    "months",
    "much",
    "name",
    "number",
    "often",
    "past",
    "recent",
    "recently",
    "recommend",
    "recommendation",
    "recommendations",
    "remind",
    "said",
    "say",
    "sort",
    "still",
    "suggest",
    "suggestion",
    "suggestions",
    "take",
    "talk",
    "tell",
    "think",
    "time",
    "times",
    "tips",
    "total",
    "type",
    "types",
    "week",
    "weeks",
    "year",
    "years",
};

const std::set<std::string, std::less<>>& frame_stems() {
  static const auto stems = [] {
    std::set<std::string, std::less<>> all;
    for (const std::string_view word : kFrameWords) all.insert(stem(word));
    return all;
  }();
  return stems;
}

// "edie's" is edie.
std::string without_possessive(std::string folded) {
  if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
  return folded;
}

}  // namespace

std::vector<QueryTerm> query_terms(std::string_view question) {
  std::vector<QueryTerm> out;
  for (std::string& term : index_terms(question)) {
    const double weight = frame_stems().contains(term) ? kFrameWeight : 1.0;
    out.push_back({std::move(term), weight});
  }
  return out;
}

std::string subject_of(std::string_view statement) {
  const std::vector<Word> found = words(statement);
  if (found.empty()) return {};
  const std::string_view first = statement.substr(found[0].begin, found[0].end - found[0].begin);
  const std::string folded = without_possessive(fold(first));
  // A capital is what folding changes; so is an accent, hence the first byte of plain letters.
  const bool capital = (first[0] >= 'A' && first[0] <= 'Z') || (first[0] & 0x80) != 0;
  return capital && !is_stopword(folded) ? folded : std::string();
}

std::vector<std::string> named_in(std::string_view question) {
  std::set<std::string> names;
  for (const Word& word : words(question)) {
    std::string folded =
        without_possessive(fold(question.substr(word.begin, word.end - word.begin)));
    if (!is_stopword(folded)) names.insert(std::move(folded));
  }
  return {names.begin(), names.end()};
}

}  // namespace mnestic::text
