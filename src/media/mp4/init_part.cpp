#include "media/mp4/init_part.h"

#include <optional>

namespace shipwitness::media::mp4 {

namespace {

/// More entries than that nobody writes; each costs memory.
constexpr std::uint32_t kMaxSampleEntries = 64;

tl::unexpected<Error> malformed(const std::string& what) {
    return fail(ErrorKind::invalid, "malformed", "The MP4's init part is malformed: " + what + ".");
}

/// Skips a full box's version, flags, creation and modification time; the version decides their width.
void skip_times(ByteReader& in) {
    const std::uint8_t version = in.u8();
    in.skip(3);
    in.skip(version == 1 ? 16 : 8);
}

std::optional<Codec> codec_of(FourCc entry) {
    switch (entry) {
        case fourcc("avc1"):
        case fourcc("avc3"):
            return Codec::h264;
        case fourcc("hev1"):
        case fourcc("hvc1"):
            return Codec::h265;
        default:
            return std::nullopt;
    }
}

bool is_video(std::span<const std::byte> mdia) {
    const auto hdlr = find_child(mdia, fourcc("hdlr"));
    if (!hdlr) {
        return false;
    }
    ByteReader in(hdlr->payload);
    in.skip(8);
    return in.u32() == fourcc("vide");
}

/// ISO/IEC 14496-12, 8.5.2 and 12.1.3: entries of one codec, with the size of the first.
Result<void> read_stsd(std::span<const std::byte> payload, InitPart& init) {
    ByteReader in(payload);
    in.skip(4);
    const std::uint32_t count = in.u32();
    if (!in.ok() || count == 0 || count > kMaxSampleEntries) {
        return malformed("'stsd' has no entries, or too many");
    }
    BoxWalk walk(in.rest());
    while (const auto entry = walk.next()) {
        const auto codec = codec_of(entry->type);
        if (!codec || (!init.sample_entries.empty() && *codec != init.codec)) {
            return fail(ErrorKind::invalid, "not_video",
                        "The MP4's video is '" + to_text(entry->type) + "'; only H.264 and H.265 are recorded.");
        }
        ByteReader fields(entry->payload);
        fields.skip(24);
        const std::uint16_t width = fields.u16();
        const std::uint16_t height = fields.u16();
        if (!fields.ok()) {
            return malformed("the sample entry '" + to_text(entry->type) + "' is too short");
        }
        if (init.sample_entries.empty()) {
            init.codec = *codec;
            init.width = width;
            init.height = height;
        }
        init.sample_entries.emplace_back(reinterpret_cast<const char*>(entry->whole.data()), entry->whole.size());
    }
    if (!walk.ok() || init.sample_entries.size() != count) {
        return malformed("'stsd' does not hold the entries that it announces");
    }
    return {};
}

Result<InitPart> read_video_track(std::span<const std::byte> trak, std::span<const std::byte> mdia) {
    const auto tkhd = find_child(trak, fourcc("tkhd"));
    const auto mdhd = find_child(mdia, fourcc("mdhd"));
    const auto minf = find_child(mdia, fourcc("minf"));
    const auto stbl = minf ? find_child(minf->payload, fourcc("stbl")) : std::nullopt;
    const auto stsd = stbl ? find_child(stbl->payload, fourcc("stsd")) : std::nullopt;
    if (!tkhd || !mdhd || !stsd) {
        return malformed("the video track lacks 'tkhd', 'mdhd' or 'stsd'");
    }
    InitPart init;
    ByteReader header(tkhd->payload);
    skip_times(header);
    init.track_id = header.u32();
    ByteReader media(mdhd->payload);
    skip_times(media);
    init.timescale = media.u32();
    if (!header.ok() || !media.ok() || init.timescale == 0) {
        return malformed("'tkhd' or 'mdhd' is too short, or the timescale is 0");
    }
    if (auto read = read_stsd(stsd->payload, init); !read) {
        return tl::unexpected(read.error());
    }
    return init;
}

void read_mvex(std::span<const std::byte> mvex, InitPart& init) {
    BoxWalk walk(mvex);
    while (const auto box = walk.next()) {
        ByteReader in(box->payload);
        in.skip(4);
        if (box->type != fourcc("trex") || in.u32() != init.track_id) {
            continue;
        }
        SampleDefaults defaults;
        defaults.description = in.u32();
        defaults.duration = in.u32();
        defaults.size_bytes = in.u32();
        defaults.flags = in.u32();
        if (in.ok()) {
            init.defaults = defaults;
        }
    }
}

}  // namespace

std::string_view to_text(Codec codec) {
    return codec == Codec::h264 ? "h264" : "h265";
}

Result<InitPart> read_moov(std::span<const std::byte> payload) {
    BoxWalk walk(payload);
    while (const auto trak = walk.next()) {
        const auto mdia = trak->type == fourcc("trak") ? find_child(trak->payload, fourcc("mdia")) : std::nullopt;
        if (!mdia || !is_video(mdia->payload)) {
            continue;
        }
        auto init = read_video_track(trak->payload, mdia->payload);
        const auto mvex = find_child(payload, fourcc("mvex"));
        if (init && mvex) {
            read_mvex(mvex->payload, *init);
        }
        return init;
    }
    return fail(ErrorKind::invalid, "not_video", "The MP4 has no video track.");
}

}  // namespace shipwitness::media::mp4
