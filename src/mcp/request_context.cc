#include "request_context.h"

#include <algorithm>
#include <utility>

namespace mnestic::mcp {
namespace {

using rpc::RpcError;

const Json kNothing;

RpcError bad_params(std::string message) {
  return {rpc::kInvalidParams, std::move(message), nullptr};
}

std::string name_in(const Json& implementation) {
  const Json& name = member_of(implementation, "name");
  return name.is_string() ? name.get<std::string>() : std::string();
}

std::optional<Json> progress_token_of(const Json& meta) {
  const Json& token = member_of(meta, "progressToken");
  if (token.is_string() || token.is_number_integer()) return token;
  return std::nullopt;
}

Decision decide_modern(const Json& meta) {
  const Json& version = member_of(meta, kMetaVersion);
  if (!version.is_string()) {
    return bad_params(std::string("_meta key ") + kMetaVersion + " must be a string");
  }
  if (!meta.contains(kMetaCapabilities)) {
    return bad_params(std::string("Missing _meta key ") + kMetaCapabilities);
  }
  const Json& capabilities = member_of(meta, kMetaCapabilities);
  if (!capabilities.is_object()) {
    return bad_params(std::string("_meta key ") + kMetaCapabilities + " must be an object");
  }
  const auto revision = revision_named(version.get<std::string>());
  if (!revision || era_of(*revision) != Era::modern) {
    return RpcError{kUnsupportedProtocolVersion,
                    "Unsupported protocol version",
                    {{"supported", modern_versions()}, {"requested", version}}};
  }
  CallContext context;
  context.revision = *revision;
  context.client_name = name_in(member_of(meta, kMetaClientInfo));
  context.client_capabilities = capabilities;
  context.progress_token = progress_token_of(meta);
  return context;
}

Decision decide_legacy(const Json& meta, const LegacySession& legacy) {
  CallContext context;
  context.revision = legacy.revision;
  context.client_name = legacy.client_name;
  context.client_capabilities = legacy.client_capabilities;
  context.progress_token = progress_token_of(meta);
  return context;
}

template <std::size_t N>
Json names_of(const std::array<Revision, N>& revisions) {
  Json names = Json::array();
  for (const Revision revision : revisions) names.push_back(to_string(revision));
  return names;
}

}  // namespace

const Json& member_of(const Json& object, const char* name) {
  if (!object.is_object()) return kNothing;
  const auto found = object.find(name);
  return found == object.end() ? kNothing : *found;
}

Json modern_versions() { return names_of(kModernRevisions); }
Json legacy_versions() { return names_of(kLegacyRevisions); }

Decision decide(const rpc::Request& request, const std::optional<LegacySession>& legacy) {
  const Json& meta = member_of(request.params, "_meta");
  if (!meta.is_null() && !meta.is_object()) return bad_params("params._meta must be an object");
  if (meta.contains(kMetaVersion)) return decide_modern(meta);
  // Half a modern request is a mistake that must be seen, not a legacy request.
  for (const char* key : {kMetaCapabilities, kMetaClientInfo, kMetaLogLevel}) {
    if (meta.contains(key)) return bad_params(std::string("Missing _meta key ") + kMetaVersion);
  }
  if (request.method == "initialize") return Handshake{};
  if (legacy) return decide_legacy(meta, *legacy);
  if (request.method == "ping") return EarlyPing{};
  return bad_params(std::string("Missing _meta key ") + kMetaVersion +
                    "; a client of an older protocol sends initialize first");
}

std::variant<LegacySession, RpcError> negotiate(const Json& params) {
  const Json& version = member_of(params, "protocolVersion");
  if (!version.is_string()) {
    Json data = {{"supported", legacy_versions()}};
    if (!version.is_null()) data["requested"] = version;
    return RpcError{rpc::kInvalidParams, "initialize needs protocolVersion, a string",
                    std::move(data)};
  }
  LegacySession session;
  const auto revision = revision_named(version.get<std::string>());
  const bool known = revision && era_of(*revision) == Era::legacy;
  session.revision = known ? *revision : kNewestLegacy;
  session.client_name = name_in(member_of(params, "clientInfo"));
  const Json& capabilities = member_of(params, "capabilities");
  if (capabilities.is_object()) session.client_capabilities = capabilities;
  return session;
}

}  // namespace mnestic::mcp
