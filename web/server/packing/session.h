#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace shipwitness::web {

/// A stretch within a session where a camera has no footage.
struct FootageGap {
    Timestamp from;
    std::optional<Timestamp> to;  ///< none: still open
    std::string reason;           ///< capture's word, e.g. "camera_unreachable"

    bool operator==(const FootageGap&) const = default;
};

/// What one camera has of a session, pre-roll and post-roll included.
struct CameraFootage {
    CameraId camera;
    Timestamp from;
    std::optional<Timestamp> to;   ///< none: still recording
    std::vector<FootageGap> gaps;  ///< in order of time

    bool operator==(const CameraFootage&) const = default;
};

/// One packing of one order at one station, as capture last told it.
struct PackingSession {
    SessionId id;
    std::string site;
    StationId station;
    OrderNumber order;  ///< as scanned; web may not know it
    bool known_order = false;
    Timestamp started;
    std::optional<Timestamp> ended;         ///< none: still running
    std::optional<std::string> end_reason;  ///< capture's word
    bool cancelled = false;                 ///< scanned by mistake: shows nothing of the order
    bool complete = false;                  ///< every camera has footage without a gap from pre-roll to post-roll
    std::vector<std::string> marks;         ///< capture's codes
    std::vector<CameraFootage> cameras;     ///< in capture's order

    bool operator==(const PackingSession&) const = default;
};

}  // namespace shipwitness::web
