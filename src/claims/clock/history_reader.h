#pragma once

#include <string>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/clock/claim_clock.h"
#include "claims/clock/event.h"
#include "config/tree.h"
#include "config/tree_reader.h"
#include "core/result.h"

namespace shipwitness::claims {

/// A claim's events as a file has them, in the order recorded.
struct ClaimHistory {
    std::vector<ClockEvent> events;
    std::vector<int> lines;  ///< of each event
    int line = 1;            ///< of the list
    std::string kind;        ///< said by the `created` event, for the choice of policy; empty: not said
    std::string priority;    ///< likewise
};

/// Reads a list of events (docs/clocks.md). What is wrong is added to `faults`; members that we do not know are left
/// alone unless they look like a known one mistyped.
[[nodiscard]] ClaimHistory read_history(const config::Tree& tree, const std::string& path, config::Faults& faults);

/// rebuild(), its failures with the line of the event.
[[nodiscard]] Result<ClaimClock> rebuild(const Calendar& calendar, const ClaimHistory& history, const std::string& path,
                                         config::Faults& faults);

}  // namespace shipwitness::claims
