#include "media/encoding_camera.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <new>
#include <utility>

#include "media/decoding.h"
#include "media/time_stamp.h"

extern "C" {
#include <libavutil/imgutils.h>
}

namespace shipwitness::media {

namespace {

constexpr int kEncoderThreads = 2;
constexpr AVRational kUsualRate{25, 1};

CameraFailure unusable(std::string detail) {
    return {CameraFailure::Kind::unusable, std::move(detail)};
}

CodecContextHandle open_picture_decoder(const AVCodecParameters& parameters) {
    const AVCodec* codec = avcodec_find_decoder(parameters.codec_id);
    if (codec == nullptr) {
        return nullptr;
    }
    CodecContextHandle decoder = make_codec_context(codec);
    decoder->thread_count = 1;
    require(avcodec_parameters_to_context(decoder.get(), &parameters), "avcodec_parameters_to_context");
    return avcodec_open2(decoder.get(), codec, nullptr) < 0 ? nullptr : std::move(decoder);
}

CodecContextHandle open_encoder(int width, int height, AVRational rate) {
    const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
    if (codec == nullptr) {
        throw MediaError("this libavcodec has no libx264, which raw cameras need");
    }
    CodecContextHandle encoder = make_codec_context(codec);
    encoder->width = width;
    encoder->height = height;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->time_base = kMicrosecondBase;
    encoder->framerate = rate;
    encoder->gop_size = std::max(1, static_cast<int>(std::lround(av_q2d(rate))));  // a key frame a second
    encoder->max_b_frames = 0;
    encoder->thread_count = kEncoderThreads;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    Options options;
    options.set("preset", "veryfast");
    options.set("tune", "zerolatency");
    options.set("crf", "23");
    options.set("forced-idr", "1");
    require(avcodec_open2(encoder.get(), codec, options.address()), "avcodec_open2 libx264");
    return encoder;
}

class EncodingCamera final : public Camera {
  public:
    EncodingCamera(std::unique_ptr<LiveInput> input, CodecContextHandle decoder, const Clock& clock)
        : input_(std::move(input)),
          decoder_(std::move(decoder)),
          clock_(clock),
          packet_(make_packet()),
          decoded_(make_frame()),
          picture_(make_frame()) {}

    /// Encodes the first picture, which tells the format.
    [[nodiscard]] CameraResult<void> begin() {
        auto packet = encode_next();
        if (!packet) {
            return tl::unexpected(std::move(packet.error()));
        }
        first_ = std::move(*packet);
        return {};
    }

    [[nodiscard]] const VideoFormat& format() const override { return format_; }

    [[nodiscard]] CameraResult<Packet> read() override {
        return first_ ? CameraResult<Packet>(*std::exchange(first_, std::nullopt)) : encode_next();
    }

  private:
    CameraResult<Packet> encode_next() {
        for (;;) {
            const auto arrived = input_->read(*packet_);
            if (!arrived) {
                return tl::unexpected(arrived.error());
            }
            if (!decode()) {
                continue;  // one bad JPEG of a cheap device is no reason to stop filming
            }
            if (!encoder_) {
                begin_encoding();
            }
            if (decoded_->width != source_width_ || decoded_->height != source_height_) {
                return tl::unexpected(CameraFailure{CameraFailure::Kind::unreachable, "the picture's size changed"});
            }
            if (auto packet = encode(*arrived)) {
                return std::move(*packet);
            }
        }
    }

    bool decode() {
        return avcodec_send_packet(decoder_.get(), packet_.get()) >= 0 &&
               avcodec_receive_frame(decoder_.get(), decoded_.get()) >= 0;
    }

    void begin_encoding() {
        source_width_ = decoded_->width;
        source_height_ = decoded_->height;
        // 4:2:0 has no odd sizes.
        const int width = source_width_ & ~1;
        const int height = source_height_ & ~1;
        const AVRational rate = input_->video().avg_frame_rate;
        encoder_ = open_encoder(width, height, rate.num > 0 && rate.den > 0 ? rate : kUsualRate);
        scaler_.reset(sws_getContext(source_width_, source_height_, static_cast<AVPixelFormat>(decoded_->format), width,
                                     height, AV_PIX_FMT_YUV420P, SWS_FAST_BILINEAR, nullptr, nullptr, nullptr));
        if (!scaler_) {
            throw MediaError("sws_getContext refuses the camera's pixel format");
        }
        const auto* extradata = reinterpret_cast<const std::byte*>(encoder_->extradata);
        format_ = {Codec::h264, width, height, {extradata, extradata + encoder_->extradata_size}};
    }

    /// A fresh frame with the decoded picture as 4:2:0 and the time in its corner.
    void prepare_picture() {
        av_frame_unref(picture_.get());
        picture_->format = AV_PIX_FMT_YUV420P;
        picture_->width = encoder_->width;
        picture_->height = encoder_->height;
        require(av_frame_get_buffer(picture_.get(), 0), "av_frame_get_buffer");
        require(sws_scale(scaler_.get(), decoded_->data, decoded_->linesize, 0, source_height_, picture_->data,
                          picture_->linesize),
                "sws_scale");
        const std::string now = to_rfc3339(clock_.now());
        const std::string text = now.substr(0, 10) + ' ' + now.substr(11, 12) + 'Z';  // "2026-11-22 08:36:56.060Z"
        draw_text({picture_->data[0], picture_->linesize[0], picture_->width, picture_->height}, text);
    }

    std::optional<Packet> encode(std::chrono::steady_clock::time_point arrived) {
        prepare_picture();
        const std::int64_t at = packet_->pts == AV_NOPTS_VALUE
                                    ? std::chrono::duration_cast<Microseconds>(arrived.time_since_epoch()).count()
                                    : to_microseconds(packet_->pts, input_->video().time_base).count();
        last_ = last_ ? std::max(at, *last_ + 1) : at;
        picture_->pts = *last_;
        require(avcodec_send_frame(encoder_.get(), picture_.get()), "avcodec_send_frame");
        const std::shared_ptr<AVPacket> coded{make_packet()};
        const int outcome = avcodec_receive_packet(encoder_.get(), coded.get());
        if (outcome == AVERROR(EAGAIN)) {
            return std::nullopt;
        }
        require(outcome, "avcodec_receive_packet");
        Packet packet;
        packet.pts = Microseconds{coded->pts};
        packet.dts = Microseconds{coded->dts};
        packet.key = (coded->flags & AV_PKT_FLAG_KEY) != 0;
        packet.arrived = arrived;
        packet.bytes = {reinterpret_cast<const std::byte*>(coded->data), static_cast<std::size_t>(coded->size)};
        packet.owner = coded;
        return packet;
    }

    std::unique_ptr<LiveInput> input_;
    CodecContextHandle decoder_;
    const Clock& clock_;
    PacketHandle packet_;
    FrameHandle decoded_;
    FrameHandle picture_;
    CodecContextHandle encoder_;
    ScalerHandle scaler_;
    int source_width_ = 0;
    int source_height_ = 0;
    std::optional<std::int64_t> last_;  ///< µs
    VideoFormat format_;
    std::optional<Packet> first_;
};

}  // namespace

CameraResult<std::unique_ptr<Camera>> camera_from_raw(std::unique_ptr<LiveInput> input, const Clock& clock) {
    const AVCodecParameters& parameters = *input->video().codecpar;
    if (parameters.codec_id != AV_CODEC_ID_RAWVIDEO && parameters.codec_id != AV_CODEC_ID_MJPEG) {
        return tl::unexpected(unusable(std::string("it holds ") + avcodec_get_name(parameters.codec_id) +
                                       "; H.264, H.265, raw pictures and JPEG are recorded"));
    }
    CodecContextHandle decoder = open_picture_decoder(parameters);
    if (!decoder) {
        return tl::unexpected(unusable("its pictures cannot be decoded"));
    }
    auto camera = std::make_unique<EncodingCamera>(std::move(input), std::move(decoder), clock);
    if (auto ready = camera->begin(); !ready) {
        return tl::unexpected(std::move(ready.error()));
    }
    return camera;
}

}  // namespace shipwitness::media
