// Typed access, over both implementations.
#include <algorithm>
#include <map>
#include <set>

#include "mnestic/store/derived.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "tests/store/fixtures.h"
#include "tests/store/samples.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace {

void for_each_store(const std::function<void(Store&)>& body) {
  const Subjects subjects;
  for (const Subject& subject : subjects.list()) {
    CAPTURE(subject.name);
    const auto store = subject.make();
    body(*store);
  }
}

std::vector<std::string> keys_of(const ReadTxn& txn, Table table) {
  std::vector<std::string> keys;
  for (auto& [key, value] : all_of(txn, table)) keys.push_back(key);
  return keys;
}

using Model = std::map<std::pair<UserNumber, VersionNumber>, VersionRecord>;

// The entries that the by_* tables must have for these records, made the obvious way.
std::set<std::string> expected_keys(const Model& model, const KeyHasher& hasher, Table table) {
  std::set<std::string> keys;
  for (const auto& [place, record] : model) {
    Key key;
    key.u64(place.first);
    const model::Memory& memory = record.memory;
    if (table == Table::by_time) key.time(memory.observed_at);
    if (table == Table::by_expiry && memory.expires_at == kForever) continue;
    if (table == Table::by_expiry) key.time(memory.expires_at);
    if (table == Table::by_hash) {
      key.u64(hasher.hash64("content", normalised_content(memory.content)));
    }
    if (table == Table::by_kind) key.u8(static_cast<std::uint8_t>(memory.kind));
    if (table == Table::by_chat && record.chat == 0) continue;
    if (table == Table::by_chat) key.u32(record.chat);
    keys.emplace(key.u64(place.second).view());
  }
  return keys;
}

}  // namespace

TEST_CASE("tables: chats and messages are walked in order, each chat by itself") {
  for_each_store([](Store& store) {
    Samples samples(4);
    std::map<std::pair<UserNumber, ChatNumber>, std::vector<MessageRecord>> model;
    const auto txn = must(store.begin_write());
    for (const UserNumber user : {1, 2}) {
      for (const ChatNumber chat : {1U, 2U, 256U}) {
        auto& messages = model[{user, chat}];
        for (MessageNumber i = 0; i < 5; ++i) {
          messages.push_back(samples.message());
          must(put_message(*txn, user, chat, i, messages.back()));
        }
        must(put_chat(*txn, user, chat, {.title = "t", .next_message = 5, .messages = 5}));
      }
    }
    must(erase_messages(*txn, 1, 2));
    model.erase({1, 2});
    must(erase_message(*txn, 2, 256, 4));
    model[{2, 256}].pop_back();
    CHECK(must(get_chat(*txn, 1, 2)) == std::nullopt);
    CHECK(must(get_message(*txn, 1, 2, 0)) == std::nullopt);
    CHECK(must(get_message(*txn, 2, 2, 3)) == model[{2, 2}][3]);
    std::vector<ChatNumber> chats;
    must(visit_chats(*txn, 1, [&](ChatNumber chat, const ChatRecord&) -> Result<bool> {
      chats.push_back(chat);
      return true;
    }));
    CHECK(chats == std::vector<ChatNumber>{1, 256});
    for (const UserNumber user : {1, 2}) {
      for (const ChatNumber chat : {1U, 2U, 3U, 256U}) {
        std::vector<MessageRecord> forward;
        const auto collect = [](std::vector<MessageRecord>& out) {
          return [&out](MessageNumber, const MessageRecord& record) -> Result<bool> {
            out.push_back(record);
            return true;
          };
        };
        must(visit_messages(*txn, user, chat, 0, collect(forward)));
        CHECK(forward == model[{user, chat}]);
        std::vector<MessageRecord> back;
        must(visit_messages_back(*txn, user, chat, collect(back)));
        std::reverse(back.begin(), back.end());
        CHECK(back == forward);
      }
    }
  });
}

TEST_CASE("tables: users are interned once, never share a number, and can be forgotten") {
  for_each_store([](Store& store) {
    const KeyHasher& hasher = store.hasher();
    const std::string odd("a\0/../b", 7);
    const auto txn = must(store.begin_write());
    CHECK(must(find_user(*txn, hasher, "ann")) == std::nullopt);
    const UserNumber ann = must(intern_user(*txn, hasher, "ann"));
    const UserNumber strange = must(intern_user(*txn, hasher, odd));
    const UserNumber prefix = must(intern_user(*txn, hasher, "a"));
    CHECK(std::set<UserNumber>{ann, strange, prefix}.size() == 3);
    CHECK(must(intern_user(*txn, hasher, "ann")) == ann);
    CHECK(must(find_user(*txn, hasher, odd)) == std::optional(strange));
    must(erase_user(*txn, hasher, "ann"));
    must(erase_user(*txn, hasher, "nobody"));
    CHECK(must(find_user(*txn, hasher, "ann")) == std::nullopt);
    const UserNumber again = must(intern_user(*txn, hasher, "ann"));
    CHECK(std::set<UserNumber>{ann, strange, prefix, again}.size() == 4);
    CHECK(intern_user(*txn, hasher, "").error().code == ErrorCode::invalid_argument);
    CHECK(intern_user(*txn, hasher, std::string(257, 'u')).error().code ==
          ErrorCode::invalid_argument);
    CHECK(must(intern_user(*txn, hasher, std::string(256, 'u'))) > again);
    for (const std::string& key : keys_of(*txn, Table::users)) {
      CHECK(key.size() == 16);
      CHECK(key.find("ann") == std::string::npos);
    }
  });
}

TEST_CASE("tables: chats are numbered per user from 1") {
  for_each_store([](Store& store) {
    const KeyHasher& hasher = store.hasher();
    const auto txn = must(store.begin_write());
    CHECK(must(intern_chat(*txn, hasher, 1, "x")) == 1);
    CHECK(must(intern_chat(*txn, hasher, 1, "y")) == 2);
    CHECK(must(intern_chat(*txn, hasher, 2, "y")) == 1);
    CHECK(must(intern_chat(*txn, hasher, 1, "x")) == 1);
    CHECK(must(chat_id_of(*txn, 1, 2)) == "y");
    CHECK(must(chat_id_of(*txn, 1, 0)).empty());
    CHECK(chat_id_of(*txn, 2, 2).error().code == ErrorCode::data_loss);
    must(erase_chat(*txn, hasher, 1, 2));
    CHECK(chat_id_of(*txn, 1, 2).error().code == ErrorCode::data_loss);
    CHECK(must(find_chat(*txn, hasher, 1, "y")) == std::nullopt);
    CHECK(must(chat_id_of(*txn, 2, 1)) == "y");
    CHECK(must(intern_chat(*txn, hasher, 1, "y")) == 3);
    CHECK(must(get_counters(*txn, 1)).next_chat == 4);
    // What memories say they came from keeps an empty name.
    must(txn->put(Table::by_chat, Key().u64(1).u32(3).u64(0).view(), ""));
    must(erase_chat(*txn, hasher, 1, 3));
    CHECK(must(chat_id_of(*txn, 1, 3)).empty());
    CHECK(must(find_chat(*txn, hasher, 1, "y")) == std::nullopt);
    CHECK(must(read_chats(*txn, hasher, 1)).damaged == 0);
    CHECK(must(get_counters(*txn, 9)) == UserCounters{});
  });
}

TEST_CASE("tables: records, headers and entries follow random puts and erasures") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    for_each_store([seed](Store& store) {
      Samples samples(seed);
      const KeyHasher& hasher = store.hasher();
      Model model;
      std::map<std::pair<UserNumber, VersionNumber>, std::uint32_t> lengths;
      for (int round = 0; round < 150; ++round) {
        const auto txn = must(store.begin_write());
        const UserNumber user = 1 + samples.below(2);
        const VersionNumber number = samples.below(150);
        if (samples.below(4) == 0) {
          must(erase_version(*txn, hasher, user, number));
          model.erase({user, number});
        } else {
          VersionRecord record = samples.version();
          if (record.now().state == State::erased) record.spans.back().state = State::forgotten;
          if (samples.coin() && model.contains({user, number})) {
            record.memory = model.at({user, number}).memory;
          }
          lengths[{user, number}] = static_cast<std::uint32_t>(samples.below(100));
          must(put_version(*txn, hasher, user, number, record, lengths[{user, number}]));
          model[{user, number}] = record;
        }
        must(txn->commit());
      }
      const auto txn = must(store.begin_read());
      for (const Table table :
           {Table::by_time, Table::by_expiry, Table::by_hash, Table::by_kind, Table::by_chat}) {
        const auto expected = expected_keys(model, hasher, table);
        CHECK(keys_of(*txn, table) == std::vector<std::string>(expected.begin(), expected.end()));
      }
      for (UserNumber user = 1; user <= 2; ++user) {
        for (VersionNumber number = 0; number < 200; ++number) {
          const auto found = model.find({user, number});
          const auto record = must(get_version(*txn, user, number));
          const Header header = must(get_header(*txn, user, number));
          REQUIRE(record.has_value() == (found != model.end()));
          if (!record) {
            REQUIRE(header == Header{});
            continue;
          }
          const model::Memory& memory = found->second.memory;
          REQUIRE(*record == found->second);
          REQUIRE(header == Header{.state = record->spans.back().state,
                                   .kind = static_cast<std::uint8_t>(memory.kind),
                                   .layer = memory.layer,
                                   .first_version = memory.version == 1,
                                   .length = lengths.at({user, number}),
                                   .observed_at = memory.observed_at,
                                   .valid_from = memory.valid_from,
                                   .valid_to = record->spans.back().valid_to,
                                   .expires_at = memory.expires_at,
                                   .recorded_at = record->spans.front().recorded_at,
                                   .changed_at = record->spans.back().recorded_at,
                                   .chat = record->chat});
        }
      }
    });
  }
}

TEST_CASE("tables: a damaged record can still be erased, with all its entries") {
  for_each_store([](Store& store) {
    Samples samples(9);
    const KeyHasher& hasher = store.hasher();
    const auto txn = must(store.begin_write());
    VersionRecord record = samples.version();
    record.chat = 4;
    record.memory.expires_at = Timestamp{};
    must(put_version(*txn, hasher, 1, 5, record, 3));
    must(put_version(*txn, hasher, 1, 6, record, 3));
    must(put_version(*txn, hasher, 2, 5, record, 3));
    must(txn->put(Table::memories, Key().u64(1).u64(5).view(), "nonsense"));
    CHECK(get_version(*txn, 1, 5).error().code == ErrorCode::data_loss);
    must(erase_version(*txn, hasher, 1, 5));
    CHECK(must(get_version(*txn, 1, 5)) == std::nullopt);
    CHECK(must(get_header(*txn, 1, 5)) == Header{});
    for (const Table table :
         {Table::by_time, Table::by_expiry, Table::by_hash, Table::by_kind, Table::by_chat}) {
      CHECK(keys_of(*txn, table).size() == 2);
    }
  });
}

TEST_CASE("tables: equal content is found by hash, newest first, for one user") {
  for_each_store([](Store& store) {
    const KeyHasher& hasher = store.hasher();
    const auto txn = must(store.begin_write());
    VersionRecord record;
    record.spans.emplace_back();
    record.memory.content = "User likes  Tea.";
    for (const VersionNumber number : {1, 300, 7}) {
      must(put_version(*txn, hasher, 1, number, record, 2));
    }
    must(put_version(*txn, hasher, 2, 9, record, 2));
    record.memory.content = "User likes tea and cake";
    must(put_version(*txn, hasher, 1, 8, record, 2));
    using Numbers = std::vector<VersionNumber>;
    CHECK(must(find_by_hash(*txn, hasher, 1, " user likes\ttea ", 9)) == Numbers{300, 7, 1});
    CHECK(must(find_by_hash(*txn, hasher, 1, "User likes tea.", 2)) == Numbers{300, 7});
    CHECK(must(find_by_hash(*txn, hasher, 1, "User likes tea.", 0)).empty());
    CHECK(must(find_by_hash(*txn, hasher, 2, "User likes tea.", 9)) == Numbers{9});
    CHECK(must(find_by_hash(*txn, hasher, 1, "User likes coffee", 9)).empty());
  });
  CHECK(normalised_content("  A\n\nB C . ") == "a b c");
  CHECK(normalised_content("...") == "..");
  CHECK(normalised_content("").empty());
  CHECK(normalised_content("\xC3\x89t\xC3\xA9.") == "\xC3\x89t\xC3\xA9");
}

TEST_CASE("tables: changes are numbered across users and found per user") {
  for_each_store([](Store& store) {
    const auto txn = must(store.begin_write());
    for (std::uint64_t sequence = 1; sequence <= 6; ++sequence) {
      CHECK(must(next_change(*txn)) == sequence);
      must(put_change(*txn, sequence,
                      {.user = 1 + sequence % 2, .target = sequence, .entries = {}}));
    }
    CHECK(must(change_before(*txn, 1, 0)) == std::optional<std::uint64_t>(6));
    CHECK(must(change_before(*txn, 1, 6)) == std::optional<std::uint64_t>(4));
    CHECK(must(change_before(*txn, 2, 0)) == std::optional<std::uint64_t>(5));
    CHECK(must(change_before(*txn, 2, 1)) == std::nullopt);
    CHECK(must(change_before(*txn, 3, 0)) == std::nullopt);
    must(put_change(*txn, 4, {.user = 1, .undone_by = 9, .entries = {}}));
    CHECK(must(get_change(*txn, 4))->undone_by == 9);
    CHECK(must(get_change(*txn, 7)) == std::nullopt);
    CHECK(must(change_before(*txn, 1, 6)) == std::optional<std::uint64_t>(4));
  });
}

TEST_CASE("tables: ids lead to versions") {
  for_each_store([](Store& store) {
    Samples samples(1);
    const auto txn = must(store.begin_write());
    const model::MemoryId id = samples.id();
    CHECK(must(get_id(*txn, id)) == std::nullopt);
    const IdRecord record{.user = 3, .current = 9, .chain = {4, 9}};
    must(put_id(*txn, id, record));
    CHECK(must(get_id(*txn, id)) == std::optional(record));
  });
}

TEST_CASE("tables: the mark for a scrub outlives a restart and ends with the scrub") {
  const TempFolder folder;
  {
    const auto store = open_at(folder.path());
    const auto txn = must(store->begin_write());
    CHECK_FALSE(must(scrub_needed(*txn)));
    must(mark_scrub_needed(*txn));
    must(txn->commit());
  }
  const auto store = open_at(folder.path());
  CHECK(must(scrub_needed(*must(store->begin_read()))));
  must(store->scrub());
  CHECK_FALSE(must(scrub_needed(*must(store->begin_read()))));
  const auto random = seeded_random(1);
  const auto twin = make_memory_store(*random);
  {
    const auto txn = must(twin->begin_write());
    must(mark_scrub_needed(*txn));
    must(txn->commit());
  }
  must(twin->scrub());
  CHECK_FALSE(must(scrub_needed(*must(twin->begin_read()))));
}

TEST_CASE("tables: the span in force at a time") {
  VersionRecord record;
  const auto at = [](int ms) { return Timestamp(std::chrono::milliseconds(ms)); };
  for (const auto& [ms, change] : {std::pair(10, 1U), std::pair(20, 2U), std::pair(20, 3U)}) {
    Span span;
    span.recorded_at = at(ms);
    span.change = change;
    record.spans.push_back(span);
  }
  CHECK(record.at(at(9)) == nullptr);
  CHECK(record.at(at(10))->change == 1);
  CHECK(record.at(at(19))->change == 1);
  CHECK(record.at(at(20))->change == 3);
  CHECK(record.at(kForever)->change == 3);
}

TEST_CASE("tables: a record under another key is damaged, and no number leads over what is there") {
  for_each_store([](Store& store) {
    const auto txn = must(store.begin_write());
    const KeyHasher& hasher = store.hasher();
    MessageRecord message{.role = "user", .content = "I use Shram"};
    message.spans.emplace_back();
    must(put_message(*txn, 1, 1, 0, message));
    const auto moved = [&](Table table, const Key& from, const Key& to) {
      const std::string value(*must(txn->get(table, from.view())));
      must(txn->put(table, to.view(), value));
    };
    // Another person's, another chat's, another place of the same chat.
    moved(Table::messages, Key().u64(1).u32(1).u32(0), Key().u64(2).u32(1).u32(0));
    moved(Table::messages, Key().u64(1).u32(1).u32(0), Key().u64(1).u32(2).u32(0));
    moved(Table::messages, Key().u64(1).u32(1).u32(0), Key().u64(1).u32(1).u32(1));
    CHECK(must(get_message(*txn, 1, 1, 0)) == message);
    CHECK(get_message(*txn, 2, 1, 0).error().code == ErrorCode::data_loss);
    CHECK(get_message(*txn, 1, 2, 0).error().code == ErrorCode::data_loss);
    CHECK(get_message(*txn, 1, 1, 1).error().code == ErrorCode::data_loss);

    const auto ann = must(intern_user(*txn, hasher, "ann"));
    must(put_counters(*txn, ann, {.next_number = 5}));
    moved(Table::counters, Key().u64(ann), Key().u64(ann + 7));
    CHECK(get_counters(*txn, ann + 7).error().code == ErrorCode::data_loss);
    must(txn->put(Table::headers, Key().u64(ann).u64(0).view(), "something"));
    must(txn->erase(Table::counters, Key().u64(ann).view()));
    CHECK(get_counters(*txn, ann).error().code == ErrorCode::data_loss);
    must(put_counters(*txn, ann, {.next_number = 5}));

    // The counters in `meta` may be lost or damaged.
    must(txn->erase(Table::meta, "next user"));
    CHECK(intern_user(*txn, hasher, "bob").error().code == ErrorCode::data_loss);
    const auto change = must(next_change(*txn));
    must(put_change(*txn, change, {.user = ann}));
    must(txn->erase(Table::meta, "next change"));
    CHECK(next_change(*txn).error().code == ErrorCode::data_loss);
  });
}
