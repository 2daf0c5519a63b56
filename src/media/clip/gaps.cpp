#include "media/clip/gaps.h"

#include <algorithm>
#include <string>

#include "media/clip/timeline.h"

namespace shipwitness::media::clip {

namespace {

Interval clipped(Interval interval, Interval to) {
    return {std::max(interval.from, to.from), std::min(interval.to, to.to)};
}

/// What may hide behind `known`: the known gaps' own intervals.
std::vector<Interval> intervals_of(const std::vector<Gap>& gaps) {
    std::vector<Interval> intervals;
    for (const Gap& gap : gaps) {
        intervals.push_back(gap.interval);
    }
    return intervals;
}

class Teller {
  public:
    explicit Teller(const Request& request) : asked_(request.interval) {
        for (const Gap& gap : request.gaps) {
            const Interval part = clipped(gap.interval, asked_);
            if (part.from <= part.to) {
                gaps_.push_back({part, gap.reason});
            }
        }
    }

    /// Tells what of `interval` is not told yet and not shown by `footage`, if it is longer than `at_least`.
    void tell(Interval interval, const std::vector<Interval>& footage, const char* reason, Microseconds at_least) {
        std::vector<Interval> told = intervals_of(gaps_);
        told.insert(told.end(), footage.begin(), footage.end());
        for (const Interval& rest : without(clipped(interval, asked_), told)) {
            if (rest.length() > at_least) {
                gaps_.push_back({rest, reason});
            }
        }
    }

    std::vector<Gap> finish() {
        std::stable_sort(gaps_.begin(), gaps_.end(),
                         [](const Gap& a, const Gap& b) { return a.interval < b.interval; });
        return std::move(gaps_);
    }

  private:
    Interval asked_;
    std::vector<Gap> gaps_{};
};

}  // namespace

std::vector<Interval> without(Interval whole, std::vector<Interval> parts) {
    std::sort(parts.begin(), parts.end());
    std::vector<Interval> rest;
    Timestamp reached = whole.from;
    for (const Interval& part : parts) {
        if (part.from >= whole.to) {
            break;
        }
        if (part.from > reached) {
            rest.push_back({reached, part.from});
        }
        reached = std::max(reached, part.to);
    }
    if (reached < whole.to) {
        rest.push_back({reached, whole.to});
    }
    return rest;
}

std::vector<Gap> tell_gaps(const Request& request, const FoundGaps& found) {
    Teller teller(request);
    for (const Interval& interval : found.damaged) {
        teller.tell(interval, found.footage, "damaged", Microseconds{0});
    }
    for (const Interval& interval : found.other_codec) {
        teller.tell(interval, found.footage, "stream_changed", Microseconds{0});
    }
    Interval rest = request.interval;
    for (const Recording& recording : request.recordings) {
        const Timestamp begin = recording.start + recording.shift;
        const Timestamp end = begin + recording.wall_duration;
        if (!recording.open) {
            teller.tell({begin, end}, found.footage, "damaged", kJitter);
            continue;
        }
        Timestamp reached = end;
        for (const Interval& footage : found.footage) {
            reached = std::max(reached, footage.to);
        }
        rest.to = std::min(rest.to, std::max(reached, rest.from));
    }
    teller.tell(rest, found.footage, "service_down", kJitter);
    return teller.finish();
}

}  // namespace shipwitness::media::clip
