#include "media/mp4/movie_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "media/mp4/sample_tables.h"

namespace shipwitness::media::mp4 {

namespace {

constexpr std::uint64_t kEpochSeconds = 2'082'844'800;

tl::unexpected<Error> malformed(const std::string& what) {
    return fail(ErrorKind::invalid, "malformed", "The MP4 is malformed: " + what + ".");
}

/// Fewer bytes than asked for at the file's end. Throws std::system_error.
std::size_t read_at(int fd, std::uint64_t offset, std::span<std::byte> into) {
    std::size_t filled = 0;
    while (filled < into.size()) {
        const ssize_t got =
            ::pread(fd, into.data() + filled, into.size() - filled, static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw std::system_error(errno, std::generic_category(), "pread");
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

/// The payload of the file's 'moov'.
Result<std::vector<std::byte>> find_moov(int fd, std::uint64_t file_bytes) {
    std::uint64_t position = 0;
    while (position < file_bytes) {
        std::array<std::byte, kMaxHeaderBytes> bytes{};
        const std::size_t got = read_at(fd, position, bytes);
        const auto header = read_box_header(std::span(bytes).first(got));
        if (!header || (position == 0 && header->type != fourcc("ftyp"))) {
            return fail(ErrorKind::invalid, "not_mp4", "The file is no MP4.");
        }
        if (header->size_bytes == 0 || header->size_bytes > file_bytes - position) {
            return malformed("'" + to_text(header->type) + "' is longer than the file");
        }
        if (header->type == fourcc("moov")) {
            if (header->size_bytes > kMaxMovieHeaderBytes) {
                return malformed("'moov' is too large");
            }
            std::vector<std::byte> payload(static_cast<std::size_t>(header->size_bytes - header->header_bytes));
            payload.resize(read_at(fd, position + header->header_bytes, payload));
            return payload;
        }
        position += header->size_bytes;
    }
    return fail(ErrorKind::invalid, "not_mp4", "The MP4 has no 'moov'.");
}

Timestamp created_of(std::uint64_t seconds_since_1904) {
    constexpr std::uint64_t kYear2500 = kEpochSeconds + std::uint64_t{16'725'225'600};
    const std::uint64_t seconds = std::clamp(seconds_since_1904, kEpochSeconds, kYear2500) - kEpochSeconds;
    return Timestamp{std::chrono::seconds(seconds)};
}

bool read_mvhd(std::span<const std::byte> payload, MovieVideo& movie) {
    ByteReader in(payload);
    const bool wide = in.u8() == 1;
    in.skip(3);
    movie.created = created_of(wide ? in.u64() : in.u32());
    in.skip(wide ? 8 : 4);
    movie.movie_timescale = in.u32();
    return in.ok() && movie.movie_timescale != 0;
}

void read_edit(std::span<const std::byte> trak, MovieVideo& movie) {
    const auto edts = find_child(trak, fourcc("edts"));
    const auto elst = edts ? find_child(edts->payload, fourcc("elst")) : std::nullopt;
    if (!elst) {
        return;
    }
    ByteReader in(elst->payload);
    const bool wide = in.u8() == 1;
    in.skip(3);
    if (in.u32() == 0) {
        return;
    }
    Edit edit;
    edit.duration = wide ? in.u64() : in.u32();
    edit.media_time = wide ? in.u64() : in.u32();
    if (in.ok()) {
        movie.edit = edit;
    }
}

/// The 'trak' whose handler is video.
std::optional<Box> video_track(std::span<const std::byte> moov) {
    BoxWalk walk(moov);
    while (const auto trak = walk.next()) {
        const auto mdia = trak->type == fourcc("trak") ? find_child(trak->payload, fourcc("mdia")) : std::nullopt;
        const auto hdlr = mdia ? find_child(mdia->payload, fourcc("hdlr")) : std::nullopt;
        if (!hdlr) {
            continue;
        }
        ByteReader in(hdlr->payload);
        in.skip(8);
        if (in.u32() == fourcc("vide")) {
            return trak;
        }
    }
    return std::nullopt;
}

Result<MovieVideo> read_tables(std::span<const std::byte> moov, std::uint64_t file_bytes) {
    auto init = read_moov(moov);
    if (!init) {
        return tl::unexpected(init.error());
    }
    MovieVideo movie;
    const auto mvhd = find_child(moov, fourcc("mvhd"));
    if (!mvhd || !read_mvhd(mvhd->payload, movie)) {
        return malformed("'mvhd'");
    }
    movie.timescale = init->timescale;
    movie.codec = init->codec;
    movie.width = init->width;
    movie.height = init->height;
    movie.sample_entries = std::move(init->sample_entries);
    movie.file_bytes = file_bytes;
    const auto trak = video_track(moov);
    const auto mdia = trak ? find_child(trak->payload, fourcc("mdia")) : std::nullopt;
    const auto minf = mdia ? find_child(mdia->payload, fourcc("minf")) : std::nullopt;
    const auto stbl = minf ? find_child(minf->payload, fourcc("stbl")) : std::nullopt;
    if (!stbl) {
        return malformed("the video track has no 'stbl'");
    }
    read_edit(trak->payload, movie);
    auto samples = read_sample_tables(stbl->payload, file_bytes);
    if (!samples) {
        return tl::unexpected(samples.error());
    }
    movie.samples = std::move(*samples);
    return movie;
}

}  // namespace

Result<MovieVideo> read_movie(int fd) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) {
        return fail(ErrorKind::internal, "unreadable",
                    "The file cannot be read: " + std::generic_category().message(errno) + ".");
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    try {
        const auto moov = find_moov(fd, size);
        return moov ? read_tables(*moov, size) : tl::unexpected(moov.error());
    } catch (const std::system_error& error) {
        return fail(ErrorKind::internal, "unreadable", "The file cannot be read: " + error.code().message() + ".");
    }
}

}  // namespace shipwitness::media::mp4
