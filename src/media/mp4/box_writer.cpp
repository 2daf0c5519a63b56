#include "media/mp4/box_writer.h"

#include <limits>
#include <stdexcept>

namespace shipwitness::media::mp4 {

void BoxWriter::open(FourCc type) {
    open_.push_back(bytes_.size());
    u32(0);
    u32(type);
}

void BoxWriter::open(FourCc type, std::uint8_t version, std::uint32_t flags) {
    open(type);
    u32((std::uint32_t{version} << 24U) | flags);
}

void BoxWriter::close() {
    const std::size_t begin = open_.back();
    open_.pop_back();
    const std::size_t size = bytes_.size() - begin;
    if (size > std::numeric_limits<std::uint32_t>::max()) {
        throw std::logic_error("a box in memory is larger than 4 GiB");
    }
    for (std::size_t i = 0; i < 4; ++i) {
        bytes_[begin + i] = static_cast<char>((size >> (24U - 8U * i)) & 0xffU);
    }
}

void BoxWriter::number(std::uint64_t value, unsigned count) {
    char digits[8];
    for (unsigned i = 0; i < count; ++i) {
        digits[i] = static_cast<char>((value >> (8U * (count - 1U - i))) & 0xffU);
    }
    bytes_.append(digits, count);
}

}  // namespace shipwitness::media::mp4
