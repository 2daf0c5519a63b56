#include "web/server/app/text.h"

#include <cstddef>
#include <cstdint>

#include "mail/sender.h"

namespace shipwitness::web {

namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

// Only what two-byte UTF-8 holds: every alphabet that fold_case() knows lies below U+0800.
CodePoint read_two_bytes(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0xC2 || first > 0xDF || at + 1 >= text.size()) {
        return {};
    }
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xC0U) != 0x80U) {
        return {};
    }
    return {static_cast<char32_t>(((first & 0x1FU) << 6U) | (second & 0x3FU)), 2, true};
}

void append_two_bytes(std::string& out, char32_t value) {
    out += static_cast<char>(0xC0U | (value >> 6U));
    out += static_cast<char>(0x80U | (value & 0x3FU));
}

char32_t lower_latin_extended(char32_t value) {
    const bool even_is_upper = (value >= 0x100 && value <= 0x137) || (value >= 0x14A && value <= 0x177);
    const bool odd_is_upper = (value >= 0x139 && value <= 0x148) || (value >= 0x179 && value <= 0x17E);
    if (value == 0x130 || value == 0x131) {
        return value;  // the dotless i of Turkish has no lower case that holds in every language
    }
    if (value == 0x178) {
        return 0xFF;
    }
    if (even_is_upper && value % 2 == 0) {
        return value + 1;
    }
    return odd_is_upper && value % 2 == 1 ? value + 1 : value;
}

char32_t lower_greek(char32_t value) {
    if (value == 0x386) {
        return 0x3AC;
    }
    if (value >= 0x388 && value <= 0x38A) {
        return value + 37;
    }
    if (value == 0x38C) {
        return 0x3CC;
    }
    if (value == 0x38E || value == 0x38F) {
        return value + 63;
    }
    return value >= 0x391 && value <= 0x3AB && value != 0x3A2 ? value + 32 : value;
}

char32_t lower_cyrillic(char32_t value) {
    if (value == 0x401 || value == 0x451) {
        return 0x435;  // «ё» is typed as «е» more often than not
    }
    if (value >= 0x410 && value <= 0x42F) {
        return value + 32;
    }
    return value >= 0x400 && value <= 0x40F ? value + 80 : value;
}

char32_t lower(char32_t value) {
    if (value >= 0xC0 && value <= 0xDE && value != 0xD7) {
        return value + 32;
    }
    if (value >= 0x100 && value <= 0x17F) {
        return lower_latin_extended(value);
    }
    if (value >= 0x386 && value <= 0x3AB) {
        return lower_greek(value);
    }
    return value >= 0x400 && value <= 0x451 ? lower_cyrillic(value) : value;
}

}  // namespace

std::string fold_case(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char byte = utf8[at];
        if (const CodePoint point = read_two_bytes(utf8, at); point.valid) {
            append_two_bytes(out, lower(point.value));
            at += point.bytes;
        } else {
            out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
            ++at;
        }
    }
    return out;
}

std::string like_pattern(std::string_view utf8) {
    std::string out = "%";
    for (const char each : fold_case(utf8)) {
        if (each == '%' || each == '_' || each == '\\') {
            out += '\\';
        }
        out += each;
    }
    out += '%';
    return out;
}

bool is_email(std::string_view text) {
    if (!mail::is_address(std::string(text))) {
        return false;
    }
    const std::string_view domain = text.substr(text.find('@') + 1);
    return domain.find('.') != std::string_view::npos && domain.front() != '.' &&
           domain.find("..") == std::string_view::npos;
}

}  // namespace shipwitness::web
