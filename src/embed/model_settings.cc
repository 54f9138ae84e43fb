#include "model_settings.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "file_map.h"
#include "kernels.h"
#include "mnestic/base/utf8.h"

namespace mnestic::embed {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kJsonBytesMax = 32 * 1024 * 1024;
// Past these it is no sentence encoder; they keep every product of two within 64 bits.
constexpr std::size_t kExtentMax = 1 << 20;
constexpr std::size_t kTokensMax = 512;

// The object in a file; a missing file is an empty object.
Result<Json> read_json(const std::filesystem::path& path) {
  auto file = FileMap::open(path);
  if (!file && file.error().code == ErrorCode::not_found) return Json(Json::value_t::object);
  if (!file) return std::move(file).error();
  const auto text = file->text();
  Json parsed = text.size() > kJsonBytesMax ? Json() : Json::parse(text, nullptr, false);
  if (!parsed.is_object() && !parsed.is_array()) {
    return data_loss(path.string() + " is no JSON; get the model anew.");
  }
  return parsed;
}

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<bool> switch_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_boolean()) return std::nullopt;
  return found->get<bool>();
}

std::optional<std::size_t> extent_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  const auto value = found->get<std::uint64_t>();
  if (value == 0 || value > kExtentMax) return std::nullopt;
  return value;
}

Error unsupported(const std::filesystem::path& folder, const std::string& what) {
  return failed_precondition("the model in " + folder.string() + " " + to_valid_utf8(what) +
                             "; use a sentence encoder of the BERT family, such as MiniLM, bge, "
                             "gte, e5 or arctic-embed.");
}

Result<void> read_shape(const Json& config, const std::filesystem::path& folder,
                        ModelSettings& settings) {
  const auto require = [&](const char* key, std::string_view wanted, std::string_view otherwise) {
    const std::string said = config.contains(key) ? text_at(config, key) : std::string(otherwise);
    return said == wanted ? Result<void>()
                          : unsupported(folder, "has the " + std::string(key) + " \"" + said +
                                                    "\", not \"" + std::string(wanted) + "\"");
  };
  MNESTIC_TRY(require("model_type", "bert", ""));
  MNESTIC_TRY(require("hidden_act", "gelu", "gelu"));
  MNESTIC_TRY(require("position_embedding_type", "absolute", "absolute"));
  const std::pair<const char*, std::size_t ModelSettings::*> extents[] = {
      {"hidden_size", &ModelSettings::hidden},
      {"intermediate_size", &ModelSettings::inner},
      {"num_hidden_layers", &ModelSettings::layers},
      {"num_attention_heads", &ModelSettings::heads},
      {"vocab_size", &ModelSettings::vocabulary},
      {"max_position_embeddings", &ModelSettings::positions},
      {"type_vocab_size", &ModelSettings::types}};
  for (const auto& [key, member] : extents) {
    const auto extent = extent_at(config, key);
    if (!extent) return data_loss("config.json of the model has no usable " + std::string(key));
    settings.*member = *extent;
  }
  if (settings.hidden % kLanes != 0 || settings.inner % kLanes != 0) {
    return unsupported(folder, "has layers that are no multiple of 16 wide");
  }
  if (settings.hidden % settings.heads != 0 || settings.positions < 3) {
    return data_loss("config.json of the model contradicts itself; get the model anew.");
  }
  const auto epsilon = config.find("layer_norm_eps");
  const bool given = epsilon != config.end() && epsilon->is_number();
  settings.epsilon = given ? epsilon->get<float>() : 1e-12F;
  return {};
}

// The folder of the pooling module, and that no module changes the vector otherwise.
Result<std::string> pooling_folder(const Json& modules, const std::filesystem::path& folder) {
  std::string path;
  for (const Json& module : modules) {
    const std::string type = module.is_object() ? text_at(module, "type") : "";
    const std::string name = type.substr(type.rfind('.') + 1);
    if (name == "Pooling") path = text_at(module, "path");
    if (name != "Pooling" && name != "Transformer" && name != "Normalize") {
      return unsupported(folder, "has the module \"" + type + "\"");
    }
  }
  // A name from a file: it may not lead out of the folder.
  const bool plain = path.find('/') == std::string::npos && !path.starts_with('.');
  return plain ? path : std::string();
}

Result<void> read_pooling(const Json& config, const std::filesystem::path& folder,
                          ModelSettings& settings) {
  std::string mode = text_at(config, "pooling_mode");
  for (const auto& [key, value] : config.items()) {
    constexpr std::string_view kPrefix = "pooling_mode_";
    if (!key.starts_with(kPrefix) || value != true) continue;
    if (!mode.empty()) return unsupported(folder, "pools in more than one way");
    mode = key.substr(kPrefix.size());
  }
  if (mode.empty() || mode == "mean_tokens") mode = "mean";
  if (mode == "cls_token") mode = "cls";
  if (mode != "mean" && mode != "cls") return unsupported(folder, "pools by \"" + mode + "\"");
  settings.pooling = mode == "cls" ? Pooling::cls : Pooling::mean;
  return {};
}

struct Family {
  std::string_view name;  // stands in the model's own name
  std::string_view query_prefix;
  std::string_view passage_prefix;
};
// Those that were trained with words before a text, but whose files mostly do not say so.
constexpr std::array<Family, 5> kFamilies{{
    {"e5-", "query: ", "passage: "},
    {"bge-small-en", "Represent this sentence for searching relevant passages: ", ""},
    {"bge-large-en", "Represent this sentence for searching relevant passages: ", ""},
    {"bge-base-en", "Represent this sentence for searching relevant passages: ", ""},
    {"arctic-embed", "Represent this sentence for searching relevant passages: ", ""},
}};

void read_prefixes(const Json& config, const std::string& own_name, ModelSettings& settings) {
  for (const Family& family : kFamilies) {
    if (own_name.find(family.name) == std::string::npos) continue;
    settings.query_prefix = family.query_prefix;
    settings.passage_prefix = family.passage_prefix;
  }
  const auto prompts = config.find("prompts");
  if (prompts == config.end() || !prompts->is_object()) return;
  const auto take = [&](const char* key, std::string& into) {
    if (prompts->contains(key)) into = to_valid_utf8(text_at(*prompts, key));
  };
  take("query", settings.query_prefix);
  take("passage", settings.passage_prefix);
  take("document", settings.passage_prefix);
}

void read_text_options(const Json& tokenizer, const Json& sentence_config,
                       ModelSettings& settings) {
  settings.text.lower_case = switch_at(tokenizer, "do_lower_case").value_or(true) ||
                             switch_at(sentence_config, "do_lower_case").value_or(false);
  settings.text.strip_accents =
      switch_at(tokenizer, "strip_accents").value_or(settings.text.lower_case);
  settings.text.space_chinese = switch_at(tokenizer, "tokenize_chinese_chars").value_or(true);
  std::size_t tokens_max = std::min(kTokensMax, settings.positions);
  if (const auto said = extent_at(tokenizer, "model_max_length")) {
    tokens_max = std::min(tokens_max, *said);
  }
  if (const auto said = extent_at(sentence_config, "max_seq_length")) {
    tokens_max = std::min({kTokensMax, settings.positions, *said});
  }
  settings.tokens_max = std::max<std::size_t>(tokens_max, 3);
}

// Lines of vocab.txt: trailing blanks do not belong to a token.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
      line.remove_suffix(1);
    }
    lines.push_back(line);
  }
  return lines;
}

Result<Tokenizer> tokenizer_from_json(const Json& tokenizer, const std::filesystem::path& folder,
                                      const ModelSettings& settings) {
  const auto model = tokenizer.find("model");
  if (model == tokenizer.end() || !model->is_object()) {
    return not_found("the model in " + folder.string() + " has no vocab.txt; get it anew.");
  }
  if (text_at(*model, "type") != "WordPiece" || !model->contains("vocab") ||
      !(*model)["vocab"].is_object()) {
    return unsupported(folder, "has a tokenizer \"" + text_at(*model, "type") + "\"");
  }
  std::vector<std::string_view> tokens(settings.vocabulary);
  for (const auto& [token, id] : (*model)["vocab"].items()) {
    if (!id.is_number_unsigned() || id.get<std::uint64_t>() >= tokens.size()) {
      return data_loss("tokenizer.json of the model goes beyond its vocabulary; get it anew.");
    }
    tokens[id.get<std::uint64_t>()] = token;
  }
  const std::string prefix = text_at(*model, "continuing_subword_prefix");
  return Tokenizer::make(tokens, prefix.empty() ? "##" : prefix, settings.text);
}

}  // namespace

Result<ModelSettings> read_model_settings(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder / "config.json", error)) {
    return not_found("no model lies in " + folder.string() + ".");
  }
  ModelSettings settings;
  MNESTIC_TRY_ASSIGN(const Json config, read_json(folder / "config.json"));
  MNESTIC_TRY(read_shape(config, folder, settings));
  MNESTIC_TRY_ASSIGN(const Json modules, read_json(folder / "modules.json"));
  MNESTIC_TRY_ASSIGN(const std::string pooling, pooling_folder(modules, folder));
  if (!pooling.empty()) {
    MNESTIC_TRY_ASSIGN(const Json config_of, read_json(folder / pooling / "config.json"));
    MNESTIC_TRY(read_pooling(config_of, folder, settings));
  }
  MNESTIC_TRY_ASSIGN(const Json tokenizer, read_json(folder / "tokenizer_config.json"));
  MNESTIC_TRY_ASSIGN(const Json sentence, read_json(folder / "sentence_bert_config.json"));
  read_text_options(tokenizer, sentence, settings);
  MNESTIC_TRY_ASSIGN(const Json prompts, read_json(folder / "config_sentence_transformers.json"));
  const std::string own_name =
      text_at(config, "_name_or_path") + "/" + folder.lexically_normal().filename().string();
  read_prefixes(prompts, own_name, settings);
  return settings;
}

Result<Tokenizer> read_tokenizer(const std::filesystem::path& folder,
                                 const ModelSettings& settings) {
  auto vocabulary = FileMap::open(folder / "vocab.txt");
  if (!vocabulary && vocabulary.error().code == ErrorCode::not_found) {
    MNESTIC_TRY_ASSIGN(const Json tokenizer, read_json(folder / "tokenizer.json"));
    return tokenizer_from_json(tokenizer, folder, settings);
  }
  if (!vocabulary) return std::move(vocabulary).error();
  const auto tokens = lines_of(vocabulary->text());
  if (tokens.size() > settings.vocabulary) {
    return data_loss("vocab.txt of the model has " + std::to_string(tokens.size()) +
                     " lines, its config.json says " + std::to_string(settings.vocabulary) +
                     "; get the model anew.");
  }
  return Tokenizer::make(tokens, "##", settings.text);
}

}  // namespace mnestic::embed
