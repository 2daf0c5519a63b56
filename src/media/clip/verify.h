#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "media/clip/clip.h"

namespace shipwitness::media::clip {

/// What a clip's pictures are, held against the recordings.
struct Verification {
    std::size_t pictures = 0;            ///< in the clip
    std::vector<std::size_t> foreign{};  ///< pictures (from 0) whose bytes stand in no recording at that place
    std::size_t left_out = 0;            ///< recorded pictures between the clip's first and last that it lacks
    bool parameters_as_recorded = true;  ///< what a decoder is told beforehand stands in the recordings too
    Microseconds largest_time_error{};   ///< between the clip's time line and the recordings' wall time
    std::optional<Interval> footage{};   ///< wall time of the first and the end of the last picture that is recorded

    /// A picture that looks like another one has its bytes: then only the time tells that it was moved.
    [[nodiscard]] bool times_as_recorded() const { return largest_time_error <= kLargestTimeError; }
    [[nodiscard]] bool as_recorded() const {
        return pictures > 0 && foreign.empty() && left_out == 0 && parameters_as_recorded && times_as_recorded();
    }
    static constexpr std::chrono::milliseconds kLargestTimeError{500};
};

/// Compares every coded picture of a clip, byte by byte and in order, with the recordings (in the order in which they
/// were recorded). Recordings that cannot be read have no pictures. Fails when the clip itself cannot be read
/// (mp4::read_movie()). Reads the whole clip and the same part of the recordings. Thread-safe.
[[nodiscard]] Result<Verification> verify(int clip_fd, const std::vector<Recording>& recordings);

}  // namespace shipwitness::media::clip
