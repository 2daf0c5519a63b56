#include "capture/recorder/camera_writer.h"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <system_error>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"

namespace shipwitness::capture {

namespace {

/// Did the disk refuse because it is full?
bool is_full(const std::exception& error) {
    if (const auto* refused = dynamic_cast<const std::system_error*>(&error)) {
        return refused->code().value() == ENOSPC || refused->code().value() == EDQUOT;
    }
    const auto* storage = dynamic_cast<const storage::StorageError*>(&error);
    return storage != nullptr && storage->kind() == storage::StorageError::Kind::full;
}

EndReason end_reason_of(const media::CameraFailure& failure) {
    return failure.kind == media::CameraFailure::Kind::silent ? EndReason::camera_silent
                                                              : EndReason::camera_unreachable;
}

GapReason gap_of(const media::CameraFailure& failure) {
    return failure.kind == media::CameraFailure::Kind::silent ? GapReason::camera_silent
                                                              : GapReason::camera_unreachable;
}

}  // namespace

CameraWriter::CameraWriter(const CameraId& camera, const RecorderConfig& config, Place place, Catalogue& catalogue,
                           const Clock& clock, CameraStatus& status)
    : camera_(camera),
      config_(config),
      grid_(config.segment_length, place.index, place.count),
      catalogue_(catalogue),
      clock_(clock),
      status_(status),
      host_(clock),
      space_(config.free_space_floor_bytes),
      writer_(catalogue, camera, config.sync_interval) {}

void CameraWriter::run(GroupQueue& queue) {
    while (auto event = queue.pop()) {
        take(std::move(*event));
    }
    if (const std::uint64_t forgotten = queue.forgotten_packets(); forgotten > 0) {
        give_up(forgotten);
    }
    finish();
}

void CameraWriter::give_up(std::uint64_t packets) {
    status_.counters().dropped_packets += packets;
    log_warning(
        fmt::format("camera {}: the disk is too slow, the last {} pictures were not written", camera_.text(), packets));
    try {
        lose(EndReason::queue_overflow, GapReason::queue_overflow);
    } catch (const std::exception& error) {
        log_error(fmt::format("camera {}: {}; the next start mends it", camera_.text(), error.what()));
    }
}

void CameraWriter::take(ReaderEvent event) {
    if (auto* group = std::get_if<PictureGroup>(&event)) {
        try {
            take_group(*group);
        } catch (const std::exception& error) {
            survive(error, *group);
        }
        return;
    }
    try {
        if (auto* connected = std::get_if<Connected>(&event)) {
            take_connection(std::move(*connected));
        } else {
            take_loss(std::get<Lost>(event));
        }
    } catch (const std::exception& error) {
        log_error(fmt::format("camera {}: {}", camera_.text(), error.what()));
    }
}

void CameraWriter::finish() {
    try {
        writer_.close(EndReason::stopped, GapReason::service_down);
        writer_.end_run(EndReason::stopped);
        if (catalogue_.open_gap_of(camera_)) {
            catalogue_.open_gap(camera_, clock_.now(), GapReason::service_down);
        }
    } catch (const std::exception& error) {
        log_error(fmt::format("camera {}: {}; the next start mends it", camera_.text(), error.what()));
    }
    status_.set_not_recording(GapReason::service_down);
}

void CameraWriter::take_connection(Connected connected) {
    format_ = std::move(connected.format);
    mapping_.emplace();
    next_mapping_.reset();
    mark_.reset();
}

void CameraWriter::take_loss(const Lost& lost) {
    status_.set_late(Microseconds::zero());
    lose(end_reason_of(lost.failure), gap_of(lost.failure));
}

void CameraWriter::lose(EndReason end, GapReason reason) {
    if (writer_.is_open()) {
        writer_.close(end, reason);
    } else {
        catalogue_.open_gap(camera_, clock_.now(), reason);
    }
    writer_.end_run(end);
    mark_.reset();
    status_.set_not_recording(reason);
}

void CameraWriter::take_group(PictureGroup& group) {
    watch_clocks(group);
    if (group.new_format) {
        format_ = *group.new_format;  // of the next run, whatever becomes of this group
    }
    if (!may_write(group)) {
        return;
    }
    if (group.silent_before && writer_.is_open()) {
        lose(EndReason::camera_silent, GapReason::camera_silent);
    }
    if (const auto reason = cut_before(group)) {
        cut(*reason);
    }
    if (!writer_.is_open()) {
        if (!group.key()) {
            drop(group);  // nothing can be decoded before the next key frame
            return;
        }
        open_segment(group);
    }
    append(group);
}

void CameraWriter::watch_clocks(const PictureGroup& group) {
    if (const auto moved = host_.sample()) {
        log_warning(fmt::format("camera {}: the host's clock was set by {:.3f} s; a new run begins", camera_.text(),
                                static_cast<double>(moved->count()) / 1e6));
        next_mapping_.emplace();
    } else if (mapping_->strayed() && !next_mapping_) {
        log_warning(fmt::format("camera {}: the camera's pace has left the clock; a new run begins", camera_.text()));
        next_mapping_.emplace();
    }
    // Until the new run begins, the old one keeps its own idea of time: pictures must not jump inside a file.
    UtcMapping& mapping = next_mapping_ ? *next_mapping_ : *mapping_;
    for (const media::Packet& packet : group.packets) {
        mapping.observe(packet.pts, host_.utc(packet.arrived), packet.camera_time);
    }
    watch_line(group, mapping);
}

void CameraWriter::watch_line(const PictureGroup& group, const UtcMapping& mapping) {
    const media::Packet& newest = group.packets.back();
    const Microseconds late = std::max(Microseconds::zero(), host_.utc(newest.arrived) - mapping.utc(newest.pts));
    if (status_.set_late(late)) {
        log_warning(fmt::format("camera {}: its line is slower than its stream, pictures come {:.1f} s late",
                                camera_.text(), static_cast<double>(late.count()) / 1e6));
    }
}

bool CameraWriter::may_write(const PictureGroup& group) {
    const bool was_full = space_.full();
    const auto free_bytes = config_.free_space(catalogue_.footage());
    if (space_.may_write(free_bytes)) {
        if (was_full) {
            log_info(fmt::format("camera {}: there is room on the disk again", camera_.text()));
        }
        return true;
    }
    if (!was_full) {
        log_error(fmt::format("camera {}: recording pauses, the disk has {} MB left and {} MB are kept free",
                              camera_.text(), free_bytes / 1'000'000, config_.free_space_floor_bytes / 1'000'000));
    }
    if (status_.state().reason != GapReason::disk_full) {  // also after the camera was lost and came back meanwhile
        lose(EndReason::disk_full, GapReason::disk_full);
    }
    drop(group);
    return false;
}

std::optional<CameraWriter::Cut> CameraWriter::cut_before(const PictureGroup& group) const {
    if (!writer_.is_open() || !group.key()) {
        return std::nullopt;
    }
    if (group.new_format) {
        return Cut{EndReason::stream_changed, GapReason::stream_changed};
    }
    if (next_mapping_) {
        return Cut{EndReason::clock_step, GapReason::clock_step};
    }
    if (group.dropped_before > 0) {
        return Cut{EndReason::queue_overflow, GapReason::queue_overflow};
    }
    if (mapping_->utc(group.begin()) >= cut_at_) {
        return Cut{EndReason::full, std::nullopt};
    }
    return std::nullopt;
}

void CameraWriter::cut(const Cut& cut) {
    mark_ = cut.mark ? std::optional(Mark{*cut.mark, writer_.end()}) : std::nullopt;
    writer_.close(cut.end, std::nullopt);
    if (cut.mark) {
        writer_.end_run(cut.end);
    }
}

void CameraWriter::open_segment(const PictureGroup& group) {
    if (!writer_.in_run() || next_mapping_) {
        writer_.end_run(EndReason::clock_step);
        if (next_mapping_) {
            mapping_ = std::exchange(next_mapping_, std::nullopt);
        }
        writer_.begin_run(format_, mapping_->utc(group.begin()));
    }
    writer_.open(group, *mapping_);
    ++status_.counters().segments;
    const Timestamp start = writer_.segment().start;
    cut_at_ = grid_.cut_after(start);
    if (mark_) {
        // A clock that was set back shows a stretch of time twice: what was filmed in it cannot be found by its time,
        // so all of it is told (decision 0083). Other marks may overlap by rounding: that is no stretch of time.
        const bool twice = mark_->reason == GapReason::clock_step;
        const Timestamp to = twice ? std::max(mark_->from, start) : start;
        catalogue_.add_gap({camera_, {std::min(mark_->from, start), to}, mark_->reason, false});
        mark_.reset();
    }
}

void CameraWriter::append(const PictureGroup& group) {
    status_.counters().bytes_written += writer_.append(group, *mapping_, clock_);
    status_.set_recording();
}

void CameraWriter::drop(const PictureGroup& group) {
    status_.counters().dropped_packets += group.packets.size();
}

void CameraWriter::survive(const std::exception& error, const PictureGroup& group) {
    log_error(fmt::format("camera {}: {}", camera_.text(), error.what()));
    drop(group);
    const bool full = is_full(error);
    if (full) {
        space_.refused();
    }
    try {
        lose(full ? EndReason::disk_full : EndReason::write_failed, full ? GapReason::disk_full : GapReason::damaged);
    } catch (const std::exception& again) {
        log_error(fmt::format("camera {}: {}", camera_.text(), again.what()));
        status_.set_not_recording(full ? GapReason::disk_full : GapReason::damaged);
    }
}

}  // namespace shipwitness::capture
