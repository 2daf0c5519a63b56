#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "media/packet.h"

namespace shipwitness::capture {

enum class SegmentState {
    open,      ///< being written; whole fragments up to size_bytes can be read
    closed,    ///< complete, hashed, never changed again
    deleting,  ///< its file is being removed; not footage any more
};

/// Why a segment ended.
enum class EndReason {
    full,                ///< its minute was over
    stopped,             ///< the service was stopped
    camera_unreachable,  ///< the connection was lost
    camera_silent,
    stream_changed,
    clock_step,
    disk_full,
    queue_overflow,
    write_failed,  ///< the disk or the muxer refused; whole fragments were kept
    recovered,     ///< found unfinished when the service started: it was killed, or the power failed
};

[[nodiscard]] std::string_view to_word(EndReason reason);
[[nodiscard]] std::optional<EndReason> end_reason_from(std::string_view word);

/// One moof+mdat of a segment's file. Samples of the first begin with a key frame.
struct Fragment {
    std::uint64_t offset = 0;      ///< of the moof box in the file
    std::uint32_t size_bytes = 0;  ///< moof and mdat
    bool key = false;              ///< its first sample is a key frame
    Microseconds time{};           ///< decode time of its first sample in the file's time

    bool operator==(const Fragment&) const = default;
};

/// One file of footage: about a minute of one camera, readable by itself (fragmented MP4, one video track).
/// A moment `m` of the file's own (presentation) time was filmed at start + m · wall_duration / media_duration.
struct Segment {
    std::int64_t id = 0;
    CameraId camera;
    std::int64_t run = 0;           ///< segments of one run follow each other without a hole and have one format
    std::int64_t sequence = 0;      ///< place in the run, from 1
    std::filesystem::path file;     ///< absolute
    Timestamp start;                ///< UTC of the file's time zero
    Microseconds wall_duration{};   ///< by the host's clock; of an open one: so far
    Microseconds media_duration{};  ///< by the camera's clock; of an open one: so far
    std::uint64_t size_bytes = 0;   ///< of an open one: whole fragments written so far
    SegmentState state = SegmentState::open;
    std::optional<EndReason> end_reason;   ///< of a closed one
    std::optional<std::string> sha256;     ///< lower-case hex, of a closed one
    std::optional<Timestamp> camera_time;  ///< the camera's own idea of `start`; evidence, not believed
    media::Codec codec = media::Codec::h264;
    int width = 0;
    int height = 0;
    std::vector<Fragment> fragments;
    Microseconds shift{};  ///< of no row: set where a clock set back is unfolded, else 0

    [[nodiscard]] Interval interval() const { return {start, start + wall_duration}; }
    /// In the times of what was asked for.
    [[nodiscard]] Interval placed() const { return {start + shift, start + shift + wall_duration}; }
};

}  // namespace shipwitness::capture
