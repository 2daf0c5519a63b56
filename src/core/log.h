#pragma once

#include <string_view>

namespace shipwitness {

/// One line to standard error: "2026-11-22T08:36:56.060000Z info text". systemd and container hosts keep it from there.
/// Line breaks and control characters in `text` are written as \xNN, so that nobody can forge a line. Thread-safe; a
/// line is written whole. Never log secrets, tokens, codes or buyers' words.
enum class LogLevel { info, warning, error };
void log(LogLevel level, std::string_view text);

inline void log_info(std::string_view text) {
    log(LogLevel::info, text);
}
inline void log_warning(std::string_view text) {
    log(LogLevel::warning, text);
}
inline void log_error(std::string_view text) {
    log(LogLevel::error, text);
}

}  // namespace shipwitness
