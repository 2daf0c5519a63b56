#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace shipwitness::media {

/// The brightness plane of a picture: 8 bits a pixel.
struct BrightnessPlane {
    std::uint8_t* pixels;
    std::ptrdiff_t stride;
    int width;
    int height;
};

/// Writes text in white on a black bar into the upper left corner: digits, '-', ':', '.', 'T', 'Z' and space; other
/// signs stay empty. As large as fits in two fifths of the width, so that it can be read on a phone. Nothing is written
/// into a picture that is too small for it.
void draw_text(const BrightnessPlane& plane, std::string_view text);

}  // namespace shipwitness::media
