// Sentences that put ahead what they are about, or behind what it is to the speaker: "as for
// Strava, deleted", "guess who passed", "under 1:50 by October, that's the aim", "say hello to
// Tufty", "by day a bookkeeper", "tea > coffee".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// The first word, unless it begins a name or a time.
void lower_common(Tokens& noun) {
  if (noun.empty() || is_time_word(noun[0].low) || (noun.size() > 1 && noun[1].capital)) return;
  if (noun[0].low != "a") return lower_common(noun[0]);
  noun[0].out = noun[0].low;
  noun[0].capital = false;
}

bool is_noun_phrase(const Tokens& tokens, std::size_t max) {
  if (tokens.empty() || tokens.size() > max) return false;
  return std::none_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_auxiliary(token.low) || is_pronoun(token.low) || is_wh_word(token.low) ||
           token.low == "if" || token.low == "because" || token.low == "you";
  });
}

// "As for Strava, deleted", "as for sushi, can't stand it", "as for work, I'm a nurse".
bool read_as_for(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "as") || (!is_at(tokens, 1, "for") && !is_at(tokens, 1, "to"))) {
    return false;
  }
  const std::size_t comma = find(tokens, ",", 2);
  if (comma == kNone || comma < 3 || comma > 7 || comma + 1 >= text_end(tokens)) return false;
  Tokens topic = slice(tokens, 2, comma);
  Tokens rest = slice(tokens, comma + 1, tokens.size());
  static const WordSet done(
      "deleted cancelled canceled binned ditched dropped sold scrapped uninstalled unsubscribed "
      "abandoned");
  static const WordSet over("gone over finished history done dead toast");
  const std::size_t state = skip_adverbs(rest, 0);
  const bool closed = state + 1 >= text_end(rest) ||
                      (state + 1 < rest.size() &&
                       (rest[state + 1].kind == TokenKind::mark ||
                        is_preposition(rest[state + 1].low) || is_time_word(rest[state + 1].low)));
  if (word_at(rest, state, done) && closed) {
    std::size_t end = state + 1;
    while (end < rest.size() && rest[end].kind != TokenKind::mark) ++end;
    out.push_back(
        joined({words("I"), slice(rest, state, state + 1), topic, slice(rest, state + 1, end)}));
    return true;
  }
  if (word_at(rest, state, over) && closed) {
    out.push_back(joined({topic, words("is"), slice(rest, state, state + 1)}));
    return true;
  }
  if (auto named = with_topic(topic, rest)) {
    out.push_back(*std::move(named));
    return true;
  }
  if (!speaker_at(rest, 0) && !is_at(rest, 0, "my") && !is_at(rest, 0, "our")) return false;
  for (std::size_t i = 2; i < rest.size(); ++i) {
    static const WordSet pointing("it them that");
    const bool last = i + 1 >= rest.size() || rest[i + 1].kind == TokenKind::mark;
    if (!pointing.has(rest[i].low) || !last || is_pronoun(topic[0].low)) continue;
    out.push_back(joined({slice(rest, 0, i), topic, slice(rest, i + 1, rest.size())}));
    return true;
  }
  out.push_back(std::move(rest));
  return true;
}

// "that's the aim", "that is my goal for this year": where it begins behind a mark; kNone without.
std::size_t aim_begin(const Tokens& tokens) {
  static const WordSet aims("aim goal plan target dream ambition resolution");
  static const WordSet owners("the my our");
  static const WordSet closing("anyway now least though year this for at here me");
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 2; i + 3 < end; ++i) {
    const bool mark = tokens[i].low == "," || is_spaced_dash(tokens[i]) || tokens[i].low == ":" ||
                      tokens[i].low == ";";
    if (!mark || !is_at(tokens, i + 1, "that") || !is_at(tokens, i + 2, "is") ||
        !word_at(tokens, i + 3, owners) || !word_at(tokens, i + 4, aims)) {
      continue;
    }
    for (std::size_t k = i + 5; k < end; ++k) {
      if (!closing.has(tokens[k].low)) return kNone;
    }
    return i;
  }
  return kNone;
}

// "Under 1:50 for the half by October, that's the aim", "five books a month is the goal".
bool read_that_aim(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t end = aim_begin(tokens);
  if (end == kNone) {
    static const WordSet aims("aim goal target ambition dream");
    const std::size_t close = text_end(tokens);
    if (close < 5 || !word_at(tokens, close - 1, aims) || !is_at(tokens, close - 3, "is") ||
        (!is_at(tokens, close - 2, "the") && !is_at(tokens, close - 2, "my"))) {
      return false;
    }
    end = close - 3;
  }
  constexpr std::size_t kAimTokensMax = 14;
  Tokens aim = slice(tokens, 0, end);
  if (aim.empty() || aim.size() > kAimTokensMax || has_verb(aim, 0, aim.size()) ||
      is_pronoun(aim[0].low) || is_at(aim, 0, "so")) {
    return false;
  }
  lower_common(aim);
  if (is_at(aim, 0, "to") || (is_verb(aim[0].low, kBase) && !is_occasion(aim[0].low))) {
    out.push_back(joined({words(is_at(aim, 0, "to") ? "I want" : "I want to"), aim}));
  } else {
    out.push_back(joined({words("my goal is"), aim}));
  }
  return true;
}

// "My resolution, if it survives January, is one drawing a day": the condition goes behind.
bool move_condition(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kConditionTokensMax = 9;
  static const WordSet aims("resolution plan goal aim dream ambition target idea hope");
  if (!is_at(tokens, 0, "my") && !is_at(tokens, 0, "our")) return false;
  const std::size_t open = find(tokens, ",");
  if (open == kNone || open < 2 || open > 6 || !word_at(tokens, open - 1, aims)) return false;
  static const WordSet conditions("if assuming provided providing unless all touch fingers");
  const std::size_t close = find(tokens, ",", open + 1);
  if (!word_at(tokens, open + 1, conditions) || close == kNone ||
      close > open + kConditionTokensMax || close + 2 >= tokens.size() ||
      !is_be(tokens[close + 1].low)) {
    return false;
  }
  out.push_back(joined({slice(tokens, 0, open), slice(tokens, close + 1, text_end(tokens))}));
  return true;
}

// "Say hello to Tufty, an elderly hedgehog we're overwintering in the shed", "meet Momo, our new
// kitten".
bool read_presented(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t at = 0;
  for (const std::string_view lead :
       {"say hello to", "say hi to", "meet", "please meet", "introducing", "everyone meet",
        "everybody meet", "allow me to introduce", "let me introduce", "may i introduce"}) {
    if (sequence_at(tokens, 0, lead)) at = words(lead).size();
  }
  if (at == 0) return false;
  std::size_t name = at;
  while (name < tokens.size() && name < at + 3 && tokens[name].capital &&
         tokens[name].kind == TokenKind::word) {
    ++name;
  }
  static const WordSet marks(", : ( -");
  if (name == at || !word_at(tokens, name, marks) || name + 2 >= tokens.size()) return false;
  std::size_t end = text_end(tokens);
  if (is_at(tokens, end - 1, ")")) --end;
  Tokens noun = slice(tokens, name + 1, end);
  const bool own = is_at(noun, 0, "my") || is_at(noun, 0, "our");
  if (!own && !is_at(noun, 0, "a") && !is_at(noun, 0, "an")) return false;
  // "an elderly hedgehog we're overwintering": the clause behind the noun.
  std::size_t clause = 1;
  while (clause < noun.size() && !speaker_at(noun, clause) && noun[clause].low != "," &&
         noun[clause].low != "who" && noun[clause].low != "that") {
    ++clause;
  }
  const Tokens called = joined({slice(noun, 0, clause), words("called"), slice(tokens, at, name)});
  const bool living =
      std::any_of(noun.begin(), noun.begin() + static_cast<std::ptrdiff_t>(clause),
                  [](const Token& token) { return is_pet(token.low) || is_kin(token.low); });
  if (own) {
    Tokens kept = slice(noun, 0, clause);
    static const WordSet fresh("new newest latest");
    if (kept.size() > 2 && word_at(kept, 1, fresh)) kept.erase(kept.begin() + 1);
    out.push_back(joined({kept, words("is called"), slice(tokens, at, name)}));
    return true;
  }
  const bool with = clause < noun.size() && speaker_at(noun, clause);
  if (!living && !with) return false;
  if (!with) {
    out.push_back(joined({words("I have"), called}));
    return true;
  }
  Tokens comma = words(",");
  comma.front().space = false;
  out.push_back(
      joined({words("I have"), called, comma, words("which"), slice(noun, clause, noun.size())}));
  return true;
}

// "By day a bookkeeper, by night the loudest tuba in Lower Saxony".
bool read_day_and_night(const Tokens& tokens, std::vector<Tokens>& out) {
  struct Part {
    Tokens when;
    Tokens what;
  };
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool joint = i < tokens.size() && (tokens[i].low == "," || tokens[i].low == ";");
    if (i < tokens.size() && !joint) continue;
    Tokens piece = slice(tokens, begin, std::min(i, text_end(tokens)));
    begin = i + 1;
    while (!piece.empty() && piece.front().low == "and") piece.erase(piece.begin());
    static const WordSet turns("day night");
    if (piece.size() < 3) return false;
    const std::size_t n = piece.size();
    const bool ahead = is_at(piece, 0, "by") && word_at(piece, 1, turns);
    const bool behind = is_at(piece, n - 2, "by") && word_at(piece, n - 1, turns);
    if (!ahead && !behind) return false;
    parts.push_back(ahead ? Part{slice(piece, 0, 2), slice(piece, 2, n)}
                          : Part{slice(piece, n - 2, n), slice(piece, 0, n - 2)});
  }
  if (parts.size() != 2) return false;
  for (Part& part : parts) {
    part.when.front().out = part.when.front().low;
    if (speaker_at(part.what, 0)) {
      if (!is_at(part.what, 1, "am")) return false;
      part.what = slice(part.what, 2, part.what.size());
    }
    if (!is_noun_phrase(part.what, 9) || is_number_word(part.what[0].low)) return false;
    lower_common(part.what);
    Tokens article;
    if (!is_determiner(part.what.front().low)) {
      const bool vowel =
          std::string_view("aeiou").find(part.what[0].low.front()) != std::string_view::npos;
      article = words(vowel ? "an" : "a");
    }
    out.push_back(joined({words("I am"), article, part.what, part.when}));
  }
  return true;
}

// "Spreadsheets > any project app", "tea > coffee": the first is preferred.
bool read_greater(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kSideTokensMax = 6;
  std::size_t sign = find(tokens, ">");
  std::size_t end = text_end(tokens);
  if (sign == kNone || sign == 0 || !tokens[sign].space) return false;
  std::size_t other = sign + 1;
  while (is_at(tokens, other, ">")) ++other;
  static const WordSet views("imo imho tbh always obviously honestly");
  while (end > other + 1 && (word_at(tokens, end - 1, views) || is_at(tokens, end - 1, ","))) --end;
  if (other >= end || !tokens[other].space || find(tokens, ">", other) != kNone) return false;
  Tokens noun = slice(tokens, 0, sign);
  const Tokens worse = slice(tokens, other, end);
  // "Settings > Privacy" is a way through menus, "5 > 3" a sum.
  const auto plain = [](const Token& token) { return token.kind == TokenKind::word; };
  if (!std::all_of(noun.begin(), noun.end(), plain) ||
      !std::all_of(worse.begin(), worse.end(), plain) || worse.front().capital ||
      noun.back().low.size() < 2 || worse.back().low.size() < 2 ||
      (noun.size() > 1 && is_verb(noun.front().low, kBase)) ||
      !is_noun_phrase(noun, kSideTokensMax) || !is_noun_phrase(worse, kSideTokensMax)) {
    return false;
  }
  lower_common(noun);
  out.push_back(joined({words("I prefer"), noun, words("to"), worse}));
  return true;
}

// "First language Quechua, then Spanish at school, then English off the telly".
bool read_tongues(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet which("first native mother second main home");
  static const WordSet nouns("language tongue languages");
  std::size_t at = is_at(tokens, 0, "my") ? 1 : 0;
  if (!word_at(tokens, at, which) || !word_at(tokens, at + 1, nouns)) return false;
  std::size_t name = at + 2;
  static const WordSet links("is was : = -");
  if (word_at(tokens, name, links)) ++name;
  if (name >= tokens.size() || !tokens[name].capital) return false;
  Tokens lead = joined({words("my"), slice(tokens, at, at + 2), words("is")});
  lead[1].out = lead[1].low;
  std::size_t begin = name;
  for (std::size_t i = name; i <= text_end(tokens); ++i) {
    if (i < text_end(tokens) && tokens[i].low != "," && tokens[i].low != ";") continue;
    Tokens piece = slice(tokens, begin, std::min(i, text_end(tokens)));
    begin = i + 1;
    static const WordSet more("then and plus also");
    while (!piece.empty() && more.has(piece.front().low)) piece.erase(piece.begin());
    if (piece.empty()) continue;
    const bool named =
        piece.front().capital && !speaker_at(piece, 0) && !has_verb(piece, 0, piece.size());
    if (!named) {
      if (out.empty()) return false;
      out.push_back(slice(tokens, i - piece.size(), tokens.size()));
      break;
    }
    static const WordSet where("at in from off through by");
    const bool learnt = !out.empty() && word_at(piece, 1, where);
    piece.front().space = true;
    out.push_back(out.empty() ? joined({lead, piece})
                              : joined({words(learnt ? "I learned" : "I speak"), piece}));
  }
  return !out.empty();
}

// "Cape Town to Nairobi overland, eleven weeks, leaving 2 June": a journey of the speaker's.
bool read_journey(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet setting("leaving departing flying sailing starting driving cycling");
  std::size_t to = 1;
  while (to < 4 && to < tokens.size() && tokens[to].capital) ++to;
  if (!is_at(tokens, to, "to") || to + 2 >= tokens.size() || !tokens[0].capital ||
      !tokens[to + 1].capital || is_time_word(tokens[0].low) || is_time_word(tokens[to + 1].low)) {
    return false;
  }
  std::size_t stop = find(tokens, ";");
  if (stop == kNone) stop = text_end(tokens);
  std::size_t leaves = kNone;
  for (std::size_t i = to + 2; i + 1 < stop; ++i) {
    if (tokens[i - 1].low == "," && setting.has(tokens[i].low)) leaves = i;
  }
  if (leaves == kNone || has_verb(tokens, 0, stop)) return false;
  Tokens way = slice(tokens, 0, leaves - 1);
  // "eleven weeks": how long.
  if (const std::size_t comma = find(way, ","); comma != kNone && comma + 1 < way.size()) {
    static const WordSet spans("weeks week days day nights months month");
    if (!word_at(way, way.size() - 1, spans)) return false;
    way = joined({slice(way, 0, comma), words("for"), slice(way, comma + 1, way.size())});
  }
  Tokens comma = words(",");
  comma.front().space = false;
  out.push_back(joined({words("I am travelling from"), way, comma, slice(tokens, leaves, stop)}));
  if (stop + 1 < tokens.size()) out.push_back(slice(tokens, stop + 1, tokens.size()));
  return true;
}

}  // namespace

bool read_fronted(const Tokens& tokens, std::vector<Tokens>& out) {
  static constexpr std::array kRules = {
      Rule(read_as_for),        Rule(read_that_aim), Rule(move_condition), Rule(read_presented),
      Rule(read_day_and_night), Rule(read_greater),  Rule(read_tongues),   Rule(read_journey)};
  return std::any_of(kRules.begin(), kRules.end(),
                     [&](const Rule rule) { return rule(tokens, out); });
}

// "Guess who passed her driving test": "I passed my driving test".
std::optional<Tokens> who_is_guessed(const Tokens& tokens) {
  if (!is_at(tokens, 0, "guess") || !is_at(tokens, 1, "who") || tokens.size() < 4) {
    return std::nullopt;
  }
  std::size_t verb = 2;
  Tokens lead = words("I");
  static const WordSet adverbs("just finally only actually officially");
  static const WordSet others(
      "coming called calling rang ringing back here there dinner behind that this responsible "
      "staying visiting joining winning winner talking texting texted");
  if (is_at(tokens, 2, "is") || is_at(tokens, 2, "has")) {
    lead = words(is_at(tokens, 2, "is") ? "I am" : "I have");
    verb = 3;
  }
  while (word_at(tokens, verb, adverbs)) ++verb;
  if (verb >= tokens.size()) return std::nullopt;
  static const WordSet achieved(
      "passed got quit finished signed bought started landed made gave stopped turned booked ran "
      "adopted finished graduated qualified retired moved joined");
  if (word_at(tokens, verb, others) || (lead.size() == 1 && !word_at(tokens, verb, achieved))) {
    return std::nullopt;
  }
  Tokens rest = slice(tokens, verb, text_end(tokens));
  for (Token& token : rest) {
    static const WordSet theirs("her his their");
    if (theirs.has(token.low)) token.out = token.low = "my";
  }
  return joined({lead, rest});
}

}  // namespace mnestic::extract
