#pragma once

#include <chrono>

#include "core/time.h"

namespace shipwitness {

/// Where time comes from. Injected wherever time matters, so that tests turn the hands. Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;

    /// The host's wall clock in UTC. May step when somebody sets the clock.
    [[nodiscard]] virtual Timestamp now() const = 0;
    /// Monotonic: for measuring and waiting. Never steps.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() const = 0;
};

/// The host's own clocks.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return std::chrono::floor<Microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override {
        return std::chrono::steady_clock::now();
    }
};

}  // namespace shipwitness
