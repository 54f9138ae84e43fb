#include "relation/retract.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "mnestic/extract/relation.h"
#include "mnestic/text/words.h"

namespace mnestic::extract {
namespace {

// Whether a retraction worded with the verb `fresh` can be meant for the stored statement.
bool verbs_meet(const Parsed& stored, std::string_view fresh) {
  if (stored.verb == fresh) return true;
  static const WordSet never(
      "like love prefer hate dislike know think live avoid need suffer call "
      "name stop quit fear remember promise be");
  const bool on = stored.verb == "be" && stored.tense == Tense::present &&
                  (begins_with(stored, "on") || begins_with(stored, "in"));
  const bool now = stored.tense != Tense::past;
  if (fresh == "use") return on || (now && !never.has(stored.verb) && stored.verb != "want");
  if (fresh == "do") return on || !never.has(stored.verb);
  if (fresh == "have") {
    static const WordSet owning(
        "have keep adopt get buy use drive ride play share rent subscribe pay "
        "plan book fly go take");
    return owning.has(stored.verb);
  }
  static const WordSet used("use take have subscribe");
  if (fresh == "be on") return used.has(stored.verb);
  if (fresh == "take") return on;
  if (fresh == "like") return stored.verb == "love";
  if (fresh == "love") return stored.verb == "like";
  if (fresh == "go")
    return stored.verb == "fly" || stored.verb == "travel" || stored.verb == "plan";
  return false;
}

// Topics that people forget or call off by one word, and the words that statements of them hold.
struct Topic {
  std::string_view name;
  std::string_view words;
};

constexpr std::array kTopics = {
    Topic{"address", "live lives"},
    Topic{"job", "work works working employed job employer"},
    Topic{"home", "live lives"},
    Topic{"diet", "diet vegetarian vegan pescatarian keto gluten-free halal kosher"},
    Topic{"wedding", "wedding married marry marrying"},
    Topic{"engagement", "engaged engagement"},
    Topic{"together", "dating boyfriend girlfriend partner married husband wife engaged fiance"},
    Topic{"pregnancy", "pregnant"},
    Topic{"religion", "christian catholic muslim jewish hindu buddhist sikh atheist"}};

bool holds(std::span<const Topic> table, std::string_view name, std::string_view word) {
  return std::any_of(table.begin(), table.end(), [&](const Topic& row) {
    return row.name == name && WordSet(row.words).has(word);
  });
}

bool speaks_of(std::string_view topic, std::string_view word) {
  return holds(kTopics, topic, word);
}

// Words for what is ended that need not stand in the statement: "the keto thing", "my Pilates
// class".
bool is_general(std::string_view word) {
  static const WordSet set(
      "thing stuff phase experiment habit app account subscription membership sub class lesson "
      "session slot routine course plan project kick gig practice practise era lark business work "
      "service package club game hobby life situation issue problem bit info information detail "
      "note match training treatment tablet pill idea programme diet run rental part member "
      "contract lease tenancy deal "
      "stint hunting hunt trip");
  return set.has(word);
}

// A general word and those that it takes in: "gave up alcohol" ends "drinks wine", not the other
// way round.
constexpr std::array kTakesIn = {
    Topic{"cigarette", "smoke smoker smoking tobacco"},
    Topic{"cig", "smoke smoker smoking cigarette"},
    Topic{"fag", "smoke smoker smoking cigarette"},
    Topic{"tobacco", "smoke smoker smoking cigarette"},
    Topic{"nicotine", "smoke smoker smoking cigarette vape vaping"},
    Topic{"smoking", "cigarette smoker"},
    Topic{"smoke", "cigarette smoker"},
    Topic{"alcohol", "beer wine whisky whiskey gin vodka cider cocktail rum ale lager prosecco"},
    Topic{"booze", "beer wine whisky whiskey gin vodka cider cocktail rum ale lager alcohol"},
    Topic{"drinking", "beer wine whisky whiskey gin vodka cider cocktail rum ale lager alcohol"},
    Topic{"caffeine", "coffee espresso latte cappuccino tea cola"},
    Topic{"meat", "beef chicken pork lamb steak bacon ham sausage"},
    Topic{"dairy", "milk cheese yoghurt yogurt butter cream"},
    Topic{"med", "take medication"},
    Topic{"medication", "take"},
    Topic{"antidepressant",
          "sertraline fluoxetine citalopram escitalopram venlafaxine mirtazapine"},
    Topic{"gym", "puregym"},
    Topic{"sax", "saxophone"},
    Topic{"physio", "physiotherapist physiotherapy"},
    Topic{"car", "drive"},
    Topic{"job", "work employed employer"},
    Topic{"running", "jog run runner"},
    Topic{"jogging", "jog run runner"},
    Topic{"cycling", "cycle bike cyclist"},
    Topic{"cyclist", "cycle bike cycling"},
    Topic{"angler", "fishing fish"},
    Topic{"angling", "fishing fish"},
    Topic{"fisherman", "fishing fish"},
    Topic{"rambler", "hike hiking ramble walk"},
    Topic{"hiker", "hike hiking"},
    Topic{"knitter", "knit knitting"},
    Topic{"gamer", "game gaming"},
    Topic{"veganism", "vegan"},
    Topic{"vegetarianism", "vegetarian"}};

bool takes_in(std::string_view general, std::string_view word) {
  return holds(kTakesIn, general, word);
}

std::string root(std::string_view word) {
  std::string stem = text::stem(word);
  // "smoker" and "smoking", "runner" and "runs"
  if (stem.size() > 5 && stem.ends_with("er")) {
    stem.resize(stem.size() - 2);
    const bool doubled = stem[stem.size() - 1] == stem[stem.size() - 2];
    if (doubled && std::string_view("lsz").find(stem.back()) == std::string_view::npos)
      stem.pop_back();
    stem = text::stem(stem);
  }
  if (stem.size() > 4 && stem.ends_with("e")) stem.pop_back();
  // "diagnosis" and "diagnosed"
  if (stem.size() > 6 && (stem.ends_with("osi") || stem.ends_with("ysi"))) stem.pop_back();
  return stem;
}

// Verbs that say too little to be what was ended.
bool is_bare_verb(std::string_view verb) {
  static const WordSet set("be have do use get take go make want plan need keep own");
  return set.has(verb);
}

// Whether the statement says `word`, in its verb, its object or what of the person's it is about.
bool says(const Parsed& stored, const Term& word) {
  for (const Term& term : stored.terms) {
    if (akin(term, word) || takes_in(word.word, term.word)) return true;
  }
  if (takes_in(word.word, stored.verb)) return true;
  if (!is_bare_verb(stored.verb) && akin(Term{stored.verb}, word)) return true;
  for (std::size_t i = 1; i < stored.subject_terms.size(); ++i) {
    if (akin(Term{stored.subject_terms[i]}, word)) return true;
  }
  return false;
}

// The words of a retraction that must be met.
std::vector<Term> telling_words(const Parsed& fresh) {
  std::vector<Term> words;
  std::vector<Term> general;
  for (const Term& term : fresh.terms) {
    if (term.link || term.word == "old" || term.word == "whole" || term.word == "entire") continue;
    (is_general(term.word) && !term.name ? general : words).push_back(term);
  }
  // "the Monday slot" is not all that is on Mondays.
  const bool times = std::all_of(words.begin(), words.end(),
                                 [](const Term& word) { return is_time_word(word.word); });
  if (times) words.insert(words.end(), general.begin(), general.end());
  return words;
}

bool names_all(const Parsed& stored, const std::vector<Term>& words) {
  return !words.empty() && std::all_of(words.begin(), words.end(),
                                       [&](const Term& word) { return says(stored, word); });
}

// Whether the statement is the person's own: of themselves, of a thing of theirs, or of somebody
// whom the retraction names.
bool is_own(const Parsed& stored, const std::vector<Term>& words) {
  if (stored.subject_terms.empty() || stored.subject_terms.front() != "user") return false;
  for (std::size_t i = 1; i < stored.subject_terms.size(); ++i) {
    const std::string& word = stored.subject_terms[i];
    static const WordSet shared("team family household house flat home company");
    if (shared.has(word)) continue;
    // By the word for them or by name.
    const bool named = std::any_of(words.begin(), words.end(), [&](const Term& each) {
      const bool name = words.size() > 1 && i + 1 < stored.subject_terms.size() && is_kin(word) &&
                        akin(Term{stored.subject_terms[i + 1]}, each);
      return name || akin(Term{word}, each);
    });
    if (!named && (is_kin(word) || is_pet(word) || word == "and" || word == "of")) return false;
  }
  return true;
}

// "gave up dairy and eggs" ends both; "gave up eggs" does not end "eats eggs and milk".
bool parts_list(const Parsed& stored, const Parsed& fresh) {
  return holds_word(stored, "and") && !holds_word(fresh, "and");
}

// Being something ends with it when that is what one is: "is vegetarian", "is a member of the
// choir", "is on the board"; not "is a Pilates teacher" with Pilates.
bool is_being_of(const Parsed& stored, const std::vector<Term>& words) {
  static const WordSet roles(
      "member part subscriber user customer enrolled signed registered on in");
  if (stored.terms.empty()) return false;
  if (stored.subject_terms.size() > 1 || roles.has(stored.terms.front().word)) return true;
  std::size_t head = 0;
  while (head + 1 < stored.terms.size() && !stored.terms[head + 1].link) ++head;
  // "polish" is nobody's being Polish.
  return std::any_of(words.begin(), words.end(), [&](const Term& word) {
    return akin(stored.terms[head], word) && (word.name || !stored.terms[head].name);
  });
}

bool is_past(const Parsed& stored) {
  static const WordSet lasting("buy get adopt start join sign begin inherit lease rent");
  return stored.tense == Tense::former ||
         (stored.tense == Tense::past && !lasting.has(stored.verb));
}

// "I'm over Ines" says nothing of "works with Ines".
bool is_company(const Parsed& stored, const std::vector<Term>& words) {
  static const WordSet shared("work live play run train sing share meet travel cook climb go");
  if (!shared.has(stored.verb) || words.size() != 1) return false;
  for (std::size_t i = 0; i + 1 < stored.terms.size(); ++i) {
    const Term& who = stored.terms[i + 1];
    if (stored.terms[i].word == "with" && who.name && akin(words[0], who)) return true;
  }
  return false;
}

// "sold the Golf" says nothing of "plays golf".
bool is_namesake(const Parsed& stored, const std::vector<Term>& words) {
  if (stored.verb != "play" || words.size() != 1 || !words[0].name) return false;
  return std::none_of(stored.terms.begin(), stored.terms.end(),
                      [&](const Term& term) { return term.name && akin(words[0], term); });
}

// "the migraine is gone" says nothing of "has migraines", "the cold" nothing of "has a cold sore".
bool is_other_thing(const Parsed& stored, const std::vector<Term>& words) {
  if (stored.terms.empty()) return false;
  std::size_t head = 0;
  while (head + 1 < stored.terms.size() && !stored.terms[head + 1].link) ++head;
  static const WordSet kinds(
      "allergy intolerance problem issue trouble pain ache condition infection injury collection "
      "herd flock hoard");
  bool named = kinds.has(stored.terms[head].word) || is_general(stored.terms[head].word) ||
               stored.terms[head].name;
  for (const Term& word : words) {
    for (const Term& term : stored.terms) {
      if (term.many && !word.many && akin(term, word) && stored.verb == "have") return true;
      named = named || (term.name && akin(term, word));
    }
    named = named || akin(stored.terms[head], word);
  }
  return stored.verb == "have" && !named;
}

// "User does X" retracted: whatever the person has, uses or does of X.
bool ends_doing(const Parsed& stored, const Parsed& fresh) {
  static const WordSet lasting(
      "like love prefer hate dislike know think live avoid need suffer call name stop quit fear "
      "remember promise finish leave sell cancel drop lose work study graduate");
  const std::vector<Term> words = telling_words(fresh);
  if (stored.negated || is_past(stored) || lasting.has(stored.verb)) return false;
  if (!is_own(stored, words) || parts_list(stored, fresh) || !names_all(stored, words))
    return false;
  if (is_company(stored, words) || is_namesake(stored, words)) return false;
  if (stored.verb == "have" && is_other_thing(stored, words)) return false;
  // "broke up with Otto" says nothing of "has a brother called Otto".
  for (const Term& term : stored.terms) {
    const auto named = [&](const Term& word) { return akin(word, term); };
    if (is_kin(term.word) && std::none_of(words.begin(), words.end(), named)) return false;
  }
  return stored.verb != "be" || is_being_of(stored, words);
}

// Having is meant as widely as doing where the thing has a name, or is a thing in name only: "has
// Spotify", "has a vegetarian experiment".
bool is_wide(const Parsed& fresh) {
  if (fresh.verb == "do" || fresh.verb == "use") return true;
  if (fresh.verb != "have") return false;
  static const WordSet owned("membership subscription account service rental club");
  return std::any_of(fresh.terms.begin(), fresh.terms.end(), [](const Term& term) {
    return term.name || (is_general(term.word) && !owned.has(term.word));
  });
}

// "User struggles with X" retracted: an ailment is over, X can be had again.
bool ends_suffering(const Parsed& stored, const Parsed& fresh) {
  static const WordSet ailing("allergic intolerant sensitive pregnant injured anaemic diabetic");
  static const WordSet doing("eat drink have do take run walk play can");
  const std::vector<Term> words = telling_words(fresh);
  if (is_past(stored) || !is_own(stored, words) || parts_list(stored, fresh) ||
      !names_all(stored, words)) {
    return false;
  }
  const bool may_not =
      stored.negated && (doing.has(stored.verb) || stored.verb.starts_with("can "));
  if (may_not || stored.verb == "avoid") return true;
  if (stored.negated || is_other_thing(stored, words)) return false;
  if (stored.verb == "have" || stored.verb == "suffer") return true;
  if (stored.subject_terms.size() > 1) return stored.verb == "be" || stored.verb == "hurt";
  return stored.verb == "be" && std::any_of(stored.terms.begin(), stored.terms.end(),
                                            [&](const Term& t) { return ailing.has(t.word); });
}

// "User mentions X" retracted: all that is known of X.
bool ends_mention(const Parsed& stored, const Parsed& fresh) {
  const std::vector<Term> words = telling_words(fresh);
  const bool own = stored.subject_terms.front() == "user";
  // "my old address" is not where one lives now.
  static const WordSet before("old former previous last");
  for (const Term& term : fresh.terms) {
    if (!before.has(term.word)) continue;
    if (!holds_word(stored, term.word) && !subject_holds(stored, term.word)) return false;
  }
  if (names_all(stored, words)) return !own || is_own(stored, words);
  if (words.size() != 1 || stored.subject != "user") return false;
  const std::string& topic = words.front().word;
  if (topic == "address") return stored.verb == "live" && begins_with(stored, "at");
  return speaks_of(topic, stored.verb) ||
         std::any_of(stored.terms.begin(), stored.terms.end(),
                     [&](const Term& term) { return speaks_of(topic, term.word); });
}

bool retracts(const Parsed& stored, const Parsed& fresh) {
  // "forget my address" means where one lives.
  if (fresh.verb == "have" && fresh.terms.size() == 1) {
    const std::string& topic = fresh.terms[0].word;
    if (topic == "address" && stored.verb == "live" && begins_with(stored, "at")) return true;
    if (topic != "address" && speaks_of(topic, stored.verb)) return true;
    for (const Term& term : stored.terms) {
      if (topic != "address" && speaks_of(topic, term.word)) return true;
    }
  }
  if (stored.negated != fresh.negated || stored.tense == Tense::former) return false;
  const bool is_on = fresh.verb == "be" && begins_with(fresh, "on");
  if (!verbs_meet(stored, fresh.verb) && !(is_on && verbs_meet(stored, "be on"))) return false;
  const std::vector<Term> words = telling_words(fresh);
  const bool otherwise = is_company(stored, words) || is_namesake(stored, words);
  if (fresh.verb != stored.verb && otherwise) return false;
  // "eggs and milk" stored as one: ending one of them must not lose the other.
  if (holds_word(stored, "and") && !holds_word(fresh, "and")) return false;
  bool any = false;
  for (const Term& term : fresh.terms) {
    if (term.link) continue;
    const bool held = std::any_of(stored.terms.begin(), stored.terms.end(),
                                  [&](const Term& each) { return akin(each, term); });
    if (!held) return false;
    any = true;
  }
  if (stored.verb == "have" && is_other_thing(stored, words)) return false;
  if (fresh.terms.empty()) {
    // "stopped smoking" ends "smokes ten a day"; "stopped running" does not end "runs a bakery".
    static const WordSet habits("smoke vape gamble freelance commute");
    return stored.verb == fresh.verb && (stored.terms.empty() || habits.has(stored.verb));
  }
  return any;
}

// A retraction of having something ends statements about that thing: "User has an address", "User's
// address is ...".
bool retracts_thing(const Parsed& stored, const Parsed& fresh) {
  if (fresh.verb != "have" || fresh.subject != "user" || stored.subject_terms.size() < 2 ||
      stored.subject_terms.front() != "user") {
    return false;
  }
  bool any = false;
  for (const Term& term : fresh.terms) {
    if (term.link) continue;
    if (!subject_holds(stored, term.word)) return false;
    any = true;
  }
  // "User has a sister" retracted says nothing of what the sister does; a name or an address goes.
  return any && stored.verb == "be";
}

// "User and Tom are together" retracted: "User is dating Tom", "User's boyfriend is Tom".
bool retracts_bond(const Parsed& stored, const Parsed& fresh) {
  if (fresh.subject_terms.size() < 3 || fresh.terms.empty() || fresh.terms[0].word != "together") {
    return false;
  }
  static const WordSet bonds(
      "partner boyfriend girlfriend husband wife dating date married together "
      "engaged fiance fiancee");
  bool bond = bonds.has(stored.verb);
  for (const Term& term : stored.terms) bond = bond || bonds.has(term.word);
  for (const std::string& term : stored.subject_terms) bond = bond || bonds.has(term);
  const std::string& other = fresh.subject_terms.back();
  return bond && (holds_word(stored, other) || subject_holds(stored, other));
}

}  // namespace

bool akin(const Term& a, const Term& b) {
  if (a.word == b.word) return true;
  if (a.number || b.number || a.word.size() < 3 || b.word.size() < 3) return false;
  // "Magnets" is another name than "Magnet"; "Thursdays" are each a Thursday.
  if (a.name && b.name && !(is_time_word(a.word) && is_time_word(b.word))) return false;
  return root(a.word) == root(b.word);
}

bool is_vague_noun(std::string_view word) { return is_general(word); }

bool word_means(const Term& said, const Term& stored) {
  return akin(said, stored) || takes_in(said.word, stored.word);
}

bool ends(const Parsed& stored, const Parsed& fresh) {
  if (retracts_thing(stored, fresh) || retracts_bond(stored, fresh)) return true;
  if (fresh.verb == "mention") return ends_mention(stored, fresh);
  if (fresh.subject == "user" && !fresh.negated) {
    if (is_wide(fresh) && ends_doing(stored, fresh)) return true;
    if (fresh.verb == "struggle") return ends_suffering(stored, fresh);
  }
  return stored.subject == fresh.subject && retracts(stored, fresh);
}

namespace {

// What the tables say that `word` stands for.
void add_meant(std::string_view word, std::string& more) {
  for (const Topic& row : kTopics) {
    if (row.name == word) more += ' ' + std::string(row.words);
  }
  for (const Topic& row : kTakesIn) {
    if (row.name == word) more += ' ' + std::string(row.words);
  }
}

}  // namespace

std::string search_words(std::string_view fresh, Action action) {
  std::string more;
  if (action != Action::retract) return more;
  for (const Term& term : parse_statement(fresh).terms) add_meant(term.word, more);
  return more;
}

std::string words_meant(std::string_view said) {
  std::string more;
  for (const Token& token : tokenize(said)) add_meant(canonical_word(token.low), more);
  return more;
}

}  // namespace mnestic::extract
