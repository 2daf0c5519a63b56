#include "media/rtsp_camera.h"

#include <utility>

#include "media/access_units.h"
#include "media/decode_times.h"
#include "media/decoding.h"
#include "media/format_tracker.h"
#include "media/input.h"

namespace shipwitness::media {

namespace {

/// No picture of a camera is near this; a stream that never ends one must not eat the memory.
constexpr std::size_t kLargestPicture = 16U << 20U;

class RtspCamera final : public Camera {
  public:
    RtspCamera(Input input, Codec codec)
        : input_(std::move(input)),
          packet_(make_packet()),
          format_(declared_format(*input_.video().codecpar, codec)),
          assembler_(codec),
          decode_times_(0) {}

    /// Reads until a key frame with known parameter sets; what comes before it cannot be decoded.
    [[nodiscard]] CameraResult<void> find_first_key_frame() {
        for (;;) {
            auto unit = next_unit();
            if (!unit) {
                return tl::unexpected(std::move(unit.error()));
            }
            if (unit->head.key && format_.learn(unit->head, *unit->bytes)) {
                decode_times_ = DecodeTimes(format_.reorder_depth());
                first_ = std::move(*unit);
                return {};
            }
        }
    }

    [[nodiscard]] const VideoFormat& format() const override { return format_.format(); }

    [[nodiscard]] CameraResult<Packet> read() override {
        if (first_) {
            return to_packet(*std::exchange(first_, std::nullopt), nullptr);
        }
        auto unit = next_unit();
        if (!unit) {
            return tl::unexpected(std::move(unit.error()));
        }
        std::shared_ptr<const VideoFormat> changed;
        if (unit->head.key && format_.differs(unit->head) && format_.learn(unit->head, *unit->bytes)) {
            decode_times_ = DecodeTimes(format_.reorder_depth());
            changed = std::make_shared<VideoFormat>(format_.format());
        }
        return to_packet(std::move(*unit), std::move(changed));
    }

  private:
    using Unit = AccessUnitAssembler::Unit;

    CameraResult<Unit> next_unit() {
        for (;;) {
            if (auto outcome = input_.read(*packet_); !outcome) {
                return tl::unexpected(std::move(outcome.error()));
            }
            if (auto unit = assembler_.add(piece())) {
                return std::move(*unit);
            }
            if (assembler_.pending_bytes() > kLargestPicture) {
                return tl::unexpected(CameraFailure{CameraFailure::Kind::unusable, "a picture is larger than 16 MiB"});
            }
        }
    }

    [[nodiscard]] AccessUnitAssembler::Piece piece() const {
        AccessUnitAssembler::Piece piece;
        if (packet_->pts != AV_NOPTS_VALUE) {
            piece.pts = to_microseconds(packet_->pts, input_.video().time_base);
        }
        piece.arrived = std::chrono::steady_clock::now();
        std::size_t size = 0;
        if (const auto* data = av_packet_get_side_data(packet_.get(), AV_PKT_DATA_PRFT, &size);
            data != nullptr && size >= sizeof(AVProducerReferenceTime)) {
            piece.camera_time = from_us(reinterpret_cast<const AVProducerReferenceTime*>(data)->wallclock);
        }
        piece.bytes = {reinterpret_cast<const std::byte*>(packet_->data), static_cast<std::size_t>(packet_->size)};
        return piece;
    }

    Packet to_packet(Unit unit, std::shared_ptr<const VideoFormat> changed) {
        Packet packet;
        packet.pts = unit.pts;
        packet.dts = decode_times_.next(packet.pts);
        packet.key = unit.head.key;
        packet.arrived = unit.arrived;
        packet.camera_time = unit.camera_time;
        packet.new_format = std::move(changed);
        packet.bytes = *unit.bytes;
        packet.owner = std::move(unit.bytes);
        return packet;
    }

    Input input_;
    PacketHandle packet_;
    FormatTracker format_;
    AccessUnitAssembler assembler_;
    DecodeTimes decode_times_;
    std::optional<Unit> first_;
};

}  // namespace

CameraResult<std::unique_ptr<Camera>> open_rtsp(const std::string& url, const Interrupt& interrupt) {
    Options options;
    options.set("rtsp_transport", "tcp");
    options.set("allowed_media_types", "video");
    options.set("format_whitelist", "rtsp");
    options.set("timeout", "10000000");  // µs; a second line of defence behind the interrupt
    // NOPARSE: pictures are put together by RTP's own times. NOFILLIN: no guessed times.
    auto input = Input::open({url, "rtsp", AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN}, options, interrupt);
    if (!input) {
        return tl::unexpected(std::move(input.error()));
    }
    const auto codec = codec_from(input->video().codecpar->codec_id);
    if (!codec) {
        return tl::unexpected(
            CameraFailure{CameraFailure::Kind::unusable, std::string("it sends ") +
                                                             avcodec_get_name(input->video().codecpar->codec_id) +
                                                             ", and only H.264 and H.265 are recorded"});
    }
    auto camera = std::make_unique<RtspCamera>(std::move(*input), *codec);
    if (auto ready = camera->find_first_key_frame(); !ready) {
        return tl::unexpected(std::move(ready.error()));
    }
    return camera;
}

}  // namespace shipwitness::media
