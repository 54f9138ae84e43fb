// ChatSum: what a chat's record says of its messages, from those messages.
//
// Thread safety: value type.
#pragma once

#include "mnestic/store/records.h"

namespace mnestic::memory {

struct ChatSum {
  store::ChatRecord record;

  // In the order of their numbers; hidden ones leave no trace.
  void add(const store::MessageRecord& message) {
    if (!message.shown()) return;
    const Timestamp stored_at = message.spans.front().recorded_at;
    if (record.messages++ == 0) record.created_at = stored_at;
    record.updated_at = stored_at;
    if (!message.title.empty()) record.title = message.title;
  }
};

}  // namespace mnestic::memory
