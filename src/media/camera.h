#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "media/packet.h"

namespace shipwitness::media {

/// Why a camera gives no packets. These are states of the world, not faults of ours.
struct CameraFailure {
    enum class Kind {
        unreachable,  ///< refused, no such host or file, unauthorised, connection lost
        over,         ///< a film that does not loop has been played: trying again is of no use
        silent,       ///< connected, but no picture came before the deadline
        unusable,     ///< it sends something that cannot be recorded: no video, or a codec we do not take
        stopped,      ///< Interrupt::stop() was called
    };
    Kind kind = Kind::unreachable;
    std::string detail;  ///< English, for the log; never holds the address's password
};

template <class T>
using CameraResult = tl::expected<T, CameraFailure>;

/// Ends a blocking call on a camera from outside: at a moment of the monotonic clock, or at once. Thread-safe.
class Interrupt {
  public:
    /// The moment after which a blocking call gives up. Set it before the call.
    void set_deadline(std::chrono::steady_clock::time_point at) { deadline_.store(at.time_since_epoch().count()); }
    void stop() { stopped_.store(true); }
    [[nodiscard]] bool stopped() const { return stopped_.load(); }
    [[nodiscard]] bool due() const {
        return stopped() || std::chrono::steady_clock::now().time_since_epoch().count() >= deadline_.load();
    }

  private:
    std::atomic<std::chrono::steady_clock::rep> deadline_{
        std::chrono::steady_clock::time_point::max().time_since_epoch().count()};
    std::atomic<bool> stopped_{false};
};

/// A camera that is open. Used by one thread.
class Camera {
  public:
    virtual ~Camera() = default;

    /// The format of the next packet; a change comes with the packet (Packet::new_format).
    [[nodiscard]] virtual const VideoFormat& format() const = 0;

    /// Blocks until the next packet, in decode order; the first one is a key frame. Ends with `silent` when the
    /// interrupt's deadline passes, with `stopped` when it is stopped, and with the other kinds when the camera is
    /// lost. Not to be called again after a failure.
    [[nodiscard]] virtual CameraResult<Packet> read() = 0;
};

/// Opens cameras by address:
///   rtsp://[user:password@]host[:port]/path   RTSP over TCP, H.264 or H.265 as they come
///   v4l2:/dev/video0[?size=1280x720&rate=25]  a device; raw pictures and JPEGs are encoded to H.264, time burned in
///   file:/path[?loop=1]                       a film played in real time, once or in a loop
/// Thread-safe.
class CameraOpener {
  public:
    virtual ~CameraOpener() = default;

    /// Blocks until the first key frame has come or the interrupt is due; the interrupt must outlive the camera.
    [[nodiscard]] virtual CameraResult<std::unique_ptr<Camera>> open(const std::string& address,
                                                                     const Interrupt& interrupt) const = 0;
};

/// The address without user and password, for logs and pages.
[[nodiscard]] std::string without_password(std::string_view address);

/// What is wrong with an address, in English; empty when nothing is. Opens nothing.
[[nodiscard]] std::string fault_of_address(std::string_view address);

}  // namespace shipwitness::media
