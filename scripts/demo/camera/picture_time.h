#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/time.h"

namespace shipwitness::demo {

/// The wall time in every picture of a demonstration camera, in a form that programs read: a row of 64 black and white
/// cells over the whole lower edge, 1/36 of the height, from left to right: 48 bits of milliseconds since 1970 UTC,
/// most significant first, then CRC-16/CCITT-FALSE of those six bytes. White is 1. It survives strong compression and
/// scaling down to 320x180. Tests read it instead of trusting what our own programs say about time.
inline constexpr std::size_t kTimeCells = 64;
inline constexpr std::size_t kTimeBits = 48;
inline constexpr int kTimeRowsPerPicture = 36;

using TimeCells = std::array<bool, kTimeCells>;

/// CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF) of the lower 48 bits of `value`, first byte first.
[[nodiscard]] constexpr std::uint16_t time_checksum(std::uint64_t value) {
    std::uint16_t crc = 0xFFFF;
    for (int bit = static_cast<int>(kTimeBits) - 1; bit >= 0; --bit) {
        const bool in = ((value >> bit) & 1U) != 0;
        const bool out = (crc & 0x8000U) != 0;
        crc = static_cast<std::uint16_t>(crc << 1U);
        if (in != out) {
            crc = static_cast<std::uint16_t>(crc ^ 0x1021U);
        }
    }
    return crc;
}

[[nodiscard]] constexpr TimeCells time_cells(Timestamp at) {
    const auto value = static_cast<std::uint64_t>(to_us(at) / 1000);
    const std::uint64_t word = (value << 16U) | time_checksum(value);
    TimeCells cells{};
    for (std::size_t i = 0; i < kTimeCells; ++i) {
        cells[i] = ((word >> (kTimeCells - 1 - i)) & 1U) != 0;
    }
    return cells;
}

/// The time that the cells tell; nullopt when the checksum does not agree.
[[nodiscard]] constexpr std::optional<Timestamp> read_time_cells(const TimeCells& cells) {
    std::uint64_t word = 0;
    for (const bool cell : cells) {
        word = (word << 1U) | (cell ? 1U : 0U);
    }
    const std::uint64_t value = word >> 16U;
    if (time_checksum(value) != (word & 0xFFFFU)) {
        return std::nullopt;
    }
    return from_us(static_cast<std::int64_t>(value) * 1000);
}

/// The time burned into a grey picture (8 bits a pixel, `width` bytes a row, any size from 256x72 on); nullopt when
/// none is readable.
[[nodiscard]] inline std::optional<Timestamp> read_picture_time(std::span<const std::uint8_t> grey, int width,
                                                                int height) {
    const auto columns = static_cast<std::size_t>(width);
    const auto rows = static_cast<std::size_t>(height);
    if (columns < 256 || rows < 72 || grey.size() < columns * rows) {
        return std::nullopt;
    }
    const std::size_t row = rows - rows / (kTimeRowsPerPicture * 2);
    std::array<int, kTimeCells> levels{};
    int darkest = 255;
    int brightest = 0;
    for (std::size_t i = 0; i < kTimeCells; ++i) {
        const std::size_t column = (2 * i + 1) * columns / (2 * kTimeCells);
        const auto at = [&](std::size_t x, std::size_t y) { return static_cast<int>(grey[y * columns + x]); };
        levels[i] = (at(column - 1, row) + at(column, row) + at(column, row - 1) + at(column - 1, row - 1)) / 4;
        darkest = levels[i] < darkest ? levels[i] : darkest;
        brightest = levels[i] > brightest ? levels[i] : brightest;
    }
    if (brightest - darkest < 60) {
        return std::nullopt;
    }
    TimeCells cells{};
    for (std::size_t i = 0; i < kTimeCells; ++i) {
        cells[i] = 2 * levels[i] > darkest + brightest;
    }
    return read_time_cells(cells);
}

}  // namespace shipwitness::demo
