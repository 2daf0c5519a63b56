#include "rules/feel/operators.h"

#include "rules/feel/function.h"

namespace shipwitness::rules::feel {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

template <class T>
std::optional<bool> equal_as(const Value& left, const Value& right) {
    const T* a = left.as<T>();
    const T* b = right.as<T>();
    return a != nullptr && b != nullptr ? std::optional(*a == *b) : std::nullopt;
}

template <class T>
std::optional<std::weak_ordering> order_as(const Value& left, const Value& right) {
    const T* a = left.as<T>();
    const T* b = right.as<T>();
    return a != nullptr && b != nullptr ? std::optional<std::weak_ordering>(*a <=> *b) : std::nullopt;
}

/// Two times compare when both stand at an offset, both at none, or both in the same named zone.
bool comparable(const Zone& left, const Zone& right) {
    return left.name == right.name && left.offset_s.has_value() == right.offset_s.has_value();
}

Instant local_instant(const DateTime& moment) {
    return {moment.date.days_since_1970() * 86'400 + moment.time.nanoseconds / kNanosecondsPerSecond,
            moment.time.nanoseconds % kNanosecondsPerSecond};
}

std::optional<std::weak_ordering> order_moments(const DateTime& left, const DateTime& right) {
    if (!comparable(left.time.zone, right.time.zone)) {
        return std::nullopt;
    }
    Instant a = local_instant(left);
    Instant b = local_instant(right);
    a.seconds -= left.time.zone.offset_s.value_or(0);
    b.seconds -= right.time.zone.offset_s.value_or(0);
    return a <=> b;
}

std::optional<std::weak_ordering> order_times(const Value& left, const Value& right) {
    if (const auto* a = left.as<Time>()) {
        const auto* b = right.as<Time>();
        return b != nullptr ? order_moments({Date{}, *a}, {Date{}, *b}) : std::nullopt;
    }
    const auto* a = left.as<DateTime>();
    const auto* b = right.as<DateTime>();
    return a != nullptr && b != nullptr ? order_moments(*a, *b) : std::nullopt;
}

std::optional<bool> equal_lists(const List& left, const List& right) {
    if (left.size() != right.size()) {
        return false;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        const auto same = equal(left[i], right[i]);
        if (!same || !*same) {
            return same;
        }
    }
    return true;
}

std::optional<bool> equal_contexts(const Context& left, const Context& right) {
    if (left.size() != right.size()) {
        return false;
    }
    for (const auto& [name, value] : left) {
        const Value* other = nullptr;
        for (const auto& [other_name, other_value] : right) {
            other = other_name == name ? &other_value : other;
        }
        if (other == nullptr) {
            return false;
        }
        const auto same = equal(value, *other);
        if (!same || !*same) {
            return same;
        }
    }
    return true;
}

std::optional<bool> equal_ranges(const Range& left, const Range& right) {
    if (left.open_start != right.open_start || left.open_end != right.open_end) {
        return false;
    }
    const auto starts = equal(left.start, right.start);
    return starts && *starts ? equal(left.end, right.end) : starts;
}

}  // namespace

std::optional<Instant> instant_of(const DateTime& moment) {
    if (!moment.time.zone.name.empty()) {
        return std::nullopt;
    }
    Instant instant = local_instant(moment);
    instant.seconds -= moment.time.zone.offset_s.value_or(0);
    return instant;
}

std::optional<bool> equal(const Value& left, const Value& right) {
    if (left.is_null() || right.is_null()) {
        return left.is_null() && right.is_null();
    }
    if (left.list() != nullptr && right.list() != nullptr) {
        return equal_lists(*left.list(), *right.list());
    }
    if (left.context() != nullptr && right.context() != nullptr) {
        return equal_contexts(*left.context(), *right.context());
    }
    if (left.range() != nullptr && right.range() != nullptr) {
        return equal_ranges(*left.range(), *right.range());
    }
    if (const auto same = equal_as<bool>(left, right)) {
        return same;
    }
    if (const auto found = order(left, right)) {
        return *found == 0;
    }
    // Times that have no order (an offset against none) are of one kind, and not the same.
    const bool both_times = (left.as<Time>() != nullptr && right.as<Time>() != nullptr) ||
                            (left.as<DateTime>() != nullptr && right.as<DateTime>() != nullptr);
    return both_times ? std::optional(false) : std::nullopt;
}

std::optional<std::weak_ordering> order(const Value& left, const Value& right) {
    if (left.variant().index() != right.variant().index()) {
        return std::nullopt;
    }
    if (const auto found = order_as<Decimal>(left, right)) {
        return found;
    }
    if (const auto found = order_as<std::string>(left, right)) {
        return found;  // UTF-8 sorts by bytes as by code points
    }
    if (const auto found = order_as<Date>(left, right)) {
        return found;
    }
    if (const auto found = order_as<YearsMonths>(left, right)) {
        return found;
    }
    if (const auto found = order_as<DaysTime>(left, right)) {
        return found;
    }
    return order_times(left, right);
}

Value compare(Operator op, const Value& left, const Value& right) {
    if (op == Operator::equal || op == Operator::unequal) {
        const auto same = equal(left, right);
        return same ? Value(*same == (op == Operator::equal)) : Value();
    }
    const auto found = order(left, right);
    if (!found) {
        return {};
    }
    switch (op) {
        case Operator::less:
            return Value(*found < 0);
        case Operator::less_equal:
            return Value(*found <= 0);
        case Operator::greater:
            return Value(*found > 0);
        case Operator::greater_equal:
            return Value(*found >= 0);
        default:
            return {};
    }
}

Value within(const Value& value, const Range& range) {
    if (range.start.is_null() && range.end.is_null()) {
        return {};
    }
    const Value after = range.start.is_null() ? Value(true)
                                              : compare(range.open_start ? Operator::greater : Operator::greater_equal,
                                                        value, range.start);
    const Value before = range.end.is_null()
                             ? Value(true)
                             : compare(range.open_end ? Operator::less : Operator::less_equal, value, range.end);
    return both(after, before);
}

Value both(const Value& left, const Value& right) {
    const bool* a = left.as<bool>();
    const bool* b = right.as<bool>();
    if ((a != nullptr && !*a) || (b != nullptr && !*b)) {
        return Value(false);
    }
    return a != nullptr && b != nullptr ? Value(true) : Value();
}

Value either(const Value& left, const Value& right) {
    const bool* a = left.as<bool>();
    const bool* b = right.as<bool>();
    if ((a != nullptr && *a) || (b != nullptr && *b)) {
        return Value(true);
    }
    return a != nullptr && b != nullptr ? Value(false) : Value();
}

}  // namespace shipwitness::rules::feel
