#pragma once

#include <chrono>

#include "core/time.h"

namespace shipwitness::capture {

/// When a camera's segments are cut: at the first key frame after each point of a grid in UTC. The cameras' grids are
/// shifted against each other, so that their files are not closed (hashed, synced) at one moment. Pure.
class SegmentGrid {
  public:
    /// Of camera number `index` among `count`.
    SegmentGrid(std::chrono::milliseconds length, std::size_t index, std::size_t count)
        : length_(length), shift_(Microseconds(length) * static_cast<int>(index) / static_cast<int>(count)) {}

    /// The first point that leaves a segment that began at `start` at least a sixth of its length.
    [[nodiscard]] Timestamp cut_after(Timestamp start) const {
        const auto earliest = (start + length_ / 6 - shift_).time_since_epoch();
        return Timestamp{(earliest / length_ + 1) * length_ + shift_};
    }

  private:
    Microseconds length_;
    Microseconds shift_;
};

}  // namespace shipwitness::capture
