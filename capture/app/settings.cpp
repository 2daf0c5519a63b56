#include "capture/app/settings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "config/http_settings.h"
#include "config/reader.h"
#include "media/clip/clip.h"

namespace shipwitness::capture {
namespace {

using config::Node;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMaxIdLength = 64;

bool is_id(const std::string& text) {
    const auto small_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= kMaxIdLength && small_or_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return small_or_digit(c) || c == '-' || c == '_'; });
}

std::string id(Node& node, std::string_view key) {
    std::string text = node.text(key);
    if (!text.empty() && !is_id(text)) {
        node.fault(key, "\"" + text +
                            "\" is no id: use 1 to 64 small letters, digits, '-' and '_', beginning with a letter or "
                            "digit, e.g. bench-1");
    }
    return text;
}

// A length of time within bounds that make sense, so that a slip of the pen ("5ms" for "5s") is told at start.
milliseconds bounded(Node& node, std::string_view key, milliseconds fallback, milliseconds least, milliseconds most) {
    const milliseconds value = node.duration(key, fallback);
    if (value < least || value > most) {
        node.fault(
            key, "must be between " + std::to_string(least.count()) + "ms and " + std::to_string(most.count()) + "ms");
    }
    return value;
}

WebSettings web_settings(Node node) {
    WebSettings web;
    web.url = config::service_address(node, "url");
    web.site_token = node.secret("site_token");
    web.web_token = node.secret("web_token");
    web.first_retry = bounded(node, "first_retry", seconds{1}, milliseconds{10}, seconds{60});
    web.longest_retry = bounded(node, "longest_retry", seconds{60}, milliseconds{10}, minutes{60});
    web.refused_retry = bounded(node, "refused_retry", minutes{10}, milliseconds{100}, minutes{24 * 60});
    if (web.longest_retry < web.first_retry) {
        node.fault("longest_retry", "must not be shorter than first_retry");
    }
    return web;
}

SessionRules session_rules(Node node) {
    SessionRules rules;
    rules.idle = bounded(node, "idle", minutes{15}, seconds{1}, minutes{24 * 60});
    rules.debounce = bounded(node, "debounce", milliseconds{1500}, milliseconds{0}, minutes{1});
    rules.pre_roll = bounded(node, "pre_roll", seconds{5}, milliseconds{0}, minutes{10});
    rules.post_roll = bounded(node, "post_roll", seconds{5}, milliseconds{0}, minutes{10});
    if (rules.debounce >= rules.idle) {
        node.fault("debounce", "must be shorter than idle");
    }
    return rules;
}

RecorderConfig recording(Node node) {
    RecorderConfig config;
    config.segment_length = bounded(node, "segment_length", seconds{60}, seconds{1}, minutes{10});
    config.fragment_length = bounded(node, "fragment_length", milliseconds{500}, milliseconds{40}, seconds{10});
    config.sync_interval = bounded(node, "sync_interval", seconds{2}, milliseconds{100}, minutes{1});
    config.connect_timeout = bounded(node, "connect_timeout", seconds{10}, seconds{1}, minutes{2});
    config.silence = bounded(node, "silence", seconds{5}, seconds{1}, minutes{2});
    config.first_retry = bounded(node, "first_retry", seconds{1}, milliseconds{100}, minutes{1});
    config.last_retry = bounded(node, "longest_retry", seconds{30}, milliseconds{100}, minutes{10});
    config.queue_bytes = node.size("queue", std::uint64_t{32} << 20U);
    config.free_space_floor_bytes = node.size("free_space_floor", std::uint64_t{2'000'000'000});
    if (config.last_retry < config.first_retry) {
        node.fault("longest_retry", "must not be shorter than first_retry");
    }
    if (config.queue_bytes < (std::uint64_t{1} << 20U)) {
        node.fault("queue", "must be at least 1MiB: less does not hold one group of pictures");
    }
    return config;
}

std::vector<CameraSettings> camera_settings(Node& root, std::set<std::string>& known) {
    std::vector<CameraSettings> cameras;
    for (Node& node : root.list("cameras")) {
        CameraSettings camera{CameraId(id(node, "id")), node.text("url")};
        if (!known.insert(camera.id.text()).second) {
            node.fault("id", "there is a camera " + camera.id.text() + " already");
        }
        if (const std::string fault = media::fault_of_address(camera.address);
            !camera.address.empty() && !fault.empty()) {
            node.fault("url", fault);
        }
        cameras.push_back(std::move(camera));
    }
    if (cameras.empty()) {
        root.fault("cameras", "name at least one camera");
    }
    return cameras;
}

StationSettings station_settings(Node& node, const std::set<std::string>& known_cameras) {
    StationSettings station{StationId(id(node, "id")), node.text("name"), node.secret("key"), {}};
    std::set<std::string> seen;
    for (const std::string& camera : node.texts("cameras")) {
        if (!known_cameras.contains(camera)) {
            node.fault("cameras", "there is no camera " + camera + "; add it to cameras");
        }
        if (!seen.insert(camera).second) {
            node.fault("cameras", "names " + camera + " twice");
        }
        station.cameras.emplace_back(camera);
    }
    if (station.cameras.empty()) {
        node.fault("cameras", "name at least one camera that films this station");
    }
    return station;
}

// A key tells who scans: two stations with one key, or a key that is web's token, would be told apart by nothing.
void check_secrets_differ(Node& node, const StationSettings& station, std::set<std::string>& secrets) {
    if (!station.key.empty() && !secrets.insert(station.key).second) {
        node.fault("key", "is used elsewhere in this file: every station needs a key of its own");
    }
}

std::vector<StationSettings> stations_settings(Node& root, const std::set<std::string>& known_cameras,
                                               const WebSettings& web) {
    std::vector<StationSettings> stations;
    std::set<std::string> ids;
    std::set<std::string> secrets{web.site_token, web.web_token};
    for (Node& node : root.list("stations")) {
        StationSettings station = station_settings(node, known_cameras);
        if (!ids.insert(station.id.text()).second) {
            node.fault("id", "there is a station " + station.id.text() + " already");
        }
        check_secrets_differ(node, station, secrets);
        stations.push_back(std::move(station));
    }
    if (stations.empty()) {
        root.fault("stations", "name at least one station");
    }
    return stations;
}

Settings read(Node root) {
    Settings settings;
    settings.site = id(root, "site");
    settings.data = root.path("data");
    settings.pages = root.path("pages", "../web/ui/dist/station");
    Node http = root.map("http");
    settings.listener = config::read_listener(http, 8'481);
    settings.web = web_settings(root.map("web"));
    settings.sessions = session_rules(root.map("sessions"));
    Node clips = root.map("clips");
    settings.longest_clip = bounded(clips, "longest", minutes{240}, seconds{1}, media::clip::kMaxLength);
    settings.recording = recording(root.map("recording"));
    std::set<std::string> cameras;
    settings.recording.cameras = camera_settings(root, cameras);
    settings.stations = stations_settings(root, cameras, settings.web);
    return settings;
}

}  // namespace

Result<Settings> load_settings(const std::filesystem::path& file) {
    return config::read_document(file, "SHIPWITNESS_CAPTURE_", read);
}

}  // namespace shipwitness::capture
