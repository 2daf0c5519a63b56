#include "vision/picture_header.h"

#include <algorithm>
#include <array>

namespace shipwitness::vision {

namespace {

using namespace std::literals;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        value = (value << 8U) | byte_at(bytes, at + i);
    }
    return value;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = count; i > 0; --i) {
        value = (value << 8U) | byte_at(bytes, at + i - 1);
    }
    return value;
}

/// Start of frame, of any coding but not the tables (DHT C4, JPG C8, DAC CC) that share its range.
bool starts_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool stands_alone(std::uint32_t marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

std::optional<PictureSize> jpeg_size(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
        const std::uint32_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF || stands_alone(marker)) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        const std::size_t length = big_endian(bytes, at + 2, 2);
        if (starts_frame(marker)) {
            return at + 9 <= bytes.size()
                       ? std::optional(PictureSize{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)})
                       : std::nullopt;
        }
        if (length < 2 || marker == 0xDA) {
            return std::nullopt;
        }
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<PictureSize> png_size(std::string_view bytes) {
    if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") {
        return std::nullopt;
    }
    return PictureSize{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

std::optional<PictureSize> webp_size(std::string_view bytes) {
    if (bytes.size() < 30) {
        return std::nullopt;
    }
    const std::string_view chunk = bytes.substr(12, 4);
    if (chunk == "VP8X") {
        return PictureSize{little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
    }
    if (chunk == "VP8 " && bytes.substr(23, 3) == "\x9D\x01\x2A"sv) {
        return PictureSize{little_endian(bytes, 26, 2) & 0x3FFFU, little_endian(bytes, 28, 2) & 0x3FFFU};
    }
    if (chunk == "VP8L" && byte_at(bytes, 20) == 0x2F) {
        const std::uint32_t bits = little_endian(bytes, 21, 4);
        return PictureSize{(bits & 0x3FFFU) + 1, ((bits >> 14U) & 0x3FFFU) + 1};
    }
    return std::nullopt;
}

bool is_heif(std::string_view bytes) {
    static constexpr std::array kBrands = {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv,
                                           "hevx"sv, "mif1"sv, "msf1"sv, "avif"sv, "avis"sv};
    return bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp" &&
           std::find(kBrands.begin(), kBrands.end(), bytes.substr(8, 4)) != kBrands.end();
}

}  // namespace

PictureType type_of(std::string_view bytes) {
    if (bytes.substr(0, 3) == "\xFF\xD8\xFF"sv) {
        return PictureType::jpeg;
    }
    if (bytes.substr(0, 8) == "\x89PNG\r\n\x1A\n"sv) {
        return PictureType::png;
    }
    if (bytes.size() >= 12 && bytes.substr(0, 4) == "RIFF" && bytes.substr(8, 4) == "WEBP") {
        return PictureType::webp;
    }
    return is_heif(bytes) ? PictureType::heic : PictureType::other;
}

std::optional<PictureSize> size_in_header(std::string_view bytes) {
    std::optional<PictureSize> size;
    switch (type_of(bytes)) {
        case PictureType::jpeg:
            size = jpeg_size(bytes);
            break;
        case PictureType::png:
            size = png_size(bytes);
            break;
        case PictureType::webp:
            size = webp_size(bytes);
            break;
        case PictureType::heic:
        case PictureType::other:
            break;
    }
    return size && size->width > 0 && size->height > 0 ? size : std::nullopt;
}

}  // namespace shipwitness::vision
