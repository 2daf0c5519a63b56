#pragma once

#include <optional>
#include <string>

#include "media/packet.h"

namespace shipwitness::media {

/// The key frame as a JPEG in its own size, or scaled to `widest` pixels when it is wider (0: never scaled); nullopt
/// when it cannot be decoded. Costs tens of milliseconds of processor for 1080p. Thread-safe.
[[nodiscard]] std::optional<std::string> jpeg_of(const VideoFormat& format, const Packet& key_frame, int widest = 0);

}  // namespace shipwitness::media
