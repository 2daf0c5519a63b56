#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/clock.h"
#include "storage/database.h"
#include "web/server/jobs/job.h"

namespace shipwitness::web {

/// Does one attempt of a job. Must be able to run again after being cut short at any point, and end soon when `stop`
/// is requested. What it throws counts as "again". Called by several threads, never for the same subject at once.
using JobHandler = std::function<JobOutcome(const Job& job, const std::stop_token& stop)>;

/// Jobs of one lane do not wait behind those of another: each has threads of its own.
enum class JobLane {
    prompt,   ///< somebody waits for it: letters
    bulk,     ///< many at a time: orders for capture
    lengthy,  ///< takes minutes: videos
};

struct JobKind {
    JobHandler handler;
    RetryPolicy retry{};
    JobLane lane = JobLane::prompt;
    /// Told once, in the transaction that buries the job, when it is given up; may be empty.
    std::function<void(storage::Connection& connection, const Job& job, const std::string& words)> given_up{};
};

/// Works through the table of jobs: whatever is due, oldest first, on a few threads of its own. What was running when
/// the program ended runs again at the next start. Jobs of kinds that it does not know (of a newer program) stay as
/// they are. Thread-safe.
class JobRunner {
  public:
    /// `database` and `clock` must outlive it. Recovers interrupted jobs; starts no thread yet.
    JobRunner(storage::Database& database, const Clock& clock, std::map<std::string, JobKind> kinds);
    /// Stops: handlers are asked to end and waited for.
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

    void start(const std::map<JobLane, std::size_t>& threads);
    /// Something was asked for just now: look at once instead of at the next turn.
    void wake();
    /// Takes one due job of a lane and does it on the caller's thread. False when nothing is due.
    bool run_one(JobLane lane, const std::stop_token& stop = {});

  private:
    void work(JobLane lane, const std::stop_token& stop);
    JobOutcome attempt(const Job& job, const std::stop_token& stop) const;
    /// Writes the outcome down, trying again while disk or database refuse: a job that stayed "running" would keep its
    /// subject's jobs back until the next start.
    void settle_in_the_end(const Job& job, const JobOutcome& outcome, const std::stop_token& stop);
    void settle(const Job& job, const JobOutcome& outcome);
    void settle_failure(const Job& job, const JobOutcome& outcome);

    storage::Database& database_;
    const Clock& clock_;
    std::map<std::string, JobKind> kinds_;
    std::map<JobLane, std::vector<std::string>> lanes_;  ///< names of the kinds
    std::mutex mutex_;
    std::condition_variable_any asked_;
    unsigned wakes_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace shipwitness::web
