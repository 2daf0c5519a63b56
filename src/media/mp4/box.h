#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace shipwitness::media::mp4 {

/// A box's four-letter name as it stands in the file (ISO/IEC 14496-12, 4.2), first letter in the highest byte.
using FourCc = std::uint32_t;

[[nodiscard]] constexpr FourCc fourcc(const char (&letters)[5]) {
    FourCc value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = (value << 8U) | static_cast<unsigned char>(letters[i]);
    }
    return value;
}

/// The four letters; what cannot be printed as '?'.
[[nodiscard]] std::string to_text(FourCc type);

/// Reads big-endian numbers from bytes that nobody vouches for. Reading past the end gives zeros and makes ok() false
/// for good, so that a parser asks once at its end.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : rest_(bytes) {}

    [[nodiscard]] std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    [[nodiscard]] std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    [[nodiscard]] std::uint32_t u24() { return static_cast<std::uint32_t>(number(3)); }
    [[nodiscard]] std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    [[nodiscard]] std::uint64_t u64() { return number(8); }
    [[nodiscard]] std::span<const std::byte> bytes(std::uint64_t count);
    void skip(std::uint64_t count) { (void)bytes(count); }

    [[nodiscard]] std::span<const std::byte> rest() const { return rest_; }
    [[nodiscard]] bool ok() const { return ok_; }

  private:
    std::uint64_t number(std::size_t count);

    std::span<const std::byte> rest_;
    bool ok_ = true;
};

/// The beginning of a box.
struct BoxHeader {
    FourCc type = 0;
    std::uint64_t size_bytes = 0;    ///< header included; 0: to the end of the file
    std::uint32_t header_bytes = 0;  ///< 8 or 16
};
constexpr std::size_t kMaxHeaderBytes = 16;

/// nullopt when `bytes` are too few, or are no box: a size smaller than its header.
[[nodiscard]] std::optional<BoxHeader> read_box_header(std::span<const std::byte> bytes);

/// A whole box in memory.
struct Box {
    FourCc type = 0;
    std::span<const std::byte> whole;    ///< with its header
    std::span<const std::byte> payload;  ///< without
};

/// Goes over the boxes in a container's payload. A box that is longer than its container ends the walk with
/// ok() == false.
class BoxWalk {
  public:
    explicit BoxWalk(std::span<const std::byte> payload) : rest_(payload) {}
    [[nodiscard]] std::optional<Box> next();
    [[nodiscard]] bool ok() const { return ok_; }

  private:
    std::span<const std::byte> rest_;
    bool ok_ = true;
};

/// The first child of that type; nullopt when there is none before the first malformed one.
[[nodiscard]] std::optional<Box> find_child(std::span<const std::byte> payload, FourCc type);

}  // namespace shipwitness::media::mp4
