// Reading what a model answered: JSON found in whatever surrounds it, and every claim checked.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "grammar/dated.h"
#include "guard/screen.h"
#include "llm/grounding.h"
#include "llm/prompt.h"
#include "mnestic/base/utf8.h"
#include "mnestic/extract/guard.h"
#include "mnestic/extract/model.h"
#include "mnestic/text/words.h"

namespace mnestic::extract {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kAnswerBytesMax = 1024 * 1024;
constexpr int kNestingMax = 16;
constexpr std::size_t kFactsPerTurnMax = 24;
constexpr std::size_t kTextBytesMin = 6;
constexpr std::size_t kTextBytesMax = 600;
constexpr std::size_t kShownBytes = 200;
constexpr double kConfidence = 0.85;

// The first JSON object or array in `answer`, by its brackets; strings are skipped.
std::optional<std::string_view> find_json(std::string_view answer) {
  const auto begin = answer.find_first_of("{[");
  if (begin == std::string_view::npos) return std::nullopt;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = begin; i < answer.size(); ++i) {
    const char c = answer[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kNestingMax) return std::nullopt;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return answer.substr(begin, i + 1 - begin);
    }
  }
  return std::nullopt;
}

// The array of facts; discarded when there is none.
Json facts_in(std::string_view answer) {
  Json none = Json(Json::value_t::discarded);
  if (answer.size() > kAnswerBytesMax) return none;
  // Prose before the JSON may hold brackets of its own.
  for (;;) {
    const auto found = find_json(answer);
    if (!found) return none;
    Json json = Json::parse(*found, nullptr, false);
    if (json.is_array() && (json.empty() || json.front().is_object())) return json;
    if (json.is_object()) {
      const auto facts = json.find("facts");
      if (facts != json.end() && facts->is_array()) return *facts;
    }
    const auto begin = static_cast<std::size_t>(found->data() - answer.data());
    answer.remove_prefix(json.is_discarded() ? begin + 1 : begin + found->size());
  }
}

std::optional<std::int64_t> integer_at(const Json& fact, const char* name) {
  const auto found = fact.find(name);
  if (found == fact.end() || !found->is_number_integer()) return std::nullopt;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > 1'000'000) return std::nullopt;
  return found->get<std::int64_t>();
}

std::string text_at(const Json& fact, const char* name) {
  const auto found = fact.find(name);
  return found != fact.end() && found->is_string() ? found->get<std::string>() : "";
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

class AnswerReader {
 public:
  AnswerReader(const ExtractRequest& request, Extraction& out) : request_(request), out_(out) {
    for (const Message& each : request.messages) around_.add(each.content);
    for (const Message& each : request.context) around_.add(each.content);
    for (const KnownFact& each : request.known) around_.add(each.content);
    counts_.resize(request.messages.size());
  }

  // False: the answer is not one to the question, and none of it can be believed.
  [[nodiscard]] bool read(const Json& fact) {
    Candidate candidate;
    out_.useless = fill(candidate, fact);
    if (!out_.useless.empty()) return false;
    keep(std::move(candidate));
    return true;
  }

 private:
  void keep(Candidate candidate) {
    std::string reason = refuse(candidate);
    if (!reason.empty()) {
      std::string shown = candidate.content.empty() ? "(nothing)" : candidate.content;
      out_.rejected.push_back(
          {mask_secrets(utf8_prefix(to_valid_utf8(shown), kShownBytes)), std::move(reason)});
      return;
    }
    if (!seen_.insert(candidate.content).second) return;
    ++counts_[candidate.message];
    const Message& said = request_.messages[candidate.message];
    candidate.quote = quote_for(said.content, candidate.content);
    if (candidate.action == Action::assert_fact) {
      resolve_dates(candidate, dates_of(request_, said.at.value_or(request_.observed_at)));
    }
    out_.candidates.push_back(std::move(candidate));
  }

  // Empty: filled in.
  std::string fill(Candidate& candidate, const Json& fact) {
    if (!fact.is_object()) return "the model's answer holds something that is no fact";
    const auto text = fact.find("text");
    if (text == fact.end() || !text->is_string())
      return "the model's answer holds a fact without text";
    candidate.content = text->get<std::string>();
    const auto message = message_of(fact);
    if (!message) return "the model names a message that it was not shown";
    candidate.message = *message;
    candidate.confidence = kConfidence;
    const std::string named = text_at(fact, "kind");
    if (named == kEndName) candidate.action = Action::retract;
    const auto kind = model::kind_named(named).value_or(model::fact_kind());
    candidate.kind = model::policy_of(kind).reconciled ? kind : model::fact_kind();
    candidate.layer = model::policy_of(candidate.kind).default_layer;
    candidate.importance = model::policy_of(candidate.kind).importance;
    return fill_known(candidate, fact);
  }

  // What the number of a known fact makes of a candidate: it ends that fact or takes its place.
  std::string fill_known(Candidate& candidate, const Json& fact) {
    const std::int64_t number = integer_at(fact, "k").value_or(0);
    if (number == 0) return "";
    const std::size_t shown = std::min(request_.known.size(), kKnownPerQuestionMax);
    if (number < 1 || number > static_cast<std::int64_t>(shown)) {
      return "the model names a known fact that it was not shown";
    }
    known_ = &request_.known[static_cast<std::size_t>(number - 1)];
    candidate.touches = known_->id;
    candidate.corrects = candidate.action == Action::assert_fact;
    // What ends is the stored wording, whatever the model makes of it.
    if (!candidate.corrects) candidate.content = known_->content;
    return "";
  }

  [[nodiscard]] bool is_said(std::size_t index) const {
    return request_.messages[index].role == "user" && !request_.messages[index].content.empty();
  }

  std::optional<std::uint32_t> message_of(const Json& fact) const {
    const std::int64_t number = integer_at(fact, "m").value_or(0);
    const auto count = static_cast<std::int64_t>(request_.messages.size());
    if (number >= 1 && number <= count) return static_cast<std::uint32_t>(number - 1);
    // Where only one can be meant, the number says nothing.
    std::optional<std::uint32_t> only;
    for (std::size_t i = 0; i < request_.messages.size(); ++i) {
      if (!is_said(i)) continue;
      if (only) return std::nullopt;
      only = static_cast<std::uint32_t>(i);
    }
    return only;
  }

  // Why a candidate must not be kept; empty: it may.
  std::string refuse(const Candidate& candidate) {
    const KnownFact* const known = std::exchange(known_, nullptr);
    const std::string& content = candidate.content;
    if (!is_said(candidate.message)) return "the model takes what others said for the user's words";
    if (content.size() < kTextBytesMin || content.find(' ') == std::string::npos) {
      return "the model's statement says nothing";
    }
    if (content.size() > kTextBytesMax && known == nullptr) {
      return "the model's statement is too long";
    }
    if (!is_valid_utf8(content) || std::any_of(content.begin(), content.end(), is_control)) {
      return "the model's statement holds characters that belong in no statement";
    }
    if (auto reason = refusal_reason(content)) return *std::move(reason);
    if (content.find("[hidden]") != std::string::npos) return "was about something hidden";
    if (const Screened screened = screen(content); !screened.refused.empty()) {
      return screened.refused;
    }
    if (counts_[candidate.message] >= kFactsPerTurnMax) {
      return "more statements than a message can hold";
    }
    if (known != nullptr && candidate.action == Action::retract) return "";
    WordsSaid own;
    own.add(request_.messages[candidate.message].content);
    if (known != nullptr) own.add(known->content);
    return is_grounded(content, own, around_) ? "" : "the model says what was not said";
  }

  // The sentence that shares most words with the statement.
  static std::string quote_for(std::string_view message, std::string_view content) {
    const auto terms = text::index_terms(content);
    const std::set<std::string> wanted(terms.begin(), terms.end());
    std::string_view best;
    std::size_t best_count = 0;
    for (const text::Word& each : text::sentences(message)) {
      const std::string_view sentence = message.substr(each.begin, each.end - each.begin);
      std::size_t count = 0;
      for (const std::string& term : text::index_terms(sentence)) count += wanted.count(term);
      if (best.empty() || count > best_count) {
        best = sentence;
        best_count = count;
      }
    }
    return mask_secrets(best);
  }

  const ExtractRequest& request_;
  Extraction& out_;
  WordsSaid around_;
  std::set<std::string> seen_;
  std::vector<std::size_t> counts_;   // statements by message
  const KnownFact* known_ = nullptr;  // of the fact being read
};

}  // namespace

Extraction read_answer(const ExtractRequest& request, std::string_view answer) {
  Extraction out;
  const Json facts = facts_in(answer);
  if (facts.is_discarded()) {
    out.useless = "the model gave no answer that can be read";
    return out;
  }
  AnswerReader reader(request, out);
  std::size_t read = 0;
  const std::size_t most = kFactsPerTurnMax * (request.messages.size() + 1);
  for (const Json& fact : facts) {
    if (++read > most) {
      out.rejected.push_back({"(the rest of the answer)", "more statements than were said"});
      break;
    }
    if (!reader.read(fact)) {
      out.candidates.clear();
      out.rejected.clear();
      break;
    }
  }
  return out;
}

}  // namespace mnestic::extract
