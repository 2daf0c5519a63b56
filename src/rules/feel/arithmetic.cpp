#include <algorithm>

#include "rules/feel/operators.h"

namespace shipwitness::rules::feel {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMaxSeconds = 40'000'000'000'000'000;  // past the years that a date can have

Value wrapped(const std::optional<Decimal>& number) {
    return number ? Value(*number) : Value();
}

Value numbers(Operator op, const Decimal& left, const Decimal& right) {
    switch (op) {
        case Operator::add:
            return wrapped(Decimal::add(left, right));
        case Operator::subtract:
            return wrapped(Decimal::subtract(left, right));
        case Operator::multiply:
            return wrapped(Decimal::multiply(left, right));
        case Operator::divide:
            return right.is_zero() ? Value() : wrapped(Decimal::divide(left, right));
        case Operator::power:
            return wrapped(Decimal::power(left, right));
        default:
            return {};
    }
}

/// Seconds and nanoseconds of one sign, from any mixture of them.
Value days_time(std::int64_t seconds, std::int64_t nanoseconds) {
    seconds += nanoseconds / kNanosecondsPerSecond;
    nanoseconds %= kNanosecondsPerSecond;
    if (seconds > 0 && nanoseconds < 0) {
        --seconds;
        nanoseconds += kNanosecondsPerSecond;
    } else if (seconds < 0 && nanoseconds > 0) {
        ++seconds;
        nanoseconds -= kNanosecondsPerSecond;
    }
    if (seconds > kMaxSeconds || seconds < -kMaxSeconds) {
        return {};
    }
    return DaysTime{seconds, static_cast<std::int32_t>(nanoseconds)};
}

Value add_seconds(const DateTime& moment, std::int64_t seconds, std::int64_t nanoseconds) {
    nanoseconds += moment.time.nanoseconds;
    std::int64_t days = moment.date.days_since_1970();
    const std::int64_t day_ns = kSecondsPerDay * kNanosecondsPerSecond;
    days += seconds / kSecondsPerDay;
    nanoseconds += seconds % kSecondsPerDay * kNanosecondsPerSecond;
    days += nanoseconds / day_ns;
    nanoseconds %= day_ns;
    if (nanoseconds < 0) {
        nanoseconds += day_ns;
        --days;
    }
    const auto date = Date::from_days(days);
    return date ? Value(DateTime{*date, Time{nanoseconds, moment.time.zone}}) : Value();
}

/// The same day of another month, or the month's last day when it has no such day.
std::optional<Date> add_months(const Date& date, std::int64_t months) {
    constexpr std::int64_t kMaxMonths = 24'000'000'000;
    if (months > kMaxMonths || months < -kMaxMonths) {
        return std::nullopt;
    }
    const std::int64_t all = std::int64_t{date.year} * 12 + date.month - 1 + months;
    const std::int64_t year = all >= 0 ? all / 12 : (all - 11) / 12;
    const std::int64_t month = all - year * 12 + 1;
    for (std::int64_t day = date.day; day >= 28; --day) {
        if (const auto found = Date::make(year, month, day)) {
            return found;
        }
    }
    return Date::make(year, month, date.day);
}

DateTime at_midnight(const Date& date) {
    return DateTime{date, Time{0, Zone{0, ""}}};
}

/// A date, time or date-time plus (sign 1) or minus (sign -1) a duration.
Value shift(const Value& moment, const Value& duration, int sign) {
    if (const auto* months = duration.as<YearsMonths>()) {
        if (const auto* date = moment.as<Date>()) {
            const auto moved = add_months(*date, sign * months->months);
            return moved ? Value(*moved) : Value();
        }
        if (const auto* both_parts = moment.as<DateTime>()) {
            const auto moved = add_months(both_parts->date, sign * months->months);
            return moved ? Value(DateTime{*moved, both_parts->time}) : Value();
        }
        return {};
    }
    const auto* days = duration.as<DaysTime>();
    if (days == nullptr) {
        return {};
    }
    const std::int64_t seconds = sign * days->seconds;
    const std::int64_t nanoseconds = std::int64_t{sign} * days->nanoseconds;
    if (const auto* date = moment.as<Date>()) {
        const Value moved = add_seconds(at_midnight(*date), seconds, nanoseconds);
        return moved.as<DateTime>() != nullptr ? Value(moved.as<DateTime>()->date) : Value();
    }
    if (const auto* time = moment.as<Time>()) {
        const Value moved = add_seconds({Date{}, *time}, seconds % kSecondsPerDay, nanoseconds);
        return moved.as<DateTime>() != nullptr ? Value(moved.as<DateTime>()->time) : Value();
    }
    const auto* both_parts = moment.as<DateTime>();
    return both_parts != nullptr ? add_seconds(*both_parts, seconds, nanoseconds) : Value();
}

std::optional<DateTime> as_moment(const Value& value) {
    if (const auto* date = value.as<Date>()) {
        return at_midnight(*date);
    }
    if (const auto* time = value.as<Time>()) {
        return DateTime{Date{}, *time};
    }
    const auto* moment = value.as<DateTime>();
    return moment != nullptr ? std::optional(*moment) : std::nullopt;
}

/// The time that lies between two moments of one kind (a date counts as its midnight in UTC).
Value difference(const Value& left, const Value& right) {
    if ((left.as<Time>() != nullptr) != (right.as<Time>() != nullptr)) {
        return {};
    }
    const auto a = as_moment(left);
    const auto b = as_moment(right);
    if (!a || !b || a->time.zone.is_local() != b->time.zone.is_local()) {
        return {};
    }
    const auto from = instant_of(*a);
    const auto to = instant_of(*b);
    return from && to ? days_time(from->seconds - to->seconds, from->nanoseconds - to->nanoseconds) : Value();
}

Decimal in_seconds(const DaysTime& duration) {
    const auto fraction = Decimal::divide(Decimal(duration.nanoseconds), Decimal(kNanosecondsPerSecond));
    return Decimal::add(Decimal(duration.seconds), *fraction).value_or(Decimal());
}

Value from_seconds(const std::optional<Decimal>& seconds) {
    if (!seconds) {
        return {};
    }
    const auto whole = seconds->rounded(0, Decimal::Rounding::down);
    const auto rest = whole ? Decimal::subtract(*seconds, *whole) : std::nullopt;
    const auto nanoseconds = rest ? Decimal::multiply(*rest, Decimal(kNanosecondsPerSecond)) : std::nullopt;
    const auto rounded = nanoseconds ? nanoseconds->rounded(0, Decimal::Rounding::half_even) : std::nullopt;
    const auto a = whole ? whole->to_integer() : std::nullopt;
    const auto b = rounded ? rounded->to_integer() : std::nullopt;
    return a && b && *a <= kMaxSeconds && *a >= -kMaxSeconds ? days_time(*a, *b) : Value();
}

Value from_months(const std::optional<Decimal>& months) {
    const auto whole = months ? months->rounded(0, Decimal::Rounding::down) : std::nullopt;
    const auto count = whole ? whole->to_integer() : std::nullopt;
    constexpr std::int64_t kMaxMonths = 1'000'000'000'000;
    return count && *count <= kMaxMonths && *count >= -kMaxMonths ? Value(YearsMonths{*count}) : Value();
}

Value scale(const Value& duration, Operator op, const Decimal& by) {
    const auto apply = [&](const Decimal& amount) {
        if (op == Operator::multiply) {
            return Decimal::multiply(amount, by);
        }
        return by.is_zero() ? std::nullopt : Decimal::divide(amount, by);
    };
    if (const auto* months = duration.as<YearsMonths>()) {
        return from_months(apply(Decimal(months->months)));
    }
    const auto* days = duration.as<DaysTime>();
    return days != nullptr ? from_seconds(apply(in_seconds(*days))) : Value();
}

Value durations(Operator op, const Value& left, const Value& right) {
    const auto* a_months = left.as<YearsMonths>();
    const auto* b_months = right.as<YearsMonths>();
    const auto* a_days = left.as<DaysTime>();
    const auto* b_days = right.as<DaysTime>();
    if (op == Operator::divide) {
        if (a_months != nullptr && b_months != nullptr && b_months->months != 0) {
            return wrapped(Decimal::divide(Decimal(a_months->months), Decimal(b_months->months)));
        }
        if (a_days != nullptr && b_days != nullptr && *b_days != DaysTime{}) {
            return wrapped(Decimal::divide(in_seconds(*a_days), in_seconds(*b_days)));
        }
        return {};
    }
    if (op != Operator::add && op != Operator::subtract) {
        return {};
    }
    const int sign = op == Operator::add ? 1 : -1;
    if (a_months != nullptr && b_months != nullptr) {
        std::int64_t sum = 0;
        return __builtin_add_overflow(a_months->months, sign * b_months->months, &sum) ? Value()
                                                                                       : Value(YearsMonths{sum});
    }
    if (a_days != nullptr && b_days != nullptr) {
        return days_time(a_days->seconds + sign * b_days->seconds,
                         std::int64_t{a_days->nanoseconds} + std::int64_t{sign} * b_days->nanoseconds);
    }
    return {};
}

bool is_duration(const Value& value) {
    return value.as<YearsMonths>() != nullptr || value.as<DaysTime>() != nullptr;
}

}  // namespace

Value calculate(Operator op, const Value& left, const Value& right) {
    const auto* a = left.as<Decimal>();
    const auto* b = right.as<Decimal>();
    if (a != nullptr && b != nullptr) {
        return numbers(op, *a, *b);
    }
    if (op == Operator::add && left.as<std::string>() != nullptr && right.as<std::string>() != nullptr) {
        return *left.as<std::string>() + *right.as<std::string>();
    }
    if (is_duration(left) && is_duration(right)) {
        return durations(op, left, right);
    }
    if (is_duration(left) && b != nullptr && (op == Operator::multiply || op == Operator::divide)) {
        return scale(left, op, *b);
    }
    if (is_duration(right) && a != nullptr && op == Operator::multiply) {
        return scale(right, op, *a);
    }
    if (op == Operator::add) {
        return is_duration(right) ? shift(left, right, 1) : (is_duration(left) ? shift(right, left, 1) : Value());
    }
    if (op == Operator::subtract) {
        return is_duration(right) ? shift(left, right, -1) : difference(left, right);
    }
    return {};
}

Value negate(const Value& value) {
    if (const auto* number = value.as<Decimal>()) {
        return number->negated();
    }
    if (const auto* months = value.as<YearsMonths>()) {
        return YearsMonths{-months->months};
    }
    if (const auto* days = value.as<DaysTime>()) {
        return DaysTime{-days->seconds, -days->nanoseconds};
    }
    return {};
}

}  // namespace shipwitness::rules::feel
