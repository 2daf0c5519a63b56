#include "claims/calendar/plan.h"

#include <algorithm>

namespace shipwitness::claims {

unsigned weekday_index(LocalDate date) {
    return std::chrono::weekday{date}.iso_encoding() - 1;
}

DayHours without_last_hour(DayHours hours) {
    std::chrono::seconds rest = std::chrono::hours{1};
    while (!hours.empty() && rest.count() > 0) {
        HoursOfDay& last = hours.back();
        const auto cut = std::min(rest, last.to - last.from);
        last.to -= cut;
        rest -= cut;
        if (last.from == last.to) {
            hours.pop_back();
        }
    }
    return hours;
}

DayHours hours_on(const CalendarPlan& plan, LocalDate date) {
    const auto weekly = [&](unsigned weekday) {
        const auto after =
            std::ranges::upper_bound(plan.versions, date, {}, [](const HoursVersion& version) { return version.from; });
        return after == plan.versions.begin() ? DayHours{} : std::prev(after)->weekly.at(weekday);
    };
    const auto entry = plan.days.find(date);
    if (entry == plan.days.end()) {
        return weekly(weekday_index(date));
    }
    const DayEntry& day = entry->second;
    switch (day.reason) {
        case DayReason::holiday:
        case DayReason::day_off:
            return {};
        case DayReason::special_hours:
            return day.hours;
        case DayReason::working_day:
        case DayReason::short_day:
            break;
    }
    DayHours hours = weekly(day.like_weekday.value_or(weekday_index(date)));
    return day.one_hour_less ? without_last_hour(std::move(hours)) : hours;
}

}  // namespace shipwitness::claims
