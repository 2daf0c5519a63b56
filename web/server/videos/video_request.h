#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "web/server/capture_client/capture.h"

namespace shipwitness::web {

/// Where a wish for video stands (docs/openapi/web.yaml: VideoRequestState).
enum class VideoState { asked, queued, fetching, ready, failed, denied, expired };
[[nodiscard]] std::string_view to_text(VideoState state);
[[nodiscard]] std::optional<VideoState> parse_video_state(std::string_view text);

enum class VideoOrigin {
    buyer,  ///< offered to the buyer of the order
    desk,   ///< seen by staff only
};
[[nodiscard]] std::string_view to_text(VideoOrigin origin);

inline constexpr std::string_view kManifestName = "manifest.json";

/// One camera's file, kept as videos/<request>/<name> under the data folder.
struct VideoFile {
    std::string name;                   ///< "1-bench-1-top.mp4": the clip's number and the camera
    OfferedFile offered;                ///< as capture has it
    std::optional<std::string> sha256;  ///< hex; none: not whole yet
    /// Name of the picture that is shown before it is played, "1-bench-1-top.jpg"; none: capture had none.
    std::optional<std::string> poster{};
};

/// The clip of one packing session of the order.
struct VideoClip {
    int number = 0;  ///< of the session within the order, by time, from 1
    SessionId session;
    std::string site;
    std::optional<ClipId> clip;  ///< none: capture has nothing of this session any more
    Interval asked;
    std::vector<VideoFile> files;
    std::vector<CameraGaps> gaps;  ///< cameras without any footage included
};

struct Manifest {
    std::string sha256;  ///< hex
    std::int64_t size_bytes = 0;
};

/// A wish for the video of all packing sessions of an order.
struct VideoRequest {
    std::string id;  ///< random, public
    OrderNumber order;
    std::optional<ClaimId> claim;
    VideoOrigin origin = VideoOrigin::desk;
    std::optional<PersonId> requested_by;  ///< none: the buyer, or the system when a claim came
    VideoState state = VideoState::asked;
    std::optional<std::string> reason;  ///< why denied, in a person's words; why failed, as a code
    Timestamp requested;
    std::optional<Timestamp> ready;
    std::optional<Timestamp> expires;
    std::int64_t had_bytes = 0;
    std::optional<std::int64_t> total_bytes;  ///< none: not known yet
    std::optional<Manifest> manifest;         ///< once it is ready
    std::vector<VideoClip> clips;             ///< by number
};

}  // namespace shipwitness::web
