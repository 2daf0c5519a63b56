#pragma once

#include <string>
#include <vector>

#include "core/time.h"
#include "web/server/packing/session.h"
#include "web/server/videos/video_request.h"

namespace shipwitness::web {

/// What manifest.json of a ready request says: what was asked, what each file is (with its SHA-256), what is missing
/// (per camera, cameras without any footage included), and by what program it was put together. Whoever has the files
/// can check with `sha256sum` that they are the ones that were given. Pure. `sessions` are the order's.
[[nodiscard]] std::string manifest_text(const VideoRequest& request, const std::vector<PackingSession>& sessions,
                                        Timestamp made);

}  // namespace shipwitness::web
