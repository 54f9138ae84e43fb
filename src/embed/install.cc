#include "mnestic/embed/install.h"

#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include "mnestic/embed/local.h"
#include "model_identity.h"

namespace mnestic::embed {
namespace {

namespace fs = std::filesystem;

// A model file of 90 MB, and room for larger ones at a mirror.
constexpr std::uint64_t kFileBytesMax = std::uint64_t{4} << 30;
constexpr int kOk = 200;
constexpr int kPartial = 206;
constexpr int kNoSuchRange = 416;

struct Wanted {
  const char* name;
  bool required;
};
constexpr std::array<Wanted, 8> kWanted{{{"config.json", true},
                                         {"vocab.txt", true},
                                         {"modules.json", true},
                                         {"1_Pooling/config.json", true},
                                         {"tokenizer_config.json", true},
                                         {"sentence_bert_config.json", true},
                                         {"config_sentence_transformers.json", false},
                                         {"model.safetensors", true}}};

Error not_written(const fs::path& path) {
  return {ErrorCode::resource_exhausted,
          path.string() + " cannot be written; is there room, and may you write there?"};
}

// Where the model is to be; an error when there is something already.
Result<fs::path> free_place(const fs::path& models, const fs::path& name) {
  std::error_code error;
  fs::create_directories(models, error);
  fs::path place = models / name;
  if (fs::exists(place, error)) {
    return Error{ErrorCode::already_exists,
                 place.string() + " is there already; remove it to replace it."};
  }
  return place;
}

Result<void> move_into_place(const fs::path& from, const fs::path& place) {
  std::error_code error;
  fs::rename(from, place, error);
  if (error) return not_written(place);
  return {};
}

Result<void> copy_files(const fs::path& from, const fs::path& to) {
  std::error_code error;
  for (const char* name : model_files()) {
    if (!fs::exists(from / name, error)) continue;
    fs::create_directories((to / name).parent_path(), error);
    fs::copy_file(from / name, to / name, fs::copy_options::overwrite_existing, error);
    if (error) return not_written(to / name);
  }
  return {};
}

// Appends to, or begins anew, the file that a download goes into.
class PartFile {
 public:
  explicit PartFile(fs::path path) : path_(std::move(path)) {}

  [[nodiscard]] std::uint64_t size_bytes() const {
    std::error_code error;
    const auto size = fs::file_size(path_, error);
    return error ? 0 : size;
  }
  bool take(bool from_start, std::string_view piece) {
    if (!file_.is_open()) {
      file_.open(path_, std::ios::binary | (from_start ? std::ios::trunc : std::ios::app));
    }
    file_.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!file_) failed_ = true;
    return !failed_;
  }
  // Everything taken is in the file; false when not.
  bool close() {
    if (file_.is_open()) file_.close();
    return !failed_ && !file_.fail();
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  fs::path path_;
  std::ofstream file_;
  bool failed_ = false;
};

Result<void> fetch_file(const llm::HttpClient& http, const Wanted& wanted, const fs::path& folder,
                        const FetchOptions& options) {
  std::error_code error;
  const fs::path done = folder / wanted.name;
  if (fs::exists(done, error)) return {};
  fs::create_directories(done.parent_path(), error);
  fs::path partial = done;
  partial += ".part";
  PartFile part(partial);
  const std::uint64_t had = part.size_bytes();
  std::uint64_t got = 0;
  llm::HttpRequest request{.url = options.url + wanted.name,
                           .timeout = options.timeout,
                           .response_bytes_max = kFileBytesMax};
  if (had > 0) request.headers.push_back({"Range", "bytes=" + std::to_string(had) + "-"});
  request.sink = [&](const llm::HttpResponse& head, std::string_view piece) {
    const bool from_start = head.status != kPartial;
    got += piece.size();
    if (options.progress) options.progress(got + (from_start ? 0 : had));
    return part.take(from_start, piece);
  };
  auto response = http.send(request);
  const bool written = part.close();
  if (part.failed() || !written) return not_written(partial);
  if (!response) return std::move(response).error();
  const int status = response->status;
  // Nothing behind what is there: the download broke after its last byte.
  const bool whole = status == kOk || status == kPartial || (status == kNoSuchRange && had > 0);
  if (!whole && !wanted.required) return {};
  if (!whole) {
    return Error{ErrorCode::unavailable, "the server answers " + std::to_string(status) + " for " +
                                             wanted.name + "; try later, or another address."};
  }
  // An empty answer calls no sink.
  if (!fs::exists(partial, error)) std::ofstream(partial, std::ios::binary).flush();
  return move_into_place(partial, done);
}

// What questions lean by is made now, and not while somebody waits for the first answer. Where it
// cannot be kept, it is made then.
void prepare_questions(const fs::path& place) {
  if (const auto embedder = make_local_embedder({.folder = place}))
    (void)(*embedder)->embed_question("What should I cook tonight?");
}

}  // namespace

Result<fs::path> add_model(const fs::path& folder, const fs::path& models) {
  MNESTIC_TRY_ASSIGN(const auto embedder, make_local_embedder({.folder = folder}));
  MNESTIC_TRY_ASSIGN(const auto vector, embedder->embed_query("User drinks green tea"));
  if (vector.empty()) return internal_error("the model gives empty vectors.");
  auto whole = fs::absolute(folder).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  MNESTIC_TRY_ASSIGN(fs::path place, free_place(models, whole.filename()));
  const fs::path copy = models / ("." + whole.filename().string() + ".new");
  std::error_code error;
  fs::remove_all(copy, error);
  MNESTIC_TRY(copy_files(whole, copy));
  MNESTIC_TRY(move_into_place(copy, place));
  MNESTIC_TRY(check_model_files(place));
  prepare_questions(place);
  return place;
}

Result<fs::path> fetch_default_model(const llm::HttpClient& http, const fs::path& models,
                                     const FetchOptions& options) {
  MNESTIC_TRY_ASSIGN(fs::path place, free_place(models, kDefaultModel));
  // Called like the default model, it is held to the published digests.
  const fs::path outside = models / ".fetched";
  const fs::path folder = outside / kDefaultModel;
  for (const Wanted& wanted : kWanted) MNESTIC_TRY(fetch_file(http, wanted, folder, options));
  if (auto checked = check_model_files(folder); !checked) {
    std::error_code error;
    fs::remove_all(outside, error);
    return std::move(checked).error();
  }
  MNESTIC_TRY(move_into_place(folder, place));
  std::error_code error;
  fs::remove_all(outside, error);
  prepare_questions(place);
  return place;
}

}  // namespace mnestic::embed
