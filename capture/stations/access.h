#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "evidence/sha256.h"
#include "http/message.h"
#include "http/routes.h"

namespace shipwitness::capture {

/// Who may call what: station keys and the web token (docs/openapi/capture.yaml). Keeps hashes only and compares them
/// in constant time. Read only after construction: thread-safe.
class Access {
  public:
    struct Station {
        StationId id;
        std::string key;
        std::vector<CameraId> cameras;
    };
    Access(const std::vector<Station>& stations, std::string_view web_token);

    /// With that station's key, or the web token. Fails with unauthenticated, forbidden.
    [[nodiscard]] Result<void> may_see_station(const http::Request& request, const StationId& station) const;
    /// With that station's key alone: web does not scan.
    [[nodiscard]] Result<void> may_scan(const http::Request& request, const StationId& station) const;
    /// With the key of a station that the camera films, or the web token.
    [[nodiscard]] Result<void> may_see_camera(const http::Request& request, const CameraId& camera) const;
    /// With the web token.
    [[nodiscard]] Result<void> is_web(const http::Request& request) const;

    /// A handler that runs only with the web token. The access must outlive it.
    [[nodiscard]] http::Handler for_web(http::Handler handler) const;

  private:
    struct Caller {
        bool web = false;
        std::vector<StationId> stations{};
    };
    [[nodiscard]] Result<Caller> caller_of(const http::Request& request) const;

    struct Entry {
        evidence::Sha256Digest key;
        std::vector<CameraId> cameras;
    };
    std::map<StationId, Entry> stations_;
    evidence::Sha256Digest web_token_;
};

}  // namespace shipwitness::capture
