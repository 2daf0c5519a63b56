#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "capture/catalogue/catalogue.h"
#include "core/clock.h"
#include "core/ids.h"
#include "media/camera.h"

namespace shipwitness::capture {

struct CameraSettings {
    CameraId id;
    std::string address;  ///< as media::CameraOpener takes it
};

/// Bytes free for us on the disk of this folder.
using FreeSpace = std::function<std::uint64_t(const std::filesystem::path& folder)>;
[[nodiscard]] std::uint64_t free_space_of(const std::filesystem::path& folder);

struct RecorderConfig {
    std::vector<CameraSettings> cameras;
    std::chrono::milliseconds segment_length{60'000};   ///< cut at the first key frame after it
    std::chrono::milliseconds fragment_length{500};     ///< what kill -9 can lose; a group of pictures when shorter
    std::chrono::milliseconds sync_interval{2'000};     ///< what a power cut can lose
    std::chrono::milliseconds connect_timeout{10'000};  ///< until the first key frame
    std::chrono::milliseconds silence{5'000};           ///< without a picture: the camera is silent
    std::chrono::milliseconds first_retry{1'000};       ///< doubles …
    std::chrono::milliseconds last_retry{30'000};       ///< … up to this
    std::chrono::milliseconds stop_patience{15'000};    ///< for what waits for a slow disk when the service stops
    std::uint64_t queue_bytes = 32U << 20U;             ///< per camera, while the disk is slow
    std::uint64_t free_space_floor_bytes = 2'000'000'000;
    FreeSpace free_space = free_space_of;
};

struct CameraState {
    bool recording = false;           ///< pictures are reaching the disk
    std::optional<GapReason> reason;  ///< why not, when not recording
    Timestamp since;                  ///< when this began
    /// How long after they are filmed pictures come in, where that is more than two seconds; else 0. Whoever sees the
    /// newest picture sees what was so long ago.
    Microseconds late{};

    bool operator==(const CameraState&) const = default;
};

/// Counts since the start, for metrics.
struct CameraCounters {
    std::uint64_t packets = 0;
    std::uint64_t bytes_written = 0;
    std::uint64_t segments = 0;
    std::uint64_t dropped_packets = 0;  ///< by queue overflow or a full disk
    std::uint64_t connections = 0;
    Microseconds late{};  ///< how long after it was filmed the newest picture came in
};

/// Records all cameras of this site, each on a pair of threads: one reads the stream, one writes files and rows.
/// Thread-safe. The cameras' troubles end as gaps and states, never as exceptions.
class Recorder {
  public:
    /// Called on a camera's thread when its state has changed (but not for another lateness of one that
    /// is late already); must be quick and must not throw.
    using Listener = std::function<void(const CameraId&, const CameraState&)>;

    /// Mends what an earlier process left unfinished (truncates to whole fragments, hashes, finishes rows, adopts files
    /// without a row), so that the catalogue is right when this returns. Starts nothing.
    Recorder(RecorderConfig config, Catalogue& catalogue, const Clock& clock, const media::CameraOpener& opener);
    /// Stops.
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void start(const Listener& listener = {});
    /// Ends recording: files are finished, rows closed. Waits for the threads; on a slow disk for `stop_patience`, one
    /// write, and what finishing takes. Calling it again does nothing.
    void stop();

    /// A camera that is not configured throws std::out_of_range.
    [[nodiscard]] CameraState state(const CameraId& camera) const;
    [[nodiscard]] CameraCounters counters(const CameraId& camera) const;
    [[nodiscard]] std::vector<CameraId> cameras() const;

    /// The newest key frame as a JPEG, at most a second behind the newest one that came; none while the camera has not
    /// sent any. Decodes at most once a second a camera.
    [[nodiscard]] std::optional<std::string> newest_picture(const CameraId& camera);

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::capture
