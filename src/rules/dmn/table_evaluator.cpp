#include <algorithm>

#include "rules/dmn/evaluator.h"
#include "rules/dmn/types.h"
#include "rules/feel/operators.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::DecisionTable;
using detail::HitPolicy;
using detail::OutputClause;

/// The rows whose cell in this column holds for the value.
table::RowSet rows_for(const DecisionTable& table, std::size_t column, const Value& value, const feel::Scope& scope,
                       feel::Budget& budget) {
    table::RowSet rows(table.rows.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (feel::test(*table.rows[r].tests[column], value, scope, budget) == Value(true)) {
            rows.insert(r);
        }
    }
    return rows;
}

/// The value, or null when it is none of the allowed ones: so the conformance suite has it (0104-allowed-values).
/// Of a collection every item must be allowed.
Value allowed_or_null(const Value& value, const feel::NodePtr& allowed, bool collection, const feel::Scope& scope,
                      feel::Budget& budget) {
    if (allowed == nullptr || value.is_null()) {
        return value;
    }
    const auto passes = [&](const Value& each) { return feel::test(*allowed, each, scope, budget) == Value(true); };
    const List* items = collection ? value.list() : nullptr;
    return (items != nullptr ? std::all_of(items->begin(), items->end(), passes) : passes(value)) ? value : Value();
}

Value output_value(const DecisionTable& table, std::size_t row, std::size_t column, const feel::Scope& scope,
                   feel::Budget& budget) {
    const OutputClause& output = table.outputs[column];
    const detail::TypePtr& type = table.rows[row].output_types[column];
    Value value = feel::evaluate(*table.rows[row].outputs[column], scope, budget);
    if (type != nullptr) {
        value = coerced(value, *type);
    }
    value = coerced(value, *output.type);
    return allowed_or_null(value, output.allowed, value.list() != nullptr, scope, budget);
}

Value row_result(const DecisionTable& table, std::size_t row, const feel::Scope& scope, feel::Budget& budget) {
    if (const auto& constant = table.constants[row]) {
        return *constant;
    }
    Context result;
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
        result.emplace_back(feel::canonical(table.outputs[i].name), output_value(table, row, i, scope, budget));
    }
    return result.size() == 1 ? result.front().second : Value(std::move(result));
}

Value default_result(const DecisionTable& table, const feel::Scope& scope, feel::Budget& budget) {
    Context result;
    bool any = false;
    for (const OutputClause& output : table.outputs) {
        any = any || output.otherwise != nullptr;
        result.emplace_back(feel::canonical(output.name),
                            output.otherwise == nullptr
                                ? Value()
                                : coerced(feel::evaluate(*output.otherwise, scope, budget), *output.type));
    }
    if (!any) {
        return {};
    }
    return result.size() == 1 ? result.front().second : Value(std::move(result));
}

/// Places of the outputs' values in their lists, output by output: the smaller the more important.
std::vector<std::size_t> priority(const DecisionTable& table, const Value& result) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
        const std::vector<Value>& listed = table.outputs[i].listed;
        const Value& value = result.context() != nullptr ? (*result.context())[i].second : result;
        const auto found = std::find_if(listed.begin(), listed.end(),
                                        [&](const Value& each) { return feel::equal(each, value) == true; });
        places.push_back(listed.empty() ? 0 : static_cast<std::size_t>(found - listed.begin()));
    }
    return places;
}

Value aggregated(HitPolicy policy, const List& results) {
    if (policy == HitPolicy::count) {
        return Value::number(static_cast<std::int64_t>(results.size()));
    }
    Value whole = results.empty() ? Value() : results.front();
    for (std::size_t i = 1; i < results.size(); ++i) {
        if (policy == HitPolicy::sum) {
            whole = feel::calculate(feel::Operator::add, whole, results[i]);
            continue;
        }
        const auto found = feel::order(results[i], whole);
        if (!found) {
            return {};
        }
        if (policy == HitPolicy::minimum ? *found < 0 : *found > 0) {
            whole = results[i];
        }
    }
    return whole;
}

}  // namespace

Value by_policy(const DecisionTable& table, const std::vector<int>& rows, const feel::Scope& scope,
                feel::Budget& budget) {
    if (rows.empty()) {
        const Value fallback = default_result(table, scope, budget);
        if (!fallback.is_null()) {
            return fallback;
        }
        if (table.policy == HitPolicy::collect) {
            return Value(List{});
        }
        return table.policy == HitPolicy::count ? Value::number(0) : Value();
    }
    if (table.policy == HitPolicy::unique || table.policy == HitPolicy::first) {
        const bool one = rows.size() == 1 || table.policy == HitPolicy::first;
        return one ? row_result(table, static_cast<std::size_t>(rows.front() - 1), scope, budget) : Value();
    }
    List results;
    results.reserve(rows.size());
    for (const int row : rows) {
        results.push_back(row_result(table, static_cast<std::size_t>(row - 1), scope, budget));
    }
    switch (table.policy) {
        case HitPolicy::any: {
            const bool same =
                std::all_of(results.begin(), results.end(), [&](const Value& each) { return each == results.front(); });
            return same ? results.front() : Value();
        }
        case HitPolicy::priority:
        case HitPolicy::output_order:
            std::stable_sort(results.begin(), results.end(),
                             [&](const Value& a, const Value& b) { return priority(table, a) < priority(table, b); });
            return table.policy == HitPolicy::priority ? results.front() : Value(std::move(results));
        case HitPolicy::sum:
        case HitPolicy::minimum:
        case HitPolicy::maximum:
        case HitPolicy::count:
            return aggregated(table.policy, results);
        default:
            return Value(std::move(results));
    }
}

TableResult apply(const DecisionTable& table, const feel::Scope& scope, feel::Budget& budget) {
    table::RowSet rows(table.rows.size(), true);
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        const detail::InputClause& input = table.inputs[i];
        const Value* plain = input.fact.empty() ? nullptr : scope.find(input.fact);
        const Value value = plain != nullptr ? *plain : feel::evaluate(*input.expression, scope, budget);
        const table::Column& column = table.matcher.columns[i];
        if (const auto atom = column.find(value)) {
            rows &= column.atoms[*atom].rows;
            continue;
        }
        rows &= rows_for(table, i, allowed_or_null(value, input.allowed, input.type->collection, scope, budget), scope,
                         budget);
    }
    TableResult result;
    for (auto row = rows.next(); row; row = rows.next(*row + 1)) {
        result.rows.push_back(static_cast<int>(*row) + 1);
    }
    result.value = by_policy(table, result.rows, scope, budget);
    return result;
}

}  // namespace shipwitness::rules::dmn
