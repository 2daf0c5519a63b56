#pragma once

#include <vector>

#include "rules/dmn/definitions.h"

namespace shipwitness::rules::dmn {

/// What can be read but cannot be meant: names that nothing stands for (mostly texts without their quotes), values
/// outside of the allowed ones. FEEL would take them for null, silently.
[[nodiscard]] std::vector<Problem> suspicions_in(const detail::Definitions& definitions);

}  // namespace shipwitness::rules::dmn
