#include "claims/clock/steps.h"

#include <algorithm>

namespace shipwitness::claims {
namespace {

/// The steps of a stretch without a wait in it.
void add_running(const Calendar& calendar, const Interval& within, std::vector<ClockStep>& steps) {
    Timestamp at = within.from;
    const auto skip_to = [&](Timestamp next) {
        if (at < next) {
            steps.push_back({{at, next}, StepKind::skipped, Microseconds{0}});
        }
    };
    for (const Interval& stretch : calendar.working(within)) {
        skip_to(stretch.from);
        steps.push_back({stretch, StepKind::counted, stretch.length()});
        at = stretch.to;
    }
    skip_to(within.to);
}

}  // namespace

std::vector<ClockStep> clock_steps(const Calendar& calendar, const Interval& within, std::span<const Interval> waits) {
    std::vector<ClockStep> steps;
    Timestamp at = within.from;
    for (const Interval& wait : waits) {
        const Interval inside{std::max(wait.from, at), std::min(wait.to, within.to)};
        if (inside.from >= inside.to) {
            continue;
        }
        add_running(calendar, {at, inside.from}, steps);
        steps.push_back({inside, StepKind::paused, calendar.elapsed(inside.from, inside.to)});
        at = inside.to;
    }
    add_running(calendar, {at, within.to}, steps);
    return steps;
}

}  // namespace shipwitness::claims
