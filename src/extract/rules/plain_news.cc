// News told in a word or two: "Promoted!! Team lead, starting the first of next month", "doc says
// it's rheumatoid".
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {
// "Team lead", "head of year": what one starts as.
bool names_post(const Tokens& noun) {
  constexpr std::size_t kTokensMax = 6;
  static const WordSet posts(
      "lead head manager director partner principal associate captain supervisor deputy chief "
      "coordinator officer executive");
  if (noun.empty() || noun.size() > kTokensMax || has_verb(noun, 0, noun.size()) ||
      is_determiner(noun[0].low) || is_pronoun(noun[0].low)) {
    return false;
  }
  std::size_t head = 0;
  while (head + 1 < noun.size() && !is_preposition(noun[head + 1].low)) ++head;
  const std::string& low = noun[head].low;
  return posts.has(low) || is_profession(low) || is_role_word(low);
}

// "Promoted!!", "Engaged!": said of the speaker. "Team lead, starting in May": what as, and when.
bool read_told_briefly(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet happened("promoted hired fired sacked shortlisted elected knighted");
  static const WordSet become("engaged divorced pregnant separated");
  const std::size_t end = text_end(tokens);
  std::size_t at = 0;
  static const WordSet lead("finally officially just newly got getting");
  while (at + 1 < end && lead.has(tokens[at].low)) ++at;
  const bool alone = at + 1 == end || (at + 2 == end && is_at(tokens, at + 1, "again"));
  if (alone && (word_at(tokens, at, happened) || word_at(tokens, at, become))) {
    const bool done = word_at(tokens, at, happened);
    out.push_back(joined({words(done ? "I was" : "I am"), slice(tokens, at, end)}));
    Token& word = out.back()[2];
    word.out = word.low;
    return true;
  }
  // "Sold!", "Approved!": of what, is not said.
  static const WordSet whole(
      "graduated qualified retired resigned moved quit passed relocated remarried unemployed");
  if (alone && end == 1 && is_verb(tokens[0].low, kPast) && !is_verb(tokens[0].low, kBase) &&
      !whole.has(tokens[0].low)) {
    return true;
  }
  static const WordSet begins("starting from beginning");
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || !word_at(tokens, comma + 1, begins) || comma + 2 >= end) return false;
  Tokens post = slice(tokens, 0, comma);
  static const WordSet when("on in from at the next this early late mid tomorrow as after");
  const Token& opens = tokens[comma + 2];
  bool timed = when.has(opens.low) || is_time_word(opens.low) || opens.kind == TokenKind::number;
  timed = timed && std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(comma), tokens.end(),
                               [](const Token& token) {
                                 return is_time_word(token.low) ||
                                        token.kind == TokenKind::number ||
                                        (token.low == "may" && token.capital);
                               });
  if (!names_post(post) || !timed) return false;
  const bool name = post.size() > 1 && post[1].capital;
  if (!name) post[0].out = post[0].low;
  const bool on = is_preposition(tokens[comma + 2].low) || is_at(tokens, comma + 2, "next") ||
                  is_at(tokens, comma + 2, "this") || is_at(tokens, comma + 2, "tomorrow");
  out.push_back(joined({words("I am starting as"), post, on ? Tokens() : words("on"),
                        slice(tokens, comma + 2, end)}));
  return true;
}

// "Changed my mind about the name - she'll be Isadora": only leads up to what is told.
bool drop_changed_mind(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t at = speaker_at(tokens, 0) ? 1 : 0;
  if (at == 1 && is_at(tokens, at, "have")) ++at;
  at = skip_adverbs(tokens, at);
  if (!is_at(tokens, at, "changed")) return false;
  const bool mind = is_at(tokens, at + 2, "mind") || is_at(tokens, at + 2, "minds");
  if (!mind) return false;
  constexpr std::size_t kLeadTokensMax = 10;
  for (std::size_t i = at + 3; i + 2 < tokens.size() && i < at + kLeadTokensMax; ++i) {
    const bool stop = tokens[i].low == "," || tokens[i].low == ":" || tokens[i].low == ";" ||
                      is_spaced_dash(tokens[i]);
    if (!stop) continue;
    if (!read_clause_subject(tokens, i + 1, Context()) && !is_verb(tokens[i + 1].low, kBase)) {
      return false;
    }
    out.push_back(slice(tokens, i + 1, tokens.size()));
    return true;
  }
  return false;
}

// "Doc says it's rheumatoid, not osteo": "I have rheumatoid".
bool read_diagnosed(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet medics(
      "doc docs doctor doctors gp consultant specialist physio dermatologist neurologist "
      "rheumatologist cardiologist oncologist gastroenterologist psychiatrist allergist nurse "
      "surgeon optician dentist");
  static const WordSet saying(
      "says say said thinks think reckons reckon confirmed confirms suspects diagnosed");
  std::size_t at = is_at(tokens, 0, "my") || is_at(tokens, 0, "the") ? 1 : 0;
  if (!word_at(tokens, at, medics)) return false;
  std::size_t verb = skip_adverbs(tokens, at + 1);
  if (!word_at(tokens, verb, saying)) return false;
  const bool guessed = verb < tokens.size() && (tokens[verb].low.starts_with("think") ||
                                                tokens[verb].low.starts_with("reckon") ||
                                                tokens[verb].low.starts_with("suspect"));
  std::size_t it = is_at(tokens, verb + 1, "that") ? verb + 2 : verb + 1;
  if (!is_at(tokens, it, "it") || !(is_at(tokens, it + 1, "is") || is_at(tokens, it + 1, "was"))) {
    return false;
  }
  std::size_t end = it + 2;
  bool ailment = false;
  while (end < text_end(tokens) && tokens[end].kind != TokenKind::mark &&
         !is_subordinator(tokens[end].low) && tokens[end].low != "and" &&
         tokens[end].low != "but") {
    ailment = ailment || is_ailment(tokens[end].low) || tokens[end].low == "rheumatoid";
    ++end;
  }
  constexpr std::size_t kNameTokensMax = 5;
  if (!ailment || end > it + 2 + kNameTokensMax || is_at(tokens, it + 2, "not")) return false;
  const Tokens name = slice(tokens, it + 2, end);
  if (guessed) {
    out.push_back(joined({words("my"), slice(tokens, at, at + 1), words("suspects"), name}));
    out.back()[1].out = out.back()[1].low;
  } else {
    out.push_back(joined({words("I have"), name}));
  }
  // ", not osteo": what it is not.
  if (is_at(tokens, end, ",") && is_at(tokens, end + 1, "not")) {
    ++end;
    while (end < tokens.size() && tokens[end].low != "," && tokens[end].low != "and") ++end;
  }
  while (end < tokens.size() && (tokens[end].kind == TokenKind::mark || tokens[end].low == "and")) {
    ++end;
  }
  if (end < tokens.size()) out.push_back(slice(tokens, end, tokens.size()));
  return true;
}

}  // namespace

bool read_news(const Tokens& tokens, std::vector<Tokens>& out) {
  static constexpr std::array kRules = {Rule(read_told_briefly), Rule(read_diagnosed),
                                        Rule(drop_changed_mind)};
  return std::any_of(kRules.begin(), kRules.end(),
                     [&](const Rule rule) { return rule(tokens, out); });
}

}  // namespace mnestic::extract
