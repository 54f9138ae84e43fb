// What `--help` says: short, with examples, for a person.
#pragma once

#include <string_view>

namespace mnestic::cli {

inline constexpr std::string_view kHelp =
    R"(mnestic: long-term memory for language models.

Without a command it serves the Model Context Protocol on stdin and stdout:
that is what a client such as Claude Desktop starts. The commands are for you.

  mnestic demo                                    a story that shows what it does
  mnestic remember "I use Shram and Magnet"       two facts
  mnestic recall "which tools do I use?"          best first
  mnestic forget "I don't use Magnet anymore"     hidden; `undo` brings it back
  mnestic list                                    everything, newest first
  mnestic call undo                               any tool by name …
  mnestic call recall '{"query":"tools","as_of":"2026-11-01"}'    … with JSON

  mnestic doctor                                  checks settings and store; --repair
  mnestic backup DIR                              a copy of the store while it is in use
  mnestic export FILE, mnestic import FILE        your data as JSON; others' exports come in
  mnestic model                                   the embedding models; verify, add, fetch
  mnestic bench                                   measures speed on this machine

Settings, on every command; each is an environment variable too:
  --home DIR         MNESTIC_HOME        folder of the store (~/.local/share/mnestic)
  --user NAME        MNESTIC_USER        whose memories (default)
  --only-user                            refuse every other user
  --timezone ZONE    MNESTIC_TIMEZONE    zone of dates (the system's)
  --extractor NAME   MNESTIC_EXTRACTOR   auto, openai, sampling, rules
  --embedder NAME    MNESTIC_EMBEDDER    auto, local, openai, lexical
  --log LEVEL        MNESTIC_LOG         debug, info, warn, error, off (warn)

  mnestic COMMAND --help    says more.    -V, --version    prints the version.
Exit codes: 0 done, 1 failed, 2 not understood.
)";

inline constexpr std::string_view kRememberExamples =
    R"(Examples:
  mnestic remember I moved to Berlin last week
  mnestic remember --fact --tag health "User is allergic to shellfish"
  mnestic remember --at 2026-11-01 "I use Shram")";

inline constexpr std::string_view kRecallExamples =
    R"(Examples:
  mnestic recall where do I live
  mnestic recall --limit 3 --explain tools
  mnestic recall --as-of 2026-11-01 where do I live)";

inline constexpr std::string_view kForgetExamples =
    R"(Examples:
  mnestic forget "I don't use Magnet anymore"
  mnestic forget --id mem_01jd… --erase
  mnestic forget --all --yes)";

inline constexpr std::string_view kListExamples =
    R"(Examples:
  mnestic list --kind preference
  mnestic list --status forgotten --json)";

inline constexpr std::string_view kCallExamples =
    R"(Examples:
  mnestic call memory_stats
  mnestic call get_memory '{"id":"mem_01jd…","history":true}')";

inline constexpr std::string_view kModelExamples =
    R"(Examples:
  mnestic model                     what is there, and which is in use
  mnestic model verify              reads every byte and tries a sentence
  mnestic model add ~/bge-small-en-v1.5
  mnestic model fetch               downloads the default one; goes on where it broke off)";

inline constexpr std::string_view kBenchExamples =
    R"(Examples:
  mnestic bench --sizes 1000,10000
  mnestic bench --sizes 1000000
  mnestic bench users --users 100000 --rich 1000
  mnestic bench quality ~/sets --ablations
  mnestic bench quality --locomo locomo.jsonl --cases cases.jsonl)";

inline constexpr std::string_view kExportExamples =
    R"(Examples:
  mnestic export everything.jsonl
  mnestic export - --user ada --no-chats)";

inline constexpr std::string_view kImportExamples =
    R"(Examples:
  mnestic import everything.jsonl
  mnestic import conversations.json --user ada)";

inline constexpr std::string_view kBackupExamples =
    R"(Example:
  mnestic backup ~/backups/mnestic-monday
To go back to it, put its files into the store's folder, or name it: mnestic --home DIR.)";

}  // namespace mnestic::cli
