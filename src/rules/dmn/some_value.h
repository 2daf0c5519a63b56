#pragma once

#include "rules/dmn/definitions.h"

namespace shipwitness::rules::dmn {

/// A plain value of the type, allowed values included: 0, false, an empty list. null when none is found, as for a
/// function, or where allowed values are none that can be told apart.
[[nodiscard]] Value some_value(const detail::Type& type);

}  // namespace shipwitness::rules::dmn
