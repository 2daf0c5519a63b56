#pragma once

#include <vector>

#include "claims/deadline/day_calendar.h"
#include "claims/deadline/stated_time.h"
#include "claims/deadline/term.h"

namespace shipwitness::claims::deadline {

/// Why a day is not counted, or not the last.
enum class DayOff { sunday, weekend, public_holiday, moved_day_off };

struct SkippedDay {
    LocalDate day;
    DayOff why = DayOff::sunday;

    bool operator==(const SkippedDay&) const = default;
};

/// A term in days or months, counted.
struct Count {
    LocalDate last;                   ///< the last day of the term
    LocalDate before_move;            ///< where it would end if days off did not move it; the same as `last` otherwise
    std::vector<SkippedDay> skipped;  ///< within the term, in order
    std::vector<SkippedDay> moved_over;  ///< between `before_move` (included) and `last`

    bool operator==(const Count&) const = default;
};

/// Counts a limit in days or months from the event's day, which is not counted itself. `limit.unit` must be
/// calendar_days, days_without_sundays_and_holidays, working_days or months; otherwise std::logic_error.
[[nodiscard]] Count count(const Limit& limit, EndOnDayOff end_on_day_off, LocalDate event, const DayCalendar& calendar);

/// The same number of a later month; its last day where it has no such number.
[[nodiscard]] LocalDate months_after(LocalDate day, int months);

}  // namespace shipwitness::claims::deadline
