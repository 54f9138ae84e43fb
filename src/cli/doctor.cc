#include "doctor.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <system_error>

#include "engine_source.h"
#include "mnestic/base/random.h"
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
  doctor.note(config.openai_api_key.value.empty()
                  ? "no OpenAI key: plain first-person statements are understood by rules"
                  : "the OpenAI key is set; this version does not use it yet");
}

void check_store(const config::Config& config, Doctor& doctor) {
  doctor.heading("Store");
  if (!config.home_problem.empty()) return doctor.bad(config.home_problem);
  const auto& home = config.home.value;
  const auto store = store::open_store({.folder = home, .create = false}, system_random());
  if (!store && store.error().code == ErrorCode::not_found) {
    return doctor.note(home.string() + " holds no store yet; the first memory makes it");
  }
  if (!store) return doctor.bad(store.error().message);
  const auto info = (*store)->info();
  if (!info) return doctor.bad(info.error().message);
  doctor.good(home.string() + " opens: " + size_text(info->size_bytes) + ", format " +
              std::to_string(info->format_version));
  for (const auto table : {store::Table::users, store::Table::memories, store::Table::changes}) {
    doctor.terminal().print("       " + std::string(store::to_string(table)) + ": " +
                            std::to_string(info->entries[static_cast<std::size_t>(table)]) + "\n");
  }
}

}  // namespace

int run_doctor(const Result<config::Config>& config, Terminal& terminal) {
  Doctor doctor(terminal);
  if (!config) {
    doctor.bad(config.error().message);
    return 1;
  }
  show_settings(*config, doctor);
  doctor.heading("Checks");
  check_settings(*config, doctor);
  check_store(*config, doctor);
  terminal.print(doctor.well() ? "All is well.\n"
                               : "Something is wrong; see the lines marked BAD.\n");
  return doctor.well() ? 0 : 1;
}

}  // namespace mnestic::cli
