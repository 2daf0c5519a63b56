#include "claims/deadline/day_calendar.h"

namespace shipwitness::claims::deadline {

bool is_sunday(LocalDate day) {
    return std::chrono::weekday{day} == std::chrono::Sunday;
}

bool is_weekend(LocalDate day) {
    return is_sunday(day) || std::chrono::weekday{day} == std::chrono::Saturday;
}

bool DayCalendar::is_working(LocalDate day) const {
    if (is_weekend(day)) {
        return working_weekend_days.contains(day);
    }
    return !public_holidays.contains(day) && !days_off_moved.contains(day);
}

}  // namespace shipwitness::claims::deadline
