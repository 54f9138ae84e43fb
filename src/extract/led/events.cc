// Events that end what a fact tells without naming it: who has had the baby is pregnant no longer,
// whose lodger moves out has none.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "led/ending.h"
#include "led/parts.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

struct Event {
  std::string_view said;   // what the speaker did, as phrases of base forms parted by bars
  std::string_view ended;  // words of which the fact holds one
};

constexpr std::array kEvents = {
    Event{"pass my viva|defend my thesis|defend my phd|get my phd|get my doctorate",
          "phd student|doctoral student|phd candidate|doing a phd|writing a thesis"},
    Event{"graduate|finish uni|get my degree|finish my degree|get my diploma",
          "student|undergraduate|postgraduate"},
    Event{"have the baby|have my baby|have our baby|give birth|have a baby girl|have a baby boy",
          "pregnant|expecting"},
    Event{"have a miscarriage|have a stillbirth|miscarry|lose the baby|lose our baby|lose my baby",
          "pregnant|expecting"},
    Event{"buy a house|buy a flat|buy an apartment|buy a place|buy our own|buy my own|complete on "
          "the house",
          "rents a|rents an|renting|saving for a deposit|saving for a house|saving for a flat|"
          "looking for a house|looking for a flat|house-hunting|flat-hunting"},
    Event{"find a job|get a job|land a job|find work|get a new job|find a new job|get the job|be "
          "hired|get hired|start a new job|start my new job|start at",
          "unemployed|jobless|out of work|between jobs|looking for a job|looking for work|looking "
          "for a new job|job-hunting"},
    Event{"find a flat|find a place|find a house|find a room|find an apartment|sign the lease",
          "looking for a flat|looking for a place|looking for a house|looking for a room|looking "
          "for an apartment|looking for a new flat|looking for a new place|flat-hunting|"
          "house-hunting"},
    Event{"pass my driving test|pass my test|get my driving licence|get my driving license|get my "
          "licence",
          "learning to drive|driving lessons|driving test|provisional"},
    Event{"dye my hair|bleach my hair|colour my hair|color my hair",
          "hair is|brown hair|black hair|blonde hair|blond hair|red hair|grey hair|white hair|blue "
          "hair|pink hair|green hair|ginger hair|auburn hair|dark hair|fair hair"},
    Event{"cut my hair|chop my hair|shave my head|get a pixie|have my hair cut", "long hair"}};

// Where the phrase that tells the event ends; 0 when the speaker tells none of them.
std::size_t event_end(const Tokens& segment, std::string_view phrases) {
  for (std::size_t at = 0; at < phrases.size();) {
    const std::size_t stop = std::min(phrases.find('|', at), phrases.size());
    const std::string_view phrase = phrases.substr(at, stop - at);
    at = stop + 1;
    const std::size_t blank = std::min(phrase.find(' '), phrase.size());
    for (std::size_t i = 0; i < segment.size(); ++i) {
      const std::string& low = segment[i].low;
      const bool verb = lemma_of(low) == phrase.substr(0, blank);
      const bool past = is_verb(low, kPast | kParticiple) || is_be(low);
      if (!verb || !past) continue;
      if (blank == phrase.size()) return i + 1;
      const std::string_view rest = phrase.substr(blank + 1);
      if (!sequence_at(segment, i + 1, rest)) continue;
      return i + 2 + static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ' '));
    }
  }
  return 0;
}

// "found a job advert", "bought a house plant": the phrase goes on with another noun.
bool goes_on(const Tokens& segment, std::size_t end) {
  if (end >= segment.size()) return false;
  const Token& next = segment[end];
  // "found a place to park"
  static const WordSet homes("live rent buy share stay");
  if (next.low == "to") return end + 1 >= segment.size() || !homes.has(segment[end + 1].low);
  static const WordSet counts("first second third");  // "passed my test first time"
  return is_telling(next) && !counts.has(next.low) && !is_adverb(next.low) &&
         !is_time_word(next.low) && !next.capital && next.kind == TokenKind::word &&
         !is_adjective(next.low);
}

bool is_open(const Tokens& segment) {
  return is_unsettled(
      segment, "have to|need to|not|never|will|before|when|every|each|usually|always|sometimes");
}

bool is_of_user(const Fact& fact) {
  return fact.verb != 0 && fact.parsed.subject_terms.front() == "user" && !fact.parsed.negated &&
         fact.parsed.tense == Tense::present;
}

void read_outcomes(const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  if (owner_of(segment) != Owner::speaker || is_anothers(segment, 0)) return;
  for (const Event& event : kEvents) {
    const std::size_t end = event_end(segment, event.said);
    // "started at Decathlon", not "at 9"
    const bool at = end != 0 && segment[end - 1].low == "at";
    if (at && (end >= segment.size() || !segment[end].capital || is_time_word(segment[end].low)))
      continue;
    const bool hair = end != 0 && segment[end - 1].low == "hair";  // "dyed my hair copper"
    if (end == 0 || (!hair && goes_on(segment, end))) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!is_of_user(facts[i]) || !speaks(facts[i].tokens, event.ended)) continue;
      const bool anothers = std::any_of(facts[i].parsed.subject_terms.begin(),
                                        facts[i].parsed.subject_terms.end(), is_kin);
      if (!anothers) touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
    }
  }
}

// "I'm back from maternity leave" ends being on it.
void read_returns(const Tokens& segment, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  if (owner_of(segment) != Owner::speaker) return;
  for (std::size_t i = 0; i + 2 < segment.size(); ++i) {
    if (!sequence_at(segment, i, "back from")) continue;
    Tokens from;
    for (std::size_t k = i + 2; k < segment.size() && segment[k].kind == TokenKind::word; ++k) {
      if (is_telling(segment[k])) from.push_back(segment[k]);
    }
    for (std::size_t k = 0; k < facts.size() && !from.empty(); ++k) {
      const Fact& fact = facts[k];
      if (!is_of_user(fact) || fact.parsed.terms.empty() || fact.parsed.verb != "be") continue;
      const std::string& link = fact.parsed.terms.front().word;
      const bool same = std::any_of(fact.tokens.begin(), fact.tokens.end(),
                                    [&](const Token& each) { return means(from.back(), each); });
      if (link == "on" && same) touches.push_back({k, Touch::Way::ends, {}, "no longer so", {}});
    }
  }
}

// People whom a fact names by what they are to the speaker, and who can go.
bool is_staff(std::string_view word) {
  static const WordSet set(
      "cleaner nanny lodger tenant flatmate housemate roommate gardener tutor au-pair childminder "
      "babysitter driver coach trainer assistant secretary bookkeeper accountant agent therapist "
      "doctor gp dentist physio manager boss intern supervisor mentor caretaker carer housekeeper "
      "handyman subtenant subletter piano-teacher teacher dogwalker dog-walker");
  return set.has(word);
}

// Whether "left" at `i` is for good: not for work, at noon or a note.
bool is_left_for_good(const Tokens& segment, std::size_t i) {
  if (i + 1 >= segment.size()) return true;
  const std::string& next = segment[i + 1].low;
  if (next == "us" || next == "last" || sequence_at(segment, i + 1, "for good")) return true;
  return next == "in" && i + 2 < segment.size() && is_time_word(segment[i + 2].low);
}

// Whether somebody goes for good at `i`: "quit", "moved out", "'s last day was".
bool goes_at(const Tokens& segment, std::size_t i) {
  static const WordSet leaving("quit resign retire");
  const std::string lemma = lemma_of(segment[i].low);
  if (sequence_at(segment, i, "'s last day was") || sequence_at(segment, i, "'s last day is"))
    return true;
  if (!is_verb(segment[i].low, kPast | kParticiple)) return false;
  if (lemma == "move") {
    static const WordSet homes("flat house apartment place room attic annexe");
    const bool out = i + 1 < segment.size() && segment[i + 1].low == "out";
    const bool of = i + 2 < segment.size() && segment[i + 2].low == "of";
    // "Piotr's moved back to Poland"
    static const WordSet away("away back abroad");
    if (i + 1 < segment.size() && away.has(segment[i + 1].low)) return true;
    return out && (!of || homes.has(segment.back().low));
  }
  // "Marek's gone back to Poland"
  if (lemma == "go" && sequence_at(segment, i + 1, "back to")) {
    return i + 3 < segment.size() && segment[i + 3].capital && !speaks(segment, "till|until|visit");
  }
  if (lemma == "leave") return is_left_for_good(segment, i);
  return leaving.has(lemma) && (i + 1 >= segment.size() || !is_telling(segment[i + 1]) ||
                                is_time_word(segment[i + 1].low));
}

// Who goes in "our cleaner quit", "Ben moved out", "the nanny's last day was Friday"; empty when
// nobody does.
Tokens who_goes(const Tokens& segment) {
  for (std::size_t i = 1; i < segment.size(); ++i) {
    if (!goes_at(segment, i)) continue;
    Tokens who;
    for (std::size_t k = 0; k < i; ++k) {
      if (is_pronoun(segment[k].low) || segment[k].low == "'s" || segment[k].low == "of") return {};
      if (is_telling(segment[k])) who.push_back(segment[k]);
    }
    return who;
  }
  return {};
}

void read_partings(const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  const Tokens who = who_goes(segment);
  if (who.empty() || who.size() > 3) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || speaks(fact.tokens, "and")) continue;
    const bool staff = std::any_of(fact.tokens.begin(), fact.tokens.end(),
                                   [](const Token& token) { return is_staff(token.low); });
    static const WordSet bonds("have be live share employ");
    const bool all = std::all_of(who.begin(), who.end(), [&](const Token& word) {
      return std::any_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& each) {
        return means(word, each) && word.capital == each.capital;
      });
    });
    // "shares a flat with Omar"
    const bool shared =
        (fact.parsed.verb == "live" || fact.parsed.verb == "share") && speaks(fact.tokens, "with");
    if ((staff || shared) && all && bonds.has(fact.parsed.verb))
      touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

// "the bakery let me go", "my physio discharged me": what the speaker had with whom is named.
void read_dismissals(const Tokens& segment, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  constexpr std::string_view kDismissed =
      "let me go|fired me|sacked me|laid me off|discharged me|made me redundant|signed me off";
  if (!speaks(segment, kDismissed) ||
      speaks(segment,
             "let me go to|let me go home|let me go early|signed me off work|signed me off sick|"
             "signed me off for|off with"))
    return;
  const std::size_t head = head_of(segment);
  if (head >= segment.size()) return;
  static const WordSet bonds("work see visit attend train");
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user" || !bonds.has(fact.parsed.verb))
      continue;
    const bool same = std::any_of(
        fact.tokens.begin() + 1, fact.tokens.end(),
        [&](const Token& each) { return is_telling(each) && means(segment[head], each); });
    if (same) touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

// "handed in my notice at the garden centre": the one job that is known, or the one named.
void read_notice(const Tokens& segment, const std::vector<Fact>& facts,
                 std::vector<Touch>& touches) {
  if (owner_of(segment) != Owner::speaker || !speaks(segment, "notice|resignation")) return;
  constexpr std::string_view kGiven =
      "handed in|hand in|handed my|given my|gave my|given in|gave in|put in|tendered|submitted";
  if (!speaks(segment, kGiven) ||
      speaks(segment, "flat|landlord|landlady|tenancy|lease|room|house"))
    return;
  Tokens named;
  for (std::size_t i = 0; i + 1 < segment.size(); ++i) {
    if (segment[i].low != "at" && segment[i].low != "to" && segment[i].low != "with") continue;
    for (std::size_t k = i + 1; k < segment.size() && segment[k].low != "on"; ++k) {
      if (is_telling(segment[k]) && !is_time_word(segment[k].low)) named.push_back(segment[k]);
    }
  }
  std::vector<std::size_t> jobs;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user") continue;
    static const WordSet links("at for as in");
    const bool job = lemma_of(fact.tokens[fact.verb].low) == "work" &&
                     fact.verb + 1 < fact.tokens.size() &&
                     links.has(fact.tokens[fact.verb + 1].low);
    if (job && (named.empty() || shared_words(fact, named, {}) > 0)) jobs.push_back(i);
  }
  if (jobs.size() == 1 || !named.empty()) {
    for (const std::size_t i : jobs)
      touches.push_back({i, Touch::Way::ends, {}, "gave notice", {}});
  }
}

// "the car loan's paid off", "I paid my brother back": what was owed.
void read_payments(const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  constexpr std::string_view kPaid =
      "paid off|paid it off|paid back|is paid|has been paid|settled|cleared|repaid|"
      "squared up|settled up|all square|paid up|paid in full|squared it";
  const bool back = speaks(segment, "paid") && segment.back().low == "back";
  if ((!speaks(segment, kPaid) && !back) ||
      speaks(segment, "half|some|part|first|instalment|month"))
    return;
  if (is_anothers(segment, 0)) return;
  static const WordSet debts("loan debt fine overdraft mortgage tab ticket owe card bill");
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user") continue;
    const bool owed =
        std::any_of(fact.tokens.begin() + 1, fact.tokens.end(), [](const Token& each) {
          return debts.has(canonical_word(each.low)) || debts.has(lemma_of(each.low));
        });
    // Of "my brother" and "the car loan" all words are the fact's.
    bool any = false;
    const bool all = std::all_of(segment.begin(), segment.end(), [&](const Token& word) {
      static const WordSet idle(
          "pay paid settle settled clear cleared off back repaid repay square squared up full");
      if (!is_telling(word) || idle.has(word.low) || is_time_word(word.low)) return true;
      any = true;
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                         [&](const Token& each) { return means(word, each); });
    });
    if (owed && any && all) touches.push_back({i, Touch::Way::ends, {}, "paid", {}});
  }
}

// "lost the bees to varroa", "the frost killed the olive tree"
void read_losses(const Tokens& segment, const std::vector<Fact>& facts,
                 std::vector<Touch>& touches) {
  if (owner_of(segment) != Owner::speaker) return;
  for (std::size_t i = 0; i + 3 < segment.size(); ++i) {
    if (segment[i].low != "lost" || !is_determiner(segment[i + 1].low)) continue;
    std::size_t to = i + 2;
    while (to < segment.size() && to < i + 6 && segment[to].low != "to") ++to;
    if (to + 1 >= segment.size() || segment[to].low != "to") continue;
    const Tokens thing(segment.begin() + static_cast<std::ptrdiff_t>(i) + 2,
                       segment.begin() + static_cast<std::ptrdiff_t>(to));
    for (std::size_t k = 0; k < facts.size(); ++k) {
      static const WordSet kept("keep have own grow raise");
      const Fact& fact = facts[k];
      if (!is_of_user(fact) || !kept.has(fact.parsed.verb) || fact.parsed.subject != "user")
        continue;
      const bool all =
          !thing.empty() && std::all_of(thing.begin(), thing.end(), [&](const Token& a) {
            return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(), [&](const Token& b) {
              return canonical_word(a.low) == canonical_word(b.low);
            });
          });
      if (all) touches.push_back({k, Touch::Way::ends, {}, "no longer so", {}});
    }
  }
}

// "We lost Bella on Sunday": a pet has died, when nothing but the time stands behind it. "I lost
// Bella in the park" looks for her.
void read_lost_pet(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  const std::size_t lost = find_word(segment, "lost");
  const bool ours =
      lost > 0 && lost < 4 && (segment[0].low == "we" || segment[lost - 1].low == "sadly");
  if (!ours || speaks(said.tokens, "found|find|park|woods|walk|back|again|match|game")) return;
  std::size_t begin = lost + 1;
  while (begin < segment.size() &&
         (is_possessive(segment[begin].low) || is_adjective(segment[begin].low))) {
    ++begin;
  }
  if (begin >= segment.size()) return;
  static const WordSet when("on last this in at yesterday today week month year night morning");
  const bool timed = std::all_of(segment.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                 segment.end(), [](const Token& word) {
                                   return word.kind != TokenKind::word || when.has(word.low) ||
                                          is_time_word(word.low);
                                 });
  for (std::size_t i = 0; timed && i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const auto pet = std::find_if(fact.tokens.begin(), fact.tokens.end(),
                                  [](const Token& word) { return is_pet(word.low); });
    const bool named = std::any_of(pet, fact.tokens.end(), [&](const Token& word) {
      return word.low == segment[begin].low && (word.capital || is_pet(word.low));
    });
    const bool only = std::none_of(fact.tokens.begin(), fact.tokens.end(), [](const Token& word) {
      return word.low == "and" || word.low == ",";
    });
    if (named && only && is_of_user(fact) && fact.parsed.verb == "have")
      touches.push_back({i, Touch::Way::ends, {}, "has died", {}});
  }
}

}  // namespace

void read_led_events(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    if (segment.empty()) continue;
    if (!is_unsettled(segment, "never|not lost|when")) read_losses(segment, facts, touches);
    if (is_open(segment)) continue;
    read_lost_pet(said, segment, facts, touches);
    read_outcomes(segment, facts, touches);
    read_returns(segment, facts, touches);
    read_partings(segment, facts, touches);
    read_dismissals(segment, facts, touches);
    read_notice(segment, facts, touches);
    read_payments(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
