#pragma once

#include <optional>
#include <string_view>

#include "core/ids.h"
#include "core/time.h"

namespace shipwitness::capture {

/// Why there is no footage. One vocabulary for database, API and pages.
enum class GapReason {
    camera_unreachable,
    camera_silent,   ///< connected, but no pictures for five seconds
    service_down,    ///< nobody recorded: the service was not running
    disk_full,       ///< free space was under the floor
    queue_overflow,  ///< the disk was too slow; whole groups of pictures were dropped
    clock_step,      ///< somebody set the host's clock
    stream_changed,  ///< the camera changed its picture's format
    damaged,         ///< footage that was there cannot be read
};

/// "camera_unreachable", …
[[nodiscard]] std::string_view to_word(GapReason reason);
[[nodiscard]] std::optional<GapReason> gap_reason_from(std::string_view word);

/// A stretch of a camera's time without footage. An empty one (from == to) is a mark: something happened to the time
/// line there (the picture's format changed), but no moment is missing. With clock_step, the stretch that the host's
/// clock left out or showed twice: in the latter case there is footage, but its time is ambiguous.
struct Gap {
    CameraId camera;
    Interval interval;
    GapReason reason = GapReason::service_down;
    bool open = false;  ///< it still lasts: interval.to is only where the question ended

    bool operator==(const Gap&) const = default;
};

}  // namespace shipwitness::capture
