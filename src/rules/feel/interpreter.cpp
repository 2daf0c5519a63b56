#include "rules/feel/interpreter.h"

#include <algorithm>
#include <optional>

#include "rules/feel/function.h"
#include "rules/feel/library.h"
#include "rules/feel/loops.h"
#include "rules/feel/members.h"
#include "rules/feel/operators.h"
#include "rules/feel/types.h"

namespace shipwitness::rules::feel {

Descent::Descent(Budget& budget) : budget_(budget) {
    constexpr int kMaxDepth = 600;
    ++budget_.depth;
    --budget_.steps;
    if (budget_.depth > kMaxDepth || budget_.steps < 0) {
        budget_.exhausted = true;
    }
}

namespace {

Value name_value(const Node& node, const Scope& scope) {
    const Value* found = scope.find(node.name);
    if (found != nullptr) {
        return *found;
    }
    if (library(node.name).empty()) {
        return {};
    }
    // A function of the library, passed on as a value: `sort(list, max)`.
    const std::string name = node.name;
    const auto parameters = library(name).front().parameters;
    return Value(std::make_shared<const Function>(
        Function{{parameters.begin(), parameters.end()}, [name](std::span<const Value> arguments, Budget& budget) {
                     return call_library(name, arguments, {}, budget);
                 }}));
}

Value list_value(const Node& node, const Scope& scope, Budget& budget) {
    List items;
    items.reserve(node.children.size());
    for (const NodePtr& child : node.children) {
        items.push_back(evaluate(*child, scope, budget));
    }
    return Value(std::move(items));
}

Value context_value(const Node& node, const Scope& scope, Budget& budget) {
    Context entries;
    Scope inner(&scope);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        Value value = evaluate(*node.children[i], inner, budget);
        const auto same = [&](const auto& entry) { return entry.first == node.names[i]; };
        if (std::any_of(entries.begin(), entries.end(), same)) {
            return {};
        }
        inner.set(node.names[i], value);
        entries.emplace_back(node.names[i], std::move(value));
    }
    return Value(std::move(entries));
}

Value range_value(const Node& node, const Scope& scope, Budget& budget) {
    Range range{evaluate(*node.children[0], scope, budget), evaluate(*node.children[1], scope, budget), node.open_start,
                node.open_end};
    if (!range.start.is_null() && !range.end.is_null() && !order(range.start, range.end)) {
        return {};
    }
    return Value(std::make_shared<const Range>(std::move(range)));
}

Value function_value(const Node& node, const Scope& scope) {
    auto captured = std::make_shared<const Context>(scope.flattened());
    auto body = [captured, body = node.children[0], names = node.names, types = node.types](
                    std::span<const Value> given, Budget& budget) {
        Scope inner;
        for (const auto& [name, value] : *captured) {
            inner.set(name, value);
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            Value value = types[i] == nullptr ? given[i] : types[i]->fit(given[i]);
            if (value.is_null() && !given[i].is_null()) {
                return Value();
            }
            inner.set(names[i], std::move(value));
        }
        return evaluate(*body, inner, budget);
    };
    return Value(std::make_shared<const Function>(Function{node.names, std::move(body)}));
}

/// The arguments in the order of the parameters; nullopt when they do not fit.
std::optional<List> ordered(const Function& function, std::span<const Value> given,
                            const std::vector<std::string>& names) {
    if (given.size() != function.parameters.size()) {
        return std::nullopt;
    }
    if (names.empty()) {
        return List(given.begin(), given.end());
    }
    List result;
    for (const std::string& parameter : function.parameters) {
        const auto found = std::find(names.begin(), names.end(), parameter);
        if (found == names.end()) {
            return std::nullopt;
        }
        result.push_back(given[static_cast<std::size_t>(found - names.begin())]);
    }
    return result;
}

Value call_value(const Node& node, const Scope& scope, Budget& budget) {
    List arguments;
    arguments.reserve(node.children.size());
    for (std::size_t i = 1; i < node.children.size(); ++i) {
        arguments.push_back(evaluate(*node.children[i], scope, budget));
    }
    const Node& callee = *node.children[0];
    if (callee.kind == NodeKind::name && scope.find(callee.name) == nullptr) {
        return call_library(callee.name, arguments, node.names, budget);
    }
    const Value function = evaluate(callee, scope, budget);
    if (function.function() == nullptr) {
        return {};
    }
    const auto fitting = ordered(*function.function(), arguments, node.names);
    return fitting ? call(*function.function(), *fitting, budget) : Value();
}

Value test_value(const Node& node, const Value& input, const Scope& scope, Budget& budget) {
    if (node.kind == NodeKind::test_comparison) {
        return compare(node.op, input, evaluate(*node.children[0], scope, budget));
    }
    const Node& expression = *node.children[0];
    // `(< 10)` and the like stand as tests inside of tests.
    if (expression.kind == NodeKind::test_comparison || expression.kind == NodeKind::test_expression) {
        return test_value(expression, input, scope, budget);
    }
    const Value found = evaluate(expression, scope, budget);
    if (expression.speaks_of_input) {
        return found.as<bool>() != nullptr ? found : Value();
    }
    return among(input, found);
}

}  // namespace

Value call(const Function& function, std::span<const Value> arguments, Budget& budget) {
    const Descent descent(budget);
    if (!descent.allowed() || arguments.size() != function.parameters.size()) {
        return {};
    }
    return function.body(arguments, budget);
}

Value test(const Node& tests, const Value& input, const Scope& scope, Budget& budget) {
    Scope inner(&scope);
    inner.set("?", input);
    if (tests.children.empty()) {
        return Value(true);
    }
    Value any(false);
    for (const NodePtr& each : tests.children) {
        any = either(any, test_value(*each, input, inner, budget));
        if (any == Value(true)) {
            break;
        }
    }
    const bool* truth = any.as<bool>();
    return tests.negated && truth != nullptr ? Value(!*truth) : any;
}

namespace {

/// A range written as a test: `(> 5)`.
Value range_by_comparison(const Node& node, const Scope& scope, Budget& budget) {
    const bool upper = node.op == Operator::less || node.op == Operator::less_equal;
    const bool open = node.op == Operator::less || node.op == Operator::greater;
    const Value bound = evaluate(*node.children[0], scope, budget);
    return Value(std::make_shared<const Range>(
        Range{upper ? Value() : bound, upper ? bound : Value(), upper || open, !upper || open}));
}

Value type_test(const Node& node, const Scope& scope, Budget& budget) {
    const Value value = evaluate(*node.children[0], scope, budget);
    const NamedTypePtr& type = node.types.front();
    return type != nullptr ? Value(type->holds(value)) : instance_of(value, node.name);
}

/// What stands between or before its operands.
Value operation(const Node& node, const Scope& scope, Budget& budget) {
    const auto child = [&](std::size_t i) { return evaluate(*node.children[i], scope, budget); };
    switch (node.kind) {
        case NodeKind::negate:
            return negate(child(0));
        case NodeKind::arithmetic:
            return calculate(node.op, child(0), child(1));
        case NodeKind::comparison:
            return compare(node.op, child(0), child(1));
        case NodeKind::between: {
            const Value value = child(0);
            return both(compare(Operator::greater_equal, value, child(1)),
                        compare(Operator::less_equal, value, child(2)));
        }
        case NodeKind::in:
            return test(*node.children[1], child(0), scope, budget);
        case NodeKind::conjunction:
            return both(child(0), child(1));
        case NodeKind::disjunction:
            return either(child(0), child(1));
        case NodeKind::condition:
            return child(child(0) == Value(true) ? 1 : 2);
        default:
            return {};
    }
}

}  // namespace

Value evaluate(const Node& node, const Scope& scope, Budget& budget) {
    const Descent descent(budget);
    if (!descent.allowed()) {
        return {};
    }
    switch (node.kind) {
        case NodeKind::constant:
            return node.value;
        case NodeKind::name:
            return name_value(node, scope);
        case NodeKind::path:
            return member(evaluate(*node.children[0], scope, budget), node.name);
        case NodeKind::filter:
            return filtered(node, scope, budget);
        case NodeKind::call:
            return call_value(node, scope, budget);
        case NodeKind::list:
            return list_value(node, scope, budget);
        case NodeKind::context:
            return context_value(node, scope, budget);
        case NodeKind::range:
            return range_value(node, scope, budget);
        case NodeKind::negate:
        case NodeKind::arithmetic:
        case NodeKind::comparison:
        case NodeKind::between:
        case NodeKind::in:
        case NodeKind::conjunction:
        case NodeKind::disjunction:
        case NodeKind::condition:
            return operation(node, scope, budget);
        case NodeKind::iteration:
            return iterated(node, scope, budget);
        case NodeKind::some:
        case NodeKind::every:
            return quantified(node, scope, budget);
        case NodeKind::instance_of:
            return type_test(node, scope, budget);
        case NodeKind::function:
            return function_value(node, scope);
        case NodeKind::test_comparison:
            return range_by_comparison(node, scope, budget);
        case NodeKind::unary_tests:
        case NodeKind::test_expression:
            break;
    }
    return {};
}

namespace {

bool is_constant(const Node& node) {
    const auto children_from = [&](std::size_t first) {
        return std::all_of(node.children.begin() + static_cast<std::ptrdiff_t>(first), node.children.end(),
                           [](const NodePtr& child) { return is_constant(*child); });
    };
    switch (node.kind) {
        case NodeKind::constant:
            return true;
        case NodeKind::call: {
            const Node& callee = *node.children[0];
            const bool pure = callee.kind == NodeKind::name && !library(callee.name).empty() && callee.name != "now" &&
                              callee.name != "today";
            return pure && children_from(1);
        }
        case NodeKind::list:
        case NodeKind::range:
        case NodeKind::negate:
        case NodeKind::arithmetic:
        case NodeKind::test_comparison:
            return children_from(0);
        default:
            return false;
    }
}

}  // namespace

const Value* constant_value(const Node& expression, Value& storage) {
    if (!is_constant(expression)) {
        return nullptr;
    }
    Budget budget;
    storage = evaluate(expression, Scope(), budget);
    return &storage;
}

}  // namespace shipwitness::rules::feel
