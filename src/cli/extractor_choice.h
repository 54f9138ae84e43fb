// Which extractor the settings ask for, with what it needs to ask a model.
#pragma once

#include <memory>

#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/llm/chat.h"
#include "mnestic/llm/http.h"

namespace mnestic::cli {

// Members are in the order of their needs: each refers to those before it.
struct ChosenExtractor {
  std::unique_ptr<llm::HttpClient> http;
  std::unique_ptr<llm::ChatClient> chat;
  std::unique_ptr<extract::Extractor> extractor;
};

// With `sampling` these are the rules: the client's own model is asked by the tools.
[[nodiscard]] ChosenExtractor choose_extractor(const config::Config& config);

// Whether what people say is read by OpenAI, or a server like it.
[[nodiscard]] bool asks_openai(const config::Config& config);

}  // namespace mnestic::cli
