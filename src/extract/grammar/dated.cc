#include "grammar/dated.h"

#include <algorithm>
#include <string>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "mnestic/text/dates.h"
#include "mnestic/text/time.h"

namespace mnestic::extract {
namespace {

using text::DateLink;
using text::DateMention;
using text::Grain;

// What the statement's own words say about when it is so.
struct Tone {
  bool past = false;       // "got married", "was", "had"
  bool ahead = false;      // "will", "is going", "wants to"
  bool repeats = false;    // "every", "usually", a birthday
  bool momentary = false;  // a state or an event, in the kind or in the words
};

Tone tone_of(const Tokens& tokens, std::string_view kind) {
  Tone tone;
  static const WordSet yearly(
      "birthday anniversary born every usually always often each mondays "
      "tuesdays wednesdays thursdays fridays saturdays sundays weekly "
      "monthly yearly annually never");
  bool verb = false;
  // "User quit", "User put": one person's present would end in an s.
  const bool one = tokens.size() > 1 && tokens[0].low == "user" && tokens[1].low != "'s" &&
                   tokens[1].low != "and";
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    tone.repeats = tone.repeats || yearly.has(low);
    if (verb || tokens[i].capital || tokens[i].kind != TokenKind::word) continue;
    // "has been", "has moved": told of now; "had", "was", "moved": of the past.
    if (is_modal(low) || low == "wants" || low == "needs" || low == "plans" || low == "has") {
      const bool perfect = low == "has" && i + 1 < tokens.size() &&
                           is_verb(tokens[i + 1].low, kParticiple) && tokens[i + 1].low != "been" &&
                           tokens[i + 1].low != "got";
      tone.past = perfect;
      tone.ahead = !perfect && low != "has";
      verb = true;
    } else if (is_be(low) || verb_form(low) != nullptr) {
      // "User's last shift was in June"
      const bool own =
          !is_be(low) && tokens[1].low == "'s" &&
          std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, tokens.end(),
                      [](const Token& token) { return token.low == "was" || token.low == "were"; });
      const bool noun = own || tokens[i - 1].low == "'s" || is_preposition(tokens[i - 1].low);
      if (noun && !is_be(low)) continue;
      verb = true;
      tone.past = low == "was" || low == "were" ||
                  (!is_be(low) && is_verb(low, kPast) && (!is_verb(low, kBase) || one));
      static const WordSet planned("start begin leave arrive return end expire fly");
      tone.ahead = !tone.past && planned.has(lemma_of(low));
      tone.ahead = tone.ahead ||
                   (is_be(low) && i + 1 < tokens.size() && is_verb(tokens[i + 1].low, kGerund));
    }
  }
  tone.momentary = kind == "event" || kind == "todo" || kind == "goal" || kind == "commitment" ||
                   kind == "state";
  return tone;
}

std::string date_text(Timestamp time, Grain grain, std::string_view zone) {
  return grain == Grain::minute ? text::format_time(time) : text::local_date(time, zone);
}

// The last day of a span, or the moment itself.
std::string last_day(const DateMention& mention, std::string_view zone) {
  if (mention.grain == Grain::minute) return text::format_time(mention.from);
  return text::local_date(mention.until - std::chrono::hours(1), zone);
}

void set_field(Candidate& candidate, std::string_view name, const std::string& value) {
  candidate.data.try_emplace(std::string(name), value);
}

void fill_fields(Candidate& candidate, const DateMention& mention, std::string_view kind,
                 std::string_view zone) {
  if (mention.link == DateLink::since && kind != "event") return;
  if (kind == "event") {
    if (mention.link == DateLink::until || mention.link == DateLink::by) {
      set_field(candidate, "end", last_day(mention, zone));
      return;
    }
    const bool whole = candidate.data.contains("start");
    set_field(candidate, "start", date_text(mention.from, mention.grain, zone));
    const bool long_one =
        mention.grain != Grain::minute && mention.until - mention.from > std::chrono::hours(25);
    if (!whole && long_one) set_field(candidate, "end", last_day(mention, zone));
  } else if (kind == "todo" || kind == "commitment") {
    set_field(candidate, "due", last_day(mention, zone));
  } else if (kind == "goal") {
    set_field(candidate, "target_date", last_day(mention, zone));
  }
}

void fill_validity(Candidate& candidate, const DateMention& mention, const Tone& tone,
                   Timestamp observed_at) {
  const bool day = mention.grain == Grain::minute || mention.grain == Grain::day;
  const bool begins = (mention.link == DateLink::since && !tone.past) ||
                      (mention.link == DateLink::at && tone.past);
  if (begins && mention.from <= observed_at) {
    candidate.valid_from = mention.from;
  } else if (mention.link == DateLink::until && !tone.past) {
    // "until Friday" holds on Friday; "until June" ends when June begins.
    const Timestamp end = day ? mention.until : mention.from;
    if (end > observed_at) candidate.valid_to = end;
  }
}

// Whether the mention's words are exchanged for absolute ones.
bool rewrites(const DateMention& mention, const Tone& tone, bool retracts) {
  if (!mention.relative) return false;
  // What is stored may have been said with the weekday alone.
  if (retracts && mention.bare_weekday) return false;
  const bool every_week = mention.bare_weekday && mention.link == DateLink::at;
  return !(every_week && !tone.momentary && !tone.past && !tone.ahead);
}

// "12 Years a Slave" is no date.
bool in_title(std::string_view content, std::size_t at) {
  return std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '"') % 2 ==
         1;
}

bool resolvable(std::string_view kind) {
  return kind != "instruction" && kind != "preference" && kind != "feedback" && kind != "note";
}

}  // namespace

void resolve_dates(Candidate& candidate, const text::DateOptions& said) {
  const Timestamp observed_at = said.observed_at;
  const std::string_view kind = model::policy_of(candidate.kind).name;
  if (observed_at == Timestamp{} || candidate.elliptic || !resolvable(kind)) return;
  const Tone tone = tone_of(tokenize(candidate.content), kind);
  if (tone.repeats) return;
  text::DateOptions options = said;
  options.past = tone.past;
  std::vector<DateMention> found = text::find_dates(candidate.content, options);
  std::erase_if(found, [&](const DateMention& mention) {
    return in_title(candidate.content, mention.begin);
  });
  const bool retracts = candidate.action == Action::retract;
  std::string content;
  std::size_t from = 0;
  for (const DateMention& mention : found) {
    if (!retracts) {
      fill_fields(candidate, mention, kind, said.zone);
      fill_validity(candidate, mention, tone, observed_at);
    }
    if (!rewrites(mention, tone, retracts)) continue;
    content += candidate.content.substr(from, mention.begin - from);
    content += mention.absolute;
    from = mention.end;
  }
  content += candidate.content.substr(from);
  candidate.content = std::move(content);
  if (kind != "state" || retracts) return;
  for (const DateMention& mention : found) {
    const bool passing = mention.link == DateLink::at || mention.link == DateLink::until;
    if (passing && mention.until > observed_at) candidate.expires_at = mention.until;
  }
}

text::DateOptions dates_of(const ExtractRequest& request, Timestamp said_at) {
  return {.observed_at = said_at, .zone = request.zone, .week_start = request.week_start};
}

Candidate dated(Candidate candidate, const text::DateOptions& said) {
  resolve_dates(candidate, said);
  return candidate;
}

}  // namespace mnestic::extract
