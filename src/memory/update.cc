#include <utility>

#include "change_writer.h"
#include "embedding.h"
#include "fields.h"
#include "mnestic/extract/guard.h"
#include "mnestic/memory/engine.h"
#include "read_scope.h"
#include "validate.h"

namespace mnestic::memory {
namespace {

bool is_empty(const Fields& fields) {
  return !fields.content && !fields.kind && !fields.layer && !fields.origin && !fields.confidence &&
         !fields.importance && !fields.data && !fields.tags && !fields.metadata && !fields.source &&
         !fields.observed_at && !fields.valid_from && !fields.valid_to && !fields.expires_at;
}

// `memory` with the given fields laid over it. What is new holds from when it was said.
model::Memory updated(model::Memory memory, const Fields& fields, Timestamp observed_at) {
  memory.observed_at = observed_at;
  memory.valid_from = observed_at;
  lay_over(memory, fields);
  return memory;
}

}  // namespace

Result<UpdateResult> Engine::update(const UpdateRequest& request) {
  MNESTIC_TRY(validate_user_id(request.user_id));
  MNESTIC_TRY(validate(request.fields, ""));
  if (is_empty(request.fields)) {
    return invalid_argument(
        "Nothing to update: give at least one field besides id, such as content.");
  }
  if (request.fields.content) {
    if (const auto reason = extract::refusal_reason(*request.fields.content)) {
      return invalid_argument("content was refused: " + *reason + ". Nothing was stored.");
    }
  }
  std::string content = request.fields.content.value_or("");
  if (!request.fields.content) {
    MNESTIC_TRY_ASSIGN(const auto known, get({.user_id = request.user_id, .id = request.id}));
    content = known.memory.content;
  }
  Embedded embedded = embed_contents(parts_, std::span(&content, 1));
  MNESTIC_TRY_ASSIGN(const auto writer, ChangeWriter::begin(parts_, *accesses_, request.user_id,
                                                            store::ChangeAction::update));
  MNESTIC_TRY_ASSIGN(const auto id, find_id(writer->scope(), request.id));
  MNESTIC_TRY_ASSIGN(const auto record, version_at(writer->scope(), id.current));
  if (record.now().state == store::State::retracted) return no_such_memory(request.id);
  if (record.now().state != store::State::active) {
    return failed_precondition("Memory " + request.id.to_string() +
                               " is no longer active and cannot be updated; undo what ended it, or "
                               "remember the new statement.");
  }
  UpdateResult result;
  MNESTIC_TRY_ASSIGN(result.previous, to_memory(writer->scope(), record, {}));
  // Changed in between: re-embedding sees to it.
  if (!request.fields.content && result.previous.content != content) {
    embedded.vectors.front().clear();
  }
  const Timestamp observed_at = request.fields.observed_at.value_or(writer->at());
  const Timestamp ended_at = std::max(result.previous.valid_from, observed_at);
  MNESTIC_TRY(writer->set_state(id.current, store::State::replaced, ended_at, std::nullopt));
  MNESTIC_TRY_ASSIGN(
      const auto number,
      writer->create({.memory = updated(result.previous, request.fields, observed_at),
                      .vector = std::move(embedded.vectors.front()),
                      .source_change = record.source_change}));
  MNESTIC_TRY_ASSIGN(const auto fresh, version_at(writer->scope(), number));
  MNESTIC_TRY_ASSIGN(result.memory, to_memory(writer->scope(), fresh, {}));
  result.change = writer->id();
  MNESTIC_TRY(writer->commit());
  return result;
}

}  // namespace mnestic::memory
