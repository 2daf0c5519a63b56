#pragma once

#include <nlohmann/json.hpp>

#include "claims/clock/readings.h"
#include "core/time.h"

namespace shipwitness::cli {

/// What `clock explain --json` prints: exactly the members of docs/clocks.md, in that order.
[[nodiscard]] nlohmann::ordered_json to_json(const claims::Readings& readings);

/// Seconds; a whole number where there is no fraction.
[[nodiscard]] nlohmann::ordered_json seconds_json(Microseconds time);

/// RFC 3339 in UTC; without a fraction where there is none, as people write events.
[[nodiscard]] std::string short_rfc3339(Timestamp at);

}  // namespace shipwitness::cli
