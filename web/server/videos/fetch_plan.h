#pragma once

#include <vector>

#include "core/time.h"
#include "web/server/packing/session.h"
#include "web/server/settings/settings.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// What is to be fetched for a request, from the order's sessions. Pure.
struct FetchPlan {
    std::vector<VideoClip> clips;  ///< one for each session that shows something, by time, numbered from 1; no files
    bool too_early = false;        ///< a session runs, or capture has yet to look at its footage: come back later
};
[[nodiscard]] FetchPlan plan_fetch(const std::vector<PackingSession>& sessions, const VideoSettings& settings,
                                   Timestamp now);

/// The name under which a camera's file of a clip is kept and offered: "1-bench-1-top.mp4".
[[nodiscard]] std::string file_name(int clip_number, const CameraId& camera);
/// And of the picture shown before it is played: "1-bench-1-top.jpg".
[[nodiscard]] std::string poster_name(int clip_number, const CameraId& camera);

}  // namespace shipwitness::web
