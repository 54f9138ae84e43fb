#include "rules/predicates.h"

#include <algorithm>
#include <cctype>

#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "rules/loose.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// "topic", "venue": a bare noun; not "weather", nor a name.
bool is_matter_at_hand(std::string_view noun) {
  static const WordSet world(
      "weather traffic life food everyone everybody nobody people time service music news work it "
      "this that there they he she you these those one something everything nothing what love "
      "someone here sunshine rain god money inflation politics");
  return !noun.empty() && std::islower(static_cast<unsigned char>(noun.front())) != 0 &&
         !world.has(noun) && !noun.ends_with('s');
}

}  // namespace

bool is_about_kin(std::string_view content) {
  constexpr std::string_view kOwner = "User's ";
  if (!content.starts_with(kOwner)) return false;
  content.remove_prefix(kOwner.size());
  std::string_view noun = content.substr(0, content.find(' '));
  static const WordSet sizes("little big older younger eldest youngest twin late");
  if (sizes.has(noun) && noun.size() < content.size()) {
    content.remove_prefix(noun.size() + 1);
    noun = content.substr(0, content.find(' '));
  }
  return is_kin(noun) && noun == lower(noun);
}

bool is_bare_failure(const Tokens& predicate) {
  static const WordSet failing("can could did");
  static const WordSet vague("it that this so");
  std::size_t end = predicate.size();
  while (end > 0 && predicate[end - 1].kind == TokenKind::mark) --end;
  return end >= 4 && end <= 5 && failing.has(predicate[0].low) && predicate[1].low == "not" &&
         vague.has(predicate[end - 1].low);
}

bool is_faint_memory(const Tokens& predicate) {
  const std::size_t verb = finite_verb_at(predicate);
  if (verb >= predicate.size() || is_auxiliary(predicate[verb].low)) return false;
  return is_verb(predicate[verb].low, kPast) && !is_verb(predicate[verb].low, kBase) &&
         std::none_of(predicate.begin(), predicate.end(),
                      [](const Token& token) { return is_time_word(token.low); });
}

void own_attribute(const Clause& before, Clause& clause) {
  static const WordSet attributes("name age birthday job nickname surname pronouns number address");
  if (!clause.subject.foreign || !attributes.has(lower(clause.subject.text))) return;
  if (before.fragment || before.subject.foreign) return;
  clause.subject.text = before.subject.text + "'s " + lower(clause.subject.text);
  clause.subject.foreign = false;
}

bool only_echoes(const Tokens& predicate) {
  static const WordSet frequency("always never still ever been just");
  return !predicate.empty() && frequency.has(predicate.front().low) &&
         std::all_of(predicate.begin(), predicate.end(), [](const Token& token) {
           return frequency.has(token.low) || is_auxiliary(token.low) ||
                  token.kind == TokenKind::mark;
         });
}

bool finite_clause_in(TokenSpan tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (is_auxiliary(token.low)) return true;
    const bool object = i + 1 < tokens.size() &&
                        (is_pronoun(tokens[i + 1].low) || is_possessive(tokens[i + 1].low));
    if (object && verb_form(token.low) != nullptr && !token.capital) return true;
  }
  return false;
}

bool is_affair_of_speaker(const Clause& clause) {
  if (!is_be(clause.predicate.front().low)) return false;
  const std::string& subject = clause.subject.text;
  const std::size_t last = subject.find_last_of(' ');
  if (std::count(subject.begin(), subject.end(), ' ') >= 3) return false;
  const bool opinion = clause.predicate.size() > 1 && is_determiner(clause.predicate[1].low);
  return (last == std::string::npos && !opinion && is_matter_at_hand(subject)) ||
         is_personal_noun(lower(subject.substr(last == std::string::npos ? 0 : last + 1)));
}

bool poses_sum(const Screened& screened) {
  return std::any_of(
      screened.sentences.begin(), screened.sentences.end(), [&](const Sentence& sentence) {
        return sentence.question &&
               asks_for_sum(tokenize(std::string_view(screened.text)
                                         .substr(sentence.begin, sentence.end - sentence.begin)));
      });
}

Tokens replaced_by(const Clause& clause, const Clause& next) {
  const Tokens& denied = clause.predicate;
  const Tokens& said = next.predicate;
  if (clause.fragment || next.fragment || clause.subject.text != next.subject.text) return {};
  if (denied.size() < 3 || said.size() < 2 || !is_be(denied[0].low) || denied[1].low != "not")
    return {};
  if (!is_be(said[0].low) || said[1].low == "not" || is_adjective(denied[2].low)) return {};
  Tokens positive = denied;
  positive.erase(positive.begin() + 1);
  return positive;
}

bool is_under_way(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  const std::size_t verb = finite_verb_at(tokens);
  return clause.subject.text == "User" && verb + 2 < tokens.size() && tokens[verb].low == "am" &&
         is_verb(tokens[verb + 1].low, kGerund) && tokens[verb + 1].low != "going";
}

Tokens without_linking(Tokens sentence) {
  static const WordSet speaker("i we");
  static const WordSet linking("also actually");
  for (std::size_t i = 1; i + 1 < sentence.size();) {
    const bool verb = speaker.has(sentence[i - 1].low) || is_auxiliary(sentence[i - 1].low);
    const bool ends = sentence[i + 1].kind == TokenKind::mark;
    // "we were both born in Oslo"
    const bool both = sentence[i].low == "both" && sentence.front().low == "we";
    if ((both || linking.has(sentence[i].low)) && verb && !ends) {
      sentence.erase(sentence.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return sentence;
}

void drop_idle_now(Tokens& part) {
  static const WordSet spans("year years month months week weeks day days decade decades ages");
  const std::size_t n = part.size();
  const bool lasting =
      std::any_of(part.begin(), part.end(), [](const Token& token) { return token.low == "for"; });
  if (lasting && n > 2 && part[n - 1].low == "now" && spans.has(part[n - 2].low)) part.pop_back();
}

void name_one_of(Subject& subject, Tokens& part) {
  if (part.empty() || part.front().low != "are") return;
  const std::size_t of = subject.text.find(" of User's ");
  const bool named = part.size() > 1 && !is_adjective(part[1].low);
  // "My stack: Rust and Redis" is one stack.
  const Tokens whose = tokenize(subject.text);
  if (std::any_of(whose.begin(), whose.end(), is_collection)) {
    part.front().out = part.front().low = "includes";
    return;
  }
  if (subject.text.starts_with("User's ") && named) {
    subject.text = "One of " + subject.text;
  } else if (of != std::string::npos) {
    subject.text = "One" + subject.text.substr(of);
  } else {
    return;
  }
  part.front().out = part.front().low = "is";
}

void name_employer(Tokens& part) {
  if (part.size() < 3 || !is_be(part[0].low) || is_verb(part[1].low, kGerund)) return;
  if ((part[1].low != "at" && part[1].low != "with") || !part[2].capital) return;
  part[0].out = part[0].low = "works";
  while (part.back().low == "now" || part.back().kind == TokenKind::mark) part.pop_back();
}

bool asks_amount(TokenSpan tokens) {
  static const WordSet amounts("many much long far");
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i - 1].low == "how" && amounts.has(tokens[i].low)) return true;
  }
  return false;
}

std::string document_in(TokenSpan message) {
  static const WordSet documents(
      "passport visa licence license permit card membership policy contract certificate lease "
      "subscription insurance warranty");
  static const WordSet ending("expires expire expiring runs valid renew renewal");
  if (!has_any(message, ending)) return {};
  std::string found;
  for (const Token& token : message) {
    if (!documents.has(token.low)) continue;
    if (!found.empty() && found != token.low) return {};
    found = token.low;
  }
  return found.empty() ? found : "User's " + found;
}

bool all_about(std::span<const Candidate> told, const std::string& who) {
  return !told.empty() && std::all_of(told.begin(), told.end(), [&](const Candidate& each) {
    return each.content.starts_with(who + ' ');
  });
}

}  // namespace mnestic::extract
