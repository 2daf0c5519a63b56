#include "media/opener.h"

#include <utility>

#include "media/address.h"
#include "media/decoding.h"
#include "media/encoding_camera.h"
#include "media/live_input.h"
#include "media/rtsp_camera.h"

extern "C" {
#include <libavutil/log.h>
}

namespace shipwitness::media {

LibavOpener::LibavOpener(const Clock& clock) : clock_(clock) {
    // libav* writes to standard error by itself, addresses with passwords included. What matters comes as AVERROR.
    av_log_set_level(AV_LOG_QUIET);
}

CameraResult<std::unique_ptr<Camera>> LibavOpener::open(const std::string& address, const Interrupt& interrupt) const {
    const auto parsed = parse_address(address);
    if (!parsed) {
        return tl::unexpected(CameraFailure{CameraFailure::Kind::unusable, parsed.error()});
    }
    if (parsed->kind == CameraAddress::Kind::rtsp) {
        return open_rtsp(parsed->target, interrupt);
    }
    auto input =
        parsed->kind == CameraAddress::Kind::film ? open_film(*parsed, interrupt) : open_device(*parsed, interrupt);
    if (!input) {
        return tl::unexpected(std::move(input.error()));
    }
    const auto codec = codec_from((*input)->video().codecpar->codec_id);
    return codec ? camera_from_coded(std::move(*input), *codec) : camera_from_raw(std::move(*input), clock_);
}

}  // namespace shipwitness::media
