#include "rules/feel/conversions.h"
#include "rules/feel/library_parts.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::feel {
namespace {

using Arguments = std::span<const Value>;

const std::string* text(const Value& value) {
    return value.as<std::string>();
}

std::optional<std::int64_t> whole(const Value& value) {
    const auto* number = value.as<Decimal>();
    return number == nullptr ? std::nullopt : number->to_integer();
}

Value date_from(Arguments in, Budget& /*budget*/) {
    if (text(in[0]) != nullptr) {
        const auto date = Date::parse(*text(in[0]));
        return date ? Value(*date) : Value();
    }
    if (const auto* moment = in[0].as<DateTime>()) {
        return moment->date;
    }
    return in[0].as<Date>() != nullptr ? in[0] : Value();
}

Value date_of_parts(Arguments in, Budget& /*budget*/) {
    const auto year = whole(in[0]);
    const auto month = whole(in[1]);
    const auto day = whole(in[2]);
    const auto date = year && month && day ? Date::make(*year, *month, *day) : std::nullopt;
    return date ? Value(*date) : Value();
}

Value date_and_time_from(Arguments in, Budget& /*budget*/) {
    if (text(in[0]) != nullptr) {
        if (auto moment = DateTime::parse(*text(in[0]))) {
            return *std::move(moment);
        }
        const auto date = Date::parse(*text(in[0]));
        return date ? Value(DateTime{*date, Time{}}) : Value();
    }
    return in[0].as<DateTime>() != nullptr ? in[0] : Value();
}

Value date_and_time_of_parts(Arguments in, Budget& /*budget*/) {
    const auto* time = in[1].as<Time>();
    const auto* date = in[0].as<Date>();
    const auto* moment = in[0].as<DateTime>();
    if (time == nullptr || (date == nullptr && moment == nullptr)) {
        return {};
    }
    return DateTime{date != nullptr ? *date : moment->date, *time};
}

Value time_from(Arguments in, Budget& /*budget*/) {
    if (text(in[0]) != nullptr) {
        auto time = Time::parse(*text(in[0]));
        return time ? Value(*std::move(time)) : Value();
    }
    if (const auto* moment = in[0].as<DateTime>()) {
        return moment->time;
    }
    if (in[0].as<Date>() != nullptr) {
        return Time{0, Zone{0, ""}};
    }
    return in[0].as<Time>() != nullptr ? in[0] : Value();
}

Value time_of_parts(Arguments in, Budget& /*budget*/) {
    const auto hour = whole(in[0]);
    const auto minute = whole(in[1]);
    const auto* seconds = in[2].as<Decimal>();
    const auto nanoseconds = seconds == nullptr ? std::nullopt : Decimal::multiply(*seconds, Decimal(1'000'000'000));
    const auto cut = nanoseconds ? nanoseconds->rounded(0, Decimal::Rounding::down) : std::nullopt;
    const auto count = cut ? cut->to_integer() : std::nullopt;
    if (!hour || !minute || !count || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59 || *count < 0 ||
        *count >= 60'000'000'000) {
        return {};
    }
    Zone zone;
    if (const auto* offset = in[3].as<DaysTime>()) {
        if (offset->seconds > 18 * 3600 || offset->seconds < -18 * 3600) {
            return {};
        }
        zone.offset_s = static_cast<std::int32_t>(offset->seconds);
    } else if (!in[3].is_null()) {
        return {};
    }
    return Time{(*hour * 3600 + *minute * 60) * 1'000'000'000 + *count, zone};
}

Value duration_from(Arguments in, Budget& /*budget*/) {
    if (text(in[0]) != nullptr) {
        return duration_from_text(*text(in[0]));
    }
    return in[0].as<DaysTime>() != nullptr || in[0].as<YearsMonths>() != nullptr ? in[0] : Value();
}

/// number("1.234,56", ".", ","): groups are dropped, the decimal sign becomes a point.
Value number_from(Arguments in, Budget& /*budget*/) {
    if (text(in[0]) == nullptr) {
        return in[0].as<Decimal>() != nullptr ? in[0] : Value();
    }
    const auto allowed = [](const Value& value, std::string_view signs) {
        return value.is_null() || (text(value) != nullptr && text(value)->size() == 1 &&
                                   signs.find(text(value)->front()) != std::string_view::npos);
    };
    if (!allowed(in[1], " ,.") || !allowed(in[2], ".,") || (!in[1].is_null() && in[1] == in[2])) {
        return {};
    }
    std::string plain;
    for (const char sign : *text(in[0])) {
        if (!in[1].is_null() && sign == text(in[1])->front()) {
            continue;
        }
        plain += !in[2].is_null() && sign == text(in[2])->front() ? '.' : sign;
    }
    const auto number = Decimal::parse(plain);
    return number ? Value(*number) : Value();
}

Value string_from(Arguments in, Budget& /*budget*/) {
    return in[0].is_null() ? Value() : Value(to_plain(in[0]));
}

Value negation(Arguments in, Budget& /*budget*/) {
    const auto* truth = in[0].as<bool>();
    return truth == nullptr ? Value() : Value(!*truth);
}

Value months_between(Arguments in, Budget& /*budget*/) {
    const auto day = [](const Value& value) -> std::optional<Date> {
        const auto* moment = value.as<DateTime>();
        return value.as<Date>() != nullptr ? std::optional(*value.as<Date>())
                                           : (moment != nullptr ? std::optional(moment->date) : std::nullopt);
    };
    const auto from = day(in[0]);
    const auto to = day(in[1]);
    if (!from || !to) {
        return {};
    }
    std::int64_t months = (std::int64_t{to->year} - from->year) * 12 + to->month - from->month;
    // Only whole months count, towards zero.
    months -= months > 0 && to->day < from->day ? 1 : 0;
    months += months < 0 && to->day > from->day ? 1 : 0;
    return YearsMonths{months};
}

const LibraryFunction kFunctions[] = {
    {"date", {"from"}, 1, date_from},
    {"date", {"year", "month", "day"}, 3, date_of_parts},
    {"date and time", {"from"}, 1, date_and_time_from},
    {"date and time", {"date", "time"}, 2, date_and_time_of_parts},
    {"time", {"from"}, 1, time_from},
    {"time", {"hour", "minute", "second", "offset"}, 3, time_of_parts},
    {"duration", {"from"}, 1, duration_from},
    {"number", {"from", "grouping separator", "decimal separator"}, 1, number_from},
    {"string", {"from"}, 1, string_from},
    {"not", {"negand"}, 1, negation},
    {"years and months duration", {"from", "to"}, 2, months_between},
};

}  // namespace

std::span<const LibraryFunction> conversion_functions() {
    return kFunctions;
}

}  // namespace shipwitness::rules::feel
