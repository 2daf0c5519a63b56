#include "capture/catalogue/unfolded.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace shipwitness::capture {

namespace {

/// Segments of one line of time overlap by less: the recorder takes smaller corrections over by slewing.
constexpr std::chrono::milliseconds kStep{500};

}  // namespace

std::vector<Segment> unfolded(std::vector<Segment> segments, Timestamp anchor) {
    std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
        return std::tie(a.run, a.sequence) < std::tie(b.run, b.sequence);
    });
    const auto first = std::find_if(segments.begin(), segments.end(),
                                    [&](const Segment& segment) { return segment.interval().to > anchor; });
    const auto at = static_cast<std::size_t>(first - segments.begin());
    for (std::size_t i = at + 1; i < segments.size(); ++i) {
        const Segment& before = segments[i - 1];
        const Microseconds overlap = before.placed().to - (segments[i].start + before.shift);
        segments[i].shift = before.shift + (overlap > kStep ? overlap : Microseconds::zero());
    }
    for (std::size_t i = std::min(at, segments.size()); i-- > 0;) {
        if (i + 1 == segments.size()) {
            continue;
        }
        const Segment& after = segments[i + 1];
        const Microseconds overlap = segments[i].interval().to + after.shift - after.placed().from;
        segments[i].shift = after.shift - (overlap > kStep ? overlap : Microseconds::zero());
    }
    return segments;
}

std::vector<Gap> unfolded(std::vector<Gap> gaps, const std::vector<Segment>& segments) {
    for (Gap& gap : gaps) {
        // A gap begins where a segment ends; of several, the one recorded last has seen the clock as it is now.
        const auto before = std::find_if(segments.rbegin(), segments.rend(), [&](const Segment& segment) {
            return std::chrono::abs(segment.interval().to - gap.interval.from) <= kStep;
        });
        if (before == segments.rend() || gap.reason == GapReason::clock_step) {
            continue;
        }
        gap.interval.from += before->shift;
        gap.interval.to = gap.open ? gap.interval.to : gap.interval.to + before->shift;
    }
    std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.interval < b.interval; });
    return gaps;
}

}  // namespace shipwitness::capture
