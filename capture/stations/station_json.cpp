#include "capture/stations/station_json.h"

#include "capture/sessions/session_json.h"

namespace shipwitness::capture {
namespace {

constexpr std::size_t kMaxCode = 4096;
constexpr std::size_t kMaxScanId = 100;

http::Json session_json(const std::optional<Session>& session) {
    if (!session) {
        return nullptr;
    }
    http::Json warnings = http::Json::array();
    for (const Mark mark : session->distinct_marks()) {
        if (mark != Mark::noted) {
            warnings.push_back(to_text(mark));
        }
    }
    return {{"id", session->id.text()},
            {"order", session->order.text()},
            {"started_at", to_rfc3339(session->started_at)},
            {"known_order", session->known_order},
            {"warnings", std::move(warnings)}};
}

http::Json last_json(const std::optional<StationMemory::Reading>& last) {
    if (!last) {
        return nullptr;
    }
    return {{"code", last->code},
            {"at", to_rfc3339(last->at)},
            {"outcome", to_text(last->answer.outcome)},
            {"sound", to_text(last->answer.sound)},
            {"message", message_json(last->answer)}};
}

}  // namespace

http::Json to_json(const CameraId& camera, const CameraState& state) {
    http::Json json{{"id", camera.text()}, {"recording", state.recording}, {"since", to_rfc3339(state.since)}};
    if (!state.recording && state.reason) {
        json["reason"] = to_word(*state.reason);
    }
    if (state.late > Microseconds::zero()) {
        json["late_seconds"] = std::chrono::round<std::chrono::seconds>(state.late).count();
    }
    return json;
}

http::Json to_json(const StationView& view, const StationSurroundings& surroundings) {
    http::Json cameras = http::Json::array();
    for (const auto& [camera, state] : view.cameras) {
        cameras.push_back(to_json(camera, state));
    }
    return {{"id", view.id.text()},
            {"name", surroundings.name},
            {"session", session_json(view.session)},
            {"cameras", std::move(cameras)},
            {"recording", view.recording()},
            {"now", to_rfc3339(surroundings.now)},
            {"web_reachable", surroundings.web_reachable},
            {"last", last_json(view.last)}};
}

http::Json to_json(const Answer& answer, http::Json station) {
    return {{"outcome", to_text(answer.outcome)},
            {"sound", to_text(answer.sound)},
            {"message", message_json(answer)},
            {"station", std::move(station)}};
}

Result<ScanRequest> read_scan(const http::Json& body) {
    ScanRequest scan;
    http::Json rest = body;
    // Not by the reader, which refuses control characters: a scanner that sends them gets a kind answer, not an error.
    const auto code = rest.find("code");
    const bool has_code =
        code != rest.end() && code->is_string() && code->get_ref<const std::string&>().size() <= kMaxCode;
    if (has_code) {
        scan.code = code->get<std::string>();
        rest.erase(code);
    }
    http::JsonReader in(rest);
    if (!has_code) {
        static_cast<void>(in.text("code", {.max_length = kMaxCode}));
    }
    scan.scan_id = in.maybe_text("scan_id", {.max_length = kMaxScanId});
    scan.source = in.maybe_word("source", {"scanner", "api"}) == "api" ? ScanSource::api : ScanSource::scanner;
    if (const auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return scan;
}

}  // namespace shipwitness::capture
