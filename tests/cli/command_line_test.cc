#include "command_line.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/tools/tools.h"
#include "tool_commands.h"

namespace mnestic::cli {
namespace {

CommandLine parse(std::vector<const char*> words) {
  words.insert(words.begin(), "mnestic");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

template <typename Wanted>
Wanted command(std::vector<const char*> words) {
  const CommandLine line = parse(std::move(words));
  REQUIRE(std::holds_alternative<Wanted>(line.command));
  return std::get<Wanted>(line.command);
}

TEST_CASE("command line: nothing means serve") {
  command<ServeCommand>({});
  command<ServeCommand>({"--only-user", "--user", "ada"});
}

TEST_CASE("command line: settings before and after the command") {
  for (const auto& words : std::vector<std::vector<const char*>>{
           {"--home", "/x", "--user", "ada", "doctor"}, {"doctor", "--home", "/x", "--user=ada"}}) {
    const CommandLine line = parse(words);
    CHECK(std::holds_alternative<DoctorCommand>(line.command));
    CHECK(line.flags.home == "/x");
    CHECK(line.flags.user == "ada");
    CHECK_FALSE(line.flags.only_user);
    CHECK_FALSE(line.flags.log.has_value());
  }
}

TEST_CASE("command line: what is not understood is named, with what was probably meant") {
  struct Case {
    std::vector<const char*> words;
    const char* said;
  };
  const Case cases[] = {
      {{"remembr", "x"},
       "There is no command remembr. Did you mean remember?\nRun `mnestic --help`."},
      {{"zebra"}, "There is no command zebra.\nRun `mnestic --help`."},
      {{"--hom", "/x"}, "There is no setting --hom. Did you mean --home?\nRun `mnestic --help`."},
      {{"recall", "--lmit", "3"}, "\nRun `mnestic recall --help`."},
      {{"remember"}, "\nRun `mnestic remember --help`."},
  };
  for (const Case& each : cases) {
    CAPTURE(each.said);
    const auto help = command<HelpCommand>(each.words);
    CAPTURE(help.text);
    CHECK(help.exit_code == 2);
    CHECK(help.text.find(each.said) != std::string::npos);
  }
}

TEST_CASE("command line: the help of call names every tool, in lines that fit") {
  const std::string help = command<HelpCommand>({"call", "--help"}).text;
  const std::size_t start = help.find("Tools: ");
  REQUIRE(start != std::string::npos);
  CHECK(help.find('\n', start) - start <= 80);
  for (const std::string& tool : tools::tool_names()) {
    CAPTURE(tool);
    CHECK(help.find(tool) != std::string::npos);
  }
}

TEST_CASE("command line: words of a statement need no quotes") {
  const auto remember = command<RememberCommand>(
      {"remember", "I", "use", "Shram", "--tag", "a", "--tag", "b", "--at", "2026-11-01"});
  CHECK(remember.text == "I use Shram");
  CHECK(remember.tags == std::vector<std::string>{"a", "b"});
  CHECK(as_call(remember).tool == "remember");
  CHECK(as_call(remember).arguments ==
        R"({"observed_at":"2026-11-01","tags":["a","b"],"text":"I use Shram"})");
}

TEST_CASE("command line: what each plain command asks the tool for") {
  struct Case {
    std::vector<const char*> words;
    const char* tool;
    const char* arguments;
  };
  const Case cases[] = {
      {{"remember", "--fact", "User is tall", "--kind", "fact"},
       "remember",
       R"({"facts":[{"content":"User is tall"}],"kind":"fact"})"},
      {{"remember", "x", "--dry-run"}, "remember", R"({"dry_run":true,"text":"x"})"},
      {{"recall", "my", "tools", "--limit", "3", "--explain"},
       "recall",
       R"({"explain":true,"limit":3,"query":"my tools"})"},
      {{"recall", "--kind", "fact", "--kind", "note", "--tag", "t", "--as-of", "2026-11-01", "q"},
       "recall",
       R"({"as_of":"2026-11-01","kinds":["fact","note"],"query":"q","tags":["t"]})"},
      {{"forget", "I", "left", "--erase"}, "forget", R"({"mode":"erase","statement":"I left"})"},
      {{"forget", "--id", "mem_1", "--id", "mem_2"}, "forget", R"({"ids":["mem_1","mem_2"]})"},
      {{"forget", "--query", "q", "--dry-run"}, "forget", R"({"dry_run":true,"query":"q"})"},
      {{"forget", "--all", "--yes"}, "forget", R"({"all":true,"confirm":true})"},
      {{"list", "--status", "forgotten", "--limit", "2"},
       "list_memories",
       R"({"limit":2,"status":"forgotten"})"},
      {{"list"}, "list_memories", "{}"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.arguments);
    const CommandLine line = parse(each.words);
    const CallCommand call = std::visit(
        [](const auto& chosen) -> CallCommand {
          if constexpr (requires { as_call(chosen); }) {
            return as_call(chosen);
          } else {
            return {};
          }
        },
        line.command);
    CHECK(call.tool == each.tool);
    CHECK(call.arguments == each.arguments);
  }
}

TEST_CASE("command line: call passes its JSON through") {
  const auto bare = command<CallCommand>({"call", "undo"});
  CHECK(bare.tool == "undo");
  CHECK(bare.arguments == "{}");
  const auto call = command<CallCommand>({"call", "recall", R"({"query":"x"})", "--json"});
  CHECK(call.arguments == R"({"query":"x"})");
  CHECK(call.output.json);
}

TEST_CASE("command line: bytes that are no UTF-8 do not break the call") {
  const auto remember = command<RememberCommand>({"remember", "a\xff"});
  CHECK(as_call(remember).arguments == "{\"text\":\"a\xEF\xBF\xBD\"}");
}

TEST_CASE("command line: help is asked for or earned") {
  CHECK(command<HelpCommand>({"--help"}).exit_code == 0);
  CHECK(command<HelpCommand>({"--help"}).text.find("mnestic demo") != std::string::npos);
  CHECK(command<HelpCommand>({"recall", "-h"}).text.find("where do I live") != std::string::npos);
  command<VersionCommand>({"--version"});
  for (const auto& words : std::vector<std::vector<const char*>>{{"fly"},
                                                                 {"--fly"},
                                                                 {"recall"},
                                                                 {"remember"},
                                                                 {"call"},
                                                                 {"recall", "q", "--limit", "many"},
                                                                 {"doctor", "now"},
                                                                 {"--home"},
                                                                 {"demo", "doctor"}}) {
    CAPTURE(words.front());
    const auto help = command<HelpCommand>(words);
    CHECK(help.exit_code == 2);
    CHECK(help.text.find("\nRun `mnestic ") != std::string::npos);
    CHECK(help.text.find("--help`") != std::string::npos);
  }
}

TEST_CASE("command line: sizes of the bench") {
  CHECK(command<BenchCommand>({"bench"}).sizes == std::vector<std::uint64_t>{1000, 10000, 100000});
  CHECK(command<BenchCommand>({"bench", "--sizes", "5,7"}).sizes ==
        std::vector<std::uint64_t>{5, 7});
}

}  // namespace
}  // namespace mnestic::cli
