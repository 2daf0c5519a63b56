#pragma once

#include <set>
#include <string>

#include "rules/feel/node.h"

namespace shipwitness::rules::feel {

/// The names that the expression takes from outside: neither its own variables nor functions of the library, `?`
/// included. What stands in the condition of a filter may be a member of the filtered items and is left out.
[[nodiscard]] std::set<std::string> free_names(const Node& expression);

}  // namespace shipwitness::rules::feel
