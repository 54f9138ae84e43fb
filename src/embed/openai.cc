#include "mnestic/embed/openai.h"

#include <algorithm>
#include <array>
#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "openai_wire.h"

namespace mnestic::embed {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{500};
constexpr milliseconds kLongestPause{8'000};
constexpr milliseconds kFirstRest{1'000};
constexpr milliseconds kLongestRest{60'000};
// An attempt with less than this left is not worth making.
constexpr milliseconds kShortestAttempt{100};
constexpr std::size_t kDimensionMax = 8'192;
constexpr std::size_t kQueriesKept = 256;
// By measurement of nobody yet: models of this size say more than words do.
constexpr double kWeight = 0.5;

struct KnownModel {
  std::string_view name;
  std::size_t dimension;
};
constexpr std::array<KnownModel, 3> kKnownModels{{{"text-embedding-3-small", 1536},
                                                  {"text-embedding-3-large", 3072},
                                                  {"text-embedding-ada-002", 1536}}};

std::size_t dimension_of(std::string_view model) {
  for (const KnownModel& known : kKnownModels) {
    if (known.name == model) return known.dimension;
  }
  return 0;
}

// "api.openai.com" of "https://api.openai.com/v1", for messages.
std::string host_of(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  if (const auto user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  return std::string(url);
}

// In slices, so that the end of the program is noticed.
bool sleep_for(milliseconds time, const std::function<bool()>& cancelled) {
  constexpr milliseconds kSlice{50};
  for (milliseconds slept{0}; slept < time; slept += kSlice) {
    if (cancelled && cancelled()) return false;
    std::this_thread::sleep_for(std::min(kSlice, time - slept));
  }
  return !cancelled || !cancelled();
}

// Leaves a server alone that has just failed. Thread safety: any thread.
class Rest {
 public:
  [[nodiscard]] milliseconds left(Timestamp now) const {
    const std::lock_guard lock(mutex_);
    // A clock that was set back must not stretch it.
    return std::clamp(until_ - now, milliseconds(0), length_);
  }
  void succeeded() {
    const std::lock_guard lock(mutex_);
    next_ = kFirstRest;
    length_ = milliseconds(0);
  }
  void failed(Timestamp now, milliseconds wanted) {
    const std::lock_guard lock(mutex_);
    length_ = std::max(next_, wanted);
    until_ = now + length_;
    next_ = std::min(2 * next_, kLongestRest);
  }

 private:
  mutable std::mutex mutex_;
  Timestamp until_{};
  milliseconds length_{0};
  milliseconds next_ = kFirstRest;
};

// The newest queries' vectors. They are never written to disk. Thread safety: any thread.
class QueryCache {
 public:
  [[nodiscard]] Embedding find(std::string_view text) {
    const std::lock_guard lock(mutex_);
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return {};
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->second;
  }
  void add(std::string_view text, const Embedding& vector) {
    const std::lock_guard lock(mutex_);
    if (by_text_.contains(text)) return;
    newest_first_.emplace_front(std::string(text), vector);
    by_text_.emplace(newest_first_.front().first, newest_first_.begin());
    if (newest_first_.size() <= kQueriesKept) return;
    by_text_.erase(newest_first_.back().first);
    newest_first_.pop_back();
  }

 private:
  using Entries = std::list<std::pair<std::string, Embedding>>;
  std::mutex mutex_;
  Entries newest_first_;
  std::map<std::string_view, Entries::iterator> by_text_;  // keys are views into the list
};

class OpenAiEmbedder final : public Embedder {
 public:
  OpenAiEmbedder(OpenAiOptions options, std::size_t dimension, const llm::HttpClient& http,
                 const Clock& clock, RandomSource& random)
      : options_(std::move(options)),
        host_(host_of(options_.base_url)),
        name_("openai:" + options_.model + ":" + std::to_string(dimension)),
        dimension_(dimension),
        http_(http),
        clock_(clock),
        random_(random) {
    while (options_.base_url.ends_with('/')) options_.base_url.pop_back();
    if (!options_.pause) {
      options_.pause = [&cancelled = options_.cancelled](milliseconds time) {
        return sleep_for(time, cancelled);
      };
    }
  }

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] std::size_t dimension() const override { return dimension_; }
  [[nodiscard]] double weight() const override { return kWeight; }
  [[nodiscard]] bool is_remote() const override { return true; }

  [[nodiscard]] Result<std::vector<Embedding>> embed_passages(
      std::span<const std::string> texts) const override {
    return embed(texts, clock_.now() + options_.passages_deadline);
  }

  [[nodiscard]] Result<Embedding> embed_query(std::string_view text) const override {
    if (Embedding known = queries_.find(text); !known.empty()) return known;
    const std::string query(text);
    MNESTIC_TRY_ASSIGN(auto vectors,
                       embed(std::span(&query, 1), clock_.now() + options_.query_deadline));
    queries_.add(text, vectors.front());
    return std::move(vectors.front());
  }

 private:
  // Blank texts are refused by the API and mean nothing: zeros.
  [[nodiscard]] Result<std::vector<Embedding>> embed(std::span<const std::string> texts,
                                                     Timestamp deadline) const {
    std::vector<Embedding> out(texts.size(), Embedding(dimension_, 0.0F));
    std::vector<std::string_view> inputs;
    std::vector<std::size_t> places;
    std::size_t tokens = 0;
    const auto send = [&]() -> Result<void> {
      if (inputs.empty()) return {};
      MNESTIC_TRY_ASSIGN(auto vectors, ask(inputs, deadline));
      for (std::size_t i = 0; i < places.size(); ++i) out[places[i]] = std::move(vectors[i]);
      inputs.clear();
      places.clear();
      tokens = 0;
      return {};
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string_view input = cut_to_input(texts[i]);
      if (input.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
      const std::size_t more = tokens_at_most(input);
      if (inputs.size() == kRequestInputsMax || tokens + more > kRequestTokensMax) {
        MNESTIC_TRY(send());
      }
      inputs.push_back(input);
      places.push_back(i);
      tokens += more;
    }
    MNESTIC_TRY(send());
    return out;
  }

  // One request's worth, asked again until it succeeds or the deadline is near.
  [[nodiscard]] Result<std::vector<Embedding>> ask(std::span<const std::string_view> inputs,
                                                   Timestamp deadline) const {
    if (const milliseconds rest = rest_.left(clock_.now()); rest.count() > 0) {
      return Error{ErrorCode::unavailable, "The embedding server " + host_ +
                                               " was away just now; it is asked again in " +
                                               std::to_string(rest.count() / 1000 + 1) + " s."};
    }
    llm::HttpRequest request = request_for(inputs);
    for (milliseconds backoff = kFirstPause;; backoff = std::min(2 * backoff, kLongestPause)) {
      request.timeout = std::max(kShortestAttempt, deadline - clock_.now());
      milliseconds wanted{0};
      auto vectors = attempt(request, inputs.size(), wanted);
      if (vectors) {
        rest_.succeeded();
        return vectors;
      }
      // Half of it fixed, half by chance: processes that failed together do not come back together.
      const auto jitter = static_cast<std::int64_t>(
          random_.next_u64() % static_cast<std::uint64_t>(backoff.count() / 2 + 1));
      const milliseconds pause = std::max(wanted, backoff / 2 + milliseconds(jitter));
      const bool in_time = clock_.now() + pause + kShortestAttempt <= deadline;
      if (vectors.error().code != ErrorCode::unavailable || !in_time) {
        if (vectors.error().code != ErrorCode::cancelled) rest_.failed(clock_.now(), wanted);
        return vectors;
      }
      if (!options_.pause(pause)) {
        return Error{ErrorCode::cancelled, "The program ends; nothing was embedded."};
      }
    }
  }

  [[nodiscard]] llm::HttpRequest request_for(std::span<const std::string_view> inputs) const {
    constexpr std::uint64_t kComponentBytesMax = 32;  // as text, with its comma
    constexpr std::uint64_t kAroundBytesMax = 1024 * 1024;
    llm::HttpRequest request;
    request.method = llm::HttpMethod::post;
    request.url = options_.base_url + "/embeddings";
    if (!options_.api_key.empty()) {
      request.headers.push_back({"Authorization", "Bearer " + options_.api_key});
    }
    request.body =
        encode({.model = options_.model, .inputs = inputs, .dimensions = options_.dimensions});
    request.response_bytes_max =
        kAroundBytesMax + inputs.size() * (dimension_ * kComponentBytesMax + 256);
    request.cancelled = options_.cancelled;
    return request;
  }

  [[nodiscard]] Result<std::vector<Embedding>> attempt(const llm::HttpRequest& request,
                                                       std::size_t count,
                                                       milliseconds& wanted) const {
    MNESTIC_TRY_ASSIGN(const auto answer, http_.send(request));
    if (answer.status == 200) return decode_embeddings(answer.body, count, dimension_);
    wanted = retry_after(answer).value_or(wanted);
    return error_of(answer, host_);
  }

  OpenAiOptions options_;
  const std::string host_;
  const std::string name_;
  const std::size_t dimension_;
  const llm::HttpClient& http_;
  const Clock& clock_;
  RandomSource& random_;
  mutable Rest rest_;
  mutable QueryCache queries_;
};

}  // namespace

Result<std::unique_ptr<Embedder>> make_openai_embedder(OpenAiOptions options,
                                                       const llm::HttpClient& http,
                                                       const Clock& clock, RandomSource& random) {
  constexpr std::size_t kModelBytesMax = 200;
  if (options.model.empty() || options.model.size() > kModelBytesMax) {
    return invalid_argument("MNESTIC_EMBEDDING_MODEL has from 1 to " +
                            std::to_string(kModelBytesMax) + " bytes.");
  }
  const std::size_t dimension =
      options.dimensions != 0 ? options.dimensions : dimension_of(options.model);
  if (dimension == 0) {
    return invalid_argument("How long the vectors of the model " + options.model +
                            " are is not known; set MNESTIC_EMBEDDING_DIMENSIONS.");
  }
  if (dimension > kDimensionMax) {
    return invalid_argument("MNESTIC_EMBEDDING_DIMENSIONS is at most " +
                            std::to_string(kDimensionMax) + ".");
  }
  std::unique_ptr<Embedder> made =
      std::make_unique<OpenAiEmbedder>(std::move(options), dimension, http, clock, random);
  return made;
}

}  // namespace mnestic::embed
