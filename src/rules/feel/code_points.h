#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace shipwitness::rules::feel {

/// The characters of well-formed UTF-8, each as its own piece of the text: FEEL counts characters, not bytes.
[[nodiscard]] inline std::vector<std::string_view> code_points(std::string_view text) {
    std::vector<std::string_view> pieces;
    while (!text.empty()) {
        std::size_t length = 1;
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
            ++length;
        }
        pieces.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return pieces;
}

}  // namespace shipwitness::rules::feel
