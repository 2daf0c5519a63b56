#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "media/mp4/box.h"

namespace shipwitness::media::mp4 {

/// Writes boxes into a text of bytes, numbers big-endian; a box's size is filled in when it is closed.
class BoxWriter {
  public:
    void open(FourCc type);
    /// A full box: with version and 24 bits of flags.
    void open(FourCc type, std::uint8_t version, std::uint32_t flags);
    void close();

    void u8(std::uint8_t value) { number(value, 1); }
    void u16(std::uint16_t value) { number(value, 2); }
    void u32(std::uint32_t value) { number(value, 4); }
    void u64(std::uint64_t value) { number(value, 8); }
    void zeros(std::size_t count) { bytes_.append(count, '\0'); }
    void text(std::string_view bytes) { bytes_ += bytes; }

    /// All that was written; every box must be closed.
    [[nodiscard]] std::string take() { return std::move(bytes_); }

  private:
    void number(std::uint64_t value, unsigned count);

    std::string bytes_;
    std::vector<std::size_t> open_;  ///< where each open box begins
};

}  // namespace shipwitness::media::mp4
