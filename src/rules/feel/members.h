#pragma once

#include <string_view>

#include "rules/value.h"

namespace shipwitness::rules::feel {

/// `value.name`: the entry of a context, the part of a date, time, duration or range, or the members of a list's items.
[[nodiscard]] Value member(const Value& value, std::string_view name);

/// Whether the input is the value, lies in it (a range), or is among its items (a list): true, false or null.
[[nodiscard]] Value among(const Value& input, const Value& value);

}  // namespace shipwitness::rules::feel
