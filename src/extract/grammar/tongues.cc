#include "grammar/tongues.h"

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

// Words of grammar that no English sentence holds but in names.
bool is_foreign_word(std::string_view low) {
  static const WordSet set(
      "el los las una unos unas del que en por para es soy está estoy mi mis tu su muy pero como y "
      "le les des une est et dans avec pour mon ma mes je tu il elle nous vous au aux du sur "
      "der das ein eine einen einem und ist nicht mit für im den dem ich mein meine wir sie jetzt "
      "auf von zu auch noch nur bei lo gli di che è e per con sono mio mia nel della "
      "um uma do da em meu minha não eu het een van op met voor mijn ik niet maar ook "
      "jag och är inte på med som jeg og er ikke det min på av w na nie się jest z do mam "
      "ben bir ve için hai hoon mera meri");
  return set.has(low);
}

}  // namespace

bool is_other_tongue(const Tokens& tokens) {
  constexpr int kForeignMin = 2;
  int foreign = 0;
  int english = 0;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word) continue;
    const std::string& low = token.low;
    // "do", "on", "den" are of both; a capital is a name's.
    const bool ours = is_determiner(low) || is_pronoun(low) || is_preposition(low) ||
                      is_auxiliary(low) || is_adverb(low) || low == "and" || low == "or";
    if (ours) {
      ++english;
    } else if (is_foreign_word(low) && (!token.capital || &token == &tokens.front())) {
      ++foreign;
    } else if (verb_form(low) != nullptr && !token.capital) {
      return false;
    }
  }
  return foreign >= kForeignMin && foreign > english;
}

}  // namespace mnestic::extract
