#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace shipwitness::claims::deadline {

/// The regimes of a table that a name means. Case, spaces, hyphens and dots do not matter; Cyrillic names, the names of
/// conventions and laws, and those of orders (`ru_forwarding`) are understood: "П-6", "87-ФЗ", "КДПГ", "Carmack".
/// More than one where the name leaves it open: `ru_supply` is П-6 or П-7. Fails (invalid `unknown_regime`) with all
/// names of the table and the nearest.
[[nodiscard]] Result<std::vector<std::string>> regimes_meant(std::string_view name, std::span<const std::string> known);

/// Small letters, Cyrillic too, without spaces and marks between them: "П-6" and " п 6 " are the same.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace shipwitness::claims::deadline
