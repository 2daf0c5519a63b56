#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shipwitness::claims::replies {

/// Whose words a code point belongs to.
enum class Part : std::uint8_t {
    body,       ///< the writer's
    quotation,  ///< words in quotation marks within the writer's sentence
    quoted,     ///< lines of somebody else: ">", "On … wrote:", a forwarded letter
    signature,  ///< the closing formula and what follows
};

/// One entry for each code point.
[[nodiscard]] std::vector<Part> regions_of(std::u32string_view text);

}  // namespace shipwitness::claims::replies
