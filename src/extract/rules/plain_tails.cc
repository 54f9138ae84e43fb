// Tails: what is told behind a comma of a thing or a place that was named before it: "I've bought a
// boat, moored at Skipton", "at Fennel Logistics, where I work", "retired, before that I was a
// locksmith", "the wedding is in May, about 90 guests".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The pieces between commas.
std::vector<Range> between_commas(const Tokens& tokens) {
  std::vector<Range> ranges;
  std::size_t begin = 0;
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 0; i <= end; ++i) {
    if (i < end && tokens[i].low != ",") continue;
    if (i > begin) ranges.push_back({begin, i});
    begin = i + 1;
  }
  return ranges;
}

// "a narrowboat" of "I've just bought a narrowboat": the noun that is the speaker's; empty without.
Tokens own_noun(const Tokens& tokens, Range range) {
  static const WordSet getting(
      "have own buy get adopt rent keep ride drive acquire inherit lease build");
  static const WordSet articles("a an");
  bool got = false;
  for (std::size_t i = range.begin; i + 1 < range.end; ++i) {
    got = got || getting.has(lemma_of(tokens[i].low));
    if (!got || !word_at(tokens, i, articles)) continue;
    std::size_t end = i + 1;
    while (end < range.end && tokens[end].kind == TokenKind::word &&
           !is_preposition(tokens[end].low) && !is_auxiliary(tokens[end].low) &&
           !is_wh_word(tokens[end].low) && tokens[end].low != "and" &&
           tokens[end].low != "called") {
      ++end;
    }
    constexpr std::size_t kNounTokensMax = 4;
    if (end == i + 1 || end - i - 1 > kNounTokensMax) return {};
    return slice(tokens, i + 1, end);
  }
  return {};
}

}  // namespace

// "I've bought a narrowboat, she's called Marigold, moored at Skipton": more is told of the boat.
bool part_thing_tail(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet placed(
      "moored stabled parked docked berthed housed garaged registered insured stored kept based "
      "built bred adopted rescued trained");
  static const WordSet links("at in by from on near with for outside behind since");
  static const WordSet pointing("she he it");
  if (!speaker_at(tokens, 0) && !is_verb(tokens[0].low, kPast)) return false;
  const std::vector<Range> ranges = between_commas(tokens);
  if (ranges.size() < 2) return false;
  const Tokens noun = own_noun(tokens, ranges[0]);
  if (noun.empty()) return false;
  const bool thing = !is_pet(noun.back().low) && !is_kin(noun.back().low);
  Tokens rest = slice(tokens, ranges[0].begin, ranges[0].end);
  std::vector<Tokens> told;
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    const auto [begin, end] = ranges[i];
    const bool tail = word_at(tokens, begin, placed) && word_at(tokens, begin + 1, links);
    const bool named = thing && word_at(tokens, begin, pointing) &&
                       is_at(tokens, begin + 1, "is") &&
                       (is_at(tokens, begin + 2, "called") || is_at(tokens, begin + 2, "named")) &&
                       begin + 3 < end && !is_determiner(tokens[begin + 3].low);
    if (!tail && !named) {
      rest = joined({rest, slice(tokens, begin - 1, end)});
      continue;
    }
    static const WordSet done("built bred adopted rescued trained");
    const bool was = word_at(tokens, begin, done);
    told.push_back(joined({words("my"), noun, tail ? words(was ? "was" : "is") : Tokens(),
                           slice(tokens, tail ? begin : begin + 1, end)}));
  }
  if (told.empty()) return false;
  out = std::move(told);
  out.insert(out.begin(), rest);
  return true;
}

// "we met at Fennel Logistics, where I work": "I work at Fennel Logistics".
bool part_where(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet staying("work live study volunteer teach train stay worked lived studied");
  static const WordSet links("at in for near from to outside around");
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "where" || !speaker_at(tokens, i + 1)) continue;
    const std::size_t verb = skip_adverbs(tokens, i + 2);
    const std::size_t stop = is_at(tokens, i - 1, ",") ? i - 1 : i;
    std::size_t name = stop;
    while (name > 0 && tokens[name - 1].capital && tokens[name - 1].kind == TokenKind::word) --name;
    if (!word_at(tokens, verb, staying) || name == stop || name == 0 ||
        !word_at(tokens, name - 1, links)) {
      return false;
    }
    const std::size_t end = std::min(find(tokens, ",", verb), text_end(tokens));
    const bool at = is_at(tokens, name - 1, "at") || is_at(tokens, name - 1, "for");
    const bool city = tokens[verb].low.starts_with("live");
    Tokens rest = joined({slice(tokens, 0, stop), slice(tokens, end, tokens.size())});
    out.push_back(rest);
    out.push_back(joined({slice(tokens, i + 1, verb + 1), words(at && !city ? "at" : "in"),
                          slice(tokens, name, stop), slice(tokens, verb + 1, end)}));
    return true;
  }
  return false;
}

// "I'm retired, before that I was a locksmith": what one used to be.
bool part_before(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0) && !is_at(tokens, 0, "my")) return false;
  for (std::size_t i = 3; i + 4 < tokens.size(); ++i) {
    if ((tokens[i].low != "," && tokens[i].low != ";" && !is_spaced_dash(tokens[i])) ||
        tokens[i + 1].low != "before") {
      continue;
    }
    std::size_t at = i + 2;
    const bool that = is_at(tokens, at, "that") || is_at(tokens, at, "then");
    if (that) ++at;
    if (is_at(tokens, at, ",")) ++at;
    const bool was = speaker_at(tokens, at) && is_at(tokens, at + 1, "was") &&
                     (is_at(tokens, at + 2, "a") || is_at(tokens, at + 2, "an"));
    const std::size_t verb = skip_adverbs(tokens, at + 1);
    const bool did = that && speaker_at(tokens, at) && verb < tokens.size() &&
                     is_verb(tokens[verb].low, kPast) && !is_auxiliary(tokens[verb].low);
    if (!was && !did) return false;
    out.push_back(slice(tokens, 0, i));
    if (was) {
      out.push_back(joined({words("I used to be"), slice(tokens, at + 2, tokens.size())}));
    } else {
      out.push_back(joined({slice(tokens, at, tokens.size())}));
    }
    return true;
  }
  return false;
}

// "My wedding is on 12 September, about 90 guests, and ...": how many it has.
bool part_measured(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet about("about around roughly some approximately only just maybe nearly");
  static const WordSet counted(
      "guests people attendees friends colleagues participants speakers tables courses");
  const std::vector<Range> ranges = between_commas(tokens);
  if (ranges.size() < 2) return false;
  std::size_t be = 1;
  constexpr std::size_t kSubjectTokensMax = 4;
  while (be < ranges[0].end && be <= kSubjectTokensMax && !is_at(tokens, be, "is")) ++be;
  if (!is_at(tokens, be, "is")) return false;
  const bool own = is_at(tokens, 0, "my") || is_at(tokens, 0, "our") || is_at(tokens, 0, "the");
  Tokens noun = slice(tokens, own ? 1 : 0, be);
  if (noun.empty() || !is_occasion(noun.back().low) || (!own && be > 1)) {
    return false;
  }
  if (!own) noun[0].out = noun[0].low;
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    const auto [begin, end] = ranges[i];
    std::size_t at = begin;
    if (word_at(tokens, at, about)) ++at;
    const bool number =
        at + 1 < end && (tokens[at].kind == TokenKind::number || is_number_word(tokens[at].low));
    if (!number || at + 2 != end || !word_at(tokens, at + 1, counted)) continue;
    out.push_back(joined({slice(tokens, 0, begin - 1), slice(tokens, end, tokens.size())}));
    out.push_back(joined({words("my"), noun, words("has"), slice(tokens, begin, end)}));
    return true;
  }
  return false;
}

// "I make beats, mostly drill, got 2 tracks on Spotify": what one has got.
bool part_got(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0)) return false;
  static const WordSet had("a an my our no some");
  for (std::size_t i = 3; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != ",") continue;
    std::size_t at = i + 1;
    if (is_at(tokens, at, "and")) ++at;
    if (!is_at(tokens, at, "got")) continue;
    const bool counted = at + 1 < tokens.size() && (tokens[at + 1].kind == TokenKind::number ||
                                                    is_number_word(tokens[at + 1].low));
    if (!counted && !word_at(tokens, at + 1, had)) continue;
    // "went to the shop, got a loaf": done then.
    const std::size_t verb = skip_adverbs(tokens, 1);
    if (verb >= i || (is_verb(tokens[verb].low, kPast) && !is_verb(tokens[verb].low, kBase)))
      return false;
    out.push_back(slice(tokens, 0, i));
    out.push_back(joined({words("I have"), slice(tokens, at + 1, tokens.size())}));
    return true;
  }
  return false;
}

// "passport 5334..., expires March 2031": what expires stands before what was hidden.
bool read_expiry(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet until("until till through to thru");
  const bool runs = is_at(tokens, 0, "runs") && is_at(tokens, 1, "out");
  const bool valid = is_at(tokens, 0, "valid") && word_at(tokens, 1, until);
  const bool expires = is_at(tokens, 0, "expires") || is_at(tokens, 0, "expiring");
  const bool dated = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::number || is_time_word(token.low);
  });
  if ((!runs && !valid && !expires) || !dated) return false;
  out.push_back(joined({words(valid ? "it is" : "it"), expires ? words("expires") : Tokens(),
                        slice(tokens, expires ? 1 : 0, tokens.size())}));
  return true;
}

// "I use Figma, with Notion for notes", "my stack is Laravel and Vue, with Redis for queues": each
// is used.
bool part_with_for(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet heads("stack toolchain toolkit tooling");
  static const WordSet using_them("use run");
  static const WordSet degree("basically mostly mainly currently just now really still");
  std::size_t from = 0;
  const bool own = is_at(tokens, 0, "my") || is_at(tokens, 0, "our");
  for (std::size_t i = 1; own && i < 4; ++i) {
    const bool be = is_at(tokens, i + 1, "is") || is_at(tokens, i + 1, "'s");
    if (word_at(tokens, i, heads) && be) from = i + 2;
  }
  const std::size_t verb = skip_adverbs(tokens, 1);
  if (from == 0 && speaker_at(tokens, 0) && word_at(tokens, verb, using_them)) from = verb + 1;
  const bool stack = own && from != 0;
  if (from == 0) return false;
  while (stack && word_at(tokens, from, degree)) ++from;
  std::size_t with = from;
  const std::size_t end = text_end(tokens);
  while (with + 3 < end && !(tokens[with].low == "," && is_at(tokens, with + 1, "with"))) ++with;
  const std::size_t link = find(tokens, "for", with);
  const bool tail = with + 3 < end && link != kNone && link > with + 2 && link <= with + 5;
  if (!tail && !stack) return false;
  const Tokens rest = slice(tokens, from, tail ? with : end);
  if (rest.empty() || has_verb(rest, 0, rest.size()) || is_like_adjective(rest[0].low) ||
      is_preposition(rest[0].low) || (stack && find(rest, "of") != kNone)) {
    return false;
  }
  const Tokens lead = stack ? words("I use") : slice(tokens, 0, verb + 1);
  out.push_back(joined({lead, rest}));
  if (tail) out.push_back(joined({lead, slice(tokens, with + 2, end)}));
  return true;
}

// "I'm the treasurer of our club, have been since 2021": since when one is it.
bool part_been_since(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet spans("since for");
  if (!is_at(tokens, 0, "i") || !is_at(tokens, 1, "am")) return false;
  for (std::size_t i = 3; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != "," || !is_at(tokens, i + 1, "have") || !is_at(tokens, i + 2, "been"))
      continue;
    if (!word_at(tokens, i + 3, spans)) return false;
    out.push_back(
        joined({words("I have been"), slice(tokens, 2, i), slice(tokens, i + 3, tokens.size())}));
    return true;
  }
  return false;
}

// "I was a vegan for six years, not any more": that it was so says as much.
bool drop_no_longer(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0) || (!is_at(tokens, 1, "was") && !is_at(tokens, 1, "used")))
    return false;
  const std::size_t end = text_end(tokens);
  for (const std::string_view tail : {"not any more", "not anymore", "but not any more",
                                      "but not anymore", "no longer", "but no longer"}) {
    const std::size_t count = words(tail).size();
    if (end < count + 4 || !sequence_at(tokens, end - count, tail)) continue;
    std::size_t stop = end - count;
    while (stop > 0 && tokens[stop - 1].kind == TokenKind::mark) --stop;
    out.push_back(slice(tokens, 0, stop));
    return true;
  }
  return false;
}

// "I can't have gluten or my stomach revolts": what else would be is not so.
bool drop_or_else(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet own("my i it we");
  for (std::size_t i = 3; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "or" || !word_at(tokens, i + 1, own)) continue;
    const std::size_t noun = is_at(tokens, i + 1, "my") ? i + 2 : i + 1;
    const bool verb =
        noun + 1 < tokens.size() &&
        (is_auxiliary(tokens[noun + 1].low) ||
         is_verb(tokens[noun + 1].low, noun == i + 2 ? kThird : kBase | kThird) ||
         (noun == i + 2 && tokens[noun + 1].low.ends_with('s') && text_end(tokens) == noun + 2));
    if (!verb || !speaker_at(tokens, 0)) return false;
    out.push_back(slice(tokens, 0, i));
    return true;
  }
  return false;
}

// "My work laptop is a ThinkPad and my own is a MacBook": "my own laptop is a MacBook".
bool read_my_own(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "my") || !is_at(tokens, 3, "is")) return false;
  for (std::size_t i = 5; i + 4 < tokens.size(); ++i) {
    if (!is_at(tokens, i, "my") || !is_at(tokens, i + 1, "own")) continue;
    std::size_t be = i + 2;
    if (is_at(tokens, be, "one")) ++be;
    const std::size_t stop = is_at(tokens, i - 1, "and") || is_at(tokens, i - 1, ",") ? i - 1 : i;
    if (!is_at(tokens, be, "is") || stop == i) return false;
    out.push_back(slice(tokens, 0, stop));
    out.push_back(joined({words("my own"), slice(tokens, 2, 3), slice(tokens, be, tokens.size())}));
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
