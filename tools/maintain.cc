#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;
using memory::Job;

constexpr std::array<Job, 2> kJobs = {Job::reembed, Job::compact};

std::string names_of_jobs() {
  std::string names;
  for (const Job job : kJobs) {
    names += (names.empty() ? "" : ", ") + std::string(memory::to_string(job));
  }
  return names;
}

Result<std::vector<Job>> read_jobs(const Arguments& arguments) {
  if (!arguments.has("jobs")) return std::vector<Job>(kJobs.begin(), kJobs.end());
  std::vector<Job> jobs;
  for (const std::string& name : arguments.texts("jobs")) {
    const auto found = std::find_if(kJobs.begin(), kJobs.end(),
                                    [&](Job job) { return memory::to_string(job) == name; });
    if (found == kJobs.end()) {
      return failed_precondition("The job \"" + name +
                                 "\" is not in this version; there are: " + names_of_jobs() + ".");
    }
    jobs.push_back(*found);
  }
  return jobs;
}

std::string line_of(const memory::JobReport& report, bool dry_run) {
  const std::string examined = std::to_string(report.examined);
  const std::string changed = std::to_string(report.changed);
  switch (report.job) {
    case Job::reembed:
      return "reembed: " + examined + " versions; " + changed +
             (dry_run ? " lack a vector of the current model." : " were given a vector.");
    case Job::compact:
      return "compact: the store had " + examined + " bytes" +
             (dry_run ? "." : "; " + changed + " were given back.");
  }
  return "";
}

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  memory::MaintainRequest request;
  request.user_id = call.user_id;
  MNESTIC_TRY_ASSIGN(request.jobs, read_jobs(call.arguments));
  request.dry_run = call.arguments.flag("dry_run");
  request.cancelled = [&context = call.context] { return context.cancelled(); };
  request.progress = [&context = call.context](std::size_t done, std::size_t total) {
    context.progress(static_cast<double>(done), static_cast<double>(total));
  };
  MNESTIC_TRY_ASSIGN(const auto result, engine.maintain(request));
  Reply reply;
  reply.head = request.dry_run ? "Nothing was changed (dry_run)." : "Done.";
  Json jobs = Json::array();
  for (const memory::JobReport& report : result.jobs) {
    jobs.push_back({{"job", memory::to_string(report.job)},
                    {"examined", report.examined},
                    {"changed", report.changed},
                    {"memories", Json::array()}});
    reply.head += "\n" + line_of(report, request.dry_run);
  }
  reply.structured = {{"jobs", std::move(jobs)}};
  if (request.dry_run) reply.structured["dry_run"] = true;
  return render(reply);
}

}  // namespace

Tool maintain_tool() {
  return {"maintain",
          "Maintain",
          "Housekeeping, for when a person asks for it: reembed gives memories vectors of the "
          "embedding model in use (it also happens by itself), compact rewrites the store without "
          "what was erased or dropped. No memory is changed or lost.",
          {.read_only = false, .destructive = false, .idempotent = true, .open_world = false},
          run};
}

}  // namespace mnestic::tools
