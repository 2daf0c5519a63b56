#include "rules/prepared.h"

#include <algorithm>
#include <set>

#include "rules/dmn/definitions.h"
#include "rules/dmn/types.h"

namespace shipwitness::rules {
namespace {

std::string why_not(const detail::Decision& decision) {
    const detail::DecisionTable* table = decision.table();
    if (table == nullptr || table->policy != detail::HitPolicy::unique) {
        return "is no table with the hit policy U";
    }
    if (!decision.decisions.empty() || !decision.functions.empty()) {
        return "rests on other decisions";
    }
    if (table->inputs.empty()) {
        return "has no columns that ask for facts";
    }
    std::set<std::string> facts;
    for (std::size_t i = 0; i < table->inputs.size(); ++i) {
        const std::string& fact = table->inputs[i].fact;
        if (fact.empty() || !facts.insert(fact).second || !table->matcher.columns[i].split) {
            return "has the column " + table->inputs[i].heading + ", which is more than one fact with constants";
        }
    }
    const auto missing = [&](const auto& constant) {
        return !constant || dmn::coerced(*constant, *decision.type) != *constant;
    };
    if (std::any_of(table->constants.begin(), table->constants.end(), missing)) {
        return "has results that depend on the case";
    }
    const auto has_default = [](const auto& output) { return output.otherwise != nullptr; };
    return std::any_of(table->outputs.begin(), table->outputs.end(), has_default) ? "has a default" : "";
}

}  // namespace

Result<PreparedTable> PreparedTable::make(const Model& model, std::string_view decision) {
    const detail::Decision* found = model.definitions().find(decision);
    if (found == nullptr) {
        return fail(ErrorKind::not_found, "decision_unknown",
                    "The file has no decision \"" + std::string(decision) + "\".");
    }
    if (const std::string reason = why_not(*found); !reason.empty()) {
        return fail(ErrorKind::invalid, "not_preparable", "The decision " + found->name + " " + reason + ".");
    }
    PreparedTable prepared(model, *found->table());
    for (const detail::InputClause& input : found->table()->inputs) {
        prepared.facts_.push_back(input.fact);
    }
    return prepared;
}

std::optional<std::size_t> PreparedTable::atom_of(std::size_t fact, const Value& value) const {
    return table_->matcher.columns[fact].find(value);
}

table::RowSet PreparedTable::row_set(std::span<const std::size_t> atoms) const {
    table::RowSet rows = table_->matcher.columns[0].atoms[atoms[0]].rows;
    for (std::size_t i = 1; i < atoms.size(); ++i) {
        rows &= table_->matcher.columns[i].atoms[atoms[i]].rows;
    }
    return rows;
}

std::optional<int> PreparedTable::row_at(std::span<const std::size_t> atoms) const {
    const table::RowSet rows = row_set(atoms);
    const auto first = rows.next();
    const bool one = first && !rows.next(*first + 1);
    return one ? std::optional(static_cast<int>(*first) + 1) : std::nullopt;
}

std::vector<int> PreparedTable::rows_at(std::span<const std::size_t> atoms) const {
    const table::RowSet rows = row_set(atoms);
    std::vector<int> numbers;
    for (auto row = rows.next(); row; row = rows.next(*row + 1)) {
        numbers.push_back(static_cast<int>(*row) + 1);
    }
    return numbers;
}

std::optional<int> PreparedTable::row_for(std::span<const Value> values) const {
    constexpr std::size_t kMaxFacts = 64;
    if (values.size() != facts_.size() || values.size() > kMaxFacts) {
        return std::nullopt;
    }
    std::size_t atoms[kMaxFacts];
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto atom = atom_of(i, values[i]);
        if (!atom) {
            return std::nullopt;
        }
        atoms[i] = *atom;
    }
    return row_at(std::span(atoms, values.size()));
}

Value PreparedTable::result_of(std::optional<int> row) const {
    return row ? table_->constants[static_cast<std::size_t>(*row - 1)].value_or(Value()) : Value();
}

}  // namespace shipwitness::rules
