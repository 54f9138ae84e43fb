#include "value_codec.h"

#include <bit>

namespace mnestic::store {
namespace {

enum class Kind : std::uint8_t {
  null = 0,
  no = 1,
  yes = 2,
  integer = 3,
  real = 4,
  text = 5,
  list = 6,
  object = 7,
};

struct ValueWriter {
  Writer& out;

  void kind(Kind value) const { out.raw_u8(static_cast<std::uint8_t>(value)); }

  void operator()(std::monostate) const { kind(Kind::null); }
  void operator()(bool value) const { kind(value ? Kind::yes : Kind::no); }
  void operator()(std::int64_t value) const {
    kind(Kind::integer);
    out.raw_varint(zigzag(value));
  }
  void operator()(double value) const {
    kind(Kind::real);
    out.raw_fixed64(std::bit_cast<std::uint64_t>(value));
  }
  void operator()(const std::string& value) const {
    kind(Kind::text);
    out.raw_bytes(value);
  }
  void operator()(const model::Values& values) const {
    kind(Kind::list);
    out.raw_varint(values.size());
    for (const model::Value& value : values) std::visit(*this, value.variant);
  }
  void operator()(const model::Fields& fields) const {
    kind(Kind::object);
    write_fields(out, fields);
  }
};

model::Value read_value(Reader& in, int depth);

model::Values read_list(Reader& in, int depth) {
  model::Values values;
  const std::uint64_t count = in.raw_varint();
  // Every value takes a byte at least: the count cannot make us allocate more than the input
  // allows.
  if (count > in.size()) in.fail();
  for (std::uint64_t i = 0; in.ok() && i < count; ++i) values.push_back(read_value(in, depth));
  return values;
}

model::Value read_value(Reader& in, int depth) {
  if (depth > kValueDepthMax) in.fail();
  const std::uint8_t kind = in.raw_u8();
  if (!in.ok() || kind > static_cast<std::uint8_t>(Kind::object)) {
    in.fail();
    return {};
  }
  switch (static_cast<Kind>(kind)) {
    case Kind::null:
      return {};
    case Kind::no:
      return false;
    case Kind::yes:
      return true;
    case Kind::integer:
      return unzigzag(in.raw_varint());
    case Kind::real:
      return std::bit_cast<double>(in.raw_fixed64());
    case Kind::text:
      return std::string(in.raw_bytes());
    case Kind::list:
      return read_list(in, depth + 1);
    case Kind::object:
      return read_fields(in, depth + 1);
  }
  return {};
}

}  // namespace

void write_fields(Writer& out, const model::Fields& fields) {
  out.raw_varint(fields.size());
  for (const auto& [name, value] : fields) {
    out.raw_bytes(name);
    std::visit(ValueWriter{out}, value.variant);
  }
}

model::Fields read_fields(Reader& in, int depth) {
  model::Fields fields;
  const std::uint64_t count = in.raw_varint();
  if (count > in.size()) in.fail();
  for (std::uint64_t i = 0; in.ok() && i < count; ++i) {
    std::string name(in.raw_bytes());
    model::Value value = read_value(in, depth);
    if (!fields.empty() && name <= fields.rbegin()->first) in.fail();
    if (in.ok()) fields.emplace_hint(fields.end(), std::move(name), std::move(value));
  }
  return fields;
}

}  // namespace mnestic::store
