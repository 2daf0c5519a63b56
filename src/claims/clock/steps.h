#pragma once

#include <span>
#include <vector>

#include "claims/calendar/calendar.h"
#include "core/time.h"

namespace shipwitness::claims {

/// What a clock does in a stretch of time.
enum class StepKind {
    counted,  ///< it runs
    skipped,  ///< nobody works
    paused    ///< we wait for the buyer
};

/// One line of the explanation of a clock.
struct ClockStep {
    Interval at;
    StepKind kind = StepKind::counted;
    Microseconds working{0};  ///< working time in it: counted, or, of a pause, not counted

    bool operator==(const ClockStep&) const = default;
};

/// The whole of `within` step by step, without holes: the working time of the counted steps is what a clock over it
/// shows, the length of the paused ones is its pause. `waits` are in order and apart.
[[nodiscard]] std::vector<ClockStep> clock_steps(const Calendar& calendar, const Interval& within,
                                                 std::span<const Interval> waits);

}  // namespace shipwitness::claims
