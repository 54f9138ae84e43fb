#include "mnestic/store/queue.h"

#include <doctest/doctest.h>

#include "tests/support/engine_fixture.h"

namespace mnestic::store {
namespace {

using testing::expect;

Timestamp at(std::int64_t ms) { return Timestamp(std::chrono::milliseconds(ms)); }

QueueRecord full_record() {
  const auto random = seeded_random(9);
  QueueRecord record;
  record.id = model::MemoryId::make(at(1), *random);
  record.user_id = "ada";
  record.messages = {{.role = "user", .content = "I moved", .at = at(-5), .index = 3},
                     {.role = "assistant", .content = "", .at = std::nullopt}};
  record.chat_id = "chat 1";
  record.options = {{"kind", "fact"}, {"tags", model::Values{"a", "b"}}};
  record.queued_at = at(10);
  record.observed_at = at(-20);
  record.tries = 4;
  record.useless = 1;
  record.reason = "the model refused";
  record.next_try = at(70);
  record.lease_owner = ~std::uint64_t{0};
  record.lease_until = at(60);
  record.state = QueueState::dead;
  record.withdrawn_by = 300;
  return record;
}

TEST_CASE("queue: records come back as they were, and damage shows") {
  for (const QueueRecord& record : {full_record(), QueueRecord{}}) {
    const std::string bytes = encode(record);
    CHECK(expect(decode_queued(bytes)) == record);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string flipped = bytes;
      flipped[i] = static_cast<char>(flipped[i] ^ 1);
      CHECK_FALSE(decode_queued(flipped));
      CHECK_FALSE(decode_queued(bytes.substr(0, i)));
    }
  }
}

TEST_CASE("queue: entries in order, each user's apart") {
  const auto random = seeded_random(1);
  const auto store = make_memory_store(*random);
  const auto txn = expect(store->begin_write());
  const std::vector<QueuePlace> places = {{1, 5, 0}, {1, 5, 1}, {1, 300, 0}, {2, 4, 0}};
  for (const QueuePlace& place : places) {
    QueueRecord record = full_record();
    record.tries = static_cast<std::uint32_t>(place.change);
    expect(put_queued(*txn, place, record));
  }
  std::vector<QueuePlace> seen;
  const auto note = [&](const QueuePlace& place, const QueueRecord& record) -> Result<bool> {
    CHECK(record.tries == place.change);
    seen.push_back(place);
    return true;
  };
  expect(visit_queue(*txn, note));
  CHECK(seen == places);
  seen.clear();
  expect(visit_queue_of(*txn, 1, note));
  CHECK(seen.size() == 3);
  expect(erase_queued(*txn, places[1]));
  expect(erase_queued(*txn, places[1]));
  CHECK_FALSE(expect(get_queued(*txn, places[1])));
  CHECK(expect(get_queued(*txn, places[2]))->tries == 300);
}

}  // namespace
}  // namespace mnestic::store
