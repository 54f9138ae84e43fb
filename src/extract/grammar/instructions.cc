// Instructions: standing wishes about how the assistant behaves. A wish for one answer ("make this
// shorter") is a request and gives nothing.
#include <algorithm>
#include <array>
#include <string>

#include "grammar/instruction_parts.h"
#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {
namespace {

struct Opener {
  std::string_view words;
};

// "this", "below": something of the moment, so no standing wish.
bool points_at_moment(TokenSpan tokens) {
  static const WordSet set(
      "this that these those it em following above below again first second one");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view next = i + 1 < tokens.size() ? tokens[i + 1].low : std::string_view();
    if (set.has(tokens[i].low) && next != "name" && next != "comes") return true;
  }
  return false;
}

bool about_style(TokenSpan tokens) {
  static const WordSet style(
      "me answers answer replies reply responses response emoji emojis bullet bullets points short "
      "brief concise metric imperial celsius fahrenheit english spanish french german italian "
      "formal informal jargon tone style blunt direct honest markdown units unit spelling "
      "apologise "
      "apologize apologising apologizing apologies examples code sources language dates simple "
      "polite lists exclamation analogies things everything disclaimers citations explanations "
      "details 24-hour casual terse verbose swearing slang sarcasm humour humor pronouns recipes "
      "pleasantries preamble intro fluff waffle padding clock tabs maths math "
      "jokes puns banter name words paragraphs headings typescript python temperatures prices");
  return has_any(tokens, style);
}

bool forbidden_verb(std::string_view low) {
  static const WordSet set(
      "suggest recommend call use start end include give add show tell ask "
      "sugar "
      "remind mention write assume talk say send explain repeat apologise "
      "bother worry apologize make put offer be sugarcoat sugar-coat swear speak answer "
      "hedge ramble waffle patronise patronize lecture preach overexplain reply respond schedule "
      "book contact round truncate abbreviate paraphrase guess");
  return set.has(low);
}

// A wish ends where a clause of its own begins: "..., I learn best that way".
std::size_t wish_end(TokenSpan tokens, std::size_t at) {
  for (std::size_t i = at + 1; i + 1 < tokens.size(); ++i) {
    const std::string& next = tokens[i + 1].low;
    const bool pause =
        tokens[i].kind == TokenKind::mark && tokens[i].low != "'" && tokens[i].low != "\"";
    if (pause && (next == "i" || next == "my" || next == "it" || next == "thanks" ||
                  next == "because" || next == "seriously" || next == "that")) {
      return i;
    }
  }
  return tokens.size();
}

// "next time give me the code first", "in future skip the intro": where the wish begins; 0 without
// such words. "Next time buy milk" is for oneself.
std::size_t behind_coming(TokenSpan tokens) {
  for (const std::string_view lead : {"next time", "in future", "in the future", "from now on"}) {
    std::size_t end = 0;
    if (!sequence_at(tokens, 0, lead, end)) continue;
    if (end < tokens.size() && tokens[end].low == ",") ++end;
    const bool wish = end + 1 < tokens.size() && is_verb(tokens[end].low, kBase);
    if (wish && about_style(tokens.subspan(end))) return end;
  }
  return 0;
}

// "you can skip the disclaimers", "I want you to always cite sources": where the wish itself
// starts.
std::size_t behind_wish_opening(TokenSpan tokens, bool& negative) {
  static constexpr std::array kOpenings = {Opener{"you can"},
                                           Opener{"you should"},
                                           Opener{"you must"},
                                           Opener{"i want you to"},
                                           Opener{"i need you to"},
                                           Opener{"i would like you to"},
                                           Opener{"i would prefer you to"},
                                           Opener{"i would love you to"},
                                           Opener{"feel free to"},
                                           Opener{"make sure to"},
                                           Opener{"make sure you"},
                                           Opener{"remember to"},
                                           Opener{"try to"},
                                           Opener{"be sure to"}};
  static constexpr std::array kRefusals = {Opener{"you do not need to"},
                                           Opener{"you do not have to"},
                                           Opener{"no need to"},
                                           Opener{"there is no need to"},
                                           Opener{"you should not"},
                                           Opener{"try not to"},
                                           Opener{"i do not want you to"},
                                           Opener{"i would rather you did not"},
                                           Opener{"i would prefer if you did not"},
                                           Opener{"i would prefer it if you did not"},
                                           Opener{"i would prefer you not to"},
                                           Opener{"you need not"}};
  std::size_t end = 0;
  for (const Opener& opener : kRefusals) {
    if (sequence_at(tokens, 0, opener.words, end)) {
      negative = true;
      return end;
    }
  }
  for (const Opener& opener : kOpenings) {
    if (sequence_at(tokens, 0, opener.words, end)) return end;
  }
  return 0;
}

// "you address me as Captain", "you may call me Bex": the index of the verb; `at` for other words.
std::size_t behind_leave(TokenSpan tokens, std::size_t at) {
  static const WordSet allowing("may will can must should shall");
  if (tokens[at].low != "you") return at;
  std::size_t verb = at + 1;
  if (verb < tokens.size() && allowing.has(tokens[verb].low)) ++verb;
  const bool name =
      verb + 2 < tokens.size() &&
      (tokens[verb + 2].capital || tokens[verb + 2].low == "as" || tokens[verb].low == "refer");
  return name ? verb : at;
}

std::optional<Instruction> read_naming(TokenSpan tokens, std::size_t at) {
  at = behind_leave(tokens, at);
  const std::string& low = tokens[at].low;
  std::size_t me = at + 1;
  if (low == "refer" && me < tokens.size() && tokens[me].low == "to") ++me;
  if ((low != "call" && low != "address" && low != "refer") || me + 1 >= tokens.size() ||
      tokens[me].low != "me") {
    return std::nullopt;
  }
  std::size_t from = me + 1;
  if (tokens[from].low == "as" && from + 1 < tokens.size()) ++from;
  static const WordSet never("when if later back tomorrow a an at on");
  if (never.has(tokens[from].low)) return std::nullopt;
  std::size_t end = from;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark &&
         tokens[end].low != "please" && tokens[end].low != "from" && tokens[end].low != "not") {
    ++end;
  }
  if (end == from) return std::nullopt;
  const TokenSpan name = tokens.subspan(from, end - from);
  return Instruction{"User wants to be called " + (name[0].capital ? join(name) : wish_words(name)),
                     "instruction"};
}

std::optional<Instruction> read_reminder(TokenSpan tokens, std::size_t at) {
  std::size_t end = 0;
  if (!sequence_at(tokens, at, "remind me to", end) &&
      !sequence_at(tokens, at, "remind me about", end) &&
      !sequence_at(tokens, at, "remind me that", end) &&
      !sequence_at(tokens, at, "do not let me forget to", end)) {
    // "remind me we've got the boiler man coming tomorrow"
    static const WordSet subjects("i we my our the");
    const bool clause = sequence_at(tokens, at, "remind me", end) && end + 2 < tokens.size() &&
                        subjects.has(tokens[end].low);
    if (!clause) return std::nullopt;
  }
  if (end >= tokens.size()) return std::nullopt;
  if (tokens[end - 1].low == "me") {
    return Instruction{statement("User wants to be reminded that", wish_words(tokens.subspan(end))),
                       "todo"};
  }
  return Instruction{statement("User wants to be reminded", wish_words(tokens.subspan(end - 1))),
                     "todo"};
}

// "When I ask for code, use TypeScript": the condition's tokens end at the comma.
std::size_t condition_end(TokenSpan tokens) {
  static const WordSet openers("when whenever if");
  // "Before you book anything, check with me", "after each lesson, give me a quiz"
  static const WordSet orders("before after");
  static const WordSet doing("you answering replying suggesting recommending writing each every");
  const bool ordered =
      orders.has(tokens.front().low) && tokens.size() > 1 && doing.has(tokens[1].low);
  if (!openers.has(tokens.front().low) && !ordered) return 0;
  for (std::size_t i = 3; i + 1 < tokens.size(); ++i) {
    // "When you write code use tabs": the comma is left out.
    static const WordSet wishes(
        "use keep give add include avoid assume answer reply show always never");
    static const WordSet joined("and or to the you i we");
    const bool bare = wishes.has(tokens[i].low) && !joined.has(tokens[i - 1].low) &&
                      (tokens[1].low == "you" || tokens[1].low == "i");
    // "When I paste code just fix it"
    const bool just = tokens[i].low == "just" && is_verb(tokens[i + 1].low, kBase) &&
                      (tokens[1].low == "you" || tokens[1].low == "i");
    if ((bare || just) && tokens[i - 1].low != ",") return i;
    if (tokens[i].low == ",") break;
  }
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != ",") continue;
    const std::string& next = tokens[i + 1].low;
    const bool imperative = is_verb(next, kBase) && !is_pronoun(next) && !is_auxiliary(next);
    const bool forbids = next == "do" && i + 2 < tokens.size() && tokens[i + 2].low == "not";
    return imperative || forbids || next == "always" || next == "never" || next == "please" ||
                   next == "just"
               ? i
               : 0;
  }
  return 0;
}

std::string wish_text(TokenSpan tokens, std::size_t at, std::size_t end, bool negative) {
  const std::string& low = tokens[at].low;
  if (low == "always" || low == "never") {
    return low + " to " + wish_words(tokens.subspan(at + 1, end - at - 1));
  }
  return (negative ? "not to " : "to ") + wish_words(tokens.subspan(at, end - at));
}

// Moves `at` behind "please", "from now on" and their like; true when the wish is said to last.
bool skip_manners(TokenSpan tokens, std::size_t& at) {
  bool standing = false;
  bool more = true;
  while (more) {
    more = false;
    std::size_t end = 0;
    for (const std::string_view words :
         {"from now on", "in future", "in the future", "going forward", "from here on in",
          "from here on", "from this point on", "henceforth", "from today"}) {
      if (sequence_at(tokens, at, words, end)) {
        at = end;
        standing = more = true;
      }
    }
    static const WordSet polite("please kindly just , also");
    while (at < tokens.size() && polite.has(tokens[at].low)) {
      ++at;
      more = true;
    }
  }
  return standing;
}

// "explain it like I have a PhD": how this once.
bool likens_once(TokenSpan wish) {
  static const WordSet once("explain describe tell");
  if (wish.empty() || !once.has(wish[0].low)) return false;
  static const WordSet always("things everything stuff concepts");
  if (wish.size() > 1 && always.has(wish[1].low)) return false;
  for (std::size_t i = 1; i + 1 < wish.size(); ++i) {
    const bool as_though =
        wish[i].low == "like" || (wish[i].low == "if" && wish[i - 1].low == "as");
    if (as_though && wish[i + 1].low == "i") return true;
  }
  return false;
}

// "..., that's how my brain works", "..., I skim": a reason that will hold next time too.
bool has_lasting_reason(TokenSpan tokens, std::size_t end) {
  if (end + 3 > tokens.size()) return false;
  const TokenSpan reason = tokens.subspan(end + 1);
  std::size_t behind = 0;
  for (const std::string_view words :
       {"that is how", "that is the way", "that works best", "it is how", "it helps me"}) {
    if (sequence_at(reason, 0, words, behind)) return true;
  }
  static const WordSet habits("skim learn prefer struggle process think read hate find get");
  return reason[0].low == "i" && reason.size() > 1 && habits.has(reason[1].low);
}

// What the wish itself says, without the question in it: "explain why I always ..." is asked once.
TokenSpan without_question(TokenSpan wish) {
  static const WordSet asked("how why what which whether where who if");
  for (std::size_t i = 1; i < wish.size(); ++i) {
    if (asked.has(wish[i].low)) return wish.first(i);
  }
  return wish;
}

bool says_always(TokenSpan wish) {
  // "stop ending every answer with a question"
  static const WordSet ceasing("stop quit");
  if (wish.size() > 1 && ceasing.has(wish[0].low) && is_verb(wish[1].low, kGerund) &&
      about_style(wish.subspan(1)) && !points_at_moment(wish)) {
    return true;
  }
  static const WordSet words("always whenever everything");
  if (has_any(wish, words)) return true;
  std::size_t end = 0;
  for (std::size_t i = 1; i < wish.size(); ++i) {
    for (const std::string_view lasting :
         {"from now on", "in future", "in the future", "going forward", "from here on", "each time",
          "every time", "by default", "as a rule", "for good", "at all times"}) {
      if (sequence_at(wish, i, lasting, end)) return true;
    }
  }
  for (std::size_t i = 0; i < wish.size() && wish[0].low != "let"; ++i) {
    if (sequence_at(wish, i, "when you", end)) return true;
  }
  return false;
}

// "can you keep replies short from now on": a wish in a question's form, when it is to last. Where
// the wish begins; the size when it is none.
std::size_t behind_lasting_question(TokenSpan tokens) {
  static const WordSet asking("can could would will");
  if (!asking.has(tokens[0].low) || tokens[1].low != "you" || tokens.size() < 4) return 0;
  const std::size_t wish = tokens[2].low == "please" ? 3 : 2;
  return says_always(without_question(tokens.subspan(wish))) ? wish : tokens.size();
}

// "double check" is done, though "double" alone is no verb.
bool is_deed(std::string_view low) {
  return is_verb(low, kBase) || low == "double" || low == "double-check";
}

// "don't worry", "don't give up!", "don't be afraid": comfort.
bool comforts(TokenSpan denied) {
  static const WordSet verbs("worry hesitate fret panic quit despair lose beat");
  const std::string& low = denied[0].low;
  const std::string_view next = denied.size() > 1 ? std::string_view(denied[1].low) : "";
  if (low == "give") return next == "up" || next == "in";
  return verbs.has(low) || (low == "be" && is_like_adjective(next));
}

// "assume I know the basics"
bool assumes_knowledge(TokenSpan wish) {
  static const WordSet knowing("know understand");
  return wish.size() > 3 && wish[0].low == "assume" && wish[1].low == "i" &&
         knowing.has(wish[2].low);
}

// "show me the code first and explain afterwards": the order of whatever is answered.
bool orders_answer(TokenSpan wish) {
  static const WordSet giving("show give tell put lead start state present");
  static const WordSet parts(
      "answer code result results conclusion summary numbers verdict recommendation bottom "
      "solution tldr takeaway example examples headline outcome punchline gist");
  static const WordSet reasons(
      "explain explanation explanations reasoning reasons details detail theory background why "
      "caveats justify workings context rationale rest");
  const auto at = [&](const WordSet& set, std::size_t from) {
    while (from < wish.size() && !set.has(wish[from].low)) ++from;
    return from;
  };
  if (wish.empty() || !giving.has(wish[0].low)) return false;
  const std::size_t part = at(parts, 1);
  constexpr std::size_t kReach = 5;
  if (part > kReach || part >= wish.size() || at(WordSet("of for to"), 1) < part) return false;
  const std::size_t order = at(WordSet("first upfront before with"), 1);
  const std::size_t reason = at(reasons, part + 1);
  const std::size_t later = at(WordSet("afterwards after later then before second"), part + 1);
  return order < wish.size() && reason < wish.size() && later < wish.size();
}

// "explain things with examples first": how all of it is to be taught.
bool teaches_always(TokenSpan wish) {
  static const WordSet teaching("explain teach describe present structure introduce");
  static const WordSet all("things everything stuff concepts topics ideas");
  const std::size_t at = wish.size() > 1 && wish[1].low == "me" ? 2 : 1;
  return wish.size() > at + 1 && teaching.has(wish[0].low) && all.has(wish[at].low);
}

// "keep em safe for me": of what lies at hand.
bool keeps_at_hand(TokenSpan wish) {
  static const WordSet objects("it them em this that these those");
  static const WordSet where("safe secret private handy somewhere ready secure hidden");
  return wish.size() > 2 && wish[0].low == "keep" && objects.has(wish[1].low) &&
         where.has(wish[2].low);
}

// What may stand behind "always" or "never" in a wish; "you can always count on me" offers.
bool can_be_wished(std::string_view frequency, std::string_view deed) {
  static const WordSet offered(
      "count rely lean depend bank trust forget lose miss fail struggle cry hate love");
  if (offered.has(deed)) return false;
  return frequency == "always" ? is_deed(deed) : deed != "mind" && is_verb(deed, kBase);
}

}  // namespace

std::optional<std::string> read_unnaming(TokenSpan tokens) {
  std::size_t from = 0;
  std::size_t at = 0;
  while (at < tokens.size() && tokens[at].low == "please") ++at;
  if (!sequence_at(tokens, at, "do not call me", from) &&
      !sequence_at(tokens, at, "stop calling me", from)) {
    return std::nullopt;
  }
  const bool stop = tokens[at].low == "stop";
  std::size_t end = from;
  while (end < tokens.size() && tokens[end].capital) ++end;
  std::size_t behind = 0;
  const bool ended = stop || sequence_at(tokens, end, "anymore", behind) ||
                     sequence_at(tokens, end, "any more", behind) ||
                     sequence_at(tokens, end, "again", behind);
  if (end == from || !ended) return std::nullopt;
  return join(tokens.subspan(from, end - from));
}

std::optional<Instruction> read_instruction(TokenSpan tokens) {
  if (tokens.size() < 2) return std::nullopt;
  if (auto feedback = read_feedback(tokens)) return feedback;
  const std::size_t asked = behind_lasting_question(tokens);
  if (asked >= tokens.size()) return std::nullopt;
  tokens = tokens.subspan(asked);
  std::string condition;
  if (const std::size_t comma = condition_end(tokens); comma != 0) {
    condition = ' ' + wish_words(tokens.first(comma));
    condition[1] = lower(condition.substr(1, 1))[0];
    tokens = tokens.subspan(tokens[comma].kind == TokenKind::mark ? comma + 1 : comma);
  }
  const std::size_t later = behind_coming(tokens);
  tokens = tokens.subspan(later);
  bool negative = false;
  std::size_t at = behind_wish_opening(tokens, negative);
  const bool wished = at > 0;
  bool standing = !condition.empty() || later != 0;
  standing = skip_manners(tokens, at) || standing;
  if (at + 1 >= tokens.size()) return std::nullopt;
  if (auto naming = read_naming(tokens, at)) return naming;
  if (auto reminder = read_reminder(tokens, at)) return reminder;
  if (tokens[at].low == "do" && tokens[at + 1].low == "not" && at + 2 < tokens.size()) {
    negative = true;
    at += 2;
    if (tokens[at].low == "ever" && at + 1 < tokens.size()) ++at;
  }
  const std::string& low = tokens[at].low;
  if (negative && !wished && condition.empty() && comforts(tokens.subspan(at))) return std::nullopt;
  // "remember I'm colour-blind" states, "note to self: ..." is no wish to the assistant.
  if (low == "note" ||
      (low == "remember" && (tokens[at + 1].low == "i" || tokens[at + 1].low == "my"))) {
    return std::nullopt;
  }
  const bool frequency = low == "always" || low == "never";
  if (frequency && !can_be_wished(low, tokens[at + 1].low)) return std::nullopt;
  if (!frequency && !is_verb(low, kBase)) return std::nullopt;
  const std::size_t end = wish_end(tokens, at);
  const TokenSpan wish = tokens.subspan(at, end - at);
  standing = standing || frequency || says_always(wish);
  // "examples first, theory after": an order of things, and why.
  static const WordSet ordered(
      "first before after short brief bullet bullets examples simple plain");
  static const WordSet at_hand("this these above below following draft email letter");
  if (!has_any(wish, at_hand) && has_any(wish, ordered)) {
    standing = standing || has_lasting_reason(tokens, end);
  }
  if (!standing && (low == "let" || likens_once(wish))) return std::nullopt;
  // "please avoid red/green charts": avoiding is never for once.
  if (low == "avoid" && !points_at_moment(wish)) standing = true;
  standing = standing || assumes_knowledge(wish) || orders_answer(wish) || teaches_always(wish);
  if (keeps_at_hand(wish)) return std::nullopt;
  const bool tongue = wish.size() > 2 && wish[1].low == "in" && wish[2].capital;
  const bool styled =
      wish.size() > 1 && (tongue || about_style(wish.subspan(1))) && !points_at_moment(wish);
  bool wanted = standing;
  if (negative)
    wanted = wanted || (forbidden_verb(low) && !points_at_moment(wish)) || (wished && styled);
  // "give me metric please": a style without an article is none for one answer.
  static const WordSet manners("metric imperial celsius fahrenheit markdown bullet short plain");
  if (low == "give" && wish.size() > 2 && wish[1].low == "me" && manners.has(wish[2].low) &&
      !points_at_moment(wish)) {
    wanted = true;
  }
  if (!negative && !wanted) wanted = (standing_verb(low) || (wished && low != "give")) && styled;
  if (!wanted) return std::nullopt;
  return Instruction{
      statement("User wants the assistant", wish_text(tokens, at, end, negative) + condition),
      "instruction"};
}

}  // namespace mnestic::extract
