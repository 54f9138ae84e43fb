// What one is at work, at school or to somebody, told as news: "you're talking to the Head of Grid
// Planning", "I retrained as a nurse", "Ida started secondary school", "Firefox is my browser now".
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

bool is_title_word(std::string_view word) {
  static const WordSet grades(
      "junior senior deputy assistant associate head lead chief trainee principal director "
      "president vp manager supervisor partner officer sister");
  return grades.has(word) || (is_profession(word) && !is_adjective(word));
}

bool holds_title(TokenSpan tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return is_title_word(token.low); });
}

// The one job that is known of the user; the size of the facts when there is none, or several.
std::size_t only_job(const std::vector<Fact>& facts) {
  std::size_t found = facts.size();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Parsed& fact = facts[i].parsed;
    if (facts[i].verb == 0 || fact.subject != "user" || fact.negated ||
        fact.tense != Tense::present) {
      continue;
    }
    const Tokens predicate = part_of(facts[i].tokens, facts[i].verb + 1, facts[i].tokens.size());
    const bool as =
        lemma_of(facts[i].tokens[facts[i].verb].low) == "work" && speaks(predicate, "as");
    const bool is = fact.verb == "be" && !fact.terms.empty() && holds_title(predicate);
    if (!as && !is) continue;
    if (found < facts.size()) return facts.size();
    found = i;
  }
  return found;
}

// Where what one is now begins, behind words that announce it; 0 when nothing does.
std::size_t behind_news(const Tokens& tokens, bool promoted) {
  static constexpr std::array<std::string_view, 8> kTold = {
      "promoted to",   "bumped me up to", "moved me up to", "moved up to",
      "stepped up to", "made me up to",   "been made",      "made me"};
  static constexpr std::array<std::string_view, 4> kAs = {"retrained as", "requalified as",
                                                          "re-trained as", "retraining as"};
  static constexpr std::array<std::string_view, 6> kShown = {
      "you are talking to",  "you are now talking to",  "you are looking at",
      "you are speaking to", "you are now speaking to", "say hello to"};
  const auto find = [&](const auto& phrases) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      for (const std::string_view phrase : phrases) {
        if (sequence_at(tokens, i, phrase)) {
          return i + 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
        }
      }
    }
    return std::size_t{0};
  };
  if (const std::size_t at = find(kTold)) return at;
  if (const std::size_t at = find(kAs)) return at;
  const std::size_t at = find(kShown);
  const bool news = promoted || speaks(tokens, "new|newest|now");
  return news ? at : 0;
}

// "the new Head of Data" of "Monzo's newest Head of Data": the title alone.
Tokens title_from(const Tokens& tokens, std::size_t begin) {
  std::size_t end = begin;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark && end < begin + 10) ++end;
  Tokens title = part_of(tokens, begin, end);
  for (std::size_t i = 0; i + 1 < title.size() && i < 4; ++i) {
    if (title[i].low == "'s") title = part_of(title, i + 1, title.size());
  }
  static const WordSet lead("the a an new newest latest very your our official now");
  while (!title.empty() && lead.has(title.front().low)) title.erase(title.begin());
  static const WordSet tail("now today officially lol haha here too");
  while (!title.empty() && (tail.has(title.back().low) || is_time_word(title.back().low)))
    title.pop_back();
  return title;
}

bool is_others_news(const Tokens& segment) {
  return std::any_of(segment.begin(), segment.end(), [](const Token& token) {
    static const WordSet people("he she they his her their friend");
    return people.has(token.low) || (is_kin(token.low) && token.low != "boss");
  });
}

void read_post(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kNews = "promotion|promoted|got the job|got the role";
  const bool promoted = speaks(said.tokens, kNews) || speaks(said.before, kNews);
  const std::size_t begin = behind_news(said.tokens, promoted);
  if (begin == 0 || begin >= said.tokens.size()) return;
  const bool they = said.tokens[0].low == "they";
  if (!they && is_others_news(part_of(said.tokens, 0, begin))) return;
  const Tokens title = title_from(said.tokens, begin);
  const bool of_group =
      std::any_of(said.tokens.begin() + static_cast<std::ptrdiff_t>(begin), said.tokens.end(),
                  [](const Token& token) { return is_group(token.low); });
  // "they made me wait for the head teacher": the title stands first.
  std::size_t first = 0;
  while (first < title.size() && !is_preposition(title[first].low)) ++first;
  const bool deed = !holds_title(part_of(title, 0, first));
  const bool trained = said.tokens[begin - 1].low == "as";
  if (title.empty() || of_group || (!trained && deed)) return;
  const std::size_t job = only_job(facts);
  if (job >= facts.size()) return;
  const Fact& fact = facts[job];
  // "at National Grid" stays so after a promotion.
  std::string where;
  for (std::size_t i = fact.verb + 1; promoted && i + 1 < fact.tokens.size(); ++i) {
    const bool at = fact.tokens[i].low == "at" || fact.tokens[i].low == "for";
    if (at && fact.tokens[i + 1].capital && !speaks(title, "at|for"))
      where = " " + fact.known->content.substr(fact.tokens[i].begin);
  }
  const bool definite = title.front().capital;
  const std::string article =
      std::string_view("aeiouAEIOU").find(title.front().out.front()) != std::string_view::npos
          ? "an "
          : "a ";
  Touch touch{job, Touch::Way::yields, {}, "has changed", join(title)};
  touch.content = "User is " + (definite ? std::string() : article) + join(title) + where;
  touches.push_back(std::move(touch));
}

// What one uses of a kind at a time, and what there is of it.
struct Role {
  std::string_view noun;
  std::string_view known;
};

constexpr std::array kRoles = {
    Role{"browser", "chrome|firefox|safari|edge|opera|brave|vivaldi|arc|chromium|librewolf"},
    Role{"editor", "vim|neovim|emacs|helix|vs code|vscode|sublime|zed|nano|notepad"},
    Role{"ide", "intellij|pycharm|vs code|vscode|clion|webstorm|eclipse|xcode|rider"},
    Role{"bank", "bank|banks"},
    Role{"search engine", "google|duckduckgo|kagi|bing|ecosia|startpage"},
    Role{"music app", "spotify|tidal|deezer|apple music|qobuz|youtube music"},
    Role{"music service", "spotify|tidal|deezer|apple music|qobuz|youtube music"},
    Role{"notes app", "evernote|notion|obsidian|onenote|joplin|apple notes|logseq"},
    Role{"note-taking app", "evernote|notion|obsidian|onenote|joplin|apple notes|logseq"},
    Role{"todo app", "todoist|ticktick|things|trello|any.do|to-do"},
    Role{"task manager", "todoist|ticktick|things|trello|asana"},
    Role{"password manager", "bitwarden|lastpass|1password|dashlane|keepass|keepassxc"},
    Role{"email provider", "gmail|outlook|proton|fastmail|yahoo|gmx"},
    Role{"calendar", "google calendar|outlook|fantastical|proton calendar"},
    Role{"messenger", "whatsapp|signal|telegram|messenger"},
    Role{"supermarket", "tesco|sainsbury's|aldi|lidl|asda|waitrose|morrisons|rewe|edeka"}};

// "Firefox is my browser now", "my browser is Firefox now": in the place of the one that is known.
void read_role(const Tokens& segment, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (!speaks(segment, "now|these days|nowadays|from now on") ||
      speaks(segment, "also|too|as well|second|other|was|work"))
    return;
  for (const Role& role : kRoles) {
    const std::size_t count =
        1 + static_cast<std::size_t>(std::count(role.noun.begin(), role.noun.end(), ' '));
    bool mine = false;
    for (std::size_t i = 1; i < segment.size() && !mine; ++i) {
      if (!sequence_at(segment, i, role.noun)) continue;
      static const WordSet main("main default go-to new");
      const std::size_t own = main.has(segment[i - 1].low) && i > 1 ? i - 2 : i - 1;
      static const WordSet goes_on("now these nowadays from and but for");
      const std::size_t end = i + count;
      mine =
          segment[own].low == "my" && (end >= segment.size() || is_be(segment[end].low) ||
                                       segment[end].low == "'s" || goes_on.has(segment[end].low));
    }
    const bool named = std::any_of(segment.begin(), segment.end(), [&](const Token& token) {
      return token.capital && token.kind == TokenKind::word && !is_pronoun(token.low) &&
             !is_possessive(token.low) && token.low != "i" && token.low != "now";
    });
    if (!mine || !named) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      static const WordSet using_it("use have be bank listen write shop browse keep take");
      const bool own = fact.verb != 0 && fact.parsed.subject_terms.front() == "user" &&
                       !fact.parsed.negated && fact.parsed.tense == Tense::present &&
                       using_it.has(fact.parsed.verb);
      const bool of_kind = speaks(fact.tokens, role.known) || speaks(fact.tokens, role.noun);
      // What is named now is known already.
      const bool same = std::any_of(segment.begin(), segment.end(), [&](const Token& token) {
        return token.capital && token.kind == TokenKind::word && token.low != "i" &&
               found_at(fact, {token}) < fact.tokens.size();
      });
      if (own && of_kind && !same && !speaks(fact.tokens, "at work"))
        touches.push_back({i, Touch::Way::yields, {}, "has changed", {}});
    }
  }
}

// How far at school one is; 0 for no school.
std::size_t stage_in(TokenSpan tokens) {
  if (speaks(tokens, "university|uni|college")) return 5;
  if (speaks(tokens, "secondary school|high school|secondary|sixth form|grammar school")) return 4;
  if (speaks(tokens, "primary school|elementary school|primary|reception")) return 2;
  if (speaks(tokens, "middle school")) return 3;
  if (speaks(tokens, "nursery|kindergarten|preschool|pre-school|playgroup|daycare")) return 1;
  if (speaks(tokens, "school")) return 2;
  return 0;
}

// "Theo started school in September" of a son who goes to nursery.
void read_stage(const Tokens& segment, const std::vector<Fact>& facts,
                std::vector<Touch>& touches) {
  constexpr std::string_view kBegun =
      "started|starts|began|begun|moved up to|gone up to|is at|goes to";
  const std::size_t now = stage_in(segment);
  if (now == 0 || !speaks(segment, kBegun) ||
      speaks(segment,
             "will|not|never|almost|should|would|if|before|when|next|soon|want|wants|going to"))
    return;

  const auto verb = finite_verb_in(segment);
  if (!verb || *verb == 0) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.negated || fact.parsed.tense != Tense::present) continue;
    const std::size_t before = stage_in(part_of(fact.tokens, fact.verb, fact.tokens.size()));
    if (before == 0 || before >= now || fact.parsed.verb == "work" || fact.parsed.verb == "teach")
      continue;
    const Tokens who = part_of(segment, 0, *verb);
    const bool same = std::any_of(who.begin(), who.end(), [&](const Token& token) {
      const auto at = static_cast<std::size_t>(&token - who.data());
      if (at + 1 < who.size() && who[at + 1].low == "'s") return false;  // "Theo's friend"
      // "finn started reception"
      const bool small = at == 0 && who.size() == 1 && token.kind == TokenKind::word;
      const bool names = token.capital || is_kin(token.low) || token.low == "i" || small;
      return names && std::any_of(fact.tokens.begin(),
                                  fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                                  [&](const Token& each) {
                                    return (token.low == "i" && fact.verb == 1) ||
                                           canonical_word(each.low) == canonical_word(token.low);
                                  });
    });
    if (!same) continue;
    Touch touch{i, Touch::Way::yields, {}, "has changed", {}};
    touch.content = fact.known->content.substr(0, fact.tokens[fact.verb].begin) +
                    join(part_of(segment, *verb, segment.size()));
    touch.value = join(part_of(segment, *verb, segment.size()));
    touches.push_back(std::move(touch));
  }
}

// "I answer to Femi now", "reporting to Femi from Monday": in the place of the one boss that is
// known.
void read_new_boss(const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  static constexpr std::array<std::string_view, 6> kUnder = {
      "answer to", "report to", "answering to", "reporting to", "i work under", "working under"};
  if (owner_of(segment) != Owner::speaker ||
      !speaks(segment, "now|from now on|these days|since|from"))
    return;
  for (const std::string_view phrase : kUnder) {
    for (std::size_t i = 0; i + 2 < segment.size(); ++i) {
      if (!sequence_at(segment, i, phrase) || speaks(segment, "not|never")) continue;
      const std::size_t begin =
          i + 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
      std::size_t end = begin;
      while (end < segment.size() && segment[end].capital && !is_time_word(segment[end].low)) ++end;
      for (std::size_t k = 0; k < facts.size() && end > begin; ++k) {
        const Fact& fact = facts[k];
        static const WordSet bosses("manager boss supervisor lead line-manager");
        const bool boss = fact.verb > 1 && fact.parsed.subject_terms.front() == "user" &&
                          fact.parsed.verb == "be" && bosses.has(fact.tokens[fact.verb - 1].low);
        if (!boss) continue;
        std::size_t name = fact.verb + 1;
        while (name < fact.tokens.size() && !fact.tokens[name].capital) ++name;
        std::size_t stop = name;
        while (stop < fact.tokens.size() && fact.tokens[stop].capital) ++stop;
        if (stop == name) continue;
        const std::string fresh = join(part_of(segment, begin, end));
        touches.push_back(
            {k, Touch::Way::follows, with_words(fact, name, stop, fresh), "has changed", fresh});
        return;
      }
    }
  }
}

// "Keys handed over, boxes everywhere. Hello from Todmorden!"
void read_hello_from(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  static constexpr std::array<std::string_view, 6> kGreeting = {
      "hello from",         "hi from",          "greetings from", "hello from sunny",
      "coming to you from", "writing this from"};
  constexpr std::string_view kMoving =
      "keys|boxes|box|moved|moving|unpacking|unpacked|new house|new home|new place|new "
      "flat|removal|"
      "removals|movers|our new";
  if (!speaks(said.whole, kMoving) && !speaks(said.before, kMoving) && !speaks(said.after, kMoving))
    return;
  for (const std::string_view phrase : kGreeting) {
    for (std::size_t i = 0; i < said.whole.size(); ++i) {
      if (!sequence_at(said.whole, i, phrase)) continue;
      const std::size_t begin =
          i + 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
      std::size_t end = begin;
      while (end < said.whole.size() && said.whole[end].capital) ++end;
      for (std::size_t k = 0; k < facts.size() && end > begin; ++k) {
        if (facts[k].parsed.subject != "user" || facts[k].parsed.slot != "home") continue;
        const std::string place = join(part_of(said.whole, begin, end));
        if (facts[k].known->content.find(place) != std::string::npos) continue;
        touches.push_back({k, Touch::Way::follows, "User lives in " + place, "has changed", place});
      }
    }
  }
}

// "We've upped sticks to Münster"
void read_new_home(const Tokens& segment, const std::vector<Fact>& facts,
                   std::vector<Touch>& touches) {
  static constexpr std::array<std::string_view, 6> kMoved = {
      "upped sticks to", "up sticks to", "packed up and moved to",
      "emigrated to",    "relocated to", "upped and moved to"};
  if (owner_of(segment) != Owner::speaker) return;
  for (const std::string_view phrase : kMoved) {
    for (std::size_t i = 0; i < segment.size(); ++i) {
      if (!sequence_at(segment, i, phrase)) continue;
      for (std::size_t k = 0; k < facts.size(); ++k) {
        if (facts[k].parsed.subject == "user" && facts[k].parsed.slot == "home")
          touches.push_back({k, Touch::Way::yields, {}, "has changed", {}});
      }
    }
  }
}

// "I cycle to work now instead of the bus"
void read_instead(const Tokens& segment, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  if (owner_of(segment) != Owner::speaker ||
      !speaks(segment, "now|these days|nowadays|from now on"))
    return;
  for (std::size_t i = 2; i + 2 < segment.size(); ++i) {
    if (!sequence_at(segment, i, "instead of")) continue;
    Tokens wrong;
    for (const Token& token : part_of(segment, i + 2, segment.size())) {
      if (is_telling(token) && !is_verb(token.low, kGerund)) wrong.push_back(token);
    }
    const Tokens right = part_of(segment, 0, i);
    for (std::size_t k = 0; k < facts.size() && !wrong.empty(); ++k) {
      const Fact& fact = facts[k];
      static const WordSet doing("take use drive go drink eat ride catch have play get commute");
      const bool own = fact.verb != 0 && fact.parsed.subject == "user" && !fact.parsed.negated &&
                       doing.has(fact.parsed.verb);
      const bool all = std::all_of(wrong.begin(), wrong.end(), [&](const Token& word) {
        return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                           [&](const Token& each) { return means(word, each); });
      });
      if (own && all && shared_words(fact, right, {}) > 0)
        touches.push_back({k, Touch::Way::yields, {}, "has changed", {}});
    }
  }
}

}  // namespace

void read_led_posts(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kOpen = "if|might|maybe|perhaps|thinking|considering|would|could|hope";
  if (said.question || speaks(said.tokens, kOpen)) return;
  read_post(said, facts, touches);
  read_hello_from(said, facts, touches);
  for (const Tokens& segment : said.segments) {
    if (segment.empty()) continue;
    read_role(segment, facts, touches);
    read_stage(segment, facts, touches);
    read_new_boss(segment, facts, touches);
    read_new_home(segment, facts, touches);
    read_instead(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
