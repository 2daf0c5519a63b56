#pragma once

#include <set>

#include "claims/deadline/stated_time.h"

namespace shipwitness::claims::deadline {

/// The days of a place's region that differ from the week's pattern. Three different things: a term that leaves out
/// public holidays counts a day off that was moved by decree.
struct DayCalendar {
    std::set<LocalDate> public_holidays;
    std::set<LocalDate> days_off_moved;        ///< no work by decree, and yet no public holiday
    std::set<LocalDate> working_weekend_days;  ///< Saturdays and Sundays on which people work

    [[nodiscard]] bool is_public_holiday(LocalDate day) const { return public_holidays.contains(day); }
    /// Monday to Friday without public holidays and moved days off, and the working weekend days.
    [[nodiscard]] bool is_working(LocalDate day) const;

    bool operator==(const DayCalendar&) const = default;
};

[[nodiscard]] bool is_sunday(LocalDate day);
[[nodiscard]] bool is_weekend(LocalDate day);

}  // namespace shipwitness::claims::deadline
