#include "capture/recorder/segment_writer.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "media/segment_name.h"

namespace shipwitness::capture {

SegmentWriter::SegmentWriter(Catalogue& catalogue, CameraId camera, std::chrono::milliseconds sync_interval)
    : catalogue_(catalogue), camera_(std::move(camera)), sync_interval_(sync_interval) {}

void SegmentWriter::begin_run(const media::VideoFormat& format, Timestamp start) {
    format_ = format;
    run_ = catalogue_.begin_run({camera_, start, format.codec, format.width, format.height});
    sequence_ = 0;
    run_start_ = end_ = start;
}

void SegmentWriter::end_run(EndReason reason) {
    if (run_ != 0) {
        catalogue_.end_run(std::exchange(run_, 0), std::max(run_start_, end_), reason);
    }
}

void SegmentWriter::open(const PictureGroup& group, const UtcMapping& mapping) {
    finish_rows();
    // Segments of a run follow each other: the mapping may move back a little while it settles.
    const Timestamp start = sequence_ == 0 ? mapping.utc(group.begin()) : end_;
    const auto camera_time = group.packets.front().camera_time;
    const auto relative = media::path_of({camera_, start, run_, sequence_ + 1});
    Segment row = catalogue_.open_segment({camera_, run_, sequence_ + 1, relative, start, camera_time});
    try {
        SegmentFile file(row.file);
        media::FragmentMuxer muxer(format_);
        file.append(muxer.header());
        row.size_bytes = file.size_bytes();
        open_.emplace(Open{row, std::move(file), std::move(muxer), group.begin(), {}});
    } catch (...) {
        catalogue_.forget_segment(row.id);  // whatever the file holds, it is no footage
        throw;
    }
    ++sequence_;
}

void SegmentWriter::settle(Open& open, const UtcMapping& mapping) {
    if (mapping.settling() && open.row.sequence == 1) {
        open.row.start = mapping.utc(open.begin);
    }
}

std::uint64_t SegmentWriter::append(const PictureGroup& group, const UtcMapping& mapping, const Clock& clock) {
    const auto now = clock.steady_now();
    Open& open = *open_;
    std::vector<media::Packet> packets = group.packets;
    for (media::Packet& packet : packets) {
        packet.pts -= open.begin;
        packet.dts -= open.begin;
    }
    const auto bytes = open.muxer.fragment(packets);
    open.file.append(bytes);
    settle(open, mapping);
    end_ = std::max(mapping.utc(group.end()), open.row.start);
    open.row.fragments.push_back(
        {open.row.size_bytes, static_cast<std::uint32_t>(bytes.size()), group.key(), packets.front().dts});
    open.row.size_bytes = open.file.size_bytes();
    open.row.media_duration = group.end() - open.begin;
    open.row.wall_duration = end_ - open.row.start;
    catalogue_.grow(open.row);
    // A group is never longer than the interval's part that is left: so syncs are never further apart than asked.
    const auto length = group.end() - group.begin();
    if (open.synced == std::chrono::steady_clock::time_point{}) {
        open.synced = now;
    } else if (now - open.synced + length >= sync_interval_) {
        open.file.sync();
        // Counted from its end: a sync that takes longer than the interval would be due again with each fragment, and
        // what has piled up meanwhile could never be caught up with.
        open.synced = clock.steady_now();
    }
    return bytes.size();
}

void SegmentWriter::close(EndReason reason, std::optional<GapReason> then) {
    if (!open_) {
        return;
    }
    Open open = std::move(*open_);
    open_.reset();
    try {
        open.file.finish();
    } catch (const std::system_error& error) {
        log_error(fmt::format("camera {}: {}", camera_.text(), error.what()));
    }
    if (open.row.fragments.empty()) {
        std::error_code ignored;  // an empty file without a row harms nobody
        std::filesystem::remove(open.row.file, ignored);
        catalogue_.forget_segment(open.row.id);
        return;
    }
    open.row.state = SegmentState::closed;
    open.row.end_reason = reason;
    open.row.sha256 = open.file.sha256();
    finished_.push_back({std::move(open.row), then});
    finish_rows();
}

void SegmentWriter::finish_rows() {
    while (!finished_.empty()) {
        catalogue_.close_segment(finished_.front().row, finished_.front().then);
        finished_.erase(finished_.begin());
    }
}

}  // namespace shipwitness::capture
