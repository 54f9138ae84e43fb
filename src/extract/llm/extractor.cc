#include <algorithm>
#include <mutex>
#include <string>
#include <utility>

#include "llm/prompt.h"
#include "mnestic/extract/model.h"

namespace mnestic::extract {
namespace {

constexpr std::uint32_t kAnswerTokensBase = 600;
constexpr std::uint32_t kAnswerTokensPerTurn = 250;

std::uint64_t turns_in(const ExtractRequest& request, bool spared) {
  return static_cast<std::uint64_t>(
      std::count_if(request.messages.begin(), request.messages.end(), [&](const Message& each) {
        if (each.role != "user" || each.content.empty()) return false;
        return !spared || (request.may_spare && !worth_asking(each.content));
      }));
}

class ModelExtractor final : public Extractor {
 public:
  ModelExtractor(const llm::ChatClient& chat, std::string name)
      : chat_(chat), name_(std::move(name)) {}

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool asks_model() const override { return true; }

  [[nodiscard]] Result<Extraction> extract(const ExtractRequest& request) const override {
    std::vector<Rejection> refused;
    ExtractRequest shown = request;
    shown.messages = presentable(std::move(shown.messages), refused);
    std::vector<Rejection> unsaid;
    shown.context = presentable(std::move(shown.context), unsaid);
    const std::uint64_t turns = turns_in(shown, false);
    const ModelQuestion question = question_for(shown);
    Extraction out;
    if (!question.user.empty()) {
      MNESTIC_TRY_ASSIGN(const auto answer, chat_.ask(chat_request(question, request, turns)));
      if (answer.flaw) {
        out.useless = llm::to_string(*answer.flaw);
      } else {
        out = read_answer(shown, answer.content);
      }
      count_call(answer.usage, !out.useless.empty());
    }
    count_turns(turns, turns_in(shown, true));
    out.rejected.insert(out.rejected.begin(), std::make_move_iterator(refused.begin()),
                        std::make_move_iterator(refused.end()));
    return out;
  }

  [[nodiscard]] ModelUsage usage() const override {
    const std::lock_guard lock(mutex_);
    return usage_;
  }

 private:
  static llm::ChatRequest chat_request(const ModelQuestion& question, const ExtractRequest& request,
                                       std::uint64_t turns) {
    llm::ChatRequest chat;
    chat.messages = {{llm::ChatRole::system, question.system},
                     {llm::ChatRole::user, question.user}};
    chat.schema = question.schema;
    chat.schema_name = kAnswerName;
    chat.answer_tokens_max = answer_tokens_max(turns);
    chat.timeout = request.timeout;
    chat.cancelled = request.cancelled;
    return chat;
  }

  void count_call(const llm::TokenUsage& tokens, bool useless) const {
    const std::lock_guard lock(mutex_);
    ++usage_.calls;
    if (useless) ++usage_.useless;
    usage_.input_tokens += tokens.input;
    usage_.cached_tokens += tokens.cached;
    usage_.output_tokens += tokens.output;
    usage_.estimated = usage_.estimated || tokens.estimated;
  }
  void count_turns(std::uint64_t turns, std::uint64_t spared) const {
    const std::lock_guard lock(mutex_);
    usage_.turns += turns;
    usage_.spared += spared;
  }

  const llm::ChatClient& chat_;
  const std::string name_;
  mutable std::mutex mutex_;
  mutable ModelUsage usage_;  // guarded by mutex_
};

}  // namespace

std::uint32_t answer_tokens_max(std::size_t turns) {
  return kAnswerTokensBase + kAnswerTokensPerTurn * static_cast<std::uint32_t>(turns);
}

std::unique_ptr<Extractor> make_model_extractor(const llm::ChatClient& chat, std::string name) {
  return std::make_unique<ModelExtractor>(chat, std::move(name));
}

}  // namespace mnestic::extract
