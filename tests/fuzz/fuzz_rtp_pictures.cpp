// Any bytes as what a camera sends: pieces of RTP payload with any times. Access units must hold every byte once,
// decode times must be playable, and the continuous time line must grow.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "capture/recorder/stream_timeline.h"
#include "media/access_units.h"
#include "media/decode_times.h"

namespace {

using namespace shipwitness;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// First byte of a piece: bits 0 to 5 its length, bit 6 "another picture", bit 7 "the time jumps", by the next byte.
void feed(std::span<const std::byte> input, media::Codec codec) {
    media::AccessUnitAssembler assembler(codec);
    media::DecodeTimes decode_times(std::to_integer<int>(input[0]) % 4);
    capture::StreamTimeline timeline;
    Microseconds pts{};
    Microseconds arrived{};
    Microseconds last{-1};
    std::size_t given = 0;
    std::size_t taken = 0;
    std::size_t at = 1;
    while (at + 2 <= input.size()) {
        const auto control = std::to_integer<unsigned>(input[at]);
        const auto step = std::to_integer<int>(input[at + 1]);
        at += 2;
        const auto piece = input.subspan(at, std::min<std::size_t>(control & 0x3fU, input.size() - at));
        at += piece.size();
        given += piece.size();
        pts += (control & 0x80U) != 0 ? std::chrono::seconds(step - 128)
                                      : Microseconds((control & 0x40U) != 0 ? step * 1000 : 0);
        arrived += std::chrono::milliseconds(step % 50);
        if (const auto unit =
                assembler.add({pts, std::chrono::steady_clock::time_point{arrived}, std::nullopt, piece})) {
            taken += unit->bytes->size();
            require(unit->head.picture);
            media::Packet packet;
            packet.pts = unit->pts;
            packet.dts = decode_times.next(packet.pts);
            packet.arrived = unit->arrived;
            require(packet.dts <= packet.pts);
            timeline.place(packet);
            require(packet.dts > last && packet.dts <= packet.pts);
            last = packet.dts;
        }
    }
    require(taken + assembler.pending_bytes() == given);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 0) {
        const std::span input(reinterpret_cast<const std::byte*>(data), size);
        feed(input, data[0] % 2 == 0 ? media::Codec::h264 : media::Codec::h265);
    }
    return 0;
}
