// Openings: words before what is said ("by the way", "actually", "just kidding"), and what they
// make of it.
#include <array>
#include <cstddef>
#include <string_view>

#include "grammar/lexicon.h"
#include "grammar/mood.h"

namespace mnestic::extract {
namespace {

std::size_t count_words(std::string_view words) {
  std::size_t count = 1;
  for (const char c : words) count += c == ' ' ? 1 : 0;
  return count;
}

struct Opener {
  std::string_view words;
  bool corrects = false;
  bool states = false;
  bool jest = false;
};

constexpr std::array kOpeners = {Opener{"by the way"},
                                 Opener{"believe it or not"},
                                 Opener{"more precisely"},
                                 Opener{"more specifically"},
                                 Opener{"more accurately"},
                                 Opener{"more exactly"},
                                 Opener{"strictly speaking"},
                                 Opener{"i should have said", true},
                                 Opener{"i should say", true},
                                 Opener{"wrong way round", true},
                                 Opener{"no no", true},
                                 Opener{"small fix", true},
                                 Opener{"quick fix", true},
                                 Opener{"quick correction", true},
                                 Opener{"new job"},
                                 Opener{"quick background"},
                                 Opener{"hi there"},
                                 Opener{"hey there"},
                                 Opener{"good morning"},
                                 Opener{"good afternoon"},
                                 Opener{"good evening"},
                                 Opener{"hi all"},
                                 Opener{"quick intro"},
                                 Opener{"quick one"},
                                 Opener{"quick q"},
                                 Opener{"random fact"},
                                 Opener{"small thing"},
                                 Opener{"short intro"},
                                 Opener{"intro"},
                                 Opener{"long story short"},
                                 Opener{"to clarify"},
                                 Opener{"just to clarify"},
                                 Opener{"just to be clear"},
                                 Opener{"side note"},
                                 Opener{"on another note"},
                                 Opener{"unrelated"},
                                 Opener{"typo", true},
                                 Opener{"you have got it wrong", true},
                                 Opener{"that is wrong", true},
                                 Opener{"that is not right", true},
                                 Opener{"that is not quite right", true},
                                 Opener{"to be precise"},
                                 Opener{"to be exact"},
                                 Opener{"do not let me forget that"},
                                 Opener{"do not let me forget"},
                                 Opener{"specifically"},
                                 Opener{"just kidding", false, false, true},
                                 Opener{"kidding", false, false, true},
                                 Opener{"jk", false, false, true},
                                 Opener{"only joking", false, false, true},
                                 Opener{"just joking", false, false, true},
                                 Opener{"i forgot to say"},
                                 Opener{"yeah right", false, false, true},
                                 Opener{"oh great", false, false, true},
                                 Opener{"oh joy", false, false, true},
                                 Opener{"oh sure", false, false, true},
                                 Opener{"oh fantastic", false, false, true},
                                 Opener{"oh wonderful", false, false, true},
                                 Opener{"oh perfect", false, false, true},
                                 Opener{"as if", false, false, true},
                                 Opener{"as i told you"},
                                 Opener{"as i said before"},
                                 Opener{"as i said"},
                                 Opener{"as i mentioned"},
                                 Opener{"like i said"},
                                 Opener{"tbh"},
                                 Opener{"in fact"},
                                 Opener{"quick update"},
                                 Opener{"small correction", true},
                                 Opener{"wrong person", true},
                                 Opener{"wrong one", true},
                                 Opener{"i got that wrong", true},
                                 Opener{"i misspoke", true},
                                 Opener{"i said it wrong", true},
                                 Opener{"for context"},
                                 Opener{"some context"},
                                 Opener{"ps"},
                                 Opener{"for what it is worth"},
                                 Opener{"one more thing"},
                                 Opener{"in case you need it"},
                                 Opener{"context"},
                                 Opener{"background"},
                                 Opener{"about me"},
                                 Opener{"a bit about me"},
                                 Opener{"quick question"},
                                 Opener{"me"},
                                 Opener{"anyways"},
                                 Opener{"apparently"},
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
                                 Opener{"just been told that"},
                                 Opener{"just been told"},
                                 Opener{"i have just been told that"},
                                 Opener{"i have just been told"},
                                 Opener{"just found out that"},
                                 Opener{"just found out"},
                                 Opener{"i just found out that"},
                                 Opener{"i just found out"},
                                 Opener{"found out that"},
                                 Opener{"found out"},
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
                                 Opener{"let me add"},
                                 Opener{"again"}};

// "is it bad that I ...", "is it weird my ...": what is asked about is so. The index behind the
// words; 0 without such words.
std::size_t behind_is_it(TokenSpan tokens, std::size_t at) {
  static const WordSet judged(
      "bad weird wrong odd strange sad silly stupid crazy terrible awful lame mad childish funny "
      "pathetic ridiculous embarrassing unusual selfish cruel");
  static const WordSet subjects("i my we our");
  if (!sequence_at(tokens, at, "is it") || at + 4 >= tokens.size()) return 0;
  std::size_t next = at + 2;
  if (is_adverb(tokens[next].low)) ++next;
  if (next + 2 >= tokens.size() || !judged.has(tokens[next].low)) return 0;
  ++next;
  if (tokens[next].low == "that") ++next;
  return next < tokens.size() && subjects.has(tokens[next].low) ? next : 0;
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
    const bool reminds = sequence_at(tokens, opening.begin, "remember i") ||
                         sequence_at(tokens, opening.begin, "remember my");
    if (reminds) ++opening.begin;
    if (const std::size_t behind = behind_is_it(tokens, opening.begin); behind != 0) {
      opening.begin = behind;
      opening.states = true;
    }
    for (const Opener& opener : kOpeners) {
      if (!sequence_at(tokens, opening.begin, opener.words)) continue;
      const std::size_t next = opening.begin + count_words(opener.words);
      // "no" and its like are openers only before a pause.
      static const WordSet pausing("me no so right well sorry update correction thanks wait again");
      const bool pause = next >= tokens.size() || tokens[next].kind == TokenKind::mark;
      if (opener.words == "new job" && !pause) continue;
      if (opener.words == "do not let me forget" && next < tokens.size() &&
          tokens[next].low == "to") {
        continue;
      }
      if (pausing.has(opener.words) && !pause && opener.words != "so" && opener.words != "wait") {
        continue;
      }
      opening.begin = next;
      opening.corrects = opening.corrects || opener.corrects;
      opening.states = opening.states || opener.states;
      opening.jest = opening.jest || opener.jest;
      moved = true;
      break;
    }
  }
  return opening;
}

}  // namespace mnestic::extract
