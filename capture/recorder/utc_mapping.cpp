#include "capture/recorder/utc_mapping.h"

#include <algorithm>
#include <stdexcept>

namespace shipwitness::capture {

namespace {

using namespace std::chrono_literals;

constexpr Microseconds kWindow = 15s;  // two of them count
constexpr Microseconds kSettling = 30s;
constexpr Microseconds kStrayed = 500ms;
constexpr Microseconds kOnTime = 100ms;
// Sender reports of cameras are some tens of milliseconds inexact.
constexpr Microseconds kSamePace = 200ms;
constexpr std::int64_t kSlewPerSecond = 2'000;  // 1 / 2000 = 500 ppm

}  // namespace

void UtcMapping::observe(Microseconds stream, Timestamp utc, std::optional<Timestamp> camera) {
    camera_ = camera ? std::optional(camera->time_since_epoch() - stream) : camera_;
    const Microseconds offset = utc.time_since_epoch() - stream;
    if (!offset_) {
        offset_ = target_ = least_ = offset;
        began_ = window_began_ = last_ = stream;
        return;
    }
    if (stream - window_began_ >= kWindow) {
        least_before_ = least_;
        least_ = offset;
        window_began_ = stream;
    }
    least_ = std::min(least_, offset);
    target_ = std::min(least_, least_before_.value_or(least_));
    if (!witness_ || target_ - *offset_ <= kOnTime) {
        witness_ = camera_;
    }
    follow(stream);
}

void UtcMapping::follow(Microseconds stream) {
    settling_ = settling_ && stream - began_ < kSettling;
    if (delayed()) {
        // Neither at once nor by slewing: the times are right as they are.
    } else if (settling_) {
        offset_ = target_;
    } else {
        const Microseconds most = std::max(0us, stream - last_) / kSlewPerSecond;
        *offset_ += std::clamp(target_ - *offset_, -most, most);
    }
    last_ = std::max(last_, stream);
}

Timestamp UtcMapping::utc(Microseconds stream) const {
    if (!offset_) {
        throw std::logic_error("UtcMapping::utc before the first observation");
    }
    return Timestamp{stream + *offset_};
}

bool UtcMapping::delayed() const {
    return offset_ && target_ - *offset_ > kOnTime && camera_ && witness_ &&
           std::chrono::abs(*camera_ - *witness_) < kSamePace;
}

bool UtcMapping::strayed() const {
    return offset_ && !settling_ && !delayed() && std::chrono::abs(target_ - *offset_) > kStrayed;
}

}  // namespace shipwitness::capture
