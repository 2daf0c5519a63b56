#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "capture/sessions/answer.h"
#include "capture/sessions/session.h"
#include "core/ids.h"
#include "core/time.h"

namespace shipwitness::capture {

/// How sessions run. From capture.yaml.
struct SessionRules {
    Microseconds idle = std::chrono::minutes{15};  ///< without a scan for so long, a session ends
    Microseconds debounce{1'500'000};              ///< the same code again within this time is the same reading
    Microseconds pre_roll = std::chrono::seconds{5};
    Microseconds post_roll = std::chrono::seconds{5};
};

/// What a station remembers between scans.
struct StationMemory {
    std::optional<Session> session;        ///< the open one
    std::optional<Timestamp> ready_since;  ///< START was read, and no order since
    struct Reading {
        std::string code;       ///< canonical
        Timestamp at;           ///< of the first
        Timestamp repeated_at;  ///< of the last repetition
        Answer answer;          ///< to the first
        bool operator==(const Reading&) const = default;
    };
    std::optional<Reading> last;
    bool operator==(const StationMemory&) const = default;
};

/// A code that was read, with what the decision must not find out by itself.
struct Scan {
    StationId station;
    std::string code;  ///< trimmed
    Timestamp at;
    SessionId new_session;  ///< the id to use if a session starts
    Microseconds idle{};    ///< how long the open session has been idle
};

/// What is known about the order whose code was read. All false and empty when the code is no order.
struct OrderFacts {
    bool known = false;                ///< web has told about it
    bool cancelled = false;            ///< and that it is cancelled
    bool packed_before = false;        ///< there is an ended session of it
    std::vector<Session> elsewhere{};  ///< open sessions of it at other stations
};

struct StationCamera {
    CameraId camera;
    bool recording = false;
};

/// A session as it is now, and the event to tell web.
struct Change {
    EventType type;
    Session session;
    bool operator==(const Change&) const = default;
};

struct Decision {
    Answer answer;
    StationMemory next;
    std::vector<Change> changes{};  ///< in order; a change of another station's session is among them
};

/// The whole of what a scan does: the table of docs/openapi/capture.yaml, postScan. Pure.
[[nodiscard]] Decision decide(const StationMemory& memory, const Scan& scan, const OrderFacts& order,
                              const std::vector<StationCamera>& cameras, const SessionRules& rules);

/// What happens to an open session without a scan. None: nothing. The station then has no open session if the change
/// is session_ended. `idle`: since its last activity, by a clock that nobody sets.
[[nodiscard]] std::optional<Change> decide_idle(const Session& session, Timestamp now, Microseconds idle,
                                                const SessionRules& rules);
[[nodiscard]] std::optional<Change> decide_camera_down(const Session& session, Timestamp now);
/// At start of the service: the session goes on, marked, or has ended by idle time while nobody watched.
[[nodiscard]] Change decide_restart(const Session& session, Timestamp now, const SessionRules& rules);

}  // namespace shipwitness::capture
