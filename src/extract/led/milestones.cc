// Milestones: events of a life that end what was so until then, told in the words that people have
// for them: "the divorce came through", "last infusion done", "40 today". Each ends only what is
// known of its own domain, and only when the speaker tells it of themselves.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/news.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

struct Milestone {
  std::string_view said;  // phrases, parted by bars
  std::string_view with;  // one of them stands near; empty when the phrase says it all
  std::string_view ends;  // phrases of which the fact holds one
  std::string_view becomes = {};
};

constexpr std::string_view kStudies =
    "is studying|student at|a student|uni student|university student|undergraduate|postgraduate|"
    "law student|biology student|is doing a degree|is doing a master's|is doing "
    "an ma|is doing a phd|is doing a pgce|is at university|is at uni|is reading for";

constexpr std::array kMilestones = {
    Milestone{
        "i am a graduate|officially a graduate|cap and gown on|in cap and gown|gown and all|i "
        "graduated|we graduated|have graduated|graduated|got my degree|degree in the bag",
        "", kStudies},
    Milestone{"divorce papers came|divorce papers arrived|divorce papers landed|decree absolute|"
              "divorce is final|divorce is finalised|divorce is finalized|divorce came through|"
              "divorce has come through|divorce went through|officially divorced|divorced as of|"
              "final divorce papers|divorce is done|final order came|i am a divorcee|i am "
              "divorced now|we are divorced now",
              "", "is married to|husband is|wife is|husband called|wife called|is married",
              "User is divorced"},
    Milestone{
        "last infusion|last chemo|final chemo|final infusion|chemo is over|chemo is done|"
        "finished chemo|done with chemo|last round of chemo|final round of chemo|last chemo "
        "session|no more chemo|end of chemo",
        "done|over|finished|bell|clapped|that was|that is it|complete|behind me|no more|today",
        "chemotherapy|chemo|infusions"},
    Milestone{"rang the bell", "chemo|infusion|drip|oncology|ward|cancer|treatment",
              "chemotherapy|chemo|infusions|radiotherapy|immunotherapy"},
    Milestone{"last radiotherapy|final radiotherapy|radiotherapy is over|radiotherapy is done|"
              "finished radiotherapy|last zap",
              "done|over|finished|bell|that was|that is it|complete|behind me|no more|today",
              "radiotherapy|radiation therapy"},
    Milestone{"i am a citizen|we are citizens|swore the oath|took the oath|naturalised|naturalized|"
              "citizenship came through|citizenship got approved|citizenship was approved|got "
              "citizenship|got my citizenship|citizenship ceremony",
              "", "citizenship|passport|naturalisation|naturalization"},
    Milestone{"passed|got my full licence|got my licence|licence is on its way|binned the l plates|"
              "l plates are in the bin|no more l plates|l-plates are in the bin|ripped up the l "
              "plates",
              "driving|examiner|licence|license|test centre|l plates|l-plates|minors|parallel "
              "parking|third time lucky|behind the wheel",
              "learning to drive|driving lessons|driving test|provisional|learner"},
    Milestone{"laser done|laser surgery|laser eye surgery|lasik|lasered|eyes lasered|lens "
              "replacement",
              "eyes|eye|specs|glasses|contacts|20/20|read the clock|see",
              "wears glasses|wears contact lenses|wears contacts|wears specs|needs glasses|wears "
              "reading glasses|wears varifocals"},
    Milestone{"husband and wife|wife and wife|husband and husband|mr and mrs|tied the knot|got "
              "hitched|we are married|i am married|we got married|we eloped|said i do|we said our "
              "vows|just married",
              "", "is engaged to|is engaged"},
    Milestone{"debt-free|debt free|owe nobody a penny|owe nothing to anyone|loan-free|out of debt|"
              "paid it all off|paid them all off|paid the lot off|owe nobody anything",
              "", "loan|debt|overdraft|credit card|repaying|paying off"},
    Milestone{"mortgage-free|mortgage free|own the house outright|own it outright|own our house "
              "outright",
              "", "mortgage"},
    Milestone{
        "smoke-free|smoke free|nicotine-free|nicotine free|cigarette-free|stubbed out my last", "",
        "smokes|smoker|cigarettes|a pack a day"},
    Milestone{"vape-free|vape free", "", "vapes|vape"},
    Milestone{"alcohol-free|alcohol free|booze-free|booze free|clean and sober",
              "today|now|months|weeks|years|days|since|year",
              "drinks wine|drinks beer|drinks gin|drinks whisky|drinks whiskey|drinks cider|drinks "
              "ale|drinks alcohol|glass of wine|pint"},
    Milestone{"meat-free|meat free|gone veggie|gone vegan|went veggie|went vegan",
              "now|months|weeks|years|since|year",
              "eats meat|eats beef|eats chicken|eats bacon|eats steak|eats pork"},
    Milestone{"builders are out|builders have gone|builders have left|builders are gone|builders "
              "are done|builders have finished",
              "",
              "is being renovated|is being refurbished|is having building work|extension built|"
              "is having an extension|is being redone|renovating"},
    Milestone{"chopped the lot|chopped it all off|cut it all off|lopped it all off|had it all "
              "chopped off|had it all cut off|shaved it all off|went for the chop|chopped it off",
              "hair|inches|hairdresser|salon|barber|bob|pixie|neck|ponytail|plait|fringe|charity",
              "long hair|waist-length hair|shoulder-length hair|hair is long|dreadlocks|ponytail|"
              "hair down to"},
    Milestone{"for good|for the last time|one last time|shut up shop",
              "sign|shutters|shutter|doors|till|shop|business|landlord|closed",
              "runs a|owns a|runs an|owns an|runs the"}};

// What the speaker closed: "turned the sign to Closed for good", not "left the shop for good".
bool closes_business(const Tokens& segment) {
  return speaks(segment,
                "turned the sign to closed|sign to closed|turned the sign|shut up shop|shut the "
                "doors|closed the doors|locked the doors|locked up|pulled the shutters|pulled down "
                "the shutters|brought the shutters down|shutters down|shutters came down|closed "
                "the shop|shut the shop|cashed up|emptied the till|closed the till");
}

// "passed a van", "builders are out buying tiles", "got the boot stuck": the words go on to say
// something else.
bool goes_elsewhere(const Tokens& segment, std::size_t begin, std::string_view phrases) {
  if (segment[begin].low == "passed") {
    static const WordSet past("a the an by on out away over through under this that him her them");
    return begin + 1 < segment.size() && past.has(segment[begin + 1].low);
  }
  std::size_t longest = 0;
  for (std::size_t at = 0; at < phrases.size();) {
    const std::size_t end = std::min(phrases.find('|', at), phrases.size());
    const std::string_view phrase = phrases.substr(at, end - at);
    if (sequence_at(segment, begin, phrase)) {
      const auto count =
          static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
      longest = std::max(longest, count);
    }
    at = end + 1;
  }
  const std::size_t next = begin + longest;
  return next < segment.size() &&
         (is_verb(segment[next].low, kGerund) || segment[next].low == "hire");
}

// Whether the fact is still on its way to what the milestone tells: "applying for citizenship",
// "studying law", not Spanish.
bool is_on_the_way(const Fact& fact, const Milestone& milestone) {
  if (milestone.ends.starts_with("citizenship"))
    return speaks(fact.tokens, "applying|applied|waiting|test|process|hoping|application");
  if (milestone.ends.starts_with("is studying")) {
    const std::size_t at = find_word(fact.tokens, "studying", 1);
    return at + 1 >= fact.tokens.size() || !fact.tokens[at + 1].capital ||
           speaks(fact.tokens, "at|degree|university");
  }
  return true;
}

bool holds_milestone(const Said& said, const Tokens& segment, const Milestone& milestone) {
  const std::size_t begin = begin_of(segment, milestone.said);
  if (begin >= segment.size() || !is_own_news(segment, begin)) return false;
  if (goes_elsewhere(segment, begin, milestone.said) || names_year(segment)) return false;
  // "the pub garden is smoke-free now"
  static const WordSet pointing("the this that");
  const bool free =
      segment[begin].low.ends_with("free") || speaks(part_of(segment, begin, begin + 2), "free");
  if (free && pointing.has(segment[0].low)) return false;
  if (milestone.becomes.empty() && speaks(segment, "for good|for the last time|one last time") &&
      milestone.ends.starts_with("runs a") && !closes_business(segment)) {
    return false;
  }
  if (milestone.with.empty()) return true;
  return speaks(said.tokens, milestone.with) || speaks(said.before, milestone.with) ||
         speaks(said.after, milestone.with);
}

void read_milestones(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  for (const Milestone& milestone : kMilestones) {
    if (!holds_milestone(said, segment, milestone)) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!is_of_user_now(facts[i]) || !speaks(facts[i].tokens, milestone.ends)) continue;
      if (!is_on_the_way(facts[i], milestone)) continue;
      if (speaks(facts[i].tokens, "wants to|plans to|hopes to|used to")) continue;
      Touch touch{i, Touch::Way::ends, {}, "no longer so", {}};
      const std::size_t engaged = found_at(facts[i], tokenize("engaged"));
      if (milestone.ends.starts_with("is engaged") && engaged < facts[i].tokens.size()) {
        touch.way = Touch::Way::follows;
        touch.content = with_words(facts[i], engaged, engaged + 1, "married");
        touch.reason = "married";
      }
      if (!milestone.becomes.empty() && facts[i].parsed.verb == "be" &&
          facts[i].parsed.subject == "user") {
        touch.way = Touch::Way::follows;
        touch.content = milestone.becomes;
      }
      touches.push_back(std::move(touch));
    }
  }
}

// "Last student loan payment cleared", "final instalment on the car went out": all that was owed.
void read_last_payment(const Tokens& segment, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  if (!speaks(segment, "last|final") ||
      !speaks(segment, "payment|instalment|installment|repayment|direct debit") ||
      !speaks(segment,
              "cleared|went out|gone out|went through|made|paid|done|sent|left my account"))
    return;
  if (speaks(segment, "last payment was|last month|last week|late|bounced|missed")) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user_now(fact) || !speaks(fact.tokens, "loan|mortgage|debt|finance|owes|paying off"))
      continue;
    static const WordSet idle(
        "last final payment instalment installment repayment direct debit clear cleared go send "
        "make pay do leave account");
    bool any = false;
    const bool all = std::all_of(segment.begin(), segment.end(), [&](const Token& word) {
      const bool told = !is_telling(word) || idle.has(word.low) || idle.has(lemma_of(word.low)) ||
                        is_time_word(word.low) || word.kind == TokenKind::number;
      if (told) return true;
      any = true;
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                         [&](const Token& each) { return means(word, each); });
    });
    if (any && all) touches.push_back({i, Touch::Way::ends, {}, "paid", {}});
  }
}

}  // namespace

void read_led_milestones(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    if (segment.empty() || is_open_news(said, segment)) continue;
    read_milestones(said, segment, facts, touches);
    read_last_payment(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
