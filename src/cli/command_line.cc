#include "command_line.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "help.h"
#include "usage.h"

namespace mnestic::cli {
namespace {

constexpr int kUsageExit = 2;

// Words on the command line make one text, as after `echo`.
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// Collects what CLI11 writes into while it parses; `take` makes the command of it afterwards.
struct Commands {
  config::Flags flags;
  std::vector<std::string> words;
  CallCommand call;
  RememberCommand remember;
  RecallCommand recall;
  ForgetCommand forget;
  ListCommand list;
  ModelCommand model;
  BenchCommand bench;
  DemoCommand demo;
  UsersCommand users;
  QualityCommand quality;
  DoctorCommand doctor;
  ExportCommand export_;
  ImportCommand import_;
  BackupCommand backup;
};

void add_flags(CLI::App& app, config::Flags& flags) {
  app.add_option("--home", flags.home, "folder of the store")->type_name("DIR");
  app.add_option("--user", flags.user, "whose memories")->type_name("NAME");
  app.add_flag("--only-user", flags.only_user, "refuse every other user");
  app.add_option("--extractor", flags.extractor, "auto, openai, sampling, rules")
      ->type_name("NAME");
  app.add_option("--embedder", flags.embedder, "auto, local, lexical")->type_name("NAME");
  app.add_option("--timezone", flags.timezone, "zone of dates, such as Europe/Berlin")
      ->type_name("ZONE");
  app.add_option("--log", flags.log, "debug, info, warn, error or off")->type_name("LEVEL");
}

void add_json(CLI::App& command, Output& output) {
  command.add_flag("--json", output.json, "print the result as JSON");
}

void add_selection(CLI::App& command, Selection& selection) {
  command.add_option("--kind", selection.kinds, "only this kind; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KIND");
  command.add_option("--tag", selection.tags, "only with this tag; may be repeated")
      ->allow_extra_args(false)
      ->type_name("TAG");
  command.add_option("--as-of", selection.as_of, "what was so then, such as 2026-11-01")
      ->type_name("TIME");
  command.add_option("--limit", selection.limit, "at most so many")->type_name("N");
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& about,
                      std::string_view examples) {
  CLI::App* command = app.add_subcommand(name, about);
  command->footer(std::string(examples));
  return command;
}

void add_remember(CLI::App& app, Commands& into) {
  CLI::App* command =
      add_command(app, "remember", "remember what the words say", kRememberExamples);
  command->add_option("text", into.words, "what was said")->required()->type_name("TEXT");
  command->add_flag("--fact", into.remember.as_fact, "store the words as they are, as one fact");
  command->add_option("--kind", into.remember.kind, "fact, preference, note …")->type_name("KIND");
  command->add_option("--tag", into.remember.tags, "tag it; may be repeated")
      ->allow_extra_args(false)
      ->type_name("TAG");
  command->add_option("--at", into.remember.observed_at, "when it was said, by default now")
      ->type_name("TIME");
  command->add_flag("--dry-run", into.remember.dry_run, "say what would happen, store nothing");
  add_json(*command, into.remember.output);
}

void add_forget(CLI::App& app, Commands& into) {
  CLI::App* command = add_command(app, "forget", "forget what is no longer so", kForgetExamples);
  command->add_option("statement", into.words, "what is no longer so")->type_name("TEXT");
  command->add_option("--id", into.forget.ids, "this memory; may be repeated")
      ->allow_extra_args(false)
      ->type_name("ID");
  command->add_option("--query", into.forget.query, "what is clearly meant by these words")
      ->type_name("TEXT");
  command->add_flag("--all", into.forget.all, "everything about the user");
  command->add_flag("--erase", into.forget.erase, "for good: no undo, no byte left on disk");
  command->add_flag("--yes", into.forget.confirm,
                    "needed with --all and for more than 20 memories");
  command->add_flag("--dry-run", into.forget.dry_run, "say what would go, forget nothing");
  add_json(*command, into.forget.output);
}

void add_wire(CLI::App& command, std::string& wire) {
  command
      .add_option("--wire", wire, "add every message of both sides to this file, as lines of JSON")
      ->type_name("FILE");
}

void add_bench(CLI::App& app, Commands& into) {
  CLI::App* bench =
      add_command(app, "bench", "measure speed, or quality, on this machine", kBenchExamples);
  bench
      ->add_option("--sizes", into.bench.sizes,
                   "numbers of memories to measure recall at; a million takes half an hour, most "
                   "of it for its graph")
      ->delimiter(',')
      ->type_name("N,N…");
  add_wire(*bench, into.bench.wire);
  CLI::App* users = add_command(*bench, "users", "what one of very many users waits for", "");
  users->add_option("--users", into.users.users, "with one memory each")->type_name("N");
  users->add_option("--rich", into.users.rich, "of them, with many")->type_name("N");
  users->add_option("--memories", into.users.memories, "of each that has many")->type_name("N");
  CLI::App* quality = add_command(*bench, "quality", "how well recall finds what answers", "");
  quality->add_option("folder", into.quality.folder, "of data sets: every file that is one")
      ->type_name("FOLDER");
  quality->add_option("--locomo", into.quality.locomo, "conversations with questions")
      ->type_name("FILE");
  quality->add_option("--longmemeval", into.quality.longmemeval, "questions with their sessions")
      ->type_name("FILE");
  quality->add_option("--cases", into.quality.cases, "facts with a question")->type_name("FILE");
  quality->add_option("--sessions", into.quality.sessions, "sessions a longmemeval question")
      ->type_name("N");
  quality->add_option("--questions", into.quality.questions, "of longmemeval, at most")
      ->type_name("N");
  quality->add_flag("--ablations", into.quality.ablations, "also with signals taken away");
}

void add_model(CLI::App& app, ModelCommand& into) {
  CLI::App* command =
      add_command(app, "model", "the embedding models on this machine", kModelExamples);
  command->add_option("action", into.action, "list, verify, add or fetch; by default list")
      ->check(CLI::IsMember({"list", "verify", "add", "fetch"}))
      ->type_name("ACTION");
  command->add_option("folder", into.folder, "of the model to verify or add")->type_name("FOLDER");
  command->add_option("--from", into.url, "fetch from this address")->type_name("URL");
}

void add_transfer(CLI::App& app, Commands& into) {
  CLI::App* out = add_command(app, "export", "everything as lines of JSON", kExportExamples);
  out->add_option("file", into.export_.file, "a new file, or - for stdout")->type_name("FILE");
  out->add_flag("--no-chats", into.export_.no_chats, "memories and their history alone");
  out->add_flag("--vectors", into.export_.vectors,
                "also vectors, so that an import embeds nothing");
  out->add_flag("--skip-damaged", into.export_.skip_damaged,
                "leave out memories that cannot be read");
  CLI::App* in =
      add_command(app, "import", "take in an export, ours or another program's", kImportExamples);
  in->add_option("file", into.import_.file, "what to read")->required()->type_name("FILE");
  in->add_option("--format", into.import_.format,
                 "mnestic, server-memory, mem0, chatgpt or claude; by default recognised")
      ->type_name("FORMAT");
  in->add_flag("--no-extract", into.import_.no_extract,
               "keep conversations without learning from them");
  CLI::App* backup =
      add_command(app, "backup", "copy the store while it is in use", kBackupExamples);
  backup->add_option("folder", into.backup.folder, "a new folder")->required()->type_name("DIR");
}

void add_commands(CLI::App& app, Commands& into) {
  add_remember(app, into);
  CLI::App* recall = add_command(app, "recall", "find what is remembered", kRecallExamples);
  recall->add_option("query", into.words, "what to look for")->required()->type_name("TEXT");
  add_selection(*recall, into.recall.selection);
  recall->add_flag("--explain", into.recall.explain, "show where each score comes from");
  add_json(*recall, into.recall.output);
  add_forget(app, into);
  CLI::App* list = add_command(app, "list", "list memories, newest first", kListExamples);
  add_selection(*list, into.list.selection);
  list->add_option("--status", into.list.status, "active, superseded, forgotten, expired or any")
      ->type_name("STATUS");
  add_json(*list, into.list.output);
  CLI::App* call = add_command(app, "call", "call any tool, as a client would",
                               list_of_tools() + std::string(kCallExamples));
  call->add_option("tool", into.call.tool, "its name")->required()->type_name("TOOL");
  call->add_option("arguments", into.call.arguments, "an object, by default {}")->type_name("JSON");
  add_json(*call, into.call.output);
  add_wire(*add_command(app, "demo", "play a story against a temporary store", ""), into.demo.wire);
  CLI::App* doctor =
      add_command(app, "doctor", "check the settings, and every table of the store", "");
  doctor->add_flag("--repair", into.doctor.repair,
                   "make anew what follows from the memories; touches none of them");
  doctor->add_flag("--store", into.doctor.store_only, "look at nothing but the store");
  add_transfer(app, into);
  add_model(app, into.model);
  add_bench(app, into);
}

Command chosen(const CLI::App& app, Commands& from) {
  const auto picked = app.get_subcommands();
  if (picked.empty()) return ServeCommand{};
  const std::string& name = picked.front()->get_name();
  if (name == "demo") return from.demo;
  if (name == "doctor") return from.doctor;
  if (name == "export") return from.export_;
  if (name == "import") return from.import_;
  if (name == "backup") return from.backup;
  if (name == "bench") {
    if (picked.front()->got_subcommand("quality")) return from.quality;
    if (picked.front()->got_subcommand("users")) return from.users;
    return from.bench;
  }
  if (name == "model") return from.model;
  if (name == "call") return from.call;
  if (name == "list") return from.list;
  const std::string text = joined(from.words);
  if (name == "remember") {
    from.remember.text = text;
    return from.remember;
  }
  if (name == "recall") {
    from.recall.query = text;
    return from.recall;
  }
  from.forget.statement = text;
  return from.forget;
}

// The help of the command that stood on the line, or the program's own.
std::string help_of(const CLI::App& app) {
  const auto picked = app.get_subcommands();
  return picked.empty() ? std::string(kHelp) : picked.front()->help();
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  CLI::App app("mnestic: long-term memory for language models", "mnestic");
  Commands commands;
  bool version = false;
  app.fallthrough();  // the program's own flags may follow the command
  app.require_subcommand(0, 1);
  app.add_flag("--version,-V", version, "print the version");
  add_flags(app, commands.flags);
  add_commands(app, commands);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return {{}, HelpCommand{help_of(app), 0}};
  } catch (const CLI::CallForAllHelp&) {
    return {{}, HelpCommand{std::string(kHelp), 0}};
  } catch (const CLI::ParseError& mistake) {
    return {{}, HelpCommand{usage_error(app, mistake.what()), kUsageExit}};
  }
  if (version) return {commands.flags, VersionCommand{}};
  return {commands.flags, chosen(app, commands)};
}

}  // namespace mnestic::cli
