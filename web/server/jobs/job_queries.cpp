#include "web/server/jobs/job_queries.h"

#include <stdexcept>

#include <fmt/format.h>

namespace shipwitness::web {
namespace {

JobState state_of(std::string_view word) {
    for (const JobState state : {JobState::waiting, JobState::running, JobState::done, JobState::dead}) {
        if (word == word_of(state)) {
            return state;
        }
    }
    throw std::logic_error("jobs.state holds an unknown word");
}

}  // namespace

std::string_view word_of(JobState state) {
    switch (state) {
        case JobState::waiting:
            return "waiting";
        case JobState::running:
            return "running";
        case JobState::done:
            return "done";
        case JobState::dead:
            return "dead";
    }
    throw std::logic_error("no such job state");
}

void enqueue(storage::Connection& connection, const NewJob& job, Timestamp now) {
    connection.execute(
        "insert into jobs (kind, subject, state, attempts, asked_us, due_us) values ($1, $2, 'waiting', 0, $3, $4) "
        "on conflict (kind, subject) where state = 'waiting' do update set due_us = min(due_us, excluded.due_us)",
        job.kind, job.subject, now, job.not_before.value_or(now));
}

std::optional<Job> find_due(storage::Connection& connection, const std::vector<std::string>& kinds, Timestamp now) {
    std::vector<storage::Value> parameters{storage::to_value(now)};
    std::string places;
    for (const auto& kind : kinds) {
        parameters.push_back(storage::to_value(kind));
        places += fmt::format("{}${}", places.empty() ? "" : ", ", parameters.size());
    }
    // "state <> 'done'" is said as well as meant: only then does SQLite see that the index jobs_state holds what is
    // asked.
    const auto rows = connection.run(
        fmt::format(
            "select id, kind, subject, attempts from jobs waiting where state = 'waiting' and due_us <= $1 "
            "and kind in ({}) and not exists (select 1 from jobs where state <> 'done' "
            "and state = 'running' and kind = waiting.kind and subject = waiting.subject) order by due_us, id limit 1",
            places),
        parameters);
    if (rows.empty()) {
        return std::nullopt;
    }
    const auto& row = rows.front();
    return Job{row.integer(0), row.text(1), row.text(2), static_cast<int>(row.integer(3)) + 1};
}

std::optional<Job> take_due(storage::Connection& connection, const std::vector<std::string>& kinds, Timestamp now) {
    auto job = find_due(connection, kinds, now);
    if (job) {
        connection.execute("update jobs set state = 'running', attempts = $1, started_us = $2 where id = $3",
                           job->attempts, now, job->id);
    }
    return job;
}

void mark_done(storage::Connection& connection, const Job& job, Timestamp now) {
    connection.execute("update jobs set state = 'done', ended_us = $1, words = null where id = $2", now, job.id);
}

void mark_waiting(storage::Connection& connection, const Job& job, Attempt attempt, Timestamp not_before,
                  std::string_view why) {
    const auto newer = connection.query_one(
        "select id from jobs where kind = $1 and subject = $2 and state = 'waiting'", job.kind, job.subject);
    if (newer) {
        connection.execute("delete from jobs where id = $1", job.id);
        return;
    }
    const int attempts = attempt == Attempt::failed ? job.attempts : job.attempts - 1;
    connection.execute("update jobs set state = 'waiting', attempts = $1, due_us = $2, words = $3 where id = $4",
                       attempts, not_before, why, job.id);
}

void mark_dead(storage::Connection& connection, const Job& job, Timestamp now, std::string_view why) {
    connection.execute("update jobs set state = 'dead', ended_us = $1, words = $2 where id = $3", now, why, job.id);
}

void recover_interrupted(storage::Connection& connection, Timestamp now) {
    connection.execute(
        "delete from jobs where state = 'running' and exists (select 1 from jobs newer where newer.state = 'waiting' "
        "and newer.kind = jobs.kind and newer.subject = jobs.subject)");
    connection.execute(
        "update jobs set state = 'waiting', due_us = $1, attempts = max(attempts - 1, 0) where state = 'running'", now);
}

std::int64_t forget_done(storage::Connection& connection, Timestamp before) {
    return connection.execute("delete from jobs where state = 'done' and ended_us < $1", before);
}

std::vector<JobCount> count_jobs(storage::Connection& connection) {
    std::vector<JobCount> counts;
    for (const auto& row : connection.query("select kind, state, count(*), min(asked_us) from jobs "
                                            "where state <> 'done' group by kind, state")) {
        counts.push_back({row.text(0), state_of(row.text(1)), row.integer(2), row.maybe_timestamp(3)});
    }
    return counts;
}

}  // namespace shipwitness::web
