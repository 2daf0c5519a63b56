#pragma once

#include "rules/feel/interpreter.h"

namespace shipwitness::rules::feel {

/// `list[condition]` and `list[index]`.
[[nodiscard]] Value filtered(const Node& node, const Scope& scope, Budget& budget);
/// `for … in … return …`.
[[nodiscard]] Value iterated(const Node& node, const Scope& scope, Budget& budget);
/// `some … satisfies …` and `every … satisfies …`.
[[nodiscard]] Value quantified(const Node& node, const Scope& scope, Budget& budget);

}  // namespace shipwitness::rules::feel
