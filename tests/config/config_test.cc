#include "mnestic/config/config.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace mnestic::config {
namespace {

// A folder that goes away with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "config_test_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  void write_config(const std::string& text) const {
    std::ofstream(path_ / "config.json", std::ios::binary) << text;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Environment at(const Folder& folder, Environment more = {}) {
  more["MNESTIC_HOME"] = folder.path().string();
  return more;
}

std::string error_of(const Result<Config>& loaded) {
  return loaded ? "no error" : loaded.error().message;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("config: defaults") {
  const auto config = load({}, {{"HOME", "/home/ada"}}, "/");
  REQUIRE(config);
  CHECK(config->home.value == "/home/ada/.local/share/mnestic");
  CHECK(config->home.origin == Origin::built_in);
  CHECK(config->model_dir.value == "/home/ada/.local/share/mnestic/models/all-MiniLM-L6-v2");
  CHECK(config->user.value == "default");
  CHECK_FALSE(config->only_user.value);
  CHECK(config->extractor.value == ExtractorChoice::automatic);
  CHECK(config->embedder.value == EmbedderChoice::automatic);
  CHECK(config->openai_api_key.value.empty());
  CHECK(config->openai_base_url.value == "https://api.openai.com/v1");
  CHECK(config->chat_model.value == "gpt-5-mini");
  CHECK(config->embedding_model.value == "text-embedding-3-small");
  CHECK(config->timezone.value.empty());
  CHECK(config->week_start.value == std::chrono::Monday);
  CHECK(config->log.value == LogLevel::warn);
  CHECK_FALSE(config->log_content.value);
}

TEST_CASE("config: where the store lies") {
  struct Case {
    const char* name;
    Environment environment;
    std::optional<std::string> flag;
    const char* home;
  };
  const Case cases[] = {
      {"XDG_DATA_HOME wins over HOME", {{"HOME", "/h"}, {"XDG_DATA_HOME", "/x"}}, {}, "/x/mnestic"},
      {"a relative XDG_DATA_HOME is ignored",
       {{"HOME", "/h"}, {"XDG_DATA_HOME", "x"}},
       {},
       "/h/.local/share/mnestic"},
      {"MNESTIC_HOME wins over both",
       {{"HOME", "/h"}, {"XDG_DATA_HOME", "/x"}, {"MNESTIC_HOME", "/m"}},
       {},
       "/m"},
      {"the flag wins over all", {{"HOME", "/h"}, {"MNESTIC_HOME", "/m"}}, "/f", "/f"},
      {"a tilde is the home folder", {{"HOME", "/h"}, {"MNESTIC_HOME", "~/mem"}}, {}, "/h/mem"},
      {"a tilde alone", {{"HOME", "/h"}, {"MNESTIC_HOME", "~"}}, {}, "/h"},
      {"relative to the working directory", {{"MNESTIC_HOME", "a/../b"}}, {}, "/work/b"},
      {"an empty variable is unset",
       {{"HOME", "/h"}, {"MNESTIC_HOME", ""}},
       {},
       "/h/.local/share/mnestic"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    const auto config = load({.home = each.flag}, each.environment, "/work");
    REQUIRE(config);
    CHECK(config->home_problem.empty());
    // "/h/" and "/h" are one place.
    CHECK((config->home.value / "x").lexically_normal() ==
          (std::filesystem::path(each.home) / "x").lexically_normal());
  }
}

TEST_CASE("config: without any home the program lives and says what to set") {
  const auto config = load({}, {}, "/");
  REQUIRE(config);
  CHECK(config->home.value.empty());
  CHECK(contains(config->home_problem, "MNESTIC_HOME"));
}

TEST_CASE("config: flags over environment over file over defaults") {
  const Folder folder;
  folder.write_config(R"({"user": "from file", "log": "error", "timezone": "Europe/Berlin",
                          "week_start": "sunday", "only_user": true, "openai_api_key": "sk-file"})");
  const auto config =
      load({.user = "from flag"},
           at(folder, {{"MNESTIC_USER", "from environment"}, {"MNESTIC_LOG", "info"}}), "/");
  REQUIRE(config);
  CHECK(config->user.value == "from flag");
  CHECK(config->user.origin == Origin::flag);
  CHECK(config->log.value == LogLevel::info);
  CHECK(config->log.origin == Origin::environment);
  CHECK(config->timezone.value == "Europe/Berlin");
  CHECK(config->timezone.origin == Origin::file);
  CHECK(config->week_start.value == std::chrono::Sunday);
  CHECK(config->only_user.value);
  CHECK(config->only_user.origin == Origin::file);
  CHECK(config->openai_api_key.value == "sk-file");
  CHECK(config->extractor.origin == Origin::built_in);
}

TEST_CASE("config: every wrong value is named with what is allowed") {
  struct Case {
    const char* variable;
    const char* value;
    const char* allowed;
  };
  const Case cases[] = {
      {"MNESTIC_EXTRACTOR", "gpt", "auto, openai, sampling, rules"},
      {"MNESTIC_EMBEDDER", "Local", "auto, local, openai, lexical"},
      {"MNESTIC_EMBED_PRECISION", "int4", "auto, int8, f32"},
      {"MNESTIC_EMBED_THREADS", "0", "1 to 64"},
      {"MNESTIC_EMBED_THREADS", "2x", "use auto"},
      {"MNESTIC_LOG", "loud", "debug, info, warn, error, off"},
      {"MNESTIC_LOG_CONTENT", "maybe", "1, true, yes, on, 0, false, no, off"},
      {"OPENAI_BASE_URL", "ftp://x", "https://"},
      {"MNESTIC_TIMEZONE", "\xff", "UTF-8"},
      {"MNESTIC_WEEK_START", "friday", "monday, sunday, saturday"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.variable);
    const std::string error =
        error_of(load({}, {{"HOME", "/h"}, {each.variable, each.value}}, "/"));
    CHECK(contains(error, each.variable));
    CHECK(contains(error, each.allowed));
  }
  const std::string long_user(257, 'u');
  CHECK(contains(error_of(load({}, {{"HOME", "/h"}, {"MNESTIC_USER", long_user}}, "/")), "256"));
  CHECK(load({}, {{"HOME", "/h"}, {"MNESTIC_USER", std::string(256, 'u')}}, "/"));
  CHECK(
      contains(error_of(load({.extractor = "x"}, {{"HOME", "/h"}}, "/")), "--extractor is \"x\""));
  CHECK(contains(error_of(load({.user = ""}, {{"HOME", "/h"}}, "/")), "--user is empty"));
  CHECK(contains(error_of(load({.home = ""}, {{"HOME", "/h"}}, "/")), "--home is empty"));
}

TEST_CASE("config: a wrong config.json is refused with its place") {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"{", "parse error at line 1, column 2"},
      {"", "parse error"},
      {"[]", "must be an object"},
      {R"({"user": ["a"]})", "\"user\" must be a string"},
      {R"({"usr": "a"})", "did you mean \"user\"?"},
      {R"({"only-user": true})", "did you mean \"only_user\"?"},
      {R"({"elephant": 1})", "unknown key \"elephant\"; use user, only_user"},
      {R"({"home": "/x"})", "MNESTIC_HOME"},
      {R"({"log": "loud"})", "\"log\" is \"loud\"; use one of"},
      {"{\"user\": \"\xff\"}", "config.json"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const Folder folder;
    folder.write_config(each.text);
    const std::string error = error_of(load({}, at(folder), "/"));
    CHECK(contains(error, each.message));
    CHECK(contains(error, "config.json"));
  }
  const Folder folder;
  folder.write_config(std::string(70'000, ' '));
  CHECK(contains(error_of(load({}, at(folder), "/")), "far shorter"));
}

TEST_CASE("config: null and empty values of config.json mean unset") {
  const Folder folder;
  folder.write_config(R"({"user": null, "timezone": ""})");
  const auto config = load({}, at(folder), "/");
  REQUIRE(config);
  CHECK(config->user.value == "default");
  CHECK(config->user.origin == Origin::built_in);
}

TEST_CASE("config: a home that is no folder is left for the store to report") {
  const Folder folder;
  folder.write_config("{}");
  CHECK(load({.home = (folder.path() / "config.json").string()}, {}, "/"));
}

TEST_CASE("config: what cannot be had is said") {
  struct Case {
    Environment environment;
    const char* message;
  };
  const Case cases[] = {
      {{{"MNESTIC_EXTRACTOR", "openai"}}, "set OPENAI_API_KEY"},
      {{{"MNESTIC_EMBEDDER", "openai"}}, "OPENAI_API_KEY is not set"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.message);
    const auto config = load({}, each.environment, "/");
    REQUIRE(config);
    const auto available = check_available(*config);
    REQUIRE_FALSE(available);
    CHECK(available.error().code == ErrorCode::failed_precondition);
    CHECK(contains(available.error().message, each.message));
  }
  const auto automatic = load({}, {{"OPENAI_API_KEY", "sk-1"}}, "/");
  REQUIRE(automatic);
  CHECK(check_available(*automatic));
}

TEST_CASE("config: the description shows origins and never the key") {
  const auto config = load({.home = "/f"}, {{"OPENAI_API_KEY", "sk-secret"}}, "/");
  REQUIRE(config);
  const auto lines = describe(*config);
  const auto line = [&](std::string_view name) {
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [&](const Line& each) { return each.name == name; });
    REQUIRE(found != lines.end());
    return *found;
  };
  CHECK(line("OPENAI_API_KEY").value == "set");
  CHECK(line("OPENAI_API_KEY").origin == "environment");
  CHECK(line("MNESTIC_HOME").value == "/f");
  CHECK(line("MNESTIC_HOME").origin == "flag --home");
  CHECK(line("MNESTIC_USER").origin == "default");
  CHECK(line("--only-user").value == "no");
  for (const Line& each : lines) CHECK_FALSE(contains(each.value, "secret"));
}

TEST_CASE("config: a key is never quoted in an error") {
  const std::string error =
      error_of(load({}, {{"HOME", "/h"}, {"OPENAI_API_KEY", "sk-secret\xff"}}, "/"));
  CHECK(contains(error, "OPENAI_API_KEY"));
  CHECK_FALSE(contains(error, "secret"));
}

TEST_CASE("config: the process's environment finds a home without HOME") {
  const std::string before = process_environment()["HOME"];
  REQUIRE(::unsetenv("HOME") == 0);
  const Environment environment = process_environment();
  REQUIRE(::setenv("HOME", before.c_str(), 1) == 0);
  // The user database knows this user here; where it does not, the entry is simply absent.
  if (environment.contains("HOME")) CHECK(environment.at("HOME").starts_with("/"));
}

}  // namespace
}  // namespace mnestic::config
