#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "media/mp4/fragment.h"
#include "media/mp4/init_part.h"
#include "media/mp4/movie.h"

namespace shipwitness::media::mp4 {

/// The video track of a progressive MP4, with every sample's place in the file.
struct MovieVideo {
    Timestamp created{};  ///< to the second
    std::uint32_t movie_timescale = 0;
    std::uint32_t timescale = 0;
    Codec codec = Codec::h264;
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    std::vector<std::string> sample_entries{};  ///< whole boxes
    Edit edit{};                                ///< the first one; all zeros when there is none
    std::vector<Sample> samples{};              ///< in decoding order
    std::uint64_t file_bytes = 0;
};

constexpr std::uint64_t kMaxMovieHeaderBytes = std::uint64_t{64} << 20U;

/// Reads the tables of a progressive MP4 ('moov' before or behind 'mdat') from a descriptor that can be read with
/// pread(2). Every sample lies inside the file. Fails with `not_mp4`, `not_video`, `malformed`, `unreadable`; memory is
/// bounded by the size of 'moov', which is limited. Thread-safe.
[[nodiscard]] Result<MovieVideo> read_movie(int fd);

}  // namespace shipwitness::media::mp4
