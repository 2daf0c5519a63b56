#include "media/mp4/sample_tables.h"

#include <optional>
#include <string>

namespace shipwitness::media::mp4 {

namespace {

tl::unexpected<Error> malformed(const std::string& what) {
    return fail(ErrorKind::invalid, "malformed", "The MP4's sample tables are malformed: " + what + ".");
}

/// A table: a full box's version and flags, a count, and that many entries.
struct Table {
    ByteReader in;
    std::uint32_t count = 0;
};

std::optional<Table> open_table(std::span<const std::byte> stbl, FourCc type, std::size_t entry_bytes) {
    const auto box = find_child(stbl, type);
    if (!box) {
        return std::nullopt;
    }
    Table table{ByteReader(box->payload)};
    table.in.skip(4);
    table.count = table.in.u32();
    if (!table.in.ok() || table.count > table.in.rest().size() / entry_bytes) {
        return std::nullopt;
    }
    return table;
}

/// 'stsz': fails when it is missing; a size common to all samples is not what we write, nor what video has.
std::optional<std::vector<Sample>> read_sizes(std::span<const std::byte> stbl) {
    const auto box = find_child(stbl, fourcc("stsz"));
    if (!box) {
        return std::nullopt;
    }
    ByteReader in(box->payload);
    in.skip(4);
    const std::uint32_t common = in.u32();
    const std::uint32_t count = in.u32();
    if (!in.ok() || common != 0 || count == 0 || count > in.rest().size() / 4) {
        return std::nullopt;
    }
    std::vector<Sample> samples(count);
    for (Sample& sample : samples) {
        sample.size_bytes = in.u32();
    }
    return samples;
}

bool read_times(std::span<const std::byte> stbl, std::vector<Sample>& samples) {
    auto table = open_table(stbl, fourcc("stts"), 8);
    std::size_t next = 0;
    std::uint64_t time = 0;
    for (std::uint32_t i = 0; table && i < table->count; ++i) {
        const std::uint32_t count = table->in.u32();
        const std::uint32_t duration = table->in.u32();
        if (count > samples.size() - next) {
            return false;
        }
        for (std::uint32_t j = 0; j < count; ++j, ++next) {
            samples[next].decode_time = time;
            samples[next].duration = duration;
            time += duration;
        }
    }
    return next == samples.size();
}

bool read_composition_offsets(std::span<const std::byte> stbl, std::vector<Sample>& samples) {
    if (!find_child(stbl, fourcc("ctts"))) {
        return true;
    }
    auto table = open_table(stbl, fourcc("ctts"), 8);
    std::size_t next = 0;
    for (std::uint32_t i = 0; table && i < table->count; ++i) {
        const std::uint32_t count = table->in.u32();
        const auto offset = static_cast<std::int32_t>(table->in.u32());
        if (count > samples.size() - next) {
            return false;
        }
        for (std::uint32_t j = 0; j < count; ++j, ++next) {
            samples[next].composition_offset = offset;
        }
    }
    return next == samples.size();
}

bool read_keys(std::span<const std::byte> stbl, std::vector<Sample>& samples) {
    if (!find_child(stbl, fourcc("stss"))) {
        for (Sample& sample : samples) {
            sample.key = true;
        }
        return true;
    }
    auto table = open_table(stbl, fourcc("stss"), 4);
    for (std::uint32_t i = 0; table && i < table->count; ++i) {
        const std::uint32_t number = table->in.u32();
        if (number == 0 || number > samples.size()) {
            return false;
        }
        samples[number - 1].key = true;
    }
    return table.has_value();
}

std::vector<std::uint64_t> read_chunks(std::span<const std::byte> stbl) {
    std::vector<std::uint64_t> offsets;
    const bool wide = find_child(stbl, fourcc("co64")).has_value();
    auto table = wide ? open_table(stbl, fourcc("co64"), 8) : open_table(stbl, fourcc("stco"), 4);
    for (std::uint32_t i = 0; table && i < table->count; ++i) {
        offsets.push_back(wide ? table->in.u64() : table->in.u32());
    }
    return offsets;
}

/// One row of 'stsc'.
struct ChunkRun {
    std::uint32_t first = 0;  ///< chunk, counted from 1
    std::uint32_t samples = 0;
};

bool read_places(std::span<const std::byte> stbl, std::uint64_t file_bytes, std::vector<Sample>& samples) {
    const auto chunks = read_chunks(stbl);
    auto table = open_table(stbl, fourcc("stsc"), 12);
    std::vector<ChunkRun> runs;
    for (std::uint32_t i = 0; table && i < table->count; ++i) {
        runs.push_back({table->in.u32(), table->in.u32()});
        table->in.skip(4);
    }
    std::size_t run = 0;
    std::size_t next = 0;
    for (std::size_t chunk = 0; chunk < chunks.size() && !runs.empty(); ++chunk) {
        if (run + 1 < runs.size() && chunk + 1 >= runs[run + 1].first) {
            ++run;
        }
        std::uint64_t offset = chunks[chunk];
        if (runs[run].samples > samples.size() - next) {
            return false;
        }
        for (std::uint32_t i = 0; i < runs[run].samples; ++i, ++next) {
            if (offset > file_bytes || samples[next].size_bytes > file_bytes - offset) {
                return false;
            }
            samples[next].offset = offset;
            offset += samples[next].size_bytes;
        }
    }
    return next == samples.size();
}

}  // namespace

Result<std::vector<Sample>> read_sample_tables(std::span<const std::byte> stbl, std::uint64_t file_bytes) {
    auto samples = read_sizes(stbl);
    if (!samples) {
        return malformed("'stsz'");
    }
    if (!read_times(stbl, *samples)) {
        return malformed("'stts'");
    }
    if (!read_composition_offsets(stbl, *samples)) {
        return malformed("'ctts'");
    }
    if (!read_keys(stbl, *samples)) {
        return malformed("'stss'");
    }
    if (!read_places(stbl, file_bytes, *samples)) {
        return malformed("a sample lies outside the file");
    }
    return std::move(*samples);
}

}  // namespace shipwitness::media::mp4
