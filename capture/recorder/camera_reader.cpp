#include "capture/recorder/camera_reader.h"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"

namespace shipwitness::capture {

using media::CameraFailure;

namespace {

constexpr std::size_t kOnTheirWay = 4;  // fragments that may wait for a disk that is not slow

}  // namespace

CameraReader::CameraReader(const CameraSettings& settings, const RecorderConfig& config,
                           const media::CameraOpener& opener, CameraStatus& status, GroupQueue& queue)
    : settings_(settings), config_(config), opener_(opener), status_(status), queue_(queue) {}

void CameraReader::run() {
    BackOff back_off(config_.first_retry, config_.last_retry);
    while (!interrupt_.stopped()) {
        const auto began = std::chrono::steady_clock::now();
        CameraFailure failure;
        try {
            failure = follow_camera();
        } catch (const std::exception& error) {
            failure = {CameraFailure::Kind::unreachable, error.what()};
        }
        status_.forget_key_frame();
        if (interrupt_.stopped()) {
            break;
        }
        tell_loss(failure);
        if (failure.kind == CameraFailure::Kind::over) {
            wait_for_stop();
            break;
        }
        const auto held = std::chrono::steady_clock::now() - began;
        wait(back_off.after(std::chrono::duration_cast<std::chrono::milliseconds>(held)));
    }
    close_queue();
}

void CameraReader::close_queue() {
    const std::size_t waiting = queue_.close(std::chrono::steady_clock::now() + config_.stop_patience);
    if (waiting > kOnTheirWay) {
        log_info(fmt::format("camera {}: stopping waits for the disk, {} fragments are to be written within {} s",
                             settings_.id.text(), waiting,
                             std::chrono::ceil<std::chrono::seconds>(config_.stop_patience).count()));
    }
}

void CameraReader::stop() {
    interrupt_.stop();
    {
        const std::scoped_lock lock(mutex_);  // so that a wait that is about to begin sees the stop
    }
    woken_.notify_all();
}

CameraFailure CameraReader::follow_camera() {
    set_deadline(config_.connect_timeout);
    auto camera = opener_.open(settings_.address, interrupt_);
    if (!camera) {
        return camera.error();
    }
    ++status_.counters().connections;
    const media::VideoFormat& format = (*camera)->format();
    log_info(fmt::format("camera {}: connected, {} {}×{}", settings_.id.text(),
                         format.codec == media::Codec::h265 ? "H.265" : "H.264", format.width, format.height));
    last_detail_.clear();
    queue_.push(Connected{format});
    return read_pictures(**camera);
}

CameraFailure CameraReader::read_pictures(media::Camera& camera) {
    PictureGrouper grouper(config_.fragment_length, config_.silence);
    auto format = std::make_shared<const media::VideoFormat>(camera.format());
    for (;;) {
        set_deadline(config_.silence);
        auto packet = camera.read();
        if (!packet) {
            hand_over(grouper.finish());
            return packet.error();
        }
        status_.counters().packets.fetch_add(1, std::memory_order_relaxed);
        if (packet->key) {
            format = packet->new_format ? packet->new_format : format;
            status_.set_newest_key_frame(format, *packet);
        }
        hand_over(grouper.add(std::move(*packet)));
    }
}

void CameraReader::hand_over(std::optional<PictureGroup> group) {
    if (!group) {
        return;
    }
    const auto packets = group->packets.size();
    if (queue_.push(std::move(*group)) == GroupQueue::Pushed::dropped) {
        status_.counters().dropped_packets += packets;
        status_.set_not_recording(GapReason::queue_overflow);
    }
}

void CameraReader::tell_loss(const CameraFailure& failure) {
    if (failure.detail != last_detail_) {
        log_warning(fmt::format("camera {}: {}", settings_.id.text(), failure.detail));
        last_detail_ = failure.detail;
    }
    queue_.push(Lost{failure});
}

void CameraReader::wait(std::chrono::milliseconds length) {
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, length, [this] { return interrupt_.stopped(); });
}

void CameraReader::wait_for_stop() {
    std::unique_lock lock(mutex_);
    woken_.wait(lock, [this] { return interrupt_.stopped(); });
}

void CameraReader::set_deadline(std::chrono::milliseconds from_now) {
    interrupt_.set_deadline(std::chrono::steady_clock::now() + from_now);
}

}  // namespace shipwitness::capture
