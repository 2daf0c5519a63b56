#pragma once

#include <algorithm>
#include <chrono>
#include <utility>

namespace shipwitness::capture {

/// How long to wait before the next attempt to connect: doubles from the first to the last, and begins again after a
/// connection that held for longer than the longest wait. Pure.
class BackOff {
  public:
    BackOff(std::chrono::milliseconds first, std::chrono::milliseconds last)
        : first_(first), last_(last), next_(first) {}

    /// After an attempt whose connection lasted for `held` (zero when it failed).
    [[nodiscard]] std::chrono::milliseconds after(std::chrono::milliseconds held) {
        if (held > last_) {
            next_ = first_;
        }
        return std::exchange(next_, std::min(next_ * 2, last_));
    }

  private:
    std::chrono::milliseconds first_;
    std::chrono::milliseconds last_;
    std::chrono::milliseconds next_;
};

}  // namespace shipwitness::capture
