// Files of a model that are damaged, hostile or of another family: always an error that says what,
// never more.
#include <doctest/doctest.h>

#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "mnestic/embed/local.h"
#include "model_identity.h"
#include "model_settings.h"
#include "safetensors.h"
#include "tests/embed/model_fixture.h"

namespace mnestic::embed {
namespace {

Result<Tensors> parse(const std::string& bytes) {
  return parse_safetensors(std::as_bytes(std::span(bytes)));
}

std::string with_header(const std::string& header, std::size_t data_bytes) {
  const std::uint64_t length = header.size();
  return std::string(reinterpret_cast<const char*>(&length), 8) + header +
         std::string(data_bytes, 'x');
}

// Opens the model and embeds one text.
Result<Embedding> try_model(const ModelFolder& folder) {
  MNESTIC_TRY_ASSIGN(const auto embedder, make_local_embedder({.folder = folder.path()}));
  return embedder->embed_query("green tea");
}

TEST_CASE("safetensors: what is right is read") {
  const auto tensors = parse(with_header(
      R"({"__metadata__":{"a":"b"},"t":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
      R"("none":{"dtype":"I64","shape":[0],"data_offsets":[24,24]}})",
      24));
  REQUIRE(tensors);
  CHECK(tensors->at("t").count() == 6);
  CHECK(tensors->at("t").shape == std::vector<std::size_t>{2, 3});
  CHECK(tensors->at("none").dtype == Dtype::other);
}

TEST_CASE("safetensors: hostile headers are refused") {
  const std::string good = R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  REQUIRE(parse(with_header(good, 8)));
  const std::pair<const char*, std::size_t> headers[] = {
      {R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 7},    // past the end
      {R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 9},    // something left over
      {R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8},    // backwards
      {R"({"t":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8},    // too few bytes
      {R"({"t":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8},   // negative
      {R"({"t":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}})", 8},  // no whole number
      {R"({"t":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}})", 8},    // unknown type
      {R"({"t":{"dtype":4,"shape":[2],"data_offsets":[0,8]}})", 8},
      {R"({"t":{"dtype":"F32","shape":{},"data_offsets":[0,8]}})", 8},
      {R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0]}})", 8},
      {R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,"8"]}})", 8},
      {R"({"t":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", 0},
      {R"({"t":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}})", 8},
      {R"({"t":{"shape":[2],"data_offsets":[0,8]}})", 8},
      {R"({"t":[]})", 0},
      {R"([])", 0},
      {R"({"t":)", 0},
      {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
       R"("b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
       12},  // overlap
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
       R"("b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})",
       12},  // a gap
      {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551612,8]}})", 8},
  };
  for (const auto& each : headers) {
    CAPTURE(each.first);
    const auto parsed = parse(with_header(each.first, each.second));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::data_loss);
  }
  CHECK_FALSE(parse(""));
  CHECK_FALSE(parse("1234567"));
  CHECK_FALSE(parse(std::string(8, '\xFF') + good));
  CHECK_FALSE(parse(with_header(std::string(100'000, '['), 0)));
}

TEST_CASE("model files: a file cut at any length, or with flipped bits, never does harm") {
  const TinyModel model = random_model(1, {.hidden = 16, .heads = 2, .inner = 16, .layers = 1});
  const ModelFolder folder;
  write_model(folder, model);
  REQUIRE(try_model(folder));
  const auto random = seeded_random(8);
  for (const char* name : {"model.safetensors", "config.json", "vocab.txt"}) {
    const std::string whole = folder.read(name);
    const auto attempt = [&](const std::string& bytes) {
      folder.write(name, bytes);
      std::filesystem::remove(folder.path() / kRecordName);
      const auto embedded = try_model(folder);
      // A flipped number is still a number; everything else must be noticed.
      if (!embedded) CHECK_FALSE(embedded.error().message.empty());
      return embedded.has_value();
    };
    for (int i = 0; i < 30; ++i) {
      const bool works = attempt(whole.substr(0, random->next_u64() % whole.size()));
      if (std::string_view(name) == "model.safetensors") CHECK_FALSE(works);
    }
    for (int i = 0; i < 80; ++i) {
      std::string flipped = whole;
      // Mostly where the structure is.
      const std::size_t range =
          i % 4 == 0 ? whole.size() : std::min<std::size_t>(whole.size(), 2000);
      flipped[random->next_u64() % range] ^= static_cast<char>(1 << (random->next_u64() % 8));
      (void)attempt(flipped);  // only that nothing breaks
    }
    folder.write(name, whole);
  }
  std::filesystem::remove(folder.path() / kRecordName);
  CHECK(try_model(folder));
}

TEST_CASE("model files: what is not supported is said") {
  struct Case {
    const char* key;
    nlohmann::json value;
    const char* said;
  };
  const Case cases[] = {
      {"model_type", "xlm-roberta", "BERT family"},
      {"hidden_act", "relu", "BERT family"},
      {"position_embedding_type", "relative_key", "BERT family"},
      {"hidden_size", 40, "multiple of 16"},
      {"num_attention_heads", 5, "contradicts"},
      {"num_hidden_layers", 3, "no array"},
      {"num_hidden_layers", -1, "no usable"},
      {"vocab_size", 3, "lines"},
      {"max_position_embeddings", 100, "24×32"},
      {"intermediate_size", 1 << 24, "no usable"},
  };
  const TinyModel model = random_model(1, {});
  for (const Case& each : cases) {
    CAPTURE(each.key);
    const ModelFolder folder;
    write_model(folder, model);
    auto config = config_of(model);
    config[each.key] = each.value;
    folder.write("config.json", config.dump());
    const auto embedded = try_model(folder);
    REQUIRE_FALSE(embedded);
    CAPTURE(embedded.error().message);
    CHECK(embedded.error().message.find(each.said) != std::string::npos);
  }
  const ModelFolder folder;
  write_model(folder, model);
  folder.write("modules.json",
               R"([{"path":"2_Dense","type":"sentence_transformers.models.Dense"}])");
  CHECK(try_model(folder).error().message.find("Dense") != std::string::npos);
  folder.write("modules.json", "[]");
  std::filesystem::remove(folder.path() / "vocab.txt");
  folder.write("tokenizer.json", R"({"model":{"type":"Unigram","vocab":[]}})");
  CHECK(try_model(folder).error().message.find("Unigram") != std::string::npos);
}

TEST_CASE("model files: a vocabulary in tokenizer.json serves as well") {
  const TinyModel model = random_model(1, {});
  const ModelFolder folder;
  write_model(folder, model);
  const auto with_lines = try_model(folder);
  REQUIRE(with_lines);
  std::filesystem::remove(folder.path() / "vocab.txt");
  nlohmann::json vocabulary;
  for (std::size_t i = 0; i < model.vocabulary.size(); ++i) vocabulary[model.vocabulary[i]] = i;
  folder.write("tokenizer.json",
               nlohmann::json{{"model", {{"type", "WordPiece"}, {"vocab", vocabulary}}}}.dump());
  CHECK(*try_model(folder) == *with_lines);
}

TEST_CASE(
    "model identity: the name changes with the files, and a change behind our back is refused") {
  const ModelFolder folder;
  write_model(folder, random_model(1, {}));
  const auto name = identify_model(folder.path(), Trust::recorded);
  REQUIRE(name);
  CHECK(name->starts_with("tiny-"));
  CHECK(*identify_model(folder.path(), Trust::nothing) == *name);
  CHECK(std::filesystem::exists(folder.path() / kRecordName));

  const auto file = folder.path() / "model.safetensors";
  const auto time = std::filesystem::last_write_time(file);
  write_model(folder, random_model(2, {}));
  std::filesystem::last_write_time(file, time + std::chrono::seconds(5));
  const auto changed = identify_model(folder.path(), Trust::recorded);
  REQUIRE_FALSE(changed);
  CHECK(changed.error().code == ErrorCode::data_loss);
  // As many bytes with the old time: only a full reading finds out.
  std::filesystem::last_write_time(file, time);
  CHECK_FALSE(check_model_files(folder.path()));

  std::filesystem::remove(folder.path() / kRecordName);
  const auto renamed = identify_model(folder.path(), Trust::recorded);
  REQUIRE(renamed);
  CHECK(*renamed != *name);
}

TEST_CASE("model identity: nothing but the published files is taken for the default model") {
  const ModelFolder folder("all-MiniLM-L6-v2");
  write_model(folder, random_model(1, {}));
  const auto name = identify_model(folder.path(), Trust::recorded);
  REQUIRE_FALSE(name);
  CHECK(name.error().message.find("not the published file") != std::string::npos);
  std::filesystem::remove(folder.path() / "model.safetensors");
  CHECK(make_local_embedder({.folder = folder.path()}).error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace mnestic::embed
