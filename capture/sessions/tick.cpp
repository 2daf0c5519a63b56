// What time brings to sessions, without a scan.
#include <algorithm>

#include "capture/sessions/session_queries.h"
#include "capture/sessions/sessions.h"

namespace shipwitness::capture {
namespace {

/// How long after a camera has stopped its last segment may still be on its way to the disk.
constexpr std::chrono::seconds kWritten{3};

bool covers_all(const Session& session) {
    const auto whole = [](const SessionCamera& camera) {
        return std::all_of(camera.gaps.begin(), camera.gaps.end(),
                           [](const Gap& gap) { return gap.interval.from == gap.interval.to; });
    };
    return !session.cameras.empty() && std::all_of(session.cameras.begin(), session.cameras.end(), whole);
}

}  // namespace

void Sessions::tick() {
    end_idle_sessions();
    mark_lost_cameras();
    settle();
}

bool Sessions::change_open_sessions(const DecideOpen& decide) {
    std::vector<Change> changes;
    for (const auto& [station, memory] : memories_) {
        if (!memory.session) {
            continue;
        }
        if (auto changed = decide(station, *memory.session)) {
            changes.push_back(*std::move(changed));
        }
    }
    if (!changes.empty()) {
        change(changes);
    }
    return !changes.empty();
}

void Sessions::end_idle_sessions() {
    {
        const std::scoped_lock lock(mutex_);
        watch_clock();
        if (!change_open_sessions([&](const StationId& station, const Session& session) {
                return decide_idle(session, clock_.now(), idle_of(station), rules_);
            })) {
            return;
        }
    }
    ports_.station_changed();
    ports_.event_waiting();
}

void Sessions::mark_lost_cameras() {
    std::set<CameraId> lost;
    {
        const std::scoped_lock lock(lost_mutex_);
        lost = lost_cameras_;
    }
    if (lost.empty()) {
        return;
    }
    mark_lost(lost);
    // Forgotten only now: had it not been stored, the next tick would try again.
    const std::scoped_lock lock(lost_mutex_);
    for (const CameraId& camera : lost) {
        lost_cameras_.erase(camera);
    }
}

void Sessions::mark_lost(const std::set<CameraId>& lost) {
    {
        const std::scoped_lock lock(mutex_);
        if (!change_open_sessions([&](const StationId&, const Session& session) {
                const bool concerned =
                    std::any_of(session.cameras.begin(), session.cameras.end(),
                                [&](const SessionCamera& camera) { return lost.contains(camera.camera); });
                return concerned ? decide_camera_down(session, clock_.now()) : std::nullopt;
            })) {
            return;
        }
    }
    ports_.station_changed();
    ports_.event_waiting();
}

// Footage reaches the disk about a second after the present. A camera that does not record adds nothing, once the last
// of its old footage is written.
bool Sessions::footage_is_final(const Session& session) const {
    const Timestamp now = clock_.now();
    return std::all_of(session.cameras.begin(), session.cameras.end(), [&](const SessionCamera& camera) {
        const Timestamp to = camera.to.value() - session.set_back;
        if (now < to) {
            return false;
        }
        const auto through = catalogue_.recorded_through(camera.camera);
        if (through && *through >= to) {
            return true;
        }
        const CameraState state = ports_.camera(camera.camera);
        return !state.recording && now >= std::max(to, state.since) + kWritten;
    });
}

Session Sessions::settled(Session session) const {
    for (SessionCamera& camera : session.cameras) {
        camera.gaps = catalogue_.gaps(camera.camera, {camera.from, camera.to.value()}, session.set_back);
        for (Gap& gap : camera.gaps) {
            gap.open = false;
        }
    }
    session.settled = true;
    session.complete = covers_all(session);
    return session;
}

void Sessions::settle() {
    const Timestamp now = clock_.now();
    const auto candidates = database_.read(
        [&](storage::Connection& connection) { return unsettled_sessions(connection, now - rules_.post_roll); });
    bool any = false;
    for (const Session& session : candidates) {
        if (!footage_is_final(session)) {
            continue;
        }
        const Change change{EventType::session_updated, settled(session)};
        database_.write([&](storage::Connection& connection) { store(connection, {change}); });
        any = true;
    }
    if (any) {
        ports_.event_waiting();
    }
}

}  // namespace shipwitness::capture
