#include "capture/recorder/host_clock.h"

namespace shipwitness::capture {

namespace {

using namespace std::chrono_literals;

constexpr Microseconds kStep = 500ms;
// A reading during which the thread was set aside says nothing about the clocks.
constexpr auto kQuick = 1ms;
constexpr int kAttempts = 10;

Microseconds since_epoch(std::chrono::steady_clock::time_point at) {
    return std::chrono::duration_cast<Microseconds>(at.time_since_epoch());
}

}  // namespace

std::optional<Microseconds> HostClock::sample() {
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto before = clock_.steady_now();
        const Timestamp utc = clock_.now();
        if (clock_.steady_now() - before > kQuick && (offset_ || attempt + 1 < kAttempts)) {
            continue;
        }
        const Microseconds offset = utc.time_since_epoch() - since_epoch(before);
        const Microseconds moved = offset - offset_.value_or(offset);
        offset_ = offset;
        return std::chrono::abs(moved) > kStep ? std::optional(moved) : std::nullopt;
    }
    return std::nullopt;  // the machine is very busy: the next sample will do
}

Timestamp HostClock::utc(std::chrono::steady_clock::time_point at) const {
    return Timestamp{since_epoch(at) + offset_.value()};
}

}  // namespace shipwitness::capture
