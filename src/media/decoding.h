#pragma once

#include <optional>
#include <span>

#include "media/handles.h"
#include "media/packet.h"

namespace shipwitness::media {

/// A decoder of this format on one thread, ready for packets; null when it refuses the parameter sets.
[[nodiscard]] CodecContextHandle open_decoder(const VideoFormat& format);

/// The picture of one key frame; null when it cannot be decoded.
[[nodiscard]] FrameHandle decode_key_frame(AVCodecContext& decoder, std::span<const std::byte> bytes);

struct StreamFacts {
    int width = 0;
    int height = 0;
    int reorder_depth = 0;  ///< see DecodeTimes
};
/// Learns size and reorder depth by decoding a key frame; none when it cannot be decoded.
[[nodiscard]] std::optional<StreamFacts> learn_stream(const VideoFormat& format, std::span<const std::byte> key_frame);

[[nodiscard]] AVCodecID to_codec_id(Codec codec);
[[nodiscard]] std::optional<Codec> codec_from(AVCodecID id);

}  // namespace shipwitness::media
