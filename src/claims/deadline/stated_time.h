#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

namespace shipwitness::claims::deadline {

/// A day by some place's calendar. Counted like UTC days, but no instant: its zone stands elsewhere.
using Day = std::chrono::sys_days;

/// A time as a clock on the wall showed it.
struct LocalTime {
    Day day;
    std::optional<Microseconds> time;            ///< since 00:00, at most 24:00; none: some time of that day
    std::optional<std::chrono::minutes> offset;  ///< ahead of UTC, when it was stated; none: by the place's zone

    bool operator==(const LocalTime&) const = default;
};

/// Reads "2025-03-03", "2025-03-03T14:30", "2025-03-03 14:30:05.25", each with "Z" or an offset such as "+03:00" when
/// it has a time. "T24:00" is the end of the day. Years 1900 to 2199. nullopt for anything else.
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);
/// Reads "2025-03-03".
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// "2025-03-03"
[[nodiscard]] std::string to_text(Day day);
/// "2025-03-03 14:30", with seconds and their parts only where there are some.
[[nodiscard]] std::string to_text(const LocalTime& at);

}  // namespace shipwitness::claims::deadline
