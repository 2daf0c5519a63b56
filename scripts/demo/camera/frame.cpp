#include "scripts/demo/camera/frame.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace shipwitness::demo {
namespace {

struct Colour {
    int red;
    int green;
    int blue;
};

Colour colour_at(const std::uint8_t* pixel) {
    return {pixel[2], pixel[1], pixel[0]};
}

// BT.709, limited range, in 1/65536.
std::uint8_t luma(const Colour& c) {
    return static_cast<std::uint8_t>(16 + ((11966 * c.red + 40254 * c.green + 4064 * c.blue + 32768) >> 16));
}

std::uint8_t blue_difference(const Colour& c) {
    return static_cast<std::uint8_t>(128 + ((-6596 * c.red - 22189 * c.green + 28784 * c.blue + 32768) >> 16));
}

std::uint8_t red_difference(const Colour& c) {
    return static_cast<std::uint8_t>(128 + ((28784 * c.red - 26145 * c.green - 2639 * c.blue + 32768) >> 16));
}

}  // namespace

Box around(const Box& one, const Box& other) {
    if (one.empty()) {
        return other;
    }
    if (other.empty()) {
        return one;
    }
    return {std::min(one.left, other.left), std::min(one.top, other.top), std::max(one.right, other.right),
            std::max(one.bottom, other.bottom)};
}

Frame::Frame(int width, int height)
    : width_(width),
      height_(height),
      bytes_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3 / 2) {
    const auto pixels = static_cast<std::ptrdiff_t>(width) * height;
    std::fill(bytes_.begin(), bytes_.begin() + pixels, std::uint8_t{16});
    std::fill(bytes_.begin() + pixels, bytes_.end(), std::uint8_t{128});
}

void Frame::take(const std::uint8_t* pixels, int stride, Box box) {
    box = {std::max(0, box.left & ~1), std::max(0, box.top & ~1), std::min(width_, (box.right + 1) & ~1),
           std::min(height_, (box.bottom + 1) & ~1)};
    std::uint8_t* const cb = bytes_.data() + static_cast<std::ptrdiff_t>(width_) * height_;
    std::uint8_t* const cr = cb + static_cast<std::ptrdiff_t>(width_) * height_ / 4;
    for (int y = box.top; y < box.bottom; y += 2) {
        const std::uint8_t* upper = pixels + static_cast<std::ptrdiff_t>(y) * stride;
        const std::uint8_t* lower = upper + stride;
        std::uint8_t* const out = row(y);
        std::uint8_t* const next = row(y + 1);
        const std::ptrdiff_t half = static_cast<std::ptrdiff_t>(y / 2) * (width_ / 2);
        for (int x = box.left; x < box.right; x += 2) {
            const Colour a = colour_at(upper + static_cast<std::ptrdiff_t>(x) * 4);
            const Colour b = colour_at(upper + static_cast<std::ptrdiff_t>(x) * 4 + 4);
            const Colour c = colour_at(lower + static_cast<std::ptrdiff_t>(x) * 4);
            const Colour d = colour_at(lower + static_cast<std::ptrdiff_t>(x) * 4 + 4);
            out[x] = luma(a);
            out[x + 1] = luma(b);
            next[x] = luma(c);
            next[x + 1] = luma(d);
            const Colour mean = {(a.red + b.red + c.red + d.red) / 4, (a.green + b.green + c.green + d.green) / 4,
                                 (a.blue + b.blue + c.blue + d.blue) / 4};
            cb[half + x / 2] = blue_difference(mean);
            cr[half + x / 2] = red_difference(mean);
        }
    }
}

void Frame::fill(const Box& box, std::uint8_t grey) {
    for (int y = std::max(0, box.top); y < std::min(height_, box.bottom); ++y) {
        const int left = std::max(0, box.left);
        const int right = std::min(width_, box.right);
        if (left < right) {
            std::memset(row(y) + left, grey, static_cast<std::size_t>(right - left));
        }
    }
}

void Frame::put(std::span<const std::uint8_t> tile, int tile_width, int left, int top) {
    const int tile_height = static_cast<int>(tile.size()) / tile_width;
    const int columns = std::min(tile_width, width_ - left);
    for (int y = 0; y < tile_height && top + y < height_ && columns > 0; ++y) {
        std::memcpy(row(top + y) + left, tile.data() + static_cast<std::ptrdiff_t>(y) * tile_width,
                    static_cast<std::size_t>(columns));
    }
}

}  // namespace shipwitness::demo
