// Extractor: what somebody said → candidate memories. It judges words only: whether a candidate is
// new, equal to or against something stored is decided later (relation.h), in the write
// transaction.
//
// Thread safety: extract() may be called from several threads at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"
#include "mnestic/model/memory.h"
#include "mnestic/text/dates.h"

namespace mnestic::extract {

enum class Action : std::uint8_t {
  assert_fact,  // `content` is so
  retract,      // `content`, worded as if it were so ("User uses Magnet"), is no longer so
};

// One atomic statement in the third person that stands alone, with its evidence.
struct Candidate {
  Action action = Action::assert_fact;
  std::string content;
  model::Kind kind = model::fact_kind();
  model::Layer layer = model::Layer::semantic;
  model::Origin origin = model::Origin::explicit_said;
  double confidence = 0.9;  // 0..1
  double importance = 0.5;  // 0..1
  model::Fields data;
  std::vector<std::string> tags;
  std::optional<Timestamp> valid_from;  // absent: observed_at
  std::optional<Timestamp> valid_to;    // absent: still so
  std::optional<Timestamp> expires_at;  // absent: by the kind's policy
  std::string quote;                    // the sentence it came from, verbatim
  std::uint32_t message = 0;            // index into ExtractRequest::messages
  // Replaces what was said before about the same thing ("actually", "I meant").
  bool corrects = false;
  // The known fact that this ends or takes the place of, when the reader named one.
  std::optional<model::MemoryId> touches;
  // `content` is that fact put right or told in more detail: it is the same memory, not what came
  // after it.
  bool rewrites = false;
  std::string touch_reason;  // a few words for people, of what it does to that fact
  // "It is May, not April": what was wrong before, when the words said it. A stored statement that
  // holds the wrong words is put right instead of adding `content`; empty for most statements.
  std::string mends;
  // Does not stand alone ("It is Kasia, not Kasha"): only good for corrected() in relation.h, to be
  // dropped when no stored statement holds the words that were wrong.
  bool elliptic = false;
  // "User sold their car": worth storing only when the retractions of the same sentence end
  // nothing; else what they end says enough.
  bool unless_ended = false;
};

// Words that were refused on purpose, and why. `content` is safe to show: secrets are masked in it.
struct Rejection {
  std::string content;
  std::string reason;
};

struct Message {
  std::string role = "user";  // only "user" is a source of facts; others are context
  std::string content;
  std::optional<Timestamp> at;  // absent: ExtractRequest::observed_at
};

// A stored fact that what is said now could touch.
struct KnownFact {
  model::MemoryId id;
  std::string content;
  model::Kind kind = model::fact_kind();
};

struct ExtractRequest {
  std::vector<Message> messages;  // oldest first
  // When it was said: "tomorrow" is resolved by it in `zone`. Zero: not known, such words stay.
  Timestamp observed_at{};
  std::string zone = "UTC";
  std::chrono::weekday week_start = std::chrono::Monday;
  // What was said before: no source of facts, but it tells whom "she" means.
  std::vector<Message> context;
  // Stored facts that the messages could end, replace or make more exact.
  std::vector<KnownFact> known;
  bool may_spare = false;  // turns without anything durable need not be asked about
  std::chrono::milliseconds timeout{20'000};
  std::function<bool()> cancelled;  // asked now and then; true: give up. Empty: never
};

struct Extraction {
  std::vector<Candidate> candidates;  // in the order of the text
  std::vector<Rejection> rejected;
  // Why the model's answer was of no use (refused, cut off, broken), and there are no candidates;
  // empty: it was of use.
  std::string useless;
};

// What asking a model has cost this process.
struct ModelUsage {
  std::uint64_t turns = 0;    // messages of users that were read
  std::uint64_t spared = 0;   // of them, not worth a question
  std::uint64_t calls = 0;    // questions that were answered
  std::uint64_t useless = 0;  // of them, with nothing that could be read
  std::uint64_t input_tokens = 0;
  std::uint64_t cached_tokens = 0;  // of the input
  std::uint64_t output_tokens = 0;
  bool estimated = false;  // some counts are ours, not the provider's
};

class Extractor {
 public:
  Extractor() = default;
  Extractor(const Extractor&) = delete;
  Extractor& operator=(const Extractor&) = delete;
  virtual ~Extractor() = default;

  // "rules", "openai", "sampling": shown to callers as `extractor`.
  [[nodiscard]] virtual std::string_view name() const = 0;

  // Errors: unavailable, deadline_exceeded or failed_precondition when a model is away (the last:
  // until a setting is mended), cancelled; never for odd text, which gives no candidates.
  [[nodiscard]] virtual Result<Extraction> extract(const ExtractRequest& request) const = 0;

  // Whether extract() asks somebody outside: it can then take seconds, and can be away.
  [[nodiscard]] virtual bool asks_model() const { return false; }
  [[nodiscard]] virtual ModelUsage usage() const { return {}; }
};

// How the dates of something that was said at that time are read.
[[nodiscard]] text::DateOptions dates_of(const ExtractRequest& request, Timestamp said_at);

// `candidate` with the dates in its content resolved as said then: its words, times and the fields
// of its kind. Whether it tells of the past is seen in it.
[[nodiscard]] Candidate dated(Candidate candidate, const text::DateOptions& said);

// Grammar and word lists for English; no model, no network. Same input, same output.
[[nodiscard]] std::unique_ptr<Extractor> make_rules_extractor();

}  // namespace mnestic::extract
