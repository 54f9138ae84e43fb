// Headings: lists and values with a word before them that says what they are: "Allergies:
// penicillin, latex", "Shoe size 44".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/lists.h"
#include "rules/items.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// Topics that a person heads a list or a value with.
bool is_heading(const Tokens& tokens, std::size_t from, std::size_t to) {
  static const WordSet topics(
      "name nickname age birthday height weight job occupation employer profession hobbies hobby "
      "interests pronouns timezone location hometown diet blood languages skills pets kids "
      "siblings phone number email address size boss manager team stack setup partner husband wife "
      "favourite favorite fave car dog cat school degree nationality star allergy allergies "
      "allergens "
      "games books films shows bands music podcasts apps sports newsletters authors teams plants "
      "crops "
      "drinks snacks subjects work home tools songs albums comics series flavours cities countries "
      "intolerances medication medications meds likes dislikes instruments gear kit equipment "
      "gadgets hardware subscriptions supplements vitamins software");
  for (std::size_t i = from; i < to; ++i) {
    if (topics.has(tokens[i].low)) return true;
  }
  return false;
}

}  // namespace

// Where the words end that name a topic, before what is beside the matter: "kitchen gear worth
// mentioning", "stack at work", "subscriptions right now".
std::size_t topic_end(const Tokens& tokens, std::size_t from, std::size_t colon) {
  static const WordSet beside("worth right at in on for these currently so now");
  for (std::size_t i = from + 1; i < colon; ++i) {
    if (beside.has(tokens[i].low) && is_heading(tokens, i - 1, i)) return i;
  }
  return colon;
}

// "at work" of "stack at work": where or what for the things are what they are.
Tokens setting_of(const Tokens& tokens, std::size_t from, std::size_t to) {
  static const WordSet links("at in on for");
  // "allergies for the camp form"
  static const WordSet papers("form forms record records file profile booking register notes");
  const bool told = from + 1 < to && word_at(tokens, from, links) &&
                    !is_at(tokens, from + 1, "general") && !is_at(tokens, from + 1, "total") &&
                    !is_at(tokens, to - 1, "moment") && !word_at(tokens, to - 1, papers);
  return told ? slice(tokens, from, to) : Tokens();
}

std::string_view topic_lead(std::string_view topic) {
  struct Lead {
    std::string_view topic;
    std::string_view words;
  };
  static constexpr std::array kLeads = {Lead{"allergy", "I am allergic to"},
                                        Lead{"allergies", "I am allergic to"},
                                        Lead{"allergens", "I am allergic to"},
                                        Lead{"intolerances", "I do not tolerate"},
                                        Lead{"languages", "I speak"},
                                        Lead{"likes", "I like"},
                                        Lead{"dislikes", "I dislike"},
                                        Lead{"pets", "I have"},
                                        Lead{"medication", "I take"},
                                        Lead{"medications", "I take"},
                                        Lead{"meds", "I take"},
                                        Lead{"supplements", "I take"},
                                        Lead{"vitamins", "I take"},
                                        Lead{"gear", "I have"},
                                        Lead{"kit", "I have"},
                                        Lead{"equipment", "I have"},
                                        Lead{"gadgets", "I have"},
                                        Lead{"hardware", "I have"},
                                        Lead{"subscriptions", "I subscribe to"},
                                        Lead{"software", "I use"},
                                        Lead{"stack", "I use"},
                                        Lead{"setup", "I use"},
                                        Lead{"tools", "I use"},
                                        Lead{"instruments", "I play"}};
  for (const Lead& lead : kLeads) {
    if (lead.topic == topic) return lead.words;
  }
  return {};
}

namespace {

// Where the heading ends: at a mark, or before the value of what is new; kNone without one.
std::size_t heading_mark(const Tokens& tokens) {
  std::size_t colon = find(tokens, ":");
  if (colon == kNone) colon = find(tokens, "=");
  if (colon == kNone) colon = find(tokens, "-");
  // "new email, jo@new.org"
  static const WordSet renewed("email number phone mobile address postcode surname");
  if (colon == kNone && is_at(tokens, 0, "new") && word_at(tokens, 1, renewed) &&
      is_at(tokens, 2, ",") && 3 < tokens.size()) {
    const bool address = std::any_of(tokens.begin() + 3, tokens.end(), [](const Token& token) {
      return token.low.find('@') != std::string::npos;
    });
    const bool value = address || tokens[3].kind == TokenKind::number ||
                       (is_at(tokens, 1, "surname") && tokens[3].capital);
    return value ? 2 : kNone;
  }
  return colon;
}

}  // namespace

// "Allergies: penicillin, latex", "Shoe size: 44", "new boss: Marta took over from Erik".
bool read_heading(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = heading_mark(tokens);
  if (colon == kNone || colon == 0 || colon + 1 >= tokens.size()) return false;
  if (colon > (tokens[colon].low == ":" ? 6U : 4U)) return false;
  // "Address = 10.44.0.7/32" is a machine's.
  if (tokens[colon].low == "=" && tokens[colon + 1].low.find_first_of("./") != std::string::npos)
    return false;
  const std::size_t from = is_at(tokens, 0, "my") || is_at(tokens, 0, "our") ? 1 : 0;
  if (has_verb(tokens, 0, colon) || !is_heading(tokens, from, colon)) return false;
  for (std::size_t i = 0; i < colon; ++i) {
    if (speaker_at(tokens, i)) return false;
    if (is_verb(tokens[i].low, kThird) && !is_heading(tokens, i, i + 1)) return false;
  }
  if (verb_form(tokens[0].low) != nullptr && !is_occasion(tokens[0].low) &&
      !is_heading(tokens, 0, 1)) {
    return false;
  }
  // "currently juggling three books: Dune, Emma": what is done with each.
  for (std::size_t i = from; i + 1 < colon; ++i) {
    if (!is_verb(tokens[i].low, kGerund) || is_heading(tokens, i, i + 1)) continue;
    push_each(joined({words("I am"), words(tokens[i].low)}), tokens, colon + 1, out);
    return !out.empty();
  }
  static const WordSet nothing("none nothing nil n/a tbc tbd");
  if (word_at(tokens, colon + 1, nothing)) return false;
  // "Peanut allergy - the proper kind" tells which it is, and how bad.
  if (colon > 1 && is_at(tokens, colon - 1, "allergy") && tokens[colon].low != ":") return false;
  const std::size_t named = topic_end(tokens, from, colon);
  const Tokens setting = setting_of(tokens, named, colon);
  if (const std::string_view lead = topic_lead(tokens[named - 1].low); !lead.empty()) {
    push_each(words(lead), tokens, colon + 1, out);
    for (Tokens& item : out) item.insert(item.end(), setting.begin(), setting.end());
    return !out.empty();
  }
  Tokens topic = slice(tokens, from, named);
  if (topic.front().low == "new") topic.erase(topic.begin());
  if (topic.empty()) return false;
  topic.front().out = topic.front().low;
  const std::string head = topic.back().low;
  const bool many = head.ends_with('s') && !head.ends_with("ss");
  std::size_t value = colon + 1;
  if (speaker_at(tokens, value) && is_at(tokens, value + 1, "am")) value += 2;
  if (is_at(tokens, value, "on")) ++value;
  std::size_t end = text_end(tokens);
  for (std::size_t i = value; i < end; ++i) {
    // "Marta took over from Erik": the name is the value, what happened stays unsaid.
    const bool verb = i > value && tokens[value].capital && is_verb(tokens[i].low, kPast) &&
                      !tokens[i].capital && tokens[i - 1].capital;
    if (verb) end = i;
  }
  if (end <= value) return false;
  if (many) {
    if (head == "kids" || head == "siblings") return false;
    const bool one = std::any_of(topic.begin(), topic.end(), is_collection);
    Tokens lead = one ? joined({words("my"), topic, setting, words("includes")})
                      : joined({words("one of my"), topic, setting, words("is")});
    push_each(lead, slice(tokens, 0, end), value, out);
    return !out.empty();
  }
  out.push_back(joined({words("my"), topic, setting, words("is"), slice(tokens, value, end)}));
  return true;
}

// "Regular meds are sertraline and a statin": "I take sertraline", "I take a statin".
bool read_heading_are(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet owned("my our regular current usual daily main only");
  std::size_t noun = 0;
  while (noun < 3 && word_at(tokens, noun, owned)) ++noun;
  if (!is_at(tokens, noun + 1, "are") || noun + 2 >= tokens.size()) return false;
  const std::string_view lead = topic_lead(tokens[noun].low);
  const std::vector<Tokens> items = items_of(tokens, noun + 2);
  if (lead.empty() || items.size() < 2) return false;
  for (const Tokens& item : items) out.push_back(joined({words(lead), item}));
  return true;
}

// "Subjects for A level are maths, further maths, physics & I'm doing an EPQ": "one of my subjects
// for A level is maths" and so on, and the clause behind the list.
bool read_topics_are(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet many(
      "subjects hobbies interests languages instruments modules specialities specialties genres "
      "sports pastimes nationalities");
  constexpr std::size_t kTopicTokensMax = 6;
  const std::size_t own = is_at(tokens, 0, "my") ? 1 : 0;
  std::size_t are = own + 1;
  while (are < tokens.size() && are < own + kTopicTokensMax && !is_at(tokens, are, "are")) {
    if (tokens[are].kind == TokenKind::mark || is_pronoun(tokens[are].low)) return false;
    ++are;
  }
  const bool topic = word_at(tokens, own, many) || word_at(tokens, are - 1, many);
  if (!is_at(tokens, are, "are") || !topic || is_determiner(tokens[own].low)) return false;
  std::size_t end = tokens.size();
  for (std::size_t i = are + 2; i + 2 < tokens.size() && end == tokens.size(); ++i) {
    const bool joint = tokens[i].low == "," || tokens[i].low == "and" || tokens[i].low == "&";
    if (joint && (speaker_at(tokens, i + 1) || is_at(tokens, i + 1, "my"))) end = i;
  }
  const std::vector<Tokens> items = items_of(slice(tokens, 0, end), are + 1);
  if (items.size() < 2) return false;
  Tokens lead = joined({words("one of my"), slice(tokens, own, are), words("is")});
  if (own == 0) lead[3].out = lead[3].low;
  for (const Tokens& item : items) out.push_back(joined({lead, item}));
  if (end + 1 < tokens.size()) out.push_back(slice(tokens, end + 1, tokens.size()));
  return true;
}

namespace {

// Takes the words about the time off the end of `lead`, and returns those that last: "every day" of
// "I use every day"; "right now" of "I am paying for right now" goes without saying.
Tokens time_behind(Tokens& lead) {
  static const WordSet now("now rn currently atm nowadays lately presently");
  const std::size_t n = lead.size();
  if (n > 4 && is_at(lead, n - 3, "at") && is_at(lead, n - 1, "moment")) {
    lead.resize(n - 3);
    return {};
  }
  if (n > 3 && word_at(lead, n - 1, now)) {
    lead.resize(is_at(lead, n - 2, "right") ? n - 2 : n - 1);
    return {};
  }
  static const WordSet often("every each most these this at on");
  static const WordSet places("work home weekends uni school repeat rotation");
  if (n < 4 || !word_at(lead, n - 2, often)) return {};
  if (!is_time_word(lead[n - 1].low) && lead[n - 1].low != "day" && lead[n - 1].low != "days" &&
      !word_at(lead, n - 1, places)) {
    return {};
  }
  Tokens when = slice(lead, n - 2, n);
  lead.resize(n - 2);
  return when;
}

}  // namespace

// "Sports I follow: cricket and snooker", "Two things I can't live without: coffee".
bool read_list_of(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon < 3 || colon > 12 || colon + 1 >= tokens.size()) return false;
  std::size_t who = 1;
  while (who < colon && !speaker_at(tokens, who)) ++who;
  if (who + 1 >= colon || has_verb(tokens, 0, who) || is_subordinator(tokens[0].low)) return false;
  for (std::size_t i = 0; i < who; ++i) {
    if (tokens[i].kind == TokenKind::mark) return false;
  }
  Tokens lead = slice(tokens, who, colon);
  const bool whole = std::none_of(lead.begin(), lead.end(),
                                  [](const Token& token) { return token.kind == TokenKind::mark; });
  if (!whole) return false;
  Tokens when = time_behind(lead);
  // "bands I've seen live"
  static const WordSet manner("live twice abroad");
  if (when.empty() && lead.size() > 2 && word_at(lead, lead.size() - 1, manner)) {
    when = slice(lead, lead.size() - 1, lead.size());
    lead.pop_back();
  }
  push_each(lead, tokens, colon + 1, out);
  // "and, when it's on, biathlon": what is said in passing is no item.
  std::erase_if(out, [&](const Tokens& item) {
    return item.size() <= lead.size() || is_subordinator(item[lead.size()].low) ||
           has_verb(item, lead.size(), item.size());
  });
  for (Tokens& item : out) item.insert(item.end(), when.begin(), when.end());
  return !out.empty();
}

// "On my desk: a Keychron and a lamp" : what is there is had.
bool read_place_list(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon < 2 || colon > 5 || colon + 1 >= tokens.size()) return false;
  static const WordSet kept(
      "farm allotment shelf bookshelf wall walls windowsill bench workshop stable stables yard "
      "paddock pond tank aquarium coop hive hives field fields orchard greenhouse loft barn studio "
      "patio terrace nightstand smallholding terrarium vivarium");
  const bool own =
      is_at(tokens, 1, "my") || is_at(tokens, 1, "our") ||
      (is_at(tokens, 1, "the") && (is_owned_thing(tokens[2].low) || kept.has(tokens[2].low)));
  if (!is_preposition(tokens[0].low) || !own || tokens[0].low == "from") return false;
  push_each(words("I have"), tokens, colon + 1, out);
  Tokens place = slice(tokens, 0, colon);
  place.front().out = place.front().low;
  for (Tokens& item : out) item.insert(item.end(), place.begin(), place.end());
  return !out.empty();
}

namespace {

// "iPad"
bool has_capital_inside(const Token& token) { return token.out != token.low && !token.capital; }

}  // namespace

// "Spotify for music, Pocket Casts for podcasts": what is used for what.
bool read_uses(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t begin = 0;
  std::vector<Tokens> pairs;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool joint = i < tokens.size() &&
                       (tokens[i].low == "," || tokens[i].low == "and" || tokens[i].low == ";");
    if (i < tokens.size() && !joint) continue;
    const Tokens part = slice(tokens, begin, i);
    begin = i + 1;
    std::size_t link = find(part, "for");
    // "vim at home, VS Code at work"
    static const WordSet settings("home work uni school");
    if (link == kNone && part.size() > 2 && part.size() < 6 && is_at(part, part.size() - 2, "at") &&
        word_at(part, part.size() - 1, settings) && !is_pronoun(part[0].low) &&
        !has_verb(part, 0, part.size()) && verb_form(part[0].low) == nullptr &&
        (tokens[0].capital || find(tokens, ",") != kNone)) {
      pairs.push_back(joined({words("I use"), part}));
      continue;
    }
    const bool pair = link != kNone && link > 0 && link < 4 && link + 1 < part.size() &&
                      part.size() < 8 && (part[0].capital || has_capital_inside(part[0])) &&
                      !has_verb(part, 0, part.size()) && verb_form(part[0].low) == nullptr &&
                      !is_pronoun(part[0].low) && !is_preposition(part[0].low) &&
                      !is_adverb(part[0].low) && part[link + 1].low != "me" &&
                      !is_pronoun(part[link + 1].low) && !is_occasion(part[0].low);
    if (!pair) break;
    pairs.push_back(joined({words("I use"), part}));
  }
  if (pairs.size() < 2) return false;
  out = std::move(pairs);
  return true;
}

// "Shoe size 44": a measure and its value.
bool read_measure(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet groups("a b ab o a+ a- b+ b- ab+ ab- o+ o-");
  static const WordSet links("is 's : =");
  const std::size_t group = word_at(tokens, 2, links) ? 3 : 2;
  if (is_at(tokens, 0, "blood") && (is_at(tokens, 1, "type") || is_at(tokens, 1, "group")) &&
      word_at(tokens, group, groups)) {
    out.push_back(joined({words("my blood type is"), slice(tokens, group, tokens.size())}));
    return true;
  }
  static const WordSet measures("size height weight age number birthday iq bmi");
  for (std::size_t i = 0; i + 1 < tokens.size() && i < 3; ++i) {
    if (!measures.has(tokens[i].low)) continue;
    if (tokens[i + 1].kind != TokenKind::number || is_determiner(tokens[0].low)) return false;
    Tokens topic = slice(tokens, 0, i + 1);
    topic.front().out = topic.front().low;
    std::size_t end = i + 2;
    while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
    out.push_back(joined({words("my"), topic, words("is"), slice(tokens, i + 1, end)}));
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
