#include "media/mp4/fragment.h"

#include <optional>
#include <string>

#include "media/mp4/fragment_flags.h"

namespace shipwitness::media::mp4 {

namespace {

tl::unexpected<Error> malformed(const std::string& what) {
    return fail(ErrorKind::invalid, "malformed", "A fragment is malformed: " + what + ".");
}

struct TrackHeader {
    std::uint32_t track_id = 0;
    std::uint64_t base = 0;  ///< what data offsets count from
    SampleDefaults defaults{};
};

std::optional<TrackHeader> read_tfhd(std::span<const std::byte> payload, const SampleDefaults& defaults,
                                     std::uint64_t moof_offset, std::uint64_t end_of_last) {
    ByteReader in(payload);
    in.skip(1);
    const std::uint32_t flags = in.u24();
    TrackHeader header{.track_id = in.u32(), .defaults = defaults};
    header.base = (flags & kTfhdDefaultBaseIsMoof) != 0 ? moof_offset : end_of_last;
    if ((flags & kTfhdBaseDataOffset) != 0) {
        header.base = in.u64();
    }
    if ((flags & kTfhdDescription) != 0) {
        header.defaults.description = in.u32();
    }
    if ((flags & kTfhdDefaultDuration) != 0) {
        header.defaults.duration = in.u32();
    }
    if ((flags & kTfhdDefaultSize) != 0) {
        header.defaults.size_bytes = in.u32();
    }
    if ((flags & kTfhdDefaultFlags) != 0) {
        header.defaults.flags = in.u32();
    }
    return in.ok() ? std::optional(header) : std::nullopt;
}

std::optional<std::uint64_t> read_tfdt(std::span<const std::byte> payload) {
    ByteReader in(payload);
    const std::uint8_t version = in.u8();
    in.skip(3);
    const std::uint64_t time = version == 1 ? in.u64() : in.u32();
    return in.ok() && time < kMaxDecodeTime ? std::optional(time) : std::nullopt;
}

/// Reads the runs of one fragment one after another; keeps where the last one ended.
class RunReader {
  public:
    RunReader(const TrackHeader& header, std::uint64_t decode_time, DataRange data)
        : header_(header), data_(data), next_offset_(header.base), next_time_(decode_time) {}

    /// Returns what is wrong, or nothing.
    std::optional<std::string> read(std::span<const std::byte> trun, std::vector<Sample>& samples) {
        ByteReader in(trun);
        const std::uint8_t version = in.u8();
        const std::uint32_t flags = in.u24();
        const std::uint32_t count = in.u32();
        if ((flags & kTrunDataOffset) != 0) {
            // Signed, in 64-bit arithmetic that wraps: a nonsense sum fails the check of the range below.
            next_offset_ = header_.base + static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(in.u32())});
        }
        std::optional<std::uint32_t> first_flags;
        if ((flags & kTrunFirstSampleFlags) != 0) {
            first_flags = in.u32();
        }
        const std::size_t entry = entry_bytes(flags);
        if (!in.ok() || (entry != 0 && count > in.rest().size() / entry) ||
            count > kMaxSamplesPerFragment - samples.size()) {
            return "'trun' announces more samples than it holds";
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            Sample sample = read_entry(in, flags, i == 0 ? first_flags : std::nullopt);
            if (sample.size_bytes == 0 || sample.offset < data_.from || sample.offset > data_.to ||
                sample.size_bytes > data_.to - sample.offset) {
                return "a sample lies outside 'mdat'";
            }
            if (version == 0 && sample.composition_offset < 0) {
                return "a composition offset is too large";
            }
            samples.push_back(sample);
            next_offset_ += sample.size_bytes;
            next_time_ += sample.duration;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::uint64_t end() const { return next_offset_; }

  private:
    /// A run without fields per sample is bounded by the limit of samples alone.
    static std::size_t entry_bytes(std::uint32_t flags) {
        std::size_t bytes = 0;
        for (const std::uint32_t field :
             {kTrunSampleDuration, kTrunSampleSize, kTrunSampleFlags, kTrunSampleComposition}) {
            bytes += (flags & field) != 0 ? 4U : 0U;
        }
        return bytes;
    }

    Sample read_entry(ByteReader& in, std::uint32_t flags, std::optional<std::uint32_t> first_flags) const {
        Sample sample;
        sample.offset = next_offset_;
        sample.decode_time = next_time_;
        sample.duration = (flags & kTrunSampleDuration) != 0 ? in.u32() : header_.defaults.duration;
        sample.size_bytes = (flags & kTrunSampleSize) != 0 ? in.u32() : header_.defaults.size_bytes;
        std::uint32_t sample_flags = (flags & kTrunSampleFlags) != 0 ? in.u32() : header_.defaults.flags;
        sample.composition_offset = (flags & kTrunSampleComposition) != 0 ? static_cast<std::int32_t>(in.u32()) : 0;
        if (first_flags) {
            sample_flags = *first_flags;
        }
        sample.key = (sample_flags & kSampleIsNotSync) == 0;
        return sample;
    }

    TrackHeader header_;
    DataRange data_;
    std::uint64_t next_offset_;
    std::uint64_t next_time_;
};

/// Reads one 'traf' of our track into `fragment`; returns where its data ended.
Result<std::uint64_t> read_traf(std::span<const std::byte> traf, const TrackHeader& header, DataRange data,
                                std::size_t entries, Fragment& fragment) {
    if (!fragment.samples.empty()) {
        return malformed("two 'traf' of one track");
    }
    if (header.defaults.description == 0 || header.defaults.description > entries) {
        return malformed("it names a sample entry that the init part lacks");
    }
    const auto tfdt = find_child(traf, fourcc("tfdt"));
    const auto time = tfdt ? read_tfdt(tfdt->payload) : std::nullopt;
    if (!time) {
        return malformed("'tfdt' is missing or absurd");
    }
    fragment.decode_time = *time;
    fragment.description = header.defaults.description;
    RunReader runs(header, *time, data);
    BoxWalk walk(traf);
    while (const auto box = walk.next()) {
        if (box->type == fourcc("trun")) {
            if (const auto wrong = runs.read(box->payload, fragment.samples)) {
                return malformed(*wrong);
            }
        }
    }
    if (!walk.ok()) {
        return malformed("'traf' is cut short");
    }
    return runs.end();
}

}  // namespace

Result<Fragment> read_moof(std::span<const std::byte> payload, std::uint64_t moof_offset, DataRange data,
                           const InitPart& init) {
    Fragment fragment;
    std::uint64_t end_of_last = moof_offset;
    BoxWalk walk(payload);
    while (const auto box = walk.next()) {
        if (box->type != fourcc("traf")) {
            continue;
        }
        const auto tfhd = find_child(box->payload, fourcc("tfhd"));
        const auto header = tfhd ? read_tfhd(tfhd->payload, init.defaults, moof_offset, end_of_last) : std::nullopt;
        if (!header) {
            return malformed("'tfhd' is missing or too short");
        }
        if (header->track_id != init.track_id) {
            continue;
        }
        const auto end = read_traf(box->payload, *header, data, init.sample_entries.size(), fragment);
        if (!end) {
            return tl::unexpected(end.error());
        }
        end_of_last = *end;
    }
    if (!walk.ok() || fragment.samples.empty()) {
        return malformed(walk.ok() ? "no samples of the video track" : "'moof' is cut short");
    }
    return fragment;
}

}  // namespace shipwitness::media::mp4
