#include "media/mp4/box.h"

namespace shipwitness::media::mp4 {

std::string to_text(FourCc type) {
    std::string text;
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        const auto letter = static_cast<char>((type >> (shift - 8)) & 0xffU);
        text += letter >= 0x20 && letter < 0x7f ? letter : '?';
    }
    return text;
}

std::span<const std::byte> ByteReader::bytes(std::uint64_t count) {
    if (!ok_ || count > rest_.size()) {
        ok_ = false;
        return {};
    }
    const auto taken = rest_.first(static_cast<std::size_t>(count));
    rest_ = rest_.subspan(static_cast<std::size_t>(count));
    return taken;
}

std::uint64_t ByteReader::number(std::size_t count) {
    std::uint64_t value = 0;
    for (const std::byte byte : bytes(count)) {
        value = (value << 8U) | std::to_integer<std::uint64_t>(byte);
    }
    return value;
}

std::optional<BoxHeader> read_box_header(std::span<const std::byte> bytes) {
    ByteReader in(bytes);
    BoxHeader header;
    header.size_bytes = in.u32();
    header.type = in.u32();
    header.header_bytes = 8;
    if (header.size_bytes == 1) {
        header.size_bytes = in.u64();
        header.header_bytes = 16;
        if (header.size_bytes == 0) {
            return std::nullopt;
        }
    }
    if (!in.ok() || (header.size_bytes != 0 && header.size_bytes < header.header_bytes)) {
        return std::nullopt;
    }
    return header;
}

std::optional<Box> BoxWalk::next() {
    if (!ok_ || rest_.empty()) {
        return std::nullopt;
    }
    const auto header = read_box_header(rest_);
    if (!header || header->size_bytes > rest_.size()) {
        ok_ = false;
        return std::nullopt;
    }
    const std::size_t size = header->size_bytes == 0 ? rest_.size() : static_cast<std::size_t>(header->size_bytes);
    const auto whole = rest_.first(size);
    rest_ = rest_.subspan(size);
    return Box{header->type, whole, whole.subspan(header->header_bytes)};
}

std::optional<Box> find_child(std::span<const std::byte> payload, FourCc type) {
    BoxWalk walk(payload);
    while (const auto box = walk.next()) {
        if (box->type == type) {
            return box;
        }
    }
    return std::nullopt;
}

}  // namespace shipwitness::media::mp4
