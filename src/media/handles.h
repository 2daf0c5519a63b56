#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/time.h"
#include "media/media_error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
}

namespace shipwitness::media {

// Owners of libav*'s objects. Nothing outside this header frees them.

struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreeCodecContext {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct CloseInput {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

using PacketHandle = std::unique_ptr<AVPacket, FreePacket>;
using FrameHandle = std::unique_ptr<AVFrame, FreeFrame>;
using CodecContextHandle = std::unique_ptr<AVCodecContext, FreeCodecContext>;
using InputHandle = std::unique_ptr<AVFormatContext, CloseInput>;
using ScalerHandle = std::unique_ptr<SwsContext, FreeScaler>;

/// "Connection refused": AVERROR's own text.
[[nodiscard]] std::string error_text(int code);
/// Throws MediaError with the call's name when `code` is negative; else gives it back.
int require(int code, std::string_view call);
/// A new object; MediaError when memory is short.
[[nodiscard]] PacketHandle make_packet();
[[nodiscard]] FrameHandle make_frame();
[[nodiscard]] CodecContextHandle make_codec_context(const AVCodec* codec);

/// Options for an open call; frees what is left over.
class Options {
  public:
    Options() = default;
    ~Options() { av_dict_free(&dictionary_); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;
    void set(const char* name, const std::string& value);
    [[nodiscard]] AVDictionary** address() { return &dictionary_; }

  private:
    AVDictionary* dictionary_ = nullptr;
};

inline constexpr AVRational kMicrosecondBase{1, 1'000'000};

[[nodiscard]] inline Microseconds to_microseconds(std::int64_t ticks, AVRational base) {
    return Microseconds{av_rescale_q(ticks, base, kMicrosecondBase)};
}

}  // namespace shipwitness::media
