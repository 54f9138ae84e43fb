#include "rules/plain.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// "My sister, who lives in Rome, has two kids": two statements of the same subject.
bool read_relative(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || comma > 5 || comma == 0 || comma + 3 >= tokens.size()) return false;
  const bool named = is_possessive(tokens[0].low) || is_bare_kin(tokens[0].low) ||
                     tokens[0].capital || tokens[0].low == "the";
  if (!named || has_verb(tokens, 0, comma)) return false;
  if (!is_at(tokens, comma + 1, "who") && !is_at(tokens, comma + 1, "which")) return false;
  const std::size_t close = find(tokens, ",", comma + 2);
  if (close == kNone || close + 1 >= tokens.size()) return false;
  const Tokens subject = slice(tokens, 0, comma);
  out.push_back(joined({subject, slice(tokens, comma + 2, close)}));
  out.push_back(joined({subject, slice(tokens, close + 1, tokens.size())}));
  return true;
}

// "Our eldest, Freya, is at uni", "Tariq (my husband) cooks", "Kemi, my cousin, works": the name
// behind the word for the person.
bool read_apposition(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t open = 0;
  while (open < tokens.size() && open < 4 && tokens[open].low != "," && tokens[open].low != "(") {
    ++open;
  }
  if (open == 0 || open >= tokens.size() || open > 3) return false;
  const std::string_view closing = tokens[open].low == "(" ? ")" : ",";
  const std::size_t close = find(tokens, closing, open + 1);
  if (close == kNone || close > open + 4 || close + 1 >= tokens.size() || close == open + 1) {
    return false;
  }
  const Tokens first = slice(tokens, 0, open);
  const Tokens inner = slice(tokens, open + 1, close);
  const auto name = [](const Tokens& part) {
    return std::all_of(part.begin(), part.end(), [](const Token& token) {
      return token.capital && token.kind == TokenKind::word && !is_time_word(token.low);
    });
  };
  const auto person = [](const Tokens& part) {
    if (part.size() == 1) return is_kin(part.front().low) || is_pet(part.front().low);
    return part.size() >= 2 && (part.front().low == "my" || part.front().low == "our" ||
                                (part.front().low == "the" && is_pet(part[1].low)));
  };
  const std::size_t verb = skip_adverbs(tokens, close + 1);
  if (verb >= tokens.size() ||
      !(is_auxiliary(tokens[verb].low) || is_verb(tokens[verb].low, kThird | kPast))) {
    return false;
  }
  const Tokens rest = slice(tokens, close + 1, tokens.size());
  if (first.size() > 1 && person(first) && name(inner) && !has_verb(first, 0, first.size())) {
    out.push_back(joined({first, inner, rest}));
  } else if (person(inner) && name(first)) {
    const bool owned = inner.size() > 1;
    out.push_back(joined({owned ? Tokens() : words("my"), inner, first, rest}));
  } else {
    return false;
  }
  return true;
}

// "I have an older sister, Nadia, and a younger brother, Sami": the names are said of the nouns.
bool name_nouns(const Tokens& tokens, std::vector<Tokens>& out) {
  Tokens named;
  bool any = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool noun = i > 0 && (is_kin(tokens[i - 1].low) || is_pet(tokens[i - 1].low)) &&
                      !tokens[i - 1].low.ends_with('s');
    bool article = false;
    for (std::size_t k = i; k-- > 0 && k + 4 > i;) {
      article = article || tokens[k].low == "a" || tokens[k].low == "an";
    }
    const bool lone = i + 1 < tokens.size() && tokens[i + 1].capital &&
                      tokens[i + 1].kind == TokenKind::word && tokens[i + 1].low != "i";
    const bool closed = i + 2 >= tokens.size() || tokens[i + 2].kind == TokenKind::mark;
    if (noun && article && tokens[i].low == "," && lone && closed) {
      const Tokens called = words("called");
      named.insert(named.end(), called.begin(), called.end());
      named.push_back(tokens[i + 1]);
      i += is_at(tokens, i + 2, ",") && is_at(tokens, i + 3, "and") ? 2 : 1;
      any = true;
      continue;
    }
    named.push_back(tokens[i]);
  }
  if (any) out.push_back(std::move(named));
  return any;
}

// "My email changed to X", "our budget is now X", "my hours have gone up to X".
bool read_changed_value(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet auxiliaries("has have just recently now");
  if (!is_at(tokens, 0, "my") && !is_at(tokens, 0, "our")) return false;
  for (std::size_t i = 2; i + 2 < tokens.size() && i < 6; ++i) {
    const bool changed = tokens[i].low == "changed" || tokens[i].low == "became";
    if (!changed) continue;
    std::size_t noun_end = i;
    while (noun_end > 2 && auxiliaries.has(tokens[noun_end - 1].low)) --noun_end;
    const std::size_t value = tokens[i].low == "became" ? i + 1 : i + 2;
    if (tokens[i].low == "changed" && !is_at(tokens, i + 1, "to")) return false;
    out.push_back(
        joined({slice(tokens, 0, noun_end), words("is"), slice(tokens, value, tokens.size())}));
    return true;
  }
  return false;
}

// "My kids' names are Otis and Wren": "my kids are called Otis and Wren".
bool read_names_of(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "my") && !is_at(tokens, 0, "our")) return false;
  for (std::size_t i = 2; i + 2 < tokens.size() && i < 6; ++i) {
    if (tokens[i].low != "names" || !is_be(tokens[i + 1].low)) continue;
    std::size_t end = i;
    while (end > 1 && (tokens[end - 1].kind == TokenKind::mark || tokens[end - 1].low == "'s")) {
      --end;
    }
    Tokens subject = slice(tokens, 0, end);
    if (end < 2) return false;
    const std::string& low = subject.back().low;
    const bool many = low.ends_with('s') || low == "children";
    if (!many) return false;
    for (const Token& token : slice(tokens, i + 2, text_end(tokens))) {
      if (token.kind == TokenKind::word && !token.capital && token.low != "and") return false;
    }
    push_each(joined({words("one of"), subject, words("is called")}), tokens, i + 2, out);
    return !out.empty();
  }
  return false;
}

// "Moved to Lisbon, still looking for a flat, working from a cafe": what goes on beside it.
bool part_gerunds(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0) && !is_verb(tokens[0].low, kPast)) return false;
  std::size_t begin = 0;
  bool plain = true;  // no gerund yet: behind one, a comma only goes on with a list
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (is_verb(tokens[i].low, kGerund) && begin == 0 && tokens[i - 1].low != ",") plain = false;
    if (tokens[i].low == "and" && begin == 0) plain = false;
    if (tokens[i].low != "," || !plain) continue;
    static const WordSet manner("still now currently mostly mainly");
    std::size_t at = i + 1;
    while (word_at(tokens, at, manner)) ++at;
    static const WordSet never(
        "being having looking dreading thinking wondering hoping kidding "
        "joking speaking including starting beginning ending meaning leaving finishing depending "
        "making costing lasting");
    const bool adverb = at > i + 1;
    if (at + 1 >= tokens.size() || !is_verb(tokens[at].low, kGerund)) continue;
    if (never.has(tokens[at].low) && !adverb) continue;
    const Tokens part = slice(tokens, begin, i);
    out.push_back(begin == 0 ? part : joined({words("I am"), part}));
    begin = i + 1;
  }
  if (begin == 0) return false;
  out.push_back(joined({words("I am"), slice(tokens, begin, tokens.size())}));
  return true;
}

// "I'd appreciate it if you cited sources": "I would like you to cite sources".
bool read_courtesy(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t end = std::min<std::size_t>(tokens.size(), 9);
  for (std::size_t i = 2; i + 2 < end; ++i) {
    if (tokens[i].low != "if" || tokens[i + 1].low != "you") continue;
    if (!is_at(tokens, 0, "i") && !is_at(tokens, 0, "it")) return false;
    if (!is_at(tokens, 1, "would")) return false;
    std::size_t verb = i + 2;
    if (is_modal(tokens[verb].low)) ++verb;
    if (verb >= tokens.size() || !is_verb(tokens[verb].low, kPast | kBase)) return false;
    Tokens base = words(lemma_of(tokens[verb].low));
    if (is_at(tokens, verb, "did") && is_at(tokens, verb + 1, "not")) return false;
    out.push_back(
        joined({words("I would like you to"), base, slice(tokens, verb + 1, tokens.size())}));
    return true;
  }
  return false;
}

// "Make that 40 guests instead of 30": "I meant 40 guests, not 30".
bool read_replacement(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "make") || (!is_at(tokens, 1, "that") && !is_at(tokens, 1, "it"))) {
    return false;
  }
  for (std::size_t i = 3; i + 1 < tokens.size() && i < 9; ++i) {
    const bool of = is_at(tokens, i, "instead") || is_at(tokens, i, "rather");
    const bool two = of && (is_at(tokens, i + 1, "of") || is_at(tokens, i + 1, "than"));
    if (!two && tokens[i].low != "not") continue;
    const std::size_t right_end = is_at(tokens, i - 1, ",") ? i - 1 : i;
    const Tokens wrong = slice(tokens, two ? i + 2 : i + 1, text_end(tokens));
    if (wrong.empty()) return false;
    out.push_back(joined({words("I meant"), slice(tokens, 2, right_end), words("not"), wrong}));
    return true;
  }
  return false;
}

// "I said 2014 but we met in 2015": "I meant 2015 not 2014".
bool read_misstatement(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "i") || !is_at(tokens, 1, "said")) return false;
  const std::size_t but = find(tokens, "but", 3);
  if (but == kNone || but > 5 || is_at(tokens, but + 2, "meant")) return false;
  if (!speaker_at(tokens, but + 1)) return false;
  const std::size_t end = is_at(tokens, but - 1, ",") ? but - 1 : but;
  const Tokens wrong = slice(tokens, 2, end);
  const auto like = [](const Token& a, const Token& b) {
    if (a.kind == TokenKind::number || b.kind == TokenKind::number) return a.kind == b.kind;
    return (is_time_word(a.low) && is_time_word(b.low)) || (a.capital && b.capital);
  };
  for (std::size_t i = text_end(tokens); i-- > but + 1;) {
    if (wrong.empty() || !like(tokens[i], wrong.back()) || tokens[i].low == "i") continue;
    out.push_back(
        joined({words("I meant"), slice(tokens, i, i + 1), words("not"), {wrong.back()}}));
    return true;
  }
  return false;
}

// "bounce between Lightroom and Affinity": both are used.
bool read_alternating(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet verbs("alternate bounce switch swap flip rotate juggle hop flit");
  for (std::size_t i = 1; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != "between" || !verbs.has(lemma_of(tokens[i - 1].low))) continue;
    if (!tokens[i + 1].capital) return false;
    out.push_back(
        joined({slice(tokens, 0, i - 1), words("use"), slice(tokens, i + 1, tokens.size())}));
    return true;
  }
  return false;
}

// "Korean and, on the side, a little Go": what is put between is left out of the list.
bool drop_parenthesis(const Tokens& tokens, std::vector<Tokens>& out) {
  constexpr std::size_t kParenthesisTokensMax = 5;
  for (std::size_t i = 1; i + 3 < tokens.size(); ++i) {
    if (tokens[i].low != "," || tokens[i - 1].low != "and") continue;
    const std::size_t close = find(tokens, ",", i + 1);
    if (close == kNone || close > i + 1 + kParenthesisTokensMax || close + 1 >= tokens.size()) {
      return false;
    }
    if (!is_preposition(tokens[i + 1].low) && !is_subordinator(tokens[i + 1].low)) return false;
    out.push_back(joined({slice(tokens, 0, i), slice(tokens, close + 1, tokens.size())}));
    return true;
  }
  return false;
}

// "I never lived in Spain, it was Portugal": "I meant Portugal not Spain".
bool read_denied_place(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0)) return false;
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || comma < 4 || !is_at(tokens, comma + 1, "it")) return false;
  if (comma + 3 >= tokens.size() || !is_be(tokens[comma + 2].low)) return false;
  bool denied = false;
  for (std::size_t i = 1; i < comma; ++i) {
    denied = denied || tokens[i].low == "never" || tokens[i].low == "not";
  }
  const Token& wrong = tokens[comma - 1];
  const Token& right = tokens[comma + 3];
  const bool alike = wrong.kind == right.kind && wrong.capital == right.capital &&
                     (wrong.capital || wrong.kind == TokenKind::number);
  if (!denied || !alike || text_end(tokens) != comma + 4) return false;
  out.push_back(joined({words("I meant"), {right}, words("not"), {wrong}}));
  out.back()[2].space = out.back().back().space = true;
  return true;
}

// "You have my job wrong: I'm a nurse", "Streaming-wise we use Mubi": the statement behind it.
bool drop_lead(const Tokens& tokens, std::vector<Tokens>& out) {
  if (tokens.size() > 3 && tokens[0].low.ends_with("-wise")) {
    out.push_back(slice(tokens, is_at(tokens, 1, ",") ? 2 : 1, tokens.size()));
    return true;
  }
  if (is_at(tokens, 0, "i") && is_at(tokens, 1, "swear") && tokens.size() > 4) {
    out.push_back(slice(tokens, is_at(tokens, 2, "that") ? 3 : 2, tokens.size()));
    return !is_at(tokens, 2, "by") && !is_at(tokens, 2, "at") && !is_at(tokens, 2, "a");
  }
  if (!is_at(tokens, 0, "you")) return false;
  for (std::size_t i = 2; i + 2 < tokens.size() && i < 8; ++i) {
    if (tokens[i].low != "wrong" || tokens[i + 1].kind != TokenKind::mark) continue;
    out.push_back(slice(tokens, i + 2, tokens.size()));
    return true;
  }
  return false;
}

// "Hindi and Marathi, with a smattering of Japanese": one more of the list.
bool join_smattering(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet some("bit smattering touch dash little sprinkling splash pinch");
  for (std::size_t i = 2; i + 4 < tokens.size(); ++i) {
    if (tokens[i].low != "with" || tokens[i - 1].low != ",") continue;
    if (!is_at(tokens, i + 1, "a") || !word_at(tokens, i + 2, some)) return false;
    if (!is_at(tokens, i + 3, "of")) return false;
    Tokens before = slice(tokens, 0, i - 1);
    if (const std::size_t with_and = find(before, "and"); with_and != kNone) {
      before[with_and] = tokens[i - 1];
    }
    out.push_back(joined({before, words("and"), slice(tokens, i + 4, tokens.size())}));
    return true;
  }
  return false;
}

// "For notes it's Obsidian, for mail Fastmail": what is used for what.
bool read_for_what(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "for")) return false;
  std::size_t begin = 0;
  Tokens verb = words("I use");
  for (std::size_t i = 1; i <= tokens.size(); ++i) {
    const bool joint = i < tokens.size() &&
                       (tokens[i].low == "," || tokens[i].low == "and" || tokens[i].low == ";");
    if (i < tokens.size() && !joint) continue;
    const Tokens part = slice(tokens, begin, i);
    begin = i + 1;
    if (part.empty()) continue;
    if (part.size() < 3 || part.size() > 7 || part[0].low != "for") return false;
    std::size_t name = 2;
    while (name < part.size() && (!part[name].capital || part[name].low == "i")) ++name;
    // "For running I use Hokas, for trails Salomons"
    if (out.empty() && is_at(part, 2, "i") && name == 4) {
      verb = slice(part, 2, 4);
      Tokens first = slice(part, 0, 2);
      first[0].out = first[0].low;
      out.push_back(joined({verb, slice(part, name, part.size()), first}));
      continue;
    }
    const bool it = name > 3 && is_be(part[name - 1].low) && part[name - 2].low == "it";
    if (name >= part.size() || (!it && name != 2)) return false;
    Tokens purpose = slice(part, 0, it ? name - 2 : name);
    purpose[0].out = purpose[0].low;
    if (is_pronoun(purpose[1].low)) return false;
    out.push_back(joined({verb, slice(part, name, part.size()), purpose}));
  }
  return !out.empty();
}

// In the order in which they are asked.
constexpr std::array kRules = {Rule(drop_undone),
                               Rule(read_gone_without),
                               Rule(drop_since),
                               Rule(read_call_me_but),
                               Rule(read_nothing_more),
                               Rule(read_spelt),
                               Rule(part_into_row),
                               Rule(read_rather_you),
                               Rule(read_superlative),
                               Rule(read_taken_days),
                               Rule(part_kin_brackets),
                               Rule(read_named),
                               Rule(read_days_ahead),
                               Rule(read_when_wishes),
                               Rule(read_naming_choice),
                               Rule(read_when_i_say),
                               Rule(read_kind_of_them),
                               Rule(read_vet),
                               Rule(part_dashed_aside),
                               Rule(part_denied_row),
                               Rule(part_wish_reason),
                               Rule(part_effect),
                               Rule(part_exception),
                               Rule(part_thing_tail),
                               Rule(part_where),
                               Rule(part_before),
                               Rule(part_measured),
                               Rule(part_got),
                               Rule(part_been_since),
                               Rule(drop_no_longer),
                               Rule(drop_or_else),
                               Rule(read_my_own),
                               Rule(read_expiry),
                               Rule(part_with_for),
                               Rule(part_it_cleft),
                               Rule(read_always_unless),
                               Rule(read_topic_over),
                               Rule(read_all_i_do),
                               Rule(part_relative),
                               Rule(part_reason),
                               Rule(part_condition),

                               Rule(read_since_asked),
                               Rule(read_neither_now),
                               Rule(read_counted_no_more),
                               Rule(read_put_down),
                               Rule(read_limit),
                               Rule(read_lukewarm),
                               Rule(read_but_praised),
                               Rule(read_wish_and),
                               Rule(drop_meaningless),
                               Rule(read_over),

                               Rule(read_ailment_heading),
                               Rule(read_found),
                               Rule(read_means_for_me),
                               Rule(read_so_please),
                               Rule(read_pairs),
                               Rule(read_settings),
                               Rule(read_week),
                               Rule(read_scoped_wishes),
                               Rule(read_wise_choice),
                               Rule(read_when_choice),
                               Rule(read_default_choice),
                               Rule(read_kind_for_us),
                               Rule(read_still_to),
                               Rule(read_just_us),
                               Rule(read_only_from_now),
                               Rule(read_rota),
                               Rule(read_wish_while),
                               Rule(read_almost),
                               Rule(read_set_date),
                               Rule(read_coming),
                               Rule(read_bare_body),
                               Rule(read_succession),
                               Rule(read_things_of_kind),
                               Rule(part_bracket),
                               Rule(part_aids),
                               Rule(read_hours),
                               Rule(read_things_ahead),
                               Rule(read_stations),
                               Rule(read_kin_places),
                               Rule(read_vows),
                               Rule(read_booked),
                               Rule(part_deeds_of_speaker),

                               Rule(read_subjects),
                               Rule(part_counts_of),
                               Rule(read_fronted),
                               Rule(read_topics_are),
                               Rule(read_news),
                               Rule(read_parted),
                               Rule(part_ages),
                               Rule(read_named_group),
                               Rule(read_verb_list),
                               Rule(read_done_things),
                               Rule(read_done_heading),
                               Rule(read_kept_heading),
                               Rule(read_days_for),
                               Rule(part_there),
                               Rule(read_enumerated),
                               Rule(read_own_aside),
                               Rule(read_always),
                               Rule(read_tastes_of),
                               Rule(read_rather_not),
                               Rule(read_taste_left_out),
                               Rule(read_judged),
                               Rule(read_kept_so),
                               Rule(read_for_me),
                               Rule(read_aims),
                               Rule(read_year_of),
                               Rule(read_day_of),
                               Rule(drop_which),
                               Rule(read_close_topic),
                               Rule(read_wise),
                               Rule(read_stuff_in),
                               Rule(read_on_repeat),
                               Rule(read_counted),
                               Rule(read_being),
                               Rule(read_origin),
                               Rule(read_both),
                               Rule(drop_parenthesis),
                               Rule(read_bare_topic),
                               Rule(drop_lead),
                               Rule(join_smattering),
                               Rule(read_for_what),
                               Rule(read_yes_and_no),
                               Rule(read_unwanted),
                               Rule(read_verdict),
                               Rule(read_craving),
                               Rule(read_denied_place),
                               Rule(read_replacement),
                               Rule(read_misstatement),
                               Rule(read_alternating),
                               Rule(read_courtesy),
                               Rule(read_heading),
                               Rule(read_heading_are),
                               Rule(read_happy_with),
                               Rule(read_own_list),
                               Rule(read_list_of),
                               Rule(read_place_list),
                               Rule(read_thats_me),
                               Rule(read_heap),
                               Rule(read_takes_me),
                               Rule(read_ruled_out),
                               Rule(read_effect),
                               Rule(read_named_thing),
                               Rule(read_someday),
                               Rule(read_only_instead),
                               Rule(read_cleft),
                               Rule(read_it_cleft),
                               Rule(read_rather),
                               Rule(read_best),
                               Rule(read_favourite),
                               Rule(read_relative),
                               Rule(read_apposition),
                               Rule(name_nouns),
                               Rule(read_not_for_me),
                               Rule(read_come_round),
                               Rule(read_names_of),
                               Rule(read_changed_value),
                               Rule(read_uses),
                               Rule(part_gerunds),
                               Rule(read_measure),
                               Rule(read_choice),
                               Rule(read_so_only),
                               Rule(part_counted),
                               Rule(add_title),
                               Rule(add_speaker),
                               Rule(add_doer)};

void put_in_order(const Tokens& sentence, int rounds, std::vector<Tokens>& all) {
  for (const Rule rule : kRules) {
    std::vector<Tokens> plain;
    if (rounds == 0 || sentence.empty() || !rule(sentence, plain)) continue;
    for (const Tokens& next : plain) put_in_order(next, rounds - 1, all);
    return;
  }
  all.push_back(sentence);
}

}  // namespace

std::vector<Tokens> in_plain_order(const Tokens& sentence) {
  constexpr int kRoundsMax = 3;  // a sentence may be out of order in several ways
  std::vector<Tokens> all;
  put_in_order(sentence, kRoundsMax, all);
  return all;
}

}  // namespace mnestic::extract
