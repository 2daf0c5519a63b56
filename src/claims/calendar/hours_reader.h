#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/calendar/plan.h"
#include "config/tree.h"
#include "config/tree_reader.h"

namespace shipwitness::claims {

inline constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// [["09:00", "13:00"], ["14:00", "18:00"]], in any order; [] is a day off. "24:00" is the end of the day.
[[nodiscard]] DayHours read_hours(const config::Tree& tree, const std::string& path, config::Faults& faults);

/// {mon: [[...]], ...}; days that are not named are free.
[[nodiscard]] WeeklyHours read_weekly(const config::Tree& tree, const std::string& path, config::Faults& faults);

/// A date that stands as `text` at `line`; none, with a fault, when it is none.
[[nodiscard]] std::optional<LocalDate> read_date(const std::string& text, int line, const std::string& path,
                                                 config::Faults& faults);

}  // namespace shipwitness::claims
