#include "web/server/jobs/runner.h"

#include <chrono>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "web/server/jobs/job_queries.h"

namespace shipwitness::web {
namespace {

/// How often the table is looked at when nobody wakes the runner: for jobs whose pause has passed.
constexpr std::chrono::seconds kLookEvery{1};
/// Jobs done longer ago are forgotten at start.
constexpr std::chrono::hours kDoneKept{30 * 24};
/// Between attempts to write an outcome down, while the disk is full or another program holds the database.
constexpr RetryPolicy kSettleRetry{std::chrono::milliseconds{200}, std::chrono::minutes{1}};

}  // namespace

JobRunner::JobRunner(storage::Database& database, const Clock& clock, std::map<std::string, JobKind> kinds)
    : database_(database), clock_(clock), kinds_(std::move(kinds)) {
    for (const auto& [name, kind] : kinds_) {
        lanes_[kind.lane].push_back(name);
    }
    database_.write([&](storage::Connection& connection) {
        recover_interrupted(connection, clock_.now());
        forget_done(connection, clock_.now() - kDoneKept);
    });
}

JobRunner::~JobRunner() {
    for (auto& thread : threads_) {
        thread.request_stop();
    }
    threads_.clear();
}

void JobRunner::start(const std::map<JobLane, std::size_t>& threads) {
    for (const auto& [lane, count] : threads) {
        for (std::size_t i = 0; i < count; ++i) {
            threads_.emplace_back([this, lane = lane](const std::stop_token& stop) { work(lane, stop); });
        }
    }
}

void JobRunner::wake() {
    {
        const std::scoped_lock lock(mutex_);
        ++wakes_;
    }
    asked_.notify_all();
}

void JobRunner::work(JobLane lane, const std::stop_token& stop) {
    unsigned seen = 0;
    while (!stop.stop_requested()) {
        {
            const std::scoped_lock lock(mutex_);
            seen = wakes_;
        }
        try {
            if (run_one(lane, stop)) {
                continue;
            }
        } catch (const std::exception& broken) {
            // A full disk or a locked file passes; the next turn finds the job where it was.
            log_error(fmt::format("jobs: the table cannot be worked on: {}", broken.what()));
        }
        std::unique_lock lock(mutex_);
        asked_.wait_for(lock, stop, kLookEvery, [&] { return wakes_ != seen; });
    }
}

bool JobRunner::run_one(JobLane lane, const std::stop_token& stop) {
    const auto kinds = lanes_.find(lane);
    if (kinds == lanes_.end()) {
        return false;
    }
    const auto now = clock_.now();
    // Looking first keeps an idle runner from taking the one writer's place every second.
    if (!database_.read([&](storage::Connection& connection) { return find_due(connection, kinds->second, now); })) {
        return false;
    }
    const auto job =
        database_.write([&](storage::Connection& connection) { return take_due(connection, kinds->second, now); });
    if (!job) {
        return false;
    }
    const auto outcome = attempt(*job, stop);
    if (stop.stop_requested() && outcome.end == JobOutcome::End::again) {
        // Cut short by our own end, not by a failure: it stays "running" and is recovered at the next start.
        return true;
    }
    settle_in_the_end(*job, outcome, stop);
    return true;
}

JobOutcome JobRunner::attempt(const Job& job, const std::stop_token& stop) const {
    try {
        return kinds_.at(job.kind).handler(job, stop);
    } catch (const std::exception& broken) {
        return JobOutcome::again(broken.what());
    }
}

void JobRunner::settle_in_the_end(const Job& job, const JobOutcome& outcome, const std::stop_token& stop) {
    for (int failed = 1;; ++failed) {
        try {
            settle(job, outcome);
            return;
        } catch (const storage::StorageError& refused) {
            if (!refused.of_environment()) {
                throw;
            }
            log_error(fmt::format("jobs: how {} {} ended cannot be written down yet: {}", job.kind, job.subject,
                                  refused.what()));
        }
        std::unique_lock lock(mutex_);
        asked_.wait_for(lock, stop, pause_after(kSettleRetry, failed), [] { return false; });
        if (stop.stop_requested()) {
            return;
        }
    }
}

void JobRunner::settle(const Job& job, const JobOutcome& outcome) {
    const auto now = clock_.now();
    switch (outcome.end) {
        case JobOutcome::End::done:
            database_.write([&](storage::Connection& connection) { mark_done(connection, job, now); });
            return;
        case JobOutcome::End::not_yet:
            database_.write([&](storage::Connection& connection) {
                mark_waiting(connection, job, Attempt::not_counted, now + outcome.pause, outcome.words);
            });
            return;
        case JobOutcome::End::again:
        case JobOutcome::End::hopeless:
            settle_failure(job, outcome);
            return;
    }
}

void JobRunner::settle_failure(const Job& job, const JobOutcome& outcome) {
    const auto now = clock_.now();
    const JobKind& kind = kinds_.at(job.kind);
    const bool given_up =
        outcome.end == JobOutcome::End::hopeless || (kind.retry.attempts > 0 && job.attempts >= kind.retry.attempts);
    const auto pause = pause_after(kind.retry, job.attempts);
    log_warning(fmt::format("jobs: {} {} failed at attempt {} ({}): {}", job.kind, job.subject, job.attempts,
                            given_up ? "given up" : fmt::format("again in {} ms", pause.count()), outcome.words));
    database_.write([&](storage::Connection& connection) {
        if (!given_up) {
            mark_waiting(connection, job, Attempt::failed, now + pause, outcome.words);
            return;
        }
        mark_dead(connection, job, now, outcome.words);
        if (kind.given_up) {
            kind.given_up(connection, job, outcome.words);
        }
    });
}

}  // namespace shipwitness::web
