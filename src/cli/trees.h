#pragma once

#include <string>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/calendar/calendar_reader.h"
#include "claims/clock/policy.h"
#include "config/tree.h"
#include "core/result.h"

namespace shipwitness::cli {

/// A YAML or JSON file of at most 64 MiB.
[[nodiscard]] Result<config::Tree> load_tree(const std::string& file);

/// Loads files that are named beside `file`, as a calendar names its production calendar.
[[nodiscard]] claims::LoadTree load_beside(const std::string& file);

/// The calendar of a file: the whole of it, or its `calendar`, as in a case.
[[nodiscard]] Result<claims::Calendar> load_calendar(const std::string& file);

/// The policies of a file.
[[nodiscard]] Result<std::vector<claims::Policy>> load_policies(const std::string& file);

}  // namespace shipwitness::cli
