#include "core/log.h"

#include <array>
#include <string>

#include <unistd.h>

#include "core/clock.h"

namespace shipwitness {

namespace {

std::string_view word(LogLevel level) {
    switch (level) {
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
    }
    return "error";
}

void append_escaped(std::string& line, std::string_view text) {
    static constexpr std::array<char, 17> kHex{"0123456789abcdef"};
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            line += c;
        } else {
            line += "\\x";
            line += kHex[byte >> 4U];
            line += kHex[byte & 0xfU];
        }
    }
}

}  // namespace

void log(LogLevel level, std::string_view text) {
    std::string line = to_rfc3339(SystemClock{}.now());
    line += ' ';
    line += word(level);
    line += ' ';
    append_escaped(line, text);
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty()) {  // one write almost always; a log that cannot be written is given up
        const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written <= 0) {
            return;
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace shipwitness
