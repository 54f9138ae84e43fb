#include "hnsw_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "codec.h"

namespace mnestic::index {
namespace {

// Closes with the scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

Error failed(const std::string& what, const std::filesystem::path& file) {
  const ErrorCode code = errno == ENOSPC ? ErrorCode::resource_exhausted : ErrorCode::unavailable;
  return Error{code, "cannot " + what + " " + file.string() + ": " + std::strerror(errno)};
}

Error damaged(const std::filesystem::path& file) {
  return data_loss("the vector graph " + file.string() + " is damaged; it will be built again");
}

template <typename T>
std::span<const T> take(const char*& at, std::size_t count) {
  const std::span<const T> part(reinterpret_cast<const T*>(at), count);
  at += count * sizeof(T);
  return part;
}

// The words of all parts behind the header, or nothing for counts that cannot be.
std::size_t body_bytes(const GraphHeader& header) {
  constexpr std::uint64_t kCountMax = UINT32_MAX - 1;
  if (header.count > kCountMax || header.upper > kCountMax) return 0;
  return header.count * (sizeof(std::uint64_t) + kList0Words * sizeof(std::uint32_t)) +
         (header.count + 1) * sizeof(std::uint32_t) +
         header.upper * kListWords * sizeof(std::uint32_t);
}

GraphParts parts_of(const char* bytes, const GraphHeader& header) {
  const char* at = bytes + sizeof(GraphHeader);
  GraphParts parts{.entry = header.entry, .entry_level = header.entry_level};
  parts.numbers = take<std::uint64_t>(at, header.count);
  parts.first_upper = take<std::uint32_t>(at, header.count + 1);
  parts.links0 = take<std::uint32_t>(at, header.count * kList0Words);
  parts.upper = take<std::uint32_t>(at, header.upper * kListWords);
  return parts;
}

// A file mapped read-only for as long as it lives.
Result<std::unique_ptr<Graph::File>> map_file(int descriptor, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return failed("read", path);
  auto file = std::make_unique<Graph::File>();
  file->size_bytes = static_cast<std::size_t>(status.st_size);
  if (file->size_bytes < sizeof(GraphHeader)) return damaged(path);
  void* mapping = ::mmap(nullptr, file->size_bytes, PROT_READ, MAP_SHARED, descriptor, 0);
  if (mapping == MAP_FAILED) return failed("map", path);
  file->mapping = mapping;
  return file;
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::filesystem::path& file) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write", file);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::uint32_t checksum_of(const Graph::File& file) {
  const std::string_view all(static_cast<const char*>(file.mapping), file.size_bytes);
  return checksum(all.substr(kGraphSummedFrom));
}

}  // namespace

std::span<const std::uint32_t> GraphParts::neighbours(std::uint32_t node,
                                                      std::uint32_t level) const {
  std::span<const std::uint32_t> list;
  if (level == 0) {
    list = links0.subspan(node * kList0Words, kList0Words);
  } else {
    const std::size_t at = std::size_t{first_upper[node]} + level - 1;
    if (at >= first_upper[node + 1] || (at + 1) * kListWords > upper.size()) return {};
    list = upper.subspan(at * kListWords, kListWords);
  }
  return list.subspan(1, std::min<std::size_t>(list[0], list.size() - 1));
}

Graph::File::~File() {
  if (mapping != nullptr) ::munmap(mapping, size_bytes);
}

Graph::Graph(std::unique_ptr<const File> file) : file_(std::move(file)) {
  for (const std::uint64_t number : file_->parts.numbers) {
    const std::uint64_t block = number / store::kBlockSize;
    if (block >= held_.size()) held_.resize(block + 1);
    held_[block] |= 1ULL << (number % store::kBlockSize);
  }
}
Graph::~Graph() = default;
const GraphIdentity& Graph::identity() const { return file_->identity; }
std::uint64_t Graph::size() const { return file_->parts.numbers.size(); }

Result<std::shared_ptr<const Graph>> Graph::open(const std::filesystem::path& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.get() < 0) {
    if (errno == ENOENT) return not_found("there is no vector graph " + path.string());
    return failed("open", path);
  }
  MNESTIC_TRY_ASSIGN(auto file, map_file(descriptor.get(), path));
  const auto* bytes = static_cast<const char*>(file->mapping);
  GraphHeader header;
  std::memcpy(&header, bytes, sizeof(header));
  const bool whole = header.magic == kGraphMagic && header.zero == 0 && header.count >= 1 &&
                     body_bytes(header) == file->size_bytes - sizeof(header) &&
                     header.entry < header.count && header.checksum == checksum_of(*file);
  if (!whole) return damaged(path);
  file->identity = {.user = header.user,
                    .model = static_cast<ModelNumber>(header.model),
                    .dimension = header.dimension,
                    .erasures = header.erasures};
  file->parts = parts_of(bytes, header);
  const auto& numbers = file->parts.numbers;
  if (*std::max_element(numbers.begin(), numbers.end()) > UINT32_MAX) return damaged(path);
  return std::make_shared<const Graph>(std::move(file));
}

Result<std::unique_ptr<GraphWriter>> GraphWriter::create(std::filesystem::path path) {
  auto writer = std::make_unique<GraphWriter>(std::move(path));
  constexpr mode_t kMode = 0600;
  writer->descriptor_ =
      ::open(writer->path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, kMode);
  if (writer->descriptor_ < 0) return failed("make", writer->path_);
  MNESTIC_TRY(writer->append(std::vector<char>(sizeof(GraphHeader), 0)));
  return writer;
}

GraphWriter::~GraphWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> GraphWriter::append(std::span<const char> bytes) {
  constexpr std::size_t kBufferBytes = 1 << 20;
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return buffer_.size() >= kBufferBytes ? flush() : Result<void>();
}

Result<void> GraphWriter::flush() {
  MNESTIC_TRY(write_all(descriptor_, {buffer_.data(), buffer_.size()}, path_));
  buffer_.clear();
  return {};
}

Result<void> GraphWriter::finish(GraphHeader header) {
  MNESTIC_TRY(flush());
  header.magic = kGraphMagic;
  // Twice: the checksum is over the header's other fields too.
  for (int round = 0; round < 2; ++round) {
    const auto written = ::pwrite(descriptor_, &header, sizeof(header), 0);
    if (written != static_cast<ssize_t>(sizeof(header))) return failed("write", path_);
    MNESTIC_TRY_ASSIGN(const auto mapped, map_file(descriptor_, path_));
    if (round == 0) header.checksum = checksum_of(*mapped);
  }
  return ::fsync(descriptor_) == 0 ? Result<void>() : Result<void>(failed("sync", path_));
}

}  // namespace mnestic::index
