#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "http/message.h"
#include "media/clip/clip.h"

namespace shipwitness::capture {

/// What is asked for.
struct ClipRequest {
    OrderNumber order;
    Interval interval;
    std::optional<std::vector<CameraId>> cameras{};  ///< none: those of the session; without a session all
    std::optional<SessionId> session{};
};

/// One camera's part of a clip: a progressive MP4.
struct ClipFile {
    CameraId camera;
    std::uint64_t size_bytes = 0;
    std::string etag;  ///< strong and quoted, as in HTTP: the same bytes always have the same one
    Interval footage;  ///< from the first picture (a key frame, at or before the interval's beginning) to the last
    media::Codec codec = media::Codec::h264;
    int width = 0;  ///< in pixels
    int height = 0;
};

/// What is missing of one camera.
struct ClipGaps {
    CameraId camera;
    std::vector<media::clip::Gap> gaps;  ///< clipped to the interval, in order; marks (from == to) included
};

struct Clip {
    ClipId id;
    OrderNumber order;
    Interval interval;            ///< as asked for
    std::vector<ClipFile> files;  ///< of the cameras that have footage
    std::vector<ClipGaps> gaps;   ///< of every camera
};

/// A clip's file as it is sent.
struct ClipContent {
    std::string etag;
    http::Pieces pieces;
};

}  // namespace shipwitness::capture
