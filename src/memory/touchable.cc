#include "touchable.h"

#include <algorithm>
#include <utility>

#include "mnestic/base/utf8.h"
#include "mnestic/extract/relation.h"
#include "mnestic/store/tables.h"
#include "mnestic/text/words.h"
#include "read_scope.h"
#include "selection.h"

namespace mnestic::memory {
namespace {

using store::VersionNumber;

constexpr std::size_t kNewestMax = 12;
constexpr std::size_t kNewestLookedAt = 64;  // past versions and notes among them
constexpr std::size_t kWordHitsMax = 128;
constexpr std::size_t kSaidBytesMax = 2 * 1024;

// What the speakers said, as far as it is looked through.
std::string said_by_users(const std::vector<extract::Message>& messages) {
  std::string said;
  for (const extract::Message& message : messages) {
    if (message.role != "user" || said.size() >= kSaidBytesMax) continue;
    said += utf8_prefix(message.content, kSaidBytesMax - said.size());
    said += '\n';
  }
  return said;
}

class Gatherer {
 public:
  explicit Gatherer(const Scope& scope) : scope_(scope) {}

  Result<void> add(VersionNumber number) {
    if (numbers_.size() >= limit_) return {};
    if (std::find(numbers_.begin(), numbers_.end(), number) != numbers_.end()) return {};
    MNESTIC_TRY_ASSIGN(const auto header, store::get_header(scope_.txn, scope_.user, number));
    const bool known = header.kind < model::kinds().size();
    if (!known || header.state != store::State::active || header.expires_at <= scope_.now ||
        !model::policy_of(static_cast<model::Kind>(header.kind)).reconciled) {
      return {};
    }
    numbers_.push_back(number);
    return {};
  }

  Result<void> add_newest() {
    VersionNumber next = scope_.counters.next_number;
    limit_ = kNewestMax;
    for (std::size_t i = 0; i < kNewestLookedAt && next > 0; ++i) MNESTIC_TRY(add(--next));
    limit_ = kTouchableMax;
    return {};
  }

  Result<void> add_by_words(std::vector<std::string> terms) {
    if (terms.empty()) return {};
    Everything everything;
    MNESTIC_TRY_ASSIGN(auto search, index::WordSearch::open(scope_.txn, scope_.hasher,
                                                            {.user = scope_.user,
                                                             .terms = std::move(terms),
                                                             .counters = scope_.counters}));
    MNESTIC_TRY_ASSIGN(const auto hits, search.best(kWordHitsMax, everything));
    for (const index::Hit& hit : hits) MNESTIC_TRY(add(hit.number));
    return {};
  }

  Result<std::vector<extract::KnownFact>> facts() const {
    std::vector<extract::KnownFact> out;
    for (const VersionNumber number : numbers_) {
      MNESTIC_TRY_ASSIGN(auto record, store::get_version(scope_.txn, scope_.user, number));
      if (!record) continue;
      out.push_back({.id = record->memory.id,
                     .content = std::move(record->memory.content),
                     .kind = record->memory.kind});
    }
    return out;
  }

 private:
  const Scope& scope_;
  std::vector<VersionNumber> numbers_;
  std::size_t limit_ = kTouchableMax;
};

}  // namespace

Result<std::vector<extract::KnownFact>> touchable(const EngineParts& parts,
                                                  const std::string& user_id,
                                                  const std::vector<extract::Message>& messages) {
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts, user_id));
  if (!read.scope) return std::vector<extract::KnownFact>{};
  const std::string said = said_by_users(messages);
  std::vector<std::string> terms = text::index_terms(said + extract::words_meant(said));
  std::erase(terms, "user");
  Gatherer gatherer(*read.scope);
  MNESTIC_TRY(gatherer.add_newest());
  MNESTIC_TRY(gatherer.add_by_words(std::move(terms)));
  return gatherer.facts();
}

}  // namespace mnestic::memory
