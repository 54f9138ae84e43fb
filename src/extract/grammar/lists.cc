#include "grammar/lists.h"

#include <algorithm>
#include <cstddef>

#include "grammar/deeds.h"
#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kItemTokensMax = 7;
constexpr std::size_t kLastItemTokensMax = 10;

bool is_and(const Token& token) {
  return token.low == "and" || token.low == "&" || token.low == "plus" || token.low == "nor";
}

// "not X or Y" denies both.
bool denies(TokenSpan tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.low == "not" || token.low == "never" || token.low == "without";
  });
}

// "X as well as Y" and "X along with Y" are "X and Y".
Tokens plain_conjunctions(const Tokens& tokens) {
  Tokens plain;
  const bool denied = denies(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool three = i + 2 < tokens.size() && tokens[i].low == "as" &&
                       tokens[i + 1].low == "well" && tokens[i + 2].low == "as";
    plain.push_back(tokens[i]);
    if (three || (denied && tokens[i].low == "or")) plain.back().low = plain.back().out = "and";
    if (three) i += 2;
  }
  return plain;
}

// "X and, embarrassingly, Y" without the aside; "and the baby, Linus" with its name beside it.
Tokens without_asides(const Tokens& tokens) {
  Tokens plain;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool comma = tokens[i].low == ",";
    const bool aside = comma && i + 2 < tokens.size() && tokens[i + 2].low == "," &&
                       tokens[i + 1].low.size() > 4 && tokens[i + 1].low.ends_with("ly");
    if (aside) {
      i += 2;
      continue;
    }
    const bool named = comma && i + 2 == tokens.size() && i >= 3 && tokens[i + 1].capital &&
                       !tokens[i - 1].capital && is_determiner(tokens[i - 2].low) &&
                       is_and(tokens[i - 3]);
    if (!named) plain.push_back(tokens[i]);
  }
  return plain;
}

}  // namespace

bool joins_measure(TokenSpan tokens, std::size_t at) {
  static const WordSet units(
      "hour hours hr hrs minute minutes min mins second seconds day days week weeks month months "
      "year years foot feet inches stone pounds lbs kilos metres miles pound euro euros dollars "
      "hundred thousand");
  if (at == 0 || at + 1 >= tokens.size()) return false;
  const auto counts = [&](std::size_t i) {
    return is_number_word(tokens[i].low) || is_digits(tokens[i].low);
  };
  static const WordSet parts("half quarter third bit");
  if (tokens[at + 1].low == "a" && at + 2 < tokens.size() && parts.has(tokens[at + 2].low)) {
    return units.has(tokens[at - 1].low) || counts(at - 1);
  }
  if (!units.has(tokens[at - 1].low) || !counts(at + 1)) return false;
  // "two hours and twenty", "a hundred and twenty", but "two days and five museums".
  static const WordSet large("hundred thousand");
  return at + 2 >= tokens.size() || units.has(tokens[at + 2].low) ||
         tokens[at + 2].kind == TokenKind::mark || large.has(tokens[at - 1].low);
}

namespace {

// Pairs that name one thing.
bool one_thing(TokenSpan tokens, std::size_t conjunction) {
  static const WordSet pairs(
      "fish+chips mac+cheese rock+roll salt+pepper bed+breakfast black+white r+d pros+cons "
      "back+forth peanut+jelly gin+tonic arts+crafts bread+butter trial+error nuts+bolts "
      "research+development here+there now+then drum+bass hide+seek track+field b+b q+a "
      "food+drink health+safety sales+marketing ups+downs cheese+onion there+back again+again "
      "dungeons+dragons on+off "
      "in+out and+or so+so bubble+squeak bits+pieces up+running sweet+sour");
  if (conjunction == 0 || conjunction + 1 >= tokens.size()) return false;
  if (joins_measure(tokens, conjunction)) return true;
  // "over and over", "more and more"
  if (tokens[conjunction - 1].low == tokens[conjunction + 1].low) return true;
  // "fourteen nieces and nephews": counted together.
  const std::string& left = tokens[conjunction - 1].low;
  const std::string& right = tokens[conjunction + 1].low;
  const bool counted = conjunction > 1 && (is_number_word(tokens[conjunction - 2].low) ||
                                           is_digits(tokens[conjunction - 2].low));
  if (counted && is_kin(left) && is_kin(right) && left.ends_with('s') && right.ends_with('s'))
    return true;
  return pairs.has(tokens[conjunction - 1].low + "+" + tokens[conjunction + 1].low);
}

std::size_t tail_begin(TokenSpan tokens, ItemSpan item) {
  for (std::size_t i = item.begin + 1; i < item.end; ++i) {
    const std::string& low = tokens[i].low;
    if (low == "of") continue;
    // "whatever Radiolab puts out" ends in a particle.
    if (is_preposition(low) && i + 1 == item.end) break;
    if (low == "," && i + 1 < item.end && tokens[i + 1].low == "not") return i;
    // "results the week after"
    if (low == "the" && i + 1 < item.end && is_time_word(tokens[i + 1].low) &&
        !tokens[i + 1].capital) {
      return i;
    }
    if (is_preposition(low) || is_subordinator(low) || is_time_word(low)) return i;
  }
  return item.end;
}

bool is_noun_like(const Token& token) {
  return token.kind == TokenKind::word && verb_form(token.low) == nullptr &&
         !is_preposition(token.low) && !is_pronoun(token.low) && !is_determiner(token.low);
}

// Where the first item proper begins: behind the verb and the last preposition, unless item two
// repeats its shape.
std::size_t first_item_begin(TokenSpan tokens, std::size_t from, std::size_t end, ItemSpan second) {
  static const WordSet articles("a an the my our some two three four five six her his their");
  const bool second_article = articles.has(tokens[second.begin].low);
  // "got them some snacks and drinks"
  static const WordSet given("them him her me us it you");
  if (given.has(tokens[from].low) && from + 1 < end && is_determiner(tokens[from + 1].low)) ++from;
  // "started adding scraps, eggshells and coffee grounds"
  static const WordSet phases("start begin keep stop finish try consider continue");
  const bool phase = from > 0 && phases.has(lemma_of(tokens[from - 1].low));
  if (phase && is_gerund(tokens[from]) && from + 1 < end && !is_gerund(tokens[second.begin]))
    ++from;
  // "have been trying to pack scarves and jackets"; not "to stay home and relax"
  const bool aim = from > 0 && tokens[from - 1].low == "to" && is_verb(tokens[from].low, kBase);
  if (aim && from + 1 < end && !is_verb(tokens[second.begin].low, kBase)) ++from;
  std::size_t begin = from;
  // "are the Thai on the corner, Nando's and ...": what something is begins behind the verb.
  static const WordSet known("the my our");
  if (from > 0 && is_be(tokens[from - 1].low) && known.has(tokens[from].low) &&
      !known.has(tokens[second.begin].low)) {
    return from;
  }
  // "a fan of theatre and dance": one of both.
  static const WordSet partial("fan lover member student teacher owner user supporter collector");
  for (std::size_t i = from + 1; i + 2 < end; ++i) {
    if (tokens[i + 1].low == "of" && partial.has(tokens[i].low) && !second_article) return i + 2;
  }
  // "a mortgage with Nationwide, car on finance": each has its own adjunct.
  const std::size_t own = tail_begin(tokens, second);
  if (is_determiner(tokens[from].low) && own > second.begin && own < second.end &&
      is_preposition(tokens[own].low)) {
    return from;
  }
  for (std::size_t i = from; i + 1 < end; ++i) {
    const std::string& low = tokens[i].low;
    if (second_article && (articles.has(low) || is_digits(low))) return i;
    if (is_preposition(low) && low != "of" && tokens[second.begin].low == low) return i;
    // "Bear for notes and Things for tasks": each has its own.
    const std::size_t tail = tail_begin(tokens, second);
    // "keys in a wedding band and bass in church"
    const bool closes = tail == second.end && tail < tokens.size() && low != "of";
    if (is_preposition(low) && i > from && (tail < second.end || closes) &&
        tokens[tail].low == low) {
      return begin;
    }
    // "a scan on the 3rd and results the week after": when the first is, heads no list.
    const bool dated = i > from && i + 2 < end && is_determiner(tokens[from].low) &&
                       tokens[i + 1].low == "the" && tokens[i + 2].kind == TokenKind::number &&
                       tokens[second.begin].kind == TokenKind::word &&
                       !is_determiner(tokens[second.begin].low);
    if (dated) return begin;
    if ((is_preposition(low) && low != "of") || low == "than") begin = i + 1;
    // "to invite David and his wife", "by taking trains and buses": behind the verb.
    const bool verb = low == "to" ? is_verb(tokens[i + 1].low, kBase) : is_gerund(tokens[i + 1]);
    if (begin == i + 1 && verb && i + 2 < end) begin = i + 2;
    // "made granola at home using oats and honey"
    const bool manner = is_gerund(tokens[i]) && i > from && begin <= i && i + 1 < end &&
                        !is_determiner(tokens[i - 1].low) && !is_adjective(tokens[i - 1].low) &&
                        is_verb(low, kGerund) && tokens[second.begin].low != low;
    if (manner && (is_noun_like(tokens[i - 1]) || is_adverb(tokens[i - 1].low))) begin = i + 1;
  }
  return begin;
}

std::size_t behind_verb(TokenSpan tokens) {
  std::size_t at = 0;
  bool verb = false;
  while (at < tokens.size()) {
    const std::string& low = tokens[at].low;
    const bool verbal = is_auxiliary(low) || (verb_form(low) != nullptr && !verb) ||
                        (verb && is_verb(low, kGerund | kParticiple) && at > 0 &&
                         (is_auxiliary(tokens[at - 1].low) || tokens[at - 1].low == "been"));
    if (is_adverb(low) || low == "not" || low == "to" || verbal) {
      verb = verb || (verbal && !is_auxiliary(low));
      ++at;
      continue;
    }
    if (is_adjective(low) && at > 0 && is_be(tokens[at - 1].low) && at + 1 < tokens.size() &&
        (tokens[at + 1].low == "to" || tokens[at + 1].low == "in" || tokens[at + 1].low == "of")) {
      ++at;
      continue;
    }
    break;
  }
  return at;
}

bool plain_item(TokenSpan tokens, ItemSpan item, std::size_t tokens_max = kItemTokensMax) {
  if (item.end <= item.begin || item.end - item.begin > tokens_max) return false;
  for (std::size_t i = item.begin; i < item.end; ++i) {
    const std::string& low = tokens[i].low;
    if (tokens[i].kind == TokenKind::mark && low != "(" && low != ")" && low != "+" && low != "#") {
      return false;
    }
    if (is_auxiliary(low) && i > item.begin) return false;
  }
  static const WordSet never(
      "so then etc not also all only just mostly mainly except especially a+half half more other "
      "others stuff things next nothing bust never");
  return tokens[item.begin].capital || !never.has(tokens[item.begin].low);
}

// "as productivity tools" behind one item of the list is "as a productivity tool".
void make_role_single(Tokens& part, std::size_t tail) {
  if (tail + 1 >= part.size() || part[tail].low != "as" || is_determiner(part[tail + 1].low))
    return;
  std::size_t noun = tail + 1;
  while (noun + 1 < part.size() && part[noun + 1].kind == TokenKind::word &&
         !is_preposition(part[noun + 1].low) && !is_adverb(part[noun + 1].low)) {
    ++noun;
  }
  std::string& out = part[noun].out;
  if (part[noun].kind != TokenKind::word || !out.ends_with('s') || out.ends_with("ss")) return;
  if (out.ends_with("ies")) {
    out.replace(out.size() - 3, 3, "y");
  } else {
    out.pop_back();
  }
  part[noun].low = lower(out);
  Token article;
  const char first = part[tail + 1].low.front();
  const bool vowel = std::string_view("aeiou").find(first) != std::string_view::npos;
  article.out = article.low = vowel ? "an" : "a";
  article.space = true;
  part.insert(part.begin() + static_cast<std::ptrdiff_t>(tail) + 1, std::move(article));
}

// "at night", "every morning", "outdoors", "round the house": when or where, which two items may
// each have in a way of their own.
bool is_setting(TokenSpan tail) {
  static const WordSet times(
      "morning mornings night evening evenings afternoon bed lunch dinner "
      "breakfast day week weekends weekdays daily nightly");
  static const WordSet places("outdoors indoors outside inside house home work bed");
  const std::string& last = tail.back().low;
  return tail.size() <= 4 && (is_time_word(last) || times.has(last) || places.has(last));
}

// Names, both or neither; with an article, likewise.
bool looks_alike(const Token& a, const Token& b) {
  return a.capital == b.capital && is_determiner(a.low) == is_determiner(b.low);
}

// "Strava for the bike, Garmin for my sleep", "statins at night and aspirin in the morning": items
// that each have the same preposition, or when and where, behind them.
std::vector<Tokens> part_parallel(const Tokens& tokens, std::size_t from) {
  static const WordSet links(
      "for in on with at every each before after round around outdoors indoors outside inside "
      "daily "
      "nightly");
  static const WordSet plain("for in on with at");
  constexpr std::size_t kNounTokensMax = 4;
  std::vector<Tokens> parts;
  std::string shared;
  bool settings = true;
  std::size_t behind_link = from;
  std::size_t begin = from;
  for (std::size_t i = from; i <= tokens.size(); ++i) {
    if (i < tokens.size() && tokens[i].low != "," &&
        !(is_and(tokens[i]) && tokens[i - 1].low != ","))
      continue;
    std::size_t first = begin;
    if (first < i && is_and(tokens[first])) ++first;
    std::size_t link = first;
    while (link < i && !links.has(tokens[link].low)) ++link;
    settings = settings && link < i && is_setting(TokenSpan(tokens).subspan(link, i - link));
    const bool same = link + 1 < i && (shared.empty() || tokens[link].low == shared) &&
                      plain.has(tokens[link].low);
    // "guitar in a band and piano at church": "piano" looks like "guitar", and not like "a band".
    const bool alike = link + 1 < i && plain.has(tokens[link].low) && parts.size() == 1 &&
                       i == tokens.size() && looks_alike(tokens[first], tokens[from]) &&
                       !looks_alike(tokens[first], tokens[behind_link]);
    const bool noun = !is_auxiliary(tokens[first].low) && !is_verb(tokens[first].low, kPast) &&
                      (parts.empty() || !is_verb(tokens[first].low, kBase));
    if (link <= first || link >= first + kNounTokensMax || !noun || (!same && !settings && !alike))
      return {};
    if (parts.empty()) behind_link = std::min(link + 1, tokens.size() - 1);
    shared = tokens[link].low;
    Tokens part(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(from));
    part.insert(part.end(), tokens.begin() + static_cast<std::ptrdiff_t>(first),
                tokens.begin() + static_cast<std::ptrdiff_t>(i));
    part[from].space = true;
    parts.push_back(std::move(part));
    begin = i + 1;
  }
  return parts.size() > 1 ? parts : std::vector<Tokens>();
}

// "uses vim, tmux, fish": three and more short items without an "and"; names already from two on.
std::vector<Tokens> part_commas(const Tokens& tokens) {
  constexpr std::size_t kShortTokensMax = 4;
  const std::size_t from = behind_verb(tokens);
  if (from == 0 || from >= tokens.size()) return {tokens};
  // "saving up for a deposit, aiming for 30k": what the saving is for.
  static const WordSet aims("aiming hoping");
  for (std::size_t i = from; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low == "," && aims.has(tokens[i + 1].low)) return {tokens};
  }
  if (auto parallel = part_parallel(tokens, from); !parallel.empty()) return parallel;
  std::vector<ItemSpan> items;
  std::size_t begin = from;
  bool names = true;
  for (std::size_t i = from; i <= tokens.size(); ++i) {
    if (i < tokens.size() && tokens[i].low == "(") return {tokens};
    if (i < tokens.size() && tokens[i].low != ",") continue;
    const ItemSpan item{begin, i};
    if (!plain_item(tokens, item) || (begin > from && i - begin > kShortTokensMax)) return {tokens};
    for (std::size_t k = item.begin; k < item.end; ++k) {
      const bool verbal = is_verb(tokens[k].low, kThird | kPast | kGerund) && !tokens[k].capital;
      if (is_time_word(tokens[k].low) || (k > from && (is_preposition(tokens[k].low) || verbal)))
        return {tokens};
    }
    names = names && tokens[i - 1].capital;
    items.push_back(item);
    begin = i + 1;
  }
  if (items.size() < 2 || (items.size() < 3 && !names)) return {tokens};
  // "lives in Leeds, Yorkshire": one place, told twice.
  if (names && items.front().end - items.front().begin > 1 && items.size() < 3) return {tokens};
  if (is_be(tokens[0].low)) return {tokens};
  std::vector<Tokens> parts;
  for (const ItemSpan item : items) {
    Tokens part(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(from));
    part.insert(part.end(), tokens.begin() + static_cast<std::ptrdiff_t>(item.begin),
                tokens.begin() + static_cast<std::ptrdiff_t>(item.end));
    part[from].space = true;
    parts.push_back(std::move(part));
  }
  return parts;
}

struct Head {
  std::size_t from = 0;   // behind the verb
  std::size_t start = 0;  // behind "both"
};

// One predicate for each item, with what all of them share before and behind.
std::vector<Tokens> each_part(const Tokens& predicate, Head head,
                              const std::vector<ItemSpan>& items) {
  const TokenSpan tokens(predicate);
  const ItemSpan last = items.back();
  // "raspberries and a shed held up by ivy"
  const bool made = last.end > last.begin + 1 && is_verb(tokens[last.end - 1].low, kParticiple) &&
                    !is_verb(tokens[last.end - 1].low, kBase);
  // "Portuguese and enough Arabic to order food"
  const bool enough = items.size() > 1 && tokens[last.begin].low == "enough";
  // "93, deaf as a post and sharp as a tack": the tail is the last one's own.
  const bool last_only =
      last.end < tokens.size() &&
      (made || enough || std::any_of(items.begin(), items.end() - 1, [&](const ItemSpan& item) {
         const std::size_t tail = tail_begin(tokens, item);
         return tail < item.end &&
                (is_be(tokens[0].low) || tokens[tail].low == tokens[last.end].low);
       }));
  std::vector<Tokens> parts;
  for (const ItemSpan& item : items) {
    static const WordSet habits("smoke drink drive swim cook vape gamble dance ski gossip");
    const bool verb = &item != &items.front() && item.end == item.begin + 1 && denies(tokens) &&
                      is_auxiliary(tokens[0].low) && habits.has(tokens[item.begin].low);
    if (verb) {
      // "don't drink alcohol or smoke": the denial is shared, the verb is not.
      parts.push_back({predicate[0], predicate[1], predicate[item.begin]});
      continue;
    }
    Tokens part(predicate.begin(), predicate.begin() + static_cast<std::ptrdiff_t>(head.from));
    auto add = [&](std::size_t a, std::size_t b) {
      part.insert(part.end(), predicate.begin() + static_cast<std::ptrdiff_t>(a),
                  predicate.begin() + static_cast<std::ptrdiff_t>(b));
    };
    add(head.start, items.front().begin);
    add(item.begin, item.end);
    // "my partner Dev and his daughter": Dev's.
    const Token& owner = predicate[items.front().end - 1];
    Token& whose = part[part.size() - (item.end - item.begin)];
    static const WordSet theirs("his her");
    if (item.begin != items.front().begin && theirs.has(whose.low) && owner.capital) {
      whose.out = owner.out + "'s";
      whose.low = lower(whose.out);
    }
    if (!part.empty()) part[part.size() - (item.end - item.begin)].space = true;
    const std::size_t tail = part.size();
    // "a dentist appointment on Friday and a haircut on Saturday": each has its own.
    const bool own_tail = item.end != last.end && tail_begin(tokens, item) < item.end;
    // "types on everything, and tabs, not spaces": the denial is the last one's.
    const bool denial = last.end < tokens.size() && tokens[last.end].low == ",";
    const bool lent = item.end == last.end || (!denial && !last_only);
    if (!own_tail && lent) add(last.end, tokens.size());
    make_role_single(part, tail);
    parts.push_back(std::move(part));
  }
  return parts;
}

// Whether each item can stand alone behind what the first one stands behind.
bool fit_together(TokenSpan tokens, const std::vector<ItemSpan>& items) {
  for (const ItemSpan& item : items) {
    // "and some cheese thing my brother-in-law got me into": the last may be longer.
    const bool tail = &item != &items.front() && item.end == items.back().end;
    if (!plain_item(tokens, item, tail ? kLastItemTokensMax : kItemTokensMax)) return false;
  }
  // "a tool, Mendeley, to keep track": what it is for is none of them.
  for (const ItemSpan& item : items) {
    if (tokens[item.begin].low == "to") return false;
  }
  // "X and Y on A and B": which belongs to which is not said.
  const bool own = tail_begin(tokens, items.front()) < items.front().end;
  for (std::size_t i = 1; i + 1 < items.size(); ++i) {
    const bool tail = tail_begin(tokens, items[i]) < items[i].end;
    if (tail && !own && is_and(tokens[items[i].end])) return false;
  }
  // "teach yoga, Mondays and Thursdays": the times are no more of what is taught.
  const bool timed = is_time_word(tokens[items.front().begin].low);
  for (const ItemSpan item : items) {
    const bool time = is_time_word(tokens[item.begin].low);
    if (!timed && time) return false;
    // "play five-a-side on Thursdays and drums badly"
    const bool other = timed && !time && tokens[item.begin].kind == TokenKind::word &&
                       !is_determiner(tokens[item.begin].low) &&
                       !is_time_word(tokens[item.end - 1].low);
    if (other) return false;
  }
  return true;
}

// Whether what stands before the first item, from `start` on, is said of all of them.
bool share_lead(TokenSpan tokens, std::size_t start, const std::vector<ItemSpan>& items) {
  for (std::size_t i = start; i < items.front().begin; ++i) {
    if (tokens[i].low == ":" || tokens[i].low == "(") return false;
  }
  // "every few weeks and floor me"
  const std::size_t first = items.front().begin;
  if (first > 0 && (tokens[first - 1].low == "every" || tokens[first - 1].low == "each")) {
    return false;
  }
  // "sourdough, focaccia and on Sundays bagels": one of them has an adjunct of its own ahead.
  for (const ItemSpan& item : items) {
    const std::string& opens = tokens[item.begin].low;
    const bool shared = item.begin == first || tokens[first].low == opens;
    static const WordSet adjuncts("on in at for from with by during after before");
    if (!shared && adjuncts.has(opens)) return false;
  }
  // "milk to make pancakes and waffles": the list is of what the milk is for.
  for (std::size_t i = start + 1; i + 1 < first; ++i) {
    const bool aim = tokens[i].low == "to" && is_verb(tokens[i + 1].low, kBase);
    if (aim && verb_form(tokens[i - 1].low) == nullptr && !is_adjective(tokens[i - 1].low) &&
        tokens[i - 1].low != "sure")
      return false;
  }
  // "a mix of moss and bark" is one thing.
  static const WordSet mixed("mix mixture blend combination balance");
  for (std::size_t i = start; i + 1 < items.front().end; ++i) {
    if (mixed.has(tokens[i].low) && tokens[i + 1].low == "of") return false;
  }
  // "recent and childhood photos"
  static const WordSet open(
      "recent new old big small various different local online other modern "
      "classic traditional daily weekly monthly short long");
  const Token& quality = tokens[items.front().end - 1];
  const bool led = open.has(quality.low) || (is_like_adjective(quality.low) && !quality.capital);
  if (!is_be(tokens[0].low) && led) return false;
  static const WordSet colours("black white red blue green brown grey orange");
  if (colours.has(tokens[items.front().end - 1].low) && items.size() == 2) return false;
  return true;
}

}  // namespace

std::vector<Tokens> part_list(const Tokens& original) {
  std::vector<Tokens> named;
  if (part_names(original, named)) return named;
  const Tokens predicate = without_asides(plain_conjunctions(original));
  const TokenSpan tokens(predicate);
  std::vector<Tokens> whole = {original};
  std::size_t last_and = tokens.size();
  int depth = 0;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    static const WordSet whole_ahead(
        "between because since when whenever while although unless until "
        "if that who which where whereas than how what why whether");
    if (whole_ahead.has(tokens[i].low)) break;
    // "X and Y to cover A and B": what it is for is no part of the list.
    const bool aim = tokens[i].low == "to" && is_verb(tokens[i + 1].low, kBase);
    if (aim && last_and < i - 1 && last_and < tokens.size()) break;
    // "two instruments (piano and cello)" is no list of its own.
    depth += tokens[i].low == "(" ? 1 : tokens[i].low == ")" ? -1 : 0;
    if (depth == 0 && is_and(tokens[i]) && !one_thing(tokens, i)) last_and = i;
  }
  if (last_and >= tokens.size()) return part_commas(original);
  const std::size_t from = behind_verb(tokens);
  if (from == 0 || from >= last_and) return whole;
  std::size_t start = from;
  if (tokens[start].low == "both") ++start;
  std::vector<ItemSpan> items;
  std::size_t begin = start;
  for (std::size_t i = start; i <= last_and; ++i) {
    if (tokens[i].low != "," && !(is_and(tokens[i]) && !one_thing(tokens, i))) continue;
    if (i > begin) items.push_back({begin, i});
    begin = i + 1;
  }
  ItemSpan last{last_and + 1, tokens.size()};
  last.end = tail_begin(tokens, last);
  items.push_back(last);
  if (items.size() < 2) return whole;
  items.front().begin = first_item_begin(tokens, start, items.front().end, items[1]);
  // "on Mondays and every other Friday"
  while (is_time_word(tokens[items.front().begin].low) && items.back().end < tokens.size() &&
         is_time_word(tokens[items.back().end].low)) {
    ++items.back().end;
  }
  if (auto parallel = part_parallel(predicate, from); !parallel.empty()) return parallel;
  if (auto deeds = part_deeds(predicate, items)) return *std::move(deeds);
  if (!fit_together(tokens, items) || !share_lead(tokens, start, items)) return whole;
  return each_part(predicate, {.from = from, .start = start}, items);
}

}  // namespace mnestic::extract
