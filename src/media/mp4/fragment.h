#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "media/mp4/init_part.h"

namespace shipwitness::media::mp4 {

/// One coded picture as it lies in the file.
struct Sample {
    std::uint64_t offset = 0;             ///< in the file
    std::uint64_t decode_time = 0;        ///< in ticks, from the file's zero
    std::uint32_t size_bytes = 0;         ///< never 0
    std::uint32_t duration = 0;           ///< in ticks
    std::int32_t composition_offset = 0;  ///< presentation minus decode time, in ticks
    bool key = false;                     ///< decoding can begin here

    [[nodiscard]] std::int64_t presentation_time() const {
        return static_cast<std::int64_t>(decode_time) + composition_offset;
    }
    auto operator<=>(const Sample&) const = default;
};

/// One 'moof' with its 'mdat'.
struct Fragment {
    std::uint64_t offset = 0;       ///< of the 'moof' in the file
    std::uint64_t size_bytes = 0;   ///< up to the end of the 'mdat'
    std::uint64_t decode_time = 0;  ///< of the first sample ('tfdt'), in ticks
    std::uint32_t description = 1;  ///< which sample entry of the init part, counted from 1
    std::vector<Sample> samples{};  ///< in decoding order, at least one
};

/// Where a fragment's sample bytes may lie.
struct DataRange {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

/// Times beyond that (9 million years of microseconds) are garbage; below it no sum of ours overflows.
constexpr std::uint64_t kMaxDecodeTime = std::uint64_t{1} << 58U;
/// Samples in one fragment beyond that are garbage: a fragment is a second or two.
constexpr std::uint32_t kMaxSamplesPerFragment = 100'000;

/// Reads a 'moof' box's payload: the runs of the init part's track. `moof_offset` is where the box begins in the file;
/// every sample must lie inside `data`. Fails with `malformed`. `offset` and `size_bytes` are left to the caller.
[[nodiscard]] Result<Fragment> read_moof(std::span<const std::byte> payload, std::uint64_t moof_offset, DataRange data,
                                         const InitPart& init);

}  // namespace shipwitness::media::mp4
