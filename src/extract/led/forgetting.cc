// What to forget: a wish to the assistant, and what the fact is about.
#include <algorithm>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "relation/retract.h"

namespace mnestic::extract {

// What to forget: a wish to the assistant, and a noun that the fact is about.
void read_led_forgetting(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches) {
  constexpr std::string_view kWishes =
      "forget|erase|delete|remove|wipe|scrub|strike|clear|drop|lose|scrap|unlearn|un-remember|take "
      "out|get rid of|need to know|need to remember|not remember|not know|none of your business|"
      "should not be in|should not have|not be in|not keep|not store|stop remembering|take it out|"
      "take it off|clear it|you keeping|you remembering|you knowing|you having";
  constexpr std::string_view kAddressed =
      "you|your|memory|notes|record|records|the bit about|the part about|what i said|what i told|"
      "please|the thing about|everything about|anything about";
  if (!speaks(said.tokens, kWishes) || !speaks(said.tokens, kAddressed)) return;
  if (speaks(said.tokens,
             "not forget|not lose|if i|did you|what if|that i|that my|that we|that our|where "
             "you|how you|why "
             "you"))
    return;
  static const WordSet about_memory(
      "forget erase delete remove wipe scrub strike clear drop lose scrap unlearn un-remember "
      "memory notes note record records bit part please need business remember store keep rid take "
      "rather stop meetings stuff info list keeping remembering knowing having want");
  std::vector<Tokens> runs;
  for (const Tokens& segment : said.segments) {
    std::vector<Tokens> named = runs_in(segment, 0, segment.size());
    const bool wish = speaks(segment, kWishes);
    // "..., get rid of that": what was named before.
    if (!wish && !speaks(segment, kAddressed) && !runs.empty()) continue;
    runs.insert(runs.end(), named.begin(), named.end());
  }
  for (Tokens& run : runs) {
    std::erase_if(run, [](const Token& token) { return about_memory.has(token.low); });
    if (run.empty() || std::all_of(run.begin(), run.end(),
                                   [](const Token& token) { return is_time_word(token.low); })) {
      continue;
    }
    const std::string words = join(run);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (facts[i].parsed.subject_terms.empty()) continue;
      if (!ends(facts[i].parsed, parse_statement("User mentions " + words))) continue;
      touches.push_back({i, Touch::Way::ends, {}, "asked to be forgotten", std::string(kWhole)});
    }
  }
}

}  // namespace mnestic::extract
