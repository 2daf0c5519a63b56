#include "capture/app/metrics.h"

#include <functional>
#include <string_view>

#include <fmt/format.h>

namespace shipwitness::capture {
namespace {

using Camera = MetricsSnapshot::Camera;

void head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
    text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

template <class Number>
void one(std::string& text, std::string_view name, std::string_view type, std::string_view help, Number value) {
    head(text, name, type, help);
    text += fmt::format("{} {}\n", name, value);
}

// Ids hold small letters, digits, '-' and '_' only: no label needs escaping.
template <class Value>
void per_camera(std::string& text, const std::vector<Camera>& cameras, std::string_view name, std::string_view type,
                std::string_view help, const Value& value) {
    head(text, name, type, help);
    for (const Camera& camera : cameras) {
        text += fmt::format("{}{{camera=\"{}\"}} {}\n", name, camera.id.text(), value(camera));
    }
}

double seconds(Microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

void camera_metrics(std::string& text, const std::vector<Camera>& cameras) {
    per_camera(text, cameras, "shipwitness_camera_recording", "gauge", "1 while pictures reach the disk.",
               [](const Camera& camera) { return camera.recording ? 1 : 0; });
    per_camera(text, cameras, "shipwitness_camera_packets_total", "counter", "Pictures received.",
               [](const Camera& camera) { return camera.counters.packets; });
    per_camera(text, cameras, "shipwitness_camera_dropped_packets_total", "counter",
               "Pictures dropped because the disk was slow or full.",
               [](const Camera& camera) { return camera.counters.dropped_packets; });
    per_camera(text, cameras, "shipwitness_camera_written_bytes_total", "counter", "Bytes of footage written.",
               [](const Camera& camera) { return camera.counters.bytes_written; });
    per_camera(text, cameras, "shipwitness_camera_segments_total", "counter", "Segment files begun.",
               [](const Camera& camera) { return camera.counters.segments; });
    per_camera(text, cameras, "shipwitness_camera_connections_total", "counter", "Connections made to the camera.",
               [](const Camera& camera) { return camera.counters.connections; });
    per_camera(text, cameras, "shipwitness_camera_late_seconds", "gauge",
               "How long after it was filmed the newest picture came in.",
               [](const Camera& camera) { return seconds(camera.counters.late); });
    per_camera(text, cameras, "shipwitness_camera_missing_seconds", "gauge", "Time without footage in the last hour.",
               [](const Camera& camera) { return seconds(camera.missing_last_hour); });
    per_camera(text, cameras, "shipwitness_camera_gaps", "gauge", "Gaps in the last hour.",
               [](const Camera& camera) { return camera.gaps_last_hour; });
}

void outbox_metrics(std::string& text, const OutboxStatus& outbox, Timestamp now) {
    const auto age = outbox.counts.oldest_at ? now - *outbox.counts.oldest_at : Microseconds::zero();
    one(text, "shipwitness_outbox_events", "gauge", "Events that wait for web.", outbox.counts.waiting);
    one(text, "shipwitness_outbox_oldest_seconds", "gauge", "Age of the oldest event that waits.", seconds(age));
    one(text, "shipwitness_outbox_refused_events", "gauge", "Events that web refused; told anew from time to time.",
        outbox.counts.refused);
    one(text, "shipwitness_outbox_delivered_total", "counter", "Events that web accepted.", outbox.delivered);
    one(text, "shipwitness_outbox_failures_total", "counter", "Attempts at delivery that failed.", outbox.failures);
    one(text, "shipwitness_web_reachable", "gauge", "1 while web answers.", outbox.web_reachable ? 1 : 0);
}

}  // namespace

std::string metrics_text(const MetricsSnapshot& snapshot) {
    std::string text;
    camera_metrics(text, snapshot.cameras);
    head(text, "shipwitness_sessions", "gauge", "Sessions by state.");
    for (const auto& [state, count] : snapshot.sessions) {
        text += fmt::format("shipwitness_sessions{{state=\"{}\"}} {}\n", state, count);
    }
    outbox_metrics(text, snapshot.outbox, snapshot.now);
    one(text, "shipwitness_disk_free_bytes", "gauge", "Free space where the footage lies.", snapshot.free_bytes);
    one(text, "shipwitness_http_requests_total", "counter", "Requests.", snapshot.server.requests);
    one(text, "shipwitness_http_refused_total", "counter", "Connections answered 503 for want of threads.",
        snapshot.server.refused);
    one(text, "shipwitness_http_connections", "gauge", "Connections being served.", snapshot.server.connections);
    return text;
}

}  // namespace shipwitness::capture
