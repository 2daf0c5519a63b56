#include "capture/recorder/camera_status.h"

#include <exception>
#include <utility>

#include "core/log.h"
#include "media/picture.h"

namespace shipwitness::capture {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenPictures = 1s;
constexpr Microseconds kLate = 2s;

}  // namespace

CameraStatus::CameraStatus(CameraId camera, const Clock& clock)
    : camera_(std::move(camera)), clock_(clock), state_{false, GapReason::service_down, clock.now()} {}

void CameraStatus::set_recording() {
    set_state(true, std::nullopt);
}

void CameraStatus::set_not_recording(GapReason reason) {
    set_state(false, reason);
}

void CameraStatus::set_state(bool recording, std::optional<GapReason> reason) {
    CameraState state;
    {
        const std::scoped_lock lock(mutex_);
        if (state_.recording == recording && state_.reason == reason) {
            return;
        }
        state_ = {recording, reason, clock_.now(), state_.late};
        state = state_;
    }
    tell(state);
}

bool CameraStatus::set_late(Microseconds late) {
    counters_.late_us = static_cast<std::uint64_t>(late.count());
    CameraState state;
    bool was = false;
    {
        const std::scoped_lock lock(mutex_);
        was = state_.late > Microseconds::zero();
        // On time again only when it is clearly so: a camera on the border does not come and go.
        state_.late = late > (was ? kLate / 2 : kLate) ? late : Microseconds::zero();
        state = state_;
    }
    const bool is = state.late > Microseconds::zero();
    if (is != was) {
        tell(state);
    }
    return is && !was;
}

void CameraStatus::tell(const CameraState& state) const {
    if (listener_) {
        try {
            listener_(camera_, state);
        } catch (const std::exception& error) {
            log_error("camera " + camera_.text() + ": its listener failed: " + error.what());
        }
    }
}

CameraState CameraStatus::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

CameraCounters CameraStatus::counts() const {
    return {counters_.packets,         counters_.bytes_written, counters_.segments,
            counters_.dropped_packets, counters_.connections,   Microseconds{counters_.late_us.load()}};
}

void CameraStatus::set_newest_key_frame(std::shared_ptr<const media::VideoFormat> format, media::Packet key_frame) {
    const std::scoped_lock lock(mutex_);
    format_ = std::move(format);
    key_frame_ = std::move(key_frame);
}

void CameraStatus::forget_key_frame() {
    const std::scoped_lock lock(mutex_);
    key_frame_.reset();
}

std::optional<std::string> CameraStatus::newest_picture() {
    const std::scoped_lock making(picture_mutex_);
    std::shared_ptr<const media::VideoFormat> format;
    std::optional<media::Packet> key_frame;
    {
        const std::scoped_lock lock(mutex_);
        format = format_;
        key_frame = key_frame_;
    }
    if (!key_frame) {
        picture_.reset();
        return std::nullopt;
    }
    const auto now = clock_.steady_now();
    if (picture_ && (picture_of_ == key_frame->arrived || now - picture_made_ < kBetweenPictures)) {
        return picture_;
    }
    picture_ = media::jpeg_of(*format, *key_frame);
    picture_of_ = key_frame->arrived;
    picture_made_ = now;
    return picture_;
}

}  // namespace shipwitness::capture
