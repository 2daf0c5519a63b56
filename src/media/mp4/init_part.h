#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "media/mp4/box.h"
#include "media/packet.h"

namespace shipwitness::media::mp4 {

using media::Codec;
[[nodiscard]] std::string_view to_text(Codec codec);  ///< "h264", "h265"

/// What a sample has when its fragment does not say otherwise ('trex', then 'tfhd').
struct SampleDefaults {
    std::uint32_t description = 1;  ///< which sample entry, counted from 1
    std::uint32_t duration = 0;     ///< in ticks of the track
    std::uint32_t size_bytes = 0;
    std::uint32_t flags = 0;
};

/// The beginning of a fragmented MP4 ('ftyp' and 'moov'), as far as its video track goes.
struct InitPart {
    std::uint64_t size_bytes = 0;  ///< of everything up to the end of 'moov'
    std::uint32_t track_id = 0;
    std::uint32_t timescale = 0;  ///< ticks per second; never 0
    Codec codec = Codec::h264;
    std::uint16_t width = 0;  ///< in pixels
    std::uint16_t height = 0;
    /// The boxes in 'stsd' as they stand ('avc1', 'hev1', 'hvc1' with the decoder's parameters); at least one.
    std::vector<std::string> sample_entries{};
    SampleDefaults defaults{};
};

/// Reads a whole 'moov' box's payload. Takes the first video track. Fails with `not_video` when there is none in H.264
/// or H.265, with `malformed` when a box is not as it must be. `size_bytes` is left to the caller.
[[nodiscard]] Result<InitPart> read_moov(std::span<const std::byte> payload);

}  // namespace shipwitness::media::mp4
