#include <cstring>
#include <utility>

#include "media/decoding.h"
#include "media/format_tracker.h"
#include "media/live_input.h"

namespace shipwitness::media {

namespace {

class CodedCamera final : public Camera {
  public:
    CodedCamera(std::unique_ptr<LiveInput> input, Codec codec)
        : input_(std::move(input)), format_(declared_format(*input_->video().codecpar, codec)) {}

    [[nodiscard]] CameraResult<void> find_first_key_frame() {
        for (;;) {
            auto packet = next();
            if (!packet) {
                return tl::unexpected(std::move(packet.error()));
            }
            if (packet->key && format_.learn(head_of(*packet), packet->bytes)) {
                first_ = std::move(*packet);
                return {};
            }
        }
    }

    [[nodiscard]] const VideoFormat& format() const override { return format_.format(); }

    [[nodiscard]] CameraResult<Packet> read() override {
        if (first_) {
            return *std::exchange(first_, std::nullopt);
        }
        auto packet = next();
        if (packet && packet->key) {
            const AccessUnitHead head = head_of(*packet);
            if (format_.differs(head) && format_.learn(head, packet->bytes)) {
                packet->new_format = std::make_shared<VideoFormat>(format_.format());
            }
        }
        return packet;
    }

  private:
    /// Of length-prefixed packets nothing is read: their parameter sets stand in the container.
    [[nodiscard]] AccessUnitHead head_of(const Packet& packet) const {
        return is_annex_b(packet.bytes) ? read_head(format_.format().codec, packet.bytes) : AccessUnitHead{};
    }

    CameraResult<Packet> next() {
        const std::shared_ptr<AVPacket> held{make_packet()};
        const auto arrived = input_->read(*held);
        if (!arrived) {
            return tl::unexpected(arrived.error());
        }
        const AVRational base = input_->video().time_base;
        Packet packet;
        packet.pts = to_microseconds(held->pts, base);
        packet.dts = to_microseconds(held->dts, base);
        packet.duration = to_microseconds(held->duration, base);
        packet.key = (held->flags & AV_PKT_FLAG_KEY) != 0;
        packet.arrived = *arrived;
        packet.bytes = {reinterpret_cast<const std::byte*>(held->data), static_cast<std::size_t>(held->size)};
        packet.owner = held;
        return packet;
    }

    std::unique_ptr<LiveInput> input_;
    FormatTracker format_;
    std::optional<Packet> first_;
};

}  // namespace

CameraResult<std::unique_ptr<Camera>> camera_from_coded(std::unique_ptr<LiveInput> input, Codec codec) {
    auto camera = std::make_unique<CodedCamera>(std::move(input), codec);
    if (auto ready = camera->find_first_key_frame(); !ready) {
        return tl::unexpected(std::move(ready.error()));
    }
    return camera;
}

}  // namespace shipwitness::media
