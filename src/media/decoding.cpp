#include "media/decoding.h"

#include <cstring>
#include <new>
#include <utility>

namespace shipwitness::media {

AVCodecID to_codec_id(Codec codec) {
    return codec == Codec::h264 ? AV_CODEC_ID_H264 : AV_CODEC_ID_HEVC;
}

std::optional<Codec> codec_from(AVCodecID id) {
    switch (id) {
        case AV_CODEC_ID_H264:
            return Codec::h264;
        case AV_CODEC_ID_HEVC:
            return Codec::h265;
        default:
            return std::nullopt;
    }
}

CodecContextHandle open_decoder(const VideoFormat& format) {
    const AVCodec* codec = avcodec_find_decoder(to_codec_id(format.codec));
    if (codec == nullptr) {
        throw MediaError("libavcodec has no decoder of this codec");
    }
    CodecContextHandle decoder = make_codec_context(codec);
    // One thread: with more, a frame comes out only after several went in.
    decoder->thread_count = 1;
    if (!format.parameters.empty()) {
        const std::size_t size = format.parameters.size();
        decoder->extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
        if (decoder->extradata == nullptr) {
            throw std::bad_alloc();
        }
        std::memcpy(decoder->extradata, format.parameters.data(), size);
        decoder->extradata_size = static_cast<int>(size);
    }
    return avcodec_open2(decoder.get(), codec, nullptr) < 0 ? nullptr : std::move(decoder);
}

FrameHandle decode_key_frame(AVCodecContext& decoder, std::span<const std::byte> bytes) {
    PacketHandle packet = make_packet();
    require(av_new_packet(packet.get(), static_cast<int>(bytes.size())), "av_new_packet");
    std::memcpy(packet->data, bytes.data(), bytes.size());
    packet->flags |= AV_PKT_FLAG_KEY;
    FrameHandle frame = make_frame();
    if (avcodec_send_packet(&decoder, packet.get()) < 0) {
        return nullptr;
    }
    // No more packets: the decoder then gives the picture that it would hold back for reordering.
    if (avcodec_send_packet(&decoder, nullptr) < 0 || avcodec_receive_frame(&decoder, frame.get()) < 0) {
        return nullptr;
    }
    return frame;
}

std::optional<StreamFacts> learn_stream(const VideoFormat& format, std::span<const std::byte> key_frame) {
    const CodecContextHandle decoder = open_decoder(format);
    const FrameHandle frame = decoder ? decode_key_frame(*decoder, key_frame) : nullptr;
    if (!frame) {
        return std::nullopt;
    }
    return StreamFacts{frame->width, frame->height, decoder->has_b_frames};
}

}  // namespace shipwitness::media
