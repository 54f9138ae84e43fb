// Endings that are no plain statement of the speaker: treatments, text without a verb, wishes to
// forget.
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "grammar/lists.h"
#include "grammar/rewrite.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

// "the Volvo", "my gym membership" had: "a Volvo", "a gym membership".
void make_indefinite(Token& article, std::string_view noun) {
  static const WordSet definite("my our the this that his her their");
  if (!definite.has(article.low) || noun.empty()) return;
  const bool vowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
  article.out = article.low = vowel ? "an" : "a";
}

}  // namespace

Core core_of(const Tokens& tokens) {
  Core core;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (low == "not" || low == "never") {
      core.negated = true;
      continue;
    }
    if (is_adverb(low)) continue;
    core.verb = i;
    core.lemma = lemma_of(low);
    const bool goes_on = is_auxiliary(low) && i + 1 < tokens.size();
    if (!goes_on) break;
    std::size_t next = i + 1;
    while (next < tokens.size() && (is_adverb(tokens[next].low) || tokens[next].low == "not")) {
      if (tokens[next].low == "not" || tokens[next].low == "never") core.negated = true;
      ++next;
    }
    if (next >= tokens.size() || verb_form(tokens[next].low) == nullptr) break;
    if (is_be(low) && !is_verb(tokens[next].low, kGerund)) break;
    i = next - 1;
  }
  return core;
}

bool word_is(const Tokens& tokens, std::size_t i, std::string_view low) {
  return i < tokens.size() && tokens[i].low == low;
}

Tokens part_of(const Tokens& tokens, std::size_t from, std::size_t to) {
  if (from >= to || from >= tokens.size()) return {};
  return Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                tokens.begin() + static_cast<std::ptrdiff_t>(std::min(to, tokens.size())));
}

std::size_t find_word(const Tokens& tokens, std::string_view low, std::size_t from) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].low == low) return i;
  }
  return tokens.size();
}

std::size_t object_end(const Tokens& tokens, std::size_t from) {
  static const WordSet stops(
      "ages ago at last yesterday today this because since after when while in "
      "for so now completely entirely altogether forever recently years "
      "months weeks apparently thankfully luckily though anymore already , ( finally");
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (i > from && tokens[i].low == "as" && word_is(tokens, i + 1, "of")) return i;
    if (i > from && (stops.has(tokens[i].low) || is_number_word(tokens[i].low))) return i;
  }
  return tokens.size();
}

void end_objects(const Subject& subject, std::string_view lemma, const Tokens& object,
                 std::vector<Change>& changes) {
  if (object.empty()) return;
  Token verb;
  verb.out = verb.low = agreeing(subject, lemma);
  Tokens predicate = {verb};
  predicate.insert(predicate.end(), object.begin(), object.end());
  predicate[1].space = true;
  if (lemma == "have") make_indefinite(predicate[1], predicate.size() > 2 ? predicate[2].low : "");
  for (const Tokens& part : part_list(predicate)) {
    changes.push_back({true, statement(subject.text, turned(subject, part))});
  }
}

namespace {

// "the doctor stopped my statins", "they discontinued my insulin": what is taken no longer.
std::optional<Change> read_discontinued(const Clause& clause, const Core& core) {
  static const WordSet stopping("stop discontinue cancel halt withdraw suspend end");
  static const WordSet healers(
      "doctor gp consultant specialist cardiologist oncologist neurologist psychiatrist nurse "
      "physio dermatologist rheumatologist endocrinologist paediatrician pediatrician surgeon "
      "pharmacist hospital clinic dr vet they");
  const Tokens& tokens = clause.predicate;
  const std::size_t from = core.verb + 1;
  if (core.negated || !stopping.has(core.lemma) || from >= tokens.size()) return std::nullopt;
  const Tokens subject = tokenize(lower(clause.subject.text));
  const bool healer = std::any_of(subject.begin(), subject.end(),
                                  [](const Token& token) { return healers.has(token.low); });
  const bool own = tokens[from].low == "my" || tokens[from].low == "our";
  const bool they = !subject.empty() && subject.front().low == "they";
  static const WordSet meetings("appointment appointments session sessions visit class clinic");
  const Tokens object = part_of(tokens, from + 1, object_end(tokens, from + 1));
  if (!healer || (they && !own) || (!own && tokens[from].low != "the") || object.empty() ||
      object.size() > 3 || meetings.has(object.back().low)) {
    return std::nullopt;
  }
  Subject user;
  user.text = "User";
  return Change{true, statement("User takes", turned(user, object))};
}

}  // namespace

std::optional<Change> read_treatment(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  if (clause.fragment || clause.subject.person == Person::speaker || tokens.size() < 3) {
    return std::nullopt;
  }
  const Core core = core_of(tokens);
  if (core.verb >= tokens.size()) return std::nullopt;
  if (auto discontinued = read_discontinued(clause, core)) return discontinued;
  const std::size_t me = core.verb + 1;
  if (core.negated || !is_verb(tokens[core.verb].low, kPast | kParticiple)) return std::nullopt;
  if (!word_is(tokens, me, "me") && !word_is(tokens, me, "us")) return std::nullopt;
  Subject user;
  user.text = "User";
  const Tokens object = part_of(tokens, me + 2, object_end(tokens, me + 2));
  if (object.empty()) return std::nullopt;
  const bool off = (core.lemma == "take" || core.lemma == "wean") && word_is(tokens, me + 1, "off");
  const bool on = (core.lemma == "put" || core.lemma == "start") && word_is(tokens, me + 1, "on");
  if (off) return Change{true, statement("User takes", turned(user, object))};
  if (on) return Change{false, statement("User is on", turned(user, object))};
  return std::nullopt;
}

bool says_no_longer(const Tokens& tokens) {
  if (tokens.size() < 3) return false;
  if (tokens[0].low == "no" && tokens[1].low == "longer") return true;
  const std::size_t n = tokens.size();
  const bool any_more =
      tokens[n - 1].low == "anymore" || (tokens[n - 2].low == "any" && tokens[n - 1].low == "more");
  return tokens[0].low == "not" && any_more;
}

std::vector<Change> read_fragment_change(const Tokens& tokens) {
  std::vector<Change> changes;
  Subject user;
  user.text = "User";
  if (says_no_longer(tokens)) {
    const bool longer = tokens[1].low == "longer";
    std::size_t end = tokens.size();
    if (!longer) end -= tokens[end - 1].low == "anymore" ? 1 : 2;
    const std::size_t as_of = find_word(tokens, "as", 3);
    if (word_is(tokens, as_of + 1, "of")) end = std::min(end, as_of);
    const Tokens quality = part_of(tokens, longer ? 2 : 1, end);
    if (quality.empty()) return changes;
    const bool doing = verb_form(quality.front().low) != nullptr &&
                       is_verb(quality.front().low, kGerund) && quality.size() > 1;
    changes.push_back({true, statement("User is", turned(user, quality))});
    if (doing) {
      end_objects(user, base_of_gerund(quality.front().low), part_of(quality, 1, quality.size()),
                  changes);
    }
    return changes;
  }
  static const WordSet through("done finished through");
  if (tokens.size() > 2 && through.has(tokens[0].low) && tokens[1].low == "with") {
    end_objects(user, "use", part_of(tokens, 2, object_end(tokens, 2)), changes);
    return changes;
  }
  if (tokens.size() < 3 || tokens[0].low != "no" || tokens[1].low != "more") return changes;
  if (is_supply(tokens)) return changes;
  std::size_t end = object_end(tokens, 2);
  const Tokens object = part_of(tokens, 2, end);
  if (object.empty()) return changes;
  end_objects(user, "do", object, changes);
  if (!object.front().capital && object.size() < 3) end_objects(user, "be", object, changes);
  if (object.size() == 1 && is_verb(object[0].low, kGerund)) {
    changes.push_back({true, "User " + third_person(base_of_gerund(object[0].low))});
  }
  return changes;
}

std::optional<Change> read_tolerated(const Clause& clause, TokenSpan sentence) {
  static const WordSet fine("fine ok okay safe");
  static const WordSet grounds("allergy allergic allergist allergies negative tolerate");
  const Tokens& tokens = clause.predicate;
  if (!clause.subject.foreign || tokens.size() < 2 || !is_be(tokens[0].low)) return std::nullopt;
  const std::size_t at = skip_adverbs(tokens, 1);
  if (at >= tokens.size() || !fine.has(tokens[at].low)) return std::nullopt;
  const std::string thing = lower(clause.subject.text);
  if (is_pronoun(thing) || thing.find(' ') != std::string::npos) return std::nullopt;
  const bool grounded = std::any_of(sentence.begin(), sentence.end(),
                                    [](const Token& token) { return grounds.has(token.low); });
  if (!grounded) return std::nullopt;
  return Change{true, "User is allergic to " + thing};
}

namespace {

constexpr std::size_t kTopicTokensMax = 4;

// "please", "can you", "you can", "I want you to": where the wish itself begins.
std::size_t politely_begun(TokenSpan tokens) {
  static const WordSet asking("can could would will may should");
  static const WordSet wanting("want need like");
  const auto is = [&](std::size_t i, std::string_view low) {
    return i < tokens.size() && tokens[i].low == low;
  };
  std::size_t at = 0;
  const auto skip = [&] {
    while (is(at, "please") || is(at, ",") || is(at, "just")) ++at;
  };
  skip();
  const bool pair = at + 1 < tokens.size();
  if (pair && ((asking.has(tokens[at].low) && is(at + 1, "you")) ||
               (is(at, "you") && asking.has(tokens[at + 1].low)))) {
    at += 2;
  } else if (is(at, "i") && is(at + 1, "would") && is(at + 2, "rather") && is(at + 3, "you")) {
    at += 4;
  } else if (is(at, "i")) {
    std::size_t verb = at + 1;
    if (is(verb, "would")) ++verb;
    if (verb < tokens.size() && wanting.has(tokens[verb].low) && is(verb + 1, "you") &&
        is(verb + 2, "to")) {
      at = verb + 3;
    }
  }
  skip();
  return at;
}

// "my salary": all that is known of it.
void mention(TokenSpan topic, Forgetting& wish) {
  if (topic.empty() || topic.size() > kTopicTokensMax) return;
  if (topic.front().low != "my" && topic.front().low != "our") return;
  Subject user;
  user.text = "User";
  wish.objects.push_back({true, statement("User mentions", turned(user, topic))});
}

// "don't remember that ..." at `at`: not to be kept.
bool refuses_keeping(TokenSpan tokens, std::size_t at) {
  static const WordSet keeping("remember keep store save");
  return at + 3 < tokens.size() && tokens[at].low == "do" && tokens[at + 1].low == "not" &&
         keeping.has(tokens[at + 2].low);
}

// "the bit about", "the part on"
bool names_part(TokenSpan tokens, std::size_t at) {
  static const WordSet parts("bit part stuff thing things note notes entry info information");
  return at + 3 < tokens.size() && tokens[at].low == "the" && parts.has(tokens[at + 1].low) &&
         (tokens[at + 2].low == "about" || tokens[at + 2].low == "on");
}

}  // namespace

Forgetting read_forget_wish(TokenSpan tokens) {
  Forgetting wish;
  std::size_t at = politely_begun(tokens);
  if (at + 1 >= tokens.size()) return wish;
  const bool asked = at > 1;
  const std::string low = tokens[at].low;
  static const WordSet forgetting("forget delete erase remove wipe purge");
  // "you can drop my old address": not said to anybody but the assistant.
  const bool dropping = (low == "drop" || low == "clear") && at > 0 &&
                        (tokens[at + 1].low == "my" || tokens[at + 1].low == "our");
  const bool refused = refuses_keeping(tokens, at);
  if (refused) at += 2;
  const bool forgot = low == "forgot" && at > 0;
  const bool forget = forgetting.has(low) || dropping || refused || forgot;
  static const WordSet keeping("remembering storing saving keeping tracking recording");
  if (low == "stop" && keeping.has(tokens[at + 1].low)) ++at;
  const bool stop = at > 0 && tokens[at - 1].low == "stop";
  const bool scrap = low == "scrap" || (low == "never" && tokens[at + 1].low == "mind");
  if (!forget && !scrap && !stop) return wish;
  at += low == "never" ? 2 : 1;
  if (at < tokens.size() && tokens[at].low == "about") ++at;
  if (at + 1 >= tokens.size()) return wish;
  wish.found = true;
  if (tokens[at].low == "that") ++at;
  static const WordSet whole("everything anything all whatever");
  const bool everything = whole.has(tokens[at].low);
  const bool part = names_part(tokens, at);
  if (tokens[at].low == "what" || everything || part) {
    while (at < tokens.size() && tokens[at].low != "about" && tokens[at].low != "on") ++at;
    ++at;
    if (at < tokens.size() && (tokens[at].low == "me" || tokens[at].low == "my") &&
        at + 1 < tokens.size() && tokens[at + 1].low == "being") {
      ++at;
    }
  }
  if (at >= tokens.size()) return wish;
  std::size_t topic_end = at;
  while (topic_end < tokens.size() && tokens[topic_end].kind != TokenKind::mark) ++topic_end;
  const bool owned = tokens[at].low == "my" || tokens[at].low == "our" || tokens[at].capital;
  if (part || dropping || everything || asked) mention(tokens.subspan(at, topic_end - at), wish);
  if (everything && owned && topic_end <= at + 4) {
    Subject other;
    other.person = Person::other;
    wish.objects.push_back(
        {true, statement("Everything about", turned(other, tokens.subspan(at, topic_end - at)))});
  }
  if (at + 1 < tokens.size() && is_verb(tokens[at].low, kGerund)) {
    Subject user;
    user.text = "User";
    const Tokens rest(tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, tokens.end());
    end_objects(user, base_of_gerund(tokens[at].low), rest, wish.objects);
    return wish;
  }
  if ((forget || stop) && read_clause_subject(tokens, at, Context())) {
    wish.clause_begin = at;
    return wish;
  }
  static const WordSet vague("it that this everything all him her them");
  std::size_t end = at;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  wish.rest_begin = std::min(end + 1, tokens.size());
  if (vague.has(tokens[at].low) || end > at + 6) return wish;
  Subject user;
  user.text = "User";
  Tokens rest(tokens.begin() + static_cast<std::ptrdiff_t>(at),
              tokens.begin() + static_cast<std::ptrdiff_t>(end));
  std::erase_if(rest, [](const Token& one) { return one.low == "thing" || one.low == "stuff"; });
  end_objects(user, forget || stop ? "have" : "do", rest, wish.objects);
  return wish;
}

}  // namespace mnestic::extract
