#pragma once

#include <memory>

#include "core/clock.h"
#include "media/camera.h"
#include "media/live_input.h"

namespace shipwitness::media {

/// A camera of a source of raw pictures or JPEGs: each is decoded, gets the time of `clock` written into its corner,
/// and is encoded to H.264. `clock` must outlive the camera.
[[nodiscard]] CameraResult<std::unique_ptr<Camera>> camera_from_raw(std::unique_ptr<LiveInput> input,
                                                                    const Clock& clock);

}  // namespace shipwitness::media
