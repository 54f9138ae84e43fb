// Safetensors: named arrays in one file, as models are published: eight bytes of length, a JSON
// header, then the numbers. Everything in the header is checked before anything is believed.
//
// Thread safety: const methods from any thread. Lifetime: a Tensor is a view into the map of its
// file. Limits: kHeaderBytesMax, kRankMax.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "file_map.h"
#include "mnestic/base/result.h"

namespace mnestic::embed {

inline constexpr std::uint64_t kHeaderBytesMax = 16 * 1024 * 1024;
inline constexpr std::size_t kRankMax = 8;

// What arithmetic understands here; other arrays may be in the file, but not be read.
enum class Dtype : std::uint8_t { f32, f16, bf16, other };

struct Tensor {
  Dtype dtype = Dtype::other;
  std::vector<std::size_t> shape;
  std::span<const std::byte> bytes;

  [[nodiscard]] std::size_t count() const;  // of numbers
  // Numbers [begin, begin + out.size()) as float. REQUIRES: they exist; dtype is not `other`.
  void read(std::size_t begin, std::span<float> out) const;
};

using Tensors = std::map<std::string, Tensor, std::less<>>;

// The arrays of a file's bytes. Errors: data_loss saying what is wrong with the header: its
// length, JSON, a shape that does not fit its bytes, arrays that overlap, leave the file or leave a
// gap.
[[nodiscard]] Result<Tensors> parse_safetensors(std::span<const std::byte> file);

class Safetensors {
 public:
  // Errors: as FileMap::open() and parse_safetensors(), with the path.
  [[nodiscard]] static Result<Safetensors> open(const std::filesystem::path& path);

  // The array of that name and shape. Errors: data_loss when it is not there, has another shape or
  // a type that cannot be read.
  [[nodiscard]] Result<Tensor> tensor(std::string_view name,
                                      std::span<const std::size_t> shape) const;
  [[nodiscard]] bool contains(std::string_view name) const { return tensors_.contains(name); }

 private:
  FileMap file_;
  Tensors tensors_;
};

}  // namespace mnestic::embed
