// The default model against what the reference makes of the same texts (recorded.json). Passed over
// where the model is not on the machine.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mnestic/config/config.h"
#include "mnestic/embed/local.h"
#include "model_settings.h"

namespace mnestic::embed {
namespace {

// Where the program would look for it; empty when it is not there.
std::filesystem::path default_model() {
  auto environment = config::process_environment();
  environment.erase("MNESTIC_MODEL_DIR");
  const auto config = config::load({}, environment, "/");
  auto folder = config ? config->model_dir.value : std::filesystem::path();
  if (std::filesystem::exists(folder / "model.safetensors")) return folder;
  MESSAGE("the default model is not here: `./dev build` gets it");
  return {};
}

nlohmann::json recorded() {
  std::ifstream file(MNESTIC_RECORDED);
  return nlohmann::json::parse(file);
}

double dot(const Embedding& a, const Embedding& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

TEST_CASE("default model: tokens as the reference gives them") {
  const auto folder = default_model();
  if (folder.empty()) return;
  const auto settings = read_model_settings(folder);
  REQUIRE(settings);
  CHECK(settings->tokens_max == 256);
  const auto tokenizer = read_tokenizer(folder, *settings);
  REQUIRE(tokenizer);
  const auto tokens = recorded()["tokens"];
  for (const auto& each : tokens) {
    const auto text = each["text"].get<std::string>();
    CAPTURE(text);
    CHECK(tokenizer->encode(text, 256) == each["ids"].get<std::vector<TokenId>>());
  }
}

TEST_CASE("default model: vectors as the reference gives them") {
  const auto folder = default_model();
  if (folder.empty()) return;
  std::vector<std::string> texts;
  const auto sentences = recorded()["sentences"];
  for (const auto& each : sentences) texts.push_back(each["text"]);
  for (const auto precision : {Precision::f32, Precision::int8}) {
    const double near = precision == Precision::f32 ? 1e-4 : 0.06;
    CAPTURE(near);
    const auto embedder = make_local_embedder({.folder = folder, .precision = precision});
    REQUIRE(embedder);
    CHECK((*embedder)->name() == "all-MiniLM-L6-v2");
    const auto made = (*embedder)->embed_passages(texts);
    REQUIRE(made);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(texts[i]);
      const auto first = sentences[i]["first"].get<std::vector<double>>();
      for (std::size_t k = 0; k < first.size(); ++k) {
        CHECK(std::abs(double{(*made)[i][k]} - first[k]) < near);
      }
      CHECK(std::abs(dot((*made)[0], (*made)[i]) - sentences[i]["to_first"].get<double>()) < near);
    }
  }
}

// None of these is an exemplar, nor made of one's words.
TEST_CASE("default model: a question leans towards what answers it") {
  const auto folder = default_model();
  if (folder.empty()) return;
  const auto embedder = make_local_embedder({.folder = folder});
  REQUIRE(embedder);
  const struct {
    const char* question;
    const char* answer;
    const char* noise;
  } cases[] = {
      {"What could we grill for the guest on Saturday?", "User has been a vegetarian since 2016",
       "User plays cards with two neighbours"},
      {"Which dishes must the caterer leave out?", "User's stomach does not tolerate onions",
       "User repairs clocks"},
      {"Compose something she could give her father", "User's dad collects model trains",
       "User owns an old synthesizer"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.question);
    const auto texts =
        (*embedder)->embed_passages(std::vector<std::string>{each.answer, each.noise});
    const auto query = (*embedder)->embed_query(each.question);
    const auto question = (*embedder)->embed_question(each.question);
    REQUIRE(texts);
    REQUIRE(query);
    REQUIRE(question);
    const auto lead = [&](const Embedding& of) {
      return dot(of, (*texts)[0]) - dot(of, (*texts)[1]);
    };
    CHECK(lead(*question) > lead(*query));
  }
}

}  // namespace
}  // namespace mnestic::embed
