// Settled: what was awaited, missing, being mended or trained for has come about: "Found him!!",
// "Marathon DONE", "40 today"; and the one job that is lost.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/news.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// "Found him!!", "he's home!" of the one who is missing.
void read_found_again(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  constexpr std::string_view kMissing =
      "is missing|has gone missing|went missing|is lost|has escaped|escaped|ran away|has run away|"
      "is gone|was stolen";
  constexpr std::string_view kBack =
      "is home|is back|is safe|'s home|'s back|'s safe|came home|came back|turned up|has turned "
      "up|is back home|wandered "
      "back|has come back|has come home";
  constexpr std::size_t kTokensMax = 8;
  if (segment.size() > kTokensMax) return;
  static const WordSet them("him her them it");
  const std::size_t found = begin_of(segment, "found");
  const bool pointed =
      found + 1 < segment.size() && them.has(segment[found + 1].low) && found + 2 >= segment.size();
  if (speaks(segment, "from|to|at work")) return;
  const bool back = speaks(segment, kBack) &&
                    std::any_of(segment.begin(), segment.begin() + 1, [](const Token& token) {
                      return token.low == "he" || token.low == "she" || token.low == "it";
                    });
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const bool told = fact.verb != 0 && fact.parsed.subject_terms.front() == "user" &&
                      speaks(fact.tokens, kMissing);
    if (!told) continue;
    // "found Sheldon", "Sheldon's back"
    const bool named = std::any_of(segment.begin(), segment.end(), [&](const Token& word) {
      return is_telling(word) &&
             std::any_of(fact.tokens.begin() + 1,
                         fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                         [&](const Token& each) { return means(word, each); });
    });
    const bool here = named && (found < segment.size() || speaks(segment, kBack));
    if (here || pointed || back) meant.push_back(i);
  }
  if (meant.size() == 1 && !is_open_news(said, segment))
    touches.push_back({meant[0], Touch::Way::ends, {}, "found again", {}});
}

// "Marathon DONE", "finished the Camino" of who trains for it.
void read_reached(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  static const WordSet aims("train prepare revise study practise practice");
  static const WordSet finishing("finish do complete run smash pass finished done sit");
  if (is_open_news(said, segment) || !is_own_news(segment, 0)) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user_now(fact) || fact.parsed.subject != "user" || !aims.has(fact.parsed.verb))
      continue;
    const std::size_t link = find_word(fact.tokens, "for", fact.verb);
    if (link + 1 >= fact.tokens.size()) continue;
    std::size_t head = link + 1;
    while (head + 1 < fact.tokens.size() && !is_preposition(fact.tokens[head + 1].low) &&
           fact.tokens[head + 1].kind == TokenKind::word &&
           !is_time_word(fact.tokens[head + 1].low))
      ++head;
    for (std::size_t k = 0; k < segment.size(); ++k) {
      if (!same_word(segment[k], fact.tokens[head])) continue;
      // "half marathon", "marathon training"
      const bool narrowed = k > 0 && is_telling(segment[k - 1]) && !segment[k - 1].capital &&
                            !finishing.has(lemma_of(segment[k - 1].low)) &&
                            std::none_of(fact.tokens.begin(), fact.tokens.end(),
                                         [&](const Token& t) { return means(segment[k - 1], t); });
      std::size_t next = k + 1;
      while (next < segment.size() && (is_be(segment[next].low) || is_adverb(segment[next].low)))
        ++next;
      static const WordSet over("done finished completed smashed over ticked");
      const bool done = next < segment.size() && over.has(segment[next].low) &&
                        (next + 1 >= segment.size() || !is_telling(segment[next + 1]));
      const bool bagged = sequence_at(segment, next, "in the bag");
      std::size_t verb = k;
      while (verb > 0 && (is_determiner(segment[verb - 1].low) || segment[verb - 1].capital))
        --verb;
      static const WordSet how("in at on with and");
      const bool closes = k + 1 >= segment.size() || how.has(segment[k + 1].low);
      const bool did = verb > 0 && closes && is_verb(segment[verb - 1].low, kPast) &&
                       finishing.has(lemma_of(segment[verb - 1].low));
      if (!narrowed && (done || bagged || did)) {
        touches.push_back({i, Touch::Way::ends, {}, "done", {}});
        break;
      }
    }
  }
}

bool is_next_year(std::string_view before, std::string_view now) {
  int old_age = 0;
  int age = 0;
  std::from_chars(before.data(), before.data() + before.size(), old_age);
  std::from_chars(now.data(), now.data() + now.size(), age);
  return old_age > 0 && age == old_age + 1;
}

// "40 today" of who is 39, "turned 40", "Finn's 5 today".
void read_birthday(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  if (is_open_news(said, segment)) return;
  constexpr std::string_view kDay = "today|yesterday|birthday|turned|turns|at the weekend";
  if (!speaks(segment, kDay) && !speaks(said.after, "birthday")) return;
  for (const Value& value : values_in(segment, 0)) {
    if (value.sort != Sort::number || value.norm.size() > 2) continue;
    static const WordSet idle("today yesterday birthday year old");
    if (!value.unit.empty() && !idle.has(value.unit)) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      const bool aged = fact.verb != 0 && fact.parsed.slot.ends_with("age") &&
                        fact.parsed.verb == "be" && !fact.parsed.negated;
      if (!aged || !is_next_year(fact.parsed.value, value.norm)) continue;
      const bool own = fact.parsed.subject == "user";
      static const WordSet lead(
          "i am turned turn officially just the big me is finally today hit well so");
      const bool mine =
          own &&
          std::all_of(segment.begin(), segment.begin() + static_cast<std::ptrdiff_t>(value.begin),
                      [&](const Token& word) { return lead.has(word.low); });
      const bool theirs =
          !own &&
          std::any_of(segment.begin(), segment.begin() + static_cast<std::ptrdiff_t>(value.begin),
                      [&](const Token& word) {
                        return is_telling(word) && subject_holds(fact.parsed, word.low);
                      });
      if (!mine && !theirs) continue;
      for (const Value& old : values_in(fact.tokens, fact.verb)) {
        if (old.sort != Sort::number) continue;
        touches.push_back({i, Touch::Way::follows, with_words(fact, old.begin, old.end, value.norm),
                           "a birthday", value.norm});
        return;
      }
    }
  }
}

// "Made redundant over Teams", "got the sack on Friday": the one job that is known.
void read_job_lost(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  static const WordSet lead(
      "i we have has been got was were am just so well and officially today get");
  std::size_t at = 0;
  while (at < segment.size() && (lead.has(segment[at].low) || is_adverb(segment[at].low))) ++at;
  constexpr std::array<std::string_view, 12> kLost = {
      "made redundant", "laid off",     "let go",   "sacked",
      "fired",          "the sack",     "the boot", "lost my job",
      "given the boot", "given my p45", "my p45",   "my marching orders"};
  const bool lost =
      std::any_of(kLost.begin(), kLost.end(),
                  [&](std::string_view words) {
                    if (!sequence_at(segment, at, words)) return false;
                    // "got the boot stuck"
                    const std::size_t next =
                        at + static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) +
                        1;
                    static const WordSet aside("lol haha whole along via");
                    return next >= segment.size() || !is_telling(segment[next]) ||
                           is_adverb(segment[next].low) || is_time_word(segment[next].low) ||
                           aside.has(segment[next].low);
                  }) &&
      !names_year(segment);
  if (!lost || is_open_news(said, segment) || sequence_at(segment, at, "let go of") ||
      sequence_at(segment, at, "laid off the") || sequence_at(segment, at, "fired up"))
    return;
  std::vector<std::size_t> jobs;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    static const WordSet links("at for as");
    const bool job = is_of_user_now(fact) && fact.parsed.subject == "user" &&
                     fact.parsed.verb == "work" && fact.verb + 1 < fact.tokens.size() &&
                     links.has(fact.tokens[fact.verb + 1].low);
    if (job) jobs.push_back(i);
  }
  std::vector<std::size_t> named;
  for (const std::size_t i : jobs) {
    if (shared_words(facts[i], segment, {}) > 0) named.push_back(i);
  }
  static const WordSet by("by from");
  const bool whom = std::any_of(segment.begin(), segment.end(),
                                [&](const Token& token) { return by.has(token.low); });
  if (!named.empty()) jobs = named;
  if (jobs.size() != 1 || (named.empty() && whom)) return;
  Touch touch{jobs[0], Touch::Way::ends, {}, "lost the job", {}};
  touches.push_back(std::move(touch));
}

// "I have a kitchen again": what was broken, away or being mended is so no longer.
void read_restored(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  constexpr std::string_view kAway =
      "is being renovated|is being refurbished|is being repaired|is being fixed|is being redone|is "
      "broken|is out of order|is at the garage|is in the garage|is being rebuilt|is being "
      "replaced|does not work|is not working|is flooded";
  if (owner_of(segment) != Owner::speaker || is_open_news(said, segment)) return;
  if (!speaks(segment, "again|back|at last|finally")) return;
  const std::size_t have =
      begin_of(segment, "have a|have my|have our|have an|have got a|got my|got our");
  if (have >= segment.size()) return;
  const std::vector<Tokens> runs = runs_in(segment, have + 1, segment.size());
  for (std::size_t i = 0; i < facts.size() && !runs.empty(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user_now(fact) || fact.parsed.subject_terms.size() < 2 ||
        !speaks(fact.tokens, kAway))
      continue;
    if (same_word(runs[0].back(), fact.tokens[fact.verb - 1]))
      touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

}  // namespace

void read_led_settled(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    if (segment.empty()) continue;
    read_found_again(said, segment, facts, touches);
    read_reached(said, segment, facts, touches);
    read_birthday(said, segment, facts, touches);
    read_job_lost(said, segment, facts, touches);
    read_restored(said, segment, facts, touches);
  }
}

}  // namespace mnestic::extract
