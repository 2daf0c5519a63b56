#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/dmn/definitions.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/scope.h"

namespace shipwitness::rules::dmn {

/// What a decision table says of a case.
struct TableResult {
    Value value;            ///< null when no row applies, or when more rows apply than the hit policy allows
    std::vector<int> rows;  ///< rows that apply, from 1, ascending
};

/// Applies a table. `scope` holds the names that its expressions use.
[[nodiscard]] TableResult apply(const detail::DecisionTable& table, const feel::Scope& scope, feel::Budget& budget);

/// The result that follows from the rows that apply, by the hit policy.
[[nodiscard]] Value by_policy(const detail::DecisionTable& table, const std::vector<int>& rows,
                              const feel::Scope& scope, feel::Budget& budget);

/// The value of a boxed expression. `rows`, when given, gets the rows of a table that stands outermost.
[[nodiscard]] Value value_of(const detail::Logic& logic, const feel::Scope& scope, feel::Budget& budget,
                             std::vector<int>* rows = nullptr);

/// The value of a decision and the rows of its own table, with these facts (by canonical name; absent is null).
struct DecisionResult {
    Value value;
    std::vector<int> rows;
    bool exhausted = false;  ///< given up: more work than is allowed
};
using FactValue = std::function<const Value*(const std::string& canonical_name)>;
[[nodiscard]] DecisionResult decide(const detail::Definitions& definitions, std::size_t decision,
                                    const FactValue& fact);

/// What a business knowledge model or a decision service gives for these arguments (by canonical name of the parameter;
/// absent is null).
[[nodiscard]] Value invoke(const detail::Definitions& definitions, std::size_t function, const FactValue& argument);

}  // namespace shipwitness::rules::dmn
