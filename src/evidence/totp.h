#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/time.h"

namespace shipwitness::evidence {

// One-time passwords by time as authenticator apps show them: RFC 6238 with its defaults (HMAC-SHA-1, 30 s, six
// digits).

/// The app's secret as people type it: base32 of RFC 4648 in capitals, without padding.
[[nodiscard]] std::string base32(std::span<const std::byte> bytes);
/// Spaces, hyphens and small letters are overlooked; none when another sign stands in it.
[[nodiscard]] std::optional<std::string> from_base32(std::string_view text);

/// Which stretch of 30 seconds a moment lies in.
[[nodiscard]] std::int64_t totp_step(Timestamp at);
/// The six digits of a stretch. `secret`: raw bytes.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);

/// The stretch that the code belongs to: now's, the one before or the one after (clocks differ), and later than
/// `used_through`, since a code works once. None when it is none of them. Compares in constant time.
[[nodiscard]] std::optional<std::int64_t> totp_fits(std::string_view secret, std::string_view code, Timestamp now,
                                                    std::int64_t used_through);

}  // namespace shipwitness::evidence
