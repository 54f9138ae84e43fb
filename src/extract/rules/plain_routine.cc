// What goes on beside a clause, or one thing behind the other, without "I": aids ("..., stick
// indoors"), the hours of a day ("up at 4.40, milking till 8"), deeds ("I shoot clay pigeons,
// collect pens and read tarot").
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

std::vector<Tokens> pieces_between(const Tokens& tokens, const WordSet& joints) {
  std::vector<Tokens> pieces;
  std::size_t begin = 0;
  const std::size_t end = text_end(tokens);
  for (std::size_t i = 0; i <= end; ++i) {
    if (i < end && !joints.has(tokens[i].low)) continue;
    Tokens piece = slice(tokens, begin, i);
    begin = i + 1;
    while (piece.size() > 1 && is_at(piece, 0, "and")) {
      piece.erase(piece.begin());
      piece.front().space = true;
    }
    if (!piece.empty()) pieces.push_back(std::move(piece));
  }
  return pieces;
}

const WordSet& commas() {
  static const WordSet set(", ;");
  return set;
}

// "stick indoors", "an oxygen cylinder by the bed": an aid and where or when it is used.
bool is_placed_aid(const Tokens& piece) {
  static const WordSet aids(
      "wheelchair stick cane crutches crutch frame rollator walker scooter inhaler inhalers "
      "nebuliser nebulizer epipen epipens cylinder oxygen cpap brace splint retainer mouthguard "
      "patch sensor pump machine stockings insoles orthotics earplugs glasses aids");
  constexpr std::size_t kAidTokensMax = 8;
  if (piece.size() < 2 || piece.size() > kAidTokensMax || has_verb(piece, 0, piece.size()))
    return false;
  if (is_verb(piece[0].low, kBase) && is_determiner(piece[1].low)) return false;
  std::size_t noun = 0;
  while (noun < piece.size() && noun < 4 && !word_at(piece, noun, aids)) {
    if (piece[noun].kind == TokenKind::mark || is_preposition(piece[noun].low) ||
        is_pronoun(piece[noun].low)) {
      return false;
    }
    ++noun;
  }
  while (noun < 4 && word_at(piece, noun + 1, aids)) ++noun;  // "oxygen cylinder"
  if (noun >= 4 || noun + 1 >= piece.size()) return false;
  static const WordSet where("indoors outdoors upstairs downstairs always everywhere");
  return where.has(piece[noun + 1].low) || is_preposition(piece[noun + 1].low);
}

}  // namespace

// "Can't do stairs, wheelchair outdoors, stick indoors": the aids on their own.
bool part_aids(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::vector<Tokens> pieces = pieces_between(tokens, commas());
  if (pieces.size() < 2) return false;
  std::size_t first = 0;  // of the aids
  while (first < pieces.size() && !is_placed_aid(pieces[first])) ++first;
  if (first == 0 || first >= pieces.size()) return false;
  for (std::size_t i = first; i < pieces.size(); ++i) {
    if (!is_placed_aid(pieces[i])) return false;
  }
  const Tokens& ahead = pieces.front();
  static const WordSet using_words("use wear carry need");
  const bool bare = word_at(ahead, 0, using_words);
  const bool own = bare || speaker_at(ahead, 0) || is_auxiliary(ahead[0].low) ||
                   is_at(ahead, 0, "my") || is_like_adjective(ahead[0].low) ||
                   std::any_of(ahead.begin(), ahead.end(),
                               [](const Token& token) { return is_ailment(token.low); });
  if (!own) return false;
  Tokens said = pieces.front();
  for (std::size_t i = 1; i < first; ++i) {
    Tokens comma = words(",");
    comma.front().space = false;
    said = joined({said, comma, pieces[i]});
  }
  out.push_back(bare ? joined({words("I"), said}) : said);
  const Tokens verb = bare ? words("I " + ahead[0].low) : words("I have");
  for (std::size_t i = first; i < pieces.size(); ++i) {
    const bool determined = is_determiner(pieces[i][0].low);
    const bool counted = !determined && !pieces[i][0].low.ends_with('s') &&
                         !is_at(pieces[i], 0, "oxygen") && !is_at(pieces[i], 0, "insulin");
    const bool vowel =
        std::string_view("aeio").find(pieces[i][0].low.front()) != std::string_view::npos;
    const bool one = counted || (!determined && pieces[i].size() > 1 &&
                                 (is_at(pieces[i], 1, "cylinder") || is_at(pieces[i], 1, "pump")));
    out.push_back(joined({verb, one ? words(vowel ? "an" : "a") : Tokens(), pieces[i]}));
    if (!determined) out.back()[verb.size() + (one ? 1 : 0)].out = pieces[i][0].low;
  }
  return true;
}

namespace {

bool is_hour(const Tokens& piece, std::size_t at) {
  if (at >= piece.size()) return false;
  static const WordSet times(
      "noon midnight midday dawn dusk sunrise lunchtime bedtime half quarter");
  return piece[at].kind == TokenKind::number || is_number_word(piece[at].low) ||
         times.has(piece[at].low);
}

// "up at 4.40", "milking till 8", "asleep by ten": what is done at an hour of each day.
bool is_hour_of_day(const Tokens& piece) {
  static const WordSet states("up out home back asleep awake dressed off in away done");
  static const WordSet links("at by till until from before after");
  constexpr std::size_t kPieceTokensMax = 8;
  if (piece.size() < 3 || piece.size() > kPieceTokensMax || has_verb(piece, 0, piece.size()))
    return false;
  const bool doing = is_verb(piece[0].low, kGerund) || piece[0].low.ends_with("ing");
  if (!states.has(piece[0].low) && !doing) return false;
  for (std::size_t i = 1; i + 1 < piece.size() && i < 5; ++i) {
    if (links.has(piece[i].low)) return is_hour(piece, i + 1);
  }
  return false;
}

}  // namespace

// "Up at 4.40, milking till 8, and I do the books on Fridays": the hours of the speaker's days.
bool read_hours(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet passing("today tomorrow tonight yesterday this");
  std::size_t from = 0;
  static const WordSet opening("roughly typically usually weekdays weekends mornings");
  if (word_at(tokens, 0, opening) && (is_at(tokens, 1, ":") || is_at(tokens, 1, ","))) from = 2;
  const Tokens said = slice(tokens, from, tokens.size());
  if (said.empty() || has_any(said, passing)) return false;
  const std::vector<Tokens> pieces = pieces_between(said, commas());
  std::vector<Tokens> found;
  std::size_t hours = 0;
  for (const Tokens& piece : pieces) {
    if (is_hour_of_day(piece)) {
      ++hours;
      found.push_back(joined({words("I am"), piece}));
      found.back()[2].out = piece[0].low;
      continue;
    }
    if (hours < 2) return false;
    // What is told with its own subject goes on by itself; the rest is left.
    if (speaker_at(piece, 0) || is_at(piece, 0, "my")) found.push_back(piece);
  }
  if (hours < 2) return false;
  out = std::move(found);
  return true;
}

// "I shoot clay pigeons, collect fountain pens and read tarot": each deed with its object.
bool part_deeds_of_speaker(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet sure(
      "collect read write bake make grow keep teach sing build restore repair draw knit sew breed "
      "raise learn eat wear buy sell own mend carve weave forage tutor speak brew tend roast "
      "ferment "
      "sculpt compose transcribe translate crochet embroider");
  if (!speaker_at(tokens, 0)) return false;
  const std::size_t verb = skip_adverbs(tokens, 1);
  if (verb >= tokens.size() || !is_verb(tokens[verb].low, kBase) ||
      is_auxiliary(tokens[verb].low) || find(tokens, "to") != kNone ||
      has_verb(tokens, verb, tokens.size())) {
    return false;
  }
  static const WordSet joints(", ; and &");
  const std::vector<Tokens> pieces = pieces_between(tokens, joints);
  if (pieces.size() < 3) return false;
  const Tokens lead = slice(tokens, 0, 1);
  std::size_t deeds = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Tokens piece = pieces[i];
    if (i == 0) {
      out.push_back(piece);
      continue;
    }
    const std::size_t at = skip_adverbs(piece, 0);
    if (at >= piece.size() || mentions_speaker(piece) || is_pronoun(piece[0].low)) {
      out.clear();
      return false;
    }
    const bool object = at + 1 < piece.size();
    const bool deed =
        is_verb(piece[at].low, kBase) && !piece[at].capital &&
        ((object && sure.has(piece[at].low)) ||
         (object && (is_determiner(piece[at + 1].low) || is_preposition(piece[at + 1].low))));
    if (!deed) {
      out.clear();
      return false;
    }
    ++deeds;
    out.push_back(joined({lead, piece}));
  }
  return deeds > 1;
}

// "Bread maker, air fryer, rice cooker - yes I own all three": the things before the verb.
bool read_things_ahead(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t dash = 3;
  while (dash < tokens.size() && !is_spaced_dash(tokens[dash]) && tokens[dash].low != ":") ++dash;
  std::size_t who = dash + 1;
  static const WordSet sure("yes yep yeah and");
  while (word_at(tokens, who, sure) || is_at(tokens, who, ",")) ++who;
  if (!speaker_at(tokens, who) || who + 2 >= tokens.size()) return false;
  const std::size_t verb = skip_adverbs(tokens, who + 1);
  bool all = false;
  for (const std::string_view phrase :
       {"all three", "all four", "all five", "them all", "all of them", "both", "the lot", "all"}) {
    all = all || (sequence_at(tokens, verb + 1, phrase) && text_end(tokens) <= verb + 4);
  }
  if (!all || verb >= tokens.size() || !is_verb(tokens[verb].low, kBase)) return false;
  static const WordSet joints(", ; and &");
  for (const Tokens& piece : pieces_between(slice(tokens, 0, dash), joints)) {
    constexpr std::size_t kThingTokensMax = 4;
    if (piece.size() > kThingTokensMax || has_verb(piece, 0, piece.size())) {
      out.clear();
      return false;
    }
    const bool bare = tokens[verb].low == "own" && !is_determiner(piece[0].low) &&
                      !piece.back().low.ends_with('s') && !piece.back().capital;
    const bool vowel =
        std::string_view("aeiou").find(piece[0].low.front()) != std::string_view::npos;
    Tokens thing = piece;
    if (!piece.back().capital) thing[0].out = thing[0].low;
    out.push_back(
        joined({slice(tokens, who, verb + 1), bare ? words(vowel ? "an" : "a") : Tokens(), thing}));
  }
  return out.size() > 1;
}

// "Raised on a barge, schooled in Kent, settled in Split": the stations of a life.
bool read_stations(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet done("born raised schooled educated bred reared brought trained");
  static const WordSet did("settled married moved landed ended lived worked studied retired");
  const std::vector<Tokens> pieces = pieces_between(tokens, commas());
  if (pieces.size() < 2 || !word_at(pieces[0], 0, done)) return false;
  for (Tokens piece : pieces) {
    const bool passive = word_at(piece, 0, done);
    if ((!passive && !word_at(piece, 0, did)) || piece.size() < 3) {
      out.clear();
      return false;
    }
    piece[0].out = piece[0].low;
    out.push_back(joined({words(passive ? "I was" : "I"), piece}));
  }
  return true;
}

// "Brother in Perth, sister in Cork, me nowhere": where one's people are.
bool read_kin_places(const Tokens& tokens, std::vector<Tokens>& out) {
  std::vector<Tokens> found;
  for (const Tokens& piece : pieces_between(tokens, commas())) {
    std::size_t kin = is_at(piece, 0, "one") ? 1 : 0;
    if (is_at(piece, 0, "my") || is_at(piece, 0, "our")) kin = 1;
    const bool placed = kin + 2 < piece.size() && is_kin(piece[kin].low) &&
                        (is_at(piece, kin + 1, "in") || is_at(piece, kin + 1, "at")) &&
                        piece[kin + 2].capital && !has_verb(piece, 0, piece.size());
    if (!placed) {
      if (found.size() > 1 && is_at(piece, 0, "me")) break;
      return false;
    }
    const bool many = piece[kin].low.ends_with('s');
    Tokens who = slice(piece, kin, kin + 1);
    who[0].out = who[0].low;
    found.push_back(joined({is_at(piece, 0, "one") ? words("one") : words("my"), who,
                            words(many ? "are" : "is"), slice(piece, kin + 1, piece.size())}));
    if (is_at(piece, 0, "one")) return false;
  }
  if (found.size() < 2) return false;
  out = std::move(found);
  return true;
}

// "Knee replacement booked for 4 February": what is ahead, and when.
bool read_booked(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet set_for("booked scheduled arranged pencilled");
  static const WordSet links("for on at in");
  constexpr std::size_t kThingTokensMax = 4;
  std::size_t at = 1;
  while (at < tokens.size() && at <= kThingTokensMax && !word_at(tokens, at, set_for)) ++at;
  if (at > kThingTokensMax || !word_at(tokens, at + 1, links)) return false;
  std::size_t noun = at;
  static const WordSet being("is are");
  if (noun > 1 && word_at(tokens, noun - 1, being)) --noun;
  Tokens thing = slice(tokens, 0, noun);
  for (const Token& token : thing) {
    if (is_auxiliary(token.low) || is_pronoun(token.low) || token.kind != TokenKind::word)
      return false;
  }
  static const WordSet others("the this that fully just already all my our everything it everyone");
  if (word_at(thing, 0, others) || is_adverb(thing[0].low) ||
      (is_verb(thing[0].low, kPast) && !is_verb(thing[0].low, kBase))) {
    return false;
  }
  lower_common(thing[0]);
  const bool bare =
      is_determiner(thing[0].low) || is_possessive(thing[0].low) || thing.back().low.ends_with('s');
  const bool vowel = std::string_view("aeiou").find(thing[0].low.front()) != std::string_view::npos;
  out.push_back(joined({words("I have"), bare ? Tokens() : words(vowel ? "an" : "a"), thing,
                        slice(tokens, at, tokens.size())}));
  return true;
}

// "We said I do!", "said our I dos in Malmo": "we got married in Malmo".
bool read_vows(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t at = speaker_at(tokens, 0) ? 1 : 0;
  while (at < tokens.size() && is_adverb(tokens[at].low)) ++at;
  if (!is_at(tokens, at, "said")) return false;
  std::size_t vow = at + 1;
  if (is_at(tokens, vow, "our") || is_at(tokens, vow, "my")) ++vow;
  const bool own = vow > at + 1 || (speaker_at(tokens, 0) && is_at(tokens, 0, "we"));
  const bool dos =
      is_at(tokens, vow, "i") && (is_at(tokens, vow + 1, "do") || is_at(tokens, vow + 1, "dos"));
  // "I said I do like it" is another saying.
  static const WordSet behind("in at on yesterday today last this to");
  const bool closed = vow + 2 >= text_end(tokens) || tokens[vow + 2].kind == TokenKind::mark ||
                      word_at(tokens, vow + 2, behind);
  if (!own || !dos || !closed) return false;
  out.push_back(joined({words("we got married"), slice(tokens, vow + 2, tokens.size())}));
  return true;
}

}  // namespace mnestic::extract
