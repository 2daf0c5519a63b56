#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "rules/dmn/definitions.h"
#include "rules/evaluate.h"

namespace shipwitness::rules {

/// What a decision comes to over all completions of the unknown facts.
struct Completions {
    std::vector<Value> results;             ///< the different results, in the order in which they were met
    std::vector<std::uint64_t> counts;      ///< how many completions have each
    std::vector<int> rows;                  ///< rows that apply in some completion, from 1, ascending
    std::vector<std::uint64_t> row_counts;  ///< in how many, for each of `rows`
    /// counts by unknown fact, by its value, by result: for the choice of the question.
    std::vector<std::vector<std::vector<std::uint64_t>>> by_value;
    std::vector<std::uint32_t> sequence;  ///< the result of each completion, the last unknown fact fastest
};

/// Tries every completion. `unknown` are the leaves without a value. Fails when one of them has no finite set of values
/// that stand for all, or when there are too many completions.
[[nodiscard]] Result<Completions> complete(const Model& model, const detail::Decision& decision, const Facts& facts,
                                           const std::vector<detail::Leaf>& unknown);

/// The unknown fact that, when known, leaves the least entropy of the result on average: its place among the unknown
/// ones. Ties go to the earlier; a fact on which nothing depends is never taken. `askable` marks those that may be
/// asked for.
[[nodiscard]] std::optional<std::size_t> best_question(const Completions& completions,
                                                       const std::vector<bool>& askable);

}  // namespace shipwitness::rules
