// Counts, and with `audit` a look at what could be mended: doubles, contradictions, stale and
// suspicious memories.
#include <array>
#include <map>
#include <utility>

#include "eraser.h"
#include "mnestic/extract/guard.h"
#include "mnestic/memory/engine.h"
#include "read_scope.h"
#include "reconcile.h"
#include "reembed.h"
#include "selection.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using extract::Relation;
using model::Status;

using Counts = std::map<std::string, std::uint64_t>;

std::vector<std::pair<std::string, std::uint64_t>> as_list(const Counts& counts) {
  return {counts.begin(), counts.end()};
}

Result<void> count(const Scope& scope, StatsResult& result) {
  Counts kinds;
  Counts layers;
  Counts statuses;
  const std::uint64_t numbers = scope.counters.next_number;
  for (std::uint64_t block = 0; block * store::kBlockSize < numbers; ++block) {
    MNESTIC_TRY_ASSIGN(const auto headers, store::get_header_block(scope.txn, scope.user, block));
    for (std::uint64_t slot = 0; slot < headers.count(); ++slot) {
      const store::Header header = headers.at(slot);
      if (header.state == store::State::erased) continue;
      ++result.versions;
      const auto status = status_of(Standing{.state = header.state,
                                             .valid_from = header.valid_from,
                                             .valid_to = header.valid_to,
                                             .expires_at = header.expires_at},
                                    {}, scope.now);
      if (!status) continue;
      ++statuses[std::string(to_string(*status))];
      if (*status != Status::active || header.kind >= model::kinds().size()) continue;
      ++kinds[std::string(model::policy_of(static_cast<model::Kind>(header.kind)).name)];
      ++layers[std::string(to_string(header.layer))];
    }
  }
  result.by_kind = as_list(kinds);
  result.by_layer = as_list(layers);
  result.by_status = as_list(statuses);
  return {};
}

// Compares each memory with the older ones that it could be about the same thing as.
Result<void> compare(const Scope& scope, const store::VersionRecord& record,
                     store::VersionNumber number, StatsResult& result) {
  MNESTIC_TRY_ASSIGN(const auto found, neighbours(scope, record.memory.content));
  for (const Neighbour& neighbour : found) {
    if (neighbour.number >= number) continue;
    const auto judgement = extract::relate(neighbour.record.memory.content, record.memory.content,
                                           extract::Action::assert_fact);
    AuditPair pair{.first = neighbour.record.memory.id,
                   .second = record.memory.id,
                   .reason = judgement.reason};
    switch (judgement.relation) {
      case Relation::equal:
      case Relation::refines:
      case Relation::covered:
        result.duplicates.push_back(std::move(pair));
        break;
      case Relation::contradicts:
        result.contradictions.push_back(std::move(pair));
        break;
      case Relation::unrelated:
      case Relation::negates:
        break;
    }
  }
  return {};
}

Result<void> audit(const Scope& scope, StatsResult& result) {
  constexpr std::array<Status, 1> kActive = {Status::active};
  MNESTIC_TRY_ASSIGN(const auto selection, Selection::make(scope, {}, {}, kActive));
  const auto numbers = selection->numbers();
  std::size_t audited = 0;
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    if (audited++ >= kAuditedMax) {
      result.audit_truncated = true;
      break;
    }
    MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, *number));
    if (record.now().valid_to <= scope.now) result.stale.push_back(record.memory.id);
    if (extract::refusal_reason(record.memory.content))
      result.suspicious.push_back(record.memory.id);
    if (model::policy_of(record.memory.kind).reconciled) {
      MNESTIC_TRY(compare(scope, record, *number, result));
    }
  }
  return {};
}

}  // namespace

Result<StatsResult> Engine::stats(const StatsRequest& request) {
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  StatsResult result;
  result.embedder = std::string(parts_.embedder.name());
  result.extractor = std::string(parts_.extractor.name());
  result.model = parts_.extractor.usage();
  MNESTIC_TRY_ASSIGN(const auto info, parts_.store.info());
  result.store_bytes = info.size_bytes;
  if (!read.scope) return result;
  MNESTIC_TRY(count(*read.scope, result));
  MNESTIC_TRY_ASSIGN(const auto chats, shown_chats(*read.scope));
  result.chats = chats.numbers.size();
  result.messages = chats.messages;
  MNESTIC_TRY_ASSIGN(result.models, coverage_of(parts_, *read.scope));
  MNESTIC_TRY_ASSIGN(result.queue, queue_stats(*read.scope));
  if (result.queue.waiting > 0) {
    result.by_status.emplace_back(to_string(Status::pending), result.queue.waiting);
  }
  if (request.audit) MNESTIC_TRY(audit(*read.scope, result));
  return result;
}

}  // namespace mnestic::memory
