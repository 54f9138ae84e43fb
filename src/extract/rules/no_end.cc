#include "rules/no_end.h"

#include <algorithm>
#include <string_view>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

bool word_is(TokenSpan tokens, std::size_t i, std::string_view low) {
  return i < tokens.size() && tokens[i].low == low;
}

bool holds_any(TokenSpan tokens, const WordSet& set) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.kind != TokenKind::mark; }) &&
         std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return set.has(token.low); });
}

// "today", "this morning", "last night", "on Monday", "this Thursday".
bool names_one_day(TokenSpan tokens) {
  static const WordSet days("monday tuesday wednesday thursday friday saturday sunday");
  static const WordSet parts("morning afternoon evening weekend time night");
  static const WordSet alone("today tonight yesterday tomorrow");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (alone.has(low)) return true;
    if (i + 1 >= tokens.size()) continue;
    const std::string& next = tokens[i + 1].low;
    if ((low == "this" || low == "last" || low == "next") && (days.has(next) || parts.has(next)))
      return true;
    if (low == "on" && (days.has(next) || tokens[i + 1].kind == TokenKind::number)) return true;
    if (low == "all" && (next == "day" || parts.has(next))) return true;
  }
  return false;
}

}  // namespace

bool is_for_a_while(TokenSpan tokens) {
  static const WordSet spans(
      "weekend week night day month summer winter autumn holidays holiday afternoon evening break "
      "moment while bit night");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].low == "temporarily") return true;
    if (tokens[i].low == "this" && word_is(tokens, i + 1, "week")) return true;
    static const WordSet feasts("christmas xmas easter eid diwali ramadan hanukkah thanksgiving");
    const bool about = tokens[i].low == "for" || tokens[i].low == "over";
    if (about && i + 1 < tokens.size() && feasts.has(tokens[i + 1].low)) return true;
    const bool over = tokens[i].low == "over" && word_is(tokens, i + 1, "the");
    if (tokens[i].low != "for" && !over) continue;
    if (word_is(tokens, i + 1, "now") || word_is(tokens, i + 1, "lent")) return true;
    if (sequence_at(tokens, i + 1, "the time being")) return true;
    static const WordSet articles("a the");
    if (i + 2 < tokens.size() && articles.has(tokens[i + 1].low) && spans.has(tokens[i + 2].low))
      return true;
    static const WordSet short_spans("days weeks nights hours");
    const bool counted = i + 2 < tokens.size() && short_spans.has(tokens[i + 2].low) &&
                         (is_number_word(tokens[i + 1].low) || is_digits(tokens[i + 1].low));
    // "haven't smoked for 3 weeks" counts what has passed.
    if (counted && !word_is(tokens, i + 3, "now") &&
        std::none_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                     [](const Token& token) { return token.low == "not"; })) {
      return true;
    }
  }
  return false;
}

bool is_one_time(TokenSpan tokens) {
  static const WordSet off(
      "cancel cancelled canceled close closed shut skip skipped over finished fully");
  static const WordSet lasting(
      "membership subscription sub account contract plan policy licence license lease insurance "
      "mortgage engagement wedding permanently forever good");
  // "is off", "called off"; what "came off" is gone.
  bool ended = holds_any(tokens, off);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::string& before = tokens[i - 1].low;
    ended = ended || (tokens[i].low == "off" && (is_be(before) || before == "called"));
  }
  if (!names_one_day(tokens) || !ended || holds_any(tokens, lasting)) return false;
  // "cancelled Netflix yesterday", "my flight on Friday is off": these end then.
  static const WordSet again("class lesson lessons session course standup training practice");
  for (std::size_t i = 0; i < tokens.size() && tokens[i].low != ","; ++i) {
    if (is_occasion(tokens[i].low) && !again.has(tokens[i].low)) return false;
    const bool name =
        i > 0 && tokens[i].capital && !is_time_word(tokens[i].low) && tokens[i].low != "i";
    if (name) return false;
  }
  return true;
}

bool is_put_somewhere(TokenSpan tokens, std::size_t verb) {
  if (verb >= tokens.size()) return false;
  const std::string lemma = lemma_of(tokens[verb].low);
  static const WordSet verbs("drop leave throw");
  if (!verbs.has(lemma) || verb + 2 >= tokens.size()) return false;
  static const WordSet joined("job post position role firm school university uni degree");
  static const WordSet dropped_to("on onto in into down off");
  static const WordSet left_at("at in on by behind with under inside outside near");
  const bool leave = lemma == "leave";
  for (std::size_t i = verb + 1; i < tokens.size() && i < verb + 7; ++i) {
    if (tokens[i].kind == TokenKind::mark ||
        (leave && (joined.has(tokens[i].low) || is_group(tokens[i].low))))
      return false;
    if (i == verb + 1) continue;
    const bool place = leave ? left_at.has(tokens[i].low) : dropped_to.has(tokens[i].low);
    if (!place) continue;
    if (i + 1 >= tokens.size() || tokens[i].low == "behind" || tokens[i].low == "off") return true;
    const std::string& next = tokens[i + 1].low;
    if (is_time_word(next) || next == "favour" || next == "favor" || next == "good") return false;
    if (tokens[i + 1].kind == TokenKind::number) return false;
    static const WordSet places("home work school nursery there here");
    // "dropped French in the second year" is no place.
    static const WordSet further("this last on at");
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 4 && !further.has(tokens[k].low);
         ++k) {
      if (is_time_word(tokens[k].low)) return false;
    }
    return is_determiner(next) || places.has(next) || tokens[i].low == "down";
  }
  return false;
}

bool is_carried(TokenSpan tokens, std::size_t from) {
  static const WordSet verbs("move bring carry take drive ship send transport");
  static const WordSet articles("the a an some these those his her their");
  for (std::size_t i = from; i-- > 0 && tokens[i].kind != TokenKind::mark;) {
    if (verbs.has(lemma_of(tokens[i].low))) return i + 2 < from && articles.has(tokens[i + 1].low);
  }
  return false;
}

bool is_not_done(TokenSpan tokens, std::size_t verb) {
  static const WordSet links("ever just really finally now even have be");
  for (std::size_t i = std::min(verb, tokens.size()); i-- > 0;) {
    const std::string& low = tokens[i].low;
    if (is_modal(low)) return true;
    if (is_adverb(low) || low == "not" || links.has(low)) continue;
    return false;
  }
  return false;
}

bool is_one_of_many(TokenSpan thing) {
  static const WordSet many(
      "issues copies magazines clothes bits bottles jars match game episode chapter round draft "
      "page tab post photo homework exercise");
  return thing.size() > 1 && many.has(thing.back().low);
}

bool is_supply(TokenSpan tokens) {
  static const WordSet contracts(
      "lease contract subscription sub membership visa licence license permit warranty insurance "
      "policy trial pass card");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low == "sold" && tokens[i + 1].low == "out") return true;
    const bool ran = lemma_of(tokens[i].low) == "run" && tokens[i + 1].low == "out";
    if (ran && !holds_any(tokens, contracts)) return true;
    const bool none = tokens[i].low == "no" && tokens[i + 1].low == "more";
    if (!none) continue;
    static const WordSet stores("house fridge cupboard shop pantry left kitchen freezer store");
    if (holds_any(tokens, stores)) return true;
  }
  return false;
}

bool is_anothers(TokenSpan tokens, std::size_t from) {
  static const WordSet theirs("his her their your");
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::mark) return false;
    if (tokens[i].low == "'s" || (i == from && theirs.has(tokens[i].low))) return true;
    if (tokens[i].low != "of" && tokens[i].low != "for") continue;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 5; ++k) {
      if (tokens[k].kind == TokenKind::mark || is_preposition(tokens[k].low)) break;
      if (is_kin(tokens[k].low) && is_possessive(tokens[i + 1].low)) return true;
    }
  }
  return false;
}

}  // namespace mnestic::extract
