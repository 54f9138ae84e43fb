#include "mnestic/memory/graphs.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <string>
#include <system_error>

#include "mnestic/base/log.h"
#include "mnestic/index/embeddings.h"

namespace mnestic::memory {
namespace {

constexpr std::chrono::milliseconds kLease{60'000};
constexpr std::chrono::milliseconds kRenewal{20'000};
// Between two tries at the same graph: a failure, or another process at work.
constexpr std::chrono::milliseconds kPause{30'000};
// Room for what comes while a graph is built.
constexpr std::size_t kSpareShare = 10;
constexpr std::string_view kPrefix = "graph-";

std::string lease_of(store::UserNumber user, index::ModelNumber model) {
  return std::string(kPrefix) + std::to_string(user) + "-" + std::to_string(model);
}

Result<std::size_t> count_vectors(const store::Store& store, store::UserNumber user,
                                  index::ModelNumber model) {
  MNESTIC_TRY_ASSIGN(const auto txn, store.begin_read());
  MNESTIC_TRY_ASSIGN(const auto masks, index::vector_masks(*txn, user, model));
  std::size_t count = 0;
  for (const std::uint64_t mask : masks) count += static_cast<std::size_t>(std::popcount(mask));
  return count;
}

std::size_t threads_of(const GraphOptions& options) {
  if (options.threads > 0) return options.threads;
  const std::size_t half = std::thread::hardware_concurrency() / 2;
  return std::clamp<std::size_t>(half, 1, GraphOptions::kThreadsMax);
}

// The name is durable with its folder.
void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Graphs::Graphs(store::Store& store, const Clock& clock, RandomSource& random,
               std::filesystem::path folder, GraphOptions options)
    : store_(store),
      clock_(clock),
      folder_(std::move(folder)),
      options_(options),
      owner_(store::make_lease_owner(random)) {}

Graphs::~Graphs() = default;

std::filesystem::path Graphs::file_of(const Which& which) const {
  return folder_ / lease_of(which.first, which.second);
}

std::shared_ptr<const index::Graph> Graphs::newest(const Which& which) {
  const auto file = file_of(which);
  std::error_code none;
  const auto written = std::filesystem::last_write_time(file, none);
  const std::lock_guard lock(mutex_);
  if (none) {
    opened_.erase(which);
    return nullptr;
  }
  const auto found = opened_.find(which);
  if (found != opened_.end() && found->second.written == written) return found->second.graph;
  auto graph = index::Graph::open(file);
  if (!graph && graph.error().code != ErrorCode::not_found) log_warn(graph.error().message);
  opened_[which] = {graph ? *graph : nullptr, written};
  return opened_[which].graph;
}

Result<index::NearHits> Graphs::search(const store::ReadTxn& txn, const index::VectorQuery& query,
                                       std::uint64_t versions, index::Allowed& allowed) {
  index::NearHits found;
  if (folder_.empty() || !is_wanted(versions)) {
    return index::search_near(txn, query, versions, allowed, nullptr, options_.near);
  }
  const Which which{query.user, query.model};
  auto graph = newest(which);
  MNESTIC_TRY_ASSIGN(const std::uint64_t erasures, index::count_erasures(txn, query.user));
  if (graph != nullptr && graph->identity().erasures != erasures) graph = nullptr;
  MNESTIC_TRY_ASSIGN(found,
                     index::search_near(txn, query, versions, allowed, graph.get(), options_.near));
  const bool late = graph == nullptr || found.missed * options_.missed_share > graph->size();
  if (late) ask_for(which, query.vector.size());
  return found;
}

void Graphs::ask_for(const Which& which, std::size_t dimension) {
  const std::lock_guard lock(mutex_);
  if (const auto pause = not_before_.find(which); pause != not_before_.end()) {
    if (clock_.now() < pause->second) return;
    not_before_.erase(pause);
  }
  wanted_[which] = dimension;
  if (!thread_.joinable()) {
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }
  changed_.notify_all();
}

void Graphs::work(const std::stop_token& stop) {
  // On Linux this is the thread's own: questions come first.
  constexpr int kNice = 10;
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !wanted_.empty(); })) {
    const auto [which, dimension] = *wanted_.begin();
    busy_ = true;
    lock.unlock();
    const auto built = build(which.first, which.second, dimension, stop);
    if (!built) log_warn("a vector graph was not built: " + built.error().message);
    lock.lock();
    wanted_.erase(which);
    if (!built || !*built) not_before_[which] = clock_.now() + kPause;
    busy_ = false;
    changed_.notify_all();
  }
}

void Graphs::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return wanted_.empty() && !busy_; });
}

Result<bool> Graphs::hold(const Which& which) {
  MNESTIC_TRY_ASSIGN(const auto txn, store_.begin_write());
  MNESTIC_TRY_ASSIGN(const bool held, store::hold_lease(*txn, lease_of(which.first, which.second),
                                                        owner_, clock_.now(), kLease));
  if (held) MNESTIC_TRY(txn->commit());
  return held;
}

Result<bool> Graphs::build(store::UserNumber user, index::ModelNumber model, std::size_t dimension,
                           const std::stop_token& stop) {
  const Which which{user, model};
  MNESTIC_TRY_ASSIGN(const bool mine, hold(which));
  if (!mine) return false;
  // What killed builders left behind.
  MNESTIC_TRY(remove_files(file_of(which).filename().string() + "."));
  index::GraphIdentity identity{.user = user, .model = model, .dimension = dimension};
  {
    MNESTIC_TRY_ASSIGN(const auto txn, store_.begin_read());
    MNESTIC_TRY_ASSIGN(identity.erasures, index::count_erasures(*txn, user));
  }
  auto base = newest(which);
  if (base != nullptr && base->identity() != identity) base = nullptr;
  MNESTIC_TRY_ASSIGN(const std::size_t count, count_vectors(store_, user, model));
  MNESTIC_TRY_ASSIGN(
      const auto builder,
      index::GraphBuilder::make(identity, count + count / kSpareShare + 1, base.get()));
  base.reset();
  Timestamp renewed = clock_.now();
  const std::size_t threads = threads_of(options_);
  std::size_t unsaved = 0;
  for (bool more = true; more;) {
    if (stop.stop_requested()) return false;
    {
      MNESTIC_TRY_ASSIGN(const auto txn, store_.begin_read());
      MNESTIC_TRY_ASSIGN(const std::size_t added,
                         builder->add(*txn, options_.vectors_a_step, threads));
      more = added == options_.vectors_a_step;
      unsaved += added;
    }
    if (unsaved >= options_.vectors_a_snapshot || (!more && unsaved > 0)) {
      MNESTIC_TRY_ASSIGN(const bool published, publish(*builder, identity));
      if (!published) return false;
      unsaved = 0;
    }
    if (clock_.now() - renewed < kRenewal) continue;
    MNESTIC_TRY_ASSIGN(const bool still_mine, hold(which));
    if (!still_mine) return false;
    renewed = clock_.now();
  }
  MNESTIC_TRY_ASSIGN(const auto txn, store_.begin_write());
  MNESTIC_TRY(store::end_lease(*txn, lease_of(user, model), owner_));
  MNESTIC_TRY(txn->commit());
  return true;
}

Result<bool> Graphs::publish(const index::GraphBuilder& builder,
                             const index::GraphIdentity& identity) {
  const Which which{identity.user, identity.model};
  const auto file = file_of(which);
  // Of this process alone: a builder that lost its lease may be writing still.
  const auto draft = std::filesystem::path(file.string() + "." + std::to_string(::getpid()));
  std::error_code error;
  if (const auto saved = builder.save(draft); !saved) {
    std::filesystem::remove(draft, error);
    return saved.error();
  }
  // Erasing waits for this transaction, and then finds the file; or it was before, and is seen.
  MNESTIC_TRY_ASSIGN(const auto txn, store_.begin_write());
  MNESTIC_TRY_ASSIGN(const std::uint64_t erasures, index::count_erasures(*txn, identity.user));
  MNESTIC_TRY_ASSIGN(const bool mine, store::hold_lease(*txn, lease_of(which.first, which.second),
                                                        owner_, clock_.now(), kLease));
  if (erasures != identity.erasures || !mine) {
    std::filesystem::remove(draft, error);
    return false;
  }
  std::filesystem::rename(draft, file, error);
  if (error) {
    return Error{ErrorCode::unavailable,
                 "cannot publish " + file.string() + ": " + error.message()};
  }
  sync_folder(folder_);
  MNESTIC_TRY(txn->commit());
  return true;
}

Result<void> Graphs::remove_files(std::string_view prefix) {
  std::error_code error;
  bool removed = false;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (!entry.path().filename().string().starts_with(prefix)) continue;
    std::error_code failed;
    removed = std::filesystem::remove(entry.path(), failed) || removed;
    if (failed) {
      return Error{ErrorCode::unavailable,
                   "cannot remove " + entry.path().string() + ": " + failed.message()};
    }
  }
  if (removed) sync_folder(folder_);
  return {};
}

Result<void> Graphs::remove(std::optional<store::UserNumber> user) {
  if (folder_.empty()) return {};
  MNESTIC_TRY(
      remove_files(std::string(kPrefix) + (user ? std::to_string(*user) + "-" : std::string())));
  const std::lock_guard lock(mutex_);
  std::erase_if(opened_, [&](const auto& one) { return !user || one.first.first == *user; });
  return {};
}

}  // namespace mnestic::memory
