#include "capture/recorder/stream_timeline.h"

#include <algorithm>

namespace shipwitness::capture {

namespace {

using namespace std::chrono_literals;

constexpr Microseconds kAlwaysBelieved = 1s;
constexpr Microseconds kTolerance = 2s;
// The least lag seen is forgotten at this pace, faster than any camera's clock drifts.
constexpr std::int64_t kForgetting = 1000;

}  // namespace

Microseconds StreamTimeline::step_to(const media::Packet& packet) {
    const Microseconds step = packet.dts - last_->raw_dts;
    const auto passed = std::chrono::duration_cast<Microseconds>(packet.arrived - last_->arrived);
    if (step > 0us && step <= kAlwaysBelieved) {
        usual_step_ = step;
        return step;
    }
    // Packets that the network held back may come in a burst: then the stream catches up what it lagged behind.
    if (step > 0us && step - passed <= lag() + kTolerance && passed - step <= kTolerance) {
        return step;
    }
    ++jumps_;
    return passed > kAlwaysBelieved ? passed : usual_step_;
}

Microseconds StreamTimeline::lag() const {
    return std::chrono::duration_cast<Microseconds>(last_->arrived.time_since_epoch()) - last_->dts - least_lag_;
}

void StreamTimeline::place(media::Packet& packet) {
    const Microseconds dts = last_ ? last_->dts + step_to(packet) : 0us;
    const auto behind = std::chrono::duration_cast<Microseconds>(packet.arrived.time_since_epoch()) - dts;
    least_lag_ = last_ ? std::min(behind, least_lag_ + (dts - last_->dts) / kForgetting) : behind;
    last_ = Last{packet.dts, dts, packet.arrived};
    packet.pts += dts - packet.dts;
    packet.dts = dts;
}

}  // namespace shipwitness::capture
