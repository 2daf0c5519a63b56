#pragma once

#include <vector>

#include "core/time.h"
#include "media/clip/clip.h"

namespace shipwitness::media::clip {

/// What was seen while the recordings were read. Wall time, in any order, overlapping as it may.
struct FoundGaps {
    std::vector<Interval> footage{};      ///< what can be shown
    std::vector<Interval> damaged{};      ///< recorded, and cannot be read or decoded
    std::vector<Interval> other_codec{};  ///< recorded in another codec than the rest
};

/// `whole` without `parts`: what is left, in order.
[[nodiscard]] std::vector<Interval> without(Interval whole, std::vector<Interval> parts);

/// Everything that is missing of the interval, with reasons: what is known already, what is damaged, what is of another
/// codec (`stream_changed`), and holes longer than kJitter that nobody explained: inside a recording they are
/// `damaged`, outside `service_down`, for then nobody recorded. Behind a recording that is still being written nothing
/// is missing yet. Pure.
[[nodiscard]] std::vector<Gap> tell_gaps(const Request& request, const FoundGaps& found);

}  // namespace shipwitness::media::clip
