// Reply: a result that says the same twice, as text and as structured content, within a budget of
// tokens.
//
// Counting: both halves are estimated by themselves (text::estimate_tokens; the structured half as
// its JSON text), and the larger one must fit, since a client shows its model one half or the
// other. When not everything fits, every memory is first shown lean (id, kind, content, when said);
// then entries are left out from the end, and the reply says so.
//
// Thread safety: pure functions. Lifetime: memories outlive the reply that points at them.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mnestic/base/limits.h"
#include "mnestic/base/result.h"
#include "mnestic/mcp/tool.h"
#include "mnestic/model/memory.h"

namespace mnestic::tools {

// One line of a list and its element of an array.
struct Entry {
  const model::Memory* memory = nullptr;
  const model::Memory* previous = nullptr;          // the element is {memory, previous}
  nlohmann::json extra = nlohmann::json::object();  // members added to the element
  std::string note;  // added to the line; the whole line without a memory
};

struct Section {
  std::string key;    // of the array in the structured half; always there, if only as []
  std::string title;  // "Added 2 memories:"; nothing is printed for a section without entries
  std::vector<Entry> entries;
};

struct Reply {
  std::string head;  // first line of the text
  nlohmann::json structured = nlohmann::json::object();
  std::vector<Section> sections;
  std::string tail;       // last line of the text
  std::string more_hint;  // how to see what was left out
  std::size_t tokens_max = kReplyTokensDefault;
};

// Writes `truncated: true` when entries were left out, `lean: true` when details were.
[[nodiscard]] mcp::ToolResult render(const Reply& reply);

// How many entries fit with all their details, counted from the first.
[[nodiscard]] std::size_t entries_that_fit(const Reply& reply);

// One memory in both halves, each at most `tokens_max`: what does not fit is left out or cut short,
// and named in the structured half's `cut`.
struct Shown {
  nlohmann::json json;
  std::string line;
};
[[nodiscard]] Shown show(const model::Memory& memory, std::size_t tokens_max);

[[nodiscard]] std::size_t tokens_of(const nlohmann::json& json);

// An error as a result that the model can act on. The one place where errors become tool results.
[[nodiscard]] mcp::ToolResult error_result(const Error& error);
[[nodiscard]] mcp::ToolResult error_result(std::string message);

// Exact numbers of what a writing tool did.
struct Counts {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t removed = 0;
  std::size_t unchanged = 0;
  std::size_t rejected = 0;
};
[[nodiscard]] nlohmann::json to_json(const Counts& counts);

// Notes the change in both halves, if something was written.
void add_change(Reply& reply, const model::ChangeId& change);

}  // namespace mnestic::tools
