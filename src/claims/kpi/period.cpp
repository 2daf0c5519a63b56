#include "claims/kpi/period.h"

#include <fmt/format.h>

#include "claims/calendar/hours_reader.h"

namespace shipwitness::claims {
namespace {

using namespace std::chrono;

/// A week belongs to the year of its Thursday.
std::string iso_week(LocalDate date) {
    const LocalDate thursday = date + days{3} - days{weekday_index(date)};
    const year of_year = year_month_day{thursday}.year();
    const auto week = (thursday - LocalDate{of_year / January / 1}).count() / 7 + 1;
    return fmt::format("{:04}-W{:02}", static_cast<int>(of_year), week);
}

}  // namespace

std::optional<PeriodLength> period_length(std::string_view word) {
    if (word == "day") {
        return PeriodLength::day;
    }
    if (word == "week") {
        return PeriodLength::week;
    }
    if (word == "month") {
        return PeriodLength::month;
    }
    return word == "all" ? std::optional(PeriodLength::all) : std::nullopt;
}

std::string period_of(const Calendar& calendar, Timestamp at, PeriodLength length) {
    const LocalDate date = calendar.local_date(at);
    switch (length) {
        case PeriodLength::day:
            return to_text(date);
        case PeriodLength::week:
            return iso_week(date);
        case PeriodLength::month:
            return to_text(date).substr(0, 7);
        case PeriodLength::all:
            break;
    }
    return "all";
}

}  // namespace shipwitness::claims
