#include "media/picture.h"

#include <algorithm>
#include <new>

#include "media/decoding.h"

namespace shipwitness::media {

namespace {

constexpr int kQuality = 5;  // 2 is best, 31 is worst: a 1080p picture of about 150 kB

/// The picture in the full-range 4:2:0 that JPEG means.
FrameHandle to_jpeg_colours(const AVFrame& picture, int widest) {
    FrameHandle converted = make_frame();
    const bool scaled = widest > 0 && picture.width > widest;
    converted->format = AV_PIX_FMT_YUVJ420P;
    converted->width = scaled ? widest : picture.width;
    converted->height = scaled ? std::max(2, picture.height * widest / picture.width / 2 * 2) : picture.height;
    require(av_frame_get_buffer(converted.get(), 0), "av_frame_get_buffer");
    const ScalerHandle scaler{sws_getContext(picture.width, picture.height, static_cast<AVPixelFormat>(picture.format),
                                             converted->width, converted->height, AV_PIX_FMT_YUVJ420P,
                                             scaled ? SWS_AREA : SWS_FAST_BILINEAR, nullptr, nullptr, nullptr)};
    if (!scaler) {
        throw MediaError("sws_getContext refuses the picture's pixel format");
    }
    require(sws_scale(scaler.get(), picture.data, picture.linesize, 0, picture.height, converted->data,
                      converted->linesize),
            "sws_scale");
    return converted;
}

std::string encode_jpeg(AVFrame& picture) {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    if (codec == nullptr) {
        throw MediaError("this libavcodec has no JPEG encoder");
    }
    const CodecContextHandle encoder = make_codec_context(codec);
    encoder->width = picture.width;
    encoder->height = picture.height;
    encoder->pix_fmt = AV_PIX_FMT_YUVJ420P;
    encoder->time_base = {1, 1};
    encoder->flags |= AV_CODEC_FLAG_QSCALE;
    encoder->global_quality = FF_QP2LAMBDA * kQuality;
    encoder->thread_count = 1;
    require(avcodec_open2(encoder.get(), codec, nullptr), "avcodec_open2 mjpeg");
    picture.quality = encoder->global_quality;
    picture.pts = 0;
    require(avcodec_send_frame(encoder.get(), &picture), "avcodec_send_frame");
    const PacketHandle packet = make_packet();
    require(avcodec_receive_packet(encoder.get(), packet.get()), "avcodec_receive_packet");
    return {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)};
}

}  // namespace

std::optional<std::string> jpeg_of(const VideoFormat& format, const Packet& key_frame, int widest) {
    const CodecContextHandle decoder = open_decoder(format);
    const FrameHandle picture = decoder ? decode_key_frame(*decoder, key_frame.bytes) : nullptr;
    if (!picture) {
        return std::nullopt;
    }
    const FrameHandle converted = to_jpeg_colours(*picture, widest);
    return encode_jpeg(*converted);
}

}  // namespace shipwitness::media
