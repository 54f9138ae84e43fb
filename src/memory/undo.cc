// Undo and redo: a change that takes another one back by giving every version it touched the state
// that it had before. The change stands only as long as nothing later touched the same versions.
#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "change_writer.h"
#include "mnestic/memory/engine.h"
#include "read_scope.h"
#include "validate.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using store::ChangeAction;
using store::ChangeRecord;
using store::State;
using store::VersionNumber;

constexpr const char* kWindow = "changes can be undone for 400 days.";
static_assert(kUndoKept == std::chrono::days(400));

struct Numbered {
  std::uint64_t sequence = 0;
  ChangeRecord record;
};

bool is_taking_back(ChangeAction action) {
  return action == ChangeAction::undo || action == ChangeAction::redo;
}

Result<Numbered> change_at(const Scope& scope, std::uint64_t sequence) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_change(scope.txn, sequence));
  if (!record || record->user != scope.user) {
    return not_found("No change " + model::ChangeId{sequence}.to_string() +
                     " of this user that can still be undone; " + kWindow);
  }
  return Numbered{sequence, std::move(*record)};
}

// The newest change of the user that `wanted` accepts.
template <typename Wanted>
Result<std::optional<Numbered>> newest(const Scope& scope, const Wanted& wanted) {
  MNESTIC_TRY_ASSIGN(auto sequence, store::change_before(scope.txn, scope.user, 0));
  while (sequence) {
    MNESTIC_TRY_ASSIGN(auto change, change_at(scope, *sequence));
    if (wanted(change.record)) return std::optional(std::move(change));
    MNESTIC_TRY_ASSIGN(sequence, store::change_before(scope.txn, scope.user, *sequence));
  }
  return std::optional<Numbered>();
}

// Its texts waited, and were read later by changes of their own.
bool is_empty(const ChangeRecord& change) {
  return change.action != ChangeAction::erase && change.entries.empty() &&
         change.messages.empty() && change.queued == 0;
}

bool can_be_undone(const ChangeRecord& change) {
  return !is_taking_back(change.action) && change.undone_by == 0 && !is_empty(change);
}

// The newest change that touched the memory and can be undone.
Result<Numbered> last_of_memory(const Scope& scope, const model::MemoryId& memory) {
  MNESTIC_TRY_ASSIGN(const auto id, find_id(scope, memory));
  std::optional<Numbered> last;
  for (const VersionNumber number : id.chain) {
    MNESTIC_TRY_ASSIGN(const auto version, version_at(scope, number));
    for (const store::Span& span : version.spans) {
      if (last && span.change <= last->sequence) continue;
      MNESTIC_TRY_ASSIGN(auto record, store::get_change(scope.txn, span.change));
      if (record && can_be_undone(*record)) last = Numbered{span.change, std::move(*record)};
    }
  }
  if (last) return std::move(*last);
  return failed_precondition("Nothing is left to undo for memory " + memory.to_string() + "; " +
                             kWindow);
}

Result<Numbered> target_of(const Scope& scope, const UndoRequest& request) {
  if (request.change) {
    MNESTIC_TRY_ASSIGN(auto change, change_at(scope, request.change->sequence));
    const std::string name = request.change->to_string();
    if (!request.redo && change.record.action == ChangeAction::undo) {
      return failed_precondition("Change " + name + " is itself an undo; call with redo: true.");
    }
    if (!request.redo && change.record.undone_by != 0) {
      return failed_precondition("Change " + name +
                                 " is already undone; redo: true brings it back.");
    }
    if (!request.redo && is_empty(change.record)) {
      return failed_precondition("What change " + name +
                                 " said was read later, by a change of its own; undo that one.");
    }
    if (!request.redo) return change;
    // Redo takes either the undo or the change that was undone.
    if (change.record.action != ChangeAction::undo && change.record.undone_by != 0) {
      MNESTIC_TRY_ASSIGN(change, change_at(scope, change.record.undone_by));
    }
    if (change.record.action == ChangeAction::undo && change.record.undone_by == 0) return change;
    return failed_precondition("Change " + name + " is not undone, so there is nothing to redo.");
  }
  if (request.redo) {
    MNESTIC_TRY_ASSIGN(auto last, newest(scope, [](const ChangeRecord& change) {
                         return change.action == ChangeAction::undo && change.undone_by == 0;
                       }));
    if (last) return std::move(*last);
    return failed_precondition("There is no undo to take back.");
  }
  if (request.id) return last_of_memory(scope, *request.id);
  MNESTIC_TRY_ASSIGN(auto last, newest(scope, can_be_undone));
  if (last) return std::move(*last);
  return failed_precondition(std::string("There is nothing to undo; ") + kWindow);
}

using Spans = std::vector<store::Span>;

// The span that a change wrote. Errors: data_loss when the log says that it wrote one, but there is
// none.
Result<Spans::const_iterator> span_of(const Spans& spans, std::uint64_t change) {
  const auto found = std::find_if(spans.begin(), spans.end(),
                                  [&](const store::Span& span) { return span.change == change; });
  if (found != spans.end()) return found;
  return data_loss("The change log and the memories disagree; run `mnestic doctor`.");
}

// What the log says of changes, each line read once: a bulk change is in the spans of thousands.
class Log {
 public:
  struct Line {
    ChangeAction action = ChangeAction::remember;
    std::uint64_t target = 0;
  };

  // Nothing when the line was trimmed away.
  [[nodiscard]] Result<std::optional<Line>> line(const Scope& scope, std::uint64_t sequence) {
    const auto known = lines_.find(sequence);
    if (known != lines_.end()) return known->second;
    MNESTIC_TRY_ASSIGN(const auto record, store::get_change(scope.txn, sequence));
    std::optional<Line> line;
    if (record) line = Line{record->action, record->target};
    lines_.emplace(sequence, line);
    return line;
  }

 private:
  std::map<std::uint64_t, std::optional<Line>> lines_;
};

// The change whose outcome a span shows: an undo shows again what was before its target, a redo
// what its target's target had made. 0: as before the version's making. What the log has no line of
// any more stands for itself: it is older than everything that can be undone.
Result<std::uint64_t> shown_change(const Scope& scope, Log& log, const Spans& spans,
                                   Spans::const_iterator span) {
  for (;;) {
    MNESTIC_TRY_ASSIGN(const auto change, log.line(scope, span->change));
    if (!change) return span->change;
    if (change->action == ChangeAction::redo) {
      MNESTIC_TRY_ASSIGN(const auto undo, log.line(scope, change->target));
      return undo ? undo->target : span->change;
    }
    if (change->action != ChangeAction::undo) return span->change;
    MNESTIC_TRY_ASSIGN(span, span_of(spans, change->target));
    if (span == spans.begin()) return std::uint64_t{0};
    --span;
  }
}

class Reverser {
 public:
  Reverser(ChangeWriter& writer, const Numbered& target, UndoResult& result)
      : writer_(writer), target_(target), result_(result) {}

  Result<void> run() {
    MNESTIC_TRY(check());
    for (const store::MessageRun& run : target_.record.messages) MNESTIC_TRY(check(run));
    for (const auto& [number, version] : versions_) MNESTIC_TRY(reverse(number, version));
    for (const MessageBack& message : messages_) MNESTIC_TRY(reverse(message));
    MNESTIC_TRY(reverse_queued(writer_, target_.sequence, target_.record, result_));
    return mend_ids();
  }

 private:
  struct MessageBack {
    store::ChatNumber chat = 0;
    store::MessageNumber number = 0;
    State state = State::active;
    State state_before = State::active;
  };

  Error erased_since() const {
    return failed_precondition("Something that change " +
                               model::ChangeId{target_.sequence}.to_string() +
                               " touched was erased since; what was erased cannot come back.");
  }

  // `what` begins the message.
  Result<void> check_untouched(const Spans& spans, const std::string& what) {
    const Scope scope = writer_.scope();
    MNESTIC_TRY_ASSIGN(const auto shown, shown_change(scope, log_, spans, std::prev(spans.end())));
    MNESTIC_TRY_ASSIGN(const auto span, span_of(spans, target_.sequence));
    MNESTIC_TRY_ASSIGN(const auto own, shown_change(scope, log_, spans, span));
    if (shown == own) return {};
    return failed_precondition(what + " was touched since by change " +
                               model::ChangeId{spans.back().change}.to_string() +
                               "; undo that one first.");
  }

  Result<void> check(const store::MessageRun& run) {
    const Scope scope = writer_.scope();
    for (store::MessageNumber i = 0; i < run.count; ++i) {
      MNESTIC_TRY_ASSIGN(const auto message,
                         store::get_message(scope.txn, scope.user, run.chat, run.first + i));
      if (!message) return erased_since();
      MNESTIC_TRY(check_untouched(message->spans, "A message of a chat"));
      MNESTIC_TRY_ASSIGN(const auto back, span_before(message->spans));
      messages_.push_back({.chat = run.chat,
                           .number = run.first + i,
                           .state = back.state,
                           .state_before = message->spans.back().state});
    }
    return {};
  }

  // Nothing erased, nothing touched since.
  Result<void> check() {
    const std::string name = model::ChangeId{target_.sequence}.to_string();
    if (target_.record.action == ChangeAction::erase) {
      return failed_precondition("Change " + name +
                                 " erased memories; what was erased cannot come back.");
    }
    const Scope scope = writer_.scope();
    for (const store::ChangeEntry& entry : target_.record.entries) {
      MNESTIC_TRY_ASSIGN(auto version, store::get_version(scope.txn, scope.user, entry.number));
      if (!version) return erased_since();
      MNESTIC_TRY(check_untouched(version->spans, "Memory " + version->memory.id.to_string()));
      versions_.emplace(entry.number, std::move(*version));
    }
    return {};
  }

  // The span to go back to: the one before the target's own. For a redo, the target is an undo, and
  // the one to go back to is what the undone change had written.
  Result<store::Span> span_before(const Spans& spans) const {
    if (target_.record.action == ChangeAction::undo) {
      MNESTIC_TRY_ASSIGN(const auto undone, span_of(spans, target_.record.target));
      return *undone;
    }
    MNESTIC_TRY_ASSIGN(const auto own, span_of(spans, target_.sequence));
    if (own == spans.begin()) return store::Span{.state = State::retracted};
    return *std::prev(own);
  }

  Result<void> reverse(const MessageBack& message) {
    const bool was_shown = message.state_before == State::active;
    const bool is_shown = message.state == State::active;
    if (was_shown && !is_shown) ++result_.messages_removed;
    if (!was_shown && is_shown) ++result_.messages_restored;
    return writer_.set_message_state(message.chat, message.number, message.state);
  }

  Result<void> reverse(VersionNumber number, const store::VersionRecord& version) {
    MNESTIC_TRY_ASSIGN(const auto back, span_before(version.spans));
    const bool was_active = version.now().state == State::active;
    const bool is_active = back.state == State::active;
    if (was_active && !is_active) {
      MNESTIC_TRY_ASSIGN(auto memory, to_memory(writer_.scope(), version, {}));
      result_.removed.push_back(std::move(memory));
    }
    MNESTIC_TRY(writer_.set_state(number, back.state, back.valid_to, back.superseded_by));
    if (!was_active && is_active) {
      MNESTIC_TRY_ASSIGN(const auto restored, version_at(writer_.scope(), number));
      MNESTIC_TRY_ASSIGN(auto memory, to_memory(writer_.scope(), restored, {}));
      result_.restored.push_back(std::move(memory));
    }
    return {};
  }

  // The version that stands for each memory: the newest that is neither taken back nor replaced.
  Result<void> mend_ids() {
    for (const auto& [number, version] : versions_) {
      const Scope scope = writer_.scope();
      MNESTIC_TRY_ASSIGN(auto id, find_id(scope, version.memory.id));
      VersionNumber current = id.chain.back();
      for (const VersionNumber candidate : id.chain) {
        MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, candidate));
        const State state = record.now().state;
        if (state != State::retracted && state != State::replaced) current = candidate;
      }
      if (current == id.current) continue;
      id.current = current;
      MNESTIC_TRY(store::put_id(writer_.txn(), version.memory.id, id));
    }
    return {};
  }

  ChangeWriter& writer_;
  const Numbered& target_;
  UndoResult& result_;
  Log log_;
  std::map<VersionNumber, store::VersionRecord> versions_;
  std::vector<MessageBack> messages_;
};

// Marks the log: who took whom back.
Result<void> mark(ChangeWriter& writer, const Numbered& target) {
  const Scope scope = writer.scope();
  ChangeRecord record = target.record;
  record.undone_by = writer.id().sequence;
  MNESTIC_TRY(store::put_change(writer.txn(), target.sequence, record));
  if (record.action != ChangeAction::undo) return {};
  MNESTIC_TRY_ASSIGN(auto original, store::get_change(scope.txn, record.target));
  if (!original) return {};  // trimmed away
  original->undone_by = 0;
  return store::put_change(writer.txn(), record.target, *original);
}

}  // namespace

Result<UndoResult> Engine::undo(const UndoRequest& request) {
  MNESTIC_TRY(validate_user_id(request.user_id));
  if (request.change && request.id) {
    return invalid_argument("Give change or id, not both; neither undoes the last change.");
  }
  MNESTIC_TRY_ASSIGN(const auto writer,
                     ChangeWriter::begin(parts_, *accesses_, request.user_id,
                                         request.redo ? ChangeAction::redo : ChangeAction::undo));
  MNESTIC_TRY_ASSIGN(const Numbered target, target_of(writer->scope(), request));
  UndoResult result;
  result.undone = {target.sequence};
  result.action = std::string(to_string(target.record.action));
  result.at = target.record.at;
  MNESTIC_TRY(Reverser(*writer, target, result).run());
  writer->set_target(target.sequence);
  MNESTIC_TRY(mark(*writer, target));
  result.change = writer->id();
  MNESTIC_TRY(writer->commit());
  return result;
}

}  // namespace mnestic::memory
