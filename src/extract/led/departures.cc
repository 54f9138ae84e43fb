// Departures: whom and what one has no longer because they went or died: "Nan passed on Tuesday",
// "our youngest got his own place", "the fox got both hens"; and gear that is hung up for good.
#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/news.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

bool names_subject(const Token& word, const Fact& fact) {
  return std::any_of(fact.tokens.begin() + 1,
                     fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                     [&](const Token& each) { return same_word(word, each); });
}

// Where it is told that somebody died: "passed", without what else one passes; the size without it.
std::size_t death_in(const Tokens& segment) {
  for (std::size_t i = 1; i < segment.size(); ++i) {
    const std::string& low = segment[i].low;
    if (low == "died" ||
        (low == "passed" && i + 1 < segment.size() && segment[i + 1].low == "away"))
      return i;
    if (low != "passed") continue;
    static const WordSet calm(
        "peacefully quietly suddenly yesterday today this last in on at , and");
    const bool ends = i + 1 >= segment.size() || calm.has(segment[i + 1].low);
    if (ends && !speaks(segment, "test|exam|exams|driving|theory|inspection|probation")) return i;
  }
  return segment.size();
}

// "Nan passed on Tuesday, in her sleep" of a Nan who lives in a care home.
void read_death(const Tokens& segment, const std::vector<Fact>& facts,
                std::vector<Touch>& touches) {
  const std::size_t died = death_in(segment);
  if (died >= segment.size() || died > 4) return;
  Tokens who;
  for (const Token& token : part_of(segment, 0, died)) {
    if (token.low == "'s" || is_preposition(token.low)) return;  // "Nan's cat died"
    if (is_telling(token)) who.push_back(token);
  }
  if (who.empty()) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const std::vector<std::string>& subject = fact.parsed.subject_terms;
    const bool person = fact.verb > 1 && subject.front() == "user" && subject.size() > 1 &&
                        (is_kin(subject[1]) || is_pet(subject[1]));
    if (!person || fact.parsed.tense != Tense::present || holds_word(fact.parsed, "called"))
      continue;
    // Of "User's sister's dog" it is the last that died.
    const bool all = std::all_of(who.begin(), who.end(),
                                 [&](const Token& word) { return names_subject(word, fact); });
    const bool owner = speaks(part_of(fact.tokens, 1, fact.verb), "'s") &&
                       std::count_if(fact.tokens.begin(),
                                     fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                                     [](const Token& token) { return token.low == "'s"; }) > 1;
    const bool name = fact.parsed.verb == "be" && fact.verb + 2 >= fact.tokens.size();
    if (all && !owner && !name) touches.push_back({i, Touch::Way::ends, {}, "has died", {}});
  }
}

// "our youngest got his own place", "Theo's moved out": of who lives at home.
void read_flown(const Tokens& segment, const std::vector<Fact>& facts,
                std::vector<Touch>& touches) {
  constexpr std::string_view kOut =
      "got his own place|got her own place|got their own place|got his own flat|got her own flat|"
      "moved out|flown the nest|flew the nest|left home|moved into his own|moved into her own|has "
      "his own place now|has her own place now|gone off to uni|went off to uni|moved into halls";
  const std::size_t out = begin_of(segment, kOut);
  if (out >= segment.size() || out == 0) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.negated || fact.parsed.verb != "live") continue;
    if (!speaks(fact.tokens, "at home|with user|with them")) continue;
    const Tokens who = part_of(segment, 0, out);
    // "Theo's girlfriend moved out"
    const std::size_t owner = find_word(who, "'s");
    if (owner + 1 < who.size()) return;
    const bool own = fact.verb > 1 && std::any_of(who.begin(), who.end(), [&](const Token& word) {
                       static const WordSet rank("youngest eldest oldest middle");
                       return (word.capital || is_kin(word.low) || rank.has(word.low)) &&
                              names_subject(word, fact);
                     });
    if (own && !speaks(who, "'s friend|'s mate"))
      touches.push_back({i, Touch::Way::ends, {}, "moved out", {}});
  }
}

// "fox got both hens in the night", "a hawk took our last chick".
void read_taken(const Tokens& segment, const std::vector<Fact>& facts,
                std::vector<Touch>& touches) {
  static const WordSet hunters(
      "fox foxes hawk buzzard stoat mink badger heron rat rats weasel cat dog dogs cats "
      "sparrowhawk");
  static const WordSet took("got took killed ate had");
  static const WordSet all("both our my all");
  for (std::size_t i = 1; i + 2 < segment.size() && i < 4; ++i) {
    if (!took.has(segment[i].low) || !hunters.has(segment[i - 1].low)) continue;
    std::size_t at = i + 1;
    bool every = false;
    while (at < segment.size() && (all.has(segment[at].low) || is_determiner(segment[at].low) ||
                                   is_number_word(segment[at].low) || segment[at].low == "of")) {
      every = every || segment[at].low == "both" || segment[at].low == "all";
      ++at;
    }
    if (at >= segment.size() || at == i + 1 || segment[i + 1].low == "a") return;
    const std::string thing = segment[at].low;
    if (!is_pet(thing) && !is_pet(canonical_word(thing)) && thing != "hens" && thing != "chickens")
      return;
    for (std::size_t k = 0; k < facts.size(); ++k) {
      const Fact& fact = facts[k];
      static const WordSet kept("keep have own raise");
      const bool own =
          is_of_user_now(fact) && fact.parsed.subject == "user" && kept.has(fact.parsed.verb);
      const std::size_t found = find_word(fact.tokens, thing, fact.verb);
      if (!own || found >= fact.tokens.size()) continue;
      const bool several = thing.ends_with('s');
      if (several && !every && !is_possessive(segment[i + 1].low) && segment[i + 1].low != "the")
        continue;
      touches.push_back({k, Touch::Way::ends, {}, "no longer so", {}});
    }
    return;
  }
}

struct Gear {
  std::string_view hung;
  std::string_view done;  // words of which the fact holds one
};

constexpr std::array kGear = {
    Gear{"boots|my boots|the boots|cleats", "football|rugby|hockey|soccer|lacrosse|five-a-side"},
    Gear{"whistle", "referee|referees|umpire|umpires|coaches|coach"},
    Gear{"gloves", "boxes|boxing|boxer|goalkeeper|keeper|kickboxing"},
    Gear{"racket|racquet", "tennis|squash|badminton|padel"},
    Gear{"skates", "skates|skating|hockey|derby"},
    Gear{"stethoscope", "doctor|gp|nurse|paramedic|vet"},
    Gear{"apron", "chef|cook|baker|barista|kitchen"},
    Gear{"running shoes|trainers|spikes", "runs|running|marathon|parkrun|runner|athletics"},
    Gear{"goggles", "swims|swimming|swimmer"},
    Gear{"oars|oar", "rows|rowing|rower"},
    Gear{"pads|bat", "cricket"},
    Gear{"bike|cleats", "cycles|cycling|triathlon|triathlons"},
    Gear{"dancing shoes|tap shoes|pointe shoes", "dances|dancing|ballet|tap|salsa"},
    Gear{"scissors|shears", "hairdresser|barber"},
    Gear{"guitar|bass|drumsticks|mic", "band"}};

// "I've hung up my boots": what they were for.
void read_hung_up(const Said& said, const Tokens& segment, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  const std::size_t hung = begin_of(segment, "hung up my|hung up the|hung my|hanging up my");
  if (hung >= segment.size() || owner_of(segment) != Owner::speaker) return;
  // "hung up my boots to dry"
  if (speaks(segment, "to dry|by the|in the|on the|for the night|for the day|outside") ||
      speaks(said.tokens, "muddy|soaking|wet"))
    return;
  for (const Gear& gear : kGear) {
    if (!speaks(TokenSpan(segment).subspan(hung), gear.hung)) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      static const WordSet watching("watch support follow like love have");
      if (!is_of_user_now(fact) || fact.parsed.subject != "user" ||
          !speaks(fact.tokens, gear.done) || watching.has(fact.parsed.verb))
        continue;
      touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
    }
  }
}

// "Cast's off", "the sling came off", "stitches are out" of who has an arm in a cast.
void read_taken_off(const Tokens& segment, const std::vector<Fact>& facts,
                    std::vector<Touch>& touches) {
  static const WordSet worn(
      "cast plaster sling splint brace braces stitches boot bandage crutches");
  for (std::size_t i = 0; i + 1 < segment.size() && i < 4; ++i) {
    if (!worn.has(segment[i].low)) continue;
    if (i > 0 && !is_determiner(segment[i - 1].low) && !is_possessive(segment[i - 1].low)) return;
    if (i > 0 && speaks(part_of(segment, 0, i), "his|her|their|your")) return;
    std::size_t next = i + 1;
    static const WordSet being("is are 's has come came finally well and truly been taken got");
    while (next < segment.size() && being.has(segment[next].low)) ++next;
    static const WordSet gone("off out");
    if (next >= segment.size() || next == i + 1 || !gone.has(segment[next].low)) return;
    // "the cast is off their game"
    if (next + 1 < segment.size() && is_possessive(segment[next + 1].low)) return;
    for (std::size_t k = 0; k < facts.size(); ++k) {
      const Fact& fact = facts[k];
      // "User's left arm is in a cast" has its verb where no verb is looked for.
      const bool own = fact.parsed.subject_terms.front() == "user" && !fact.parsed.negated &&
                       std::none_of(fact.tokens.begin(), fact.tokens.end(),
                                    [](const Token& token) { return is_kin(token.low); });
      if (!own || find_word(fact.tokens, segment[i].low, 1) >= fact.tokens.size()) continue;
      touches.push_back({k, Touch::Way::ends, {}, "taken off", {}});
    }
    return;
  }
}

}  // namespace

void read_led_departures(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    if (segment.empty() || is_open_news(said, segment)) continue;
    read_death(segment, facts, touches);
    read_flown(segment, facts, touches);
    read_taken(segment, facts, touches);
    read_hung_up(said, segment, facts, touches);
    read_taken_off(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
