#include "web/server/jobs/job.h"

#include <algorithm>

namespace shipwitness::web {

std::chrono::milliseconds pause_after(const RetryPolicy& policy, int failed_attempts) {
    // Past 20 doublings every pause is at its longest; the limit keeps the shift within the type.
    const int doublings = std::clamp(failed_attempts - 1, 0, 20);
    return std::min(policy.first * (std::int64_t{1} << doublings), policy.longest);
}

}  // namespace shipwitness::web
