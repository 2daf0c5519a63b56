#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "media/mp4/fragment.h"

namespace shipwitness::media::mp4 {

/// Where a fragment stands in its file.
struct FragmentPlace {
    std::uint32_t number = 1;       ///< grows by one from fragment to fragment
    std::uint64_t decode_time = 0;  ///< of its first sample, in ticks
};

/// The 'moof' of one fragment of track 1, and the header of the 'mdat' that follows: ISO/IEC 14496-12, 8.8. The
/// samples' bytes come behind it, one after another. Of the samples count size, duration, composition offset and key.
[[nodiscard]] std::string fragment_header(const FragmentPlace& place, std::span<const Sample> samples);
/// How long it will be: what is put before bytes that are there already must be known beforehand.
[[nodiscard]] std::size_t fragment_header_bytes(std::span<const Sample> samples);

}  // namespace shipwitness::media::mp4
