#include "web/server/app/paging.h"

#include <charconv>
#include <string_view>

namespace shipwitness::web {

namespace {

constexpr std::size_t kMaxLimit = 200;
constexpr std::string_view kHex = "0123456789abcdef";

std::string to_hex(std::string_view bytes) {
    std::string out;
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
    }
    return out;
}

std::optional<std::string> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) {
        return std::nullopt;
    }
    std::string out;
    for (std::size_t at = 0; at < hex.size(); at += 2) {
        const std::size_t high = kHex.find(hex[at]);
        const std::size_t low = kHex.find(hex[at + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string encode(const Cursor& cursor) {
    return to_hex(std::to_string(cursor.number) + "|" + cursor.text);
}

std::optional<Cursor> decode_cursor(std::string_view text) {
    const auto plain = from_hex(text);
    const std::size_t bar = plain ? plain->find('|') : std::string::npos;
    if (bar == std::string::npos) {
        return std::nullopt;
    }
    const auto number = parse_number<std::int64_t>(std::string_view(*plain).substr(0, bar));
    if (!number) {
        return std::nullopt;
    }
    return Cursor{*number, plain->substr(bar + 1)};
}

Result<PageRequest> page_request(const http::Request& request) {
    PageRequest page;
    if (const auto limit = request.query_value("limit")) {
        const auto number = parse_number<std::size_t>(*limit);
        if (!number || *number < 1 || *number > kMaxLimit) {
            return invalid_field("limit", "number_malformed", "A whole number from 1 to 200.");
        }
        page.limit = *number;
    }
    if (const auto cursor = request.query_value("cursor")) {
        page.after = decode_cursor(*cursor);
        if (!page.after) {
            return fail(ErrorKind::invalid, "cursor_invalid",
                        "The cursor is not one that this list gave; begin without one.");
        }
    }
    return page;
}

}  // namespace shipwitness::web
