#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "storage/database.h"
#include "web/server/jobs/job.h"

namespace shipwitness::web {

/// Asks for work. Call it in the transaction of the change that needs it.
void enqueue(storage::Connection& connection, const NewJob& job, Timestamp now);

/// The job of these kinds that is due longest; none when nothing is due. A job whose subject is being worked on waits
/// for that to end.
[[nodiscard]] std::optional<Job> find_due(storage::Connection& connection, const std::vector<std::string>& kinds,
                                          Timestamp now);
/// As find_due(), marked as running and counted as tried.
[[nodiscard]] std::optional<Job> take_due(storage::Connection& connection, const std::vector<std::string>& kinds,
                                          Timestamp now);

void mark_done(storage::Connection& connection, const Job& job, Timestamp now);
enum class Attempt { failed, not_counted };
/// Back to waiting. When the same work was asked for again meanwhile, that newer request stands for both.
void mark_waiting(storage::Connection& connection, const Job& job, Attempt attempt, Timestamp not_before,
                  std::string_view why);
void mark_dead(storage::Connection& connection, const Job& job, Timestamp now, std::string_view why);

/// Jobs that were running when the program ended are due at once. The interrupted attempt does not count as failed.
void recover_interrupted(storage::Connection& connection, Timestamp now);

/// Jobs done longer ago than that are forgotten; dead ones are kept until a person looks.
std::int64_t forget_done(storage::Connection& connection, Timestamp before);

struct JobCount {
    std::string kind;
    JobState state = JobState::waiting;
    std::int64_t count = 0;
    std::optional<Timestamp> oldest;  ///< when the oldest of them was asked for
};
/// For /metrics: only states that ask for attention (waiting, running, dead).
[[nodiscard]] std::vector<JobCount> count_jobs(storage::Connection& connection);

[[nodiscard]] std::string_view word_of(JobState state);

}  // namespace shipwitness::web
