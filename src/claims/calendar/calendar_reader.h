#pragma once

#include <functional>
#include <string>

#include "claims/calendar/calendar.h"
#include "claims/calendar/plan.h"
#include "config/tree.h"
#include "config/tree_reader.h"
#include "core/result.h"

namespace shipwitness::claims {

/// Gives the tree of another file that a calendar names (`production: ru-production.yaml`), by the name written there.
using LoadTree = std::function<Result<config::Tree>(const std::string& name)>;

/// Reads a calendar (docs/clocks.md) as the value of `path` in a file; what is wrong is added to `faults`, and the
/// plan is good for nothing then.
[[nodiscard]] CalendarPlan read_calendar_plan(const config::Tree& tree, const std::string& path, const LoadTree& load,
                                              config::Faults& faults);

/// Reads and compiles it. Fails with every fault and its line.
[[nodiscard]] Result<Calendar> read_calendar(const config::Tree& tree, const std::string& path, const LoadTree& load,
                                             config::Faults& faults);

/// For a calendar that may name no other file.
[[nodiscard]] Result<config::Tree> load_nothing(const std::string& name);

}  // namespace shipwitness::claims
