#pragma once

#include <span>

#include "media/handles.h"
#include "media/nal_units.h"
#include "media/packet.h"

namespace shipwitness::media {

/// What the container declares of the stream: in RTSP the SDP's parameter sets, perhaps none.
[[nodiscard]] VideoFormat declared_format(const AVCodecParameters& declared, Codec codec);

/// Keeps the format of a stream whose parameter sets come with its key frames.
class FormatTracker {
  public:
    explicit FormatTracker(VideoFormat declared) : format_(std::move(declared)) {}

    [[nodiscard]] const VideoFormat& format() const { return format_; }
    [[nodiscard]] int reorder_depth() const { return reorder_depth_; }

    /// Does this key frame bring other parameter sets than are known?
    [[nodiscard]] bool differs(const AccessUnitHead& head) const {
        return brings_news(head.parameters, format_.parameters);
    }

    /// Takes the format from a key frame by decoding it; false when that fails, and the format stays as it was.
    [[nodiscard]] bool learn(const AccessUnitHead& head, std::span<const std::byte> key_frame);

  private:
    VideoFormat format_;
    int reorder_depth_ = 0;
};

}  // namespace shipwitness::media
