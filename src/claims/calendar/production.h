#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/calendar/plan.h"
#include "config/tree.h"
#include "config/tree_reader.h"

namespace shipwitness::claims {

/// One year of a country's production calendar: which days are free, worked or short by law and by decree.
struct ProductionYear {
    int year = 0;
    std::vector<std::string> sources;                    ///< acts with number and date
    int working_days = 0;                                ///< of a week of five days, as published; checked when read
    int working_hours = 0;                               ///< of a week of 40 hours, as published; checked when read
    std::vector<LocalDate> public_holidays;              ///< on whatever weekday they fall
    std::vector<LocalDate> days_off_moved;               ///< weekdays that are free
    std::map<LocalDate, unsigned> working_weekend_days;  ///< weekend's days that are worked, with the weekday's hours
    std::vector<LocalDate> short_days;                   ///< an hour less; may also be working weekend days
};

/// Reads a file such as config/calendars/ru-production.yaml. A year whose days do not add up to the published numbers
/// of working days and hours is a fault: one date of it is mistyped.
[[nodiscard]] std::vector<ProductionYear> read_production(const config::Tree& tree, config::Faults& faults);

/// The entries that a calendar takes from it.
[[nodiscard]] std::map<LocalDate, DayEntry> day_entries(const std::vector<ProductionYear>& years);

}  // namespace shipwitness::claims
