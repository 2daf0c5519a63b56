#include "media/nal_units.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace shipwitness::media {

namespace {

enum class Unit { slice, key_slice, video_parameters, sequence_parameters, picture_parameters, other };

Unit h264_unit(unsigned header) {
    switch (header & 0x1fU) {
        case 1:
        case 2:
            return Unit::slice;
        case 5:
            return Unit::key_slice;
        case 7:
            return Unit::sequence_parameters;
        case 8:
            return Unit::picture_parameters;
        default:
            return Unit::other;
    }
}

Unit h265_unit(unsigned header) {
    const unsigned type = (header >> 1U) & 0x3fU;
    if (type < 16) {
        return Unit::slice;
    }
    if (type < 32) {
        return Unit::key_slice;
    }
    switch (type) {
        case 32:
            return Unit::video_parameters;
        case 33:
            return Unit::sequence_parameters;
        case 34:
            return Unit::picture_parameters;
        default:
            return Unit::other;
    }
}

/// Position just after the next 00 00 01 at or after `from`; npos when there is none.
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
std::size_t after_start_code(std::span<const std::byte> bytes, std::size_t from) {
    // Looks for the 01 first: zeros are common in video, a 01 after two zeros is not.
    for (std::size_t at = from + 2; at < bytes.size(); ++at) {
        const void* found = std::memchr(bytes.data() + at, 1, bytes.size() - at);
        if (found == nullptr) {
            return kNone;
        }
        at = static_cast<std::size_t>(static_cast<const std::byte*>(found) - bytes.data());
        if (bytes[at - 1] == std::byte{0} && bytes[at - 2] == std::byte{0}) {
            return at + 1;
        }
    }
    return kNone;
}

/// The NAL unit that begins at `from`, without the zeros before the next start code.
std::span<const std::byte> unit_at(std::span<const std::byte> bytes, std::size_t from, std::size_t next) {
    std::size_t end = next == kNone ? bytes.size() : next - 3;
    while (end > from && bytes[end - 1] == std::byte{0}) {
        --end;
    }
    return bytes.subspan(from, end - from);
}

using Units = std::vector<std::span<const std::byte>>;

bool holds(const Units& units, std::span<const std::byte> unit) {
    return std::any_of(units.begin(), units.end(), [&](const auto& other) {
        return std::equal(other.begin(), other.end(), unit.begin(), unit.end());
    });
}

/// Adds the unit unless it stands there already: some servers send the same parameter sets twice with a key frame, and
/// not with every one.
void add_unit(Units& units, std::span<const std::byte> unit) {
    if (!holds(units, unit)) {
        units.push_back(unit);
    }
}

Units units_of(std::span<const std::byte> bytes) {
    Units units;
    NalUnitWalk walk(bytes);
    while (const auto unit = walk.next()) {
        units.push_back(*unit);
    }
    return units;
}

Unit kind_of(Codec codec, std::byte header) {
    const auto bits = std::to_integer<unsigned>(header);
    return codec == Codec::h264 ? h264_unit(bits) : h265_unit(bits);
}

std::vector<std::byte> join(const Units& units) {
    static constexpr std::array<std::byte, 4> kStartCode{std::byte{0}, std::byte{0}, std::byte{0}, std::byte{1}};
    std::vector<std::byte> joined;
    for (const auto& unit : units) {
        joined.insert(joined.end(), kStartCode.begin(), kStartCode.end());
        joined.insert(joined.end(), unit.begin(), unit.end());
    }
    return joined;
}

}  // namespace

NalUnitWalk::NalUnitWalk(std::span<const std::byte> bytes) : bytes_(bytes), at_(after_start_code(bytes, 0)) {}

std::optional<std::span<const std::byte>> NalUnitWalk::next() {
    if (at_ == kNone || at_ >= bytes_.size()) {
        return std::nullopt;
    }
    const std::size_t from = at_;
    at_ = after_start_code(bytes_, from);
    return unit_at(bytes_, from, at_);
}

bool is_parameter_set(Codec codec, std::span<const std::byte> unit) {
    if (unit.empty()) {
        return false;
    }
    const Unit kind = kind_of(codec, unit.front());
    return kind == Unit::video_parameters || kind == Unit::sequence_parameters || kind == Unit::picture_parameters;
}

bool brings_news(std::span<const std::byte> parameters, std::span<const std::byte> known) {
    const Units before = units_of(known);
    const Units now = units_of(parameters);
    return !std::all_of(now.begin(), now.end(), [&](const auto& unit) { return holds(before, unit); });
}

bool is_annex_b(std::span<const std::byte> bytes) {
    return after_start_code(bytes.first(std::min<std::size_t>(bytes.size(), 4)), 0) != kNone;
}

AccessUnitHead read_head(Codec codec, std::span<const std::byte> bytes) {
    AccessUnitHead head;
    Units parameters;
    bool video = codec == Codec::h264;
    bool sequence = false;
    bool picture = false;
    std::size_t at = after_start_code(bytes, 0);
    while (at != kNone && at < bytes.size()) {
        const Unit unit = kind_of(codec, bytes[at]);
        if (unit == Unit::slice || unit == Unit::key_slice) {
            head.picture = true;
            head.key = unit == Unit::key_slice;
            break;
        }
        const std::size_t next = after_start_code(bytes, at);
        if (unit != Unit::other) {
            add_unit(parameters, unit_at(bytes, at, next));
            video = video || unit == Unit::video_parameters;
            sequence = sequence || unit == Unit::sequence_parameters;
            picture = picture || unit == Unit::picture_parameters;
        }
        at = next;
    }
    if (video && sequence && picture) {
        head.parameters = join(parameters);
    }
    return head;
}

}  // namespace shipwitness::media
