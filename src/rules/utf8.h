#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shipwitness::rules {

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms). Source: RFC 3629.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// The text's code points, each as its own piece of UTF-8. The text must be well-formed.
[[nodiscard]] std::vector<std::string_view> code_points(std::string_view text);

/// The candidate that is nearest by edits (a swap of neighbours counts once); empty when none is near enough to be
/// meant.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace shipwitness::rules
