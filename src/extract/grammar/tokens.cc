#include "grammar/tokens.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// "Ann", "Élodie": Latin letters with marks too.
bool opens_with_capital(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  if (first < 0x80) return std::isupper(first) != 0;
  if (word.size() < 2) return false;
  const auto second = static_cast<unsigned char>(word[1]);
  constexpr unsigned char kTimesSign = 0x97;
  if (first == 0xC3) return second >= 0x80 && second <= 0x9E && second != kTimesSign;
  // Latin Extended-A: a capital stands before its small letter, on even places but for two runs.
  if (first == 0xC4) return second % 2 == (second < 0xB8 ? 0 : 1);
  return first == 0xC5 && second % 2 == (second >= 0x8A && second <= 0xB8 ? 0 : 1);
}

// Length of a mark outside ASCII (dash, quotation mark, ellipsis, bullet, emoji ...) at `at`, 0 for
// anything else. An apostrophe is no mark.
std::size_t wide_mark_bytes(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.size() >= 3 && static_cast<unsigned char>(rest[0]) == 0xE2) {
    if (rest.starts_with("\xE2\x80\x99")) return 0;
    const auto second = static_cast<unsigned char>(rest[1]);
    if (second >= 0x80 && second <= 0xAF) return 3;
  }
  if (rest.size() >= 4 && static_cast<unsigned char>(rest[0]) == 0xF0) return 4;
  if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xC2\xAB") ||
      rest.starts_with("\xC2\xBB")) {
    return 2;
  }
  return 0;
}

// Whether the character at `at` (between two word characters) holds a word together.
bool joins(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size()) return false;
  const char before = text[at - 1];
  const char after = text[at + 1];
  const bool wordy =
      (is_letter(before) || is_digit(before)) && (is_letter(after) || is_digit(after));
  switch (text[at]) {
    case '\'':
    case '_':
    case '@':
    case '/':
      return wordy;
    case '-':
      return wordy && wide_mark_bytes(text, at + 1) == 0;
    case '.':
      return wordy && !(std::isupper(static_cast<unsigned char>(after)) != 0 &&
                        std::islower(static_cast<unsigned char>(before)) != 0);
    case '&':
      return wordy;
    case ',':
    case ':':
      return is_digit(before) && is_digit(after);
    default:
      return false;
  }
}

std::size_t word_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    if (text.substr(end).starts_with("\xE2\x80\x99")) {
      // An apostrophe inside a word; at its end it is a closing mark.
      if (end + 3 < text.size() && is_letter(text[end + 3]) && end > at) {
        end += 3;
        continue;
      }
      break;
    }
    if (wide_mark_bytes(text, end) != 0) break;
    const bool inside =
        end > at && (joins(text, end) || text[end] == '+' || text[end] == '#' || text[end] == '%');
    if (is_letter(text[end]) || is_digit(text[end]) || inside) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

struct Contraction {
  std::string_view tail;
  std::string_view full;
};
constexpr std::array kContractions = {Contraction{"'m", "am"}, Contraction{"'re", "are"},
                                      Contraction{"'ve", "have"}, Contraction{"'ll", "will"},
                                      Contraction{"'d", "would"}};

struct Spoken {
  std::string_view word;
  std::string_view first;
  std::string_view second;
};
constexpr std::array kSpoken = {
    Spoken{"gonna", "going", "to"},    Spoken{"wanna", "want", "to"},
    Spoken{"gotta", "have", "to"},     Spoken{"im", "I", "am"},
    Spoken{"ive", "I", "have"},        Spoken{"dont", "do", "not"},
    Spoken{"cant", "can", "not"},      Spoken{"didnt", "did", "not"},
    Spoken{"doesnt", "does", "not"},   Spoken{"isnt", "is", "not"},
    Spoken{"wont", "will", "not"},     Spoken{"havent", "have", "not"},
    Spoken{"cannot", "can", "not"},    Spoken{"wasnt", "was", "not"},
    Spoken{"arent", "are", "not"},     Spoken{"hasnt", "has", "not"},
    Spoken{"let's", "let", "us"},      Spoken{"rn", "right", "now"},
    Spoken{"ain't", "is", "not"},      Spoken{"weve", "we", "have"},
    Spoken{"theres", "there", "is"},   Spoken{"thats", "that", "is"},
    Spoken{"couldnt", "could", "not"}, Spoken{"wouldnt", "would", "not"},
    Spoken{"didn", "did", "not"}};

struct Typed {
  std::string_view word;
  std::string_view full;
};
// Short forms that people type.
constexpr std::array kTyped = {
    Typed{"tho", "though"},     Typed{"bc", "because"},       Typed{"cuz", "because"},
    Typed{"cos", "because"},    Typed{"coz", "because"},      Typed{"pls", "please"},
    Typed{"plz", "please"},     Typed{"gf", "girlfriend"},    Typed{"bf", "boyfriend"},
    Typed{"bday", "birthday"},  Typed{"appt", "appointment"}, Typed{"yrs", "years"},
    Typed{"hrs", "hours"},      Typed{"wks", "weeks"},        Typed{"thx", "thanks"},
    Typed{"ty", "thanks"},      Typed{"abt", "about"},        Typed{"ppl", "people"},
    Typed{"fave", "favourite"}, Typed{"wkend", "weekend"},    Typed{"tmrw", "tomorrow"},
    Typed{"tmr", "tomorrow"},   Typed{"tonite", "tonight"},   Typed{"w/", "with"},
    Typed{"w/o", "without"},    Typed{"b/c", "because"}};

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  Tokens run() {
    std::size_t at = 0;
    bool space = false;
    while (at < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at])) != 0) {
        space = true;
        ++at;
        continue;
      }
      std::size_t end = word_end(text_, at);
      if (is_titled(at, end)) ++end;
      // "interview w/ Siemens"
      if (end == at + 1 && text_.substr(at, 2) == "w/") ++end;
      TokenKind kind = TokenKind::word;
      if (end > at) {
        if (is_digit(text_[at])) kind = TokenKind::number;
      } else {
        const std::size_t wide = wide_mark_bytes(text_, at);
        end = at + (wide != 0 ? wide : 1);
        // A currency sign belongs to its number.
        if (text_[at] == '$' && end < text_.size() && is_digit(text_[end])) {
          end = word_end(text_, end);
          kind = TokenKind::number;
        } else {
          kind = TokenKind::mark;
        }
      }
      add(at, end, kind, space);
      space = false;
      at = end;
    }
    return std::move(tokens_);
  }

 private:
  // "Dr. Patel": the point belongs to the word.
  [[nodiscard]] bool is_titled(std::size_t begin, std::size_t end) const {
    static const WordSet titles("Mr Mrs Ms Mx Dr Prof St Rev Sgt Capt");
    return text_.substr(end).starts_with(". ") && end + 2 < text_.size() &&
           std::isupper(static_cast<unsigned char>(text_[end + 2])) != 0 &&
           titles.has(text_.substr(begin, end - begin));
  }

  void push(std::string out, std::size_t begin, std::size_t end, TokenKind kind, bool space) {
    Token token;
    token.low = out == "US" ? "u.s" : lower(out);  // a country, not "us"
    token.out = std::move(out);
    token.begin = begin;
    token.end = end;
    token.kind = kind;
    token.space = space;
    token.capital = opens_with_capital(token.out);
    tokens_.push_back(std::move(token));
  }

  void add(std::size_t begin, std::size_t end, TokenKind kind, bool space) {
    const std::string_view word = text_.substr(begin, end - begin);
    if (kind != TokenKind::word) {
      push(std::string(word), begin, end, kind, space);
      return;
    }
    const std::string low = lower(word);
    for (const Typed& typed : kTyped) {
      if (low == typed.word && word != "TY" && word != "BC" && word != "BF") {
        push(std::string(typed.full), begin, end, kind, space);
        return;
      }
    }
    for (const Spoken& spoken : kSpoken) {
      if (low != spoken.word) continue;
      const std::size_t middle = begin + std::min(spoken.first.size(), word.size());
      push(std::string(spoken.first), begin, middle, kind, space);
      push(std::string(spoken.second), middle, end, kind, true);
      tokens_[tokens_.size() - 2].capital =
          std::isupper(static_cast<unsigned char>(word.front())) != 0;
      return;
    }
    if (low.ends_with("n't") && low.size() > 3) {
      std::string first(low.substr(0, low.size() - 3));
      if (first == "ca") first = "can";
      if (first == "wo") first = "will";
      if (first == "sha") first = "shall";
      if (first == "ai") first = "is";
      push(first, begin, end - 1, kind, space);
      push("not", end - 1, end, kind, true);
      return;
    }
    for (const Contraction& c : kContractions) {
      if (!low.ends_with(c.tail) || low.size() == c.tail.size()) continue;
      const std::size_t head_bytes = low.size() - c.tail.size();
      push(std::string(word.substr(0, head_bytes)), begin, begin + head_bytes, kind, space);
      push(std::string(c.full), begin + head_bytes, end, kind, true);
      return;
    }
    if (low.ends_with("'s") && low.size() > 2) {
      const std::size_t head_bytes = word.size() - (word.ends_with("'s") ? 2 : 4);
      // "tmrw's the day" has both.
      add(begin, begin + head_bytes, kind, space);
      push("'s", begin + head_bytes, end, kind, false);
      return;
    }
    push(std::string(word), begin, end, kind, space);
  }

  std::string_view text_;
  Tokens tokens_;
};

// Whether a finite verb stands from `at` on before the next mark or relative clause.
bool has_finite_verb(const Tokens& tokens, std::size_t at) {
  static const WordSet relative("which who that because but so");
  for (std::size_t i = at; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::mark || relative.has(token.low)) return false;
    static const WordSet subjects("my our i we he she they it");
    const bool joins =
        token.low == "and" && i + 1 < tokens.size() && i > at && subjects.has(tokens[i + 1].low);
    if (joins) return false;
    if (is_auxiliary(token.low)) return true;
    if (!token.capital && is_verb(token.low, kThird | kPast) && !is_verb(token.low, kBase)) {
      return true;
    }
  }
  return false;
}

// Whether the clause that "'s" at `at` stands in begins with "my" and a noun phrase that ends
// there.
bool opens_with_own(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t kWordsMax = 4;
  const bool person = is_kin(tokens[at - 1].low) || is_pet(tokens[at - 1].low);
  for (std::size_t i = at; i-- > 0 && at - i <= kWordsMax;) {
    // "a bandsaw and my granddad's anvil" goes on with a list.
    const std::string_view before = i > 0 ? std::string_view(tokens[i - 1].low) : "";
    const bool joint = i > 0 && (tokens[i - 1].kind == TokenKind::mark || before == "and");
    const bool starts = i == 0 || before == "but" || before == "so" || (joint && !person);
    const bool own = tokens[i].low == "my" || tokens[i].low == "our";
    if (own) return starts;
    if (tokens[i].kind == TokenKind::mark || is_auxiliary(tokens[i].low)) return false;
  }
  return false;
}

// Whether what stands behind "'s" is said of the noun before it rather than owned by it.
bool tells_of_noun(const Tokens& tokens, std::size_t at, std::size_t next) {
  const std::string& head = tokens[at - 1].low;
  const std::string& word = tokens[next].low;
  // "my surname's pronounced Kveen", "my right hand's useless": told of it, not owned by it.
  const bool told =
      is_like_adjective(word) || (is_verb(word, kParticiple) && !is_verb(word, kBase));
  if (told && !has_finite_verb(tokens, next + 1)) return true;
  // "my hearing aid's new so ...": the last word of a clause that has no verb but this.
  static const WordSet closing("so and but because though which after since now");
  static const WordSet things("mine yours house flat place car wedding birthday party");
  const bool last = next + 1 >= tokens.size() || tokens[next + 1].kind == TokenKind::mark ||
                    closing.has(tokens[next + 1].low);
  const bool thing = !is_kin(head) && !is_pet(head) && !tokens[at - 1].capital;
  if ((last || thing) && opens_with_own(tokens, at) && !things.has(word) && !is_occasion(word) &&
      !is_kin(word) && !is_pet(word) && !is_owned_thing(word) &&
      !has_finite_verb(tokens, next + 1)) {
    return true;
  }
  // "the topic's peat bogs": nobody is called a topic's anything, and no other verb is there.
  static const WordSet attributes(
      "job surname topic subject favourite favorite fave plan goal dream aim major diagnosis "
      "nickname speciality specialty hobby profession trade occupation degree pronouns ambition "
      "problem issue background heritage religion faith drink colour color size type breed");
  const bool value =
      attributes.has(head) || (is_kin(head) && (tokens[next].capital || is_number_word(word)));
  static const WordSet owned("birthday party wedding funeral house car flat place name");
  if (value && !owned.has(word) && !is_occasion(word) && !has_finite_verb(tokens, next))
    return true;
  return false;
}

// "insomnia's back"
bool closes_with_back(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].low == "back" &&
         (at + 1 >= tokens.size() || tokens[at + 1].kind == TokenKind::mark ||
          tokens[at + 1].low == "and");
}

// "Work's remote", "rent's 900 a month": what opens a clause and people have one of.
bool is_bare_affair(const Tokens& tokens, std::size_t at) {
  static const WordSet affairs(
      "work school uni college rent home commute bedtime bp hba1c pulse budget weight cholesterol");
  const bool opens = at == 1 || tokens[at - 2].kind == TokenKind::mark ||
                     tokens[at - 2].low == "and" || tokens[at - 2].low == "but";
  return opens && affairs.has(tokens[at - 1].low);
}

// Whether the word after "'s" (adverbs skipped) shows a verb rather than a possession; "is" or
// "has" or nothing.
std::string_view verb_behind(const Tokens& tokens, std::size_t at) {
  std::size_t next = at + 1;
  bool skipped = false;
  while (next < tokens.size() &&
         (is_adverb(tokens[next].low) || tokens[next].low == "not" || tokens[next].low == "so" ||
          tokens[next].low == "very" || tokens[next].low == "pretty")) {
    skipped = true;
    ++next;
  }
  const std::string& head = tokens[at - 1].low;
  if (head == "year" && at > 1 && tokens[at - 2].low == "new") return "";
  if (is_ailment(head) && next == at + 1 && closes_with_back(tokens, next)) return "is";
  static const WordSet always(
      "he she it that there here what who where how everything something mine yours "
      "who name birthday");
  const bool sure = always.has(head) || skipped;
  if (next >= tokens.size() || tokens[next].kind == TokenKind::mark) return sure ? "is" : "";
  const std::string& word = tokens[next].low;
  // "Gran's 97", "budget's 18k": a number that counts nothing.
  const bool number = tokens[next].kind == TokenKind::number || is_number_word(word);
  if (number) {
    if (next + 1 >= tokens.size() || tokens[next + 1].kind == TokenKind::mark) return "is";
    static const WordSet after("and but in on at now today tomorrow next this years so do for or");
    if (after.has(tokens[next + 1].low)) return "is";
  }
  // "solo hiking's my thing": nobody owns what is mine.
  if (word == "my" || word == "our" || word == "mine") return "is";
  static const WordSet has_after(
      "been got had gone become started moved finished changed joined "
      "graduated left taken lost won quit stopped switched begun grown "
      "bought sold decided turned");
  if (has_after.has(word)) return "has";
  // "the wedding's next spring"
  static const WordSet which("next this last");
  if (is_occasion(head) && (which.has(word) || is_time_word(word))) return "is";
  // "our landlord's put the rent up": a participle with its object; "my sister's put option" not.
  const bool perfect = is_verb(word, kParticiple) && next + 1 < tokens.size() &&
                       (is_determiner(tokens[next + 1].low) || is_pronoun(tokens[next + 1].low));
  static const WordSet naming("called named");  // "my team's called the Mudlarks"
  if (perfect && !is_be(word) && !naming.has(word)) return "has";
  const bool moved = word.ends_with("ed") && word.size() > 4 && next + 1 < tokens.size() &&
                     is_preposition(tokens[next + 1].low);
  if (moved) return "is";
  if (sure) return "is";
  if (tells_of_noun(tokens, at, next)) return "is";
  if (is_bare_affair(tokens, at) && !has_finite_verb(tokens, next + 1)) return "is";
  // "my startup's marketing strategy", "gran's sewing machine"
  static const WordSet kinds(
      "marketing training building parking housing accounting engineering banking lighting heating "
      "shipping pricing branding funding hosting wedding meeting sewing washing dining sleeping "
      "driving walking fishing cooking reading writing");
  const bool person = is_kin(head) || is_pet(head) || tokens[at - 1].capital;
  const bool machine = next + 1 < tokens.size() && tokens[next + 1].kind == TokenKind::word &&
                       !tokens[next + 1].capital && !tokens[next + 1].low.ends_with('s') &&
                       verb_form(tokens[next + 1].low) == nullptr &&
                       !is_determiner(tokens[next + 1].low) && !is_pronoun(tokens[next + 1].low) &&
                       !is_preposition(tokens[next + 1].low) && !is_adverb(tokens[next + 1].low);
  const bool told = has_finite_verb(tokens, next + 1);  // "my sister's driving test is on Friday"
  if (kinds.has(word) && (!person || machine || told)) return "";
  static const WordSet is_after("called named on off in at from to into about for with behind");
  if (is_after.has(word) || is_determiner(word) || is_adjective(word) || is_verb(word, kGerund) ||
      word == "allergic") {
    // "my sister's two cats" is possession, "my sister's two" is not; numbers are left to
    // possession.
    return is_number_word(word) || is_possessive(word) || is_digits(word) ? "" : "is";
  }
  return "";
}

// "I'd forgotten": what stands before a participle is "had".
void say_had(Tokens& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "would") continue;
    std::size_t next = i + 1;
    while (next + 1 < tokens.size() && (is_adverb(tokens[next].low) ||
                                        tokens[next].low == "never" || tokens[next].low == "not")) {
      ++next;
    }
    static const WordSet done(
        "forgotten been taken given eaten seen written spoken chosen known gone");
    if (done.has(tokens[next].low)) tokens[i].low = tokens[i].out = "had";
  }
}

// "hen do", "leaving do": a party, whatever is done there.
void join_parties(Tokens& tokens) {
  static const WordSet parties(
      "hen stag leaving birthday engagement retirement christmas xmas farewell");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i + 1].low != "do" || !parties.has(tokens[i].low)) continue;
    tokens[i].out += " do";
    tokens[i].low = "party";
    tokens[i].end = tokens[i + 1].end;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace

std::string lower(std::string_view text) {
  std::string low;
  low.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\xE2\x80\x99")) {
      low += '\'';
      i += 2;
      continue;
    }
    const auto c = static_cast<unsigned char>(text[i]);
    low += c < 0x80 ? static_cast<char>(std::tolower(c)) : text[i];
  }
  return low;
}

std::string join(TokenSpan tokens) {
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool glued = i > 0 && tokens[i].low == "not" && tokens[i - 1].low == "can";
    if (i > 0 && tokens[i].space && !glued) text += ' ';
    text += tokens[i].out;
  }
  return text;
}

Tokens tokenize(std::string_view text) {
  Tokens tokens = Cutter(text).run();
  join_parties(tokens);
  say_had(tokens);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool its = tokens[i - 1].low == "its" && tokens[i].kind == TokenKind::word;
    static const WordSet behind_its("a an the not been spelled spelt called my our");
    if (its &&
        (behind_its.has(tokens[i].low) || (tokens[i].capital && !is_time_word(tokens[i].low)))) {
      Token verb = tokens[i - 1];
      tokens[i - 1].out = verb.capital ? "It" : "it";
      tokens[i - 1].low = "it";
      verb.out = verb.low = tokens[i].low == "been" ? "has" : "is";
      verb.space = true;
      verb.capital = false;
      tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i), std::move(verb));
      continue;
    }
    if (tokens[i].low != "'s") continue;
    const std::string_view verb = verb_behind(tokens, i);
    if (verb.empty()) continue;
    tokens[i].out = tokens[i].low = std::string(verb);
    tokens[i].space = true;
  }
  return tokens;
}

Token plain_word(std::string_view low, bool space) {
  Token token;
  token.out = token.low = std::string(low);
  token.space = space;
  return token;
}

bool has_any(TokenSpan tokens, const WordSet& set) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return set.has(token.low); });
}

bool is_spaced_dash(const Token& token) {
  return token.low == "\xE2\x80\x93" || token.low == "\xE2\x80\x94" ||
         (token.low == "-" && token.space);
}

bool sequence_at(TokenSpan tokens, std::size_t at, std::string_view words) {
  std::size_t i = at;
  std::size_t from = 0;
  while (from < words.size()) {
    const std::size_t end = std::min(words.find(' ', from), words.size());
    if (i >= tokens.size() || tokens[i].low != words.substr(from, end - from)) return false;
    ++i;
    from = end + 1;
  }
  return true;
}

}  // namespace mnestic::extract
