// Places left without a verb: "not in Galway any longer; Sligo since the spring", "no longer at
// Siemens".
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// The name behind "not in", "no longer at"; empty when the segment leaves no place.
Tokens left_place(const Tokens& segment) {
  static const WordSet links("in at");
  std::size_t at = 0;
  while (at < segment.size() && at < 3 &&
         (is_pronoun(segment[at].low) || is_be(segment[at].low) || is_adverb(segment[at].low))) {
    ++at;
  }
  const bool longer = sequence_at(segment, at, "no longer");
  const bool denied = longer || (at < segment.size() && segment[at].low == "not");
  if (!denied || owner_of(segment) == Owner::other) return {};
  at += longer ? 2 : 1;
  if (at + 1 >= segment.size() || !links.has(segment[at].low)) return {};
  std::size_t end = at + 1;
  while (end < segment.size() && segment[end].capital) ++end;
  const Tokens name = part_of(segment, at + 1, end);
  const bool over = longer || speaks(part_of(segment, end, segment.size()),
                                     "any longer|any more|anymore|these days|now");
  const bool closed = end >= segment.size() || over;
  return over && closed ? name : Tokens();
}

// "Sligo since the spring", "now Sligo": where one is instead; empty for other words.
Tokens new_place(const Tokens& segment) {
  std::size_t at = 0;
  static const WordSet before("now in at it is just");
  bool now = false;
  while (at < segment.size() && at < 4 && before.has(segment[at].low)) {
    now = now || segment[at].low == "now" || segment[at].low == "it";
    ++at;
  }
  std::size_t end = at;
  while (end < segment.size() && segment[end].capital && !is_time_word(segment[end].low)) ++end;
  const Tokens name = part_of(segment, at, end);
  const Tokens rest = part_of(segment, end, segment.size());
  if (name.empty() || finite_verb_in(rest)) return {};
  return now || speaks(rest, "since|now|these days|from|instead|nowadays") ? name : Tokens();
}

}  // namespace

void read_led_places(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question) return;
  for (std::size_t s = 0; s < said.segments.size(); ++s) {
    const Tokens left = left_place(said.segments[s]);
    if (left.empty()) continue;
    Tokens now;
    for (std::size_t k = s + 1; k < said.segments.size() && now.empty(); ++k) {
      now = new_place(said.segments[k]);
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      static const WordSet being("live be work study stay base");
      if (fact.verb == 0 || fact.parsed.subject != "user" || fact.parsed.negated ||
          !being.has(fact.parsed.verb)) {
        continue;
      }
      const std::size_t at = found_at(fact, left);
      static const WordSet links("in at for");
      if (at == fact.tokens.size() || !links.has(fact.tokens[at - 1].low)) continue;
      Touch touch{i, Touch::Way::ends, {}, "no longer so", {}};
      if (!now.empty()) {
        touch.way = Touch::Way::follows;
        touch.content = with_words(fact, at, at + left.size(), join(now));
        touch.value = join(now);
      }
      touches.push_back(std::move(touch));
    }
  }
}

}  // namespace mnestic::extract
