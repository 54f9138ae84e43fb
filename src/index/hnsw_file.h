// The file of a graph, as it is mapped.
//
//   file    = header(72) number(8){count} first_upper(4){count+1} links0(132){count}
//   links(68){upper} header  = "mnhnsw" layout(1) 00, checksum(4) 0(4), user(8), erasures(8),
//   model(8), dimension(8),
//             count(8), upper(8), entry(4) entry_level(4)
//   links   = count(4) node(4){...}: 32 on the lowest level, 16 above
//
// In the byte order of the machine, since it is a cache and moves nowhere; the layout's number
// stands in a word, so that another order is refused. Node i is the version number[i]; its lists on
// the levels from 1 up are links[first_upper[i]] to links[first_upper[i + 1] - 1]. The checksum is
// over all behind it.
//
// Thread safety: immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "mnestic/index/hnsw.h"

namespace mnestic::index {

inline constexpr std::size_t kLinksMax = 16;  // above the lowest level
inline constexpr std::size_t kLinks0Max = 2 * kLinksMax;
inline constexpr std::size_t kListWords = kLinksMax + 1;
inline constexpr std::size_t kList0Words = kLinks0Max + 1;

struct GraphHeader {
  std::uint64_t magic = 0;
  std::uint32_t checksum = 0;
  std::uint32_t zero = 0;
  std::uint64_t user = 0;
  std::uint64_t erasures = 0;
  std::uint64_t model = 0;
  std::uint64_t dimension = 0;
  std::uint64_t count = 0;
  std::uint64_t upper = 0;
  std::uint32_t entry = 0;
  std::uint32_t entry_level = 0;
};
inline constexpr std::uint64_t kGraphMagic = 0x0001'7773'6e68'6e6dULL;  // "mnhnsw", layout 1
inline constexpr std::size_t kGraphChecksumAt = 8;
inline constexpr std::size_t kGraphSummedFrom = 16;

// What the file consists of, in memory or mapped.
struct GraphParts {
  std::uint32_t entry = 0;
  std::uint32_t entry_level = 0;
  std::span<const std::uint64_t> numbers;
  std::span<const std::uint32_t> first_upper;
  std::span<const std::uint32_t> links0;
  std::span<const std::uint32_t> upper;

  // The neighbours of a node on a level that it has. Nothing for what cannot be: a mapped file can
  // change after its checksum was read.
  [[nodiscard]] std::span<const std::uint32_t> neighbours(std::uint32_t node,
                                                          std::uint32_t level) const;
};

struct Graph::File {
  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();

  void* mapping = nullptr;
  std::size_t size_bytes = 0;
  GraphIdentity identity;
  GraphParts parts;
};

// Writes a graph piece by piece, in the order of the parts, with little memory.
class GraphWriter {
 public:
  // Errors, here and below: unavailable, resource_exhausted (no room on the disk).
  [[nodiscard]] static Result<std::unique_ptr<GraphWriter>> create(std::filesystem::path path);
  explicit GraphWriter(std::filesystem::path path) : path_(std::move(path)) {}
  GraphWriter(const GraphWriter&) = delete;
  GraphWriter& operator=(const GraphWriter&) = delete;
  ~GraphWriter();

  [[nodiscard]] Result<void> append(std::span<const char> bytes);
  template <typename T>
  [[nodiscard]] Result<void> append_words(std::span<const T> words) {
    return append({reinterpret_cast<const char*>(words.data()), words.size_bytes()});
  }
  // Puts the header before it, with the checksum, and waits for the disk.
  [[nodiscard]] Result<void> finish(GraphHeader header);

 private:
  [[nodiscard]] Result<void> flush();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::vector<char> buffer_;
};

}  // namespace mnestic::index
