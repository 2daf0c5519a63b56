#pragma once

#include <vector>

#include "http/json.h"
#include "web/server/pictures/picture_view.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// The document's VideoRequest, with the addresses that this viewer may read. A request past its time is shown as
/// expired even when its job has not run yet; a buyer is not told why fetching failed.
[[nodiscard]] http::Json to_json(const VideoRequest& request, Viewer viewer, Timestamp now);

/// How many per cent of the bytes are here: 100 once ready, none while the total is unknown.
[[nodiscard]] std::optional<int> progress_percent(const VideoRequest& request);

/// Ready, and not past its time.
[[nodiscard]] bool can_be_had(const VideoRequest& request, Timestamp now);

}  // namespace shipwitness::web
