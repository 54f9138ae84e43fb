// The decoders of stored records: any bytes give data_loss or a record that is written back as the
// same bytes. Each input is tried as it is and, in a frame with a right checksum, as a body.
// Input: a choice of decoder, then the record's letter and body.
#include <string>

#include "mnestic/base/assert.h"
#include "src/store/record_codecs.h"
#include "src/store/value_codec.h"
#include "src/store/wire.h"
#include "target.h"

namespace mnestic::fuzz {
namespace {

using namespace store;

template <typename Decode>
void check(std::string_view bytes, Decode decode) {
  const auto record = decode(bytes, std::nullopt);
  if (!record) {
    MNESTIC_ASSERT(record.error().code == ErrorCode::data_loss);
    return;
  }
  const std::string again = encode(*record);
  // Shorter: an optional field of a newer version was skipped.
  if (again.size() >= bytes.size()) MNESTIC_ASSERT(again == bytes);
  const auto second = decode(again, std::nullopt);
  MNESTIC_ASSERT(second && encode(*second) == again);
}

void check_block(std::string_view bytes) {
  const auto block = HeaderBlock::open(bytes);
  if (!block) {
    MNESTIC_ASSERT(block.error().code == ErrorCode::data_loss);
    return;
  }
  (void)block->verify_checksum();  // only that it may be asked
  for (std::uint64_t slot = 0; slot <= kBlockSize; ++slot) {
    const Header header = block->at(slot);
    if (slot >= block->count()) MNESTIC_ASSERT(header.state == State::erased);
  }
}

void check_fields(std::string_view bytes) {
  Reader in(bytes);
  const model::Fields fields = read_fields(in);
  if (!in.ok()) return;
  Writer out;
  write_fields(out, fields);
  const std::string written = out.take();
  Reader again(written);
  Writer second;
  write_fields(second, read_fields(again));
  MNESTIC_ASSERT(again.ok() && second.take() == written);
}

void decode_as(unsigned char choice, std::string_view bytes) {
  switch (choice % 9) {
    case 0:
      return check(bytes, decode_version);
    case 1:
      return check(bytes, decode_id);
    case 2:
      return check(bytes, decode_change);
    case 3:
      return check(bytes, decode_counters);
    case 4:
      return check(bytes, decode_name);
    case 5:
      return check_block(bytes);
    case 6:
      return check_fields(bytes);
    case 7:
      return check(bytes, decode_chat);
    default:
      return check(bytes, decode_message);
  }
}

}  // namespace

void attack(std::string_view bytes) {
  const unsigned char choice = take_byte(bytes);
  decode_as(choice, bytes);
  if (!bytes.empty()) decode_as(choice, seal(bytes.front(), bytes.substr(1)));
}

}  // namespace mnestic::fuzz
