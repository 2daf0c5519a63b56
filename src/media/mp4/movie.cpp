#include "media/mp4/movie.h"

#include <algorithm>
#include <limits>

#include "media/mp4/box_writer.h"

namespace shipwitness::media::mp4 {

namespace {

/// From 1904-01-01, where MP4 counts seconds from, to 1970-01-01.
constexpr std::uint64_t kEpochSeconds = 2'082'844'800;
constexpr std::uint32_t kEnabledInMovie = 0x3;
constexpr std::uint32_t kDataInThisFile = 0x1;
constexpr std::uint16_t kUndeterminedLanguage = 0x55c4;  // "und"
constexpr std::uint32_t kFixedOne = 0x10000;
constexpr std::uint32_t kSmallMdatHeader = 8;
constexpr std::uint32_t kLargeMdatHeader = 16;

struct Plan {
    std::uint64_t payload_offset = 0;  ///< in the file
    bool wide_offsets = false;
};

std::uint64_t created_seconds(const Movie& movie) {
    return kEpochSeconds + static_cast<std::uint64_t>(
                               std::chrono::floor<std::chrono::seconds>(movie.created.time_since_epoch()).count());
}

std::uint64_t length_of(const Track& track) {
    std::uint64_t ticks = 0;
    for (const MovieSample& sample : track.samples) {
        ticks += sample.duration;
    }
    return ticks;
}

std::uint64_t movie_length(const Movie& movie) {
    std::uint64_t ticks = 0;
    for (const Track& track : movie.tracks) {
        ticks = std::max(ticks, track.edit.duration);
    }
    return ticks;
}

void write_matrix(BoxWriter& out) {
    for (const std::uint32_t cell : {kFixedOne, 0U, 0U, 0U, kFixedOne, 0U, 0U, 0U, 0x40000000U}) {
        out.u32(cell);
    }
}

void write_ftyp(BoxWriter& out) {
    out.open(fourcc("ftyp"));
    out.text("isom");
    out.u32(0x200);
    for (const char* brand : {"isom", "iso2", "mp41"}) {
        out.text(brand);
    }
    out.close();
}

void write_times(BoxWriter& out, const Movie& movie) {
    out.u64(created_seconds(movie));
    out.u64(created_seconds(movie));
}

void write_mvhd(BoxWriter& out, const Movie& movie) {
    out.open(fourcc("mvhd"), 1, 0);
    write_times(out, movie);
    out.u32(movie.timescale);
    out.u64(movie_length(movie));
    out.u32(kFixedOne);  // rate
    out.u16(0x100);      // volume
    out.zeros(10);
    write_matrix(out);
    out.zeros(24);
    out.u32(static_cast<std::uint32_t>(movie.tracks.size() + 1));
    out.close();
}

void write_tkhd(BoxWriter& out, const Movie& movie, const Track& track, std::uint32_t id) {
    out.open(fourcc("tkhd"), 1, kEnabledInMovie);
    write_times(out, movie);
    out.u32(id);
    out.zeros(4);
    out.u64(track.edit.duration);
    out.zeros(8);
    out.u16(0);                                        // layer
    out.u16(track.kind == TrackKind::text ? 1U : 0U);  // alternate group
    out.zeros(4);
    write_matrix(out);
    out.u32(std::uint32_t{track.width} << 16U);
    out.u32(std::uint32_t{track.height} << 16U);
    out.close();
}

void write_edts(BoxWriter& out, const Edit& edit) {
    out.open(fourcc("edts"));
    out.open(fourcc("elst"), 1, 0);
    out.u32(1);
    out.u64(edit.duration);
    out.u64(edit.media_time);
    out.u32(kFixedOne);
    out.close();
    out.close();
}

void write_media_header(BoxWriter& out, const Movie& movie, const Track& track) {
    out.open(fourcc("mdhd"), 1, 0);
    write_times(out, movie);
    out.u32(track.timescale);
    out.u64(length_of(track));
    out.u16(kUndeterminedLanguage);
    out.u16(0);
    out.close();
    out.open(fourcc("hdlr"), 0, 0);
    out.u32(0);
    out.text(track.kind == TrackKind::video ? "vide" : "sbtl");
    out.zeros(12);
    out.text(track.kind == TrackKind::video ? "Recorded video" : "Recorded time");
    out.u8(0);
    out.close();
}

void write_media_information(BoxWriter& out, TrackKind kind) {
    if (kind == TrackKind::video) {
        out.open(fourcc("vmhd"), 0, 1);
        out.zeros(8);
    } else {
        out.open(fourcc("nmhd"), 0, 0);
    }
    out.close();
    out.open(fourcc("dinf"));
    out.open(fourcc("dref"), 0, 0);
    out.u32(1);
    out.open(fourcc("url "), 0, kDataInThisFile);
    out.close();
    out.close();
    out.close();
}

/// A table of (count, value), value by value: 'stts' and 'ctts'.
template <class Value>
void write_run_lengths(BoxWriter& out, const std::vector<MovieSample>& samples, Value value) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;
    for (const MovieSample& sample : samples) {
        const std::uint32_t now = value(sample);
        if (runs.empty() || runs.back().second != now) {
            runs.emplace_back(0U, now);
        }
        ++runs.back().first;
    }
    out.u32(static_cast<std::uint32_t>(runs.size()));
    for (const auto& [count, same] : runs) {
        out.u32(count);
        out.u32(same);
    }
}

void write_times_to_sample(BoxWriter& out, const Track& track) {
    out.open(fourcc("stts"), 0, 0);
    write_run_lengths(out, track.samples, [](const MovieSample& sample) { return sample.duration; });
    out.close();
    const auto offset_of = [](const MovieSample& sample) { return sample.composition_offset; };
    if (std::any_of(track.samples.begin(), track.samples.end(),
                    [&](const auto& sample) { return offset_of(sample) != 0; })) {
        // Version 1: the offsets are signed.
        out.open(fourcc("ctts"), 1, 0);
        write_run_lengths(out, track.samples,
                          [&](const MovieSample& sample) { return static_cast<std::uint32_t>(offset_of(sample)); });
        out.close();
    }
}

void write_key_samples(BoxWriter& out, const Track& track) {
    std::vector<std::uint32_t> keys;
    for (std::size_t i = 0; i < track.samples.size(); ++i) {
        if (track.samples[i].key) {
            keys.push_back(static_cast<std::uint32_t>(i + 1));
        }
    }
    if (keys.size() == track.samples.size()) {
        return;  // without the table every sample is a key
    }
    out.open(fourcc("stss"), 0, 0);
    out.u32(static_cast<std::uint32_t>(keys.size()));
    for (const std::uint32_t number : keys) {
        out.u32(number);
    }
    out.close();
}

void write_samples_to_chunk(BoxWriter& out, const Track& track) {
    std::vector<std::size_t> firsts;
    for (std::size_t i = 0; i < track.chunks.size(); ++i) {
        if (i == 0 || track.chunks[i].samples != track.chunks[i - 1].samples ||
            track.chunks[i].description != track.chunks[i - 1].description) {
            firsts.push_back(i);
        }
    }
    out.open(fourcc("stsc"), 0, 0);
    out.u32(static_cast<std::uint32_t>(firsts.size()));
    for (const std::size_t first : firsts) {
        out.u32(static_cast<std::uint32_t>(first + 1));
        out.u32(track.chunks[first].samples);
        out.u32(track.chunks[first].description);
    }
    out.close();
}

void write_places(BoxWriter& out, const Track& track, const Plan& plan) {
    out.open(fourcc("stsz"), 0, 0);
    out.u32(0);
    out.u32(static_cast<std::uint32_t>(track.samples.size()));
    for (const MovieSample& sample : track.samples) {
        out.u32(sample.size_bytes);
    }
    out.close();
    out.open(plan.wide_offsets ? fourcc("co64") : fourcc("stco"), 0, 0);
    out.u32(static_cast<std::uint32_t>(track.chunks.size()));
    for (const Chunk& chunk : track.chunks) {
        const std::uint64_t offset = plan.payload_offset + chunk.offset;
        if (plan.wide_offsets) {
            out.u64(offset);
        } else {
            out.u32(static_cast<std::uint32_t>(offset));
        }
    }
    out.close();
}

void write_stbl(BoxWriter& out, const Track& track, const Plan& plan) {
    out.open(fourcc("stbl"));
    out.open(fourcc("stsd"), 0, 0);
    out.u32(static_cast<std::uint32_t>(track.sample_entries.size()));
    for (const std::string& entry : track.sample_entries) {
        out.text(entry);
    }
    out.close();
    write_times_to_sample(out, track);
    write_key_samples(out, track);
    write_samples_to_chunk(out, track);
    write_places(out, track, plan);
    out.close();
}

void write_trak(BoxWriter& out, const Movie& movie, const Track& track, std::uint32_t id, const Plan& plan) {
    out.open(fourcc("trak"));
    write_tkhd(out, movie, track, id);
    write_edts(out, track.edit);
    out.open(fourcc("mdia"));
    write_media_header(out, movie, track);
    out.open(fourcc("minf"));
    write_media_information(out, track.kind);
    write_stbl(out, track, plan);
    out.close();
    out.close();
    out.close();
}

/// 'ftyp' and 'moov'. Their size depends on the plan's width of offsets only, not on the offsets.
std::string write_front(const Movie& movie, const Plan& plan) {
    BoxWriter out;
    write_ftyp(out);
    out.open(fourcc("moov"));
    write_mvhd(out, movie);
    std::uint32_t id = 1;
    for (const Track& track : movie.tracks) {
        write_trak(out, movie, track, id, plan);
        ++id;
    }
    out.close();
    return out.take();
}

}  // namespace

std::string movie_header(const Movie& movie) {
    constexpr std::uint64_t kNarrow = std::numeric_limits<std::uint32_t>::max();
    Plan plan;
    std::uint64_t front_bytes = write_front(movie, plan).size();
    plan.wide_offsets = front_bytes + kLargeMdatHeader + movie.payload_bytes > kNarrow;
    if (plan.wide_offsets) {
        front_bytes = write_front(movie, plan).size();
    }
    const bool large = movie.payload_bytes + kSmallMdatHeader > kNarrow;
    plan.payload_offset = front_bytes + (large ? kLargeMdatHeader : kSmallMdatHeader);

    BoxWriter out;
    out.text(write_front(movie, plan));
    out.u32(large ? 1U : static_cast<std::uint32_t>(movie.payload_bytes + kSmallMdatHeader));
    out.u32(fourcc("mdat"));
    if (large) {
        out.u64(movie.payload_bytes + kLargeMdatHeader);
    }
    return out.take();
}

std::string timed_text_entry(std::uint16_t width, std::uint16_t height) {
    const auto box_height = static_cast<std::uint16_t>(std::max(height / 8, 2));
    BoxWriter out;
    out.open(fourcc("tx3g"));
    out.zeros(6);
    out.u16(1);           // data reference
    out.u32(0);           // display flags
    out.u8(1);            // centred
    out.u8(0xff);         // at the bottom
    out.u32(0x00000080);  // background: black, half transparent
    out.u16(static_cast<std::uint16_t>(height - std::min(height, box_height)));
    out.u16(0);
    out.u16(height);
    out.u16(width);
    out.u16(0);  // style: from character
    out.u16(0);  // to character
    out.u16(1);  // font
    out.u8(0);   // plain
    out.u8(static_cast<std::uint8_t>(std::clamp(height / 24, 8, 64)));
    out.u32(0xffffffff);  // white
    out.open(fourcc("ftab"));
    out.u16(1);
    out.u16(1);
    out.u8(4);
    out.text("Sans");
    out.close();
    out.close();
    return out.take();
}

std::string timed_text_sample(const std::string& utf8) {
    BoxWriter out;
    const auto size = static_cast<std::uint16_t>(std::min<std::size_t>(utf8.size(), 0xffff));
    out.u16(size);
    out.text(std::string_view(utf8).substr(0, size));
    return out.take();
}

}  // namespace shipwitness::media::mp4
