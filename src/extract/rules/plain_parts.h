// Pieces that sentences are put together from again.
//
// Thread safety: pure functions.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

inline constexpr std::size_t kNone = std::string_view::npos;

// A sentence put into other words; false, and nothing in `out`, when the shape is another one.
using Rule = bool (*)(const Tokens&, std::vector<Tokens>& out);

[[nodiscard]] Tokens words(std::string_view text);
[[nodiscard]] Tokens slice(const Tokens& tokens, std::size_t from, std::size_t to);
[[nodiscard]] Tokens joined(std::initializer_list<Tokens> parts);
[[nodiscard]] bool is_at(const Tokens& tokens, std::size_t i, std::string_view low);
[[nodiscard]] bool word_at(const Tokens& tokens, std::size_t i, const WordSet& set);
// The index of the first token `low` from `from` on, or kNone.
[[nodiscard]] std::size_t find(const Tokens& tokens, std::string_view low, std::size_t from = 0);
// Behind the last word: marks at the end do not count.
[[nodiscard]] std::size_t text_end(const Tokens& tokens);
[[nodiscard]] bool speaker_at(const Tokens& tokens, std::size_t i);
// The first word of a sentence has its capital from there unless it is a name.
void lower_start(Tokens& tokens);
// A word that is not a name: it has its capital only from there, unless it is written so inside.
void lower_common(Token& token);
// The pieces between commas and conjunctions in [from, end); a piece may open with "and".
[[nodiscard]] std::vector<Tokens> pieces_of(const Tokens& tokens, std::size_t from,
                                            std::size_t end);
// Whether an auxiliary stands in [from, to).
[[nodiscard]] bool has_verb(const Tokens& tokens, std::size_t from, std::size_t to);
// Neither an auxiliary nor a pronoun: "favourite cheeses", "comté".
[[nodiscard]] bool is_verbless(TokenSpan tokens);
// "mornings killed my knees", "noodles warm my soul": somebody or something does it, though the
// verb is not known to agree.
[[nodiscard]] bool is_done_to_speaker(TokenSpan tokens);
// `lead` followed by each item of the list from `from` on.
void push_each(const Tokens& lead, const Tokens& tokens, std::size_t from,
               std::vector<Tokens>& out);

// A stack, a toolkit: one thing of which many are parts.
[[nodiscard]] bool is_collection(const Token& token);
// "an aisle seat" for "aisle seat"; "dark mode" has no article.
[[nodiscard]] Tokens one_of_them(Tokens noun);

// What is said with the things of some topics: "I take" for "meds". Empty for others.
[[nodiscard]] std::string_view topic_lead(std::string_view topic);

// Lists and values with a heading ("Allergies: ..."), in the order in which they are asked.
[[nodiscard]] bool read_heading(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_heading_are(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_topics_are(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_list_of(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_place_list(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_uses(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_measure(const Tokens& tokens, std::vector<Tokens>& out);

// The subject goes without saying: "two stepkids", "being left-handed, I", "born in Oslo",
// "languages-wise", "stuff in my garage: ...", "bands on repeat lately - ...", "both A and B live".
[[nodiscard]] bool read_counted(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_being(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_origin(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_wise(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_stuff_in(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_on_repeat(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_thats_me(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_heap(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_takes_me(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_both(const Tokens& tokens, std::vector<Tokens>& out);

// "I am" or "I have" put in: "been coding since 2016", "growing beans", "retired postie".
[[nodiscard]] bool read_ruled_out(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_only_instead(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_named_thing(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_someday(const Tokens& tokens, std::vector<Tokens>& out);
// Without "(don't ask)" and other words in brackets that say nothing.
[[nodiscard]] Tokens without_remarks(Tokens tokens);
// "it turns out its ADHD": "I have ADHD"; other words as they are. `all`: with the opening before
// `begin`.
[[nodiscard]] Tokens finding_named(const Tokens& all, std::size_t begin, Tokens tokens);
[[nodiscard]] bool add_speaker(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool add_doer(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool add_title(const Tokens& tokens, std::vector<Tokens>& out);

// A topic and what is said of it: "twin brother, identical, lives in Perth", "tomorrow's the eye
// test", "resolutions: read more", "this is the year I ...", "my newsletters: ...", "Pudding (the
// fat one) is ...".
[[nodiscard]] bool read_close_topic(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_day_of(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_aims(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_year_of(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_own_list(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_counted(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool drop_which(const Tokens& tokens, std::vector<Tokens>& out);

// A scope that is named first, and what holds in it.
[[nodiscard]] bool read_scoped_wishes(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_wise_choice(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_condition(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_when_choice(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_default_choice(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_only_from_now(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_almost(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_wish_while(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_set_date(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_coming(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_rota(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_week(const Tokens& tokens, std::vector<Tokens>& out);

// Topics without "my".
[[nodiscard]] bool read_bare_topic(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_kind_for_us(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_still_to(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_bare_body(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_succession(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_things_of_kind(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_just_us(const Tokens& tokens, std::vector<Tokens>& out);

[[nodiscard]] bool part_bracket(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_effect(const Tokens& tokens, std::vector<Tokens>& out);

// Aids, hours and deeds, one behind the other.
[[nodiscard]] bool part_aids(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_things_ahead(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_stations(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_vows(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_kin_places(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_booked(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_hours(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_deeds_of_speaker(const Tokens& tokens, std::vector<Tokens>& out);

// One thing lifted out of its sentence: plain_clefts.cc.
[[nodiscard]] bool read_cleft(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_it_cleft(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_it_cleft(const Tokens& tokens, std::vector<Tokens>& out);

// Choices side by side.
[[nodiscard]] bool read_pairs(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_settings(const Tokens& tokens, std::vector<Tokens>& out);

// What stands in a clause beside the sentence.
[[nodiscard]] bool part_relative(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_reason(const Tokens& tokens, std::vector<Tokens>& out);

// Lists that hide in the shape of a sentence.
[[nodiscard]] bool read_verb_list(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_named_group(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_done_things(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_done_heading(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_kept_heading(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_ages(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_days_for(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_enumerated(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_own_aside(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_there(const Tokens& tokens, std::vector<Tokens>& out);

// Several subjects of one sentence, or one that goes without "my": plain_subjects.cc.
[[nodiscard]] bool read_subjects(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_counts_of(const Tokens& tokens, std::vector<Tokens>& out);
// What is put ahead, or named behind: plain_fronted.cc.
[[nodiscard]] bool read_fronted(const Tokens& tokens, std::vector<Tokens>& out);
// Several things told with one verb, each in its own way: plain_parted.cc.
[[nodiscard]] bool read_parted(const Tokens& tokens, std::vector<Tokens>& out);
// News in a word or two: plain_news.cc.
[[nodiscard]] bool read_news(const Tokens& tokens, std::vector<Tokens>& out);
// "guess who passed her driving test": "I passed my driving test"; nothing for other words.
[[nodiscard]] std::optional<Tokens> who_is_guessed(const Tokens& tokens);

// Likes and dislikes without a verb of liking.
[[nodiscard]] bool read_rather(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_best(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_favourite(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_come_round(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_not_for_me(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_choice(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_yes_and_no(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_always(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_tastes_of(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_happy_with(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_rather_not(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_taste_left_out(const Tokens& tokens, std::vector<Tokens>& out);
// A verdict that is all of the words from `from` on ("hard pass", "count me in"): 1 for, -1
// against, 0 for other words.
[[nodiscard]] int verdict_of(const Tokens& tokens, std::size_t from);
[[nodiscard]] bool read_for_me(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_judged(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_kept_so(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_unwanted(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_verdict(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_so_only(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_craving(const Tokens& tokens, std::vector<Tokens>& out);

// Answers, and what was held wrong: plain_answers.cc.
[[nodiscard]] bool read_since_asked(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_neither_now(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_counted_no_more(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_put_down(const Tokens& tokens, std::vector<Tokens>& out);

// What is wanted rather than something else: plain_leanings.cc.
[[nodiscard]] bool read_over(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_limit(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_lukewarm(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_but_praised(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_wish_and(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool drop_meaningless(const Tokens& tokens, std::vector<Tokens>& out);
// "Aisle seat. Always.": what is always wanted; nothing for other comments.
[[nodiscard]] std::optional<Tokens> steady_choice(const Tokens& noun, const Tokens& comment);

// Choices with their exceptions and scopes: plain_choices.cc.
[[nodiscard]] bool read_always_unless(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_topic_over(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_exception(const Tokens& tokens, std::vector<Tokens>& out);

// Why something is wanted or done, behind a comma: plain_reasons.cc.
[[nodiscard]] bool part_wish_reason(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_effect(const Tokens& tokens, std::vector<Tokens>& out);

// What is told behind a comma of what was named before it: plain_tails.cc.
[[nodiscard]] bool part_thing_tail(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_where(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_before(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_measured(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_got(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_been_since(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool drop_no_longer(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool drop_or_else(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_my_own(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_expiry(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_with_for(const Tokens& tokens, std::vector<Tokens>& out);

// Wishes about the assistant without a verb: plain_wishes.cc.
[[nodiscard]] bool read_when_wishes(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_naming_choice(const Tokens& tokens, std::vector<Tokens>& out);

// What one has not, and what did not come about: plain_denied.cc.
[[nodiscard]] bool part_denied_row(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_gone_without(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool drop_undone(const Tokens& tokens, std::vector<Tokens>& out);

// What stands beside a statement: plain_sides.cc.
[[nodiscard]] bool part_dashed_aside(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_vet(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_nothing_more(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_call_me_but(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool part_into_row(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_rather_you(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_superlative(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_taken_days(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_spelt(const Tokens& tokens, std::vector<Tokens>& out);
// "half of my books" for "half my books".
[[nodiscard]] Tokens with_half_of(Tokens tokens);
// Without ", which one is cheaper" of what is weighed; empty when nothing else is told.
[[nodiscard]] Tokens without_which_one(Tokens tokens);
// "Laravel and Vue" for "Laravel + Vue".
[[nodiscard]] Tokens with_and_for_plus(Tokens tokens);
[[nodiscard]] bool drop_since(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_kind_of_them(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_when_i_say(const Tokens& tokens, std::vector<Tokens>& out);

// What is told of somebody in brackets, by naming, or of which days: plain_kin.cc.
[[nodiscard]] bool part_kin_brackets(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_named(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_days_ahead(const Tokens& tokens, std::vector<Tokens>& out);

// plain_ailing.cc
[[nodiscard]] bool read_ailment_heading(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_found(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_means_for_me(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_so_please(const Tokens& tokens, std::vector<Tokens>& out);
[[nodiscard]] bool read_all_i_do(const Tokens& tokens, std::vector<Tokens>& out);

}  // namespace mnestic::extract
