#include "web/server/videos/fetch_plan.h"

#include <chrono>
#include <string>
#include <utility>

#include "web/server/responsibility/gathered_facts.h"

namespace shipwitness::web {
namespace {

/// Capture looks at a session's footage some seconds after its post-roll. When it does not say so for that long, it is
/// down or its database was lost; the footage that there is, is fetched all the same.
constexpr std::chrono::minutes kSettlesWithin{2};

bool may_change(const PackingSession& session, Timestamp now) {
    return !session.ended || (!is_settled(session) && now < *session.ended + kSettlesWithin);
}

}  // namespace

FetchPlan plan_fetch(const std::vector<PackingSession>& sessions, const VideoSettings& settings, Timestamp now) {
    FetchPlan plan;
    for (const auto& session : sessions) {
        if (session.cancelled) {
            continue;
        }
        if (may_change(session, now)) {
            plan.too_early = true;
            continue;
        }
        VideoClip clip;
        clip.number = static_cast<int>(plan.clips.size()) + 1;
        clip.session = session.id;
        clip.site = session.site;
        clip.asked = {session.started - settings.margin_before, *session.ended + settings.margin_after};
        plan.clips.push_back(std::move(clip));
    }
    return plan;
}

std::string file_name(int clip_number, const CameraId& camera) {
    return std::to_string(clip_number) + "-" + camera.text() + ".mp4";
}

std::string poster_name(int clip_number, const CameraId& camera) {
    return std::to_string(clip_number) + "-" + camera.text() + ".jpg";
}

}  // namespace shipwitness::web
