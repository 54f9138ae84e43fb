// Likes and dislikes that are told without a verb of liking: "A over B", "nothing beats C", "gin
// yes, whisky no".
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
// "Give me mountains over beaches any day", "Star Wars over Star Trek for me".
bool read_rather(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t from = 0;
  if (is_at(tokens, 0, "give") && is_at(tokens, 1, "me")) from = 2;
  // "I'll take a paperback over a Kindle every time"
  static const WordSet choosing("take choose pick have");
  const bool would = is_at(tokens, 1, "will") || is_at(tokens, 1, "would");
  if (speaker_at(tokens, 0) && would && word_at(tokens, 2, choosing)) from = 3;
  std::size_t end = text_end(tokens);
  bool own = false;
  for (std::size_t i = from + 3; i + 1 < end; ++i) {
    const bool tail =
        (tokens[i].low == "any" && tokens[i + 1].low == "day") ||
        (tokens[i].low == "every" &&
         (tokens[i + 1].low == "time" || tokens[i + 1].low == "single")) ||
        ((tokens[i].low == "for" || tokens[i].low == "with") && tokens[i + 1].low == "me");
    if (!tail) continue;
    end = i;
    own = true;
  }
  while (end > 0 && (is_at(tokens, end - 1, ",") || is_at(tokens, end - 1, "please"))) --end;
  const std::size_t over = find(tokens, "over", from);
  if (over == kNone || over <= from || over > from + 5 || over + 1 >= end || end > over + 6) {
    return false;
  }
  if ((!own && from == 0) || has_verb(tokens, from, end) ||
      mentions_speaker(slice(tokens, from, end)))
    return false;
  out.push_back(joined({words("I prefer"), slice(tokens, from, end)}));
  if (from == 0) {
    Token& first = out.back()[2];
    if (first.low != first.out && verb_form(first.low) == nullptr && !tokens[1].capital) {
      first.out = first.low;
    }
  }
  return true;
}

// "Nothing beats a rainy Sunday", "nothing like a cold beer".
bool read_best(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet beats("beats like tops");
  std::size_t at = 0;
  if (is_at(tokens, 0, "there") && tokens.size() > 2 && is_be(tokens[1].low)) at = 2;
  if (!is_at(tokens, at, "nothing") || !word_at(tokens, at + 1, beats)) return false;
  if (at + 2 >= tokens.size() || is_pronoun(tokens[at + 2].low)) return false;
  std::size_t end = text_end(tokens);
  if (is_at(tokens, end - 1, "me") && is_at(tokens, end - 2, "for")) end -= 2;
  out.push_back(joined({words("I love"), slice(tokens, at + 2, end)}));
  return !out.back().empty();
}

// "These days it's dark chocolate for me": "I prefer dark chocolate these days".
bool read_for_me(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t at = 0;
  Tokens when;
  if (is_at(tokens, 0, "these") && is_at(tokens, 1, "days")) {
    when = words("these days");
    at = 2;
  } else if (is_at(tokens, 0, "now") || is_at(tokens, 0, "nowadays")) {
    when = words("now");
    at = 1;
  }
  if (is_at(tokens, at, ",")) ++at;
  if (!is_at(tokens, at, "it") || !is_at(tokens, at + 1, "is")) return false;
  const std::size_t me = find(tokens, "me", at + 3);
  if (me == kNone || !is_at(tokens, me - 1, "for") || me > at + 8) return false;
  const Tokens noun = slice(tokens, at + 2, me - 1);
  if (when.empty()) {
    const bool now = is_at(tokens, me + 1, "now") ||
                     (is_at(tokens, me + 1, "these") && is_at(tokens, me + 2, "days"));
    if (!now) return false;
    when = words("these days");
  }
  static const WordSet not_things("over not fine ok okay good great hard easy time a the too");
  if (noun.empty() || word_at(noun, 0, not_things) || has_verb(noun, 0, noun.size()) ||
      is_pronoun(noun[0].low) || is_adjective(noun.back().low)) {
    return false;
  }
  out.push_back(joined({words("I prefer"), noun, when}));
  return true;
}

// "Of all the seasons autumn is my favourite": "my favourite season is autumn".
bool read_favourite(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "of") || !is_at(tokens, 1, "all")) return false;
  std::size_t noun = 2;
  while (noun < tokens.size() && is_determiner(tokens[noun].low)) ++noun;
  const std::size_t mine = find(tokens, "my", noun);
  if (noun + 2 >= tokens.size() || mine == kNone || mine < noun + 3) return false;
  const bool liked = is_at(tokens, mine + 1, "favourite") || is_at(tokens, mine + 1, "favorite");
  if (!liked || !is_be(tokens[mine - 1].low)) return false;
  const std::size_t name = is_at(tokens, noun + 1, ",") ? noun + 2 : noun + 1;
  Tokens topic = slice(tokens, noun, noun + 1);
  if (topic[0].low.ends_with('s') && topic[0].low.size() > 3) {
    topic[0].low.pop_back();
    topic[0].out = topic[0].low;
  }
  out.push_back(joined({words("my favourite"), topic, words("is"), slice(tokens, name, mine - 1)}));
  return true;
}

// "Neither olives nor capers for me": each is not wanted.
bool read_not_for_me(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t me = find(tokens, "me");
  if (me == kNone || me < 3 || !is_at(tokens, me - 1, "for")) return false;
  const std::size_t nor = find(tokens, "nor");
  if (!is_at(tokens, 0, "neither") || nor == kNone || nor + 1 >= me - 1 || nor < 2) return false;
  out.push_back(joined({words("I do not like"), slice(tokens, 1, nor)}));
  out.push_back(joined({words("I do not like"), slice(tokens, nor + 1, me - 1)}));
  return true;
}

// "I've come right round on jazz": liked after all.
bool read_come_round(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet idle("have right all the way completely totally finally really");
  static const WordSet come("come came");
  static const WordSet round("round around");
  if (!speaker_at(tokens, 0)) return false;
  std::size_t at = 1;
  while (word_at(tokens, at, idle)) ++at;
  if (!word_at(tokens, at, come)) return false;
  ++at;
  while (word_at(tokens, at, idle)) ++at;
  if (!word_at(tokens, at, round) || (!is_at(tokens, at + 1, "on") && !is_at(tokens, at + 1, "to")))
    return false;
  const std::size_t from = at + 2;
  std::size_t end = from;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark && tokens[end].low != "and" &&
         tokens[end].low != "since" && tokens[end].low != "after") {
    ++end;
  }
  const Tokens what = slice(tokens, from, end);
  static const WordSet no("my your his her their the mine yours ours it them that this idea");
  if (what.empty() || what.size() > 3 || word_at(what, 0, no) || is_time_word(what[0].low))
    return false;
  out.push_back(joined({words("I like"), what, words("now")}));
  if (end + 2 < tokens.size() && tokens[end].kind == TokenKind::mark) {
    Tokens rest = slice(tokens, end + 1, tokens.size());
    out.push_back(has_verb(rest, 0, 1) ? joined({words("I"), rest}) : rest);
  }
  return true;
}

// "Window seat if there's a choice": a wish, as with "please".
bool read_choice(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet conditions("possible there i available given offered");
  for (std::size_t i = 1; i + 1 < tokens.size() && i < 6; ++i) {
    const bool choice =
        (tokens[i].low == "if" || tokens[i].low == "where" || tokens[i].low == "when" ||
         tokens[i].low == "wherever" || tokens[i].low == "whenever") &&
        conditions.has(tokens[i + 1].low);
    if (!choice) continue;
    if (has_verb(tokens, 0, i) || mentions_speaker(slice(tokens, 0, i))) return false;
    if (is_verb(tokens[0].low, kBase) && !is_occasion(tokens[0].low)) return false;
    const bool real = find(tokens, "choice", i) != kNone || find(tokens, "possible", i) != kNone ||
                      find(tokens, "available", i) != kNone;
    if (!real) return false;
    Tokens wish = slice(tokens, 0, i);
    if (wish.back().kind == TokenKind::mark) wish.pop_back();
    out.push_back(joined({words("I prefer a"), wish}));
    if (wish.front().low.ends_with('s') || is_determiner(wish.front().low)) {
      out.back().erase(out.back().begin() + 2);
    }
    for (Token& token : out.back()) {
      if (&token != &out.back().front() && !token.out.empty()) {
        if (&token == &out.back()[out.back().size() - wish.size()]) token.out = token.low;
      }
    }
    return true;
  }
  return false;
}

// "Udon, meh", "Coriander: no thanks".
bool read_verdict(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet bad("meh nah yuck ew eww ugh nope blegh bleh yuk gross");
  static const WordSet good("yum yummy");
  std::size_t mark = 1;
  while (mark < tokens.size() && mark < 4 && tokens[mark].kind != TokenKind::mark) ++mark;
  if (mark >= tokens.size() || mark >= 4 || mark + 1 >= tokens.size()) return false;
  const bool disliked = word_at(tokens, mark + 1, bad) ||
                        (is_at(tokens, mark + 1, "no") && is_at(tokens, mark + 2, "thanks"));
  if (!disliked && !word_at(tokens, mark + 1, good)) return false;
  Tokens noun = slice(tokens, 0, mark);
  if (has_verb(noun, 0, mark) || is_pronoun(noun[0].low) || is_adverb(noun[0].low)) return false;
  if (verb_form(noun[0].low) != nullptr && !noun[0].low.ends_with("ing")) return false;
  noun[0].out = noun[0].low;
  out.push_back(joined({words(disliked ? "I do not like" : "I love"), noun}));
  return true;
}

// "Window open at night, even in January", "lights off by ten": how the speaker has it.
bool read_kept_so(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet things(
      "window windows door doors curtains blinds lights light heating radiator radio tv telly fan "
      "volume shoes screens notifications phone shutters");
  static const WordSet states("open closed shut off on down up low high ajar");
  static const WordSet never_now("now please today again tonight good");
  if (!word_at(tokens, 0, things) || !word_at(tokens, 1, states) || tokens.size() < 4) return false;
  bool when = false;
  for (const Token& token : tokens) {
    if (is_auxiliary(token.low) || never_now.has(token.low) || is_pronoun(token.low)) return false;
    static const WordSet always("always night nights bed evening morning even by after before");
    when = when || always.has(token.low) || is_time_word(token.low);
  }
  if (!when) return false;
  out.push_back(joined({words("I like the"), slice(tokens, 0, tokens.size())}));
  out.back()[3].out = out.back()[3].low;
  return true;
}

// "Please no mushrooms, ever", "Nothing with raisins for me": what is not wanted.
bool read_unwanted(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet after("please ever thanks thank you never me for");
  static const WordSet idioms(
      "idea way problem worries rush need one doubt clue pressure more thank thanks");
  std::size_t from = is_at(tokens, 0, "please") ? 1 : 0;
  if (is_at(tokens, from, ",")) ++from;
  std::size_t end = text_end(tokens);
  bool manners = from > 0;
  while (end > from + 2 && (after.has(tokens[end - 1].low) || tokens[end - 1].low == ",")) {
    manners = manners || tokens[end - 1].low != ",";
    --end;
  }
  const bool nothing = is_at(tokens, from, "nothing") &&
                       (is_at(tokens, from + 1, "with") || is_at(tokens, from + 1, "containing"));
  const bool none = is_at(tokens, from, "no") && !word_at(tokens, from + 1, idioms);
  if (end < from + 2) return false;
  const Token& last = tokens[end - 1];
  const bool found = is_determiner(tokens[std::min(from + 2, end - 1)].low) ||
                     (is_verb(last.low, kPast) && !is_verb(last.low, kBase));
  if (nothing && !manners && found) return false;  // "nothing with that name found"
  if ((!manners && !nothing) || (!nothing && !none) || end < from + 2 || end > from + 7)
    return false;
  if (has_verb(tokens, from, end)) return false;
  out.push_back(joined({words("I want"), slice(tokens, from, end)}));
  out.back()[2].out = out.back()[2].low;
  return true;
}

// "Black coffee, no sugar", "sparkling water, never still", "early flights only, I hate waiting":
// how the speaker wants it.
bool read_so_only(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet never_first(
      "no not never nothing nobody yes yeah sorry thanks please if when my our his her their what "
      "there just only the this that these those good great nice sure fine maybe");
  std::size_t comma = 0;
  while (comma < tokens.size() && tokens[comma].kind != TokenKind::mark) ++comma;
  constexpr std::size_t kWantedTokensMax = 5;
  if (comma == 0 || comma > kWantedTokensMax || word_at(tokens, 0, never_first)) return false;
  const bool only = is_at(tokens, comma - 1, "only") && comma > 1;
  for (std::size_t i = 0; i < comma; ++i) {
    const Token& token = tokens[i];
    // "Morning meetings only"
    const bool kind = only && i == 0 && comma > 2 && !is_time_word(tokens[1].low);
    const bool verbal = is_verb(token.low, kThird | kPast) && !is_verb(token.low, kBase) && i > 0 &&
                        !token.low.ends_with('s');
    if (is_auxiliary(token.low) || is_pronoun(token.low) || (is_time_word(token.low) && !kind) ||
        token.kind != TokenKind::word || verbal || is_kin(token.low) || is_pet(token.low)) {
      return false;
    }
  }
  static const WordSet refusing("never no without hold");
  std::size_t end = comma + 1;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  // "Cash, never card"
  const bool lone = comma == 1 && is_at(tokens, 2, "never") && text_end(tokens) == 4 &&
                    !is_at(tokens, 3, "mind") && verb_form(tokens[0].low) == nullptr;
  const bool refused = (comma > 1 || lone) && comma + 1 < tokens.size() &&
                       tokens[comma].low == "," && word_at(tokens, comma + 1, refusing) &&
                       end > comma + 2 && end < comma + 6 && !has_verb(tokens, comma, end) &&
                       !is_at(tokens, comma + 2, "idea");
  if ((!only && !refused) || find(tokens, "please") != kNone) return false;
  if (is_verb(tokens[0].low, kBase) && tokens[0].low != "water") return false;
  const std::size_t told = refused ? end : comma;
  Tokens wanted = slice(tokens, 0, told);
  if (wanted[0].out.size() > 1 && lower(wanted[0].out.substr(1)) == wanted[0].out.substr(1)) {
    wanted[0].out = wanted[0].low;
  }
  out.push_back(joined({words("I prefer"), wanted}));
  if (told + 1 < tokens.size()) out.push_back(slice(tokens, told + 1, tokens.size()));
  return true;
}

// "I could eat dumplings every day": "I love dumplings".
bool read_craving(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet verbs("eat drink watch read play listen");
  if (speaker_at(tokens, 0) && is_at(tokens, 1, "could") && is_at(tokens, 2, "live") &&
      (is_at(tokens, 3, "on") || is_at(tokens, 3, "off")) && tokens.size() > 4) {
    out.push_back(joined({words("I love"), slice(tokens, 4, tokens.size())}));
    return true;
  }
  if (!speaker_at(tokens, 0) || !is_at(tokens, 1, "could") || !word_at(tokens, 2, verbs)) {
    return false;
  }
  for (std::size_t i = 4; i < tokens.size(); ++i) {
    const bool always = tokens[i].low == "forever" ||
                        ((tokens[i].low == "every" || tokens[i].low == "all") &&
                         (is_at(tokens, i + 1, "day") || is_at(tokens, i + 1, "night")));
    if (!always) continue;
    const std::size_t object = is_at(tokens, 3, "to") ? 4 : 3;
    out.push_back(joined({words("I love"), slice(tokens, object, i)}));
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
