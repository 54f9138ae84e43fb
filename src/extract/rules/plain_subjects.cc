// Several subjects of one sentence: "Ann, Ben and my cousin Zoe are all coming", "half my week is
// in Leeds, the other half at home", "big sister's called Ximena, little one's Abril", and the one
// that is held up: "it was my cousin who taught me to dive".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {
// "Ann", "wee Calum", "my cousin Zoe", "Mum".
bool is_somebody(const Tokens& item) {
  constexpr std::size_t kTokensMax = 4;
  static const WordSet endearing("wee little old young baby big uncle aunt auntie");
  static const WordSet owners("my our");
  if (item.empty() || item.size() > kTokensMax) return false;
  std::size_t at = word_at(item, 0, endearing) ? 1 : 0;
  if (word_at(item, 0, owners)) {
    const auto person = [](const Token& token) { return is_kin(token.low) || is_pet(token.low); };
    return std::any_of(item.begin() + 1, item.end(), person) && !has_verb(item, 0, item.size());
  }
  if (item.size() == 1 && is_bare_kin(item[0].low)) return true;
  if (at >= item.size()) return false;
  for (; at < item.size(); ++at) {
    const Token& token = item[at];
    if (!token.capital || token.kind != TokenKind::word || token.low == "i" ||
        is_time_word(token.low) || is_pronoun(token.low) || is_determiner(token.low) ||
        is_preposition(token.low) || is_adjective(token.low) || is_wh_word(token.low)) {
      return false;
    }
  }
  return true;
}

void make_single(Token& verb) {
  const std::string low = verb.low;
  if (low == "are") verb.low = "is";
  if (low == "were") verb.low = "was";
  if (low == "have") verb.low = "has";
  if (verb.low == low && is_verb(low, kBase) && !is_modal(low) && !is_verb(low, kPast)) {
    verb.low = third_person(low);
  }
  verb.out = verb.low;
}

// What is so of them together and not of each: "are married", "are twins".
bool is_mutual(const Tokens& predicate) {
  static const WordSet words(
      "married together engaged separated twins friends siblings sisters brothers cousins partners "
      "neighbours neighbors mates apart divorced related meet met each other same different alike "
      "divorcing split marrying identical");
  return std::any_of(predicate.begin(), predicate.end(),
                     [](const Token& token) { return words.has(token.low); });
}

// "Ann, Ben and my cousin Zoe are all staying with me": one sentence for each.
bool part_subjects(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kSubjectTokensMax = 16;
  std::vector<Tokens> people;
  std::size_t begin = 0;
  std::size_t verb = 0;
  bool last = false;
  for (std::size_t i = 0; i < tokens.size() && i < kSubjectTokensMax && verb == 0; ++i) {
    const bool with = tokens[i].low == "and" || tokens[i].low == "&";
    const bool joint = tokens[i].low == "," || with;
    if (joint) {
      if (i == begin && with && i > 0) {  // ", and"
        begin = i + 1;
        last = true;
        continue;
      }
      if (last || !is_somebody(slice(tokens, begin, i))) return false;
      people.push_back(slice(tokens, begin, i));
      begin = i + 1;
      last = with;
      continue;
    }
    if (last && i > begin && agrees(tokens[i], true) && !tokens[i].capital) verb = i;
  }
  if (verb == 0 || !is_somebody(slice(tokens, begin, verb))) return false;
  people.push_back(slice(tokens, begin, verb));
  Tokens predicate = slice(tokens, verb, tokens.size());
  // Two names and a verb are read elsewhere, or are nobody the speaker has told of.
  if (people.size() < 3 || predicate.size() < 2 || is_mutual(predicate)) return false;
  static const WordSet each("all both each");
  const std::size_t next = skip_adverbs(predicate, 1);
  for (std::size_t i = 1; i <= next && i < predicate.size(); ++i) {
    if (!each.has(predicate[i].low)) continue;
    predicate.erase(predicate.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  make_single(predicate.front());
  // "are my favourites"
  const bool some = predicate.size() == 3 &&
                    (is_at(predicate, 1, "my") || is_at(predicate, 1, "our")) &&
                    predicate[2].low.ends_with('s') && predicate[0].low == "is";
  if (some) predicate = joined({words("is one of"), slice(predicate, 1, 3)});
  for (const Tokens& person : people) out.push_back(joined({person, predicate}));
  return true;
}

// Where ", and the other half" ends that begins at `at`; 0 for other words.
std::size_t behind_other(const Tokens& tokens, std::size_t at, bool half) {
  while (is_at(tokens, at, ",") || is_at(tokens, at, "and") || is_at(tokens, at, ";")) ++at;
  if (!is_at(tokens, at, "the")) return 0;
  if (half && is_at(tokens, at + 1, "rest")) return at + 2;
  if (!is_at(tokens, at + 1, "other")) return 0;
  const bool named = is_at(tokens, at + 2, half ? "half" : "one");
  if (half && !named) return 0;
  return named ? at + 3 : at + 2;
}

// "Half my week's in Leeds, the other half at home", "one of my brothers is in Oslo, the other in
// Rome": both halves with their verb.
bool read_halves(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kNounTokensMax = 5;
  const bool half = is_at(tokens, 0, "half");
  if (!half && !is_at(tokens, 0, "one")) return false;
  std::size_t owner = is_at(tokens, 1, "of") ? 2 : 1;
  if ((!half && owner == 1) || (!is_at(tokens, owner, "my") && !is_at(tokens, owner, "our"))) {
    return false;
  }
  std::size_t verb = owner + 2;
  while (verb < tokens.size() && verb < owner + kNounTokensMax && !agrees(tokens[verb], false) &&
         tokens[verb].low != "'s") {
    ++verb;
  }
  if (verb >= tokens.size() || verb >= owner + kNounTokensMax) return false;
  std::size_t comma = verb + 1;
  std::size_t other = 0;
  for (; comma + 3 < tokens.size() && other == 0; ++comma) {
    const bool joint = tokens[comma].low == "," || tokens[comma].low == "and";
    if (joint) other = behind_other(tokens, comma, half);
    if (other != 0) break;
  }
  if (other == 0 || other >= tokens.size()) return false;
  std::size_t end = other;
  while (end < text_end(tokens) && tokens[end].low != "," && tokens[end].low != ";") ++end;
  Tokens said = slice(tokens, verb, verb + 1);
  if (said[0].low == "'s") said = words("is");
  Tokens rest = slice(tokens, other, end);
  // The other half may have a verb of its own.
  const bool own = !rest.empty() && (agrees(rest[0], false) || rest[0].low == "'s");
  if (rest.empty() || (!own && !is_preposition(rest[0].low) && !is_be(said[0].low))) return false;
  if (own && rest[0].low == "'s") rest[0] = words("is").front();
  const Tokens noun = slice(tokens, owner, verb);
  const Tokens lead = words(half ? "half of" : "one of");
  out.push_back(joined({lead, noun, said, slice(tokens, verb + 1, comma)}));
  out.push_back(joined({lead, noun, own ? Tokens() : said, rest}));
  while (end < tokens.size() && (tokens[end].kind == TokenKind::mark || tokens[end].low == "and")) {
    ++end;
  }
  if (end < tokens.size()) out.push_back(slice(tokens, end, tokens.size()));
  return true;
}

// "Big sister's called Ximena, little one's Abril": "my big sister is called Ximena", "my little
// sister is called Abril".
bool read_siblings(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet which(
      "big little older younger elder eldest youngest oldest middle twin baby first second");
  std::size_t at = is_at(tokens, 0, "my") ? 1 : 0;
  if (!word_at(tokens, at, which) || at + 4 >= tokens.size() || !is_kin(tokens[at + 1].low)) {
    return false;
  }
  if (!is_be(tokens[at + 2].low)) return false;
  const std::size_t comma = find(tokens, ",", at + 3);
  if (comma == kNone) return false;
  std::size_t one = comma + 1;
  if (is_at(tokens, one, "and")) ++one;
  if (is_at(tokens, one, "the") || is_at(tokens, one, "my")) ++one;
  if (!word_at(tokens, one, which) || !is_at(tokens, one + 1, "one")) return false;
  const bool be =
      one + 2 < tokens.size() && (is_be(tokens[one + 2].low) || tokens[one + 2].low == "'s");
  if (!be || one + 3 >= tokens.size()) return false;
  std::size_t end = one + 3;
  while (end < text_end(tokens) && tokens[end].kind != TokenKind::mark) ++end;
  const Tokens kin = slice(tokens, at + 1, at + 2);
  const auto mine = [&](std::size_t quality) {
    Tokens lead = joined({words("my"), slice(tokens, quality, quality + 1), kin});
    lead[1].out = lead[1].low;
    return lead;
  };
  out.push_back(joined({mine(at), slice(tokens, at + 2, comma)}));
  const bool named = is_at(tokens, at + 3, "called") || is_at(tokens, at + 3, "named");
  const bool name = named && tokens[one + 3].capital;
  out.push_back(joined({mine(one), words(name ? "is called" : "is"), slice(tokens, one + 3, end)}));
  while (end < tokens.size() && (tokens[end].kind == TokenKind::mark || tokens[end].low == "and")) {
    ++end;
  }
  if (end < tokens.size()) out.push_back(slice(tokens, end, tokens.size()));
  return true;
}

// "It was my cousin Wiremu who taught me to dive": "my cousin Wiremu taught me to dive".
bool read_held_up(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kSubjectTokensMax = 5;
  if (!is_at(tokens, 0, "it") || tokens.size() < 6 ||
      (!is_at(tokens, 1, "is") && !is_at(tokens, 1, "was"))) {
    return false;
  }
  static const WordSet relative("who that");
  std::size_t who = 3;
  while (who < tokens.size() && who < 3 + kSubjectTokensMax && !word_at(tokens, who, relative))
    ++who;
  if (!word_at(tokens, who, relative) || who + 2 >= tokens.size()) return false;
  Tokens subject = slice(tokens, 2, who);
  const bool people = std::any_of(subject.begin(), subject.end(),
                                  [](const Token& token) { return is_kin(token.low); });
  if (!people && !is_somebody(subject)) return false;
  const bool many = subject.back().low.ends_with('s') && is_kin(subject.back().low);
  const std::size_t verb = skip_adverbs(tokens, who + 1);
  if (verb >= tokens.size() || !agrees(tokens[verb], many)) return false;
  // ", not me": who it is not.
  std::size_t end = find(tokens, ",", verb);
  if (end == kNone || !is_at(tokens, end + 1, "not")) end = tokens.size();
  out.push_back(joined({subject, slice(tokens, who + 1, end)}));
  return true;
}

// "Work's remote", "rent's 900 a month": what people have one of is the speaker's.
bool own_bare_subject(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet nouns("work uni college rent commute bedtime home bp hba1c pulse");
  if (tokens.size() < 3 || !word_at(tokens, 0, nouns)) return false;
  static const WordSet verbs("is was has pays lets gives keeps starts finishes costs goes takes");
  const std::size_t verb = skip_adverbs(tokens, 1);
  if (verb + 1 >= tokens.size() || !word_at(tokens, verb, verbs)) return false;
  static const WordSet views(
      "fun hard good great mad crazy busy boring fine ok okay hell stressful tough rough quiet "
      "slow "
      "nuts hectic manic insane awful terrible bad shit crap work theft brutal");
  static const WordSet degree("been so really very pretty a bit too just absolutely");
  std::size_t said = verb + 1;
  while (word_at(tokens, said, degree)) ++said;
  if (word_at(tokens, said, views)) return true;  // of the day
  static const WordSet abode("a an in near on now at");
  if (is_at(tokens, 0, "home") && !word_at(tokens, verb + 1, abode)) return false;
  out.push_back(joined({words("my"), slice(tokens, 0, tokens.size())}));
  out.back()[1].out = out.back()[1].low;
  return true;
}

// "Mum raised us after Dad died in 2004": what befell whom is told as well.
bool part_when_kin(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet links("after since when before until because");
  static const WordSet events(
      "died passed retired remarried emigrated divorced left moved lost got was had");
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (!links.has(tokens[i].low)) continue;
    std::size_t at = i + 1;
    const bool mine = is_at(tokens, at, "my") || is_at(tokens, at, "our");
    if (mine) ++at;
    const bool kin = at < tokens.size() && is_kin(tokens[at].low) &&
                     (mine || (is_bare_kin(tokens[at].low) && tokens[at].capital));
    if (!kin) continue;
    std::size_t verb = at + 1;
    while (verb < tokens.size() && verb < at + 3 && tokens[verb].capital) ++verb;
    std::size_t end = verb;
    while (end < text_end(tokens) &&
           (tokens[end].kind != TokenKind::mark || is_at(tokens, end, "'"))) {
      ++end;
    }
    static const WordSet lasting("died passed retired remarried emigrated divorced");
    if (!word_at(tokens, verb, events)) continue;
    const bool dated =
        std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(verb),
                    tokens.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& token) {
                      return token.kind == TokenKind::number && token.low.size() >= 2;
                    });
    if (!lasting.has(tokens[verb].low) && !dated) continue;
    if (is_at(tokens, 0, "if") || !(speaker_at(tokens, 0) || mentions_speaker(slice(tokens, 0, i))))
      return false;
    out.push_back(slice(tokens, i + 1, end));
    // The whole is told too, and is not to be parted again.
    out.push_back(tokens);
    out.back()[i].low = "upon";
    return true;
  }
  return false;
}

// "My insomnia is back, been on zopiclone since May": the speaker has been so.
bool part_been(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet idle("there here done busy wondering thinking meaning ages years a");
  for (std::size_t i = 2; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low == "have" || tokens[i].low == "has" || tokens[i].low == "had") return false;
    if (tokens[i].low != "," || tokens[i + 1].low != "been") continue;
    const std::string& next = tokens[i + 2].low;
    if (idle.has(next) || !(is_preposition(next) || is_verb(next, kGerund))) return false;
    out.push_back(slice(tokens, 0, i));
    out.push_back(joined({words("I have"), slice(tokens, i + 1, tokens.size())}));
    return true;
  }
  return false;
}

}  // namespace

bool read_subjects(const Tokens& tokens, std::vector<Tokens>& out) {
  static constexpr std::array kRules = {
      Rule(part_subjects),    Rule(read_halves), Rule(read_siblings), Rule(read_held_up),
      Rule(own_bare_subject), Rule(part_been),   Rule(part_when_kin)};
  return std::any_of(kRules.begin(), kRules.end(),
                     [&](const Rule rule) { return rule(tokens, out); });
}

}  // namespace mnestic::extract
