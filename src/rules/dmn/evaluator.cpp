#include "rules/dmn/evaluator.h"

#include <algorithm>

#include "rules/dmn/types.h"
#include "rules/feel/function.h"
#include "rules/feel/library.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::Definitions;
using detail::Logic;

Value typed(const Value& value, const detail::TypePtr& type) {
    return type == nullptr ? value : coerced(value, *type);
}

std::vector<std::string> names_of(const detail::BoxedFunction& function) {
    std::vector<std::string> names;
    names.reserve(function.parameters.size());
    for (const auto& [name, type] : function.parameters) {
        names.push_back(name);
    }
    return names;
}

/// Binds the arguments, each as its parameter's type wants it. False when one does not fit.
bool bind(const detail::BoxedFunction& function, std::span<const Value> arguments, feel::Scope& scope) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& [name, type] = function.parameters[i];
        Value value = typed(arguments[i], type);
        if (value.is_null() && !arguments[i].is_null()) {
            return false;
        }
        scope.set(name, std::move(value));
    }
    return true;
}

class Evaluator {
  public:
    Evaluator(const feel::Scope& scope, feel::Budget& budget) : scope_(scope), budget_(budget) {}

    Value operator()(const detail::LiteralExpression& literal) const {
        return feel::evaluate(*literal.expression, scope_, budget_);
    }

    Value operator()(const detail::DecisionTable& table) const {
        TableResult result = apply(table, scope_, budget_);
        if (rows != nullptr) {
            *rows = std::move(result.rows);
        }
        return std::move(result.value);
    }

    Value operator()(const detail::Invocation& invocation) const {
        const Value callee = value_of(*invocation.callee, scope_, budget_);
        const Function* function = callee.function();
        if (function == nullptr || invocation.bindings.size() > function->parameters.size()) {
            return {};
        }
        List arguments(function->parameters.size());
        for (const auto& [name, logic] : invocation.bindings) {
            const auto parameter = std::find(function->parameters.begin(), function->parameters.end(), name);
            if (parameter == function->parameters.end()) {
                return {};
            }
            arguments[static_cast<std::size_t>(parameter - function->parameters.begin())] =
                value_of(*logic, scope_, budget_);
        }
        return feel::call(*function, arguments, budget_);
    }

    Value operator()(const detail::BoxedContext& context) const {
        Context entries;
        feel::Scope inner(&scope_);
        for (const auto& [name, logic] : context.entries) {
            Value value = value_of(*logic, inner, budget_);
            if (name.empty()) {
                return value;
            }
            inner.set(name, value);
            entries.emplace_back(name, std::move(value));
        }
        return Value(std::move(entries));
    }

    Value operator()(const detail::BoxedList& list) const { return items(list.items); }

    Value operator()(const detail::Relation& relation) const {
        List rows_of_relation;
        for (const auto& row : relation.rows) {
            Context entries;
            entries.reserve(row.size());
            for (std::size_t i = 0; i < row.size(); ++i) {
                entries.emplace_back(relation.columns[i], value_of(*row[i], scope_, budget_));
            }
            rows_of_relation.emplace_back(std::move(entries));
        }
        return Value(std::move(rows_of_relation));
    }

    Value operator()(const detail::BoxedFunction& function) const {
        auto captured = std::make_shared<const Context>(scope_.flattened());
        const Value made(std::make_shared<const Function>(
            Function{names_of(function), [captured, function](std::span<const Value> arguments, feel::Budget& budget) {
                         feel::Scope inner;
                         for (const auto& [name, value] : *captured) {
                             inner.set(name, value);
                         }
                         return bind(function, arguments, inner) ? value_of(*function.body, inner, budget) : Value();
                     }}));
        return typed(made, function.type);
    }

    Value operator()(const detail::BoxedForm& form) const;

    std::vector<int>* rows = nullptr;

  private:
    Value items(const std::vector<detail::LogicPtr>& logics) const {
        List values;
        values.reserve(logics.size());
        for (const detail::LogicPtr& logic : logics) {
            values.push_back(value_of(*logic, scope_, budget_));
        }
        return Value(std::move(values));
    }

    const feel::Scope& scope_;
    feel::Budget& budget_;
};

Value Evaluator::operator()(const detail::BoxedForm& form) const {
    if (form.kind == feel::NodeKind::condition) {
        const bool yes = value_of(*form.parts[0], scope_, budget_) == Value(true);
        return value_of(*form.parts[yes ? 1 : 2], scope_, budget_);
    }
    const Value source = value_of(*form.parts[0], scope_, budget_);
    const bool is_filter = form.kind == feel::NodeKind::filter;
    List results;
    bool some = false;
    bool every = true;
    const List list = source.list() != nullptr ? *source.list() : (source.is_null() ? List{} : List{source});
    for (const Value& item : list) {
        feel::Scope inner(&scope_);
        if (is_filter && item.context() != nullptr) {
            for (const auto& [name, value] : *item.context()) {
                inner.set(name, value);
            }
        }
        inner.set(is_filter ? "item" : form.variable, item);
        inner.set("partial", Value(results));
        Value found = value_of(*form.parts[1], inner, budget_);
        const bool holds = found == Value(true);
        some = some || holds;
        every = every && holds;
        if (is_filter && holds) {
            results.push_back(item);
        } else if (!is_filter && form.kind == feel::NodeKind::iteration) {
            results.push_back(std::move(found));
        }
        if (budget_.exhausted) {
            return {};
        }
    }
    if (form.kind == feel::NodeKind::some || form.kind == feel::NodeKind::every) {
        return Value(form.kind == feel::NodeKind::some ? some : every);
    }
    return Value(std::move(results));
}

Value function_value(const Definitions& definitions, std::size_t index);

void add_functions(const Definitions& definitions, const std::vector<std::size_t>& indexes, feel::Scope& scope) {
    for (const std::size_t index : indexes) {
        scope.set(feel::canonical(definitions.functions[index].name), function_value(definitions, index));
    }
}

/// Decisions of one case, each evaluated once.
class Case {
  public:
    Case(const Definitions& definitions, const FactValue& fact, feel::Budget& budget)
        : definitions_(definitions), fact_(fact), budget_(budget) {
        done_.resize(definitions.decisions.size());
    }

    /// A decision that is given instead of evaluated.
    void give(std::size_t index, const Value& value) {
        done_[index] = coerced(value, *definitions_.decisions[index].type);
    }

    Value evaluate(std::size_t index, std::vector<int>* rows) {
        if (done_[index]) {
            return *done_[index];
        }
        const feel::Descent descent(budget_);
        if (!descent.allowed()) {
            return {};
        }
        const detail::Decision& decision = definitions_.decisions[index];
        feel::Scope scope;
        add_functions(definitions_, decision.functions, scope);
        for (const std::size_t needed : decision.decisions) {
            scope.set(feel::canonical(definitions_.decisions[needed].name), evaluate(needed, nullptr));
        }
        for (const std::size_t input : decision.inputs) {
            add_fact(feel::canonical(definitions_.inputs[input].name), definitions_.inputs[input].type, scope);
        }
        if (const detail::DecisionTable* table = decision.table()) {
            for (const detail::InputClause& input : table->inputs) {
                if (!input.fact.empty() && scope.find(input.fact) == nullptr) {
                    add_fact(input.fact, input.type, scope);
                }
            }
        }
        Value value = decision.logic == nullptr ? Value() : value_of(*decision.logic, scope, budget_, rows);
        value = coerced(value, *decision.type);
        done_[index] = value;
        return value;
    }

  private:
    void add_fact(const std::string& name, const detail::TypePtr& type, feel::Scope& scope) {
        const Value* value = fact_(name);
        scope.set(name, value == nullptr ? Value() : coerced(*value, *type));
    }

    const Definitions& definitions_;
    const FactValue& fact_;
    feel::Budget& budget_;
    std::vector<std::optional<Value>> done_;
};

/// Sees its parameters and the functions that it requires, nothing else.
Value called(const Definitions& definitions, const detail::BusinessKnowledge& knowledge,
             std::span<const Value> arguments, feel::Budget& budget) {
    feel::Scope scope;
    add_functions(definitions, knowledge.functions, scope);
    return bind(knowledge.function, arguments, scope) ? value_of(*knowledge.function.body, scope, budget) : Value();
}

/// A case of its own: what is decided inside has no bearing on the decisions outside. One output decision gives its
/// value, several a context of them. An argument of another type is null (conformance suite, 0085-decision-services).
Value served(const Definitions& definitions, const detail::DecisionService& service, std::span<const Value> arguments,
             feel::Budget& budget) {
    const FactValue fact = [&](const std::string& name) -> const Value* {
        for (std::size_t i = 0; i < service.inputs.size(); ++i) {
            if (feel::canonical(definitions.inputs[service.inputs[i]].name) == name) {
                return &arguments[i];
            }
        }
        return nullptr;
    };
    Case inside(definitions, fact, budget);
    for (std::size_t i = 0; i < service.input_decisions.size(); ++i) {
        inside.give(service.input_decisions[i], arguments[service.inputs.size() + i]);
    }
    Context outputs;
    for (const std::size_t output : service.outputs) {
        outputs.emplace_back(feel::canonical(definitions.decisions[output].name), inside.evaluate(output, nullptr));
    }
    return outputs.size() == 1 ? std::move(outputs.front().second) : Value(std::move(outputs));
}

/// Keeps nothing of the case in which it is made: a decision may hand it out.
Value function_value(const Definitions& definitions, std::size_t index) {
    const detail::BusinessKnowledge& knowledge = definitions.functions[index];
    auto body = [&definitions, &knowledge](std::span<const Value> arguments, feel::Budget& budget) {
        Value value = knowledge.service ? served(definitions, *knowledge.service, arguments, budget)
                                        : called(definitions, knowledge, arguments, budget);
        // Most files give the variable the type of the result, although DMN means that of the function.
        return knowledge.type->base == "function" ? value : coerced(value, *knowledge.type);
    };
    const Value function(std::make_shared<const Function>(Function{names_of(knowledge.function), std::move(body)}));
    return coerced(typed(function, knowledge.function.type), *knowledge.type);
}

}  // namespace

Value value_of(const Logic& logic, const feel::Scope& scope, feel::Budget& budget, std::vector<int>* rows) {
    const feel::Descent descent(budget);
    if (!descent.allowed()) {
        return {};
    }
    Evaluator evaluator(scope, budget);
    evaluator.rows = rows;
    return typed(std::visit(evaluator, logic.form), logic.type);
}

DecisionResult decide(const Definitions& definitions, std::size_t decision, const FactValue& fact) {
    feel::Budget budget;
    DecisionResult result;
    result.value = Case(definitions, fact, budget).evaluate(decision, &result.rows);
    result.exhausted = budget.exhausted;
    return result;
}

Value invoke(const Definitions& definitions, std::size_t function, const FactValue& argument) {
    const Value callable = function_value(definitions, function);
    List arguments;
    for (const std::string& parameter : callable.function()->parameters) {
        const Value* given = argument(parameter);
        arguments.push_back(given == nullptr ? Value() : *given);
    }
    feel::Budget budget;
    return feel::call(*callable.function(), arguments, budget);
}

}  // namespace shipwitness::rules::dmn
