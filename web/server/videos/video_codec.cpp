#include "web/server/videos/video_codec.h"

#include <algorithm>
#include <string>
#include <utility>

#include "web/server/app/json.h"
#include "web/server/capture_client/clip_codec.h"

namespace shipwitness::web {
namespace {

using http::Json;

std::string address_of(const VideoRequest& request, std::string_view name, Viewer viewer) {
    return std::string(viewer == Viewer::buyer ? "/api/v1/portal/videos/" : "/api/v1/desk/videos/") + request.id + "/" +
           std::string(name);
}

Json file_json(const VideoRequest& request, const VideoFile& file, Viewer viewer) {
    const auto& offered = file.offered;
    return {{"name", file.name},
            {"url", address_of(request, file.name, viewer)},
            {"poster_url", file.poster ? Json(address_of(request, *file.poster, viewer)) : Json(nullptr)},
            {"media_type", "video/mp4"},
            {"size_bytes", offered.size_bytes},
            {"sha256", file.sha256.value_or("")},
            {"camera", offered.camera.text()},
            {"from", to_rfc3339(offered.interval.from)},
            {"to", to_rfc3339(offered.interval.to)},
            {"codec", offered.codec},
            {"width", offered.width},
            {"height", offered.height},
            {"gaps", gaps_to_json(offered.gaps)}};
}

Json manifest_json(const VideoRequest& request, const Manifest& manifest, Viewer viewer) {
    return {{"name", kManifestName},
            {"url", address_of(request, kManifestName, viewer)},
            {"poster_url", nullptr},
            {"media_type", "application/json"},
            {"size_bytes", manifest.size_bytes},
            {"sha256", manifest.sha256},
            {"camera", nullptr},
            {"from", nullptr},
            {"to", nullptr},
            {"codec", nullptr},
            {"width", nullptr},
            {"height", nullptr},
            {"gaps", Json::array()}};
}

Json files_json(const VideoRequest& request, Viewer viewer) {
    Json files = Json::array();
    for (const auto& clip : request.clips) {
        for (const auto& file : clip.files) {
            files.push_back(file_json(request, file, viewer));
        }
    }
    files.push_back(manifest_json(request, request.manifest.value(), viewer));
    return files;
}

}  // namespace

bool can_be_had(const VideoRequest& request, Timestamp now) {
    return request.state == VideoState::ready && request.expires && now < *request.expires;
}

std::optional<int> progress_percent(const VideoRequest& request) {
    if (request.state == VideoState::ready || request.state == VideoState::expired) {
        return 100;
    }
    if (!request.total_bytes || *request.total_bytes == 0) {
        return std::nullopt;
    }
    return static_cast<int>(std::clamp<std::int64_t>(request.had_bytes * 100 / *request.total_bytes, 0, 100));
}

Json to_json(const VideoRequest& request, Viewer viewer, Timestamp now) {
    const bool past = request.state == VideoState::ready && !can_be_had(request, now);
    const auto state = past ? VideoState::expired : request.state;
    const auto percent = progress_percent(request);
    const bool tell_reason = viewer == Viewer::desk || request.state == VideoState::denied;
    return {{"id", request.id},
            {"order", request.order.text()},
            {"claim", request.claim ? Json(request.claim->text()) : Json(nullptr)},
            {"state", to_text(state)},
            {"origin", to_text(request.origin)},
            {"progress", percent ? Json(*percent) : Json(nullptr)},
            {"reason", tell_reason ? to_json(request.reason) : Json(nullptr)},
            {"requested_at", to_rfc3339(request.requested)},
            {"ready_at", to_json(request.ready)},
            {"expires_at", to_json(request.expires)},
            {"files", state == VideoState::ready ? files_json(request, viewer) : Json::array()}};
}

}  // namespace shipwitness::web
