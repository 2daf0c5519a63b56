#include "web/server/videos/video_jobs.h"

#include <chrono>

#include "web/server/videos/requests.h"

namespace shipwitness::web {
namespace {

/// A warehouse may be off the line from Friday to Monday: some four days of trying, five minutes apart.
constexpr RetryPolicy kFetchRetry{
    .first = std::chrono::seconds{2}, .longest = std::chrono::minutes{5}, .attempts = 1'200};

}  // namespace

std::map<std::string, JobKind> video_jobs(VideoFetcher& fetcher, VideoExpiry& expiry) {
    JobKind fetch;
    fetch.handler = [&fetcher](const Job& job, const std::stop_token& stop) { return fetcher.run(job.subject, stop); };
    fetch.retry = kFetchRetry;
    fetch.lane = JobLane::lengthy;
    fetch.given_up = [&fetcher](storage::Connection& connection, const Job& job, const std::string&) {
        fetcher.give_up(connection, job.subject);
    };
    JobKind expire;
    expire.handler = [&expiry](const Job& job, const std::stop_token&) { return expiry.run(job.subject); };
    expire.lane = JobLane::bulk;
    return {{kFetchVideoJob, fetch}, {kExpireVideoJob, expire}};
}

}  // namespace shipwitness::web
