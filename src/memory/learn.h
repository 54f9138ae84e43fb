// Learn: the one way from what was said to stored memories, for `remember` and for chats.
//
// Thread safety: as the engine.
#pragma once

#include <vector>

#include "access_log.h"
#include "message_appender.h"
#include "mnestic/memory/engine.h"

namespace mnestic::memory {

// Where the words belong besides: to a chat, of which they are the newest messages.
struct InChat {
  MessageAppender& appender;
  std::vector<extract::Message> context;  // what was said there before
  bool extract = true;
};

// What reading needs besides the parts of the engine.
struct Learning {
  const extract::Extractor& rules;
  QueueKeeper& keeper;
};

// `chat` may be null. REQUIRES: a validated request; with a chat, one with messages.
[[nodiscard]] Result<RememberResult> learn(const EngineParts& parts, AccessLog& accesses,
                                           const Learning& learning, const RememberRequest& request,
                                           const InChat* chat);

}  // namespace mnestic::memory
