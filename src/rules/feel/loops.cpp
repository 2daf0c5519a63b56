#include "rules/feel/loops.h"

#include <functional>
#include <optional>

#include "rules/feel/function.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::feel {
namespace {

constexpr std::size_t kMaxItems = 200'000;

List as_list(const Value& value) {
    if (value.list() != nullptr) {
        return *value.list();
    }
    return value.is_null() ? List{} : List{value};
}

/// `item`, and the members of `item` when it is a context.
void bind_item(Scope& scope, const Value& item) {
    if (item.context() != nullptr) {
        for (const auto& [name, value] : *item.context()) {
            scope.set(name, value);
        }
    }
    scope.set("item", item);
}

Value at_index(const List& list, const Decimal& index) {
    const auto position = index.to_integer();
    const auto size = static_cast<std::int64_t>(list.size());
    if (!position || *position == 0 || *position > size || *position < -size) {
        return {};
    }
    return list[static_cast<std::size_t>(*position > 0 ? *position - 1 : size + *position)];
}

Value whole_step(const Value& value, int direction) {
    const auto* number = value.as<Decimal>();
    if (number != nullptr) {
        const auto next = Decimal::add(*number, Decimal(direction));
        return next ? Value(*next) : Value();
    }
    return calculate(Operator::add, value, DaysTime{direction * 86'400, 0});
}

/// All values that a loop goes through; nullopt when there is nothing to go through.
std::optional<List> items_of(const Value& source, Budget& budget) {
    if (source.list() != nullptr) {
        return *source.list();
    }
    const Range* range = source.range();
    if (range == nullptr) {
        return source.is_null() ? std::nullopt : std::optional(List{source});
    }
    const auto way = order(range->start, range->end);
    if (!way || (range->start.as<Decimal>() == nullptr && range->start.as<Date>() == nullptr)) {
        return std::nullopt;
    }
    const int direction = *way > 0 ? -1 : 1;
    List items;
    for (Value at = range->start; !at.is_null(); at = whole_step(at, direction)) {
        const auto place = order(at, range->end);
        if (!place || (direction > 0 ? *place > 0 : *place < 0)) {
            break;
        }
        if (items.size() >= kMaxItems) {
            budget.exhausted = true;
            return std::nullopt;
        }
        const bool left_out = (range->open_start && order(at, range->start) == std::weak_ordering::equivalent) ||
                              (range->open_end && *place == 0);
        if (!left_out) {
            items.push_back(at);
        }
    }
    return items;
}

/// Calls `each` for every combination of the loop's variables, the last one fastest; stops when it returns false.
/// False when a variable has nothing to go through.
bool for_each_combination(const Node& node, const Scope& scope, Budget& budget, std::size_t variable,
                          const std::function<bool(const Scope&)>& each, bool& go_on) {
    if (variable == node.names.size()) {
        go_on = each(scope);
        return true;
    }
    const auto items = items_of(evaluate(*node.children[variable], scope, budget), budget);
    if (!items) {
        return false;
    }
    for (const Value& item : *items) {
        Scope inner(&scope);
        inner.set(node.names[variable], item);
        if (!for_each_combination(node, inner, budget, variable + 1, each, go_on)) {
            return false;
        }
        if (!go_on || budget.exhausted) {
            return true;
        }
    }
    return true;
}

}  // namespace

Value filtered(const Node& node, const Scope& scope, Budget& budget) {
    const Value source = evaluate(*node.children[0], scope, budget);
    const List list = as_list(source);
    const Node& condition = *node.children[1];
    List kept;
    for (const Value& item : list) {
        Scope inner(&scope);
        bind_item(inner, item);
        const Value found = evaluate(condition, inner, budget);
        if (const auto* index = found.as<Decimal>()) {
            return at_index(list, *index);
        }
        if (found == Value(true)) {
            kept.push_back(item);
        }
    }
    if (list.empty()) {
        Scope inner(&scope);
        inner.set("item", Value());
        if (evaluate(condition, inner, budget).as<Decimal>() != nullptr) {
            return {};
        }
    }
    return Value(std::move(kept));
}

Value iterated(const Node& node, const Scope& scope, Budget& budget) {
    List results;
    bool go_on = true;
    const bool sound = for_each_combination(
        node, scope, budget, 0,
        [&](const Scope& inner) {
            Scope with_partial(&inner);
            with_partial.set("partial", Value(results));
            results.push_back(evaluate(*node.children.back(), with_partial, budget));
            budget.exhausted = budget.exhausted || results.size() > kMaxItems;
            return !budget.exhausted;
        },
        go_on);
    return sound && !budget.exhausted ? Value(std::move(results)) : Value();
}

Value quantified(const Node& node, const Scope& scope, Budget& budget) {
    const bool some = node.kind == NodeKind::some;
    Value result(!some);
    bool go_on = true;
    const bool sound = for_each_combination(
        node, scope, budget, 0,
        [&](const Scope& inner) {
            const Value found = evaluate(*node.children.back(), inner, budget);
            result = some ? either(result, found) : both(result, found);
            return result != Value(some);
        },
        go_on);
    return sound ? result : Value();
}

}  // namespace shipwitness::rules::feel
