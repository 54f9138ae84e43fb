// Lists that hide in the shape of a sentence: "I sew, crochet and do a little bookbinding", "our
// boys - Mateo, Luca - do fencing", "dishes I make most are dal and khichdi", "bikes owned: ...".
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool is_dash(const Token& token) {
  return token.low == "\xE2\x80\x93" || token.low == "\xE2\x80\x94" || token.low == "-";
}

bool is_plural(const Token& token) {
  return token.low.ends_with('s') && !token.low.ends_with("ss") && token.low.size() > 3;
}

// "boys" as "boy", "children" as "child".
std::string single(const std::string& low) {
  if (low == "children") return "child";
  if (low.ends_with("ies") && low.size() > 5) return low.substr(0, low.size() - 3) + "y";
  return low.ends_with('s') && !low.ends_with("ss") ? low.substr(0, low.size() - 1) : low;
}

// "some Lebanese", "a bit of Frisian", "sometimes biryani": the thing itself.
Tokens without_measure(Tokens item, std::size_t from) {
  static const WordSet measure("some sometimes a an bit of little also occasionally plus touch");
  while (item.size() > from + 1 && measure.has(item[from].low)) {
    item.erase(item.begin() + static_cast<std::ptrdiff_t>(from));
  }
  return item;
}

}  // namespace

// "I sew, crochet and do a little bookbinding": each verb on its own.
bool read_verb_list(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0)) return false;
  std::size_t verb = skip_adverbs(tokens, 1);
  const std::size_t last = find(tokens, "and", verb);
  if (last == kNone || last > 9 || last < verb + 3 || !is_at(tokens, verb + 1, ",")) return false;
  if (!is_verb(tokens[verb].low, kBase) || is_auxiliary(tokens[verb].low)) return false;
  const Tokens lead = slice(tokens, 0, verb);
  std::vector<Tokens> found;
  for (std::size_t i = verb; i < last; i += 2) {
    const bool word = tokens[i].kind == TokenKind::word && !tokens[i].capital &&
                      !is_determiner(tokens[i].low) && !is_preposition(tokens[i].low);
    if (!word || (i + 1 < last && tokens[i + 1].low != ",")) return false;
    found.push_back(joined({lead, slice(tokens, i, i + 1)}));
  }
  const std::size_t next = skip_adverbs(tokens, last + 1);
  if (next >= tokens.size() || !is_verb(tokens[next].low, kBase) || tokens[next].capital) {
    return false;
  }
  found.push_back(joined({lead, slice(tokens, last + 1, tokens.size())}));
  out = std::move(found);
  return true;
}

// "our three boys - Mateo, Luca, Enzo - all do fencing": it is said of each.
bool read_named_group(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "my") && !is_at(tokens, 0, "our") && !is_at(tokens, 0, "the")) return false;
  std::size_t noun = 1;
  while (noun < tokens.size() && noun < 5 && tokens[noun].kind != TokenKind::mark) ++noun;
  if (noun < 2 || noun + 4 >= tokens.size()) return false;
  const Token& mark = tokens[noun];
  const std::string_view closing = mark.low == "(" ? ")" : std::string_view(mark.low);
  if (mark.low != "," && mark.low != "(" && !is_dash(mark)) return false;
  const std::string one = single(tokens[noun - 1].low);
  static const WordSet young("boy girl lad");
  const bool group = tokens[noun - 1].low != one;
  if (!group || !(is_kin(one) || is_pet(one) || young.has(one))) return false;
  std::size_t end = noun + 1;
  std::vector<Tokens> names;
  while (end < tokens.size() && (tokens[end].capital || tokens[end].low == "," ||
                                 tokens[end].low == "and" || tokens[end].low == "&")) {
    if (tokens[end].capital) names.push_back(slice(tokens, end, end + 1));
    if (tokens[end].low == closing && end + 1 < tokens.size() && !tokens[end + 1].capital &&
        tokens[end + 1].low != "and") {
      break;
    }
    ++end;
  }
  if (names.size() < 2 || !is_at(tokens, end, closing)) return false;
  std::size_t verb = end + 1;
  static const WordSet together("all both each");
  while (verb < tokens.size() && (together.has(tokens[verb].low) || is_adverb(tokens[verb].low)))
    ++verb;
  if (verb >= tokens.size() || !agrees(tokens[verb], true)) return false;
  Tokens rest = slice(tokens, verb, tokens.size());
  const std::string& low = rest.front().low;
  const std::string form = low == "are"                            ? "is"
                           : low == "have"                         ? "has"
                           : low == "were"                         ? "was"
                           : is_verb(low, kBase) && !is_modal(low) ? third_person(low)
                                                                   : low;
  rest.front().out = rest.front().low = form;
  for (const Tokens& name : names) out.push_back(joined({words("my " + one), name, rest}));
  return true;
}

// "Cuisines I cook most are Sichuan and Oaxacan, some Lebanese": "I cook Sichuan" and so on.
bool read_done_things(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t who = is_at(tokens, 0, "the") ? 2 : 1;
  if (is_at(tokens, who, "that")) ++who;
  if (who >= tokens.size() || !speaker_at(tokens, who)) return false;
  if (who < 2 && is_at(tokens, 0, "that")) return false;
  const std::size_t noun = is_at(tokens, who - 1, "that") ? who - 2 : who - 1;
  if (!is_plural(tokens[noun]) || is_kin(tokens[noun].low)) return false;
  std::size_t verb = who + 1;
  while (verb < tokens.size() && is_adverb(tokens[verb].low)) ++verb;
  if (verb >= tokens.size() || !is_verb(tokens[verb].low, kBase) ||
      is_auxiliary(tokens[verb].low)) {
    return false;
  }
  std::size_t are = verb + 1;
  while (are < tokens.size() && are < verb + 5 && tokens[are].low != "are") ++are;
  if (!is_at(tokens, are, "are") || are + 2 >= tokens.size()) return false;
  static const WordSet manner("most best often daily regularly lots weekly well the a lot main");
  for (std::size_t i = verb + 1; i < are; ++i) {
    if (!manner.has(tokens[i].low) && !is_adverb(tokens[i].low)) return false;
  }
  const Tokens lead = slice(tokens, who, verb + 1);
  std::vector<Tokens> items;
  push_each(lead, tokens, are + 1, items);
  for (const Tokens& item : items) {
    Tokens plain = without_measure(item, lead.size());
    if (plain.size() > lead.size() + 5 || has_verb(plain, lead.size(), plain.size())) return false;
    out.push_back(std::move(plain));
  }
  return !out.empty();
}

// "Bikes owned: one Brompton, one rusty Peugeot", "countries visited: Peru, Chile".
bool read_done_heading(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon < 2 || colon > 4 || colon + 1 >= tokens.size()) return false;
  const Token& done = tokens[colon - 1];
  static const WordSet deeds("owned kept visited read played spoken grown collected watched seen");
  if (!deeds.has(done.low) || !is_plural(tokens[colon - 2])) return false;
  const bool had = done.low == "owned" || done.low == "kept";
  const Tokens lead = words(had ? "I own" : "I have " + done.low);
  std::vector<Tokens> items;
  push_each(lead, tokens, colon + 1, items);
  for (Tokens& item : items) {
    static const WordSet none("zero no none 0");
    if (none.has(item[lead.size()].low) || has_verb(item, lead.size(), item.size())) continue;
    out.push_back(std::move(item));
  }
  return !out.empty();
}

// "Regulars in my lunchbox: hummus, carrots", "Saturday chores: laundry, bins".
bool read_kept_heading(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon < 2 || colon > 6 || colon + 3 >= tokens.size()) return false;
  if (has_verb(tokens, 0, colon) || is_pronoun(tokens[0].low) || is_wh_word(tokens[0].low)) {
    return false;
  }
  static const WordSet days(
      "monday tuesday wednesday thursday friday saturday sunday weekend morning evening daily "
      "weekly");
  const bool timed = colon == 2 && days.has(tokens[0].low) && is_plural(tokens[1]);
  const bool placed = is_plural(tokens[0]) && is_at(tokens, 1, "in") &&
                      (is_at(tokens, 2, "my") || is_at(tokens, 2, "our"));
  if (!timed && !placed) return false;
  Tokens lead =
      timed ? joined({words("one of my"), slice(tokens, 0, colon), words("is")}) : words("I have");
  push_each(lead, tokens, colon + 1, out);
  for (Tokens& item : out) {
    if (has_verb(item, lead.size(), item.size())) {
      out.clear();
      return false;
    }
    if (placed) item = joined({item, slice(tokens, 1, colon)});
  }
  return out.size() > 1;
}

// "my son Jonas (9) has asthma": "my son Jonas is 9" and the rest.
bool part_ages(const Tokens& tokens, std::vector<Tokens>& out) {
  for (std::size_t i = 2; i + 3 < tokens.size(); ++i) {
    const bool age = tokens[i].low == "(" && is_at(tokens, i + 2, ")") &&
                     tokens[i + 1].kind == TokenKind::number && tokens[i + 1].low.size() < 3;
    if (!age || !tokens[i - 1].capital || !is_kin(tokens[i - 2].low)) continue;
    const std::size_t from = i >= 3 && is_possessive(tokens[i - 3].low) ? i - 3 : i - 2;
    const bool own = from == i - 3 && (tokens[from].low == "my" || tokens[from].low == "our");
    // "we have a son Jonas (9)" says it otherwise.
    if (!own || (from > 0 && tokens[from - 1].low != "and" && tokens[from - 1].low != ","))
      continue;
    const std::size_t verb = skip_adverbs(tokens, i + 3);
    if (verb >= tokens.size() || !agrees(tokens[verb], false)) continue;
    out.push_back(joined({slice(tokens, from, i), words("is"), slice(tokens, i + 1, i + 2)}));
    out.push_back(joined({slice(tokens, 0, i), slice(tokens, i + 3, tokens.size())}));
    return true;
  }
  return false;
}

// "Thursdays are for pottery, Saturdays for the market": what is done on each.
bool read_days_for(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet days(
      "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends evenings mornings");
  if (!word_at(tokens, 0, days) || !is_at(tokens, 1, "are") || !is_at(tokens, 2, "for")) {
    return false;
  }
  std::size_t day = 0;
  std::size_t from = 3;
  for (std::size_t i = 3; i <= text_end(tokens); ++i) {
    const bool joint = i < tokens.size() && (tokens[i].low == "," || tokens[i].low == "and") &&
                       i + 2 < tokens.size();
    const bool next = joint && days.has(tokens[i + 1].low);
    if (i < text_end(tokens) && !next) continue;
    const Tokens what = slice(tokens, from, i);
    if (what.empty() || has_verb(what, 0, what.size()) || is_determiner(what[0].low)) return false;
    out.push_back(joined({words("I have"), what, words("on"), slice(tokens, day, day + 1)}));
    if (!next) break;
    day = i + 1;
    from = day + 1;
    while (is_at(tokens, from, "are") || is_at(tokens, from, "for")) ++from;
    i = from;
  }
  return !out.empty();
}

// "We heat with wood, there's no gas out here": what there is beside it.
bool part_there(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0)) return false;
  for (std::size_t i = 3; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != "there" || !is_be(tokens[i + 1].low)) continue;
    const std::size_t before = tokens[i - 1].low == "and" ? i - 1 : i;
    if (before < 2 || (tokens[i - 1].low != "," && before == i)) return false;
    std::size_t end = before;
    while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
    static const WordSet amounts("no a an two three four several");
    // "there's no justice" is no matter of the house.
    static const WordSet places("here there nearby around near in at on outside upstairs");
    bool placed = false;
    for (std::size_t k = i + 3; k < tokens.size(); ++k)
      placed = placed || places.has(tokens[k].low);
    if (!word_at(tokens, i + 2, amounts) || !placed) return false;
    out.push_back(slice(tokens, 0, end));
    out.push_back(joined({words("we have"), slice(tokens, i + 2, tokens.size())}));
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
