#include "model_identity.h"

#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>

#include "file_map.h"
#include "mnestic/base/utf8.h"
#include "mnestic/embed/install.h"

namespace mnestic::embed {
namespace {

struct Published {
  std::string_view file;
  std::string_view digest;
};
// sentence-transformers/all-MiniLM-L6-v2.
constexpr std::array<Published, 2> kDefaultFiles{{
    {"model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"},
    {"vocab.txt", "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"},
}};

constexpr std::array<const char*, 9> kFiles = {"model.safetensors",
                                               "vocab.txt",
                                               "tokenizer.json",
                                               "config.json",
                                               "modules.json",
                                               "1_Pooling/config.json",
                                               "tokenizer_config.json",
                                               "sentence_bert_config.json",
                                               "config_sentence_transformers.json"};
constexpr std::size_t kNameDigits = 12;

// What is recorded of a file.
struct Record {
  std::uint64_t size_bytes = 0;
  std::int64_t mtime_ns = 0;
  std::string digest;

  friend bool operator==(const Record&, const Record&) = default;
};
using Records = std::map<std::string, Record, std::less<>>;

std::string digest_of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::array<char, 2 * digest.size() + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(), digest.data(), digest.size());
  return digits.data();
}

Records read_records(const std::filesystem::path& folder) {
  std::ifstream file(folder / kRecordName, std::ios::binary);
  const auto parsed = nlohmann::json::parse(file, nullptr, false);
  Records records;
  if (!parsed.is_object()) return records;
  for (const auto& [name, entry] : parsed.items()) {
    if (!entry.is_object()) continue;
    try {
      records[name] = {entry.at("size_bytes").get<std::uint64_t>(),
                       entry.at("mtime_ns").get<std::int64_t>(),
                       entry.at("sha256").get<std::string>()};
    } catch (const nlohmann::json::exception&) {
      continue;  // no record: the file is read
    }
  }
  return records;
}

// A folder that cannot be written keeps no records: its files are read at every start.
void write_records(const std::filesystem::path& folder, const Records& records) {
  nlohmann::json all = nlohmann::json::object();
  for (const auto& [name, record] : records) {
    all[name] = {{"size_bytes", record.size_bytes},
                 {"mtime_ns", record.mtime_ns},
                 {"sha256", record.digest}};
  }
  const auto path = folder / kRecordName;
  auto written = path;
  written += ".new";
  std::error_code error;
  {
    std::ofstream file(written, std::ios::binary | std::ios::trunc);
    file << all.dump(1) << '\n';
    if (!file.flush()) {
      std::filesystem::remove(written, error);
      return;
    }
  }
  std::filesystem::rename(written, path, error);
}

// Size and time of a file; nothing when it is not there.
std::optional<Record> state_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return Record{static_cast<std::uint64_t>(status.st_size),
                std::int64_t{status.st_mtim.tv_sec} * kNanoseconds + status.st_mtim.tv_nsec,
                {}};
}

// The same record with the digest of the bytes as they are now.
Result<Record> current(const std::filesystem::path& path, Record state, const Record* recorded,
                       Trust trust) {
  const bool untouched = recorded != nullptr && recorded->size_bytes == state.size_bytes &&
                         recorded->mtime_ns == state.mtime_ns;
  if (untouched && trust == Trust::recorded) return *recorded;
  MNESTIC_TRY_ASSIGN(const FileMap file, FileMap::open(path));
  state.digest = digest_of(file.text());
  if (recorded == nullptr || recorded->digest == state.digest) return state;
  return data_loss(path.string() +
                   " is not what it was when the model was first used; get the "
                   "model anew, or remove " +
                   std::string(kRecordName) + " beside it if it was changed on purpose.");
}

std::string own_name(const std::filesystem::path& folder) {
  const auto path = folder.lexically_normal();
  return to_valid_utf8(path.has_filename() ? path.filename().string()
                                           : path.parent_path().filename().string());
}

Result<std::string> name_of(const std::filesystem::path& folder, const Records& records) {
  const std::string own = own_name(folder);
  bool is_default = true;
  for (const Published& file : kDefaultFiles) {
    const auto found = records.find(file.file);
    if (found != records.end() && found->second.digest == file.digest) continue;
    is_default = false;
    if (own == kDefaultModel) {
      return data_loss((folder / file.file).string() +
                       " is not the published file (its SHA-256 differs); get the model anew.");
    }
  }
  if (is_default) return std::string(kDefaultModel);
  std::string all;
  for (const auto& [name, record] : records) all += name + ' ' + record.digest + '\n';
  return own + "-" + digest_of(all).substr(0, kNameDigits);
}

}  // namespace

std::span<const char* const> model_files() { return kFiles; }

Result<std::string> identify_model(const std::filesystem::path& folder, Trust trust) {
  const Records recorded = read_records(folder);
  Records records;
  for (const char* name : kFiles) {
    const auto state = state_of(folder / name);
    if (!state) continue;
    const auto found = recorded.find(name);
    MNESTIC_TRY_ASSIGN(
        records[name],
        current(folder / name, *state, found == recorded.end() ? nullptr : &found->second, trust));
  }
  if (!records.contains("model.safetensors")) {
    return not_found("no model.safetensors lies in " + folder.string() + ".");
  }
  MNESTIC_TRY_ASSIGN(std::string name, name_of(folder, records));
  if (records != recorded) write_records(folder, records);
  return name;
}

}  // namespace mnestic::embed
