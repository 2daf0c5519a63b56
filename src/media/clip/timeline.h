#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "media/clip/clip.h"
#include "media/mp4/scan.h"

namespace shipwitness::media::clip {

/// A recording as it was read; without a scan when it cannot be read.
struct Source {
    const Recording* recording = nullptr;
    std::optional<mp4::Scan> scan{};
};

/// A picture with its place in the clip. Times are ticks of the clip, counted from the presentation of its first
/// picture; decode times can be negative.
struct PlacedPicture {
    std::size_t source = 0;
    std::size_t description = 0;  ///< index into Timeline::sample_entries
    std::uint64_t offset = 0;     ///< in the source's file
    std::uint32_t size_bytes = 0;
    std::int64_t decode = 0;  ///< strictly growing
    std::int64_t presentation = 0;
    std::int64_t duration = 0;  ///< as recorded
    bool key = false;
};

/// A stretch of the clip in which wall time runs evenly.
struct Span {
    std::int64_t from = 0;  ///< ticks of presentation
    std::int64_t to = 0;
    Interval wall{};       ///< as the host's clock told it then
    Microseconds shift{};  ///< Recording::shift

    /// In the times of the interval asked for.
    [[nodiscard]] Interval placed() const { return {wall.from + shift, wall.to + shift}; }
};

struct Timeline {
    std::uint32_t timescale = 0;
    Codec codec = Codec::h264;
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    std::vector<std::string> sample_entries{};
    std::vector<PlacedPicture> pictures{};  ///< in decoding order; empty: nothing was recorded
    std::vector<Span> spans{};              ///< in order of the clip
    Span shown{};                           ///< what the edit list shows; `wall` in the times asked for
    std::vector<Gap> gaps{};                ///< in order of time
};

/// Holes between recordings that are no longer than that are jitter, not gaps.
constexpr std::chrono::milliseconds kJitter{500};

/// Chooses the pictures of the interval and lays them out. Pure.
[[nodiscard]] Timeline lay_out(const Request& request, const std::vector<Source>& sources);

}  // namespace shipwitness::media::clip
