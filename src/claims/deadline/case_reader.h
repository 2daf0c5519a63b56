#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "claims/deadline/case.h"
#include "core/result.h"

namespace shipwitness::claims::deadline {

constexpr std::size_t kMaxCaseBytes = 1'000'000;

/// Reads a case from JSON or YAML (config::parse_tree), as docs/deadlines.md describes it. `regimes` are the table's;
/// `file` names the text in errors. Absent and null members are unknown. Fails (invalid) with every fault, each with
/// its place such as "case.json:3" and what would be right; unknown members name the nearest known one.
[[nodiscard]] Result<Case> read_case(std::string_view bytes, std::span<const std::string> regimes,
                                     const std::string& file);

}  // namespace shipwitness::claims::deadline
