#include "recall.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "access_log.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/text/words.h"
#include "ranking.h"
#include "read_scope.h"
#include "roster.h"
#include "selection.h"
#include "validate.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using model::Status;
using store::VersionNumber;

constexpr std::array<Status, 1> kActive = {Status::active};

// What a query means must be at least this share as close to it as what it means best.
constexpr double kMeantShareOfBest = 0.8;
// When it may mean more than were scored, so many times more are.
constexpr std::size_t kMeantStep = 25;

// Whether a word of the query stands in the quote alone.
bool is_meant_by_its_quote(const model::Memory& memory, const std::vector<std::string>& terms) {
  const auto of_content = text::index_terms(memory.content);
  const std::set<std::string> content(of_content.begin(), of_content.end());
  const auto of_quote = text::index_terms(memory.source.quote);
  const std::set<std::string> quote(of_quote.begin(), of_quote.end());
  return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
    return quote.contains(term) && !content.contains(term);
  });
}

bool contains(index::Allowed& allowed, VersionNumber number) {
  return (allowed.mask(number / store::kBlockSize) >> (number % store::kBlockSize) & 1U) != 0;
}

// What a recall looks at: of many memories out of columns that the process keeps, else by a pass
// over the headers.
struct Shown {
  std::shared_ptr<Roster> roster;
  std::unique_ptr<Surroundings> own;
  std::unique_ptr<Selection> selection;

  [[nodiscard]] Surroundings& around() const { return roster ? roster->around() : *own; }
};

Result<Shown> look(const Scope& scope, Rosters& rosters, const RecallRequest& request,
                   const PreparedQuery& query) {
  Shown shown;
  const bool now = !request.view.as_of && !request.view.known_at;
  if (now) {
    MNESTIC_TRY_ASSIGN(shown.roster, rosters.get(scope));
  }
  if (shown.roster != nullptr) {
    MNESTIC_TRY_ASSIGN(shown.selection, Selection::make(scope, request.filter, *shown.roster));
    return shown;
  }
  const auto times = query.times.empty() ? Surroundings::Times::dropped : Surroundings::Times::kept;
  shown.own = std::make_unique<Surroundings>(scope.counters, times);
  MNESTIC_TRY_ASSIGN(shown.selection, Selection::make(scope, request.filter, request.view, kActive,
                                                      shown.own.get()));
  return shown;
}

// The version of a memory that the view shows.
struct Asked {
  Stage stage = Stage::not_found;  // of none: why
  std::optional<VersionNumber> number;
};

Result<std::vector<Asked>> find_asked(const Scope& scope, const std::vector<model::MemoryId>& ids,
                                      Surroundings& around) {
  std::vector<Asked> out;
  for (const model::MemoryId& id : ids) {
    Asked& asked = out.emplace_back();
    MNESTIC_TRY_ASSIGN(const auto known, store::get_id(scope.txn, id));
    if (!known || known->user != scope.user || known->chain.empty()) continue;
    asked.stage = Stage::not_shown;
    // The past may show an older version.
    const auto shown = std::find_if(known->chain.rbegin(), known->chain.rend(),
                                    [&](VersionNumber n) { return contains(around, n); });
    if (shown != known->chain.rend()) asked.number = *shown;
  }
  return out;
}

// One recall's parts, for telling how far a memory got.
struct Search {
  const Scope& scope;
  const RecallRequest& request;
  Selection& selection;
  const Ranker& ranker;
  const std::vector<Ranked>& best;
};

Result<Explained> explain(const Search& search, const model::MemoryId& id, const Asked& asked) {
  Explained out{.id = id, .stage = asked.stage, .signals = {}};
  if (!asked.number) return out;
  const VersionNumber number = *asked.number;
  MNESTIC_TRY_ASSIGN(auto record, version_at(search.scope, number));
  Ranked ranked = search.ranker.rank(number, std::move(record));
  out.score = ranked.score;
  out.relevance = ranked.relevance;
  out.signals = std::move(ranked.signals);
  const bool is_best = std::any_of(search.best.begin(), search.best.end(),
                                   [&](const Ranked& found) { return found.number == number; });
  if (!contains(search.selection, number)) {
    out.stage = Stage::filtered;
  } else if (!search.ranker.has_evidence(number)) {
    out.stage = Stage::no_match;
  } else if (out.relevance < search.request.relevance_min) {
    out.stage = Stage::below_min_score;
  } else {
    out.stage = is_best ? Stage::returned : Stage::past_limit;
  }
  return out;
}

// Those that are at least that close, and among them at least those that are nearly as close as the
// best; best first.
Result<std::vector<index::Hit>> close_to(const Scope& scope, const PreparedQuery& query,
                                         double closeness_min, const Kept& kept) {
  MNESTIC_TRY_ASSIGN(const Shown shown, look(scope, kept.rosters, {}, query));
  std::vector<std::size_t> steps = {0};  // 0: all are scored
  if (scope.counters.next_number >= kept.many.few_scored_from) {
    steps = {kept.many.candidates_max, kept.many.candidates_max * kMeantStep, 0};
  }
  for (const std::size_t candidates_max : steps) {
    Ranker::Options options;
    if (candidates_max > 0) {
      options.few.emplace(Ranker::Few{*shown.selection, kept.graphs, {}, candidates_max});
    }
    MNESTIC_TRY_ASSIGN(const auto ranker, Ranker::make(scope, query, shown.around(), options));
    std::vector<index::Hit> hits;
    for (const VersionNumber number :
         candidates_max > 0 ? ranker.candidates() : shown.selection->numbers()) {
      const double closeness = ranker.closeness(number);
      if (closeness >= closeness_min) hits.push_back({number, closeness});
    }
    std::sort(hits.begin(), hits.end(), [](const index::Hit& a, const index::Hit& b) {
      return a.score != b.score ? a.score > b.score : a.number > b.number;
    });
    const double best = hits.empty() ? 0.0 : hits.front().score;
    const double least = std::max(closeness_min, kMeantShareOfBest * best);
    if (candidates_max == 0 || ranker.closeness_beyond() < least) return hits;
  }
  return std::vector<index::Hit>();
}

}  // namespace

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::not_found:
      return "not_found";
    case Stage::not_shown:
      return "not_shown";
    case Stage::filtered:
      return "filtered";
    case Stage::no_match:
      return "no_match";
    case Stage::below_min_score:
      return "below_min_score";
    case Stage::past_limit:
      return "past_limit";
    case Stage::returned:
      return "returned";
  }
  return "not_found";
}

Result<std::vector<VersionNumber>> clearly_meant(const Scope& scope, const PreparedQuery& query,
                                                 double closeness_min, const Kept& kept) {
  MNESTIC_TRY_ASSIGN(const auto hits, close_to(scope, query, closeness_min, kept));
  std::vector<VersionNumber> out;
  for (const index::Hit& hit : hits) {
    // Beside a memory that is meant nearly word for word, one that shares half of it is not meant.
    if (hit.score < kMeantShareOfBest * hits.front().score || out.size() == kItemsPerCallMax) break;
    MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, hit.number));
    if (!is_meant_by_its_quote(record.memory, query.terms)) out.push_back(hit.number);
  }
  return out;
}

Result<RecallResult> Engine::recall(const RecallRequest& request) {
  MNESTIC_TRY(validate_limit(request.limit_count));
  MNESTIC_TRY(validate(request.filter));
  if (request.query.size() > kContentBytesMax) {
    return invalid_argument("query has more than " + std::to_string(kContentBytesMax) +
                            " bytes; ask for one thing in a sentence.");
  }
  MNESTIC_TRY_ASSIGN(const auto query, prepare_query(parts_, request.query, Sought::answers));
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  RecallResult result;
  result.embedder_problem = query.problem;
  if (!read.scope) {
    for (const model::MemoryId& id : request.explain_ids)
      result.explained.push_back({.id = id, .stage = Stage::not_found, .signals = {}});
    return result;
  }
  const Scope& scope = *read.scope;
  MNESTIC_TRY_ASSIGN(const Shown shown, look(scope, *rosters_, request, query));
  result.searched = shown.selection->count();
  MNESTIC_TRY_ASSIGN(const auto asked, find_asked(scope, request.explain_ids, shown.around()));
  std::vector<VersionNumber> numbers;
  for (const Asked& one : asked) {
    if (one.number) numbers.push_back(*one.number);
  }
  Ranker::Options options{.weights = request.weights, .profile = request.profile};
  if (scope.counters.next_number >= parts_.many.few_scored_from) {
    options.few.emplace(
        Ranker::Few{*shown.selection, *graphs_, numbers, parts_.many.candidates_max});
  }
  MNESTIC_TRY_ASSIGN(const auto ranker, Ranker::make(scope, query, shown.around(), options));
  MNESTIC_TRY_ASSIGN(auto best, ranker.best(*shown.selection, request.limit_count,
                                            request.relevance_min.value_or(0.0)));
  if (request.explain) result.vector_search = ranker.vector_search();
  const Search search{scope, request, *shown.selection, ranker, best};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    MNESTIC_TRY_ASSIGN(auto explained, explain(search, request.explain_ids[i], asked[i]));
    result.explained.push_back(std::move(explained));
  }
  const bool now = !request.view.as_of && !request.view.known_at;
  for (Ranked& found : best) {
    Recalled recalled{.score = found.score, .relevance = found.relevance, .signals = {}};
    MNESTIC_TRY_ASSIGN(recalled.memory, to_memory(scope, found.record, request.view));
    if (request.explain) recalled.signals = std::move(found.signals);
    if (now) accesses_->add(request.user_id, found.number, scope.now);
    result.memories.push_back(std::move(recalled));
  }
  MNESTIC_TRY(recall_waiting(scope, request, result.memories));
  return result;
}

}  // namespace mnestic::memory
