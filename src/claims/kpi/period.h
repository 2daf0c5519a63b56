#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/calendar/calendar.h"
#include "core/time.h"

namespace shipwitness::claims {

enum class PeriodLength { day, week, month, all };
[[nodiscard]] std::optional<PeriodLength> period_length(std::string_view word);

/// The period in which a moment lies by the calendar's local date: "2025-09-02", "2025-W36" (ISO 8601 weeks),
/// "2025-09", or "all". Sorts like time.
[[nodiscard]] std::string period_of(const Calendar& calendar, Timestamp at, PeriodLength length);

}  // namespace shipwitness::claims
