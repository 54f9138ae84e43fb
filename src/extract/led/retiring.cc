// Retiring: "Retired on Friday!!" ends the work that is known of the speaker.
#include <algorithm>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// Whether the segment says of the speaker that all work is over: not of a laptop, and not of rugby
// alone. `from`: where what one retired from begins; the size without it.
bool is_retired(const Tokens& segment, std::size_t& from) {
  from = segment.size();
  static const WordSet before(
      "i am have now officially finally just we both as of today fully 'm 've last friday monday "
      "tuesday wednesday thursday saturday sunday week month year on");
  static const WordSet time(
      "on in last at this early now today yesterday since and after for , . ! so lol finally "
      "officially a two three from");
  std::size_t at = 0;
  while (at < segment.size() && before.has(segment[at].low)) ++at;
  if (at >= segment.size() || segment[at].low != "retired") return false;
  if (at + 1 < segment.size() && !time.has(segment[at + 1].low) &&
      !is_time_word(segment[at + 1].low)) {
    return false;
  }
  if (at + 1 < segment.size() && segment[at + 1].low == "from") from = at + 2;
  return !speaks(segment, "not|hurt|my|our old|early night|to bed");
}

}  // namespace

void read_led_retiring(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    std::size_t from = 0;
    if (!is_retired(segment, from) || is_unsettled(segment, "when|once|before|after i|semi|if"))
      continue;
    const Tokens left = part_of(segment, from, segment.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (fact.verb == 0 || fact.parsed.subject != "user" || fact.parsed.negated ||
          fact.parsed.tense != Tense::present ||
          speaks(fact.tokens, "volunteer|retired|wants to")) {
        continue;
      }
      const bool works = lemma_of(fact.tokens[fact.verb].low) == "work" &&
                         speaks(fact.tokens, "as|at|for|in|on|with|full-time|part-time|shifts");
      const bool titled =
          fact.parsed.verb == "be" && !fact.tokens.empty() && is_profession(fact.tokens.back().low);
      if (!works && !titled) continue;
      const bool meant =
          left.empty() || shared_words(fact, left, {}) > 0 ||
          speaks(left, "work|my job|the job|firm|company|force|service|army|navy|office");
      if (meant) touches.push_back({i, Touch::Way::ends, {}, "retired", {}});
    }
  }
}

}  // namespace mnestic::extract
