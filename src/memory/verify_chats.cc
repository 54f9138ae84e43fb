// The part of the verification that looks at what was said: chats, their messages, and the texts
// that wait for a model.
#include <algorithm>

#include "chat_sum.h"
#include "mnestic/store/derived.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/queue.h"
#include "verify.h"

namespace mnestic::memory {
namespace {

using store::ChatNumber;
using store::Key;
using store::KeyReader;
using store::MessageNumber;
using store::Table;
using store::UserNumber;

class ChatVerifier {
 public:
  ChatVerifier(const store::ReadTxn& txn, const store::KeyHasher& hasher, UserNumber user,
               SpanCheck& spans, VerifyReport& report, QueuedTexts& queued)
      : txn_(txn),
        hasher_(hasher),
        user_(user),
        spans_(spans),
        report_(report),
        findings_(report),
        queued_(queued) {}

  Result<void> run(const std::set<ChatNumber>& named_by_memories) {
    MNESTIC_TRY(check_names(named_by_memories));
    MNESTIC_TRY(read_messages());
    MNESTIC_TRY(read_chats());
    return read_queue();
  }

 private:
  void note(std::uint64_t count, std::string_view what, bool can_be_repaired) {
    if (count == 0) return;
    std::string sentence =
        std::to_string(count) + std::string(what) + " of user number " + std::to_string(user_);
    can_be_repaired ? findings_.repairable(std::move(sentence))
                    : findings_.lost(std::move(sentence));
  }

  Result<void> check_names(const std::set<ChatNumber>& wanted) {
    MNESTIC_TRY_ASSIGN(const auto chats, store::read_chats(txn_, hasher_, user_));
    note(chats.damaged, " damaged names of chats", true);
    for (const auto& [chat, id] : chats.names) named_.insert(chat);
    std::uint64_t missing = 0;
    for (const ChatNumber chat : wanted) {
      if (!store::chat_id_of(txn_, user_, chat)) ++missing;
    }
    note(missing, " chats that memories came from lack their names,", true);
    return {};
  }

  Result<void> read_messages() {
    std::uint64_t damaged = 0;
    std::uint64_t without_id = 0;
    const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
      KeyReader reader(key.substr(sizeof(UserNumber)));
      const ChatNumber chat = reader.u32();
      const MessageNumber number = reader.u32();
      const auto message = store::decode_message(value, store::place_of(Table::messages, key));
      ++report_.messages;
      if (!message || !reader.ok() || !reader.rest().empty()) {
        ++damaged;
        damaged_chats_.insert(chat);
        return true;
      }
      ChatSum& sum = sums_[chat];
      sum.add(*message);
      sum.record.next_message = number + 1;
      for (const store::Span& span : message->spans) MNESTIC_TRY(spans_.check(span));
      for (const model::MemoryId& id : message->taught) {
        const auto known = store::get_id(txn_, id);
        // Erased ones keep an id that leads nowhere.
        const bool foreign = known && *known && !(**known).chain.empty() && (**known).user != user_;
        if (foreign || (known && !*known)) ++without_id;
      }
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn_, Table::messages, Key().u64(user_).view(), read));
    note(damaged, " messages that cannot be read,", false);
    note(without_id, " memories that messages tell of have no id,", true);
    return {};
  }

  // Each chat's record sums up its messages, has them all before its end, and can be found.
  Result<void> read_chats() {
    std::uint64_t wrong = 0;
    std::uint64_t nameless = 0;
    const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
      KeyReader reader(key.substr(sizeof(UserNumber)));
      const ChatNumber chat = reader.u32();
      const auto record = store::decode_chat(value, store::place_of(Table::chats, key));
      ++report_.chats;
      const auto sum = sums_.extract(chat);
      if (!named_.contains(chat)) ++nameless;
      if (!record || !reader.ok() || !reader.rest().empty()) {
        ++wrong;
      } else if (!damaged_chats_.contains(chat)) {
        auto wanted = sum ? sum.mapped().record : store::ChatRecord{};
        const bool past_end = wanted.next_message > record->next_message;
        wanted.next_message = record->next_message;
        if (past_end || !(wanted == *record)) ++wrong;
      }
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn_, Table::chats, Key().u64(user_).view(), read));
    note(wrong, " chats do not fit their messages,", true);
    note(nameless, " chats have no name,", true);
    note(sums_.size(), " chats are missing that messages belong to,", true);
    return {};
  }

  // A waiting text is the user's, of a change that knows of it, and can be taken back by another.
  Result<void> read_queue() {
    std::uint64_t damaged = 0;
    std::uint64_t strange = 0;
    const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
      KeyReader reader(key.substr(sizeof(UserNumber)));
      const std::uint64_t change = reader.u64();
      (void)reader.u32();  // its place: any
      const auto record = store::decode_queued(value, store::place_of(Table::queue, key));
      ++report_.queued;
      if (!record || !reader.ok() || !reader.rest().empty()) {
        ++damaged;
        return true;
      }
      const auto owner = store::find_user(txn_, hasher_, record->user_id);
      const bool withdrawn = record->state == store::QueueState::withdrawn;
      MNESTIC_TRY_ASSIGN(const bool can_return,
                         withdrawn ? is_known(record->withdrawn_by) : Result<bool>(true));
      if (!owner || *owner != user_ || !can_return) ++strange;
      ++queued_[change];
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn_, Table::queue, Key().u64(user_).view(), read));
    for (const auto& [sequence, count] : queued_) {
      MNESTIC_TRY_ASSIGN(const bool known, is_known(sequence));
      const auto change = store::get_change(txn_, sequence);
      if (!change) continue;  // counted with the log
      // A line that was trimmed away knew of it once.
      if (!known || (*change && (**change).queued < count)) strange += count;
    }
    note(damaged, " waiting texts that cannot be read,", false);
    note(strange, " waiting texts do not fit the change log,", false);
    return {};
  }

  // By the log of all: the user's own follows from it.
  Result<bool> is_known(std::uint64_t change) {
    MNESTIC_TRY_ASSIGN(const bool logged, spans_.is_logged(change));
    const auto line = store::get_change(txn_, change);
    return logged || !line || *line;
  }

  const store::ReadTxn& txn_;
  const store::KeyHasher& hasher_;
  UserNumber user_;
  SpanCheck& spans_;
  VerifyReport& report_;
  Findings findings_;
  QueuedTexts& queued_;
  std::set<ChatNumber> named_;
  std::set<ChatNumber> damaged_chats_;
  std::map<ChatNumber, ChatSum> sums_;
};

}  // namespace

Result<bool> SpanCheck::is_logged(std::uint64_t change) {
  if (!first_) {
    MNESTIC_TRY_ASSIGN(const auto oldest, store::oldest_change(txn_, user_));
    first_ = oldest.value_or(UINT64_MAX);
  }
  if (change < *first_) return true;
  const Key key = Key().u64(user_).u64(change);
  MNESTIC_TRY_ASSIGN(const auto line, txn_.get(Table::changes_by_user, key.view()));
  return line.has_value();
}

Result<void> SpanCheck::check(const store::Span& span) {
  MNESTIC_TRY_ASSIGN(const bool logged, is_logged(span.change));
  if (!logged) ++missing_;
  return {};
}

Result<void> verify_chats(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                          UserNumber user, const std::set<ChatNumber>& named_by_memories,
                          SpanCheck& spans, VerifyReport& report, QueuedTexts& queued) {
  return ChatVerifier(txn, hasher, user, spans, report, queued).run(named_by_memories);
}

}  // namespace mnestic::memory
