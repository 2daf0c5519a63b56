#pragma once

#include <chrono>
#include <memory>

#include "media/address.h"
#include "media/camera.h"
#include "media/handles.h"

namespace shipwitness::media {

/// Packets of a local source as they would come from a camera: in real time.
class LiveInput {
  public:
    virtual ~LiveInput() = default;
    [[nodiscard]] virtual const AVStream& video() const = 0;
    /// The next packet; the moment at which it came.
    [[nodiscard]] virtual CameraResult<std::chrono::steady_clock::time_point> read(AVPacket& packet) = 0;
};

/// A film, each packet held back until its time has come; at the end it begins again when the address says so.
[[nodiscard]] CameraResult<std::unique_ptr<LiveInput>> open_film(const CameraAddress& address,
                                                                 const Interrupt& interrupt);
/// A V4L2 device.
[[nodiscard]] CameraResult<std::unique_ptr<LiveInput>> open_device(const CameraAddress& address,
                                                                   const Interrupt& interrupt);

/// A camera of a source that is H.264 or H.265 already.
[[nodiscard]] CameraResult<std::unique_ptr<Camera>> camera_from_coded(std::unique_ptr<LiveInput> input, Codec codec);

}  // namespace shipwitness::media
