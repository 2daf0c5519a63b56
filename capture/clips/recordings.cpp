#include "capture/clips/recordings.h"

#include <algorithm>
#include <tuple>
#include <variant>

#include <fmt/format.h>

#include "evidence/sha256.h"

namespace shipwitness::capture {

std::optional<OpenSegment> open_segment_among(const std::vector<Segment>& segments) {
    for (const Segment& segment : segments) {
        if (segment.state == SegmentState::open) {
            return OpenSegment{segment.id, segment.start, segment.size_bytes, segment.wall_duration,
                               segment.media_duration};
        }
    }
    return std::nullopt;
}

std::vector<Segment> as_they_were(std::vector<Segment> segments, const std::optional<OpenSegment>& open) {
    std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
        return std::tie(a.run, a.sequence) < std::tie(b.run, b.sequence);
    });
    if (!open) {
        return segments;
    }
    const auto found =
        std::find_if(segments.begin(), segments.end(), [&](const Segment& segment) { return segment.id == open->id; });
    if (found == segments.end()) {
        return segments;
    }
    found->start = open->start;
    found->size_bytes = std::min(found->size_bytes, open->size_bytes);
    found->wall_duration = open->wall_duration;
    found->media_duration = open->media_duration;
    // It was the newest then: whatever came after it is not of this clip.
    segments.erase(found + 1, segments.end());
    return segments;
}

std::vector<media::clip::Recording> recordings_of(const std::vector<Segment>& segments,
                                                  const std::optional<OpenSegment>& open) {
    std::vector<media::clip::Recording> recordings;
    for (const Segment& segment : segments) {
        media::clip::Recording recording;
        recording.file = segment.file;
        recording.start = segment.start;
        recording.wall_duration = segment.wall_duration;
        recording.media_duration = segment.media_duration;
        recording.size_bytes = segment.size_bytes;
        recording.open = open && open->id == segment.id;
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
