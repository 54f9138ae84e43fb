#include "session.h"

#include <algorithm>
#include <array>
#include <exception>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "mnestic/base/limits.h"
#include "mnestic/base/log.h"
#include "mnestic/base/utf8.h"
#include "mnestic/mcp/nearest.h"
#include "shapes.h"

namespace mnestic::mcp {
namespace {

using rpc::Reply;
using rpc::RpcError;

RpcError bad_params(std::string message) {
  return {rpc::kInvalidParams, std::move(message), nullptr};
}

RpcError unknown_method(const std::string& method) {
  return {rpc::kMethodNotFound, "Method not found: " + method, nullptr};
}

// Gathers the answers of one batch and writes them as one line when the last is there.
class BatchAnswers {
 public:
  BatchAnswers(std::size_t members, std::function<void(const std::string&)> write)
      : answers_(members), missing_(members), write_(std::move(write)) {}

  void put(std::size_t index, std::optional<std::string> answer) {
    std::vector<std::string> given;
    {
      const std::lock_guard lock(mutex_);
      answers_[index] = std::move(answer);
      if (--missing_ > 0) return;
      for (auto& each : answers_) {
        if (each) given.push_back(*std::move(each));
      }
    }
    if (!given.empty()) write_(rpc::encode_batch(given));
  }

 private:
  std::mutex mutex_;
  std::vector<std::optional<std::string>> answers_;  // guarded by mutex_
  std::size_t missing_;                              // guarded by mutex_
  const std::function<void(const std::string&)> write_;
};

// The context's log level, checked. Modern only.
std::optional<RpcError> read_log_level(const Json& params, CallContext& context) {
  const Json& level = member_of(member_of(params, "_meta"), kMetaLogLevel);
  if (era_of(context.revision) == Era::legacy || level.is_null()) return std::nullopt;
  context.log_level = log_level_named(level.is_string() ? level.get<std::string>() : "");
  if (!context.log_level) {
    return bad_params(std::string("_meta key ") + kMetaLogLevel + " is no log level");
  }
  return std::nullopt;
}

Reply list_tools(const Server& server, const Json& params, Revision revision) {
  // One page: no cursor was ever given out.
  if (!member_of(params, "cursor").is_null()) return bad_params("Unknown cursor");
  return tools_list_shape(server, revision);
}

Reply run_tool(const Server& server, const Server::Tool& tool, const Json& arguments,
               CallContext& context) {
  try {
    auto outcome = tool.handler(arguments, {}, context);
    if (auto* result = std::get_if<ToolResult>(&outcome)) {
      return tool_result_shape(server.options().info, std::move(*result), context.revision);
    }
  } catch (const std::exception& error) {
    log_error("tool " + tool.definition.name + " threw: " + log_content(error.what()));
  } catch (...) {
    log_error("tool " + tool.definition.name + " threw something unknown");
  }
  return RpcError{rpc::kInternalError, "Internal error in tool " + tool.definition.name, nullptr};
}

PoolOptions pool_options(const ServerOptions& options) {
  return {options.workers_max, options.calls_max, options.call_bytes_max, options.write_wait};
}

}  // namespace

Session::Session(const Server& server, transport::Transport& transport, SessionRegistry& registry)
    : server_(server),
      transport_(transport),
      registry_(registry),
      subscriptions_(server, [this](const std::string& line) { write(line); }),
      pool_(pool_options(server.options())) {}

int Session::run() {
  int exit_code = 0;
  for (;;) {
    auto frame = transport_.read_frame();
    if (!frame) {
      log_error("reading stopped: " + frame.error().message);
      exit_code = 1;
      break;
    }
    if (!frame->has_value()) break;
    if ((*frame)->too_long) {
      write(rpc::encode_error(std::nullopt, {rpc::kParseError,
                                             "Parse error: a line is longer than " +
                                                 std::to_string(kFrameBytesMax) + " bytes",
                                             nullptr}));
    } else {
      handle_line((*frame)->line);
    }
  }
  pool_.drain();
  return exit_code;
}

void Session::write(const std::string& line) {
  // Nobody listens any more: what runs is finished, nothing new is begun.
  if (!transport_.write_frame(line)) transport_.stop_reading();
}

void Session::handle_line(const std::string& line) {
  try {
    rpc::Decoded decoded = rpc::decode(line);
    if (auto* batch = std::get_if<rpc::Batch>(&decoded)) {
      handle_batch(std::move(*batch), line.size());
      return;
    }
    const Sink sink = [this](std::optional<std::string> answer) {
      if (answer) write(*answer);
    };
    std::visit(
        [&](auto& message) {
          if constexpr (!std::is_same_v<std::decay_t<decltype(message)>, rpc::Batch>) {
            handle_message(rpc::Message(std::move(message)), line.size(), false, sink);
          }
        },
        decoded);
  } catch (const std::exception& error) {
    // The last net: only running out of memory is known to end here.
    log_error(std::string("a message was dropped: ") + error.what());
    write(rpc::encode_error(std::nullopt, {rpc::kInternalError, "Internal error", nullptr}));
  }
}

void Session::handle_batch(rpc::Batch batch, std::size_t size_bytes) {
  if (!legacy_ || !has_batches(legacy_->revision)) {
    write(rpc::encode_error(
        std::nullopt, {rpc::kInvalidRequest,
                       "Invalid request: arrays of messages exist in 2025-03-26 only", nullptr}));
    return;
  }
  const std::size_t count = batch.members.size();
  const auto answers =
      std::make_shared<BatchAnswers>(count, [this](const std::string& line) { write(line); });
  for (std::size_t i = 0; i < count; ++i) {
    const Sink sink = [answers, i](std::optional<std::string> answer) {
      answers->put(i, std::move(answer));
    };
    handle_message(std::move(batch.members[i]), size_bytes / count, true, sink);
  }
}

void Session::handle_message(rpc::Message message, std::size_t size_bytes, bool in_batch,
                             const Sink& sink) {
  if (auto* request = std::get_if<rpc::Request>(&message)) {
    handle_request(std::move(*request), size_bytes, in_batch, sink);
    return;
  }
  std::optional<std::string> answer;
  if (const auto* notification = std::get_if<rpc::Notification>(&message)) {
    handle_notification(*notification);
  } else if (const auto* invalid = std::get_if<rpc::Invalid>(&message)) {
    answer = rpc::encode_error(invalid->id, {invalid->code, invalid->message, nullptr});
  }
  // Responses: this server asks nothing yet, so each answers a question that was never put.
  sink(std::move(answer));
}

void Session::handle_notification(const rpc::Notification& notification) {
  if (notification.method != "notifications/cancelled") return;
  if (const auto id = rpc::Id::from_json(member_of(notification.params, "requestId"))) {
    pool_.cancel(*id);
  }
}

void Session::handle_request(rpc::Request request, std::size_t size_bytes, bool in_batch,
                             const Sink& sink) {
  Decision decision = decide(request, legacy_);
  Answer answer;
  if (auto* error = std::get_if<RpcError>(&decision)) {
    answer = std::move(*error);
  } else if (std::holds_alternative<EarlyPing>(decision)) {
    answer = Json::object();
  } else if (std::holds_alternative<Handshake>(decision)) {
    answer = in_batch
                 ? Reply(RpcError{rpc::kInvalidRequest,
                                  "Invalid request: initialize cannot be part of a batch", nullptr})
                 : initialize(request.params);
  } else {
    auto& context = *std::get_if<CallContext>(&decision);
    if (in_batch && era_of(context.revision) == Era::modern) {
      answer = RpcError{rpc::kInvalidRequest,
                        "Invalid request: there are no batches in this revision", nullptr};
    } else {
      answer = dispatch(request, std::move(context), size_bytes, sink);
    }
  }
  if (answer) sink(rpc::encode_reply(request.id, *answer));
}

Reply Session::initialize(const Json& params) {
  auto agreed = negotiate(params);
  if (auto* error = std::get_if<RpcError>(&agreed)) return std::move(*error);
  legacy_ = std::move(*std::get_if<LegacySession>(&agreed));
  return initialize_shape(server_.options(), legacy_->revision);
}

Session::Answer Session::dispatch(rpc::Request& request, CallContext context,
                                  std::size_t size_bytes, const Sink& sink) {
  const bool modern = context.era() == Era::modern;
  const std::string& method = request.method;
  const bool known = method == "tools/list" || method == "tools/call" ||
                     method == (modern ? "server/discover" : "ping");
  if (!known) return unknown_method(method);
  if (auto error = read_log_level(request.params, context)) return *std::move(error);
  if (method == "ping") return Json::object();
  if (method == "server/discover") return discover_shape(server_.options(), context.revision);
  if (method == "tools/list") return list_tools(server_, request.params, context.revision);
  return call_tool(request, std::move(context), size_bytes, sink);
}

Session::Answer Session::call_tool(rpc::Request& request, CallContext context,
                                   std::size_t size_bytes, const Sink& sink) {
  const Json& name = member_of(request.params, "name");
  if (!name.is_string()) return bad_params("tools/call needs name, a string");
  const Server::Tool* tool = server_.find_tool(name.get_ref<const std::string&>());
  if (tool == nullptr) {
    std::vector<std::string> names;
    for (const auto& each : server_.contents().tools) names.push_back(each.definition.name);
    const auto& wrong = name.get_ref<const std::string&>();
    const std::string near = nearest_name(wrong, names);
    return bad_params("Unknown tool: " + std::string(utf8_prefix(wrong, 100)) +
                      (near.empty() ? "" : ". Did you mean " + near + "?"));
  }
  Json arguments = Json::object();
  if (const auto given = request.params.find("arguments");
      given != request.params.end() && !given->is_null()) {
    if (!given->is_object()) return bad_params("arguments must be an object");
    arguments = std::move(*given);
  }
  CallPool::Job job;
  job.id = request.id;
  job.read_only = tool->definition.annotations.read_only;
  job.size_bytes = size_bytes;
  job.cancel_flag = std::make_shared<std::atomic<bool>>(false);
  context.cancel_flag = job.cancel_flag;
  job.work = [this, tool, id = request.id, arguments = std::move(arguments),
              context = std::move(context)]() mutable {
    try {
      return rpc::encode_reply(id, run_tool(server_, *tool, arguments, context));
    } catch (const std::exception&) {  // the answer did not fit in memory
      return rpc::encode_error(id, {rpc::kInternalError, "The answer is too large", nullptr});
    }
  };
  job.deliver = sink;
  switch (pool_.submit(std::move(job))) {
    case CallPool::Outcome::accepted:
      return std::nullopt;
    case CallPool::Outcome::duplicate_id:
      return RpcError{rpc::kInvalidRequest,
                      "Invalid request: a request with this id is still under way", nullptr};
    case CallPool::Outcome::full:
      break;
  }
  return RpcError{rpc::kInternalError,
                  "Too many calls are waiting; send this one again when some are answered",
                  nullptr};
}

}  // namespace mnestic::mcp
