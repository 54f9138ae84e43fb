#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "mnestic/base/random.h"
#include "mnestic/embed/embedder.h"

namespace {

using mnestic::embed::Embedding;
using mnestic::embed::make_lexical_embedder;

Embedding embed(const std::string& text) {
  auto embedding = make_lexical_embedder()->embed_query(text);
  REQUIRE(embedding);
  return *embedding;
}

double cosine(const std::string& a, const std::string& b) {
  const Embedding of_a = embed(a);
  const Embedding of_b = embed(b);
  double sum = 0;
  for (std::size_t i = 0; i < of_a.size(); ++i) sum += double{of_a[i]} * double{of_b[i]};
  return sum;
}

}  // namespace

TEST_CASE("lexical: name and dimension are what vectors on disk are filed under") {
  const auto embedder = make_lexical_embedder();
  CHECK(embedder->name() == "lexical-384-v1");
  CHECK(embedder->dimension() == 384);
}

TEST_CASE("lexical: near duplicates are nearer than unrelated statements") {
  const std::string fact = "User is allergic to shellfish";
  CHECK(cosine(fact, fact) == doctest::Approx(1.0));
  CHECK(cosine(fact, "User has a shellfish allergy") > 0.4);
  CHECK(cosine(fact, "The user is allergic to shellfish.") > 0.9);
  CHECK(cosine(fact, "User is alergic to shelfish") > 0.4);
  CHECK(cosine(fact, "Magnet helps with windows") < 0.2);
  CHECK(cosine(fact, "User is alergic to shelfish") > cosine(fact, "User drives a red car") + 0.2);
  CHECK(cosine("我喜欢咖啡", "我每天喝咖啡") > cosine("我喜欢咖啡", "她住在柏林") + 0.2);
}

TEST_CASE("lexical: unit length, or zero for a text without a word") {
  const auto random = mnestic::seeded_random(3);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (std::uint64_t n = random->next_u64() % 60; n > 0; --n)
      text += static_cast<char>(random->next_u64());
    const Embedding embedding = embed(text);
    REQUIRE(embedding.size() == 384);
    double square = 0;
    for (const float x : embedding) square += double{x} * double{x};
    REQUIRE((square == 0.0 || std::abs(square - 1.0) < 1e-5));
  }
  for (const float x : embed(" ... ")) CHECK(x == 0.0F);
}

TEST_CASE("lexical: passages and queries give the same vectors, in order") {
  const auto embedder = make_lexical_embedder();
  const std::vector<std::string> texts = {"tea", "", "green tea with milk"};
  const auto passages = embedder->embed_passages(texts);
  REQUIRE(passages);
  REQUIRE(passages->size() == 3);
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK((*passages)[i] == embed(texts[i]));
}

TEST_CASE("lexical: the vector of a known text is the same on every machine") {
  // FNV-1a over the bits of the 384 floats; changes only together with the model's name.
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const float x : embed("User uses Shram and Magnet as productivity tools")) {
    const auto scaled = static_cast<std::int64_t>(std::llround(double{x} * 1e6));
    for (int shift = 0; shift < 64; shift += 8) {
      hash ^= static_cast<std::uint64_t>(scaled >> shift) & 0xFFU;
      hash *= 0x100000001B3ULL;
    }
  }
  CHECK(hash == 15795270979419739829ULL);
}
