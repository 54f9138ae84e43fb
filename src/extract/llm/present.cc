// What may leave the process: messages without secrets and without what is not the speaker's.
#include <cctype>
#include <string>
#include <utility>

#include "guard/screen.h"
#include "mnestic/base/utf8.h"
#include "mnestic/extract/guard.h"
#include "mnestic/extract/model.h"
#include "mnestic/text/words.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kShownBytes = 200;

std::string_view shown(std::string_view text) { return utf8_prefix(text, kShownBytes); }

// Screening blanks out; runs of blanks say nothing, line ends do.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    const bool after_blank = out.empty() || out.back() == ' ' || out.back() == '\n';
    if (c == '\n' && !out.empty() && out.back() == ' ') out.back() = '\n';
    if (!blank) out += c;
    if (blank && !after_blank) out += c == '\n' ? '\n' : ' ';
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out;
}

void reject_secrets(std::string_view content, std::vector<Rejection>& rejected) {
  for (const text::Word& each : text::sentences(content)) {
    const std::string_view sentence = content.substr(each.begin, each.end - each.begin);
    if (auto reason = refusal_reason(sentence)) {
      rejected.push_back({mask_secrets(shown(mask_secrets(sentence))), *std::move(reason)});
    }
  }
}

std::string presentable_text(const Message& message, std::vector<Rejection>& rejected) {
  const Screened screened = screen(message.content);
  if (!screened.refused.empty()) {
    rejected.push_back({std::string(shown(mask_secrets(message.content))), screened.refused});
    return "";
  }
  if (screened.recalled) {
    rejected.push_back({"(lines with ids of memories)", "comes from recall, known already"});
  }
  std::string text = collapsed(screened.text);
  const auto reason = refusal_reason(text);
  if (!reason) return text;
  const std::size_t before = rejected.size();
  reject_secrets(text, rejected);
  text = mask_secrets(text);
  // Masking hides what it recognises; where the reason stays, nothing is kept.
  const bool safe = !refusal_reason(text);
  if (!safe || rejected.size() == before) {
    rejected.push_back({std::string(shown(text)), *reason});
  }
  return safe ? text : "";
}

}  // namespace

std::vector<Message> presentable(std::vector<Message> messages, std::vector<Rejection>& rejected) {
  std::vector<Rejection> unsaid;  // what others said is not refused, only left out
  for (Message& message : messages) {
    message.content = presentable_text(message, message.role == "user" ? rejected : unsaid);
  }
  return messages;
}

}  // namespace mnestic::extract
