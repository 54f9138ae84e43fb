// A known fact's value replaced by another of its kind: "yoga's on Wednesdays now", "you've got my
// birthday wrong, it's the 12th".
#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "relation/retract.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kChanged =
    "now|nowadays|these days|from now on|as of|moved|switched|changed|swapped|pushed|shifted|"
    "postponed|rescheduled|bumped|put off|put back|brought forward|went up|gone up|go up|going up|"
    "went down|gone down|come down|came down|up to|down to|increased|raised|upped|reduced|dropped "
    "to|put up|put the|turned|became|promoted|upgraded|renamed|instead|any more|anymore|no longer|"
    "back to|took over|new|replaced|replace|made|push|move|starting|tied the knot|got married|got "
    "engaged|axed|from next|from monday|extended|relocated|moved on|on to|different one|another "
    "one|"
    "picked|chose|cut to|slashed to|trimmed to|lowered to|make it|halved|doubled";

struct Found {
  std::size_t fact = 0;
  Value old;
  Value fresh;
  std::size_t score = 0;
};

// "not the 6th", "from Monday", "instead of 9:15": what was so, or never was.
bool is_denied(const Tokens& tokens, const Value& value) {
  static const WordSet denying("not from than of never no");
  for (std::size_t i = value.begin; i-- > 0 && i + 4 > value.begin;) {
    const std::string& low = tokens[i].low;
    if (tokens[i].kind == TokenKind::mark) return false;
    if (low == "of" && (i == 0 || tokens[i - 1].low != "instead")) continue;
    if (denying.has(low)) return true;
    if (!is_determiner(low) && !is_preposition(low)) return false;
  }
  return false;
}

TokenSpan words_of(const Tokens& tokens, const Value& value) {
  return TokenSpan(tokens).subspan(value.begin, value.end - value.begin);
}

// What a fact is about without its own words: a wedding changes a surname, a move the home.
bool names_role(const Fact& fact, const Said& said) {
  if (subject_holds(fact.parsed, "surname"))
    return speaks(said.tokens, "mr|mrs|ms|name|surname|married");
  // "landlord's put it up to 1,250"
  if (subject_holds(fact.parsed, "rent") || holds_word(fact.parsed, "rent")) {
    if (speaks(said.tokens, "landlord|landlady")) return true;
  }
  return fact.parsed.verb == "live" && speaks(said.tokens, "moved|relocated");
}

// "extended to 15 June", "upped to 100": what a verb of the past leads to. To somebody or somewhere
// lead many that change nothing: "I talked to Ben", "I flew to Paris", "sent the invoice to Tom".
bool is_led_to(const Said& said, const Value& fresh) {
  if (fresh.begin < 2) return false;
  const std::string& link = said.tokens[fresh.begin - 1].low;
  if (link != "to" && link != "till" && link != "until") return false;
  for (std::size_t i = fresh.begin - 1; i-- > 0 && said.tokens[i].kind != TokenKind::mark;) {
    const std::string& low = said.tokens[i].low;
    if (fresh.sort == Sort::name) {
      static const WordSet changing(
          "moved relocated shifted changed switched transferred renamed promoted upgraded "
          "converted "
          "migrated swapped reassigned handed");
      if (changing.has(low)) return true;
    } else if (is_verb(low, kPast) || low.ends_with("ed")) {
      return true;
    }
  }
  return false;
}

// "our anniversary is the 5th": a thing of the user's that has one such value, said anew.
bool is_said_anew(const Fact& fact, const Said& said, const Value& fresh) {
  if (fact.parsed.verb != "be" || fact.parsed.subject_terms.size() < 2 || fresh.begin == 0)
    return false;
  if (fresh.sort == Sort::name || fresh.sort == Sort::number) return false;
  std::size_t at = fresh.begin;
  while (at > 0 && (is_preposition(said.tokens[at - 1].low) || said.tokens[at - 1].low == "the"))
    --at;
  if (at == 0 || !is_be(said.tokens[at - 1].low)) return false;
  for (std::size_t i = 1; i < fact.verb; ++i) {
    if (!is_telling(fact.tokens[i])) continue;
    const bool named = std::any_of(
        said.tokens.begin(), said.tokens.begin() + static_cast<std::ptrdiff_t>(at),
        [&](const Token& token) { return is_telling(token) && means(token, fact.tokens[i]); });
    if (!named) return false;
  }
  return true;
}

// "case" of "phone case": the word before only says what it is of.
bool is_part_behind(const Token& token) {
  return token.kind == TokenKind::word && is_telling(token) && !token.capital &&
         !is_adverb(token.low) && !is_time_word(token.low) &&
         (verb_form(token.low) == nullptr || token.low == "case" || token.low == "smell");
}

// Names stand for each other only in the same place: behind the same word, or as what a role is.
bool same_place(const Fact& fact, const Value& old, const Said& said, const Value& fresh) {
  if (old.sort != Sort::name) return true;
  const auto word_before = [](const Tokens& tokens, std::size_t at) {
    while (at > 0 && is_determiner(tokens[at - 1].low)) --at;
    return at > 0 ? tokens[at - 1].low : std::string();
  };
  const std::string before = word_before(fact.tokens, old.begin);
  const std::string now = word_before(said.tokens, fresh.begin);
  if (is_preposition(before) && before == now) return true;
  static const WordSet places("in on at");
  if (places.has(before) && now == "to" && speaks(said.tokens, "moved|relocated|shifted"))
    return true;
  // "the book club moved on to Middlemarch": of a thing that has one such name.
  const bool of_thing =
      fact.parsed.subject_terms.size() > 1 && fact.verb > 1 &&
      speaks(said.tokens, "moved on|on to|different one|another one|picked|chose");
  if (of_thing) {
    bool all = true;
    for (std::size_t i = 1; i < fact.verb; ++i) {
      const Token& word = fact.tokens[i];
      all = all && (!is_telling(word) ||
                    std::any_of(said.tokens.begin(), said.tokens.end(),
                                [&](const Token& token) { return means(token, word); }));
    }
    return all;
  }
  if (before != "is" && before != "called" && before != "named") return false;
  // "my sister switched bank to Starling" renames nobody.
  const bool living =
      std::any_of(fact.parsed.subject_terms.begin(), fact.parsed.subject_terms.end(),
                  [](const std::string& word) { return is_kin(word) || is_pet(word); });
  if (living && is_preposition(now) && !speaks(said.tokens, "name|renamed|called")) return false;
  // "moved the car to Elm Street" tells where it stands.
  if (now == "to" && speaks(said.tokens, "moved|relocated|shifted")) return false;
  // "User's therapist is Dr Bell": the role must be spoken of.
  for (std::size_t i = 1; i + 1 < old.begin; ++i) {
    const Token& role = fact.tokens[i];
    if (!is_telling(role)) continue;
    const bool spoken =
        std::any_of(said.tokens.begin(), said.tokens.end(), [&](const Token& token) {
          // "a new phone case" is no phone.
          const auto next = static_cast<std::size_t>(&token - said.tokens.data()) + 1;
          const bool part = next < said.tokens.size() && is_part_behind(said.tokens[next]);
          return is_telling(token) && means(token, role) && !part;
        });
    if (spoken) return true;
  }
  return names_role(fact, said);
}

class Changer {
 public:
  // `cued`: the sentence says that something has changed or was wrong.
  Changer(const Said& said, const std::vector<Fact>& facts, bool cued)
      : said_(said), facts_(facts), cued_(cued) {
    values_ = values_in(said.tokens, 0);
  }

  std::vector<Found> run() const {
    std::vector<Found> found;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (auto one = try_fact(i)) found.push_back(*std::move(one));
    }
    return found;
  }

 private:
  // "they've upped my thyroxine", "the council has put our rent up": done to the speaker's. "They"
  // behind a clause about somebody are those.
  bool is_done_to(const Tokens& segment, const Fact& fact) const {
    if (segment.empty() || fact.parsed.subject_terms.front() != "user") return false;
    const std::size_t head = head_of(segment);
    const TokenSpan done = TokenSpan(segment).subspan(head < segment.size() ? head + 1 : 0);
    // "they put my mum up to 100mg"
    const bool kin = std::any_of(done.begin(), done.end(), [&](const Token& token) {
      return is_kin(token.low) && !speaks(fact.tokens, token.low);
    });
    if (kin) return false;
    // "landlord's put it up"
    if (names_role(fact, said_) && speaks(segment, "landlord|landlady")) return true;
    const bool they = segment[0].low == "they" && (&segment == &said_.segments.front() ||
                                                   owner_of(said_.segments[0]) == Owner::speaker);
    return they || speaks(done, "my|our|me|us");
  }

  // "oops, lawyer is at 15:00" puts right when the lawyer is met.
  static bool names_whom_it_meets(const Tokens& segment, const Fact& fact) {
    const std::size_t head = head_of(segment);
    if (head >= segment.size() || fact.parsed.subject != "user") return false;
    const std::vector<Value> values = values_in(segment, 0);
    const bool timed = std::any_of(values.begin(), values.end(), [](const Value& value) {
      return value.sort == Sort::clock || value.sort == Sort::date || value.sort == Sort::weekday ||
             value.sort == Sort::ordinal_day;
    });
    return timed && std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                                [&](const Token& each) { return each.low == segment[head].low; });
  }

  // "moved my lunch from Friday to Monday": another thing than the fact's.
  bool moves_what_is_not_told(const Fact& fact) const {
    static const WordSet moving("move push shift swap change postpone reschedule");
    return std::any_of(said_.segments.begin(), said_.segments.end(), [&](const Tokens& segment) {
      const auto verb = finite_verb_in(segment);
      if (!verb || owner_of(segment) != Owner::speaker) return false;
      return moving.has(core_of(part_of(segment, *verb, segment.size())).lemma) &&
             moves_another(segment, *verb, fact);
    });
  }

  // Whether a sentence about somebody else is all there is.
  bool may_be_meant(const Fact& fact) const {
    return std::any_of(said_.segments.begin(), said_.segments.end(), [&](const Tokens& segment) {
      const bool done_to = is_done_to(segment, fact);
      const bool about = (may_be_about(segment, fact) && !is_of_another_thing(segment, fact)) ||
                         (said_.corrects && names_whom_it_meets(segment, fact));
      return (about || done_to) &&
             shared_words(fact, segment, {}) + (values_in(segment, 0).empty() ? 0U : 1U) > 0;
    });
  }

  std::optional<Found> try_fact(std::size_t index) const {
    const Fact& fact = facts_[index];
    if (fact.verb == 0 || fact.parsed.tense == Tense::former || !may_be_meant(fact)) return {};
    if (moves_what_is_not_told(fact)) return {};
    const std::vector<Value> stored = values_in(fact.tokens, fact.verb);
    for (const Value& old : stored) {
      Tokens but(fact.tokens.begin() + static_cast<std::ptrdiff_t>(old.begin),
                 fact.tokens.begin() + static_cast<std::ptrdiff_t>(old.end));
      bool named = false;
      const Value* fresh = nullptr;
      const Value* again = nullptr;  // the old value, in what is said
      std::size_t many = 0;
      for (const Value& value : values_) {
        if (!alike(value, old) || (old.unit.empty() && counts_time(value))) continue;
        const bool same = value.norm == old.norm ||
                          (old.sort == Sort::date && value.sort == Sort::ordinal_day &&
                           old.norm.starts_with(value.norm.substr(0, value.norm.size() - 2) + " "));
        if (same) {
          again = &value;
          continue;
        }
        if (is_denied(said_.tokens, value)) continue;
        const bool known = std::any_of(stored.begin(), stored.end(),
                                       [&](const Value& each) { return each.norm == value.norm; });
        if (known) continue;
        if (!cued_ && !is_led_to(said_, value) && !is_said_anew(fact, said_, value)) continue;
        fresh = &value;
        ++many;
      }
      if (fresh == nullptr || many != 1) continue;
      if (again != nullptr) {
        // "it's Tuesdays from now on, the Monday slot got axed": in another clause it is the old
        // one.
        if (!is_denied(said_.tokens, *again) && !parted(*again, *fresh)) continue;
        if (again->begin > 0 && is_carried(said_.tokens, again->begin - 1)) continue;
        named = true;
      }
      if (!named && !same_place(fact, old, said_, *fresh)) continue;
      // "I moved to Oslo": not when one had moved to Lisbon.
      const bool dated = std::any_of(stored.begin(), stored.end(), [](const Value& each) {
        return each.sort == Sort::date || each.sort == Sort::month || each.sort == Sort::year;
      });
      if (!named && (old.sort == Sort::name ? dated : names_another(fact, stored))) continue;
      const std::size_t others = static_cast<std::size_t>(std::count_if(
          stored.begin(), stored.end(), [&](const Value& each) { return each.sort == old.sort; }));
      if (others > 1 && !named && old.unit.empty()) continue;
      const std::size_t topic = shared_words(fact, without(*fresh), but) +
                                (names_role(fact, said_) ? 1U : 0U) + (is_new_dose(old) ? 1U : 0U);
      if (topic == 0 && !named) continue;
      return Found{index, old, *fresh, 2 * topic + (named ? 3U : 0U)};
    }
    return {};
  }

  // "in 2019 I moved to Oslo" says nothing of when one moved to Lisbon.
  bool names_another(const Fact& fact, const std::vector<Value>& stored) const {
    const auto is_among = [](const std::vector<Value>& values, const Value& one) {
      return std::any_of(values.begin(), values.end(),
                         [&](const Value& each) { return each.norm == one.norm; });
    };
    return std::any_of(stored.begin(), stored.end(), [&](const Value& old) {
      return old.sort == Sort::name && !is_among(values_, old) &&
             std::any_of(values_.begin(), values_.end(), [&](const Value& fresh) {
               return fresh.sort == Sort::name && !is_among(stored, fresh) &&
                      same_place(fact, old, said_, fresh);
             });
    });
  }

  // "they've put me up to 100" of who takes 50mg of something.
  bool is_new_dose(const Value& old) const {
    static const WordSet doses("mg mcg ml unit g");
    return doses.has(old.unit) &&
           speaks(said_.tokens,
                  "put me up to|put me down to|upped me to|bumped me up to|put me on|got me on|am "
                  "on|up to|down to|dose|dosage");
  }

  // "2 months free" is no rent, "980 a month" is.
  bool counts_time(const Value& value) const {
    static const WordSet spans("months years weeks days hours minutes");
    static const WordSet leads("got get have with for in after plus within");
    return value.end < said_.tokens.size() && spans.has(said_.tokens[value.end].low) &&
           value.begin > 0 && leads.has(said_.tokens[value.begin - 1].low);
  }

  bool parted(const Value& a, const Value& b) const {
    for (std::size_t i = std::min(a.end, b.end); i < std::max(a.begin, b.begin); ++i) {
      if (said_.tokens[i].kind == TokenKind::mark) return true;
    }
    return false;
  }

  Tokens without(const Value& value) const {
    Tokens rest = said_.tokens;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(value.begin),
               rest.begin() + static_cast<std::ptrdiff_t>(value.end));
    return rest;
  }

  const Said& said_;
  const std::vector<Fact>& facts_;
  bool cued_;
  std::vector<Value> values_;
};

// "Tuesday 11th now" against "on Thursday 6 November": the date behind the weekday goes with it.
// `end`: behind what of the fact is replaced.
std::string date_behind(const Fact& fact, const Tokens& said, const Value& old, const Value& fresh,
                        std::size_t& end) {
  if (old.sort != Sort::weekday || fresh.sort != Sort::weekday) return {};
  const auto next_to = [](const Tokens& tokens, const Value& day) -> std::optional<Value> {
    for (const Value& each : values_in(tokens, day.end)) {
      const bool date = each.sort == Sort::date || each.sort == Sort::ordinal_day;
      bool near = each.begin <= day.end + 1;
      if (near && each.begin == day.end + 1)
        near = tokens[day.end].low == "," || tokens[day.end].low == "the";
      if (date && near) return each;
      break;
    }
    return std::nullopt;
  };
  const std::optional<Value> was = next_to(fact.tokens, old);
  if (!was) return {};
  end = was->end;
  const std::optional<Value> is = next_to(said, fresh);
  return is ? " " + fitted(fact, *was, said, *is) : std::string();
}

}  // namespace

void read_led_values(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question) return;
  const bool changed = speaks(said.tokens, kChanged);
  constexpr std::string_view kOpen =
      "if|might|maybe|perhaps|thinking|considering|want to|would|could|hope|hoping|planning|wish|"
      "tempted|should i|wondering|whether|for one|this once|just once|for now|this week|just "
      "this|only this|until|till";
  if (!said.corrects && speaks(said.tokens, kOpen)) return;
  const std::vector<Found> found = Changer(said, facts, changed || said.corrects).run();
  for (const Found& one : found) {
    // Another fact that the same value would suit as well: which is meant is not said.
    const bool best = std::none_of(found.begin(), found.end(), [&](const Found& each) {
      return each.fact != one.fact && each.fresh.begin == one.fresh.begin &&
             each.score >= one.score;
    });
    if (!best) continue;
    const Fact& fact = facts[one.fact];
    std::size_t end = one.old.end;
    const std::string words = fitted(fact, one.old, said.tokens, one.fresh) +
                              date_behind(fact, said.tokens, one.old, one.fresh, end);
    const bool corrects = said.corrects && !speaks(said.tokens, "now|from now on|these days|moved");
    touches.push_back({.fact = one.fact,
                       .way = corrects ? Touch::Way::rewrites : Touch::Way::follows,
                       .content = with_words(fact, one.old.begin, end, words),
                       .reason = corrects ? "corrects it" : "has changed",
                       .value = join(words_of(said.tokens, one.fresh))});
  }
}

}  // namespace mnestic::extract
