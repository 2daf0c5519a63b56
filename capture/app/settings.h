#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "capture/recorder/recorder.h"
#include "capture/sessions/decide.h"
#include "config/http_settings.h"
#include "core/ids.h"
#include "core/result.h"

namespace shipwitness::capture {

struct StationSettings {
    StationId id;
    std::string name;               ///< for people
    std::string key;                ///< secret, at least 16 characters
    std::vector<CameraId> cameras;  ///< at least one
};

struct WebSettings {
    std::string url;         ///< "http://host:port", without a slash at the end
    std::string site_token;  ///< capture shows it to web
    std::string web_token;   ///< web shows it to capture
    std::chrono::milliseconds first_retry{};
    std::chrono::milliseconds longest_retry{};
    std::chrono::milliseconds refused_retry{};
};

/// config/capture.yaml, which says what each means.
struct Settings {
    std::string site;
    std::filesystem::path data;
    std::filesystem::path pages;
    config::Listener listener;
    WebSettings web;
    SessionRules sessions;
    std::chrono::milliseconds longest_clip{};
    RecorderConfig recording;
    std::vector<StationSettings> stations;
};

/// Reads and checks the file. The error's detail has one line per fault, with file, line, key and remedy.
[[nodiscard]] Result<Settings> load_settings(const std::filesystem::path& file);

}  // namespace shipwitness::capture
