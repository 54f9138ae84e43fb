#include "mood.h"

#include <array>

#include "lexicon.h"
#include "rewrite.h"

namespace mnestic::extract {
namespace {

bool sequence_at(TokenSpan tokens, std::size_t at, std::string_view words) {
  std::size_t i = at;
  std::size_t from = 0;
  while (from < words.size()) {
    const std::size_t end = std::min(words.find(' ', from), words.size());
    if (i >= tokens.size() || tokens[i].low != words.substr(from, end - from)) return false;
    ++i;
    from = end + 1;
  }
  return true;
}

std::size_t count_words(std::string_view words) {
  std::size_t count = 1;
  for (const char c : words) count += c == ' ' ? 1 : 0;
  return count;
}

struct Opener {
  std::string_view words;
  bool corrects = false;
  bool states = false;
};

constexpr std::array kOpeners = {Opener{"by the way"},
                                 Opener{"just so you know"},
                                 Opener{"for the record"},
                                 Opener{"as you know"},
                                 Opener{"you should know that"},
                                 Opener{"you should know"},
                                 Opener{"did i mention that", false, true},
                                 Opener{"did i mention", false, true},
                                 Opener{"did i tell you that", false, true},
                                 Opener{"did i tell you", false, true},
                                 Opener{"did you know that", false, true},
                                 Opener{"have i mentioned that", false, true},
                                 Opener{"have i mentioned", false, true},
                                 Opener{"have i told you that", false, true},
                                 Opener{"have i told you", false, true},
                                 Opener{"did i say that", false, true},
                                 Opener{"did i say", false, true},
                                 Opener{"turns out that"},
                                 Opener{"turns out"},
                                 Opener{"it turns out that"},
                                 Opener{"it turns out"},
                                 Opener{"remember that"},
                                 Opener{"please remember that"},
                                 Opener{"please remember"},
                                 Opener{"please note that"},
                                 Opener{"note that"},
                                 Opener{"keep in mind that"},
                                 Opener{"keep in mind"},
                                 Opener{"bear in mind that"},
                                 Opener{"bear in mind"},
                                 Opener{"do not forget that"},
                                 Opener{"do not forget"},
                                 Opener{"to be honest"},
                                 Opener{"to be clear"},
                                 Opener{"to be fair"},
                                 Opener{"the thing is"},
                                 Opener{"fun fact"},
                                 Opener{"heads up"},
                                 Opener{"good news"},
                                 Opener{"bad news"},
                                 Opener{"big news"},
                                 Opener{"guess what"},
                                 Opener{"i meant to say", true},
                                 Opener{"i meant", true},
                                 Opener{"i mean", true},
                                 Opener{"my mistake", true},
                                 Opener{"my bad", true},
                                 Opener{"scratch that", true},
                                 Opener{"correction", true},
                                 Opener{"actually", true},
                                 Opener{"sorry", true},
                                 Opener{"oops", true},
                                 Opener{"wait", true},
                                 Opener{"no wait", true},
                                 Opener{"update"},
                                 Opener{"fyi"},
                                 Opener{"btw"},
                                 Opener{"ps"},
                                 Opener{"oh"},
                                 Opener{"ah"},
                                 Opener{"well"},
                                 Opener{"so"},
                                 Opener{"ok"},
                                 Opener{"okay"},
                                 Opener{"yes"},
                                 Opener{"yeah"},
                                 Opener{"yep"},
                                 Opener{"no"},
                                 Opener{"nope"},
                                 Opener{"and"},
                                 Opener{"but"},
                                 Opener{"also"},
                                 Opener{"hi"},
                                 Opener{"hey"},
                                 Opener{"hello"},
                                 Opener{"thanks"},
                                 Opener{"anyway"},
                                 Opener{"honestly"},
                                 Opener{"basically"},
                                 Opener{"plus"},
                                 Opener{"lol"},
                                 Opener{"haha"},
                                 Opener{"fwiw"},
                                 Opener{"right"},
                                 Opener{"yay"},
                                 Opener{"ugh"},
                                 Opener{"um"},
                                 Opener{"hmm"},
                                 Opener{"i should mention that"},
                                 Opener{"i should mention"},
                                 Opener{"i forgot to mention"},
                                 Opener{"i think that"},
                                 Opener{"i believe that"},
                                 Opener{"let me add"},
                                 Opener{"again"}};

bool mentions(TokenSpan tokens, const WordSet& set) {
  for (const Token& token : tokens) {
    if (set.has(token.low)) return true;
  }
  return false;
}

std::string rest_of(TokenSpan tokens, std::size_t from) {
  Subject user;
  user.text = "User";
  std::string text = turned(user, tokens.subspan(from));
  return text;
}

// "this", "below", "the email": something of the moment, so no standing wish.
bool points_at_moment(TokenSpan tokens) {
  static const WordSet set("this that these those it following above below here");
  return mentions(tokens, set);
}

std::size_t politeness_end(TokenSpan tokens) {
  static const WordSet polite("please kindly just can could would you");
  std::size_t at = 0;
  while (at < tokens.size() && (polite.has(tokens[at].low) || tokens[at].low == ",")) ++at;
  return at;
}

}  // namespace

Opening strip_opening(TokenSpan tokens) {
  Opening opening;
  bool moved = true;
  while (moved && opening.begin < tokens.size()) {
    moved = false;
    while (opening.begin < tokens.size() && tokens[opening.begin].kind == TokenKind::mark &&
           tokens[opening.begin].low != "\"") {
      ++opening.begin;
    }
    for (const Opener& opener : kOpeners) {
      if (!sequence_at(tokens, opening.begin, opener.words)) continue;
      const std::size_t next = opening.begin + count_words(opener.words);
      // "no" and its like are openers only before a pause.
      static const WordSet pausing("no so right well sorry update correction thanks wait again");
      const bool pause = next >= tokens.size() || tokens[next].kind == TokenKind::mark;
      if (pausing.has(opener.words) && !pause && opener.words != "so" && opener.words != "wait") {
        continue;
      }
      opening.begin = next;
      opening.corrects = opening.corrects || opener.corrects;
      opening.states = opening.states || opener.states;
      moved = true;
      break;
    }
  }
  return opening;
}

bool starts_like_question(TokenSpan tokens) {
  if (tokens.empty()) return false;
  const std::string& low = tokens.front().low;
  if (is_wh_word(low) && low != "when" && low != "whose") return true;
  if (!is_auxiliary(low) || tokens.size() < 2) return false;
  static const WordSet subjects("i you we he she it they there this that my your the a any");
  return subjects.has(tokens[1].low);
}

bool is_hypothetical(TokenSpan tokens) {
  if (tokens.empty()) return false;
  static const WordSet starts(
      "if imagine suppose supposing pretend assuming hypothetically maybe "
      "perhaps unless");
  if (starts.has(tokens.front().low)) return true;
  if (sequence_at(tokens, 0, "let us say") || sequence_at(tokens, 0, "let us pretend") ||
      sequence_at(tokens, 0, "let us imagine") || sequence_at(tokens, 0, "let us assume") ||
      sequence_at(tokens, 0, "say i") || sequence_at(tokens, 0, "what if")) {
    return true;
  }
  static const WordSet anywhere("might wish pretend hypothetically maybe");
  if (mentions(tokens, anywhere)) return true;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const std::string& next = tokens[i + 1].low;
    if (low == "would" && next == "have") return true;
    if (low == "if" && (next == "i" || next == "we") && i + 2 < tokens.size() &&
        (tokens[i + 2].low == "were" || tokens[i + 2].low == "had")) {
      return true;
    }
    if (low == "thinking" && (next == "of" || next == "about")) return true;
    if (low == "could" && (next == "be" || next == "have" || next == "eat")) return true;
  }
  return false;
}

bool is_request(TokenSpan tokens) {
  const std::size_t at = politeness_end(tokens);
  if (at >= tokens.size()) return true;
  const std::string& low = tokens[at].low;
  if (at > 0 && (tokens[0].low == "can" || tokens[0].low == "could" || tokens[0].low == "would") &&
      at > 1) {
    return true;
  }
  if (low == "let") return true;
  if (!is_verb(low, kBase) || is_auxiliary(low)) return false;
  static const WordSet stative(
      "love like hate prefer live work need want enjoy adore dislike own "
      "speak belong suffer used miss");
  return !stative.has(low);
}

bool is_for_pasted_text(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kVerbs = {
      "summarise",    "summarize",  "translate",       "proofread",           "rewrite",
      "rephrase",     "paraphrase", "fix the grammar", "correct the grammar", "edit this",
      "shorten this", "make this"};
  const std::string low = lower(text.substr(0, 200));
  for (const std::string_view verb : kVerbs) {
    const std::size_t at = low.find(verb);
    if (at != std::string::npos && at < 30 && low.find(':') != std::string::npos) return true;
  }
  return false;
}

bool is_about_assistant(const Clause& clause) {
  return clause.subject.text == "the assistant" ||
         (clause.fragment && !clause.predicate.empty() && clause.predicate.front().low == "you");
}

std::optional<Instruction> read_instruction(TokenSpan tokens) {
  std::size_t at = politeness_end(tokens);
  bool standing = false;
  for (const std::string_view words :
       {"from now on", "in future", "in the future", "going forward"}) {
    if (sequence_at(tokens, at, words)) {
      at += count_words(words);
      standing = true;
    }
  }
  while (at < tokens.size() && (tokens[at].low == "," || tokens[at].low == "please")) ++at;
  if (at + 1 >= tokens.size()) return std::nullopt;
  const std::string& low = tokens[at].low;
  if ((low == "call" || low == "address") && tokens[at + 1].low == "me" && at + 2 < tokens.size()) {
    return Instruction{"User wants to be called " + rest_of(tokens, at + 2), "instruction"};
  }
  if (low == "always" || low == "never") standing = true;
  const bool negative = low == "do" && tokens[at + 1].low == "not";
  static const WordSet verbs(
      "be keep use answer reply respond speak talk write stop avoid skip give "
      "default assume prefer include format treat address refer");
  if (!standing && !negative && !verbs.has(low)) return std::nullopt;
  static const WordSet style(
      "me answers answer replies reply responses response emoji emojis bullet bullets points short "
      "brief concise metric imperial celsius fahrenheit english spanish french german formal "
      "informal jargon tone style blunt direct honest markdown units unit spelling apologise "
      "apologize apologising apologizing apologies examples code tables sources language dates "
      "simple polite lists exclamation summaries");
  if (!standing && (points_at_moment(tokens.subspan(at)) || !mentions(tokens.subspan(at), style))) {
    return std::nullopt;
  }
  if (!standing && (low == "give" || low == "write")) return std::nullopt;
  if (standing && points_at_moment(tokens.subspan(at)) && low != "always" && low != "never") {
    return std::nullopt;
  }
  if (!negative && low != "always" && low != "never" && !is_verb(low, kBase)) return std::nullopt;
  std::string rest;
  if (negative) {
    rest = "not to " + rest_of(tokens, at + 2);
  } else if (low == "always" || low == "never") {
    rest = (low == "always" ? "always to " : "never to ") + rest_of(tokens, at + 1);
  } else {
    rest = "to " + low + ' ' + rest_of(tokens, at + 1);
  }
  return Instruction{statement("User wants the assistant", rest), "instruction"};
}

std::vector<FragmentReading> read_fragment_text(const Tokens& tokens) {
  std::vector<FragmentReading> readings;
  if (tokens.size() < 2) return readings;
  bool time = false;
  bool occasion = false;
  for (const Token& token : tokens) {
    time = time || is_time_word(token.low) || token.kind == TokenKind::number;
    occasion = occasion || is_occasion(token.low);
  }
  if (time && occasion && verb_form(tokens.front().low) == nullptr) {
    std::string article = is_determiner(tokens.front().low) || tokens.front().capital ? "" : "a ";
    readings.push_back({statement("User has", article + rest_of(tokens, 0)), "event"});
  }
  return readings;
}

}  // namespace mnestic::extract
