#pragma once

#include <memory>
#include <string>

#include "media/camera.h"

namespace shipwitness::media {

/// RTSP over TCP; waits for the first key frame. See CameraOpener::open.
[[nodiscard]] CameraResult<std::unique_ptr<Camera>> open_rtsp(const std::string& url, const Interrupt& interrupt);

}  // namespace shipwitness::media
