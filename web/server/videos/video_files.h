#pragma once

#include <string>

#include "core/result.h"
#include "http/message.h"
#include "web/server/app/app.h"
#include "web/server/videos/downloads.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// A file of a request as a response with its ETag (the server answers ranges), put on record as a download; a film's
/// picture is none. The caller
/// has made sure that `who` may see the request. Fails with `video_file_unknown` (404), `video_not_ready` (409),
/// `video_expired` (410).
[[nodiscard]] Result<http::Response> video_file_response(App& app, const http::Request& request,
                                                         const VideoRequest& video, const Downloader& who);

}  // namespace shipwitness::web
