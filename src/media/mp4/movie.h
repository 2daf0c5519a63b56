#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.h"
#include "media/mp4/box.h"

namespace shipwitness::media::mp4 {

/// One sample of a track of a progressive MP4.
struct MovieSample {
    std::uint32_t size_bytes = 0;
    std::uint32_t duration = 0;  ///< in ticks of the track
    std::int32_t composition_offset = 0;
    bool key = true;
};

/// Samples that lie one behind the other.
struct Chunk {
    std::uint64_t offset = 0;  ///< in the payload of 'mdat'
    std::uint32_t samples = 0;
    std::uint32_t description = 1;  ///< which sample entry, counted from 1
};

/// What is shown of a track: [media_time, media_time + duration).
struct Edit {
    std::uint64_t media_time = 0;  ///< in ticks of the track
    std::uint64_t duration = 0;    ///< in ticks of the movie
};

enum class TrackKind { video, text };

struct Track {
    TrackKind kind = TrackKind::video;
    std::uint32_t timescale = 0;
    std::uint16_t width = 0;
    std::uint16_t height = 0;
    Edit edit{};
    std::vector<std::string> sample_entries{};  ///< whole boxes
    std::vector<MovieSample> samples{};         ///< in decoding order
    std::vector<Chunk> chunks{};                ///< in decoding order; together they hold all samples
};

/// A progressive MP4: 'ftyp', 'moov', then one 'mdat' whose payload somebody else brings.
struct Movie {
    Timestamp created;
    std::uint32_t timescale = 0;
    std::vector<Track> tracks{};  ///< at least one
    std::uint64_t payload_bytes = 0;
};

/// Everything before the payload of 'mdat' (the header of 'mdat' included). Sample tables are those of ISO/IEC
/// 14496-12, 8.5 to 8.7; times are 64 bits wide, chunk offsets as wide as needed.
[[nodiscard]] std::string movie_header(const Movie& movie);

/// The sample entry of a 3GPP timed text track (3GPP TS 26.245, 5.16): white on half-dark at the picture's lower edge.
[[nodiscard]] std::string timed_text_entry(std::uint16_t width, std::uint16_t height);
/// A timed text sample.
[[nodiscard]] std::string timed_text_sample(const std::string& utf8);

}  // namespace shipwitness::media::mp4
