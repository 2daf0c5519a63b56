#pragma once

#include <chrono>
#include <optional>

#include "core/time.h"
#include "media/packet.h"

namespace shipwitness::capture {

/// Makes one continuous time line of a camera's, which may jump: cameras restart their counters, wrap them wrongly, or
/// follow a clock that somebody set. No packet is lost by it (FFmpeg's own muxers drop them until time has come back).
///
/// A step is believed when it is forward and at most a second, or about as long as the time that has passed at the host
/// (a camera that skipped pictures), the time included that the stream lagged behind before. Any other step is a jump:
/// the packet is put where it arrived. Pure.
class StreamTimeline {
  public:
    /// Moves the packet's dts and pts onto the continuous line, which begins with dts 0 and only grows.
    void place(media::Packet& packet);
    /// The usual distance between pictures; for the last one of a stream.
    [[nodiscard]] Microseconds usual_step() const { return usual_step_; }
    [[nodiscard]] std::uint64_t jumps() const { return jumps_; }

  private:
    [[nodiscard]] Microseconds step_to(const media::Packet& packet);
    /// How far the last packet came behind the least delayed ones.
    [[nodiscard]] Microseconds lag() const;

    struct Last {
        Microseconds raw_dts;
        Microseconds dts;
        std::chrono::steady_clock::time_point arrived;
    };
    std::optional<Last> last_;
    Microseconds usual_step_{40'000};
    Microseconds least_lag_{};  ///< least of arrival minus place on the line, lately
    std::uint64_t jumps_ = 0;
};

}  // namespace shipwitness::capture
