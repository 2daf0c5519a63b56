#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"
#include "media/clip/clip.h"
#include "media/mp4/scan.h"

namespace shipwitness::media::clip {

/// Turns a recording's own ticks into wall time.
class WallClock {
  public:
    WallClock(const Recording& recording, std::uint32_t timescale);

    [[nodiscard]] Timestamp at(std::int64_t ticks) const;
    /// `ticks` of the recording in ticks of another timescale, stretched as wall time is.
    [[nodiscard]] std::int64_t scaled(std::int64_t ticks, std::uint32_t timescale) const;

  private:
    Timestamp start_;
    std::uint32_t timescale_;
    double stretch_ = 1.0;  ///< wall time per media time
};

/// Pictures of one recording that can be decoded one after another: it begins with a key frame and nothing is missing
/// inside it.
struct Run {
    struct Picture {
        mp4::Sample sample;
        std::uint32_t description = 1;  ///< as in the fragment
    };
    std::vector<Picture> pictures{};
    std::int64_t shown_to = 0;  ///< end of the picture that is shown last, in ticks

    [[nodiscard]] bool empty() const { return pictures.empty(); }
    [[nodiscard]] std::int64_t shown_from() const { return pictures.front().sample.presentation_time(); }
};

/// What can be shown of one recording.
struct Footage {
    std::vector<Run> runs{};
    std::vector<Interval> damaged{};  ///< wall time inside the recording that cannot be shown
};

/// What the recording's file holds, its boxes as far as its size says. Opens and closes the file; nothing when it
/// cannot be opened or is no recording.
[[nodiscard]] std::optional<mp4::Scan> scan_of(const Recording& recording);

/// Leaves out what cannot be read or decoded: damaged fragments and what depends on them, times that run backwards.
[[nodiscard]] Footage footage_of(const Recording& recording, const mp4::Scan& scan);

/// The part of a run that shows the interval: from the last key frame at or before its beginning to the last picture
/// that begins before its end. Empty when there is none.
[[nodiscard]] Run cut(const Run& run, const WallClock& clock, Interval interval);

}  // namespace shipwitness::media::clip
