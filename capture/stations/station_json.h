#pragma once

#include <string>

#include "capture/recorder/recorder.h"
#include "capture/sessions/sessions.h"
#include "core/time.h"
#include "http/json.h"

namespace shipwitness::capture {

/// `CameraState` of docs/openapi/capture.yaml.
[[nodiscard]] http::Json to_json(const CameraId& camera, const CameraState& state);

struct StationSurroundings {
    std::string name;  ///< as people call the station
    Timestamp now;
    bool web_reachable = false;
};

/// `StationState` of docs/openapi/capture.yaml.
[[nodiscard]] http::Json to_json(const StationView& view, const StationSurroundings& surroundings);

/// `ScanAnswer` of docs/openapi/capture.yaml.
[[nodiscard]] http::Json to_json(const Answer& answer, http::Json station);

/// Reads `Scan` of docs/openapi/capture.yaml.
[[nodiscard]] Result<ScanRequest> read_scan(const http::Json& body);

}  // namespace shipwitness::capture
