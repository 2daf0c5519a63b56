#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "media/packet.h"

namespace shipwitness::media::clip {

/// A recorded file of one camera. The moment m of its own (presentation) time was filmed at
/// start + m · wall_duration / media_duration.
struct Recording {
    std::filesystem::path file;
    Timestamp start;                ///< UTC of the file's time zero
    Microseconds wall_duration{};   ///< by the host's clock; 0: not known, the file's own time is believed
    Microseconds media_duration{};  ///< by the camera's clock
    std::uint64_t size_bytes = 0;   ///< look no further; 0: to the end of the file
    bool open = false;              ///< still being written: what is behind its end is not missing
    /// Its place in the interval asked for is so much later than its own times say: it was recorded after the host's
    /// clock had been set back. The text track tells its own times.
    Microseconds shift{};
};

/// A stretch of time without pictures; an empty one is a mark on the time line. The reason is a word of the gap
/// vocabulary (docs/glossary.md).
struct Gap {
    Interval interval;
    std::string reason;

    bool operator==(const Gap&) const = default;
};

struct Request {
    Interval interval;                  ///< at most kMaxLength
    std::vector<Recording> recordings;  ///< in the order in which they were recorded
    std::vector<Gap> gaps;              ///< what is known to be missing, in order of time
    std::string caption;                ///< shown under the time: order number and camera
};
constexpr std::chrono::hours kMaxLength{10};

/// Bytes of a recorded file, as they lie there.
struct Stretch {
    std::size_t recording = 0;  ///< index into Request::recordings
    /// Its file. By name and not open: a clip of hours has hundreds of them, and a process may hold 1024 open.
    std::shared_ptr<const std::filesystem::path> file{};
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;
};
using Piece = std::variant<std::string, Stretch>;

/// A progressive MP4 of an interval, described by its pieces: no recorded byte was copied.
struct Clip {
    std::vector<Piece> pieces{};  ///< empty when nothing was recorded
    std::uint64_t size_bytes = 0;
    Interval footage{};  ///< from the first picture in the file (a key frame) to the end of the last one, shifts added
    Interval shown{};    ///< what a player shows of it: the part inside the interval asked for, shifts added
    std::size_t pictures = 0;
    Codec codec = Codec::h264;
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    std::vector<Gap> gaps{};  ///< in order of time, clipped to the interval; those given and those found

    [[nodiscard]] bool empty() const { return pieces.empty(); }
};

/// Makes the clip of an interval of one camera from its recordings.
///
/// 1. Each recording is scanned for its fragments (one read of 4 KiB each); what cannot be read becomes a gap with the
///    reason `damaged`, never a failure.
/// 2. Pictures are chosen: from the last key frame at or before the beginning to the last picture that begins before
///    the end.
/// 3. They are laid on one time line that keeps the wall clock: over a gap the last picture stands still. (Where the
///    host's clock was set back, footage follows in the order of recording, nothing left out, and what comes later
///    keeps its distance.)
/// 4. The sample tables of a progressive MP4 are written: video with the recorded sample bytes in order, edit list for
///    the exact beginning and end, and a timed text track that tells UTC, caption and gaps second by second.
///
/// Fails with `invalid` only when the interval is longer than kMaxLength. Thread-safe.
[[nodiscard]] Result<Clip> assemble(const Request& request);

}  // namespace shipwitness::media::clip
