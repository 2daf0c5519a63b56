#include "media/format_tracker.h"

#include <utility>

#include "media/decoding.h"

namespace shipwitness::media {

VideoFormat declared_format(const AVCodecParameters& declared, Codec codec) {
    VideoFormat format{codec, declared.width, declared.height, {}};
    const auto* extradata = reinterpret_cast<const std::byte*>(declared.extradata);
    format.parameters.assign(extradata, extradata + declared.extradata_size);
    return format;
}

bool FormatTracker::learn(const AccessUnitHead& head, std::span<const std::byte> key_frame) {
    VideoFormat format = format_;
    if (!head.parameters.empty()) {
        format.parameters = head.parameters;
    }
    if (format.parameters.empty()) {
        return false;
    }
    const auto facts = learn_stream(format, key_frame);
    if (!facts) {
        return false;
    }
    format.width = facts->width;
    format.height = facts->height;
    format_ = std::move(format);
    reorder_depth_ = facts->reorder_depth;
    return true;
}

}  // namespace shipwitness::media
