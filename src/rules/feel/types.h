#pragma once

#include <string_view>

#include "rules/value.h"

namespace shipwitness::rules::feel {

/// `value instance of type`, for FEEL's own types; null for a type that FEEL does not have.
[[nodiscard]] Value instance_of(const Value& value, std::string_view type);

}  // namespace shipwitness::rules::feel
