#include "rules/dmn/suspicion.h"

#include <algorithm>
#include <set>

#include "core/text.h"
#include "rules/dmn/types.h"
#include "rules/feel/free_names.h"
#include "rules/feel/function.h"
#include "rules/feel/interpreter.h"

namespace shipwitness::rules::dmn {
namespace {

using detail::DecisionTable;
using detail::Definitions;

std::string listing(const std::vector<Value>& values) {
    std::string text;
    for (const Value& value : values) {
        text += (text.empty() ? "" : ", ") + to_feel(value);
    }
    return text;
}

std::string meant(const std::string& word, const std::set<std::string>& names) {
    std::vector<std::string> words(names.begin(), names.end());
    std::erase(words, "?");
    const auto near = nearest(word, words);
    return near ? " (is `" + *near + "` meant?)" : "";
}

std::optional<Problem> unknown_name(const feel::Node& expression, const std::set<std::string>& names,
                                    const Problem& place) {
    for (const std::string& name : feel::free_names(expression)) {
        if (!names.contains(name)) {
            Problem problem = place;
            problem.reason = "nothing is called `" + name + "` here" + meant(name, names) +
                             "; a text stands in quotes: \"" + name + "\"";
            return problem;
        }
    }
    return std::nullopt;
}

/// Walks one table.
class TableSuspicion {
  public:
    /// `names`: what the table's expressions may speak of.
    TableSuspicion(std::string file, std::string decision, const DecisionTable& table, std::set<std::string> names,
                   std::vector<Problem>& found)
        : file_(std::move(file)),
          decision_(std::move(decision)),
          table_(table),
          names_(std::move(names)),
          found_(found) {
        for (const detail::InputClause& input : table_.inputs) {
            if (!input.fact.empty()) {
                names_.insert(input.fact);
            }
        }
        names_.insert("?");
    }

    void walk() {
        for (const detail::InputClause& input : table_.inputs) {
            names_in(*input.expression, {}, input.heading);
        }
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            walk_row(r);
        }
    }

  private:
    void walk_row(std::size_t index) {
        const detail::Row& row = table_.rows[index];
        const int number = static_cast<int>(index) + 1;
        for (std::size_t i = 0; i < row.tests.size(); ++i) {
            const detail::InputClause& input = table_.inputs[i];
            if (names_in(*row.tests[i], number, input.heading)) {
                values_in(*row.tests[i], number, input.heading, input.type, input.allowed, input.listed);
            }
        }
        for (std::size_t i = 0; i < row.outputs.size(); ++i) {
            const detail::OutputClause& output = table_.outputs[i];
            const std::string column = output.name.empty() ? decision_ : output.name;
            if (names_in(*row.outputs[i], number, column)) {
                Value storage;
                if (const Value* value = feel::constant_value(*row.outputs[i], storage)) {
                    judge(*value, number, column, output.type, output.allowed, output.listed);
                    judge_result(*row.outputs[i], *value, number, column);
                }
            }
        }
    }

    bool names_in(const feel::Node& expression, std::optional<int> row, const std::string& column) {
        auto problem = unknown_name(expression, names_, {file_, decision_, row, column, "", {}});
        if (!problem) {
            return true;
        }
        found_.push_back(*std::move(problem));
        return false;
    }

    /// A result that is null although nobody wrote null, and sums of what has no sum.
    void judge_result(const feel::Node& expression, const Value& value, int row, const std::string& column) {
        if (value.is_null() && expression.kind != feel::NodeKind::constant) {
            add(row, column, no_value());
        } else if (table_.policy == detail::HitPolicy::sum && value.as<Decimal>() == nullptr &&
                   value.as<DaysTime>() == nullptr && value.as<YearsMonths>() == nullptr) {
            add(row, column, to_feel(value) + " cannot be added up, as COLLECT with SUM does");
        }
    }

    static std::string no_value() {
        return "what stands here has no value: look at its dates, its types and what it divides by";
    }

    /// What a cell compares with. Single values must be allowed ones; ranges may reach beyond, in the column's type.
    void values_in(const feel::Node& tests, int row, const std::string& column, const detail::TypePtr& type,
                   const feel::NodePtr& allowed, const std::vector<Value>& listed) {
        for (const feel::NodePtr& test : tests.children) {
            Value storage;
            const bool known_kind =
                test->kind == feel::NodeKind::test_expression || test->kind == feel::NodeKind::test_comparison;
            if (!known_kind || feel::constant_value(*test->children[0], storage) == nullptr) {
                continue;
            }
            if (storage.is_null() && test->children[0]->kind != feel::NodeKind::constant) {
                add(row, column, no_value());
            } else if (test->kind == feel::NodeKind::test_comparison) {
                judge_type(storage, row, column, *type);
            } else if (storage.range() != nullptr) {
                judge_type(storage.range()->start, row, column, *type);
                judge_type(storage.range()->end, row, column, *type);
            } else if (storage.list() != nullptr) {
                for (const Value& item : *storage.list()) {
                    judge(item, row, column, type, allowed, listed);
                }
            } else {
                judge(storage, row, column, type, allowed, listed);
            }
        }
    }

    /// Whether the value is of the column's type at all.
    bool judge_type(const Value& value, int row, const std::string& column, const detail::Type& type) {
        const detail::Type base{type.base, type.base};
        if (value.is_null() || type.collection || type.base == "Any" || !type.components.empty() ||
            conforms(value, base)) {
            return true;
        }
        const bool date_as_text = value.as<std::string>() != nullptr && !from_text(value, base).as<std::string>();
        add(row, column,
            to_feel(value) + " is no " + type.base + (date_as_text ? "; write @" + to_feel(value) : std::string()));
        return false;
    }

    void judge(const Value& value, int row, const std::string& column, const detail::TypePtr& type,
               const feel::NodePtr& allowed, const std::vector<Value>& listed) {
        if (value.is_null() || !judge_type(value, row, column, *type)) {
            return;
        }
        feel::Budget budget;
        if (allowed == nullptr || feel::test(*allowed, value, feel::Scope(), budget) == Value(true)) {
            return;
        }
        std::vector<std::string> words;
        words.reserve(listed.size());
        for (const Value& each : listed) {
            words.push_back(to_feel(each));
        }
        const auto near = nearest(to_feel(value), words);
        add(row, column,
            to_feel(value) + " is none of the allowed values" + (listed.empty() ? "" : ": " + listing(listed)) +
                (near ? " (is " + *near + " meant?)" : ""));
    }

    void add(std::optional<int> row, const std::string& column, std::string reason) {
        found_.push_back({file_, decision_, row, column, std::move(reason), {}});
    }

    std::string file_;
    std::string decision_;
    const DecisionTable& table_;
    std::set<std::string> names_;
    std::vector<Problem>& found_;
};

/// Walks the logic of one decision or function: names become known as contexts and functions bring them.
class LogicSuspicion {
  public:
    LogicSuspicion(std::string file, std::string decision, std::vector<Problem>& found)
        : file_(std::move(file)), decision_(std::move(decision)), found_(found) {}

    void walk(const detail::LogicPtr& logic, const std::set<std::string>& names) {
        if (logic != nullptr) {
            std::visit([&](const auto& form) { visit(form, names); }, logic->form);
        }
    }

  private:
    void visit(const detail::LiteralExpression& literal, const std::set<std::string>& names) {
        if (auto problem = unknown_name(*literal.expression, names, {file_, decision_, {}, "", "", {}})) {
            found_.push_back(*std::move(problem));
        }
    }
    void visit(const DecisionTable& table, const std::set<std::string>& names) {
        TableSuspicion(file_, decision_, table, names, found_).walk();
    }
    void visit(const detail::Invocation& invocation, const std::set<std::string>& names) {
        walk(invocation.callee, names);
        for (const auto& [parameter, logic] : invocation.bindings) {
            walk(logic, names);
        }
    }
    void visit(const detail::BoxedContext& context, const std::set<std::string>& names) {
        std::set<std::string> inner = names;
        for (const auto& [name, logic] : context.entries) {
            walk(logic, inner);
            inner.insert(name);
        }
    }
    void visit(const detail::BoxedList& list, const std::set<std::string>& names) {
        for (const detail::LogicPtr& item : list.items) {
            walk(item, names);
        }
    }
    void visit(const detail::Relation& relation, const std::set<std::string>& names) {
        for (const auto& row : relation.rows) {
            for (const detail::LogicPtr& cell : row) {
                walk(cell, names);
            }
        }
    }
    void visit(const detail::BoxedFunction& function, std::set<std::string> names) {
        for (const auto& [parameter, type] : function.parameters) {
            names.insert(parameter);
        }
        walk(function.body, names);
    }
    void visit(const detail::BoxedForm& form, std::set<std::string> names) {
        names.insert({form.variable, "item", "partial"});
        for (std::size_t i = 0; i < form.parts.size(); ++i) {
            // A filter's condition may speak of whatever the items hold.
            if (form.kind != feel::NodeKind::filter || i == 0) {
                walk(form.parts[i], names);
            }
        }
    }

    std::string file_;
    std::string decision_;
    std::vector<Problem>& found_;
};

std::set<std::string> names_for(const Definitions& definitions, const detail::Decision& decision) {
    std::set<std::string> names;
    for (const std::size_t input : decision.inputs) {
        names.insert(feel::canonical(definitions.inputs[input].name));
    }
    for (const std::size_t needed : decision.decisions) {
        names.insert(feel::canonical(definitions.decisions[needed].name));
    }
    for (const std::size_t function : decision.functions) {
        names.insert(feel::canonical(definitions.functions[function].name));
    }
    return names;
}

}  // namespace

std::vector<Problem> suspicions_in(const Definitions& definitions) {
    std::vector<Problem> found;
    for (const detail::Decision& decision : definitions.decisions) {
        LogicSuspicion(definitions.file, decision.name, found).walk(decision.logic, names_for(definitions, decision));
    }
    for (const detail::BusinessKnowledge& function : definitions.functions) {
        std::set<std::string> names;
        for (const std::size_t other : function.functions) {
            names.insert(feel::canonical(definitions.functions[other].name));
        }
        for (const auto& [parameter, type] : function.function.parameters) {
            names.insert(parameter);
        }
        LogicSuspicion(definitions.file, function.name, found).walk(function.function.body, names);
    }
    return found;
}

}  // namespace shipwitness::rules::dmn
