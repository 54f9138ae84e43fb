#include "query.h"

#include <chrono>
#include <utility>

#include "content_vectors.h"
#include "mnestic/text/dates.h"
#include "mnestic/text/words.h"

namespace mnestic::memory {
namespace {

// What happened is told for some days after.
constexpr std::chrono::days kToldWithin{3};

TimeRange range_of(const text::DateMention& mention) {
  switch (mention.link) {
    case text::DateLink::since:
      return {mention.from, kForever};
    case text::DateLink::after:
      return {mention.until, kForever};
    case text::DateLink::until:
    case text::DateLink::by:
      return {kBeginning, mention.until};
    case text::DateLink::at:
      break;
  }
  return {mention.from, mention.until + kToldWithin};
}

// "On Friday" may be the last one or the next: both.
std::vector<TimeRange> times_in(std::string_view query, const EngineParts& parts) {
  std::vector<TimeRange> ranges;
  for (const bool past : {true, false}) {
    const auto mentions = text::find_dates(query, {.observed_at = parts.clock.now(),
                                                   .zone = parts.zone,
                                                   .past = past,
                                                   .week_start = parts.week_start});
    for (const text::DateMention& mention : mentions) ranges.push_back(range_of(mention));
  }
  return ranges;
}

}  // namespace

std::string subject_tag(std::string_view subject) {
  // Callers' tags hold no control characters.
  return std::string("\x01") + "about:" + std::string(subject);
}

Result<PreparedQuery> prepare_query(const EngineParts& parts, std::string_view query,
                                    Sought sought) {
  PreparedQuery out;
  for (text::QueryTerm& term : text::query_terms(query)) {
    out.terms.push_back(std::move(term.term));
    out.term_weights.push_back(term.weight);
  }
  const auto add = [&](const embed::Embedder& embedder) -> Result<void> {
    MNESTIC_TRY_ASSIGN(auto vector, sought == Sought::answers ? embedder.embed_question(query)
                                                              : embed_alike(embedder, query));
    out.vectors.push_back({.vector = std::move(vector),
                           .model = embedder.name(),
                           .weight = embedder.weight(),
                           .certainty = embedder.certainty()});
    return {};
  };
  if (auto added = add(parts.embedder); !added) out.problem = std::move(added).error().message;
  for (const embed::Embedder* earlier : parts.earlier) {
    // One that fails is one that is not there.
    (void)add(*earlier);
  }
  for (const std::string& name : text::named_in(query)) out.subjects.push_back(subject_tag(name));
  out.times = times_in(query, parts);
  return out;
}

}  // namespace mnestic::memory
