#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "media/mp4/fragment.h"
#include "media/mp4/init_part.h"

namespace shipwitness::media::mp4 {

/// Bytes inside the whole part of a file that are no readable fragment.
struct Damage {
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;
    std::string what;  ///< English
};

/// What a fragmented MP4 holds, as far as it is whole.
struct Scan {
    InitPart init;
    std::vector<Fragment> fragments{};  ///< in order of the file
    std::vector<Damage> damages{};      ///< fragments that are whole by their sizes but cannot be read
    /// Up to here the file is whole: the end of the last whole 'moof' + 'mdat' pair, of the index behind it ('mfra'),
    /// or of the init part. A torn file is mended by cutting it here.
    std::uint64_t whole_bytes = 0;
    std::uint64_t file_bytes = 0;
    /// Why reading stopped before the file's end; empty when the file is whole.
    std::string torn{};
};

/// Samples in one file beyond that end the scan as damage (10 hours at 30 pictures a second).
constexpr std::size_t kMaxSamplesPerFile = std::size_t{1} << 20U;
constexpr std::uint64_t kMaxMoovBytes = std::uint64_t{1} << 20U;
constexpr std::uint64_t kMaxMoofBytes = std::uint64_t{4} << 20U;

/// Reads a fragmented MP4 of one video track, as the recorder writes it, from a descriptor that can be read with
/// pread(2); the descriptor's position is neither used nor moved. A file that is being written may be read too. Needs
/// about one read of 4 KiB per fragment; memory grows with the number of samples only, and is limited.
///
/// Fails with `no_init_part` (the file ends before 'moov' does, as after a crash just after it was made), `not_mp4`
/// (something else), `not_video`, `malformed` (the init part), `unreadable` (the read itself failed). What is wrong
/// behind the init part is no failure: see Scan. Thread-safe.
///
/// `limit_bytes`: look no further than this, though the file may be longer.
[[nodiscard]] Result<Scan> scan_fragments(int fd, std::optional<std::uint64_t> limit_bytes = std::nullopt);

}  // namespace shipwitness::media::mp4
