#include "subscriptions.h"

#include <utility>

#include "advertised.h"
#include "request_context.h"

namespace mnestic::mcp {
namespace {

using rpc::RpcError;

constexpr const char* kSubscriptionId = "io.modelcontextprotocol/subscriptionId";

RpcError bad_params(std::string message) {
  return {rpc::kInvalidParams, std::move(message), nullptr};
}

RpcError too_many(const std::string& what, std::size_t max) {
  return {rpc::kInternalError,
          "Too many " + what + "; at most " + std::to_string(max) + " are kept", nullptr};
}

// As it came: a string, or a number with the same digits.
Json json_of(const rpc::Id& id) {
  if (id.is_string) return id.value;
  return Json::parse(id.value, nullptr, false);
}

const char* method_of(ListKind kind) {
  switch (kind) {
    case ListKind::tools:
      return "notifications/tools/list_changed";
    case ListKind::prompts:
      return "notifications/prompts/list_changed";
    case ListKind::resources:
      return "notifications/resources/list_changed";
  }
  return "";
}

constexpr std::pair<ListKind, const char*> kFilterKeys[] = {
    {ListKind::tools, "toolsListChanged"},
    {ListKind::prompts, "promptsListChanged"},
    {ListKind::resources, "resourcesListChanged"},
};

std::variant<std::string, RpcError> uri_in(const Json& params) {
  const Json& uri = member_of(params, "uri");
  if (!uri.is_string()) return bad_params("uri must be a string");
  return uri.get<std::string>();
}

}  // namespace

void Subscriptions::open_legacy() {
  const std::lock_guard lock(mutex_);
  legacy_open_ = true;
  initialized_ = false;
  legacy_uris_.clear();
}

void Subscriptions::set_initialized() {
  const std::lock_guard lock(mutex_);
  initialized_ = legacy_open_;
}

bool Subscriptions::initialized() const {
  const std::lock_guard lock(mutex_);
  return initialized_;
}

rpc::Reply Subscriptions::subscribe(const Json& params) {
  auto uri = uri_in(params);
  if (auto* error = std::get_if<RpcError>(&uri)) return std::move(*error);
  auto& name = *std::get_if<std::string>(&uri);
  if (!knows_uri(server_.contents(), name)) return resource_not_found(name, Era::legacy);
  const std::lock_guard lock(mutex_);
  const std::size_t max = server_.options().subscriptions_max;
  if (!legacy_uris_.contains(name) && legacy_uris_.size() >= max) {
    return too_many("subscriptions", max);
  }
  legacy_uris_.insert(std::move(name));
  return Json::object();
}

rpc::Reply Subscriptions::unsubscribe(const Json& params) {
  auto uri = uri_in(params);
  if (auto* error = std::get_if<RpcError>(&uri)) return std::move(*error);
  const std::lock_guard lock(mutex_);
  legacy_uris_.erase(*std::get_if<std::string>(&uri));
  return Json::object();
}

std::optional<RpcError> Subscriptions::listen(const rpc::Id& id, const Json& params) {
  const Json& wanted = member_of(params, "notifications");
  if (!wanted.is_object()) return bad_params("notifications must be an object");
  Listen listen;
  Json& honoured = listen.honoured;
  for (const auto& [kind, key] : kFilterKeys) {
    const Json& flag = member_of(wanted, key);
    if (!flag.is_null() && !flag.is_boolean()) {
      return bad_params("notifications." + std::string(key) + " must be a boolean");
    }
    if (flag != true || !announces(server_.contents(), kind, Era::modern)) continue;
    listen.lists.insert(kind);
    honoured[key] = true;
  }
  const Json& uris = member_of(wanted, "resourceSubscriptions");
  if (!uris.is_null() && !uris.is_array()) {
    return bad_params("notifications.resourceSubscriptions must be an array of strings");
  }
  const std::size_t uris_max = server_.options().subscriptions_max;
  if (uris.size() > uris_max) return too_many("resourceSubscriptions", uris_max);
  for (const Json& uri : uris) {
    if (!uri.is_string()) {
      return bad_params("notifications.resourceSubscriptions must be an array of strings");
    }
    const auto& name = uri.get_ref<const std::string&>();
    if (!server_.contents().changes.resource_contents) continue;
    if (!knows_uri(server_.contents(), name) || !listen.uris.insert(name).second) continue;
    honoured["resourceSubscriptions"].push_back(name);
  }
  const std::lock_guard lock(mutex_);
  if (listens_.contains(id)) {
    return RpcError{rpc::kInvalidRequest,
                    "Invalid request: a request with this id is still under way", nullptr};
  }
  const std::size_t listens_max = server_.options().listens_max;
  if (listens_.size() >= listens_max) return too_many("open listens", listens_max);
  listens_.emplace(id, std::move(listen));
  return std::nullopt;
}

void Subscriptions::acknowledge(const rpc::Id& id) {
  const std::lock_guard lock(mutex_);
  const auto found = listens_.find(id);
  if (found == listens_.end()) return;
  Listen& listen = found->second;
  listen.acknowledged = true;
  tell(id, listen, "notifications/subscriptions/acknowledged",
       {{"notifications", std::move(listen.honoured)}});
  for (const std::string& line : listen.missed) write_(line);
  listen.missed.clear();
}

bool Subscriptions::is_listening(const rpc::Id& id) const {
  const std::lock_guard lock(mutex_);
  return listens_.contains(id);
}

bool Subscriptions::end_listen(const rpc::Id& id) {
  const std::lock_guard lock(mutex_);
  return listens_.erase(id) > 0;
}

void Subscriptions::publish(ListKind kind) {
  const std::lock_guard lock(mutex_);
  if (initialized_ && announces(server_.contents(), kind, Era::legacy)) {
    write_(rpc::encode_notification(method_of(kind), nullptr));
  }
  for (auto& [id, listen] : listens_) {
    if (listen.lists.contains(kind)) tell(id, listen, method_of(kind), Json::object());
  }
}

void Subscriptions::publish_update(const std::string& uri) {
  const std::lock_guard lock(mutex_);
  const std::string method = "notifications/resources/updated";
  if (legacy_uris_.contains(uri)) write_(rpc::encode_notification(method, {{"uri", uri}}));
  for (auto& [id, listen] : listens_) {
    if (listen.uris.contains(uri)) tell(id, listen, method, {{"uri", uri}});
  }
}

void Subscriptions::collect(std::set<std::string>& uris, bool& resource_list) const {
  const std::lock_guard lock(mutex_);
  uris.insert(legacy_uris_.begin(), legacy_uris_.end());
  if (initialized_ && announces(server_.contents(), ListKind::resources, Era::legacy)) {
    resource_list = true;
  }
  for (const auto& [id, listen] : listens_) {
    uris.insert(listen.uris.begin(), listen.uris.end());
    if (listen.lists.contains(ListKind::resources)) resource_list = true;
  }
}

void Subscriptions::tell(const rpc::Id& id, Listen& listen, const std::string& method,
                         Json params) {
  params["_meta"][kSubscriptionId] = json_of(id);
  std::string line = rpc::encode_notification(method, params);
  if (listen.acknowledged) {
    write_(line);
  } else {
    listen.missed.push_back(std::move(line));
  }
}

}  // namespace mnestic::mcp
