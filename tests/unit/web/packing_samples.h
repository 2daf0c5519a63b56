#pragma once

#include <string>

#include "core/time.h"
#include "web/server/packing/session.h"

namespace shipwitness::web {

/// 2026-11-22T08:00:00Z, when the sessions of these tests start.
inline constexpr Timestamp kPackingStart = from_us(1'795'334'400'000'000);

/// A session of five minutes at bench-1 with one camera, looked at by capture and complete.
inline PackingSession a_packing_session(const std::string& id = "s-1", const std::string& order = "SO-1") {
    PackingSession session;
    session.id = SessionId(id);
    session.site = "north";
    session.station = StationId("bench-1");
    session.order = OrderNumber(order);
    session.known_order = true;
    session.started = kPackingStart;
    session.ended = kPackingStart + std::chrono::minutes{5};
    session.end_reason = "same_code";
    session.complete = true;
    session.cameras = {{CameraId("bench-1-top"),
                        kPackingStart - std::chrono::seconds{5},
                        *session.ended + std::chrono::seconds{10},
                        {}}};
    return session;
}

inline PackingSession with_gap(PackingSession session) {
    session.complete = false;
    session.cameras.at(0).gaps = {{session.started, session.started + std::chrono::seconds{20}, "camera_unreachable"}};
    return session;
}

inline PackingSession still_running(PackingSession session) {
    session.ended.reset();
    session.end_reason.reset();
    session.complete = false;
    session.cameras.at(0).to.reset();
    return session;
}

inline PackingSession not_yet_looked_at(PackingSession session) {
    session.complete = false;
    return session;
}

inline PackingSession cancelled(PackingSession session) {
    session.cancelled = true;
    session.end_reason = "cancelled";
    return session;
}

}  // namespace shipwitness::web
