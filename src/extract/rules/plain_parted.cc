// Several things told with one verb, each in its own way: "I speak Polish with my mum, English at
// work and French on holiday", "I like my coffee black and my toast burnt", "I'm doing Dry January,
// training for a half, and off sugar", "two parrots, one swears".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/deeds.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// "Polish with my mum": a thing and where, when or with whom; no more verbs.
bool has_own_adjunct(const Tokens& piece) {
  constexpr std::size_t kTokensMax = 8;
  static const WordSet links("with at on in to for by after before during from");
  if (piece.size() < 3 || piece.size() > kTokensMax || links.has(piece[0].low)) return false;
  std::size_t link = 1;
  while (link < piece.size() && !links.has(piece[link].low)) ++link;
  if (link + 1 >= piece.size()) return false;
  return std::none_of(piece.begin(), piece.end(), [](const Token& token) {
    return (is_auxiliary(token.low) && !token.capital) || token.kind == TokenKind::mark ||
           (is_pronoun(token.low) && token.low != "one") || is_subordinator(token.low) ||
           (is_verb(token.low, kThird) && verb_form(token.low)->lemma != token.low &&
            !token.low.ends_with("s")) ||
           is_verb(token.low, kGerund);
  });
}

// "I speak Polish with my mum, English at work": the verb goes with each.
bool part_adjuncts(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet verbs(
      "speak use eat drink wear read watch play listen teach study take keep grow cook sing run "
      "swim drive ride");
  if (!speaker_at(tokens, 0) || find(tokens, ",") == kNone) return false;
  const std::size_t verb = skip_adverbs(tokens, 1);
  if (!word_at(tokens, verb, verbs)) return false;
  const std::vector<Tokens> pieces = pieces_of(tokens, verb + 1, text_end(tokens));
  if (pieces.size() < 2) return false;
  if (!std::all_of(pieces.begin(), pieces.end(), has_own_adjunct)) return false;
  for (const Tokens& piece : pieces) {
    // "run in the park, swim in the sea": another verb.
    static const WordSet food("eat drink cook grow keep");
    if (&piece != &pieces.front() && !food.has(tokens[verb].low) && is_verb(piece[0].low, kBase) &&
        !piece[0].capital && !piece[0].low.ends_with('s')) {
      return false;
    }
    out.push_back(joined({slice(tokens, 0, verb + 1), piece}));
  }
  return true;
}

// "I like my coffee black and my toast burnt".
bool part_likings(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet verbs("like love take prefer want drink eat");
  constexpr std::size_t kPieceTokensMax = 5;
  if (!speaker_at(tokens, 0)) return false;
  const std::size_t verb = skip_adverbs(tokens, 1);
  if (!word_at(tokens, verb, verbs) || !is_at(tokens, verb + 1, "my")) return false;
  const std::vector<Tokens> pieces = pieces_of(tokens, verb + 1, text_end(tokens));
  if (pieces.size() < 2) return false;
  for (const Tokens& piece : pieces) {
    const bool fits = is_at(piece, 0, "my") && piece.size() > 2 &&
                      piece.size() <= kPieceTokensMax && !has_verb(piece, 0, piece.size()) &&
                      !is_preposition(piece[2].low);
    if (!fits) return false;
  }
  // The whole is one sentence of the grammar's, but a participle would begin another clause there.
  for (const Tokens& piece : pieces) {
    out.push_back(joined({slice(tokens, 0, verb + 1), piece}));
  }
  return true;
}

// "I'm doing Dry January, training for a half, and off sugar": all of it behind "I am".
bool part_under_way(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "i") || !is_at(tokens, 1, "am") || tokens.size() < 7) return false;
  if (!is_gerund(tokens[2]) || find(tokens, ",") == kNone) return false;
  const std::vector<Tokens> pieces = pieces_of(tokens, 2, text_end(tokens));
  if (pieces.size() < 2) return false;
  std::size_t deeds = 0;
  for (const Tokens& piece : pieces) {
    static const WordSet states("off on in at back");
    static const WordSet links("for at to on with in about towards");
    const bool deed = is_gerund(piece[0]) && piece.size() > 1 &&
                      (is_determiner(piece[1].low) || links.has(piece[1].low) || piece[1].capital ||
                       &piece == &pieces.front());
    const bool state = &piece != &pieces.front() && states.has(piece[0].low) && piece.size() > 1 &&
                       !is_time_word(piece[1].low);
    if ((!deed && !state) || has_verb(piece, 0, piece.size()) || speaker_at(piece, 0)) return false;
    deeds += deed ? 1U : 0U;
  }
  if (deeds < 2) return false;
  for (const Tokens& piece : pieces) out.push_back(joined({words("I am"), piece}));
  return true;
}

// "Allotment, choir, three grandkids - that's my week": "my week is allotment ...".
bool read_that_is_my(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet nouns(
      "week weekend day life routine evening commute summer breakfast lunch dinner diet morning "
      "lot setup team family household");
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 2; i + 4 <= end; ++i) {
    const bool mark = tokens[i].low == "," || is_spaced_dash(tokens[i]) || tokens[i].low == ":";
    if (!mark || !is_at(tokens, i + 1, "that") || !is_at(tokens, i + 2, "is") ||
        !is_at(tokens, i + 3, "my") || !word_at(tokens, i + 4, nouns) || i + 5 < end) {
      continue;
    }
    Tokens what = slice(tokens, 0, i);
    if (has_verb(what, 0, what.size()) || is_pronoun(what[0].low)) return false;
    if (what[0].capital && (what.size() < 2 || !what[1].capital)) what[0].out = what[0].low;
    out.push_back(joined({slice(tokens, i + 3, i + 5), words("is"), what}));
    return true;
  }
  return false;
}

// "Two parrots, one swears": "one of my parrots swears".
bool read_one_of_counted(const Tokens& tokens, std::vector<Tokens>& out) {
  const bool owned = speaker_at(tokens, 0) && word_at(tokens, 1, WordSet("have keep"));
  const std::size_t at = owned ? (is_at(tokens, 2, "got") ? 3 : 2) : 0;
  static const WordSet numbers("two three four five six seven eight");
  if (!word_at(tokens, at, numbers)) return false;
  const std::size_t comma = find(tokens, ",", at);
  if (comma == kNone || comma < at + 2 || comma > at + 4 || !is_at(tokens, comma + 1, "one")) {
    return false;
  }
  const Token& noun = tokens[comma - 1];
  const bool living = is_kin(noun.low) || is_pet(noun.low);
  const std::size_t verb = comma + 2;
  if (!living || verb >= tokens.size()) return false;
  const bool verbal = agrees(tokens[verb], false) ||
                      (tokens[verb].low.ends_with('s') && text_end(tokens) == verb + 1);
  // "one blind", "one at uni"
  static const WordSet where("with at in from on");
  const bool with = word_at(tokens, verb, where) || is_like_adjective(tokens[verb].low);
  if (!verbal && !with) return false;
  out.push_back(joined({owned ? slice(tokens, 0, at) : words("I have"), slice(tokens, at, comma)}));
  out.back()[owned ? 0 : 2].out = owned ? out.back()[0].out : out.back()[2].low;
  out.push_back(joined({words("one of my"), slice(tokens, comma - 1, comma),
                        words(with ? "is" : ""), slice(tokens, verb, tokens.size())}));
  return true;
}

// "Mochi the cat hates the hoover": "my cat Mochi hates the hoover".
bool read_name_the_pet(const Tokens& tokens, std::vector<Tokens>& out) {
  // In a message without capitals "pepper" is a name as well.
  const bool written = tokens.size() > 4 && tokens[0].kind == TokenKind::word &&
                       (tokens[0].capital || verb_form(tokens[0].low) == nullptr);
  if (!written || !is_at(tokens, 1, "the") || !is_pet(tokens[2].low) ||
      is_time_word(tokens[0].low) || is_verb(tokens[0].low, kBase) ||
      is_preposition(tokens[0].low) || is_adverb(tokens[0].low) || is_auxiliary(tokens[0].low) ||
      is_wh_word(tokens[0].low) || is_pronoun(tokens[0].low) || is_determiner(tokens[0].low) ||
      is_like_adjective(tokens[0].low)) {
    return false;
  }
  const std::size_t verb = skip_adverbs(tokens, 3);
  if (verb >= tokens.size() || !agrees(tokens[verb], false) || is_subordinator(tokens[0].low)) {
    return false;
  }
  Tokens name = slice(tokens, 0, 1);
  const char initial = name[0].out[0];
  if (initial >= 'a' && initial <= 'z') name[0].out[0] = static_cast<char>(initial - 'a' + 'A');
  name[0].capital = true;
  out.push_back(joined({words("my"), slice(tokens, 2, 3), name, slice(tokens, 3, tokens.size())}));
  return true;
}

// "I have Hashimoto's, on levothyroxine every morning": what one is on.
bool part_on(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0) || !word_at(tokens, 1, WordSet("have am"))) return false;
  for (std::size_t i = 3; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "," || tokens[i + 1].low != "on") continue;
    const Token& what = tokens[i + 2];
    static const WordSet idle("call top purpose time holiday leave duty off and average");
    const bool drug = what.kind == TokenKind::word && !is_determiner(what.low) &&
                      !is_time_word(what.low) && !is_pronoun(what.low) && !idle.has(what.low) &&
                      !is_adverb(what.low) && !what.low.ends_with("days");
    bool ailing = false;
    for (std::size_t k = 2; k < i; ++k) {
      ailing = ailing || is_ailment(tokens[k].low) || is_like_adjective(tokens[k].low) ||
               tokens[k].low.ends_with("'s") || tokens[k].low == "'s" ||
               tokens[k].low == "diagnosed";
    }
    if (!drug || !ailing) return false;
    out.push_back(slice(tokens, 0, i));
    out.push_back(joined({words("I am"), slice(tokens, i + 1, tokens.size())}));
    return true;
  }
  return false;
}

// "I'm partially sighted, big text please": what is so, and what is asked for because of it.
bool part_please(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kWishTokensMax = 6;
  const std::size_t end = text_end(tokens);
  if (end < 5 || !is_at(tokens, end - 1, "please") || !speaker_at(tokens, 0)) return false;
  std::size_t comma = end - 1;
  while (comma > 0 && tokens[comma].low != "," && tokens[comma].low != ";" &&
         !is_spaced_dash(tokens[comma])) {
    --comma;
  }
  const Tokens wish = slice(tokens, comma + 1, end);
  if (comma < 3 || wish.size() < 2 || wish.size() > kWishTokensMax ||
      has_verb(wish, 0, wish.size()) || is_verb(wish[0].low, kBase) || is_pronoun(wish[0].low)) {
    return false;
  }
  out.push_back(slice(tokens, 0, comma));
  out.push_back(wish);
  return true;
}

// "Allergic to: wasps, latex": each of them; "HIV positive".
bool read_reactions(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet tested("positive negative");
  if (text_end(tokens) == 2 && word_at(tokens, 1, tested) && tokens[0].out.size() > 1 &&
      lower(tokens[0].out.substr(1)) != tokens[0].out.substr(1)) {
    out.push_back(joined({words("I am"), slice(tokens, 0, 2)}));
    return true;
  }
  static const WordSet reacting("allergic intolerant anaphylactic sensitive");
  if (!word_at(tokens, 0, reacting) || !is_at(tokens, 1, "to") || !is_at(tokens, 2, ":")) {
    return false;
  }
  push_each(words("I am " + tokens[0].low + " to"), tokens, 3, out);
  return !out.empty();
}

// What was done to the body: "caesarean", "hysterectomy", "bypass".
bool is_procedure(std::string_view low) {
  static const WordSet known(
      "caesarean caesareans c-section c-sections miscarriage miscarriages bypass transplant "
      "concussion concussions");
  if (known.has(low)) return true;
  for (const std::string_view tail : {"ectomy", "ectomies", "plasty", "otomy"}) {
    if (low.size() > tail.size() + 2 && low.ends_with(tail)) return true;
  }
  return false;
}

// "Two caesareans, one hysterectomy": "I have had two caesareans" and so on.
bool read_procedures(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kPieceTokensMax = 8;
  const std::vector<Tokens> pieces = pieces_of(tokens, 0, text_end(tokens));
  if (pieces.empty()) return false;
  for (const Tokens& piece : pieces) {
    const bool counted = is_number_word(piece[0].low) || is_at(piece, 0, "a") ||
                         (piece[0].kind == TokenKind::number && piece[0].low.size() < 3);
    std::size_t noun = 1;
    while (noun < piece.size() && noun < 4 && !is_procedure(piece[noun].low)) ++noun;
    if (!counted || noun >= piece.size() || noun >= 4 || piece.size() > kPieceTokensMax ||
        has_verb(piece, 0, piece.size())) {
      out.clear();
      return false;
    }
    out.push_back(joined({words("I have had"), piece}));
    out.back()[3].out = out.back()[3].low;
  }
  return true;
}

}  // namespace

bool read_parted(const Tokens& tokens, std::vector<Tokens>& out) {
  static constexpr std::array kRules = {
      Rule(part_adjuncts),   Rule(part_likings),        Rule(part_under_way),
      Rule(read_that_is_my), Rule(read_one_of_counted), Rule(read_name_the_pet),
      Rule(part_on),         Rule(part_please),         Rule(read_reactions),
      Rule(read_procedures)};
  return std::any_of(kRules.begin(), kRules.end(),
                     [&](const Rule rule) { return rule(tokens, out); });
}

}  // namespace mnestic::extract
