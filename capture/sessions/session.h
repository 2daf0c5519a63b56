#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/catalogue/gap.h"
#include "core/ids.h"
#include "core/time.h"

namespace shipwitness::capture {

/// What is remarkable about a session.
enum class Mark {
    unknown_order,      ///< web has not told about this order
    order_cancelled,    ///< web has told that it is cancelled
    packed_before,      ///< there is an earlier session of this order
    at_two_stations,    ///< the order was being packed at another station at the same time
    camera_down,        ///< a camera did not record at the start, or stopped recording
    service_restarted,  ///< capture was restarted while it ran
    noted,              ///< the packer scanned NOTE
};

enum class SessionEnd { same_code, end_code, next_order, idle, cancelled };

/// What an event tells web, and why.
enum class EventType { session_started, session_ended, session_cancelled, session_updated };

/// The words of the API and of the database (docs/openapi/capture.yaml, capture/schema/020_sessions.sql).
[[nodiscard]] std::string_view to_text(Mark mark);
[[nodiscard]] std::string_view to_text(SessionEnd reason);
[[nodiscard]] std::string_view to_text(EventType type);
/// The other way round. Throw std::logic_error for a word that is none: it comes from our own database.
[[nodiscard]] Mark mark_from(std::string_view text);
[[nodiscard]] SessionEnd session_end_from(std::string_view text);
[[nodiscard]] EventType event_type_from(std::string_view text);

struct SessionMark {
    Mark mark;
    Timestamp at;
    auto operator<=>(const SessionMark&) const = default;
};

/// What one camera should have filmed for a session, and what of it is missing.
struct SessionCamera {
    CameraId camera;
    Timestamp from;               ///< start less pre-roll
    std::optional<Timestamp> to;  ///< end plus post-roll; none while the session is open
    std::vector<Gap> gaps{};      ///< known when the session is settled; within [from, to), in order
    bool operator==(const SessionCamera&) const = default;
};

/// The stretch of time in which one order was packed at one station.
struct Session {
    SessionId id;
    StationId station;
    OrderNumber order;
    bool known_order = false;
    Timestamp started_at;
    Timestamp last_activity_at;         ///< >= started_at; idle time counts from here
    std::optional<Timestamp> ended_at;  ///< >= last_activity_at; none: open
    std::optional<SessionEnd> end_reason;
    bool complete = false;  ///< every camera has footage without a gap; false until settled
    bool settled = false;   ///< the footage has been looked at and `gaps` are final
    /// By how much the host's clock was set back since it began. Its times run on as they began, so that its length is
    /// true: by the host's clock they are so much earlier.
    Microseconds set_back{};
    std::vector<SessionMark> marks{};
    std::vector<SessionCamera> cameras{};
    bool operator==(const Session&) const = default;

    [[nodiscard]] bool has(Mark mark) const;
    /// The codes of the marks, each once, in the order in which they were made.
    [[nodiscard]] std::vector<Mark> distinct_marks() const;
};

}  // namespace shipwitness::capture
