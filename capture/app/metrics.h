#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "capture/outbox/outbox.h"
#include "capture/recorder/recorder.h"
#include "core/ids.h"
#include "core/time.h"
#include "http/server.h"

namespace shipwitness::capture {

/// Everything that /metrics tells, at one moment.
struct MetricsSnapshot {
    struct Camera {
        CameraId id;
        bool recording = false;
        CameraCounters counters{};
        Microseconds missing_last_hour{};  ///< time without footage
        std::uint64_t gaps_last_hour = 0;
    };
    Timestamp now;
    std::vector<Camera> cameras{};
    std::map<std::string, std::int64_t> sessions{};  ///< by state
    OutboxStatus outbox{};
    http::ServerStats server{};
    std::uint64_t free_bytes = 0;  ///< on the disk of the footage
};

/// Prometheus' text format, version 0.0.4.
[[nodiscard]] std::string metrics_text(const MetricsSnapshot& snapshot);

}  // namespace shipwitness::capture
