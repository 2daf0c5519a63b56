#pragma once

#include <optional>
#include <string>

#include "claims/calendar/calendar.h"
#include "claims/clock/readings.h"
#include "rules/language.h"

namespace shipwitness::cli {

/// The clocks of a claim for a person who wants to follow the sum: a line for each stretch that was counted, skipped or
/// paused, with what it added and the sum so far, in the calendar's local time. Clocks that are running are shown up to
/// `now`; without it only since when they run.
[[nodiscard]] std::string clock_table(const claims::Calendar& calendar, const claims::Readings& readings,
                                      std::optional<Timestamp> now, rules::Language language);

/// "4:00:00", "26:30:00.5": hours, minutes, seconds.
[[nodiscard]] std::string hours_text(Microseconds time);

/// "2025-09-02 Tue 10:00:00 +03:00".
[[nodiscard]] std::string local_text(const claims::Calendar& calendar, Timestamp at, rules::Language language);

}  // namespace shipwitness::cli
