// Counted names: "two cats, Biscuit and Gravy", "three kids: Maya, Tom and Leo", "dogs called Rex
// and Max" become one statement for each name.
#include <cstddef>
#include <string>

#include "grammar/lexicon.h"
#include "grammar/lists.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

bool counts(const Token& token) {
  static const WordSet words("two three four five six seven eight nine ten both");
  return words.has(token.low) || (token.kind == TokenKind::number && token.low.size() < 3);
}

std::string singular(std::string_view noun) {
  if (noun == "children") return "child";
  if (noun == "wives") return "wife";
  if (noun.ends_with("ies")) return std::string(noun.substr(0, noun.size() - 3)) + "y";
  if (noun.ends_with("ches") || noun.ends_with("shes"))
    return std::string(noun.substr(0, noun.size() - 2));
  return std::string(noun.substr(0, noun.size() - (noun.ends_with('s') ? 1 : 0)));
}

bool joins_names(const Token& token) {
  return token.low == "," || token.low == "and" || token.low == "&";
}

struct Named {
  std::size_t count = 0;  // index of the number, or of the noun when there is none
  std::size_t noun = 0;
  std::size_t names = 0;  // first name
  std::size_t end = 0;    // behind the last name
  std::size_t apart = 0;  // words between the noun and the comma before the names
};

// Behind a name: "(5)", ", 5", "who is 5", "aged 5". Returns the index behind it.
std::size_t behind_age(const Tokens& tokens, std::size_t at) {
  const auto number = [&](std::size_t i) {
    return i < tokens.size() && (is_number_word(tokens[i].low) ||
                                 (tokens[i].kind == TokenKind::number && tokens[i].low.size() < 4));
  };
  const auto low = [&](std::size_t i) {
    return i < tokens.size() ? std::string_view(tokens[i].low) : std::string_view();
  };
  if (low(at) == "(" && number(at + 1) && low(at + 2) == ")") return at + 3;
  const bool relative = low(at) == "who" && (low(at + 1) == "is" || low(at + 1) == "has");
  if (relative && low(at + 1) == "is" && number(at + 2)) return at + 3;
  if (low(at) == "aged" && number(at + 1)) return at + 2;
  const bool closed =
      at + 2 >= tokens.size() || tokens[at + 2].kind == TokenKind::mark || low(at + 2) == "and";
  if (low(at) == "," && number(at + 1) && closed) return at + 2;
  if (number(at)) return at + 1;
  return at;
}

// Names from `at` on, of one or two words each; `end` is set behind the last of them. Returns how
// many.
std::size_t read_names(const Tokens& tokens, std::size_t at, std::size_t& end) {
  std::size_t count = 0;
  std::size_t i = at;
  static const WordSet endearing("little baby big wee young old");
  while (i < tokens.size() && tokens[i].kind == TokenKind::word) {
    if (endearing.has(tokens[i].low) && i + 1 < tokens.size()) ++i;
    if (!tokens[i].capital || tokens[i].kind != TokenKind::word) break;
    while (i < tokens.size() && tokens[i].capital && tokens[i].kind == TokenKind::word) ++i;
    ++count;
    i = behind_age(tokens, i);
    end = i;
    std::size_t next = i;
    while (next < tokens.size() && joins_names(tokens[next])) ++next;
    if (next == i) break;
    i = next;
  }
  return count;
}

bool find_named(const Tokens& tokens, Named& named) {
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    const bool noun = (is_kin(tokens[i].low) || is_pet(tokens[i].low)) &&
                      (tokens[i].low.ends_with('s') || tokens[i].low == "children");
    if (!noun) continue;
    std::size_t at = i + 1;
    static const WordSet when("every each on at in half");
    if (when.has(tokens[at].low)) {
      // "two stepkids every other week, Noor and Ilyas"
      while (at < tokens.size() && at < i + 6 && tokens[at].kind == TokenKind::word) ++at;
      if (at >= tokens.size() || tokens[at].low != ",") continue;
      named.apart = at - i - 1;
    }
    if (tokens[at].low == "," || tokens[at].low == ":" || tokens[at].low == "(" ||
        tokens[at].low == "-" || tokens[at].low == "\xE2\x80\x94" ||
        tokens[at].low == "\xE2\x80\x93") {
      ++at;
    }
    if (at < tokens.size() && (tokens[at].low == "called" || tokens[at].low == "named")) ++at;
    if (at == i + 1) continue;
    named.noun = i;
    named.names = at;
    named.count = i;
    for (std::size_t k = i; k-- > 0 && k + 4 > i;) {
      if (counts(tokens[k])) named.count = k;
    }
    if (read_names(tokens, at, named.end) >= 2) return true;
  }
  return false;
}

}  // namespace

bool part_names(const Tokens& predicate, std::vector<Tokens>& parts) {
  Named named;
  if (!find_named(predicate, named)) return false;
  const Tokens prefix(predicate.begin(), predicate.begin() + static_cast<Offset>(named.count));
  for (std::size_t i = named.names; i < named.end;) {
    if (joins_names(predicate[i])) {
      ++i;
      continue;
    }
    Tokens part = prefix;
    part.push_back(plain_word("a"));
    for (std::size_t k = named.count; k < named.noun; ++k) {
      if (!counts(predicate[k])) part.push_back(predicate[k]);
    }
    part.push_back(plain_word(singular(predicate[named.noun].low)));
    part.push_back(plain_word("called"));
    const std::size_t begin = i;
    while (i < named.end) {
      const bool age = predicate[i].low == "," && i + 1 < named.end &&
                       predicate[i + 1].kind == TokenKind::number;
      if (joins_names(predicate[i]) && (!age || i == begin)) break;
      part.push_back(predicate[i++]);
      if (i == begin + 1) part.back().space = true;
    }
    if (named.apart > 0) {
      part.insert(part.end(), predicate.begin() + static_cast<Offset>(named.noun) + 1,
                  predicate.begin() + static_cast<Offset>(named.noun + 1 + named.apart));
    }
    parts.push_back(std::move(part));
  }
  std::size_t rest = named.end;
  while (rest < predicate.size() &&
         (predicate[rest].kind == TokenKind::mark || joins_names(predicate[rest]) ||
          predicate[rest].low == "plus")) {
    ++rest;
  }
  if (rest < predicate.size() && rest > named.end && is_determiner(predicate[rest].low)) {
    Tokens more = prefix;
    more.insert(more.end(), predicate.begin() + static_cast<Offset>(rest), predicate.end());
    for (Tokens& part : part_list(more)) parts.push_back(std::move(part));
  }
  return true;
}

}  // namespace mnestic::extract
