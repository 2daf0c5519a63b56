#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "claims/calendar/calendar.h"
#include "claims/clock/policy.h"
#include "claims/clock/readings.h"
#include "rules/language.h"

namespace shipwitness::cli {

/// What a policy makes of a claim's clocks: `{"policy", "targets": [...], "warnings": [...]}`, printed only when a
/// policy was given. `now` tells running clocks from breached ones; without it they are "running".
[[nodiscard]] nlohmann::ordered_json policy_json(const claims::Calendar& calendar, const claims::Readings& readings,
                                                 const claims::Policy& policy, std::optional<Timestamp> now);

/// The same as lines for a person.
[[nodiscard]] std::string policy_text(const claims::Calendar& calendar, const claims::Readings& readings,
                                      const claims::Policy& policy, std::optional<Timestamp> now,
                                      rules::Language language);

}  // namespace shipwitness::cli
