#include "media/handles.h"

#include <array>
#include <new>

extern "C" {
#include <libavutil/error.h>
}

namespace shipwitness::media {

std::string error_text(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

int require(int code, std::string_view call) {
    if (code < 0) {
        throw MediaError(std::string(call) + ": " + error_text(code));
    }
    return code;
}

PacketHandle make_packet() {
    PacketHandle packet{av_packet_alloc()};
    if (!packet) {
        throw std::bad_alloc();
    }
    return packet;
}

FrameHandle make_frame() {
    FrameHandle frame{av_frame_alloc()};
    if (!frame) {
        throw std::bad_alloc();
    }
    return frame;
}

CodecContextHandle make_codec_context(const AVCodec* codec) {
    CodecContextHandle context{avcodec_alloc_context3(codec)};
    if (!context) {
        throw std::bad_alloc();
    }
    return context;
}

void Options::set(const char* name, const std::string& value) {
    require(av_dict_set(&dictionary_, name, value.c_str(), 0), "av_dict_set");
}

}  // namespace shipwitness::media
