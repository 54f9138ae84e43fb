#include "safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "mnestic/base/utf8.h"

namespace mnestic::embed {
namespace {

constexpr std::size_t kLengthBytes = 8;

struct DtypeRow {
  std::string_view name;
  std::size_t size_bytes;
  Dtype dtype;
};
constexpr DtypeRow kDtypes[] = {
    {"F32", 4, Dtype::f32},   {"F16", 2, Dtype::f16},   {"BF16", 2, Dtype::bf16},
    {"F64", 8, Dtype::other}, {"I64", 8, Dtype::other}, {"I32", 4, Dtype::other},
    {"I16", 2, Dtype::other}, {"I8", 1, Dtype::other},  {"U8", 1, Dtype::other},
    {"U16", 2, Dtype::other}, {"U32", 4, Dtype::other}, {"U64", 8, Dtype::other},
    {"BOOL", 1, Dtype::other}};

// IEEE half precision: 1 sign, 5 exponent and 10 fraction bits.
float from_half(std::uint16_t half) {
  const std::uint32_t sign = std::uint32_t{half & 0x8000U} << 16;
  const std::uint32_t exponent = (half >> 10) & 0x1FU;
  const std::uint32_t fraction = half & 0x3FFU;
  if (exponent == 0) {  // zero and what is too small for an exponent
    const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
    return sign == 0 ? magnitude : -magnitude;
  }
  const std::uint32_t wide = exponent == 0x1F ? 0xFFU : exponent + 112;
  return std::bit_cast<float>(sign | (wide << 23) | (fraction << 13));
}

float from_bfloat(std::uint16_t brain) { return std::bit_cast<float>(std::uint32_t{brain} << 16); }

// A little-endian value that may lie at any address.
template <typename T>
T load(const std::byte* from) {
  T value{};
  std::memcpy(&value, from, sizeof value);
  return value;
}

std::optional<std::uint64_t> natural(const nlohmann::json& value) {
  if (!value.is_number_unsigned()) return std::nullopt;
  return value.get<std::uint64_t>();
}

// Of the array that `entry` describes; nothing when any of it is not as it must be. `data` are the
// bytes behind the header.
std::optional<Tensor> tensor_of(const nlohmann::json& entry, std::span<const std::byte> data) {
  if (!entry.is_object()) return std::nullopt;
  const auto dtype = entry.find("dtype");
  const auto shape = entry.find("shape");
  const auto offsets = entry.find("data_offsets");
  if (dtype == entry.end() || !dtype->is_string() || shape == entry.end() || !shape->is_array() ||
      shape->size() > kRankMax || offsets == entry.end() || !offsets->is_array() ||
      offsets->size() != 2) {
    return std::nullopt;
  }
  const auto row = std::find_if(std::begin(kDtypes), std::end(kDtypes), [&](const DtypeRow& each) {
    return each.name == dtype->get_ref<const std::string&>();
  });
  const auto begin = natural((*offsets)[0]);
  const auto end = natural((*offsets)[1]);
  if (row == std::end(kDtypes) || !begin || !end || *begin > *end || *end > data.size()) {
    return std::nullopt;
  }
  Tensor tensor{row->dtype, {}, data.subspan(*begin, *end - *begin)};
  std::uint64_t size_bytes = row->size_bytes;
  for (const auto& each : *shape) {
    const auto extent = natural(each);
    if (!extent || __builtin_mul_overflow(size_bytes, *extent, &size_bytes)) return std::nullopt;
    tensor.shape.push_back(*extent);
  }
  if (size_bytes != tensor.bytes.size()) return std::nullopt;
  return tensor;
}

// The arrays must lie one behind the other, to the end of the file: what overlaps or is left over
// was not written by an honest tool.
bool tile(const Tensors& tensors, std::span<const std::byte> data) {
  std::vector<std::span<const std::byte>> pieces;
  for (const auto& [name, tensor] : tensors) pieces.push_back(tensor.bytes);
  std::sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) {
    return std::pair(a.data(), a.size()) < std::pair(b.data(), b.size());
  });
  const std::byte* next = data.data();
  for (const auto& piece : pieces) {
    if (piece.data() != next) return false;
    next += piece.size();
  }
  return next == data.data() + data.size();
}

std::string shape_text(std::span<const std::size_t> shape) {
  std::string text;
  for (const std::size_t extent : shape) text += (text.empty() ? "" : "×") + std::to_string(extent);
  return text;
}

}  // namespace

std::size_t Tensor::count() const {
  std::size_t count = 1;
  for (const std::size_t extent : shape) count *= extent;
  return count;
}

void Tensor::read(std::size_t begin, std::span<float> out) const {
  MNESTIC_ASSERT(dtype != Dtype::other && begin + out.size() <= count());
  if (dtype == Dtype::f32) {
    if (!out.empty()) std::memcpy(out.data(), bytes.data() + begin * 4, out.size() * 4);
    return;
  }
  const auto convert = dtype == Dtype::f16 ? from_half : from_bfloat;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = convert(load<std::uint16_t>(bytes.data() + (begin + i) * 2));
  }
}

Result<Tensors> parse_safetensors(std::span<const std::byte> file) {
  static_assert(std::endian::native == std::endian::little);
  if (file.size() < kLengthBytes) return data_loss("too short for a header");
  const auto header_bytes = load<std::uint64_t>(file.data());
  if (header_bytes > kHeaderBytesMax || header_bytes > file.size() - kLengthBytes) {
    return data_loss("its header says to be " + std::to_string(header_bytes) + " bytes long");
  }
  const auto* const text = reinterpret_cast<const char*>(file.data() + kLengthBytes);
  const auto header = nlohmann::json::parse(text, text + header_bytes, nullptr, false);
  if (!header.is_object()) return data_loss("its header is no JSON object");
  const auto data = file.subspan(kLengthBytes + header_bytes);
  Tensors tensors;
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") continue;
    auto tensor = tensor_of(entry, data);
    if (!tensor) return data_loss("its header is wrong about \"" + to_valid_utf8(name) + "\"");
    tensors.emplace(name, *std::move(tensor));
  }
  if (!tile(tensors, data)) return data_loss("its arrays overlap or do not fill the file");
  return tensors;
}

Result<Safetensors> Safetensors::open(const std::filesystem::path& path) {
  Safetensors opened;
  MNESTIC_TRY_ASSIGN(opened.file_, FileMap::open(path));
  auto tensors = parse_safetensors(opened.file_.bytes());
  if (!tensors) {
    return data_loss(path.string() + " is damaged (" + tensors.error().message +
                     "); get the model anew.");
  }
  opened.tensors_ = *std::move(tensors);
  return opened;
}

Result<Tensor> Safetensors::tensor(std::string_view name,
                                   std::span<const std::size_t> shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    return data_loss("the model has no array \"" + std::string(name) + "\"; get it anew.");
  }
  const Tensor& tensor = found->second;
  if (!std::equal(shape.begin(), shape.end(), tensor.shape.begin(), tensor.shape.end())) {
    return data_loss("the model's array \"" + std::string(name) + "\" is " +
                     shape_text(tensor.shape) + ", its config.json says " + shape_text(shape) +
                     "; get it anew.");
  }
  if (tensor.dtype == Dtype::other) {
    return failed_precondition("the model's array \"" + std::string(name) +
                               "\" is neither F32, F16 nor BF16; use another model.");
  }
  return tensor;
}

}  // namespace mnestic::embed
