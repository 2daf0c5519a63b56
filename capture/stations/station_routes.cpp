#include "capture/stations/station_routes.h"

#include <chrono>

#include "capture/stations/station_json.h"
#include "core/log.h"
#include "evidence/sha256.h"

namespace shipwitness::capture {
namespace {

using http::Request;
using http::Response;

constexpr int kOk = 200;
constexpr std::size_t kMaxScanBody = 64U << 10U;
constexpr std::chrono::seconds kRepeatState{5};

Result<http::Json> state_of(const StationService& service, const StationId& id) {
    const auto view = service.sessions.view(id);
    if (!view) {
        return tl::unexpected(view.error());
    }
    return to_json(*view, {service.names.at(id), service.clock.now(), service.web_reachable()});
}

Response get_station(const StationService& service, const Request& request) {
    const StationId id(request.parameter("id"));
    if (const auto allowed = service.access.may_see_station(request, id); !allowed) {
        return http::problem(allowed.error());
    }
    const auto state = state_of(service, id);
    return state ? http::json_response(kOk, state->dump()) : http::problem(state.error());
}

void stream_state(const StationService& service, const StationId& id, const http::StreamWriter& write) {
    while (true) {
        // Counted before the state is read: a change in between wakes at once instead of being missed.
        const std::uint64_t seen = service.changes.count();
        const auto state = state_of(service, id);
        if (!state || !write("event: state\ndata: " + state->dump() + "\n\n") ||
            !service.changes.wait(seen, kRepeatState)) {
            return;
        }
    }
}

Response get_events(const std::shared_ptr<const StationService>& service, const Request& request) {
    const StationId id(request.parameter("id"));
    if (const auto allowed = service->access.may_see_station(request, id); !allowed) {
        return http::problem(allowed.error());
    }
    if (const auto view = service->sessions.view(id); !view) {
        return http::problem(view.error());
    }
    Response response;
    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Accel-Buffering", "no");
    response.body =
        http::Streamer([service, id](const http::StreamWriter& write) { stream_state(*service, id, write); });
    return response;
}

Response post_scan(const StationService& service, const Request& request) {
    const StationId id(request.parameter("id"));
    if (const auto allowed = service.access.may_scan(request, id); !allowed) {
        return http::problem(allowed.error());
    }
    const auto body = http::json_body(request);
    if (!body) {
        return http::problem(body.error());
    }
    const auto scan = read_scan(*body);
    if (!scan) {
        return http::problem(scan.error());
    }
    const auto answer = service.sessions.scan(id, *scan);
    if (!answer) {
        return http::problem(answer.error());
    }
    auto state = state_of(service, id);
    if (!state) {
        return http::problem(state.error());
    }
    return http::json_response(kOk, to_json(*answer, *std::move(state)).dump());
}

Response get_picture(const StationService& service, const Request& request) {
    const CameraId id(request.parameter("id"));
    if (const auto allowed = service.access.may_see_camera(request, id); !allowed) {
        return http::problem(allowed.error());
    }
    if (!service.camera_exists(id)) {
        return http::problem({ErrorKind::not_found, "camera_unknown", "There is no camera " + id.text() + "."});
    }
    auto picture = service.picture(id);
    if (!picture) {
        return http::problem({ErrorKind::unavailable, "no_picture", "Camera " + id.text() + " has shown nothing yet."});
    }
    Response response;
    response.headers.set("Content-Type", "image/jpeg");
    response.headers.set("Cache-Control", "private, no-cache");
    response.headers.set("ETag", "\"" + evidence::to_hex(evidence::sha256(*picture)) + "\"");
    response.body = *std::move(picture);
    return response;
}

}  // namespace

void add_station_routes(http::Routes& routes, const std::shared_ptr<const StationService>& service) {
    using http::Method;
    routes.add(Method::get, "/api/v1/stations/{id}",
               [service](const Request& request) { return get_station(*service, request); });
    routes.add(Method::get, "/api/v1/stations/{id}/events",
               [service](const Request& request) { return get_events(service, request); });
    routes.add(Method::post, "/api/v1/stations/{id}/scans",
               [service](const Request& request) { return post_scan(*service, request); },
               {.max_body_bytes = kMaxScanBody});
    routes.add(Method::get, "/api/v1/cameras/{id}/picture.jpg",
               [service](const Request& request) { return get_picture(*service, request); });
}

}  // namespace shipwitness::capture
