#include "model_command.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <system_error>
#include <vector>

#include "mnestic/embed/install.h"
#include "mnestic/embed/local.h"
#include "mnestic/llm/http.h"
#include "model_choice.h"

namespace mnestic::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMegabyte = 1'000'000;
constexpr std::string_view kHowToGet =
    "`mnestic model fetch` downloads all-MiniLM-L6-v2 (90 MB); `mnestic model add FOLDER` takes "
    "one "
    "that you have.\n";

class Models {
 public:
  Models(const config::Config& config, Terminal& terminal)
      : config_(config), terminal_(terminal), in_use_(model_folder(config)) {}

  Result<void> list() {
    std::vector<fs::path> folders = {in_use_};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(home(), error)) {
      const bool hidden = entry.path().filename().string().starts_with('.');
      if (!hidden && entry.path() != in_use_) folders.push_back(entry.path());
    }
    std::sort(folders.begin() + 1, folders.end());
    for (const fs::path& folder : folders) show(folder);
    if (!fs::exists(in_use_, error)) terminal_.print(std::string(kHowToGet));
    return {};
  }

  // Every byte, and a sentence with both precisions: they must say nearly the same.
  Result<void> verify(const fs::path& folder) {
    MNESTIC_TRY(embed::check_model_files(folder));
    MNESTIC_TRY_ASSIGN(const auto exact, known(folder, embed::Precision::f32));
    MNESTIC_TRY_ASSIGN(const auto rough, known(folder, embed::Precision::int8));
    MNESTIC_TRY_ASSIGN(const auto info, embed::describe_model(folder));
    // Of the published default; recorded in tests/embed/recorded.json too.
    constexpr double kKnown = 0.011902;
    constexpr double kNear = 0.001;
    constexpr double kAlike = 0.05;
    const bool is_default = info.name == embed::kDefaultModel;
    if (std::abs(exact - rough) > kAlike || (is_default && std::abs(exact - kKnown) > kNear)) {
      return internal_error("the model in " + folder.string() +
                            " says something else than it should; this is a bug of this program or "
                            "of the machine.");
    }
    terminal_.print(info.name +
                    ": every byte is what it was, and a known sentence means what it "
                    "should.\n");
    return {};
  }

  Result<void> add(const fs::path& folder) {
    MNESTIC_TRY_ASSIGN(const auto place, embed::add_model(folder, home()));
    terminal_.print("added " + place.string() + "\n");
    if (place != in_use_) terminal_.print("MNESTIC_MODEL_DIR=" + place.string() + " uses it.\n");
    return {};
  }

  Result<void> fetch(const std::string& url) {
    embed::FetchOptions options;
    if (!url.empty()) options.url = url + (url.ends_with('/') ? "" : "/");
    std::uint64_t said = 0;
    options.progress = [&](std::uint64_t bytes) {
      constexpr std::uint64_t kStep = 10 * kMegabyte;
      if (bytes / kStep <= said) return;
      said = bytes / kStep;
      terminal_.complain(std::to_string(bytes / kMegabyte) + " MB");
    };
    const auto http = llm::make_http_client();
    MNESTIC_TRY_ASSIGN(const auto place, embed::fetch_default_model(*http, home(), options));
    terminal_.print("fetched " + place.string() + "\n");
    return {};
  }

 private:
  // Where models are put: beside the one in use.
  [[nodiscard]] fs::path home() const { return config_.model_dir.value.parent_path(); }

  void show(const fs::path& folder) {
    const auto info = embed::describe_model(folder);
    const bool used =
        folder == in_use_ && config_.embedder.value != config::EmbedderChoice::lexical;
    terminal_.print((used ? "* " : "  ") + folder.string() + "\n    ");
    if (!info) {
      terminal_.print(info.error().message + "\n");
      return;
    }
    terminal_.print(info->name + ", " + std::to_string(info->dimension) + " dimensions, texts to " +
                    std::to_string(info->tokens_max) + " tokens, " +
                    std::to_string(info->size_bytes / kMegabyte) + " MB\n");
  }

  // How alike two sentences are to the model.
  static Result<double> known(const fs::path& folder, embed::Precision precision) {
    MNESTIC_TRY_ASSIGN(const auto embedder,
                       embed::make_local_embedder({.folder = folder, .precision = precision}));
    const std::vector<std::string> sentences = {"User is allergic to shellfish",
                                                "Prefers tea over coffee, but never after six"};
    MNESTIC_TRY_ASSIGN(const auto vectors, embedder->embed_passages(sentences));
    double sum = 0;
    for (std::size_t i = 0; i < vectors[0].size(); ++i) {
      sum += double{vectors[0][i]} * double{vectors[1][i]};
    }
    return sum;
  }

  const config::Config& config_;
  Terminal& terminal_;
  const fs::path in_use_;
};

Result<void> run(const ModelCommand& command, const config::Config& config, Terminal& terminal) {
  Models models(config, terminal);
  if (command.action == "list") return models.list();
  if (command.action == "fetch") return models.fetch(command.url);
  if (command.action == "verify") {
    return models.verify(command.folder.empty() ? model_folder(config) : fs::path(command.folder));
  }
  if (command.folder.empty()) return invalid_argument("name the folder: mnestic model add FOLDER.");
  return models.add(command.folder);
}

}  // namespace

int run_model(const ModelCommand& command, const Result<config::Config>& config,
              Terminal& terminal) {
  const auto done = config ? run(command, *config, terminal) : config.error();
  if (done) return 0;
  terminal.complain(done.error().message);
  return 1;
}

}  // namespace mnestic::cli
