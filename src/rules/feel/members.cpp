#include "rules/feel/members.h"

#include <cstdlib>

#include "rules/feel/function.h"
#include "rules/feel/names.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::feel {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

Value whole(std::int64_t value) {
    return Value::number(value);
}

Value date_part(const Date& date, std::string_view name) {
    if (name == "year") {
        return whole(date.year);
    }
    if (name == "month") {
        return whole(date.month);
    }
    if (name == "day") {
        return whole(date.day);
    }
    if (name == "weekday") {
        const std::int64_t day = (date.days_since_1970() + 3) % 7;  // 1970-01-01 was a Thursday
        return whole((day + 7) % 7 + 1);
    }
    return {};
}

Value time_part(const Time& time, std::string_view name) {
    const std::int64_t seconds = time.nanoseconds / kNanosecondsPerSecond;
    if (name == "hour") {
        return whole(seconds / 3600);
    }
    if (name == "minute") {
        return whole(seconds / 60 % 60);
    }
    if (name == "second") {
        return whole(seconds % 60);
    }
    if (name == "time offset") {
        return time.zone.offset_s ? Value(DaysTime{*time.zone.offset_s, 0}) : Value();
    }
    if (name == "timezone") {
        return time.zone.name.empty() ? Value() : Value(time.zone.name);
    }
    return {};
}

Value duration_part(const DaysTime& duration, std::string_view name) {
    if (name == "days") {
        return whole(duration.seconds / 86'400);
    }
    if (name == "hours") {
        return whole(duration.seconds % 86'400 / 3600);
    }
    if (name == "minutes") {
        return whole(duration.seconds % 3600 / 60);
    }
    return name == "seconds" ? whole(duration.seconds % 60) : Value();
}

Value range_part(const Range& range, std::string_view name) {
    if (name == "start") {
        return range.start;
    }
    if (name == "end") {
        return range.end;
    }
    if (name == "start included") {
        return Value(!range.open_start);
    }
    return name == "end included" ? Value(!range.open_end) : Value();
}

Value list_members(const List& list, std::string_view name) {
    List members;
    members.reserve(list.size());
    for (const Value& item : list) {
        members.push_back(member(item, name));
    }
    return Value(std::move(members));
}

}  // namespace

Value member(const Value& value, std::string_view name) {
    if (value.context() != nullptr) {
        for (const auto& [entry, found] : *value.context()) {
            if (entry == name) {
                return found;
            }
        }
        return {};
    }
    if (value.list() != nullptr) {
        return list_members(*value.list(), name);
    }
    if (const auto* date = value.as<Date>()) {
        return date_part(*date, name);
    }
    if (const auto* time = value.as<Time>()) {
        return time_part(*time, name);
    }
    if (const auto* moment = value.as<DateTime>()) {
        const Value of_date = date_part(moment->date, name);
        return of_date.is_null() ? time_part(moment->time, name) : of_date;
    }
    if (const auto* months = value.as<YearsMonths>()) {
        return name == "years" ? whole(months->months / 12) : name == "months" ? whole(months->months % 12) : Value();
    }
    if (const auto* days = value.as<DaysTime>()) {
        return duration_part(*days, name);
    }
    return value.range() != nullptr ? range_part(*value.range(), name) : Value();
}

Value among(const Value& input, const Value& value) {
    if (value.range() != nullptr && input.range() == nullptr) {
        return within(input, *value.range());
    }
    if (value.list() != nullptr) {
        if (input.list() != nullptr && equal(input, value) == true) {
            return Value(true);
        }
        Value any(false);
        for (const Value& item : *value.list()) {
            const Value found = item.range() != nullptr && input.range() == nullptr
                                    ? within(input, *item.range())
                                    : Value(equal(input, item).value_or(false));
            any = either(any, found);
        }
        return any;
    }
    const auto same = equal(input, value);
    if (!same && value.as<bool>() != nullptr && *value.as<bool>()) {
        return Value(true);  // an expression that is true by itself, for an input that is no truth value
    }
    return same ? Value(*same) : Value();
}

}  // namespace shipwitness::rules::feel
