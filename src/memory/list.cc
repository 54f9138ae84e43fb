#include <algorithm>
#include <array>
#include <utility>

#include "cursor.h"
#include "mnestic/memory/engine.h"
#include "mnestic/text/time.h"
#include "read_scope.h"
#include "selection.h"
#include "validate.h"

namespace mnestic::memory {
namespace {

using store::VersionNumber;

// Ascending order of keys is the order of the list; ties go to the newer version first.
struct Entry {
  std::int64_t key = 0;
  VersionNumber number = 0;

  [[nodiscard]] bool before(const Entry& other) const {
    return key != other.key ? key < other.key : number > other.number;
  }
};

std::int64_t descending(Timestamp time) { return -time.time_since_epoch().count(); }

// A date or time in `data`, in the zone; nothing sorts last.
std::int64_t due_key(const model::Fields& data, std::string_view zone) {
  for (const std::string_view name : {"due", "target_date", "start"}) {
    const std::string_view due = model::string_field(data, name);
    if (due.empty()) continue;
    if (const auto time = text::parse_time(due, zone)) return time->time_since_epoch().count();
  }
  return kForever.time_since_epoch().count();
}

// Highest first: words or numbers, where 1 is the highest number as in most task lists.
std::int64_t priority_key(const model::Fields& data) {
  const auto found = data.find("priority");
  if (found == data.end()) return 100;
  if (const auto* number = std::get_if<std::int64_t>(&found->second.variant)) return *number;
  constexpr std::array<std::string_view, 4> kWords = {"urgent", "high", "medium", "low"};
  const std::string* word = found->second.as_string();
  const auto at = word == nullptr ? kWords.end() : std::find(kWords.begin(), kWords.end(), *word);
  return at == kWords.end() ? 100 : at - kWords.begin();
}

// Headers by number, read block by block: numbers come in growing order.
class HeaderReader {
 public:
  explicit HeaderReader(const Scope& scope) : scope_(scope) {}

  [[nodiscard]] Result<store::Header> at(VersionNumber number) {
    const std::uint64_t block = number / store::kBlockSize;
    if (block_ != block) {
      MNESTIC_TRY_ASSIGN(headers_, store::get_header_block(scope_.txn, scope_.user, block));
      block_ = block;
    }
    return headers_.at(number % store::kBlockSize);
  }

 private:
  const Scope& scope_;
  std::optional<std::uint64_t> block_;
  store::HeaderBlock headers_;
};

Result<std::int64_t> key_of(const Scope& scope, HeaderReader& headers, OrderBy order,
                            std::string_view zone, VersionNumber number) {
  if (order == OrderBy::updated || order == OrderBy::created) {
    MNESTIC_TRY_ASSIGN(const auto header, headers.at(number));
    if (order == OrderBy::updated || header.first_version) return descending(header.recorded_at);
  }
  MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, number));
  switch (order) {
    case OrderBy::created:
      return descending(record.memory.created_at);
    case OrderBy::updated:
      return descending(record.memory.updated_at);
    case OrderBy::due:
      return due_key(record.memory.data, zone);
    case OrderBy::priority:
      return priority_key(record.memory.data);
    case OrderBy::score:
      return -static_cast<std::int64_t>(record.memory.importance * 1e6);
  }
  return std::int64_t{0};
}

// Everything that the order and the members of the list depend on.
std::string fingerprint(const ListRequest& request) {
  std::string out = request.user_id;
  const auto add = [&](std::string_view name, const std::string& value) {
    out += '\0';
    out += name;
    out += '=';
    out += value;
  };
  const auto add_time = [&](std::string_view name, const std::optional<Timestamp>& time) {
    if (time) add(name, std::to_string(time->time_since_epoch().count()));
  };
  for (const auto kind : request.filter.kinds) add("kind", std::to_string(static_cast<int>(kind)));
  for (const auto layer : request.filter.layers) add("layer", std::string(to_string(layer)));
  for (const auto& tag : request.filter.tags) add("tag", tag);
  for (const auto status : request.statuses) add("status", std::string(to_string(status)));
  if (request.filter.chat_id) add("chat", *request.filter.chat_id);
  add_time("since", request.filter.since);
  add_time("until", request.filter.until);
  add_time("as_of", request.view.as_of);
  add_time("known_at", request.view.known_at);
  if (request.change) add("change", request.change->to_string());
  add("order", std::to_string(static_cast<int>(request.order_by)));
  return out;
}

std::vector<model::Status> statuses_of(const ListRequest& request) {
  using model::Status;
  if (!request.statuses.empty()) return request.statuses;
  if (!request.change) return {Status::active};
  return {Status::active, Status::superseded, Status::forgotten, Status::expired, Status::pending};
}

// Keeps the numbers that the change touched.
Result<void> keep_changed(const Scope& scope, const model::ChangeId& change,
                          std::vector<VersionNumber>& numbers) {
  MNESTIC_TRY_ASSIGN(const auto record, store::get_change(scope.txn, change.sequence));
  if (!record || record->user != scope.user) {
    return not_found("No change " + change.to_string() + " of this user.");
  }
  std::vector<VersionNumber> touched;
  for (const auto& entry : record->entries) touched.push_back(entry.number);
  std::sort(touched.begin(), touched.end());
  std::erase_if(numbers, [&](VersionNumber number) {
    return !std::binary_search(touched.begin(), touched.end(), number);
  });
  return {};
}

}  // namespace

Result<ListResult> Engine::list(const ListRequest& request) {
  MNESTIC_TRY(validate_limit(request.limit_count));
  MNESTIC_TRY(validate(request.filter));
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  const std::string words = fingerprint(request);
  std::optional<Position> after;
  if (request.cursor) {
    MNESTIC_TRY_ASSIGN(after, open_cursor(parts_.store.hasher(), words, *request.cursor));
  }
  ListResult result;
  if (!read.scope) return result;
  const Scope& scope = *read.scope;
  const auto statuses = statuses_of(request);
  MNESTIC_TRY_ASSIGN(const auto selection,
                     Selection::make(scope, request.filter, request.view, statuses));
  std::vector<VersionNumber> numbers = selection->numbers();
  if (request.change) MNESTIC_TRY(keep_changed(scope, *request.change, numbers));
  result.total = std::min<std::uint64_t>(numbers.size(), kTotalExactMax);
  result.total_more = numbers.size() > kTotalExactMax;

  std::vector<Entry> entries;
  entries.reserve(numbers.size());
  HeaderReader headers(scope);
  for (const VersionNumber number : numbers) {
    MNESTIC_TRY_ASSIGN(const auto key,
                       key_of(scope, headers, request.order_by, parts_.zone, number));
    const Entry entry{.key = key, .number = number};
    if (after && !Entry{.key = after->key, .number = after->number}.before(entry)) continue;
    entries.push_back(entry);
  }
  const auto by_order = [](const Entry& a, const Entry& b) { return a.before(b); };
  const std::size_t count = std::min<std::size_t>(request.limit_count, entries.size());
  std::partial_sort(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count),
                    entries.end(), by_order);
  for (std::size_t i = 0; i < count; ++i) {
    MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, entries[i].number));
    MNESTIC_TRY_ASSIGN(auto memory, to_memory(scope, record, request.view));
    result.memories.push_back(std::move(memory));
  }
  if (count < entries.size()) {
    const Entry& last = entries[count - 1];
    result.next_cursor =
        seal(parts_.store.hasher(), words, {.key = last.key, .number = last.number});
  }
  return result;
}

}  // namespace mnestic::memory
