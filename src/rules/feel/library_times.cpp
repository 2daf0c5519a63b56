#include <array>

#include "rules/feel/library_parts.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

constexpr std::array kDays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

std::optional<Date> date_of(const Value& value) {
    if (const auto* moment = value.as<DateTime>()) {
        return moment->date;
    }
    return value.as<Date>() != nullptr ? std::optional(*value.as<Date>()) : std::nullopt;
}

/// 0 for Monday; 1970-01-01 was a Thursday.
std::int64_t weekday(const Date& date) {
    return ((date.days_since_1970() + 3) % 7 + 7) % 7;
}

std::int64_t day_number(const Date& date) {
    return date.days_since_1970() - Date{date.year, 1, 1}.days_since_1970() + 1;
}

Value day_of_year(Arguments in, Budget& /*budget*/) {
    const auto date = date_of(in[0]);
    return date ? Value::number(day_number(*date)) : Value();
}

Value day_of_week(Arguments in, Budget& /*budget*/) {
    const auto date = date_of(in[0]);
    return date ? Value(kDays[static_cast<std::size_t>(weekday(*date))]) : Value();
}

Value month_of_year(Arguments in, Budget& /*budget*/) {
    const auto date = date_of(in[0]);
    return date ? Value(kMonths[static_cast<std::size_t>(date->month - 1)]) : Value();
}

/// As ISO 8601 counts: the week of the year's first Thursday is the first.
Value week_of_year(Arguments in, Budget& /*budget*/) {
    const auto date = date_of(in[0]);
    const auto thursday = date ? Date::from_days(date->days_since_1970() - weekday(*date) + 3) : std::nullopt;
    return thursday ? Value::number((day_number(*thursday) - 1) / 7 + 1) : Value();
}

Value is_same(Arguments in, Budget& /*budget*/) {
    return Value(in[0] == in[1]);
}

const LibraryFunction kFunctions[] = {
    {"day of year", {"date"}, 1, day_of_year},     {"day of week", {"date"}, 1, day_of_week},
    {"month of year", {"date"}, 1, month_of_year}, {"week of year", {"date"}, 1, week_of_year},
    {"is", {"value1", "value2"}, 2, is_same},
};

}  // namespace

std::span<const LibraryFunction> time_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel
