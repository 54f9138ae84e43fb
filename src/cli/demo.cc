#include "demo.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "conversation.h"
#include "mnestic/base/clock.h"
#include "mnestic/base/utf8.h"
#include "mnestic/text/time.h"
#include "temporary_folder.h"

namespace mnestic::cli {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kStatement = "I use Shram and Magnet as productivity tools";
constexpr std::string_view kQuestion = "What are the productivity tools that I use";
constexpr std::string_view kDenial = "I don't use Magnet anymore";
constexpr std::string_view kGone = "magnet";  // in any case, in any file

// Nothing when it is so; else what was seen instead.
using Check = std::optional<std::string>;

// How many of the memories under `list` speak of `word`; -1 when there is no such list.
int count_about(const Json& structured, std::string_view list, std::string_view word) {
  const auto memories = structured.is_object() ? structured.find(list) : structured.end();
  if (!structured.is_object() || memories == structured.end() || !memories->is_array()) return -1;
  return static_cast<int>(std::count_if(memories->begin(), memories->end(), [&](const Json& each) {
    const auto content = each.is_object() ? each.find("content") : each.end();
    return each.is_object() && content != each.end() && content->is_string() &&
           content->get_ref<const std::string&>().find(word) != std::string::npos;
  }));
}

// Whether the list holds exactly these many about Shram and about Magnet.
Check holds(const Exchange& exchange, std::string_view list, int shram, int magnet) {
  const int seen_shram = count_about(exchange.structured, list, "Shram");
  const int seen_magnet = count_about(exchange.structured, list, "Magnet");
  if (!exchange.is_error && seen_shram == shram && seen_magnet == magnet) return std::nullopt;
  return "wanted " + std::to_string(shram) + " about Shram and " + std::to_string(magnet) +
         " about Magnet in `" + std::string(list) + "`, but the answer was " + exchange.answer;
}

// The files below `folder` in which the word stands, in any case.
std::vector<std::string> files_with(const std::filesystem::path& folder, std::string_view word) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (!entry.is_regular_file(error)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::transform(bytes.begin(), bytes.end(), bytes.begin(), [](char byte) {
      return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    if (bytes.find(word) != std::string::npos) found.push_back(entry.path().string());
  }
  return found;
}

struct Step {
  std::string_view title;
  std::string_view tool;
  Json arguments;
  std::string_view list;  // where in the answer to look, and for how many of each
  int shram = 0;
  int magnet = 0;
  std::string_view shows;
  bool new_conversation = false;  // end the server and start another first
  bool erased = false;            // besides, no file of the store may hold the word
};

Step in_new_conversation(Step step) {
  step.new_conversation = true;
  return step;
}

Step and_erased(Step step) {
  step.erased = true;
  return step;
}

std::vector<Step> story(Timestamp now) {
  const auto days_ago = [now](int days) {
    return text::format_time(now - std::chrono::days(days));
  };
  const Json said = {{"text", kStatement}, {"observed_at", days_ago(7)}};
  const Json asked = {{"query", kQuestion}};
  const Json asked_back_then = {{"query", kQuestion}, {"as_of", days_ago(6)}};
  const Json denied = {{"statement", kDenial}};
  const Json denied_for_good = {{"statement", kDenial}, {"mode", "erase"}};
  const Json nothing = Json::object();
  // Each line: title, tool, arguments, list, about Shram, about Magnet, what it shows.
  return {
      {"One sentence, two facts (dated a week back)", "remember", said, "added", 1, 1,
       "Shram and Magnet are remembered as two facts."},
      in_new_conversation({"A new conversation: another process, the same store", "recall", asked,
                           "memories", 1, 1, "Both are still known."}),
      {"Something stops being true", "forget", denied, "forgotten", 0, 1,
       "Magnet is forgotten, and nothing else."},
      in_new_conversation({"Asking again, in a new conversation", "recall", asked, "memories", 1, 0,
                           "Only Shram is left."}),
      {"What was so last week?", "recall", asked_back_then, "memories", 1, 1,
       "The past still knows Magnet."},
      {"A change of mind", "undo", nothing, "restored", 0, 1, "Magnet is back."},
      {"Asking once more", "recall", asked, "memories", 1, 1, "Both, as before."},
      and_erased({"Forgetting for good", "forget", denied_for_good, "forgotten", 0, 1,
                  "No byte of \"Magnet\" is left in any file of the store."}),
      and_erased(in_new_conversation({"Not even last week knows it now", "recall", asked_back_then,
                                      "memories", 1, 0, "Erased means erased."})),
  };
}

// The answer's text as it may be read at a glance.
std::string glance(std::string_view text) {
  constexpr std::size_t kLinesMax = 8;
  constexpr std::size_t kLineBytesMax = 100;
  std::string shown;
  for (std::size_t lines = 0; !text.empty() && lines < kLinesMax; ++lines) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::string_view kept = utf8_prefix(line, kLineBytesMax);
    shown += "     " + std::string(kept) + (kept.size() < line.size() ? "…\n" : "\n");
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return text.empty() ? shown : shown + "     …\n";
}

class Demo {
 public:
  Demo(Terminal& terminal, const std::filesystem::path& home, std::filesystem::path wire)
      : terminal_(terminal), home_(home), wire_(std::move(wire)) {}

  [[nodiscard]] Result<void> play() {
    int number = 0;
    for (const Step& step : story(system_clock().now())) {
      terminal_.print(
          "\n" +
          terminal_.styled(Style::bold, std::to_string(++number) + ". " + std::string(step.title)) +
          "\n");
      if (auto played = play_step(step); !played) {
        return Error{played.error().code, "step " + std::to_string(number) + " (" +
                                              std::string(step.title) +
                                              "): " + played.error().message};
      }
    }
    return conversation_->close();
  }

 private:
  Result<void> play_step(const Step& step) {
    if (step.new_conversation || !conversation_) {
      if (conversation_) MNESTIC_TRY(conversation_->close());
      conversation_.reset();
      MNESTIC_TRY_ASSIGN(auto opened, Conversation::open(home_, wire_));
      conversation_.emplace(std::move(opened));
    }
    MNESTIC_TRY_ASSIGN(const Exchange exchange, conversation_->call(step.tool, step.arguments));
    terminal_.print("   → " + terminal_.styled(Style::dim, exchange.request) + "\n   ←\n" +
                    glance(exchange.text));
    if (auto wrong = holds(exchange, step.list, step.shram, step.magnet)) {
      return internal_error(*wrong);
    }
    if (step.erased) {
      const auto files = files_with(home_, kGone);
      if (!files.empty()) {
        return internal_error("\"" + std::string(kGone) + "\" still stands in " + files.front());
      }
    }
    terminal_.print("   " + terminal_.styled(Style::good, "✓ " + std::string(step.shows)) + "\n");
    return {};
  }

  Terminal& terminal_;
  const std::filesystem::path& home_;
  const std::filesystem::path wire_;
  std::optional<Conversation> conversation_;
};

// Ctrl-C must not leave the folder behind: a handler that does nothing makes waiting calls return,
// and the ordinary way out cleans up.
void let_signals_interrupt() {
  struct sigaction action {};
  action.sa_handler = [](int) {};
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGHUP, &action, nullptr);
}

}  // namespace

int run_demo(const DemoCommand& command, Terminal& terminal) {
  let_signals_interrupt();
  auto folder = TemporaryFolder::make();
  if (!folder) {
    terminal.complain(folder.error().message);
    return 1;
  }
  terminal.print("One story, told to a real server by JSON-RPC over pipes, on a store in " +
                 folder->path().string() + ".\n→ is the request as sent, ← the answer's text.\n");
  const auto played = Demo(terminal, folder->path(), command.wire).play();
  if (!played) {
    terminal.print("   " + terminal.styled(Style::bad, "✗ not so") + "\n");
    terminal.complain("demo failed at " + played.error().message);
    return 1;
  }
  terminal.print("\n" + terminal.styled(Style::good, "The whole story holds.") +
                 " The temporary store is gone.\n");
  return 0;
}

}  // namespace mnestic::cli
