#include "media/time_stamp.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace shipwitness::media {

namespace {

constexpr int kGlyphWidth = 5;
constexpr int kGlyphHeight = 7;
constexpr int kCellWidth = kGlyphWidth + 1;
constexpr int kCellHeight = kGlyphHeight + 2;
constexpr std::uint8_t kBlack = 16;
constexpr std::uint8_t kWhite = 235;

/// Rows from top to bottom; bit 4 is the leftmost pixel.
struct Glyph {
    char sign;
    std::array<std::uint8_t, kGlyphHeight> rows;
};

constexpr std::array<Glyph, 15> kGlyphs{{
    {'0', {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110}},
    {'1', {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110}},
    {'2', {0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111}},
    {'3', {0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110}},
    {'4', {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010}},
    {'5', {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110}},
    {'6', {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110}},
    {'7', {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000}},
    {'8', {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110}},
    {'9', {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100}},
    {'-', {0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000}},
    {':', {0b00000, 0b01100, 0b01100, 0b00000, 0b01100, 0b01100, 0b00000}},
    {'.', {0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100}},
    {'T', {0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100}},
    {'Z', {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b11111}},
}};

bool is_lit(char sign, int row, int column) {
    const auto glyph = std::find_if(kGlyphs.begin(), kGlyphs.end(), [&](const Glyph& g) { return g.sign == sign; });
    if (glyph == kGlyphs.end() || row >= kGlyphHeight || column >= kGlyphWidth || row < 0) {
        return false;
    }
    return ((glyph->rows[static_cast<std::size_t>(row)] >> (kGlyphWidth - 1 - column)) & 1) != 0;
}

}  // namespace

void draw_text(const BrightnessPlane& plane, std::string_view text) {
    const int cells = static_cast<int>(text.size());
    if (cells == 0) {
        return;
    }
    const int scale = std::min(plane.width * 2 / (5 * cells * kCellWidth), plane.height / kCellHeight);
    if (scale < 1) {
        return;
    }
    for (int y = 0; y < kCellHeight * scale; ++y) {
        std::uint8_t* line = plane.pixels + y * plane.stride;
        for (int x = 0; x < cells * kCellWidth * scale; ++x) {
            const int column = x / scale;
            const char sign = text[static_cast<std::size_t>(column / kCellWidth)];
            line[x] = is_lit(sign, y / scale - 1, column % kCellWidth) ? kWhite : kBlack;
        }
    }
}

}  // namespace shipwitness::media
