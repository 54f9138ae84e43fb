// What ails one and what one takes or wants for it, as people tell it in passing: "asthma since I
// was a kid: Fostair every morning", "they found gestational diabetes", "shellfish = hospital for
// me", "deaf in one ear, so captions please".
#include <algorithm>
#include <string>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool names_ailment(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return is_ailment(token.low); });
}

// The pieces between commas and "and"; "when it's bad" stays with what it is said of.
std::vector<Tokens> doses(const Tokens& tokens) {
  std::vector<Tokens> out;
  std::size_t begin = 0;
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 0; i <= end; ++i) {
    if (i < end && tokens[i].low != "," && tokens[i].low != "and" && tokens[i].low != "plus")
      continue;
    if (i > begin) out.push_back(slice(tokens, begin, i));
    begin = i + 1;
  }
  return out;
}

}  // namespace

// "Asthma since I was a kid: Fostair every morning, Ventolin when it's bad"
bool read_ailment_heading(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  static const WordSet spans("since for from");
  std::size_t span = 1;
  while (span < tokens.size() && span < 4 && !spans.has(tokens[span].low)) ++span;
  if (colon == kNone || span >= colon || !word_at(tokens, span, spans)) return false;
  Tokens ailment = slice(tokens, 0, span);
  if (!is_ailment(ailment.back().low) || is_determiner(ailment[0].low)) return false;
  lower_start(ailment);
  ailment[0].out = ailment[0].low;
  const std::vector<Tokens> taken = doses(slice(tokens, colon + 1, tokens.size()));
  const bool remedies =
      !taken.empty() && std::all_of(taken.begin(), taken.end(), [](const Tokens& each) {
        return each.size() < 7 && !is_pronoun(each[0].low) && !is_auxiliary(each[0].low) &&
               !is_verb(each[0].low, kGerund | kPast);
      });
  if (!remedies) return false;
  out.push_back(joined({words("I have had"), ailment, slice(tokens, span, colon)}));
  for (const Tokens& each : taken) out.push_back(joined({words("I take"), each}));
  return true;
}

// "they found gestational diabetes last week", "the doctors say I have asthma", and what is said
// before.
bool read_found(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet who("they doctors doctor gp specialist consultant midwife hospital");
  static const WordSet say("say says said reckon reckons think thinks told");
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool begins = i == 0 || tokens[i - 1].low == "and" || tokens[i - 1].low == "," ||
                        is_determiner(tokens[i - 1].low);
    if (!begins || !who.has(tokens[i].low)) continue;
    std::size_t at = i + 1;
    if (is_at(tokens, at, "have")) ++at;
    Tokens found;
    if (is_at(tokens, at, "found") && !is_at(tokens, at + 1, "that")) {
      found = joined({words("I was found to have"), slice(tokens, at + 1, tokens.size())});
    } else if (word_at(tokens, at, say)) {
      const std::size_t me = is_at(tokens, at + 1, "me") ? at + 2 : at + 1;
      const std::size_t that = is_at(tokens, me, "that") ? me + 1 : me;
      if (!is_at(tokens, that, "i") || !is_at(tokens, that + 1, "have")) return false;
      found = slice(tokens, that, tokens.size());
    }
    if (found.empty() || !names_ailment(found) || find(found, "not") != kNone) return false;
    std::size_t end = i;
    while (end > 0 && (is_determiner(tokens[end - 1].low) || tokens[end - 1].low == "and" ||
                       tokens[end - 1].low == ",")) {
      --end;
    }
    if (end > 0) out.push_back(slice(tokens, 0, end));
    out.push_back(std::move(found));
    return true;
  }
  return false;
}

// "Shellfish = hospital for me", "gluten means misery for me"
bool read_means_for_me(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t end = text_end(tokens);
  if (end < 5 || end > 9 || !is_at(tokens, end - 1, "me") || !is_at(tokens, end - 2, "for"))
    return false;
  std::size_t link = 1;
  while (link < 4 && tokens[link].low != "=" && tokens[link].low != "means" &&
         tokens[link].low != "equals") {
    ++link;
  }
  if (link >= 4 || link + 3 >= end || is_pronoun(tokens[0].low)) return false;
  out.push_back(joined({slice(tokens, 0, link), words("means"), slice(tokens, link + 1, end)}));
  return true;
}

// "I'm deaf in one ear, so captions please": what one is, and what one wants for it.
bool read_so_please(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0) && !is_at(tokens, 0, "my")) return false;
  const std::size_t so = find(tokens, "so");
  if (so == kNone || so < 3 || !is_at(tokens, so - 1, ",")) return false;
  std::size_t please = find(tokens, "please", so);
  // ", so oat milk only"
  const bool only = please == kNone && is_at(tokens, text_end(tokens) - 1, "only");
  if (only) please = text_end(tokens);
  const bool order = so + 2 < tokens.size() &&
                     (is_determiner(tokens[so + 2].low) || is_pronoun(tokens[so + 2].low));
  if (please == kNone || please > so + 6 || please < so + 2 || has_verb(tokens, so, please) ||
      (is_verb(tokens[so + 1].low, kBase) && (!only || order))) {
    return false;
  }
  out.push_back(slice(tokens, 0, so - 1));
  out.push_back(joined({words("I want"), slice(tokens, so + 1, please)}));
  return true;
}

// "Oat milk is all I drink", "Khruangbin and Low are basically all I listen to"
bool read_all_i_do(const Tokens& tokens, std::vector<Tokens>& out) {
  for (std::size_t i = 1; i + 3 < tokens.size() && i < 9; ++i) {
    if (tokens[i].low != "is" && tokens[i].low != "are") continue;
    std::size_t all = i + 1;
    while (all < i + 3 && !is_at(tokens, all, "all") && is_adverb(tokens[all].low)) ++all;
    const std::size_t who = is_at(tokens, all + 1, "that") ? all + 2 : all + 1;
    if (!is_at(tokens, all, "all") || !speaker_at(tokens, who)) return false;
    const std::size_t verb = skip_adverbs(tokens, who + 1);
    static const WordSet vague("want need have know can ask remember do say think");
    if (verb >= tokens.size() || !is_verb(tokens[verb].low, kBase | kPast) ||
        word_at(tokens, verb, vague) || has_verb(tokens, 0, i)) {
      return false;
    }
    std::size_t behind = verb + 1;
    if (behind < tokens.size() && is_preposition(tokens[behind].low)) ++behind;
    Tokens what = slice(tokens, 0, i);
    lower_start(what);
    if (what.size() > 1 && !what[1].capital && what[1].low != "and") what[0].out = what[0].low;
    out.push_back(joined({slice(tokens, who, behind), what, slice(tokens, behind, tokens.size())}));
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
