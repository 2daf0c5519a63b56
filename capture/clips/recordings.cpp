#include "capture/clips/recordings.h"

#include <algorithm>
#include <tuple>
#include <variant>

#include <fmt/format.h>

#include "evidence/sha256.h"

namespace shipwitness::capture {

Extent extent_of(Interval interval, const std::vector<Segment>& segments, const std::vector<Gap>& gaps) {
    Extent extent{interval.from, std::nullopt, std::nullopt};
    for (const Segment& segment : segments) {
        extent.through = std::max(extent.through, segment.placed().to);
        extent.last_segment = std::max(extent.last_segment.value_or(segment.id), segment.id);
        if (segment.state == SegmentState::open) {
            extent.open = OpenSegment{segment.id, segment.start, segment.size_bytes, segment.wall_duration,
                                      segment.media_duration};
        }
    }
    for (const Gap& gap : gaps) {
        extent.through = std::max(extent.through, gap.interval.to);
    }
    extent.through = std::min(extent.through, interval.to);
    return extent;
}

std::vector<Segment> as_they_were(std::vector<Segment> segments, const Extent& extent) {
    std::erase_if(segments, [&](const Segment& segment) { return segment.id > extent.last_segment.value_or(0); });
    std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
        return std::tie(a.run, a.sequence) < std::tie(b.run, b.sequence);
    });
    for (Segment& segment : segments) {
        if (extent.open && segment.id == extent.open->id) {
            segment.start = extent.open->start;
            segment.size_bytes = std::min(segment.size_bytes, extent.open->size_bytes);
            segment.wall_duration = extent.open->wall_duration;
            segment.media_duration = extent.open->media_duration;
        }
    }
    return segments;
}

std::vector<media::clip::Recording> recordings_of(const std::vector<Segment>& segments, const Extent& extent) {
    std::vector<media::clip::Recording> recordings;
    for (const Segment& segment : segments) {
        media::clip::Recording recording;
        recording.file = segment.file;
        recording.start = segment.start;
        recording.wall_duration = segment.wall_duration;
        recording.media_duration = segment.media_duration;
        recording.size_bytes = segment.size_bytes;
        recording.shift = segment.shift;
        recording.open = extent.open && extent.open->id == segment.id;
        recordings.push_back(std::move(recording));
    }
    return recordings;
}

std::vector<media::clip::Gap> gaps_of(const std::vector<Gap>& gaps) {
    std::vector<media::clip::Gap> told;
    for (const Gap& gap : gaps) {
        told.push_back({gap.interval, std::string(to_word(gap.reason))});
    }
    return told;
}

std::string etag_of(const media::clip::Clip& clip, const std::vector<Segment>& segments) {
    evidence::Sha256 hash;
    for (const media::clip::Piece& piece : clip.pieces) {
        if (const auto* text = std::get_if<std::string>(&piece)) {
            hash.update(*text);
            continue;
        }
        const auto& stretch = std::get<media::clip::Stretch>(piece);
        const Segment& segment = segments.at(stretch.recording);
        hash.update(fmt::format("\n{} {} {}\n", segment.id, stretch.offset, stretch.size_bytes));
    }
    return "\"" + evidence::to_hex(hash.digest()).substr(0, 32) + "\"";
}

}  // namespace shipwitness::capture
