// Lexicon: the closed word classes and the common verbs of English, as the rules and relations see
// them. Words are given in lower case with a plain apostrophe.
//
// Thread safety: constant data, built on first use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace mnestic::extract {

// A set of words written as one literal with blanks between them.
class WordSet {
 public:
  explicit WordSet(std::string_view literal);
  [[nodiscard]] bool has(std::string_view word) const {
    return !word.empty() && (starts_ >> start_of(word) & 1U) != 0 &&
           (ends_ >> end_of(word) & 1U) != 0 && words_.contains(word);
  }

 private:
  // Two small Bloom filters: nearly every word that is asked for is in no set, and asking is most
  // of what reading costs.
  static unsigned start_of(std::string_view word) {
    return (static_cast<unsigned char>(word.front()) * 5U + static_cast<unsigned>(word.size())) %
           64;
  }
  static unsigned end_of(std::string_view word) {
    const auto middle = static_cast<unsigned char>(word[word.size() / 2]);
    return (static_cast<unsigned char>(word.back()) * 3U + middle * 7U) % 64;
  }

  std::unordered_set<std::string_view> words_;
  std::uint64_t starts_ = 0;
  std::uint64_t ends_ = 0;
};

// What a verb form can be; a form may be several ("read").
inline constexpr std::uint8_t kBase = 1;
inline constexpr std::uint8_t kThird = 2;       // uses
inline constexpr std::uint8_t kPast = 4;        // used, went
inline constexpr std::uint8_t kParticiple = 8;  // used, gone
inline constexpr std::uint8_t kGerund = 16;     // using

struct VerbForm {
  std::string lemma;
  std::uint8_t tags = 0;
};

// The form's lemma and tags, or nullptr for a word that is no known verb form.
[[nodiscard]] const VerbForm* verb_form(std::string_view word);
[[nodiscard]] bool is_verb(std::string_view word, std::uint8_t tags);
// The lemma of a known form; else the word itself.
[[nodiscard]] std::string lemma_of(std::string_view word);
// "use" -> "uses"; works for unknown words too.
[[nodiscard]] std::string third_person(std::string_view base);
// "using" -> "use"; by rule when the form is not known.
[[nodiscard]] std::string base_of_gerund(std::string_view gerund);

[[nodiscard]] bool is_modal(std::string_view word);       // can, will, must ...
[[nodiscard]] bool is_be(std::string_view word);          // am, is, are, was, were
[[nodiscard]] bool is_auxiliary(std::string_view word);   // be, have, do and the modals, finite
[[nodiscard]] bool is_determiner(std::string_view word);  // a, the, my, this, some, two ...
[[nodiscard]] bool is_possessive(std::string_view word);  // my, our, his ...
[[nodiscard]] bool is_preposition(std::string_view word);
[[nodiscard]] bool is_subordinator(std::string_view word);  // because, since, when ...
[[nodiscard]] bool is_adverb(std::string_view word);        // such as may stand before a verb
[[nodiscard]] bool is_pronoun(std::string_view word);       // any personal or demonstrative pronoun
[[nodiscard]] bool is_wh_word(std::string_view word);
[[nodiscard]] bool is_kin(std::string_view word);       // sister, mum, partner, boss ...
[[nodiscard]] bool is_bare_kin(std::string_view word);  // can stand without "my": mum, dad, grandma
[[nodiscard]] bool is_pet(std::string_view word);
[[nodiscard]] bool is_owned_thing(std::string_view word);  // "the car" is likely the speaker's own
[[nodiscard]] bool is_time_word(std::string_view word);    // thursday, tomorrow, march ...
[[nodiscard]] bool is_occasion(std::string_view word);     // appointment, interview, flight ...
[[nodiscard]] bool is_adjective(std::string_view word);    // such as follow "be" about a person
// Whether "he", "him", "she" or "her" can mean somebody spoken of so: "User's dad" is no "she".
[[nodiscard]] bool fits_pronoun(std::string_view person, std::string_view pronoun);
// Also words that the list lacks but that end as adjectives do: useless, painful, nervous, edible.
[[nodiscard]] bool is_like_adjective(std::string_view word);
// Words for people by what they do or like: "lifelong Arsenal fan", "night owl", "ICU nurse".
[[nodiscard]] bool is_profession(std::string_view word);
// Words for what a person is, more of them: nurse, holder, vegetarian, widower, anything in
// -ologist.
[[nodiscard]] bool is_role_word(std::string_view word);
[[nodiscard]] bool is_ailment(std::string_view word);
[[nodiscard]] bool is_body_part(std::string_view word);
[[nodiscard]] bool is_group(std::string_view word);  // what one joins: band, board, club
[[nodiscard]] bool is_number_word(std::string_view word);
[[nodiscard]] bool is_digits(std::string_view word);  // starts with a digit

}  // namespace mnestic::extract
