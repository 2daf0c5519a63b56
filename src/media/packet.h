#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/time.h"

namespace shipwitness::media {

enum class Codec { h264, h265 };

/// What a decoder must know before the first picture.
struct VideoFormat {
    Codec codec = Codec::h264;
    int width = 0;  ///< pixels
    int height = 0;
    /// Parameter sets: an Annex B byte stream (each NAL unit after a start code), or an avcC/hvcC record when the first
    /// byte is 1. Packets of the stream are framed the same way.
    std::vector<std::byte> parameters;

    bool operator==(const VideoFormat&) const = default;
};

/// One coded picture (access unit) as the camera sent it. Copies share the bytes.
struct Packet {
    /// Presentation and decode time on the stream's own time line, which begins anywhere and may jump.
    Microseconds pts{};
    Microseconds dts{};
    Microseconds duration{};  ///< as the source says; 0 when it does not
    bool key = false;         ///< decoding can begin here
    /// When its last byte came in, on the host's monotonic clock.
    std::chrono::steady_clock::time_point arrived{};
    /// The camera's own idea of UTC (RTCP sender report). Evidence only: cameras' clocks are often wrong.
    std::optional<Timestamp> camera_time{};
    /// Set on the first packet of another format than before: parameter sets or size changed under way.
    std::shared_ptr<const VideoFormat> new_format{};
    std::shared_ptr<const void> owner{};  ///< keeps `bytes` alive
    std::span<const std::byte> bytes{};
};

}  // namespace shipwitness::media
