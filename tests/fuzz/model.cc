// A model's header and the text that a model is given. Input: a choice, then the bytes of a
// safetensors file, or a text to cut into tokens.
#include <array>
#include <span>
#include <string>
#include <vector>

#include "mnestic/base/assert.h"
#include "src/embed/safetensors.h"
#include "src/embed/tokenizer.h"
#include "target.h"

namespace mnestic::fuzz {
namespace {

void read_arrays(std::string_view bytes) {
  const auto tensors = embed::parse_safetensors(std::as_bytes(std::span(bytes)));
  if (!tensors) {
    MNESTIC_ASSERT(tensors.error().code == ErrorCode::data_loss);
    return;
  }
  for (const auto& [name, tensor] : *tensors) {
    if (tensor.dtype == embed::Dtype::other) continue;
    std::vector<float> numbers(tensor.count());
    tensor.read(0, numbers);
  }
}

void cut(std::string_view text, embed::BertTextOptions options) {
  const std::vector<std::string_view> tokens = {"[CLS]", "[SEP]", "[UNK]", "a", "##a", "ab", "我"};
  const auto tokenizer = embed::Tokenizer::make(tokens, "##", options);
  MNESTIC_ASSERT(tokenizer.has_value());
  const auto ids = tokenizer->encode(text, 64);
  MNESTIC_ASSERT(ids.size() >= 2 && ids.size() <= 64);
  for (const auto id : ids) {
    MNESTIC_ASSERT(id >= 0 && static_cast<std::size_t>(id) < tokens.size());
  }
}

}  // namespace

void attack(std::string_view bytes) {
  const unsigned char choice = take_byte(bytes);
  if (choice % 2 == 0) return read_arrays(bytes);
  cut(bytes, {(choice & 2) != 0, (choice & 4) != 0, (choice & 8) != 0});
}

}  // namespace mnestic::fuzz
