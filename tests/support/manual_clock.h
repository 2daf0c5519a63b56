#pragma once

#include <mutex>

#include "core/clock.h"

namespace shipwitness::test {

/// A clock whose hands the test turns. Thread-safe.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Timestamp start = from_us(1'760'000'000'000'000)) : now_(start) {}

    [[nodiscard]] Timestamp now() const override {
        const std::scoped_lock lock(mutex_);
        return now_;
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override {
        const std::scoped_lock lock(mutex_);
        return steady_;
    }
    /// Time passes: both hands move.
    void advance(Microseconds by) {
        const std::scoped_lock lock(mutex_);
        now_ += by;
        steady_ += by;
    }
    /// Somebody sets the host's clock: only the wall clock moves.
    void step(Microseconds by) {
        const std::scoped_lock lock(mutex_);
        now_ += by;
    }

  private:
    mutable std::mutex mutex_;
    Timestamp now_;
    std::chrono::steady_clock::time_point steady_{std::chrono::hours{1}};
};

}  // namespace shipwitness::test
