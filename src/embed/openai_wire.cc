#include "openai_wire.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "mnestic/base/utf8.h"

namespace mnestic::embed {
namespace {

using Json = nlohmann::json;

// Twice the tokens that a byte may cost at most.
std::size_t half_tokens(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool letter =
      (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
  if (byte == ' ') return 0;
  return letter ? 1 : 2;
}

Error away(std::string message) { return {ErrorCode::unavailable, std::move(message)}; }

Error broken(std::string_view what) {
  return away("The embedding server's answer is broken: " + std::string(what) + ".");
}

// Values of the base64 alphabet; 64 for what is not in it.
constexpr std::array<std::uint8_t, 256> base64_values() {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 256> values{};
  values.fill(64);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text) {
  static constexpr auto kValues = base64_values();
  if (text.size() % 4 != 0) return std::nullopt;
  while (text.ends_with('=') && text.size() % 4 != 2) text.remove_suffix(1);
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
    if (value == 64) return std::nullopt;
    bits = bits << 6U | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<std::uint8_t>(bits >> count));
  }
  return bytes;
}

// Little-endian floats in base64, as asked for, or an array of numbers, as servers give that know
// nothing else.
std::optional<Embedding> vector_of(const Json& value) {
  Embedding vector;
  if (value.is_string()) {
    const auto bytes = from_base64(value.get_ref<const std::string&>());
    if (!bytes || bytes->size() % 4 != 0) return std::nullopt;
    vector.reserve(bytes->size() / 4);
    for (std::size_t i = 0; i < bytes->size(); i += 4) {
      std::uint32_t word = 0;
      for (std::size_t b = 0; b < 4; ++b) word |= std::uint32_t{(*bytes)[i + b]} << (8 * b);
      vector.push_back(std::bit_cast<float>(word));
    }
    return vector;
  }
  if (!value.is_array()) return std::nullopt;
  vector.reserve(value.size());
  for (const Json& component : value) {
    if (!component.is_number()) return std::nullopt;
    vector.push_back(static_cast<float>(component.get<double>()));
  }
  return vector;
}

// False when a component is no number.
bool normalise(Embedding& vector) {
  double square = 0;
  for (const float x : vector) {
    if (!std::isfinite(x)) return false;
    square += static_cast<double>(x) * static_cast<double>(x);
  }
  if (square == 0) return true;
  const double length = std::sqrt(square);
  for (float& x : vector) x = static_cast<float>(static_cast<double>(x) / length);
  return true;
}

// The server's own name for what went wrong, when it looks like one: messages may repeat what they
// were sent.
std::string code_of(const llm::HttpResponse& answer) {
  const Json body = Json::parse(answer.body, nullptr, false);
  if (!body.is_object() || !body.contains("error") || !body["error"].is_object()) return "";
  for (const char* name : {"code", "type"}) {
    const auto found = body["error"].find(name);
    if (found == body["error"].end() || !found->is_string()) continue;
    const auto& code = found->get_ref<const std::string&>();
    constexpr std::size_t kCodeBytesMax = 64;
    const bool plain = !code.empty() && code.size() <= kCodeBytesMax &&
                       std::all_of(code.begin(), code.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                       });
    if (plain) return code;
  }
  return "";
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::size_t tokens_at_most(std::string_view text) {
  std::size_t halves = 0;
  for (const char c : text) halves += half_tokens(c);
  return (halves + 1) / 2;
}

std::string_view cut_to_input(std::string_view text) {
  std::size_t halves = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    halves += half_tokens(text[i]);
    if (halves > 2 * kInputTokensMax) return utf8_prefix(text, i);
  }
  return text;
}

std::string encode(const EmbeddingsRequest& request) {
  Json body = {{"model", request.model}, {"encoding_format", "base64"}};
  Json& inputs = body["input"] = Json::array();
  for (const std::string_view input : request.inputs) inputs.push_back(input);
  if (request.dimensions != 0) body["dimensions"] = request.dimensions;
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<Embedding>> decode_embeddings(std::string_view body, std::size_t count,
                                                 std::size_t dimension) {
  const Json answer = Json::parse(body, nullptr, false);
  if (answer.is_discarded()) return broken("it is no JSON, or was cut");
  if (!answer.is_object() || !answer.contains("data") || !answer["data"].is_array()) {
    return broken("it holds no list of vectors");
  }
  const Json& data = answer["data"];
  if (data.size() != count) {
    return broken("it holds " + std::to_string(data.size()) + " vectors for " +
                  std::to_string(count) + " texts");
  }
  std::vector<Embedding> out(count);
  for (const Json& entry : data) {
    if (!entry.is_object() || !entry.contains("index") || !entry.contains("embedding") ||
        !entry["index"].is_number_unsigned() || entry["index"].get<std::uint64_t>() >= count) {
      return broken("a vector says not which text it belongs to");
    }
    Embedding& place = out[entry["index"].get<std::size_t>()];
    if (!place.empty()) return broken("two vectors are for the same text");
    auto vector = vector_of(entry["embedding"]);
    if (!vector) return broken("a vector is no list of numbers");
    if (vector->size() != dimension) {
      return failed_precondition("The embedding server gives vectors of " +
                                 std::to_string(vector->size()) + " components, not " +
                                 std::to_string(dimension) +
                                 "; set MNESTIC_EMBEDDING_DIMENSIONS to what the model gives.");
    }
    if (!normalise(*vector)) return broken("a component of a vector is no finite number");
    place = *std::move(vector);
  }
  return out;
}

Error error_of(const llm::HttpResponse& answer, std::string_view host) {
  const std::string code = code_of(answer);
  const std::string said = "The embedding server " + std::string(host) + " answered " +
                           std::to_string(answer.status) + (code.empty() ? "" : " (" + code + ")");
  if (answer.status == 401 || answer.status == 403) {
    return failed_precondition(said + ": it refuses the key. Check OPENAI_API_KEY.");
  }
  if (answer.status == 404) {
    return failed_precondition(
        said +
        ": check OPENAI_BASE_URL and MNESTIC_EMBEDDING_MODEL, one of them is unknown there.");
  }
  if (code == "insufficient_quota") {
    return failed_precondition(said + ": the account's quota is used up. See its billing page.");
  }
  const bool may_pass =
      answer.status == 408 || answer.status == 409 || answer.status == 429 || answer.status >= 500;
  if (may_pass) return away(said + ". It may pass; the memory will be embedded later.");
  return failed_precondition(said +
                             ": it refuses the request. Check MNESTIC_EMBEDDING_MODEL and "
                             "MNESTIC_EMBEDDING_DIMENSIONS.");
}

std::optional<std::chrono::milliseconds> retry_after(const llm::HttpResponse& answer) {
  constexpr double kLongestMs = 24.0 * 3600 * 1000;
  std::optional<double> wanted_ms = number_in(answer.header("retry-after-ms"));
  if (!wanted_ms) {
    wanted_ms =
        number_in(answer.header("retry-after"));  // a date is not understood, as if not said
    if (wanted_ms) *wanted_ms *= 1000;
  }
  if (!wanted_ms || !(*wanted_ms >= 0)) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::min(*wanted_ms, kLongestMs)));
}

}  // namespace mnestic::embed
