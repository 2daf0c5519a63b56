#pragma once

#include <vector>

#include "capture/catalogue/gap.h"
#include "capture/catalogue/segment.h"

namespace shipwitness::capture {

/// When the host's clock is set back, footage recorded later carries earlier times: time is folded. This unfolds it as
/// a session saw it: gives each segment the shift that brings it behind the one recorded before it. The line of times
/// is that of the segment recorded first of those that hold or follow `anchor`. Ordered by recording. Pure.
[[nodiscard]] std::vector<Segment> unfolded(std::vector<Segment> segments, Timestamp anchor);

/// Gaps moved as the segments before them are. What the clock showed twice stays where it is told. Pure.
[[nodiscard]] std::vector<Gap> unfolded(std::vector<Gap> gaps, const std::vector<Segment>& segments);

}  // namespace shipwitness::capture
