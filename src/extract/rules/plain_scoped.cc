// Sentences that name a scope first and then, without a verb of their own, what holds in it: "for
// emails: short, no bullets", "streaming-wise it's MUBI", "when I travel it's always trains", "if
// in doubt, the cheaper one", "Sunday: swim".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/mood.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// A noun phrase without verb, pronoun or mark: what can be chosen or wanted.
bool is_thing(const Tokens& tokens, std::size_t words_max) {
  if (tokens.empty() || tokens.size() > words_max) return false;
  for (const Token& token : tokens) {
    if (token.low == "one" && tokens.size() > 1) continue;  // "the cheaper one"
    if (is_auxiliary(token.low) || is_pronoun(token.low) || is_wh_word(token.low) ||
        is_subordinator(token.low) || (token.kind == TokenKind::mark && token.low != "/")) {
      return false;
    }
  }
  const std::string& last = tokens.back().low;
  return !is_preposition(last) && (last == "one" || !is_determiner(last));
}

// What an assistant writes, so that a wish about it is a standing one.
bool is_written(const Tokens& scope) {
  static const WordSet written(
      "emails email letters code recipes replies answers responses summaries lists drafts comments "
      "docs documentation translations examples explanations captions posts tweets slides tables "
      "charts plots diagrams scripts essays stories poems reports messages texts headlines titles "
      "itineraries suggestions recommendations python javascript typescript sql rust java bash css "
      "html dates units measurements temperatures prices times currencies distances");
  static const WordSet pointing("the this that these those a an");
  if (scope.empty() || scope.size() > 3 || pointing.has(scope.front().low)) return false;
  if (has_verb(scope, 0, scope.size())) return false;
  return written.has(scope.back().low) ||
         (scope.size() > 1 && scope[scope.size() - 2].low == "commit" &&
          scope.back().low == "messages");
}

}  // namespace

// "For emails: short, no bullet points, British spelling": what the speaker wants in them.
bool read_scoped_wishes(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet opening("for in with");
  static const WordSet nothing("none nothing nil");
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon < 2 || colon > 4 || !word_at(tokens, 0, opening)) return false;
  const Tokens noun = slice(tokens, 1, colon);
  if (!is_written(noun) || word_at(tokens, colon + 1, nothing)) return false;
  Tokens scope = joined({words("for"), noun});
  std::vector<Tokens> items;
  push_each({}, tokens, colon + 1, items);
  // "in recipes: flour, eggs" names what is in them; a wish says how, or what not.
  static const WordSet wishing("no never always use keep be do please only");
  const bool wished = std::any_of(items.begin(), items.end(), [&](const Tokens& item) {
    return word_at(item, 0, wishing) || is_like_adjective(item[0].low);
  });
  if (!wished) return false;
  for (Tokens& item : items) {
    static const WordSet bare("please always");
    while (item.size() > 1 && bare.has(item.back().low)) item.pop_back();
    const bool order = is_verb(item[0].low, kBase) && item.size() > 1 &&
                       (is_determiner(item[1].low) || is_pronoun(item[1].low) ||
                        is_verb(item[0].low, kBase) != is_verb(item[0].low, kThird)) &&
                       !is_thing(item, 3);
    if (order || is_at(item, 0, "do") || is_at(item, 0, "never") || is_at(item, 0, "always") ||
        is_at(item, 0, "keep") || is_at(item, 0, "use") || is_at(item, 0, "be")) {
      out.push_back(joined({words("always"), item, scope}));
      if (is_at(item, 0, "do") || is_at(item, 0, "never") || is_at(item, 0, "always"))
        out.back().erase(out.back().begin());
      continue;
    }
    constexpr std::size_t kWishTokensMax = 5;
    if (!is_thing(item, kWishTokensMax)) return false;
    const bool quality = item.size() == 1 && is_like_adjective(item[0].low);
    out.push_back(quality ? joined({words("I want"), noun, words("to be"), item})
                          : joined({words("I want"), item, scope}));
  }
  return !out.empty();
}

// "Streaming-wise it's MUBI": "I go for MUBI streaming-wise". How things are ("work-wise it's
// grim") is no choice.
bool read_wise_choice(const Tokens& tokens, std::vector<Tokens>& out) {
  if (tokens.size() < 4 || !tokens[0].low.ends_with("-wise")) return false;
  static const WordSet topics("weather money health work time luck family");
  if (topics.has(tokens[0].low.substr(0, tokens[0].low.size() - 5))) return false;
  std::size_t at = is_at(tokens, 1, ",") ? 2 : 1;
  if (!is_at(tokens, at, "it") || !is_at(tokens, at + 1, "is")) return false;
  at += 2;
  static const WordSet degree("mostly mainly only all just always usually");
  const bool measured = word_at(tokens, at, degree);
  const std::size_t from = measured ? at + 1 : at;
  const Tokens noun = slice(tokens, from, text_end(tokens));
  if (noun.empty() || is_like_adjective(noun[0].low) || is_preposition(noun[0].low)) return false;
  if (!measured && !noun[0].capital && !is_determiner(noun[0].low)) return false;
  if (has_verb(noun, 0, noun.size()) || is_pronoun(noun[0].low)) return false;
  Tokens topic = slice(tokens, 0, 1);
  topic[0].out = topic[0].low;
  const Tokens how = measured ? slice(tokens, at, from) : Tokens();
  const bool all = is_at(how, 0, "all");
  push_each(joined({words("I"), all ? words("only") : how, words("go for")}), noun, 0, out);
  for (Tokens& each : out) each.insert(each.end(), topic.begin(), topic.end());
  return !out.empty();
}

// "...; when I actually listen it's FLACs": two sentences.
bool part_condition(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet opening("when whenever if before after once because since");
  const std::size_t mark = find(tokens, ";");
  if (mark == kNone || mark < 2 || !word_at(tokens, mark + 1, opening)) return false;
  out.push_back(slice(tokens, 0, mark));
  out.push_back(slice(tokens, mark + 1, tokens.size()));
  return true;
}

// "When I travel it's always trains": "I always go for trains when I travel".
bool read_when_choice(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet times("when whenever if once");
  static const WordSet choosing(
      "listen travel cook eat drink read write code run fly drive watch play relax shop order bake "
      "paint draw knit sew cycle hike camp garden dance sing swim train exercise work study "
      "commute "
      "holiday snack fish lift dress");
  if (!word_at(tokens, 0, times) || !speaker_at(tokens, 1)) return false;
  const std::size_t verb = skip_adverbs(tokens, 2);
  if (!word_at(tokens, verb, choosing)) return false;
  // "when I run the script": a matter at hand.
  if (verb + 1 < tokens.size() && is_determiner(tokens[verb + 1].low)) return false;
  std::size_t it = verb + 1;
  while (it < tokens.size() && it < verb + 6 && !is_at(tokens, it, "it")) {
    if (is_auxiliary(tokens[it].low)) return false;
    ++it;
  }
  if (!is_at(tokens, it, "it") || !is_at(tokens, it + 1, "is") || it + 2 >= text_end(tokens))
    return false;
  static const WordSet degree("mostly mainly only just always usually generally invariably");
  const bool measured = word_at(tokens, it + 2, degree);
  const std::size_t from = measured ? it + 3 : it + 2;
  const Tokens noun = slice(tokens, from, text_end(tokens));
  static const WordSet reasons("the because for to about like that my when not never as so too");
  if (noun.empty() || word_at(noun, 0, reasons) || is_like_adjective(noun[0].low) ||
      has_verb(noun, 0, noun.size()) || is_verb(noun[0].low, kPast) || is_pronoun(noun[0].low)) {
    return false;
  }
  const std::size_t when_end = is_at(tokens, it - 1, ",") ? it - 1 : it;
  Tokens when = slice(tokens, 0, when_end);
  when[0].out = when[0].low;
  const Tokens how = measured ? slice(tokens, it + 2, from) : Tokens();
  push_each(joined({words("I"), how, words("go for")}), noun, 0, out);
  for (Tokens& each : out) each.insert(each.end(), when.begin(), when.end());
  return !out.empty();
}

// "If in doubt, the cheaper one", "given the choice, an aisle seat": what is preferred then.
bool read_default_choice(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t end = 0;
  for (const std::string_view lead :
       {"if in doubt", "when in doubt", "given the choice", "given a choice", "by default",
        "if possible", "where possible", "all things being equal", "all else being equal",
        "other things being equal", "left to my own devices", "for preference",
        "if forced to choose", "if it is up to me", "if i get to choose", "if i have a choice",
        "if there is a choice", "if i get a choice"}) {
    if (sequence_at(tokens, 0, lead)) end = words(lead).size();
  }
  if (end == 0 || !is_at(tokens, end, ",")) return false;
  std::size_t stop = end + 1;
  while (stop < tokens.size() && tokens[stop].kind != TokenKind::mark) ++stop;
  const Tokens wanted = slice(tokens, end + 1, stop);
  constexpr std::size_t kWantedTokensMax = 6;
  if (!is_thing(wanted, kWantedTokensMax) || is_adverb(wanted[0].low)) return false;
  if (verb_form(wanted[0].low) != nullptr && !is_determiner(wanted[0].low)) return false;
  // What "if" opens would leave it open.
  const bool doubt = is_at(tokens, 1, "in") && is_at(tokens, 2, "doubt");
  const Tokens when = doubt ? words("when in doubt") : Tokens();
  out.push_back(joined({words("I prefer"), wanted, when}));
  if (stop + 1 < text_end(tokens)) out.push_back(slice(tokens, stop + 1, tokens.size()));
  return true;
}

namespace {

// "monday" for "mon" and "mondays"; empty for other words.
std::string day_of(std::string_view low) {
  static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
  for (const std::string_view day : kDays) {
    const bool full = low == day || low == std::string(day) + "s";
    const bool brief = low.size() >= 3 && low.size() <= 5 && day.starts_with(low);
    if (full || brief) return std::string(day);
  }
  return {};
}

// "Sunday: swim", "Mondays gym", "Mon - choir": the day and what is done on it.
bool read_day_piece(const Tokens& piece, Tokens& said, bool& marked) {
  if (piece.size() < 2) return false;
  const std::string day = day_of(piece[0].low);
  if (day.empty()) return false;
  std::size_t from = 1;
  marked = is_at(piece, 1, ":") || is_at(piece, 1, "=") || is_spaced_dash(piece[1]);
  const bool plural = piece[0].low.ends_with("days");
  if (marked) ++from;
  if (!marked && !plural) return false;
  Tokens deed = slice(piece, from, text_end(piece));
  if (is_at(deed, 0, "is")) deed.erase(deed.begin());
  constexpr std::size_t kDeedTokensMax = 6;
  if (!is_thing(deed, kDeedTokensMax) || is_adverb(deed[0].low)) return false;
  static const WordSet states(
      "off free busy closed open shut sunny rainy rain cloudy snow dry wet hot cold good great "
      "perfect fine ok okay sorted done please thanks");
  if (states.has(deed[0].low) || deed[0].kind == TokenKind::number || is_time_word(deed[0].low))
    return false;
  // "Monday: dentist" comes once.
  static const WordSet once(
      "dentist doctor flight interview exam appointment surgery wedding funeral deadline delivery "
      "viewing vet mot hospital birthday demo standup review launch release presentation call");
  const bool single = !plural && once.has(deed.back().low);
  std::string name = single ? day : day + "s";
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  Tokens when = words(name);
  if (single) {
    const bool vowel =
        std::string_view("aeiou").find(deed[0].low.front()) != std::string_view::npos;
    said = joined({words(vowel ? "I have an" : "I have a"), deed, words("on"), when});
    return true;
  }
  if (is_verb(deed[0].low, kGerund)) {
    said = joined({words("I go"), deed, words("on"), when});
    static const WordSet sports(
        "swimming running climbing cycling dancing riding skating bowling "
        "fishing walking hiking rowing sailing surfing skiing shopping");
    if (!sports.has(deed[0].low)) said = joined({words("I have"), deed, words("on"), when});
  } else {
    said = joined({words("I have"), deed, words("on"), when});
  }
  return true;
}

// "earlies Mon-Wed", "lates Thursday", "Friday off": a shift and its days.
bool read_shift(const Tokens& piece, Tokens& said) {
  static const WordSet shifts(
      "earlies lates nights days mornings afternoons evenings shifts shift");
  constexpr std::size_t kPieceTokensMax = 6;
  if (piece.size() < 2 || piece.size() > kPieceTokensMax) return false;
  if (piece.size() == 2 && is_at(piece, 1, "off") && !day_of(piece[0].low).empty()) {
    said = joined({words("I have"), piece});
    return true;
  }
  static const WordSet links("on to and - through till");
  if (!shifts.has(piece[0].low)) return false;
  for (std::size_t i = 1; i < piece.size(); ++i) {
    const bool days = !day_of(piece[i].low.substr(0, piece[i].low.find('-'))).empty();
    if (!days && !links.has(piece[i].low) && !is_spaced_dash(piece[i])) return false;
  }
  Tokens when = slice(piece, is_at(piece, 1, "on") ? 2 : 1, piece.size());
  said = joined({words("I work"), slice(piece, 0, 1), words("on"), when});
  said[2].out = said[2].low;
  return true;
}

}  // namespace

// "Rota's earlies Mon-Wed, lates Thursday, Friday off": each shift with its days.
bool read_rota(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet heads("rota shifts roster schedule");
  std::size_t from = 0;
  if (word_at(tokens, 0, heads) || (is_at(tokens, 0, "my") && word_at(tokens, 1, heads))) {
    constexpr std::size_t kHeadTokensMax = 6;
    for (std::size_t i = 1; i < tokens.size() && i < kHeadTokensMax && from == 0; ++i) {
      const bool link = is_be(tokens[i].low) || tokens[i].low == "'s" || tokens[i].low == ":";
      if (link) from = i + 1;
    }
  }
  std::vector<Tokens> found;
  std::size_t begin = from;
  for (std::size_t i = from; i <= tokens.size(); ++i) {
    const bool joint = i < tokens.size() && (tokens[i].low == "," || tokens[i].low == ";");
    if (i < tokens.size() && !joint) continue;
    Tokens piece = slice(tokens, begin, std::min(i, text_end(tokens)));
    begin = i + 1;
    if (is_at(piece, 0, "and")) piece.erase(piece.begin());
    Tokens said;
    if (piece.empty() || !read_shift(piece, said)) return false;
    found.push_back(std::move(said));
  }
  if (found.size() < 2) return false;
  out = std::move(found);
  return true;
}

// "Mondays gym, Tuesdays choir", "Sunday: swim": what each week brings. Occasions that come once
// are left to those who read them as such.
bool read_week(const Tokens& tokens, std::vector<Tokens>& out) {
  std::vector<Tokens> found;
  std::size_t begin = 0;
  bool colon = false;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool joint = i < tokens.size() && (tokens[i].low == "," || tokens[i].low == ";" ||
                                             tokens[i].low == "and" || tokens[i].low == "&");
    if (i < tokens.size() && !joint) continue;
    const Tokens piece = slice(tokens, begin, i);
    begin = i + 1;
    if (piece.empty()) continue;
    if (day_of(piece[0].low).empty() && !found.empty() && !day_of(tokens[0].low).empty()) {
      // "Sunday: swim and sauna": one more on that day.
      constexpr std::size_t kMoreTokensMax = 3;
      Tokens more = slice(piece, 0, text_end(piece));
      if (!is_thing(more, kMoreTokensMax) || is_adverb(more[0].low)) return false;
      Tokens& last = found.back();
      const std::size_t on = last.size() - 2;
      Tokens with = joined({words("and"), more});
      last.insert(last.begin() + static_cast<Offset>(on), with.begin(), with.end());
      continue;
    }
    Tokens said;
    bool marked = false;
    if (!read_day_piece(piece, said, marked)) return false;
    colon = colon || marked;
    found.push_back(std::move(said));
  }
  // One day alone is a week only where it is set off: "Sunday: swim".
  if (found.empty() || (found.size() < 2 && !colon)) return false;
  out = std::move(found);
  return true;
}

// "Parkrun only from here on", "only decaf from now on": what one keeps to.
bool read_only_from_now(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t end = text_end(tokens);
  std::size_t at = 0;
  Tokens when;
  for (const std::string_view span : {"from here on in", "from here on", "from now on"}) {
    const std::size_t count = words(span).size();
    if (end <= count + 1 || !sequence_at(tokens, end - count, span)) continue;
    when = words(span);
    at = end - count;
    break;
  }
  if (at < 2) return false;
  if (is_at(tokens, at - 1, ",")) --at;
  const bool behind = is_at(tokens, at - 1, "only");
  const bool ahead = is_at(tokens, 0, "only") || is_at(tokens, 0, "just");
  if (behind == ahead) return false;
  Tokens thing = behind ? slice(tokens, 0, at - 1) : slice(tokens, 1, at);
  constexpr std::size_t kThingTokensMax = 5;
  if (!is_thing(thing, kThingTokensMax) || is_determiner(thing[0].low) ||
      is_verb(thing[0].low, kBase) || is_adverb(thing[0].low) || is_preposition(thing[0].low)) {
    return false;
  }
  if (behind && thing.size() == 1) lower_common(thing[0]);
  out.push_back(joined({words("I stick to"), thing, when}));
  return true;
}

// "Silence while I work, please": what is wanted, and when.
bool read_wish_while(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet links("while when whenever");
  const std::size_t end = text_end(tokens);
  if (end < 5 || !is_at(tokens, end - 1, "please")) return false;
  std::size_t link = 1;
  constexpr std::size_t kWishTokensMax = 5;
  while (link < end && link <= kWishTokensMax && !word_at(tokens, link, links)) ++link;
  if (link > kWishTokensMax || !speaker_at(tokens, link + 1)) return false;
  Tokens wish = slice(tokens, 0, link);
  if (!is_thing(wish, kWishTokensMax) || is_verb(wish[0].low, kBase) || is_adverb(wish[0].low))
    return false;
  wish[0].out = wish[0].low;
  const std::size_t stop = is_at(tokens, end - 2, ",") ? end - 2 : end - 1;
  out.push_back(joined({words("I want"), wish, slice(tokens, link, stop)}));
  return true;
}

// "Two more modules and I'm a surveyor": not yet, and what it takes.
bool read_almost(const Tokens& tokens, std::vector<Tokens>& out) {
  const bool counted =
      !tokens.empty() && (is_number_word(tokens[0].low) || tokens[0].kind == TokenKind::number);
  const std::size_t joint = find(tokens, "and");
  constexpr std::size_t kLeadTokensMax = 5;
  if (!counted || !is_at(tokens, 1, "more") || joint == kNone || joint > kLeadTokensMax)
    return false;
  static const WordSet articles("a an the my");
  if (!speaker_at(tokens, joint + 1) || !is_at(tokens, joint + 2, "am")) return false;
  Tokens lead = slice(tokens, 0, joint);
  lead[0].out = lead[0].low;
  if (word_at(tokens, joint + 3, articles)) {
    out.push_back(joined({words("I am"), lead, words("away from being"),
                          slice(tokens, joint + 3, text_end(tokens))}));
  }
  return true;
}

}  // namespace mnestic::extract
