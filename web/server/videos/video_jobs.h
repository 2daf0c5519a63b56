#pragma once

#include <map>
#include <string>

#include "web/server/jobs/runner.h"
#include "web/server/videos/expiry.h"
#include "web/server/videos/fetcher.h"

namespace shipwitness::web {

/// How videos are fetched and deleted, for JobRunner. Both must outlive it.
[[nodiscard]] std::map<std::string, JobKind> video_jobs(VideoFetcher& fetcher, VideoExpiry& expiry);

}  // namespace shipwitness::web
