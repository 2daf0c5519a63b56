#include "web/server/ingest/packing_event.h"

#include <limits>
#include <utility>

namespace shipwitness::web {
namespace {

using http::JsonReader;

constexpr std::size_t kMaxCameras = 32;
constexpr std::size_t kMaxGaps = 10'000;
constexpr std::size_t kMaxMarks = 100;
constexpr http::TextLimits kName{.min_length = 1, .max_length = 64};

/// `to` before `from` would make negative footage later on.
void check_order(JsonReader& in, Timestamp from, const std::optional<Timestamp>& to, std::string_view name) {
    if (to && *to < from) {
        in.fault(name, "out_of_range", "The end lies before the start.");
    }
}

FootageGap read_gap(JsonReader& in) {
    FootageGap gap;
    gap.from = in.time("from");
    gap.to = in.maybe_time("to");
    gap.reason = in.text("reason", kName);
    check_order(in, gap.from, gap.to, "to");
    return gap;
}

CameraFootage read_camera(JsonReader& in) {
    CameraFootage footage;
    footage.camera = CameraId(in.text("camera", kName));
    footage.from = in.time("from");
    footage.to = in.maybe_time("to");
    check_order(in, footage.from, footage.to, "to");
    for (auto& element : in.objects("gaps", 0, kMaxGaps)) {
        footage.gaps.push_back(read_gap(element));
    }
    return footage;
}

PackingSession read_session(JsonReader& in, const std::string& site, bool cancelled) {
    PackingSession session;
    session.id = SessionId(in.text("id", kName));
    session.site = site;
    session.station = StationId(in.text("station", kName));
    session.order = OrderNumber(in.text("order", kName));
    session.known_order = in.maybe_boolean("known_order").value_or(false);
    session.started = in.time("started_at");
    session.ended = in.maybe_time("ended_at");
    session.end_reason = in.maybe_text("end_reason", kName);
    session.cancelled = cancelled || session.end_reason == "cancelled";
    session.complete = in.maybe_boolean("complete").value_or(false);
    session.marks = in.texts("marks", kMaxMarks, kName);
    check_order(in, session.started, session.ended, "ended_at");
    for (auto& element : in.objects("cameras", 0, kMaxCameras)) {
        session.cameras.push_back(read_camera(element));
    }
    return session;
}

PackingEvent read_event(JsonReader& in, const std::string& site, const http::Json& source) {
    PackingEvent event;
    event.id = in.text("id", kName);
    event.sequence = in.integer("sequence", 1, std::numeric_limits<std::int64_t>::max());
    event.kind = in.word("type", {"session_started", "session_ended", "session_cancelled", "session_updated"});
    event.at = in.time("at");
    if (auto session = in.maybe_object("session")) {
        event.session = read_session(*session, site, event.kind == "session_cancelled");
        event.state = source.at("session").dump();
    } else {
        in.fault("session", "required", "Every event carries the whole session.");
    }
    return event;
}

}  // namespace

Result<Delivery> read_delivery(const http::Json& body) {
    JsonReader in(body);
    Delivery delivery;
    delivery.site = in.text("site", kName);
    auto elements = in.objects("events", 1, kMaxEventsPerDelivery);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        auto event = read_event(elements[i], delivery.site, body.at("events").at(i));
        if (!delivery.events.empty() && event.sequence <= delivery.events.back().sequence) {
            elements[i].fault("sequence", "out_of_range", "Events of a delivery stand in ascending order of sequence.");
        }
        delivery.events.push_back(std::move(event));
    }
    if (auto done = in.finish(); !done) {
        return tl::unexpected(done.error());
    }
    return delivery;
}

}  // namespace shipwitness::web
