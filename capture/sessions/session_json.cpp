#include "capture/sessions/session_json.h"

namespace shipwitness::capture {
namespace {

http::Json maybe_time(const std::optional<Timestamp>& at) {
    return at ? http::Json(to_rfc3339(*at)) : http::Json(nullptr);
}

http::Json to_json(const SessionCamera& camera) {
    http::Json gaps = http::Json::array();
    for (const Gap& gap : camera.gaps) {
        gaps.push_back(capture::to_json(gap));
    }
    return {{"camera", camera.camera.text()},
            {"from", to_rfc3339(camera.from)},
            {"to", maybe_time(camera.to)},
            {"gaps", std::move(gaps)}};
}

}  // namespace

http::Json to_json(const Gap& gap) {
    return {
        {"from", to_rfc3339(gap.interval.from)}, {"to", to_rfc3339(gap.interval.to)}, {"reason", to_word(gap.reason)}};
}

http::Json to_json(const Session& session) {
    http::Json marks = http::Json::array();
    for (const Mark mark : session.distinct_marks()) {
        marks.push_back(to_text(mark));
    }
    http::Json cameras = http::Json::array();
    for (const SessionCamera& camera : session.cameras) {
        cameras.push_back(to_json(camera));
    }
    return {{"id", session.id.text()},
            {"station", session.station.text()},
            {"order", session.order.text()},
            {"known_order", session.known_order},
            {"started_at", to_rfc3339(session.started_at)},
            {"ended_at", maybe_time(session.ended_at)},
            {"end_reason", session.end_reason ? http::Json(to_text(*session.end_reason)) : http::Json(nullptr)},
            {"complete", session.complete},
            {"marks", std::move(marks)},
            {"cameras", std::move(cameras)}};
}

http::Json message_json(const Answer& answer) {
    http::Json message{{"code", to_text(answer.message)}};
    if (answer.order) {
        message["order"] = answer.order->text();
    }
    if (answer.previous_order) {
        message["previous_order"] = answer.previous_order->text();
    }
    return message;
}

}  // namespace shipwitness::capture
