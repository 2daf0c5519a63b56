#pragma once

#include <string>
#include <vector>

#include "capture/clips/clip.h"
#include "core/result.h"
#include "http/json.h"

namespace shipwitness::capture {

/// Reads the body of POST /api/v1/clips (docs/openapi/capture.yaml). Pure.
[[nodiscard]] Result<ClipRequest> read_clip_request(const http::Json& body);

/// A clip as the API tells it. Pure.
[[nodiscard]] http::Json to_json(const Clip& clip);
[[nodiscard]] http::Json to_json(const std::vector<ClipGaps>& gaps);

/// The path of a camera's file.
[[nodiscard]] std::string path_of(const ClipId& clip);
[[nodiscard]] std::string path_of(const ClipId& clip, const CameraId& camera);

}  // namespace shipwitness::capture
