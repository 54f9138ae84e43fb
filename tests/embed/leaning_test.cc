// Leaning: the arithmetic on small vectors, and what is kept beside a model.
#include "leaning.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "exemplars.h"
#include "mnestic/base/random.h"
#include "mnestic/embed/local.h"
#include "tests/embed/model_fixture.h"

namespace mnestic::embed {
namespace {

constexpr std::size_t kDimension = 32;

double cosine(const Embedding& a, const Embedding& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

Embedding axis(std::size_t at) {
  Embedding vector(kDimension, 0.0F);
  vector[at] = 1.0F;
  return vector;
}

Embedding between(const Embedding& a, const Embedding& b) {
  Embedding out(kDimension);
  for (std::size_t i = 0; i < kDimension; ++i) out[i] = (a[i] + b[i]) / std::sqrt(2.0F);
  return out;
}

// As many as there are exemplars, all different.
Leaning::Vectors random_vectors(std::uint64_t seed) {
  const auto random = seeded_random(seed);
  const auto one = [&] {
    Embedding vector(kDimension);
    float square = 0;
    for (float& x : vector) {
      x = static_cast<float>(random->next_u64() >> 40) / 16777216.0F - 0.5F;
      square += x * x;
    }
    for (float& x : vector) x /= std::sqrt(square);
    return vector;
  };
  Leaning::Vectors vectors;
  const std::size_t count = exemplar_questions().size() + exemplar_requests().size();
  for (std::size_t i = 0; i < count; ++i) {
    vectors.questions.push_back(one());
    vectors.answers.push_back(one());
  }
  return vectors;
}

TEST_CASE("leaning: a question moves towards the answers of the questions that it is like") {
  // Three questions of which the first two are alike, and three answers.
  const Leaning::Vectors vectors{.questions = {axis(0), between(axis(0), axis(1)), axis(2)},
                                 .answers = {axis(10), axis(11), axis(12)}};
  const Leaning leaning = Leaning::of(vectors);
  const Embedding leaned = leaning.lean(axis(0));
  CHECK(cosine(leaned, leaned) == doctest::Approx(1.0));
  CHECK(cosine(leaned, axis(10)) > cosine(leaned, axis(11)));
  CHECK(cosine(leaned, axis(11)) > cosine(leaned, axis(12)));
  CHECK(cosine(leaned, axis(12)) < 0);
  CHECK(cosine(leaned, axis(0)) > 0.4);
  // What is the opposite of a known question is near to none of those, and leans away.
  Embedding opposite = axis(0);
  opposite[0] = -1.0F;
  const Embedding away = leaning.lean(opposite);
  CHECK(cosine(away, axis(10)) < cosine(away, axis(11)));
}

TEST_CASE("leaning: what all questions lean to is less of where each leans") {
  // Whatever is asked, axis 20 is in it.
  const auto asked = [](std::size_t at) { return between(axis(at), axis(20)); };
  const Leaning::Vectors vectors{.questions = {asked(0), asked(1), asked(2)},
                                 .answers = {axis(10), axis(11), axis(12)}};
  const Leaning leaning = Leaning::of(vectors);
  for (std::size_t at = 0; at < 3; ++at) {
    const Embedding leaned = leaning.lean(asked(at));
    CHECK(cosine(leaned, leaned) == doctest::Approx(1.0));
    CHECK(cosine(leaned, axis(20)) > 0);
    CHECK(cosine(leaned, axis(20)) < cosine(leaned, axis(at)));
  }
}

TEST_CASE("leaning: what has no direction stays") {
  const Leaning::Vectors vectors{.questions = {axis(0), axis(1), between(axis(0), axis(1))},
                                 .answers = {axis(10), axis(11), axis(12)}};
  const Leaning leaning = Leaning::of(vectors);
  CHECK(cosine(leaning.lean(axis(5)), axis(5)) > 0.9);
  CHECK(leaning.lean(Embedding(kDimension, 0.0F)) == Embedding(kDimension, 0.0F));
}

TEST_CASE("leaning: made once for a model, again when the file is damaged or another model's") {
  const ModelFolder folder;
  const Leaning::Kept kept{
      .path = folder.path() / "questions", .model = "one", .dimension = kDimension};
  int made = 0;
  const auto open = [&](const Leaning::Kept& from) {
    auto leaning = Leaning::open(from, [&]() -> Result<Leaning::Vectors> {
      ++made;
      return random_vectors(3);
    });
    REQUIRE(leaning);
    return leaning->lean(axis(4));
  };
  const Embedding first = open(kept);
  CHECK(made == 1);
  CHECK(open(kept) == first);
  CHECK(made == 1);

  auto other = kept;
  other.model = "two";
  CHECK(open(other) == first);
  CHECK(made == 2);

  std::string bytes = folder.read("questions");
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, bytes.size() - 4}) {
    CAPTURE(size);
    folder.write("questions", bytes.substr(0, size));
    const int before = made;
    CHECK(open(other) == first);
    CHECK(made == before + 1);
  }
  bytes[bytes.size() / 2] ^= 1;
  folder.write("questions", bytes);
  CHECK(open(other) == first);
  CHECK(made == 6);

  // Nowhere to keep it: made by each.
  auto nowhere = kept;
  nowhere.path = folder.path() / "no such folder" / "questions";
  CHECK(open(nowhere) == first);
  CHECK(open(nowhere) == first);
  CHECK(made == 8);
}

TEST_CASE("leaning: an encoder's failure is the question's") {
  const ModelFolder folder;
  const auto leaning =
      Leaning::open({.path = folder.path() / "questions", .model = "one", .dimension = kDimension},
                    []() -> Result<Leaning::Vectors> {
                      return Error{ErrorCode::unavailable, "not now"};
                    });
  REQUIRE_FALSE(leaning);
  CHECK(leaning.error().message == "not now");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "questions"));
}

TEST_CASE("leaning: questions of a local model lean, queries and passages do not") {
  const ModelFolder folder;
  write_model(folder, random_model(11, {}));
  const auto embedder = make_local_embedder({.folder = folder.path(), .precision = Precision::f32});
  REQUIRE(embedder);
  const std::string text = "i drink green tea";
  const auto query = (*embedder)->embed_query(text).value();
  const auto question = (*embedder)->embed_question(text).value();
  CHECK(query == (*embedder)->embed_passages(std::vector{text})->front());
  CHECK(question != query);
  CHECK(cosine(question, question) == doctest::Approx(1.0));
  CHECK((*embedder)->embed_question(" ").value() == Embedding(kDimension, 0.0F));
  // A second process reads what the first one kept.
  const auto again = make_local_embedder({.folder = folder.path(), .precision = Precision::f32});
  REQUIRE(again);
  CHECK((*again)->embed_question(text).value() == question);
}

}  // namespace
}  // namespace mnestic::embed
