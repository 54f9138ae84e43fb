#include "mnestic/config/config.h"

#include <algorithm>
#include <utility>

#include "file.h"
#include "mnestic/base/utf8.h"
#include "settings.h"

namespace mnestic::config {
namespace {

constexpr std::string_view kStoreName = "mnestic";
constexpr std::string_view kModelName = "all-MiniLM-L6-v2";

std::string_view variable(const Environment& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string_view() : std::string_view(found->second);
}

// What a shell would have done: clients hand "~/memories" over as it stands.
std::filesystem::path expand(std::string_view text, const Environment& environment,
                             const std::filesystem::path& working_directory) {
  std::filesystem::path path(text);
  if (text == "~" || text.starts_with("~/")) {
    const std::string_view home = variable(environment, "HOME");
    if (!home.empty())
      path = std::filesystem::path(home) / text.substr(std::min<std::size_t>(2, text.size()));
  }
  if (path.is_relative()) path = working_directory / path;
  return path.lexically_normal();
}

// $XDG_DATA_HOME, which must be absolute to count, else ~/.local/share; empty when there is no
// home.
std::filesystem::path data_home(const Environment& environment) {
  std::filesystem::path xdg(variable(environment, "XDG_DATA_HOME"));
  if (xdg.is_absolute()) return xdg;
  const std::filesystem::path home(variable(environment, "HOME"));
  return home.is_absolute() ? home / ".local" / "share" : std::filesystem::path();
}

Config defaults(const Environment& environment) {
  Config config;
  const std::filesystem::path data = data_home(environment);
  if (data.empty()) {
    config.home_problem =
        "no folder to keep memories in: HOME is not set; set MNESTIC_HOME to a folder of yours";
  } else {
    config.home.value = data / kStoreName;
    config.model_dir.value = data / kStoreName / "models" / kModelName;
  }
  config.user.value = "default";
  config.openai_base_url.value = "https://api.openai.com/v1";
  config.chat_model.value = "gpt-5-mini";
  config.embedding_model.value = "text-embedding-3-small";
  config.week_start.value = std::chrono::Monday;
  config.log.value = LogLevel::warn;
  return config;
}

std::string first_of(const Environment& environment, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::string_view said = variable(environment, name); !said.empty()) {
      return std::string(said);
    }
  }
  return "";
}

// The text as it may stand in a message: short, and nothing of a secret.
std::string quoted(const SettingRow& row, std::string_view text) {
  constexpr std::size_t kShownBytesMax = 60;
  if (row.key == "openai_api_key") return "the value given";
  const std::string valid = to_valid_utf8(text);
  const std::string_view shown = utf8_prefix(valid, kShownBytesMax);
  return "\"" + std::string(shown) + (shown.size() < valid.size() ? "…\"" : "\"");
}

Result<void> apply(Config& config, const SettingRow& row, std::string_view name,
                   std::string_view text, Origin origin) {
  auto set = row.set(config, text, origin);
  if (set) return {};
  return invalid_argument(std::string(name) + " is " + quoted(row, text) + "; " +
                          set.error().message + ".");
}

const SettingRow& row_of(std::string_view flag) {
  const auto rows = setting_rows();
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const SettingRow& row) { return row.flag == flag; });
  MNESTIC_ASSERT(found != rows.end());
  return *found;
}

Result<void> apply_file(Config& config) {
  const std::filesystem::path path = config.home.value / "config.json";
  MNESTIC_TRY_ASSIGN(const auto text, read_file(path));
  if (!text) return {};
  MNESTIC_TRY_ASSIGN(const auto entries, parse_file(path, *text));
  std::vector<std::string_view> keys;
  for (const SettingRow& row : setting_rows()) {
    if (!row.key.empty()) keys.push_back(row.key);
  }
  for (const auto& [key, value] : entries) {
    const auto rows = setting_rows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&key = key](const SettingRow& each) {
      return !each.key.empty() && each.key == key;
    });
    if (row == rows.end()) return unknown_key(path, key, keys);
    // An empty value means unset here as in the environment.
    if (value.empty()) continue;
    MNESTIC_TRY(apply(config, *row, path.string() + ": \"" + key + "\"", value, Origin::file));
  }
  return {};
}

Result<void> apply_environment(Config& config, const Environment& environment) {
  for (const SettingRow& row : setting_rows()) {
    const std::string_view text = row.variable.empty() || row.flag == "--home"
                                      ? std::string_view()
                                      : variable(environment, row.variable);
    if (text.empty()) continue;
    MNESTIC_TRY(apply(config, row, row.variable, text, Origin::environment));
  }
  return {};
}

Result<void> apply_flags(Config& config, const Flags& flags) {
  // The home itself is in force already; see apply_home().
  const std::pair<std::string_view, const std::optional<std::string>&> given[] = {
      {"--user", flags.user},         {"--extractor", flags.extractor},
      {"--embedder", flags.embedder}, {"--timezone", flags.timezone},
      {"--log", flags.log},
  };
  for (const auto& [flag, text] : given) {
    if (!text) continue;
    if (text->empty()) return invalid_argument(std::string(flag) + " is empty; give it a value.");
    MNESTIC_TRY(apply(config, row_of(flag), flag, *text, Origin::flag));
  }
  if (flags.only_user) config.only_user = {true, Origin::flag};
  return {};
}

void apply_home(Config& config, const Flags& flags, const Environment& environment,
                const std::filesystem::path& working_directory) {
  const std::string_view said = variable(environment, "MNESTIC_HOME");
  if (flags.home) {
    config.home = {expand(*flags.home, environment, working_directory), Origin::flag};
  } else if (!said.empty()) {
    config.home = {expand(said, environment, working_directory), Origin::environment};
  }
  if (!config.home.value.empty()) config.home_problem.clear();
}

std::string origin_text(const SettingRow& row, Origin origin) {
  switch (origin) {
    case Origin::built_in:
      return "default";
    case Origin::file:
      return "config.json";
    case Origin::environment:
      return "environment";
    case Origin::flag:
      return "flag " + std::string(row.flag);
  }
  return "";
}

}  // namespace

Result<Config> load(const Flags& flags, const Environment& environment,
                    const std::filesystem::path& working_directory) {
  if (flags.home && flags.home->empty()) return invalid_argument("--home is empty; name a folder.");
  Config config = defaults(environment);
  apply_home(config, flags, environment, working_directory);
  if (!config.home.value.empty()) MNESTIC_TRY(apply_file(config));
  MNESTIC_TRY(apply_environment(config, environment));
  MNESTIC_TRY(apply_flags(config, flags));
  config.proxy = first_of(environment, kProxyVariables);
  config.no_proxy = first_of(environment, kNoProxyVariables);
  if (config.model_dir.origin != Origin::built_in) {
    config.model_dir.value =
        expand(config.model_dir.value.string(), environment, working_directory);
  }
  return config;
}

Result<void> check_available(const Config& config) {
  // A server of one's own may need no key; OpenAI's does.
  if (config.extractor.value == ExtractorChoice::openai && config.openai_api_key.value.empty() &&
      config.openai_base_url.origin == Origin::built_in) {
    return failed_precondition(
        "MNESTIC_EXTRACTOR asks for \"openai\", which needs a key; set OPENAI_API_KEY, or "
        "OPENAI_BASE_URL to a server that needs none.");
  }
  switch (config.embedder.value) {
    case EmbedderChoice::automatic:
    case EmbedderChoice::lexical:
    case EmbedderChoice::local:
      break;
    case EmbedderChoice::openai:
      // A server of one's own may want no key.
      if (config.openai_api_key.value.empty() &&
          config.openai_base_url.origin == Origin::built_in) {
        return failed_precondition(
            "MNESTIC_EMBEDDER asks for \"openai\", but OPENAI_API_KEY is not set; set it, or "
            "OPENAI_BASE_URL to a server that needs none.");
      }
  }
  return {};
}

std::vector<Line> describe(const Config& config) {
  std::vector<Line> lines;
  for (const SettingRow& row : setting_rows()) {
    const std::string_view name = row.variable.empty() ? row.flag : row.variable;
    std::string value = row.show(config);
    if (value.empty()) value = "not set";
    lines.push_back({std::string(name), std::move(value), origin_text(row, row.origin(config))});
  }
  return lines;
}

}  // namespace mnestic::config
