#pragma once

#include <cstdint>

namespace shipwitness::capture {

/// May we write? Stops below the floor, goes on when there is a sixteenth more, so that it does not flutter. Pure.
class SpaceGuard {
  public:
    explicit SpaceGuard(std::uint64_t floor_bytes) : floor_bytes_(floor_bytes) {}

    [[nodiscard]] bool may_write(std::uint64_t free_bytes) {
        full_ = free_bytes < (full_ ? floor_bytes_ + floor_bytes_ / 16 : floor_bytes_);
        return !full_;
    }
    /// The disk refused a write though there seemed to be room.
    void refused() { full_ = true; }
    [[nodiscard]] bool full() const { return full_; }

  private:
    std::uint64_t floor_bytes_;
    bool full_ = false;
};

}  // namespace shipwitness::capture
