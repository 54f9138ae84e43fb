#include "asker.h"

#include <algorithm>
#include <vector>

#include "question_wire.h"
#include "request_context.h"

namespace mnestic::mcp {

// A client's model gets as long as any other: most clients give up a call after a minute, and what
// was said in it would be lost with it. People may think longer.
constexpr std::chrono::milliseconds kModelWait{20'000};

std::optional<std::map<std::string, Asker::Answer>> Asker::ask(
    const std::map<std::string, Question>& questions, Revision revision,
    const std::shared_ptr<const std::atomic<bool>>& cancel_flag) {
  std::map<std::string, OpenPtr> mine;
  std::vector<std::string> lines;
  std::unique_lock lock(mutex_);
  if (closed_) return std::nullopt;
  for (const auto& [key, question] : questions) {
    auto open = std::make_shared<Open>();
    open->id = "s" + std::to_string(++asked_);
    open_.emplace(open->id, open);
    lines.push_back(rpc::encode_request(rpc::Id::of(open->id), method_of(question.kind),
                                        params_of(question, revision)));
    mine.emplace(key, std::move(open));
  }
  // Not under the lock: the peer may be slow to read, and its answers must come in meanwhile.
  lock.unlock();
  for (const std::string& line : lines) write_(line);
  lock.lock();
  const auto is_cancelled = [&] { return cancel_flag != nullptr && *cancel_flag; };
  const bool model_alone = std::all_of(questions.begin(), questions.end(), [](const auto& each) {
    return each.second.kind == QuestionKind::sampling;
  });
  const auto wait = model_alone ? std::min(wait_, kModelWait) : wait_;
  changed_.wait_until(lock, std::chrono::steady_clock::now() + wait, [&] {
    return closed_ || is_cancelled() || std::all_of(mine.begin(), mine.end(), [](const auto& each) {
             return each.second->answer.has_value();
           });
  });
  const bool over = closed_ || is_cancelled();
  std::map<std::string, Answer> answers;
  std::vector<std::string> unanswered;
  for (const auto& [key, open] : mine) {
    open_.erase(open->id);
    if (!open->answer) {
      unanswered.push_back(open->id);
      open->answer = Answer{nullptr, "The client did not answer in time"};
    }
    answers.emplace(key, *std::move(open->answer));
  }
  const bool tell = !closed_;
  lock.unlock();
  if (tell) {
    for (const std::string& id : unanswered) {
      take_back(id, over ? "The request was cancelled" : "No answer came in time");
    }
  }
  if (over) return std::nullopt;
  return answers;
}

void Asker::take_back(const std::string& id, const char* reason) {
  write_(
      rpc::encode_notification("notifications/cancelled", {{"requestId", id}, {"reason", reason}}));
}

void Asker::deliver(const rpc::Response& response) {
  if (!response.id || !response.id->is_string) return;
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(response.id->value);
  if (found == open_.end() || found->second->answer) return;
  Answer answer{response.result, ""};
  if (!response.error.is_null()) {
    const Json& message = member_of(response.error, "message");
    answer.failure = message.is_string() ? message.get<std::string>() : "";
    if (answer.failure.empty()) answer.failure = "The client refused";
  }
  found->second->answer = std::move(answer);
  changed_.notify_all();
}

void Asker::wake() {
  // Under the lock, so that nobody is between looking at its flag and waiting.
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
}

void Asker::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

}  // namespace mnestic::mcp
