#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "rules/feel/named_type.h"
#include "rules/feel/names.h"
#include "rules/feel/node.h"

namespace shipwitness::rules::feel {

/// "at sign 12: …, but `x` stands there".
using Parsed = tl::expected<NodePtr, std::string>;

/// A whole FEEL expression. The error is in English and quotes what stands there. Without `types` the names of types
/// are taken for FEEL's own.
[[nodiscard]] Parsed parse_expression(std::string_view text, const KnownNames& known, const TypeLookup& types = {});

/// The cell of a decision table or a list of allowed values: `-`, `not(…)`, or tests separated by commas.
[[nodiscard]] Parsed parse_unary_tests(std::string_view text, const KnownNames& known, const TypeLookup& types = {});

}  // namespace shipwitness::rules::feel
