#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "http/json.h"
#include "web/server/capture_client/capture.h"

namespace shipwitness::web {

/// Reads what capture answers to POST /api/v1/clips (docs/openapi/capture.yaml). Members that a newer capture adds are
/// overlooked; a wrong one is `unavailable`, `capture_answer_wrong`: it is capture's fault, not the caller's.
[[nodiscard]] Result<OfferedClip> read_clip(const std::string& body);

/// [{"from", "to", "reason"}], as in both APIs, the manifest and the database.
[[nodiscard]] http::Json gaps_to_json(const std::vector<FootageGap>& gaps);
[[nodiscard]] std::vector<FootageGap> gaps_from_json(const http::Json& gaps);
/// [{"camera", "gaps": […]}]
[[nodiscard]] http::Json camera_gaps_to_json(const std::vector<CameraGaps>& gaps);
[[nodiscard]] std::vector<CameraGaps> camera_gaps_from_json(const http::Json& gaps);

}  // namespace shipwitness::web
