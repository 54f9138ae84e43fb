#include "doctor.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>

#include "crash_mark.h"
#include "engine_source.h"
#include "extractor_choice.h"
#include "mnestic/base/random.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/memory/verify.h"
#include "mnestic/store/queue.h"
#include "mnestic/store/store.h"
#include "model_choice.h"

namespace mnestic::cli {
namespace {

// "4.2 MB": three digits are enough for a person.
std::string size_text(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"bytes", "kB", "MB", "GB", "TB"};
  std::uint64_t tenths = bytes * 10;
  std::size_t unit = 0;
  while (tenths >= 10'000 && unit + 1 < kUnits.size()) {
    tenths /= 1'000;
    ++unit;
  }
  const std::string whole = std::to_string(tenths / 10);
  return (unit == 0 ? whole : whole + "." + std::to_string(tenths % 10)) + " " + kUnits[unit];
}

class Doctor {
 public:
  explicit Doctor(Terminal& terminal) : terminal_(terminal) {}

  void good(std::string_view what) {
    terminal_.print("  " + terminal_.styled(Style::good, "ok   ") + std::string(what) + "\n");
  }
  void bad(std::string_view what) {
    terminal_.print("  " + terminal_.styled(Style::bad, "BAD  ") + std::string(what) + "\n");
    well_ = false;
  }
  void note(std::string_view what) { terminal_.print("  note " + std::string(what) + "\n"); }
  void heading(std::string_view title) {
    terminal_.print(terminal_.styled(Style::bold, title) + "\n");
  }
  void check(const Result<void>& result, std::string_view fine) {
    result ? good(fine) : bad(result.error().message);
  }
  [[nodiscard]] bool well() const { return well_; }
  [[nodiscard]] Terminal& terminal() { return terminal_; }

 private:
  Terminal& terminal_;
  bool well_ = true;
};

void show_settings(const config::Config& config, Doctor& doctor) {
  const auto lines = config::describe(config);
  std::size_t name_width = 0;
  std::size_t value_width = 0;
  for (const auto& line : lines) {
    name_width = std::max(name_width, line.name.size());
    value_width = std::max(value_width, std::min<std::size_t>(line.value.size(), 48));
  }
  doctor.heading("Settings");
  for (const auto& line : lines) {
    std::string row =
        "  " + line.name + std::string(name_width - line.name.size() + 2, ' ') + line.value;
    const std::size_t padding =
        value_width > line.value.size() ? value_width - line.value.size() : 0;
    row += std::string(padding + 2, ' ') +
           doctor.terminal().styled(Style::dim, "(" + line.origin + ")");
    doctor.terminal().print(row + "\n");
  }
}

std::string reading_note(const config::Config& config) {
  if (asks_openai(config)) {
    return "what is said goes to " + config.openai_base_url.value + ", to be read by " +
           config.chat_model.value;
  }
  if (config.extractor.value == config::ExtractorChoice::sampling) {
    return "what is said is read by the client's own model where it offers that, else by rules";
  }
  return config.openai_api_key.value.empty()
             ? "no OpenAI key: plain first-person statements are understood by rules"
             : "plain first-person statements are understood by rules, as the settings say";
}

// Texts that no model could read yet, or at all.
void show_queue(store::Store& store, Doctor& doctor) {
  std::uint64_t waiting = 0;
  std::uint64_t dead = 0;
  std::string reason;
  const auto count = [&](const store::QueuePlace&,
                         const store::QueueRecord& record) -> Result<bool> {
    if (record.state == store::QueueState::waiting) ++waiting;
    if (record.state == store::QueueState::dead) ++dead;
    if (record.state != store::QueueState::withdrawn) reason = record.reason;
    return true;
  };
  const auto txn = store.begin_read();
  const auto visited = txn ? store::visit_queue(**txn, count) : Result<void>(txn.error());
  if (!visited) return doctor.bad(visited.error().message);
  if (waiting > 0) {
    doctor.note(std::to_string(waiting) + " texts wait for a model; the last try: " + reason);
  }
  if (dead > 0) {
    doctor.note(std::to_string(dead) +
                " texts were read by rules, since no model could: " + reason);
  }
}

void check_settings(const config::Config& config, Doctor& doctor) {
  doctor.check(config::check_available(config), "the settings ask for what this version can do");
  const auto zone = time_zone_of(config);
  zone ? doctor.good("dates are read in the zone " + *zone) : doctor.bad(zone.error().message);
  const auto embedder = choose_embedder(config, {});
  if (!embedder) {
    doctor.bad(embedder.error().message);
  } else {
    doctor.note("texts are compared by " + std::string(embedder->embedder->name()));
  }
  doctor.note(reading_note(config));
}

constexpr const char* kFromBackup =
    "what to do: put the folder of a `mnestic backup` in its place; or save what can still be read "
    "with `mnestic export FILE`, and import that into a new folder";

void show(const memory::VerifyReport& report, Doctor& doctor) {
  for (const std::string& finding : report.findings) doctor.bad(finding);
  const std::uint64_t all = report.lost + report.repairable;
  if (all > report.findings.size()) {
    doctor.bad(std::to_string(all - report.findings.size()) + " more");
  }
}

void repair_store(store::Store& store, const config::Config& config, Doctor& doctor) {
  const auto chosen = choose_embedder(config, {});
  if (!chosen) return doctor.bad(chosen.error().message);
  const auto repaired = memory::repair(store, *chosen->embedder);
  if (!repaired) return doctor.bad(repaired.error().message);
  const auto did = [&](std::uint64_t count, const std::string& what) {
    if (count > 0) doctor.note("repaired: " + std::to_string(count) + " " + what);
  };
  did(repaired->unreachable, "entries found again: the file was written anew");
  did(repaired->users, "users' words, tags, headers, lists and counters made anew, of " +
                           std::to_string(repaired->versions) + " versions");
  did(repaired->vectors, "vectors made");
  did(repaired->ids, "ids led to their memories again, or emptied");
  did(repaired->log_lines, "lines added to users' logs or taken out");
  did(repaired->chats, "chats summed up again");
  did(repaired->chats_renamed,
      "names of chats were lost: a chat with messages has a new one now (\"recovered chat …\")");
  did(repaired->cached_dropped, "embeddings dropped from the cache, which fills itself again");
  if (repaired->changes_left_out > 0) {
    doctor.note(std::to_string(repaired->changes_left_out) +
                " lines of the change log cannot be read; what they did cannot be undone");
  }
}

void verify_store(store::Store& store, const config::Config& config, bool repair, Doctor& doctor) {
  const auto verified = [&store]() -> Result<memory::VerifyReport> {
    MNESTIC_TRY_ASSIGN(const auto txn, store.begin_read());
    return memory::verify(*txn, store.hasher());
  };
  auto report = verified();
  if (report && report->repairable > 0 && repair) {
    for (const std::string& finding : report->findings) doctor.note("found: " + finding);
    repair_store(store, config, doctor);
    report = verified();
  }
  if (!report) return doctor.bad(report.error().message);
  if (report->without_vector > 0) {
    doctor.note(std::to_string(report->without_vector) +
                " memories wait for a vector; a server makes them in the background");
  }
  if (report->well()) {
    return doctor.good(
        "every table agrees with every other: " + std::to_string(report->users) + " users, " +
        std::to_string(report->versions) + " versions, " + std::to_string(report->changes) +
        " changes, " + std::to_string(report->postings) + " words and tags, " +
        std::to_string(report->vectors) + " vectors, " + std::to_string(report->chats) +
        " chats, " + std::to_string(report->messages) + " messages, " +
        std::to_string(report->queued) + " texts in the queue, " + std::to_string(report->cached) +
        " cached embeddings");
  }
  show(*report, doctor);
  if (report->repairable > 0 && !repair) {
    doctor.note(
        "what to do: run `mnestic doctor --repair`; it makes anew what follows from the "
        "memories, and touches none of them");
  }
  if (report->lost > 0) doctor.note(kFromBackup);
}

void check_store(const config::Config& config, bool repair, Doctor& doctor) {
  const std::filesystem::path& home = config.home.value;
  const auto store = store::open_store({.folder = home, .create = false}, system_random());
  if (!store && store.error().code == ErrorCode::not_found) {
    return doctor.note(home.string() + " holds no store yet; the first memory makes it");
  }
  if (!store) return doctor.bad(store.error().message);
  const auto info = (*store)->info();
  if (!info) return doctor.bad(info.error().message);
  doctor.good(home.string() + " opens: " + size_text(info->size_bytes) + ", format " +
              std::to_string(info->format_version));
  show_queue(**store, doctor);
  verify_store(**store, config, repair, doctor);
}

// Whether the store is well, said on the way.
bool check_store_apart(const config::Config& config, bool repair, Doctor& doctor) {
  const pid_t process = ::fork();
  if (process < 0) {
    doctor.bad("no process can be started to look at the store");
    return false;
  }
  if (process == 0) {
    Doctor child(doctor.terminal());
    check_store(config, repair, child);
    ::_exit(child.well() ? 0 : 1);
  }
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0;
  doctor.bad("reading the store ended the reader (signal " + std::to_string(WTERMSIG(status)) +
             "): the file itself is damaged, and nothing was changed");
  doctor.note(kFromBackup);
  return false;
}

}  // namespace

int run_doctor(const DoctorCommand& command, const Result<config::Config>& config,
               Terminal& terminal) {
  Doctor doctor(terminal);
  if (!config) {
    doctor.bad(config.error().message);
    return 1;
  }
  if (!command.store_only) {
    show_settings(*config, doctor);
    doctor.heading("Checks");
    check_settings(*config, doctor);
  }
  doctor.heading("Store");
  const std::filesystem::path& home = config->home.value;
  bool well = config->home_problem.empty();
  if (!well) {
    doctor.bad(config->home_problem);
  } else {
    well = check_store_apart(*config, command.repair, doctor);
    if (well) remove_crash_mark(home);
  }
  well = well && doctor.well();
  terminal.print(well ? "All is well.\n" : "Something is wrong; see the lines marked BAD.\n");
  return well ? 0 : 1;
}

}  // namespace mnestic::cli
