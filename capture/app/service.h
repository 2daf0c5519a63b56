#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "capture/app/settings.h"
#include "core/clock.h"
#include "http/routes.h"
#include "media/camera.h"

namespace shipwitness::capture {

/// The database of the service with these settings.
[[nodiscard]] std::filesystem::path database_file(const Settings& settings);

/// Everything that runs in shipwitness-capture, put together: recorder, catalogue, sessions, outbox, clips, HTTP.
class Service {
  public:
    /// Starts all of it; ready when this returns. Throws std::runtime_error (storage and port included) with words for
    /// the person who runs it. The clock and the opener must outlive it.
    Service(const Settings& settings, const Clock& clock, const media::CameraOpener& opener);
    /// Stops all of it, in the order that loses nothing: requests, deliveries, then recording.
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// What it serves: for comparison with docs/openapi/capture.yaml.
    [[nodiscard]] const http::Routes& routes() const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::capture
