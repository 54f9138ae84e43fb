#include "reply.h"

#include <algorithm>
#include <utility>

#include "memory_json.h"
#include "memory_text.h"
#include "mnestic/base/utf8.h"
#include "mnestic/text/words.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

// For what is added when entries are left out.
constexpr std::size_t kHintTokens = 120;
constexpr std::size_t kClippedContentBytesMin = 64;

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The estimate of a joined text is at most the sum over its parts, so parts can be added up.
struct Cost {
  std::size_t text = 0;
  std::size_t json = 0;

  [[nodiscard]] std::size_t larger() const { return std::max(text, json); }
  Cost& operator+=(const Cost& other) {
    text += other.text;
    json += other.json;
    return *this;
  }
};

Cost cost_of(const Shown& shown) {
  return {text::estimate_tokens(shown.line) + 2, tokens_of(shown.json) + 2};
}

Shown full(const model::Memory& memory) { return {to_json(memory), line_of(memory)}; }

Shown lean(const model::Memory& memory) {
  Json json = {{"id", memory.id.to_string()},
               {"content", memory.content},
               {"kind", model::policy_of(memory.kind).name},
               {"status", model::to_string(memory.status)},
               {"version", memory.version}};
  const std::string said = time_text(memory.observed_at).value_or("");
  json["observed_at"] = said;
  std::string line = memory.id.to_string() + " [";
  line += model::policy_of(memory.kind).name;
  line += "] " + in_quotes(memory.content) + " (said " + said;
  if (memory.status != model::Status::active) {
    line += "; ";
    line += model::to_string(memory.status);
  }
  return {std::move(json), line + ")"};
}

Shown with_previous(Shown now, const Shown& before) {
  return {{{"memory", std::move(now.json)}, {"previous", before.json}},
          now.line + "\n  instead of " + before.line};
}

enum class Form { full, lean };

Shown shown_entry(const Entry& entry, Form form) {
  Shown shown;
  if (entry.memory == nullptr) {
    shown.json = entry.extra;
    shown.line = "- " + entry.note;
    return shown;
  }
  const auto one = [&](const model::Memory& memory) {
    return form == Form::full ? full(memory) : lean(memory);
  };
  shown = one(*entry.memory);
  if (entry.previous != nullptr) shown = with_previous(std::move(shown), one(*entry.previous));
  shown.json.update(entry.extra);
  shown.line = "- " + shown.line + entry.note;
  return shown;
}

// A single entry that alone is past the budget, cut down.
Shown cut_entry(const Entry& entry, std::size_t tokens_max) {
  if (entry.memory == nullptr) return shown_entry(entry, Form::lean);
  Shown shown;
  if (entry.previous == nullptr) {
    shown = show(*entry.memory, tokens_max);
  } else {
    shown =
        with_previous(show(*entry.memory, tokens_max / 2), show(*entry.previous, tokens_max / 2));
  }
  shown.json.update(entry.extra);
  shown.line = "- " + shown.line + entry.note;
  return shown;
}

Cost frame_cost(const Reply& reply) {
  Cost cost{text::estimate_tokens(reply.head) + text::estimate_tokens(reply.tail) + 4,
            tokens_of(reply.structured)};
  for (const Section& section : reply.sections) {
    cost += {section.entries.empty() ? 0 : text::estimate_tokens(section.title) + 2,
             text::estimate_tokens(section.key) + 8};
  }
  return cost;
}

struct Fitted {
  std::vector<std::vector<Shown>> sections;
  std::size_t count = 0;
  bool complete = true;
};

Fitted fit(const Reply& reply, Form form) {
  Fitted fitted;
  fitted.sections.resize(reply.sections.size());
  Cost cost = frame_cost(reply);
  for (std::size_t i = 0; i < reply.sections.size() && fitted.complete; ++i) {
    for (const Entry& entry : reply.sections[i].entries) {
      Shown shown = shown_entry(entry, form);
      cost += cost_of(shown);
      if (cost.larger() + kHintTokens > reply.tokens_max) {
        fitted.complete = false;
        break;
      }
      fitted.sections[i].push_back(std::move(shown));
      ++fitted.count;
    }
  }
  return fitted;
}

// Nothing fits as it is: the first entry, cut, if there is room for a bit of it.
void put_first_cut(const Reply& reply, Fitted& fitted) {
  const std::size_t framed = frame_cost(reply).larger() + kHintTokens;
  if (framed >= reply.tokens_max) return;
  const std::size_t room = reply.tokens_max - framed;
  for (std::size_t i = 0; i < reply.sections.size(); ++i) {
    if (reply.sections[i].entries.empty()) continue;
    const Entry& entry = reply.sections[i].entries.front();
    const std::size_t spare = tokens_of(entry.extra) + text::estimate_tokens(entry.note) + 24;
    if (spare >= room) return;
    Shown shown = cut_entry(entry, room - spare);
    if (cost_of(shown).larger() > room) return;
    fitted.sections[i].push_back(std::move(shown));
    fitted.count = 1;
    std::size_t entries = 0;
    for (const Section& section : reply.sections) entries += section.entries.size();
    fitted.complete = entries == 1;
    return;
  }
}

}  // namespace

std::size_t tokens_of(const Json& json) { return text::estimate_tokens(text_of(json)); }

Shown show(const model::Memory& memory, std::size_t tokens_max) {
  const auto fits = [&](const Shown& shown) { return cost_of(shown).larger() <= tokens_max; };
  Shown shown = full(memory);
  if (fits(shown)) return shown;
  model::Memory less = memory;
  Json cut = Json::array();
  const auto drop = [&](const char* name, auto& member) {
    if (member.empty()) return;
    member.clear();
    cut.push_back(name);
  };
  drop("source.quote", less.source.quote);
  drop("metadata", less.metadata);
  drop("data", less.data);
  drop("supersedes", less.supersedes);
  const auto finish = [&](Shown made) {
    made.json["cut"] = cut;
    made.line += " [cut:";
    for (const Json& name : cut) made.line += " " + name.get_ref<const std::string&>();
    made.line += "]";
    return made;
  };
  shown = finish(full(less));
  if (fits(shown)) return shown;
  cut.push_back("details");
  shown = finish(lean(less));
  if (fits(shown)) return shown;
  cut.push_back("content");
  while (less.content.size() > kClippedContentBytesMin) {
    less.content = utf8_prefix(less.content, less.content.size() / 2);
    shown = finish(lean(less));
    if (fits(shown)) break;
  }
  return shown;
}

mcp::ToolResult render(const Reply& reply) {
  Fitted fitted = fit(reply, Form::full);
  bool lean_form = false;
  if (!fitted.complete) {
    lean_form = true;
    fitted = fit(reply, Form::lean);
    if (fitted.count == 0) put_first_cut(reply, fitted);
  }
  mcp::ToolResult result{reply.head, reply.structured, false, {}};
  const auto add_line = [&](const std::string& line) {
    if (line.empty()) return;
    if (!result.text.empty()) result.text += '\n';
    result.text += line;
  };
  for (std::size_t i = 0; i < reply.sections.size(); ++i) {
    Json& array = result.structured[reply.sections[i].key];
    array = Json::array();
    if (!reply.sections[i].entries.empty()) add_line(reply.sections[i].title);
    for (Shown& shown : fitted.sections[i]) {
      add_line(shown.line);
      array.push_back(std::move(shown.json));
    }
  }
  if (lean_form) result.structured["lean"] = true;
  if (!fitted.complete) {
    result.structured["truncated"] = true;
    add_line("Not everything fits here. " + reply.more_hint);
  } else if (lean_form) {
    add_line("Details are left out to keep this short; get_memory shows them.");
  }
  add_line(reply.tail);
  return result;
}

std::size_t entries_that_fit(const Reply& reply) { return fit(reply, Form::full).count; }

mcp::ToolResult error_result(std::string message) {
  return {std::move(message), nullptr, true, {}};
}

mcp::ToolResult error_result(const Error& error) {
  if (error.message.empty()) return error_result("Failed: " + std::string(to_string(error.code)));
  switch (error.code) {
    case ErrorCode::unavailable:
    case ErrorCode::deadline_exceeded:
      return error_result(error.message + " Trying the same call again a little later may work.");
    case ErrorCode::internal:
      return error_result("A fault of the memory server: " + error.message);
    case ErrorCode::invalid_argument:
    case ErrorCode::not_found:
    case ErrorCode::already_exists:
    case ErrorCode::failed_precondition:
    case ErrorCode::resource_exhausted:
    case ErrorCode::cancelled:
    case ErrorCode::data_loss:
      break;
  }
  return error_result(error.message);
}

Json to_json(const Counts& counts) {
  return {{"added", counts.added},
          {"updated", counts.updated},
          {"removed", counts.removed},
          {"unchanged", counts.unchanged},
          {"rejected", counts.rejected}};
}

void add_change(Reply& reply, const model::ChangeId& change) {
  if (change.sequence == 0) return;
  const std::string id = change.to_string();
  reply.structured["change"] = id;
  reply.tail += (reply.tail.empty() ? "" : "\n") + ("Change " + id + ".");
  reply.more_hint = "list_memories with change \"" + id + "\" shows all of it.";
}

}  // namespace mnestic::tools
