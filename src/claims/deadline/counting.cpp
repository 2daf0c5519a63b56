#include "claims/deadline/counting.h"

#include <optional>
#include <stdexcept>

namespace shipwitness::claims::deadline {
namespace {

constexpr std::chrono::days kDay{1};

DayOff why_off(LocalDate day, const DayCalendar& calendar) {
    if (calendar.is_public_holiday(day)) {
        return DayOff::public_holiday;
    }
    return is_weekend(day) ? DayOff::weekend : DayOff::moved_day_off;
}

/// Why the unit leaves the day out; none when it counts.
std::optional<DayOff> left_out(Unit unit, LocalDate day, const DayCalendar& calendar) {
    if (unit == Unit::working_days && !calendar.is_working(day)) {
        return why_off(day, calendar);
    }
    if (unit == Unit::days_without_sundays_and_holidays) {
        if (is_sunday(day)) {
            return DayOff::sunday;
        }
        if (calendar.is_public_holiday(day)) {
            return DayOff::public_holiday;
        }
    }
    return std::nullopt;
}

LocalDate count_days(const Limit& limit, LocalDate day, const DayCalendar& calendar, std::vector<SkippedDay>& skipped) {
    for (int left = limit.length; left > 0;) {
        day += kDay;
        if (const auto why = left_out(limit.unit, day, calendar)) {
            skipped.push_back({day, *why});
        } else {
            --left;
        }
    }
    return day;
}

}  // namespace

LocalDate months_after(LocalDate day, int months) {
    const std::chrono::year_month_day date{day};
    const auto month = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
    const std::chrono::year_month_day same_number{month.year(), month.month(), date.day()};
    return same_number.ok() ? LocalDate{same_number} : LocalDate{month / std::chrono::last};
}

Count count(const Limit& limit, EndOnDayOff end_on_day_off, LocalDate event, const DayCalendar& calendar) {
    if (!is_counted(limit.unit) || limit.unit == Unit::hours) {
        throw std::logic_error("only terms in days or months are counted by days");
    }
    Count result;
    result.before_move = limit.unit == Unit::months ? months_after(event, limit.length)
                                                    : count_days(limit, event, calendar, result.skipped);
    result.last = result.before_move;
    while (end_on_day_off == EndOnDayOff::moves && !calendar.is_working(result.last)) {
        result.moved_over.push_back({result.last, why_off(result.last, calendar)});
        result.last += kDay;
    }
    return result;
}

}  // namespace shipwitness::claims::deadline
