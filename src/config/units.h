#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace shipwitness::config {

/// "250ms", "5s", "10m", "72h", "30d": a whole number and a unit, nothing else. At most ten years.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// "512kB", "20GB", "2TB" (powers of 1000), "64MiB" (powers of 1024), "100B": bytes. At most 2^60.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace shipwitness::config
