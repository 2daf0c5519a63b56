#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "media/packet.h"

namespace shipwitness::media {

/// Ticks of a second in the files we write: RTP's own, so that a camera's times survive exactly.
inline constexpr int kTicksPerSecond = 90'000;

/// Turns packets into the bytes of one fragmented MP4 file: `ftyp moov (moof mdat)…`, one video track. It only makes
/// bytes; whoever owns the file writes them, so that every write has one place and one error check. The header is made
/// by libavformat, fragments by ourselves (docs/decisions/0127). Throws MediaError. Used by one thread.
class FragmentMuxer {
  public:
    explicit FragmentMuxer(const VideoFormat& format);
    ~FragmentMuxer();
    FragmentMuxer(FragmentMuxer&&) noexcept;
    FragmentMuxer& operator=(FragmentMuxer&&) noexcept;

    /// The file's first bytes. Call once, first. The span lives until the next call.
    [[nodiscard]] std::span<const std::byte> header();

    /// One whole fragment (moof, mdat) of these packets. Times are the file's own: the file's first packet has dts 0,
    /// dts grows, pts >= dts, and the last packet's duration must be set. The span lives until the next call.
    [[nodiscard]] std::span<const std::byte> fragment(std::span<const Packet> packets);

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace shipwitness::media
