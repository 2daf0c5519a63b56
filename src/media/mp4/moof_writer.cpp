#include "media/mp4/moof_writer.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "media/mp4/box_writer.h"
#include "media/mp4/fragment_flags.h"

namespace shipwitness::media::mp4 {

namespace {

constexpr std::uint32_t kKey = kSampleStandsAlone;
constexpr std::uint32_t kNotKey = kSampleDependsOnOthers | kSampleIsNotSync;

constexpr std::size_t kBoxBytes = 8;
constexpr std::size_t kMfhdBytes = 16;
constexpr std::size_t kTfhdBytes = 16;
constexpr std::size_t kTfdtBytes = 20;
constexpr std::size_t kTrunBytes = 20;

bool reorders(std::span<const Sample> samples) {
    return std::any_of(samples.begin(), samples.end(), [](const Sample& s) { return s.composition_offset != 0; });
}

std::uint32_t bytes_of(std::span<const Sample> samples) {
    std::uint64_t sum = kBoxBytes;
    for (const Sample& sample : samples) {
        sum += sample.size_bytes;
    }
    if (sum > std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error("a fragment is larger than 4 GiB");
    }
    return static_cast<std::uint32_t>(sum);
}

void write_run(BoxWriter& out, std::span<const Sample> samples) {
    const bool composition = reorders(samples);
    out.open(fourcc("trun"), 1,
             kTrunDataOffset | kTrunSampleDuration | kTrunSampleSize | kTrunSampleFlags |
                 (composition ? kTrunSampleComposition : 0));
    out.u32(static_cast<std::uint32_t>(samples.size()));
    out.u32(static_cast<std::uint32_t>(fragment_header_bytes(samples)));
    for (const Sample& sample : samples) {
        out.u32(sample.duration);
        out.u32(sample.size_bytes);
        out.u32(sample.key ? kKey : kNotKey);
        if (composition) {
            out.u32(static_cast<std::uint32_t>(sample.composition_offset));
        }
    }
    out.close();
}

}  // namespace

std::size_t fragment_header_bytes(std::span<const Sample> samples) {
    const std::size_t entry = reorders(samples) ? 16 : 12;
    return 3 * kBoxBytes + kMfhdBytes + kTfhdBytes + kTfdtBytes + kTrunBytes + samples.size() * entry;
}

std::string fragment_header(const FragmentPlace& place, std::span<const Sample> samples) {
    BoxWriter out;
    out.open(fourcc("moof"));
    out.open(fourcc("mfhd"), 0, 0);
    out.u32(place.number);
    out.close();
    out.open(fourcc("traf"));
    out.open(fourcc("tfhd"), 0, kTfhdDefaultBaseIsMoof);
    out.u32(1);
    out.close();
    out.open(fourcc("tfdt"), 1, 0);
    out.u64(place.decode_time);
    out.close();
    write_run(out, samples);
    out.close();
    out.close();
    out.u32(bytes_of(samples));
    out.u32(fourcc("mdat"));
    return out.take();
}

}  // namespace shipwitness::media::mp4
