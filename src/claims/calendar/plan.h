#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/zone/local_date.h"

namespace shipwitness::claims {

/// Local times of one day, from midnight: 0 <= from < to <= 24 h.
struct HoursOfDay {
    std::chrono::seconds from;
    std::chrono::seconds to;

    auto operator<=>(const HoursOfDay&) const = default;
};

/// In order of time, none touching another; empty: nobody works.
using DayHours = std::vector<HoursOfDay>;

/// Monday first.
using WeeklyHours = std::array<DayHours, 7>;

/// The week as it is worked from a date on.
struct HoursVersion {
    LocalDate from;
    WeeklyHours weekly;
};

/// Why a date is not an ordinary day of its week.
enum class DayReason {
    holiday,       ///< a public holiday
    day_off,       ///< a working day that was made a day off, often moved from a weekend
    working_day,   ///< a weekend's day that is worked
    short_day,     ///< an hour less, as before a holiday
    special_hours  ///< hours of its own
};

/// The one entry that a date has; it wins over the week.
struct DayEntry {
    DayReason reason = DayReason::holiday;
    DayHours hours{};                        ///< of special_hours
    std::optional<unsigned> like_weekday{};  ///< of working_day, short_day: hours of that day of the week (0 = Monday)
    bool one_hour_less = false;              ///< the last working hour of the day is free
};

/// A calendar as people write it (docs/clocks.md). Calendar::make turns it into one that counts.
struct CalendarPlan {
    std::string name;
    std::string zone;                      ///< IANA name, "Europe/Moscow"
    std::vector<HoursVersion> versions;    ///< by date of effect; the first holds from the beginning
    std::map<LocalDate, DayEntry> days{};  ///< holidays, moved working days, short days
};

/// The hours that are worked on that date.
[[nodiscard]] DayHours hours_on(const CalendarPlan& plan, LocalDate date);

/// 0 = Monday.
[[nodiscard]] unsigned weekday_index(LocalDate date);

/// The hours without their last working hour; what would be empty then is left out.
[[nodiscard]] DayHours without_last_hour(DayHours hours);

}  // namespace shipwitness::claims
