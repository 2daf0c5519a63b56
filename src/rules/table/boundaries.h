#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/feel/node.h"
#include "rules/value.h"

namespace shipwitness::rules::table {

/// Adds every value at which the cell may begin or cease to hold. `stretches` becomes true when the cell speaks of more
/// than single values (comparisons, ranges). False when the cell has a form whose boundaries are not known.
[[nodiscard]] bool collect_boundaries(const feel::Node& cell, std::vector<Value>& points, bool& stretches);

/// A value strictly between the two, as plain as can be (null: no bound on that side); none when there is no value
/// between, as between two days that follow each other.
[[nodiscard]] std::optional<Value> example_between(const Value& above, const Value& below, std::string_view base);

}  // namespace shipwitness::rules::table
