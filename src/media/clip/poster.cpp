#include "media/clip/poster.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "core/file_descriptor.h"
#include "media/clip/footage.h"
#include "media/mp4/scan.h"
#include "media/picture.h"

namespace shipwitness::media::clip {

namespace {

constexpr int kWidest = 960;
/// Bytes of a sample entry's own fields before its boxes (ISO/IEC 14496-12, 12.1.3: VisualSampleEntry).
constexpr std::size_t kVisualEntryBytes = 78;
constexpr std::size_t kMostTries = 3;

/// A picture that decoding can begin with.
struct KeyFrame {
    const Recording* recording = nullptr;
    mp4::Sample sample;
    std::string entry;  ///< its sample entry, a whole box
    Codec codec = Codec::h264;
    Microseconds from_middle{};
};

void add_key_frames(const Recording& recording, const Interval& interval, std::vector<KeyFrame>& found) {
    const auto scan = scan_of(recording);
    if (!scan) {
        return;
    }
    const WallClock clock(recording, scan->init.timescale);
    const auto middle = interval.from + interval.length() / 2;
    for (const auto& fragment : scan->fragments) {
        for (const auto& sample : fragment.samples) {
            const auto at = clock.at(sample.presentation_time());
            const auto end = clock.at(sample.presentation_time() + sample.duration);
            if (sample.key && end > interval.from && at < interval.to &&
                fragment.description <= scan->init.sample_entries.size()) {
                found.push_back({&recording, sample, scan->init.sample_entries[fragment.description - 1],
                                 scan->init.codec, at < middle ? middle - at : at - middle});
            }
        }
    }
}

std::optional<std::vector<std::byte>> read_bytes(const KeyFrame& frame) {
    const FileDescriptor file(::open(frame.recording->file.c_str(), O_RDONLY | O_CLOEXEC));
    std::vector<std::byte> bytes(frame.sample.size_bytes);
    std::size_t had = 0;
    while (file && had < bytes.size()) {
        const auto got =
            ::pread(file.get(), bytes.data() + had, bytes.size() - had, static_cast<off_t>(frame.sample.offset + had));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return std::nullopt;
        }
        had += static_cast<std::size_t>(got);
    }
    return file ? std::optional(std::move(bytes)) : std::nullopt;
}

/// The decoder's parameters (avcC or hvcC) of a sample entry.
std::vector<std::byte> parameters_of(const std::string& entry, Codec codec) {
    const auto bytes = std::as_bytes(std::span(entry));
    const auto header = mp4::read_box_header(bytes);
    if (!header || bytes.size() < header->header_bytes + kVisualEntryBytes) {
        return {};
    }
    const auto type = codec == Codec::h264 ? mp4::fourcc("avcC") : mp4::fourcc("hvcC");
    const auto record = mp4::find_child(bytes.subspan(header->header_bytes + kVisualEntryBytes), type);
    return record ? std::vector<std::byte>(record->payload.begin(), record->payload.end()) : std::vector<std::byte>{};
}

std::optional<std::string> picture_of(const KeyFrame& frame) {
    const auto bytes = read_bytes(frame);
    if (!bytes) {
        return std::nullopt;
    }
    VideoFormat format;
    format.codec = frame.codec;
    format.parameters = parameters_of(frame.entry, frame.codec);
    Packet packet;
    packet.key = true;
    packet.bytes = *bytes;
    return jpeg_of(format, packet, kWidest);
}

}  // namespace

std::optional<std::string> poster_of(const Request& request) {
    std::vector<KeyFrame> frames;
    for (const auto& recording : request.recordings) {
        add_key_frames(recording, request.interval, frames);
    }
    std::ranges::sort(frames, {}, &KeyFrame::from_middle);
    // A picture that is damaged has neighbours that are not.
    for (std::size_t i = 0; i < std::min(frames.size(), kMostTries); ++i) {
        if (auto picture = picture_of(frames[i])) {
            return picture;
        }
    }
    return std::nullopt;
}

}  // namespace shipwitness::media::clip
