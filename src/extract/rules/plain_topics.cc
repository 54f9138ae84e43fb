// Sentences that name a topic first and then say several things of it: "twin brother, identical,
// lives in Perth", "tomorrow's the eye test", "resolutions: read more, finish the novel".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/mood.h"
#include "rules/loose.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// A person, an animal or a thing that people have one of, with or without "my".
bool is_close(const Tokens& tokens, std::size_t from, std::size_t to) {
  constexpr std::size_t kWordsMax = 4;
  if (from >= to || to - from > kWordsMax || has_verb(tokens, from, to)) return false;
  bool close = false;
  for (std::size_t i = from; i < to; ++i) {
    const Token& token = tokens[i];
    const bool lost = token.low == "only" || token.kind != TokenKind::word ||
                      is_pronoun(token.low) || is_preposition(token.low) || is_wh_word(token.low) ||
                      token.low == "'s" ||
                      (is_determiner(token.low) && token.low != "my" && token.low != "our");
    if (lost) return false;
    close = close || is_kin(token.low) || is_pet(token.low);
  }
  return close;
}

struct Said {
  Tokens predicate;
  bool certain = false;  // has a verb or says what one is called
};

// ", identical", ", lives in Perth", ", 7", ", called Rex" as a predicate.
bool read_said_of(const Tokens& part, Said& said) {
  if (part.empty()) return false;
  const Token& first = part.front();
  const std::size_t verb = skip_adverbs(part, 0);
  const bool number = first.kind == TokenKind::number || is_number_word(first.low);
  if (verb < part.size() && agrees(part[verb], false) && !is_modal(part[verb].low) &&
      (is_be(part[verb].low) || part.size() > verb + 1)) {
    said = {part, true};
    return true;
  }
  if (first.low == "called" || first.low == "named") {
    said = {joined({words("is"), part}), true};
    return part.size() > 1;
  }
  static const WordSet aged("years yrs months weeks");
  if (number && (part.size() == 1 || word_at(part, 1, aged))) {
    said = {joined({words("is"), part}), false};
    return true;
  }
  const bool quality = is_like_adjective(first.low) && !first.capital &&
                       (part.size() == 1 || is_preposition(part[1].low));
  const bool article = (first.low == "a" || first.low == "an") && part.size() > 1;
  const bool place = (first.low == "in" || first.low == "from" || first.low == "at") &&
                     part.size() > 1 && part[1].capital && !is_time_word(part[1].low);
  // ", identical": one word that is neither a verb nor a name.
  const bool lone = part.size() == 1 && !first.capital && first.low.size() > 4 &&
                    verb_form(first.low) == nullptr && !is_adverb(first.low) &&
                    !is_pronoun(first.low) && !is_kin(first.low) && !is_pet(first.low);
  if (quality || article || place || lone) {
    said = {joined({words("is"), part}), false};
    return true;
  }
  return false;
}

}  // namespace

bool read_close_topic(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t begin = 0;
  while (begin < tokens.size() && tokens[begin].low != "," && tokens[begin].low != ":" &&
         !is_spaced_dash(tokens[begin])) {
    ++begin;
  }
  if (begin + 1 >= tokens.size() || !is_close(tokens, 0, begin)) return false;
  Tokens topic = slice(tokens, 0, begin);
  topic.front().out = topic.front().low;
  if (topic.front().low != "my" && topic.front().low != "our") topic = joined({words("my"), topic});
  std::vector<Tokens> all;
  bool certain = false;
  std::size_t from = begin + 1;
  for (std::size_t i = from; i <= tokens.size(); ++i) {
    if (i < tokens.size() && tokens[i].low != "," && !(tokens[i].low == "and" && i > from))
      continue;
    Tokens part = slice(tokens, from, std::min(i, text_end(tokens)));
    from = i + 1;
    while (!part.empty() && part.front().low == "and") part.erase(part.begin());
    Said said;
    if (part.empty() || !read_said_of(part, said)) {
      // What cannot stand alone belongs to what was said before it.
      if (all.empty() || part.empty()) return false;
      const Tokens comma = words(i < tokens.size() ? "," : "and");
      all.back() = joined({all.back(), comma, part});
      all.back()[all.back().size() - part.size() - 1].space = comma.front().low == "and";
      continue;
    }
    certain = certain || said.certain;
    all.push_back(joined({topic, said.predicate}));
  }
  if (!certain) return false;
  out = std::move(all);
  return true;
}

bool read_day_of(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t be = 1;
  while (be < tokens.size() && be < 4 && !is_be(tokens[be].low)) ++be;
  if (be + 2 >= tokens.size() || be >= 4) return false;
  const bool day = is_time_word(tokens[be - 1].low) ||
                   (tokens[0].low == "the" && be == 2 && tokens[1].kind == TokenKind::number);
  if (!day || is_possessive(tokens[0].low) || is_pronoun(tokens[0].low)) return false;
  static const WordSet articles("the my our a an");
  if (!word_at(tokens, be + 1, articles)) return false;
  std::size_t end = be + 2;
  bool occasion = false;
  while (end < text_end(tokens) && tokens[end].kind != TokenKind::mark) {
    occasion = occasion || is_occasion(tokens[end].low);
    ++end;
  }
  if (!occasion) return false;
  Tokens noun = slice(tokens, be + 1, end);
  if (noun[0].low == "the") noun[0].out = noun[0].low = "a";
  const std::string_view vowels = "aeiou";
  if (noun[0].low == "a" && vowels.find(noun[1].low.front()) != std::string_view::npos) {
    noun[0].out = noun[0].low = "an";
  }
  Tokens when = slice(tokens, 0, be);
  static const WordSet bare("tomorrow today tonight next this");
  when.front().out =
      when.front().capital && bare.has(when.front().low) ? when.front().low : when.front().out;
  const Tokens link = bare.has(when.front().low) ? Tokens() : words("on");
  Tokens rest = slice(tokens, end, tokens.size());
  if (!rest.empty()) rest.front().space = false;  // a comma
  out.push_back(joined({words("I have"), noun, link, when, rest}));
  return true;
}

bool read_aims(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet aims(
      "resolution resolutions goal goals aim aims ambition ambitions target targets dream dreams");
  static const WordSet ahead_of("plan goal aim dream hope");
  if (word_at(tokens, 0, ahead_of) && tokens.size() > 4 && is_be(tokens[1].low) &&
      is_at(tokens, 2, "to")) {
    out.push_back(joined({words("my"), slice(tokens, 0, tokens.size())}));
    out.back()[1].out = out.back()[1].low;
    return true;
  }
  std::size_t colon = find(tokens, ":");
  if (colon == kNone) {
    for (std::size_t i = 1; i + 1 < tokens.size() && i < 8; ++i) {
      if (is_spaced_dash(tokens[i])) colon = i;
    }
  }
  if (colon == kNone || colon == 0 || colon > 7 || colon + 1 >= tokens.size()) return false;
  bool aim = false;
  for (std::size_t i = 0; i < colon; ++i) {
    aim =
        aim || aims.has(tokens[i].low) ||
        (is_at(tokens, i, "bucket") && is_at(tokens, i + 1, "list")) ||
        (is_at(tokens, i, "next") && (is_at(tokens, i + 1, "stop") || is_at(tokens, i + 1, "up")));
    if (is_auxiliary(tokens[i].low) || is_pronoun(tokens[i].low)) {
      if (tokens[i].low != "this") return false;
    }
  }
  if (!aim) return false;
  std::vector<Tokens> items;
  push_each({}, tokens, colon + 1, items);
  for (Tokens& item : items) {
    while (item.size() > 1 && (is_adverb(item[0].low) || item[0].low == "to"))
      item.erase(item.begin());
    item.front().space = true;
    if (is_subordinator(item[0].low) && !out.empty()) break;  // "if they'll have me"
    if (!is_verb(item[0].low, kBase)) {
      const bool noun = is_determiner(item[0].low) || item.size() > 1;
      if (!noun) return false;
      out.push_back(joined({words("my goal is"), item}));
      continue;
    }
    item.front().out = item.front().low;
    out.push_back(joined({words("I want to"), item}));
  }
  return !out.empty();
}

// "This is the year I finally finish the novel": "I want to finish the novel this year".
bool read_year_of(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet spans("year month summer winter autumn spring week");
  std::size_t who = 0;
  for (std::size_t i = 2; i + 2 < tokens.size() && i < 9; ++i) {
    if (speaker_at(tokens, i) && who == 0) who = i;
  }
  if (who < 4 || !word_at(tokens, who - 1, spans) || !is_at(tokens, who - 2, "the")) return false;
  const bool named = is_at(tokens, 0, "this") || (tokens[0].kind == TokenKind::number);
  if (!named || !has_verb(tokens, 0, who)) return false;
  std::size_t verb = who + 1;
  while (verb < tokens.size() && is_adverb(tokens[verb].low)) ++verb;
  if (verb + 1 >= tokens.size() || !is_verb(tokens[verb].low, kBase) ||
      is_auxiliary(tokens[verb].low)) {
    return false;
  }
  const Tokens when = tokens[0].kind == TokenKind::number
                          ? joined({words("in"), slice(tokens, 0, 1)})
                          : joined({words("this"), slice(tokens, who - 1, who)});
  out.push_back(joined({words("I want to"), slice(tokens, verb, text_end(tokens)), when}));
  return true;
}

// "My newsletters: Money Stuff, Garbage Day": each of them is one.
bool read_own_list(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  // "The kids: Elsie 9, Arthur 6"
  const std::size_t kin = colon == kNone || colon == 0 ? 0 : colon - 1;
  static const WordSet owners("my our the");
  if (colon != kNone && colon < 3 && colon + 2 < tokens.size() && tokens[colon + 1].capital &&
      (colon == 1 || word_at(tokens, 0, owners)) && tokens[kin].low.size() > 3 &&
      (is_kin(tokens[kin].low) || is_pet(tokens[kin].low)) &&
      (tokens[kin].low.ends_with('s') || tokens[kin].low == "children")) {
    out.push_back(joined({words("I have"), slice(tokens, kin, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  // "half brother: Yusuf", where "Mum: where are you?" is somebody's words.
  constexpr std::size_t kNameTokensMax = 3;
  if (colon != kNone && colon > 0 && colon < 4 && is_kin(tokens[kin].low) &&
      !tokens[kin].low.ends_with('s') && !has_verb(tokens, 0, colon) &&
      text_end(tokens) <= colon + 1 + kNameTokensMax && text_end(tokens) > colon + 1 &&
      std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(colon) + 1,
                  tokens.begin() + static_cast<std::ptrdiff_t>(text_end(tokens)),
                  [](const Token& token) {
                    return token.capital && verb_form(token.low) == nullptr &&
                           !is_pronoun(token.low) && !is_adverb(token.low);
                  })) {
    Tokens who = slice(tokens, is_possessive(tokens[0].low) ? 1 : 0, colon);
    who.front().out = who.front().low;
    out.push_back(joined({words("my"), who, words("is"), slice(tokens, colon + 1, tokens.size())}));
    return true;
  }
  if (!is_at(tokens, 0, "my") && !is_at(tokens, 0, "our")) return false;
  if (colon == kNone || colon < 2 || colon > 6 || has_verb(tokens, 0, colon)) return false;
  const std::string& noun = tokens[colon - 1].low;
  if (is_time_word(noun)) {  // "my Sundays: church, roast, nap"
    if (!noun.ends_with('s')) return false;
    push_each(words("I have"), tokens, colon + 1, out);
    for (Tokens& item : out) item = joined({item, words("on"), slice(tokens, colon - 1, colon)});
    return out.size() > 1;
  }
  if (!noun.ends_with('s') || noun.ends_with("ss") || is_kin(noun)) return false;
  for (std::size_t i = colon + 1; i < tokens.size(); ++i) {
    if (is_auxiliary(tokens[i].low) || is_pronoun(tokens[i].low)) return false;
  }
  push_each(joined({words("one of"), slice(tokens, 0, colon), words("is")}), tokens, colon + 1,
            out);
  return out.size() > 1;
}

// "Been married 12 years, three kids, all boys": people and animals counted beside something else.
bool part_counted(const Tokens& tokens, std::vector<Tokens>& out) {
  // Who is counted beside something said of another, asked for or supposed is nobody's.
  const bool foreign = is_pronoun(tokens[0].low) && !speaker_at(tokens, 0);
  if (tokens.empty() || foreign || is_hypothetical(tokens) || is_request(tokens)) return false;
  static const WordSet having("have has had got own keep adopted foster raise");
  constexpr std::size_t kCountedTokensMax = 4;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != ",") {
      if (having.has(tokens[i].low)) return false;
      continue;
    }
    std::size_t at = i + 1;
    if (is_at(tokens, at, "and") || is_at(tokens, at, "plus")) ++at;
    const bool number = at + 1 < tokens.size() &&
                        (is_number_word(tokens[at].low) ||
                         (tokens[at].kind == TokenKind::number && tokens[at].low.size() < 3));
    if (!number) continue;
    std::size_t noun = at + 1;
    while (noun < tokens.size() && noun < at + kCountedTokensMax && !is_kin(tokens[noun].low) &&
           !is_pet(tokens[noun].low) && tokens[noun].kind == TokenKind::word) {
      ++noun;
    }
    if (noun >= tokens.size() || !(is_kin(tokens[noun].low) || is_pet(tokens[noun].low))) continue;
    if (noun + 1 < tokens.size() && tokens[noun + 1].kind != TokenKind::mark &&
        !is_at(tokens, noun + 1, "and") && !is_at(tokens, noun + 1, "called")) {
      continue;
    }
    if (having.has(tokens[0].low)) return false;
    if (i < 2) return false;
    out.push_back(slice(tokens, 0, i));
    out.push_back(joined({words("I have"), slice(tokens, at, tokens.size())}));
    return true;
  }
  return false;
}

// "Pudding (the fat ginger one) is on a diet": which of them is meant, told in passing.
bool drop_which(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kInsideMax = 7;
  if (tokens.size() < 6 || !tokens[0].capital) return false;
  std::size_t open = 1;
  while (open < 3 && tokens[open].capital) ++open;
  if (!is_at(tokens, open, "(") || verb_form(tokens[0].low) != nullptr) return false;
  const std::size_t close = find(tokens, ")", open);
  if (close == kNone || close > open + kInsideMax || close + 2 >= tokens.size()) return false;
  if (has_verb(tokens, open, close)) return false;
  bool animal = false;
  std::size_t noun = 0;
  for (std::size_t i = open + 1; i < close; ++i) {
    if (is_pet(tokens[i].low) || is_kin(tokens[i].low)) noun = i;
    animal = animal || noun != 0;
  }
  const bool one = is_at(tokens, close - 1, "one") && is_at(tokens, open + 1, "the");
  if (!animal && !one) return false;
  const Tokens name = slice(tokens, 0, open);
  const Tokens rest = slice(tokens, close + 1, tokens.size());
  out.push_back(animal ? joined({words("my"), slice(tokens, noun, noun + 1), name, rest})
                       : joined({words("my pet"), name, rest}));
  return true;
}

}  // namespace mnestic::extract
