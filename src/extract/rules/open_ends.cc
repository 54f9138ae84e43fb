#include "rules/open_ends.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "rules/items.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
using Offset = std::ptrdiff_t;

namespace {

// "at work" of "I use vim at work" and "I use tmux at work".
Tokens shared_tail(const Tokens& one, const Tokens& other, std::size_t lead) {
  std::size_t n = 0;
  while (n + lead + 1 < std::min(one.size(), other.size()) &&
         one[one.size() - 1 - n].low == other[other.size() - 1 - n].low) {
    ++n;
  }
  static const WordSet opening("at in on for every each");
  return n > 1 && word_at(one, one.size() - n, opening) ? slice(one, one.size() - n, one.size())
                                                        : Tokens();
}

// "Every single day if I could", "by the bucket", "I'd eat it daily": how much of it one would
// have.
bool is_craved(const Tokens& tokens) {
  const std::size_t end = text_end(tokens);
  constexpr std::size_t kCravedTokensMax = 10;
  if (end == 0 || end > kCravedTokensMax) return false;
  static const WordSet heaps("bucket bowl bucketful dozen gallon kilo ton tonne pint litre load");
  if (is_at(tokens, 0, "by") && is_at(tokens, 1, "the") && word_at(tokens, 2, heaps)) return true;
  if (sequence_at(tokens, 0, "in a heartbeat")) return true;
  static const WordSet often("every all any daily nightly weekly");
  if (word_at(tokens, 0, often)) {
    for (const std::string_view wish :
         {"if i could", "if i can", "if i had the", "given the chance", "if you let me",
          "if allowed", "if money were", "if it were up to me"}) {
      for (std::size_t i = 1; i < end; ++i) {
        if (sequence_at(tokens, i, wish)) return true;
      }
    }
  }
  static const WordSet having("eat drink have watch read play do live");
  const std::size_t would = speaker_at(tokens, 0) ? 1 : 0;
  const bool could = is_at(tokens, would, "could") || is_at(tokens, would, "would");
  return could && word_at(tokens, would + 1, having) &&
         (is_at(tokens, would + 2, "it") || is_at(tokens, would + 2, "that") ||
          is_at(tokens, would + 2, "them") || is_at(tokens, would + 2, "on") ||
          is_at(tokens, would + 2, "those"));
}

}  // namespace

std::optional<std::string> OpenEnds::read_verdict(const Tokens& tokens) {
  static const WordSet yes("yes yeah yep absolutely definitely always sure");
  static const WordSet no("no nope never nah meh");
  Tokens topic = std::exchange(verdict_, {});
  topic.resize(text_end(topic));
  if (topic.empty() || tokens.empty()) return std::nullopt;
  int verdict = verdict_of(tokens, 0);
  if (verdict == 0 && tokens.size() <= 3) {
    verdict = yes.has(tokens[0].low) ? 1 : no.has(tokens[0].low) ? -1 : 0;
  }
  if (verdict == 0 && is_craved(tokens)) verdict = 1;
  // "A refund though? No way" is refused, not disliked.
  if (verdict == 0 || (verdict < 0 && is_determiner(topic.front().low))) return std::nullopt;
  Subject user;
  user.text = "User";
  if (is_determiner(topic.front().low)) lower_start(topic);
  return statement(verdict > 0 ? "User likes" : "User does not like", turned(user, topic));
}

std::size_t OpenEnds::await_from_question(TokenSpan tokens, bool whole) {
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
  if (whole && end > 1 && end < 8 && tokens[end - 1].low == "though") {
    verdict_.assign(tokens.begin(), tokens.begin() + static_cast<Offset>(end) - 1);
    return 0;
  }
  static const WordSet turns("but though although however");
  constexpr std::size_t kNounTokensMax = 6;
  for (std::size_t i = tokens.size(); i-- > 2;) {
    if (!turns.has(tokens[i].low)) continue;
    const TokenSpan noun = tokens.subspan(i + 1);
    if (!is_verbless(noun) || noun.size() > kNounTokensMax) break;
    verdict_.assign(noun.begin(), noun.end());
    return i;
  }
  return tokens.size();
}

OpenEnds::Echo OpenEnds::read_echo(TokenSpan tokens) {
  static const WordSet yes("yeah yes yep right correct");
  const Tokens whole = std::exchange(echo_, {});
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
  if (end >= 2 && end <= 5 && yes.has(tokens[end - 1].low)) {
    std::size_t stop = end - 1;
    while (stop > 0 && tokens[stop - 1].kind == TokenKind::mark) --stop;
    if (tokens[stop].low == ":") return {};  // "Pineapple on pizza: yes"
    const bool noun = stop > 0 && !is_pronoun(tokens[0].low) && !is_auxiliary(tokens[0].low);
    if (noun) echo_.assign(tokens.begin(), tokens.begin() + static_cast<Offset>(stop));
    return {.noted = noun, .narrowed = {}};
  }
  if (whole.empty() || !is_verbless(tokens) || end == 0 || end > 6) return {};
  const std::string wide = join(whole);
  return {.noted = true,
          .narrowed = "It is " + wide + ", " + join(tokens.first(end)) + ", not " + wide};
}

std::vector<Tokens> OpenEnds::go_on(const Tokens& tokens, bool led) {
  const bool counted = std::exchange(counted_, false);
  if (lead_.empty()) return {};
  Tokens said = tokens;
  const bool more = drop_more(said) || led;
  if (!more && !counted) return {};
  if (!said.empty() && is_determiner(said.front().low)) lower_start(said);
  std::vector<Tokens> items = items_of(said, 0);
  if (items.empty() || (!more && items.size() < 2)) return {};
  const bool people = std::any_of(items.begin(), items.end(), [](const Tokens& item) {
    const auto head_end = std::find_if(
        item.begin(), item.end(), [](const Token& token) { return is_preposition(token.low); });
    return std::any_of(item.begin(), head_end,
                       [](const Token& token) { return is_kin(token.low); });
  });
  // "I have two cats. Biscuit and Gravy."
  if (!whole_.empty()) {
    const bool names = std::all_of(items.begin(), items.end(),
                                   [](const Tokens& item) { return item.front().capital; });
    if (!names || !counted) return {};
    Tokens comma = words(",");
    comma.front().space = false;
    return {joined({std::exchange(whole_, {}), comma, slice(said, 0, said.size())})};
  }
  // "I work at Google. Kate too."
  const bool named = std::any_of(items.begin(), items.end(),
                                 [](const Tokens& item) { return item.front().capital; });
  const bool had = is_at(lead_, 1, "have");
  // "I use vim. And Emacs for mail": what is used and enjoyed is hardly somebody.
  static const WordSet of_things("use go read watch play drink eat take subscribe speak own");
  const bool thing = lead_.size() > 1 && of_things.has(lead_[skip_adverbs(lead_, 1)].low) &&
                     items.front().size() > 1 && is_preposition(items.front()[1].low);
  if ((people && !had) || (!listed_ && !counted && named && !(led && thing))) return {};
  lower_first(items, named_ || (!listed_ && items.size() < 2));
  std::vector<Tokens> sentences;
  sentences.reserve(items.size());
  for (const Tokens& item : items) sentences.push_back(joined({lead_, item, tail_}));
  listed_ = listed_ || items.size() > 1;
  return sentences;
}

void OpenEnds::note_told(const std::vector<Tokens>& plain, TokenSpan sentence) {
  lead_.clear();
  whole_.clear();
  tail_.clear();
  listed_ = counted_ = false;
  if (plain.empty()) return;
  Tokens last = plain.back();
  // "For running I have three pairs": it is said of each of them.
  for (std::size_t i = 2; i < 5 && is_at(last, 0, "for") && tail_.empty(); ++i) {
    if (!speaker_at(last, i)) continue;
    tail_ = slice(last, 0, is_at(last, i - 1, ",") ? i - 1 : i);
    tail_.front().out = tail_.front().low;
    last = slice(last, i, last.size());
  }
  lead_ = lead_of(last);
  if (lead_.empty()) return;
  if (tail_.empty() && plain.size() > 1) tail_ = shared_tail(plain.front(), last, lead_.size());
  const Tokens object = slice(last, lead_.size(), last.size());
  named_ = std::any_of(plain.begin(), plain.end(), [&](const Tokens& each) {
    return each.size() > lead_.size() && each[lead_.size()].capital;
  });
  const bool headed = std::any_of(sentence.begin(), sentence.end(), [](const Token& token) {
    return token.low == ":" || token.low == "=";
  });
  listed_ =
      headed || plain.size() > 1 || find(object, ",") != kNone || find(object, "and") != kNone;
  const std::size_t noun = plain.size() > 1 ? 0 : counted_noun(last, lead_.size());
  counted_ = noun != 0;
  if (!counted_) return;
  if (is_kin(last[noun].low) || is_pet(last[noun].low)) whole_ = slice(last, 0, text_end(last));
  lead_ = lead_of_each(lead_, last[noun]);
}

}  // namespace mnestic::extract
