#include "reconcile.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "embedding.h"
#include "mnestic/store/tables.h"
#include "mnestic/text/words.h"
#include "selection.h"

namespace mnestic::memory {
namespace {

using extract::Action;
using extract::Relation;
using model::Memory;
using store::State;
using store::VersionNumber;

// Versions with shared words that are looked at, past ones among them: newer ones come first.
// Nearly always the first few are enough, which are found sooner.
constexpr std::size_t kFirstWordHits = 2 * kNeighboursMax;
constexpr std::size_t kWordHitsMax = 256;

// Whether a new statement may be compared with a version.
bool is_comparable(const store::Header& header, State state, Timestamp now) {
  if (header.kind >= model::kinds().size()) return false;  // of a newer program
  return header.state == state && header.expires_at > now &&
         model::policy_of(static_cast<model::Kind>(header.kind)).reconciled;
}

// Reconciled versions in one state that share the content's hash, slot or words, best first.
Result<std::vector<Neighbour>> neighbours_in(const Scope& scope, std::string_view content,
                                             std::string_view more, State state) {
  std::vector<VersionNumber> numbers;
  const auto add = [&](VersionNumber number) -> Result<void> {
    if (numbers.size() >= kNeighboursMax) return {};
    if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) return {};
    MNESTIC_TRY_ASSIGN(const auto header, store::get_header(scope.txn, scope.user, number));
    if (is_comparable(header, state, scope.now)) numbers.push_back(number);
    return {};
  };
  MNESTIC_TRY_ASSIGN(const auto same, store::find_by_hash(scope.txn, scope.hasher, scope.user,
                                                          content, kNeighboursMax));
  for (const VersionNumber number : same) MNESTIC_TRY(add(number));
  if (const auto slot = extract::single_valued_slot(content)) {
    const std::vector<std::string> tag = {slot_tag(*slot)};
    MNESTIC_TRY_ASSIGN(const auto filled,
                       index::find_tagged(scope.txn, scope.hasher, scope.user, tag));
    for (auto number = filled.rbegin(); number != filled.rend(); ++number)
      MNESTIC_TRY(add(*number));
  }
  // Nearly every statement begins with "User": the word tells nothing apart.
  std::vector<std::string> terms =
      text::index_terms(std::string(content) + ' ' + std::string(more));
  std::erase(terms, "user");
  // Filtered afterwards: the headers of some hits are cheaper than those of all matches.
  Everything everything;
  MNESTIC_TRY_ASSIGN(
      auto search,
      index::WordSearch::open(scope.txn, scope.hasher,
                              {.user = scope.user, .terms = terms, .counters = scope.counters}));
  for (const std::size_t limit : {kFirstWordHits, kWordHitsMax}) {
    MNESTIC_TRY_ASSIGN(const auto hits, search.best(limit, everything));
    for (const index::Hit& hit : hits) MNESTIC_TRY(add(hit.number));
    if (hits.size() < limit || numbers.size() >= kNeighboursMax) break;
  }
  std::vector<Neighbour> out;
  for (const VersionNumber number : numbers) {
    MNESTIC_TRY_ASSIGN(auto record, store::get_version(scope.txn, scope.user, number));
    if (record) out.push_back({.number = number, .record = std::move(*record)});
  }
  return out;
}

Result<void> add_new(ChangeWriter& writer, Draft& draft, RememberResult& result) {
  Memory& memory = draft.memory;
  if (memory.id == model::MemoryId{}) {
    memory.id = model::MemoryId::make(writer.at(), writer.parts().random);
  }
  const State state =
      memory.status == model::Status::superseded ? State::superseded : State::active;
  MNESTIC_TRY_ASSIGN(const VersionNumber number,
                     writer.create({.memory = memory, .vector = draft.vector, .state = state}));
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(const auto record, store::get_version(scope.txn, scope.user, number));
  MNESTIC_TRY_ASSIGN(Memory stored, to_memory(scope, *record, {}));
  result.added.push_back(std::move(stored));
  return {};
}

Result<Memory> memory_at(const ChangeWriter& writer, VersionNumber number) {
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(const auto record, store::get_version(scope.txn, scope.user, number));
  if (!record) return data_loss("A version named in the store is missing; run `mnestic doctor`.");
  return to_memory(scope, *record, {});
}

Result<void> keep_known(ChangeWriter& writer, const Neighbour& known, const Memory& said,
                        RememberResult& result) {
  MNESTIC_TRY(writer.confirm(known.number, said));
  MNESTIC_TRY_ASSIGN(Memory memory, memory_at(writer, known.number));
  const auto same = [&](const Memory& other) { return other.id == memory.id; };
  // A fact given twice in one call is one addition, not also an unchanged memory.
  if (std::none_of(result.added.begin(), result.added.end(), same) &&
      std::none_of(result.unchanged.begin(), result.unchanged.end(), same)) {
    result.unchanged.push_back(std::move(memory));
  }
  return {};
}

// The same memory, said with more detail: a new version under its id.
Result<void> refine(ChangeWriter& writer, const Neighbour& known, Draft& draft,
                    RememberResult& result) {
  MNESTIC_TRY_ASSIGN(Memory previous, memory_at(writer, known.number));
  Memory memory = previous;
  memory.content = draft.memory.content;
  memory.source = draft.memory.source;
  memory.observed_at = std::max(memory.observed_at, draft.memory.observed_at);
  memory.confidence = std::max(memory.confidence, draft.memory.confidence);
  memory.importance = std::max(memory.importance, draft.memory.importance);
  for (auto& [name, value] : draft.memory.data) memory.data.insert_or_assign(name, value);
  for (auto& [name, value] : draft.memory.metadata) memory.metadata.insert_or_assign(name, value);
  memory.tags.insert(memory.tags.end(), draft.memory.tags.begin(), draft.memory.tags.end());
  std::sort(memory.tags.begin(), memory.tags.end());
  memory.tags.erase(std::unique(memory.tags.begin(), memory.tags.end()), memory.tags.end());
  if (memory.tags.size() > kTagsMax) memory.tags.resize(kTagsMax);
  // What was so is still so: the detail was true from the beginning, the shorter wording ends where
  // it began.
  MNESTIC_TRY(writer.set_state(known.number, State::replaced, previous.valid_from, std::nullopt));
  MNESTIC_TRY_ASSIGN(const VersionNumber number,
                     writer.create({.memory = std::move(memory), .vector = draft.vector}));
  MNESTIC_TRY_ASSIGN(Memory stored, memory_at(writer, number));
  result.updated.push_back({.memory = std::move(stored), .previous = std::move(previous)});
  return {};
}

// What the draft does to the memories it was compared with.
struct Plan {
  const Neighbour* known = nullptr;      // says the same already
  const Neighbour* refined = nullptr;    // is said with more detail now
  std::vector<const Neighbour*> ended;   // no longer so
  std::vector<Reason> reasons;           // of all of these
  std::vector<model::MemoryId> doubted;  // disagrees, but the draft is not sure enough
  const Neighbour* newer = nullptr;      // was said later and disagrees: the draft came too late
};

Plan plan_for(const std::vector<Neighbour>& found, const Draft& draft) {
  Plan plan;
  const extract::Statement fresh(draft.memory.content);
  for (const Neighbour& neighbour : found) {
    const Memory& stored = neighbour.record.memory;
    auto judgement = extract::relate(extract::Statement(stored.content), fresh, draft.action);
    Relation& relation = judgement.relation;
    // Words that do not show it: who read them says which memory is meant.
    const bool named = draft.touches == stored.id;
    if (named && (relation == Relation::unrelated || !draft.touch_reason.empty())) {
      const bool same = stored.content == draft.memory.content;
      relation = draft.action == Action::retract ? Relation::negates
                 : same                          ? Relation::equal
                                                 : Relation::contradicts;
      judgement.reason = draft.touch_reason;
    }
    // A retraction of one memory that was named says nothing of those like it.
    if (draft.touches && !named && draft.action == Action::retract) continue;
    // "I think I live in Cork by now" does not end what was said firmly: both are kept.
    const bool unsure = draft.memory.origin == model::Origin::implicit_inferred &&
                        draft.memory.confidence < stored.confidence;
    if (unsure && (relation == Relation::contradicts || relation == Relation::negates)) {
      plan.reasons.push_back({stored.id, "not sure enough to end it"});
      plan.doubted.push_back(stored.id);
      continue;
    }
    switch (relation) {
      case Relation::unrelated:
        continue;
      case Relation::equal:
      case Relation::covered:
        if (plan.known == nullptr) plan.known = &neighbour;
        break;
      case Relation::refines:
        if (plan.refined == nullptr) plan.refined = &neighbour;
        break;
      case Relation::contradicts:
        if (stored.observed_at > draft.memory.observed_at) {
          plan.newer = &neighbour;
        } else {
          plan.ended.push_back(&neighbour);
        }
        break;
      case Relation::negates:
        if (stored.observed_at <= draft.memory.observed_at) plan.ended.push_back(&neighbour);
        break;
    }
    plan.reasons.push_back({stored.id, judgement.reason});
  }
  return plan;
}

Result<void> retract(ChangeWriter& writer, const Plan& plan, const Draft& draft,
                     RememberResult& result) {
  for (const Neighbour* ended : plan.ended) {
    const Timestamp valid_to = std::max(ended->record.memory.valid_from, draft.memory.observed_at);
    MNESTIC_TRY(writer.set_state(ended->number, State::forgotten, valid_to, std::nullopt));
    MNESTIC_TRY_ASSIGN(Memory memory, memory_at(writer, ended->number));
    result.removed.push_back(std::move(memory));
  }
  return {};
}

// What is already known was said again: what disagrees with it has ended.
Result<void> end_contradicted(ChangeWriter& writer, const Plan& plan, const Draft& draft,
                              RememberResult& result) {
  for (const Neighbour* ended : plan.ended) {
    const Timestamp valid_to = std::max(ended->record.memory.valid_from, draft.memory.observed_at);
    MNESTIC_TRY(
        writer.set_state(ended->number, State::superseded, valid_to, plan.known->record.memory.id));
    MNESTIC_TRY_ASSIGN(Memory memory, memory_at(writer, ended->number));
    result.removed.push_back(std::move(memory));
  }
  return {};
}

// A statement that was observed before what contradicts it: kept as the past it is, between what
// was so before and after it.
Result<void> add_too_late(ChangeWriter& writer, const Plan& plan, Draft& draft,
                          RememberResult& result) {
  Memory& memory = draft.memory;
  memory.id = model::MemoryId::make(writer.at(), writer.parts().random);
  memory.status = model::Status::superseded;
  memory.superseded_by = plan.newer->record.memory.id;
  Timestamp end = plan.newer->record.memory.valid_from;
  const extract::Statement fresh(memory.content);
  MNESTIC_TRY_ASSIGN(const auto past,
                     neighbours_in(writer.scope(), memory.content, {}, State::superseded));
  for (const Neighbour& each : past) {
    const extract::Statement stored(each.record.memory.content);
    const auto relation = extract::relate(stored, fresh, draft.action).relation;
    if (relation != Relation::contradicts) continue;
    if (each.record.memory.valid_from > memory.valid_from) {
      end = std::min(end, each.record.memory.valid_from);
    } else if (each.record.now().valid_to > memory.valid_from) {
      MNESTIC_TRY(writer.set_state(each.number, State::superseded, memory.valid_from, memory.id));
    }
  }
  memory.valid_to = std::max(memory.valid_from, std::min(memory.valid_to, end));
  return add_new(writer, draft, result);
}

Result<void> supersede(ChangeWriter& writer, const Plan& plan, Draft& draft,
                       RememberResult& result) {
  draft.memory.id = model::MemoryId::make(writer.at(), writer.parts().random);
  std::vector<Memory> previous;
  for (const Neighbour* ended : plan.ended) {
    MNESTIC_TRY_ASSIGN(Memory before, memory_at(writer, ended->number));
    draft.memory.supersedes.push_back(before.id);
    // What mattered before still does, whatever is so of it now.
    draft.memory.importance = std::max(draft.memory.importance, before.importance);
    const Timestamp valid_to = std::max(before.valid_from, draft.memory.observed_at);
    MNESTIC_TRY(writer.set_state(ended->number, State::superseded, valid_to, draft.memory.id));
    previous.push_back(std::move(before));
  }
  RememberResult inner;
  MNESTIC_TRY(add_new(writer, draft, inner));
  for (Memory& before : previous) {
    result.updated.push_back({.memory = inner.added.front(), .previous = std::move(before)});
  }
  return {};
}

// What was wrong was never so, hence a new version with the old validity.
Result<void> mend(ChangeWriter& writer, const Neighbour& wrong, std::string_view correction,
                  Draft& draft, RememberResult& result) {
  const Memory& stored = wrong.record.memory;
  extract::Candidate right;
  right.kind = stored.kind;
  right.content = extract::corrected(stored.content, correction).value_or(stored.content);
  right = extract::dated(std::move(right), {.observed_at = draft.memory.observed_at,
                                            .zone = writer.parts().zone,
                                            .week_start = writer.parts().week_start});
  result.reasons.push_back({stored.id, "corrects it"});
  draft.memory.content = right.content;
  draft.memory.data = std::move(right.data);
  draft.vector = embed_at_once(writer.parts(), right.content);
  return refine(writer, wrong, draft, result);
}

// The one stored statement that holds what was wrong; nothing when several might be meant.
const Neighbour* to_mend(const std::vector<Neighbour>& found, const Draft& draft) {
  const Neighbour* wrong = nullptr;
  const extract::Statement fresh(draft.memory.content);
  for (const Neighbour& neighbour : found) {
    const std::string& stored = neighbour.record.memory.content;
    if (!extract::corrected(stored, draft.mends)) continue;
    if (!extract::may_put_right(extract::Statement(stored), fresh)) continue;
    if (wrong != nullptr) return nullptr;
    wrong = &neighbour;
  }
  return wrong;
}

Result<void> correct(ChangeWriter& writer, const std::vector<Neighbour>& found, Draft& draft,
                     RememberResult& result) {
  const std::string correction = draft.memory.content;
  const Neighbour* wrong = nullptr;
  for (const Neighbour& neighbour : found) {
    const std::string& stored = neighbour.record.memory.content;
    if (!extract::corrected(stored, correction)) continue;
    // "29, not 28" is an age sooner than a count of something.
    const auto slot = extract::single_valued_slot(stored);
    const bool counts = slot && slot->starts_with("number of ");
    if (wrong == nullptr || (slot && !counts)) wrong = &neighbour;
    if (slot && !counts) break;
  }
  if (wrong != nullptr) return mend(writer, *wrong, correction, draft, result);
  result.rejected.push_back({draft.memory.content, "corrects something that is not stored"});
  return {};
}

}  // namespace

Result<std::vector<Neighbour>> neighbours(const Scope& scope, std::string_view content,
                                          std::string_view more) {
  return neighbours_in(scope, content, more, State::active);
}

namespace {

// Puts the memory that the draft is said to touch among those it is compared with.
Result<void> add_touched(const Scope& scope, const Draft& draft, std::vector<Neighbour>& found) {
  if (!draft.touches) return {};
  MNESTIC_TRY_ASSIGN(const auto id, store::get_id(scope.txn, *draft.touches));
  if (!id || id->user != scope.user || id->chain.empty()) return {};
  const VersionNumber number = id->current;
  const bool there = std::any_of(found.begin(), found.end(),
                                 [&](const Neighbour& each) { return each.number == number; });
  MNESTIC_TRY_ASSIGN(const auto header, store::get_header(scope.txn, scope.user, number));
  if (there || !is_comparable(header, State::active, scope.now)) return {};
  MNESTIC_TRY_ASSIGN(auto record, store::get_version(scope.txn, scope.user, number));
  if (record) found.push_back({.number = number, .record = std::move(*record)});
  return {};
}

}  // namespace

Result<void> reconcile(ChangeWriter& writer, Draft draft, RememberResult& result) {
  if (!model::policy_of(draft.memory.kind).reconciled) return add_new(writer, draft, result);
  const std::string more = draft.mends + extract::search_words(draft.memory.content, draft.action);
  MNESTIC_TRY_ASSIGN(auto found, neighbours(writer.scope(), draft.memory.content, more));
  MNESTIC_TRY(add_touched(writer.scope(), draft, found));
  if (draft.elliptic) return correct(writer, found, draft, result);
  if (draft.rewrites) {
    const auto touched = std::find_if(found.begin(), found.end(), [&](const Neighbour& each) {
      return each.record.memory.id == draft.touches;
    });
    // Gone meanwhile: what was to be put right is a statement of its own then.
    if (touched != found.end()) {
      result.reasons.push_back({*draft.touches, draft.touch_reason});
      return refine(writer, *touched, draft, result);
    }
  }
  Plan plan = plan_for(found, draft);
  // What covers the draft or is refined by it stands for all that would.
  const auto idle = [&](const Reason& reason) {
    const auto is = [&](const Neighbour* one) {
      return one != nullptr && one->record.memory.id == reason.id;
    };
    const auto& doubted = plan.doubted;
    return !is(plan.known) && !is(plan.newer) &&
           std::find(doubted.begin(), doubted.end(), reason.id) == doubted.end() &&
           !is(plan.known == nullptr ? plan.refined : nullptr) &&
           std::none_of(plan.ended.begin(), plan.ended.end(), is);
  };
  std::erase_if(plan.reasons, idle);
  std::move(plan.reasons.begin(), plan.reasons.end(), std::back_inserter(result.reasons));
  if (draft.action == Action::retract) return retract(writer, plan, draft, result);
  if (plan.known != nullptr) {
    MNESTIC_TRY(end_contradicted(writer, plan, draft, result));
    return keep_known(writer, *plan.known, draft.memory, result);
  }
  if (plan.newer != nullptr) return add_too_late(writer, plan, draft, result);
  if (!plan.ended.empty()) return supersede(writer, plan, draft, result);
  if (plan.refined != nullptr) return refine(writer, *plan.refined, draft, result);
  if (const Neighbour* wrong = draft.mends.empty() ? nullptr : to_mend(found, draft)) {
    return mend(writer, *wrong, draft.mends, draft, result);
  }
  return add_new(writer, draft, result);
}

}  // namespace mnestic::memory
