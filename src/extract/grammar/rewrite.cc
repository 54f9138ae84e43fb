#include "grammar/rewrite.h"

#include <algorithm>
#include <cctype>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

bool is_first_person_verb_slot(TokenSpan tokens, std::size_t i) {
  if (i == 0 || is_adverb(tokens[i].low) || tokens[i].kind != TokenKind::word) return false;
  // "when I last called", "my Mustang I most days"
  if (tokens[i].low == "most" || is_preposition(tokens[i].low)) return false;
  if (tokens[i].low == "last" && i + 1 < tokens.size() && is_verb(tokens[i + 1].low, kPast))
    return false;
  std::size_t before = i - 1;
  while (before > 0 && is_adverb(tokens[before].low)) --before;
  const std::string& low = tokens[before].low;
  return low == "i" || low == "we" || (low == "you" && is_verb(tokens[i].low, kBase));
}

// The form of a finite verb that agrees with "User".
std::string third_form(const Token& token) {
  const std::string& low = token.low;
  if (low == "am" || low == "are") return "is";
  if (low == "were") return "was";
  if (low == "have") return "has";
  if (low == "do") return "does";
  if (is_modal(low) || low == "was" || low == "is" || low == "has" || low == "does")
    return token.out;
  if (is_verb(low, kPast) && !is_verb(low, kBase)) return low;
  if (is_verb(low, kThird) && !is_verb(low, kBase)) return low;
  // A past form that the lexicon does not know.
  if (low.size() > 4 && low.ends_with("ed") && verb_form(low) == nullptr) return low;
  return third_person(low);
}

// "put", "read", "quit": the past looks like the base; words of the past decide.
bool reads_as_past(TokenSpan predicate, std::size_t verb) {
  if (!is_verb(predicate[verb].low, kPast) || is_auxiliary(predicate[verb].low)) return false;
  static const WordSet past("yesterday ago last finally just already when once");
  static const WordSet momentary("quit split bet");
  for (const Token& token : predicate) {
    // "let the caravan go"
    const bool gone = token.low == "go" && predicate[verb].low == "let";
    if (past.has(token.low) || gone) return true;
  }
  // "we split the year between Leeds and Alicante" goes on.
  static const WordSet shared("between");
  return momentary.has(predicate[verb].low) && !has_any(predicate, shared);
}

std::string turned_word(const Subject& subject, TokenSpan tokens, std::size_t i) {
  const std::string& low = tokens[i].low;
  const bool own = subject.person == Person::speaker;
  // "In Our Time" is a name.
  const bool named = tokens[i].capital && i > 0 && tokens[i - 1].capital && i + 1 < tokens.size() &&
                     tokens[i + 1].capital && low != "i";
  if (named) return tokens[i].out;
  // "my Fender Mustang I": the first of its kind.
  const bool numeral = low == "i" && i > 0 && tokens[i - 1].capital &&
                       !is_adverb(tokens[i - 1].low) &&
                       (i + 1 >= tokens.size() ||
                        (verb_form(tokens[i + 1].low) == nullptr &&
                         !is_auxiliary(tokens[i + 1].low) && !is_adverb(tokens[i + 1].low)));
  if (numeral) return tokens[i].out;
  if (low == "i" || low == "we") return "User";
  if (low == "me" || low == "us") return "User";
  if (low == "my" || low == "our") return own ? "their" : "User's";
  if (low == "mine" || low == "ours") return own ? "theirs" : "User's";
  if (low == "myself" || low == "ourselves") return own ? "themselves" : "User";
  if (low == "you") return "the assistant";
  if (low == "are" && i > 0 && tokens[i - 1].low == "you") return "is";
  if (low == "your") return "the assistant's";
  if (is_first_person_verb_slot(tokens, i) && tokens[i].kind == TokenKind::word) {
    return third_form(tokens[i]);
  }
  return tokens[i].out;
}

std::string render(const Subject& subject, TokenSpan tokens, std::size_t verb) {
  std::string text;
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark && tokens[end - 1].low != ")" &&
         tokens[end - 1].low != "%" && tokens[end - 1].low != "+" && tokens[end - 1].low != "\"" &&
         tokens[end - 1].low != "€" && tokens[end - 1].low != "£") {
    --end;
  }
  for (std::size_t i = 0; i < end; ++i) {
    const bool glued = i > 0 && tokens[i].low == "not" && tokens[i - 1].low == "can";
    if (!text.empty() && tokens[i].space && !glued) text += ' ';
    const bool started = i == 0 && tokens[0].capital;
    if (started && ((i != verb && is_adverb(tokens[0].low)) ||
                    (verb == tokens.size() && is_verb(tokens[0].low, kPast)))) {
      text += tokens[0].low;
    } else if (i == verb) {
      Token said = tokens[i];
      if (started && is_auxiliary(said.low)) said.out = said.low;  // "Was nervous last week"
      text += third_form(said);
    } else {
      text += turned_word(subject, tokens, i);
    }
  }
  return text;
}

}  // namespace

std::string third_person_predicate(const Subject& subject, TokenSpan predicate) {
  std::size_t verb = predicate.size();
  if (subject.person == Person::speaker && !subject.plural) {
    verb = finite_verb_at(predicate);
    if (verb < predicate.size() && reads_as_past(predicate, verb)) verb = predicate.size();
  }
  return render(subject, predicate, verb);
}

std::string turned(const Subject& subject, TokenSpan tokens) {
  return render(subject, tokens, tokens.size());
}

std::string statement(std::string_view subject, std::string_view predicate) {
  std::string text(subject);
  if (!text.empty() && !predicate.empty()) text += ' ';
  text += predicate;
  while (!text.empty() && std::string_view(" ,;:.!-").find(text.back()) != std::string_view::npos) {
    text.pop_back();
  }
  if (!text.empty()) {
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  }
  return text;
}

std::string agreeing(const Subject& subject, std::string_view lemma) {
  if (lemma == "be") return subject.plural ? "are" : "is";
  return subject.plural ? std::string(lemma) : third_person(lemma);
}

bool is_whole(std::string_view statement) {
  const Tokens tokens = tokenize(statement);
  static const WordSet ends(
      "a an the and or to of their my our your but because since which when if than");
  if (tokens.empty() || ends.has(tokens.back().low)) return false;
  // "Tastes like soap to User": what, is not said.
  static const WordSet senses("tastes smells looks sounds feels makes gives");
  if (senses.has(tokens.front().low)) return false;
  // A quotation mark without its other; "6'2\"" is inches.
  const auto marks = std::count_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.low == "\"" && token.space;
  });
  if (marks == 1 && std::count(statement.begin(), statement.end(), '"') == 1) return false;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::string& next = tokens[i + 1].low;
    static const WordSet never("a an the my their i we you he she it they this that to");
    const bool article = tokens[i].low == "a" || tokens[i].low == "an";
    const bool more = next == "more" && i + 2 < tokens.size() && is_preposition(tokens[i + 2].low);
    if (article && (more || never.has(next))) return false;
  }
  if (tokens.front().low != "user") return true;
  std::size_t at = skip_adverbs(tokens, 1);
  const bool modal = at < tokens.size() && is_modal(tokens[at].low);
  const std::size_t led = modal ? skip_adverbs(tokens, at + 1) : tokens.size();
  if (led < tokens.size() && is_determiner(tokens[led].low)) return false;
  while (at < tokens.size() &&
         (is_auxiliary(tokens[at].low) || is_adverb(tokens[at].low) || tokens[at].low == "not")) {
    ++at;
  }
  return at < tokens.size();
}

}  // namespace mnestic::extract
