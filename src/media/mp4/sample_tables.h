#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "media/mp4/fragment.h"

namespace shipwitness::media::mp4 {

/// Puts together the samples of a track from the tables in its 'stbl' (ISO/IEC 14496-12, 8.5 to 8.7). Every sample lies
/// before `file_bytes`. Fails with `malformed`.
[[nodiscard]] Result<std::vector<Sample>> read_sample_tables(std::span<const std::byte> stbl, std::uint64_t file_bytes);

}  // namespace shipwitness::media::mp4
