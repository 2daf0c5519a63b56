#pragma once

#include <vector>

#include "media/packet.h"

namespace shipwitness::capture {

/// Real H.264 pictures of a ten-picture group, made once by ffmpeg, given out again and again with new times: a camera
/// of 25 pictures a second without waiting for one.
class TestPictures {
  public:
    static constexpr int kGroup = 10;
    static constexpr Microseconds kStep{40'000};

    /// The film's format.
    [[nodiscard]] static const media::VideoFormat& format();
    /// Picture number `i`; every tenth is a key frame. Stream time i · 40 ms.
    [[nodiscard]] static media::Packet picture(int i, std::chrono::steady_clock::time_point arrived);
};

}  // namespace shipwitness::capture
