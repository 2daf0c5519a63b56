#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "capture/recorder/recorder.h"
#include "media/packet.h"

namespace shipwitness::capture {

/// What others may know about one camera: state, counts, newest picture. Thread-safe.
class CameraStatus {
  public:
    CameraStatus(CameraId camera, const Clock& clock);

    /// Before the threads start.
    void set_listener(Recorder::Listener listener) { listener_ = std::move(listener); }

    void set_recording();
    void set_not_recording(GapReason reason);
    /// How long after it was filmed the newest picture came in. True when the camera has become late by it.
    bool set_late(Microseconds late);
    [[nodiscard]] CameraState state() const;

    struct Counters {
        std::atomic<std::uint64_t> packets{0};
        std::atomic<std::uint64_t> bytes_written{0};
        std::atomic<std::uint64_t> segments{0};
        std::atomic<std::uint64_t> dropped_packets{0};
        std::atomic<std::uint64_t> connections{0};
        std::atomic<std::uint64_t> late_us{0};
    };
    [[nodiscard]] Counters& counters() { return counters_; }
    [[nodiscard]] CameraCounters counts() const;

    /// The format must be the packet's.
    void set_newest_key_frame(std::shared_ptr<const media::VideoFormat> format, media::Packet key_frame);
    void forget_key_frame();
    [[nodiscard]] std::optional<std::string> newest_picture();

  private:
    void set_state(bool recording, std::optional<GapReason> reason);
    void tell(const CameraState& state) const;

    CameraId camera_;
    const Clock& clock_;
    Recorder::Listener listener_;
    Counters counters_;

    mutable std::mutex mutex_;
    CameraState state_;
    std::shared_ptr<const media::VideoFormat> format_;
    std::optional<media::Packet> key_frame_;

    std::mutex picture_mutex_;  ///< held while decoding; never together with waiting for mutex_'s holder
    std::optional<std::string> picture_;
    std::chrono::steady_clock::time_point picture_of_{};  ///< arrival of the key frame in picture_
    std::chrono::steady_clock::time_point picture_made_{};
};

}  // namespace shipwitness::capture
