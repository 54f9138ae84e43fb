// requestState: only what this server sealed for this very request opens, and nothing near it does.
// Input: a place, a change, then the state as a client sends it.
#include <chrono>
#include <string>
#include <variant>

#include "mnestic/base/assert.h"
#include "mnestic/base/utf8.h"
#include "src/mcp/request_state.h"
#include "target.h"

namespace mnestic::fuzz {
namespace {

using mcp::Json;

bool refused(const mcp::Server& server, const std::string& binding, const std::string& sealed) {
  const auto opened = mcp::open_state(server, binding, sealed);
  const auto* error = std::get_if<rpc::RpcError>(&opened);
  MNESTIC_ASSERT(error == nullptr || error->code == rpc::kInvalidParams);
  return error != nullptr;
}

mcp::ServerOptions named() {
  mcp::ServerOptions options;
  options.info.name = "fuzz";
  return options;
}

}  // namespace

void attack(std::string_view bytes) {
  static const mcp::Server kServer(named());
  const std::size_t place = take_byte(bytes);
  const char change = static_cast<char>(take_byte(bytes));
  const std::string binding = mcp::binding_of("tools/call", "forget", Json{{"query", "x"}});
  MNESTIC_ASSERT(refused(kServer, binding, std::string(bytes)));

  // A state that holds the input itself, so that its length and text vary.
  mcp::RequestState state;
  const std::string text = to_valid_utf8(bytes);
  state.answers.by_key["answer"] = {{"action", "accept"}, {"content", {{"said", text}}}};
  state.answers.failed["other"] = text;
  state.asked["next"] = mcp::form_question("Sure?", Json{{"type", "object"}});
  const auto sealed = mcp::seal_state(kServer, binding, state);
  MNESTIC_ASSERT(sealed.has_value());
  const auto opened = mcp::open_state(kServer, binding, *sealed);
  const auto* back = std::get_if<mcp::RequestState>(&opened);
  MNESTIC_ASSERT(back != nullptr && back->answers.by_key == state.answers.by_key);
  MNESTIC_ASSERT(back->answers.failed == state.answers.failed && back->asked.size() == 1);

  const std::string other = mcp::binding_of("tools/call", "forget", Json{{"query", "y"}});
  MNESTIC_ASSERT(refused(kServer, other, *sealed));
  std::string changed = *sealed;
  changed[place % changed.size()] = change;
  MNESTIC_ASSERT(changed == *sealed || refused(kServer, binding, changed));
  MNESTIC_ASSERT(refused(kServer, binding, *sealed + change));
  MNESTIC_ASSERT(refused(kServer, binding, sealed->substr(0, place % sealed->size())));
}

}  // namespace mnestic::fuzz
