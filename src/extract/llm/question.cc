// The changing part of the question to a model.
#include <algorithm>
#include <string>

#include "llm/prompt.h"
#include "mnestic/base/utf8.h"
#include "mnestic/extract/model.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kContextTurnsMax = 4;
constexpr std::size_t kContextBytesMax = 300;  // of each
constexpr std::size_t kKnownBytesMax = 300;    // of each

std::string one_line(std::string_view text, std::size_t bytes_max) {
  std::string out(utf8_prefix(text, bytes_max));
  if (out.size() < text.size()) out += "...";
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace

ModelQuestion question_for(const ExtractRequest& request) {
  ModelQuestion question{.system = kSystemPrompt, .user = {}, .schema = kAnswerSchema};
  std::string turns;
  const Message* between = nullptr;  // what the assistant said last, told when it is answered
  for (std::size_t i = 0; i < request.messages.size(); ++i) {
    const Message& message = request.messages[i];
    if (message.content.empty()) continue;
    if (message.role != "user") between = &message;
    if (message.role != "user" || (request.may_spare && !worth_asking(message.content))) continue;
    if (between != nullptr) {
      turns += "assistant: " + one_line(between->content, kContextBytesMax) + "\n";
    }
    between = nullptr;
    turns += std::to_string(i + 1) + ": " + one_line(message.content, kTurnBytesMax) + "\n";
  }
  if (turns.empty()) return question;
  std::string& text = question.user;
  const std::size_t known = std::min(request.known.size(), kKnownPerQuestionMax);
  for (std::size_t i = 0; i < known; ++i) {
    if (i == 0) text += "KNOWN\n";
    text += std::to_string(i + 1) + " " + one_line(request.known[i].content, kKnownBytesMax) + "\n";
  }
  const std::size_t turns_before =
      request.context.size() - std::min(request.context.size(), kContextTurnsMax);
  for (std::size_t i = turns_before; i < request.context.size(); ++i) {
    const Message& said = request.context[i];
    if (i == turns_before) text += "CONTEXT\n";
    text += (said.role == "user" ? "user: " : "assistant: ") +
            one_line(said.content, kContextBytesMax) + "\n";
  }
  text += "MESSAGES\n" + turns;
  return question;
}

}  // namespace mnestic::extract
