#pragma once

#include <set>

#include "claims/deadline/local_time.h"

namespace shipwitness::claims::deadline {

/// The days of a place's region that differ from the week's pattern. Three different things: a term that leaves out
/// public holidays counts a day off that was moved by decree.
struct DayCalendar {
    std::set<Day> public_holidays;
    std::set<Day> days_off_moved;        ///< no work by decree, and yet no public holiday
    std::set<Day> working_weekend_days;  ///< Saturdays and Sundays on which people work

    [[nodiscard]] bool is_public_holiday(Day day) const { return public_holidays.contains(day); }
    /// Monday to Friday without public holidays and moved days off, and the working weekend days.
    [[nodiscard]] bool is_working(Day day) const;

    bool operator==(const DayCalendar&) const = default;
};

[[nodiscard]] bool is_sunday(Day day);
[[nodiscard]] bool is_weekend(Day day);

}  // namespace shipwitness::claims::deadline
