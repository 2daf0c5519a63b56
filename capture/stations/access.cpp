#include "capture/stations/access.h"

#include <algorithm>
#include <utility>

namespace shipwitness::capture {
namespace {

// Every byte is looked at, whatever the ones before it say: time tells nothing about the secret. Of hashes, so that
// lengths tell nothing either.
bool same(const evidence::Sha256Digest& one, const evidence::Sha256Digest& other) {
    auto difference = std::byte{0};
    for (std::size_t i = 0; i < one.size(); ++i) {
        difference |= one[i] ^ other[i];
    }
    return difference == std::byte{0};
}

tl::unexpected<Error> forbidden(const std::string& what) {
    return fail(ErrorKind::forbidden, "forbidden", "This token does not open " + what + ".");
}

bool has(const std::vector<StationId>& stations, const StationId& station) {
    return std::find(stations.begin(), stations.end(), station) != stations.end();
}

}  // namespace

Access::Access(const std::vector<Station>& stations, std::string_view web_token)
    : web_token_(evidence::sha256(web_token)) {
    for (const Station& station : stations) {
        stations_.emplace(station.id, Entry{evidence::sha256(station.key), station.cameras});
    }
}

Result<Access::Caller> Access::caller_of(const http::Request& request) const {
    const auto token = request.bearer();
    if (!token) {
        return fail(ErrorKind::unauthenticated, "unauthenticated",
                    "Send the station's key or the web token: Authorization: Bearer <token>.");
    }
    const evidence::Sha256Digest given = evidence::sha256(*token);
    Caller caller{.web = same(given, web_token_)};
    for (const auto& [id, entry] : stations_) {
        if (same(given, entry.key)) {
            caller.stations.push_back(id);
        }
    }
    if (!caller.web && caller.stations.empty()) {
        return fail(ErrorKind::unauthenticated, "unauthenticated",
                    "This token is not known here. Keys and tokens stand in capture.yaml.");
    }
    return caller;
}

Result<void> Access::may_see_station(const http::Request& request, const StationId& station) const {
    const auto caller = caller_of(request);
    if (!caller) {
        return tl::unexpected(caller.error());
    }
    if (!caller->web && !has(caller->stations, station)) {
        return forbidden("station " + station.text());
    }
    return {};
}

Result<void> Access::may_scan(const http::Request& request, const StationId& station) const {
    const auto caller = caller_of(request);
    if (!caller) {
        return tl::unexpected(caller.error());
    }
    if (!has(caller->stations, station)) {
        return forbidden("scans of station " + station.text() + "; use the key of that station");
    }
    return {};
}

Result<void> Access::may_see_camera(const http::Request& request, const CameraId& camera) const {
    const auto caller = caller_of(request);
    if (!caller) {
        return tl::unexpected(caller.error());
    }
    const bool films_a_station_of_theirs =
        std::any_of(caller->stations.begin(), caller->stations.end(), [&](const StationId& station) {
            const auto& cameras = stations_.at(station).cameras;
            return std::find(cameras.begin(), cameras.end(), camera) != cameras.end();
        });
    if (!caller->web && !films_a_station_of_theirs) {
        return forbidden("camera " + camera.text());
    }
    return {};
}

Result<void> Access::is_web(const http::Request& request) const {
    const auto caller = caller_of(request);
    if (!caller) {
        return tl::unexpected(caller.error());
    }
    if (!caller->web) {
        return forbidden("what is for web alone");
    }
    return {};
}

http::Handler Access::for_web(http::Handler handler) const {
    return [this, handler = std::move(handler)](const http::Request& request) {
        if (const auto allowed = is_web(request); !allowed) {
            return http::problem(allowed.error());
        }
        return handler(request);
    };
}

}  // namespace shipwitness::capture
