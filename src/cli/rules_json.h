#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "rules/check.h"
#include "rules/evaluate.h"

namespace shipwitness::cli {

/// What `rules check --json` and `rules evaluate --json` print, member by member in a fixed order.
using OrderedJson = nlohmann::ordered_json;

[[nodiscard]] OrderedJson to_json(const rules::Value& value);
[[nodiscard]] OrderedJson to_json(const rules::Problem& problem);
[[nodiscard]] OrderedJson to_json(const rules::Report& report);
[[nodiscard]] OrderedJson to_json(const rules::Evaluation& evaluation);

}  // namespace shipwitness::cli
