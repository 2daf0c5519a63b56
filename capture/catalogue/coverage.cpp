#include "capture/catalogue/coverage.h"

#include <algorithm>

namespace shipwitness::capture {

namespace {

/// Is the row of interest for what was asked? A mark counts where it lies, the end included.
bool touches(const Interval& row, const Interval& asked) {
    const bool mark = row.from == row.to;
    return mark ? asked.from <= row.from && row.from <= asked.to : row.overlaps(asked);
}

std::vector<Interval> accounted_for(const std::vector<Interval>& footage, const std::vector<Gap>& rows,
                                    Timestamp live_from) {
    std::vector<Interval> all = footage;
    for (const Gap& row : rows) {
        all.push_back(row.interval);
    }
    all.push_back({live_from, Timestamp::max()});
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

std::vector<Gap> missing_of(const CameraId& camera, Interval asked, const std::vector<Interval>& footage,
                            const std::vector<Gap>& rows, Timestamp live_from) {
    std::vector<Gap> missing;
    for (const Gap& row : rows) {
        if (touches(row.interval, asked)) {
            const Interval part{std::max(row.interval.from, asked.from), std::min(row.interval.to, asked.to)};
            missing.push_back({camera, part, row.reason, row.open});
        }
    }
    Timestamp reached = asked.from;
    for (const Interval& known : accounted_for(footage, rows, live_from)) {
        if (known.from >= asked.to) {
            break;
        }
        if (known.from > reached) {
            missing.push_back({camera, {reached, known.from}, GapReason::service_down, false});
        }
        reached = std::max(reached, known.to);
    }
    if (reached < asked.to) {
        missing.push_back({camera, {reached, asked.to}, GapReason::service_down, false});
    }
    std::sort(missing.begin(), missing.end(), [](const Gap& a, const Gap& b) { return a.interval < b.interval; });
    return missing;
}

}  // namespace shipwitness::capture
