#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace shipwitness::vision {

enum class PictureType {
    jpeg,
    png,
    webp,
    heic,   ///< HEIF and AVIF too: known, but not taken
    other,  ///< anything else
};

/// What the bytes are, by their beginning; names and declared types are not believed.
[[nodiscard]] PictureType type_of(std::string_view bytes);

struct PictureSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;

    [[nodiscard]] std::uint64_t pixels() const { return std::uint64_t{width} * height; }
};

/// Width and height as the header tells them (before any rotation), without decoding: a small file may claim a picture
/// that fills the memory. None when the header is damaged or the type is not jpeg, png or webp.
/// ITU-T T.81 B.2.2; PNG 11.2.2; RFC 9649 for WebP.
[[nodiscard]] std::optional<PictureSize> size_in_header(std::string_view bytes);

}  // namespace shipwitness::vision
