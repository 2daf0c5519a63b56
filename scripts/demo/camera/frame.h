#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace shipwitness::demo {

/// A rectangle of pixels: [left, right) x [top, bottom).
struct Box {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
};

/// The smallest box around both; an empty one counts for nothing.
[[nodiscard]] Box around(const Box& one, const Box& other);

/// A picture as encoders want it: planes Y, Cb, Cr, one after the other (I420), BT.709, limited range.
class Frame {
  public:
    /// `width` a multiple of 16, `height` of 4: then GStreamer's default strides are the widths.
    Frame(int width, int height);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }

    /// Takes the pixels of `box` (grown to even edges) from a Cairo image of the same size (32 bits a pixel, B G R x).
    void take(const std::uint8_t* pixels, int stride, Box box);
    /// Fills a box with one grey, 16 (black) to 235 (white).
    void fill(const Box& box, std::uint8_t grey);
    /// Copies a grey tile with its upper left corner at (left, top); what does not fit is cut off.
    void put(std::span<const std::uint8_t> tile, int tile_width, int left, int top);

  private:
    [[nodiscard]] std::uint8_t* row(int y) { return bytes_.data() + static_cast<std::ptrdiff_t>(y) * width_; }

    int width_;
    int height_;
    std::vector<std::uint8_t> bytes_;
};

}  // namespace shipwitness::demo
