// Server: the protocol on one pipe, both eras at once. Knows tools, resources and prompts by their
// definitions and nothing of what they do.
//
// Era and revision are decided for each message (README of the protocol, "one stdio process, both
// eras"): a request that names a protocol version in its `_meta` is modern and stands alone;
// everything else is legacy and needs `initialize` first, `ping` excepted. A modern request never
// closes the legacy road, nor the other way round. A capability is advertised, and its methods
// exist, exactly when something of it was added.
//
// Threads: run() reads on the thread that calls it, parses, and answers everything quick itself.
// What handlers do goes to a few worker threads, started when the first call comes; answers may
// leave in any order. Order: a call starts only when the calls of writing tools (not read_only)
// that came before it on this pipe have finished, so that a client which sends `remember` and
// `recall` in one breath finds what it said. It waits at most `write_wait` for them: a slow writer
// does not stall the pipe, and one worker is always left to reading tools. A call that waits for
// its client's answer holds up nobody. Cancelling: a call that has not started never runs; one that
// runs sees its flag; neither is answered. End: at the end of input, or when the output is closed,
// reading stops, open questions are given up, every call that was accepted finishes and is answered
// if somebody listens, and run() returns.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/base/result.h"
#include "mnestic/base/sealer.h"
#include "mnestic/mcp/prompt.h"
#include "mnestic/mcp/resource.h"
#include "mnestic/mcp/tool.h"
#include "mnestic/transport/transport.h"

namespace mnestic::mcp {

// For display. Empty members are not sent.
struct ServerInfo {
  std::string name;
  std::string title;
  std::string version;
  std::string description;
  std::string website_url;
};

struct ServerOptions {
  ServerInfo info;
  std::string instructions;  // for the model, up front; some hosts cut at 2,048 characters
  std::size_t workers_max = 4;
  std::size_t calls_max = 10'000;                    // accepted and not finished; more are refused
  std::size_t call_bytes_max = 256UL * 1024 * 1024;  // of their lines, together
  std::chrono::milliseconds write_wait{1000};
  std::chrono::milliseconds ask_wait{5 * 60 * 1000};  // for an answer of the client (legacy era)
  std::chrono::milliseconds progress_gap{20};  // between notes of progress, after the first ten
  std::size_t asking_max = 32;                 // calls that wait for the client at once
  std::size_t listens_max = 64;                // open subscriptions/listen
  std::size_t subscriptions_max = 1'000;       // uris of one pipe, and of one listen
};

// Which features can change under the client's eyes. In the legacy era a change goes to every
// client, in the modern one to those who listen for it; so a list that changes often is better
// announced to listeners only.
struct Changes {
  bool tools = false;
  bool prompts = false;
  bool resources = false;
  bool resources_to_listeners_only = false;
  bool resource_contents = false;  // single resources can be subscribed to
};

class Session;
class SessionRegistry;

class Server {
 public:
  explicit Server(ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // --- setting up: before run(). Everything is listed in the order in which it was added.

  // REQUIRES: a name of the form above that no tool has yet.
  void add_tool(ToolDefinition definition, ToolHandler handler);
  void add_tool(ToolDefinition definition, AskingToolHandler handler);
  // REQUIRES: a URI that no resource has yet.
  void add_resource(ResourceDefinition definition, ResourceReader reader);
  // REQUIRES: a well-formed template. Of several that fit a URI the first added reads it.
  void add_resource_template(ResourceTemplate definition, ResourceReader reader);
  // Resources that come and go, listed after the fixed ones; a template must be there to read them.
  void set_resource_lister(ResourceLister lister);
  // REQUIRES: a name that is not empty and that no prompt has yet.
  void add_prompt(PromptDefinition definition, PromptHandler handler);
  // The `logging` capability: handlers may log to the client.
  void enable_logging();
  void enable_changes(Changes changes);
  // Authenticates `requestState`. Asked when first needed, until it gives a key. Without it, a key
  // that ends with this object, so that questions do not survive a restart.
  void set_state_key(std::function<Result<SealKey>()> source);
  // For the ten minutes that a `requestState` lives. REQUIRES: outlives this object.
  void set_clock(const Clock& clock);
  // Called whenever the set of what is subscribed to or listened for changed, one call at a time,
  // in order; it may take its time but must not call the server.
  void set_watch_observer(WatchObserver observer);

  // --- serving

  // Serves until the end. Returns the process's exit code: 0, or 1 when reading failed. May be
  // called again, also at the same time on several transports.
  [[nodiscard]] int run(transport::Transport& transport) const;

  // Tell the clients that want to know. From any thread, handlers included; without clients, or
  // when enable_changes() did not name it, nothing happens.
  void tools_changed() const;
  void prompts_changed() const;
  void resources_changed() const;
  void resource_updated(const std::string& uri) const;

  // --- what was added, for the session

  struct Tool {
    ToolDefinition definition;
    AskingToolHandler handler;
  };
  struct Resource {
    ResourceDefinition definition;
    ResourceReader reader;
  };
  struct Template {
    ResourceTemplate definition;
    ResourceReader reader;
  };
  struct Prompt {
    PromptDefinition definition;
    PromptHandler handler;
  };
  struct Contents {
    std::vector<Tool> tools;
    std::vector<Resource> resources;
    std::vector<Template> templates;
    ResourceLister lister;
    std::vector<Prompt> prompts;
    bool logging = false;
    Changes changes;

    [[nodiscard]] bool has_resources() const;
    [[nodiscard]] bool has_completions() const;
  };
  [[nodiscard]] const ServerOptions& options() const { return options_; }
  [[nodiscard]] const Contents& contents() const { return contents_; }
  // nullptr: there is none.
  [[nodiscard]] const Tool* find_tool(std::string_view name) const;
  [[nodiscard]] const Prompt* find_prompt(std::string_view name) const;
  // The key of `requestState`, and the time to write into it.
  [[nodiscard]] Result<SealKey> state_key() const;
  [[nodiscard]] Timestamp now() const;

 private:
  friend class Session;

  const ServerOptions options_;
  Contents contents_;
  std::function<Result<SealKey>()> key_source_;
  const Clock* clock_ = &system_clock();
  const SealKey own_key_;
  const std::unique_ptr<SessionRegistry> sessions_;  // last: its observer may hold threads
};

}  // namespace mnestic::mcp
