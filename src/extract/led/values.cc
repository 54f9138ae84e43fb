// Values that can take each other's place: times, dates, numbers, names, and what changes them.
#include <algorithm>
#include <array>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"

namespace mnestic::extract {
namespace {

bool word_at(const Tokens& tokens, std::size_t i, std::string_view low) {
  return i < tokens.size() && tokens[i].low == low;
}

std::string weekday_of(std::string_view low) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  static constexpr std::array<std::string_view, 7> kShort = {"mon", "tue", "wed", "thu",
                                                             "fri", "sat", "sun"};
  static const WordSet informal("mon mons tue tues wed weds thu thur thurs fri fris");
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (low == kDays[i] || low == std::string(kDays[i]) + "s") return std::string(kDays[i]);
    if (informal.has(low) && low.starts_with(kShort[i])) return std::string(kDays[i]);
  }
  return {};
}

bool is_month(std::string_view low) {
  static const WordSet set(
      "january february march april may june july august september october november december");
  return set.has(low);
}

bool is_ordinal(std::string_view low) {
  const std::size_t digits = std::min(low.find_first_not_of("0123456789"), low.size());
  if (digits == 0 || digits > 2) return false;
  const std::string_view tail = low.substr(digits);
  return tail == "st" || tail == "nd" || tail == "rd" || tail == "th";
}

bool is_day_number(const Token& token) {
  if (token.kind != TokenKind::number) return false;
  const std::size_t digits = std::min(token.low.find_first_not_of("0123456789"), token.low.size());
  return digits > 0 && digits <= 2 && (digits == token.low.size() || is_ordinal(token.low));
}

bool is_clock_number(std::string_view low) {
  const std::size_t at = low.find_first_of(":.");
  if (low.ends_with("am") || low.ends_with("pm")) return is_digits(low);
  return at != std::string_view::npos && at <= 2 && low.size() == at + 3 && is_digits(low) &&
         is_digits(low.substr(at + 1));
}

// Words that are written with a capital but name nobody and nothing.
bool can_be_name(const Token& token) {
  static const WordSet no(
      "i user ok okay no yes sorry actually wait typo correction oops whoops mr mrs ms dr prof sir "
      "new old got just now other another one wrong right");
  return token.capital && token.kind == TokenKind::word && !no.has(token.low) &&
         !is_pronoun(token.low) && !is_determiner(token.low) && !is_auxiliary(token.low) &&
         !is_month(token.low) && weekday_of(token.low).empty() && !is_preposition(token.low);
}

class ValueFinder {
 public:
  ValueFinder(const Tokens& tokens, std::size_t from) : tokens_(tokens), at_(from), from_(from) {}

  std::vector<Value> run() {
    while (at_ < tokens_.size()) {
      if (!take_address() && !take_date() && !take_clock() && !take_number() && !take_word() &&
          !take_name())
        ++at_;
    }
    return std::move(values_);
  }

 private:
  bool add(std::size_t count, Sort sort, std::string norm, std::string unit = {}) {
    values_.push_back({at_, at_ + count, sort, std::move(unit), std::move(norm)});
    at_ += count;
    return true;
  }

  // "6 March", "14th of June", "June 3rd", "the 13th", "2026-05-04".
  bool take_date() {
    const Token& token = tokens_[at_];
    if (token.kind == TokenKind::number && token.low.size() == 10 && token.low[4] == '-')
      return add(1, Sort::date, token.low);
    if (is_day_number(token)) {
      const std::size_t month = word_at(tokens_, at_ + 1, "of") ? at_ + 2 : at_ + 1;
      if (month < tokens_.size() && is_month(tokens_[month].low)) {
        return add(month + 1 - at_, Sort::date,
                   token.low.substr(0, token.low.find_first_not_of("0123456789")) + " " +
                       tokens_[month].low);
      }
      if (is_ordinal(token.low)) return add(1, Sort::ordinal_day, token.low);
    }
    if (is_month(token.low) && (token.capital || token.low != "may") && token.low != "march") {
      if (at_ + 1 < tokens_.size() && is_day_number(tokens_[at_ + 1]))
        return add(2, Sort::date, tokens_[at_ + 1].low + " " + token.low);
      return add(1, Sort::month, token.low);
    }
    if (token.low == "march" && token.capital) return add(1, Sort::month, token.low);
    if (std::string day = weekday_of(token.low); !day.empty())
      return add(1, Sort::weekday, std::move(day));
    return false;
  }

  bool take_clock() {
    const Token& token = tokens_[at_];
    if (token.low == "noon" || token.low == "midnight") return add(1, Sort::clock, token.low);
    if (token.kind != TokenKind::number) return false;
    if (word_at(tokens_, at_ + 1, "am") || word_at(tokens_, at_ + 1, "pm")) {
      // "6 am" is a time; "6 am" before a noun is one too.
      return add(2, Sort::clock, token.low + tokens_[at_ + 1].low);
    }
    if (is_clock_number(token.low)) return add(1, Sort::clock, token.low);
    const bool made = at_ > 1 && tokens_[at_ - 1].low == "it" && tokens_[at_ - 2].low == "make";
    const bool at =
        made || (at_ > 0 && (tokens_[at_ - 1].low == "at" || tokens_[at_ - 1].low == "till"));
    const bool small = token.low.size() <= 2;
    const bool last = at_ + 1 >= tokens_.size() || !is_telling(tokens_[at_ + 1]) ||
                      is_time_word(tokens_[at_ + 1].low);
    if (at && small && last) return add(1, Sort::clock, token.low);
    return false;
  }

  bool take_number() {
    const Token& token = tokens_[at_];
    const bool word = is_number_word(token.low) && token.low != "one";
    if (token.kind != TokenKind::number && !word) return false;
    std::string norm;
    for (const char c : canonical_word(token.low)) {
      if (c != ',') norm += c;
    }
    const std::size_t letters = norm.find_first_not_of("0123456789.$");
    std::string unit;
    if (letters != std::string::npos && !word) {
      if (letters == 0) return false;
      unit = canonical_word(norm.substr(letters));
      norm.resize(letters);
    }
    std::size_t next = at_ + 1;
    if (unit.empty() && norm.size() == 4 && (norm.starts_with("19") || norm.starts_with("20")))
      return add(1, Sort::year, std::move(norm));
    while (next < tokens_.size() && (tokens_[next].low == "a" || tokens_[next].low == "per" ||
                                     tokens_[next].low == "each" || tokens_[next].low == "every"))
      ++next;
    if (unit.empty() && next < tokens_.size() && is_telling(tokens_[next]) &&
        tokens_[next].kind == TokenKind::word && !is_adverb(tokens_[next].low)) {
      unit = canonical_word(tokens_[next].low);
    }
    return add(1, Sort::number, std::move(norm), std::move(unit));
  }

  bool take_word() {
    static const WordSet colours(
        "red green blue grey black white yellow orange purple pink brown beige silver gold navy");
    static const WordSet grades(
        "junior senior deputy assistant associate head lead chief trainee principal");
    static const WordSet floors("ground first second third fourth fifth sixth top basement");
    static const WordSet statuses("single engaged married divorced separated widowed");
    const std::string low = canonical_word(tokens_[at_].low);
    if (colours.has(low)) return add(1, Sort::colour, low);
    // "team lead" is one word for what somebody is, no grade of it.
    static const WordSet led("team tech squad project shift site design engineering");
    const bool noun =
        (low == "lead" || low == "head") && at_ > from_ && led.has(tokens_[at_ - 1].low);
    if (grades.has(low) && !noun) return add(1, Sort::grade, low);
    if (statuses.has(low)) return add(1, Sort::status, low);
    if (sequence_at(tokens_, at_, "tied the knot")) return add(3, Sort::status, "married");
    if (floors.has(low) && word_at(tokens_, at_ + 1, "floor")) return add(1, Sort::floor, low);
    return false;
  }

  // "jo@bar.org"
  bool take_address() {
    if (at_ + 2 >= tokens_.size() || tokens_[at_ + 1].low != "@" || tokens_[at_ + 1].space)
      return false;
    std::size_t end = at_ + 2;
    std::string norm = tokens_[at_].low + "@";
    while (end < tokens_.size() && !tokens_[end].space) norm += tokens_[end++].low;
    return add(end - at_, Sort::address, std::move(norm));
  }

  // "Dr Varga", "Marlow Secondary".
  bool take_name() {
    static const WordSet titles("mr mrs ms miss dr prof professor sir");
    std::size_t end = at_;
    if (titles.has(tokens_[end].low) && tokens_[end].capital) {
      ++end;
      if (word_at(tokens_, end, ".")) ++end;
    }
    const std::size_t first = end;
    while (end < tokens_.size() && can_be_name(tokens_[end])) {
      // The first word of a sentence has its capital anyway.
      const bool opens = end == from_ && end == first && first == at_;
      const bool plain = verb_form(tokens_[end].low) != nullptr || is_adverb(tokens_[end].low) ||
                         is_kin(tokens_[end].low) || is_subordinator(tokens_[end].low);
      const bool noun = end + 1 < tokens_.size() && tokens_[end + 1].kind == TokenKind::word &&
                        !tokens_[end + 1].capital && is_telling(tokens_[end + 1]) &&
                        verb_form(tokens_[end + 1].low) == nullptr;
      if (opens && (plain || noun)) return false;
      ++end;
    }
    if (end == first) return false;
    while (end < tokens_.size() && tokens_[end].kind == TokenKind::number) ++end;
    std::string norm;
    for (std::size_t i = at_; i < end; ++i) norm += (i > at_ ? " " : "") + tokens_[i].low;
    return add(end - at_, Sort::name, std::move(norm));
  }

  const Tokens& tokens_;
  std::size_t at_;
  std::size_t from_;
  std::vector<Value> values_;
};

}  // namespace

std::vector<Value> values_in(const Tokens& tokens, std::size_t from) {
  return ValueFinder(tokens, from).run();
}

bool alike(const Value& a, const Value& b) {
  const auto day = [](Sort sort) { return sort == Sort::date || sort == Sort::ordinal_day; };
  if (day(a.sort) && day(b.sort)) return true;
  if (a.sort != b.sort) return false;
  return a.unit.empty() || b.unit.empty() || a.unit == b.unit;
}

std::string fitted(const Fact& fact, const Value& old, const Tokens& said, const Value& fresh) {
  const Tokens words(said.begin() + static_cast<std::ptrdiff_t>(fresh.begin),
                     said.begin() + static_cast<std::ptrdiff_t>(fresh.end));
  if (fresh.sort == Sort::weekday) {
    std::string day = fresh.norm;
    day.front() = static_cast<char>(day.front() - 'a' + 'A');
    return fact.tokens[old.begin].low.ends_with('s') ? day + "s" : day;
  }
  if (fresh.sort == Sort::status) return fresh.norm;
  // "100" where "50mg" stands
  if (fresh.sort == Sort::number && words.size() == 1 && old.end == old.begin + 1 &&
      words[0].low.find_first_not_of("0123456789.,") == std::string::npos) {
    const std::string& was = fact.tokens[old.begin].out;
    return words[0].out + was.substr(std::min(was.find_first_not_of("0123456789.,"), was.size()));
  }
  if (fresh.sort == Sort::ordinal_day && old.sort == Sort::date) {
    const std::string number = fresh.norm.substr(0, fresh.norm.size() - 2);
    std::string text;
    for (std::size_t i = old.begin; i < old.end; ++i) {
      const std::string& word = fact.tokens[i].out;
      if (i > old.begin) text += ' ';
      if (word.size() == 10) {
        text += word.substr(0, 8) + (number.size() == 1 ? "0" : "") + number;
      } else {
        text += is_day_number(fact.tokens[i]) ? number : word;
      }
    }
    return text;
  }
  // "Mrs Adeyemi" where a surname stands.
  if (fresh.sort == Sort::name && subject_holds(fact.parsed, "surname")) return words.back().out;
  // "Two new hens"
  if (words.size() == 1 && is_number_word(words[0].low)) return words[0].low;
  return join(words);
}

}  // namespace mnestic::extract
