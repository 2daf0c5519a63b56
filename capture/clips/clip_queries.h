#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capture/clips/clip.h"
#include "storage/database.h"

namespace shipwitness::capture {

/// A segment as it was when a clip was made of it while it was being written.
struct OpenSegment {
    std::int64_t id = 0;
    Timestamp start;
    std::uint64_t size_bytes = 0;
    Microseconds wall_duration{};
    Microseconds media_duration{};
};

/// What there was of a camera when the clip was made.
struct Extent {
    Timestamp through;                           ///< what comes later is not of the clip
    std::optional<std::int64_t> last_segment{};  ///< nor are segments with a greater id
    std::optional<OpenSegment> open{};
};

struct ClipCameraRow {
    CameraId camera;
    std::int64_t pictures = 0;
    Extent extent;
};

/// 030_clips.sql
struct ClipRow {
    ClipId id;
    OrderNumber order;
    std::optional<SessionId> session{};
    Microseconds set_back{};  ///< of the session, as it is now (040_clock_set_back.sql)
    Interval interval;
    Timestamp created;
    std::vector<ClipCameraRow> cameras{};
};

void insert_clip(storage::Connection& connection, const ClipRow& clip);
[[nodiscard]] std::optional<ClipRow> select_clip(storage::Connection& connection, const ClipId& id);
/// The cameras of a session in their order; nullopt when there is no such session.
[[nodiscard]] std::optional<std::vector<CameraId>> select_session_cameras(storage::Connection& connection,
                                                                          const SessionId& session);
/// By how much the host's clock was set back while it ran.
[[nodiscard]] Microseconds select_set_back(storage::Connection& connection, const SessionId& session);
/// Whether anything was ever recorded or missing of that camera: one that is not configured any more still has footage.
[[nodiscard]] bool select_camera_known(storage::Connection& connection, const CameraId& camera);

}  // namespace shipwitness::capture
