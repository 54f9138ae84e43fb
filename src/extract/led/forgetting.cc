// What to forget: a wish to the assistant, and what the fact is about.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "mnestic/extract/relation.h"
#include "relation/retract.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kWishes =
    "forget|erase|delete|remove|wipe|scrub|strike|clear|drop|lose|scrap|bin|unlearn|un-remember|"
    "take "
    "out|get rid of|stays out|stay out|keep out of|keep it out|keep that out|leave it out|leave "
    "that out|off the record|goes no further|go no further|not for the record|not for the file|not "
    "be kept|not be written|not be saved|should not have told|should not have mentioned|should not "
    "have said|need to know|need to remember|need not remember|not remember|not know|none of "
    "your business|nobody's business|no one's business|should not be in|should not have|not be in|"
    "not keep|not store|stop remembering|take it out|take it off|clear it|you keeping|you "
    "remembering|you knowing|you having|pretend i never|pretend i did not|act like i never|ignore "
    "what i";

constexpr std::string_view kAddressed =
    "you|your|memory|notes|record|records|bit about|part about|the bit about|the part about|the "
    "bit on|what i said|what "
    "i "
    "told|i said about|i told you about|i mentioned about|please|the thing about|everything about|"
    "anything about|business|stop remembering|never told|never said|never mentioned";

// Words of the wish itself.
bool is_of_wish(std::string_view word) {
  static const WordSet about_memory(
      "forget erase delete remove wipe scrub strike clear drop lose scrap bin unlearn un-remember "
      "memory notes note record records bit part please need business remember store keep rid take "
      "stay out file no further written saved save "
      "rather stop meetings stuff info list keeping remembering knowing having want pretend never "
      "said told mentioned act like ignore mention nobody");
  return about_memory.has(word);
}

void end_fact(std::vector<Touch>& touches, std::size_t fact) {
  const bool done = std::any_of(touches.begin(), touches.end(),
                                [&](const Touch& each) { return each.fact == fact; });
  if (!done)
    touches.push_back({fact, Touch::Way::ends, {}, "asked to be forgotten", std::string(kWhole)});
}

// Ends what is known of the words; whether there was any.
bool forget_words(const Tokens& words, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  const bool times = std::all_of(words.begin(), words.end(),
                                 [](const Token& token) { return is_time_word(token.low); });
  if (words.empty() || times) return false;
  const Parsed mention = parse_statement("User mentions " + join(words));
  bool any = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!ends(facts[i].parsed, mention)) continue;
    end_fact(touches, i);
    any = true;
  }
  return any;
}

// "stop remembering Lou", "anything about Lou": every fact that names them.
bool forget_person(const Tokens& words, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  if (words.size() != 1 || !words[0].capital) return false;
  bool any = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const bool named =
        std::any_of(facts[i].tokens.begin(), facts[i].tokens.end(),
                    [&](const Token& token) { return token.capital && token.low == words[0].low; });
    if (!named) continue;
    end_fact(touches, i);
    any = true;
  }
  return any;
}

// "take the Corsa off my list of cars", "strike the Peugeot from my vehicles": what stands between.
Tokens taken_off(const Tokens& tokens) {
  static const WordSet taking("take cross strike scratch remove drop delete knock get");
  for (std::size_t i = 0; i < tokens.size() && i < 4; ++i) {
    if (!taking.has(tokens[i].low)) continue;
    static const WordSet asking("please can could you just also");
    if (!std::all_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                     [](const Token& token) { return asking.has(token.low); })) {
      return {};
    }
    std::size_t off = i + 2;
    while (off < tokens.size() && tokens[off].low != "off" && tokens[off].low != "from" &&
           tokens[off].kind != TokenKind::mark) {
      ++off;
    }
    const Tokens place = part_of(tokens, off + 1, std::min(off + 6, tokens.size()));
    if (off >= tokens.size() || place.size() < 2) return {};
    const bool listed = speaks(place, "list|lists|your notes|your memory|your records");
    const bool own = is_possessive(place[0].low) && place[1].low.ends_with('s') &&
                     (place.size() < 3 || place[2].kind == TokenKind::mark);
    static constexpr std::string_view kErrands = "shopping list|mailing list|guest list|to-do list";
    if ((!listed && !own) || speaks(place, kErrands)) return {};
    Tokens words;
    for (const Token& token : part_of(tokens, i + 1, off)) {
      if (is_telling(token)) words.push_back(token);
    }
    return words;
  }
  return {};
}

// "keep everything but the stamps and the chess": each thing that is left out.
bool read_exceptions(const Tokens& tokens, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  static const WordSet keeping("keep remember store");
  for (std::size_t i = 0; i + 3 < tokens.size(); ++i) {
    static const WordSet all("everything all");
    static const WordSet without("but except bar besides");
    if (!keeping.has(tokens[i].low) || !all.has(tokens[i + 1].low)) continue;
    std::size_t at = i + 2;
    if (tokens[at].low == "else") ++at;
    if (!without.has(tokens[at].low) && !sequence_at(tokens, at, "apart from") &&
        !sequence_at(tokens, at, "other than"))
      continue;
    const bool imperative = i == 0 || tokens[i - 1].low == "please" || tokens[i - 1].low == "you";
    if (!imperative) continue;
    for (const Tokens& run : runs_in(tokens, at + 1, tokens.size())) {
      Tokens words = run;
      std::erase_if(words, [](const Token& token) { return is_of_wish(token.low); });
      forget_words(words, facts, touches);
    }
    return true;
  }
  return false;
}

// "don't remember that I have eczema", "I'd rather you didn't know that I'm getting divorced":
// where the clause begins that is not to be kept; the size without one.
std::size_t unwanted_clause(const Tokens& tokens) {
  for (std::size_t i = 1; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != "that" || tokens[i + 1].kind == TokenKind::mark) continue;
    const Tokens wish = part_of(tokens, 0, i);
    constexpr std::string_view kRefused =
        "not remember|not keep|not store|not save|not record|not know|not hold|stop remembering|"
        "need not remember|need not know";
    const bool asked = wish[0].low == "do" || wish[0].low == "please" || speaks(wish, "you") ||
                       wish[0].low == "stop";
    if (!asked || !speaks(wish, kRefused) || speaks(wish, "i do|i did|i can|i could")) continue;
    return i + 1;
  }
  return tokens.size();
}

bool read_unwanted_clause(const Tokens& tokens, const std::vector<Fact>& facts,
                          std::vector<Touch>& touches) {
  const std::size_t begin = unwanted_clause(tokens);
  if (begin >= tokens.size()) return false;
  Tokens said;
  for (const Token& token : part_of(tokens, begin, tokens.size())) {
    if (is_telling(token)) said.push_back(token);
  }
  for (std::size_t i = 0; i < facts.size() && !said.empty(); ++i) {
    const bool of_user = facts[i].parsed.subject_terms.front() == "user";
    const bool all = std::all_of(said.begin(), said.end(), [&](const Token& word) {
      return std::any_of(facts[i].tokens.begin(), facts[i].tokens.end(),
                         [&](const Token& each) { return means(word, each); });
    });
    if (of_user && all) end_fact(touches, i);
  }
  return true;
}

// What the wish is about: all that stands behind "about" in "the thing I said about X".
Tokens topic_of(const Tokens& tokens) {
  for (std::size_t i = tokens.size(); i-- > 2;) {
    if (tokens[i].low != "about") continue;
    Tokens words;
    for (std::size_t k = i + 1; k < tokens.size() && tokens[k].kind != TokenKind::mark; ++k) {
      static const WordSet idle("how being having that getting");
      if (is_telling(tokens[k]) && !idle.has(tokens[k].low) && !is_of_wish(tokens[k].low))
        words.push_back(tokens[k]);
    }
    return words;
  }
  return {};
}

}  // namespace

void read_led_forgetting(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches) {
  if (const Tokens words = taken_off(said.tokens); !words.empty()) {
    if (!forget_words(words, facts, touches)) forget_person(words, facts, touches);
    return;
  }
  if (read_exceptions(said.tokens, facts, touches)) return;
  if (read_unwanted_clause(said.tokens, facts, touches)) return;
  if (!speaks(said.tokens, kWishes) || !speaks(said.tokens, kAddressed)) return;
  if (speaks(said.tokens,
             "not forget|not lose|if i|did you|what if|that i|that my|that we|that our|where "
             "you|how you|why you|never stop"))
    return;
  const Tokens topic = topic_of(said.tokens);
  if (speaks(said.tokens, "stop remembering|anything about|everything about|whatever")) {
    const Tokens named =
        topic.empty() ? part_of(said.tokens, said.tokens.size() - 1, said.tokens.size()) : topic;
    if (forget_person(named, facts, touches)) return;
  }
  const bool of_person =
      speaks(said.tokens, "bit about|part about|stuff about|thing about|things about");
  if (of_person && forget_person(topic, facts, touches)) return;
  if (forget_words(topic, facts, touches)) return;
  // "about my mum's cooking" says nothing of what else is known of her.
  if (topic.size() > 1 && speaks(said.tokens, "what i said|what i told")) return;
  std::vector<Tokens> runs;
  for (const Tokens& segment : said.segments) {
    std::vector<Tokens> named = runs_in(segment, 0, segment.size());
    const bool wish = speaks(segment, kWishes);
    // "..., get rid of that": what was named before.
    if (!wish && !speaks(segment, kAddressed) && !runs.empty()) continue;
    runs.insert(runs.end(), named.begin(), named.end());
  }
  for (Tokens& run : runs) {
    std::erase_if(run, [](const Token& token) { return is_of_wish(token.low); });
    forget_words(run, facts, touches);
  }
}

}  // namespace mnestic::extract
