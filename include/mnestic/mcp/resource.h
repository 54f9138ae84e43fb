// Resources: what can be read under a URI; single ones, and families that a template names.
//
// Thread safety: readers and listers run on worker threads, several at once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/mcp/ask.h"
#include "mnestic/mcp/completion.h"

namespace mnestic::mcp {

struct ResourceDefinition {
  std::string uri;
  std::string name;
  std::string title;
  std::string description;
  std::string mime_type;
  std::optional<std::uint64_t> size_bytes;
  Json annotations;  // null: none; else audience, priority, lastModified
};

// `uri_template`: literal text and `{variable}`s (RFC 6570, simple expansion). A variable stands
// for one or more characters other than "/", "?" and "#", percent-encoded where need be.
struct ResourceTemplate {
  std::string uri_template;
  std::string name;
  std::string title;
  std::string description;
  std::string mime_type;
  std::map<std::string, Completer> completers;  // by variable
};

struct ResourceContents {
  std::string uri;
  std::string mime_type;
  std::string bytes;    // the text, or raw bytes
  bool binary = false;  // raw bytes, sent in base64
};
struct ResourceBody {
  std::vector<ResourceContents> contents;  // never empty; nothing there is a ResourceNotFound
};
struct ResourceNotFound {};

using ResourceOutcome =
    std::variant<ResourceBody, ResourceNotFound, Questions, MissingCapability, rpc::RpcError>;

struct ResourceRequest {
  std::string uri;
  std::map<std::string, std::string> variables;  // of the template, decoded
};
using ResourceReader = std::function<ResourceOutcome(const ResourceRequest& request,
                                                     const Answers& answers, CallContext& context)>;

// One page of resources that come and go. `cursor` is a next_cursor of an earlier page; the lister
// must refuse, with invalid_argument, what it did not give out. Other errors are internal ones.
struct ResourcePage {
  std::vector<ResourceDefinition> resources;
  std::optional<std::string> next_cursor;
};
using ResourceLister = std::function<Result<ResourcePage>(const std::optional<std::string>& cursor,
                                                          CallContext& context)>;

// What clients of all runs want to hear about at this moment, together.
struct Watched {
  std::vector<std::string> uris;  // sorted, each once
  bool resource_list = false;

  [[nodiscard]] bool empty() const { return uris.empty() && !resource_list; }
  friend bool operator==(const Watched&, const Watched&) = default;
};
using WatchObserver = std::function<void(const Watched& watched)>;

}  // namespace mnestic::mcp
