// Former bonds: "Rajesh is my EX-business partner" against "User's business partner is Rajesh",
// "the divorce came through" against "User is married to Helen".
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

bool is_of_user(const Fact& fact) {
  return fact.verb != 0 && !fact.parsed.negated && fact.parsed.tense == Tense::present &&
         fact.parsed.subject_terms.front() == "user";
}

// What somebody no longer is: "boss" of "my ex-boss", "my former boss"; empty for other words.
std::string former_role(const Tokens& tokens, std::size_t& at) {
  static const WordSet before("ex former old previous erstwhile one-time");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "my" && tokens[i].low != "our") continue;
    const std::string& next = tokens[i + 1].low;
    at = i;
    if (next.starts_with("ex-") && next.size() > 3) {
      // "my ex-business partner"
      const bool more = i + 2 < tokens.size() && is_telling(tokens[i + 2]);
      return more ? tokens[i + 2].low : next.substr(3);
    }
    if (!before.has(next)) continue;
    std::size_t noun = i + 2;
    while (noun + 1 < tokens.size() && is_telling(tokens[noun + 1]) && !tokens[noun + 1].capital) {
      ++noun;
    }
    if (noun < tokens.size()) return tokens[noun].low;
  }
  return {};
}

bool is_spouse(std::string_view role) {
  static const WordSet set("husband wife spouse partner girlfriend boyfriend fiance fiancee");
  return set.has(role);
}

// "Rajesh is my ex-business partner": the fact that he is the partner.
void read_former_role(const Tokens& segment, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  std::size_t at = 0;
  const std::string role = former_role(segment, at);
  if (role.empty() || at < 2) return;
  // The name before "is": "that's my ex-boss Tom" names behind.
  Tokens names;
  static const WordSet being("is 's was became now");
  bool is = false;
  for (std::size_t i = 0; i < at; ++i) {
    if (segment[i].capital && segment[i].low != "i" && !is) names.push_back(segment[i]);
    is = is || being.has(segment[i].low);
  }
  if (names.empty() || !is) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact)) continue;
    const bool named = std::all_of(names.begin(), names.end(), [&](const Token& name) {
      return std::any_of(fact.tokens.begin(), fact.tokens.end(),
                         [&](const Token& each) { return each.capital && each.low == name.low; });
    });
    static const WordSet bonds("be have date see");
    if (!named || !bonds.has(fact.parsed.verb)) continue;
    const bool same = std::any_of(fact.tokens.begin(), fact.tokens.end(),
                                  [&](const Token& each) { return each.low == role; });
    const bool wed = is_spouse(role) &&
                     (fact.parsed.verb == "date" || fact.parsed.verb == "see" ||
                      speaks(fact.tokens, "married to|engaged to|dating|husband|wife|partner"));
    // What an ex-wife is or does is still so.
    const bool tells = fact.parsed.subject_terms.size() < 2 ||
                       std::any_of(fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                                   fact.tokens.end(), [&](const Token& each) {
                                     return each.capital && each.low == names.front().low;
                                   });
    if ((same || wed) && tells) touches.push_back({i, Touch::Way::yields, {}, "no longer so", {}});
  }
}

// "the divorce came through", "the decree absolute arrived"
void read_divorce(const Tokens& segment, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  if (!speaks(segment, "divorce|decree absolute|annulment")) return;
  constexpr std::string_view kThrough =
      "came through|has come through|is through|went through|has gone through|is final|is "
      "finalised|"
      "is finalized|was finalised|was finalized|got finalised|finalised|finalized|is official|is "
      "done|is signed|was signed|signed|arrived|has arrived|is settled|granted";
  if (!speaks(segment, kThrough) || is_unsettled(segment, "not|never|when|after|before|once"))
    return;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    static const WordSet own("my our the");
    if (segment[i].low == "'s" || segment[i].low == "his" || segment[i].low == "her" ||
        segment[i].low == "their")
      return;
    if (is_kin(segment[i].low) && i > 0 && own.has(segment[i - 1].low)) return;
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user") continue;
    const bool wed = (fact.parsed.verb == "be" && speaks(fact.tokens, "married")) ||
                     (fact.parsed.verb == "have" && speaks(fact.tokens, "husband|wife"));
    const bool coming = speaks(fact.tokens, "getting divorced|separated|going through a divorce");
    if (wed || coming) touches.push_back({i, Touch::Way::ends, {}, "divorced", {}});
  }
}

// "ex-vegan as of Sunday", "I'm an ex-smoker now": what one was said to be.
void read_former_self(const Tokens& segment, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  std::size_t at = 0;
  static const WordSet before("i am an a now officially");
  while (at < segment.size() && at < 4 && before.has(segment[at].low)) ++at;
  if (at >= segment.size() || !segment[at].low.starts_with("ex-")) return;
  const std::string role = segment[at].low.substr(3);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user" || fact.parsed.verb != "be") continue;
    const bool same = std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                                  [&](const Token& each) { return each.low == role; });
    if (same && fact.tokens.size() < 6)
      touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

// "are over", where nothing goes on with it as in "are over the moon".
bool ends_with_parting(const Tokens& segment) {
  constexpr std::string_view kParted =
      "are quits|called time|called it quits|called it a day|are done|are over|are not a thing|are "
      "not together|are no longer together|are no more|are history|are finished|went our separate "
      "ways|have gone our separate ways|have split|split|have called it a day|are kaput";
  for (std::size_t at = 0; at < kParted.size();) {
    const std::size_t stop = std::min(kParted.find('|', at), kParted.size());
    const std::string_view phrase = kParted.substr(at, stop - at);
    at = stop + 1;
    for (std::size_t i = 0; i < segment.size(); ++i) {
      if (!sequence_at(segment, i, phrase)) continue;
      const std::size_t end =
          i + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
      static const WordSet behind("any anymore for in last since now");
      if (end >= segment.size() || segment[end].kind == TokenKind::mark ||
          is_time_word(segment[end].low) || is_adverb(segment[end].low) ||
          behind.has(segment[end].low)) {
        return true;
      }
    }
  }
  return false;
}

// "me and Sam aren't a thing any more", "Sam and I called time": who is with whom no longer.
void read_parted(const Tokens& segment, const std::vector<Fact>& facts,
                 std::vector<Touch>& touches) {
  if (!ends_with_parting(segment) || is_unsettled(segment, "never|nearly")) return;
  std::string name;
  for (std::size_t i = 0; i + 2 < segment.size(); ++i) {
    if (segment[i + 1].low != "and") continue;
    static const WordSet self("i me");
    if (self.has(segment[i].low) && segment[i + 2].capital) name = segment[i + 2].low;
    if (self.has(segment[i + 2].low) && segment[i].capital) name = segment[i].low;
  }
  if (name.empty()) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact)) continue;
    const bool named = std::any_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& each) {
      return each.capital && each.low == name;
    });
    const bool bond =
        speaks(fact.tokens,
               "dating|seeing|with|girlfriend|boyfriend|partner|married to|engaged to|"
               "husband|wife|fiance|fiancee");
    static const WordSet being("be date see have live");
    if (named && bond && being.has(fact.parsed.verb))
      touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

// "they let me go from Woolworths", "my contract at Woolworths wasn't renewed": the job there.
void read_job_lost(const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  constexpr std::string_view kLost =
      "let me go|laid me off|sacked me|fired me|made me redundant|was not renewed|is not being "
      "renewed|will not be renewed|has not been renewed|not extending my contract|terminated my "
      "contract|ended my contract|contract ended|contract has ended|contract is up|contract ran "
      "out|"
      "showed me the door|gave me the boot|gave me the push";
  if (!speaks(segment, kLost) || is_unsettled(segment, "not yet|never|early|home|today|tonight"))
    return;
  static const WordSet others("his her their your");
  if (std::any_of(segment.begin(), segment.end(),
                  [](const Token& token) { return others.has(token.low) || is_kin(token.low); })) {
    return;
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.slot != "employer") continue;
    const Tokens value = tokenize(fact.parsed.value);
    const bool all = std::all_of(value.begin(), value.end(), [&](const Token& word) {
      return std::any_of(segment.begin(), segment.end(),
                         [&](const Token& each) { return each.low == word.low; });
    });
    if (all) touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

// "new job: data analyst at Octopus Energy", "new address: 4 Elm Row, Hull": what was known of it.
void read_new_one(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const Tokens& t = said.whole;
  std::size_t at = 0;
  static const WordSet opening("my our a started got landed");
  while (at < t.size() && at < 3 && opening.has(t[at].low)) ++at;
  if (at + 3 >= t.size() || t[at].low != "new") return;
  static const WordSet jobs("job gig role employer position");
  const bool job = jobs.has(t[at + 1].low);
  const bool home = t[at + 1].low == "address" || t[at + 1].low == "home";
  static const WordSet links(": , at in");
  const std::size_t next = is_be(t[at + 2].low) ? at + 3 : at + 2;
  const bool named = t[next].kind == TokenKind::mark || t[next + 1].capital;
  const bool marked = named && (links.has(t[next].low) || is_spaced_dash(t[next]));
  if ((!job && !home) || !marked || is_unsettled(t, "not|never|interview|applied|second|side"))
    return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user") continue;
    if (fact.parsed.slot != (job ? "employer" : "home")) continue;
    const Tokens value = tokenize(fact.parsed.value);
    const bool same = std::any_of(value.begin(), value.end(), [&](const Token& word) {
      return std::any_of(t.begin(), t.end(),
                         [&](const Token& each) { return each.low == word.low; });
    });
    if (!same) touches.push_back({i, Touch::Way::yields, {}, "has changed", {}});
  }
}

}  // namespace

void read_led_former(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question) return;
  read_new_one(said, facts, touches);
  read_parted(said.tokens, facts, touches);
  for (const Tokens& segment : said.segments) {
    read_job_lost(segment, facts, touches);
    read_former_role(segment, facts, touches);
    read_divorce(segment, facts, touches);
    read_former_self(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
