#pragma once

#include <chrono>
#include <optional>

#include "core/time.h"

namespace shipwitness::capture {

/// When was a picture filmed? The pace comes from the camera's stream, the truth from the host's clock.
///
/// Of a picture we know its stream time S and the host's moment A at which it came in. A - S is the wanted offset plus
/// the delay on the way, and the delay is never negative: so the smallest A - S of the last half minute is the best
/// estimate ('the least delayed picture wins'). Camera clocks run some 50 ppm wrong, so the estimate moves; the mapping
/// follows by at most 500 ppm, so that time in a file never jumps. In the first seconds of a run, when a server may
/// send what it had kept, the mapping follows at once; files of that time take their start from the settled mapping.
///
/// Rejected: believing each arrival (jitter), and the camera's own clock (often hours wrong). Pure.
class UtcMapping {
  public:
    /// A picture with stream time `stream` arrived at `utc` by the host's clock.
    void observe(Microseconds stream, Timestamp utc);

    /// When the picture with this stream time was filmed. Needs an observation before it.
    [[nodiscard]] Timestamp utc(Microseconds stream) const;

    /// The first half minute: utc() of one stream time may still change at once.
    [[nodiscard]] bool settling() const { return settling_; }

    /// The stream has left its own pace by more than slewing mends in time (half a second): begin a new run.
    [[nodiscard]] bool strayed() const;

  private:
    void follow(Microseconds stream);

    /// Offsets are UTC minus stream time.
    std::optional<Microseconds> offset_;
    Microseconds target_{};
    Microseconds least_{};                      ///< in the present window
    std::optional<Microseconds> least_before_;  ///< in the window before
    Microseconds window_began_{};               ///< stream time
    Microseconds began_{};                      ///< stream time
    Microseconds last_{};                       ///< stream time
    bool settling_ = true;
};

}  // namespace shipwitness::capture
