#pragma once

#include <functional>
#include <string>

#include "capture/app/metrics.h"
#include "capture/recorder/recorder.h"
#include "http/routes.h"

namespace shipwitness::capture {

struct Readiness {
    std::string database;  ///< "ok", or what is wrong
    std::vector<std::pair<CameraId, CameraState>> cameras{};
    bool web_reachable = false;
};

/// GET /healthz, /readyz, /metrics, /openapi.yaml: for those who run the service. Open to all who reach the port: they
/// tell no orders.
void add_service_routes(http::Routes& routes, std::function<Readiness()> readiness,
                        std::function<MetricsSnapshot()> snapshot);

/// docs/openapi/capture.yaml, as built into the program.
[[nodiscard]] std::string_view api_description();

}  // namespace shipwitness::capture
