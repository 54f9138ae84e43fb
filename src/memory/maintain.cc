// The verb `maintain`, and the background's share of it.
#include <chrono>
#include <thread>

#include "mnestic/memory/engine.h"
#include "mnestic/store/tables.h"
#include "read_scope.h"
#include "reembed.h"

namespace mnestic::memory {
namespace {

// Between two looks at what another process is doing.
constexpr std::chrono::milliseconds kWaitForOther{200};
// What the progress of a run of several jobs is counted in.
constexpr std::size_t kJobSteps = 1000;

struct Missing {
  std::optional<store::UserNumber> user;  // nothing for a user of whom nothing was ever stored
  std::uint64_t versions = 0;
  std::uint64_t without_vector = 0;
};

Result<Missing> count_missing(const EngineParts& parts, const std::string& user_id) {
  Missing out;
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts, user_id));
  if (!read.scope) return out;
  out.user = read.scope->user;
  out.versions = read.scope->counters.docs;
  MNESTIC_TRY_ASSIGN(const auto models, coverage_of(parts, *read.scope));
  for (const ModelCoverage& model : models) {
    if (model.current) {
      out.without_vector = out.versions - std::min(out.versions, model.embedded);
    }
  }
  return out;
}

Result<JobReport> compact(store::Store& store, const MaintainRequest& request) {
  MNESTIC_TRY_ASSIGN(const auto before, store.info());
  JobReport report{.job = Job::compact, .examined = before.size_bytes};
  if (request.dry_run) return report;
  MNESTIC_TRY(store.scrub_watched({request.cancelled, request.progress}));
  MNESTIC_TRY_ASSIGN(const auto after, store.info());
  report.changed = before.size_bytes - std::min(before.size_bytes, after.size_bytes);
  return report;
}

// The request for one job of several: what the job tells is its share of the whole, so that
// progress rises from job to job.
MaintainRequest share_of(const MaintainRequest& request, std::size_t index) {
  MaintainRequest share = request;
  const std::size_t jobs = request.jobs.size();
  if (!request.progress || jobs == 1) return share;
  share.progress = [&request, index, jobs](std::size_t done, std::size_t total) {
    const double part = static_cast<double>(done) / static_cast<double>(total);
    request.progress(index * kJobSteps + static_cast<std::size_t>(part * kJobSteps),
                     jobs * kJobSteps);
  };
  return share;
}

}  // namespace

std::string_view to_string(Job job) {
  switch (job) {
    case Job::reembed:
      return "reembed";
    case Job::compact:
      return "compact";
  }
  return "";
}

Result<ReembedState> Engine::reembed_some() {
  const std::lock_guard lock(reembedding_mutex_);
  return reembedder_->step();
}

Result<JobReport> Engine::reembed(const MaintainRequest& request) {
  MNESTIC_TRY_ASSIGN(const Missing missing, count_missing(parts_, request.user_id));
  JobReport report{.job = Job::reembed, .examined = missing.versions};
  if (request.dry_run) report.changed = missing.without_vector;
  if (request.dry_run || !missing.user) return report;
  for (;;) {
    if (request.cancelled && request.cancelled()) {
      return Error{ErrorCode::cancelled, "Re-embedding was cancelled; what was done stays."};
    }
    ReembedState state = ReembedState::idle;
    {
      const std::lock_guard lock(reembedding_mutex_);
      MNESTIC_TRY_ASSIGN(state, reembedder_->step_for(*missing.user, report.changed));
    }
    if (request.progress && missing.without_vector > 0) {
      request.progress(report.changed, missing.without_vector);
    }
    if (state == ReembedState::idle) return report;
    if (state == ReembedState::busy) std::this_thread::sleep_for(kWaitForOther);
  }
}

Result<MaintainResult> Engine::maintain(const MaintainRequest& request) {
  MaintainResult result;
  for (std::size_t i = 0; i < request.jobs.size(); ++i) {
    const MaintainRequest share = share_of(request, i);
    MNESTIC_TRY_ASSIGN(const JobReport report, request.jobs[i] == Job::reembed
                                                   ? reembed(share)
                                                   : compact(parts_.store, share));
    result.jobs.push_back(report);
  }
  return result;
}

}  // namespace mnestic::memory
