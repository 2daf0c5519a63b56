#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "capture/recorder/stream_timeline.h"
#include "media/packet.h"

namespace shipwitness::capture {

/// Packets that become one fragment: at most one fragment length, at most one group of pictures.
struct PictureGroup {
    std::vector<media::Packet> packets;  ///< on the run's continuous time line, durations set; never empty
    std::size_t size_bytes = 0;
    std::uint64_t dropped_before = 0;                        ///< packets lost to a full queue since the group before
    bool silent_before = false;                              ///< the camera left out a stretch of time
    std::shared_ptr<const media::VideoFormat> new_format{};  ///< the format changes with this group

    [[nodiscard]] bool key() const { return packets.front().key; }
    [[nodiscard]] Microseconds begin() const { return packets.front().dts; }
    [[nodiscard]] Microseconds end() const { return packets.back().dts + packets.back().duration; }
};

/// Gathers packets into groups. A group is complete when the next packet has come, for only then the last one's
/// duration is known. The reader hands over groups, not packets: two wake-ups a second instead of fifty. Pure.
class PictureGrouper {
  public:
    /// `silence`: pictures that are so far apart have nothing between them; else the first one lasts until the second.
    PictureGrouper(std::chrono::milliseconds fragment_length, std::chrono::milliseconds silence)
        : fragment_length_(fragment_length), silence_(silence) {}

    /// Takes the camera's next packet; gives the group that it completes.
    [[nodiscard]] std::optional<PictureGroup> add(media::Packet packet);
    /// What is left when the stream has ended.
    [[nodiscard]] std::optional<PictureGroup> finish();

  private:
    [[nodiscard]] bool completes(const media::Packet& next) const;

    std::chrono::milliseconds fragment_length_;
    std::chrono::milliseconds silence_;
    StreamTimeline timeline_;
    PictureGroup group_;
};

}  // namespace shipwitness::capture
