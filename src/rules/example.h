#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/evaluate.h"

namespace shipwitness::rules {

/// A worked example that travels with a decision: a case, and what the decision is meant to come to.
struct Example {
    std::string name;  ///< in plain words; unique within the decision
    Facts facts;
    Outcome outcome = Outcome::decided;
    std::vector<std::pair<std::string, Value>> outputs;  ///< those that must come out as they stand here
    std::optional<std::vector<int>> rows;                ///< exactly these rows apply; none: any
    std::optional<std::string> asks;                     ///< the fact that must be asked for; none: any question
    int line = 0;                                        ///< of the file, from 1
};

/// Runs every example of the model. A problem for each that comes to anything else, in the language asked for; its
/// column names the example. Nothing is run while the model has names or values that cannot be meant.
[[nodiscard]] std::vector<Problem> failed_examples(const Model& model, Language language);

}  // namespace shipwitness::rules
