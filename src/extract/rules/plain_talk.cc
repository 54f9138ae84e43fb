// Sentences as people type them when the subject goes without saying: "two stepkids, Noor and
// Ilyas", "being left-handed, I ...", "born and raised in Oslo", "languages-wise it's Dutch".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/mood.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool counts(const Token& token) {
  return is_number_word(token.low) || (token.kind == TokenKind::number && token.low.size() < 3) ||
         token.low == "a" || token.low == "an" || token.low == "no";
}

Token mark(std::string_view text) {
  Token token;
  token.out = token.low = std::string(text);
  token.kind = TokenKind::mark;
  return token;
}

}  // namespace

bool read_counted(const Tokens& tokens, std::vector<Tokens>& out) {
  // "one half-sister in Winnipeg", but "one of them"
  const bool one = is_at(tokens, 0, "one");
  if (tokens.size() < 2 || !counts(tokens[0]) || (one && !is_kin(tokens[1].low))) return false;
  std::size_t noun = 1;
  while (noun < tokens.size() && noun < 4 && !is_kin(tokens[noun].low) &&
         !is_pet(tokens[noun].low)) {
    if (tokens[noun].kind == TokenKind::mark || is_verb(tokens[noun].low, kPast)) return false;
    ++noun;
  }
  if (noun >= tokens.size() || noun >= 4) return false;
  const bool person = is_kin(tokens[noun].low) || is_pet(tokens[noun].low);
  static const WordSet strangers("doctor teacher lawyer boss manager company client student");
  if (!person || strangers.has(tokens[noun].low)) return false;
  if (noun + 1 < tokens.size()) {
    const Token& next = tokens[noun + 1];
    const bool verb = is_auxiliary(next.low) || is_verb(next.low, kPast | kThird) ||
                      (is_verb(next.low, kBase) && !is_preposition(next.low)) ||
                      next.low == "who" || next.low == "'s" || next.low == "'";
    if (verb && next.low != "named" && next.low != "called") return false;
  }
  std::size_t told = 0;  // "I've never met" behind the noun
  for (std::size_t i = noun + 1; i < tokens.size() && told == 0; ++i) {
    // "No siblings, two cousins I've never met": each on its own.
    const bool next = tokens[i].low == "," && i + 2 < tokens.size() && counts(tokens[i + 1]) &&
                      (is_kin(tokens[i + 2].low) || is_pet(tokens[i + 2].low));
    if (next) {
      out.push_back(joined({words("I have"), slice(tokens, 0, i)}));
      out.back()[2].out = out.back()[2].low;
      out.push_back(slice(tokens, i + 1, tokens.size()));
      return true;
    }
    if (speaker_at(tokens, i) && tokens[i - 1].kind == TokenKind::word) told = i;
    // "a friend of a friend works at NASA" is a clause of its own.
    static const WordSet relative("who that which and");
    if (told == 0 && is_verb(tokens[i].low, kThird | kPast) && !tokens[i].capital &&
        !relative.has(tokens[i - 1].low) && tokens[i].low != "called" && tokens[i].low != "named") {
      return false;
    }
  }
  if (tokens.size() == noun + 1 && (tokens[0].low == "a" || tokens[0].low == "an")) return false;
  static const WordSet linked("who whom that which and or but");
  const bool bare = told != 0 && !linked.has(tokens[told - 1].low);
  const std::size_t part = bare ? told : tokens.size();
  out.push_back(joined({words("I have"), slice(tokens, 0, part), bare ? words("whom") : Tokens(),
                        slice(tokens, part, tokens.size())}));
  out.back()[2].out = out.back()[2].low;
  return true;
}

bool read_being(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet degree("a an so very quite pretty");
  const bool as = is_at(tokens, 0, "as") && (is_at(tokens, 1, "a") || is_at(tokens, 1, "an"));
  if (!as && !is_at(tokens, 0, "being")) return false;
  const std::size_t from = 1;
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || comma < from + 1 || comma > from + 9 || !speaker_at(tokens, comma + 1)) {
    return false;
  }
  out.push_back(joined({words("I am"), slice(tokens, from, comma)}));
  out.push_back(slice(tokens, comma + 1, tokens.size()));
  return true;
}

bool read_origin(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet made("born raised educated bred based");
  if (!word_at(tokens, 0, made) || tokens.size() < 3) return false;
  std::size_t at = 1;
  while (is_at(tokens, at, "and") || is_at(tokens, at, "&") || word_at(tokens, at, made)) ++at;
  if (!is_at(tokens, at, "in") && !is_at(tokens, at, "near") && !is_at(tokens, at, "outside")) {
    return false;
  }
  std::size_t end = at;
  while (end < tokens.size() && tokens[end].low != "which") ++end;
  if (end < tokens.size() && is_at(tokens, end - 1, ",")) --end;
  out.push_back(joined({words("I was"), slice(tokens, 0, end)}));
  if (is_at(tokens, 0, "based")) out.back()[1].out = out.back()[1].low = "am";
  out.back()[2].out = out.back()[2].low;
  return true;
}

bool read_wise(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet topics("languages language pets allergies food hobbies instruments meds");
  if (tokens.size() < 4 || !word_at(tokens, 0, topics)) return false;
  if (!is_at(tokens, 1, "wise") && !is_at(tokens, 1, "-")) return false;
  std::size_t at = 2;
  if (is_at(tokens, at, ",")) ++at;
  if (is_at(tokens, at, "it") && at + 1 < tokens.size() && is_be(tokens[at + 1].low)) at += 2;
  Tokens topic = slice(tokens, 0, 1);
  if (topic[0].low == "language") topic[0].low = "languages";
  out.push_back(joined({topic, {mark(":")}, slice(tokens, at, tokens.size())}));
  return at < tokens.size();
}

bool read_stuff_in(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet stuff("stuff things currently");
  if (!word_at(tokens, 0, stuff) || tokens.size() < 6 || !is_preposition(tokens[1].low)) {
    return false;
  }
  if (!is_at(tokens, 2, "my") && !is_at(tokens, 2, "our")) return false;
  std::size_t colon = 3;
  while (colon < tokens.size() && colon < 8 && tokens[colon].low != ":" &&
         !is_spaced_dash(tokens[colon]))
    ++colon;
  if (colon >= tokens.size() || colon >= 8) return false;
  std::size_t place_end = colon;
  while (place_end > 4 &&
         (tokens[place_end - 1].low == "now" || tokens[place_end - 1].low == "right")) {
    --place_end;
  }
  out.push_back(
      joined({slice(tokens, 1, place_end), {mark(":")}, slice(tokens, colon + 1, tokens.size())}));
  return true;
}

bool read_on_repeat(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet now("lately rn now recently currently days always repeat rotation");
  std::size_t mark_at = 1;
  while (mark_at < tokens.size() && mark_at < 8 && tokens[mark_at].low != ":" &&
         !is_spaced_dash(tokens[mark_at])) {
    ++mark_at;
  }
  if (mark_at < 2 || mark_at >= 8 || mark_at + 2 >= tokens.size()) return false;
  const Tokens head = slice(tokens, 0, mark_at);
  const std::string& noun = head.front().low;
  const bool many = noun.ends_with('s') && !noun.ends_with("ss") && noun.size() > 3;
  if (!many || has_verb(head, 0, head.size()) || is_pronoun(noun) || is_determiner(noun)) {
    return false;
  }
  const bool lasting =
      std::any_of(head.begin(), head.end(), [](const Token& token) { return now.has(token.low); });
  if (!lasting || !tokens[mark_at + 1].capital) return false;
  Tokens lead = joined({words("one of my"), head, words("is")});
  lead[3].out = lead[3].low;
  push_each(lead, tokens, mark_at + 1, out);
  // "and, embarrassingly, ABBA": a word in passing is no item.
  std::erase_if(out, [&](const Tokens& item) {
    return item.size() == lead.size() + 1 && item.back().low.ends_with("ly");
  });
  return out.size() > 1;
}

bool read_thats_me(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet me("me myself");
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "that" || !is_be(tokens[i + 1].low) || !me.has(tokens[i + 2].low))
      continue;
    if (tokens[i - 1].kind != TokenKind::mark || has_verb(tokens, 0, i)) return false;
    push_each(words("I like"), slice(tokens, 0, i - 1), 0, out);
    for (Tokens& item : out)
      item[2].out = item[2].capital && &item == &out[0] ? item[2].low : item[2].out;
    return !out.empty();
  }
  return false;
}

// "It takes me an hour and a half to get to work": "I take an hour and a half to get to work".
bool read_takes_me(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "it") || tokens.size() < 6 || is_hypothetical(tokens)) return false;
  const std::size_t verb = skip_adverbs(tokens, 1);
  const std::size_t aim = find(tokens, "to", verb);
  static const WordSet whom("me us");
  if (!is_at(tokens, verb, "takes") || !word_at(tokens, verb + 1, whom) || aim == kNone ||
      aim > verb + 10) {
    return false;
  }
  static const WordSet ages("ages forever long while");
  const Tokens span = slice(tokens, verb + 2, aim);
  if (span.empty() || word_at(span, span.size() - 1, ages)) return false;
  out.push_back(joined({words("I take"), span, slice(tokens, aim, tokens.size())}));
  return true;
}

bool read_heap(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet pasted(
      "ingredients options requirements steps notes examples topics questions answers keywords "
      "tags "
      "features parameters arguments inputs outputs items tasks todos issues errors choices rules "
      "instructions words names pros cons columns rows results hints sources links tools terms "
      "points goals constraints details");
  static const WordSet doing("collecting reading watching playing learning growing listening");
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon == 0 || colon > 7 || colon + 2 >= tokens.size()) return false;
  const Tokens head = slice(tokens, 0, colon);
  if (has_verb(head, 0, head.size()) || pasted.has(head.back().low) || pasted.has(head[0].low)) {
    return false;
  }
  Tokens lead;
  if (head.size() == 1 && doing.has(head[0].low)) {
    lead = words("I am " + head[0].low);
  } else if (counts(head[0]) && head.size() > 1 && head[0].low != "no" && head[0].low != "a") {
    lead = words("I have");
  } else {
    static const WordSet now("atm rn now lately currently moment");
    const bool timed = now.has(head.back().low);
    const std::string& noun = head[0].low;
    const bool many = noun.ends_with('s') && !noun.ends_with("ss") && noun.size() > 4;
    if (!timed || !many || head.size() > 3) return false;
    lead = joined({words("one of my"), slice(head, 0, 1), words("is")});
    lead[3].out = lead[3].low;
  }
  push_each(lead, tokens, colon + 1, out);
  constexpr std::size_t kItemTokensMax = 6;
  const bool listed =
      out.size() > 1 && std::all_of(out.begin(), out.end(), [&](const Tokens& item) {
        return item.size() <= lead.size() + kItemTokensMax &&
               !has_verb(item, lead.size(), item.size());
      });
  if (!listed) out.clear();
  return listed;
}

bool read_both(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "both") || tokens.size() < 6) return false;
  const std::size_t with = find(tokens, "and");
  if (with == kNone || with < 2 || with > 3 || !tokens[1].capital) return false;
  std::size_t verb = with + 2;
  while (verb < tokens.size() && verb < with + 4 && !agrees(tokens[verb], true)) ++verb;
  if (verb >= tokens.size() || !agrees(tokens[verb], true) || !tokens[with + 1].capital) {
    return false;
  }
  std::size_t end = verb;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  Tokens rest = slice(tokens, verb, end);
  if (!mentions_speaker(rest)) return false;
  const std::string& low = rest.front().low;
  rest.front().out = rest.front().low = low == "are"    ? "is"
                                        : low == "have" ? "has"
                                        : low == "were" ? "was"
                                                        : third_person(low);
  out.push_back(joined({slice(tokens, 1, with), rest}));
  out.push_back(joined({slice(tokens, with + 1, verb), rest}));
  if (end + 1 < tokens.size()) out.push_back(slice(tokens, end + 1, tokens.size()));
  return true;
}

namespace {

// "nobody in this house": those of whom the speaker is one. The index behind the words; 0 without.
std::size_t behind_nobody(const Tokens& tokens, std::size_t at) {
  std::size_t end = 0;
  if (is_at(tokens, at, "nobody")) end = at + 1;
  if (is_at(tokens, at, "no") && is_at(tokens, at + 1, "one")) end = at + 2;
  if (is_at(tokens, at, "no-one")) end = at + 1;
  if (end == 0) return 0;
  static const WordSet links("in at under");
  static const WordSet whose("this our my the");
  static const WordSet homes("house household flat home roof");
  const bool home = word_at(tokens, end, links) && word_at(tokens, end + 1, whose) &&
                    word_at(tokens, end + 2, homes);
  return home ? end + 3 : 0;
}

}  // namespace

Tokens speaking_for_all(Tokens tokens) {
  for (std::size_t i = 0; i + 3 < tokens.size(); ++i) {
    static const WordSet parts("neither none both all");
    const std::size_t nobody = behind_nobody(tokens, i);
    const bool of_us =
        parts.has(tokens[i].low) && tokens[i + 1].low == "of" && tokens[i + 2].low == "us";
    if (nobody == 0 && !of_us) continue;
    const std::size_t behind = nobody != 0 ? nobody : i + 3;
    const std::size_t verb = skip_adverbs(tokens, behind);
    if (verb != behind || verb >= tokens.size() || tokens[verb].kind != TokenKind::word) continue;
    const bool denied = nobody != 0 || tokens[i].low == "neither" || tokens[i].low == "none";
    const std::string low = tokens[verb].low;
    Tokens predicate;
    if (is_be(low)) {
      predicate = words(denied ? "are not" : "are");
    } else if (is_modal(low)) {
      predicate = words(low + (denied ? " not" : ""));
    } else if (is_verb(low, kPast) && !is_verb(low, kBase)) {
      predicate = words(denied ? "did not " + lemma_of(low) : low);
    } else {
      predicate = words((denied ? "do not " : "") + lemma_of(low));
    }
    Tokens turned = slice(tokens, 0, i);
    const Tokens we = words("we");
    turned.insert(turned.end(), we.begin(), we.end());
    turned.insert(turned.end(), predicate.begin(), predicate.end());
    const Tokens rest = slice(tokens, verb + 1, tokens.size());
    turned.insert(turned.end(), rest.begin(), rest.end());
    return turned;
  }
  return tokens;
}

}  // namespace mnestic::extract
