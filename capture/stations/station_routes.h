#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "capture/sessions/sessions.h"
#include "capture/stations/access.h"
#include "capture/stations/changes.h"
#include "core/clock.h"
#include "core/ids.h"
#include "http/routes.h"

namespace shipwitness::capture {

/// What the stations' routes work with. All must outlive the routes.
struct StationService {
    Sessions& sessions;
    const Access& access;
    const Changes& changes;
    const Clock& clock;
    std::map<StationId, std::string> names;
    /// The newest key frame as JPEG; none while there is none.
    std::function<std::optional<std::string>(const CameraId&)> picture;
    std::function<bool(const CameraId&)> camera_exists;
    std::function<bool()> web_reachable;
};

/// GET /api/v1/stations/{id}, …/events, POST …/scans, GET /api/v1/cameras/{id}/picture.jpg.
void add_station_routes(http::Routes& routes, const std::shared_ptr<const StationService>& service);

}  // namespace shipwitness::capture
