#include "mnestic/text/first_person.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace mnestic::text {
namespace {

// Words between a subject and its verb.
constexpr std::array<std::string_view, 14> kBeforeVerb = {
    "always", "never", "often",  "seldom", "sometimes", "also", "still",
    "just",   "no",    "longer", "now",    "once",      "then", "mostly"};
constexpr std::array<std::string_view, 12> kClauseOpens = {
    "and", "but", "or", "because", "that", "when", "while", "since", "if", "so", "before", "after"};
constexpr std::array<std::string_view, 3> kJoins = {"and", "or", "but"};
// What follows a verb, and hardly ever a noun in the plural.
constexpr std::array<std::string_view, 17> kAfterVerb = {
    "a",  "an",  "the",  "at",  "in", "on",    "for",   "to", "with",
    "as", "not", "from", "his", "my", "every", "their", "her"};
constexpr std::array<std::string_view, 3> kAuxiliaries = {"is", "has", "does"};
constexpr std::array<std::string_view, 3> kPossessives = {"their", "his", "her"};

constexpr std::string_view kMarks = ".,;:!?)";

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t space = text.find(' '); space != std::string_view::npos;
       space = text.find(' ')) {
    words.push_back(text.substr(0, space));
    text.remove_prefix(space + 1);
  }
  words.push_back(text);
  return words;
}

std::string_view without_marks(std::string_view word) {
  return word.substr(0, word.find_last_not_of(kMarks) + 1);
}

// The form that goes with "I" of one that goes with "User": a guess, from the letters.
std::string with_i(std::string_view verb) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kIrregular{
      {{"is", "am"},
       {"has", "have"},
       {"does", "do"},
       {"isn't", "am not"},
       {"hasn't", "haven't"},
       {"doesn't", "don't"},
       {"was", "was"}}};
  for (const auto& [third, first] : kIrregular) {
    if (verb == third) return std::string(first);
  }
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (verb.size() < 3 || !verb.ends_with('s') || !std::all_of(verb.begin(), verb.end(), is_lower)) {
    return std::string(verb);
  }
  const auto less = [&](std::size_t count) {
    return std::string(verb.substr(0, verb.size() - count));
  };
  for (const std::string_view other : {"ss", "us", "is"}) {
    if (verb.ends_with(other)) return std::string(verb);
  }
  if (verb.ends_with("ies") && verb.size() > 4) return less(3) + "y";
  for (const std::string_view ending : {"sses", "shes", "ches", "xes", "oes", "zzes"}) {
    if (verb.ends_with(ending)) return less(2);
  }
  return less(1);
}

// Whether a clause, and so a subject, can begin after the word.
bool opens(std::string_view before) {
  return before.empty() || kMarks.find(before.back()) != std::string_view::npos ||
         is_among(kClauseOpens, before);
}

bool is_article(std::string_view word) { return word == "The" || word == "the"; }

// "User", "user's,", but not "User:", which says who speaks.
bool is_user(std::string_view word) {
  if (word.ends_with(':')) return false;
  word = without_marks(word);
  return word == "User" || word == "user" || word == "User's" || word == "user's";
}

}  // namespace

std::string in_first_person(std::string_view text) {
  if (text.find("User") == std::string_view::npos && text.find("he user") == std::string_view::npos)
    return std::string(text);
  const std::vector<std::string_view> words = split(text);
  std::string out;
  bool is_i = false;          // whom the sentence is about
  bool expects_verb = false;  // its verb is still to come
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view before = i == 0 ? std::string_view() : words[i - 1];
    if (i > 0) out += ' ';
    const bool has_article = is_article(words[i]) && i + 1 < words.size() && is_user(words[i + 1]);
    if (has_article) ++i;
    const std::string_view word = without_marks(words[i]);
    const std::string_view after = i + 1 < words.size() ? words[i + 1] : std::string_view();
    if (word.starts_with("User") ? is_user(words[i]) : has_article) {
      const bool owns = word.ends_with("'s");
      expects_verb = !owns && opens(before);
      is_i = is_i || expects_verb;
      out += owns ? (before.empty() ? "My" : "my") : (expects_verb ? "I" : "me");
    } else if (expects_verb) {
      expects_verb = is_among(kBeforeVerb, word) || word.ends_with("ly");
      out += expects_verb ? std::string(word) : with_i(word);
    } else if (is_i && is_among(kJoins, before) &&
               (is_among(kAfterVerb, after) || is_among(kAuxiliaries, word))) {
      out += with_i(word);
    } else {
      out += is_i && is_among(kPossessives, word) ? std::string_view("my") : word;
    }
    out += words[i].substr(word.size());
    if (words[i].ends_with('.')) is_i = false;
  }
  return out;
}

}  // namespace mnestic::text
