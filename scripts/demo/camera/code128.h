#pragma once

#include <string_view>
#include <vector>

namespace shipwitness::demo {

/// The widths, in modules, of bars and spaces in turn (the first is a bar) of `text` as Code 128, set B, with start,
/// checksum and stop but without quiet zones (ISO/IEC 15417). Signs outside ASCII 32 to 126 are left out.
[[nodiscard]] std::vector<int> code128(std::string_view text);

}  // namespace shipwitness::demo
