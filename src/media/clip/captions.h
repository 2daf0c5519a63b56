#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "media/clip/timeline.h"

namespace shipwitness::media::clip {

/// A text shown for a while.
struct Caption {
    std::string text;
    std::uint32_t duration_ms = 0;  ///< never 0
};

/// What the text track says during the shown part of the clip, from its beginning on: one caption for each second of
/// wall time (UTC) with `under_time` on the line below; over a gap also that nothing was recorded, and why. Pure.
[[nodiscard]] std::vector<Caption> captions_of(const Timeline& timeline, const std::string& under_time);

}  // namespace shipwitness::media::clip
