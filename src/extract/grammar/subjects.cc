// Subjects: whom a clause is about. "My nephew Kofi" is the speaker's nephew, "Mum" the speaker's
// mother, "she" the person named last; what is nobody's is marked foreign.
#include <algorithm>
#include <string>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kSubjectTokensMax = 9;

bool finite(const Token& token) {
  return token.kind == TokenKind::word &&
         (is_auxiliary(token.low) || is_verb(token.low, kThird | kPast | kBase));
}

bool plural_noun(std::string_view low) {
  static const WordSet odd("children parents people folks kids twins in-laws");
  static const WordSet single("boss news asthma diabetes rabies is this plus mess");
  if (single.has(low)) return false;
  return odd.has(low) || (low.size() > 3 && low.ends_with('s') && !low.ends_with("ss") &&
                          !low.ends_with("us") && !low.ends_with("is"));
}

// The head's number: the last noun before the first preposition ("my flight to Lisbon" is one
// flight).
bool plural_phrase(TokenSpan tokens, std::size_t from, std::size_t to) {
  std::size_t head = to;
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].low == "and") return true;
    if (is_preposition(tokens[i].low) && i > from) {
      head = i;
      break;
    }
  }
  // "my nephew Kofi": the name behind the noun does not count.
  while (head > from + 1 && tokens[head - 1].capital && !tokens[head - 2].capital &&
         (is_kin(tokens[head - 2].low) || is_pet(tokens[head - 2].low))) {
    --head;
  }
  return head > from && plural_noun(tokens[head - 1].low);
}

// "a shed held up by ivy": what is done to the noun before, and no verb of a clause.
bool tells_of_noun_before(TokenSpan tokens, std::size_t verb) {
  static const WordSet particles("up down in out over together on off");
  if (!is_verb(tokens[verb].low, kParticiple) || is_auxiliary(tokens[verb].low)) return false;
  std::size_t next = verb + 1;
  if (next < tokens.size() && particles.has(tokens[next].low)) ++next;
  return next < tokens.size() && tokens[next].low == "by";
}

// A noun phrase from `at` up to an agreeing verb: the index of the verb (or its adverb), or 0.
std::size_t phrase_before_verb(TokenSpan tokens, std::size_t at, bool& plural) {
  // "Visiting castles is fun": what is done is one thing, whatever it is done to.
  const bool deed = at == 0 && is_verb(tokens[at].low, kGerund);
  bool joined = false;
  for (std::size_t i = at; i < tokens.size() && i < at + kSubjectTokensMax; ++i) {
    const std::string& low = tokens[i].low;
    // "my son Max, 7, is ..."
    if (low == "," && i + 3 < tokens.size() && tokens[i + 1].kind == TokenKind::number &&
        tokens[i + 2].low == ",") {
      i += 2;
      continue;
    }
    if (tokens[i].low == "'" && i > at && i + 1 < tokens.size() && tokens[i + 1].space) continue;
    if (tokens[i].kind == TokenKind::mark) return 0;
    if (i > at) {
      const std::string& before = tokens[i - 1].low;
      const bool noun_next =
          before == "'s" ||
          (is_determiner(before) && !is_number_word(before) && !is_digits(before)) ||
          is_preposition(before);
      plural = plural_phrase(tokens, at, i);
      joined = joined || before == "and";
      const std::size_t said = skip_adverbs(tokens, i);
      if (deed && said < tokens.size()) plural = joined && !agrees(tokens[said], false);
      const std::size_t verb = said;
      const bool to_me =
          i + 1 < tokens.size() && (tokens[i + 1].low == "me" || tokens[i + 1].low == "us");
      const bool unknown_verb = to_me && !tokens[i].capital && tokens[i].kind == TokenKind::word &&
                                verb_form(low) == nullptr && !is_preposition(low) &&
                                !is_adjective(low) && !is_pronoun(low) && low != "and" &&
                                low != "to" && low != "than";
      // "Pilates is", "Emacs lives": names end in an s without being many.
      const bool name = i == at + 1 && tokens[at].capital && verb < tokens.size() &&
                        agrees(tokens[verb], !plural) && is_verb(tokens[verb].low, kThird | kPast);
      if (!noun_next && (unknown_verb || (verb < tokens.size() && agrees(tokens[verb], plural) &&
                                          !tells_of_noun_before(tokens, verb)))) {
        return i;
      }
      if (!noun_next && (name || (i == at + 1 && tokens[at].capital && verb < tokens.size() &&
                                  (tokens[verb].low == "is" || tokens[verb].low == "was" ||
                                   tokens[verb].low == "has")))) {
        plural = false;
        return i;
      }
    }
    if (low == "and" && (i == at || i + 1 >= tokens.size())) return 0;
    const bool opens = is_possessive(low) && (i == at || tokens[i - 1].low == "and");
    const bool where = (low == "there" || low == "here") && i > at + 1;
    const bool done_to = deed && i == 1;
    if (is_pronoun(low) && !opens && !where && !done_to && low != "one" && low != "that" &&
        low != "this") {
      return 0;
    }
    static const WordSet opening("since because after before until as");
    if (i > at && ((is_subordinator(low) && !is_preposition(low)) || opening.has(low))) return 0;
    // "some cheese thing my brother got me into": a noun with a clause behind it, no subject.
    static const WordSet before_owner("and of with 's both all in from for to on at ,");
    const bool own = i > at && (low == "my" || low == "our");
    if (own && !before_owner.has(tokens[i - 1].low) && !(deed && i == 1)) return 0;
  }
  return 0;
}

bool names_noun(const Token& token) {
  return token.kind != TokenKind::mark && !is_pronoun(token.low) && !is_auxiliary(token.low) &&
         !is_determiner(token.low);
}

std::string owned(TokenSpan tokens, std::size_t from, std::size_t to) {
  Subject other;
  other.person = Person::other;
  return "User's " + turned(other, tokens.subspan(from, to - from));
}

// "hot weather", "mornings" without the capital of the sentence's start; "Priya" with it.
Tokens common_start(TokenSpan noun) {
  Tokens words(noun.begin(), noun.end());
  const bool many = words.size() == 1 && is_time_word(words[0].low);
  const bool plain = words.size() > 1 && !words[1].capital && words[1].kind == TokenKind::word &&
                     words[1].low != "and" && !is_preposition(words[1].low);
  const bool usual =
      words[0].out.size() > 1 && lower(words[0].out.substr(1)) == words[0].out.substr(1);
  if (usual && (many || plain) && verb_form(words[0].low) == nullptr) words[0].out = words[0].low;
  return words;
}

// "it's just us again", "it's cold": of nothing that was named.
bool is_dummy(TokenSpan tokens, std::size_t at) {
  static const WordSet weather(
      "cold hot warm freezing raining snowing sunny windy dark light late early time humid quiet "
      "monday tuesday wednesday thursday friday saturday sunday summer winter spring autumn");
  static const WordSet alone("us me we you");
  if (at + 2 >= tokens.size() || !is_be(tokens[at + 1].low)) return false;
  const std::size_t what = skip_adverbs(tokens, at + 2);
  return what < tokens.size() && (weather.has(tokens[what].low) || alone.has(tokens[what].low));
}

std::optional<Subject> pronoun_subject(TokenSpan tokens, std::size_t at, const Context& context) {
  const std::string& low = tokens[at].low;
  Subject subject;
  subject.end = at + 1;
  if (low == "i" || low == "we") {
    subject.text = "User";
    subject.we = low == "we";
    return subject;
  }
  subject.person = Person::other;
  static const WordSet things("it this that these those");
  subject.it = things.has(low);
  static const WordSet people("everyone everybody nobody");
  const bool single = low == "he" || low == "she";
  if (single && fits_pronoun(context.person, low)) subject.text = context.person;
  const std::string_view thing = context.thing;
  // Many are not "it".
  const std::string_view head = thing.substr(thing.rfind(' ') + 1);
  if (low == "it" && !plural_noun(head) && !is_dummy(tokens, at)) subject.text = thing;
  if (people.has(low)) subject.text = tokens[at].out;
  if (low == "they") {
    subject.text = context.group.empty() ? context.person : context.group;
    const std::string_view who = subject.text;
    subject.plural = !context.group.empty() || plural_noun(who.substr(who.rfind(' ') + 1));
  }
  static const WordSet vague("it this that they he she you these those something anything nothing");
  if (subject.text.empty() && vague.has(low)) {
    subject.text = tokens[at].out;
    subject.foreign = true;
    return subject;
  }
  if (subject.text.empty()) return std::nullopt;
  subject.foreign = people.has(low);
  return subject;
}

// Predicates that are said of people: "Jo turns 30", "Edie is allergic to nuts".
bool personal_predicate(TokenSpan tokens, std::size_t verb) {
  if (verb >= tokens.size()) return false;
  static const WordSet verbs(
      "love hate like adore enjoy prefer live work move turn marry retire graduate study speak eat "
      "drink die pass visit want collect play hire propose swim snore arrive");
  const std::string lemma = lemma_of(tokens[verb].low);
  if (verbs.has(lemma)) return true;
  static const WordSet about(
      "allergic allergy intolerant vegetarian vegan pregnant engaged married "
      "retired my our me us years months old getting moving coming "
      "turning visiting asthma diabetes coeliac celiac vegan");
  for (std::size_t i = verb + 1; i < tokens.size() && i < verb + 8; ++i) {
    if (about.has(tokens[i].low)) return true;
  }
  return false;
}

bool could_be_name(TokenSpan tokens, std::size_t at, std::size_t end) {
  const std::string& low = tokens[at].low;
  if (!tokens[at].capital || end - at > 2 || is_pronoun(low) || is_determiner(low)) return false;
  if (is_adverb(low) || is_subordinator(low) || is_wh_word(low) || is_preposition(low))
    return false;
  return verb_form(low) == nullptr && !is_adjective(low) && !is_time_word(low);
}

// "text beats", "light themes set": a word that could be a verb, with a noun or a verb's third
// person behind it.
bool noun_before_verb(TokenSpan tokens, std::size_t at) {
  if (at + 2 >= tokens.size() || tokens[at].capital) return false;
  const Token& next = tokens[at + 1];
  if (next.kind != TokenKind::word || next.capital) return false;
  if (is_verb(next.low, kThird) && !is_preposition(next.low)) return true;
  return plural_noun(next.low) && is_verb(tokens[at + 2].low, kBase) && !is_determiner(next.low);
}

bool opens_noun_phrase(TokenSpan tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.kind != TokenKind::word && token.kind != TokenKind::number) return false;
  const std::string& low = token.low;
  static const WordSet loose("no whatever whichever whoever");
  if (loose.has(low)) return false;
  if (is_possessive(low) || is_determiner(low)) return true;
  if (at + 1 < tokens.size() && is_be(tokens[at + 1].low) && !is_preposition(low) &&
      !is_adverb(low) && !is_wh_word(low) && low != "not") {
    return !is_auxiliary(low);
  }
  return !is_preposition(low) && !is_adverb(low) && !is_subordinator(low) && !is_auxiliary(low) &&
         !is_wh_word(low) && low != "not" && low != "and" && low != "please" &&
         !(is_verb(low, kBase | kPast) && !is_occasion(low) && !noun_before_verb(tokens, at));
}

Subject foreign_subject(TokenSpan tokens, std::size_t at, std::size_t end, bool plural) {
  Subject subject;
  subject.person = Person::other;
  subject.plural = plural;
  subject.foreign = true;
  subject.end = end;
  subject.text = turned(subject, tokens.subspan(at, end - at));
  return subject;
}

// "the plan is to ...": the speaker's own.
bool is_own_aim(TokenSpan tokens, std::size_t at, std::size_t end) {
  static const WordSet aims("plan goal aim dream intention hope resolution");
  return end == at + 2 && aims.has(tokens[at + 1].low) && end + 1 < tokens.size() &&
         is_be(tokens[end].low) && tokens[end + 1].low == "to";
}

// "driving test take three", "round two of interviews": an occasion without an article, with more
// about it behind.
bool bare_occasion(TokenSpan tokens, std::size_t at, std::size_t end) {
  constexpr std::size_t kTokensMax = 6;
  if (end > at + kTokensMax || is_determiner(tokens[at].low)) return false;
  bool time = false;
  for (std::size_t i = end; i < tokens.size(); ++i) time = time || is_time_word(tokens[i].low);
  return time && std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(at),
                             tokens.begin() + static_cast<std::ptrdiff_t>(std::min(end, at + 3)),
                             [](const Token& token) { return is_occasion(token.low); });
}

// People whom "the" makes the speaker's: they work for them.
bool serves(std::string_view low) {
  static const WordSet set(
      "fitter builder plumber electrician architect surgeon caterer photographer florist planner "
      "decorator cleaner gardener childminder consultant specialist cardiologist oncologist "
      "neurologist allergist solicitor mechanic movers venue registrar");
  return set.has(low);
}

// A noun phrase without an article that is the speaker's own: "wife's name", "anxiety", "rent".
bool is_bare_own(TokenSpan tokens, std::size_t at, std::size_t end) {
  static const WordSet close(
      "wife husband partner girlfriend boyfriend fiancé fiancée fiance fiancee sister brother son "
      "daughter boss landlord landlady flatmate roommate housemate mother-in-law father-in-law "
      "kids "
      "twins parents in-laws stepdaughter stepson");
  static const WordSet ailments(
      "anxiety depression asthma eczema arthritis migraines epilepsy diabetes insomnia tinnitus "
      "ibs adhd ocd psoriasis hayfever sciatica");
  const std::string& low = tokens[at].low;
  const std::string& head = tokens[end - 1].low;
  const bool possessed = at + 1 < end && tokens[at + 1].low == "'s";
  const bool alone = end == at + 1;
  static const WordSet relatives(
      "nephew niece cousin aunt uncle grandson granddaughter ex stepmum "
      "stepdad fiancé fiancée eldest youngest toddler baby");
  if (low.ends_with("-in-law") && (alone || possessed)) return true;
  const bool called = end == at + 2 && tokens[at + 1].capital;  // "cousin Fiona"
  if ((close.has(low) || relatives.has(low)) && called) return true;
  if ((close.has(low) || relatives.has(low) || is_bare_kin(low)) && (alone || possessed))
    return true;
  static const WordSet kept("dog cat puppy kitten hamster budgie gerbil");
  const bool pet = kept.has(low) || (is_pet(low) && !plural_noun(low) && !tokens[at].capital);
  if (at == 0 && alone && pet) return true;
  // "right side's still weak"
  static const WordSet sides("left right lower upper");
  const bool part = is_body_part(head) || head == "side";
  if (end == at + 2 && sides.has(low) && part) return true;
  if ((at == 0 && alone && ailments.has(low)) || (is_owned_thing(low) && alone)) return true;
  const bool bare = !is_determiner(low);
  if (end == at + 2 && is_owned_thing(head) && bare && !tokens[at + 1].capital) return true;
  if (end - at <= 3 && is_occasion(head) && bare && !possessed) return true;
  static const WordSet schools("parents parents' school sports open bonfire inset prize");
  static const WordSet gatherings("evening day play fair assembly night fete concert");
  if (schools.has(low) && gatherings.has(head) && end - at <= 3) return true;
  if (is_occasion(low) && end > at + 1 && is_preposition(tokens[at + 1].low)) return true;
  return bare_occasion(tokens, at, end);
}

// "The play I attended was Hamlet": a thing by what the speaker did with it.
std::optional<Subject> contact_subject(TokenSpan tokens, std::size_t at) {
  constexpr std::size_t kNounTokensMax = 5;
  constexpr std::size_t kClauseTokensMax = 6;
  if (tokens[at].low != "the" && tokens[at].low != "one") return std::nullopt;
  std::size_t who = at + 1;
  while (who < tokens.size() && who < at + kNounTokensMax && names_noun(tokens[who])) ++who;
  if (who < tokens.size() && tokens[who].low == "that") ++who;
  if (who < at + 2 || who + 2 >= tokens.size()) return std::nullopt;
  if (tokens[who].low != "i" && tokens[who].low != "we") return std::nullopt;
  for (std::size_t i = who + 2; i + 1 < tokens.size() && i < who + kClauseTokensMax; ++i) {
    if (tokens[i].kind == TokenKind::mark) return std::nullopt;
    if (!is_be(tokens[i].low) || is_be(tokens[i - 1].low)) continue;
    Subject subject;
    subject.end = i;
    subject.plural = tokens[i].low == "are" || tokens[i].low == "were";
    subject.text = turned(subject, tokens.subspan(at, i - at));
    subject.person = Person::other;
    return subject;
  }
  return std::nullopt;
}

std::optional<Subject> noun_subject(TokenSpan tokens, std::size_t at, const Context& context) {
  if (auto contact = contact_subject(tokens, at)) return contact;
  if (!opens_noun_phrase(tokens, at)) return std::nullopt;
  std::size_t from = at;
  const std::string& low = tokens[at].low;
  static const WordSet quantifiers("all both most half");
  if (quantifiers.has(low) && at + 1 < tokens.size() && is_possessive(tokens[at + 1].low)) ++from;
  bool plural = false;
  const std::size_t end = phrase_before_verb(tokens, at, plural);
  if (end == 0) return std::nullopt;
  // A list may end in a word that is noun and verb alike ("a veg box"): a verb has something behind
  // it.
  const std::size_t behind = skip_adverbs(tokens, end) + 1;
  const bool bare = behind >= tokens.size() || tokens[behind].kind == TokenKind::mark;
  // "my wife teaches"
  const bool does = end == from + 2 && (tokens[from].low == "my" || tokens[from].low == "our") &&
                    is_kin(tokens[from + 1].low) && is_verb(tokens[end].low, kThird);
  if (bare && !does && !is_verb(tokens[behind - 1].low, kPast) &&
      !is_auxiliary(tokens[behind - 1].low)) {
    return std::nullopt;
  }
  Subject subject = foreign_subject(tokens, at, end, plural);
  subject.foreign = false;
  if (tokens[from].low == "my" || tokens[from].low == "our") {
    subject.text = owned(tokens, from + 1, end);
    if (from > at) subject.text = tokens[at].low + " of " + subject.text;
    return subject;
  }
  static const WordSet theirs("her his their its");
  if (theirs.has(low)) {
    const std::string& owner = low == "its"                               ? context.thing
                               : low == "their" && !context.group.empty() ? context.group
                                                                          : context.person;
    if (owner.empty() || !fits_pronoun(owner, low)) return foreign_subject(tokens, at, end, plural);
    subject.text = owner + "'s " + turned(subject, tokens.subspan(at + 1, end - at - 1));
    return subject;
  }
  const std::string& head = tokens[end - 1].low;
  if (low == "the" && end > at + 1) {
    const std::string& noun = tokens[at + 1].low;
    static const WordSet ranked("eldest youngest oldest middle");
    if (is_kin(noun) || (ranked.has(noun) && end == at + 2) || is_pet(noun) || is_pet(head) ||
        is_owned_thing(noun) || serves(noun) || is_occasion(head) || is_own_aim(tokens, at, end)) {
      subject.text = owned(tokens, at + 1, end);
      return subject;
    }
    return foreign_subject(tokens, at, end, plural);
  }
  if (is_bare_own(tokens, at, end)) {
    subject.text = "User's " + (at == 0 ? tokens[at].low : tokens[at].out);
    if (end > at + 1)
      subject.text +=
          join(tokens.subspan(at + 1, end - at - 1)).insert(0, tokens[at + 1].space ? " " : "");
    return subject;
  }
  if (could_be_name(tokens, at, end)) {
    subject.text = join(tokens.subspan(at, end - at));
    const bool known = context.names.find(' ' + tokens[at].out + ' ') != std::string::npos;
    const bool possible = at > 0 || context.people;
    static const WordSet having("has is had was");
    const bool intimate =
        context.people && possible && having.has(tokens[skip_adverbs(tokens, end)].low);
    if (known || intimate || personal_predicate(tokens, skip_adverbs(tokens, end))) return subject;
  }
  return foreign_subject(tokens, at, end, plural);
}

// "half of my team", "nobody in my family", "two of our hens": a part of what is the speaker's.
std::optional<Subject> partitive_subject(TokenSpan tokens, std::size_t at) {
  static const WordSet parts(
      "half most all some many both none neither either nobody everyone everybody no-one each one "
      "several few part any");
  static const WordSet many("most all some many both several few");
  const std::string& low = tokens[at].low;
  if (!parts.has(low) && !is_number_word(low) && !is_digits(low)) return std::nullopt;
  if (at + 3 >= tokens.size()) return std::nullopt;
  const bool joined =
      tokens[at + 1].low == "of" || tokens[at + 1].low == "in" || tokens[at + 1].low == "on";
  if (!joined || (tokens[at + 2].low != "my" && tokens[at + 2].low != "our")) return std::nullopt;
  for (std::size_t i = at + 4; i < tokens.size() && i < at + 9; ++i) {
    if (tokens[i].kind == TokenKind::mark) return std::nullopt;
    const std::size_t verb = skip_adverbs(tokens, i);
    if (verb >= tokens.size()) return std::nullopt;
    const bool one = agrees(tokens[verb], false);
    if (!one && !agrees(tokens[verb], true)) continue;
    Subject subject;
    subject.person = Person::other;
    subject.plural = !one || many.has(low);
    subject.end = i;
    subject.text = tokens[at].low + " " + tokens[at + 1].low + " " + owned(tokens, at + 3, i);
    return subject;
  }
  return std::nullopt;
}

// "User uses", "the user's sister lives": a statement that is in the third person already.
std::optional<Subject> user_subject(TokenSpan tokens, std::size_t at) {
  std::size_t end = at;
  if (tokens[end].low == "the") ++end;
  if (end + 1 >= tokens.size() || tokens[end].low != "user") return std::nullopt;
  if (end == at && !tokens[at].capital) return std::nullopt;
  ++end;
  Subject subject;
  subject.person = Person::other;
  if (tokens[end].low == "'s") {
    const std::size_t noun = end + 1;
    end = noun < tokens.size() ? phrase_before_verb(tokens, noun, subject.plural) : 0;
    if (end == 0) return std::nullopt;
    subject.text = owned(tokens, noun, end);
    subject.end = end;
    return subject;
  }
  const std::size_t verb = skip_adverbs(tokens, end);
  if (verb >= tokens.size() || !finite(tokens[verb])) return std::nullopt;
  subject.text = "User";
  subject.end = end;
  return subject;
}

// "my wife and I", "Tom and I", "me and my brother": both as one plural subject.
std::optional<Subject> joint_subject(TokenSpan tokens, std::size_t at) {
  const std::string& low = tokens[at].low;
  const bool mine = low == "my" || low == "our";
  if (!mine && low != "me" && !tokens[at].capital) return std::nullopt;
  for (std::size_t i = at + 1; i + 1 < tokens.size() && i < at + 6; ++i) {
    if (tokens[i].kind == TokenKind::mark || is_auxiliary(tokens[i].low)) return std::nullopt;
    if (is_verb(tokens[i].low, kPast | kThird) && !tokens[i].capital) return std::nullopt;
    if (tokens[i].low != "and") continue;
    Subject subject;
    subject.person = Person::other;
    subject.plural = true;
    if (low != "me" && low != "i" && tokens[i + 1].low == "i") {
      // "two more modules and I'm a surveyor": two clauses.
      if (i + 2 < tokens.size() && tokens[i + 2].low == "am") return std::nullopt;
      subject.text = "User and " + (mine ? owned(tokens, at + 1, i)
                                         : join(common_start(tokens.subspan(at, i - at))));
      subject.end = i + 2;
      return subject;
    }
    if (low == "me" && tokens[i + 1].low == "my") {
      bool plural = false;
      const std::size_t end = phrase_before_verb(tokens, i + 1, plural);
      if (end == 0) return std::nullopt;
      subject.text = "User and " + owned(tokens, i + 2, end);
      subject.end = end;
      return subject;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::size_t skip_adverbs(TokenSpan tokens, std::size_t at) {
  while (at < tokens.size()) {
    const std::string& low = tokens[at].low;
    const bool no_longer = low == "no" && at + 1 < tokens.size() && tokens[at + 1].low == "longer";
    if (!is_adverb(low) && low != "not" && low != "longer" && !no_longer) break;
    ++at;
  }
  return at;
}

bool agrees(const Token& token, bool plural) {
  if (token.kind != TokenKind::word || token.low == "am") return false;
  if (token.capital) return false;
  static const WordSet reduced(
      "named called based diagnosed booked known born titled made owned "
      "written built used");
  if (reduced.has(token.low)) return false;
  if (is_modal(token.low)) return true;
  const std::string& low = token.low;
  if (low == "is" || low == "has" || low == "does" || low == "was") return !plural;
  if (low == "are" || low == "have" || low == "do" || low == "were") return plural;
  if (is_verb(low, kPast)) return !is_verb(low, kBase) || low.ends_with("t");
  return is_verb(low, plural ? kBase : kThird);
}

bool mentions_speaker(TokenSpan tokens) {
  static const WordSet set("i me my mine myself we us our ours");
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return set.has(token.low); });
}

std::optional<Subject> read_clause_subject(TokenSpan tokens, std::size_t at,
                                           const Context& context) {
  if (at >= tokens.size() || tokens[at].kind == TokenKind::mark) return std::nullopt;
  if (auto user = user_subject(tokens, at)) return user;
  if (auto joint = joint_subject(tokens, at)) return joint;
  if (auto part = partitive_subject(tokens, at)) return part;
  if (is_pronoun(tokens[at].low) &&
      !(is_determiner(tokens[at].low) && at + 1 < tokens.size() && !finite(tokens[at + 1]))) {
    auto subject = pronoun_subject(tokens, at, context);
    if (subject) {
      const std::size_t verb = skip_adverbs(tokens, subject->end);
      // "we the people" has no verb yet.
      if (verb < tokens.size() && tokens[verb].kind == TokenKind::word &&
          !is_determiner(tokens[verb].low) &&
          (subject->person == Person::speaker || finite(tokens[verb]))) {
        return subject;
      }
    }
  }
  return noun_subject(tokens, at, context);
}

}  // namespace mnestic::extract
