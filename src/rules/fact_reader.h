#pragma once

#include <cstddef>
#include <string_view>

#include "core/result.h"
#include "rules/evaluate.h"

namespace shipwitness::rules {

constexpr std::size_t kMaxFactsBytes = 1'000'000;

/// Reads facts from one JSON object: a member for each fact. Numbers keep all their digits; a date, time or duration is
/// a text as in FEEL ("2026-01-31", "P3D"), told by the fact's type. null and an absent member are unknown;
/// {"unobtainable": true} is unknown and not to be asked for. Fails (invalid) naming every member that is wrong;
/// whether values are allowed is for evaluate().
[[nodiscard]] Result<Facts> read_facts(const Model& model, std::string_view decision, std::string_view json);

}  // namespace shipwitness::rules
