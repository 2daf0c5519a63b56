#pragma once

#include <optional>
#include <vector>

#include "core/time.h"

namespace shipwitness::media {

/// Decode times for pictures of which only the presentation time is known, as in RTP.
///
/// Pictures come in decode order. With a reorder depth of D (how many pictures can come before one that is shown
/// earlier), the decode time of the n-th picture is the (n-D)-th smallest presentation time: the newest D+1 times are
/// kept sorted, and the smallest one is it. Without B pictures (D = 0, nearly every camera) dts = pts.
class DecodeTimes {
  public:
    explicit DecodeTimes(int reorder_depth) : depth_(static_cast<std::size_t>(reorder_depth)) {}

    /// The decode time of the next picture: at most `pts`, and greater than the one before, except where the camera's
    /// time line jumps by more than a second, which is passed on as it is. When a picture comes later than the depth
    /// promised, the depth grows and the picture's own time moves up by what is needed.
    [[nodiscard]] Microseconds next(Microseconds& pts);

  private:
    std::size_t depth_;
    std::vector<Microseconds> window_;  ///< sorted
    std::size_t count_ = 0;             ///< since the beginning or the last jump
    std::optional<Microseconds> last_dts_;
    Microseconds last_pts_{};
};

}  // namespace shipwitness::media
