#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/clock/claim_clock.h"
#include "claims/clock/history_reader.h"
#include "claims/clock/policy.h"
#include "core/result.h"

namespace shipwitness::cli {

/// Where `clock explain` finds what it needs. A case has everything in one file; what it lacks may come from the
/// others.
struct ClockFiles {
    std::string case_file;
    std::string events;
    std::string calendar;
    std::string policy;
};

/// A claim with the calendar that its clocks go by.
struct ClockCase {
    claims::Calendar calendar;
    claims::ClaimHistory history;
    std::vector<claims::Policy> policies;  ///< none: no policy was given
};

/// Fails naming file, line and what would be right.
[[nodiscard]] Result<ClockCase> read_clock_case(const ClockFiles& files);

}  // namespace shipwitness::cli
