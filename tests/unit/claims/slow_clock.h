#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "claims/clock/event.h"
#include "claims/clock/readings.h"
#include "core/time.h"

namespace shipwitness::claims::test {

/// An independent reference that goes through time minute by minute and asks of each whether somebody works. It shares
/// nothing with the product but the types in which questions and answers are written. For whole minutes only.
struct SlowCalendar {
    std::string zone;
    /// Monday first: pairs of minutes of the local day.
    std::vector<std::vector<std::pair<int, int>>> week{};
    std::set<std::string> holidays{};  ///< "2025-11-04"

    [[nodiscard]] std::string yaml() const;
    [[nodiscard]] bool works_in_minute(Timestamp from) const;
    [[nodiscard]] Microseconds elapsed(Timestamp from, Timestamp to) const;
};

/// `events` in order of time.
[[nodiscard]] Readings slow_readings(const SlowCalendar& calendar, const std::vector<ClockEvent>& events);

}  // namespace shipwitness::claims::test
