#include "core/random.h"

#include <cerrno>
#include <string_view>
#include <system_error>
#include <vector>

#include <sys/random.h>

namespace shipwitness {

namespace {

std::vector<unsigned char> random_bytes(std::size_t count) {
    std::vector<unsigned char> bytes(count);
    std::size_t filled = 0;
    while (filled < count) {
        const ssize_t got = ::getrandom(bytes.data() + filled, count - filled, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw std::system_error(errno, std::generic_category(), "getrandom");
        }
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace

std::string random_hex(std::size_t bytes) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    text.reserve(bytes * 2);
    for (const unsigned char byte : random_bytes(bytes)) {
        text += kHex[byte >> 4U];
        text += kHex[byte & 0xfU];
    }
    return text;
}

std::string random_base32(std::size_t length) {
    static constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text;
    for (const unsigned char byte : random_bytes(length)) {
        text += kSigns[byte & 31U];
    }
    return text;
}

std::string random_digits(std::size_t length) {
    std::string text;
    while (text.size() < length) {
        for (const unsigned char byte : random_bytes(length)) {
            if (byte < 250 && text.size() < length) {  // 250 = 25 × 10: above it digits would not be equally likely
                text += static_cast<char>('0' + byte % 10);
            }
        }
    }
    return text;
}

}  // namespace shipwitness
