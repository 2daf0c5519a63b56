#pragma once

#include <string>
#include <string_view>

namespace shipwitness::test {

enum class PictureFile { jpeg, png, webp };

/// A small picture file of that size, made by OpenCV.
[[nodiscard]] std::string a_picture(PictureFile type, int width, int height);

/// The JPEG with an EXIF block in front: the orientation (1: upright, 6: turned right) and a text that a camera might
/// leave there.
[[nodiscard]] std::string with_exif_rotation(const std::string& jpeg, int orientation, std::string_view text);

}  // namespace shipwitness::test
