// Records as bytes: exact, round trip, and hostile input.
#include <bit>
#include <limits>

#include "mnestic/store/keys.h"
#include "src/store/header_block.h"
#include "src/store/record_codecs.h"
#include "src/store/value_codec.h"
#include "src/store/wire.h"
#include "tests/store/fixtures.h"
#include "tests/store/samples.h"

using namespace mnestic;
using namespace mnestic::store;
using namespace mnestic::store::testing;

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text.push_back(kDigits[static_cast<std::uint8_t>(byte) >> 4]);
    text.push_back(kDigits[static_cast<std::uint8_t>(byte) & 15]);
  }
  return text;
}

// Flips, cuts, grows and shuffles; with a mended checksum when `mend`, so that the decoder behind
// it is reached.
std::string mutated(std::string bytes, Samples& samples, bool mend) {
  if (mend && bytes.size() > 5) bytes.resize(bytes.size() - 4);
  for (std::uint64_t i = 1 + samples.below(4); i > 0 && !bytes.empty(); --i) {
    const std::size_t at = samples.below(bytes.size());
    switch (samples.below(5)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << samples.below(8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(samples.below(256));
        break;
      case 2:
        bytes.resize(at);
        break;
      case 3:
        bytes.insert(at, samples.text(9));
        break;
      default:
        bytes.erase(at, samples.below(8));
        break;
    }
  }
  if (mend && !bytes.empty()) return seal(bytes.front(), std::string_view(bytes).substr(1));
  return bytes;
}

// Whatever the bytes: data_loss, or a value that encodes to the very same bytes (less fields that
// were skipped).
template <typename Decode>
void attack(const std::string& whole, Samples& samples, Decode decode) {
  for (const bool mend : {false, true}) {
    const std::string bytes = mutated(whole, samples, mend);
    const auto record = decode(bytes, std::nullopt);
    if (record) {
      const std::string again = encode(*record);
      // Shorter: an optional field of a newer version was skipped.
      if (again.size() >= bytes.size()) REQUIRE(again == bytes);
      REQUIRE(encode(must(decode(again, std::nullopt))) == again);
    } else {
      REQUIRE(record.error().code == ErrorCode::data_loss);
    }
  }
}

}  // namespace

TEST_CASE("codec: varints at their edges") {
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{127}, std::uint64_t{128},
        std::uint64_t{16'383}, std::uint64_t{16'384}, std::uint64_t{1} << 63,
        std::numeric_limits<std::uint64_t>::max()}) {
    Writer out;
    out.raw_varint(value);
    const std::string bytes = out.take();
    Reader in(bytes);
    CHECK(in.raw_varint() == value);
    CHECK(in.ok());
    CHECK(in.size() == 0);
  }
  Reader overflow("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02");
  (void)overflow.raw_varint();  // only whether it fails matters
  CHECK_FALSE(overflow.ok());
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1},
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    CHECK(unzigzag(zigzag(value)) == value);
  }
  CHECK(zigzag(-1) == 1);
  CHECK(zigzag(1) == 2);
}

TEST_CASE("codec: small records byte for byte") {
  CHECK(hex(encode(UserCounters{.next_number = 300, .next_chat = 2, .docs = 1, .length_sum = 9}))
            .starts_with("5504ac0208020c011009"));
  CHECK(hex(encode(IdRecord{.user = 1, .current = 5, .chain = {2, 5}}))
            .starts_with("490401080"
                         "50e020205"));
  CHECK(hex(encode(NameRecord{.number = 3, .id = "ab"})).starts_with("4e04030a026162"));
}

TEST_CASE("codec: every record comes back as it was") {
  Samples samples(1);
  for (int i = 0; i < 2'000; ++i) {
    const VersionRecord version = samples.version();
    CHECK(must(decode_version(encode(version))) == version);

    const ChangeRecord change{.user = samples.number(),
                              .action = static_cast<ChangeAction>(samples.below(9)),
                              .at = samples.time(),
                              .target = samples.number(),
                              .undone_by = samples.number(),
                              .entries = {{samples.number(), true}, {samples.number(), false}},
                              .messages = {samples.run(), samples.run()}};
    CHECK(must(decode_change(encode(change))) == change);
    const IdRecord id{.user = samples.number(),
                      .current = samples.number(),
                      .chain = {samples.number(), samples.number()}};
    CHECK(must(decode_id(encode(id))) == id);
    const UserCounters counters{.next_number = samples.number(),
                                .next_chat = static_cast<ChatNumber>(samples.number()),
                                .docs = samples.number(),
                                .length_sum = samples.number()};
    CHECK(must(decode_counters(encode(counters))) == counters);
    const NameRecord name{.number = samples.number(), .id = samples.text(256)};
    CHECK(must(decode_name(encode(name))) == name);
    const MessageRecord message = samples.message();
    CHECK(must(decode_message(encode(message))) == message);
    const ChatRecord chat = samples.chat();
    CHECK(must(decode_chat(encode(chat))) == chat);
  }
  CHECK(must(decode_chat(encode(ChatRecord{}))) == ChatRecord{});
  CHECK(must(decode_id(encode(IdRecord{}))) == IdRecord{});
  CHECK(must(decode_change(encode(ChangeRecord{}))) == ChangeRecord{});
  CHECK(must(decode_counters(encode(UserCounters{}))) == UserCounters{});
}

TEST_CASE("codec: every single flipped bit and every cut is noticed") {
  Samples samples(2);
  const std::string whole = encode(samples.version());
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string bytes = whole;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    const auto record = decode_version(bytes);
    REQUIRE_FALSE(record.has_value());
    REQUIRE(record.error().code == ErrorCode::data_loss);
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    REQUIRE_FALSE(decode_version(std::string_view(whole).substr(0, size)).has_value());
  }
}

TEST_CASE("codec: mutated records give data_loss or what encodes to the same bytes") {
  Samples samples(3);
  for (int i = 0; i < 10'000; ++i) {
    attack(encode(samples.version()), samples, decode_version);
    if (i % 4 != 0) continue;
    attack(encode(IdRecord{.user = 1, .current = 2, .chain = {1, 2}}), samples, decode_id);
    attack(encode(ChangeRecord{
               .user = 1, .entries = {{1, true}, {300, false}}, .messages = {{1, 2, 3}}}),
           samples, decode_change);
    attack(encode(UserCounters{.next_number = 5, .docs = 4, .length_sum = 3}), samples,
           decode_counters);
    attack(encode(NameRecord{.number = 7, .id = "someone"}), samples, decode_name);
    attack(encode(samples.message()), samples, decode_message);
    attack(encode(samples.chat()), samples, decode_chat);
  }
}

TEST_CASE("codec: a tree deeper than allowed, and a count larger than the input, are refused") {
  Writer deep;
  deep.raw_varint(1);
  deep.raw_bytes("a");
  for (int i = 0; i < 100'000; ++i) {
    deep.raw_u8(6);  // a list
    deep.raw_varint(1);
  }
  deep.raw_u8(0);
  const std::string deep_bytes = deep.take();
  Reader in(deep_bytes);
  (void)read_fields(in);  // only whether it fails matters
  CHECK_FALSE(in.ok());

  Writer wide;
  wide.raw_varint(1);
  wide.raw_bytes("a");
  wide.raw_u8(6);
  wide.raw_varint(std::uint64_t{1} << 60);
  const std::string wide_bytes = wide.take();
  Reader greedy(wide_bytes);
  (void)read_fields(greedy);  // likewise
  CHECK_FALSE(greedy.ok());
}

TEST_CASE("codec: optional fields of a newer version are skipped, others refused") {
  VersionRecord record;
  record.memory.content = "User likes tea";
  record.spans.emplace_back();
  const std::string bytes = encode(record);
  const std::string body = bytes.substr(1, bytes.size() - 5);
  for (const std::uint64_t tag : {kFirstOptionalTag, kFirstOptionalTag + 1000}) {
    Writer more;
    more.number(tag, 5);
    more.real(tag + 1, 1.5, 0);
    more.bytes(tag + 2, "new");
    CHECK(must(decode_version(seal('V', body + more.take()))) == record);
  }
  Writer critical;
  critical.number(kFirstOptionalTag - 1, 5);
  CHECK(decode_version(seal('V', body + critical.take())).error().code == ErrorCode::data_loss);
}

TEST_CASE("codec: a record knows its place, and is damaged anywhere else") {
  VersionRecord record;
  record.memory.content = "User likes tea";
  record.spans.emplace_back();
  const Place place = place_of(Table::memories, "key");
  const std::string bytes = encode(record, place);
  CHECK(must(decode_version(bytes, place)) == record);
  CHECK(must(decode_version(bytes)) == record);
  // What was written before there were places lies anywhere.
  CHECK(must(decode_version(encode(record), place)) == record);
  for (const Place other : {place_of(Table::memories, "kez"), place_of(Table::memories, "ke"),
                            place_of(Table::messages, "key"), Place{0}}) {
    CHECK(decode_version(bytes, other).error().code == ErrorCode::data_loss);
  }
  // Nothing comes after the place, and there is one.
  const std::string body = bytes.substr(1, bytes.size() - 5);
  Writer more;
  more.number(kPlaceTag + 1, 5);
  CHECK_FALSE(decode_version(seal('V', body + more.take())));
  CHECK_FALSE(decode_version(seal('V', body, place)));
}

TEST_CASE("codec: special doubles come back bit for bit") {
  for (const double value : {-0.0, std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity(), 5e-324}) {
    VersionRecord record;
    record.memory.confidence = value;
    record.memory.data["x"] = value;
    record.spans.emplace_back();
    const VersionRecord back = must(decode_version(encode(record)));
    CHECK(std::bit_cast<std::uint64_t>(back.memory.confidence) ==
          std::bit_cast<std::uint64_t>(value));
  }
}

TEST_CASE("headers: 60 bytes each, right-sized, at most one page") {
  Samples samples(4);
  std::string block;
  std::vector<Header> expected(kBlockSize);
  for (std::uint64_t slot : {std::uint64_t{3}, std::uint64_t{0}, std::uint64_t{63}}) {
    Header header;
    header.state = static_cast<State>(samples.below(5));
    header.kind = 200;
    header.layer = model::Layer::long_term;
    header.first_version = slot != 0;
    header.length = 77;
    header.observed_at = samples.time();
    header.valid_from = samples.time();
    header.valid_to = samples.time();
    header.expires_at = kForever;
    header.recorded_at = samples.time();
    header.changed_at = kBeginning;
    header.chat = 0xDEADBEEF;
    block = with_header(block, slot, header);
    expected[slot] = header;
    const HeaderBlock view = must(HeaderBlock::open(block));
    CHECK(view.verify_checksum());
    for (std::uint64_t i = 0; i < 70; ++i) {
      CHECK(view.at(i) == (i < kBlockSize ? expected[i] : Header{}));
    }
    CHECK(block.size() == 8 + 60 * view.count());
  }
  CHECK(block.size() <= 4080);
  CHECK(must(HeaderBlock::open("")).at(0) == Header{});
  CHECK(HeaderBlock::open(block.substr(1)).error().code == ErrorCode::data_loss);
  CHECK(HeaderBlock::open("12345678").error().code == ErrorCode::data_loss);
  for (std::size_t bit = 0; bit < block.size() * 8; ++bit) {
    std::string bytes = block;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    const auto view = HeaderBlock::open(bytes);
    if (view) REQUIRE_FALSE(view->verify_checksum());
  }
}

TEST_CASE("headers: random bytes never crash") {
  Samples samples(5);
  for (int i = 0; i < 10'000; ++i) {
    std::string bytes = samples.text(600);
    if (bytes.size() > 8 && samples.coin()) {
      const std::size_t count = (bytes.size() - 8) / 60;
      bytes.resize(8 + count * 60);
      bytes[4] = 'H';
      bytes[5] = 1;
      bytes[6] = static_cast<char>(count);
      bytes[7] = 0;
    }
    const auto view = HeaderBlock::open(bytes);
    if (!view) continue;
    for (std::uint64_t slot = 0; slot < kBlockSize; ++slot) {
      REQUIRE(view->at(slot).state <= State::erased);
      REQUIRE(view->at(slot).layer <= model::Layer::long_term);
    }
  }
}

TEST_CASE("keys: byte order is number order and time order, and they read back") {
  Samples samples(6);
  for (int i = 0; i < 2'000; ++i) {
    const std::uint64_t a = samples.number();
    const std::uint64_t b = samples.number();
    CHECK((Key().u64(a).view() < Key().u64(b).view()) == (a < b));
    const Timestamp early = samples.time();
    const Timestamp late = samples.time();
    CHECK((Key().time(early).view() < Key().time(late).view()) == (early < late));
    const Key key = Key().u8(7).u16(515).u32(70'000).u64(a).time(early).bytes("rest");
    KeyReader reader(key.view());
    CHECK(reader.u8() == 7);
    CHECK(reader.u16() == 515);
    CHECK(reader.u32() == 70'000);
    CHECK(reader.u64() == a);
    CHECK(reader.time() == early);
    CHECK(reader.rest() == "rest");
    CHECK(reader.ok());
    CHECK(reader.u64() == 0);
    CHECK_FALSE(reader.ok());
    CHECK(reader.rest().empty());
  }
  CHECK(Key().time(kBeginning).view() == std::string(8, '\0'));
  CHECK(Key().time(kForever).view() == std::string(8, '\xFF'));
  CHECK(hex(Key().u16(0x0102).u32(0x03040506).view()) == "010203040506");
}

TEST_CASE("hasher: SipHash-2-4, with domains kept apart") {
  KeyHasher::Secret secret{};
  for (std::size_t i = 0; i < secret.size(); ++i) secret[i] = static_cast<std::uint8_t>(i);
  const KeyHasher hasher(secret);
  // The reference vectors of SipHash-2-4 (Aumasson and Bernstein): key 00..0f, message 00, 00 01,
  // ... The empty domain with its zero byte, then 01, 02 ... is that message.
  CHECK(hasher.hash64("", "") == 0x74f839c593dc67fdULL);
  CHECK(hasher.hash64("", "\x01") == 0x0d6c8009d9a94f5aULL);
  CHECK(hasher.hash64("", "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e") ==
        0xa129ca6149be45e5ULL);
  CHECK(hasher.hash64("term", "x") != hasher.hash64("tag", "x"));
  CHECK(hasher.hash128("user", "x") != hasher.hash128("chat", "x"));
  CHECK(hasher.hash128("user", "x") == KeyHasher(secret).hash128("user", "x"));
}
