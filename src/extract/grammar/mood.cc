#include "grammar/mood.h"

#include <algorithm>
#include <array>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {
namespace {

bool mentions_sequence(TokenSpan tokens, std::string_view words) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (sequence_at(tokens, i, words)) return true;
  }
  return false;
}

std::size_t politeness_end(TokenSpan tokens) {
  static const WordSet polite("please kindly just you ,");
  const auto asks = [&](std::size_t i) {
    // "can fix any bike" leaves out the speaker.
    return is_modal(tokens[i].low) && i + 1 < tokens.size() &&
           (tokens[i + 1].low == "you" || tokens[i + 1].low == "please");
  };
  std::size_t at = 0;
  while (at < tokens.size() && (polite.has(tokens[at].low) || asks(at))) ++at;
  return at;
}

// Words beside the matter that end a sentence: "..., don't worry", "..., if that helps".
bool is_remark(TokenSpan tokens) {
  static constexpr std::array<std::string_view, 22> kRemarks = {
      "do not worry",      "do not ask",      "do not judge",    "do not laugh",
      "do not lose it",    "if that helps",   "if that matters", "if that is relevant",
      "if you must know",  "wish me luck",    "fingers crossed", "before you ask",
      "believe it or not", "weird i know",    "i know i know",   "for what it is worth",
      "just so you know",  "in case you are", "or so they say",  "knock on wood",
      "touch wood",        "go figure"};
  return std::any_of(kRemarks.begin(), kRemarks.end(),
                     [&](std::string_view words) { return sequence_at(tokens, 0, words); });
}

// "In the novel, Anna lives in Moscow", "as the song goes": of a work, not of life.
bool in_fiction(TokenSpan tokens) {
  static const WordSet works(
      "novel story book film movie show series game song play dream poem sketch episode comic "
      "manga "
      "anime musical lyrics saying proverb");
  static const WordSet articles("the this that a my");
  static const WordSet writings("essay paper article post report chapter thesis scenario example");
  static const WordSet tasks("quiz test exam example exercise game story form sake assignment");
  if (sequence_at(tokens, 0, "in this") && tokens.size() > 2 && writings.has(tokens[2].low)) {
    return true;
  }
  if (tokens.size() > 3 && tokens[0].low == "for" && articles.has(tokens[1].low) &&
      tasks.has(tokens[2].low) && tokens[3].kind == TokenKind::mark) {
    return true;
  }
  static const WordSet uttering("sang sings said says wrote writes put puts");
  for (std::size_t i = 1; i < 5 && i < tokens.size() && tokens[0].low == "as"; ++i) {
    if (uttering.has(tokens[i].low) && tokens[1].low != "i") return true;
  }
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (low == "as" && articles.has(tokens[i + 1].low) && works.has(tokens[i + 2].low)) return true;
    const bool inside = (low == "in" || low == "from") && articles.has(tokens[i + 1].low) &&
                        works.has(tokens[i + 2].low);
    if (inside && i == 0 && i + 3 < tokens.size() && tokens[i + 3].low == ",") return true;
  }
  return sequence_at(tokens, 0, "as they say");
}

}  // namespace

bool starts_like_question(TokenSpan tokens) {
  if (tokens.empty()) return false;
  const std::string& low = tokens.front().low;
  if (is_wh_word(low) && low != "when" && low != "whose") return true;
  if (!is_auxiliary(low) || tokens.size() < 2) return false;
  static const WordSet subjects("i you we he she it they there this that my your the a any");
  // "Had a hip replacement": the speaker, left out.
  const bool told = ((low == "had" || low == "have") && !is_pronoun(tokens[1].low)) ||
                    (low == "am" && tokens[1].low != "i");
  if (told) return false;
  static const WordSet people("people folks others most many anyone everyone somebody someone");
  return subjects.has(tokens[1].low) || people.has(tokens[1].low);
}

bool is_supposition(TokenSpan tokens) {
  if (tokens.empty()) return false;
  static const WordSet starts(
      "if imagine suppose supposing pretend assuming hypothetically maybe "
      "perhaps unless");
  if (starts.has(tokens.front().low)) return true;
  if (sequence_at(tokens, 0, "let us say") || sequence_at(tokens, 0, "let us pretend") ||
      sequence_at(tokens, 0, "let us imagine") || sequence_at(tokens, 0, "let us assume") ||
      sequence_at(tokens, 0, "say i") || sequence_at(tokens, 0, "what if")) {
    return true;
  }
  static const WordSet anywhere(
      "pretend hypothetically scenario roleplay role-play "
      "hypothetical fictional roleplaying");
  if (mentions_sequence(tokens, "sake of argument") || mentions_sequence(tokens, "in my story") ||
      mentions_sequence(tokens, "in my novel") || mentions_sequence(tokens, "in my dream") ||
      mentions_sequence(tokens, "in the game") || mentions_sequence(tokens, "for this example")) {
    return true;
  }
  if (has_any(tokens, anywhere) || in_fiction(tokens)) return true;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const std::string& next = tokens[i + 1].low;
    static const WordSet polite("like love prefer appreciate rather be");
    if (low == "would" && !polite.has(next)) {
      static const WordSet condition("if");
      if (has_any(tokens.subspan(i), condition)) return true;
    }
    if (low == "would" && mentions_sequence(tokens.subspan(i), "if i")) return true;
    if (low == "if" && (next == "i" || next == "we") && i + 2 < tokens.size() &&
        (tokens[i + 2].low == "were" || tokens[i + 2].low == "had")) {
      return true;
    }
  }
  return false;
}

// "I wish I had", "would have gone", "I'd probably be a terrible parent", "could eat a horse".
bool is_unreal(TokenSpan tokens, std::size_t at) {
  const std::string& low = tokens[at].low;
  const std::string_view next =
      at + 1 < tokens.size() ? std::string_view(tokens[at + 1].low) : std::string_view();
  if (low == "wish") return !next.empty() && next != "me";
  if (low == "could") return next == "be" || next == "have" || next == "eat";
  if (low != "would" || next == "not" || next == "never") return false;
  const std::size_t verb = skip_adverbs(tokens, at + 1);
  return next == "have" || (verb < tokens.size() && tokens[verb].low == "be");
}

namespace {

// "toying with going back", "half a mind to sell it": turned over, and not done.
bool is_weighed(TokenSpan tokens) {
  static constexpr std::array<std::string_view, 18> kWeighing = {
      "toying with",        "flirting with",       "playing with the idea",
      "half a mind to",     "half tempted",        "sorely tempted",
      "so tempted",         "in two minds about",  "on the verge of",
      "on the fence about", "convince me",         "talk me into",
      "talk me out of",     "part of me wants to", "kicking around the idea",
      "mulling over",       "close to packing in", "close to giving up"};
  return std::any_of(kWeighing.begin(), kWeighing.end(),
                     [&](std::string_view words) { return mentions_sequence(tokens, words); });
}

}  // namespace

bool is_hypothetical(TokenSpan tokens) {
  if (is_supposition(tokens)) return true;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    // "maybe five hours" is about five hours; any other "maybe" leaves it open.
    if (tokens[i].low != "maybe" && tokens[i].low != "perhaps") continue;
    const bool about = i > 0 && i + 1 < tokens.size() &&
                       (is_number_word(tokens[i + 1].low) || is_digits(tokens[i + 1].low) ||
                        tokens[i + 1].low == "a" || tokens[i + 1].low == "an");
    if (!about) return true;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].low == "might") return true;
    if (is_unreal(tokens, i)) return true;
    const std::string_view next = i + 1 < tokens.size() ? std::string_view(tokens[i + 1].low) : "";
    if (tokens[i].low == "thinking" && (next == "of" || next == "about")) return true;
  }
  return is_weighed(tokens);
}

bool is_request(TokenSpan tokens) {
  const std::size_t at = politeness_end(tokens);
  if (at >= tokens.size()) return true;
  const std::string& low = tokens[at].low;
  if (at > 0 && (tokens[0].low == "can" || tokens[0].low == "could" || tokens[0].low == "would") &&
      at > 1) {
    return true;
  }
  if (low == "let") return true;
  static const WordSet groups("o a b ab");
  if (low == "type" && at + 2 < tokens.size() &&
      (groups.has(tokens[at + 1].low) || is_digits(tokens[at + 1].low))) {
    return false;  // "Type 1, diagnosed at nine"
  }
  if (!is_verb(low, kBase) || is_auxiliary(low)) return false;
  // "Rent is due": a noun that is a verb elsewhere.
  if (at + 1 < tokens.size() && is_auxiliary(tokens[at + 1].low) && tokens[at + 1].low != "do") {
    return false;
  }
  if (is_occasion(low) && at + 1 < tokens.size() &&
      (is_preposition(tokens[at + 1].low) || is_time_word(tokens[at + 1].low))) {
    return false;
  }
  // "carry an epipen anyway": nobody is asked to.
  static const WordSet habits(
      "carry wear drink eat cycle swim commute volunteer collect sleep suffer knit bake brew coach "
      "teach sing paint ride");
  static const WordSet asked("me it this that you us one");
  if (habits.has(low) && at == 0 && tokens.size() > 1 && !asked.has(tokens[1].low)) return false;
  // "Enjoy Porto, Marisol" is a wish.
  if (low == "enjoy" && at + 1 < tokens.size() && tokens[at + 1].capital) return true;
  static const WordSet stative(
      "love like hate prefer live work need want enjoy adore dislike own "
      "speak belong suffer used miss");
  return !stative.has(low);
}

std::size_t behind_request(TokenSpan tokens, const Context& context) {
  // What is told in a text that is asked for is nobody's life.
  static const WordSet works(
      "story poem song scene sketch script dialogue lyrics joke haiku limerick tweet caption "
      "sentence translate say phrase sign example");
  static const WordSet joints(", ; because but \xE2\x80\x93 \xE2\x80\x94 -");
  if (has_any(tokens, works)) return tokens.size();
  for (std::size_t i = 2; i + 3 < tokens.size(); ++i) {
    if (!joints.has(tokens[i].low)) continue;
    std::size_t at = i + 1;
    while (at < tokens.size() && (joints.has(tokens[at].low) || tokens[at].low == "and")) ++at;
    const auto subject = read_clause_subject(tokens, at, context);
    if (!subject || subject->foreign) continue;
    const bool own = tokens[at].low == "i" || tokens[at].low == "we" || tokens[at].low == "my" ||
                     tokens[at].low == "our" || subject->text.starts_with("User");
    if (own && !is_wh_word(tokens[i - 1].low)) return at;
  }
  return tokens.size();
}

bool is_for_pasted_text(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kVerbs = {
      "summarise",    "summarize",  "translate",       "proofread",           "rewrite",
      "rephrase",     "paraphrase", "fix the grammar", "correct the grammar", "edit this",
      "shorten this", "make this"};
  const std::string low = lower(text.substr(0, 200));
  for (const std::string_view verb : kVerbs) {
    const std::size_t at = low.find(verb);
    if (at != std::string::npos && at < 30 && low.find(':') != std::string::npos) return true;
  }
  return false;
}

std::size_t behind_hedge(TokenSpan tokens) {
  static const WordSet thinking("think guess suppose reckon believe suspect");
  static const WordSet subjects("i we my our");
  std::size_t at = 0;
  if (at < tokens.size() && tokens[at].low == "i") ++at;
  if (at < tokens.size() && (tokens[at].low == "do" || tokens[at].low == "kind")) return 0;
  if (at + 2 >= tokens.size() || !thinking.has(tokens[at].low)) return 0;
  // "Suppose I have two kids" thinks something up.
  static const WordSet alone("think guess reckon");
  if (at == 0 && !alone.has(tokens[at].low)) return 0;
  ++at;
  if (tokens[at].low == "that") ++at;
  return at + 1 < tokens.size() && subjects.has(tokens[at].low) ? at : 0;
}

bool is_unsure(TokenSpan tokens) {
  static const WordSet words("probably possibly presumably supposedly likely");
  return has_any(tokens, words);
}

bool opens_fiction(TokenSpan tokens) {
  const std::size_t at = politeness_end(tokens);
  const TokenSpan rest = tokens.subspan(std::min(at, tokens.size()));
  static const WordSet articles("a an the my our");
  static constexpr std::array<std::string_view, 9> kFrames = {
      "act as",      "act like",       "pretend",         "roleplay",     "role-play",
      "imagine you", "let us pretend", "let us roleplay", "play the role"};
  const bool cast =
      sequence_at(tokens, 0, "you are") && tokens.size() > 3 && articles.has(tokens[2].low);
  return cast || std::any_of(kFrames.begin(), kFrames.end(),
                             [&](std::string_view words) { return sequence_at(rest, 0, words); });
}

bool asks_for_sum(TokenSpan tokens) {
  static const WordSet results("left remaining remain total altogether each");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool amount =
        tokens[i].low == "how" && (tokens[i + 1].low == "many" || tokens[i + 1].low == "much");
    if (amount && has_any(tokens.subspan(i), results)) return true;
  }
  return false;
}

bool is_about_assistant(const Clause& clause) {
  // "I don't like it when you use emojis" tells of the speaker.
  static const WordSet tastes("like love hate prefer enjoy appreciate dislike stand");
  const Tokens& tokens = clause.predicate;
  if (clause.subject.text == "User" && mentions_sequence(tokens, "when you")) {
    for (std::size_t i = 0; i < tokens.size() && i < 4; ++i) {
      if (tastes.has(lemma_of(tokens[i].low))) return false;
    }
  }
  static const WordSet set("you your yours yourself");
  return clause.subject.text == "the assistant" || has_any(clause.predicate, set);
}

// "In the freezer there's always peas": "I have always peas in the freezer".
Tokens owning_place(const Tokens& tokens) {
  static const WordSet places(
      "freezer fridge house garage garden kitchen shed attic car van loft basement cellar yard "
      "cupboard bathroom hallway office flat pantry");
  if (tokens.size() < 6 || !is_preposition(tokens[0].low)) return tokens;
  std::size_t there = 2;
  while (there < tokens.size() && there < 6 && tokens[there].low != "there") ++there;
  if (there + 2 >= tokens.size() || there >= 6 || !is_be(tokens[there + 1].low)) return tokens;
  const bool mine = tokens[1].low == "my" || tokens[1].low == "our";
  const bool own = mine || (tokens[1].low == "the" && places.has(tokens[2].low));
  if (!own || tokens[there + 2].low == "no" || tokens[there + 2].low == "not") return tokens;
  Tokens turned_tokens(tokens.begin() + static_cast<std::ptrdiff_t>(there), tokens.end());
  turned_tokens[0].out = turned_tokens[0].low = "i";
  turned_tokens[1].out = turned_tokens[1].low = "have";
  if (is_adverb(turned_tokens[2].low)) std::swap(turned_tokens[1], turned_tokens[2]);
  while (turned_tokens.back().kind == TokenKind::mark) turned_tokens.pop_back();
  std::size_t place_end = there;
  while (place_end > 1 && tokens[place_end - 1].kind == TokenKind::mark) --place_end;
  for (std::size_t i = 0; i < place_end; ++i) {
    turned_tokens.push_back(tokens[i]);
    if (i == 0) turned_tokens.back().out = turned_tokens.back().low;
    turned_tokens.back().space = true;
  }
  return turned_tokens;
}

Tokens owning(const Tokens& tokens) {
  if (!tokens.empty() && is_preposition(tokens[0].low)) return owning_place(tokens);
  if (tokens.size() < 4 || tokens[0].low != "there" || !is_be(tokens[1].low)) return tokens;
  bool time = false;
  bool occasion = false;
  for (const Token& token : tokens) {
    time = time || is_time_word(token.low);
    occasion = occasion || is_occasion(token.low);
  }
  if (tokens[2].low == "no" || tokens[2].low == "not") return tokens;
  bool own = false;
  for (const Token& token : tokens) own = own || is_pet(token.low) || is_kin(token.low);
  if (!own && !(time && occasion && is_determiner(tokens[2].low))) return tokens;
  Tokens turned_tokens = tokens;
  turned_tokens[0].out = turned_tokens[0].low = "i";
  turned_tokens[1].out = turned_tokens[1].low = "have";
  return turned_tokens;
}

void read_colon(Tokens& tokens) {
  if (tokens.size() < 4 || (tokens[0].low != "my" && tokens[0].low != "our")) return;
  std::size_t colon = 1;
  while (colon < tokens.size() && colon < 6 && tokens[colon].low != ":") ++colon;
  if (colon < 2 || colon + 1 >= tokens.size() || tokens[colon].low != ":") return;
  for (std::size_t i = 1; i < colon; ++i) {
    if (is_auxiliary(tokens[i].low)) return;
  }
  // "my meds: ..." is a heading, read in plain order.
  const std::string& head = tokens[colon - 1].low;
  if (head.ends_with('s') && !head.ends_with("ss")) return;
  bool list = false;
  for (std::size_t i = colon; i < tokens.size(); ++i) list = list || tokens[i].low == "and";
  Token& token = tokens[colon];
  token.kind = TokenKind::word;
  token.space = true;
  token.out = token.low = list ? "includes" : "is";
}

void read_count(Tokens& tokens) {
  if (tokens.size() < 4 || tokens[0].low != "it" || !is_be(tokens[1].low)) return;
  if (!is_number_word(tokens[2].low) && tokens[2].kind != TokenKind::number) return;
  if (!is_kin(tokens[3].low) && !is_pet(tokens[3].low)) return;
  tokens[0].out = tokens[0].low = "i";
  tokens[1].out = tokens[1].low = "have";
}

std::size_t behind_report(TokenSpan tokens) {
  static const WordSet reports("says say said reckons thinks told tells confirmed found");
  if (tokens.size() < 4) return 0;
  static const WordSet writings(
      "sign email letter note article book website form manual text page app rule rules label "
      "poster song contract message guide leaflet recipe paper docs error");
  static const WordSet known(
      "doc doctor doctors docs gp vet everyone consultant dentist physio optician nurse therapist "
      "midwife specialist surgeon");
  const std::string& first = tokens[0].low;
  const bool person = is_bare_kin(first) || known.has(first);
  if (first != "my" && first != "the" && first != "our" && !person) return 0;
  if (first == "the" && writings.has(tokens[1].low)) return 0;
  for (std::size_t i = 1; i + 2 < tokens.size() && i < 5; ++i) {
    if (!reports.has(tokens[i].low)) continue;
    std::size_t at = i + 1;
    if (tokens[at].low == "me" || tokens[at].low == "us") ++at;
    if (at < tokens.size() && tokens[at].low == "that") ++at;
    const bool own =
        at + 1 < tokens.size() &&
        (tokens[at].low == "i" || tokens[at].low == "my" || tokens[at].low == "our" ||
         (tokens[at].capital && is_auxiliary(tokens[at + 1].low) && tokens[i - 1].low != "vet"));
    if (own) return at;
    // "Doctor says pre-diabetic": of the speaker, told by one who should know.
    const bool quality = at < tokens.size() &&
                         (is_like_adjective(tokens[at].low) || tokens[at].low == "pre-diabetic");
    return quality && person ? at : 0;
  }
  return 0;
}

bool elaborates(TokenSpan tokens) {
  if (tokens.size() < 3 || tokens[0].low != "i") return false;
  static const WordSet wishes("rather prefer like want learn find");
  static const WordSet about(
      "hear told tell know get answers reading replies feedback honest learn "
      "find them it");
  bool wish = false;
  for (std::size_t i = 1; i < tokens.size() && i < 4; ++i) wish = wish || wishes.has(tokens[i].low);
  return wish && has_any(tokens, about);
}

std::size_t aside_begin(TokenSpan tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const std::string& next = tokens[i + 1].low;
    const bool case_of =
        low == "in" && next == "case" && i + 2 < tokens.size() && tokens[i + 2].low == "you";
    if (case_of ||
        ((low == "if" || low == "as" || low == "so" || low == "like" || low == "when") &&
         next == "you") ||
        (low == "as" && next == "i" && i + 2 < tokens.size() && tokens[i + 2].low == "said")) {
      return i;
    }
    if ((low == "," || low == "-") && is_remark(tokens.subspan(i + 1))) return i;
    if (low == "before" && next == "you" && sequence_at(tokens, i, "before you ask")) return i;
    if (low == "," &&
        ((next == "you" || next == "your") || sequence_at(tokens, i + 1, "by the way") ||
         next == "btw" || next == "remember" || next == "fyi" || next == "right")) {
      return i;
    }
  }
  return tokens.size();
}

TokenSpan without_chatter(TokenSpan tokens) {
  static const WordSet chatter("lol lmao haha hahaha xd tbh btw lmfao rofl smh innit fyi ngl imo");
  std::size_t end = tokens.size();
  std::size_t last = end;
  while (last > 0 &&
         (tokens[last - 1].kind == TokenKind::mark || chatter.has(tokens[last - 1].low))) {
    --last;
    if (chatter.has(tokens[last].low)) end = last;
  }
  while (end < tokens.size() && end > 0 && tokens[end - 1].low == ",") --end;
  return end > 1 ? tokens.first(end) : tokens;
}

bool belongs_to_speaker(const Clause& clause) {
  static const WordSet vague("it this that they he she you these those there");
  const std::string low = lower(clause.subject.text);
  if (vague.has(low) && !mentions_speaker(clause.predicate)) return false;
  if (vague.has(low)) return false;
  return mentions_speaker(clause.predicate) || low.find("user") != std::string::npos ||
         clause.consequence;
}

bool reports_text(TokenSpan tokens) {
  static const WordSet reports("says reads said wrote goes states text email");
  for (std::size_t i = 0; i + 2 < tokens.size() && i < 12; ++i) {
    if (reports.has(tokens[i].low) && tokens[i + 1].low == ":") return true;
  }
  if (tokens.front().low == "here" && tokens.size() > 3 && is_be(tokens[1].low)) {
    for (const Token& token : tokens) {
      if (token.low == ":") return true;
    }
  }
  return tokens.front().low == "dear" && tokens.size() > 2;
}

bool mentions_subject(TokenSpan tokens) {
  static const WordSet set("i we");
  return has_any(tokens, set);
}

bool is_scheduled(const Clause& clause) {
  static const WordSet verbs(
      "start begin end finish open close expire land arrive leave depart come take happen is are "
      "will run");
  static const WordSet vague("it this that they he she you these those there something");
  const Tokens& tokens = clause.predicate;
  if (vague.has(lower(clause.subject.text)) || tokens.size() < 3) return false;
  const std::string& low = tokens[0].low;
  // "Visiting is 2 till 5"
  static const WordSet spans("till until to -");
  if (is_be(low) && tokens.size() < 7 && tokens.size() > 3 && tokens[1].kind == TokenKind::number &&
      spans.has(tokens[2].low) && tokens[3].kind == TokenKind::number) {
    return true;
  }
  if (is_be(low)) {
    // "is finally happening on 30 June"
    static const WordSet coming("happening coming starting beginning ending finishing going");
    const std::size_t at = skip_adverbs(tokens, 1);
    if (at + 1 < tokens.size() && coming.has(tokens[at].low)) {
      return std::any_of(tokens.begin(), tokens.end(),
                         [](const Token& token) { return is_time_word(token.low); });
    }
  }
  if (!verbs.has(low) && !(verbs.has(lemma_of(low)) && !is_verb(low, kPast))) return false;
  static const WordSet links("on in at from tomorrow today tonight next this until by after place");
  if (!links.has(tokens[1].low) && low != "will" && !is_time_word(tokens[1].low)) return false;
  for (const Token& token : tokens) {
    if (is_time_word(token.low)) return true;
  }
  // A year or a day of the month behind a preposition.
  const Token& last = tokens.back();
  return last.kind == TokenKind::number && (last.low.size() == 4 || last.low.ends_with("th"));
}

std::string owned_if_definite(std::string_view subject) {
  if (subject.starts_with("the ") || subject.starts_with("The ")) {
    return "User's " + std::string(subject.substr(4));
  }
  return std::string(subject);
}

std::optional<std::string> read_done_to_speaker(const Clause& clause) {
  static const WordSet doers("they he she");
  const Tokens& tokens = clause.predicate;
  if (!doers.has(lower(clause.subject.text)) || tokens.size() < 4) return std::nullopt;
  if (!is_verb(tokens[0].low, kParticiple)) return std::nullopt;
  Subject user;
  user.text = "User";
  if (tokens[1].low == "my" || tokens[1].low == "our") {
    // "they moved my interview to the 9th"
    std::size_t end = 2;
    while (end < tokens.size() && !is_preposition(tokens[end].low)) ++end;
    if (end == 2 || end >= tokens.size() || end > 5) return std::nullopt;
    const TokenSpan all(tokens);
    return statement("User's " + join(all.subspan(2, end - 2)) + " was " + tokens[0].low,
                     turned(user, all.subspan(end)));
  }
  if (tokens[1].low != "me") return std::nullopt;
  return statement("User was " + tokens[0].low, turned(user, TokenSpan(tokens).subspan(2)));
}

std::optional<std::string> read_vague_swap(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  const std::string low = lower(clause.subject.text);
  static const WordSet vague("it that he she they");
  if (!vague.has(low) || tokens.size() < 4 || tokens.size() > 14) return std::nullopt;
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "not") continue;
    if (tokens[i - 1].low == ",") return statement("It", turned(clause.subject, tokens));
    if (tokens[i - 1].capital || tokens[i - 1].kind == TokenKind::number) {
      const TokenSpan all(tokens);
      return statement("It", turned(clause.subject, all.first(i))) + ", " +
             turned(clause.subject, all.subspan(i));
    }
  }
  return std::nullopt;
}

}  // namespace mnestic::extract
