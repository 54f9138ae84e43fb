// Config: every setting of the program, checked, each with its origin. Flags win over the
// environment, that over config.json in the store's folder, that over the defaults. The only reader
// of the environment.
//
// Thread safety: value types and pure functions, but for process_environment(), which reads the
// process's own.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/log.h"
#include "mnestic/base/result.h"

namespace mnestic::config {

// Where a value came from; later ones win.
enum class Origin : std::uint8_t { built_in, file, environment, flag };

template <typename T>
struct Setting {
  T value{};
  Origin origin = Origin::built_in;
};

enum class ExtractorChoice : std::uint8_t { automatic, openai, sampling, rules };
enum class EmbedderChoice : std::uint8_t { automatic, local, openai, lexical };
enum class PrecisionChoice : std::uint8_t { automatic, int8, f32 };

struct Config {
  // Absolute. Empty when neither MNESTIC_HOME nor a home folder of the person is known: nothing can
  // be stored then, and the message of home_problem says what to set.
  Setting<std::filesystem::path> home;
  std::string home_problem;

  Setting<std::string> user;  // 1 to kIdBytesMax bytes
  Setting<bool> only_user;    // refuse every other user
  Setting<ExtractorChoice> extractor;
  Setting<EmbedderChoice> embedder;
  Setting<std::filesystem::path> model_dir;
  Setting<PrecisionChoice> embed_precision;  // of the local model's weights
  Setting<std::size_t> embed_threads;        // of a bulk load, at most; 0: by the machine
  Setting<std::string> openai_api_key;       // a secret: never shown, never logged. Empty: none
  Setting<std::string> openai_base_url;
  std::string proxy;     // as HTTPS_PROXY says; empty: none
  std::string no_proxy;  // as NO_PROXY says
  Setting<std::string> chat_model;
  Setting<std::string> embedding_model;
  Setting<std::size_t> embedding_dimensions;  // of the server's vectors; 0: the model's own
  Setting<std::string>
      timezone;  // empty: the system's. Whether the name exists is the caller's to check
  Setting<std::chrono::weekday> week_start;  // of "this week"
  Setting<LogLevel> log;
  Setting<bool> log_content;  // show what people said in the log
};

// What the command line said. Absent: nothing.
struct Flags {
  std::optional<std::string> home = {};
  std::optional<std::string> user = {};
  std::optional<std::string> extractor = {};
  std::optional<std::string> embedder = {};
  std::optional<std::string> timezone = {};
  std::optional<std::string> log = {};
  bool only_user = false;
};

// Names and values of environment variables. An empty value counts as unset.
using Environment = std::map<std::string, std::string, std::less<>>;

// Those variables of the process that the program knows. HOME is taken from the user database when
// unset.
[[nodiscard]] Environment process_environment();

// Builds the configuration. Reads nothing but `config.json` in the resulting home; a missing file
// is no error. `working_directory` is what a relative home is relative to. Errors: invalid_argument
// naming the flag, variable or key, what it said and what it may say; an unknown key of config.json
// with the nearest real one; a config.json that is no JSON object, with the place.
[[nodiscard]] Result<Config> load(const Flags& flags, const Environment& environment,
                                  const std::filesystem::path& working_directory);

// Whether this version can do what was chosen.
// Errors: failed_precondition saying which setting asks for what is not there, and what to set
// instead.
[[nodiscard]] Result<void> check_available(const Config& config);

// One line of what is in force, for people. The key's value is never in it.
struct Line {
  std::string name;  // "MNESTIC_HOME"
  std::string value;
  std::string origin;  // "default", "config.json", "environment", "flag --home"
};
[[nodiscard]] std::vector<Line> describe(const Config& config);

[[nodiscard]] std::string_view to_string(ExtractorChoice choice);
[[nodiscard]] std::string_view to_string(EmbedderChoice choice);

}  // namespace mnestic::config
