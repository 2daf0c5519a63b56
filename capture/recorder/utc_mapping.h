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
/// A line that is slower than the stream holds pictures back more and more: by their arrival alone, the camera seems to
/// run slow. Then the camera's own clock is a witness (decision 0128): while it and the stream keep step, it is the
/// line that is late, and pictures keep the times that they had.
///
/// Rejected: believing each arrival (jitter), and what the camera's own clock says (often hours wrong). Pure.
class UtcMapping {
  public:
    /// A picture with stream time `stream` arrived at `utc` by the host's clock; `camera` is when it was filmed by the
    /// camera's own, if it tells.
    void observe(Microseconds stream, Timestamp utc, std::optional<Timestamp> camera = std::nullopt);

    /// When the picture with this stream time was filmed. Needs an observation before it.
    [[nodiscard]] Timestamp utc(Microseconds stream) const;

    /// The first half minute: utc() of one stream time may still change at once.
    [[nodiscard]] bool settling() const { return settling_; }

    /// Pictures come later than they did, and the camera's clock bears witness that the line is to blame.
    [[nodiscard]] bool delayed() const;

    /// The stream has left its own pace by more than slewing mends in time (half a second): begin a new run.
    [[nodiscard]] bool strayed() const;

  private:
    void follow(Microseconds stream);

    /// Offsets are UTC minus stream time.
    std::optional<Microseconds> offset_;
    Microseconds target_{};
    Microseconds least_{};                      ///< in the present window
    std::optional<Microseconds> least_before_;  ///< in the window before
    std::optional<Microseconds> camera_;        ///< camera's clock minus stream time, lately
    std::optional<Microseconds> witness_;       ///< the same, when pictures were last on time
    Microseconds window_began_{};               ///< stream time
    Microseconds began_{};                      ///< stream time
    Microseconds last_{};                       ///< stream time
    bool settling_ = true;
};

}  // namespace shipwitness::capture
