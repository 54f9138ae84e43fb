// What the model room makes of given texts, for scripts that compare it with the reference:
//   embed_probe tokens FOLDER IN OUT        a line of token ids for each JSON string of IN
//   embed_probe f32|int8 FOLDER IN OUT      a line of numbers for each JSON string of IN
//   embed_probe query-f32|query-int8 FOLDER IN OUT    the same of IN as queries
//   embed_probe time-f32|time-int8 FOLDER TEXT ROUNDS OUT    nanoseconds of each of ROUNDS queries
#include <charconv>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/embed/local.h"
#include "model_settings.h"

namespace {

using mnestic::Result;

std::vector<std::string> read_texts(const char* path) {
  std::ifstream file(path);
  std::vector<std::string> texts;
  for (std::string line; std::getline(file, line);) {
    texts.push_back(nlohmann::json::parse(line).get<std::string>());
  }
  return texts;
}

template <typename Numbers>
void print(const Numbers& numbers, std::ofstream& out) {
  std::string line;
  for (const auto number : numbers) {
    char digits[32] = {};
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    line += (line.empty() ? "" : " ") + std::string(digits, end);
  }
  out << line << '\n';
}

Result<void> tokens(const char* folder, const char* in, std::ofstream& out) {
  MNESTIC_TRY_ASSIGN(const auto settings, mnestic::embed::read_model_settings(folder));
  MNESTIC_TRY_ASSIGN(const auto tokenizer, mnestic::embed::read_tokenizer(folder, settings));
  for (const auto& text : read_texts(in)) print(tokenizer.encode(text, settings.tokens_max), out);
  return {};
}

Result<void> vectors(const mnestic::embed::LocalOptions& options, const char* in,
                     std::ofstream& out) {
  MNESTIC_TRY_ASSIGN(const auto embedder, mnestic::embed::make_local_embedder(options));
  MNESTIC_TRY_ASSIGN(const auto made, embedder->embed_passages(read_texts(in)));
  for (const auto& vector : made) print(vector, out);
  return {};
}

Result<void> queries(const mnestic::embed::LocalOptions& options, const char* in,
                     std::ofstream& out) {
  MNESTIC_TRY_ASSIGN(const auto embedder, mnestic::embed::make_local_embedder(options));
  for (const auto& text : read_texts(in)) {
    MNESTIC_TRY_ASSIGN(const auto made, embedder->embed_query(text));
    print(made, out);
  }
  return {};
}

Result<void> times(const mnestic::embed::LocalOptions& options, const char* text, int rounds,
                   std::ofstream& out) {
  MNESTIC_TRY_ASSIGN(const auto embedder, mnestic::embed::make_local_embedder(options));
  std::vector<long> nanoseconds;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    MNESTIC_TRY_ASSIGN(const auto made, embedder->embed_query(text));
    nanoseconds.push_back((std::chrono::steady_clock::now() - begin).count());
  }
  print(nanoseconds, out);
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const std::string_view what = argv[1];
  std::ofstream out(argv[argc - 1]);
  const auto precision =
      what.ends_with("int8") ? mnestic::embed::Precision::int8 : mnestic::embed::Precision::f32;
  const mnestic::embed::LocalOptions options{.folder = argv[2], .precision = precision};
  const auto done = what == "tokens"            ? tokens(argv[2], argv[3], out)
                    : what.starts_with("query") ? queries(options, argv[3], out)
                    : what.starts_with("time")  ? times(options, argv[3], std::stoi(argv[4]), out)
                                                : vectors(options, argv[3], out);
  if (!done) out << done.error().message << '\n';
  return done ? 0 : 1;
}
