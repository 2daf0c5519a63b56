#include "rules/table/boundaries.h"

#include <algorithm>

#include "rules/feel/function.h"
#include "rules/feel/interpreter.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::table {
namespace {

using feel::Node;
using feel::NodeKind;
using feel::Operator;

bool is_input(const Node& node) {
    return node.kind == NodeKind::name && node.name == "?";
}

void add_value(const Value& value, std::vector<Value>& points, bool& stretches) {
    if (value.list() != nullptr) {
        for (const Value& item : *value.list()) {
            add_value(item, points, stretches);
        }
    } else if (const Range* range = value.range()) {
        stretches = true;
        add_value(range->start, points, stretches);
        add_value(range->end, points, stretches);
    } else if (!value.is_null()) {
        points.push_back(value);
    }
}

bool add_constant(const Node& node, std::vector<Value>& points, bool& stretches) {
    Value storage;
    const Value* value = feel::constant_value(node, storage);
    if (value != nullptr) {
        add_value(*value, points, stretches);
    }
    return value != nullptr;
}

}  // namespace

bool collect_boundaries(const Node& cell, std::vector<Value>& points, bool& stretches) {
    const auto all_children = [&](std::size_t first) {
        return std::all_of(cell.children.begin() + static_cast<std::ptrdiff_t>(first), cell.children.end(),
                           [&](const feel::NodePtr& child) { return collect_boundaries(*child, points, stretches); });
    };
    switch (cell.kind) {
        case NodeKind::unary_tests:
            return all_children(0);
        case NodeKind::test_expression:
            return cell.children[0]->speaks_of_input ? collect_boundaries(*cell.children[0], points, stretches)
                                                     : add_constant(*cell.children[0], points, stretches);
        case NodeKind::test_comparison:
            stretches = stretches || (cell.op != Operator::equal && cell.op != Operator::unequal);
            return add_constant(*cell.children[0], points, stretches);
        case NodeKind::conjunction:
        case NodeKind::disjunction:
            return all_children(0);
        case NodeKind::comparison: {
            stretches = stretches || (cell.op != Operator::equal && cell.op != Operator::unequal);
            const bool left = is_input(*cell.children[0]);
            return (left || is_input(*cell.children[1])) &&
                   add_constant(*cell.children[left ? 1 : 0], points, stretches);
        }
        case NodeKind::between:
            stretches = true;
            return is_input(*cell.children[0]) && add_constant(*cell.children[1], points, stretches) &&
                   add_constant(*cell.children[2], points, stretches);
        case NodeKind::in:
            return is_input(*cell.children[0]) && collect_boundaries(*cell.children[1], points, stretches);
        case NodeKind::call:
            return cell.children[0]->kind == NodeKind::name && cell.children[0]->name == "not" && all_children(1);
        default:
            return false;
    }
}

namespace {

std::optional<Value> number_between(const Decimal* above, const Decimal* below) {
    if (above == nullptr && below == nullptr) {
        return Value::number(0);
    }
    if (above == nullptr || below == nullptr) {
        const auto next = above != nullptr ? Decimal::add(*above, Decimal(1)) : Decimal::subtract(*below, Decimal(1));
        const auto whole = next ? (above != nullptr ? next->floor() : next->ceiling()) : std::nullopt;
        const bool beyond = whole && (above != nullptr ? *whole > *above : *whole < *below);
        return beyond ? std::optional<Value>(*whole) : std::nullopt;
    }
    const auto whole = above->floor();
    const auto next = whole ? Decimal::add(*whole, Decimal(1)) : std::nullopt;
    if (next && *next > *above && *next < *below) {
        return Value(*next);
    }
    const auto sum = Decimal::add(*above, *below);
    const auto middle = sum ? Decimal::divide(*sum, Decimal(2)) : std::nullopt;
    return middle && *middle > *above && *middle < *below ? std::optional<Value>(*middle) : std::nullopt;
}

std::optional<Value> text_between(const std::string* above, const std::string* below) {
    const std::string candidate = above == nullptr ? std::string() : *above + "\x01";
    return below == nullptr || candidate < *below ? std::optional<Value>(candidate) : std::nullopt;
}

/// Days and months are counted in whole ones, moments and durations are not.
template <class T>
std::optional<Value> stepped(const T* above, const T* below, const Value& step) {
    if (above == nullptr && below == nullptr) {
        return Value(T{});
    }
    const Value next = above != nullptr ? feel::calculate(Operator::add, Value(*above), step)
                                        : feel::calculate(Operator::subtract, Value(*below), step);
    const bool inside = !next.is_null() && (above == nullptr || below == nullptr ||
                                            feel::order(next, Value(*below)) == std::weak_ordering::less);
    // A time of day comes round again: one step past the last boundary may be before the first.
    const bool beyond = above == nullptr || feel::order(next, Value(*above)) == std::weak_ordering::greater;
    const bool before = below == nullptr || feel::order(next, Value(*below)) == std::weak_ordering::less;
    return inside && beyond && before ? std::optional<Value>(next) : std::nullopt;
}

}  // namespace

std::optional<Value> example_between(const Value& above, const Value& below, std::string_view base) {
    const Value& known = above.is_null() ? below : above;
    if (known.as<Decimal>() != nullptr || (known.is_null() && base == "number")) {
        return number_between(above.as<Decimal>(), below.as<Decimal>());
    }
    if (known.as<std::string>() != nullptr) {
        return text_between(above.as<std::string>(), below.as<std::string>());
    }
    if (known.as<Date>() != nullptr) {
        return stepped(above.as<Date>(), below.as<Date>(), DaysTime{86'400, 0});
    }
    if (known.as<YearsMonths>() != nullptr) {
        return stepped(above.as<YearsMonths>(), below.as<YearsMonths>(), YearsMonths{1});
    }
    // Moments, times and durations: one second on, or one nanosecond when the boundaries are that near.
    for (const DaysTime step : {DaysTime{1, 0}, DaysTime{0, 1}}) {
        std::optional<Value> found;
        if (known.as<DateTime>() != nullptr) {
            found = stepped(above.as<DateTime>(), below.as<DateTime>(), step);
        } else if (known.as<Time>() != nullptr) {
            found = stepped(above.as<Time>(), below.as<Time>(), step);
        } else if (known.as<DaysTime>() != nullptr) {
            found = stepped(above.as<DaysTime>(), below.as<DaysTime>(), step);
        }
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace shipwitness::rules::table
