#include "extractor_choice.h"

#include "mnestic/base/random.h"
#include "mnestic/extract/model.h"

namespace mnestic::cli {

bool asks_openai(const config::Config& config) {
  switch (config.extractor.value) {
    case config::ExtractorChoice::openai:
      return true;
    case config::ExtractorChoice::automatic:
      return !config.openai_api_key.value.empty();
    case config::ExtractorChoice::sampling:
    case config::ExtractorChoice::rules:
      return false;
  }
  return false;
}

ChosenExtractor choose_extractor(const config::Config& config) {
  ChosenExtractor chosen;
  if (!asks_openai(config)) {
    chosen.extractor = extract::make_rules_extractor();
    return chosen;
  }
  chosen.http = llm::make_http_client({.proxy = config.proxy, .no_proxy = config.no_proxy});
  chosen.chat = llm::make_openai_chat({.base_url = config.openai_base_url.value,
                                       .api_key = config.openai_api_key.value,
                                       .model = config.chat_model.value,
                                       .http = *chosen.http,
                                       .random = system_random()});
  chosen.extractor = extract::make_model_extractor(*chosen.chat, "openai");
  return chosen;
}

}  // namespace mnestic::cli
