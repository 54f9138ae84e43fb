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

// "Bristol is behind us": the name; empty for other words.
Tokens place_behind(const Tokens& segment) {
  if (segment.empty() || !segment.front().capital) return {};
  std::size_t end = 0;
  while (end < segment.size() && segment[end].capital && segment[end].low != "i") ++end;
  std::size_t at = end;
  static const WordSet being("is 's was are all well firmly now");
  while (at < segment.size() && being.has(segment[at].low)) ++at;
  const bool behind =
      at > end && (sequence_at(segment, at, "behind us") || sequence_at(segment, at, "behind me") ||
                   sequence_at(segment, at, "history") || sequence_at(segment, at, "in the past"));
  return behind ? part_of(segment, 0, end) : Tokens();
}

// "we've been Truro people since the weekend": the name; empty for other words.
Tokens place_of_people(const Tokens& segment) {
  static const WordSet folk("people folk folks residents dwellers");
  for (std::size_t i = 1; i + 1 < segment.size(); ++i) {
    if (!segment[i].capital || segment[i].low == "i") continue;
    std::size_t end = i;
    while (end < segment.size() && segment[end].capital) ++end;
    const bool named = end < segment.size() && folk.has(segment[end].low);
    const bool now =
        speaks(part_of(segment, 0, i), "been|now|are") && owner_of(segment) == Owner::speaker;
    return named && now ? part_of(segment, i, end) : Tokens();
  }
  return {};
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
    Tokens left = left_place(said.segments[s]);
    const bool behind = left.empty();
    if (behind) left = place_behind(said.segments[s]);
    if (left.empty()) continue;
    Tokens now;
    for (std::size_t k = s + 1; k < said.segments.size() && now.empty(); ++k) {
      now = place_of_people(said.segments[k]);
      if (now.empty()) now = new_place(said.segments[k]);
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
      if (behind)
        touch.value = std::string(kWhole);  // "Bristol is behind us" says no more than that
      touches.push_back(std::move(touch));
    }
  }
}

}  // namespace mnestic::extract
