#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shipwitness {

/// Bytes as RFC 4648 base64 with padding, on one line.
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// The bytes of base64 on one line; none when a sign is not of its alphabet, or the length or padding is wrong.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace shipwitness
