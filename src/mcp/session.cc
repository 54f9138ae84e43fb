#include "session.h"

#include <exception>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "advertised.h"
#include "methods.h"
#include "mnestic/base/limits.h"
#include "mnestic/base/log.h"
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

RpcError duplicate_id() {
  return {rpc::kInvalidRequest, "Invalid request: a request with this id is still under way",
          nullptr};
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

// Never throws, whatever the handler does.
Reply run_work(const Work& work, const std::string& method, CallContext& context,
               const RunTools& tools) {
  try {
    return work.run(context, tools);
  } catch (const std::exception& error) {
    log_error(method + " threw: " + log_content(error.what()));
  } catch (...) {
    log_error(method + " threw something unknown");
  }
  return RpcError{rpc::kInternalError, "Internal error in " + method, nullptr};
}

PoolOptions pool_options(const ServerOptions& options) {
  return {options.workers_max, options.calls_max, options.call_bytes_max, options.write_wait,
          options.asking_max};
}

}  // namespace

Session::Session(const Server& server, transport::Transport& transport, SessionRegistry& registry)
    : server_(server),
      transport_(transport),
      registry_(registry),
      subscriptions_(server, [this](const std::string& line) { write(line); }),
      asker_([this](const std::string& line) { write(line); }, server.options().ask_wait),
      pool_(pool_options(server.options())) {
  registry_.add(subscriptions_);
}

Session::~Session() { registry_.remove(subscriptions_); }

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
  asker_.close();
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
  } else if (const auto* response = std::get_if<rpc::Response>(&message)) {
    asker_.deliver(*response);
  }
  sink(std::move(answer));
}

void Session::handle_notification(const rpc::Notification& notification) {
  if (notification.method == "notifications/initialized") {
    subscriptions_.set_initialized();
    registry_.look_again();
    return;
  }
  if (notification.method != "notifications/cancelled") return;
  const auto id = rpc::Id::from_json(member_of(notification.params, "requestId"));
  if (!id) return;
  if (subscriptions_.end_listen(*id)) {
    registry_.look_again();
    return;
  }
  pool_.cancel(*id);
  asker_.wake();
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
  subscriptions_.open_legacy();
  registry_.look_again();
  log_level_min_ = LogLevel::info;
  return initialize_shape(server_, legacy_->revision);
}

Session::Answer Session::dispatch(rpc::Request& request, CallContext context,
                                  std::size_t size_bytes, const Sink& sink) {
  const std::string& method = request.method;
  if (!has_method(server_.contents(), method, context.era())) return unknown_method(method);
  if (auto error = read_log_level(request.params, context)) return *std::move(error);
  if (method == "ping") return Json::object();
  if (method == "server/discover") return discover_shape(server_, context.revision);
  if (method == "tools/list" || method == "prompts/list" || method == "resources/templates/list") {
    return list_fixed(server_, method, request.params, context.revision);
  }
  if (method == "logging/setLevel") return set_log_level(request.params);
  if (method == "resources/subscribe" || method == "resources/unsubscribe") {
    Reply reply = method == "resources/subscribe" ? subscriptions_.subscribe(request.params)
                                                  : subscriptions_.unsubscribe(request.params);
    registry_.look_again();
    return reply;
  }
  if (method == "subscriptions/listen") return listen(request);
  return submit(request, std::move(context), size_bytes, sink);
}

Reply Session::set_log_level(const Json& params) {
  const Json& level = member_of(params, "level");
  const auto named = log_level_named(level.is_string() ? level.get<std::string>() : "");
  if (!named)
    return bad_params(
        "level must be one of debug, info, notice, warning, error, "
        "critical, alert and emergency");
  log_level_min_ = *named;
  return Json::object();
}

Session::Answer Session::listen(const rpc::Request& request) {
  if (pool_.is_unfinished(request.id)) return duplicate_id();
  if (auto error = subscriptions_.listen(request.id, request.params)) return *std::move(error);
  registry_.look_again();  // before the client hears that it listens, and may change something
  subscriptions_.acknowledge(request.id);
  return std::nullopt;
}

void Session::open_context(CallContext& context, const CallPool::Job& job) {
  const bool legacy = context.era() == Era::legacy;
  context.cancel_flag = job.cancel_flag;
  context.may_ask = !legacy || subscriptions_.initialized();
  RequestOutlet::Options options;
  options.revision = context.revision;
  options.progress_token = context.progress_token;
  options.cancel_flag = job.cancel_flag;
  options.gap = server_.options().progress_gap;
  options.write = [this](const std::string& line) { write(line); };
  if (server_.contents().logging && legacy) {
    options.level_min = [this] { return std::optional(log_level_min_.load()); };
  } else if (server_.contents().logging) {
    options.level_min = [level = context.log_level] { return level; };
  }
  context.outlet = std::make_shared<RequestOutlet>(std::move(options));
}

RunTools Session::run_tools(const rpc::Id& id, const CallContext& context) {
  RunTools tools;
  tools.put =
      [this, id, revision = context.revision, flag = context.cancel_flag](
          const std::map<std::string, Question>& questions) -> decltype(tools.put)::result_type {
    if (!pool_.park(id)) {
      return RpcError{rpc::kInternalError,
                      "Too many questions are open; send this request again when some are answered",
                      nullptr};
    }
    try {
      auto answers = asker_.ask(questions, revision, flag);
      pool_.unpark(id);
      return answers;
    } catch (const std::exception&) {  // out of memory: the pool's counts stay right
      pool_.unpark(id);
      return RpcError{rpc::kInternalError, "The question could not be put", nullptr};
    }
  };
  return tools;
}

Session::Answer Session::submit(rpc::Request& request, CallContext context, std::size_t size_bytes,
                                const Sink& sink) {
  if (subscriptions_.is_listening(request.id)) return duplicate_id();
  Prepared prepared = prepare(server_, request.method, std::move(request.params), context.era());
  if (auto* error = std::get_if<RpcError>(&prepared)) return std::move(*error);
  CallPool::Job job;
  job.id = request.id;
  job.read_only = std::get_if<Work>(&prepared)->read_only;
  job.size_bytes = size_bytes;
  job.cancel_flag = std::make_shared<std::atomic<bool>>(false);
  open_context(context, job);
  auto outlet = std::static_pointer_cast<RequestOutlet>(context.outlet);
  RunTools tools = run_tools(request.id, context);
  job.work = [work = std::move(*std::get_if<Work>(&prepared)), outlet = std::move(outlet),
              id = request.id, method = request.method, tools = std::move(tools),
              context = std::move(context)]() mutable {
    try {
      const Reply reply = run_work(work, method, context, tools);
      outlet->close();
      return rpc::encode_reply(id, reply);
    } catch (const std::exception&) {  // the answer did not fit in memory
      return rpc::encode_error(id, {rpc::kInternalError, "The answer is too large", nullptr});
    }
  };
  job.deliver = sink;
  switch (pool_.submit(std::move(job))) {
    case CallPool::Outcome::accepted:
      return std::nullopt;
    case CallPool::Outcome::duplicate_id:
      return duplicate_id();
    case CallPool::Outcome::full:
      break;
  }
  return RpcError{rpc::kInternalError,
                  "Too many calls are waiting; send this one again when some are answered",
                  nullptr};
}

}  // namespace mnestic::mcp
