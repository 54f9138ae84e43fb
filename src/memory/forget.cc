#include <algorithm>
#include <utility>

#include "eraser.h"
#include "mnestic/memory/engine.h"
#include "mnestic/text/words.h"
#include "read_scope.h"
#include "recall.h"
#include "reconcile.h"
#include "selection.h"
#include "validate.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using model::Status;
using store::State;
using store::VersionNumber;

constexpr std::array<Status, 5> kAnyStatus = {Status::active, Status::superseded, Status::forgotten,
                                              Status::expired, Status::pending};
// What hiding changes anything about.
constexpr std::array<Status, 4> kNotHidden = {Status::active, Status::superseded, Status::expired,
                                              Status::pending};

// What goes, chosen inside the write transaction so that it is the newest state.
using Chosen = std::vector<VersionNumber>;

Result<Chosen> by_ids(const Scope& scope, const std::vector<model::MemoryId>& ids) {
  Chosen out;
  for (const model::MemoryId& id : ids) {
    MNESTIC_TRY_ASSIGN(const auto record, find_id(scope, id));
    if (std::find(out.begin(), out.end(), record.current) == out.end())
      out.push_back(record.current);
  }
  return out;
}

// "I don't use Magnet anymore", "Forget that I use Magnet", "User uses Magnet": what the statement
// takes back.
Result<Chosen> by_statement(const Scope& scope, const std::vector<std::string>& statements) {
  Chosen out;
  for (const std::string& statement : statements) {
    MNESTIC_TRY_ASSIGN(const auto found, neighbours(scope, statement));
    for (const Neighbour& neighbour : found) {
      const auto judgement =
          extract::relate(neighbour.record.memory.content, statement, extract::Action::retract);
      if (judgement.relation != extract::Relation::negates) continue;
      if (std::find(out.begin(), out.end(), neighbour.number) == out.end()) {
        out.push_back(neighbour.number);
      }
    }
  }
  return out;
}

Result<Chosen> by_filter(const Scope& scope, const Filter& filter,
                         std::span<const Status> statuses) {
  MNESTIC_TRY_ASSIGN(const auto selection, Selection::make(scope, filter, {}, statuses));
  return selection->numbers();
}

// What a statement, as said, is about in stored wording. In the third person it is that already.
Result<std::vector<std::string>> stored_wordings(const EngineParts& parts,
                                                 const extract::Extractor& rules,
                                                 const std::string& statement,
                                                 Timestamp observed_at) {
  const std::string folded = text::fold(statement);
  if (folded.starts_with("user") || folded.starts_with("the user")) return std::vector{statement};
  MNESTIC_TRY_ASSIGN(const auto extraction,
                     rules.extract({.messages = {{.role = "user", .content = statement, .at = {}}},
                                    .observed_at = observed_at,
                                    .zone = parts.zone,
                                    .week_start = parts.week_start}));
  std::vector<std::string> out;
  for (const auto& candidate : extraction.candidates) out.push_back(candidate.content);
  if (out.empty()) out.push_back(statement);
  return out;
}

Result<Chosen> choose(const Scope& scope, const ForgetRequest& request,
                      const std::vector<std::string>& statements, const PreparedQuery& query,
                      const Kept& kept) {
  constexpr std::array<Status, 1> kActive = {Status::active};
  if (request.statement) return by_statement(scope, statements);
  if (request.query) {
    return clearly_meant(scope, query, request.closeness_min.value_or(kForgetClosenessMin), kept);
  }
  if (request.filter) return by_filter(scope, *request.filter, kActive);
  if (request.all && request.mode == ForgetMode::hide) return by_filter(scope, {}, kNotHidden);
  if (request.all) return by_filter(scope, {}, kAnyStatus);
  return by_ids(scope, request.ids);
}

// The waiting texts that a request means. Those named by id are taken out of `request.ids`.
Result<std::vector<Waiting>> choose_waiting(const Scope& scope, ForgetRequest& request) {
  if (request.statement) return std::vector<Waiting>();
  MNESTIC_TRY_ASSIGN(auto waiting, waiting_texts(scope, request.filter.value_or(Filter{}), View{}));
  if (request.query) {
    const double closeness_min = request.closeness_min.value_or(kForgetClosenessMin);
    std::erase_if(waiting, [&](const Waiting& each) {
      return waiting_score(*request.query, each.second) < closeness_min;
    });
  }
  if (request.ids.empty()) return waiting;
  const std::vector<model::MemoryId> ids = request.ids;
  std::erase_if(waiting, [&](const Waiting& each) {
    return std::find(ids.begin(), ids.end(), each.second.id) == ids.end();
  });
  std::erase_if(request.ids, [&](const model::MemoryId& id) {
    return std::any_of(waiting.begin(), waiting.end(),
                       [&](const Waiting& each) { return each.second.id == id; });
  });
  return waiting;
}

Result<void> hide(ChangeWriter& writer, const Chosen& chosen, Timestamp observed_at) {
  for (const VersionNumber number : chosen) {
    MNESTIC_TRY_ASSIGN(const auto record, version_at(writer.scope(), number));
    if (record.now().state == State::forgotten) continue;
    // What had ended before ends no later for being forgotten.
    const Timestamp valid_to =
        std::min(record.now().valid_to, std::max(record.memory.valid_from, observed_at));
    MNESTIC_TRY(writer.set_state(number, State::forgotten, valid_to, record.now().superseded_by));
  }
  return {};
}

}  // namespace

Result<ForgetResult> Engine::forget(const ForgetRequest& given) {
  MNESTIC_TRY(validate(given));
  ForgetRequest request = given;
  const bool erasing = request.mode == ForgetMode::erase;
  std::vector<std::string> statements;
  PreparedQuery query;
  if (request.statement) {
    const Timestamp said_at = request.observed_at.value_or(parts_.clock.now());
    MNESTIC_TRY_ASSIGN(statements, stored_wordings(parts_, *rules_, *request.statement, said_at));
  }
  if (request.query) {
    MNESTIC_TRY_ASSIGN(query, prepare_query(parts_, *request.query, Sought::the_same));
  }

  MNESTIC_TRY_ASSIGN(const auto writer, ChangeWriter::begin(parts_, *accesses_, request.user_id,
                                                            erasing ? store::ChangeAction::erase
                                                                    : store::ChangeAction::forget));
  const Scope scope = writer->scope();
  MNESTIC_TRY_ASSIGN(const auto waiting, choose_waiting(scope, request));
  const Kept kept{.many = parts_.many, .rosters = *rosters_, .graphs = *graphs_};
  MNESTIC_TRY_ASSIGN(const Chosen chosen, choose(scope, request, statements, query, kept));

  ForgetResult result;
  result.mode = request.mode;
  std::vector<model::MemoryId> ids;
  for (const VersionNumber number : chosen) {
    MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, number));
    MNESTIC_TRY_ASSIGN(auto memory, to_memory(scope, record, {}));
    ids.push_back(memory.id);
    result.forgotten.push_back(std::move(memory));
  }
  ShownChats chats;
  if (request.all) {
    MNESTIC_TRY_ASSIGN(chats, shown_chats(scope));
    result.messages = chats.messages;
  }
  for (const Waiting& each : waiting) result.forgotten.push_back(as_memory(each.second));
  const bool many = given.ids.empty() && result.forgotten.size() > kForgetUnconfirmedMax;
  result.needs_confirmation = !request.confirm && (request.all || many) && !request.dry_run;
  if (request.dry_run || result.needs_confirmation) return result;
  if (!erasing) {
    MNESTIC_TRY(hide(*writer, chosen, request.observed_at.value_or(writer->at())));
    for (const store::ChatNumber chat : chats.numbers) MNESTIC_TRY(hide_chat(*writer, chat));
    for (const Waiting& each : waiting) MNESTIC_TRY(withdraw(*writer, each));
  } else if (request.all) {
    MNESTIC_TRY(erase_everything(*writer));
  } else if (!ids.empty() || !waiting.empty()) {
    for (const Waiting& each : waiting) MNESTIC_TRY(writer->dequeue(each.first, true));
    MNESTIC_TRY_ASSIGN(result.messages, erase_memories(*writer, ids));
  }
  if (writer->empty()) return result;
  result.change = writer->id();
  MNESTIC_TRY(writer->commit());
  if (erasing) result.scrub_pending = !scrub(parts_.store, *graphs_, scope.user);
  return result;
}

}  // namespace mnestic::memory
