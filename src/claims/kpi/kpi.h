#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/calendar/calendar.h"
#include "claims/clock/policy.h"
#include "claims/clock/readings.h"
#include "claims/kpi/figures.h"
#include "claims/kpi/period.h"

namespace shipwitness::claims {

/// A claim as the figures see it.
struct KpiClaim {
    Readings readings;
    const Policy* policy = nullptr;  ///< null: it has no targets
    std::string group;               ///< its value in the dimension asked for, e.g. the carrier; "" without one
};

/// One kind of clock in one period and group. A clock belongs to the period in which it began, so that late answers
/// are not lost from the week in which they were owed.
struct ClockFigures {
    Percentiles business;  ///< of ended clocks
    Percentiles wall;
    std::size_t open = 0;  ///< clocks that have not ended
    Compliance compliance;

    bool operator==(const ClockFigures&) const = default;
};

struct KpiRow {
    std::string period;
    std::string group;
    ClockFigures first_response;
    ClockFigures next_response;
    ClockFigures resolution_first;
    ClockFigures resolution_total;  ///< over reopenings, of claims that are closed now; without targets
};

/// The figures by period and group, in that order. `now` decides which open clocks are breached.
[[nodiscard]] std::vector<KpiRow> kpi(const Calendar& calendar, const std::vector<KpiClaim>& claims,
                                      PeriodLength length, Timestamp now);

}  // namespace shipwitness::claims
