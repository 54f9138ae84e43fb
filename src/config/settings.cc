#include "settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <vector>

#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"

namespace mnestic::config {
namespace {

template <typename Choice>
struct Named {
  std::string_view name;
  Choice choice;
};

constexpr std::array<Named<ExtractorChoice>, 4> kExtractors{{
    {"auto", ExtractorChoice::automatic},
    {"openai", ExtractorChoice::openai},
    {"sampling", ExtractorChoice::sampling},
    {"rules", ExtractorChoice::rules},
}};
constexpr std::array<Named<EmbedderChoice>, 4> kEmbedders{{
    {"auto", EmbedderChoice::automatic},
    {"local", EmbedderChoice::local},
    {"openai", EmbedderChoice::openai},
    {"lexical", EmbedderChoice::lexical},
}};
constexpr std::array<Named<PrecisionChoice>, 3> kPrecisions{{
    {"auto", PrecisionChoice::automatic},
    {"int8", PrecisionChoice::int8},
    {"f32", PrecisionChoice::f32},
}};
constexpr std::array<Named<LogLevel>, 5> kLogLevels{{
    {"debug", LogLevel::debug},
    {"info", LogLevel::info},
    {"warn", LogLevel::warn},
    {"error", LogLevel::error},
    {"off", LogLevel::off},
}};
constexpr std::array<Named<std::chrono::weekday>, 3> kWeekStarts{{
    {"monday", std::chrono::Monday},
    {"sunday", std::chrono::Sunday},
    {"saturday", std::chrono::Saturday},
}};
constexpr std::array<Named<bool>, 8> kSwitches{{
    {"1", true},
    {"true", true},
    {"yes", true},
    {"on", true},
    {"0", false},
    {"false", false},
    {"no", false},
    {"off", false},
}};

template <typename Table>
std::string names_of(const Table& table) {
  std::string names;
  for (const auto& row : table) {
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  }
  return names;
}

template <auto Member, const auto& kTable>
Result<void> set_choice(Config& config, std::string_view text, Origin origin) {
  for (const auto& row : kTable) {
    if (row.name == text) {
      config.*Member = {row.choice, origin};
      return {};
    }
  }
  return invalid_argument("use one of " + names_of(kTable));
}

template <auto Member, const auto& kTable>
std::string show_choice(const Config& config) {
  for (const auto& row : kTable) {
    if (row.choice == (config.*Member).value) return std::string(row.name);
  }
  return "";
}

template <auto Member>
std::string show_switch(const Config& config) {
  return (config.*Member).value ? "yes" : "no";
}

template <auto Member>
Result<void> set_text(Config& config, std::string_view text, Origin origin) {
  if (!is_valid_utf8(text)) return invalid_argument("use UTF-8 text");
  config.*Member = {std::string(text), origin};
  return {};
}

template <auto Member>
std::string show_text(const Config& config) {
  return (config.*Member).value;
}

Result<void> set_user(Config& config, std::string_view text, Origin origin) {
  if (text.size() > kIdBytesMax) {
    return invalid_argument("use 1 to " + std::to_string(kIdBytesMax) + " bytes");
  }
  return set_text<&Config::user>(config, text, origin);
}

Result<void> set_base_url(Config& config, std::string_view text, Origin origin) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) {
    return invalid_argument("use an address that begins with https:// or http://");
  }
  return set_text<&Config::openai_base_url>(config, text, origin);
}

constexpr std::size_t kThreadsMax = 64;
constexpr std::size_t kDimensionsMax = 8'192;

// A number from 1 on, or `auto`, kept as 0.
template <auto Member, std::size_t kMax>
Result<void> set_number(Config& config, std::string_view text, Origin origin) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (text != "auto" && (!whole || number == 0 || number > kMax)) {
    return invalid_argument("use auto, or 1 to " + std::to_string(kMax));
  }
  config.*Member = {number, origin};
  return {};
}

template <auto Member>
std::string show_number(const Config& config) {
  const std::size_t number = (config.*Member).value;
  return number == 0 ? "auto" : std::to_string(number);
}

std::string show_key(const Config& config) {
  return config.openai_api_key.value.empty() ? "not set" : "set";
}

std::string show_timezone(const Config& config) {
  return config.timezone.value.empty() ? "the system's" : config.timezone.value;
}

template <auto Member>
Result<void> set_path(Config& config, std::string_view text, Origin origin) {
  config.*Member = {std::filesystem::path(text), origin};
  return {};
}

template <auto Member>
std::string show_path(const Config& config) {
  return to_valid_utf8((config.*Member).value.string());
}

template <auto Member>
Origin origin_of(const Config& config) {
  return (config.*Member).origin;
}

constexpr std::array<SettingRow, 17> kRows{{
    {"MNESTIC_HOME", "", "--home", set_path<&Config::home>, show_path<&Config::home>,
     origin_of<&Config::home>},
    {"MNESTIC_USER", "user", "--user", set_user, show_text<&Config::user>,
     origin_of<&Config::user>},
    {"", "only_user", "--only-user", set_choice<&Config::only_user, kSwitches>,
     show_switch<&Config::only_user>, origin_of<&Config::only_user>},
    {"MNESTIC_EXTRACTOR", "extractor", "--extractor", set_choice<&Config::extractor, kExtractors>,
     show_choice<&Config::extractor, kExtractors>, origin_of<&Config::extractor>},
    {"MNESTIC_EMBEDDER", "embedder", "--embedder", set_choice<&Config::embedder, kEmbedders>,
     show_choice<&Config::embedder, kEmbedders>, origin_of<&Config::embedder>},
    {"MNESTIC_MODEL_DIR", "model_dir", "", set_path<&Config::model_dir>,
     show_path<&Config::model_dir>, origin_of<&Config::model_dir>},
    {"MNESTIC_EMBED_PRECISION", "embed_precision", "",
     set_choice<&Config::embed_precision, kPrecisions>,
     show_choice<&Config::embed_precision, kPrecisions>, origin_of<&Config::embed_precision>},
    {"MNESTIC_EMBED_THREADS", "embed_threads", "", set_number<&Config::embed_threads, kThreadsMax>,
     show_number<&Config::embed_threads>, origin_of<&Config::embed_threads>},
    {"OPENAI_API_KEY", "openai_api_key", "", set_text<&Config::openai_api_key>, show_key,
     origin_of<&Config::openai_api_key>},
    {"OPENAI_BASE_URL", "openai_base_url", "", set_base_url, show_text<&Config::openai_base_url>,
     origin_of<&Config::openai_base_url>},
    {"MNESTIC_CHAT_MODEL", "chat_model", "", set_text<&Config::chat_model>,
     show_text<&Config::chat_model>, origin_of<&Config::chat_model>},
    {"MNESTIC_EMBEDDING_MODEL", "embedding_model", "", set_text<&Config::embedding_model>,
     show_text<&Config::embedding_model>, origin_of<&Config::embedding_model>},
    {"MNESTIC_EMBEDDING_DIMENSIONS", "embedding_dimensions", "",
     set_number<&Config::embedding_dimensions, kDimensionsMax>,
     show_number<&Config::embedding_dimensions>, origin_of<&Config::embedding_dimensions>},
    {"MNESTIC_TIMEZONE", "timezone", "--timezone", set_text<&Config::timezone>, show_timezone,
     origin_of<&Config::timezone>},
    {"MNESTIC_WEEK_START", "week_start", "", set_choice<&Config::week_start, kWeekStarts>,
     show_choice<&Config::week_start, kWeekStarts>, origin_of<&Config::week_start>},
    {"MNESTIC_LOG", "log", "--log", set_choice<&Config::log, kLogLevels>,
     show_choice<&Config::log, kLogLevels>, origin_of<&Config::log>},
    {"MNESTIC_LOG_CONTENT", "log_content", "", set_choice<&Config::log_content, kSwitches>,
     show_switch<&Config::log_content>, origin_of<&Config::log_content>},
}};

// Edits (insert, remove, replace a character) that turn one name into the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const SettingRow> setting_rows() { return kRows; }

std::string_view nearest(std::string_view name, std::span<const std::string_view> names) {
  // Past this length nobody meant one of ours; it also bounds the work.
  constexpr std::size_t kNameBytesMax = 64;
  if (name.size() > kNameBytesMax) return {};
  std::string_view best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : names) {
    const std::size_t edits = distance(name, candidate);
    if (edits <= std::max<std::size_t>(2, candidate.size() / 3) &&
        (best.empty() || edits < best_distance)) {
      best = candidate;
      best_distance = edits;
    }
  }
  return best;
}

std::string_view to_string(ExtractorChoice choice) {
  for (const auto& row : kExtractors) {
    if (row.choice == choice) return row.name;
  }
  return "";
}

std::string_view to_string(EmbedderChoice choice) {
  for (const auto& row : kEmbedders) {
    if (row.choice == choice) return row.name;
  }
  return "";
}

}  // namespace mnestic::config
