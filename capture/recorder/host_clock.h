#pragma once

#include <chrono>
#include <optional>

#include "core/clock.h"

namespace shipwitness::capture {

/// Relates the host's monotonic clock, by which packets arrive, to its UTC clock, and notices when somebody sets the
/// latter. Used by one thread.
class HostClock {
  public:
    explicit HostClock(const Clock& clock) : clock_(clock) {}

    /// Compares the two clocks. By how much UTC was set since the last sample, when that is more than half a second;
    /// smaller corrections are taken over silently and reach footage by slewing.
    [[nodiscard]] std::optional<Microseconds> sample();

    /// UTC of a moment of the monotonic clock, by the last sample.
    [[nodiscard]] Timestamp utc(std::chrono::steady_clock::time_point at) const;

  private:
    const Clock& clock_;
    std::optional<Microseconds> offset_;  ///< UTC minus monotonic time
};

}  // namespace shipwitness::capture
