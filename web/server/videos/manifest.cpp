#include "web/server/videos/manifest.h"

#include <algorithm>

#include "http/json.h"
#include "web/server/capture_client/clip_codec.h"

namespace shipwitness::web {
namespace {

/// Ordered, so that people read it from the general to the particular.
using Ordered = nlohmann::ordered_json;

Ordered ordered(const http::Json& json) {
    return Ordered::parse(json.dump());
}

Ordered file_of(const VideoFile& file) {
    const auto& offered = file.offered;
    return {{"name", file.name},
            {"sha256", file.sha256.value_or("")},
            {"size_bytes", offered.size_bytes},
            {"camera", offered.camera.text()},
            {"from", to_rfc3339(offered.interval.from)},
            {"to", to_rfc3339(offered.interval.to)},
            {"codec", offered.codec},
            {"width", offered.width},
            {"height", offered.height},
            {"gaps", ordered(gaps_to_json(offered.gaps))}};
}

Ordered clip_of(const VideoClip& clip, const std::vector<PackingSession>& sessions) {
    Ordered object{{"number", clip.number}, {"session", clip.session.text()}, {"site", clip.site}};
    const auto session = std::ranges::find(sessions, clip.session, &PackingSession::id);
    if (session != sessions.end()) {
        object["station"] = session->station.text();
        object["packing_started_at"] = to_rfc3339(session->started);
        object["packing_ended_at"] = session->ended ? Ordered(to_rfc3339(*session->ended)) : Ordered(nullptr);
        object["complete"] = session->complete;
    }
    object["asked"] = {{"from", to_rfc3339(clip.asked.from)}, {"to", to_rfc3339(clip.asked.to)}};
    object["clip"] = clip.clip ? Ordered(clip.clip->text()) : Ordered(nullptr);
    object["files"] = Ordered::array();
    for (const auto& file : clip.files) {
        object["files"].push_back(file_of(file));
    }
    object["gaps"] = ordered(camera_gaps_to_json(clip.gaps));
    return object;
}

}  // namespace

std::string manifest_text(const VideoRequest& request, const std::vector<PackingSession>& sessions, Timestamp made) {
    Ordered manifest{
        {"format", "shipwitness-video/1"}, {"order", request.order.text()},
        {"request", request.id},           {"requested_at", to_rfc3339(request.requested)},
        {"made_at", to_rfc3339(made)},     {"tool", {{"name", "shipwitness-web"}, {"version", SHIPWITNESS_VERSION}}}};
    manifest["clips"] = Ordered::array();
    for (const auto& clip : request.clips) {
        manifest["clips"].push_back(clip_of(clip, sessions));
    }
    return manifest.dump(2) + "\n";
}

}  // namespace shipwitness::web
