#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "vision/picture_header.h"

namespace shipwitness::vision {

/// A picture that strangers may be shown: JPEG, upright, without anything but pixels (no EXIF, so no place and no
/// device), at most kLongestSide on its longer side.
struct CleanPicture {
    PictureType original = PictureType::jpeg;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string jpeg;
};

inline constexpr int kLongestSide = 2'560;

/// Makes one of what somebody uploaded. Fails (invalid) with `picture_empty`, `picture_heic`, `picture_type_unknown`,
/// `picture_too_many_pixels` (told from the header, before anything is decoded) or `picture_unreadable`. Needs some six
/// bytes of memory a pixel. Thread-safe.
[[nodiscard]] Result<CleanPicture> clean_picture(std::string_view bytes, std::int64_t max_pixels);

}  // namespace shipwitness::vision
